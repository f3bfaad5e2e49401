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

class Sex(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SEX_UNSPECIFIED: _ClassVar[Sex]
    SEX_MALE: _ClassVar[Sex]
    SEX_FEMALE: _ClassVar[Sex]

class DocumentKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DOCUMENT_KIND_UNSPECIFIED: _ClassVar[DocumentKind]
    DOCUMENT_KIND_IDENTITY_CARD: _ClassVar[DocumentKind]
    DOCUMENT_KIND_PASSPORT: _ClassVar[DocumentKind]
    DOCUMENT_KIND_TRAVEL_PERMIT: _ClassVar[DocumentKind]
    DOCUMENT_KIND_FOREIGN_PERMIT: _ClassVar[DocumentKind]
    DOCUMENT_KIND_NONE_YET: _ClassVar[DocumentKind]

class ResidenceKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RESIDENCE_KIND_UNSPECIFIED: _ClassVar[ResidenceKind]
    RESIDENCE_KIND_PERMANENT: _ClassVar[ResidenceKind]
    RESIDENCE_KIND_INCOMING: _ClassVar[ResidenceKind]
    RESIDENCE_KIND_REGISTERED_ONLY: _ClassVar[ResidenceKind]

class StayReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    STAY_REASON_UNSPECIFIED: _ClassVar[StayReason]
    STAY_REASON_OTHER_COUNTY: _ClassVar[StayReason]
    STAY_REASON_ACCOMPANYING: _ClassVar[StayReason]
    STAY_REASON_WORK: _ClassVar[StayReason]
    STAY_REASON_OTHER: _ClassVar[StayReason]

class Relation(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RELATION_UNSPECIFIED: _ClassVar[Relation]
    RELATION_HEAD: _ClassVar[Relation]
    RELATION_SPOUSE: _ClassVar[Relation]
    RELATION_CHILD: _ClassVar[Relation]
    RELATION_CHILD_IN_LAW: _ClassVar[Relation]
    RELATION_GRANDCHILD: _ClassVar[Relation]
    RELATION_PARENT: _ClassVar[Relation]
    RELATION_GRANDPARENT: _ClassVar[Relation]
    RELATION_SIBLING: _ClassVar[Relation]
    RELATION_OTHER_RELATIVE: _ClassVar[Relation]
    RELATION_NOT_RELATED: _ClassVar[Relation]

class DwellingUse(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DWELLING_USE_UNSPECIFIED: _ClassVar[DwellingUse]
    DWELLING_USE_RESIDENTIAL: _ClassVar[DwellingUse]
    DWELLING_USE_SHOP: _ClassVar[DwellingUse]
    DWELLING_USE_MIXED: _ClassVar[DwellingUse]
    DWELLING_USE_OFFICE: _ClassVar[DwellingUse]
    DWELLING_USE_COLLECTIVE: _ClassVar[DwellingUse]
    DWELLING_USE_OTHER: _ClassVar[DwellingUse]

class Occupancy(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OCCUPANCY_UNSPECIFIED: _ClassVar[Occupancy]
    OCCUPANCY_OWNER: _ClassVar[Occupancy]
    OCCUPANCY_LET: _ClassVar[Occupancy]
    OCCUPANCY_SELF_USED: _ClassVar[Occupancy]
    OCCUPANCY_VACANT: _ClassVar[Occupancy]
    OCCUPANCY_LENT: _ClassVar[Occupancy]

class HouseholdKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    HOUSEHOLD_KIND_UNSPECIFIED: _ClassVar[HouseholdKind]
    HOUSEHOLD_KIND_FAMILY: _ClassVar[HouseholdKind]
    HOUSEHOLD_KIND_COLLECTIVE: _ClassVar[HouseholdKind]
SEX_UNSPECIFIED: Sex
SEX_MALE: Sex
SEX_FEMALE: Sex
DOCUMENT_KIND_UNSPECIFIED: DocumentKind
DOCUMENT_KIND_IDENTITY_CARD: DocumentKind
DOCUMENT_KIND_PASSPORT: DocumentKind
DOCUMENT_KIND_TRAVEL_PERMIT: DocumentKind
DOCUMENT_KIND_FOREIGN_PERMIT: DocumentKind
DOCUMENT_KIND_NONE_YET: DocumentKind
RESIDENCE_KIND_UNSPECIFIED: ResidenceKind
RESIDENCE_KIND_PERMANENT: ResidenceKind
RESIDENCE_KIND_INCOMING: ResidenceKind
RESIDENCE_KIND_REGISTERED_ONLY: ResidenceKind
STAY_REASON_UNSPECIFIED: StayReason
STAY_REASON_OTHER_COUNTY: StayReason
STAY_REASON_ACCOMPANYING: StayReason
STAY_REASON_WORK: StayReason
STAY_REASON_OTHER: StayReason
RELATION_UNSPECIFIED: Relation
RELATION_HEAD: Relation
RELATION_SPOUSE: Relation
RELATION_CHILD: Relation
RELATION_CHILD_IN_LAW: Relation
RELATION_GRANDCHILD: Relation
RELATION_PARENT: Relation
RELATION_GRANDPARENT: Relation
RELATION_SIBLING: Relation
RELATION_OTHER_RELATIVE: Relation
RELATION_NOT_RELATED: Relation
DWELLING_USE_UNSPECIFIED: DwellingUse
DWELLING_USE_RESIDENTIAL: DwellingUse
DWELLING_USE_SHOP: DwellingUse
DWELLING_USE_MIXED: DwellingUse
DWELLING_USE_OFFICE: DwellingUse
DWELLING_USE_COLLECTIVE: DwellingUse
DWELLING_USE_OTHER: DwellingUse
OCCUPANCY_UNSPECIFIED: Occupancy
OCCUPANCY_OWNER: Occupancy
OCCUPANCY_LET: Occupancy
OCCUPANCY_SELF_USED: Occupancy
OCCUPANCY_VACANT: Occupancy
OCCUPANCY_LENT: Occupancy
HOUSEHOLD_KIND_UNSPECIFIED: HouseholdKind
HOUSEHOLD_KIND_FAMILY: HouseholdKind
HOUSEHOLD_KIND_COLLECTIVE: HouseholdKind

class Provenance(_message.Message):
    __slots__ = ("source", "collector_id", "collector_name", "collect_time", "verify_time", "completeness", "days_since_verified", "stale")
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    COLLECTOR_ID_FIELD_NUMBER: _ClassVar[int]
    COLLECTOR_NAME_FIELD_NUMBER: _ClassVar[int]
    COLLECT_TIME_FIELD_NUMBER: _ClassVar[int]
    VERIFY_TIME_FIELD_NUMBER: _ClassVar[int]
    COMPLETENESS_FIELD_NUMBER: _ClassVar[int]
    DAYS_SINCE_VERIFIED_FIELD_NUMBER: _ClassVar[int]
    STALE_FIELD_NUMBER: _ClassVar[int]
    source: str
    collector_id: str
    collector_name: str
    collect_time: _timestamp_pb2.Timestamp
    verify_time: _timestamp_pb2.Timestamp
    completeness: int
    days_since_verified: int
    stale: bool
    def __init__(self, source: _Optional[str] = ..., collector_id: _Optional[str] = ..., collector_name: _Optional[str] = ..., collect_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., verify_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., completeness: _Optional[int] = ..., days_since_verified: _Optional[int] = ..., stale: _Optional[bool] = ...) -> None: ...

class Dwelling(_message.Message):
    __slots__ = ("id", "territory_code", "territory_name", "building_id", "building_name", "unit", "storey", "room", "address", "address_code", "place", "area", "use", "occupancy", "owner_name", "owner_phone", "ended", "people", "households", "provenance", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    BUILDING_ID_FIELD_NUMBER: _ClassVar[int]
    BUILDING_NAME_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    STOREY_FIELD_NUMBER: _ClassVar[int]
    ROOM_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_CODE_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    AREA_FIELD_NUMBER: _ClassVar[int]
    USE_FIELD_NUMBER: _ClassVar[int]
    OCCUPANCY_FIELD_NUMBER: _ClassVar[int]
    OWNER_NAME_FIELD_NUMBER: _ClassVar[int]
    OWNER_PHONE_FIELD_NUMBER: _ClassVar[int]
    ENDED_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    territory_name: str
    building_id: str
    building_name: str
    unit: str
    storey: int
    room: str
    address: str
    address_code: str
    place: _types_pb2.Point
    area: float
    use: DwellingUse
    occupancy: Occupancy
    owner_name: str
    owner_phone: str
    ended: bool
    people: int
    households: int
    provenance: Provenance
    etag: str
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., building_id: _Optional[str] = ..., building_name: _Optional[str] = ..., unit: _Optional[str] = ..., storey: _Optional[int] = ..., room: _Optional[str] = ..., address: _Optional[str] = ..., address_code: _Optional[str] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., area: _Optional[float] = ..., use: _Optional[_Union[DwellingUse, str]] = ..., occupancy: _Optional[_Union[Occupancy, str]] = ..., owner_name: _Optional[str] = ..., owner_phone: _Optional[str] = ..., ended: _Optional[bool] = ..., people: _Optional[int] = ..., households: _Optional[int] = ..., provenance: _Optional[_Union[Provenance, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class Household(_message.Message):
    __slots__ = ("id", "territory_code", "territory_name", "dwelling_id", "address", "number", "kind", "head_id", "head_name", "from_day", "to_day", "members", "people", "provenance", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    HEAD_ID_FIELD_NUMBER: _ClassVar[int]
    HEAD_NAME_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    TO_DAY_FIELD_NUMBER: _ClassVar[int]
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    territory_name: str
    dwelling_id: str
    address: str
    number: str
    kind: HouseholdKind
    head_id: str
    head_name: str
    from_day: str
    to_day: str
    members: _containers.RepeatedCompositeFieldContainer[Member]
    people: int
    provenance: Provenance
    etag: str
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., address: _Optional[str] = ..., number: _Optional[str] = ..., kind: _Optional[_Union[HouseholdKind, str]] = ..., head_id: _Optional[str] = ..., head_name: _Optional[str] = ..., from_day: _Optional[str] = ..., to_day: _Optional[str] = ..., members: _Optional[_Iterable[_Union[Member, _Mapping]]] = ..., people: _Optional[int] = ..., provenance: _Optional[_Union[Provenance, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class Member(_message.Message):
    __slots__ = ("person", "residence")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_FIELD_NUMBER: _ClassVar[int]
    person: Person
    residence: Residence
    def __init__(self, person: _Optional[_Union[Person, _Mapping]] = ..., residence: _Optional[_Union[Residence, _Mapping]] = ...) -> None: ...

class Residence(_message.Message):
    __slots__ = ("id", "person_id", "household_id", "dwelling_id", "territory_code", "territory_name", "address", "kind", "relation", "reason", "from_day", "to_day", "origin", "destination")
    ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    RELATION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    TO_DAY_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    id: str
    person_id: str
    household_id: str
    dwelling_id: str
    territory_code: str
    territory_name: str
    address: str
    kind: ResidenceKind
    relation: Relation
    reason: StayReason
    from_day: str
    to_day: str
    origin: str
    destination: str
    def __init__(self, id: _Optional[str] = ..., person_id: _Optional[str] = ..., household_id: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., address: _Optional[str] = ..., kind: _Optional[_Union[ResidenceKind, str]] = ..., relation: _Optional[_Union[Relation, str]] = ..., reason: _Optional[_Union[StayReason, str]] = ..., from_day: _Optional[str] = ..., to_day: _Optional[str] = ..., origin: _Optional[str] = ..., destination: _Optional[str] = ...) -> None: ...

class Person(_message.Message):
    __slots__ = ("id", "name", "sex", "born_on", "document_kind", "document_number", "phone", "registered_address", "registered_division", "died_on", "residence", "registered_residence", "residences", "restricted", "merged_into", "provenance", "etag", "actions")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SEX_FIELD_NUMBER: _ClassVar[int]
    BORN_ON_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_KIND_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    REGISTERED_ADDRESS_FIELD_NUMBER: _ClassVar[int]
    REGISTERED_DIVISION_FIELD_NUMBER: _ClassVar[int]
    DIED_ON_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_FIELD_NUMBER: _ClassVar[int]
    REGISTERED_RESIDENCE_FIELD_NUMBER: _ClassVar[int]
    RESIDENCES_FIELD_NUMBER: _ClassVar[int]
    RESTRICTED_FIELD_NUMBER: _ClassVar[int]
    MERGED_INTO_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    sex: Sex
    born_on: str
    document_kind: DocumentKind
    document_number: str
    phone: str
    registered_address: str
    registered_division: str
    died_on: str
    residence: Residence
    registered_residence: Residence
    residences: _containers.RepeatedCompositeFieldContainer[Residence]
    restricted: bool
    merged_into: str
    provenance: Provenance
    etag: str
    actions: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., sex: _Optional[_Union[Sex, str]] = ..., born_on: _Optional[str] = ..., document_kind: _Optional[_Union[DocumentKind, str]] = ..., document_number: _Optional[str] = ..., phone: _Optional[str] = ..., registered_address: _Optional[str] = ..., registered_division: _Optional[str] = ..., died_on: _Optional[str] = ..., residence: _Optional[_Union[Residence, _Mapping]] = ..., registered_residence: _Optional[_Union[Residence, _Mapping]] = ..., residences: _Optional[_Iterable[_Union[Residence, _Mapping]]] = ..., restricted: _Optional[bool] = ..., merged_into: _Optional[str] = ..., provenance: _Optional[_Union[Provenance, _Mapping]] = ..., etag: _Optional[str] = ..., actions: _Optional[_Iterable[str]] = ...) -> None: ...

class Change(_message.Message):
    __slots__ = ("id", "at", "actor_id", "actor_name", "command", "effective_on", "reason", "fields", "evidence", "reversed_by", "reverses", "reversible")
    ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    ACTOR_ID_FIELD_NUMBER: _ClassVar[int]
    ACTOR_NAME_FIELD_NUMBER: _ClassVar[int]
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    REVERSED_BY_FIELD_NUMBER: _ClassVar[int]
    REVERSES_FIELD_NUMBER: _ClassVar[int]
    REVERSIBLE_FIELD_NUMBER: _ClassVar[int]
    id: str
    at: _timestamp_pb2.Timestamp
    actor_id: str
    actor_name: str
    command: str
    effective_on: str
    reason: str
    fields: _containers.RepeatedCompositeFieldContainer[ChangedField]
    evidence: _containers.RepeatedCompositeFieldContainer[_types_pb2.Attachment]
    reversed_by: str
    reverses: str
    reversible: bool
    def __init__(self, id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actor_id: _Optional[str] = ..., actor_name: _Optional[str] = ..., command: _Optional[str] = ..., effective_on: _Optional[str] = ..., reason: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[ChangedField, _Mapping]]] = ..., evidence: _Optional[_Iterable[_Union[_types_pb2.Attachment, _Mapping]]] = ..., reversed_by: _Optional[str] = ..., reverses: _Optional[str] = ..., reversible: _Optional[bool] = ...) -> None: ...

class ChangedField(_message.Message):
    __slots__ = ("record_type", "record_id", "field", "before", "after")
    RECORD_TYPE_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    record_type: str
    record_id: str
    field: str
    before: str
    after: str
    def __init__(self, record_type: _Optional[str] = ..., record_id: _Optional[str] = ..., field: _Optional[str] = ..., before: _Optional[str] = ..., after: _Optional[str] = ...) -> None: ...

class PersonDetails(_message.Message):
    __slots__ = ("name", "sex", "born_on", "document_kind", "document_number", "phone", "registered_address", "registered_division")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SEX_FIELD_NUMBER: _ClassVar[int]
    BORN_ON_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_KIND_FIELD_NUMBER: _ClassVar[int]
    DOCUMENT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    REGISTERED_ADDRESS_FIELD_NUMBER: _ClassVar[int]
    REGISTERED_DIVISION_FIELD_NUMBER: _ClassVar[int]
    name: str
    sex: Sex
    born_on: str
    document_kind: DocumentKind
    document_number: str
    phone: str
    registered_address: str
    registered_division: str
    def __init__(self, name: _Optional[str] = ..., sex: _Optional[_Union[Sex, str]] = ..., born_on: _Optional[str] = ..., document_kind: _Optional[_Union[DocumentKind, str]] = ..., document_number: _Optional[str] = ..., phone: _Optional[str] = ..., registered_address: _Optional[str] = ..., registered_division: _Optional[str] = ...) -> None: ...

class ResidenceDetails(_message.Message):
    __slots__ = ("household_id", "dwelling_id", "kind", "relation", "reason", "from_day", "origin", "household_number", "household_kind")
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    RELATION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_NUMBER_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_KIND_FIELD_NUMBER: _ClassVar[int]
    household_id: str
    dwelling_id: str
    kind: ResidenceKind
    relation: Relation
    reason: StayReason
    from_day: str
    origin: str
    household_number: str
    household_kind: HouseholdKind
    def __init__(self, household_id: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., kind: _Optional[_Union[ResidenceKind, str]] = ..., relation: _Optional[_Union[Relation, str]] = ..., reason: _Optional[_Union[StayReason, str]] = ..., from_day: _Optional[str] = ..., origin: _Optional[str] = ..., household_number: _Optional[str] = ..., household_kind: _Optional[_Union[HouseholdKind, str]] = ...) -> None: ...

class Grounds(_message.Message):
    __slots__ = ("reason", "evidence_ids")
    REASON_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_IDS_FIELD_NUMBER: _ClassVar[int]
    reason: str
    evidence_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, reason: _Optional[str] = ..., evidence_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class CreateDwellingRequest(_message.Message):
    __slots__ = ("dwelling", "grounds", "request_id")
    DWELLING_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    dwelling: Dwelling
    grounds: Grounds
    request_id: str
    def __init__(self, dwelling: _Optional[_Union[Dwelling, _Mapping]] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class CorrectDwellingRequest(_message.Message):
    __slots__ = ("id", "dwelling", "grounds", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    DWELLING_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    dwelling: Dwelling
    grounds: Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., dwelling: _Optional[_Union[Dwelling, _Mapping]] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class EndDwellingRequest(_message.Message):
    __slots__ = ("id", "etag", "grounds", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    grounds: Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetDwellingRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListDwellingsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "territory_code", "building_id", "occupancy", "stale_only", "with_ended")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    BUILDING_ID_FIELD_NUMBER: _ClassVar[int]
    OCCUPANCY_FIELD_NUMBER: _ClassVar[int]
    STALE_ONLY_FIELD_NUMBER: _ClassVar[int]
    WITH_ENDED_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    territory_code: str
    building_id: str
    occupancy: Occupancy
    stale_only: bool
    with_ended: bool
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., territory_code: _Optional[str] = ..., building_id: _Optional[str] = ..., occupancy: _Optional[_Union[Occupancy, str]] = ..., stale_only: _Optional[bool] = ..., with_ended: _Optional[bool] = ...) -> None: ...

class ListDwellingsResponse(_message.Message):
    __slots__ = ("dwellings", "next_page_token")
    DWELLINGS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    dwellings: _containers.RepeatedCompositeFieldContainer[Dwelling]
    next_page_token: str
    def __init__(self, dwellings: _Optional[_Iterable[_Union[Dwelling, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CountBuildingsRequest(_message.Message):
    __slots__ = ("territory_code", "building_id")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    BUILDING_ID_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    building_id: str
    def __init__(self, territory_code: _Optional[str] = ..., building_id: _Optional[str] = ...) -> None: ...

class BuildingCount(_message.Message):
    __slots__ = ("building_id", "name", "territory_code", "territory_name", "place", "storeys", "units", "dwellings_per_storey", "dwellings", "households", "people", "stale_dwellings")
    BUILDING_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    STOREYS_FIELD_NUMBER: _ClassVar[int]
    UNITS_FIELD_NUMBER: _ClassVar[int]
    DWELLINGS_PER_STOREY_FIELD_NUMBER: _ClassVar[int]
    DWELLINGS_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    STALE_DWELLINGS_FIELD_NUMBER: _ClassVar[int]
    building_id: str
    name: str
    territory_code: str
    territory_name: str
    place: _types_pb2.Point
    storeys: int
    units: int
    dwellings_per_storey: int
    dwellings: int
    households: int
    people: int
    stale_dwellings: int
    def __init__(self, building_id: _Optional[str] = ..., name: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., storeys: _Optional[int] = ..., units: _Optional[int] = ..., dwellings_per_storey: _Optional[int] = ..., dwellings: _Optional[int] = ..., households: _Optional[int] = ..., people: _Optional[int] = ..., stale_dwellings: _Optional[int] = ...) -> None: ...

class CountBuildingsResponse(_message.Message):
    __slots__ = ("buildings", "limited")
    BUILDINGS_FIELD_NUMBER: _ClassVar[int]
    LIMITED_FIELD_NUMBER: _ClassVar[int]
    buildings: _containers.RepeatedCompositeFieldContainer[BuildingCount]
    limited: bool
    def __init__(self, buildings: _Optional[_Iterable[_Union[BuildingCount, _Mapping]]] = ..., limited: _Optional[bool] = ...) -> None: ...

class GetHouseholdRequest(_message.Message):
    __slots__ = ("id", "as_of")
    ID_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    id: str
    as_of: str
    def __init__(self, id: _Optional[str] = ..., as_of: _Optional[str] = ...) -> None: ...

class ListHouseholdsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "territory_code", "dwelling_id", "stale_only", "with_ended")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    STALE_ONLY_FIELD_NUMBER: _ClassVar[int]
    WITH_ENDED_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    territory_code: str
    dwelling_id: str
    stale_only: bool
    with_ended: bool
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., territory_code: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., stale_only: _Optional[bool] = ..., with_ended: _Optional[bool] = ...) -> None: ...

class ListHouseholdsResponse(_message.Message):
    __slots__ = ("households", "next_page_token")
    HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    households: _containers.RepeatedCompositeFieldContainer[Household]
    next_page_token: str
    def __init__(self, households: _Optional[_Iterable[_Union[Household, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class CorrectHouseholdRequest(_message.Message):
    __slots__ = ("id", "etag", "number", "kind", "grounds", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    number: str
    kind: HouseholdKind
    grounds: Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., number: _Optional[str] = ..., kind: _Optional[_Union[HouseholdKind, str]] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class MoveHouseholdRequest(_message.Message):
    __slots__ = ("id", "etag", "dwelling_id", "day", "grounds", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    dwelling_id: str
    day: str
    grounds: Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., day: _Optional[str] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class SplitHouseholdRequest(_message.Message):
    __slots__ = ("id", "etag", "person_ids", "relations", "dwelling_id", "number", "day", "grounds", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    PERSON_IDS_FIELD_NUMBER: _ClassVar[int]
    RELATIONS_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    person_ids: _containers.RepeatedScalarFieldContainer[str]
    relations: _containers.RepeatedScalarFieldContainer[Relation]
    dwelling_id: str
    number: str
    day: str
    grounds: Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., person_ids: _Optional[_Iterable[str]] = ..., relations: _Optional[_Iterable[_Union[Relation, str]]] = ..., dwelling_id: _Optional[str] = ..., number: _Optional[str] = ..., day: _Optional[str] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class MergeHouseholdsRequest(_message.Message):
    __slots__ = ("id", "from_id", "day", "relations", "grounds", "request_id")
    class RelationsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: Relation
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[Relation, str]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    FROM_ID_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    RELATIONS_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    from_id: str
    day: str
    relations: _containers.ScalarMap[str, Relation]
    grounds: Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., from_id: _Optional[str] = ..., day: _Optional[str] = ..., relations: _Optional[_Mapping[str, Relation]] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ChangeHeadRequest(_message.Message):
    __slots__ = ("id", "etag", "head_id", "relations", "day", "grounds", "request_id")
    class RelationsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: Relation
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[Relation, str]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HEAD_ID_FIELD_NUMBER: _ClassVar[int]
    RELATIONS_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    head_id: str
    relations: _containers.ScalarMap[str, Relation]
    day: str
    grounds: Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., head_id: _Optional[str] = ..., relations: _Optional[_Mapping[str, Relation]] = ..., day: _Optional[str] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class RegisterPersonRequest(_message.Message):
    __slots__ = ("id", "details", "residence", "grounds", "not_a_duplicate", "request_id", "source")
    ID_FIELD_NUMBER: _ClassVar[int]
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    NOT_A_DUPLICATE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    id: str
    details: PersonDetails
    residence: ResidenceDetails
    grounds: Grounds
    not_a_duplicate: bool
    request_id: str
    source: str
    def __init__(self, id: _Optional[str] = ..., details: _Optional[_Union[PersonDetails, _Mapping]] = ..., residence: _Optional[_Union[ResidenceDetails, _Mapping]] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., not_a_duplicate: _Optional[bool] = ..., request_id: _Optional[str] = ..., source: _Optional[str] = ...) -> None: ...

class RecordBirthRequest(_message.Message):
    __slots__ = ("household_id", "details", "relation", "kind", "grounds", "request_id")
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    RELATION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    household_id: str
    details: PersonDetails
    relation: Relation
    kind: ResidenceKind
    grounds: Grounds
    request_id: str
    def __init__(self, household_id: _Optional[str] = ..., details: _Optional[_Union[PersonDetails, _Mapping]] = ..., relation: _Optional[_Union[Relation, str]] = ..., kind: _Optional[_Union[ResidenceKind, str]] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class RecordDeathRequest(_message.Message):
    __slots__ = ("id", "etag", "died_on", "new_heads", "grounds", "request_id")
    class NewHeadsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    DIED_ON_FIELD_NUMBER: _ClassVar[int]
    NEW_HEADS_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    died_on: str
    new_heads: _containers.ScalarMap[str, str]
    grounds: Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., died_on: _Optional[str] = ..., new_heads: _Optional[_Mapping[str, str]] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class MoveInRequest(_message.Message):
    __slots__ = ("id", "etag", "residence", "grounds", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    residence: ResidenceDetails
    grounds: Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., residence: _Optional[_Union[ResidenceDetails, _Mapping]] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class MoveOutRequest(_message.Message):
    __slots__ = ("id", "etag", "residence_id", "day", "destination", "stays_registered", "grounds", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    STAYS_REGISTERED_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    residence_id: str
    day: str
    destination: str
    stays_registered: bool
    grounds: Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., residence_id: _Optional[str] = ..., day: _Optional[str] = ..., destination: _Optional[str] = ..., stays_registered: _Optional[bool] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ChangeCategoryRequest(_message.Message):
    __slots__ = ("id", "etag", "residence_id", "kind", "reason", "day", "grounds", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    RESIDENCE_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    residence_id: str
    kind: ResidenceKind
    reason: StayReason
    day: str
    grounds: Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., residence_id: _Optional[str] = ..., kind: _Optional[_Union[ResidenceKind, str]] = ..., reason: _Optional[_Union[StayReason, str]] = ..., day: _Optional[str] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class CorrectPersonRequest(_message.Message):
    __slots__ = ("id", "etag", "details", "grounds", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    details: PersonDetails
    grounds: Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., details: _Optional[_Union[PersonDetails, _Mapping]] = ..., grounds: _Optional[_Union[Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class VerifyRecordRequest(_message.Message):
    __slots__ = ("record_type", "record_id", "at", "request_id")
    RECORD_TYPE_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    record_type: str
    record_id: str
    at: _timestamp_pb2.Timestamp
    request_id: str
    def __init__(self, record_type: _Optional[str] = ..., record_id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class VerifyRecordResponse(_message.Message):
    __slots__ = ("records",)
    RECORDS_FIELD_NUMBER: _ClassVar[int]
    records: int
    def __init__(self, records: _Optional[int] = ...) -> None: ...

class GetPersonRequest(_message.Message):
    __slots__ = ("id", "as_of", "purpose")
    ID_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    id: str
    as_of: str
    purpose: str
    def __init__(self, id: _Optional[str] = ..., as_of: _Optional[str] = ..., purpose: _Optional[str] = ...) -> None: ...

class ListPeopleRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "territory_code", "kind", "reason", "sex", "age_from", "age_to", "stale_only", "as_of", "purpose")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    SEX_FIELD_NUMBER: _ClassVar[int]
    AGE_FROM_FIELD_NUMBER: _ClassVar[int]
    AGE_TO_FIELD_NUMBER: _ClassVar[int]
    STALE_ONLY_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    territory_code: str
    kind: ResidenceKind
    reason: StayReason
    sex: Sex
    age_from: int
    age_to: int
    stale_only: bool
    as_of: str
    purpose: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., territory_code: _Optional[str] = ..., kind: _Optional[_Union[ResidenceKind, str]] = ..., reason: _Optional[_Union[StayReason, str]] = ..., sex: _Optional[_Union[Sex, str]] = ..., age_from: _Optional[int] = ..., age_to: _Optional[int] = ..., stale_only: _Optional[bool] = ..., as_of: _Optional[str] = ..., purpose: _Optional[str] = ...) -> None: ...

class ListPeopleResponse(_message.Message):
    __slots__ = ("people", "next_page_token")
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    people: _containers.RepeatedCompositeFieldContainer[Person]
    next_page_token: str
    def __init__(self, people: _Optional[_Iterable[_Union[Person, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class SearchPeopleRequest(_message.Message):
    __slots__ = ("query", "territory_code", "page_size", "page_token", "with_former", "purpose")
    QUERY_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    WITH_FORMER_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    query: str
    territory_code: str
    page_size: int
    page_token: str
    with_former: bool
    purpose: str
    def __init__(self, query: _Optional[str] = ..., territory_code: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., with_former: _Optional[bool] = ..., purpose: _Optional[str] = ...) -> None: ...

class SearchPeopleResponse(_message.Message):
    __slots__ = ("found", "next_page_token")
    class Found(_message.Message):
        __slots__ = ("person", "found_by")
        PERSON_FIELD_NUMBER: _ClassVar[int]
        FOUND_BY_FIELD_NUMBER: _ClassVar[int]
        person: Person
        found_by: str
        def __init__(self, person: _Optional[_Union[Person, _Mapping]] = ..., found_by: _Optional[str] = ...) -> None: ...
    FOUND_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    found: _containers.RepeatedCompositeFieldContainer[SearchPeopleResponse.Found]
    next_page_token: str
    def __init__(self, found: _Optional[_Iterable[_Union[SearchPeopleResponse.Found, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RevealPersonRequest(_message.Message):
    __slots__ = ("id", "fields", "purpose")
    ID_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    id: str
    fields: _containers.RepeatedScalarFieldContainer[str]
    purpose: str
    def __init__(self, id: _Optional[str] = ..., fields: _Optional[_Iterable[str]] = ..., purpose: _Optional[str] = ...) -> None: ...

class RevealPersonResponse(_message.Message):
    __slots__ = ("values", "expire_time")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    VALUES_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    values: _containers.ScalarMap[str, str]
    expire_time: _timestamp_pb2.Timestamp
    def __init__(self, values: _Optional[_Mapping[str, str]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListChangesRequest(_message.Message):
    __slots__ = ("record_type", "record_id", "page_size", "page_token")
    RECORD_TYPE_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    record_type: str
    record_id: str
    page_size: int
    page_token: str
    def __init__(self, record_type: _Optional[str] = ..., record_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListChangesResponse(_message.Message):
    __slots__ = ("changes", "next_page_token")
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    changes: _containers.RepeatedCompositeFieldContainer[Change]
    next_page_token: str
    def __init__(self, changes: _Optional[_Iterable[_Union[Change, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ReverseChangeRequest(_message.Message):
    __slots__ = ("id", "reason", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    reason: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., reason: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class AddEvidenceRequest(_message.Message):
    __slots__ = ("file_name", "data", "request_id")
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    file_name: str
    data: bytes
    request_id: str
    def __init__(self, file_name: _Optional[str] = ..., data: _Optional[bytes] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetEvidenceDataRequest(_message.Message):
    __slots__ = ("change_id", "id")
    CHANGE_ID_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    change_id: str
    id: str
    def __init__(self, change_id: _Optional[str] = ..., id: _Optional[str] = ...) -> None: ...

class EvidenceData(_message.Message):
    __slots__ = ("file_name", "content_type", "data")
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    file_name: str
    content_type: str
    data: bytes
    def __init__(self, file_name: _Optional[str] = ..., content_type: _Optional[str] = ..., data: _Optional[bytes] = ...) -> None: ...
