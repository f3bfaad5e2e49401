from google.api import annotations_pb2 as _annotations_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class JointCheckState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    JOINT_CHECK_STATE_UNSPECIFIED: _ClassVar[JointCheckState]
    JOINT_CHECK_STATE_PLANNED: _ClassVar[JointCheckState]
    JOINT_CHECK_STATE_DONE: _ClassVar[JointCheckState]
    JOINT_CHECK_STATE_CLOSED: _ClassVar[JointCheckState]
    JOINT_CHECK_STATE_CANCELLED: _ClassVar[JointCheckState]
JOINT_CHECK_STATE_UNSPECIFIED: JointCheckState
JOINT_CHECK_STATE_PLANNED: JointCheckState
JOINT_CHECK_STATE_DONE: JointCheckState
JOINT_CHECK_STATE_CLOSED: JointCheckState
JOINT_CHECK_STATE_CANCELLED: JointCheckState

class CheckedPremises(_message.Message):
    __slots__ = ("kind", "id", "title")
    KIND_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    kind: str
    id: str
    title: str
    def __init__(self, kind: _Optional[str] = ..., id: _Optional[str] = ..., title: _Optional[str] = ...) -> None: ...

class CheckFinding(_message.Message):
    __slots__ = ("id", "premises_id", "defect", "note", "due_on", "rectified_on")
    ID_FIELD_NUMBER: _ClassVar[int]
    PREMISES_ID_FIELD_NUMBER: _ClassVar[int]
    DEFECT_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    RECTIFIED_ON_FIELD_NUMBER: _ClassVar[int]
    id: str
    premises_id: str
    defect: str
    note: str
    due_on: str
    rectified_on: str
    def __init__(self, id: _Optional[str] = ..., premises_id: _Optional[str] = ..., defect: _Optional[str] = ..., note: _Optional[str] = ..., due_on: _Optional[str] = ..., rectified_on: _Optional[str] = ...) -> None: ...

class JointCheck(_message.Message):
    __slots__ = ("id", "title", "territory_code", "territory_name", "partner", "planned_on", "participants", "premises", "findings", "state", "done_on", "made_by_name", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    PARTNER_FIELD_NUMBER: _ClassVar[int]
    PLANNED_ON_FIELD_NUMBER: _ClassVar[int]
    PARTICIPANTS_FIELD_NUMBER: _ClassVar[int]
    PREMISES_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    DONE_ON_FIELD_NUMBER: _ClassVar[int]
    MADE_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    title: str
    territory_code: str
    territory_name: str
    partner: str
    planned_on: str
    participants: _containers.RepeatedScalarFieldContainer[str]
    premises: _containers.RepeatedCompositeFieldContainer[CheckedPremises]
    findings: _containers.RepeatedCompositeFieldContainer[CheckFinding]
    state: JointCheckState
    done_on: str
    made_by_name: str
    etag: str
    def __init__(self, id: _Optional[str] = ..., title: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., partner: _Optional[str] = ..., planned_on: _Optional[str] = ..., participants: _Optional[_Iterable[str]] = ..., premises: _Optional[_Iterable[_Union[CheckedPremises, _Mapping]]] = ..., findings: _Optional[_Iterable[_Union[CheckFinding, _Mapping]]] = ..., state: _Optional[_Union[JointCheckState, str]] = ..., done_on: _Optional[str] = ..., made_by_name: _Optional[str] = ..., etag: _Optional[str] = ...) -> None: ...

class ListPremisesRequest(_message.Message):
    __slots__ = ("territory_code",)
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    def __init__(self, territory_code: _Optional[str] = ...) -> None: ...

class ListPremisesResponse(_message.Message):
    __slots__ = ("premises", "items")
    PREMISES_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    premises: _containers.RepeatedCompositeFieldContainer[CheckedPremises]
    items: _containers.RepeatedCompositeFieldContainer[JointCheckItem]
    def __init__(self, premises: _Optional[_Iterable[_Union[CheckedPremises, _Mapping]]] = ..., items: _Optional[_Iterable[_Union[JointCheckItem, _Mapping]]] = ...) -> None: ...

class JointCheckItem(_message.Message):
    __slots__ = ("code", "title_zh", "title_en", "kinds")
    CODE_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    code: str
    title_zh: str
    title_en: str
    kinds: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, code: _Optional[str] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ..., kinds: _Optional[_Iterable[str]] = ...) -> None: ...

class PlanJointCheckRequest(_message.Message):
    __slots__ = ("check", "request_id")
    CHECK_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    check: JointCheck
    request_id: str
    def __init__(self, check: _Optional[_Union[JointCheck, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class RecordFindingsRequest(_message.Message):
    __slots__ = ("id", "etag", "findings", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    findings: _containers.RepeatedCompositeFieldContainer[CheckFinding]
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., findings: _Optional[_Iterable[_Union[CheckFinding, _Mapping]]] = ..., request_id: _Optional[str] = ...) -> None: ...

class RectifyFindingRequest(_message.Message):
    __slots__ = ("id", "etag", "finding_id", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    FINDING_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    finding_id: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., finding_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class CancelJointCheckRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetJointCheckRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListJointChecksRequest(_message.Message):
    __slots__ = ("territory_code", "state", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    state: JointCheckState
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., state: _Optional[_Union[JointCheckState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListJointChecksResponse(_message.Message):
    __slots__ = ("checks", "next_page_token")
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    checks: _containers.RepeatedCompositeFieldContainer[JointCheck]
    next_page_token: str
    def __init__(self, checks: _Optional[_Iterable[_Union[JointCheck, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
