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

class OrganisationKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ORGANISATION_KIND_UNSPECIFIED: _ClassVar[OrganisationKind]
    ORGANISATION_KIND_CENTRE: _ClassVar[OrganisationKind]
    ORGANISATION_KIND_DEPARTMENT: _ClassVar[OrganisationKind]
    ORGANISATION_KIND_COMMITTEE: _ClassVar[OrganisationKind]
    ORGANISATION_KIND_STATIONED_UNIT: _ClassVar[OrganisationKind]
    ORGANISATION_KIND_PROPERTY_COMPANY: _ClassVar[OrganisationKind]
    ORGANISATION_KIND_OWNERS_COMMITTEE: _ClassVar[OrganisationKind]
    ORGANISATION_KIND_ASSOCIATION: _ClassVar[OrganisationKind]
    ORGANISATION_KIND_AGENCY: _ClassVar[OrganisationKind]
    ORGANISATION_KIND_BODY: _ClassVar[OrganisationKind]
    ORGANISATION_KIND_LEADING_GROUP: _ClassVar[OrganisationKind]
    ORGANISATION_KIND_TEAM: _ClassVar[OrganisationKind]

class Rhythm(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RHYTHM_UNSPECIFIED: _ClassVar[Rhythm]
    RHYTHM_WEEKLY: _ClassVar[Rhythm]
    RHYTHM_HALF_MONTHLY: _ClassVar[Rhythm]
    RHYTHM_MONTHLY: _ClassVar[Rhythm]
    RHYTHM_QUARTERLY: _ClassVar[Rhythm]
    RHYTHM_YEARLY: _ClassVar[Rhythm]
ORGANISATION_KIND_UNSPECIFIED: OrganisationKind
ORGANISATION_KIND_CENTRE: OrganisationKind
ORGANISATION_KIND_DEPARTMENT: OrganisationKind
ORGANISATION_KIND_COMMITTEE: OrganisationKind
ORGANISATION_KIND_STATIONED_UNIT: OrganisationKind
ORGANISATION_KIND_PROPERTY_COMPANY: OrganisationKind
ORGANISATION_KIND_OWNERS_COMMITTEE: OrganisationKind
ORGANISATION_KIND_ASSOCIATION: OrganisationKind
ORGANISATION_KIND_AGENCY: OrganisationKind
ORGANISATION_KIND_BODY: OrganisationKind
ORGANISATION_KIND_LEADING_GROUP: OrganisationKind
ORGANISATION_KIND_TEAM: OrganisationKind
RHYTHM_UNSPECIFIED: Rhythm
RHYTHM_WEEKLY: Rhythm
RHYTHM_HALF_MONTHLY: Rhythm
RHYTHM_MONTHLY: Rhythm
RHYTHM_QUARTERLY: Rhythm
RHYTHM_YEARLY: Rhythm

class Organisation(_message.Message):
    __slots__ = ("id", "code", "name", "kind", "level", "territory_code", "parent_id", "duties", "contact", "lines", "calendar", "active", "body_layer", "governance_mode", "term_from", "term_to", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    LEVEL_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    PARENT_ID_FIELD_NUMBER: _ClassVar[int]
    DUTIES_FIELD_NUMBER: _ClassVar[int]
    CONTACT_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    CALENDAR_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_FIELD_NUMBER: _ClassVar[int]
    BODY_LAYER_FIELD_NUMBER: _ClassVar[int]
    GOVERNANCE_MODE_FIELD_NUMBER: _ClassVar[int]
    TERM_FROM_FIELD_NUMBER: _ClassVar[int]
    TERM_TO_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    code: str
    name: str
    kind: OrganisationKind
    level: _types_pb2.Level
    territory_code: str
    parent_id: str
    duties: str
    contact: str
    lines: _containers.RepeatedScalarFieldContainer[str]
    calendar: str
    active: bool
    body_layer: str
    governance_mode: str
    term_from: _timestamp_pb2.Timestamp
    term_to: _timestamp_pb2.Timestamp
    etag: str
    def __init__(self, id: _Optional[str] = ..., code: _Optional[str] = ..., name: _Optional[str] = ..., kind: _Optional[_Union[OrganisationKind, str]] = ..., level: _Optional[_Union[_types_pb2.Level, str]] = ..., territory_code: _Optional[str] = ..., parent_id: _Optional[str] = ..., duties: _Optional[str] = ..., contact: _Optional[str] = ..., lines: _Optional[_Iterable[str]] = ..., calendar: _Optional[str] = ..., active: _Optional[bool] = ..., body_layer: _Optional[str] = ..., governance_mode: _Optional[str] = ..., term_from: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., term_to: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class Post(_message.Message):
    __slots__ = ("id", "title", "kind", "territory_code", "organisation_id", "roles", "holders", "accountable", "also_territories", "roster_slot", "duties", "skills", "work_phone", "etag", "on_notice_board", "duty_hours", "on_duty")
    ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    ORGANISATION_ID_FIELD_NUMBER: _ClassVar[int]
    ROLES_FIELD_NUMBER: _ClassVar[int]
    HOLDERS_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTABLE_FIELD_NUMBER: _ClassVar[int]
    ALSO_TERRITORIES_FIELD_NUMBER: _ClassVar[int]
    ROSTER_SLOT_FIELD_NUMBER: _ClassVar[int]
    DUTIES_FIELD_NUMBER: _ClassVar[int]
    SKILLS_FIELD_NUMBER: _ClassVar[int]
    WORK_PHONE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ON_NOTICE_BOARD_FIELD_NUMBER: _ClassVar[int]
    DUTY_HOURS_FIELD_NUMBER: _ClassVar[int]
    ON_DUTY_FIELD_NUMBER: _ClassVar[int]
    id: str
    title: str
    kind: str
    territory_code: str
    organisation_id: str
    roles: _containers.RepeatedScalarFieldContainer[str]
    holders: _containers.RepeatedCompositeFieldContainer[Holder]
    accountable: bool
    also_territories: _containers.RepeatedScalarFieldContainer[str]
    roster_slot: str
    duties: _containers.RepeatedScalarFieldContainer[str]
    skills: _containers.RepeatedScalarFieldContainer[str]
    work_phone: str
    etag: str
    on_notice_board: bool
    duty_hours: _containers.RepeatedCompositeFieldContainer[DutySlot]
    on_duty: bool
    def __init__(self, id: _Optional[str] = ..., title: _Optional[str] = ..., kind: _Optional[str] = ..., territory_code: _Optional[str] = ..., organisation_id: _Optional[str] = ..., roles: _Optional[_Iterable[str]] = ..., holders: _Optional[_Iterable[_Union[Holder, _Mapping]]] = ..., accountable: _Optional[bool] = ..., also_territories: _Optional[_Iterable[str]] = ..., roster_slot: _Optional[str] = ..., duties: _Optional[_Iterable[str]] = ..., skills: _Optional[_Iterable[str]] = ..., work_phone: _Optional[str] = ..., etag: _Optional[str] = ..., on_notice_board: _Optional[bool] = ..., duty_hours: _Optional[_Iterable[_Union[DutySlot, _Mapping]]] = ..., on_duty: _Optional[bool] = ...) -> None: ...

class DutySlot(_message.Message):
    __slots__ = ("weekday", "begin", "end", "working_days_only")
    WEEKDAY_FIELD_NUMBER: _ClassVar[int]
    BEGIN_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    WORKING_DAYS_ONLY_FIELD_NUMBER: _ClassVar[int]
    weekday: int
    begin: str
    end: str
    working_days_only: bool
    def __init__(self, weekday: _Optional[int] = ..., begin: _Optional[str] = ..., end: _Optional[str] = ..., working_days_only: _Optional[bool] = ...) -> None: ...

class Holder(_message.Message):
    __slots__ = ("account_id", "name", "since", "until", "basis")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    BASIS_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    name: str
    since: _timestamp_pb2.Timestamp
    until: _timestamp_pb2.Timestamp
    basis: str
    def __init__(self, account_id: _Optional[str] = ..., name: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., basis: _Optional[str] = ...) -> None: ...

class Election(_message.Message):
    __slots__ = ("id", "organisation_id", "held_on", "elected", "term_to")
    ID_FIELD_NUMBER: _ClassVar[int]
    ORGANISATION_ID_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    ELECTED_FIELD_NUMBER: _ClassVar[int]
    TERM_TO_FIELD_NUMBER: _ClassVar[int]
    id: str
    organisation_id: str
    held_on: _timestamp_pb2.Timestamp
    elected: _containers.RepeatedScalarFieldContainer[str]
    term_to: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., organisation_id: _Optional[str] = ..., held_on: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., elected: _Optional[_Iterable[str]] = ..., term_to: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class RecurringDuty(_message.Message):
    __slots__ = ("id", "organisation_id", "duty", "title", "rhythm", "next_due", "ended", "overdue", "completions", "etag")
    class Completion(_message.Message):
        __slots__ = ("due", "done_on", "note", "by", "at")
        DUE_FIELD_NUMBER: _ClassVar[int]
        DONE_ON_FIELD_NUMBER: _ClassVar[int]
        NOTE_FIELD_NUMBER: _ClassVar[int]
        BY_FIELD_NUMBER: _ClassVar[int]
        AT_FIELD_NUMBER: _ClassVar[int]
        due: str
        done_on: str
        note: str
        by: str
        at: _timestamp_pb2.Timestamp
        def __init__(self, due: _Optional[str] = ..., done_on: _Optional[str] = ..., note: _Optional[str] = ..., by: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    ORGANISATION_ID_FIELD_NUMBER: _ClassVar[int]
    DUTY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    RHYTHM_FIELD_NUMBER: _ClassVar[int]
    NEXT_DUE_FIELD_NUMBER: _ClassVar[int]
    ENDED_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    COMPLETIONS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    organisation_id: str
    duty: str
    title: str
    rhythm: Rhythm
    next_due: str
    ended: bool
    overdue: bool
    completions: _containers.RepeatedCompositeFieldContainer[RecurringDuty.Completion]
    etag: str
    def __init__(self, id: _Optional[str] = ..., organisation_id: _Optional[str] = ..., duty: _Optional[str] = ..., title: _Optional[str] = ..., rhythm: _Optional[_Union[Rhythm, str]] = ..., next_due: _Optional[str] = ..., ended: _Optional[bool] = ..., overdue: _Optional[bool] = ..., completions: _Optional[_Iterable[_Union[RecurringDuty.Completion, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class CreateOrganisationRequest(_message.Message):
    __slots__ = ("organisation", "request_id")
    ORGANISATION_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    organisation: Organisation
    request_id: str
    def __init__(self, organisation: _Optional[_Union[Organisation, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetOrganisationRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListOrganisationsRequest(_message.Message):
    __slots__ = ("territory_code", "deep", "kind", "name_contains", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    DEEP_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    NAME_CONTAINS_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    deep: bool
    kind: OrganisationKind
    name_contains: str
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., deep: _Optional[bool] = ..., kind: _Optional[_Union[OrganisationKind, str]] = ..., name_contains: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListOrganisationsResponse(_message.Message):
    __slots__ = ("organisations", "next_page_token")
    ORGANISATIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    organisations: _containers.RepeatedCompositeFieldContainer[Organisation]
    next_page_token: str
    def __init__(self, organisations: _Optional[_Iterable[_Union[Organisation, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdateOrganisationRequest(_message.Message):
    __slots__ = ("organisation",)
    ORGANISATION_FIELD_NUMBER: _ClassVar[int]
    organisation: Organisation
    def __init__(self, organisation: _Optional[_Union[Organisation, _Mapping]] = ...) -> None: ...

class FindResponsibleRequest(_message.Message):
    __slots__ = ("line", "territory_code")
    LINE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    line: str
    territory_code: str
    def __init__(self, line: _Optional[str] = ..., territory_code: _Optional[str] = ...) -> None: ...

class FindResponsibleResponse(_message.Message):
    __slots__ = ("organisations",)
    ORGANISATIONS_FIELD_NUMBER: _ClassVar[int]
    organisations: _containers.RepeatedCompositeFieldContainer[Organisation]
    def __init__(self, organisations: _Optional[_Iterable[_Union[Organisation, _Mapping]]] = ...) -> None: ...

class RecordElectionRequest(_message.Message):
    __slots__ = ("organisation_id", "election")
    ORGANISATION_ID_FIELD_NUMBER: _ClassVar[int]
    ELECTION_FIELD_NUMBER: _ClassVar[int]
    organisation_id: str
    election: Election
    def __init__(self, organisation_id: _Optional[str] = ..., election: _Optional[_Union[Election, _Mapping]] = ...) -> None: ...

class ListElectionsRequest(_message.Message):
    __slots__ = ("organisation_id",)
    ORGANISATION_ID_FIELD_NUMBER: _ClassVar[int]
    organisation_id: str
    def __init__(self, organisation_id: _Optional[str] = ...) -> None: ...

class ListElectionsResponse(_message.Message):
    __slots__ = ("elections",)
    ELECTIONS_FIELD_NUMBER: _ClassVar[int]
    elections: _containers.RepeatedCompositeFieldContainer[Election]
    def __init__(self, elections: _Optional[_Iterable[_Union[Election, _Mapping]]] = ...) -> None: ...

class PutRecurringDutyRequest(_message.Message):
    __slots__ = ("duty", "request_id")
    DUTY_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    duty: RecurringDuty
    request_id: str
    def __init__(self, duty: _Optional[_Union[RecurringDuty, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListRecurringDutiesRequest(_message.Message):
    __slots__ = ("organisation_id", "territory_code", "only_missing", "page_size", "page_token")
    ORGANISATION_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    ONLY_MISSING_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    organisation_id: str
    territory_code: str
    only_missing: bool
    page_size: int
    page_token: str
    def __init__(self, organisation_id: _Optional[str] = ..., territory_code: _Optional[str] = ..., only_missing: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRecurringDutiesResponse(_message.Message):
    __slots__ = ("duties", "next_page_token", "not_arranged")
    DUTIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    NOT_ARRANGED_FIELD_NUMBER: _ClassVar[int]
    duties: _containers.RepeatedCompositeFieldContainer[RecurringDuty]
    next_page_token: str
    not_arranged: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, duties: _Optional[_Iterable[_Union[RecurringDuty, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., not_arranged: _Optional[_Iterable[str]] = ...) -> None: ...

class CompleteRecurringDutyRequest(_message.Message):
    __slots__ = ("id", "etag", "done_on", "note", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    DONE_ON_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    done_on: str
    note: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., done_on: _Optional[str] = ..., note: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListComingDutiesRequest(_message.Message):
    __slots__ = ("days",)
    DAYS_FIELD_NUMBER: _ClassVar[int]
    days: int
    def __init__(self, days: _Optional[int] = ...) -> None: ...

class ListComingDutiesResponse(_message.Message):
    __slots__ = ("duties",)
    class Coming(_message.Message):
        __slots__ = ("duty", "organisation_name")
        DUTY_FIELD_NUMBER: _ClassVar[int]
        ORGANISATION_NAME_FIELD_NUMBER: _ClassVar[int]
        duty: RecurringDuty
        organisation_name: str
        def __init__(self, duty: _Optional[_Union[RecurringDuty, _Mapping]] = ..., organisation_name: _Optional[str] = ...) -> None: ...
    DUTIES_FIELD_NUMBER: _ClassVar[int]
    duties: _containers.RepeatedCompositeFieldContainer[ListComingDutiesResponse.Coming]
    def __init__(self, duties: _Optional[_Iterable[_Union[ListComingDutiesResponse.Coming, _Mapping]]] = ...) -> None: ...

class CreatePostRequest(_message.Message):
    __slots__ = ("post", "request_id")
    POST_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    post: Post
    request_id: str
    def __init__(self, post: _Optional[_Union[Post, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetPostRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListPostsRequest(_message.Message):
    __slots__ = ("territory_code", "deep", "organisation_id", "kind", "only_vacant", "skill", "page_size", "page_token", "on_duty_at", "holder_id", "name_contains")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    DEEP_FIELD_NUMBER: _ClassVar[int]
    ORGANISATION_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    ONLY_VACANT_FIELD_NUMBER: _ClassVar[int]
    SKILL_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ON_DUTY_AT_FIELD_NUMBER: _ClassVar[int]
    HOLDER_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_CONTAINS_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    deep: bool
    organisation_id: str
    kind: str
    only_vacant: bool
    skill: str
    page_size: int
    page_token: str
    on_duty_at: _timestamp_pb2.Timestamp
    holder_id: str
    name_contains: str
    def __init__(self, territory_code: _Optional[str] = ..., deep: _Optional[bool] = ..., organisation_id: _Optional[str] = ..., kind: _Optional[str] = ..., only_vacant: _Optional[bool] = ..., skill: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., on_duty_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., holder_id: _Optional[str] = ..., name_contains: _Optional[str] = ...) -> None: ...

class ListPostsResponse(_message.Message):
    __slots__ = ("posts", "next_page_token")
    POSTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    posts: _containers.RepeatedCompositeFieldContainer[Post]
    next_page_token: str
    def __init__(self, posts: _Optional[_Iterable[_Union[Post, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdatePostRequest(_message.Message):
    __slots__ = ("post",)
    POST_FIELD_NUMBER: _ClassVar[int]
    post: Post
    def __init__(self, post: _Optional[_Union[Post, _Mapping]] = ...) -> None: ...

class AppointHolderRequest(_message.Message):
    __slots__ = ("id", "etag", "account_id", "basis", "until")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    BASIS_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    account_id: str
    basis: str
    until: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., account_id: _Optional[str] = ..., basis: _Optional[str] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class VacatePostRequest(_message.Message):
    __slots__ = ("id", "etag", "account_id", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    account_id: str
    reason: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., account_id: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class GetRosterRequest(_message.Message):
    __slots__ = ("territory_code", "template")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TEMPLATE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    template: str
    def __init__(self, territory_code: _Optional[str] = ..., template: _Optional[str] = ...) -> None: ...

class Roster(_message.Message):
    __slots__ = ("territory_code", "template", "slots")
    class Slot(_message.Message):
        __slots__ = ("code", "title", "eligible", "posts", "filled", "on_duty")
        CODE_FIELD_NUMBER: _ClassVar[int]
        TITLE_FIELD_NUMBER: _ClassVar[int]
        ELIGIBLE_FIELD_NUMBER: _ClassVar[int]
        POSTS_FIELD_NUMBER: _ClassVar[int]
        FILLED_FIELD_NUMBER: _ClassVar[int]
        ON_DUTY_FIELD_NUMBER: _ClassVar[int]
        code: str
        title: str
        eligible: str
        posts: _containers.RepeatedCompositeFieldContainer[Post]
        filled: bool
        on_duty: bool
        def __init__(self, code: _Optional[str] = ..., title: _Optional[str] = ..., eligible: _Optional[str] = ..., posts: _Optional[_Iterable[_Union[Post, _Mapping]]] = ..., filled: _Optional[bool] = ..., on_duty: _Optional[bool] = ...) -> None: ...
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TEMPLATE_FIELD_NUMBER: _ClassVar[int]
    SLOTS_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    template: str
    slots: _containers.RepeatedCompositeFieldContainer[Roster.Slot]
    def __init__(self, territory_code: _Optional[str] = ..., template: _Optional[str] = ..., slots: _Optional[_Iterable[_Union[Roster.Slot, _Mapping]]] = ...) -> None: ...
