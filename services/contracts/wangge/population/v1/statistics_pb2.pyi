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

class Figure(_message.Message):
    __slots__ = ("value", "hidden", "text")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    HIDDEN_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    value: int
    hidden: bool
    text: str
    def __init__(self, value: _Optional[int] = ..., hidden: _Optional[bool] = ..., text: _Optional[str] = ...) -> None: ...

class CategoryFigure(_message.Message):
    __slots__ = ("kind", "people")
    KIND_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    kind: _register_pb2.ResidenceKind
    people: Figure
    def __init__(self, kind: _Optional[_Union[_register_pb2.ResidenceKind, str]] = ..., people: _Optional[_Union[Figure, _Mapping]] = ...) -> None: ...

class ReasonFigure(_message.Message):
    __slots__ = ("reason", "people")
    REASON_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    reason: _register_pb2.StayReason
    people: Figure
    def __init__(self, reason: _Optional[_Union[_register_pb2.StayReason, str]] = ..., people: _Optional[_Union[Figure, _Mapping]] = ...) -> None: ...

class SexFigure(_message.Message):
    __slots__ = ("sex", "people")
    SEX_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    sex: _register_pb2.Sex
    people: Figure
    def __init__(self, sex: _Optional[_Union[_register_pb2.Sex, str]] = ..., people: _Optional[_Union[Figure, _Mapping]] = ...) -> None: ...

class AgeFigure(_message.Message):
    __slots__ = ("from_age", "to_age", "unknown", "people")
    FROM_AGE_FIELD_NUMBER: _ClassVar[int]
    TO_AGE_FIELD_NUMBER: _ClassVar[int]
    UNKNOWN_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    from_age: int
    to_age: int
    unknown: bool
    people: Figure
    def __init__(self, from_age: _Optional[int] = ..., to_age: _Optional[int] = ..., unknown: _Optional[bool] = ..., people: _Optional[_Union[Figure, _Mapping]] = ...) -> None: ...

class YearFigure(_message.Message):
    __slots__ = ("born", "men", "women", "others")
    BORN_FIELD_NUMBER: _ClassVar[int]
    MEN_FIELD_NUMBER: _ClassVar[int]
    WOMEN_FIELD_NUMBER: _ClassVar[int]
    OTHERS_FIELD_NUMBER: _ClassVar[int]
    born: int
    men: Figure
    women: Figure
    others: Figure
    def __init__(self, born: _Optional[int] = ..., men: _Optional[_Union[Figure, _Mapping]] = ..., women: _Optional[_Union[Figure, _Mapping]] = ..., others: _Optional[_Union[Figure, _Mapping]] = ...) -> None: ...

class UseFigure(_message.Message):
    __slots__ = ("use", "dwellings")
    USE_FIELD_NUMBER: _ClassVar[int]
    DWELLINGS_FIELD_NUMBER: _ClassVar[int]
    use: _register_pb2.DwellingUse
    dwellings: Figure
    def __init__(self, use: _Optional[_Union[_register_pb2.DwellingUse, str]] = ..., dwellings: _Optional[_Union[Figure, _Mapping]] = ...) -> None: ...

class OccupancyFigure(_message.Message):
    __slots__ = ("occupancy", "dwellings")
    OCCUPANCY_FIELD_NUMBER: _ClassVar[int]
    DWELLINGS_FIELD_NUMBER: _ClassVar[int]
    occupancy: _register_pb2.Occupancy
    dwellings: Figure
    def __init__(self, occupancy: _Optional[_Union[_register_pb2.Occupancy, str]] = ..., dwellings: _Optional[_Union[Figure, _Mapping]] = ...) -> None: ...

class Reconciliation(_message.Message):
    __slots__ = ("total", "sum", "difference")
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    SUM_FIELD_NUMBER: _ClassVar[int]
    DIFFERENCE_FIELD_NUMBER: _ClassVar[int]
    total: Figure
    sum: Figure
    difference: int
    def __init__(self, total: _Optional[_Union[Figure, _Mapping]] = ..., sum: _Optional[_Union[Figure, _Mapping]] = ..., difference: _Optional[int] = ...) -> None: ...

class Quality(_message.Message):
    __slots__ = ("people", "fresh_percent", "completeness_percent", "count_time", "hidden")
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    FRESH_PERCENT_FIELD_NUMBER: _ClassVar[int]
    COMPLETENESS_PERCENT_FIELD_NUMBER: _ClassVar[int]
    COUNT_TIME_FIELD_NUMBER: _ClassVar[int]
    HIDDEN_FIELD_NUMBER: _ClassVar[int]
    people: int
    fresh_percent: float
    completeness_percent: float
    count_time: _timestamp_pb2.Timestamp
    hidden: bool
    def __init__(self, people: _Optional[int] = ..., fresh_percent: _Optional[float] = ..., completeness_percent: _Optional[float] = ..., count_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., hidden: _Optional[bool] = ...) -> None: ...

class PopulationSummary(_message.Message):
    __slots__ = ("territory_code", "territory_name", "month", "protected", "people", "households", "separated", "dwellings", "buildings", "categories", "categories_reconciled", "reasons", "reasons_reconciled", "sexes", "ages", "pyramid", "uses", "occupancies", "quality", "children", "months")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    PROTECTED_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
    SEPARATED_FIELD_NUMBER: _ClassVar[int]
    DWELLINGS_FIELD_NUMBER: _ClassVar[int]
    BUILDINGS_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_RECONCILED_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    REASONS_RECONCILED_FIELD_NUMBER: _ClassVar[int]
    SEXES_FIELD_NUMBER: _ClassVar[int]
    AGES_FIELD_NUMBER: _ClassVar[int]
    PYRAMID_FIELD_NUMBER: _ClassVar[int]
    USES_FIELD_NUMBER: _ClassVar[int]
    OCCUPANCIES_FIELD_NUMBER: _ClassVar[int]
    QUALITY_FIELD_NUMBER: _ClassVar[int]
    CHILDREN_FIELD_NUMBER: _ClassVar[int]
    MONTHS_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    month: str
    protected: bool
    people: Figure
    households: Figure
    separated: Figure
    dwellings: Figure
    buildings: Figure
    categories: _containers.RepeatedCompositeFieldContainer[CategoryFigure]
    categories_reconciled: Reconciliation
    reasons: _containers.RepeatedCompositeFieldContainer[ReasonFigure]
    reasons_reconciled: Reconciliation
    sexes: _containers.RepeatedCompositeFieldContainer[SexFigure]
    ages: _containers.RepeatedCompositeFieldContainer[AgeFigure]
    pyramid: _containers.RepeatedCompositeFieldContainer[YearFigure]
    uses: _containers.RepeatedCompositeFieldContainer[UseFigure]
    occupancies: _containers.RepeatedCompositeFieldContainer[OccupancyFigure]
    quality: Quality
    children: _containers.RepeatedCompositeFieldContainer[ChildSummary]
    months: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., month: _Optional[str] = ..., protected: _Optional[bool] = ..., people: _Optional[_Union[Figure, _Mapping]] = ..., households: _Optional[_Union[Figure, _Mapping]] = ..., separated: _Optional[_Union[Figure, _Mapping]] = ..., dwellings: _Optional[_Union[Figure, _Mapping]] = ..., buildings: _Optional[_Union[Figure, _Mapping]] = ..., categories: _Optional[_Iterable[_Union[CategoryFigure, _Mapping]]] = ..., categories_reconciled: _Optional[_Union[Reconciliation, _Mapping]] = ..., reasons: _Optional[_Iterable[_Union[ReasonFigure, _Mapping]]] = ..., reasons_reconciled: _Optional[_Union[Reconciliation, _Mapping]] = ..., sexes: _Optional[_Iterable[_Union[SexFigure, _Mapping]]] = ..., ages: _Optional[_Iterable[_Union[AgeFigure, _Mapping]]] = ..., pyramid: _Optional[_Iterable[_Union[YearFigure, _Mapping]]] = ..., uses: _Optional[_Iterable[_Union[UseFigure, _Mapping]]] = ..., occupancies: _Optional[_Iterable[_Union[OccupancyFigure, _Mapping]]] = ..., quality: _Optional[_Union[Quality, _Mapping]] = ..., children: _Optional[_Iterable[_Union[ChildSummary, _Mapping]]] = ..., months: _Optional[_Iterable[str]] = ...) -> None: ...

class ChildSummary(_message.Message):
    __slots__ = ("territory_code", "territory_name", "people", "households", "dwellings", "categories")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
    DWELLINGS_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    people: Figure
    households: Figure
    dwellings: Figure
    categories: _containers.RepeatedCompositeFieldContainer[CategoryFigure]
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., people: _Optional[_Union[Figure, _Mapping]] = ..., households: _Optional[_Union[Figure, _Mapping]] = ..., dwellings: _Optional[_Union[Figure, _Mapping]] = ..., categories: _Optional[_Iterable[_Union[CategoryFigure, _Mapping]]] = ...) -> None: ...

class GetPopulationSummaryRequest(_message.Message):
    __slots__ = ("territory_code", "month", "with_children")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    WITH_CHILDREN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    month: str
    with_children: bool
    def __init__(self, territory_code: _Optional[str] = ..., month: _Optional[str] = ..., with_children: _Optional[bool] = ...) -> None: ...
