import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ReplyTemplate(_message.Message):
    __slots__ = ("id", "title", "text", "verbs", "category", "personal", "territory_code", "etag", "update_time", "updated_by", "actions", "filled")
    ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    VERBS_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    PERSONAL_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    UPDATED_BY_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    FILLED_FIELD_NUMBER: _ClassVar[int]
    id: str
    title: str
    text: str
    verbs: _containers.RepeatedScalarFieldContainer[str]
    category: str
    personal: bool
    territory_code: str
    etag: str
    update_time: _timestamp_pb2.Timestamp
    updated_by: str
    actions: _containers.RepeatedScalarFieldContainer[str]
    filled: str
    def __init__(self, id: _Optional[str] = ..., title: _Optional[str] = ..., text: _Optional[str] = ..., verbs: _Optional[_Iterable[str]] = ..., category: _Optional[str] = ..., personal: _Optional[bool] = ..., territory_code: _Optional[str] = ..., etag: _Optional[str] = ..., update_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., updated_by: _Optional[str] = ..., actions: _Optional[_Iterable[str]] = ..., filled: _Optional[str] = ...) -> None: ...

class PutReplyTemplateRequest(_message.Message):
    __slots__ = ("request_id", "reply_template")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    REPLY_TEMPLATE_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    reply_template: ReplyTemplate
    def __init__(self, request_id: _Optional[str] = ..., reply_template: _Optional[_Union[ReplyTemplate, _Mapping]] = ...) -> None: ...

class GetReplyTemplateRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListReplyTemplatesRequest(_message.Message):
    __slots__ = ("verb", "category", "case_id")
    VERB_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    verb: str
    category: str
    case_id: str
    def __init__(self, verb: _Optional[str] = ..., category: _Optional[str] = ..., case_id: _Optional[str] = ...) -> None: ...

class ListReplyTemplatesResponse(_message.Message):
    __slots__ = ("reply_templates",)
    REPLY_TEMPLATES_FIELD_NUMBER: _ClassVar[int]
    reply_templates: _containers.RepeatedCompositeFieldContainer[ReplyTemplate]
    def __init__(self, reply_templates: _Optional[_Iterable[_Union[ReplyTemplate, _Mapping]]] = ...) -> None: ...

class DeleteReplyTemplateRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class DeleteReplyTemplateResponse(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
