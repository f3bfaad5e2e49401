import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import demand_pb2 as _demand_pb2
from wangge.population.v1 import register_pb2 as _register_pb2
from wangge.types.v1 import types_pb2 as _types_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class MeetingState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MEETING_STATE_UNSPECIFIED: _ClassVar[MeetingState]
    MEETING_STATE_PREPARED: _ClassVar[MeetingState]
    MEETING_STATE_HELD: _ClassVar[MeetingState]
    MEETING_STATE_REPORTED: _ClassVar[MeetingState]
    MEETING_STATE_NOTED: _ClassVar[MeetingState]
MEETING_STATE_UNSPECIFIED: MeetingState
MEETING_STATE_PREPARED: MeetingState
MEETING_STATE_HELD: MeetingState
MEETING_STATE_REPORTED: MeetingState
MEETING_STATE_NOTED: MeetingState

class WeekFigure(_message.Message):
    __slots__ = ("value", "before", "text", "before_text")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    BEFORE_TEXT_FIELD_NUMBER: _ClassVar[int]
    value: int
    before: int
    text: str
    before_text: str
    def __init__(self, value: _Optional[int] = ..., before: _Optional[int] = ..., text: _Optional[str] = ..., before_text: _Optional[str] = ...) -> None: ...

class RecordWeek(_message.Message):
    __slots__ = ("record_type", "fresh", "changed", "verified")
    RECORD_TYPE_FIELD_NUMBER: _ClassVar[int]
    FRESH_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    VERIFIED_FIELD_NUMBER: _ClassVar[int]
    record_type: str
    fresh: WeekFigure
    changed: WeekFigure
    verified: WeekFigure
    def __init__(self, record_type: _Optional[str] = ..., fresh: _Optional[_Union[WeekFigure, _Mapping]] = ..., changed: _Optional[_Union[WeekFigure, _Mapping]] = ..., verified: _Optional[_Union[WeekFigure, _Mapping]] = ...) -> None: ...

class QuotaWeek(_message.Message):
    __slots__ = ("planned", "done", "refused", "absent", "attainment")
    PLANNED_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    ABSENT_FIELD_NUMBER: _ClassVar[int]
    ATTAINMENT_FIELD_NUMBER: _ClassVar[int]
    planned: WeekFigure
    done: WeekFigure
    refused: WeekFigure
    absent: WeekFigure
    attainment: WeekFigure
    def __init__(self, planned: _Optional[_Union[WeekFigure, _Mapping]] = ..., done: _Optional[_Union[WeekFigure, _Mapping]] = ..., refused: _Optional[_Union[WeekFigure, _Mapping]] = ..., absent: _Optional[_Union[WeekFigure, _Mapping]] = ..., attainment: _Optional[_Union[WeekFigure, _Mapping]] = ...) -> None: ...

class PartWeek(_message.Message):
    __slots__ = ("territory_code", "territory_name", "fresh", "changed", "verified", "visits")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    FRESH_FIELD_NUMBER: _ClassVar[int]
    CHANGED_FIELD_NUMBER: _ClassVar[int]
    VERIFIED_FIELD_NUMBER: _ClassVar[int]
    VISITS_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    fresh: int
    changed: int
    verified: int
    visits: QuotaWeek
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., fresh: _Optional[int] = ..., changed: _Optional[int] = ..., verified: _Optional[int] = ..., visits: _Optional[_Union[QuotaWeek, _Mapping]] = ...) -> None: ...

class WorkerWeek(_message.Message):
    __slots__ = ("worker_id", "worker_name", "territory_code", "territory_name", "planned", "done", "attainment", "days", "days_target")
    WORKER_ID_FIELD_NUMBER: _ClassVar[int]
    WORKER_NAME_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    PLANNED_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    ATTAINMENT_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    DAYS_TARGET_FIELD_NUMBER: _ClassVar[int]
    worker_id: str
    worker_name: str
    territory_code: str
    territory_name: str
    planned: int
    done: int
    attainment: int
    days: int
    days_target: int
    def __init__(self, worker_id: _Optional[str] = ..., worker_name: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., planned: _Optional[int] = ..., done: _Optional[int] = ..., attainment: _Optional[int] = ..., days: _Optional[int] = ..., days_target: _Optional[int] = ...) -> None: ...

class NeedWeek(_message.Message):
    __slots__ = ("kind", "heard", "cases", "open")
    KIND_FIELD_NUMBER: _ClassVar[int]
    HEARD_FIELD_NUMBER: _ClassVar[int]
    CASES_FIELD_NUMBER: _ClassVar[int]
    OPEN_FIELD_NUMBER: _ClassVar[int]
    kind: _demand_pb2.NeedKind
    heard: WeekFigure
    cases: WeekFigure
    open: WeekFigure
    def __init__(self, kind: _Optional[_Union[_demand_pb2.NeedKind, str]] = ..., heard: _Optional[_Union[WeekFigure, _Mapping]] = ..., cases: _Optional[_Union[WeekFigure, _Mapping]] = ..., open: _Optional[_Union[WeekFigure, _Mapping]] = ...) -> None: ...

class WeekReport(_message.Message):
    __slots__ = ("territory_code", "territory_name", "week", "from_day", "to_day", "records", "people", "stale", "proposed", "confirmed", "rejected", "visits", "parts", "workers", "needs", "protected", "make_time")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    WEEK_FIELD_NUMBER: _ClassVar[int]
    FROM_DAY_FIELD_NUMBER: _ClassVar[int]
    TO_DAY_FIELD_NUMBER: _ClassVar[int]
    RECORDS_FIELD_NUMBER: _ClassVar[int]
    PEOPLE_FIELD_NUMBER: _ClassVar[int]
    STALE_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_FIELD_NUMBER: _ClassVar[int]
    REJECTED_FIELD_NUMBER: _ClassVar[int]
    VISITS_FIELD_NUMBER: _ClassVar[int]
    PARTS_FIELD_NUMBER: _ClassVar[int]
    WORKERS_FIELD_NUMBER: _ClassVar[int]
    NEEDS_FIELD_NUMBER: _ClassVar[int]
    PROTECTED_FIELD_NUMBER: _ClassVar[int]
    MAKE_TIME_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    week: str
    from_day: str
    to_day: str
    records: _containers.RepeatedCompositeFieldContainer[RecordWeek]
    people: WeekFigure
    stale: WeekFigure
    proposed: WeekFigure
    confirmed: WeekFigure
    rejected: WeekFigure
    visits: QuotaWeek
    parts: _containers.RepeatedCompositeFieldContainer[PartWeek]
    workers: _containers.RepeatedCompositeFieldContainer[WorkerWeek]
    needs: _containers.RepeatedCompositeFieldContainer[NeedWeek]
    protected: bool
    make_time: _timestamp_pb2.Timestamp
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., week: _Optional[str] = ..., from_day: _Optional[str] = ..., to_day: _Optional[str] = ..., records: _Optional[_Iterable[_Union[RecordWeek, _Mapping]]] = ..., people: _Optional[_Union[WeekFigure, _Mapping]] = ..., stale: _Optional[_Union[WeekFigure, _Mapping]] = ..., proposed: _Optional[_Union[WeekFigure, _Mapping]] = ..., confirmed: _Optional[_Union[WeekFigure, _Mapping]] = ..., rejected: _Optional[_Union[WeekFigure, _Mapping]] = ..., visits: _Optional[_Union[QuotaWeek, _Mapping]] = ..., parts: _Optional[_Iterable[_Union[PartWeek, _Mapping]]] = ..., workers: _Optional[_Iterable[_Union[WorkerWeek, _Mapping]]] = ..., needs: _Optional[_Iterable[_Union[NeedWeek, _Mapping]]] = ..., protected: _Optional[bool] = ..., make_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class MeetingDecision(_message.Message):
    __slots__ = ("text", "who", "until")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    WHO_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    text: str
    who: str
    until: str
    def __init__(self, text: _Optional[str] = ..., who: _Optional[str] = ..., until: _Optional[str] = ...) -> None: ...

class MeetingAddition(_message.Message):
    __slots__ = ("text", "added_by", "at")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ADDED_BY_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    text: str
    added_by: str
    at: _timestamp_pb2.Timestamp
    def __init__(self, text: _Optional[str] = ..., added_by: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Meeting(_message.Message):
    __slots__ = ("id", "territory_code", "territory_name", "huddle", "week", "state", "held_on", "chair", "participants", "minutes", "decisions", "additions", "files", "prepared_by", "prepare_time", "reported_by", "report_time", "noted_by", "note_time", "remark", "actions", "etag", "report")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    HUDDLE_FIELD_NUMBER: _ClassVar[int]
    WEEK_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    CHAIR_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    MINUTES_FIELD_NUMBER: _ClassVar[int]
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    ADDITIONS_FIELD_NUMBER: _ClassVar[int]
    FILES_FIELD_NUMBER: _ClassVar[int]
    PREPARED_BY_FIELD_NUMBER: _ClassVar[int]
    PREPARE_TIME_FIELD_NUMBER: _ClassVar[int]
    REPORTED_BY_FIELD_NUMBER: _ClassVar[int]
    REPORT_TIME_FIELD_NUMBER: _ClassVar[int]
    NOTED_BY_FIELD_NUMBER: _ClassVar[int]
    NOTE_TIME_FIELD_NUMBER: _ClassVar[int]
    REMARK_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REPORT_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    territory_name: str
    huddle: bool
    week: str
    state: MeetingState
    held_on: str
    chair: str
    participants: _containers.RepeatedScalarFieldContainer[str]
    minutes: str
    decisions: _containers.RepeatedCompositeFieldContainer[MeetingDecision]
    additions: _containers.RepeatedCompositeFieldContainer[MeetingAddition]
    files: _containers.RepeatedCompositeFieldContainer[_types_pb2.Attachment]
    prepared_by: str
    prepare_time: _timestamp_pb2.Timestamp
    reported_by: str
    report_time: _timestamp_pb2.Timestamp
    noted_by: str
    note_time: _timestamp_pb2.Timestamp
    remark: str
    actions: _containers.RepeatedScalarFieldContainer[str]
    etag: str
    report: WeekReport
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., huddle: _Optional[bool] = ..., week: _Optional[str] = ..., state: _Optional[_Union[MeetingState, str]] = ..., held_on: _Optional[str] = ..., chair: _Optional[str] = ..., participants: _Optional[_Iterable[str]] = ..., minutes: _Optional[str] = ..., decisions: _Optional[_Iterable[_Union[MeetingDecision, _Mapping]]] = ..., additions: _Optional[_Iterable[_Union[MeetingAddition, _Mapping]]] = ..., files: _Optional[_Iterable[_Union[_types_pb2.Attachment, _Mapping]]] = ..., prepared_by: _Optional[str] = ..., prepare_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reported_by: _Optional[str] = ..., report_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., noted_by: _Optional[str] = ..., note_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., remark: _Optional[str] = ..., actions: _Optional[_Iterable[str]] = ..., etag: _Optional[str] = ..., report: _Optional[_Union[WeekReport, _Mapping]] = ...) -> None: ...

class CommunityWeek(_message.Message):
    __slots__ = ("territory_code", "territory_name", "state", "meeting_id", "held_on", "report_time", "missing")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    MEETING_ID_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    REPORT_TIME_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    state: MeetingState
    meeting_id: str
    held_on: str
    report_time: _timestamp_pb2.Timestamp
    missing: bool
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., state: _Optional[_Union[MeetingState, str]] = ..., meeting_id: _Optional[str] = ..., held_on: _Optional[str] = ..., report_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., missing: _Optional[bool] = ...) -> None: ...

class GetWeekReportRequest(_message.Message):
    __slots__ = ("territory_code", "week")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    WEEK_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    week: str
    def __init__(self, territory_code: _Optional[str] = ..., week: _Optional[str] = ...) -> None: ...

class PrepareMeetingRequest(_message.Message):
    __slots__ = ("territory_code", "week", "request_id")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    WEEK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    week: str
    request_id: str
    def __init__(self, territory_code: _Optional[str] = ..., week: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class RecordHuddleRequest(_message.Message):
    __slots__ = ("territory_code", "held_on", "chair", "participants", "minutes", "grounds", "request_id")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    CHAIR_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    MINUTES_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    held_on: str
    chair: str
    participants: _containers.RepeatedScalarFieldContainer[str]
    minutes: str
    grounds: _register_pb2.Grounds
    request_id: str
    def __init__(self, territory_code: _Optional[str] = ..., held_on: _Optional[str] = ..., chair: _Optional[str] = ..., participants: _Optional[_Iterable[str]] = ..., minutes: _Optional[str] = ..., grounds: _Optional[_Union[_register_pb2.Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class RecordMeetingRequest(_message.Message):
    __slots__ = ("id", "etag", "held_on", "chair", "participants", "minutes", "grounds", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    CHAIR_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    MINUTES_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    held_on: str
    chair: str
    participants: _containers.RepeatedScalarFieldContainer[str]
    minutes: str
    grounds: _register_pb2.Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., held_on: _Optional[str] = ..., chair: _Optional[str] = ..., participants: _Optional[_Iterable[str]] = ..., minutes: _Optional[str] = ..., grounds: _Optional[_Union[_register_pb2.Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class AddDecisionRequest(_message.Message):
    __slots__ = ("id", "etag", "text", "who", "until", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    WHO_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    text: str
    who: str
    until: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., text: _Optional[str] = ..., who: _Optional[str] = ..., until: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ReportMeetingRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class AddToMinutesRequest(_message.Message):
    __slots__ = ("id", "text", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    text: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., text: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class NoteMeetingRequest(_message.Message):
    __slots__ = ("id", "etag", "remark", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REMARK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    remark: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., remark: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetMeetingRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class GetMeetingFileRequest(_message.Message):
    __slots__ = ("id", "file_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    FILE_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    file_id: str
    def __init__(self, id: _Optional[str] = ..., file_id: _Optional[str] = ...) -> None: ...

class ListCommunityWeeksRequest(_message.Message):
    __slots__ = ("territory_code", "week", "missing", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    WEEK_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    week: str
    missing: bool
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., week: _Optional[str] = ..., missing: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCommunityWeeksResponse(_message.Message):
    __slots__ = ("communities", "next_page_token", "total", "reported", "week")
    COMMUNITIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    REPORTED_FIELD_NUMBER: _ClassVar[int]
    WEEK_FIELD_NUMBER: _ClassVar[int]
    communities: _containers.RepeatedCompositeFieldContainer[CommunityWeek]
    next_page_token: str
    total: int
    reported: int
    week: str
    def __init__(self, communities: _Optional[_Iterable[_Union[CommunityWeek, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., total: _Optional[int] = ..., reported: _Optional[int] = ..., week: _Optional[str] = ...) -> None: ...

class ListMeetingsRequest(_message.Message):
    __slots__ = ("territory_code", "huddles", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    HUDDLES_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    huddles: bool
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., huddles: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListMeetingsResponse(_message.Message):
    __slots__ = ("meetings", "next_page_token")
    MEETINGS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    meetings: _containers.RepeatedCompositeFieldContainer[Meeting]
    next_page_token: str
    def __init__(self, meetings: _Optional[_Iterable[_Union[Meeting, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListSummaryRemindersRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListSummaryRemindersResponse(_message.Message):
    __slots__ = ("reminders",)
    class Reminder(_message.Message):
        __slots__ = ("what", "territory_code", "territory_name", "week", "meeting_id", "count")
        WHAT_FIELD_NUMBER: _ClassVar[int]
        TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
        TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
        WEEK_FIELD_NUMBER: _ClassVar[int]
        MEETING_ID_FIELD_NUMBER: _ClassVar[int]
        COUNT_FIELD_NUMBER: _ClassVar[int]
        what: str
        territory_code: str
        territory_name: str
        week: str
        meeting_id: str
        count: int
        def __init__(self, what: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., week: _Optional[str] = ..., meeting_id: _Optional[str] = ..., count: _Optional[int] = ...) -> None: ...
    REMINDERS_FIELD_NUMBER: _ClassVar[int]
    reminders: _containers.RepeatedCompositeFieldContainer[ListSummaryRemindersResponse.Reminder]
    def __init__(self, reminders: _Optional[_Iterable[_Union[ListSummaryRemindersResponse.Reminder, _Mapping]]] = ...) -> None: ...
