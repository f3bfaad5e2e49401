import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.cases.v1 import cases_pb2 as _cases_pb2
from wangge.imports.v1 import imports_pb2 as _imports_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.types.v1 import types_pb2 as _types_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CaseExport(_message.Message):
    __slots__ = ("id", "state", "purpose", "filter", "asked_by", "asked_at", "decided_by", "decided_at", "rows")
    ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    ASKED_BY_FIELD_NUMBER: _ClassVar[int]
    ASKED_AT_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_FIELD_NUMBER: _ClassVar[int]
    DECIDED_AT_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    id: str
    state: str
    purpose: str
    filter: str
    asked_by: str
    asked_at: _timestamp_pb2.Timestamp
    decided_by: str
    decided_at: _timestamp_pb2.Timestamp
    rows: int
    def __init__(self, id: _Optional[str] = ..., state: _Optional[str] = ..., purpose: _Optional[str] = ..., filter: _Optional[str] = ..., asked_by: _Optional[str] = ..., asked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decided_by: _Optional[str] = ..., decided_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., rows: _Optional[int] = ...) -> None: ...

class CountCasesRequest(_message.Message):
    __slots__ = ("dimensions", "territory_code", "category", "from_day", "to_day", "measure")
    DIMENSIONS_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    TO_DAY_FIELD_NUMBER: _ClassVar[int]
    MEASURE_FIELD_NUMBER: _ClassVar[int]
    dimensions: _containers.RepeatedScalarFieldContainer[str]
    territory_code: str
    category: str
    from_day: str
    to_day: str
    measure: str
    def __init__(self, dimensions: _Optional[_Iterable[str]] = ..., territory_code: _Optional[str] = ..., category: _Optional[str] = ..., from_day: _Optional[str] = ..., to_day: _Optional[str] = ..., measure: _Optional[str] = ...) -> None: ...

class CountCasesResponse(_message.Message):
    __slots__ = ("counts", "total", "filters")
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    FILTERS_FIELD_NUMBER: _ClassVar[int]
    counts: _containers.RepeatedCompositeFieldContainer[_types_pb2.Count]
    total: int
    filters: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, counts: _Optional[_Iterable[_Union[_types_pb2.Count, _Mapping]]] = ..., total: _Optional[int] = ..., filters: _Optional[_Iterable[str]] = ...) -> None: ...

class SimulateCaseRequest(_message.Message):
    __slots__ = ("category", "urgency", "grid_code", "reported_at")
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    URGENCY_FIELD_NUMBER: _ClassVar[int]
    GRID_CODE_FIELD_NUMBER: _ClassVar[int]
    REPORTED_AT_FIELD_NUMBER: _ClassVar[int]
    category: str
    urgency: _cases_pb2.Urgency
    grid_code: str
    reported_at: _timestamp_pb2.Timestamp
    def __init__(self, category: _Optional[str] = ..., urgency: _Optional[_Union[_cases_pb2.Urgency, str]] = ..., grid_code: _Optional[str] = ..., reported_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SimulatedStep(_message.Message):
    __slots__ = ("at", "level", "what", "stage", "territory_code", "holder", "limit")
    AT_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    WHAT_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    HOLDER_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    level: _types_pb2.Level
    what: str
    stage: str
    territory_code: str
    holder: str
    limit: str
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., level: _Optional[_Union[_types_pb2.Level, str]] = ..., what: _Optional[str] = ..., stage: _Optional[str] = ..., territory_code: _Optional[str] = ..., holder: _Optional[str] = ..., limit: _Optional[str] = ...) -> None: ...

class SimulateCaseResponse(_message.Message):
    __slots__ = ("steps", "warning")
    STEPS_FIELD_NUMBER: _ClassVar[int]
    WARNING_FIELD_NUMBER: _ClassVar[int]
    steps: _containers.RepeatedCompositeFieldContainer[SimulatedStep]
    warning: str
    def __init__(self, steps: _Optional[_Iterable[_Union[SimulatedStep, _Mapping]]] = ..., warning: _Optional[str] = ...) -> None: ...

class RequestExportRequest(_message.Message):
    __slots__ = ("filter", "purpose", "request_id")
    FILTER_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    filter: str
    purpose: str
    request_id: str
    def __init__(self, filter: _Optional[str] = ..., purpose: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class DecideExportRequest(_message.Message):
    __slots__ = ("id", "approve", "opinion")
    ID_FIELD_NUMBER: _ClassVar[int]
    APPROVE_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    id: str
    approve: bool
    opinion: str
    def __init__(self, id: _Optional[str] = ..., approve: _Optional[bool] = ..., opinion: _Optional[str] = ...) -> None: ...

class ListExportsRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListExportsResponse(_message.Message):
    __slots__ = ("exports", "next_page_token")
    EXPORTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    exports: _containers.RepeatedCompositeFieldContainer[CaseExport]
    next_page_token: str
    def __init__(self, exports: _Optional[_Iterable[_Union[CaseExport, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetExportFileRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class FileChunk(_message.Message):
    __slots__ = ("file_name", "content_type", "data")
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    file_name: str
    content_type: str
    data: bytes
    def __init__(self, file_name: _Optional[str] = ..., content_type: _Optional[str] = ..., data: _Optional[bytes] = ...) -> None: ...

class StageCaseImportRequest(_message.Message):
    __slots__ = ("file_name", "data", "mapping", "request_id", "territory_code")
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    MAPPING_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    file_name: str
    data: bytes
    mapping: str
    request_id: str
    territory_code: str
    def __init__(self, file_name: _Optional[str] = ..., data: _Optional[bytes] = ..., mapping: _Optional[str] = ..., request_id: _Optional[str] = ..., territory_code: _Optional[str] = ...) -> None: ...

class StageCaseImportResponse(_message.Message):
    __slots__ = ("suggestions", "problems", "preview")
    IMPORT_FIELD_NUMBER: _ClassVar[int]
    SUGGESTIONS_FIELD_NUMBER: _ClassVar[int]
    PROBLEMS_FIELD_NUMBER: _ClassVar[int]
    PREVIEW_FIELD_NUMBER: _ClassVar[int]
    suggestions: _containers.RepeatedCompositeFieldContainer[_imports_pb2.ColumnSuggestion]
    problems: _containers.RepeatedCompositeFieldContainer[_imports_pb2.RowProblem]
    preview: _containers.RepeatedCompositeFieldContainer[_cases_pb2.CaseSummary]
    def __init__(self, suggestions: _Optional[_Iterable[_Union[_imports_pb2.ColumnSuggestion, _Mapping]]] = ..., problems: _Optional[_Iterable[_Union[_imports_pb2.RowProblem, _Mapping]]] = ..., preview: _Optional[_Iterable[_Union[_cases_pb2.CaseSummary, _Mapping]]] = ..., **kwargs) -> None: ...

class DecideCaseImportRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListCaseImportsRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCaseImportsResponse(_message.Message):
    __slots__ = ("imports", "next_page_token")
    IMPORTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    imports: _containers.RepeatedCompositeFieldContainer[_imports_pb2.Import]
    next_page_token: str
    def __init__(self, imports: _Optional[_Iterable[_Union[_imports_pb2.Import, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetCaseImportRejectsRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...
