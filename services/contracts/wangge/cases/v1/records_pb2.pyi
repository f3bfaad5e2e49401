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
    __slots__ = ("id", "state", "purpose", "filter", "asked_by", "asked_at", "decided_by", "decided_at", "rows", "decided_by_name", "opinion", "actions")
    ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    ASKED_BY_FIELD_NUMBER: _ClassVar[int]
    ASKED_AT_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_FIELD_NUMBER: _ClassVar[int]
    DECIDED_AT_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    state: str
    purpose: str
    filter: str
    asked_by: str
    asked_at: _timestamp_pb2.Timestamp
    decided_by: str
    decided_at: _timestamp_pb2.Timestamp
    rows: int
    decided_by_name: str
    opinion: str
    actions: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., state: _Optional[str] = ..., purpose: _Optional[str] = ..., filter: _Optional[str] = ..., asked_by: _Optional[str] = ..., asked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decided_by: _Optional[str] = ..., decided_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., rows: _Optional[int] = ..., decided_by_name: _Optional[str] = ..., opinion: _Optional[str] = ..., actions: _Optional[_Iterable[str]] = ...) -> None: ...

class CountCasesRequest(_message.Message):
    __slots__ = ("dimensions", "territory_code", "category", "from_day", "to_day", "measure", "channel", "unit_id", "by_close_day")
    DIMENSIONS_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    TO_DAY_FIELD_NUMBER: _ClassVar[int]
    MEASURE_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    BY_CLOSE_DAY_FIELD_NUMBER: _ClassVar[int]
    dimensions: _containers.RepeatedScalarFieldContainer[str]
    territory_code: str
    category: str
    from_day: str
    to_day: str
    measure: str
    channel: _cases_pb2.Channel
    unit_id: str
    by_close_day: bool
    def __init__(self, dimensions: _Optional[_Iterable[str]] = ..., territory_code: _Optional[str] = ..., category: _Optional[str] = ..., from_day: _Optional[str] = ..., to_day: _Optional[str] = ..., measure: _Optional[str] = ..., channel: _Optional[_Union[_cases_pb2.Channel, str]] = ..., unit_id: _Optional[str] = ..., by_close_day: _Optional[bool] = ...) -> None: ...

class CountCasesResponse(_message.Message):
    __slots__ = ("counts", "total", "filters")
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    FILTERS_FIELD_NUMBER: _ClassVar[int]
    counts: _containers.RepeatedCompositeFieldContainer[_types_pb2.Count]
    total: int
    filters: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, counts: _Optional[_Iterable[_Union[_types_pb2.Count, _Mapping]]] = ..., total: _Optional[int] = ..., filters: _Optional[_Iterable[str]] = ...) -> None: ...

class SumCasesRequest(_message.Message):
    __slots__ = ("questions", "territory_code", "category", "channel", "unit_id")
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    questions: _containers.RepeatedCompositeFieldContainer[CaseQuestion]
    territory_code: str
    category: str
    channel: _cases_pb2.Channel
    unit_id: str
    def __init__(self, questions: _Optional[_Iterable[_Union[CaseQuestion, _Mapping]]] = ..., territory_code: _Optional[str] = ..., category: _Optional[str] = ..., channel: _Optional[_Union[_cases_pb2.Channel, str]] = ..., unit_id: _Optional[str] = ...) -> None: ...

class CaseQuestion(_message.Message):
    __slots__ = ("dimensions", "from_day", "to_day")
    DIMENSIONS_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    TO_DAY_FIELD_NUMBER: _ClassVar[int]
    dimensions: _containers.RepeatedScalarFieldContainer[str]
    from_day: str
    to_day: str
    def __init__(self, dimensions: _Optional[_Iterable[str]] = ..., from_day: _Optional[str] = ..., to_day: _Optional[str] = ...) -> None: ...

class SumCasesResponse(_message.Message):
    __slots__ = ("answers",)
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    answers: _containers.RepeatedCompositeFieldContainer[CaseAnswer]
    def __init__(self, answers: _Optional[_Iterable[_Union[CaseAnswer, _Mapping]]] = ...) -> None: ...

class CaseAnswer(_message.Message):
    __slots__ = ("sums",)
    SUMS_FIELD_NUMBER: _ClassVar[int]
    sums: _containers.RepeatedCompositeFieldContainer[CaseSums]
    def __init__(self, sums: _Optional[_Iterable[_Union[CaseSums, _Mapping]]] = ...) -> None: ...

class CaseSums(_message.Message):
    __slots__ = ("keys", "titles", "reported", "closed", "overdue", "on_time", "reworked", "rated", "satisfied", "timed", "minutes")
    KEYS_FIELD_NUMBER: _ClassVar[int]
    TITLES_FIELD_NUMBER: _ClassVar[int]
    REPORTED_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    ON_TIME_FIELD_NUMBER: _ClassVar[int]
    REWORKED_FIELD_NUMBER: _ClassVar[int]
    RATED_FIELD_NUMBER: _ClassVar[int]
    SATISFIED_FIELD_NUMBER: _ClassVar[int]
    TIMED_FIELD_NUMBER: _ClassVar[int]
    MINUTES_FIELD_NUMBER: _ClassVar[int]
    keys: _containers.RepeatedScalarFieldContainer[str]
    titles: _containers.RepeatedScalarFieldContainer[str]
    reported: int
    closed: int
    overdue: int
    on_time: int
    reworked: int
    rated: int
    satisfied: int
    timed: int
    minutes: int
    def __init__(self, keys: _Optional[_Iterable[str]] = ..., titles: _Optional[_Iterable[str]] = ..., reported: _Optional[int] = ..., closed: _Optional[int] = ..., overdue: _Optional[int] = ..., on_time: _Optional[int] = ..., reworked: _Optional[int] = ..., rated: _Optional[int] = ..., satisfied: _Optional[int] = ..., timed: _Optional[int] = ..., minutes: _Optional[int] = ...) -> None: ...

class ClusterCasesRequest(_message.Message):
    __slots__ = ("west", "south", "east", "north", "zoom", "filter", "open_only", "from_day", "to_day")
    WEST_FIELD_NUMBER: _ClassVar[int]
    SOUTH_FIELD_NUMBER: _ClassVar[int]
    EAST_FIELD_NUMBER: _ClassVar[int]
    NORTH_FIELD_NUMBER: _ClassVar[int]
    ZOOM_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    OPEN_ONLY_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    TO_DAY_FIELD_NUMBER: _ClassVar[int]
    west: float
    south: float
    east: float
    north: float
    zoom: int
    filter: str
    open_only: bool
    from_day: str
    to_day: str
    def __init__(self, west: _Optional[float] = ..., south: _Optional[float] = ..., east: _Optional[float] = ..., north: _Optional[float] = ..., zoom: _Optional[int] = ..., filter: _Optional[str] = ..., open_only: _Optional[bool] = ..., from_day: _Optional[str] = ..., to_day: _Optional[str] = ...) -> None: ...

class ClusterCasesResponse(_message.Message):
    __slots__ = ("clusters", "total", "limited")
    CLUSTERS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    LIMITED_FIELD_NUMBER: _ClassVar[int]
    clusters: _containers.RepeatedCompositeFieldContainer[CaseCluster]
    total: int
    limited: bool
    def __init__(self, clusters: _Optional[_Iterable[_Union[CaseCluster, _Mapping]]] = ..., total: _Optional[int] = ..., limited: _Optional[bool] = ...) -> None: ...

class CaseCluster(_message.Message):
    __slots__ = ("point", "count", "states", "lights", "cases")
    POINT_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    LIGHTS_FIELD_NUMBER: _ClassVar[int]
    CASES_FIELD_NUMBER: _ClassVar[int]
    point: _types_pb2.Point
    count: int
    states: _containers.RepeatedCompositeFieldContainer[StateCount]
    lights: _containers.RepeatedCompositeFieldContainer[LightCount]
    cases: _containers.RepeatedCompositeFieldContainer[MappedCase]
    def __init__(self, point: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., count: _Optional[int] = ..., states: _Optional[_Iterable[_Union[StateCount, _Mapping]]] = ..., lights: _Optional[_Iterable[_Union[LightCount, _Mapping]]] = ..., cases: _Optional[_Iterable[_Union[MappedCase, _Mapping]]] = ...) -> None: ...

class StateCount(_message.Message):
    __slots__ = ("state", "count")
    STATE_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    state: _cases_pb2.CaseState
    count: int
    def __init__(self, state: _Optional[_Union[_cases_pb2.CaseState, str]] = ..., count: _Optional[int] = ...) -> None: ...

class LightCount(_message.Message):
    __slots__ = ("light", "count")
    LIGHT_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    light: _cases_pb2.Light
    count: int
    def __init__(self, light: _Optional[_Union[_cases_pb2.Light, str]] = ..., count: _Optional[int] = ...) -> None: ...

class MappedCase(_message.Message):
    __slots__ = ("id", "number", "title", "state", "light", "point")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    LIGHT_FIELD_NUMBER: _ClassVar[int]
    POINT_FIELD_NUMBER: _ClassVar[int]
    id: str
    number: str
    title: str
    state: _cases_pb2.CaseState
    light: _cases_pb2.Light
    point: _types_pb2.Point
    def __init__(self, id: _Optional[str] = ..., number: _Optional[str] = ..., title: _Optional[str] = ..., state: _Optional[_Union[_cases_pb2.CaseState, str]] = ..., light: _Optional[_Union[_cases_pb2.Light, str]] = ..., point: _Optional[_Union[_types_pb2.Point, _Mapping]] = ...) -> None: ...

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

class GetExportRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

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
    __slots__ = ("file_name", "data", "mapping", "request_id", "territory_code", "columns", "only_columns")
    class ColumnsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    MAPPING_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    COLUMNS_FIELD_NUMBER: _ClassVar[int]
    ONLY_COLUMNS_FIELD_NUMBER: _ClassVar[int]
    file_name: str
    data: bytes
    mapping: str
    request_id: str
    territory_code: str
    columns: _containers.ScalarMap[str, str]
    only_columns: bool
    def __init__(self, file_name: _Optional[str] = ..., data: _Optional[bytes] = ..., mapping: _Optional[str] = ..., request_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., columns: _Optional[_Mapping[str, str]] = ..., only_columns: _Optional[bool] = ...) -> None: ...

class StageCaseImportResponse(_message.Message):
    __slots__ = ("suggestions", "problems", "preview", "fields")
    IMPORT_FIELD_NUMBER: _ClassVar[int]
    SUGGESTIONS_FIELD_NUMBER: _ClassVar[int]
    PROBLEMS_FIELD_NUMBER: _ClassVar[int]
    PREVIEW_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    suggestions: _containers.RepeatedCompositeFieldContainer[_imports_pb2.ColumnSuggestion]
    problems: _containers.RepeatedCompositeFieldContainer[_imports_pb2.RowProblem]
    preview: _containers.RepeatedCompositeFieldContainer[_cases_pb2.CaseSummary]
    fields: _containers.RepeatedCompositeFieldContainer[_imports_pb2.TargetField]
    def __init__(self, suggestions: _Optional[_Iterable[_Union[_imports_pb2.ColumnSuggestion, _Mapping]]] = ..., problems: _Optional[_Iterable[_Union[_imports_pb2.RowProblem, _Mapping]]] = ..., preview: _Optional[_Iterable[_Union[_cases_pb2.CaseSummary, _Mapping]]] = ..., fields: _Optional[_Iterable[_Union[_imports_pb2.TargetField, _Mapping]]] = ..., **kwargs) -> None: ...

class GetCaseImportRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

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
