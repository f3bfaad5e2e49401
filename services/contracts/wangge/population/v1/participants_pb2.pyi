from google.api import annotations_pb2 as _annotations_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import statistics_pb2 as _statistics_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Participant(_message.Message):
    __slots__ = ("id", "establishment_id", "establishment_name", "person_id", "name", "building_id", "building_name", "skills", "available", "phone", "purpose", "consented_on", "consent_kept_at", "expires_on", "etag", "linked")
    ID_FIELD_NUMBER: _ClassVar[int]
    ESTABLISHMENT_ID_FIELD_NUMBER: _ClassVar[int]
    ESTABLISHMENT_NAME_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    BUILDING_ID_FIELD_NUMBER: _ClassVar[int]
    BUILDING_NAME_FIELD_NUMBER: _ClassVar[int]
    SKILLS_FIELD_NUMBER: _ClassVar[int]
    AVAILABLE_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    CONSENTED_ON_FIELD_NUMBER: _ClassVar[int]
    CONSENT_KEPT_AT_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_ON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    LINKED_FIELD_NUMBER: _ClassVar[int]
    id: str
    establishment_id: str
    establishment_name: str
    person_id: str
    name: str
    building_id: str
    building_name: str
    skills: str
    available: str
    phone: str
    purpose: str
    consented_on: str
    consent_kept_at: str
    expires_on: str
    etag: str
    linked: bool
    def __init__(self, id: _Optional[str] = ..., establishment_id: _Optional[str] = ..., establishment_name: _Optional[str] = ..., person_id: _Optional[str] = ..., name: _Optional[str] = ..., building_id: _Optional[str] = ..., building_name: _Optional[str] = ..., skills: _Optional[str] = ..., available: _Optional[str] = ..., phone: _Optional[str] = ..., purpose: _Optional[str] = ..., consented_on: _Optional[str] = ..., consent_kept_at: _Optional[str] = ..., expires_on: _Optional[str] = ..., etag: _Optional[str] = ..., linked: _Optional[bool] = ...) -> None: ...

class ParticipantsOfKind(_message.Message):
    __slots__ = ("kind", "participants")
    KIND_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    kind: str
    participants: _statistics_pb2.Figure
    def __init__(self, kind: _Optional[str] = ..., participants: _Optional[_Union[_statistics_pb2.Figure, _Mapping]] = ...) -> None: ...

class ParticipantCounts(_message.Message):
    __slots__ = ("territory_code", "territory_name", "participants", "kinds")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    participants: _statistics_pb2.Figure
    kinds: _containers.RepeatedCompositeFieldContainer[ParticipantsOfKind]
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., participants: _Optional[_Union[_statistics_pb2.Figure, _Mapping]] = ..., kinds: _Optional[_Iterable[_Union[ParticipantsOfKind, _Mapping]]] = ...) -> None: ...

class ListParticipantsRequest(_message.Message):
    __slots__ = ("establishment_id", "page_size", "page_token")
    ESTABLISHMENT_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    establishment_id: str
    page_size: int
    page_token: str
    def __init__(self, establishment_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListParticipantsResponse(_message.Message):
    __slots__ = ("participants", "next_page_token")
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    participants: _containers.RepeatedCompositeFieldContainer[Participant]
    next_page_token: str
    def __init__(self, participants: _Optional[_Iterable[_Union[Participant, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetParticipantRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class PutParticipantRequest(_message.Message):
    __slots__ = ("participant", "request_id")
    PARTICIPANT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    participant: Participant
    request_id: str
    def __init__(self, participant: _Optional[_Union[Participant, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class WithdrawParticipantRequest(_message.Message):
    __slots__ = ("id", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class WithdrawParticipantResponse(_message.Message):
    __slots__ = ("establishment_id",)
    ESTABLISHMENT_ID_FIELD_NUMBER: _ClassVar[int]
    establishment_id: str
    def __init__(self, establishment_id: _Optional[str] = ...) -> None: ...

class RevealParticipantRequest(_message.Message):
    __slots__ = ("id", "purpose")
    ID_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    id: str
    purpose: str
    def __init__(self, id: _Optional[str] = ..., purpose: _Optional[str] = ...) -> None: ...

class RevealParticipantResponse(_message.Message):
    __slots__ = ("phone",)
    PHONE_FIELD_NUMBER: _ClassVar[int]
    phone: str
    def __init__(self, phone: _Optional[str] = ...) -> None: ...

class CountParticipantsRequest(_message.Message):
    __slots__ = ("territory_code",)
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    def __init__(self, territory_code: _Optional[str] = ...) -> None: ...
