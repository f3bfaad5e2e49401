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

class GuideCategory(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    GUIDE_CATEGORY_UNSPECIFIED: _ClassVar[GuideCategory]
    GUIDE_CATEGORY_RESIDENCE: _ClassVar[GuideCategory]
    GUIDE_CATEGORY_ELDERLY: _ClassVar[GuideCategory]
    GUIDE_CATEGORY_ASSISTANCE: _ClassVar[GuideCategory]
    GUIDE_CATEGORY_FAMILY: _ClassVar[GuideCategory]
    GUIDE_CATEGORY_DISABILITY: _ClassVar[GuideCategory]
    GUIDE_CATEGORY_HEALTH: _ClassVar[GuideCategory]
    GUIDE_CATEGORY_EMPLOYMENT: _ClassVar[GuideCategory]
    GUIDE_CATEGORY_HOUSING: _ClassVar[GuideCategory]
    GUIDE_CATEGORY_EDUCATION: _ClassVar[GuideCategory]
    GUIDE_CATEGORY_VETERANS: _ClassVar[GuideCategory]
    GUIDE_CATEGORY_OTHER: _ClassVar[GuideCategory]

class Mechanism(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MECHANISM_UNSPECIFIED: _ClassVar[Mechanism]
    MECHANISM_SERVICE: _ClassVar[Mechanism]
    MECHANISM_MEDIATION: _ClassVar[Mechanism]
    MECHANISM_PROBLEMS: _ClassVar[Mechanism]
    MECHANISM_EMERGENCY: _ClassVar[Mechanism]
    MECHANISM_PUBLIC_ORDER: _ClassVar[Mechanism]
    MECHANISM_SAFE_COMMUNITY: _ClassVar[Mechanism]

class ChecklistState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHECKLIST_STATE_UNSPECIFIED: _ClassVar[ChecklistState]
    CHECKLIST_STATE_DRAFT: _ClassVar[ChecklistState]
    CHECKLIST_STATE_RUNNING: _ClassVar[ChecklistState]
    CHECKLIST_STATE_CLOSED: _ClassVar[ChecklistState]

class ItemKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ITEM_KIND_UNSPECIFIED: _ClassVar[ItemKind]
    ITEM_KIND_YES_NO: _ClassVar[ItemKind]
    ITEM_KIND_CHOICE: _ClassVar[ItemKind]
    ITEM_KIND_NUMBER: _ClassVar[ItemKind]
    ITEM_KIND_TEXT: _ClassVar[ItemKind]
    ITEM_KIND_TICK: _ClassVar[ItemKind]

class ChecklistPeriod(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHECKLIST_PERIOD_UNSPECIFIED: _ClassVar[ChecklistPeriod]
    CHECKLIST_PERIOD_ONCE: _ClassVar[ChecklistPeriod]
    CHECKLIST_PERIOD_WEEK: _ClassVar[ChecklistPeriod]
    CHECKLIST_PERIOD_MONTH: _ClassVar[ChecklistPeriod]
    CHECKLIST_PERIOD_QUARTER: _ClassVar[ChecklistPeriod]

class ChecklistLevel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CHECKLIST_LEVEL_UNSPECIFIED: _ClassVar[ChecklistLevel]
    CHECKLIST_LEVEL_GRID: _ClassVar[ChecklistLevel]
    CHECKLIST_LEVEL_COMMUNITY: _ClassVar[ChecklistLevel]
    CHECKLIST_LEVEL_TOWNSHIP: _ClassVar[ChecklistLevel]
GUIDE_CATEGORY_UNSPECIFIED: GuideCategory
GUIDE_CATEGORY_RESIDENCE: GuideCategory
GUIDE_CATEGORY_ELDERLY: GuideCategory
GUIDE_CATEGORY_ASSISTANCE: GuideCategory
GUIDE_CATEGORY_FAMILY: GuideCategory
GUIDE_CATEGORY_DISABILITY: GuideCategory
GUIDE_CATEGORY_HEALTH: GuideCategory
GUIDE_CATEGORY_EMPLOYMENT: GuideCategory
GUIDE_CATEGORY_HOUSING: GuideCategory
GUIDE_CATEGORY_EDUCATION: GuideCategory
GUIDE_CATEGORY_VETERANS: GuideCategory
GUIDE_CATEGORY_OTHER: GuideCategory
MECHANISM_UNSPECIFIED: Mechanism
MECHANISM_SERVICE: Mechanism
MECHANISM_MEDIATION: Mechanism
MECHANISM_PROBLEMS: Mechanism
MECHANISM_EMERGENCY: Mechanism
MECHANISM_PUBLIC_ORDER: Mechanism
MECHANISM_SAFE_COMMUNITY: Mechanism
CHECKLIST_STATE_UNSPECIFIED: ChecklistState
CHECKLIST_STATE_DRAFT: ChecklistState
CHECKLIST_STATE_RUNNING: ChecklistState
CHECKLIST_STATE_CLOSED: ChecklistState
ITEM_KIND_UNSPECIFIED: ItemKind
ITEM_KIND_YES_NO: ItemKind
ITEM_KIND_CHOICE: ItemKind
ITEM_KIND_NUMBER: ItemKind
ITEM_KIND_TEXT: ItemKind
ITEM_KIND_TICK: ItemKind
CHECKLIST_PERIOD_UNSPECIFIED: ChecklistPeriod
CHECKLIST_PERIOD_ONCE: ChecklistPeriod
CHECKLIST_PERIOD_WEEK: ChecklistPeriod
CHECKLIST_PERIOD_MONTH: ChecklistPeriod
CHECKLIST_PERIOD_QUARTER: ChecklistPeriod
CHECKLIST_LEVEL_UNSPECIFIED: ChecklistLevel
CHECKLIST_LEVEL_GRID: ChecklistLevel
CHECKLIST_LEVEL_COMMUNITY: ChecklistLevel
CHECKLIST_LEVEL_TOWNSHIP: ChecklistLevel

class GuideWords(_message.Message):
    __slots__ = ("title", "audience", "papers", "place", "hours", "fee", "duration", "text")
    TITLE_FIELD_NUMBER: _ClassVar[int]
    AUDIENCE_FIELD_NUMBER: _ClassVar[int]
    PAPERS_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    HOURS_FIELD_NUMBER: _ClassVar[int]
    FEE_FIELD_NUMBER: _ClassVar[int]
    DURATION_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    title: str
    audience: str
    papers: _containers.RepeatedScalarFieldContainer[str]
    place: str
    hours: str
    fee: str
    duration: str
    text: str
    def __init__(self, title: _Optional[str] = ..., audience: _Optional[str] = ..., papers: _Optional[_Iterable[str]] = ..., place: _Optional[str] = ..., hours: _Optional[str] = ..., fee: _Optional[str] = ..., duration: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class GuideVersion(_message.Message):
    __slots__ = ("version", "time", "by_name", "published")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    BY_NAME_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_FIELD_NUMBER: _ClassVar[int]
    version: int
    time: _timestamp_pb2.Timestamp
    by_name: str
    published: bool
    def __init__(self, version: _Optional[int] = ..., time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., by_name: _Optional[str] = ..., published: _Optional[bool] = ...) -> None: ...

class Guide(_message.Message):
    __slots__ = ("id", "territory_code", "territory_name", "category", "zh", "en", "phone", "effective_from", "effective_to", "published", "etag", "update_time", "versions")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    ZH_FIELD_NUMBER: _ClassVar[int]
    EN_FIELD_NUMBER: _ClassVar[int]
    PHONE_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_FROM_FIELD_NUMBER: _ClassVar[int]
    EFFECTIVE_TO_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    territory_name: str
    category: GuideCategory
    zh: GuideWords
    en: GuideWords
    phone: str
    effective_from: str
    effective_to: str
    published: bool
    etag: str
    update_time: _timestamp_pb2.Timestamp
    versions: _containers.RepeatedCompositeFieldContainer[GuideVersion]
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., category: _Optional[_Union[GuideCategory, str]] = ..., zh: _Optional[_Union[GuideWords, _Mapping]] = ..., en: _Optional[_Union[GuideWords, _Mapping]] = ..., phone: _Optional[str] = ..., effective_from: _Optional[str] = ..., effective_to: _Optional[str] = ..., published: _Optional[bool] = ..., etag: _Optional[str] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., versions: _Optional[_Iterable[_Union[GuideVersion, _Mapping]]] = ...) -> None: ...

class StandingChecklist(_message.Message):
    __slots__ = ("level", "period", "post_kinds", "slogan", "series_id", "number")
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    POST_KINDS_FIELD_NUMBER: _ClassVar[int]
    SLOGAN_FIELD_NUMBER: _ClassVar[int]
    SERIES_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    level: ChecklistLevel
    period: ChecklistPeriod
    post_kinds: _containers.RepeatedScalarFieldContainer[str]
    slogan: str
    series_id: str
    number: int
    def __init__(self, level: _Optional[_Union[ChecklistLevel, str]] = ..., period: _Optional[_Union[ChecklistPeriod, str]] = ..., post_kinds: _Optional[_Iterable[str]] = ..., slogan: _Optional[str] = ..., series_id: _Optional[str] = ..., number: _Optional[int] = ...) -> None: ...

class ChecklistItem(_message.Message):
    __slots__ = ("id", "text", "kind", "choices", "required", "alarms", "alarm_below", "alarm_above", "photo", "guidance")
    ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    CHOICES_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_FIELD_NUMBER: _ClassVar[int]
    ALARMS_FIELD_NUMBER: _ClassVar[int]
    ALARM_BELOW_FIELD_NUMBER: _ClassVar[int]
    ALARM_ABOVE_FIELD_NUMBER: _ClassVar[int]
    PHOTO_FIELD_NUMBER: _ClassVar[int]
    GUIDANCE_FIELD_NUMBER: _ClassVar[int]
    id: str
    text: str
    kind: ItemKind
    choices: _containers.RepeatedScalarFieldContainer[str]
    required: bool
    alarms: _containers.RepeatedScalarFieldContainer[str]
    alarm_below: float
    alarm_above: float
    photo: bool
    guidance: str
    def __init__(self, id: _Optional[str] = ..., text: _Optional[str] = ..., kind: _Optional[_Union[ItemKind, str]] = ..., choices: _Optional[_Iterable[str]] = ..., required: _Optional[bool] = ..., alarms: _Optional[_Iterable[str]] = ..., alarm_below: _Optional[float] = ..., alarm_above: _Optional[float] = ..., photo: _Optional[bool] = ..., guidance: _Optional[str] = ...) -> None: ...

class Checklist(_message.Message):
    __slots__ = ("id", "title", "territory_code", "territory_name", "mechanism", "note", "first_day", "last_day", "place_codes", "expected", "items", "state", "etag", "done", "actions", "standing")
    ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    MECHANISM_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    FIRST_DAY_FIELD_NUMBER: _ClassVar[int]
    LAST_DAY_FIELD_NUMBER: _ClassVar[int]
    PLACE_CODES_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    STANDING_FIELD_NUMBER: _ClassVar[int]
    id: str
    title: str
    territory_code: str
    territory_name: str
    mechanism: Mechanism
    note: str
    first_day: str
    last_day: str
    place_codes: _containers.RepeatedScalarFieldContainer[str]
    expected: int
    items: _containers.RepeatedCompositeFieldContainer[ChecklistItem]
    state: ChecklistState
    etag: str
    done: int
    actions: _containers.RepeatedScalarFieldContainer[str]
    standing: StandingChecklist
    def __init__(self, id: _Optional[str] = ..., title: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., mechanism: _Optional[_Union[Mechanism, str]] = ..., note: _Optional[str] = ..., first_day: _Optional[str] = ..., last_day: _Optional[str] = ..., place_codes: _Optional[_Iterable[str]] = ..., expected: _Optional[int] = ..., items: _Optional[_Iterable[_Union[ChecklistItem, _Mapping]]] = ..., state: _Optional[_Union[ChecklistState, str]] = ..., etag: _Optional[str] = ..., done: _Optional[int] = ..., actions: _Optional[_Iterable[str]] = ..., standing: _Optional[_Union[StandingChecklist, _Mapping]] = ...) -> None: ...

class ChecklistAnswer(_message.Message):
    __slots__ = ("item_id", "value", "photo_ids", "alarm", "case_id", "photos")
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    PHOTO_IDS_FIELD_NUMBER: _ClassVar[int]
    ALARM_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    PHOTOS_FIELD_NUMBER: _ClassVar[int]
    item_id: str
    value: str
    photo_ids: _containers.RepeatedScalarFieldContainer[str]
    alarm: bool
    case_id: str
    photos: _containers.RepeatedCompositeFieldContainer[_types_pb2.Attachment]
    def __init__(self, item_id: _Optional[str] = ..., value: _Optional[str] = ..., photo_ids: _Optional[_Iterable[str]] = ..., alarm: _Optional[bool] = ..., case_id: _Optional[str] = ..., photos: _Optional[_Iterable[_Union[_types_pb2.Attachment, _Mapping]]] = ...) -> None: ...

class ChecklistResult(_message.Message):
    __slots__ = ("id", "checklist_id", "territory_code", "territory_name", "object", "building_id", "room", "at", "by_name", "answers", "alarms", "cases", "period", "review", "review_note", "reviewed_by_name", "review_time", "actions")
    ID_FIELD_NUMBER: _ClassVar[int]
    CHECKLIST_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    OBJECT_FIELD_NUMBER: _ClassVar[int]
    BUILDING_ID_FIELD_NUMBER: _ClassVar[int]
    ROOM_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    BY_NAME_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    ALARMS_FIELD_NUMBER: _ClassVar[int]
    CASES_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    REVIEW_FIELD_NUMBER: _ClassVar[int]
    REVIEW_NOTE_FIELD_NUMBER: _ClassVar[int]
    REVIEWED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    REVIEW_TIME_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    id: str
    checklist_id: str
    territory_code: str
    territory_name: str
    object: str
    building_id: str
    room: str
    at: _timestamp_pb2.Timestamp
    by_name: str
    answers: _containers.RepeatedCompositeFieldContainer[ChecklistAnswer]
    alarms: int
    cases: int
    period: str
    review: str
    review_note: str
    reviewed_by_name: str
    review_time: _timestamp_pb2.Timestamp
    actions: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., checklist_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., object: _Optional[str] = ..., building_id: _Optional[str] = ..., room: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., by_name: _Optional[str] = ..., answers: _Optional[_Iterable[_Union[ChecklistAnswer, _Mapping]]] = ..., alarms: _Optional[int] = ..., cases: _Optional[int] = ..., period: _Optional[str] = ..., review: _Optional[str] = ..., review_note: _Optional[str] = ..., reviewed_by_name: _Optional[str] = ..., review_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actions: _Optional[_Iterable[str]] = ...) -> None: ...

class ListGuidesRequest(_message.Message):
    __slots__ = ("query", "category", "all", "page_size", "page_token")
    QUERY_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    ALL_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    query: str
    category: GuideCategory
    all: bool
    page_size: int
    page_token: str
    def __init__(self, query: _Optional[str] = ..., category: _Optional[_Union[GuideCategory, str]] = ..., all: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListGuidesResponse(_message.Message):
    __slots__ = ("guides", "next_page_token")
    GUIDES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    guides: _containers.RepeatedCompositeFieldContainer[Guide]
    next_page_token: str
    def __init__(self, guides: _Optional[_Iterable[_Union[Guide, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetGuideRequest(_message.Message):
    __slots__ = ("id", "version")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: int
    def __init__(self, id: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class PutGuideRequest(_message.Message):
    __slots__ = ("guide", "request_id")
    GUIDE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    guide: Guide
    request_id: str
    def __init__(self, guide: _Optional[_Union[Guide, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListChecklistsRequest(_message.Message):
    __slots__ = ("view", "state", "page_size", "page_token", "standing")
    VIEW_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STANDING_FIELD_NUMBER: _ClassVar[int]
    view: str
    state: ChecklistState
    page_size: int
    page_token: str
    standing: bool
    def __init__(self, view: _Optional[str] = ..., state: _Optional[_Union[ChecklistState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., standing: _Optional[bool] = ...) -> None: ...

class ListChecklistsResponse(_message.Message):
    __slots__ = ("checklists", "next_page_token")
    CHECKLISTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    checklists: _containers.RepeatedCompositeFieldContainer[Checklist]
    next_page_token: str
    def __init__(self, checklists: _Optional[_Iterable[_Union[Checklist, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetChecklistRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class PutChecklistRequest(_message.Message):
    __slots__ = ("checklist", "request_id")
    CHECKLIST_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    checklist: Checklist
    request_id: str
    def __init__(self, checklist: _Optional[_Union[Checklist, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ChecklistVerbRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetChecklistProgressRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ChecklistProgress(_message.Message):
    __slots__ = ("grids", "grids_done", "expected", "done", "alarms", "cases", "rows")
    class Grid(_message.Message):
        __slots__ = ("code", "name", "community_name", "done", "alarms", "cases")
        CODE_FIELD_NUMBER: _ClassVar[int]
        NAME_FIELD_NUMBER: _ClassVar[int]
        COMMUNITY_NAME_FIELD_NUMBER: _ClassVar[int]
        DONE_FIELD_NUMBER: _ClassVar[int]
        ALARMS_FIELD_NUMBER: _ClassVar[int]
        CASES_FIELD_NUMBER: _ClassVar[int]
        code: str
        name: str
        community_name: str
        done: int
        alarms: int
        cases: int
        def __init__(self, code: _Optional[str] = ..., name: _Optional[str] = ..., community_name: _Optional[str] = ..., done: _Optional[int] = ..., alarms: _Optional[int] = ..., cases: _Optional[int] = ...) -> None: ...
    GRIDS_FIELD_NUMBER: _ClassVar[int]
    GRIDS_DONE_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_FIELD_NUMBER: _ClassVar[int]
    DONE_FIELD_NUMBER: _ClassVar[int]
    ALARMS_FIELD_NUMBER: _ClassVar[int]
    CASES_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    grids: int
    grids_done: int
    expected: int
    done: int
    alarms: int
    cases: int
    rows: _containers.RepeatedCompositeFieldContainer[ChecklistProgress.Grid]
    def __init__(self, grids: _Optional[int] = ..., grids_done: _Optional[int] = ..., expected: _Optional[int] = ..., done: _Optional[int] = ..., alarms: _Optional[int] = ..., cases: _Optional[int] = ..., rows: _Optional[_Iterable[_Union[ChecklistProgress.Grid, _Mapping]]] = ...) -> None: ...

class AddChecklistResultRequest(_message.Message):
    __slots__ = ("checklist_id", "id", "territory_code", "object", "building_id", "room", "at", "answers", "request_id")
    CHECKLIST_ID_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    OBJECT_FIELD_NUMBER: _ClassVar[int]
    BUILDING_ID_FIELD_NUMBER: _ClassVar[int]
    ROOM_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    checklist_id: str
    id: str
    territory_code: str
    object: str
    building_id: str
    room: str
    at: _timestamp_pb2.Timestamp
    answers: _containers.RepeatedCompositeFieldContainer[ChecklistAnswer]
    request_id: str
    def __init__(self, checklist_id: _Optional[str] = ..., id: _Optional[str] = ..., territory_code: _Optional[str] = ..., object: _Optional[str] = ..., building_id: _Optional[str] = ..., room: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., answers: _Optional[_Iterable[_Union[ChecklistAnswer, _Mapping]]] = ..., request_id: _Optional[str] = ...) -> None: ...

class FillChecklistRequest(_message.Message):
    __slots__ = ("checklist_id", "id", "territory_code", "period", "at", "answers", "request_id")
    CHECKLIST_ID_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    checklist_id: str
    id: str
    territory_code: str
    period: str
    at: _timestamp_pb2.Timestamp
    answers: _containers.RepeatedCompositeFieldContainer[ChecklistAnswer]
    request_id: str
    def __init__(self, checklist_id: _Optional[str] = ..., id: _Optional[str] = ..., territory_code: _Optional[str] = ..., period: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., answers: _Optional[_Iterable[_Union[ChecklistAnswer, _Mapping]]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ReviewChecklistResultRequest(_message.Message):
    __slots__ = ("id", "confirmed", "note", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    confirmed: bool
    note: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., confirmed: _Optional[bool] = ..., note: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetChecklistAttainmentRequest(_message.Message):
    __slots__ = ("id", "period", "export")
    ID_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    EXPORT_FIELD_NUMBER: _ClassVar[int]
    id: str
    period: str
    export: bool
    def __init__(self, id: _Optional[str] = ..., period: _Optional[str] = ..., export: _Optional[bool] = ...) -> None: ...

class ChecklistAttainment(_message.Message):
    __slots__ = ("period", "periods", "places", "filled", "confirmed", "ticked", "ticks", "rows")
    class Place(_message.Message):
        __slots__ = ("code", "name", "above_name", "result_id", "review", "ticked", "fill_time", "filled_by_name", "returned", "may_fill", "answers")
        CODE_FIELD_NUMBER: _ClassVar[int]
        NAME_FIELD_NUMBER: _ClassVar[int]
        ABOVE_NAME_FIELD_NUMBER: _ClassVar[int]
        RESULT_ID_FIELD_NUMBER: _ClassVar[int]
        REVIEW_FIELD_NUMBER: _ClassVar[int]
        TICKED_FIELD_NUMBER: _ClassVar[int]
        FILL_TIME_FIELD_NUMBER: _ClassVar[int]
        FILLED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
        RETURNED_FIELD_NUMBER: _ClassVar[int]
        MAY_FILL_FIELD_NUMBER: _ClassVar[int]
        ANSWERS_FIELD_NUMBER: _ClassVar[int]
        code: str
        name: str
        above_name: str
        result_id: str
        review: str
        ticked: int
        fill_time: _timestamp_pb2.Timestamp
        filled_by_name: str
        returned: bool
        may_fill: bool
        answers: _containers.RepeatedCompositeFieldContainer[ChecklistAnswer]
        def __init__(self, code: _Optional[str] = ..., name: _Optional[str] = ..., above_name: _Optional[str] = ..., result_id: _Optional[str] = ..., review: _Optional[str] = ..., ticked: _Optional[int] = ..., fill_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., filled_by_name: _Optional[str] = ..., returned: _Optional[bool] = ..., may_fill: _Optional[bool] = ..., answers: _Optional[_Iterable[_Union[ChecklistAnswer, _Mapping]]] = ...) -> None: ...
    PERIOD_FIELD_NUMBER: _ClassVar[int]
    PERIODS_FIELD_NUMBER: _ClassVar[int]
    PLACES_FIELD_NUMBER: _ClassVar[int]
    FILLED_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_FIELD_NUMBER: _ClassVar[int]
    TICKED_FIELD_NUMBER: _ClassVar[int]
    TICKS_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    period: str
    periods: _containers.RepeatedScalarFieldContainer[str]
    places: int
    filled: int
    confirmed: int
    ticked: int
    ticks: int
    rows: _containers.RepeatedCompositeFieldContainer[ChecklistAttainment.Place]
    def __init__(self, period: _Optional[str] = ..., periods: _Optional[_Iterable[str]] = ..., places: _Optional[int] = ..., filled: _Optional[int] = ..., confirmed: _Optional[int] = ..., ticked: _Optional[int] = ..., ticks: _Optional[int] = ..., rows: _Optional[_Iterable[_Union[ChecklistAttainment.Place, _Mapping]]] = ...) -> None: ...

class LinkChecklistCaseRequest(_message.Message):
    __slots__ = ("result_id", "item_id", "case_id", "request_id")
    RESULT_ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    result_id: str
    item_id: str
    case_id: str
    request_id: str
    def __init__(self, result_id: _Optional[str] = ..., item_id: _Optional[str] = ..., case_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListChecklistResultsRequest(_message.Message):
    __slots__ = ("checklist_id", "territory_code", "only_alarms", "building_id", "page_size", "page_token", "export")
    CHECKLIST_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    ONLY_ALARMS_FIELD_NUMBER: _ClassVar[int]
    BUILDING_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    EXPORT_FIELD_NUMBER: _ClassVar[int]
    checklist_id: str
    territory_code: str
    only_alarms: bool
    building_id: str
    page_size: int
    page_token: str
    export: bool
    def __init__(self, checklist_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., only_alarms: _Optional[bool] = ..., building_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., export: _Optional[bool] = ...) -> None: ...

class ListChecklistResultsResponse(_message.Message):
    __slots__ = ("results", "next_page_token")
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[ChecklistResult]
    next_page_token: str
    def __init__(self, results: _Optional[_Iterable[_Union[ChecklistResult, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetChecklistResultRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class GetChecklistPhotoDataRequest(_message.Message):
    __slots__ = ("result_id", "photo_id", "thumbnail")
    RESULT_ID_FIELD_NUMBER: _ClassVar[int]
    PHOTO_ID_FIELD_NUMBER: _ClassVar[int]
    THUMBNAIL_FIELD_NUMBER: _ClassVar[int]
    result_id: str
    photo_id: str
    thumbnail: bool
    def __init__(self, result_id: _Optional[str] = ..., photo_id: _Optional[str] = ..., thumbnail: _Optional[bool] = ...) -> None: ...

class ChecklistPhotoData(_message.Message):
    __slots__ = ("content_type", "file_name", "data")
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    content_type: str
    file_name: str
    data: bytes
    def __init__(self, content_type: _Optional[str] = ..., file_name: _Optional[str] = ..., data: _Optional[bytes] = ...) -> None: ...
