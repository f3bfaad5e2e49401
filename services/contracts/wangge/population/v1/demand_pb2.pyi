from google.api import annotations_pb2 as _annotations_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import statistics_pb2 as _statistics_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class NeedKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    NEED_KIND_UNSPECIFIED: _ClassVar[NeedKind]
    NEED_KIND_JOB: _ClassVar[NeedKind]
    NEED_KIND_SCHOOL: _ClassVar[NeedKind]
    NEED_KIND_INSURANCE: _ClassVar[NeedKind]
    NEED_KIND_HOUSING: _ClassVar[NeedKind]
    NEED_KIND_HEALTH: _ClassVar[NeedKind]
    NEED_KIND_LEGAL: _ClassVar[NeedKind]
    NEED_KIND_CARE: _ClassVar[NeedKind]
    NEED_KIND_CHILDCARE: _ClassVar[NeedKind]
    NEED_KIND_ENVIRONMENT: _ClassVar[NeedKind]
    NEED_KIND_FACILITIES: _ClassVar[NeedKind]
    NEED_KIND_SAFETY: _ClassVar[NeedKind]
    NEED_KIND_CULTURE: _ClassVar[NeedKind]
    NEED_KIND_BUSINESS: _ClassVar[NeedKind]
    NEED_KIND_OTHER: _ClassVar[NeedKind]

class Supply(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SUPPLY_UNSPECIFIED: _ClassVar[Supply]
    SUPPLY_NOT_NEEDED: _ClassVar[Supply]
    SUPPLY_BLANK: _ClassVar[Supply]
    SUPPLY_WEAK: _ClassVar[Supply]
    SUPPLY_ENOUGH: _ClassVar[Supply]
    SUPPLY_NOT_TOLD: _ClassVar[Supply]
NEED_KIND_UNSPECIFIED: NeedKind
NEED_KIND_JOB: NeedKind
NEED_KIND_SCHOOL: NeedKind
NEED_KIND_INSURANCE: NeedKind
NEED_KIND_HOUSING: NeedKind
NEED_KIND_HEALTH: NeedKind
NEED_KIND_LEGAL: NeedKind
NEED_KIND_CARE: NeedKind
NEED_KIND_CHILDCARE: NeedKind
NEED_KIND_ENVIRONMENT: NeedKind
NEED_KIND_FACILITIES: NeedKind
NEED_KIND_SAFETY: NeedKind
NEED_KIND_CULTURE: NeedKind
NEED_KIND_BUSINESS: NeedKind
NEED_KIND_OTHER: NeedKind
SUPPLY_UNSPECIFIED: Supply
SUPPLY_NOT_NEEDED: Supply
SUPPLY_BLANK: Supply
SUPPLY_WEAK: Supply
SUPPLY_ENOUGH: Supply
SUPPLY_NOT_TOLD: Supply

class DemandLine(_message.Message):
    __slots__ = ("kind", "heard", "incomers", "residents", "units", "items", "capacity", "supply")
    KIND_FIELD_NUMBER: _ClassVar[int]
    HEARD_FIELD_NUMBER: _ClassVar[int]
    INCOMERS_FIELD_NUMBER: _ClassVar[int]
    RESIDENTS_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    CAPACITY_FIELD_NUMBER: _ClassVar[int]
    SUPPLY_FIELD_NUMBER: _ClassVar[int]
    kind: NeedKind
    heard: _statistics_pb2.Figure
    incomers: _statistics_pb2.Figure
    residents: _statistics_pb2.Figure
    units: int
    items: int
    capacity: int
    supply: Supply
    def __init__(self, kind: _Optional[_Union[NeedKind, str]] = ..., heard: _Optional[_Union[_statistics_pb2.Figure, _Mapping]] = ..., incomers: _Optional[_Union[_statistics_pb2.Figure, _Mapping]] = ..., residents: _Optional[_Union[_statistics_pb2.Figure, _Mapping]] = ..., units: _Optional[int] = ..., items: _Optional[int] = ..., capacity: _Optional[int] = ..., supply: _Optional[_Union[Supply, str]] = ...) -> None: ...

class ServiceDemand(_message.Message):
    __slots__ = ("territory_code", "territory_name", "protected", "lines", "since")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    PROTECTED_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    protected: bool
    lines: _containers.RepeatedCompositeFieldContainer[DemandLine]
    since: str
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., protected: _Optional[bool] = ..., lines: _Optional[_Iterable[_Union[DemandLine, _Mapping]]] = ..., since: _Optional[str] = ...) -> None: ...

class ServiceItem(_message.Message):
    __slots__ = ("id", "territory_code", "territory_name", "name", "kind", "offered_by", "capacity", "from_day", "to_day", "running", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    OFFERED_BY_FIELD_NUMBER: _ClassVar[int]
    CAPACITY_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    TO_DAY_FIELD_NUMBER: _ClassVar[int]
    RUNNING_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    territory_name: str
    name: str
    kind: NeedKind
    offered_by: str
    capacity: int
    from_day: str
    to_day: str
    running: bool
    etag: str
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., name: _Optional[str] = ..., kind: _Optional[_Union[NeedKind, str]] = ..., offered_by: _Optional[str] = ..., capacity: _Optional[int] = ..., from_day: _Optional[str] = ..., to_day: _Optional[str] = ..., running: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class UnitNeed(_message.Message):
    __slots__ = ("id", "establishment_id", "territory_code", "kind", "text", "stated_on", "stated_to", "met_on", "answer", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    ESTABLISHMENT_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    STATED_ON_FIELD_NUMBER: _ClassVar[int]
    STATED_TO_FIELD_NUMBER: _ClassVar[int]
    MET_ON_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    establishment_id: str
    territory_code: str
    kind: NeedKind
    text: str
    stated_on: str
    stated_to: str
    met_on: str
    answer: str
    etag: str
    def __init__(self, id: _Optional[str] = ..., establishment_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., kind: _Optional[_Union[NeedKind, str]] = ..., text: _Optional[str] = ..., stated_on: _Optional[str] = ..., stated_to: _Optional[str] = ..., met_on: _Optional[str] = ..., answer: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class BrandActivity(_message.Message):
    __slots__ = ("id", "day", "what", "volunteers", "served", "noted_by")
    ID_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    WHAT_FIELD_NUMBER: _ClassVar[int]
    VOLUNTEERS_FIELD_NUMBER: _ClassVar[int]
    SERVED_FIELD_NUMBER: _ClassVar[int]
    NOTED_BY_FIELD_NUMBER: _ClassVar[int]
    id: str
    day: str
    what: str
    volunteers: int
    served: int
    noted_by: str
    def __init__(self, id: _Optional[str] = ..., day: _Optional[str] = ..., what: _Optional[str] = ..., volunteers: _Optional[int] = ..., served: _Optional[int] = ..., noted_by: _Optional[str] = ...) -> None: ...

class VolunteerBrand(_message.Message):
    __slots__ = ("id", "territory_code", "territory_name", "name", "what", "since", "contact_post", "ended", "activities", "activity_count", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    WHAT_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    CONTACT_POST_FIELD_NUMBER: _ClassVar[int]
    ENDED_FIELD_NUMBER: _ClassVar[int]
    ACTIVITIES_FIELD_NUMBER: _ClassVar[int]
    ACTIVITY_COUNT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    territory_name: str
    name: str
    what: str
    since: str
    contact_post: str
    ended: bool
    activities: _containers.RepeatedCompositeFieldContainer[BrandActivity]
    activity_count: int
    etag: str
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., name: _Optional[str] = ..., what: _Optional[str] = ..., since: _Optional[str] = ..., contact_post: _Optional[str] = ..., ended: _Optional[bool] = ..., activities: _Optional[_Iterable[_Union[BrandActivity, _Mapping]]] = ..., activity_count: _Optional[int] = ..., etag: _Optional[str] = ...) -> None: ...

class GetServiceDemandRequest(_message.Message):
    __slots__ = ("territory_code",)
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    def __init__(self, territory_code: _Optional[str] = ...) -> None: ...

class PutServiceItemRequest(_message.Message):
    __slots__ = ("item", "request_id")
    ITEM_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    item: ServiceItem
    request_id: str
    def __init__(self, item: _Optional[_Union[ServiceItem, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetServiceItemRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListServiceItemsRequest(_message.Message):
    __slots__ = ("territory_code", "with_ended", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    WITH_ENDED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    with_ended: bool
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., with_ended: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListServiceItemsResponse(_message.Message):
    __slots__ = ("items", "next_page_token")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[ServiceItem]
    next_page_token: str
    def __init__(self, items: _Optional[_Iterable[_Union[ServiceItem, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class StateUnitNeedRequest(_message.Message):
    __slots__ = ("establishment_id", "kind", "text", "request_id")
    ESTABLISHMENT_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    establishment_id: str
    kind: NeedKind
    text: str
    request_id: str
    def __init__(self, establishment_id: _Optional[str] = ..., kind: _Optional[_Union[NeedKind, str]] = ..., text: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class MeetUnitNeedRequest(_message.Message):
    __slots__ = ("id", "etag", "answer", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    answer: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., answer: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListUnitNeedsRequest(_message.Message):
    __slots__ = ("establishment_id",)
    ESTABLISHMENT_ID_FIELD_NUMBER: _ClassVar[int]
    establishment_id: str
    def __init__(self, establishment_id: _Optional[str] = ...) -> None: ...

class ListUnitNeedsResponse(_message.Message):
    __slots__ = ("needs",)
    NEEDS_FIELD_NUMBER: _ClassVar[int]
    needs: _containers.RepeatedCompositeFieldContainer[UnitNeed]
    def __init__(self, needs: _Optional[_Iterable[_Union[UnitNeed, _Mapping]]] = ...) -> None: ...

class PutVolunteerBrandRequest(_message.Message):
    __slots__ = ("brand", "request_id")
    BRAND_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    brand: VolunteerBrand
    request_id: str
    def __init__(self, brand: _Optional[_Union[VolunteerBrand, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class NoteBrandActivityRequest(_message.Message):
    __slots__ = ("id", "day", "what", "volunteers", "served", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    WHAT_FIELD_NUMBER: _ClassVar[int]
    VOLUNTEERS_FIELD_NUMBER: _ClassVar[int]
    SERVED_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    day: str
    what: str
    volunteers: int
    served: int
    request_id: str
    def __init__(self, id: _Optional[str] = ..., day: _Optional[str] = ..., what: _Optional[str] = ..., volunteers: _Optional[int] = ..., served: _Optional[int] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetVolunteerBrandRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListVolunteerBrandsRequest(_message.Message):
    __slots__ = ("territory_code", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListVolunteerBrandsResponse(_message.Message):
    __slots__ = ("brands", "next_page_token", "without", "without_count")
    class Community(_message.Message):
        __slots__ = ("territory_code", "territory_name")
        TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
        TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
        territory_code: str
        territory_name: str
        def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ...) -> None: ...
    BRANDS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    WITHOUT_FIELD_NUMBER: _ClassVar[int]
    WITHOUT_COUNT_FIELD_NUMBER: _ClassVar[int]
    brands: _containers.RepeatedCompositeFieldContainer[VolunteerBrand]
    next_page_token: str
    without: _containers.RepeatedCompositeFieldContainer[ListVolunteerBrandsResponse.Community]
    without_count: int
    def __init__(self, brands: _Optional[_Iterable[_Union[VolunteerBrand, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., without: _Optional[_Iterable[_Union[ListVolunteerBrandsResponse.Community, _Mapping]]] = ..., without_count: _Optional[int] = ...) -> None: ...
