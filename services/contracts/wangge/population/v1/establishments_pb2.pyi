from google.api import annotations_pb2 as _annotations_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import families_pb2 as _families_pb2
from wangge.types.v1 import types_pb2 as _types_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Establishment(_message.Message):
    __slots__ = ("id", "territory_code", "territory_name", "name", "credit_code", "kind", "representative", "representative_phone", "staff_count", "address", "phone", "safety_duty", "dwelling_id", "building_id", "place", "closed", "etag", "history", "building_name")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CREDIT_CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    REPRESENTATIVE_FIELD_NUMBER: _ClassVar[int]
    REPRESENTATIVE_PHONE_FIELD_NUMBER: _ClassVar[int]
    STAFF_COUNT_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    SAFETY_DUTY_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    BUILDING_ID_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    BUILDING_NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    territory_name: str
    name: str
    credit_code: str
    kind: str
    representative: str
    representative_phone: str
    staff_count: int
    address: str
    phone: str
    safety_duty: str
    dwelling_id: str
    building_id: str
    place: _types_pb2.Point
    closed: bool
    etag: str
    history: _containers.RepeatedCompositeFieldContainer[_families_pb2.HistoryLine]
    building_name: str
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., name: _Optional[str] = ..., credit_code: _Optional[str] = ..., kind: _Optional[str] = ..., representative: _Optional[str] = ..., representative_phone: _Optional[str] = ..., staff_count: _Optional[int] = ..., address: _Optional[str] = ..., phone: _Optional[str] = ..., safety_duty: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., building_id: _Optional[str] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., closed: _Optional[bool] = ..., etag: _Optional[str] = ..., history: _Optional[_Iterable[_Union[_families_pb2.HistoryLine, _Mapping]]] = ..., building_name: _Optional[str] = ...) -> None: ...

class Place(_message.Message):
    __slots__ = ("id", "territory_code", "territory_name", "name", "kind", "address_code", "address", "place", "closed", "etag", "history")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_CODE_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    territory_name: str
    name: str
    kind: str
    address_code: str
    address: str
    place: _types_pb2.Point
    closed: bool
    etag: str
    history: _containers.RepeatedCompositeFieldContainer[_families_pb2.HistoryLine]
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., name: _Optional[str] = ..., kind: _Optional[str] = ..., address_code: _Optional[str] = ..., address: _Optional[str] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., closed: _Optional[bool] = ..., etag: _Optional[str] = ..., history: _Optional[_Iterable[_Union[_families_pb2.HistoryLine, _Mapping]]] = ...) -> None: ...

class ListEstablishmentsRequest(_message.Message):
    __slots__ = ("territory_code", "kind", "with_closed", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    WITH_CLOSED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    kind: str
    with_closed: bool
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., kind: _Optional[str] = ..., with_closed: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListEstablishmentsResponse(_message.Message):
    __slots__ = ("establishments", "next_page_token")
    ESTABLISHMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    establishments: _containers.RepeatedCompositeFieldContainer[Establishment]
    next_page_token: str
    def __init__(self, establishments: _Optional[_Iterable[_Union[Establishment, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetEstablishmentRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class PutEstablishmentRequest(_message.Message):
    __slots__ = ("establishment", "request_id")
    ESTABLISHMENT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    establishment: Establishment
    request_id: str
    def __init__(self, establishment: _Optional[_Union[Establishment, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class CloseEstablishmentRequest(_message.Message):
    __slots__ = ("id", "reason", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    reason: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class RevealEstablishmentRequest(_message.Message):
    __slots__ = ("id", "fields", "purpose")
    ID_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    id: str
    fields: _containers.RepeatedScalarFieldContainer[str]
    purpose: str
    def __init__(self, id: _Optional[str] = ..., fields: _Optional[_Iterable[str]] = ..., purpose: _Optional[str] = ...) -> None: ...

class ListPlacesRequest(_message.Message):
    __slots__ = ("territory_code", "kind", "with_closed", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    WITH_CLOSED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    kind: str
    with_closed: bool
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., kind: _Optional[str] = ..., with_closed: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListPlacesResponse(_message.Message):
    __slots__ = ("places", "next_page_token")
    PLACES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    places: _containers.RepeatedCompositeFieldContainer[Place]
    next_page_token: str
    def __init__(self, places: _Optional[_Iterable[_Union[Place, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetPlaceRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class PutPlaceRequest(_message.Message):
    __slots__ = ("place", "request_id")
    PLACE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    place: Place
    request_id: str
    def __init__(self, place: _Optional[_Union[Place, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ClosePlaceRequest(_message.Message):
    __slots__ = ("id", "reason", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    reason: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...
