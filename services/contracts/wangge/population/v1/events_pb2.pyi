import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.population.v1 import register_pb2 as _register_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PersonRegistered(_message.Message):
    __slots__ = ("person_id", "household_id", "territory_path", "kind", "at", "by_birth")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    BY_BIRTH_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    household_id: str
    territory_path: str
    kind: _register_pb2.ResidenceKind
    at: _timestamp_pb2.Timestamp
    by_birth: bool
    def __init__(self, person_id: _Optional[str] = ..., household_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., kind: _Optional[_Union[_register_pb2.ResidenceKind, str]] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., by_birth: _Optional[bool] = ...) -> None: ...

class PersonChanged(_message.Message):
    __slots__ = ("person_id", "territory_path", "fields", "at")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    territory_path: str
    fields: _containers.RepeatedScalarFieldContainer[str]
    at: _timestamp_pb2.Timestamp
    def __init__(self, person_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., fields: _Optional[_Iterable[str]] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ResidenceChanged(_message.Message):
    __slots__ = ("person_id", "household_id", "from_path", "to_path", "kind", "effective_on", "at")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    FROM_PATH_FIELD_NUMBER: _ClassVar[int]
    TO_PATH_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_ON_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    household_id: str
    from_path: str
    to_path: str
    kind: _register_pb2.ResidenceKind
    effective_on: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, person_id: _Optional[str] = ..., household_id: _Optional[str] = ..., from_path: _Optional[str] = ..., to_path: _Optional[str] = ..., kind: _Optional[_Union[_register_pb2.ResidenceKind, str]] = ..., effective_on: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class PersonDied(_message.Message):
    __slots__ = ("person_id", "territory_path", "died_on", "at")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    DIED_ON_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    territory_path: str
    died_on: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, person_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., died_on: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class PeopleMerged(_message.Message):
    __slots__ = ("kept_id", "merged_id", "territory_path", "at", "undone")
    KEPT_ID_FIELD_NUMBER: _ClassVar[int]
    MERGED_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    UNDONE_FIELD_NUMBER: _ClassVar[int]
    kept_id: str
    merged_id: str
    territory_path: str
    at: _timestamp_pb2.Timestamp
    undone: bool
    def __init__(self, kept_id: _Optional[str] = ..., merged_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., undone: _Optional[bool] = ...) -> None: ...

class HouseholdMoved(_message.Message):
    __slots__ = ("household_id", "from_path", "to_path", "dwelling_id", "people", "ended", "at")
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    FROM_PATH_FIELD_NUMBER: _ClassVar[int]
    TO_PATH_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    ENDED_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    household_id: str
    from_path: str
    to_path: str
    dwelling_id: str
    people: int
    ended: bool
    at: _timestamp_pb2.Timestamp
    def __init__(self, household_id: _Optional[str] = ..., from_path: _Optional[str] = ..., to_path: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., people: _Optional[int] = ..., ended: _Optional[bool] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class DwellingChanged(_message.Message):
    __slots__ = ("dwelling_id", "building_id", "territory_path", "ended", "at")
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    BUILDING_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    ENDED_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    dwelling_id: str
    building_id: str
    territory_path: str
    ended: bool
    at: _timestamp_pb2.Timestamp
    def __init__(self, dwelling_id: _Optional[str] = ..., building_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., ended: _Optional[bool] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class PersonErased(_message.Message):
    __slots__ = ("person_id", "territory_path", "at")
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    person_id: str
    territory_path: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, person_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ChangeReversed(_message.Message):
    __slots__ = ("change_id", "command", "person_id", "household_id", "territory_path", "at")
    CHANGE_ID_FIELD_NUMBER: _ClassVar[int]
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    change_id: str
    command: str
    person_id: str
    household_id: str
    territory_path: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, change_id: _Optional[str] = ..., command: _Optional[str] = ..., person_id: _Optional[str] = ..., household_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class VisitRecorded(_message.Message):
    __slots__ = ("visit_id", "household_id", "territory_path", "outcome", "at")
    VISIT_ID_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    visit_id: str
    household_id: str
    territory_path: str
    outcome: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, visit_id: _Optional[str] = ..., household_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., outcome: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class IncomerCardChanged(_message.Message):
    __slots__ = ("card_id", "person_id", "territory_path", "state", "at")
    CARD_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    card_id: str
    person_id: str
    territory_path: str
    state: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, card_id: _Optional[str] = ..., person_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., state: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class RentalChanged(_message.Message):
    __slots__ = ("rental_id", "dwelling_id", "territory_path", "state", "at")
    RENTAL_ID_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    rental_id: str
    dwelling_id: str
    territory_path: str
    state: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, rental_id: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., state: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class RentalDefectOverdue(_message.Message):
    __slots__ = ("rental_id", "defect_id", "dwelling_id", "territory_path", "kind", "due_on", "at")
    RENTAL_ID_FIELD_NUMBER: _ClassVar[int]
    DEFECT_ID_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    rental_id: str
    defect_id: str
    dwelling_id: str
    territory_path: str
    kind: str
    due_on: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, rental_id: _Optional[str] = ..., defect_id: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., kind: _Optional[str] = ..., due_on: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class WorksiteChanged(_message.Message):
    __slots__ = ("worksite_id", "territory_path", "state", "at")
    WORKSITE_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    worksite_id: str
    territory_path: str
    state: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, worksite_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., state: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CommitmentChanged(_message.Message):
    __slots__ = ("subject", "subject_id", "territory_path", "what", "at")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    WHAT_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    subject: str
    subject_id: str
    territory_path: str
    what: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, subject: _Optional[str] = ..., subject_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., what: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SafetyDefectOverdue(_message.Message):
    __slots__ = ("subject", "subject_id", "defect_id", "territory_path", "kind", "due_on", "at")
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    DEFECT_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    subject: str
    subject_id: str
    defect_id: str
    territory_path: str
    kind: str
    due_on: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, subject: _Optional[str] = ..., subject_id: _Optional[str] = ..., defect_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., kind: _Optional[str] = ..., due_on: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class StationChanged(_message.Message):
    __slots__ = ("station_id", "territory_path", "closed", "at")
    STATION_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    station_id: str
    territory_path: str
    closed: bool
    at: _timestamp_pb2.Timestamp
    def __init__(self, station_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., closed: _Optional[bool] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class RecordOpened(_message.Message):
    __slots__ = ("record_id", "type_code", "territory_path", "at")
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    record_id: str
    type_code: str
    territory_path: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, record_id: _Optional[str] = ..., type_code: _Optional[str] = ..., territory_path: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class RecordClosed(_message.Message):
    __slots__ = ("record_id", "type_code", "territory_path", "at")
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    record_id: str
    type_code: str
    territory_path: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, record_id: _Optional[str] = ..., type_code: _Optional[str] = ..., territory_path: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class EstablishmentChanged(_message.Message):
    __slots__ = ("establishment_id", "territory_path", "closed", "at")
    ESTABLISHMENT_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    establishment_id: str
    territory_path: str
    closed: bool
    at: _timestamp_pb2.Timestamp
    def __init__(self, establishment_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., closed: _Optional[bool] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ProposalDecided(_message.Message):
    __slots__ = ("proposal_id", "kind", "decision", "person_id", "dwelling_id", "proposer_id", "territory_path", "at")
    PROPOSAL_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    PROPOSER_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    proposal_id: str
    kind: str
    decision: str
    person_id: str
    dwelling_id: str
    proposer_id: str
    territory_path: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, proposal_id: _Optional[str] = ..., kind: _Optional[str] = ..., decision: _Optional[str] = ..., person_id: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., proposer_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CoordinationMoved(_message.Message):
    __slots__ = ("exchange_id", "territory_path", "asked_path", "state", "at")
    EXCHANGE_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    ASKED_PATH_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    exchange_id: str
    territory_path: str
    asked_path: str
    state: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, exchange_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., asked_path: _Optional[str] = ..., state: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CoordinationDue(_message.Message):
    __slots__ = ("exchange_id", "territory_path", "asked_path", "overdue", "due_at", "at")
    EXCHANGE_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    ASKED_PATH_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    DUE_AT_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    exchange_id: str
    territory_path: str
    asked_path: str
    overdue: bool
    due_at: _timestamp_pb2.Timestamp
    at: _timestamp_pb2.Timestamp
    def __init__(self, exchange_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., asked_path: _Optional[str] = ..., overdue: _Optional[bool] = ..., due_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class JointCheckDefectFound(_message.Message):
    __slots__ = ("check_id", "finding_id", "territory_path", "kind", "premises", "due_on", "at")
    CHECK_ID_FIELD_NUMBER: _ClassVar[int]
    FINDING_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PREMISES_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    check_id: str
    finding_id: str
    territory_path: str
    kind: str
    premises: str
    due_on: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, check_id: _Optional[str] = ..., finding_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., kind: _Optional[str] = ..., premises: _Optional[str] = ..., due_on: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SummaryMeetingChanged(_message.Message):
    __slots__ = ("meeting_id", "territory_path", "week", "state", "huddle", "at")
    MEETING_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    WEEK_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    HUDDLE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    meeting_id: str
    territory_path: str
    week: str
    state: str
    huddle: bool
    at: _timestamp_pb2.Timestamp
    def __init__(self, meeting_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., week: _Optional[str] = ..., state: _Optional[str] = ..., huddle: _Optional[bool] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
