import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class WorkKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WORK_KIND_UNSPECIFIED: _ClassVar[WorkKind]
    WORK_KIND_PATROL: _ClassVar[WorkKind]
    WORK_KIND_VISIT: _ClassVar[WorkKind]
    WORK_KIND_CASE: _ClassVar[WorkKind]
    WORK_KIND_MEETING: _ClassVar[WorkKind]
    WORK_KIND_SERVICE: _ClassVar[WorkKind]
    WORK_KIND_OTHER: _ClassVar[WorkKind]

class WorkDayState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WORK_DAY_STATE_UNSPECIFIED: _ClassVar[WorkDayState]
    WORK_DAY_STATE_OPEN: _ClassVar[WorkDayState]
    WORK_DAY_STATE_FINISHED: _ClassVar[WorkDayState]

class WeekState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WEEK_STATE_UNSPECIFIED: _ClassVar[WeekState]
    WEEK_STATE_DRAFT: _ClassVar[WeekState]
    WEEK_STATE_SUMMED_UP: _ClassVar[WeekState]
    WEEK_STATE_REPORTED: _ClassVar[WeekState]
WORK_KIND_UNSPECIFIED: WorkKind
WORK_KIND_PATROL: WorkKind
WORK_KIND_VISIT: WorkKind
WORK_KIND_CASE: WorkKind
WORK_KIND_MEETING: WorkKind
WORK_KIND_SERVICE: WorkKind
WORK_KIND_OTHER: WorkKind
WORK_DAY_STATE_UNSPECIFIED: WorkDayState
WORK_DAY_STATE_OPEN: WorkDayState
WORK_DAY_STATE_FINISHED: WorkDayState
WEEK_STATE_UNSPECIFIED: WeekState
WEEK_STATE_DRAFT: WeekState
WEEK_STATE_SUMMED_UP: WeekState
WEEK_STATE_REPORTED: WeekState

class WorkEntry(_message.Message):
    __slots__ = ("id", "at", "kind", "text", "case_id", "case_number", "act", "patrol_id", "addition", "withdrawn", "etag", "history")
    ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    ACT_FIELD_NUMBER: _ClassVar[int]
    PATROL_ID_FIELD_NUMBER: _ClassVar[int]
    ADDITION_FIELD_NUMBER: _ClassVar[int]
    WITHDRAWN_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    id: str
    at: _timestamp_pb2.Timestamp
    kind: WorkKind
    text: str
    case_id: str
    case_number: str
    act: str
    patrol_id: str
    addition: bool
    withdrawn: bool
    etag: str
    history: _containers.RepeatedCompositeFieldContainer[WorkEntryVersion]
    def __init__(self, id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., kind: _Optional[_Union[WorkKind, str]] = ..., text: _Optional[str] = ..., case_id: _Optional[str] = ..., case_number: _Optional[str] = ..., act: _Optional[str] = ..., patrol_id: _Optional[str] = ..., addition: _Optional[bool] = ..., withdrawn: _Optional[bool] = ..., etag: _Optional[str] = ..., history: _Optional[_Iterable[_Union[WorkEntryVersion, _Mapping]]] = ...) -> None: ...

class WorkEntryVersion(_message.Message):
    __slots__ = ("at", "kind", "text", "withdrawn", "change_time")
    AT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    WITHDRAWN_FIELD_NUMBER: _ClassVar[int]
    CHANGE_TIME_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    kind: WorkKind
    text: str
    withdrawn: bool
    change_time: _timestamp_pb2.Timestamp
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., kind: _Optional[_Union[WorkKind, str]] = ..., text: _Optional[str] = ..., withdrawn: _Optional[bool] = ..., change_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class WorkProposal(_message.Message):
    __slots__ = ("kind", "at", "case_id", "case_number", "act", "patrol_id", "end_time", "check_ins", "findings", "territory_name")
    KIND_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    ACT_FIELD_NUMBER: _ClassVar[int]
    PATROL_ID_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    CHECK_INS_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    kind: WorkKind
    at: _timestamp_pb2.Timestamp
    case_id: str
    case_number: str
    act: str
    patrol_id: str
    end_time: _timestamp_pb2.Timestamp
    check_ins: int
    findings: int
    territory_name: str
    def __init__(self, kind: _Optional[_Union[WorkKind, str]] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., case_id: _Optional[str] = ..., case_number: _Optional[str] = ..., act: _Optional[str] = ..., patrol_id: _Optional[str] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., check_ins: _Optional[int] = ..., findings: _Optional[int] = ..., territory_name: _Optional[str] = ...) -> None: ...

class PlannedDuty(_message.Message):
    __slots__ = ("day", "begin", "end")
    DAY_FIELD_NUMBER: _ClassVar[int]
    BEGIN_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    day: str
    begin: str
    end: str
    def __init__(self, day: _Optional[str] = ..., begin: _Optional[str] = ..., end: _Optional[str] = ...) -> None: ...

class WorkDay(_message.Message):
    __slots__ = ("day", "worker_id", "worker_name", "territory_code", "territory_name", "state", "finish_time", "late", "entries", "proposals", "due", "remind", "week_closed", "planned", "missing_days", "etag")
    DAY_FIELD_NUMBER: _ClassVar[int]
    WORKER_ID_FIELD_NUMBER: _ClassVar[int]
    WORKER_NAME_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    FINISH_TIME_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    PROPOSALS_FIELD_NUMBER: _ClassVar[int]
    DUE_FIELD_NUMBER: _ClassVar[int]
    REMIND_FIELD_NUMBER: _ClassVar[int]
    WEEK_CLOSED_FIELD_NUMBER: _ClassVar[int]
    PLANNED_FIELD_NUMBER: _ClassVar[int]
    MISSING_DAYS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    day: str
    worker_id: str
    worker_name: str
    territory_code: str
    territory_name: str
    state: WorkDayState
    finish_time: _timestamp_pb2.Timestamp
    late: bool
    entries: _containers.RepeatedCompositeFieldContainer[WorkEntry]
    proposals: _containers.RepeatedCompositeFieldContainer[WorkProposal]
    due: bool
    remind: bool
    week_closed: bool
    planned: _containers.RepeatedCompositeFieldContainer[PlannedDuty]
    missing_days: _containers.RepeatedScalarFieldContainer[str]
    etag: str
    def __init__(self, day: _Optional[str] = ..., worker_id: _Optional[str] = ..., worker_name: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., state: _Optional[_Union[WorkDayState, str]] = ..., finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., late: _Optional[bool] = ..., entries: _Optional[_Iterable[_Union[WorkEntry, _Mapping]]] = ..., proposals: _Optional[_Iterable[_Union[WorkProposal, _Mapping]]] = ..., due: _Optional[bool] = ..., remind: _Optional[bool] = ..., week_closed: _Optional[bool] = ..., planned: _Optional[_Iterable[_Union[PlannedDuty, _Mapping]]] = ..., missing_days: _Optional[_Iterable[str]] = ..., etag: _Optional[str] = ...) -> None: ...

class WorkDayRow(_message.Message):
    __slots__ = ("worker_id", "worker_name", "territory_code", "territory_name", "state", "finish_time", "late", "due", "entries", "day")
    WORKER_ID_FIELD_NUMBER: _ClassVar[int]
    WORKER_NAME_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    FINISH_TIME_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    DUE_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    worker_id: str
    worker_name: str
    territory_code: str
    territory_name: str
    state: WorkDayState
    finish_time: _timestamp_pb2.Timestamp
    late: bool
    due: bool
    entries: int
    day: str
    def __init__(self, worker_id: _Optional[str] = ..., worker_name: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., state: _Optional[_Union[WorkDayState, str]] = ..., finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., late: _Optional[bool] = ..., due: _Optional[bool] = ..., entries: _Optional[int] = ..., day: _Optional[str] = ...) -> None: ...

class DutyPlan(_message.Message):
    __slots__ = ("worker_id", "worker_name", "week", "duties", "territory_name", "etag")
    WORKER_ID_FIELD_NUMBER: _ClassVar[int]
    WORKER_NAME_FIELD_NUMBER: _ClassVar[int]
    WEEK_FIELD_NUMBER: _ClassVar[int]
    DUTIES_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    worker_id: str
    worker_name: str
    week: str
    duties: _containers.RepeatedCompositeFieldContainer[PlannedDuty]
    territory_name: str
    etag: str
    def __init__(self, worker_id: _Optional[str] = ..., worker_name: _Optional[str] = ..., week: _Optional[str] = ..., duties: _Optional[_Iterable[_Union[PlannedDuty, _Mapping]]] = ..., territory_name: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class WeekSummary(_message.Message):
    __slots__ = ("week", "first_day", "last_day", "territory_code", "territory_name", "state", "workers", "kinds", "patrol_days", "findings", "cases_reported", "cases_handled", "conclusions", "needs", "minutes", "summed_up_by_name", "sum_up_time", "reported_by_name", "report_time", "actions", "etag")
    class Worker(_message.Message):
        __slots__ = ("worker_id", "worker_name", "due", "finished", "late", "missing_days", "entries", "patrol_days", "findings", "cases")
        WORKER_ID_FIELD_NUMBER: _ClassVar[int]
        WORKER_NAME_FIELD_NUMBER: _ClassVar[int]
        DUE_FIELD_NUMBER: _ClassVar[int]
        FINISHED_FIELD_NUMBER: _ClassVar[int]
        LATE_FIELD_NUMBER: _ClassVar[int]
        MISSING_DAYS_FIELD_NUMBER: _ClassVar[int]
        ENTRIES_FIELD_NUMBER: _ClassVar[int]
        PATROL_DAYS_FIELD_NUMBER: _ClassVar[int]
        FINDINGS_FIELD_NUMBER: _ClassVar[int]
        CASES_FIELD_NUMBER: _ClassVar[int]
        worker_id: str
        worker_name: str
        due: int
        finished: int
        late: int
        missing_days: _containers.RepeatedScalarFieldContainer[str]
        entries: int
        patrol_days: int
        findings: int
        cases: int
        def __init__(self, worker_id: _Optional[str] = ..., worker_name: _Optional[str] = ..., due: _Optional[int] = ..., finished: _Optional[int] = ..., late: _Optional[int] = ..., missing_days: _Optional[_Iterable[str]] = ..., entries: _Optional[int] = ..., patrol_days: _Optional[int] = ..., findings: _Optional[int] = ..., cases: _Optional[int] = ...) -> None: ...
    class KindCount(_message.Message):
        __slots__ = ("kind", "count")
        KIND_FIELD_NUMBER: _ClassVar[int]
        COUNT_FIELD_NUMBER: _ClassVar[int]
        kind: WorkKind
        count: int
        def __init__(self, kind: _Optional[_Union[WorkKind, str]] = ..., count: _Optional[int] = ...) -> None: ...
    WEEK_FIELD_NUMBER: _ClassVar[int]
    FIRST_DAY_FIELD_NUMBER: _ClassVar[int]
    LAST_DAY_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    WORKERS_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    PATROL_DAYS_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    CASES_REPORTED_FIELD_NUMBER: _ClassVar[int]
    CASES_HANDLED_FIELD_NUMBER: _ClassVar[int]
    CONCLUSIONS_FIELD_NUMBER: _ClassVar[int]
    NEEDS_FIELD_NUMBER: _ClassVar[int]
    MINUTES_FIELD_NUMBER: _ClassVar[int]
    SUMMED_UP_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    SUM_UP_TIME_FIELD_NUMBER: _ClassVar[int]
    REPORTED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    REPORT_TIME_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    week: str
    first_day: str
    last_day: str
    territory_code: str
    territory_name: str
    state: WeekState
    workers: _containers.RepeatedCompositeFieldContainer[WeekSummary.Worker]
    kinds: _containers.RepeatedCompositeFieldContainer[WeekSummary.KindCount]
    patrol_days: int
    findings: int
    cases_reported: int
    cases_handled: int
    conclusions: str
    needs: str
    minutes: str
    summed_up_by_name: str
    sum_up_time: _timestamp_pb2.Timestamp
    reported_by_name: str
    report_time: _timestamp_pb2.Timestamp
    actions: _containers.RepeatedScalarFieldContainer[str]
    etag: str
    def __init__(self, week: _Optional[str] = ..., first_day: _Optional[str] = ..., last_day: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., state: _Optional[_Union[WeekState, str]] = ..., workers: _Optional[_Iterable[_Union[WeekSummary.Worker, _Mapping]]] = ..., kinds: _Optional[_Iterable[_Union[WeekSummary.KindCount, _Mapping]]] = ..., patrol_days: _Optional[int] = ..., findings: _Optional[int] = ..., cases_reported: _Optional[int] = ..., cases_handled: _Optional[int] = ..., conclusions: _Optional[str] = ..., needs: _Optional[str] = ..., minutes: _Optional[str] = ..., summed_up_by_name: _Optional[str] = ..., sum_up_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reported_by_name: _Optional[str] = ..., report_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actions: _Optional[_Iterable[str]] = ..., etag: _Optional[str] = ...) -> None: ...

class GetWorkDayRequest(_message.Message):
    __slots__ = ("day", "worker_id")
    DAY_FIELD_NUMBER: _ClassVar[int]
    WORKER_ID_FIELD_NUMBER: _ClassVar[int]
    day: str
    worker_id: str
    def __init__(self, day: _Optional[str] = ..., worker_id: _Optional[str] = ...) -> None: ...

class AddWorkEntryRequest(_message.Message):
    __slots__ = ("day", "id", "at", "kind", "text", "case_id", "act", "patrol_id", "request_id")
    DAY_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    ACT_FIELD_NUMBER: _ClassVar[int]
    PATROL_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    day: str
    id: str
    at: _timestamp_pb2.Timestamp
    kind: WorkKind
    text: str
    case_id: str
    act: str
    patrol_id: str
    request_id: str
    def __init__(self, day: _Optional[str] = ..., id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., kind: _Optional[_Union[WorkKind, str]] = ..., text: _Optional[str] = ..., case_id: _Optional[str] = ..., act: _Optional[str] = ..., patrol_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ChangeWorkEntryRequest(_message.Message):
    __slots__ = ("id", "etag", "at", "kind", "text", "withdrawn", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    WITHDRAWN_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    at: _timestamp_pb2.Timestamp
    kind: WorkKind
    text: str
    withdrawn: bool
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., kind: _Optional[_Union[WorkKind, str]] = ..., text: _Optional[str] = ..., withdrawn: _Optional[bool] = ..., request_id: _Optional[str] = ...) -> None: ...

class FinishWorkDayRequest(_message.Message):
    __slots__ = ("day", "at", "request_id")
    DAY_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    day: str
    at: _timestamp_pb2.Timestamp
    request_id: str
    def __init__(self, day: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ReopenWorkDayRequest(_message.Message):
    __slots__ = ("day", "request_id")
    DAY_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    day: str
    request_id: str
    def __init__(self, day: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetWorkWeekRequest(_message.Message):
    __slots__ = ("week",)
    WEEK_FIELD_NUMBER: _ClassVar[int]
    week: str
    def __init__(self, week: _Optional[str] = ...) -> None: ...

class WorkWeek(_message.Message):
    __slots__ = ("week", "days", "plan", "closed")
    WEEK_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    PLAN_FIELD_NUMBER: _ClassVar[int]
    CLOSED_FIELD_NUMBER: _ClassVar[int]
    week: str
    days: _containers.RepeatedCompositeFieldContainer[WorkDayRow]
    plan: DutyPlan
    closed: bool
    def __init__(self, week: _Optional[str] = ..., days: _Optional[_Iterable[_Union[WorkDayRow, _Mapping]]] = ..., plan: _Optional[_Union[DutyPlan, _Mapping]] = ..., closed: _Optional[bool] = ...) -> None: ...

class ListWorkDaysRequest(_message.Message):
    __slots__ = ("territory_code", "day")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    day: str
    def __init__(self, territory_code: _Optional[str] = ..., day: _Optional[str] = ...) -> None: ...

class ListWorkDaysResponse(_message.Message):
    __slots__ = ("territory_code", "territory_name", "day", "due", "finished", "rows")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    DUE_FIELD_NUMBER: _ClassVar[int]
    FINISHED_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    day: str
    due: int
    finished: int
    rows: _containers.RepeatedCompositeFieldContainer[WorkDayRow]
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., day: _Optional[str] = ..., due: _Optional[int] = ..., finished: _Optional[int] = ..., rows: _Optional[_Iterable[_Union[WorkDayRow, _Mapping]]] = ...) -> None: ...

class GetLogRemindersRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class LogReminders(_message.Message):
    __slots__ = ("finish_today", "missing_days", "unfinished_workers", "week_to_sum_up", "territory_code")
    FINISH_TODAY_FIELD_NUMBER: _ClassVar[int]
    MISSING_DAYS_FIELD_NUMBER: _ClassVar[int]
    UNFINISHED_WORKERS_FIELD_NUMBER: _ClassVar[int]
    WEEK_TO_SUM_UP_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    finish_today: bool
    missing_days: _containers.RepeatedScalarFieldContainer[str]
    unfinished_workers: int
    week_to_sum_up: str
    territory_code: str
    def __init__(self, finish_today: _Optional[bool] = ..., missing_days: _Optional[_Iterable[str]] = ..., unfinished_workers: _Optional[int] = ..., week_to_sum_up: _Optional[str] = ..., territory_code: _Optional[str] = ...) -> None: ...

class PutDutyPlanRequest(_message.Message):
    __slots__ = ("week", "duties", "etag", "request_id")
    WEEK_FIELD_NUMBER: _ClassVar[int]
    DUTIES_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    week: str
    duties: _containers.RepeatedCompositeFieldContainer[PlannedDuty]
    etag: str
    request_id: str
    def __init__(self, week: _Optional[str] = ..., duties: _Optional[_Iterable[_Union[PlannedDuty, _Mapping]]] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListDutyPlansRequest(_message.Message):
    __slots__ = ("week", "territory_code")
    WEEK_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    week: str
    territory_code: str
    def __init__(self, week: _Optional[str] = ..., territory_code: _Optional[str] = ...) -> None: ...

class ListDutyPlansResponse(_message.Message):
    __slots__ = ("territory_code", "territory_name", "week", "plans")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    WEEK_FIELD_NUMBER: _ClassVar[int]
    PLANS_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    week: str
    plans: _containers.RepeatedCompositeFieldContainer[DutyPlan]
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., week: _Optional[str] = ..., plans: _Optional[_Iterable[_Union[DutyPlan, _Mapping]]] = ...) -> None: ...

class GetWeekSummaryRequest(_message.Message):
    __slots__ = ("week", "territory_code")
    WEEK_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    week: str
    territory_code: str
    def __init__(self, week: _Optional[str] = ..., territory_code: _Optional[str] = ...) -> None: ...

class WriteWeekSummaryRequest(_message.Message):
    __slots__ = ("week", "territory_code", "conclusions", "needs", "minutes", "etag", "request_id")
    WEEK_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    CONCLUSIONS_FIELD_NUMBER: _ClassVar[int]
    NEEDS_FIELD_NUMBER: _ClassVar[int]
    MINUTES_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    week: str
    territory_code: str
    conclusions: str
    needs: str
    minutes: str
    etag: str
    request_id: str
    def __init__(self, week: _Optional[str] = ..., territory_code: _Optional[str] = ..., conclusions: _Optional[str] = ..., needs: _Optional[str] = ..., minutes: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class SumUpWeekRequest(_message.Message):
    __slots__ = ("week", "territory_code", "etag", "request_id")
    WEEK_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    week: str
    territory_code: str
    etag: str
    request_id: str
    def __init__(self, week: _Optional[str] = ..., territory_code: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ReportWeekRequest(_message.Message):
    __slots__ = ("week", "territory_code", "etag", "request_id")
    WEEK_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    week: str
    territory_code: str
    etag: str
    request_id: str
    def __init__(self, week: _Optional[str] = ..., territory_code: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListWeekSummariesRequest(_message.Message):
    __slots__ = ("week", "territory_code", "page_size", "page_token")
    WEEK_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    week: str
    territory_code: str
    page_size: int
    page_token: str
    def __init__(self, week: _Optional[str] = ..., territory_code: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListWeekSummariesResponse(_message.Message):
    __slots__ = ("territory_code", "territory_name", "communities", "next_page_token")
    class Community(_message.Message):
        __slots__ = ("territory_code", "territory_name", "state", "finished", "report_time")
        TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
        TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
        STATE_FIELD_NUMBER: _ClassVar[int]
        FINISHED_FIELD_NUMBER: _ClassVar[int]
        REPORT_TIME_FIELD_NUMBER: _ClassVar[int]
        territory_code: str
        territory_name: str
        state: WeekState
        finished: int
        report_time: _timestamp_pb2.Timestamp
        def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., state: _Optional[_Union[WeekState, str]] = ..., finished: _Optional[int] = ..., report_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    COMMUNITIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    communities: _containers.RepeatedCompositeFieldContainer[ListWeekSummariesResponse.Community]
    next_page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., communities: _Optional[_Iterable[_Union[ListWeekSummariesResponse.Community, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
