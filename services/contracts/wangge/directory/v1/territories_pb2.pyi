import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.types.v1 import types_pb2 as _types_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Settlement(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SETTLEMENT_UNSPECIFIED: _ClassVar[Settlement]
    SETTLEMENT_URBAN: _ClassVar[Settlement]
    SETTLEMENT_RURAL: _ClassVar[Settlement]
SETTLEMENT_UNSPECIFIED: Settlement
SETTLEMENT_URBAN: Settlement
SETTLEMENT_RURAL: Settlement

class Territory(_message.Message):
    __slots__ = ("code", "level", "name", "parent_code", "path", "settlement", "type", "boundary", "centre", "households", "size_rule", "size_reason", "post_in_charge", "person_in_charge", "valid_from", "valid_to", "etag", "has_children", "head_title")
    CODE_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PARENT_CODE_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    SETTLEMENT_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    BOUNDARY_FIELD_NUMBER: _ClassVar[int]
    CENTRE_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
    SIZE_RULE_FIELD_NUMBER: _ClassVar[int]
    SIZE_REASON_FIELD_NUMBER: _ClassVar[int]
    POST_IN_CHARGE_FIELD_NUMBER: _ClassVar[int]
    PERSON_IN_CHARGE_FIELD_NUMBER: _ClassVar[int]
    VALID_FROM_FIELD_NUMBER: _ClassVar[int]
    VALID_TO_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HAS_CHILDREN_FIELD_NUMBER: _ClassVar[int]
    HEAD_TITLE_FIELD_NUMBER: _ClassVar[int]
    code: str
    level: _types_pb2.Level
    name: str
    parent_code: str
    path: str
    settlement: Settlement
    type: str
    boundary: str
    centre: _types_pb2.Point
    households: int
    size_rule: str
    size_reason: str
    post_in_charge: str
    person_in_charge: str
    valid_from: _timestamp_pb2.Timestamp
    valid_to: _timestamp_pb2.Timestamp
    etag: str
    has_children: bool
    head_title: str
    def __init__(self, code: _Optional[str] = ..., level: _Optional[_Union[_types_pb2.Level, str]] = ..., name: _Optional[str] = ..., parent_code: _Optional[str] = ..., path: _Optional[str] = ..., settlement: _Optional[_Union[Settlement, str]] = ..., type: _Optional[str] = ..., boundary: _Optional[str] = ..., centre: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., households: _Optional[int] = ..., size_rule: _Optional[str] = ..., size_reason: _Optional[str] = ..., post_in_charge: _Optional[str] = ..., person_in_charge: _Optional[str] = ..., valid_from: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., valid_to: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., has_children: _Optional[bool] = ..., head_title: _Optional[str] = ...) -> None: ...

class Estate(_message.Message):
    __slots__ = ("id", "territory_code", "name", "has_property_company", "enclosable", "haves", "fulfilled", "expected", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    HAS_PROPERTY_COMPANY_FIELD_NUMBER: _ClassVar[int]
    ENCLOSABLE_FIELD_NUMBER: _ClassVar[int]
    HAVES_FIELD_NUMBER: _ClassVar[int]
    FULFILLED_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    name: str
    has_property_company: bool
    enclosable: bool
    haves: _containers.RepeatedScalarFieldContainer[str]
    fulfilled: int
    expected: int
    etag: str
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., name: _Optional[str] = ..., has_property_company: _Optional[bool] = ..., enclosable: _Optional[bool] = ..., haves: _Optional[_Iterable[str]] = ..., fulfilled: _Optional[int] = ..., expected: _Optional[int] = ..., etag: _Optional[str] = ...) -> None: ...

class EstateTarget(_message.Message):
    __slots__ = ("territory_code", "year", "kind", "target", "fulfilled", "estates", "etag")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    FULFILLED_FIELD_NUMBER: _ClassVar[int]
    ESTATES_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    year: int
    kind: str
    target: int
    fulfilled: int
    estates: int
    etag: str
    def __init__(self, territory_code: _Optional[str] = ..., year: _Optional[int] = ..., kind: _Optional[str] = ..., target: _Optional[int] = ..., fulfilled: _Optional[int] = ..., estates: _Optional[int] = ..., etag: _Optional[str] = ...) -> None: ...

class Facility(_message.Message):
    __slots__ = ("id", "territory_code", "kind", "name", "place", "present", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    PRESENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    kind: str
    name: str
    place: _types_pb2.Point
    present: bool
    etag: str
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., kind: _Optional[str] = ..., name: _Optional[str] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., present: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class Building(_message.Message):
    __slots__ = ("id", "name", "place", "community_code", "grid_code", "households", "etag", "storeys", "basements", "units", "dwellings_per_storey", "year_built", "footprint", "code")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    COMMUNITY_CODE_FIELD_NUMBER: _ClassVar[int]
    GRID_CODE_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    STOREYS_FIELD_NUMBER: _ClassVar[int]
    BASEMENTS_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    DWELLINGS_PER_STOREY_FIELD_NUMBER: _ClassVar[int]
    YEAR_BUILT_FIELD_NUMBER: _ClassVar[int]
    FOOTPRINT_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    place: _types_pb2.Point
    community_code: str
    grid_code: str
    households: int
    etag: str
    storeys: int
    basements: int
    units: int
    dwellings_per_storey: int
    year_built: int
    footprint: str
    code: str
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., community_code: _Optional[str] = ..., grid_code: _Optional[str] = ..., households: _Optional[int] = ..., etag: _Optional[str] = ..., storeys: _Optional[int] = ..., basements: _Optional[int] = ..., units: _Optional[int] = ..., dwellings_per_storey: _Optional[int] = ..., year_built: _Optional[int] = ..., footprint: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...

class CreateTerritoryRequest(_message.Message):
    __slots__ = ("territory", "request_id")
    TERRITORY_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    territory: Territory
    request_id: str
    def __init__(self, territory: _Optional[_Union[Territory, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetTerritoryRequest(_message.Message):
    __slots__ = ("code",)
    CODE_FIELD_NUMBER: _ClassVar[int]
    code: str
    def __init__(self, code: _Optional[str] = ...) -> None: ...

class ListTerritoriesRequest(_message.Message):
    __slots__ = ("parent_code", "deep", "level", "name_contains", "with_boundary", "with_past", "page_size", "page_token", "codes")
    PARENT_CODE_FIELD_NUMBER: _ClassVar[int]
    DEEP_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    NAME_CONTAINS_FIELD_NUMBER: _ClassVar[int]
    WITH_BOUNDARY_FIELD_NUMBER: _ClassVar[int]
    WITH_PAST_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    CODES_FIELD_NUMBER: _ClassVar[int]
    parent_code: str
    deep: bool
    level: _types_pb2.Level
    name_contains: str
    with_boundary: bool
    with_past: bool
    page_size: int
    page_token: str
    codes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, parent_code: _Optional[str] = ..., deep: _Optional[bool] = ..., level: _Optional[_Union[_types_pb2.Level, str]] = ..., name_contains: _Optional[str] = ..., with_boundary: _Optional[bool] = ..., with_past: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., codes: _Optional[_Iterable[str]] = ...) -> None: ...

class ListTerritoriesResponse(_message.Message):
    __slots__ = ("territories", "next_page_token")
    TERRITORIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territories: _containers.RepeatedCompositeFieldContainer[Territory]
    next_page_token: str
    def __init__(self, territories: _Optional[_Iterable[_Union[Territory, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CountBelowRequest(_message.Message):
    __slots__ = ("code",)
    CODE_FIELD_NUMBER: _ClassVar[int]
    code: str
    def __init__(self, code: _Optional[str] = ...) -> None: ...

class CountBelowResponse(_message.Message):
    __slots__ = ("levels", "posts", "vacant_posts")
    class OfLevel(_message.Message):
        __slots__ = ("level", "count")
        LEVEL_FIELD_NUMBER: _ClassVar[int]
        COUNT_FIELD_NUMBER: _ClassVar[int]
        level: _types_pb2.Level
        count: int
        def __init__(self, level: _Optional[_Union[_types_pb2.Level, str]] = ..., count: _Optional[int] = ...) -> None: ...
    LEVELS_FIELD_NUMBER: _ClassVar[int]
    POSTS_FIELD_NUMBER: _ClassVar[int]
    VACANT_POSTS_FIELD_NUMBER: _ClassVar[int]
    levels: _containers.RepeatedCompositeFieldContainer[CountBelowResponse.OfLevel]
    posts: int
    vacant_posts: int
    def __init__(self, levels: _Optional[_Iterable[_Union[CountBelowResponse.OfLevel, _Mapping]]] = ..., posts: _Optional[int] = ..., vacant_posts: _Optional[int] = ...) -> None: ...

class UpdateTerritoryRequest(_message.Message):
    __slots__ = ("code", "etag", "name", "type", "settlement", "households", "size_rule", "size_reason", "post_in_charge", "centre", "head_title")
    CODE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    SETTLEMENT_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
    SIZE_RULE_FIELD_NUMBER: _ClassVar[int]
    SIZE_REASON_FIELD_NUMBER: _ClassVar[int]
    POST_IN_CHARGE_FIELD_NUMBER: _ClassVar[int]
    CENTRE_FIELD_NUMBER: _ClassVar[int]
    HEAD_TITLE_FIELD_NUMBER: _ClassVar[int]
    code: str
    etag: str
    name: str
    type: str
    settlement: Settlement
    households: int
    size_rule: str
    size_reason: str
    post_in_charge: str
    centre: _types_pb2.Point
    head_title: str
    def __init__(self, code: _Optional[str] = ..., etag: _Optional[str] = ..., name: _Optional[str] = ..., type: _Optional[str] = ..., settlement: _Optional[_Union[Settlement, str]] = ..., households: _Optional[int] = ..., size_rule: _Optional[str] = ..., size_reason: _Optional[str] = ..., post_in_charge: _Optional[str] = ..., centre: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., head_title: _Optional[str] = ...) -> None: ...

class SetBoundaryRequest(_message.Message):
    __slots__ = ("code", "etag", "boundary")
    CODE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    BOUNDARY_FIELD_NUMBER: _ClassVar[int]
    code: str
    etag: str
    boundary: str
    def __init__(self, code: _Optional[str] = ..., etag: _Optional[str] = ..., boundary: _Optional[str] = ...) -> None: ...

class LocatePointRequest(_message.Message):
    __slots__ = ("longitude", "latitude")
    LONGITUDE_FIELD_NUMBER: _ClassVar[int]
    LATITUDE_FIELD_NUMBER: _ClassVar[int]
    longitude: float
    latitude: float
    def __init__(self, longitude: _Optional[float] = ..., latitude: _Optional[float] = ...) -> None: ...

class LocatePointResponse(_message.Message):
    __slots__ = ("territories",)
    TERRITORIES_FIELD_NUMBER: _ClassVar[int]
    territories: _containers.RepeatedCompositeFieldContainer[Territory]
    def __init__(self, territories: _Optional[_Iterable[_Union[Territory, _Mapping]]] = ...) -> None: ...

class SplitGridRequest(_message.Message):
    __slots__ = ("code", "etag", "parts", "reason", "request_id")
    class Part(_message.Message):
        __slots__ = ("name", "boundary", "households")
        NAME_FIELD_NUMBER: _ClassVar[int]
        BOUNDARY_FIELD_NUMBER: _ClassVar[int]
        HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
        name: str
        boundary: str
        households: int
        def __init__(self, name: _Optional[str] = ..., boundary: _Optional[str] = ..., households: _Optional[int] = ...) -> None: ...
    CODE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    PARTS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    code: str
    etag: str
    parts: _containers.RepeatedCompositeFieldContainer[SplitGridRequest.Part]
    reason: str
    request_id: str
    def __init__(self, code: _Optional[str] = ..., etag: _Optional[str] = ..., parts: _Optional[_Iterable[_Union[SplitGridRequest.Part, _Mapping]]] = ..., reason: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class MergeGridsRequest(_message.Message):
    __slots__ = ("codes", "name", "reason", "request_id")
    CODES_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    codes: _containers.RepeatedScalarFieldContainer[str]
    name: str
    reason: str
    request_id: str
    def __init__(self, codes: _Optional[_Iterable[str]] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ChangeGridResponse(_message.Message):
    __slots__ = ("ended", "created")
    ENDED_FIELD_NUMBER: _ClassVar[int]
    CREATED_FIELD_NUMBER: _ClassVar[int]
    ended: _containers.RepeatedCompositeFieldContainer[Territory]
    created: _containers.RepeatedCompositeFieldContainer[Territory]
    def __init__(self, ended: _Optional[_Iterable[_Union[Territory, _Mapping]]] = ..., created: _Optional[_Iterable[_Union[Territory, _Mapping]]] = ...) -> None: ...

class CheckDivisionRequest(_message.Message):
    __slots__ = ("code",)
    CODE_FIELD_NUMBER: _ClassVar[int]
    code: str
    def __init__(self, code: _Optional[str] = ...) -> None: ...

class CheckDivisionResponse(_message.Message):
    __slots__ = ("gap_square_metres", "gap", "overlaps", "size_warnings", "grids_without_head", "grids_without_boundary", "unassigned_buildings", "ready", "communities_without_grids", "staff_warnings")
    class Overlap(_message.Message):
        __slots__ = ("first_code", "second_code", "area_square_metres")
        FIRST_CODE_FIELD_NUMBER: _ClassVar[int]
        SECOND_CODE_FIELD_NUMBER: _ClassVar[int]
        AREA_SQUARE_METRES_FIELD_NUMBER: _ClassVar[int]
        first_code: str
        second_code: str
        area_square_metres: float
        def __init__(self, first_code: _Optional[str] = ..., second_code: _Optional[str] = ..., area_square_metres: _Optional[float] = ...) -> None: ...
    class SizeWarning(_message.Message):
        __slots__ = ("code", "rule", "households", "reason")
        CODE_FIELD_NUMBER: _ClassVar[int]
        RULE_FIELD_NUMBER: _ClassVar[int]
        HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
        REASON_FIELD_NUMBER: _ClassVar[int]
        code: str
        rule: str
        households: int
        reason: str
        def __init__(self, code: _Optional[str] = ..., rule: _Optional[str] = ..., households: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...
    class StaffWarning(_message.Message):
        __slots__ = ("code", "rule", "households", "needed", "present")
        CODE_FIELD_NUMBER: _ClassVar[int]
        RULE_FIELD_NUMBER: _ClassVar[int]
        HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
        NEEDED_FIELD_NUMBER: _ClassVar[int]
        PRESENT_FIELD_NUMBER: _ClassVar[int]
        code: str
        rule: str
        households: int
        needed: int
        present: int
        def __init__(self, code: _Optional[str] = ..., rule: _Optional[str] = ..., households: _Optional[int] = ..., needed: _Optional[int] = ..., present: _Optional[int] = ...) -> None: ...
    GAP_SQUARE_METRES_FIELD_NUMBER: _ClassVar[int]
    GAP_FIELD_NUMBER: _ClassVar[int]
    OVERLAPS_FIELD_NUMBER: _ClassVar[int]
    SIZE_WARNINGS_FIELD_NUMBER: _ClassVar[int]
    GRIDS_WITHOUT_HEAD_FIELD_NUMBER: _ClassVar[int]
    GRIDS_WITHOUT_BOUNDARY_FIELD_NUMBER: _ClassVar[int]
    UNASSIGNED_BUILDINGS_FIELD_NUMBER: _ClassVar[int]
    READY_FIELD_NUMBER: _ClassVar[int]
    COMMUNITIES_WITHOUT_GRIDS_FIELD_NUMBER: _ClassVar[int]
    STAFF_WARNINGS_FIELD_NUMBER: _ClassVar[int]
    gap_square_metres: float
    gap: str
    overlaps: _containers.RepeatedCompositeFieldContainer[CheckDivisionResponse.Overlap]
    size_warnings: _containers.RepeatedCompositeFieldContainer[CheckDivisionResponse.SizeWarning]
    grids_without_head: _containers.RepeatedScalarFieldContainer[str]
    grids_without_boundary: _containers.RepeatedScalarFieldContainer[str]
    unassigned_buildings: int
    ready: bool
    communities_without_grids: _containers.RepeatedScalarFieldContainer[str]
    staff_warnings: _containers.RepeatedCompositeFieldContainer[CheckDivisionResponse.StaffWarning]
    def __init__(self, gap_square_metres: _Optional[float] = ..., gap: _Optional[str] = ..., overlaps: _Optional[_Iterable[_Union[CheckDivisionResponse.Overlap, _Mapping]]] = ..., size_warnings: _Optional[_Iterable[_Union[CheckDivisionResponse.SizeWarning, _Mapping]]] = ..., grids_without_head: _Optional[_Iterable[str]] = ..., grids_without_boundary: _Optional[_Iterable[str]] = ..., unassigned_buildings: _Optional[int] = ..., ready: _Optional[bool] = ..., communities_without_grids: _Optional[_Iterable[str]] = ..., staff_warnings: _Optional[_Iterable[_Union[CheckDivisionResponse.StaffWarning, _Mapping]]] = ...) -> None: ...

class GetNoticeBoardRequest(_message.Message):
    __slots__ = ("code",)
    CODE_FIELD_NUMBER: _ClassVar[int]
    code: str
    def __init__(self, code: _Optional[str] = ...) -> None: ...

class NoticeBoard(_message.Message):
    __slots__ = ("code", "name", "chain", "boundary", "staff", "as_of")
    class Staff(_message.Message):
        __slots__ = ("post_title", "work_name", "work_number", "work_phone", "photo", "service_items")
        POST_TITLE_FIELD_NUMBER: _ClassVar[int]
        WORK_NAME_FIELD_NUMBER: _ClassVar[int]
        WORK_NUMBER_FIELD_NUMBER: _ClassVar[int]
        WORK_PHONE_FIELD_NUMBER: _ClassVar[int]
        PHOTO_FIELD_NUMBER: _ClassVar[int]
        SERVICE_ITEMS_FIELD_NUMBER: _ClassVar[int]
        post_title: str
        work_name: str
        work_number: str
        work_phone: str
        photo: str
        service_items: _containers.RepeatedScalarFieldContainer[str]
        def __init__(self, post_title: _Optional[str] = ..., work_name: _Optional[str] = ..., work_number: _Optional[str] = ..., work_phone: _Optional[str] = ..., photo: _Optional[str] = ..., service_items: _Optional[_Iterable[str]] = ...) -> None: ...
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CHAIN_FIELD_NUMBER: _ClassVar[int]
    BOUNDARY_FIELD_NUMBER: _ClassVar[int]
    STAFF_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    code: str
    name: str
    chain: _containers.RepeatedScalarFieldContainer[str]
    boundary: str
    staff: _containers.RepeatedCompositeFieldContainer[NoticeBoard.Staff]
    as_of: _timestamp_pb2.Timestamp
    def __init__(self, code: _Optional[str] = ..., name: _Optional[str] = ..., chain: _Optional[_Iterable[str]] = ..., boundary: _Optional[str] = ..., staff: _Optional[_Iterable[_Union[NoticeBoard.Staff, _Mapping]]] = ..., as_of: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GetServiceCircleRequest(_message.Message):
    __slots__ = ("code", "kind", "minutes")
    CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    MINUTES_FIELD_NUMBER: _ClassVar[int]
    code: str
    kind: str
    minutes: int
    def __init__(self, code: _Optional[str] = ..., kind: _Optional[str] = ..., minutes: _Optional[int] = ...) -> None: ...

class ServiceCircle(_message.Message):
    __slots__ = ("facilities", "covered_share", "buildings_covered", "buildings_total")
    FACILITIES_FIELD_NUMBER: _ClassVar[int]
    COVERED_SHARE_FIELD_NUMBER: _ClassVar[int]
    BUILDINGS_COVERED_FIELD_NUMBER: _ClassVar[int]
    BUILDINGS_TOTAL_FIELD_NUMBER: _ClassVar[int]
    facilities: int
    covered_share: float
    buildings_covered: int
    buildings_total: int
    def __init__(self, facilities: _Optional[int] = ..., covered_share: _Optional[float] = ..., buildings_covered: _Optional[int] = ..., buildings_total: _Optional[int] = ...) -> None: ...

class PutEstateRequest(_message.Message):
    __slots__ = ("estate",)
    ESTATE_FIELD_NUMBER: _ClassVar[int]
    estate: Estate
    def __init__(self, estate: _Optional[_Union[Estate, _Mapping]] = ...) -> None: ...

class ListEstatesRequest(_message.Message):
    __slots__ = ("territory_code", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListEstatesResponse(_message.Message):
    __slots__ = ("estates", "next_page_token")
    ESTATES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    estates: _containers.RepeatedCompositeFieldContainer[Estate]
    next_page_token: str
    def __init__(self, estates: _Optional[_Iterable[_Union[Estate, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PutEstateTargetRequest(_message.Message):
    __slots__ = ("target",)
    TARGET_FIELD_NUMBER: _ClassVar[int]
    target: EstateTarget
    def __init__(self, target: _Optional[_Union[EstateTarget, _Mapping]] = ...) -> None: ...

class ListEstateTargetsRequest(_message.Message):
    __slots__ = ("territory_code", "year", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    year: int
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., year: _Optional[int] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListEstateTargetsResponse(_message.Message):
    __slots__ = ("targets", "next_page_token")
    TARGETS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    targets: _containers.RepeatedCompositeFieldContainer[EstateTarget]
    next_page_token: str
    def __init__(self, targets: _Optional[_Iterable[_Union[EstateTarget, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PutFacilityRequest(_message.Message):
    __slots__ = ("facility",)
    FACILITY_FIELD_NUMBER: _ClassVar[int]
    facility: Facility
    def __init__(self, facility: _Optional[_Union[Facility, _Mapping]] = ...) -> None: ...

class ListFacilitiesRequest(_message.Message):
    __slots__ = ("territory_code", "kind", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    kind: str
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., kind: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListFacilitiesResponse(_message.Message):
    __slots__ = ("facilities", "next_page_token")
    FACILITIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    facilities: _containers.RepeatedCompositeFieldContainer[Facility]
    next_page_token: str
    def __init__(self, facilities: _Optional[_Iterable[_Union[Facility, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PutBuildingRequest(_message.Message):
    __slots__ = ("building",)
    BUILDING_FIELD_NUMBER: _ClassVar[int]
    building: Building
    def __init__(self, building: _Optional[_Union[Building, _Mapping]] = ...) -> None: ...

class GetBuildingRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListBuildingsRequest(_message.Message):
    __slots__ = ("territory_code", "only_unassigned", "page_size", "page_token", "with_footprint")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    ONLY_UNASSIGNED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    WITH_FOOTPRINT_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    only_unassigned: bool
    page_size: int
    page_token: str
    with_footprint: bool
    def __init__(self, territory_code: _Optional[str] = ..., only_unassigned: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., with_footprint: _Optional[bool] = ...) -> None: ...

class ListBuildingsResponse(_message.Message):
    __slots__ = ("buildings", "next_page_token")
    BUILDINGS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    buildings: _containers.RepeatedCompositeFieldContainer[Building]
    next_page_token: str
    def __init__(self, buildings: _Optional[_Iterable[_Union[Building, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
