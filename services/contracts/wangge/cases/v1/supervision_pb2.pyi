import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.cases.v1 import cases_pb2 as _cases_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class SupervisionState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SUPERVISION_STATE_UNSPECIFIED: _ClassVar[SupervisionState]
    SUPERVISION_STATE_ISSUED: _ClassVar[SupervisionState]
    SUPERVISION_STATE_SIGNED: _ClassVar[SupervisionState]
    SUPERVISION_STATE_REPLIED: _ClassVar[SupervisionState]
    SUPERVISION_STATE_RETURNED: _ClassVar[SupervisionState]
    SUPERVISION_STATE_ACCEPTED: _ClassVar[SupervisionState]
    SUPERVISION_STATE_ENDED: _ClassVar[SupervisionState]

class BoardState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BOARD_STATE_UNSPECIFIED: _ClassVar[BoardState]
    BOARD_STATE_LISTED: _ClassVar[BoardState]
    BOARD_STATE_IN_TREATMENT: _ClassVar[BoardState]
    BOARD_STATE_STRIKE_OFF_REQUESTED: _ClassVar[BoardState]
    BOARD_STATE_CHECKED: _ClassVar[BoardState]
    BOARD_STATE_STRUCK_OFF: _ClassVar[BoardState]
    BOARD_STATE_RETURNED: _ClassVar[BoardState]

class ScreeningState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SCREENING_STATE_UNSPECIFIED: _ClassVar[ScreeningState]
    SCREENING_STATE_DUE: _ClassVar[ScreeningState]
    SCREENING_STATE_IN_PROGRESS: _ClassVar[ScreeningState]
    SCREENING_STATE_REPORTED: _ClassVar[ScreeningState]
    SCREENING_STATE_ACCEPTED: _ClassVar[ScreeningState]
    SCREENING_STATE_RETURNED: _ClassVar[ScreeningState]
SUPERVISION_STATE_UNSPECIFIED: SupervisionState
SUPERVISION_STATE_ISSUED: SupervisionState
SUPERVISION_STATE_SIGNED: SupervisionState
SUPERVISION_STATE_REPLIED: SupervisionState
SUPERVISION_STATE_RETURNED: SupervisionState
SUPERVISION_STATE_ACCEPTED: SupervisionState
SUPERVISION_STATE_ENDED: SupervisionState
BOARD_STATE_UNSPECIFIED: BoardState
BOARD_STATE_LISTED: BoardState
BOARD_STATE_IN_TREATMENT: BoardState
BOARD_STATE_STRIKE_OFF_REQUESTED: BoardState
BOARD_STATE_CHECKED: BoardState
BOARD_STATE_STRUCK_OFF: BoardState
BOARD_STATE_RETURNED: BoardState
SCREENING_STATE_UNSPECIFIED: ScreeningState
SCREENING_STATE_DUE: ScreeningState
SCREENING_STATE_IN_PROGRESS: ScreeningState
SCREENING_STATE_REPORTED: ScreeningState
SCREENING_STATE_ACCEPTED: ScreeningState
SCREENING_STATE_RETURNED: ScreeningState

class SupervisionOrder(_message.Message):
    __slots__ = ("id", "number", "case_id", "unit_id", "unit_name", "state", "level", "requirement", "due_time", "light", "replies", "issued_by", "issued_at", "origin", "urges", "missed", "etag", "territory_code", "actions", "case_number")
    class Reply(_message.Message):
        __slots__ = ("number", "text", "by", "at", "verdict", "opinion")
        NUMBER_FIELD_NUMBER: _ClassVar[int]
        TEXT_FIELD_NUMBER: _ClassVar[int]
        BY_FIELD_NUMBER: _ClassVar[int]
        AT_FIELD_NUMBER: _ClassVar[int]
        VERDICT_FIELD_NUMBER: _ClassVar[int]
        OPINION_FIELD_NUMBER: _ClassVar[int]
        number: int
        text: str
        by: str
        at: _timestamp_pb2.Timestamp
        verdict: str
        opinion: str
        def __init__(self, number: _Optional[int] = ..., text: _Optional[str] = ..., by: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., verdict: _Optional[str] = ..., opinion: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    UNIT_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    REQUIREMENT_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    LIGHT_FIELD_NUMBER: _ClassVar[int]
    REPLIES_FIELD_NUMBER: _ClassVar[int]
    ISSUED_BY_FIELD_NUMBER: _ClassVar[int]
    ISSUED_AT_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    URGES_FIELD_NUMBER: _ClassVar[int]
    MISSED_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    CASE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    id: str
    number: str
    case_id: str
    unit_id: str
    unit_name: str
    state: SupervisionState
    level: int
    requirement: str
    due_time: _timestamp_pb2.Timestamp
    light: _cases_pb2.Light
    replies: _containers.RepeatedCompositeFieldContainer[SupervisionOrder.Reply]
    issued_by: str
    issued_at: _timestamp_pb2.Timestamp
    origin: str
    urges: int
    missed: bool
    etag: str
    territory_code: str
    actions: _containers.RepeatedScalarFieldContainer[str]
    case_number: str
    def __init__(self, id: _Optional[str] = ..., number: _Optional[str] = ..., case_id: _Optional[str] = ..., unit_id: _Optional[str] = ..., unit_name: _Optional[str] = ..., state: _Optional[_Union[SupervisionState, str]] = ..., level: _Optional[int] = ..., requirement: _Optional[str] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., light: _Optional[_Union[_cases_pb2.Light, str]] = ..., replies: _Optional[_Iterable[_Union[SupervisionOrder.Reply, _Mapping]]] = ..., issued_by: _Optional[str] = ..., issued_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., origin: _Optional[str] = ..., urges: _Optional[int] = ..., missed: _Optional[bool] = ..., etag: _Optional[str] = ..., territory_code: _Optional[str] = ..., actions: _Optional[_Iterable[str]] = ..., case_number: _Optional[str] = ...) -> None: ...

class Comment(_message.Message):
    __slots__ = ("id", "case_id", "type", "text", "by", "at", "answer_required", "answer", "answered_by", "answered_at")
    ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    ANSWER_REQUIRED_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_BY_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_AT_FIELD_NUMBER: _ClassVar[int]
    id: str
    case_id: str
    type: str
    text: str
    by: str
    at: _timestamp_pb2.Timestamp
    answer_required: bool
    answer: str
    answered_by: str
    answered_at: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., case_id: _Optional[str] = ..., type: _Optional[str] = ..., text: _Optional[str] = ..., by: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., answer_required: _Optional[bool] = ..., answer: _Optional[str] = ..., answered_by: _Optional[str] = ..., answered_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class BoardItem(_message.Message):
    __slots__ = ("id", "number", "title", "case_id", "territory_code", "listing_unit_id", "owner_unit_id", "owner_name", "measures", "due_time", "state", "public", "overdue", "evidence", "opinion", "etag", "actions", "listing_name", "listed_at")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    LISTING_UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    OWNER_UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    OWNER_NAME_FIELD_NUMBER: _ClassVar[int]
    MEASURES_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    LISTING_NAME_FIELD_NUMBER: _ClassVar[int]
    LISTED_AT_FIELD_NUMBER: _ClassVar[int]
    id: str
    number: str
    title: str
    case_id: str
    territory_code: str
    listing_unit_id: str
    owner_unit_id: str
    owner_name: str
    measures: str
    due_time: _timestamp_pb2.Timestamp
    state: BoardState
    public: bool
    overdue: bool
    evidence: str
    opinion: str
    etag: str
    actions: _containers.RepeatedScalarFieldContainer[str]
    listing_name: str
    listed_at: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., number: _Optional[str] = ..., title: _Optional[str] = ..., case_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., listing_unit_id: _Optional[str] = ..., owner_unit_id: _Optional[str] = ..., owner_name: _Optional[str] = ..., measures: _Optional[str] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., state: _Optional[_Union[BoardState, str]] = ..., public: _Optional[bool] = ..., overdue: _Optional[bool] = ..., evidence: _Optional[str] = ..., opinion: _Optional[str] = ..., etag: _Optional[str] = ..., actions: _Optional[_Iterable[str]] = ..., listing_name: _Optional[str] = ..., listed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Screening(_message.Message):
    __slots__ = ("id", "territory_code", "territory_name", "period", "period_start", "period_end", "due_time", "state", "overdue", "places", "found", "settled", "nil", "text", "case_ids", "reported_by", "reported_at", "opinion", "etag", "actions", "reported_by_name")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    PERIOD_START_FIELD_NUMBER: _ClassVar[int]
    PERIOD_END_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    PLACES_FIELD_NUMBER: _ClassVar[int]
    FOUND_FIELD_NUMBER: _ClassVar[int]
    SETTLED_FIELD_NUMBER: _ClassVar[int]
    NIL_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CASE_IDS_FIELD_NUMBER: _ClassVar[int]
    REPORTED_BY_FIELD_NUMBER: _ClassVar[int]
    REPORTED_AT_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    REPORTED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    territory_name: str
    period: str
    period_start: _timestamp_pb2.Timestamp
    period_end: _timestamp_pb2.Timestamp
    due_time: _timestamp_pb2.Timestamp
    state: ScreeningState
    overdue: bool
    places: int
    found: int
    settled: int
    nil: bool
    text: str
    case_ids: _containers.RepeatedScalarFieldContainer[str]
    reported_by: str
    reported_at: _timestamp_pb2.Timestamp
    opinion: str
    etag: str
    actions: _containers.RepeatedScalarFieldContainer[str]
    reported_by_name: str
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., period: _Optional[str] = ..., period_start: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., period_end: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., state: _Optional[_Union[ScreeningState, str]] = ..., overdue: _Optional[bool] = ..., places: _Optional[int] = ..., found: _Optional[int] = ..., settled: _Optional[int] = ..., nil: _Optional[bool] = ..., text: _Optional[str] = ..., case_ids: _Optional[_Iterable[str]] = ..., reported_by: _Optional[str] = ..., reported_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., opinion: _Optional[str] = ..., etag: _Optional[str] = ..., actions: _Optional[_Iterable[str]] = ..., reported_by_name: _Optional[str] = ...) -> None: ...

class IssueOrderRequest(_message.Message):
    __slots__ = ("request_id", "case_id", "unit_id", "requirement", "limit")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    REQUIREMENT_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    case_id: str
    unit_id: str
    requirement: str
    limit: str
    def __init__(self, request_id: _Optional[str] = ..., case_id: _Optional[str] = ..., unit_id: _Optional[str] = ..., requirement: _Optional[str] = ..., limit: _Optional[str] = ...) -> None: ...

class GetOrderRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListOrdersRequest(_message.Message):
    __slots__ = ("case_id", "only_open", "page_size", "page_token", "state", "only_overdue")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    ONLY_OPEN_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ONLY_OVERDUE_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    only_open: bool
    page_size: int
    page_token: str
    state: SupervisionState
    only_overdue: bool
    def __init__(self, case_id: _Optional[str] = ..., only_open: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., state: _Optional[_Union[SupervisionState, str]] = ..., only_overdue: _Optional[bool] = ...) -> None: ...

class ListOrdersResponse(_message.Message):
    __slots__ = ("orders", "next_page_token")
    ORDERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    orders: _containers.RepeatedCompositeFieldContainer[SupervisionOrder]
    next_page_token: str
    def __init__(self, orders: _Optional[_Iterable[_Union[SupervisionOrder, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class OrderVerbRequest(_message.Message):
    __slots__ = ("id", "etag", "text", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    text: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., text: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class DecideReplyRequest(_message.Message):
    __slots__ = ("id", "etag", "accept", "opinion")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ACCEPT_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    accept: bool
    opinion: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., accept: _Optional[bool] = ..., opinion: _Optional[str] = ...) -> None: ...

class AddCommentRequest(_message.Message):
    __slots__ = ("case_id", "type", "text", "answer_required", "request_id")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ANSWER_REQUIRED_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    type: str
    text: str
    answer_required: bool
    request_id: str
    def __init__(self, case_id: _Optional[str] = ..., type: _Optional[str] = ..., text: _Optional[str] = ..., answer_required: _Optional[bool] = ..., request_id: _Optional[str] = ...) -> None: ...

class AnswerCommentRequest(_message.Message):
    __slots__ = ("case_id", "id", "text")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    id: str
    text: str
    def __init__(self, case_id: _Optional[str] = ..., id: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class ListCommentsRequest(_message.Message):
    __slots__ = ("case_id",)
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    def __init__(self, case_id: _Optional[str] = ...) -> None: ...

class ListCommentsResponse(_message.Message):
    __slots__ = ("comments",)
    COMMENTS_FIELD_NUMBER: _ClassVar[int]
    comments: _containers.RepeatedCompositeFieldContainer[Comment]
    def __init__(self, comments: _Optional[_Iterable[_Union[Comment, _Mapping]]] = ...) -> None: ...

class PutOnBoardRequest(_message.Message):
    __slots__ = ("request_id", "title", "case_id", "territory_code", "listing_unit_id", "owner_unit_id", "measures", "due_time", "public")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    LISTING_UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    OWNER_UNIT_ID_FIELD_NUMBER: _ClassVar[int]
    MEASURES_FIELD_NUMBER: _ClassVar[int]
    DUE_TIME_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    title: str
    case_id: str
    territory_code: str
    listing_unit_id: str
    owner_unit_id: str
    measures: str
    due_time: _timestamp_pb2.Timestamp
    public: bool
    def __init__(self, request_id: _Optional[str] = ..., title: _Optional[str] = ..., case_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., listing_unit_id: _Optional[str] = ..., owner_unit_id: _Optional[str] = ..., measures: _Optional[str] = ..., due_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., public: _Optional[bool] = ...) -> None: ...

class MoveBoardItemRequest(_message.Message):
    __slots__ = ("id", "etag", "move", "text")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    MOVE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    move: str
    text: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., move: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class GetBoardItemRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListBoardRequest(_message.Message):
    __slots__ = ("only_open", "page_size", "page_token", "state", "only_overdue")
    ONLY_OPEN_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ONLY_OVERDUE_FIELD_NUMBER: _ClassVar[int]
    only_open: bool
    page_size: int
    page_token: str
    state: BoardState
    only_overdue: bool
    def __init__(self, only_open: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., state: _Optional[_Union[BoardState, str]] = ..., only_overdue: _Optional[bool] = ...) -> None: ...

class ListBoardResponse(_message.Message):
    __slots__ = ("items", "next_page_token")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[BoardItem]
    next_page_token: str
    def __init__(self, items: _Optional[_Iterable[_Union[BoardItem, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListScreeningsRequest(_message.Message):
    __slots__ = ("state", "only_overdue", "period", "page_size", "page_token", "only_waiting")
    STATE_FIELD_NUMBER: _ClassVar[int]
    ONLY_OVERDUE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ONLY_WAITING_FIELD_NUMBER: _ClassVar[int]
    state: ScreeningState
    only_overdue: bool
    period: str
    page_size: int
    page_token: str
    only_waiting: bool
    def __init__(self, state: _Optional[_Union[ScreeningState, str]] = ..., only_overdue: _Optional[bool] = ..., period: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., only_waiting: _Optional[bool] = ...) -> None: ...

class ListScreeningsResponse(_message.Message):
    __slots__ = ("screenings", "next_page_token", "counts")
    SCREENINGS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    screenings: _containers.RepeatedCompositeFieldContainer[Screening]
    next_page_token: str
    counts: _containers.RepeatedCompositeFieldContainer[ScreeningCount]
    def __init__(self, screenings: _Optional[_Iterable[_Union[Screening, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., counts: _Optional[_Iterable[_Union[ScreeningCount, _Mapping]]] = ...) -> None: ...

class ScreeningCount(_message.Message):
    __slots__ = ("state", "count")
    STATE_FIELD_NUMBER: _ClassVar[int]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    state: ScreeningState
    count: int
    def __init__(self, state: _Optional[_Union[ScreeningState, str]] = ..., count: _Optional[int] = ...) -> None: ...

class GetScreeningRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class StartScreeningRequest(_message.Message):
    __slots__ = ("id", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class ReportScreeningRequest(_message.Message):
    __slots__ = ("id", "etag", "places", "found", "settled", "nil", "text", "case_ids")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    PLACES_FIELD_NUMBER: _ClassVar[int]
    FOUND_FIELD_NUMBER: _ClassVar[int]
    SETTLED_FIELD_NUMBER: _ClassVar[int]
    NIL_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CASE_IDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    places: int
    found: int
    settled: int
    nil: bool
    text: str
    case_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., places: _Optional[int] = ..., found: _Optional[int] = ..., settled: _Optional[int] = ..., nil: _Optional[bool] = ..., text: _Optional[str] = ..., case_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class DecideScreeningRequest(_message.Message):
    __slots__ = ("id", "etag", "accept", "opinion")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ACCEPT_FIELD_NUMBER: _ClassVar[int]
    OPINION_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    accept: bool
    opinion: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., accept: _Optional[bool] = ..., opinion: _Optional[str] = ...) -> None: ...

class CompileDossierRequest(_message.Message):
    __slots__ = ("case_id", "reason", "to_body")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    TO_BODY_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reason: str
    to_body: str
    def __init__(self, case_id: _Optional[str] = ..., reason: _Optional[str] = ..., to_body: _Optional[str] = ...) -> None: ...

class Dossier(_message.Message):
    __slots__ = ("id", "case_id", "text", "compiled_at", "compiled_by", "digest")
    ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    COMPILED_AT_FIELD_NUMBER: _ClassVar[int]
    COMPILED_BY_FIELD_NUMBER: _ClassVar[int]
    DIGEST_FIELD_NUMBER: _ClassVar[int]
    id: str
    case_id: str
    text: str
    compiled_at: _timestamp_pb2.Timestamp
    compiled_by: str
    digest: str
    def __init__(self, id: _Optional[str] = ..., case_id: _Optional[str] = ..., text: _Optional[str] = ..., compiled_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., compiled_by: _Optional[str] = ..., digest: _Optional[str] = ...) -> None: ...
