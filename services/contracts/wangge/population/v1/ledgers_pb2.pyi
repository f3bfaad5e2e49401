from google.api import annotations_pb2 as _annotations_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import transfers_pb2 as _transfers_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class LedgerColumn(_message.Message):
    __slots__ = ("key", "title_zh", "title_en")
    KEY_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    key: str
    title_zh: str
    title_en: str
    def __init__(self, key: _Optional[str] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ...) -> None: ...

class LedgerRow(_message.Message):
    __slots__ = ("values", "subject", "subject_id", "record_id")
    VALUES_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    values: _containers.RepeatedScalarFieldContainer[str]
    subject: str
    subject_id: str
    record_id: str
    def __init__(self, values: _Optional[_Iterable[str]] = ..., subject: _Optional[str] = ..., subject_id: _Optional[str] = ..., record_id: _Optional[str] = ...) -> None: ...

class LedgerCount(_message.Message):
    __slots__ = ("type_code", "title_zh", "title_en", "count", "suppressed")
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    SUPPRESSED_FIELD_NUMBER: _ClassVar[int]
    type_code: str
    title_zh: str
    title_en: str
    count: int
    suppressed: bool
    def __init__(self, type_code: _Optional[str] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ..., count: _Optional[int] = ..., suppressed: _Optional[bool] = ...) -> None: ...

class ListLedgerRequest(_message.Message):
    __slots__ = ("kind", "territory_code", "type_code", "page_size", "page_token")
    KIND_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    kind: str
    territory_code: str
    type_code: str
    page_size: int
    page_token: str
    def __init__(self, kind: _Optional[str] = ..., territory_code: _Optional[str] = ..., type_code: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListLedgerResponse(_message.Message):
    __slots__ = ("columns", "rows", "next_page_token", "counts")
    COLUMNS_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    columns: _containers.RepeatedCompositeFieldContainer[LedgerColumn]
    rows: _containers.RepeatedCompositeFieldContainer[LedgerRow]
    next_page_token: str
    counts: _containers.RepeatedCompositeFieldContainer[LedgerCount]
    def __init__(self, columns: _Optional[_Iterable[_Union[LedgerColumn, _Mapping]]] = ..., rows: _Optional[_Iterable[_Union[LedgerRow, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., counts: _Optional[_Iterable[_Union[LedgerCount, _Mapping]]] = ...) -> None: ...

class ExportLedgerRequest(_message.Message):
    __slots__ = ("kind", "territory_code", "purpose")
    KIND_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    kind: str
    territory_code: str
    purpose: str
    def __init__(self, kind: _Optional[str] = ..., territory_code: _Optional[str] = ..., purpose: _Optional[str] = ...) -> None: ...

class LookUpContactsRequest(_message.Message):
    __slots__ = ("kind", "territory_code", "type_code", "purpose", "page_size", "page_token")
    KIND_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    kind: str
    territory_code: str
    type_code: str
    purpose: str
    page_size: int
    page_token: str
    def __init__(self, kind: _Optional[str] = ..., territory_code: _Optional[str] = ..., type_code: _Optional[str] = ..., purpose: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...
