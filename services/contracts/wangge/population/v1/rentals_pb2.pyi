from google.api import annotations_pb2 as _annotations_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import register_pb2 as _register_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RentalState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RENTAL_STATE_UNSPECIFIED: _ClassVar[RentalState]
    RENTAL_STATE_REPORTED: _ClassVar[RentalState]
    RENTAL_STATE_VERIFIED: _ClassVar[RentalState]
    RENTAL_STATE_PLATED: _ClassVar[RentalState]
    RENTAL_STATE_DEFECT: _ClassVar[RentalState]
    RENTAL_STATE_RECTIFIED: _ClassVar[RentalState]
    RENTAL_STATE_ENDED: _ClassVar[RentalState]
RENTAL_STATE_UNSPECIFIED: RentalState
RENTAL_STATE_REPORTED: RentalState
RENTAL_STATE_VERIFIED: RentalState
RENTAL_STATE_PLATED: RentalState
RENTAL_STATE_DEFECT: RentalState
RENTAL_STATE_RECTIFIED: RentalState
RENTAL_STATE_ENDED: RentalState

class CheckItem(_message.Message):
    __slots__ = ("code", "title_zh", "title_en", "limit_days", "opens_case")
    CODE_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    LIMIT_DAYS_FIELD_NUMBER: _ClassVar[int]
    OPENS_CASE_FIELD_NUMBER: _ClassVar[int]
    code: str
    title_zh: str
    title_en: str
    limit_days: int
    opens_case: bool
    def __init__(self, code: _Optional[str] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ..., limit_days: _Optional[int] = ..., opens_case: _Optional[bool] = ...) -> None: ...

class RentalDefect(_message.Message):
    __slots__ = ("id", "code", "found_on", "due_on", "rectified_on", "overdue")
    ID_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    FOUND_ON_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    RECTIFIED_ON_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    id: str
    code: str
    found_on: str
    due_on: str
    rectified_on: str
    overdue: bool
    def __init__(self, id: _Optional[str] = ..., code: _Optional[str] = ..., found_on: _Optional[str] = ..., due_on: _Optional[str] = ..., rectified_on: _Optional[str] = ..., overdue: _Optional[bool] = ...) -> None: ...

class RentalCheck(_message.Message):
    __slots__ = ("id", "on", "worker_name", "failed")
    ID_FIELD_NUMBER: _ClassVar[int]
    ON_FIELD_NUMBER: _ClassVar[int]
    WORKER_NAME_FIELD_NUMBER: _ClassVar[int]
    FAILED_FIELD_NUMBER: _ClassVar[int]
    id: str
    on: str
    worker_name: str
    failed: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., on: _Optional[str] = ..., worker_name: _Optional[str] = ..., failed: _Optional[_Iterable[str]] = ...) -> None: ...

class Rental(_message.Message):
    __slots__ = ("id", "dwelling_id", "territory_code", "territory_name", "address", "state", "landlord_name", "landlord_phone", "lease_from", "lease_to", "plate", "letter_signed_on", "letter_file_id", "unlicensed", "next_check_on", "tenants", "defects", "checks", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    LANDLORD_NAME_FIELD_NUMBER: _ClassVar[int]
    LANDLORD_PHONE_FIELD_NUMBER: _ClassVar[int]
    LEASE_FROM_FIELD_NUMBER: _ClassVar[int]
    LEASE_TO_FIELD_NUMBER: _ClassVar[int]
    PLATE_FIELD_NUMBER: _ClassVar[int]
    LETTER_SIGNED_ON_FIELD_NUMBER: _ClassVar[int]
    LETTER_FILE_ID_FIELD_NUMBER: _ClassVar[int]
    UNLICENSED_FIELD_NUMBER: _ClassVar[int]
    NEXT_CHECK_ON_FIELD_NUMBER: _ClassVar[int]
    TENANTS_FIELD_NUMBER: _ClassVar[int]
    DEFECTS_FIELD_NUMBER: _ClassVar[int]
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    dwelling_id: str
    territory_code: str
    territory_name: str
    address: str
    state: RentalState
    landlord_name: str
    landlord_phone: str
    lease_from: str
    lease_to: str
    plate: str
    letter_signed_on: str
    letter_file_id: str
    unlicensed: bool
    next_check_on: str
    tenants: int
    defects: _containers.RepeatedCompositeFieldContainer[RentalDefect]
    checks: _containers.RepeatedCompositeFieldContainer[RentalCheck]
    etag: str
    def __init__(self, id: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., address: _Optional[str] = ..., state: _Optional[_Union[RentalState, str]] = ..., landlord_name: _Optional[str] = ..., landlord_phone: _Optional[str] = ..., lease_from: _Optional[str] = ..., lease_to: _Optional[str] = ..., plate: _Optional[str] = ..., letter_signed_on: _Optional[str] = ..., letter_file_id: _Optional[str] = ..., unlicensed: _Optional[bool] = ..., next_check_on: _Optional[str] = ..., tenants: _Optional[int] = ..., defects: _Optional[_Iterable[_Union[RentalDefect, _Mapping]]] = ..., checks: _Optional[_Iterable[_Union[RentalCheck, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class ReportRentalRequest(_message.Message):
    __slots__ = ("dwelling_id", "landlord_name", "landlord_phone", "lease_from", "lease_to", "unlicensed", "request_id")
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    LANDLORD_NAME_FIELD_NUMBER: _ClassVar[int]
    LANDLORD_PHONE_FIELD_NUMBER: _ClassVar[int]
    LEASE_FROM_FIELD_NUMBER: _ClassVar[int]
    LEASE_TO_FIELD_NUMBER: _ClassVar[int]
    UNLICENSED_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    dwelling_id: str
    landlord_name: str
    landlord_phone: str
    lease_from: str
    lease_to: str
    unlicensed: bool
    request_id: str
    def __init__(self, dwelling_id: _Optional[str] = ..., landlord_name: _Optional[str] = ..., landlord_phone: _Optional[str] = ..., lease_from: _Optional[str] = ..., lease_to: _Optional[str] = ..., unlicensed: _Optional[bool] = ..., request_id: _Optional[str] = ...) -> None: ...

class RentalStepRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class PlateRentalRequest(_message.Message):
    __slots__ = ("id", "etag", "plate", "letter_file_id", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    PLATE_FIELD_NUMBER: _ClassVar[int]
    LETTER_FILE_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    plate: str
    letter_file_id: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., plate: _Optional[str] = ..., letter_file_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class CheckRentalRequest(_message.Message):
    __slots__ = ("id", "etag", "check_id", "failed", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    CHECK_ID_FIELD_NUMBER: _ClassVar[int]
    FAILED_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    check_id: str
    failed: _containers.RepeatedScalarFieldContainer[str]
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., check_id: _Optional[str] = ..., failed: _Optional[_Iterable[str]] = ..., request_id: _Optional[str] = ...) -> None: ...

class RectifyDefectRequest(_message.Message):
    __slots__ = ("id", "etag", "defect_id", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    DEFECT_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    defect_id: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., defect_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetRentalRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListRentalsRequest(_message.Message):
    __slots__ = ("territory_code", "state", "page_size", "page_token", "dwelling_id")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    state: RentalState
    page_size: int
    page_token: str
    dwelling_id: str
    def __init__(self, territory_code: _Optional[str] = ..., state: _Optional[_Union[RentalState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., dwelling_id: _Optional[str] = ...) -> None: ...

class ListRentalsResponse(_message.Message):
    __slots__ = ("rentals", "next_page_token")
    RENTALS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    rentals: _containers.RepeatedCompositeFieldContainer[Rental]
    next_page_token: str
    def __init__(self, rentals: _Optional[_Iterable[_Union[Rental, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListCheckItemsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListCheckItemsResponse(_message.Message):
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CheckItem]
    def __init__(self, items: _Optional[_Iterable[_Union[CheckItem, _Mapping]]] = ...) -> None: ...
