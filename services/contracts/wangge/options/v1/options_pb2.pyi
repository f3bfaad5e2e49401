from google.protobuf import descriptor_pb2 as _descriptor_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor
ACCESS_FIELD_NUMBER: _ClassVar[int]
access: _descriptor.FieldDescriptor
FIELD_FIELD_NUMBER: _ClassVar[int]
field: _descriptor.FieldDescriptor

class Access(_message.Message):
    __slots__ = ("permission", "public", "authenticated", "with_one_time_password")
    PERMISSION_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_FIELD_NUMBER: _ClassVar[int]
    AUTHENTICATED_FIELD_NUMBER: _ClassVar[int]
    WITH_ONE_TIME_PASSWORD_FIELD_NUMBER: _ClassVar[int]
    permission: str
    public: bool
    authenticated: bool
    with_one_time_password: bool
    def __init__(self, permission: _Optional[str] = ..., public: _Optional[bool] = ..., authenticated: _Optional[bool] = ..., with_one_time_password: _Optional[bool] = ...) -> None: ...

class Field(_message.Message):
    __slots__ = ("required", "max_length", "max_items", "pattern", "min", "max", "personal")
    REQUIRED_FIELD_NUMBER: _ClassVar[int]
    MAX_LENGTH_FIELD_NUMBER: _ClassVar[int]
    MAX_ITEMS_FIELD_NUMBER: _ClassVar[int]
    PATTERN_FIELD_NUMBER: _ClassVar[int]
    MIN_FIELD_NUMBER: _ClassVar[int]
    MAX_FIELD_NUMBER: _ClassVar[int]
    PERSONAL_FIELD_NUMBER: _ClassVar[int]
    required: bool
    max_length: int
    max_items: int
    pattern: str
    min: float
    max: float
    personal: bool
    def __init__(self, required: _Optional[bool] = ..., max_length: _Optional[int] = ..., max_items: _Optional[int] = ..., pattern: _Optional[str] = ..., min: _Optional[float] = ..., max: _Optional[float] = ..., personal: _Optional[bool] = ...) -> None: ...
