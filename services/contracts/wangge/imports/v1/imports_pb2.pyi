import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ImportState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    IMPORT_STATE_UNSPECIFIED: _ClassVar[ImportState]
    IMPORT_STATE_STAGED: _ClassVar[ImportState]
    IMPORT_STATE_APPLYING: _ClassVar[ImportState]
    IMPORT_STATE_APPLIED: _ClassVar[ImportState]
    IMPORT_STATE_UNDONE: _ClassVar[ImportState]
    IMPORT_STATE_DISCARDED: _ClassVar[ImportState]
IMPORT_STATE_UNSPECIFIED: ImportState
IMPORT_STATE_STAGED: ImportState
IMPORT_STATE_APPLYING: ImportState
IMPORT_STATE_APPLIED: ImportState
IMPORT_STATE_UNDONE: ImportState
IMPORT_STATE_DISCARDED: ImportState

class Import(_message.Message):
    __slots__ = ("id", "kind", "file_name", "digest", "state", "rows_total", "rows_accepted", "rows_rejected", "rows_unchanged", "rows_applied", "created_by", "create_time", "finish_time", "rejects_file", "created_by_name", "decided_by", "decided_by_name")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DIGEST_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ROWS_TOTAL_FIELD_NUMBER: _ClassVar[int]
    ROWS_ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    ROWS_REJECTED_FIELD_NUMBER: _ClassVar[int]
    ROWS_UNCHANGED_FIELD_NUMBER: _ClassVar[int]
    ROWS_APPLIED_FIELD_NUMBER: _ClassVar[int]
    CREATED_BY_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    FINISH_TIME_FIELD_NUMBER: _ClassVar[int]
    REJECTS_FILE_FIELD_NUMBER: _ClassVar[int]
    CREATED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    file_name: str
    digest: str
    state: ImportState
    rows_total: int
    rows_accepted: int
    rows_rejected: int
    rows_unchanged: int
    rows_applied: int
    created_by: str
    create_time: _timestamp_pb2.Timestamp
    finish_time: _timestamp_pb2.Timestamp
    rejects_file: str
    created_by_name: str
    decided_by: str
    decided_by_name: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ..., file_name: _Optional[str] = ..., digest: _Optional[str] = ..., state: _Optional[_Union[ImportState, str]] = ..., rows_total: _Optional[int] = ..., rows_accepted: _Optional[int] = ..., rows_rejected: _Optional[int] = ..., rows_unchanged: _Optional[int] = ..., rows_applied: _Optional[int] = ..., created_by: _Optional[str] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., rejects_file: _Optional[str] = ..., created_by_name: _Optional[str] = ..., decided_by: _Optional[str] = ..., decided_by_name: _Optional[str] = ...) -> None: ...

class RowProblem(_message.Message):
    __slots__ = ("row", "column", "message")
    ROW_FIELD_NUMBER: _ClassVar[int]
    COLUMN_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    row: int
    column: str
    message: str
    def __init__(self, row: _Optional[int] = ..., column: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...

class ColumnSuggestion(_message.Message):
    __slots__ = ("column", "field", "score", "sure", "samples")
    COLUMN_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    SURE_FIELD_NUMBER: _ClassVar[int]
    SAMPLES_FIELD_NUMBER: _ClassVar[int]
    column: str
    field: str
    score: int
    sure: bool
    samples: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, column: _Optional[str] = ..., field: _Optional[str] = ..., score: _Optional[int] = ..., sure: _Optional[bool] = ..., samples: _Optional[_Iterable[str]] = ...) -> None: ...

class TargetField(_message.Message):
    __slots__ = ("name", "title_zh", "title_en", "required", "format")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_FIELD_NUMBER: _ClassVar[int]
    FORMAT_FIELD_NUMBER: _ClassVar[int]
    name: str
    title_zh: str
    title_en: str
    required: bool
    format: str
    def __init__(self, name: _Optional[str] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ..., required: _Optional[bool] = ..., format: _Optional[str] = ...) -> None: ...

class RowPreview(_message.Message):
    __slots__ = ("row", "values")
    ROW_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    row: int
    values: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, row: _Optional[int] = ..., values: _Optional[_Iterable[str]] = ...) -> None: ...
