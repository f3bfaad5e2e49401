import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import demand_pb2 as _demand_pb2
from wangge.types.v1 import types_pb2 as _types_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class VisitCause(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VISIT_CAUSE_UNSPECIFIED: _ClassVar[VisitCause]
    VISIT_CAUSE_OLDEST: _ClassVar[VisitCause]
    VISIT_CAUSE_CARE: _ClassVar[VisitCause]
    VISIT_CAUSE_REQUESTED: _ClassVar[VisitCause]

class VisitSlot(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VISIT_SLOT_UNSPECIFIED: _ClassVar[VisitSlot]
    VISIT_SLOT_MORNING: _ClassVar[VisitSlot]
    VISIT_SLOT_AFTERNOON: _ClassVar[VisitSlot]
    VISIT_SLOT_EVENING: _ClassVar[VisitSlot]

class VisitPurpose(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VISIT_PURPOSE_UNSPECIFIED: _ClassVar[VisitPurpose]
    VISIT_PURPOSE_COLLECT: _ClassVar[VisitPurpose]
    VISIT_PURPOSE_CARE: _ClassVar[VisitPurpose]
    VISIT_PURPOSE_REQUESTED: _ClassVar[VisitPurpose]
    VISIT_PURPOSE_RENTAL: _ClassVar[VisitPurpose]
    VISIT_PURPOSE_OTHER: _ClassVar[VisitPurpose]

class VisitOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VISIT_OUTCOME_UNSPECIFIED: _ClassVar[VisitOutcome]
    VISIT_OUTCOME_MET: _ClassVar[VisitOutcome]
    VISIT_OUTCOME_REFUSED: _ClassVar[VisitOutcome]
    VISIT_OUTCOME_ABSENT: _ClassVar[VisitOutcome]
VISIT_CAUSE_UNSPECIFIED: VisitCause
VISIT_CAUSE_OLDEST: VisitCause
VISIT_CAUSE_CARE: VisitCause
VISIT_CAUSE_REQUESTED: VisitCause
VISIT_SLOT_UNSPECIFIED: VisitSlot
VISIT_SLOT_MORNING: VisitSlot
VISIT_SLOT_AFTERNOON: VisitSlot
VISIT_SLOT_EVENING: VisitSlot
VISIT_PURPOSE_UNSPECIFIED: VisitPurpose
VISIT_PURPOSE_COLLECT: VisitPurpose
VISIT_PURPOSE_CARE: VisitPurpose
VISIT_PURPOSE_REQUESTED: VisitPurpose
VISIT_PURPOSE_RENTAL: VisitPurpose
VISIT_PURPOSE_OTHER: VisitPurpose
VISIT_OUTCOME_UNSPECIFIED: VisitOutcome
VISIT_OUTCOME_MET: VisitOutcome
VISIT_OUTCOME_REFUSED: VisitOutcome
VISIT_OUTCOME_ABSENT: VisitOutcome

class HeardRequest(_message.Message):
    __slots__ = ("text", "case_id", "kind")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    text: str
    case_id: str
    kind: _demand_pb2.NeedKind
    def __init__(self, text: _Optional[str] = ..., case_id: _Optional[str] = ..., kind: _Optional[_Union[_demand_pb2.NeedKind, str]] = ...) -> None: ...

class Visit(_message.Message):
    __slots__ = ("id", "household_id", "territory_code", "at", "worker_id", "worker_name", "purpose", "outcome", "met", "confirmed", "changed", "note", "heard", "next_slot", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    WORKER_ID_FIELD_NUMBER: _ClassVar[int]
    WORKER_NAME_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    MET_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    HEARD_FIELD_NUMBER: _ClassVar[int]
    NEXT_SLOT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    household_id: str
    territory_code: str
    at: _timestamp_pb2.Timestamp
    worker_id: str
    worker_name: str
    purpose: VisitPurpose
    outcome: VisitOutcome
    met: str
    confirmed: bool
    changed: _containers.RepeatedScalarFieldContainer[str]
    note: str
    heard: _containers.RepeatedCompositeFieldContainer[HeardRequest]
    next_slot: VisitSlot
    etag: str
    def __init__(self, id: _Optional[str] = ..., household_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., worker_id: _Optional[str] = ..., worker_name: _Optional[str] = ..., purpose: _Optional[_Union[VisitPurpose, str]] = ..., outcome: _Optional[_Union[VisitOutcome, str]] = ..., met: _Optional[str] = ..., confirmed: _Optional[bool] = ..., changed: _Optional[_Iterable[str]] = ..., note: _Optional[str] = ..., heard: _Optional[_Iterable[_Union[HeardRequest, _Mapping]]] = ..., next_slot: _Optional[_Union[VisitSlot, str]] = ..., etag: _Optional[str] = ...) -> None: ...

class VisitStop(_message.Message):
    __slots__ = ("household_id", "dwelling_id", "position", "cause", "slot", "building_name", "unit", "room", "address", "place", "days_since_verified", "visit_id", "outcome")
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    SLOT_FIELD_NUMBER: _ClassVar[int]
    BUILDING_NAME_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    ROOM_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    DAYS_SINCE_VERIFIED_FIELD_NUMBER: _ClassVar[int]
    VISIT_ID_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    household_id: str
    dwelling_id: str
    position: int
    cause: VisitCause
    slot: VisitSlot
    building_name: str
    unit: str
    room: str
    address: str
    place: _types_pb2.Point
    days_since_verified: int
    visit_id: str
    outcome: VisitOutcome
    def __init__(self, household_id: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., position: _Optional[int] = ..., cause: _Optional[_Union[VisitCause, str]] = ..., slot: _Optional[_Union[VisitSlot, str]] = ..., building_name: _Optional[str] = ..., unit: _Optional[str] = ..., room: _Optional[str] = ..., address: _Optional[str] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., days_since_verified: _Optional[int] = ..., visit_id: _Optional[str] = ..., outcome: _Optional[_Union[VisitOutcome, str]] = ...) -> None: ...

class VisitPlan(_message.Message):
    __slots__ = ("territory_code", "territory_name", "day", "working_day", "households", "target", "done", "days_this_week", "days_target", "stops")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    WORKING_DAY_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    DAYS_THIS_WEEK_FIELD_NUMBER: _ClassVar[int]
    DAYS_TARGET_FIELD_NUMBER: _ClassVar[int]
    STOPS_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    day: str
    working_day: bool
    households: int
    target: int
    done: int
    days_this_week: int
    days_target: int
    stops: _containers.RepeatedCompositeFieldContainer[VisitStop]
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., day: _Optional[str] = ..., working_day: _Optional[bool] = ..., households: _Optional[int] = ..., target: _Optional[int] = ..., done: _Optional[int] = ..., days_this_week: _Optional[int] = ..., days_target: _Optional[int] = ..., stops: _Optional[_Iterable[_Union[VisitStop, _Mapping]]] = ...) -> None: ...

class VisitRequest(_message.Message):
    __slots__ = ("id", "household_id", "territory_code", "cause", "due_on", "slot", "note", "visit_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    SLOT_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    VISIT_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    household_id: str
    territory_code: str
    cause: VisitCause
    due_on: str
    slot: VisitSlot
    note: str
    visit_id: str
    def __init__(self, id: _Optional[str] = ..., household_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., cause: _Optional[_Union[VisitCause, str]] = ..., due_on: _Optional[str] = ..., slot: _Optional[_Union[VisitSlot, str]] = ..., note: _Optional[str] = ..., visit_id: _Optional[str] = ...) -> None: ...

class GridCoverage(_message.Message):
    __slots__ = ("territory_code", "territory_name", "households", "target_per_day", "working_days", "done", "refused", "absent", "reached", "attainment")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLDS_FIELD_NUMBER: _ClassVar[int]
    TARGET_PER_DAY_FIELD_NUMBER: _ClassVar[int]
    WORKING_DAYS_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    ABSENT_FIELD_NUMBER: _ClassVar[int]
    REACHED_FIELD_NUMBER: _ClassVar[int]
    ATTAINMENT_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    households: int
    target_per_day: int
    working_days: int
    done: int
    refused: int
    absent: int
    reached: int
    attainment: int
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., households: _Optional[int] = ..., target_per_day: _Optional[int] = ..., working_days: _Optional[int] = ..., done: _Optional[int] = ..., refused: _Optional[int] = ..., absent: _Optional[int] = ..., reached: _Optional[int] = ..., attainment: _Optional[int] = ...) -> None: ...

class WorkerCoverage(_message.Message):
    __slots__ = ("worker_id", "worker_name", "territory_code", "territory_name", "done", "target", "days", "days_target", "attainment")
    WORKER_ID_FIELD_NUMBER: _ClassVar[int]
    WORKER_NAME_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    DAYS_TARGET_FIELD_NUMBER: _ClassVar[int]
    ATTAINMENT_FIELD_NUMBER: _ClassVar[int]
    worker_id: str
    worker_name: str
    territory_code: str
    territory_name: str
    done: int
    target: int
    days: int
    days_target: int
    attainment: int
    def __init__(self, worker_id: _Optional[str] = ..., worker_name: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., done: _Optional[int] = ..., target: _Optional[int] = ..., days: _Optional[int] = ..., days_target: _Optional[int] = ..., attainment: _Optional[int] = ...) -> None: ...

class UnvisitedHousehold(_message.Message):
    __slots__ = ("household_id", "territory_code", "territory_name", "address", "last_visit_on", "verify_time")
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    LAST_VISIT_ON_FIELD_NUMBER: _ClassVar[int]
    VERIFY_TIME_FIELD_NUMBER: _ClassVar[int]
    household_id: str
    territory_code: str
    territory_name: str
    address: str
    last_visit_on: str
    verify_time: _timestamp_pb2.Timestamp
    def __init__(self, household_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., address: _Optional[str] = ..., last_visit_on: _Optional[str] = ..., verify_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class OpenVisitPlanRequest(_message.Message):
    __slots__ = ("territory_code",)
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    def __init__(self, territory_code: _Optional[str] = ...) -> None: ...

class RecordVisitRequest(_message.Message):
    __slots__ = ("id", "household_id", "at", "purpose", "outcome", "met", "confirmed", "changed", "note", "heard", "next_slot", "heard_kinds", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    MET_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    HEARD_FIELD_NUMBER: _ClassVar[int]
    NEXT_SLOT_FIELD_NUMBER: _ClassVar[int]
    HEARD_KINDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    household_id: str
    at: _timestamp_pb2.Timestamp
    purpose: VisitPurpose
    outcome: VisitOutcome
    met: str
    confirmed: bool
    changed: _containers.RepeatedScalarFieldContainer[str]
    note: str
    heard: _containers.RepeatedScalarFieldContainer[str]
    next_slot: VisitSlot
    heard_kinds: _containers.RepeatedScalarFieldContainer[_demand_pb2.NeedKind]
    request_id: str
    def __init__(self, id: _Optional[str] = ..., household_id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., purpose: _Optional[_Union[VisitPurpose, str]] = ..., outcome: _Optional[_Union[VisitOutcome, str]] = ..., met: _Optional[str] = ..., confirmed: _Optional[bool] = ..., changed: _Optional[_Iterable[str]] = ..., note: _Optional[str] = ..., heard: _Optional[_Iterable[str]] = ..., next_slot: _Optional[_Union[VisitSlot, str]] = ..., heard_kinds: _Optional[_Iterable[_Union[_demand_pb2.NeedKind, str]]] = ..., request_id: _Optional[str] = ...) -> None: ...

class LinkVisitCaseRequest(_message.Message):
    __slots__ = ("id", "heard", "case_id", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    HEARD_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    heard: int
    case_id: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., heard: _Optional[int] = ..., case_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetVisitRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListVisitsRequest(_message.Message):
    __slots__ = ("household_id",)
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    household_id: str
    def __init__(self, household_id: _Optional[str] = ...) -> None: ...

class ListVisitsResponse(_message.Message):
    __slots__ = ("visits",)
    VISITS_FIELD_NUMBER: _ClassVar[int]
    visits: _containers.RepeatedCompositeFieldContainer[Visit]
    def __init__(self, visits: _Optional[_Iterable[_Union[Visit, _Mapping]]] = ...) -> None: ...

class RequestVisitRequest(_message.Message):
    __slots__ = ("household_id", "cause", "due_on", "slot", "note", "request_id")
    HOUSEHOLD_ID_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    SLOT_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    household_id: str
    cause: VisitCause
    due_on: str
    slot: VisitSlot
    note: str
    request_id: str
    def __init__(self, household_id: _Optional[str] = ..., cause: _Optional[_Union[VisitCause, str]] = ..., due_on: _Optional[str] = ..., slot: _Optional[_Union[VisitSlot, str]] = ..., note: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetVisitCoverageRequest(_message.Message):
    __slots__ = ("territory_code", "day")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    day: str
    def __init__(self, territory_code: _Optional[str] = ..., day: _Optional[str] = ...) -> None: ...

class VisitCoverage(_message.Message):
    __slots__ = ("from_day", "to_day", "grids", "workers", "unvisited")
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    TO_DAY_FIELD_NUMBER: _ClassVar[int]
    GRIDS_FIELD_NUMBER: _ClassVar[int]
    WORKERS_FIELD_NUMBER: _ClassVar[int]
    UNVISITED_FIELD_NUMBER: _ClassVar[int]
    from_day: str
    to_day: str
    grids: _containers.RepeatedCompositeFieldContainer[GridCoverage]
    workers: _containers.RepeatedCompositeFieldContainer[WorkerCoverage]
    unvisited: _containers.RepeatedCompositeFieldContainer[UnvisitedHousehold]
    def __init__(self, from_day: _Optional[str] = ..., to_day: _Optional[str] = ..., grids: _Optional[_Iterable[_Union[GridCoverage, _Mapping]]] = ..., workers: _Optional[_Iterable[_Union[WorkerCoverage, _Mapping]]] = ..., unvisited: _Optional[_Iterable[_Union[UnvisitedHousehold, _Mapping]]] = ...) -> None: ...
