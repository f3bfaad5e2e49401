import datetime

from google.api import annotations_pb2 as _annotations_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import register_pb2 as _register_pb2
from wangge.types.v1 import types_pb2 as _types_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ProposedField(_message.Message):
    __slots__ = ("name", "then", "current", "proposed", "conflict", "same")
    NAME_FIELD_NUMBER: _ClassVar[int]
    THEN_FIELD_NUMBER: _ClassVar[int]
    CURRENT_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_FIELD_NUMBER: _ClassVar[int]
    CONFLICT_FIELD_NUMBER: _ClassVar[int]
    SAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    then: str
    current: str
    proposed: str
    conflict: bool
    same: bool
    def __init__(self, name: _Optional[str] = ..., then: _Optional[str] = ..., current: _Optional[str] = ..., proposed: _Optional[str] = ..., conflict: _Optional[bool] = ..., same: _Optional[bool] = ...) -> None: ...

class Proposal(_message.Message):
    __slots__ = ("id", "kind", "state", "person_id", "person_name", "dwelling_id", "address", "territory_code", "territory_name", "proposer_id", "proposer_name", "mine", "collect_time", "make_time", "same_day", "check_time", "decide_time", "decided_by", "reason", "note", "fields", "stale", "conflict", "may_decide", "etag", "evidence")
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    PERSON_NAME_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    PROPOSER_ID_FIELD_NUMBER: _ClassVar[int]
    PROPOSER_NAME_FIELD_NUMBER: _ClassVar[int]
    MINE_FIELD_NUMBER: _ClassVar[int]
    COLLECT_TIME_FIELD_NUMBER: _ClassVar[int]
    MAKE_TIME_FIELD_NUMBER: _ClassVar[int]
    SAME_DAY_FIELD_NUMBER: _ClassVar[int]
    CHECK_TIME_FIELD_NUMBER: _ClassVar[int]
    DECIDE_TIME_FIELD_NUMBER: _ClassVar[int]
    DECIDED_BY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    STALE_FIELD_NUMBER: _ClassVar[int]
    CONFLICT_FIELD_NUMBER: _ClassVar[int]
    MAY_DECIDE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    state: str
    person_id: str
    person_name: str
    dwelling_id: str
    address: str
    territory_code: str
    territory_name: str
    proposer_id: str
    proposer_name: str
    mine: bool
    collect_time: _timestamp_pb2.Timestamp
    make_time: _timestamp_pb2.Timestamp
    same_day: bool
    check_time: _timestamp_pb2.Timestamp
    decide_time: _timestamp_pb2.Timestamp
    decided_by: str
    reason: str
    note: str
    fields: _containers.RepeatedCompositeFieldContainer[ProposedField]
    stale: bool
    conflict: bool
    may_decide: bool
    etag: str
    evidence: _containers.RepeatedCompositeFieldContainer[_types_pb2.Attachment]
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ..., state: _Optional[str] = ..., person_id: _Optional[str] = ..., person_name: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., address: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., proposer_id: _Optional[str] = ..., proposer_name: _Optional[str] = ..., mine: _Optional[bool] = ..., collect_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., make_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., same_day: _Optional[bool] = ..., check_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decide_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decided_by: _Optional[str] = ..., reason: _Optional[str] = ..., note: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[ProposedField, _Mapping]]] = ..., stale: _Optional[bool] = ..., conflict: _Optional[bool] = ..., may_decide: _Optional[bool] = ..., etag: _Optional[str] = ..., evidence: _Optional[_Iterable[_Union[_types_pb2.Attachment, _Mapping]]] = ...) -> None: ...

class MakeProposalRequest(_message.Message):
    __slots__ = ("id", "kind", "person_id", "dwelling_id", "values", "reason", "etag", "collect_time", "checked", "request_id", "evidence_ids")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    PERSON_ID_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    COLLECT_TIME_FIELD_NUMBER: _ClassVar[int]
    CHECKED_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_IDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    kind: str
    person_id: str
    dwelling_id: str
    values: _containers.ScalarMap[str, str]
    reason: str
    etag: str
    collect_time: _timestamp_pb2.Timestamp
    checked: bool
    request_id: str
    evidence_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., kind: _Optional[str] = ..., person_id: _Optional[str] = ..., dwelling_id: _Optional[str] = ..., values: _Optional[_Mapping[str, str]] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., collect_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., checked: _Optional[bool] = ..., request_id: _Optional[str] = ..., evidence_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class AddProposalFileRequest(_message.Message):
    __slots__ = ("file_name", "data", "request_id")
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    file_name: str
    data: bytes
    request_id: str
    def __init__(self, file_name: _Optional[str] = ..., data: _Optional[bytes] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetProposalFileRequest(_message.Message):
    __slots__ = ("id", "file_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    FILE_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    file_id: str
    def __init__(self, id: _Optional[str] = ..., file_id: _Optional[str] = ...) -> None: ...

class CheckProposalRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ReviseProposalRequest(_message.Message):
    __slots__ = ("id", "etag", "values", "reason", "request_id", "evidence_ids")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_IDS_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    values: _containers.ScalarMap[str, str]
    reason: str
    request_id: str
    evidence_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., values: _Optional[_Mapping[str, str]] = ..., reason: _Optional[str] = ..., request_id: _Optional[str] = ..., evidence_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class WithdrawProposalRequest(_message.Message):
    __slots__ = ("id", "etag", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetProposalRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class RevealProposalRequest(_message.Message):
    __slots__ = ("id", "purpose")
    ID_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    id: str
    purpose: str
    def __init__(self, id: _Optional[str] = ..., purpose: _Optional[str] = ...) -> None: ...

class ListProposalsRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "mine", "state", "territory_code")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    MINE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    mine: bool
    state: str
    territory_code: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., mine: _Optional[bool] = ..., state: _Optional[str] = ..., territory_code: _Optional[str] = ...) -> None: ...

class ListProposalsResponse(_message.Message):
    __slots__ = ("proposals", "next_page_token")
    PROPOSALS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    proposals: _containers.RepeatedCompositeFieldContainer[Proposal]
    next_page_token: str
    def __init__(self, proposals: _Optional[_Iterable[_Union[Proposal, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class DecideProposalRequest(_message.Message):
    __slots__ = ("id", "etag", "decision", "note", "fields", "not_a_duplicate", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    NOT_A_DUPLICATE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    decision: str
    note: str
    fields: _containers.RepeatedScalarFieldContainer[str]
    not_a_duplicate: bool
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., decision: _Optional[str] = ..., note: _Optional[str] = ..., fields: _Optional[_Iterable[str]] = ..., not_a_duplicate: _Optional[bool] = ..., request_id: _Optional[str] = ...) -> None: ...

class PublishProposalsRequest(_message.Message):
    __slots__ = ("ids", "request_id")
    IDS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    ids: _containers.RepeatedScalarFieldContainer[str]
    request_id: str
    def __init__(self, ids: _Optional[_Iterable[str]] = ..., request_id: _Optional[str] = ...) -> None: ...

class PublishProposalsResponse(_message.Message):
    __slots__ = ("published", "left")
    class Left(_message.Message):
        __slots__ = ("id", "code")
        ID_FIELD_NUMBER: _ClassVar[int]
        CODE_FIELD_NUMBER: _ClassVar[int]
        id: str
        code: str
        def __init__(self, id: _Optional[str] = ..., code: _Optional[str] = ...) -> None: ...
    PUBLISHED_FIELD_NUMBER: _ClassVar[int]
    LEFT_FIELD_NUMBER: _ClassVar[int]
    published: _containers.RepeatedScalarFieldContainer[str]
    left: _containers.RepeatedCompositeFieldContainer[PublishProposalsResponse.Left]
    def __init__(self, published: _Optional[_Iterable[str]] = ..., left: _Optional[_Iterable[_Union[PublishProposalsResponse.Left, _Mapping]]] = ...) -> None: ...

class GetProposalFiguresRequest(_message.Message):
    __slots__ = ("territory_code", "days")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    DAYS_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    days: int
    def __init__(self, territory_code: _Optional[str] = ..., days: _Optional[int] = ...) -> None: ...

class ProposalFigures(_message.Message):
    __slots__ = ("waiting", "made", "same_day", "published", "rejected")
    WAITING_FIELD_NUMBER: _ClassVar[int]
    MADE_FIELD_NUMBER: _ClassVar[int]
    SAME_DAY_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_FIELD_NUMBER: _ClassVar[int]
    REJECTED_FIELD_NUMBER: _ClassVar[int]
    waiting: int
    made: int
    same_day: int
    published: int
    rejected: int
    def __init__(self, waiting: _Optional[int] = ..., made: _Optional[int] = ..., same_day: _Optional[int] = ..., published: _Optional[int] = ..., rejected: _Optional[int] = ...) -> None: ...
