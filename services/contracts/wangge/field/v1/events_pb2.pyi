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
