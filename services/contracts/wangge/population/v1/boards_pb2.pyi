import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import statistics_pb2 as _statistics_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class BoardState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BOARD_STATE_UNSPECIFIED: _ClassVar[BoardState]
    BOARD_STATE_PREVIEW: _ClassVar[BoardState]
    BOARD_STATE_PUBLISHED: _ClassVar[BoardState]
    BOARD_STATE_REPLACED: _ClassVar[BoardState]
    BOARD_STATE_WITHDRAWN: _ClassVar[BoardState]
BOARD_STATE_UNSPECIFIED: BoardState
BOARD_STATE_PREVIEW: BoardState
BOARD_STATE_PUBLISHED: BoardState
BOARD_STATE_REPLACED: BoardState
BOARD_STATE_WITHDRAWN: BoardState

class BoardFigure(_message.Message):
    __slots__ = ("measure", "figure")
    MEASURE_FIELD_NUMBER: _ClassVar[int]
    FIGURE_FIELD_NUMBER: _ClassVar[int]
    measure: str
    figure: _statistics_pb2.Figure
    def __init__(self, measure: _Optional[str] = ..., figure: _Optional[_Union[_statistics_pb2.Figure, _Mapping]] = ...) -> None: ...

class BoardPart(_message.Message):
    __slots__ = ("territory_code", "territory_name", "figures")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    FIGURES_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    territory_name: str
    figures: _containers.RepeatedCompositeFieldContainer[BoardFigure]
    def __init__(self, territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., figures: _Optional[_Iterable[_Union[BoardFigure, _Mapping]]] = ...) -> None: ...

class Board(_message.Message):
    __slots__ = ("id", "state", "community", "grids", "as_of", "publish_time", "published_by_name", "withdraw_time", "withdrawn_by_name", "withdraw_reason", "outdated", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    COMMUNITY_FIELD_NUMBER: _ClassVar[int]
    GRIDS_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    PUBLISH_TIME_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    WITHDRAW_TIME_FIELD_NUMBER: _ClassVar[int]
    WITHDRAWN_BY_NAME_FIELD_NUMBER: _ClassVar[int]
    WITHDRAW_REASON_FIELD_NUMBER: _ClassVar[int]
    OUTDATED_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    state: BoardState
    community: BoardPart
    grids: _containers.RepeatedCompositeFieldContainer[BoardPart]
    as_of: str
    publish_time: _timestamp_pb2.Timestamp
    published_by_name: str
    withdraw_time: _timestamp_pb2.Timestamp
    withdrawn_by_name: str
    withdraw_reason: str
    outdated: bool
    etag: str
    def __init__(self, id: _Optional[str] = ..., state: _Optional[_Union[BoardState, str]] = ..., community: _Optional[_Union[BoardPart, _Mapping]] = ..., grids: _Optional[_Iterable[_Union[BoardPart, _Mapping]]] = ..., as_of: _Optional[str] = ..., publish_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., published_by_name: _Optional[str] = ..., withdraw_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., withdrawn_by_name: _Optional[str] = ..., withdraw_reason: _Optional[str] = ..., outdated: _Optional[bool] = ..., etag: _Optional[str] = ...) -> None: ...

class PublicBoard(_message.Message):
    __slots__ = ("part", "chain", "grids", "community_code", "as_of")
    PART_FIELD_NUMBER: _ClassVar[int]
    CHAIN_FIELD_NUMBER: _ClassVar[int]
    GRIDS_FIELD_NUMBER: _ClassVar[int]
    COMMUNITY_CODE_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    part: BoardPart
    chain: _containers.RepeatedScalarFieldContainer[str]
    grids: _containers.RepeatedCompositeFieldContainer[BoardPart]
    community_code: str
    as_of: str
    def __init__(self, part: _Optional[_Union[BoardPart, _Mapping]] = ..., chain: _Optional[_Iterable[str]] = ..., grids: _Optional[_Iterable[_Union[BoardPart, _Mapping]]] = ..., community_code: _Optional[str] = ..., as_of: _Optional[str] = ...) -> None: ...

class PreviewBoardRequest(_message.Message):
    __slots__ = ("territory_code",)
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    def __init__(self, territory_code: _Optional[str] = ...) -> None: ...

class GetBoardRequest(_message.Message):
    __slots__ = ("territory_code",)
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    def __init__(self, territory_code: _Optional[str] = ...) -> None: ...

class ListBoardsRequest(_message.Message):
    __slots__ = ("territory_code", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListBoardsResponse(_message.Message):
    __slots__ = ("boards", "next_page_token")
    BOARDS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    boards: _containers.RepeatedCompositeFieldContainer[Board]
    next_page_token: str
    def __init__(self, boards: _Optional[_Iterable[_Union[Board, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PublishBoardRequest(_message.Message):
    __slots__ = ("territory_code", "etag", "request_id")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    etag: str
    request_id: str
    def __init__(self, territory_code: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class WithdrawBoardRequest(_message.Message):
    __slots__ = ("id", "reason", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    reason: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., reason: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetPublicBoardRequest(_message.Message):
    __slots__ = ("territory_code",)
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    def __init__(self, territory_code: _Optional[str] = ...) -> None: ...
