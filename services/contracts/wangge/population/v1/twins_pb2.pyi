import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import register_pb2 as _register_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class TwinsState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TWINS_STATE_UNSPECIFIED: _ClassVar[TwinsState]
    TWINS_STATE_PROPOSED: _ClassVar[TwinsState]
    TWINS_STATE_SAME: _ClassVar[TwinsState]
    TWINS_STATE_DIFFERENT: _ClassVar[TwinsState]
TWINS_STATE_UNSPECIFIED: TwinsState
TWINS_STATE_PROPOSED: TwinsState
TWINS_STATE_SAME: TwinsState
TWINS_STATE_DIFFERENT: TwinsState

class Twins(_message.Message):
    __slots__ = ("id", "state", "cause", "first", "second", "propose_time", "decide_time", "decided_by", "reason", "evident", "fields", "keep_id", "undoable")
    ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    PROPOSE_TIME_FIELD_NUMBER: _ClassVar[int]
    DECIDE_TIME_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EVIDENT_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    KEEP_ID_FIELD_NUMBER: _ClassVar[int]
    UNDOABLE_FIELD_NUMBER: _ClassVar[int]
    id: str
    state: TwinsState
    cause: str
    first: _register_pb2.Person
    second: _register_pb2.Person
    propose_time: _timestamp_pb2.Timestamp
    decide_time: _timestamp_pb2.Timestamp
    decided_by: str
    reason: str
    evident: bool
    fields: _containers.RepeatedCompositeFieldContainer[TwinsField]
    keep_id: str
    undoable: bool
    def __init__(self, id: _Optional[str] = ..., state: _Optional[_Union[TwinsState, str]] = ..., cause: _Optional[str] = ..., first: _Optional[_Union[_register_pb2.Person, _Mapping]] = ..., second: _Optional[_Union[_register_pb2.Person, _Mapping]] = ..., propose_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decide_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decided_by: _Optional[str] = ..., reason: _Optional[str] = ..., evident: _Optional[bool] = ..., fields: _Optional[_Iterable[_Union[TwinsField, _Mapping]]] = ..., keep_id: _Optional[str] = ..., undoable: _Optional[bool] = ...) -> None: ...

class TwinsField(_message.Message):
    __slots__ = ("field", "first", "second", "differs", "choosable")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    DIFFERS_FIELD_NUMBER: _ClassVar[int]
    CHOOSABLE_FIELD_NUMBER: _ClassVar[int]
    field: str
    first: str
    second: str
    differs: bool
    choosable: bool
    def __init__(self, field: _Optional[str] = ..., first: _Optional[str] = ..., second: _Optional[str] = ..., differs: _Optional[bool] = ..., choosable: _Optional[bool] = ...) -> None: ...

class ListTwinsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "territory_code", "state", "cause")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CAUSE_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    territory_code: str
    state: TwinsState
    cause: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., territory_code: _Optional[str] = ..., state: _Optional[_Union[TwinsState, str]] = ..., cause: _Optional[str] = ...) -> None: ...

class ListTwinsResponse(_message.Message):
    __slots__ = ("twins", "next_page_token")
    TWINS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    twins: _containers.RepeatedCompositeFieldContainer[Twins]
    next_page_token: str
    def __init__(self, twins: _Optional[_Iterable[_Union[Twins, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetTwinsRequest(_message.Message):
    __slots__ = ("id", "purpose")
    ID_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    id: str
    purpose: str
    def __init__(self, id: _Optional[str] = ..., purpose: _Optional[str] = ...) -> None: ...

class DecideTwinsRequest(_message.Message):
    __slots__ = ("id", "decision", "keep_id", "take_from_other", "grounds", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    KEEP_ID_FIELD_NUMBER: _ClassVar[int]
    TAKE_FROM_OTHER_FIELD_NUMBER: _ClassVar[int]
    GROUNDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    decision: TwinsState
    keep_id: str
    take_from_other: _containers.RepeatedScalarFieldContainer[str]
    grounds: _register_pb2.Grounds
    request_id: str
    def __init__(self, id: _Optional[str] = ..., decision: _Optional[_Union[TwinsState, str]] = ..., keep_id: _Optional[str] = ..., take_from_other: _Optional[_Iterable[str]] = ..., grounds: _Optional[_Union[_register_pb2.Grounds, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class DecideTwinsInBulkRequest(_message.Message):
    __slots__ = ("ids", "reason", "request_id")
    IDS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ids: _containers.RepeatedScalarFieldContainer[str]
    reason: str
    request_id: str
    def __init__(self, ids: _Optional[_Iterable[str]] = ..., reason: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class DecideTwinsInBulkResponse(_message.Message):
    __slots__ = ("merged_ids", "refused")
    class Refused(_message.Message):
        __slots__ = ("id", "code")
        ID_FIELD_NUMBER: _ClassVar[int]
        CODE_FIELD_NUMBER: _ClassVar[int]
        id: str
        code: str
        def __init__(self, id: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...
    MERGED_IDS_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    merged_ids: _containers.RepeatedScalarFieldContainer[str]
    refused: _containers.RepeatedCompositeFieldContainer[DecideTwinsInBulkResponse.Refused]
    def __init__(self, merged_ids: _Optional[_Iterable[str]] = ..., refused: _Optional[_Iterable[_Union[DecideTwinsInBulkResponse.Refused, _Mapping]]] = ...) -> None: ...

class UndoMergeRequest(_message.Message):
    __slots__ = ("id", "reason", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    reason: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., reason: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...
