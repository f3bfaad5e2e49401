import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import families_pb2 as _families_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ExchangeState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXCHANGE_STATE_UNSPECIFIED: _ClassVar[ExchangeState]
    EXCHANGE_STATE_DRAFTED: _ClassVar[ExchangeState]
    EXCHANGE_STATE_SENT: _ClassVar[ExchangeState]
    EXCHANGE_STATE_ACKNOWLEDGED: _ClassVar[ExchangeState]
    EXCHANGE_STATE_ANSWERED: _ClassVar[ExchangeState]
    EXCHANGE_STATE_DECLINED: _ClassVar[ExchangeState]
    EXCHANGE_STATE_WITHDRAWN: _ClassVar[ExchangeState]
    EXCHANGE_STATE_EXPIRED: _ClassVar[ExchangeState]
EXCHANGE_STATE_UNSPECIFIED: ExchangeState
EXCHANGE_STATE_DRAFTED: ExchangeState
EXCHANGE_STATE_SENT: ExchangeState
EXCHANGE_STATE_ACKNOWLEDGED: ExchangeState
EXCHANGE_STATE_ANSWERED: ExchangeState
EXCHANGE_STATE_DECLINED: ExchangeState
EXCHANGE_STATE_WITHDRAWN: ExchangeState
EXCHANGE_STATE_EXPIRED: ExchangeState

class CoordinationPurpose(_message.Message):
    __slots__ = ("code", "version", "title_zh", "title_en", "legal_basis", "fields", "limit_days", "keep_days", "retired")
    CODE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    LEGAL_BASIS_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    LIMIT_DAYS_FIELD_NUMBER: _ClassVar[int]
    KEEP_DAYS_FIELD_NUMBER: _ClassVar[int]
    RETIRED_FIELD_NUMBER: _ClassVar[int]
    code: str
    version: int
    title_zh: str
    title_en: str
    legal_basis: str
    fields: _containers.RepeatedCompositeFieldContainer[_families_pb2.RecordField]
    limit_days: int
    keep_days: int
    retired: bool
    def __init__(self, code: _Optional[str] = ..., version: _Optional[int] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ..., legal_basis: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[_families_pb2.RecordField, _Mapping]]] = ..., limit_days: _Optional[int] = ..., keep_days: _Optional[int] = ..., retired: _Optional[bool] = ...) -> None: ...

class ExchangeStep(_message.Message):
    __slots__ = ("what", "at", "actor_name")
    WHAT_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    ACTOR_NAME_FIELD_NUMBER: _ClassVar[int]
    what: str
    at: _timestamp_pb2.Timestamp
    actor_name: str
    def __init__(self, what: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actor_name: _Optional[str] = ...) -> None: ...

class Exchange(_message.Message):
    __slots__ = ("id", "number", "purpose", "fields", "from_territory_code", "from_name", "to_territory_code", "to_name", "state", "person_id", "person_name", "document_number", "note", "reason", "due_time", "overdue", "erase_on", "erased", "answered_fields", "answer_fingerprint", "file_name", "steps", "actions", "asks", "answers", "match_person_id", "etag", "letter_number", "letter_on", "letter_file_name", "address")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    FROM_TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    FROM_NAME_FIELD_NUMBER: _ClassVar[int]
    TO_TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TO_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_NAME_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    ERASE_ON_FIELD_NUMBER: _ClassVar[int]
    ERASED_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_FIELDS_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FINGERPRINT_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    ASKS_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    MATCH_PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    LETTER_NUMBER_FIELD_NUMBER: _ClassVar[int]
    LETTER_ON_FIELD_NUMBER: _ClassVar[int]
    LETTER_FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    id: str
    number: str
    purpose: CoordinationPurpose
    fields: _containers.RepeatedScalarFieldContainer[str]
    from_territory_code: str
    from_name: str
    to_territory_code: str
    to_name: str
    state: ExchangeState
    person_id: str
    person_name: str
    document_number: str
    note: str
    reason: str
    due_time: _timestamp_pb2.Timestamp
    overdue: bool
    erase_on: str
    erased: bool
    answered_fields: _containers.RepeatedScalarFieldContainer[str]
    answer_fingerprint: str
    file_name: str
    steps: _containers.RepeatedCompositeFieldContainer[ExchangeStep]
    actions: _containers.RepeatedScalarFieldContainer[str]
    asks: bool
    answers: bool
    match_person_id: str
    etag: str
    letter_number: str
    letter_on: str
    letter_file_name: str
    address: str
    def __init__(self, id: _Optional[str] = ..., number: _Optional[str] = ..., purpose: _Optional[_Union[CoordinationPurpose, _Mapping]] = ..., fields: _Optional[_Iterable[str]] = ..., from_territory_code: _Optional[str] = ..., from_name: _Optional[str] = ..., to_territory_code: _Optional[str] = ..., to_name: _Optional[str] = ..., state: _Optional[_Union[ExchangeState, str]] = ..., person_id: _Optional[str] = ..., person_name: _Optional[str] = ..., document_number: _Optional[str] = ..., note: _Optional[str] = ..., reason: _Optional[str] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., overdue: _Optional[bool] = ..., erase_on: _Optional[str] = ..., erased: _Optional[bool] = ..., answered_fields: _Optional[_Iterable[str]] = ..., answer_fingerprint: _Optional[str] = ..., file_name: _Optional[str] = ..., steps: _Optional[_Iterable[_Union[ExchangeStep, _Mapping]]] = ..., actions: _Optional[_Iterable[str]] = ..., asks: _Optional[bool] = ..., answers: _Optional[bool] = ..., match_person_id: _Optional[str] = ..., etag: _Optional[str] = ..., letter_number: _Optional[str] = ..., letter_on: _Optional[str] = ..., letter_file_name: _Optional[str] = ..., address: _Optional[str] = ...) -> None: ...

class ListPurposesRequest(_message.Message):
    __slots__ = ("with_retired",)
    WITH_RETIRED_FIELD_NUMBER: _ClassVar[int]
    with_retired: bool
    def __init__(self, with_retired: _Optional[bool] = ...) -> None: ...

class ListPurposesResponse(_message.Message):
    __slots__ = ("purposes",)
    PURPOSES_FIELD_NUMBER: _ClassVar[int]
    purposes: _containers.RepeatedCompositeFieldContainer[CoordinationPurpose]
    def __init__(self, purposes: _Optional[_Iterable[_Union[CoordinationPurpose, _Mapping]]] = ...) -> None: ...

class PutPurposeRequest(_message.Message):
    __slots__ = ("purpose", "etag", "request_id")
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    purpose: CoordinationPurpose
    etag: str
    request_id: str
    def __init__(self, purpose: _Optional[_Union[CoordinationPurpose, _Mapping]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class DraftExchangeRequest(_message.Message):
    __slots__ = ("person_id", "purpose_code", "fields", "to_territory_code", "to_outside", "to_unit_id", "note", "send", "request_id")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_CODE_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    TO_TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TO_OUTSIDE_FIELD_NUMBER: _ClassVar[int]
    TO_UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    SEND_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    purpose_code: str
    fields: _containers.RepeatedScalarFieldContainer[str]
    to_territory_code: str
    to_outside: str
    to_unit_id: str
    note: str
    send: bool
    request_id: str
    def __init__(self, person_id: _Optional[str] = ..., purpose_code: _Optional[str] = ..., fields: _Optional[_Iterable[str]] = ..., to_territory_code: _Optional[str] = ..., to_outside: _Optional[str] = ..., to_unit_id: _Optional[str] = ..., note: _Optional[str] = ..., send: _Optional[bool] = ..., request_id: _Optional[str] = ...) -> None: ...

class LetterSubject(_message.Message):
    __slots__ = ("name", "document_number")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    name: str
    document_number: str
    def __init__(self, name: _Optional[str] = ..., document_number: _Optional[str] = ...) -> None: ...

class RecordLetterRequest(_message.Message):
    __slots__ = ("sender", "letter_number", "letter_on", "to_territory_code", "purpose_code", "fields", "people", "address", "note", "due_on", "file_name", "file_data", "acknowledge", "request_id")
    SENDER_FIELD_NUMBER: _ClassVar[int]
    LETTER_NUMBER_FIELD_NUMBER: _ClassVar[int]
    LETTER_ON_FIELD_NUMBER: _ClassVar[int]
    TO_TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_CODE_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    FILE_DATA_FIELD_NUMBER: _ClassVar[int]
    ACKNOWLEDGE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    sender: str
    letter_number: str
    letter_on: str
    to_territory_code: str
    purpose_code: str
    fields: _containers.RepeatedScalarFieldContainer[str]
    people: _containers.RepeatedCompositeFieldContainer[LetterSubject]
    address: str
    note: str
    due_on: str
    file_name: str
    file_data: bytes
    acknowledge: bool
    request_id: str
    def __init__(self, sender: _Optional[str] = ..., letter_number: _Optional[str] = ..., letter_on: _Optional[str] = ..., to_territory_code: _Optional[str] = ..., purpose_code: _Optional[str] = ..., fields: _Optional[_Iterable[str]] = ..., people: _Optional[_Iterable[_Union[LetterSubject, _Mapping]]] = ..., address: _Optional[str] = ..., note: _Optional[str] = ..., due_on: _Optional[str] = ..., file_name: _Optional[str] = ..., file_data: _Optional[bytes] = ..., acknowledge: _Optional[bool] = ..., request_id: _Optional[str] = ...) -> None: ...

class RecordLetterResponse(_message.Message):
    __slots__ = ("exchanges",)
    EXCHANGES_FIELD_NUMBER: _ClassVar[int]
    exchanges: _containers.RepeatedCompositeFieldContainer[Exchange]
    def __init__(self, exchanges: _Optional[_Iterable[_Union[Exchange, _Mapping]]] = ...) -> None: ...

class ReadLetterRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ReadLetterResponse(_message.Message):
    __slots__ = ("file_name", "content_type", "file_data")
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    FILE_DATA_FIELD_NUMBER: _ClassVar[int]
    file_name: str
    content_type: str
    file_data: bytes
    def __init__(self, file_name: _Optional[str] = ..., content_type: _Optional[str] = ..., file_data: _Optional[bytes] = ...) -> None: ...

class ExchangeStepRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class EndExchangeRequest(_message.Message):
    __slots__ = ("id", "etag", "reason", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    reason: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., reason: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class AnswerExchangeRequest(_message.Message):
    __slots__ = ("id", "etag", "values", "file_name", "file_data", "request_id")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    FILE_DATA_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    values: _containers.ScalarMap[str, str]
    file_name: str
    file_data: bytes
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., values: _Optional[_Mapping[str, str]] = ..., file_name: _Optional[str] = ..., file_data: _Optional[bytes] = ..., request_id: _Optional[str] = ...) -> None: ...

class ReadAnswerRequest(_message.Message):
    __slots__ = ("id", "with_file")
    ID_FIELD_NUMBER: _ClassVar[int]
    WITH_FILE_FIELD_NUMBER: _ClassVar[int]
    id: str
    with_file: bool
    def __init__(self, id: _Optional[str] = ..., with_file: _Optional[bool] = ...) -> None: ...

class ReadAnswerResponse(_message.Message):
    __slots__ = ("values", "file_name", "content_type", "file_data", "hide_time")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    VALUES_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    FILE_DATA_FIELD_NUMBER: _ClassVar[int]
    HIDE_TIME_FIELD_NUMBER: _ClassVar[int]
    values: _containers.ScalarMap[str, str]
    file_name: str
    content_type: str
    file_data: bytes
    hide_time: _timestamp_pb2.Timestamp
    def __init__(self, values: _Optional[_Mapping[str, str]] = ..., file_name: _Optional[str] = ..., content_type: _Optional[str] = ..., file_data: _Optional[bytes] = ..., hide_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class RevealSubjectRequest(_message.Message):
    __slots__ = ("id", "purpose")
    ID_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    id: str
    purpose: str
    def __init__(self, id: _Optional[str] = ..., purpose: _Optional[str] = ...) -> None: ...

class RevealSubjectResponse(_message.Message):
    __slots__ = ("document_number", "hide_time")
    DOCUMENT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    HIDE_TIME_FIELD_NUMBER: _ClassVar[int]
    document_number: str
    hide_time: _timestamp_pb2.Timestamp
    def __init__(self, document_number: _Optional[str] = ..., hide_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GetExchangeRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListExchangesRequest(_message.Message):
    __slots__ = ("box", "state", "waiting_only", "person_id", "page_size", "page_token")
    BOX_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    WAITING_ONLY_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    box: str
    state: ExchangeState
    waiting_only: bool
    person_id: str
    page_size: int
    page_token: str
    def __init__(self, box: _Optional[str] = ..., state: _Optional[_Union[ExchangeState, str]] = ..., waiting_only: _Optional[bool] = ..., person_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListExchangesResponse(_message.Message):
    __slots__ = ("exchanges", "next_page_token")
    EXCHANGES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    exchanges: _containers.RepeatedCompositeFieldContainer[Exchange]
    next_page_token: str
    def __init__(self, exchanges: _Optional[_Iterable[_Union[Exchange, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetExchangeFiguresRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ExchangeFigures(_message.Message):
    __slots__ = ("to_acknowledge", "to_answer", "near", "overdue", "to_read", "late_elsewhere", "to_reply")
    TO_ACKNOWLEDGE_FIELD_NUMBER: _ClassVar[int]
    TO_ANSWER_FIELD_NUMBER: _ClassVar[int]
    NEAR_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    TO_READ_FIELD_NUMBER: _ClassVar[int]
    LATE_ELSEWHERE_FIELD_NUMBER: _ClassVar[int]
    TO_REPLY_FIELD_NUMBER: _ClassVar[int]
    to_acknowledge: int
    to_answer: int
    near: int
    overdue: int
    to_read: int
    late_elsewhere: int
    to_reply: int
    def __init__(self, to_acknowledge: _Optional[int] = ..., to_answer: _Optional[int] = ..., near: _Optional[int] = ..., overdue: _Optional[int] = ..., to_read: _Optional[int] = ..., late_elsewhere: _Optional[int] = ..., to_reply: _Optional[int] = ...) -> None: ...
