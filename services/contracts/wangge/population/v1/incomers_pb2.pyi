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

class CardState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CARD_STATE_UNSPECIFIED: _ClassVar[CardState]
    CARD_STATE_REGISTERED: _ClassVar[CardState]
    CARD_STATE_CARDED: _ClassVar[CardState]
    CARD_STATE_TO_VERIFY: _ClassVar[CardState]
    CARD_STATE_LEFT: _ClassVar[CardState]

class SignInChannel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SIGN_IN_CHANNEL_UNSPECIFIED: _ClassVar[SignInChannel]
    SIGN_IN_CHANNEL_WORKER: _ClassVar[SignInChannel]
    SIGN_IN_CHANNEL_LANDLORD: _ClassVar[SignInChannel]
    SIGN_IN_CHANNEL_EMPLOYER: _ClassVar[SignInChannel]
    SIGN_IN_CHANNEL_SELF: _ClassVar[SignInChannel]
    SIGN_IN_CHANNEL_PERMIT: _ClassVar[SignInChannel]
    SIGN_IN_CHANNEL_ONLINE: _ClassVar[SignInChannel]

class ServiceKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SERVICE_KIND_UNSPECIFIED: _ClassVar[ServiceKind]
    SERVICE_KIND_JOB: _ClassVar[ServiceKind]
    SERVICE_KIND_SCHOOL: _ClassVar[ServiceKind]
    SERVICE_KIND_INSURANCE: _ClassVar[ServiceKind]
    SERVICE_KIND_HOUSING: _ClassVar[ServiceKind]
    SERVICE_KIND_HEALTH: _ClassVar[ServiceKind]
    SERVICE_KIND_LEGAL: _ClassVar[ServiceKind]
CARD_STATE_UNSPECIFIED: CardState
CARD_STATE_REGISTERED: CardState
CARD_STATE_CARDED: CardState
CARD_STATE_TO_VERIFY: CardState
CARD_STATE_LEFT: CardState
SIGN_IN_CHANNEL_UNSPECIFIED: SignInChannel
SIGN_IN_CHANNEL_WORKER: SignInChannel
SIGN_IN_CHANNEL_LANDLORD: SignInChannel
SIGN_IN_CHANNEL_EMPLOYER: SignInChannel
SIGN_IN_CHANNEL_SELF: SignInChannel
SIGN_IN_CHANNEL_PERMIT: SignInChannel
SIGN_IN_CHANNEL_ONLINE: SignInChannel
SERVICE_KIND_UNSPECIFIED: ServiceKind
SERVICE_KIND_JOB: ServiceKind
SERVICE_KIND_SCHOOL: ServiceKind
SERVICE_KIND_INSURANCE: ServiceKind
SERVICE_KIND_HOUSING: ServiceKind
SERVICE_KIND_HEALTH: ServiceKind
SERVICE_KIND_LEGAL: ServiceKind

class AskedService(_message.Message):
    __slots__ = ("kind", "asked_on", "given_on")
    KIND_FIELD_NUMBER: _ClassVar[int]
    ASKED_ON_FIELD_NUMBER: _ClassVar[int]
    GIVEN_ON_FIELD_NUMBER: _ClassVar[int]
    kind: ServiceKind
    asked_on: str
    given_on: str
    def __init__(self, kind: _Optional[_Union[ServiceKind, str]] = ..., asked_on: _Optional[str] = ..., given_on: _Optional[str] = ...) -> None: ...

class IncomerCard(_message.Message):
    __slots__ = ("id", "number", "person_id", "person_name", "territory_code", "territory_name", "address", "state", "channel", "reason", "arrived_on", "expected_until", "issued_on", "valid_until", "left_on", "employer", "services", "misses", "code", "etag", "worksite_id", "worksite_name")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_NAME_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ARRIVED_ON_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    ISSUED_ON_FIELD_NUMBER: _ClassVar[int]
    VALID_UNTIL_FIELD_NUMBER: _ClassVar[int]
    LEFT_ON_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_FIELD_NUMBER: _ClassVar[int]
    SERVICES_FIELD_NUMBER: _ClassVar[int]
    MISSES_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    WORKSITE_ID_FIELD_NUMBER: _ClassVar[int]
    WORKSITE_NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    number: str
    person_id: str
    person_name: str
    territory_code: str
    territory_name: str
    address: str
    state: CardState
    channel: SignInChannel
    reason: _register_pb2.StayReason
    arrived_on: str
    expected_until: str
    issued_on: str
    valid_until: str
    left_on: str
    employer: str
    services: _containers.RepeatedCompositeFieldContainer[AskedService]
    misses: int
    code: str
    etag: str
    worksite_id: str
    worksite_name: str
    def __init__(self, id: _Optional[str] = ..., number: _Optional[str] = ..., person_id: _Optional[str] = ..., person_name: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., address: _Optional[str] = ..., state: _Optional[_Union[CardState, str]] = ..., channel: _Optional[_Union[SignInChannel, str]] = ..., reason: _Optional[_Union[_register_pb2.StayReason, str]] = ..., arrived_on: _Optional[str] = ..., expected_until: _Optional[str] = ..., issued_on: _Optional[str] = ..., valid_until: _Optional[str] = ..., left_on: _Optional[str] = ..., employer: _Optional[str] = ..., services: _Optional[_Iterable[_Union[AskedService, _Mapping]]] = ..., misses: _Optional[int] = ..., code: _Optional[str] = ..., etag: _Optional[str] = ..., worksite_id: _Optional[str] = ..., worksite_name: _Optional[str] = ...) -> None: ...

class SignInRequest(_message.Message):
    __slots__ = ("details", "person_id", "dwelling_id", "household_id", "channel", "reason", "origin", "arrived_on", "expected_until", "employer", "services", "sure", "request_id", "worksite_id")
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    ARRIVED_ON_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_UNTIL_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_FIELD_NUMBER: _ClassVar[int]
    SERVICES_FIELD_NUMBER: _ClassVar[int]
    SURE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    WORKSITE_ID_FIELD_NUMBER: _ClassVar[int]
    details: _register_pb2.PersonDetails
    person_id: str
    dwelling_id: str
    household_id: str
    channel: SignInChannel
    reason: _register_pb2.StayReason
    origin: str
    arrived_on: str
    expected_until: str
    employer: str
    services: _containers.RepeatedScalarFieldContainer[ServiceKind]
    sure: bool
    request_id: str
    worksite_id: str
    def __init__(self, details: _Optional[_Union[_register_pb2.PersonDetails, _Mapping]] = ..., person_id: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., household_id: _Optional[str] = ..., channel: _Optional[_Union[SignInChannel, str]] = ..., reason: _Optional[_Union[_register_pb2.StayReason, str]] = ..., origin: _Optional[str] = ..., arrived_on: _Optional[str] = ..., expected_until: _Optional[str] = ..., employer: _Optional[str] = ..., services: _Optional[_Iterable[_Union[ServiceKind, str]]] = ..., sure: _Optional[bool] = ..., request_id: _Optional[str] = ..., worksite_id: _Optional[str] = ...) -> None: ...

class IssueCardRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class RenewCardRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class NoteCardVisitRequest(_message.Message):
    __slots__ = ("id", "etag", "found", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    FOUND_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    found: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., found: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class MoveIncomerRequest(_message.Message):
    __slots__ = ("id", "etag", "dwelling_id", "day", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    dwelling_id: str
    day: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., day: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class NameWorksiteRequest(_message.Message):
    __slots__ = ("id", "etag", "worksite_id", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    WORKSITE_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    worksite_id: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., worksite_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class SignOutRequest(_message.Message):
    __slots__ = ("id", "etag", "day", "destination", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    day: str
    destination: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., day: _Optional[str] = ..., destination: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class NoteServiceRequest(_message.Message):
    __slots__ = ("id", "etag", "kind", "given", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    GIVEN_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    kind: ServiceKind
    given: bool
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., kind: _Optional[_Union[ServiceKind, str]] = ..., given: _Optional[bool] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetCardRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListCardsRequest(_message.Message):
    __slots__ = ("territory_code", "state", "page_size", "page_token", "worksite_id", "person_ids")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    WORKSITE_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_IDS_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    state: CardState
    page_size: int
    page_token: str
    worksite_id: str
    person_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, territory_code: _Optional[str] = ..., state: _Optional[_Union[CardState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., worksite_id: _Optional[str] = ..., person_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class ListCardsResponse(_message.Message):
    __slots__ = ("cards", "next_page_token")
    CARDS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    cards: _containers.RepeatedCompositeFieldContainer[IncomerCard]
    next_page_token: str
    def __init__(self, cards: _Optional[_Iterable[_Union[IncomerCard, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CountCardsRequest(_message.Message):
    __slots__ = ("territory_code",)
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    def __init__(self, territory_code: _Optional[str] = ...) -> None: ...

class CountCardsResponse(_message.Message):
    __slots__ = ("channels",)
    class Channel(_message.Message):
        __slots__ = ("channel", "cards")
        CHANNEL_FIELD_NUMBER: _ClassVar[int]
        CARDS_FIELD_NUMBER: _ClassVar[int]
        channel: SignInChannel
        cards: int
        def __init__(self, channel: _Optional[_Union[SignInChannel, str]] = ..., cards: _Optional[int] = ...) -> None: ...
    CHANNELS_FIELD_NUMBER: _ClassVar[int]
    channels: _containers.RepeatedCompositeFieldContainer[CountCardsResponse.Channel]
    def __init__(self, channels: _Optional[_Iterable[_Union[CountCardsResponse.Channel, _Mapping]]] = ...) -> None: ...

class CheckCardRequest(_message.Message):
    __slots__ = ("code",)
    CODE_FIELD_NUMBER: _ClassVar[int]
    code: str
    def __init__(self, code: _Optional[str] = ...) -> None: ...

class CheckCardResponse(_message.Message):
    __slots__ = ("valid",)
    VALID_FIELD_NUMBER: _ClassVar[int]
    valid: bool
    def __init__(self, valid: _Optional[bool] = ...) -> None: ...
