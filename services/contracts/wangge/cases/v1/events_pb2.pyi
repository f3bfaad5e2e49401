import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.cases.v1 import cases_pb2 as _cases_pb2
from wangge.types.v1 import types_pb2 as _types_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CaseHead(_message.Message):
    __slots__ = ("case_id", "number", "category", "urgency", "channel", "grid_path", "level", "holder_path", "before", "after", "reason", "unit_ids", "due_time", "reworks", "transfers", "parties")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    URGENCY_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    GRID_PATH_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    HOLDER_PATH_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    UNIT_IDS_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    REWORKS_FIELD_NUMBER: _ClassVar[int]
    TRANSFERS_FIELD_NUMBER: _ClassVar[int]
    PARTIES_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    number: str
    category: str
    urgency: _cases_pb2.Urgency
    channel: _cases_pb2.Channel
    grid_path: str
    level: _types_pb2.Level
    holder_path: str
    before: _cases_pb2.CaseState
    after: _cases_pb2.CaseState
    reason: str
    unit_ids: _containers.RepeatedScalarFieldContainer[str]
    due_time: _timestamp_pb2.Timestamp
    reworks: int
    transfers: int
    parties: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, case_id: _Optional[str] = ..., number: _Optional[str] = ..., category: _Optional[str] = ..., urgency: _Optional[_Union[_cases_pb2.Urgency, str]] = ..., channel: _Optional[_Union[_cases_pb2.Channel, str]] = ..., grid_path: _Optional[str] = ..., level: _Optional[_Union[_types_pb2.Level, str]] = ..., holder_path: _Optional[str] = ..., before: _Optional[_Union[_cases_pb2.CaseState, str]] = ..., after: _Optional[_Union[_cases_pb2.CaseState, str]] = ..., reason: _Optional[str] = ..., unit_ids: _Optional[_Iterable[str]] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reworks: _Optional[int] = ..., transfers: _Optional[int] = ..., parties: _Optional[_Iterable[str]] = ...) -> None: ...

class CaseReported(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseSelfHandled(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseSubmitted(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseFiled(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseReturned(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseResubmitted(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseRejected(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseMerged(_message.Message):
    __slots__ = ("head", "into_id")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    INTO_ID_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    into_id: str
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., into_id: _Optional[str] = ...) -> None: ...

class CaseAssigned(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseEscalated(_message.Message):
    __slots__ = ("head", "automatic", "skipped_paths")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    AUTOMATIC_FIELD_NUMBER: _ClassVar[int]
    SKIPPED_PATHS_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    automatic: bool
    skipped_paths: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., automatic: _Optional[bool] = ..., skipped_paths: _Optional[_Iterable[str]] = ...) -> None: ...

class CasePushedDown(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseAccepted(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseSentBack(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseTransferred(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseProgressed(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseRequestMade(_message.Message):
    __slots__ = ("head", "kind")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    kind: str
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., kind: _Optional[str] = ...) -> None: ...

class CaseRequestRefused(_message.Message):
    __slots__ = ("head", "kind")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    kind: str
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., kind: _Optional[str] = ...) -> None: ...

class CaseExtended(_message.Message):
    __slots__ = ("head", "extra")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    EXTRA_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    extra: str
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., extra: _Optional[str] = ...) -> None: ...

class CaseSuspended(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseResumed(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseTaskDone(_message.Message):
    __slots__ = ("head", "unit_id")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    unit_id: str
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., unit_id: _Optional[str] = ...) -> None: ...

class CaseDone(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseChecked(_message.Message):
    __slots__ = ("head", "accepted")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    accepted: bool
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., accepted: _Optional[bool] = ...) -> None: ...

class CaseVerified(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseReworked(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseClosed(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseRated(_message.Message):
    __slots__ = ("head", "score", "by")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    score: int
    by: str
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., score: _Optional[int] = ..., by: _Optional[str] = ...) -> None: ...

class CaseReopened(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseArchived(_message.Message):
    __slots__ = ("head", "digest")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    DIGEST_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    digest: str
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., digest: _Optional[str] = ...) -> None: ...

class CaseWithdrawn(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseRecategorised(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseFollowed(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseWarned(_message.Message):
    __slots__ = ("head", "stage")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    stage: str
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., stage: _Optional[str] = ...) -> None: ...

class CaseOverdue(_message.Message):
    __slots__ = ("head", "stage")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    stage: str
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., stage: _Optional[str] = ...) -> None: ...

class CaseMoved(_message.Message):
    __slots__ = ("head", "from_grid_path")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    FROM_GRID_PATH_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    from_grid_path: str
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., from_grid_path: _Optional[str] = ...) -> None: ...

class CaseHandedOver(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseHandoverAcknowledged(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseHandedToEmergency(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseCommented(_message.Message):
    __slots__ = ("head", "type")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    type: str
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., type: _Optional[str] = ...) -> None: ...

class CaseCommentAnswered(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class CaseDisputeChanged(_message.Message):
    __slots__ = ("head",)
    HEAD_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ...) -> None: ...

class DossierCompiled(_message.Message):
    __slots__ = ("head", "dossier_id")
    HEAD_FIELD_NUMBER: _ClassVar[int]
    DOSSIER_ID_FIELD_NUMBER: _ClassVar[int]
    head: CaseHead
    dossier_id: str
    def __init__(self, head: _Optional[_Union[CaseHead, _Mapping]] = ..., dossier_id: _Optional[str] = ...) -> None: ...

class SupervisionChanged(_message.Message):
    __slots__ = ("order_id", "number", "case_id", "unit_id", "what", "level", "origin")
    ORDER_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    WHAT_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    order_id: str
    number: str
    case_id: str
    unit_id: str
    what: str
    level: int
    origin: str
    def __init__(self, order_id: _Optional[str] = ..., number: _Optional[str] = ..., case_id: _Optional[str] = ..., unit_id: _Optional[str] = ..., what: _Optional[str] = ..., level: _Optional[int] = ..., origin: _Optional[str] = ...) -> None: ...

class BoardItemMoved(_message.Message):
    __slots__ = ("item_id", "number", "owner_unit_id", "move", "overdue")
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    OWNER_UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    MOVE_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    number: str
    owner_unit_id: str
    move: str
    overdue: bool
    def __init__(self, item_id: _Optional[str] = ..., number: _Optional[str] = ..., owner_unit_id: _Optional[str] = ..., move: _Optional[str] = ..., overdue: _Optional[bool] = ...) -> None: ...

class ScreeningChanged(_message.Message):
    __slots__ = ("screening_id", "territory_path", "period", "what")
    SCREENING_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    WHAT_FIELD_NUMBER: _ClassVar[int]
    screening_id: str
    territory_path: str
    period: str
    what: str
    def __init__(self, screening_id: _Optional[str] = ..., territory_path: _Optional[str] = ..., period: _Optional[str] = ..., what: _Optional[str] = ...) -> None: ...

class ExportDecided(_message.Message):
    __slots__ = ("export_id", "approved")
    EXPORT_ID_FIELD_NUMBER: _ClassVar[int]
    APPROVED_FIELD_NUMBER: _ClassVar[int]
    export_id: str
    approved: bool
    def __init__(self, export_id: _Optional[str] = ..., approved: _Optional[bool] = ...) -> None: ...
