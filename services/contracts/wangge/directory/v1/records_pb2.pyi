import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.imports.v1 import imports_pb2 as _imports_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.types.v1 import types_pb2 as _types_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class LogEntry(_message.Message):
    __slots__ = ("id", "at", "actor_id", "actor_name", "on_behalf_of", "action", "record_type", "record_id", "territory", "origin", "purpose", "changes", "trace_id", "sequence")
    ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    ACTOR_ID_FIELD_NUMBER: _ClassVar[int]
    ACTOR_NAME_FIELD_NUMBER: _ClassVar[int]
    ON_BEHALF_OF_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    RECORD_TYPE_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    TRACE_ID_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    id: str
    at: _timestamp_pb2.Timestamp
    actor_id: str
    actor_name: str
    on_behalf_of: str
    action: str
    record_type: str
    record_id: str
    territory: str
    origin: str
    purpose: str
    changes: str
    trace_id: str
    sequence: int
    def __init__(self, id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., actor_id: _Optional[str] = ..., actor_name: _Optional[str] = ..., on_behalf_of: _Optional[str] = ..., action: _Optional[str] = ..., record_type: _Optional[str] = ..., record_id: _Optional[str] = ..., territory: _Optional[str] = ..., origin: _Optional[str] = ..., purpose: _Optional[str] = ..., changes: _Optional[str] = ..., trace_id: _Optional[str] = ..., sequence: _Optional[int] = ...) -> None: ...

class Picture(_message.Message):
    __slots__ = ("id", "record_type", "record_id", "file", "caption", "public", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    RECORD_TYPE_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_FIELD_NUMBER: _ClassVar[int]
    CAPTION_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    record_type: str
    record_id: str
    file: _types_pb2.Attachment
    caption: str
    public: bool
    etag: str
    def __init__(self, id: _Optional[str] = ..., record_type: _Optional[str] = ..., record_id: _Optional[str] = ..., file: _Optional[_Union[_types_pb2.Attachment, _Mapping]] = ..., caption: _Optional[str] = ..., public: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class ListLogEntriesRequest(_message.Message):
    __slots__ = ("actor_id", "record_type", "record_id", "action_prefix", "to", "page_size", "page_token")
    ACTOR_ID_FIELD_NUMBER: _ClassVar[int]
    RECORD_TYPE_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_PREFIX_FIELD_NUMBER: _ClassVar[int]
    FROM_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    actor_id: str
    record_type: str
    record_id: str
    action_prefix: str
    to: _timestamp_pb2.Timestamp
    page_size: int
    page_token: str
    def __init__(self, actor_id: _Optional[str] = ..., record_type: _Optional[str] = ..., record_id: _Optional[str] = ..., action_prefix: _Optional[str] = ..., to: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., **kwargs) -> None: ...

class ListLogEntriesResponse(_message.Message):
    __slots__ = ("entries", "next_page_token")
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[LogEntry]
    next_page_token: str
    def __init__(self, entries: _Optional[_Iterable[_Union[LogEntry, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class AddPictureRequest(_message.Message):
    __slots__ = ("record_type", "record_id", "file_name", "data", "caption", "request_id")
    RECORD_TYPE_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    CAPTION_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    record_type: str
    record_id: str
    file_name: str
    data: bytes
    caption: str
    request_id: str
    def __init__(self, record_type: _Optional[str] = ..., record_id: _Optional[str] = ..., file_name: _Optional[str] = ..., data: _Optional[bytes] = ..., caption: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ReplacePictureRequest(_message.Message):
    __slots__ = ("id", "etag", "file_name", "data", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    file_name: str
    data: bytes
    reason: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., file_name: _Optional[str] = ..., data: _Optional[bytes] = ..., reason: _Optional[str] = ...) -> None: ...

class DeletePictureRequest(_message.Message):
    __slots__ = ("id", "etag", "reason")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    reason: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class ClearPictureRequest(_message.Message):
    __slots__ = ("id", "etag", "blur", "nothing_to_blur")
    class Box(_message.Message):
        __slots__ = ("left", "top", "width", "height")
        LEFT_FIELD_NUMBER: _ClassVar[int]
        TOP_FIELD_NUMBER: _ClassVar[int]
        WIDTH_FIELD_NUMBER: _ClassVar[int]
        HEIGHT_FIELD_NUMBER: _ClassVar[int]
        left: int
        top: int
        width: int
        height: int
        def __init__(self, left: _Optional[int] = ..., top: _Optional[int] = ..., width: _Optional[int] = ..., height: _Optional[int] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    BLUR_FIELD_NUMBER: _ClassVar[int]
    NOTHING_TO_BLUR_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    blur: _containers.RepeatedCompositeFieldContainer[ClearPictureRequest.Box]
    nothing_to_blur: bool
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., blur: _Optional[_Iterable[_Union[ClearPictureRequest.Box, _Mapping]]] = ..., nothing_to_blur: _Optional[bool] = ...) -> None: ...

class ListPicturesRequest(_message.Message):
    __slots__ = ("record_type", "record_id")
    RECORD_TYPE_FIELD_NUMBER: _ClassVar[int]
    RECORD_ID_FIELD_NUMBER: _ClassVar[int]
    record_type: str
    record_id: str
    def __init__(self, record_type: _Optional[str] = ..., record_id: _Optional[str] = ...) -> None: ...

class ListPicturesResponse(_message.Message):
    __slots__ = ("pictures",)
    PICTURES_FIELD_NUMBER: _ClassVar[int]
    pictures: _containers.RepeatedCompositeFieldContainer[Picture]
    def __init__(self, pictures: _Optional[_Iterable[_Union[Picture, _Mapping]]] = ...) -> None: ...

class GetPictureDataRequest(_message.Message):
    __slots__ = ("id", "thumbnail")
    ID_FIELD_NUMBER: _ClassVar[int]
    THUMBNAIL_FIELD_NUMBER: _ClassVar[int]
    id: str
    thumbnail: bool
    def __init__(self, id: _Optional[str] = ..., thumbnail: _Optional[bool] = ...) -> None: ...

class PictureData(_message.Message):
    __slots__ = ("content_type", "data")
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    content_type: str
    data: bytes
    def __init__(self, content_type: _Optional[str] = ..., data: _Optional[bytes] = ...) -> None: ...

class StageImportRequest(_message.Message):
    __slots__ = ("kind", "file_name", "data", "columns", "request_id", "only_columns")
    class ColumnsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    KIND_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    COLUMNS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ONLY_COLUMNS_FIELD_NUMBER: _ClassVar[int]
    kind: str
    file_name: str
    data: bytes
    columns: _containers.ScalarMap[str, str]
    request_id: str
    only_columns: bool
    def __init__(self, kind: _Optional[str] = ..., file_name: _Optional[str] = ..., data: _Optional[bytes] = ..., columns: _Optional[_Mapping[str, str]] = ..., request_id: _Optional[str] = ..., only_columns: _Optional[bool] = ...) -> None: ...

class StageImportResponse(_message.Message):
    __slots__ = ("suggestions", "problems", "fields")
    IMPORT_FIELD_NUMBER: _ClassVar[int]
    SUGGESTIONS_FIELD_NUMBER: _ClassVar[int]
    PROBLEMS_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    suggestions: _containers.RepeatedCompositeFieldContainer[_imports_pb2.ColumnSuggestion]
    problems: _containers.RepeatedCompositeFieldContainer[_imports_pb2.RowProblem]
    fields: _containers.RepeatedCompositeFieldContainer[_imports_pb2.TargetField]
    def __init__(self, suggestions: _Optional[_Iterable[_Union[_imports_pb2.ColumnSuggestion, _Mapping]]] = ..., problems: _Optional[_Iterable[_Union[_imports_pb2.RowProblem, _Mapping]]] = ..., fields: _Optional[_Iterable[_Union[_imports_pb2.TargetField, _Mapping]]] = ..., **kwargs) -> None: ...

class GetImportRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ImportDetails(_message.Message):
    __slots__ = ("problems", "fields", "preview")
    IMPORT_FIELD_NUMBER: _ClassVar[int]
    PROBLEMS_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    PREVIEW_FIELD_NUMBER: _ClassVar[int]
    problems: _containers.RepeatedCompositeFieldContainer[_imports_pb2.RowProblem]
    fields: _containers.RepeatedCompositeFieldContainer[_imports_pb2.TargetField]
    preview: _containers.RepeatedCompositeFieldContainer[_imports_pb2.RowPreview]
    def __init__(self, problems: _Optional[_Iterable[_Union[_imports_pb2.RowProblem, _Mapping]]] = ..., fields: _Optional[_Iterable[_Union[_imports_pb2.TargetField, _Mapping]]] = ..., preview: _Optional[_Iterable[_Union[_imports_pb2.RowPreview, _Mapping]]] = ..., **kwargs) -> None: ...

class DecideImportRequest(_message.Message):
    __slots__ = ("id", "at_once")
    ID_FIELD_NUMBER: _ClassVar[int]
    AT_ONCE_FIELD_NUMBER: _ClassVar[int]
    id: str
    at_once: int
    def __init__(self, id: _Optional[str] = ..., at_once: _Optional[int] = ...) -> None: ...

class ListImportsRequest(_message.Message):
    __slots__ = ("page_size", "page_token")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListImportsResponse(_message.Message):
    __slots__ = ("imports", "next_page_token")
    IMPORTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    imports: _containers.RepeatedCompositeFieldContainer[_imports_pb2.Import]
    next_page_token: str
    def __init__(self, imports: _Optional[_Iterable[_Union[_imports_pb2.Import, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetImportRejectsRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ImportFile(_message.Message):
    __slots__ = ("file_name", "content_type", "data")
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    file_name: str
    content_type: str
    data: bytes
    def __init__(self, file_name: _Optional[str] = ..., content_type: _Optional[str] = ..., data: _Optional[bytes] = ...) -> None: ...

class GetImportTemplateRequest(_message.Message):
    __slots__ = ("kind",)
    KIND_FIELD_NUMBER: _ClassVar[int]
    kind: str
    def __init__(self, kind: _Optional[str] = ...) -> None: ...
