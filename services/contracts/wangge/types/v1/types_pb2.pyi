import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Level(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    LEVEL_UNSPECIFIED: _ClassVar[Level]
    LEVEL_PREFECTURE: _ClassVar[Level]
    LEVEL_COUNTY: _ClassVar[Level]
    LEVEL_TOWNSHIP: _ClassVar[Level]
    LEVEL_COMMUNITY: _ClassVar[Level]
    LEVEL_GRID: _ClassVar[Level]
    LEVEL_AREA: _ClassVar[Level]
    LEVEL_SUBGRID: _ClassVar[Level]
LEVEL_UNSPECIFIED: Level
LEVEL_PREFECTURE: Level
LEVEL_COUNTY: Level
LEVEL_TOWNSHIP: Level
LEVEL_COMMUNITY: Level
LEVEL_GRID: Level
LEVEL_AREA: Level
LEVEL_SUBGRID: Level

class Point(_message.Message):
    __slots__ = ("longitude", "latitude")
    LONGITUDE_FIELD_NUMBER: _ClassVar[int]
    LATITUDE_FIELD_NUMBER: _ClassVar[int]
    longitude: float
    latitude: float
    def __init__(self, longitude: _Optional[float] = ..., latitude: _Optional[float] = ...) -> None: ...

class Reference(_message.Message):
    __slots__ = ("id", "title")
    ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    id: str
    title: str
    def __init__(self, id: _Optional[str] = ..., title: _Optional[str] = ...) -> None: ...

class Attachment(_message.Message):
    __slots__ = ("id", "file_name", "content_type", "size_bytes", "category", "taken_at", "taken_where", "uploaded_at", "uploaded_by", "digest", "moment", "uploaded_by_name")
    ID_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    TAKEN_AT_FIELD_NUMBER: _ClassVar[int]
    TAKEN_WHERE_FIELD_NUMBER: _ClassVar[int]
    UPLOADED_AT_FIELD_NUMBER: _ClassVar[int]
    UPLOADED_BY_FIELD_NUMBER: _ClassVar[int]
    DIGEST_FIELD_NUMBER: _ClassVar[int]
    MOMENT_FIELD_NUMBER: _ClassVar[int]
    UPLOADED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    file_name: str
    content_type: str
    size_bytes: int
    category: str
    taken_at: _timestamp_pb2.Timestamp
    taken_where: Point
    uploaded_at: _timestamp_pb2.Timestamp
    uploaded_by: str
    digest: str
    moment: str
    uploaded_by_name: str
    def __init__(self, id: _Optional[str] = ..., file_name: _Optional[str] = ..., content_type: _Optional[str] = ..., size_bytes: _Optional[int] = ..., category: _Optional[str] = ..., taken_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., taken_where: _Optional[_Union[Point, _Mapping]] = ..., uploaded_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., uploaded_by: _Optional[str] = ..., digest: _Optional[str] = ..., moment: _Optional[str] = ..., uploaded_by_name: _Optional[str] = ...) -> None: ...

class Count(_message.Message):
    __slots__ = ("keys", "titles", "value")
    KEYS_FIELD_NUMBER: _ClassVar[int]
    TITLES_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    keys: _containers.RepeatedScalarFieldContainer[str]
    titles: _containers.RepeatedScalarFieldContainer[str]
    value: int
    def __init__(self, keys: _Optional[_Iterable[str]] = ..., titles: _Optional[_Iterable[str]] = ..., value: _Optional[int] = ...) -> None: ...
