from google.api import annotations_pb2 as _annotations_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import incomers_pb2 as _incomers_pb2
from wangge.types.v1 import types_pb2 as _types_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class StationKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    STATION_KIND_UNSPECIFIED: _ClassVar[StationKind]
    STATION_KIND_MAIN: _ClassVar[StationKind]
    STATION_KIND_SUB: _ClassVar[StationKind]
STATION_KIND_UNSPECIFIED: StationKind
STATION_KIND_MAIN: StationKind
STATION_KIND_SUB: StationKind

class StationCoordinator(_message.Message):
    __slots__ = ("id", "work_name", "work_number", "account_id", "post", "from_day", "to_day")
    ID_FIELD_NUMBER: _ClassVar[int]
    WORK_NAME_FIELD_NUMBER: _ClassVar[int]
    WORK_NUMBER_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    POST_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    TO_DAY_FIELD_NUMBER: _ClassVar[int]
    id: str
    work_name: str
    work_number: str
    account_id: str
    post: str
    from_day: str
    to_day: str
    def __init__(self, id: _Optional[str] = ..., work_name: _Optional[str] = ..., work_number: _Optional[str] = ..., account_id: _Optional[str] = ..., post: _Optional[str] = ..., from_day: _Optional[str] = ..., to_day: _Optional[str] = ...) -> None: ...

class Station(_message.Message):
    __slots__ = ("id", "kind", "territory_code", "territory_name", "name", "address", "hours", "place", "phone", "services", "serves_codes", "serves_names", "needed_from", "coordinators", "closed", "cards", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    SERVICES_FIELD_NUMBER: _ClassVar[int]
    SERVES_CODES_FIELD_NUMBER: _ClassVar[int]
    SERVES_NAMES_FIELD_NUMBER: _ClassVar[int]
    NEEDED_FROM_FIELD_NUMBER: _ClassVar[int]
    COORDINATORS_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    CARDS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: StationKind
    territory_code: str
    territory_name: str
    name: str
    address: str
    hours: str
    place: _types_pb2.Point
    phone: str
    services: _containers.RepeatedScalarFieldContainer[_incomers_pb2.ServiceKind]
    serves_codes: _containers.RepeatedScalarFieldContainer[str]
    serves_names: _containers.RepeatedScalarFieldContainer[str]
    needed_from: int
    coordinators: _containers.RepeatedCompositeFieldContainer[StationCoordinator]
    closed: bool
    cards: int
    etag: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[_Union[StationKind, str]] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., name: _Optional[str] = ..., address: _Optional[str] = ..., hours: _Optional[str] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., phone: _Optional[str] = ..., services: _Optional[_Iterable[_Union[_incomers_pb2.ServiceKind, str]]] = ..., serves_codes: _Optional[_Iterable[str]] = ..., serves_names: _Optional[_Iterable[str]] = ..., needed_from: _Optional[int] = ..., coordinators: _Optional[_Iterable[_Union[StationCoordinator, _Mapping]]] = ..., closed: _Optional[bool] = ..., cards: _Optional[int] = ..., etag: _Optional[str] = ...) -> None: ...

class NeededStation(_message.Message):
    __slots__ = ("territory_code", "territory_name", "cards", "needed_from")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    CARDS_FIELD_NUMBER: _ClassVar[int]
    NEEDED_FROM_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    cards: int
    needed_from: int
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., cards: _Optional[int] = ..., needed_from: _Optional[int] = ...) -> None: ...

class PutStationRequest(_message.Message):
    __slots__ = ("station", "request_id")
    STATION_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    station: Station
    request_id: str
    def __init__(self, station: _Optional[_Union[Station, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class CloseStationRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class AppointCoordinatorRequest(_message.Message):
    __slots__ = ("id", "etag", "coordinator", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    COORDINATOR_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    coordinator: StationCoordinator
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., coordinator: _Optional[_Union[StationCoordinator, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class RelieveCoordinatorRequest(_message.Message):
    __slots__ = ("id", "etag", "coordinator_id", "day", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    COORDINATOR_ID_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    coordinator_id: str
    day: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., coordinator_id: _Optional[str] = ..., day: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetStationRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListStationsRequest(_message.Message):
    __slots__ = ("territory_code",)
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    def __init__(self, territory_code: _Optional[str] = ...) -> None: ...

class ListStationsResponse(_message.Message):
    __slots__ = ("stations", "needed")
    STATIONS_FIELD_NUMBER: _ClassVar[int]
    NEEDED_FIELD_NUMBER: _ClassVar[int]
    stations: _containers.RepeatedCompositeFieldContainer[Station]
    needed: _containers.RepeatedCompositeFieldContainer[NeededStation]
    def __init__(self, stations: _Optional[_Iterable[_Union[Station, _Mapping]]] = ..., needed: _Optional[_Iterable[_Union[NeededStation, _Mapping]]] = ...) -> None: ...

class FindStationRequest(_message.Message):
    __slots__ = ("territory_code",)
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    def __init__(self, territory_code: _Optional[str] = ...) -> None: ...

class FindStationResponse(_message.Message):
    __slots__ = ("station",)
    STATION_FIELD_NUMBER: _ClassVar[int]
    station: Station
    def __init__(self, station: _Optional[_Union[Station, _Mapping]] = ...) -> None: ...
