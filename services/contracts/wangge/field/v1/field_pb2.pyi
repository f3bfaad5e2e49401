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

class PatrolState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PATROL_STATE_UNSPECIFIED: _ClassVar[PatrolState]
    PATROL_STATE_RUNNING: _ClassVar[PatrolState]
    PATROL_STATE_FINISHED: _ClassVar[PatrolState]
    PATROL_STATE_LAPSED: _ClassVar[PatrolState]

class DeviceState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DEVICE_STATE_UNSPECIFIED: _ClassVar[DeviceState]
    DEVICE_STATE_ACTIVE: _ClassVar[DeviceState]
    DEVICE_STATE_REMOVED: _ClassVar[DeviceState]
    DEVICE_STATE_WIPED: _ClassVar[DeviceState]
PATROL_STATE_UNSPECIFIED: PatrolState
PATROL_STATE_RUNNING: PatrolState
PATROL_STATE_FINISHED: PatrolState
PATROL_STATE_LAPSED: PatrolState
DEVICE_STATE_UNSPECIFIED: DeviceState
DEVICE_STATE_ACTIVE: DeviceState
DEVICE_STATE_REMOVED: DeviceState
DEVICE_STATE_WIPED: DeviceState

class Duty(_message.Message):
    __slots__ = ("on_duty", "territory_code", "territory_name", "start_time", "end_time", "patrol_id")
    ON_DUTY_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    PATROL_ID_FIELD_NUMBER: _ClassVar[int]
    on_duty: bool
    territory_code: str
    territory_name: str
    start_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    patrol_id: str
    def __init__(self, on_duty: _Optional[bool] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., patrol_id: _Optional[str] = ...) -> None: ...

class Checkpoint(_message.Message):
    __slots__ = ("id", "code", "name", "territory_code", "place", "position", "retired", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    RETIRED_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    code: str
    name: str
    territory_code: str
    place: _types_pb2.Point
    position: int
    retired: bool
    etag: str
    def __init__(self, id: _Optional[str] = ..., code: _Optional[str] = ..., name: _Optional[str] = ..., territory_code: _Optional[str] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., position: _Optional[int] = ..., retired: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class CheckIn(_message.Message):
    __slots__ = ("id", "at", "checkpoint_code", "checkpoint_name", "where", "accuracy", "finding", "case_id", "photos")
    ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_CODE_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_NAME_FIELD_NUMBER: _ClassVar[int]
    WHERE_FIELD_NUMBER: _ClassVar[int]
    ACCURACY_FIELD_NUMBER: _ClassVar[int]
    FINDING_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    PHOTOS_FIELD_NUMBER: _ClassVar[int]
    id: str
    at: _timestamp_pb2.Timestamp
    checkpoint_code: str
    checkpoint_name: str
    where: _types_pb2.Point
    accuracy: float
    finding: str
    case_id: str
    photos: _containers.RepeatedCompositeFieldContainer[_types_pb2.Attachment]
    def __init__(self, id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., checkpoint_code: _Optional[str] = ..., checkpoint_name: _Optional[str] = ..., where: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., accuracy: _Optional[float] = ..., finding: _Optional[str] = ..., case_id: _Optional[str] = ..., photos: _Optional[_Iterable[_Union[_types_pb2.Attachment, _Mapping]]] = ...) -> None: ...

class Patrol(_message.Message):
    __slots__ = ("id", "worker_id", "worker_name", "territory_code", "territory_name", "state", "start_time", "finish_time", "note", "check_in_count", "finding_count", "checkpoint_count", "checkpoints_visited", "check_ins", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    WORKER_ID_FIELD_NUMBER: _ClassVar[int]
    WORKER_NAME_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    FINISH_TIME_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    CHECK_IN_COUNT_FIELD_NUMBER: _ClassVar[int]
    FINDING_COUNT_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_COUNT_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINTS_VISITED_FIELD_NUMBER: _ClassVar[int]
    CHECK_INS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    worker_id: str
    worker_name: str
    territory_code: str
    territory_name: str
    state: PatrolState
    start_time: _timestamp_pb2.Timestamp
    finish_time: _timestamp_pb2.Timestamp
    note: str
    check_in_count: int
    finding_count: int
    checkpoint_count: int
    checkpoints_visited: int
    check_ins: _containers.RepeatedCompositeFieldContainer[CheckIn]
    etag: str
    def __init__(self, id: _Optional[str] = ..., worker_id: _Optional[str] = ..., worker_name: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., state: _Optional[_Union[PatrolState, str]] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., note: _Optional[str] = ..., check_in_count: _Optional[int] = ..., finding_count: _Optional[int] = ..., checkpoint_count: _Optional[int] = ..., checkpoints_visited: _Optional[int] = ..., check_ins: _Optional[_Iterable[_Union[CheckIn, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class TrackPoint(_message.Message):
    __slots__ = ("at", "where", "accuracy")
    AT_FIELD_NUMBER: _ClassVar[int]
    WHERE_FIELD_NUMBER: _ClassVar[int]
    ACCURACY_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    where: _types_pb2.Point
    accuracy: float
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., where: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., accuracy: _Optional[float] = ...) -> None: ...

class Device(_message.Message):
    __slots__ = ("id", "name", "account_id", "account_name", "state", "register_time", "last_seen_time", "remove_time")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REGISTER_TIME_FIELD_NUMBER: _ClassVar[int]
    LAST_SEEN_TIME_FIELD_NUMBER: _ClassVar[int]
    REMOVE_TIME_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    account_id: str
    account_name: str
    state: DeviceState
    register_time: _timestamp_pb2.Timestamp
    last_seen_time: _timestamp_pb2.Timestamp
    remove_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., account_id: _Optional[str] = ..., account_name: _Optional[str] = ..., state: _Optional[_Union[DeviceState, str]] = ..., register_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_seen_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., remove_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class StartDutyRequest(_message.Message):
    __slots__ = ("territory_code", "at", "request_id")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    at: _timestamp_pb2.Timestamp
    request_id: str
    def __init__(self, territory_code: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class EndDutyRequest(_message.Message):
    __slots__ = ("at", "request_id")
    AT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    request_id: str
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetDutyRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class StartPatrolRequest(_message.Message):
    __slots__ = ("id", "territory_code", "at", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    at: _timestamp_pb2.Timestamp
    request_id: str
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class CheckInRequest(_message.Message):
    __slots__ = ("patrol_id", "id", "at", "checkpoint_code", "where", "accuracy", "finding", "case_id", "photo_ids", "request_id")
    PATROL_ID_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_CODE_FIELD_NUMBER: _ClassVar[int]
    WHERE_FIELD_NUMBER: _ClassVar[int]
    ACCURACY_FIELD_NUMBER: _ClassVar[int]
    FINDING_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    PHOTO_IDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    patrol_id: str
    id: str
    at: _timestamp_pb2.Timestamp
    checkpoint_code: str
    where: _types_pb2.Point
    accuracy: float
    finding: str
    case_id: str
    photo_ids: _containers.RepeatedScalarFieldContainer[str]
    request_id: str
    def __init__(self, patrol_id: _Optional[str] = ..., id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., checkpoint_code: _Optional[str] = ..., where: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., accuracy: _Optional[float] = ..., finding: _Optional[str] = ..., case_id: _Optional[str] = ..., photo_ids: _Optional[_Iterable[str]] = ..., request_id: _Optional[str] = ...) -> None: ...

class LinkCaseRequest(_message.Message):
    __slots__ = ("patrol_id", "check_in_id", "case_id", "request_id")
    PATROL_ID_FIELD_NUMBER: _ClassVar[int]
    CHECK_IN_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    patrol_id: str
    check_in_id: str
    case_id: str
    request_id: str
    def __init__(self, patrol_id: _Optional[str] = ..., check_in_id: _Optional[str] = ..., case_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class AddTrackRequest(_message.Message):
    __slots__ = ("patrol_id", "batch_id", "points")
    PATROL_ID_FIELD_NUMBER: _ClassVar[int]
    BATCH_ID_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    patrol_id: str
    batch_id: str
    points: _containers.RepeatedCompositeFieldContainer[TrackPoint]
    def __init__(self, patrol_id: _Optional[str] = ..., batch_id: _Optional[str] = ..., points: _Optional[_Iterable[_Union[TrackPoint, _Mapping]]] = ...) -> None: ...

class AddTrackResponse(_message.Message):
    __slots__ = ("accepted", "passed_over")
    ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    PASSED_OVER_FIELD_NUMBER: _ClassVar[int]
    accepted: int
    passed_over: int
    def __init__(self, accepted: _Optional[int] = ..., passed_over: _Optional[int] = ...) -> None: ...

class FinishPatrolRequest(_message.Message):
    __slots__ = ("patrol_id", "at", "note", "etag", "request_id")
    PATROL_ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    patrol_id: str
    at: _timestamp_pb2.Timestamp
    note: str
    etag: str
    request_id: str
    def __init__(self, patrol_id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., note: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetPatrolRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListPatrolsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "view", "territory_code", "day", "state")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    view: str
    territory_code: str
    day: str
    state: PatrolState
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., view: _Optional[str] = ..., territory_code: _Optional[str] = ..., day: _Optional[str] = ..., state: _Optional[_Union[PatrolState, str]] = ...) -> None: ...

class ListPatrolsResponse(_message.Message):
    __slots__ = ("patrols", "next_page_token")
    PATROLS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    patrols: _containers.RepeatedCompositeFieldContainer[Patrol]
    next_page_token: str
    def __init__(self, patrols: _Optional[_Iterable[_Union[Patrol, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetTrackRequest(_message.Message):
    __slots__ = ("id", "purpose")
    ID_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    id: str
    purpose: str
    def __init__(self, id: _Optional[str] = ..., purpose: _Optional[str] = ...) -> None: ...

class Track(_message.Message):
    __slots__ = ("points", "coarse")
    POINTS_FIELD_NUMBER: _ClassVar[int]
    COARSE_FIELD_NUMBER: _ClassVar[int]
    points: _containers.RepeatedCompositeFieldContainer[TrackPoint]
    coarse: bool
    def __init__(self, points: _Optional[_Iterable[_Union[TrackPoint, _Mapping]]] = ..., coarse: _Optional[bool] = ...) -> None: ...

class GetPatrolDayRequest(_message.Message):
    __slots__ = ("territory_code", "day")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    day: str
    def __init__(self, territory_code: _Optional[str] = ..., day: _Optional[str] = ...) -> None: ...

class PatrolDay(_message.Message):
    __slots__ = ("territory_code", "territory_name", "day", "grids", "patrolled", "rows")
    class Grid(_message.Message):
        __slots__ = ("code", "name", "finished", "running", "last_finish_time", "community_name")
        CODE_FIELD_NUMBER: _ClassVar[int]
        NAME_FIELD_NUMBER: _ClassVar[int]
        FINISHED_FIELD_NUMBER: _ClassVar[int]
        RUNNING_FIELD_NUMBER: _ClassVar[int]
        LAST_FINISH_TIME_FIELD_NUMBER: _ClassVar[int]
        COMMUNITY_NAME_FIELD_NUMBER: _ClassVar[int]
        code: str
        name: str
        finished: int
        running: bool
        last_finish_time: _timestamp_pb2.Timestamp
        community_name: str
        def __init__(self, code: _Optional[str] = ..., name: _Optional[str] = ..., finished: _Optional[int] = ..., running: _Optional[bool] = ..., last_finish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., community_name: _Optional[str] = ...) -> None: ...
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    GRIDS_FIELD_NUMBER: _ClassVar[int]
    PATROLLED_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    day: str
    grids: int
    patrolled: int
    rows: _containers.RepeatedCompositeFieldContainer[PatrolDay.Grid]
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., day: _Optional[str] = ..., grids: _Optional[int] = ..., patrolled: _Optional[int] = ..., rows: _Optional[_Iterable[_Union[PatrolDay.Grid, _Mapping]]] = ...) -> None: ...

class AddPhotoRequest(_message.Message):
    __slots__ = ("file_name", "data", "taken_at", "taken_where", "request_id")
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    TAKEN_AT_FIELD_NUMBER: _ClassVar[int]
    TAKEN_WHERE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    file_name: str
    data: bytes
    taken_at: _timestamp_pb2.Timestamp
    taken_where: _types_pb2.Point
    request_id: str
    def __init__(self, file_name: _Optional[str] = ..., data: _Optional[bytes] = ..., taken_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., taken_where: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetPhotoDataRequest(_message.Message):
    __slots__ = ("patrol_id", "photo_id", "thumbnail")
    PATROL_ID_FIELD_NUMBER: _ClassVar[int]
    PHOTO_ID_FIELD_NUMBER: _ClassVar[int]
    THUMBNAIL_FIELD_NUMBER: _ClassVar[int]
    patrol_id: str
    photo_id: str
    thumbnail: bool
    def __init__(self, patrol_id: _Optional[str] = ..., photo_id: _Optional[str] = ..., thumbnail: _Optional[bool] = ...) -> None: ...

class PhotoData(_message.Message):
    __slots__ = ("content_type", "file_name", "data")
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    content_type: str
    file_name: str
    data: bytes
    def __init__(self, content_type: _Optional[str] = ..., file_name: _Optional[str] = ..., data: _Optional[bytes] = ...) -> None: ...

class PutCheckpointRequest(_message.Message):
    __slots__ = ("checkpoint", "request_id")
    CHECKPOINT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    checkpoint: Checkpoint
    request_id: str
    def __init__(self, checkpoint: _Optional[_Union[Checkpoint, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetCheckpointRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListCheckpointsRequest(_message.Message):
    __slots__ = ("territory_code", "with_retired", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    WITH_RETIRED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    with_retired: bool
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., with_retired: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListCheckpointsResponse(_message.Message):
    __slots__ = ("checkpoints", "next_page_token")
    CHECKPOINTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    checkpoints: _containers.RepeatedCompositeFieldContainer[Checkpoint]
    next_page_token: str
    def __init__(self, checkpoints: _Optional[_Iterable[_Union[Checkpoint, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class RegisterDeviceRequest(_message.Message):
    __slots__ = ("id", "name")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    name: str
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ...) -> None: ...

class ListDevicesRequest(_message.Message):
    __slots__ = ("territory_code",)
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    def __init__(self, territory_code: _Optional[str] = ...) -> None: ...

class ListDevicesResponse(_message.Message):
    __slots__ = ("devices",)
    DEVICES_FIELD_NUMBER: _ClassVar[int]
    devices: _containers.RepeatedCompositeFieldContainer[Device]
    def __init__(self, devices: _Optional[_Iterable[_Union[Device, _Mapping]]] = ...) -> None: ...

class RemoveDeviceRequest(_message.Message):
    __slots__ = ("id", "account_id", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    account_id: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., account_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ConfirmWipeRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class GetBadgeRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Badge(_message.Message):
    __slots__ = ("code", "name", "posts", "valid")
    CODE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    POSTS_FIELD_NUMBER: _ClassVar[int]
    VALID_FIELD_NUMBER: _ClassVar[int]
    code: str
    name: str
    posts: _containers.RepeatedScalarFieldContainer[str]
    valid: bool
    def __init__(self, code: _Optional[str] = ..., name: _Optional[str] = ..., posts: _Optional[_Iterable[str]] = ..., valid: _Optional[bool] = ...) -> None: ...

class VerifyBadgeRequest(_message.Message):
    __slots__ = ("code",)
    CODE_FIELD_NUMBER: _ClassVar[int]
    code: str
    def __init__(self, code: _Optional[str] = ...) -> None: ...

class BadgeCheck(_message.Message):
    __slots__ = ("valid", "name", "post", "expired")
    VALID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    POST_FIELD_NUMBER: _ClassVar[int]
    EXPIRED_FIELD_NUMBER: _ClassVar[int]
    valid: bool
    name: str
    post: str
    expired: bool
    def __init__(self, valid: _Optional[bool] = ..., name: _Optional[str] = ..., post: _Optional[str] = ..., expired: _Optional[bool] = ...) -> None: ...
