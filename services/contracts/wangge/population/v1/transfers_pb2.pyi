import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.imports.v1 import imports_pb2 as _imports_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import register_pb2 as _register_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class TransferState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TRANSFER_STATE_UNSPECIFIED: _ClassVar[TransferState]
    TRANSFER_STATE_READING: _ClassVar[TransferState]
    TRANSFER_STATE_STAGED: _ClassVar[TransferState]
    TRANSFER_STATE_APPLYING: _ClassVar[TransferState]
    TRANSFER_STATE_APPLIED: _ClassVar[TransferState]
    TRANSFER_STATE_UNDOING: _ClassVar[TransferState]
    TRANSFER_STATE_UNDONE: _ClassVar[TransferState]
    TRANSFER_STATE_DISCARDED: _ClassVar[TransferState]
    TRANSFER_STATE_FAILED: _ClassVar[TransferState]

class ImportRowState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    IMPORT_ROW_STATE_UNSPECIFIED: _ClassVar[ImportRowState]
    IMPORT_ROW_STATE_READY: _ClassVar[ImportRowState]
    IMPORT_ROW_STATE_REJECTED: _ClassVar[ImportRowState]
    IMPORT_ROW_STATE_DUPLICATE: _ClassVar[ImportRowState]
    IMPORT_ROW_STATE_UNCHANGED: _ClassVar[ImportRowState]
    IMPORT_ROW_STATE_KEPT: _ClassVar[ImportRowState]
    IMPORT_ROW_STATE_SKIPPED: _ClassVar[ImportRowState]

class DuplicateCause(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DUPLICATE_CAUSE_UNSPECIFIED: _ClassVar[DuplicateCause]
    DUPLICATE_CAUSE_DOCUMENT: _ClassVar[DuplicateCause]
    DUPLICATE_CAUSE_NAME_AND_BIRTHDAY: _ClassVar[DuplicateCause]
    DUPLICATE_CAUSE_DWELLING: _ClassVar[DuplicateCause]
    DUPLICATE_CAUSE_CREDIT_CODE: _ClassVar[DuplicateCause]
    DUPLICATE_CAUSE_UNIT_NAME: _ClassVar[DuplicateCause]

class DuplicateDecision(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DUPLICATE_DECISION_UNSPECIFIED: _ClassVar[DuplicateDecision]
    DUPLICATE_DECISION_KEEP: _ClassVar[DuplicateDecision]
    DUPLICATE_DECISION_TAKE: _ClassVar[DuplicateDecision]
    DUPLICATE_DECISION_NEW: _ClassVar[DuplicateDecision]
    DUPLICATE_DECISION_SKIP: _ClassVar[DuplicateDecision]
TRANSFER_STATE_UNSPECIFIED: TransferState
TRANSFER_STATE_READING: TransferState
TRANSFER_STATE_STAGED: TransferState
TRANSFER_STATE_APPLYING: TransferState
TRANSFER_STATE_APPLIED: TransferState
TRANSFER_STATE_UNDOING: TransferState
TRANSFER_STATE_UNDONE: TransferState
TRANSFER_STATE_DISCARDED: TransferState
TRANSFER_STATE_FAILED: TransferState
IMPORT_ROW_STATE_UNSPECIFIED: ImportRowState
IMPORT_ROW_STATE_READY: ImportRowState
IMPORT_ROW_STATE_REJECTED: ImportRowState
IMPORT_ROW_STATE_DUPLICATE: ImportRowState
IMPORT_ROW_STATE_UNCHANGED: ImportRowState
IMPORT_ROW_STATE_KEPT: ImportRowState
IMPORT_ROW_STATE_SKIPPED: ImportRowState
DUPLICATE_CAUSE_UNSPECIFIED: DuplicateCause
DUPLICATE_CAUSE_DOCUMENT: DuplicateCause
DUPLICATE_CAUSE_NAME_AND_BIRTHDAY: DuplicateCause
DUPLICATE_CAUSE_DWELLING: DuplicateCause
DUPLICATE_CAUSE_CREDIT_CODE: DuplicateCause
DUPLICATE_CAUSE_UNIT_NAME: DuplicateCause
DUPLICATE_DECISION_UNSPECIFIED: DuplicateDecision
DUPLICATE_DECISION_KEEP: DuplicateDecision
DUPLICATE_DECISION_TAKE: DuplicateDecision
DUPLICATE_DECISION_NEW: DuplicateDecision
DUPLICATE_DECISION_SKIP: DuplicateDecision

class RegisterImport(_message.Message):
    __slots__ = ("state", "rows_undecided", "undecided", "problems", "preview", "fields", "suggestions", "failure", "actions", "type_code", "type_title_zh", "type_title_en")
    IMPORT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ROWS_UNDECIDED_FIELD_NUMBER: _ClassVar[int]
    UNDECIDED_FIELD_NUMBER: _ClassVar[int]
    PROBLEMS_FIELD_NUMBER: _ClassVar[int]
    PREVIEW_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    SUGGESTIONS_FIELD_NUMBER: _ClassVar[int]
    FAILURE_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    TYPE_TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TYPE_TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    state: TransferState
    rows_undecided: int
    undecided: _containers.RepeatedCompositeFieldContainer[UndecidedRows]
    problems: _containers.RepeatedCompositeFieldContainer[_imports_pb2.RowProblem]
    preview: _containers.RepeatedCompositeFieldContainer[_imports_pb2.RowPreview]
    fields: _containers.RepeatedCompositeFieldContainer[_imports_pb2.TargetField]
    suggestions: _containers.RepeatedCompositeFieldContainer[_imports_pb2.ColumnSuggestion]
    failure: str
    actions: _containers.RepeatedScalarFieldContainer[str]
    type_code: str
    type_title_zh: str
    type_title_en: str
    def __init__(self, state: _Optional[_Union[TransferState, str]] = ..., rows_undecided: _Optional[int] = ..., undecided: _Optional[_Iterable[_Union[UndecidedRows, _Mapping]]] = ..., problems: _Optional[_Iterable[_Union[_imports_pb2.RowProblem, _Mapping]]] = ..., preview: _Optional[_Iterable[_Union[_imports_pb2.RowPreview, _Mapping]]] = ..., fields: _Optional[_Iterable[_Union[_imports_pb2.TargetField, _Mapping]]] = ..., suggestions: _Optional[_Iterable[_Union[_imports_pb2.ColumnSuggestion, _Mapping]]] = ..., failure: _Optional[str] = ..., actions: _Optional[_Iterable[str]] = ..., type_code: _Optional[str] = ..., type_title_zh: _Optional[str] = ..., type_title_en: _Optional[str] = ..., **kwargs) -> None: ...

class UndecidedRows(_message.Message):
    __slots__ = ("cause", "rows")
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    cause: DuplicateCause
    rows: int
    def __init__(self, cause: _Optional[_Union[DuplicateCause, str]] = ..., rows: _Optional[int] = ...) -> None: ...

class StageImportRequest(_message.Message):
    __slots__ = ("kind", "file_name", "data", "columns", "territory_code", "only_columns", "request_id", "type_code")
    class ColumnsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    KIND_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    COLUMNS_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    ONLY_COLUMNS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    kind: str
    file_name: str
    data: bytes
    columns: _containers.ScalarMap[str, str]
    territory_code: str
    only_columns: bool
    request_id: str
    type_code: str
    def __init__(self, kind: _Optional[str] = ..., file_name: _Optional[str] = ..., data: _Optional[bytes] = ..., columns: _Optional[_Mapping[str, str]] = ..., territory_code: _Optional[str] = ..., only_columns: _Optional[bool] = ..., request_id: _Optional[str] = ..., type_code: _Optional[str] = ...) -> None: ...

class GetImportRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListImportsRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListImportsResponse(_message.Message):
    __slots__ = ("imports", "next_page_token")
    IMPORTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    imports: _containers.RepeatedCompositeFieldContainer[RegisterImport]
    next_page_token: str
    def __init__(self, imports: _Optional[_Iterable[_Union[RegisterImport, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListImportRowsRequest(_message.Message):
    __slots__ = ("id", "states", "page_size", "page_token")
    ID_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    id: str
    states: _containers.RepeatedScalarFieldContainer[ImportRowState]
    page_size: int
    page_token: str
    def __init__(self, id: _Optional[str] = ..., states: _Optional[_Iterable[_Union[ImportRowState, str]]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListImportRowsResponse(_message.Message):
    __slots__ = ("rows", "fields", "next_page_token")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    rows: _containers.RepeatedCompositeFieldContainer[ImportRow]
    fields: _containers.RepeatedCompositeFieldContainer[_imports_pb2.TargetField]
    next_page_token: str
    def __init__(self, rows: _Optional[_Iterable[_Union[ImportRow, _Mapping]]] = ..., fields: _Optional[_Iterable[_Union[_imports_pb2.TargetField, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ImportRow(_message.Message):
    __slots__ = ("row", "state", "values", "problems", "cause", "other_id")
    ROW_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    PROBLEMS_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    OTHER_ID_FIELD_NUMBER: _ClassVar[int]
    row: int
    state: ImportRowState
    values: _containers.RepeatedScalarFieldContainer[str]
    problems: _containers.RepeatedCompositeFieldContainer[_imports_pb2.RowProblem]
    cause: DuplicateCause
    other_id: str
    def __init__(self, row: _Optional[int] = ..., state: _Optional[_Union[ImportRowState, str]] = ..., values: _Optional[_Iterable[str]] = ..., problems: _Optional[_Iterable[_Union[_imports_pb2.RowProblem, _Mapping]]] = ..., cause: _Optional[_Union[DuplicateCause, str]] = ..., other_id: _Optional[str] = ...) -> None: ...

class DecideDuplicatesRequest(_message.Message):
    __slots__ = ("id", "decision", "cause", "rows")
    ID_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    id: str
    decision: DuplicateDecision
    cause: DuplicateCause
    rows: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, id: _Optional[str] = ..., decision: _Optional[_Union[DuplicateDecision, str]] = ..., cause: _Optional[_Union[DuplicateCause, str]] = ..., rows: _Optional[_Iterable[int]] = ...) -> None: ...

class DecideDuplicatesResponse(_message.Message):
    __slots__ = ("rows_decided",)
    IMPORT_FIELD_NUMBER: _ClassVar[int]
    ROWS_DECIDED_FIELD_NUMBER: _ClassVar[int]
    rows_decided: int
    def __init__(self, rows_decided: _Optional[int] = ..., **kwargs) -> None: ...

class AcceptImportRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class DiscardImportRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class UndoImportRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class GetImportRejectsRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class GetImportTemplateRequest(_message.Message):
    __slots__ = ("kind", "language", "type_code")
    KIND_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    kind: str
    language: str
    type_code: str
    def __init__(self, kind: _Optional[str] = ..., language: _Optional[str] = ..., type_code: _Optional[str] = ...) -> None: ...

class TransferFile(_message.Message):
    __slots__ = ("file_name", "content_type", "data")
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    file_name: str
    content_type: str
    data: bytes
    def __init__(self, file_name: _Optional[str] = ..., content_type: _Optional[str] = ..., data: _Optional[bytes] = ...) -> None: ...

class TransferChunk(_message.Message):
    __slots__ = ("file_name", "content_type", "data")
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    file_name: str
    content_type: str
    data: bytes
    def __init__(self, file_name: _Optional[str] = ..., content_type: _Optional[str] = ..., data: _Optional[bytes] = ...) -> None: ...

class RegisterExport(_message.Message):
    __slots__ = ("id", "kind", "state", "purpose", "asked_by", "asked_at", "decided_by_name", "decided_at", "opinion", "rows", "territory_codes", "territory_names", "wants_whole", "whole", "actions", "residence_kind", "occupancy", "type_code", "type_title_zh", "type_title_en")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    ASKED_BY_FIELD_NUMBER: _ClassVar[int]
    ASKED_AT_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    DECIDED_AT_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODES_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAMES_FIELD_NUMBER: _ClassVar[int]
    WANTS_WHOLE_FIELD_NUMBER: _ClassVar[int]
    WHOLE_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_KIND_FIELD_NUMBER: _ClassVar[int]
    OCCUPANCY_FIELD_NUMBER: _ClassVar[int]
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    TYPE_TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TYPE_TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    state: str
    purpose: str
    asked_by: str
    asked_at: _timestamp_pb2.Timestamp
    decided_by_name: str
    decided_at: _timestamp_pb2.Timestamp
    opinion: str
    rows: int
    territory_codes: _containers.RepeatedScalarFieldContainer[str]
    territory_names: _containers.RepeatedScalarFieldContainer[str]
    wants_whole: bool
    whole: bool
    actions: _containers.RepeatedScalarFieldContainer[str]
    residence_kind: _register_pb2.ResidenceKind
    occupancy: _register_pb2.Occupancy
    type_code: str
    type_title_zh: str
    type_title_en: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ..., state: _Optional[str] = ..., purpose: _Optional[str] = ..., asked_by: _Optional[str] = ..., asked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decided_by_name: _Optional[str] = ..., decided_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., opinion: _Optional[str] = ..., rows: _Optional[int] = ..., territory_codes: _Optional[_Iterable[str]] = ..., territory_names: _Optional[_Iterable[str]] = ..., wants_whole: _Optional[bool] = ..., whole: _Optional[bool] = ..., actions: _Optional[_Iterable[str]] = ..., residence_kind: _Optional[_Union[_register_pb2.ResidenceKind, str]] = ..., occupancy: _Optional[_Union[_register_pb2.Occupancy, str]] = ..., type_code: _Optional[str] = ..., type_title_zh: _Optional[str] = ..., type_title_en: _Optional[str] = ...) -> None: ...

class RequestRegisterExportRequest(_message.Message):
    __slots__ = ("kind", "purpose", "territory_code", "whole", "residence_kind", "occupancy", "request_id", "type_code")
    KIND_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    WHOLE_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_KIND_FIELD_NUMBER: _ClassVar[int]
    OCCUPANCY_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    kind: str
    purpose: str
    territory_code: str
    whole: bool
    residence_kind: _register_pb2.ResidenceKind
    occupancy: _register_pb2.Occupancy
    request_id: str
    type_code: str
    def __init__(self, kind: _Optional[str] = ..., purpose: _Optional[str] = ..., territory_code: _Optional[str] = ..., whole: _Optional[bool] = ..., residence_kind: _Optional[_Union[_register_pb2.ResidenceKind, str]] = ..., occupancy: _Optional[_Union[_register_pb2.Occupancy, str]] = ..., request_id: _Optional[str] = ..., type_code: _Optional[str] = ...) -> None: ...

class DecideRegisterExportRequest(_message.Message):
    __slots__ = ("id", "approve", "whole", "opinion", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    APPROVE_FIELD_NUMBER: _ClassVar[int]
    WHOLE_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    approve: bool
    whole: bool
    opinion: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., approve: _Optional[bool] = ..., whole: _Optional[bool] = ..., opinion: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListRegisterExportsRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRegisterExportsResponse(_message.Message):
    __slots__ = ("exports", "next_page_token")
    EXPORTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    exports: _containers.RepeatedCompositeFieldContainer[RegisterExport]
    next_page_token: str
    def __init__(self, exports: _Optional[_Iterable[_Union[RegisterExport, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetRegisterExportRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class GetRegisterExportFileRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...
