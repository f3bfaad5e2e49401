from google.api import annotations_pb2 as _annotations_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class PushState(_message.Message):
    __slots__ = ("enabled", "public_key", "registered", "quiet")
    ENABLED_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_KEY_FIELD_NUMBER: _ClassVar[int]
    REGISTERED_FIELD_NUMBER: _ClassVar[int]
    QUIET_FIELD_NUMBER: _ClassVar[int]
    enabled: bool
    public_key: str
    registered: bool
    quiet: bool
    def __init__(self, enabled: _Optional[bool] = ..., public_key: _Optional[str] = ..., registered: _Optional[bool] = ..., quiet: _Optional[bool] = ...) -> None: ...

class GetPushRequest(_message.Message):
    __slots__ = ("device_id",)
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    device_id: str
    def __init__(self, device_id: _Optional[str] = ...) -> None: ...

class RegisterPushRequest(_message.Message):
    __slots__ = ("device_id", "endpoint", "key", "secret", "quiet", "language")
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    ENDPOINT_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    SECRET_FIELD_NUMBER: _ClassVar[int]
    QUIET_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    device_id: str
    endpoint: str
    key: str
    secret: str
    quiet: bool
    language: str
    def __init__(self, device_id: _Optional[str] = ..., endpoint: _Optional[str] = ..., key: _Optional[str] = ..., secret: _Optional[str] = ..., quiet: _Optional[bool] = ..., language: _Optional[str] = ...) -> None: ...

class RemovePushRequest(_message.Message):
    __slots__ = ("device_id",)
    DEVICE_ID_FIELD_NUMBER: _ClassVar[int]
    device_id: str
    def __init__(self, device_id: _Optional[str] = ...) -> None: ...
