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

class CaseState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CASE_STATE_UNSPECIFIED: _ClassVar[CaseState]
    CASE_STATE_REPORTED: _ClassVar[CaseState]
    CASE_STATE_SELF_DONE: _ClassVar[CaseState]
    CASE_STATE_SCREENING: _ClassVar[CaseState]
    CASE_STATE_RETURNED: _ClassVar[CaseState]
    CASE_STATE_REJECTED: _ClassVar[CaseState]
    CASE_STATE_MERGED: _ClassVar[CaseState]
    CASE_STATE_FILED: _ClassVar[CaseState]
    CASE_STATE_ASSIGNED: _ClassVar[CaseState]
    CASE_STATE_IN_WORK: _ClassVar[CaseState]
    CASE_STATE_SUSPENDED: _ClassVar[CaseState]
    CASE_STATE_FEEDBACK: _ClassVar[CaseState]
    CASE_STATE_VERIFYING: _ClassVar[CaseState]
    CASE_STATE_CLOSED: _ClassVar[CaseState]
    CASE_STATE_EVALUATED: _ClassVar[CaseState]
    CASE_STATE_ARCHIVED: _ClassVar[CaseState]
    CASE_STATE_WITHDRAWN: _ClassVar[CaseState]

class Urgency(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    URGENCY_UNSPECIFIED: _ClassVar[Urgency]
    URGENCY_NORMAL: _ClassVar[Urgency]
    URGENCY_URGENT: _ClassVar[Urgency]
    URGENCY_MAJOR: _ClassVar[Urgency]

class Channel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHANNEL_UNSPECIFIED: _ClassVar[Channel]
    CHANNEL_PATROL: _ClassVar[Channel]
    CHANNEL_HANDHELD: _ClassVar[Channel]
    CHANNEL_HALL: _ClassVar[Channel]
    CHANNEL_PHONE: _ClassVar[Channel]
    CHANNEL_HOTLINE: _ClassVar[Channel]
    CHANNEL_WEB: _ClassVar[Channel]
    CHANNEL_MESSAGING: _ClassVar[Channel]
    CHANNEL_LETTER_VISIT: _ClassVar[Channel]
    CHANNEL_SUPERIOR: _ClassVar[Channel]
    CHANNEL_SYSTEM: _ClassVar[Channel]

class Light(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    LIGHT_UNSPECIFIED: _ClassVar[Light]
    LIGHT_GREEN: _ClassVar[Light]
    LIGHT_AMBER: _ClassVar[Light]
    LIGHT_RED: _ClassVar[Light]
    LIGHT_PAUSED: _ClassVar[Light]

class OverrunCause(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OVERRUN_CAUSE_UNSPECIFIED: _ClassVar[OverrunCause]
    OVERRUN_CAUSE_WAITING_OTHER_UNIT: _ClassVar[OverrunCause]
    OVERRUN_CAUSE_MATERIALS: _ClassVar[OverrunCause]
    OVERRUN_CAUSE_WEATHER: _ClassVar[OverrunCause]
    OVERRUN_CAUSE_DISPUTE: _ClassVar[OverrunCause]
    OVERRUN_CAUSE_WORKLOAD: _ClassVar[OverrunCause]
    OVERRUN_CAUSE_OTHER: _ClassVar[OverrunCause]
CASE_STATE_UNSPECIFIED: CaseState
CASE_STATE_REPORTED: CaseState
CASE_STATE_SELF_DONE: CaseState
CASE_STATE_SCREENING: CaseState
CASE_STATE_RETURNED: CaseState
CASE_STATE_REJECTED: CaseState
CASE_STATE_MERGED: CaseState
CASE_STATE_FILED: CaseState
CASE_STATE_ASSIGNED: CaseState
CASE_STATE_IN_WORK: CaseState
CASE_STATE_SUSPENDED: CaseState
CASE_STATE_FEEDBACK: CaseState
CASE_STATE_VERIFYING: CaseState
CASE_STATE_CLOSED: CaseState
CASE_STATE_EVALUATED: CaseState
CASE_STATE_ARCHIVED: CaseState
CASE_STATE_WITHDRAWN: CaseState
URGENCY_UNSPECIFIED: Urgency
URGENCY_NORMAL: Urgency
URGENCY_URGENT: Urgency
URGENCY_MAJOR: Urgency
CHANNEL_UNSPECIFIED: Channel
CHANNEL_PATROL: Channel
CHANNEL_HANDHELD: Channel
CHANNEL_HALL: Channel
CHANNEL_PHONE: Channel
CHANNEL_HOTLINE: Channel
CHANNEL_WEB: Channel
CHANNEL_MESSAGING: Channel
CHANNEL_LETTER_VISIT: Channel
CHANNEL_SUPERIOR: Channel
CHANNEL_SYSTEM: Channel
LIGHT_UNSPECIFIED: Light
LIGHT_GREEN: Light
LIGHT_AMBER: Light
LIGHT_RED: Light
LIGHT_PAUSED: Light
OVERRUN_CAUSE_UNSPECIFIED: OverrunCause
OVERRUN_CAUSE_WAITING_OTHER_UNIT: OverrunCause
OVERRUN_CAUSE_MATERIALS: OverrunCause
OVERRUN_CAUSE_WEATHER: OverrunCause
OVERRUN_CAUSE_DISPUTE: OverrunCause
OVERRUN_CAUSE_WORKLOAD: OverrunCause
OVERRUN_CAUSE_OTHER: OverrunCause

class Reporter(_message.Message):
    __slots__ = ("name", "phone", "anonymous", "account_id", "wants_answer")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    ANONYMOUS_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    WANTS_ANSWER_FIELD_NUMBER: _ClassVar[int]
    name: str
    phone: str
    anonymous: bool
    account_id: str
    wants_answer: bool
    def __init__(self, name: _Optional[str] = ..., phone: _Optional[str] = ..., anonymous: _Optional[bool] = ..., account_id: _Optional[str] = ..., wants_answer: _Optional[bool] = ...) -> None: ...

class Place(_message.Message):
    __slots__ = ("grid_code", "point", "address")
    GRID_CODE_FIELD_NUMBER: _ClassVar[int]
    POINT_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    grid_code: str
    point: _types_pb2.Point
    address: str
    def __init__(self, grid_code: _Optional[str] = ..., point: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., address: _Optional[str] = ...) -> None: ...

class Task(_message.Message):
    __slots__ = ("id", "unit_id", "unit_name", "lead", "state", "officer", "requirement", "result", "assigned_at", "signed_at", "done_at")
    ID_FIELD_NUMBER: _ClassVar[int]
    UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    UNIT_NAME_FIELD_NUMBER: _ClassVar[int]
    LEAD_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    OFFICER_FIELD_NUMBER: _ClassVar[int]
    REQUIREMENT_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    ASSIGNED_AT_FIELD_NUMBER: _ClassVar[int]
    SIGNED_AT_FIELD_NUMBER: _ClassVar[int]
    DONE_AT_FIELD_NUMBER: _ClassVar[int]
    id: str
    unit_id: str
    unit_name: str
    lead: bool
    state: str
    officer: str
    requirement: str
    result: str
    assigned_at: _timestamp_pb2.Timestamp
    signed_at: _timestamp_pb2.Timestamp
    done_at: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., unit_id: _Optional[str] = ..., unit_name: _Optional[str] = ..., lead: _Optional[bool] = ..., state: _Optional[str] = ..., officer: _Optional[str] = ..., requirement: _Optional[str] = ..., result: _Optional[str] = ..., assigned_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., signed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., done_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Clock(_message.Message):
    __slots__ = ("stage", "limit", "started_at", "due_at", "stopped_at", "paused_at", "light", "minutes_left", "extensions", "overrun_cause", "overrun_words")
    STAGE_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    DUE_AT_FIELD_NUMBER: _ClassVar[int]
    STOPPED_AT_FIELD_NUMBER: _ClassVar[int]
    PAUSED_AT_FIELD_NUMBER: _ClassVar[int]
    LIGHT_FIELD_NUMBER: _ClassVar[int]
    MINUTES_LEFT_FIELD_NUMBER: _ClassVar[int]
    EXTENSIONS_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    stage: str
    limit: str
    started_at: _timestamp_pb2.Timestamp
    due_at: _timestamp_pb2.Timestamp
    stopped_at: _timestamp_pb2.Timestamp
    paused_at: _timestamp_pb2.Timestamp
    light: Light
    minutes_left: int
    extensions: int
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, stage: _Optional[str] = ..., limit: _Optional[str] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., due_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., stopped_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., paused_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., light: _Optional[_Union[Light, str]] = ..., minutes_left: _Optional[int] = ..., extensions: _Optional[int] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class ChangeRequest(_message.Message):
    __slots__ = ("id", "kind", "reason", "extra", "until", "state", "asked_by", "asked_at", "decided_by", "decided_at", "opinion", "asked_by_name", "decided_by_name")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXTRA_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ASKED_BY_FIELD_NUMBER: _ClassVar[int]
    ASKED_AT_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_FIELD_NUMBER: _ClassVar[int]
    DECIDED_AT_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    ASKED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    reason: str
    extra: str
    until: _timestamp_pb2.Timestamp
    state: str
    asked_by: str
    asked_at: _timestamp_pb2.Timestamp
    decided_by: str
    decided_at: _timestamp_pb2.Timestamp
    opinion: str
    asked_by_name: str
    decided_by_name: str
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ..., reason: _Optional[str] = ..., extra: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., state: _Optional[str] = ..., asked_by: _Optional[str] = ..., asked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decided_by: _Optional[str] = ..., decided_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., opinion: _Optional[str] = ..., asked_by_name: _Optional[str] = ..., decided_by_name: _Optional[str] = ...) -> None: ...

class Evaluation(_message.Message):
    __slots__ = ("score", "text", "at", "by")
    SCORE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    score: int
    text: str
    at: _timestamp_pb2.Timestamp
    by: str
    def __init__(self, score: _Optional[int] = ..., text: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., by: _Optional[str] = ...) -> None: ...

class Dispute(_message.Message):
    __slots__ = ("parties", "type", "mediator", "matter_risk", "agreement", "agreed_at", "fulfilment", "fulfilment_checked_at", "handed_to", "methods", "sessions")
    class Party(_message.Message):
        __slots__ = ("name", "role")
        NAME_FIELD_NUMBER: _ClassVar[int]
        ROLE_FIELD_NUMBER: _ClassVar[int]
        name: str
        role: str
        def __init__(self, name: _Optional[str] = ..., role: _Optional[str] = ...) -> None: ...
    PARTIES_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    MEDIATOR_FIELD_NUMBER: _ClassVar[int]
    MATTER_RISK_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_FIELD_NUMBER: _ClassVar[int]
    AGREED_AT_FIELD_NUMBER: _ClassVar[int]
    FULFILMENT_FIELD_NUMBER: _ClassVar[int]
    FULFILMENT_CHECKED_AT_FIELD_NUMBER: _ClassVar[int]
    HANDED_TO_FIELD_NUMBER: _ClassVar[int]
    METHODS_FIELD_NUMBER: _ClassVar[int]
    SESSIONS_FIELD_NUMBER: _ClassVar[int]
    parties: _containers.RepeatedCompositeFieldContainer[Dispute.Party]
    type: str
    mediator: str
    matter_risk: str
    agreement: str
    agreed_at: _timestamp_pb2.Timestamp
    fulfilment: str
    fulfilment_checked_at: _timestamp_pb2.Timestamp
    handed_to: str
    methods: _containers.RepeatedScalarFieldContainer[str]
    sessions: _containers.RepeatedCompositeFieldContainer[MediationSession]
    def __init__(self, parties: _Optional[_Iterable[_Union[Dispute.Party, _Mapping]]] = ..., type: _Optional[str] = ..., mediator: _Optional[str] = ..., matter_risk: _Optional[str] = ..., agreement: _Optional[str] = ..., agreed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., fulfilment: _Optional[str] = ..., fulfilment_checked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., handed_to: _Optional[str] = ..., methods: _Optional[_Iterable[str]] = ..., sessions: _Optional[_Iterable[_Union[MediationSession, _Mapping]]] = ...) -> None: ...

class MediationSession(_message.Message):
    __slots__ = ("held_at", "place", "outcome")
    HELD_AT_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    held_at: _timestamp_pb2.Timestamp
    place: str
    outcome: str
    def __init__(self, held_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., place: _Optional[str] = ..., outcome: _Optional[str] = ...) -> None: ...

class Case(_message.Message):
    __slots__ = ("id", "number", "title", "content", "category", "category_title", "urgency", "state", "step", "level", "holder_territory_code", "holder_name", "place", "grid_name", "channel", "reporter", "collector_name", "collector_phone", "occurred_time", "create_time", "update_time", "close_time", "first_receiver", "file_number", "tasks", "clocks", "due_time", "light", "reworks", "transfers", "send_backs", "level_hops", "result", "evaluation", "merged_into", "followers", "attachments", "change_requests", "dispute", "direct", "safety", "external_system", "external_number", "visibility", "etag", "actions", "loop_version", "catalogue_version", "supervision_level", "archive_digest", "owner_unit_id", "creator_id", "disposed_first", "reopen_until", "receipt_secret", "community_name")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_TITLE_FIELD_NUMBER: _ClassVar[int]
    URGENCY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    HOLDER_TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    HOLDER_NAME_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    GRID_NAME_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    REPORTER_FIELD_NUMBER: _ClassVar[int]
    COLLECTOR_NAME_FIELD_NUMBER: _ClassVar[int]
    COLLECTOR_PHONE_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_TIME_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    CLOSE_TIME_FIELD_NUMBER: _ClassVar[int]
    FIRST_RECEIVER_FIELD_NUMBER: _ClassVar[int]
    FILE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    TASKS_FIELD_NUMBER: _ClassVar[int]
    CLOCKS_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    LIGHT_FIELD_NUMBER: _ClassVar[int]
    REWORKS_FIELD_NUMBER: _ClassVar[int]
    TRANSFERS_FIELD_NUMBER: _ClassVar[int]
    SEND_BACKS_FIELD_NUMBER: _ClassVar[int]
    LEVEL_HOPS_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    EVALUATION_FIELD_NUMBER: _ClassVar[int]
    MERGED_INTO_FIELD_NUMBER: _ClassVar[int]
    FOLLOWERS_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENTS_FIELD_NUMBER: _ClassVar[int]
    CHANGE_REQUESTS_FIELD_NUMBER: _ClassVar[int]
    DISPUTE_FIELD_NUMBER: _ClassVar[int]
    DIRECT_FIELD_NUMBER: _ClassVar[int]
    SAFETY_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_SYSTEM_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    VISIBILITY_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    LOOP_VERSION_FIELD_NUMBER: _ClassVar[int]
    CATALOGUE_VERSION_FIELD_NUMBER: _ClassVar[int]
    SUPERVISION_LEVEL_FIELD_NUMBER: _ClassVar[int]
    ARCHIVE_DIGEST_FIELD_NUMBER: _ClassVar[int]
    OWNER_UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    CREATOR_ID_FIELD_NUMBER: _ClassVar[int]
    DISPOSED_FIRST_FIELD_NUMBER: _ClassVar[int]
    REOPEN_UNTIL_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_SECRET_FIELD_NUMBER: _ClassVar[int]
    COMMUNITY_NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    number: str
    title: str
    content: str
    category: str
    category_title: str
    urgency: Urgency
    state: CaseState
    step: int
    level: _types_pb2.Level
    holder_territory_code: str
    holder_name: str
    place: Place
    grid_name: str
    channel: Channel
    reporter: Reporter
    collector_name: str
    collector_phone: str
    occurred_time: _timestamp_pb2.Timestamp
    create_time: _timestamp_pb2.Timestamp
    update_time: _timestamp_pb2.Timestamp
    close_time: _timestamp_pb2.Timestamp
    first_receiver: str
    file_number: str
    tasks: _containers.RepeatedCompositeFieldContainer[Task]
    clocks: _containers.RepeatedCompositeFieldContainer[Clock]
    due_time: _timestamp_pb2.Timestamp
    light: Light
    reworks: int
    transfers: int
    send_backs: int
    level_hops: int
    result: str
    evaluation: Evaluation
    merged_into: str
    followers: int
    attachments: _containers.RepeatedCompositeFieldContainer[_types_pb2.Attachment]
    change_requests: _containers.RepeatedCompositeFieldContainer[ChangeRequest]
    dispute: Dispute
    direct: bool
    safety: bool
    external_system: str
    external_number: str
    visibility: str
    etag: str
    actions: _containers.RepeatedScalarFieldContainer[str]
    loop_version: int
    catalogue_version: int
    supervision_level: int
    archive_digest: str
    owner_unit_id: str
    creator_id: str
    disposed_first: bool
    reopen_until: _timestamp_pb2.Timestamp
    receipt_secret: str
    community_name: str
    def __init__(self, id: _Optional[str] = ..., number: _Optional[str] = ..., title: _Optional[str] = ..., content: _Optional[str] = ..., category: _Optional[str] = ..., category_title: _Optional[str] = ..., urgency: _Optional[_Union[Urgency, str]] = ..., state: _Optional[_Union[CaseState, str]] = ..., step: _Optional[int] = ..., level: _Optional[_Union[_types_pb2.Level, str]] = ..., holder_territory_code: _Optional[str] = ..., holder_name: _Optional[str] = ..., place: _Optional[_Union[Place, _Mapping]] = ..., grid_name: _Optional[str] = ..., channel: _Optional[_Union[Channel, str]] = ..., reporter: _Optional[_Union[Reporter, _Mapping]] = ..., collector_name: _Optional[str] = ..., collector_phone: _Optional[str] = ..., occurred_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., close_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., first_receiver: _Optional[str] = ..., file_number: _Optional[str] = ..., tasks: _Optional[_Iterable[_Union[Task, _Mapping]]] = ..., clocks: _Optional[_Iterable[_Union[Clock, _Mapping]]] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., light: _Optional[_Union[Light, str]] = ..., reworks: _Optional[int] = ..., transfers: _Optional[int] = ..., send_backs: _Optional[int] = ..., level_hops: _Optional[int] = ..., result: _Optional[str] = ..., evaluation: _Optional[_Union[Evaluation, _Mapping]] = ..., merged_into: _Optional[str] = ..., followers: _Optional[int] = ..., attachments: _Optional[_Iterable[_Union[_types_pb2.Attachment, _Mapping]]] = ..., change_requests: _Optional[_Iterable[_Union[ChangeRequest, _Mapping]]] = ..., dispute: _Optional[_Union[Dispute, _Mapping]] = ..., direct: _Optional[bool] = ..., safety: _Optional[bool] = ..., external_system: _Optional[str] = ..., external_number: _Optional[str] = ..., visibility: _Optional[str] = ..., etag: _Optional[str] = ..., actions: _Optional[_Iterable[str]] = ..., loop_version: _Optional[int] = ..., catalogue_version: _Optional[int] = ..., supervision_level: _Optional[int] = ..., archive_digest: _Optional[str] = ..., owner_unit_id: _Optional[str] = ..., creator_id: _Optional[str] = ..., disposed_first: _Optional[bool] = ..., reopen_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., receipt_secret: _Optional[str] = ..., community_name: _Optional[str] = ...) -> None: ...

class CaseSummary(_message.Message):
    __slots__ = ("id", "number", "title", "category", "category_title", "urgency", "state", "step", "level", "holder_name", "grid_code", "grid_name", "channel", "create_time", "due_time", "light", "point", "address", "reworks", "supervision_level", "etag", "update_time", "community_name", "minutes_left")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_TITLE_FIELD_NUMBER: _ClassVar[int]
    URGENCY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    HOLDER_NAME_FIELD_NUMBER: _ClassVar[int]
    GRID_CODE_FIELD_NUMBER: _ClassVar[int]
    GRID_NAME_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    LIGHT_FIELD_NUMBER: _ClassVar[int]
    POINT_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    REWORKS_FIELD_NUMBER: _ClassVar[int]
    SUPERVISION_LEVEL_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    COMMUNITY_NAME_FIELD_NUMBER: _ClassVar[int]
    MINUTES_LEFT_FIELD_NUMBER: _ClassVar[int]
    id: str
    number: str
    title: str
    category: str
    category_title: str
    urgency: Urgency
    state: CaseState
    step: int
    level: _types_pb2.Level
    holder_name: str
    grid_code: str
    grid_name: str
    channel: Channel
    create_time: _timestamp_pb2.Timestamp
    due_time: _timestamp_pb2.Timestamp
    light: Light
    point: _types_pb2.Point
    address: str
    reworks: int
    supervision_level: int
    etag: str
    update_time: _timestamp_pb2.Timestamp
    community_name: str
    minutes_left: int
    def __init__(self, id: _Optional[str] = ..., number: _Optional[str] = ..., title: _Optional[str] = ..., category: _Optional[str] = ..., category_title: _Optional[str] = ..., urgency: _Optional[_Union[Urgency, str]] = ..., state: _Optional[_Union[CaseState, str]] = ..., step: _Optional[int] = ..., level: _Optional[_Union[_types_pb2.Level, str]] = ..., holder_name: _Optional[str] = ..., grid_code: _Optional[str] = ..., grid_name: _Optional[str] = ..., channel: _Optional[_Union[Channel, str]] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., light: _Optional[_Union[Light, str]] = ..., point: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., address: _Optional[str] = ..., reworks: _Optional[int] = ..., supervision_level: _Optional[int] = ..., etag: _Optional[str] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., community_name: _Optional[str] = ..., minutes_left: _Optional[int] = ...) -> None: ...

class TimelineEntry(_message.Message):
    __slots__ = ("sequence", "at", "actor_id", "actor_name", "post_title", "unit_name", "on_behalf_of", "action", "from_state", "to_state", "level", "opinion", "attachments", "place", "details")
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    ACTOR_ID_FIELD_NUMBER: _ClassVar[int]
    ACTOR_NAME_FIELD_NUMBER: _ClassVar[int]
    POST_TITLE_FIELD_NUMBER: _ClassVar[int]
    UNIT_NAME_FIELD_NUMBER: _ClassVar[int]
    ON_BEHALF_OF_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    FROM_STATE_FIELD_NUMBER: _ClassVar[int]
    TO_STATE_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENTS_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    DETAILS_FIELD_NUMBER: _ClassVar[int]
    sequence: int
    at: _timestamp_pb2.Timestamp
    actor_id: str
    actor_name: str
    post_title: str
    unit_name: str
    on_behalf_of: str
    action: str
    from_state: CaseState
    to_state: CaseState
    level: _types_pb2.Level
    opinion: str
    attachments: _containers.RepeatedCompositeFieldContainer[_types_pb2.Attachment]
    place: _types_pb2.Point
    details: str
    def __init__(self, sequence: _Optional[int] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actor_id: _Optional[str] = ..., actor_name: _Optional[str] = ..., post_title: _Optional[str] = ..., unit_name: _Optional[str] = ..., on_behalf_of: _Optional[str] = ..., action: _Optional[str] = ..., from_state: _Optional[_Union[CaseState, str]] = ..., to_state: _Optional[_Union[CaseState, str]] = ..., level: _Optional[_Union[_types_pb2.Level, str]] = ..., opinion: _Optional[str] = ..., attachments: _Optional[_Iterable[_Union[_types_pb2.Attachment, _Mapping]]] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., details: _Optional[str] = ...) -> None: ...

class ReportCaseRequest(_message.Message):
    __slots__ = ("request_id", "title", "content", "category", "urgency", "channel", "place", "reporter", "occurred_time", "attachment_ids", "direct", "submit", "external_system", "external_number", "consent_to_publish", "disposed_first")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    URGENCY_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    REPORTER_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_TIME_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    DIRECT_FIELD_NUMBER: _ClassVar[int]
    SUBMIT_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_SYSTEM_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    CONSENT_TO_PUBLISH_FIELD_NUMBER: _ClassVar[int]
    DISPOSED_FIRST_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    title: str
    content: str
    category: str
    urgency: Urgency
    channel: Channel
    place: Place
    reporter: Reporter
    occurred_time: _timestamp_pb2.Timestamp
    attachment_ids: _containers.RepeatedScalarFieldContainer[str]
    direct: bool
    submit: bool
    external_system: str
    external_number: str
    consent_to_publish: bool
    disposed_first: bool
    def __init__(self, request_id: _Optional[str] = ..., title: _Optional[str] = ..., content: _Optional[str] = ..., category: _Optional[str] = ..., urgency: _Optional[_Union[Urgency, str]] = ..., channel: _Optional[_Union[Channel, str]] = ..., place: _Optional[_Union[Place, _Mapping]] = ..., reporter: _Optional[_Union[Reporter, _Mapping]] = ..., occurred_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., attachment_ids: _Optional[_Iterable[str]] = ..., direct: _Optional[bool] = ..., submit: _Optional[bool] = ..., external_system: _Optional[str] = ..., external_number: _Optional[str] = ..., consent_to_publish: _Optional[bool] = ..., disposed_first: _Optional[bool] = ...) -> None: ...

class GetCaseRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListCasesRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "filter", "order_by", "query", "view", "with_saved_filters")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    ORDER_BY_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    WITH_SAVED_FILTERS_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    filter: str
    order_by: str
    query: str
    view: str
    with_saved_filters: bool
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[str] = ..., order_by: _Optional[str] = ..., query: _Optional[str] = ..., view: _Optional[str] = ..., with_saved_filters: _Optional[bool] = ...) -> None: ...

class ListCasesResponse(_message.Message):
    __slots__ = ("cases", "next_page_token", "saved_filters")
    CASES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    SAVED_FILTERS_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[CaseSummary]
    next_page_token: str
    saved_filters: _containers.RepeatedCompositeFieldContainer[SavedFilter]
    def __init__(self, cases: _Optional[_Iterable[_Union[CaseSummary, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., saved_filters: _Optional[_Iterable[_Union[SavedFilter, _Mapping]]] = ...) -> None: ...

class SavedFilter(_message.Message):
    __slots__ = ("id", "name", "filter", "query", "order_by", "view", "columns", "etag", "update_time")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    ORDER_BY_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    COLUMNS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    filter: str
    query: str
    order_by: str
    view: str
    columns: _containers.RepeatedScalarFieldContainer[str]
    etag: str
    update_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., filter: _Optional[str] = ..., query: _Optional[str] = ..., order_by: _Optional[str] = ..., view: _Optional[str] = ..., columns: _Optional[_Iterable[str]] = ..., etag: _Optional[str] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SaveFilterRequest(_message.Message):
    __slots__ = ("saved_filter", "request_id")
    SAVED_FILTER_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    saved_filter: SavedFilter
    request_id: str
    def __init__(self, saved_filter: _Optional[_Union[SavedFilter, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListFiltersRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListFiltersResponse(_message.Message):
    __slots__ = ("saved_filters",)
    SAVED_FILTERS_FIELD_NUMBER: _ClassVar[int]
    saved_filters: _containers.RepeatedCompositeFieldContainer[SavedFilter]
    def __init__(self, saved_filters: _Optional[_Iterable[_Union[SavedFilter, _Mapping]]] = ...) -> None: ...

class DeleteFilterRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class DeleteFilterResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListPendingRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "ask", "overdue_only")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ASK_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_ONLY_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    ask: str
    overdue_only: bool
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., ask: _Optional[str] = ..., overdue_only: _Optional[bool] = ...) -> None: ...

class PendingCase(_message.Message):
    __slots__ = ("case", "ask", "minutes_left", "unseen")
    CASE_FIELD_NUMBER: _ClassVar[int]
    ASK_FIELD_NUMBER: _ClassVar[int]
    MINUTES_LEFT_FIELD_NUMBER: _ClassVar[int]
    UNSEEN_FIELD_NUMBER: _ClassVar[int]
    case: CaseSummary
    ask: str
    minutes_left: int
    unseen: bool
    def __init__(self, case: _Optional[_Union[CaseSummary, _Mapping]] = ..., ask: _Optional[str] = ..., minutes_left: _Optional[int] = ..., unseen: _Optional[bool] = ...) -> None: ...

class ListNewestRequest(_message.Message):
    __slots__ = ("page_size",)
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    def __init__(self, page_size: _Optional[int] = ...) -> None: ...

class ListNewestResponse(_message.Message):
    __slots__ = ("cases", "unseen", "read_time")
    CASES_FIELD_NUMBER: _ClassVar[int]
    UNSEEN_FIELD_NUMBER: _ClassVar[int]
    READ_TIME_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[PendingCase]
    unseen: int
    read_time: _timestamp_pb2.Timestamp
    def __init__(self, cases: _Optional[_Iterable[_Union[PendingCase, _Mapping]]] = ..., unseen: _Optional[int] = ..., read_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SeeNewestRequest(_message.Message):
    __slots__ = ("until",)
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    until: _timestamp_pb2.Timestamp
    def __init__(self, until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SeeNewestResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListPendingResponse(_message.Message):
    __slots__ = ("cases", "next_page_token", "total", "overdue", "amber", "by_ask")
    class ByAskEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    CASES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    AMBER_FIELD_NUMBER: _ClassVar[int]
    BY_ASK_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[PendingCase]
    next_page_token: str
    total: int
    overdue: int
    amber: int
    by_ask: _containers.ScalarMap[str, int]
    def __init__(self, cases: _Optional[_Iterable[_Union[PendingCase, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., total: _Optional[int] = ..., overdue: _Optional[int] = ..., amber: _Optional[int] = ..., by_ask: _Optional[_Mapping[str, int]] = ...) -> None: ...

class GetTimelineRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class Timeline(_message.Message):
    __slots__ = ("entries",)
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[TimelineEntry]
    def __init__(self, entries: _Optional[_Iterable[_Union[TimelineEntry, _Mapping]]] = ...) -> None: ...

class RevealReporterRequest(_message.Message):
    __slots__ = ("id", "purpose")
    ID_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    id: str
    purpose: str
    def __init__(self, id: _Optional[str] = ..., purpose: _Optional[str] = ...) -> None: ...

class FindByReporterRequest(_message.Message):
    __slots__ = ("phone", "purpose", "page_size", "page_token")
    PHONE_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    phone: str
    purpose: str
    page_size: int
    page_token: str
    def __init__(self, phone: _Optional[str] = ..., purpose: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class FindSimilarRequest(_message.Message):
    __slots__ = ("category", "longitude", "latitude")
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    LONGITUDE_FIELD_NUMBER: _ClassVar[int]
    LATITUDE_FIELD_NUMBER: _ClassVar[int]
    category: str
    longitude: float
    latitude: float
    def __init__(self, category: _Optional[str] = ..., longitude: _Optional[float] = ..., latitude: _Optional[float] = ...) -> None: ...

class SimilarCase(_message.Message):
    __slots__ = ("case", "metres")
    CASE_FIELD_NUMBER: _ClassVar[int]
    METRES_FIELD_NUMBER: _ClassVar[int]
    case: CaseSummary
    metres: float
    def __init__(self, case: _Optional[_Union[CaseSummary, _Mapping]] = ..., metres: _Optional[float] = ...) -> None: ...

class FindSimilarResponse(_message.Message):
    __slots__ = ("cases",)
    CASES_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[SimilarCase]
    def __init__(self, cases: _Optional[_Iterable[_Union[SimilarCase, _Mapping]]] = ...) -> None: ...

class SuggestCategoryRequest(_message.Message):
    __slots__ = ("words",)
    WORDS_FIELD_NUMBER: _ClassVar[int]
    words: str
    def __init__(self, words: _Optional[str] = ...) -> None: ...

class SuggestCategoryResponse(_message.Message):
    __slots__ = ("suggestions",)
    class Suggestion(_message.Message):
        __slots__ = ("category", "title", "score")
        CATEGORY_FIELD_NUMBER: _ClassVar[int]
        TITLE_FIELD_NUMBER: _ClassVar[int]
        SCORE_FIELD_NUMBER: _ClassVar[int]
        category: str
        title: str
        score: int
        def __init__(self, category: _Optional[str] = ..., title: _Optional[str] = ..., score: _Optional[int] = ...) -> None: ...
    SUGGESTIONS_FIELD_NUMBER: _ClassVar[int]
    suggestions: _containers.RepeatedCompositeFieldContainer[SuggestCategoryResponse.Suggestion]
    def __init__(self, suggestions: _Optional[_Iterable[_Union[SuggestCategoryResponse.Suggestion, _Mapping]]] = ...) -> None: ...

class SuggestRouteRequest(_message.Message):
    __slots__ = ("category", "grid_code", "longitude", "latitude", "level")
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    GRID_CODE_FIELD_NUMBER: _ClassVar[int]
    LONGITUDE_FIELD_NUMBER: _ClassVar[int]
    LATITUDE_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    category: str
    grid_code: str
    longitude: float
    latitude: float
    level: _types_pb2.Level
    def __init__(self, category: _Optional[str] = ..., grid_code: _Optional[str] = ..., longitude: _Optional[float] = ..., latitude: _Optional[float] = ..., level: _Optional[_Union[_types_pb2.Level, str]] = ...) -> None: ...

class SuggestRouteResponse(_message.Message):
    __slots__ = ("grid_code", "grid_name", "rule", "candidates")
    class Candidate(_message.Message):
        __slots__ = ("unit_id", "unit_name", "principle", "level")
        UNIT_ID_FIELD_NUMBER: _ClassVar[int]
        UNIT_NAME_FIELD_NUMBER: _ClassVar[int]
        PRINCIPLE_FIELD_NUMBER: _ClassVar[int]
        LEVEL_FIELD_NUMBER: _ClassVar[int]
        unit_id: str
        unit_name: str
        principle: str
        level: _types_pb2.Level
        def __init__(self, unit_id: _Optional[str] = ..., unit_name: _Optional[str] = ..., principle: _Optional[str] = ..., level: _Optional[_Union[_types_pb2.Level, str]] = ...) -> None: ...
    GRID_CODE_FIELD_NUMBER: _ClassVar[int]
    GRID_NAME_FIELD_NUMBER: _ClassVar[int]
    RULE_FIELD_NUMBER: _ClassVar[int]
    CANDIDATES_FIELD_NUMBER: _ClassVar[int]
    grid_code: str
    grid_name: str
    rule: str
    candidates: _containers.RepeatedCompositeFieldContainer[SuggestRouteResponse.Candidate]
    def __init__(self, grid_code: _Optional[str] = ..., grid_name: _Optional[str] = ..., rule: _Optional[str] = ..., candidates: _Optional[_Iterable[_Union[SuggestRouteResponse.Candidate, _Mapping]]] = ...) -> None: ...

class AddAttachmentRequest(_message.Message):
    __slots__ = ("case_id", "file_name", "data", "taken_at", "taken_where", "moment", "request_id")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    TAKEN_AT_FIELD_NUMBER: _ClassVar[int]
    TAKEN_WHERE_FIELD_NUMBER: _ClassVar[int]
    MOMENT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    file_name: str
    data: bytes
    taken_at: _timestamp_pb2.Timestamp
    taken_where: _types_pb2.Point
    moment: str
    request_id: str
    def __init__(self, case_id: _Optional[str] = ..., file_name: _Optional[str] = ..., data: _Optional[bytes] = ..., taken_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., taken_where: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., moment: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetAttachmentDataRequest(_message.Message):
    __slots__ = ("id", "attachment_id", "thumbnail")
    ID_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENT_ID_FIELD_NUMBER: _ClassVar[int]
    THUMBNAIL_FIELD_NUMBER: _ClassVar[int]
    id: str
    attachment_id: str
    thumbnail: bool
    def __init__(self, id: _Optional[str] = ..., attachment_id: _Optional[str] = ..., thumbnail: _Optional[bool] = ...) -> None: ...

class AttachmentData(_message.Message):
    __slots__ = ("content_type", "file_name", "data")
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    content_type: str
    file_name: str
    data: bytes
    def __init__(self, content_type: _Optional[str] = ..., file_name: _Optional[str] = ..., data: _Optional[bytes] = ...) -> None: ...

class GetLedgerRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class Ledger(_message.Message):
    __slots__ = ("case", "entries", "digest")
    CASE_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    DIGEST_FIELD_NUMBER: _ClassVar[int]
    case: Case
    entries: _containers.RepeatedCompositeFieldContainer[TimelineEntry]
    digest: str
    def __init__(self, case: _Optional[_Union[Case, _Mapping]] = ..., entries: _Optional[_Iterable[_Union[TimelineEntry, _Mapping]]] = ..., digest: _Optional[str] = ...) -> None: ...

class WatchCasesRequest(_message.Message):
    __slots__ = ("after", "territory_code")
    AFTER_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    after: str
    territory_code: str
    def __init__(self, after: _Optional[str] = ..., territory_code: _Optional[str] = ...) -> None: ...

class CaseNotice(_message.Message):
    __slots__ = ("id", "action", "case", "at")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    CASE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    id: str
    action: str
    case: CaseSummary
    at: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., action: _Optional[str] = ..., case: _Optional[_Union[CaseSummary, _Mapping]] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GetReceiptRequest(_message.Message):
    __slots__ = ("number", "secret")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    SECRET_FIELD_NUMBER: _ClassVar[int]
    number: str
    secret: str
    def __init__(self, number: _Optional[str] = ..., secret: _Optional[str] = ...) -> None: ...

class RateByReceiptRequest(_message.Message):
    __slots__ = ("number", "secret", "score", "text")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    SECRET_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    number: str
    secret: str
    score: int
    text: str
    def __init__(self, number: _Optional[str] = ..., secret: _Optional[str] = ..., score: _Optional[int] = ..., text: _Optional[str] = ...) -> None: ...

class ReopenByReceiptRequest(_message.Message):
    __slots__ = ("number", "secret", "ground")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    SECRET_FIELD_NUMBER: _ClassVar[int]
    GROUND_FIELD_NUMBER: _ClassVar[int]
    number: str
    secret: str
    ground: str
    def __init__(self, number: _Optional[str] = ..., secret: _Optional[str] = ..., ground: _Optional[str] = ...) -> None: ...

class WithdrawByReceiptRequest(_message.Message):
    __slots__ = ("number", "secret", "reason")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    SECRET_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    number: str
    secret: str
    reason: str
    def __init__(self, number: _Optional[str] = ..., secret: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class Receipt(_message.Message):
    __slots__ = ("number", "title", "step", "state", "holder", "promised_time", "answer", "reopen_until", "evaluation", "steps", "actions", "close_time")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    HOLDER_FIELD_NUMBER: _ClassVar[int]
    PROMISED_TIME_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    REOPEN_UNTIL_FIELD_NUMBER: _ClassVar[int]
    EVALUATION_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    CLOSE_TIME_FIELD_NUMBER: _ClassVar[int]
    number: str
    title: str
    step: int
    state: CaseState
    holder: str
    promised_time: _timestamp_pb2.Timestamp
    answer: str
    reopen_until: _timestamp_pb2.Timestamp
    evaluation: Evaluation
    steps: _containers.RepeatedCompositeFieldContainer[ReceiptStep]
    actions: _containers.RepeatedScalarFieldContainer[str]
    close_time: _timestamp_pb2.Timestamp
    def __init__(self, number: _Optional[str] = ..., title: _Optional[str] = ..., step: _Optional[int] = ..., state: _Optional[_Union[CaseState, str]] = ..., holder: _Optional[str] = ..., promised_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., answer: _Optional[str] = ..., reopen_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., evaluation: _Optional[_Union[Evaluation, _Mapping]] = ..., steps: _Optional[_Iterable[_Union[ReceiptStep, _Mapping]]] = ..., actions: _Optional[_Iterable[str]] = ..., close_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ReceiptStep(_message.Message):
    __slots__ = ("step", "at", "by")
    STEP_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    step: int
    at: _timestamp_pb2.Timestamp
    by: str
    def __init__(self, step: _Optional[int] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., by: _Optional[str] = ...) -> None: ...

class SettleOnSpotRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "measures", "attachment_ids", "place", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MEASURES_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    measures: str
    attachment_ids: _containers.RepeatedScalarFieldContainer[str]
    place: _types_pb2.Point
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., measures: _Optional[str] = ..., attachment_ids: _Optional[_Iterable[str]] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class ConfirmSettledRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "opinion", "attachment_ids", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    opinion: str
    attachment_ids: _containers.RepeatedScalarFieldContainer[str]
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., opinion: _Optional[str] = ..., attachment_ids: _Optional[_Iterable[str]] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class SubmitCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "reason", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    reason: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., reason: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class FileCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "category", "urgency", "opinion", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    URGENCY_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    category: str
    urgency: Urgency
    opinion: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., category: _Optional[str] = ..., urgency: _Optional[_Union[Urgency, str]] = ..., opinion: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class ReturnCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "missing", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    missing: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., missing: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class ResubmitCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "additions", "attachment_ids", "address", "place", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ADDITIONS_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    additions: str
    attachment_ids: _containers.RepeatedScalarFieldContainer[str]
    address: str
    place: _types_pb2.Point
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., additions: _Optional[str] = ..., attachment_ids: _Optional[_Iterable[str]] = ..., address: _Optional[str] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class RejectCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "reason", "answer_to_reporter", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ANSWER_TO_REPORTER_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    reason: str
    answer_to_reporter: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., reason: _Optional[str] = ..., answer_to_reporter: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class MergeCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "into_id", "reason", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    INTO_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    into_id: str
    reason: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., into_id: _Optional[str] = ..., reason: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class TakeCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "opinion", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    opinion: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., opinion: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class AssignCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "lead_unit_id", "joint_unit_ids", "requirement", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LEAD_UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    JOINT_UNIT_IDS_FIELD_NUMBER: _ClassVar[int]
    REQUIREMENT_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    lead_unit_id: str
    joint_unit_ids: _containers.RepeatedScalarFieldContainer[str]
    requirement: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., lead_unit_id: _Optional[str] = ..., joint_unit_ids: _Optional[_Iterable[str]] = ..., requirement: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class EscalateCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "reason", "work_done", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    WORK_DONE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    reason: str
    work_done: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., reason: _Optional[str] = ..., work_done: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class PushDownCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "territory_code", "reason", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    territory_code: str
    reason: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., reason: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class SignForCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "officer", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    OFFICER_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    officer: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., officer: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class SendBackCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "legal_ground", "suggested_unit_id", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    LEGAL_GROUND_FIELD_NUMBER: _ClassVar[int]
    SUGGESTED_UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    legal_ground: str
    suggested_unit_id: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., legal_ground: _Optional[str] = ..., suggested_unit_id: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class TransferCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "to_unit_id", "reason", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TO_UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    to_unit_id: str
    reason: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., to_unit_id: _Optional[str] = ..., reason: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class AddProgressRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "note", "attachment_ids", "step_done", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    STEP_DONE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    note: str
    attachment_ids: _containers.RepeatedScalarFieldContainer[str]
    step_done: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., note: _Optional[str] = ..., attachment_ids: _Optional[_Iterable[str]] = ..., step_done: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class RequestExtensionRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "reason", "extra")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXTRA_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    reason: str
    extra: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., reason: _Optional[str] = ..., extra: _Optional[str] = ...) -> None: ...

class RequestSuspensionRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "reason", "until")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    reason: str
    until: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., reason: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class DecideRequestRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "change_request_id", "approve", "opinion")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CHANGE_REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    APPROVE_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    change_request_id: str
    approve: bool
    opinion: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., change_request_id: _Optional[str] = ..., approve: _Optional[bool] = ..., opinion: _Optional[str] = ...) -> None: ...

class SuspendCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "ground", "until")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    GROUND_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    ground: str
    until: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., ground: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ResumeCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    reason: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class FeedBackRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "result", "attachment_ids", "cost", "place", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    COST_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    result: str
    attachment_ids: _containers.RepeatedScalarFieldContainer[str]
    cost: str
    place: _types_pb2.Point
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., result: _Optional[str] = ..., attachment_ids: _Optional[_Iterable[str]] = ..., cost: _Optional[str] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class CheckFeedbackRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "accept", "opinion", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ACCEPT_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    accept: bool
    opinion: str
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., accept: _Optional[bool] = ..., opinion: _Optional[str] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class VerifyCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "passed", "defects", "attachment_ids", "place", "overrun_cause", "overrun_words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    PASSED_FIELD_NUMBER: _ClassVar[int]
    DEFECTS_FIELD_NUMBER: _ClassVar[int]
    ATTACHMENT_IDS_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_CAUSE_FIELD_NUMBER: _ClassVar[int]
    OVERRUN_WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    passed: bool
    defects: str
    attachment_ids: _containers.RepeatedScalarFieldContainer[str]
    place: _types_pb2.Point
    overrun_cause: OverrunCause
    overrun_words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., passed: _Optional[bool] = ..., defects: _Optional[str] = ..., attachment_ids: _Optional[_Iterable[str]] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., overrun_cause: _Optional[_Union[OverrunCause, str]] = ..., overrun_words: _Optional[str] = ...) -> None: ...

class RateCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "score", "text", "by_call_back")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    BY_CALL_BACK_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    score: int
    text: str
    by_call_back: bool
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., score: _Optional[int] = ..., text: _Optional[str] = ..., by_call_back: _Optional[bool] = ...) -> None: ...

class ReopenCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "ground")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    GROUND_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    ground: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., ground: _Optional[str] = ...) -> None: ...

class WithdrawCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    reason: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ChangeCategoryRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "category", "urgency", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    URGENCY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    category: str
    urgency: Urgency
    reason: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., category: _Optional[str] = ..., urgency: _Optional[_Union[Urgency, str]] = ..., reason: _Optional[str] = ...) -> None: ...

class FollowCaseRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "reporter_name", "reporter_phone", "words")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REPORTER_NAME_FIELD_NUMBER: _ClassVar[int]
    REPORTER_PHONE_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    reporter_name: str
    reporter_phone: str
    words: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., reporter_name: _Optional[str] = ..., reporter_phone: _Optional[str] = ..., words: _Optional[str] = ...) -> None: ...

class HandOverFirstReceiptRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "to_account_id", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TO_ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    to_account_id: str
    reason: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., to_account_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class AcknowledgeFirstReceiptRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class PutDisputeRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "dispute")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    DISPUTE_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    dispute: Dispute
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., dispute: _Optional[_Union[Dispute, _Mapping]] = ...) -> None: ...

class AddMediationRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "session")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    session: MediationSession
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., session: _Optional[_Union[MediationSession, _Mapping]] = ...) -> None: ...

class HandToEmergencyRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    reason: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...
