import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import register_pb2 as _register_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RecordChoice(_message.Message):
    __slots__ = ("value", "title_zh", "title_en")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    value: str
    title_zh: str
    title_en: str
    def __init__(self, value: _Optional[str] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ...) -> None: ...

class RecordField(_message.Message):
    __slots__ = ("name", "title_zh", "title_en", "kind", "required", "pattern", "min", "max", "choices", "personal")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_FIELD_NUMBER: _ClassVar[int]
    PATTERN_FIELD_NUMBER: _ClassVar[int]
    MIN_FIELD_NUMBER: _ClassVar[int]
    MAX_FIELD_NUMBER: _ClassVar[int]
    CHOICES_FIELD_NUMBER: _ClassVar[int]
    PERSONAL_FIELD_NUMBER: _ClassVar[int]
    name: str
    title_zh: str
    title_en: str
    kind: str
    required: bool
    pattern: str
    min: float
    max: float
    choices: _containers.RepeatedCompositeFieldContainer[RecordChoice]
    personal: bool
    def __init__(self, name: _Optional[str] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ..., kind: _Optional[str] = ..., required: _Optional[bool] = ..., pattern: _Optional[str] = ..., min: _Optional[float] = ..., max: _Optional[float] = ..., choices: _Optional[_Iterable[_Union[RecordChoice, _Mapping]]] = ..., personal: _Optional[bool] = ...) -> None: ...

class RecordType(_message.Message):
    __slots__ = ("code", "version", "title_zh", "title_en", "category", "subject", "fields", "sensitive", "basis", "legal_basis", "purpose_zh", "purpose_en", "retention_days", "review_days", "valid_days", "ledger", "retired", "etag")
    CODE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    SENSITIVE_FIELD_NUMBER: _ClassVar[int]
    BASIS_FIELD_NUMBER: _ClassVar[int]
    LEGAL_BASIS_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_ZH_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_EN_FIELD_NUMBER: _ClassVar[int]
    RETENTION_DAYS_FIELD_NUMBER: _ClassVar[int]
    REVIEW_DAYS_FIELD_NUMBER: _ClassVar[int]
    VALID_DAYS_FIELD_NUMBER: _ClassVar[int]
    LEDGER_FIELD_NUMBER: _ClassVar[int]
    RETIRED_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    code: str
    version: int
    title_zh: str
    title_en: str
    category: int
    subject: str
    fields: _containers.RepeatedCompositeFieldContainer[RecordField]
    sensitive: str
    basis: str
    legal_basis: str
    purpose_zh: str
    purpose_en: str
    retention_days: int
    review_days: int
    valid_days: int
    ledger: str
    retired: bool
    etag: str
    def __init__(self, code: _Optional[str] = ..., version: _Optional[int] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ..., category: _Optional[int] = ..., subject: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[RecordField, _Mapping]]] = ..., sensitive: _Optional[str] = ..., basis: _Optional[str] = ..., legal_basis: _Optional[str] = ..., purpose_zh: _Optional[str] = ..., purpose_en: _Optional[str] = ..., retention_days: _Optional[int] = ..., review_days: _Optional[int] = ..., valid_days: _Optional[int] = ..., ledger: _Optional[str] = ..., retired: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class RecordConsent(_message.Message):
    __slots__ = ("given_on", "by", "by_name", "file_id")
    GIVEN_ON_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    BY_NAME_FIELD_NUMBER: _ClassVar[int]
    FILE_ID_FIELD_NUMBER: _ClassVar[int]
    given_on: str
    by: str
    by_name: str
    file_id: str
    def __init__(self, given_on: _Optional[str] = ..., by: _Optional[str] = ..., by_name: _Optional[str] = ..., file_id: _Optional[str] = ...) -> None: ...

class HistoryLine(_message.Message):
    __slots__ = ("at", "actor_name", "what", "fields", "note")
    AT_FIELD_NUMBER: _ClassVar[int]
    ACTOR_NAME_FIELD_NUMBER: _ClassVar[int]
    WHAT_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    actor_name: str
    what: str
    fields: _containers.RepeatedScalarFieldContainer[str]
    note: str
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actor_name: _Optional[str] = ..., what: _Optional[str] = ..., fields: _Optional[_Iterable[str]] = ..., note: _Optional[str] = ...) -> None: ...

class ServiceRecord(_message.Message):
    __slots__ = ("id", "type_code", "type_version", "type_title_zh", "type_title_en", "subject", "subject_id", "subject_name", "territory_code", "territory_name", "state", "from_day", "to_day", "review_on", "review_due", "carer_id", "carer_name", "basis", "legal_basis", "consent", "values", "end_reason", "history", "etag", "actions", "care")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    TYPE_VERSION_FIELD_NUMBER: _ClassVar[int]
    TYPE_TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TYPE_TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_NAME_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    TO_DAY_FIELD_NUMBER: _ClassVar[int]
    REVIEW_ON_FIELD_NUMBER: _ClassVar[int]
    REVIEW_DUE_FIELD_NUMBER: _ClassVar[int]
    CARER_ID_FIELD_NUMBER: _ClassVar[int]
    CARER_NAME_FIELD_NUMBER: _ClassVar[int]
    BASIS_FIELD_NUMBER: _ClassVar[int]
    LEGAL_BASIS_FIELD_NUMBER: _ClassVar[int]
    CONSENT_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    END_REASON_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    CARE_FIELD_NUMBER: _ClassVar[int]
    id: str
    type_code: str
    type_version: int
    type_title_zh: str
    type_title_en: str
    subject: str
    subject_id: str
    subject_name: str
    territory_code: str
    territory_name: str
    state: str
    from_day: str
    to_day: str
    review_on: str
    review_due: bool
    carer_id: str
    carer_name: str
    basis: str
    legal_basis: str
    consent: RecordConsent
    values: _containers.ScalarMap[str, str]
    end_reason: str
    history: _containers.RepeatedCompositeFieldContainer[HistoryLine]
    etag: str
    actions: _containers.RepeatedScalarFieldContainer[str]
    care: bool
    def __init__(self, id: _Optional[str] = ..., type_code: _Optional[str] = ..., type_version: _Optional[int] = ..., type_title_zh: _Optional[str] = ..., type_title_en: _Optional[str] = ..., subject: _Optional[str] = ..., subject_id: _Optional[str] = ..., subject_name: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., state: _Optional[str] = ..., from_day: _Optional[str] = ..., to_day: _Optional[str] = ..., review_on: _Optional[str] = ..., review_due: _Optional[bool] = ..., carer_id: _Optional[str] = ..., carer_name: _Optional[str] = ..., basis: _Optional[str] = ..., legal_basis: _Optional[str] = ..., consent: _Optional[_Union[RecordConsent, _Mapping]] = ..., values: _Optional[_Mapping[str, str]] = ..., end_reason: _Optional[str] = ..., history: _Optional[_Iterable[_Union[HistoryLine, _Mapping]]] = ..., etag: _Optional[str] = ..., actions: _Optional[_Iterable[str]] = ..., care: _Optional[bool] = ...) -> None: ...

class ListRecordTypesRequest(_message.Message):
    __slots__ = ("subject", "with_retired")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    WITH_RETIRED_FIELD_NUMBER: _ClassVar[int]
    subject: str
    with_retired: bool
    def __init__(self, subject: _Optional[str] = ..., with_retired: _Optional[bool] = ...) -> None: ...

class ListRecordTypesResponse(_message.Message):
    __slots__ = ("types",)
    TYPES_FIELD_NUMBER: _ClassVar[int]
    types: _containers.RepeatedCompositeFieldContainer[RecordType]
    def __init__(self, types: _Optional[_Iterable[_Union[RecordType, _Mapping]]] = ...) -> None: ...

class GetRecordTypeRequest(_message.Message):
    __slots__ = ("code", "version")
    CODE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    code: str
    version: int
    def __init__(self, code: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class PutRecordTypeRequest(_message.Message):
    __slots__ = ("type", "request_id")
    TYPE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    type: RecordType
    request_id: str
    def __init__(self, type: _Optional[_Union[RecordType, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListServiceRecordsRequest(_message.Message):
    __slots__ = ("territory_code", "type_code", "subject_id", "with_closed", "review_due", "mine", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    WITH_CLOSED_FIELD_NUMBER: _ClassVar[int]
    REVIEW_DUE_FIELD_NUMBER: _ClassVar[int]
    MINE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    type_code: str
    subject_id: str
    with_closed: bool
    review_due: bool
    mine: bool
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., type_code: _Optional[str] = ..., subject_id: _Optional[str] = ..., with_closed: _Optional[bool] = ..., review_due: _Optional[bool] = ..., mine: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListServiceRecordsResponse(_message.Message):
    __slots__ = ("records", "next_page_token")
    RECORDS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    records: _containers.RepeatedCompositeFieldContainer[ServiceRecord]
    next_page_token: str
    def __init__(self, records: _Optional[_Iterable[_Union[ServiceRecord, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetServiceRecordRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class OpenServiceRecordRequest(_message.Message):
    __slots__ = ("type_code", "subject_id", "values", "from_day", "to_day", "carer_id", "consent", "request_id")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    TO_DAY_FIELD_NUMBER: _ClassVar[int]
    CARER_ID_FIELD_NUMBER: _ClassVar[int]
    CONSENT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    type_code: str
    subject_id: str
    values: _containers.ScalarMap[str, str]
    from_day: str
    to_day: str
    carer_id: str
    consent: RecordConsent
    request_id: str
    def __init__(self, type_code: _Optional[str] = ..., subject_id: _Optional[str] = ..., values: _Optional[_Mapping[str, str]] = ..., from_day: _Optional[str] = ..., to_day: _Optional[str] = ..., carer_id: _Optional[str] = ..., consent: _Optional[_Union[RecordConsent, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ChangeServiceRecordRequest(_message.Message):
    __slots__ = ("id", "values", "carer_id", "note", "etag", "request_id")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    CARER_ID_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    values: _containers.ScalarMap[str, str]
    carer_id: str
    note: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., values: _Optional[_Mapping[str, str]] = ..., carer_id: _Optional[str] = ..., note: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ReviewServiceRecordRequest(_message.Message):
    __slots__ = ("id", "note", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    note: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., note: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class CloseServiceRecordRequest(_message.Message):
    __slots__ = ("id", "reason", "note", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    reason: str
    note: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., reason: _Optional[str] = ..., note: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class RevealServiceRecordRequest(_message.Message):
    __slots__ = ("id", "fields", "purpose")
    ID_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    id: str
    fields: _containers.RepeatedScalarFieldContainer[str]
    purpose: str
    def __init__(self, id: _Optional[str] = ..., fields: _Optional[_Iterable[str]] = ..., purpose: _Optional[str] = ...) -> None: ...

class RevealedValues(_message.Message):
    __slots__ = ("values", "expire_time")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    VALUES_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    values: _containers.ScalarMap[str, str]
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, values: _Optional[_Mapping[str, str]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GetConsentFileRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...
