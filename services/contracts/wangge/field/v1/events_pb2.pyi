import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DutyChanged(_message.Message):
    __slots__ = ("account_id", "on_duty", "territory_path", "at", "forgotten")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ON_DUTY_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    FORGOTTEN_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    on_duty: bool
    territory_path: str
    at: _timestamp_pb2.Timestamp
    forgotten: bool
    def __init__(self, account_id: _Optional[str] = ..., on_duty: _Optional[bool] = ..., territory_path: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., forgotten: _Optional[bool] = ...) -> None: ...

class PatrolStarted(_message.Message):
    __slots__ = ("patrol_id", "account_id", "territory_path", "start_time")
    PATROL_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    patrol_id: str
    account_id: str
    territory_path: str
    start_time: _timestamp_pb2.Timestamp
    def __init__(self, patrol_id: _Optional[str] = ..., account_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class PatrolCheckedIn(_message.Message):
    __slots__ = ("patrol_id", "check_in_id", "account_id", "territory_path", "checkpoint_id", "has_finding", "case_id", "at")
    PATROL_ID_FIELD_NUMBER: _ClassVar[int]
    CHECK_IN_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_ID_FIELD_NUMBER: _ClassVar[int]
    HAS_FINDING_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    patrol_id: str
    check_in_id: str
    account_id: str
    territory_path: str
    checkpoint_id: str
    has_finding: bool
    case_id: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, patrol_id: _Optional[str] = ..., check_in_id: _Optional[str] = ..., account_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., checkpoint_id: _Optional[str] = ..., has_finding: _Optional[bool] = ..., case_id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class PatrolFinished(_message.Message):
    __slots__ = ("patrol_id", "account_id", "territory_path", "start_time", "finish_time", "check_ins", "findings", "lapsed")
    PATROL_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    FINISH_TIME_FIELD_NUMBER: _ClassVar[int]
    CHECK_INS_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    LAPSED_FIELD_NUMBER: _ClassVar[int]
    patrol_id: str
    account_id: str
    territory_path: str
    start_time: _timestamp_pb2.Timestamp
    finish_time: _timestamp_pb2.Timestamp
    check_ins: int
    findings: int
    lapsed: bool
    def __init__(self, patrol_id: _Optional[str] = ..., account_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., check_ins: _Optional[int] = ..., findings: _Optional[int] = ..., lapsed: _Optional[bool] = ...) -> None: ...

class WorkDayFinished(_message.Message):
    __slots__ = ("account_id", "day", "territory_path", "late", "entries")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    day: str
    territory_path: str
    late: bool
    entries: int
    def __init__(self, account_id: _Optional[str] = ..., day: _Optional[str] = ..., territory_path: _Optional[str] = ..., late: _Optional[bool] = ..., entries: _Optional[int] = ...) -> None: ...

class WorkDayReopened(_message.Message):
    __slots__ = ("account_id", "day", "territory_path")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    day: str
    territory_path: str
    def __init__(self, account_id: _Optional[str] = ..., day: _Optional[str] = ..., territory_path: _Optional[str] = ...) -> None: ...

class WeekSummedUp(_message.Message):
    __slots__ = ("week", "territory_path", "due", "finished", "entries")
    WEEK_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    DUE_FIELD_NUMBER: _ClassVar[int]
    FINISHED_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    week: str
    territory_path: str
    due: int
    finished: int
    entries: int
    def __init__(self, week: _Optional[str] = ..., territory_path: _Optional[str] = ..., due: _Optional[int] = ..., finished: _Optional[int] = ..., entries: _Optional[int] = ...) -> None: ...

class WeekReported(_message.Message):
    __slots__ = ("week", "territory_path")
    WEEK_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    week: str
    territory_path: str
    def __init__(self, week: _Optional[str] = ..., territory_path: _Optional[str] = ...) -> None: ...

class GuideChanged(_message.Message):
    __slots__ = ("guide_id", "territory_path", "version", "published")
    GUIDE_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_FIELD_NUMBER: _ClassVar[int]
    guide_id: str
    territory_path: str
    version: int
    published: bool
    def __init__(self, guide_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., version: _Optional[int] = ..., published: _Optional[bool] = ...) -> None: ...

class ChecklistChanged(_message.Message):
    __slots__ = ("checklist_id", "territory_path", "state", "first_day", "last_day")
    CHECKLIST_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    FIRST_DAY_FIELD_NUMBER: _ClassVar[int]
    LAST_DAY_FIELD_NUMBER: _ClassVar[int]
    checklist_id: str
    territory_path: str
    state: str
    first_day: str
    last_day: str
    def __init__(self, checklist_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., state: _Optional[str] = ..., first_day: _Optional[str] = ..., last_day: _Optional[str] = ...) -> None: ...

class ChecklistResultAdded(_message.Message):
    __slots__ = ("result_id", "checklist_id", "territory_path", "account_id", "alarms", "at")
    RESULT_ID_FIELD_NUMBER: _ClassVar[int]
    CHECKLIST_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ALARMS_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    result_id: str
    checklist_id: str
    territory_path: str
    account_id: str
    alarms: int
    at: _timestamp_pb2.Timestamp
    def __init__(self, result_id: _Optional[str] = ..., checklist_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., account_id: _Optional[str] = ..., alarms: _Optional[int] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ChecklistCaseLinked(_message.Message):
    __slots__ = ("result_id", "checklist_id", "territory_path", "item_id", "case_id")
    RESULT_ID_FIELD_NUMBER: _ClassVar[int]
    CHECKLIST_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    result_id: str
    checklist_id: str
    territory_path: str
    item_id: str
    case_id: str
    def __init__(self, result_id: _Optional[str] = ..., checklist_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., item_id: _Optional[str] = ..., case_id: _Optional[str] = ...) -> None: ...
