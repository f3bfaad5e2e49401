import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CatalogueKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CATALOGUE_KIND_UNSPECIFIED: _ClassVar[CatalogueKind]
    CATALOGUE_KIND_COMPONENT: _ClassVar[CatalogueKind]
    CATALOGUE_KIND_EVENT: _ClassVar[CatalogueKind]
    CATALOGUE_KIND_SERVICE: _ClassVar[CatalogueKind]
    CATALOGUE_KIND_DISPUTE: _ClassVar[CatalogueKind]
CATALOGUE_KIND_UNSPECIFIED: CatalogueKind
CATALOGUE_KIND_COMPONENT: CatalogueKind
CATALOGUE_KIND_EVENT: CatalogueKind
CATALOGUE_KIND_SERVICE: CatalogueKind
CATALOGUE_KIND_DISPUTE: CatalogueKind

class DictionaryEntry(_message.Message):
    __slots__ = ("code", "title_zh", "title_en", "parent_code", "retired", "attributes")
    CODE_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    PARENT_CODE_FIELD_NUMBER: _ClassVar[int]
    RETIRED_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTES_FIELD_NUMBER: _ClassVar[int]
    code: str
    title_zh: str
    title_en: str
    parent_code: str
    retired: bool
    attributes: str
    def __init__(self, code: _Optional[str] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ..., parent_code: _Optional[str] = ..., retired: _Optional[bool] = ..., attributes: _Optional[str] = ...) -> None: ...

class Dictionary(_message.Message):
    __slots__ = ("name", "title_zh", "title_en", "version", "entries", "published_at")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_AT_FIELD_NUMBER: _ClassVar[int]
    name: str
    title_zh: str
    title_en: str
    version: int
    entries: _containers.RepeatedCompositeFieldContainer[DictionaryEntry]
    published_at: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ..., version: _Optional[int] = ..., entries: _Optional[_Iterable[_Union[DictionaryEntry, _Mapping]]] = ..., published_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class StageLimits(_message.Message):
    __slots__ = ("screening", "assigning", "signing", "handling", "checking", "verifying", "steps")
    SCREENING_FIELD_NUMBER: _ClassVar[int]
    ASSIGNING_FIELD_NUMBER: _ClassVar[int]
    SIGNING_FIELD_NUMBER: _ClassVar[int]
    HANDLING_FIELD_NUMBER: _ClassVar[int]
    CHECKING_FIELD_NUMBER: _ClassVar[int]
    VERIFYING_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    screening: str
    assigning: str
    signing: str
    handling: str
    checking: str
    verifying: str
    steps: _containers.RepeatedCompositeFieldContainer[NamedLimit]
    def __init__(self, screening: _Optional[str] = ..., assigning: _Optional[str] = ..., signing: _Optional[str] = ..., handling: _Optional[str] = ..., checking: _Optional[str] = ..., verifying: _Optional[str] = ..., steps: _Optional[_Iterable[_Union[NamedLimit, _Mapping]]] = ...) -> None: ...

class NamedLimit(_message.Message):
    __slots__ = ("name", "limit")
    NAME_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    name: str
    limit: str
    def __init__(self, name: _Optional[str] = ..., limit: _Optional[str] = ...) -> None: ...

class CatalogueItem(_message.Message):
    __slots__ = ("code", "title_zh", "title_en", "standard_code", "kind", "leaf", "local", "retired", "normal", "urgent", "major", "legal_limit", "paperwork_only", "safety", "duplicate_metres", "duplicate_days", "keywords", "line", "outside_duty", "outside_answer")
    CODE_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    STANDARD_CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    LEAF_FIELD_NUMBER: _ClassVar[int]
    LOCAL_FIELD_NUMBER: _ClassVar[int]
    RETIRED_FIELD_NUMBER: _ClassVar[int]
    NORMAL_FIELD_NUMBER: _ClassVar[int]
    URGENT_FIELD_NUMBER: _ClassVar[int]
    MAJOR_FIELD_NUMBER: _ClassVar[int]
    LEGAL_LIMIT_FIELD_NUMBER: _ClassVar[int]
    PAPERWORK_ONLY_FIELD_NUMBER: _ClassVar[int]
    SAFETY_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_METRES_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_DAYS_FIELD_NUMBER: _ClassVar[int]
    KEYWORDS_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    OUTSIDE_DUTY_FIELD_NUMBER: _ClassVar[int]
    OUTSIDE_ANSWER_FIELD_NUMBER: _ClassVar[int]
    code: str
    title_zh: str
    title_en: str
    standard_code: str
    kind: CatalogueKind
    leaf: bool
    local: bool
    retired: bool
    normal: StageLimits
    urgent: StageLimits
    major: StageLimits
    legal_limit: str
    paperwork_only: bool
    safety: bool
    duplicate_metres: int
    duplicate_days: int
    keywords: _containers.RepeatedScalarFieldContainer[str]
    line: str
    outside_duty: bool
    outside_answer: str
    def __init__(self, code: _Optional[str] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ..., standard_code: _Optional[str] = ..., kind: _Optional[_Union[CatalogueKind, str]] = ..., leaf: _Optional[bool] = ..., local: _Optional[bool] = ..., retired: _Optional[bool] = ..., normal: _Optional[_Union[StageLimits, _Mapping]] = ..., urgent: _Optional[_Union[StageLimits, _Mapping]] = ..., major: _Optional[_Union[StageLimits, _Mapping]] = ..., legal_limit: _Optional[str] = ..., paperwork_only: _Optional[bool] = ..., safety: _Optional[bool] = ..., duplicate_metres: _Optional[int] = ..., duplicate_days: _Optional[int] = ..., keywords: _Optional[_Iterable[str]] = ..., line: _Optional[str] = ..., outside_duty: _Optional[bool] = ..., outside_answer: _Optional[str] = ...) -> None: ...

class Catalogue(_message.Message):
    __slots__ = ("version", "items", "published_at", "published_by", "note")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_AT_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_BY_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    version: int
    items: _containers.RepeatedCompositeFieldContainer[CatalogueItem]
    published_at: _timestamp_pb2.Timestamp
    published_by: str
    note: str
    def __init__(self, version: _Optional[int] = ..., items: _Optional[_Iterable[_Union[CatalogueItem, _Mapping]]] = ..., published_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., published_by: _Optional[str] = ..., note: _Optional[str] = ...) -> None: ...

class CalendarDay(_message.Message):
    __slots__ = ("date", "working", "note")
    DATE_FIELD_NUMBER: _ClassVar[int]
    WORKING_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    date: str
    working: bool
    note: str
    def __init__(self, date: _Optional[str] = ..., working: _Optional[bool] = ..., note: _Optional[str] = ...) -> None: ...

class WorkingCalendar(_message.Message):
    __slots__ = ("name", "time_zone", "hours", "days", "known_years", "version", "reason", "published_at")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TIME_ZONE_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    KNOWN_YEARS_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_AT_FIELD_NUMBER: _ClassVar[int]
    name: str
    time_zone: str
    hours: _containers.RepeatedScalarFieldContainer[str]
    days: _containers.RepeatedCompositeFieldContainer[CalendarDay]
    known_years: _containers.RepeatedScalarFieldContainer[int]
    version: int
    reason: str
    published_at: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., time_zone: _Optional[str] = ..., hours: _Optional[_Iterable[str]] = ..., days: _Optional[_Iterable[_Union[CalendarDay, _Mapping]]] = ..., known_years: _Optional[_Iterable[int]] = ..., version: _Optional[int] = ..., reason: _Optional[str] = ..., published_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class DeductionRule(_message.Message):
    __slots__ = ("id", "trigger", "target", "points", "cap_per_period", "appealable", "valid_from", "valid_to", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    TRIGGER_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    CAP_PER_PERIOD_FIELD_NUMBER: _ClassVar[int]
    APPEALABLE_FIELD_NUMBER: _ClassVar[int]
    VALID_FROM_FIELD_NUMBER: _ClassVar[int]
    VALID_TO_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    trigger: str
    target: str
    points: float
    cap_per_period: float
    appealable: bool
    valid_from: _timestamp_pb2.Timestamp
    valid_to: _timestamp_pb2.Timestamp
    etag: str
    def __init__(self, id: _Optional[str] = ..., trigger: _Optional[str] = ..., target: _Optional[str] = ..., points: _Optional[float] = ..., cap_per_period: _Optional[float] = ..., appealable: _Optional[bool] = ..., valid_from: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., valid_to: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class Document(_message.Message):
    __slots__ = ("id", "kind", "title", "text", "territory_code", "version", "published", "changed_at", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_FIELD_NUMBER: _ClassVar[int]
    CHANGED_AT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    title: str
    text: str
    territory_code: str
    version: int
    published: bool
    changed_at: _timestamp_pb2.Timestamp
    etag: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ..., title: _Optional[str] = ..., text: _Optional[str] = ..., territory_code: _Optional[str] = ..., version: _Optional[int] = ..., published: _Optional[bool] = ..., changed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class ListDictionariesRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListDictionariesResponse(_message.Message):
    __slots__ = ("dictionaries",)
    DICTIONARIES_FIELD_NUMBER: _ClassVar[int]
    dictionaries: _containers.RepeatedCompositeFieldContainer[Dictionary]
    def __init__(self, dictionaries: _Optional[_Iterable[_Union[Dictionary, _Mapping]]] = ...) -> None: ...

class GetDictionaryRequest(_message.Message):
    __slots__ = ("name", "version")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: int
    def __init__(self, name: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class PublishDictionaryRequest(_message.Message):
    __slots__ = ("dictionary",)
    DICTIONARY_FIELD_NUMBER: _ClassVar[int]
    dictionary: Dictionary
    def __init__(self, dictionary: _Optional[_Union[Dictionary, _Mapping]] = ...) -> None: ...

class GetCatalogueRequest(_message.Message):
    __slots__ = ("version",)
    VERSION_FIELD_NUMBER: _ClassVar[int]
    version: int
    def __init__(self, version: _Optional[int] = ...) -> None: ...

class PublishCatalogueRequest(_message.Message):
    __slots__ = ("items", "note", "based_on")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    BASED_ON_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CatalogueItem]
    note: str
    based_on: int
    def __init__(self, items: _Optional[_Iterable[_Union[CatalogueItem, _Mapping]]] = ..., note: _Optional[str] = ..., based_on: _Optional[int] = ...) -> None: ...

class GetWorkingCalendarRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class SetWorkingCalendarRequest(_message.Message):
    __slots__ = ("name", "hours", "days", "reason", "based_on")
    NAME_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    BASED_ON_FIELD_NUMBER: _ClassVar[int]
    name: str
    hours: _containers.RepeatedScalarFieldContainer[str]
    days: _containers.RepeatedCompositeFieldContainer[CalendarDay]
    reason: str
    based_on: int
    def __init__(self, name: _Optional[str] = ..., hours: _Optional[_Iterable[str]] = ..., days: _Optional[_Iterable[_Union[CalendarDay, _Mapping]]] = ..., reason: _Optional[str] = ..., based_on: _Optional[int] = ...) -> None: ...

class PutDeductionRuleRequest(_message.Message):
    __slots__ = ("rule",)
    RULE_FIELD_NUMBER: _ClassVar[int]
    rule: DeductionRule
    def __init__(self, rule: _Optional[_Union[DeductionRule, _Mapping]] = ...) -> None: ...

class ListDeductionRulesRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListDeductionRulesResponse(_message.Message):
    __slots__ = ("rules",)
    RULES_FIELD_NUMBER: _ClassVar[int]
    rules: _containers.RepeatedCompositeFieldContainer[DeductionRule]
    def __init__(self, rules: _Optional[_Iterable[_Union[DeductionRule, _Mapping]]] = ...) -> None: ...

class PutDocumentRequest(_message.Message):
    __slots__ = ("document",)
    DOCUMENT_FIELD_NUMBER: _ClassVar[int]
    document: Document
    def __init__(self, document: _Optional[_Union[Document, _Mapping]] = ...) -> None: ...

class ListDocumentsRequest(_message.Message):
    __slots__ = ("kind", "territory_code", "with_versions", "page_size", "page_token")
    KIND_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    WITH_VERSIONS_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    kind: str
    territory_code: str
    with_versions: bool
    page_size: int
    page_token: str
    def __init__(self, kind: _Optional[str] = ..., territory_code: _Optional[str] = ..., with_versions: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListDocumentsResponse(_message.Message):
    __slots__ = ("documents", "next_page_token")
    DOCUMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    documents: _containers.RepeatedCompositeFieldContainer[Document]
    next_page_token: str
    def __init__(self, documents: _Optional[_Iterable[_Union[Document, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
