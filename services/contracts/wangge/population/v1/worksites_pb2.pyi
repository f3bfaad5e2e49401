from google.api import annotations_pb2 as _annotations_pb2
from wangge.options.v1 import options_pb2 as _options_pb2
from wangge.population.v1 import families_pb2 as _families_pb2
from wangge.population.v1 import register_pb2 as _register_pb2
from wangge.population.v1 import rentals_pb2 as _rentals_pb2
from wangge.types.v1 import types_pb2 as _types_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class WorksiteKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WORKSITE_KIND_UNSPECIFIED: _ClassVar[WorksiteKind]
    WORKSITE_KIND_SITE: _ClassVar[WorksiteKind]
    WORKSITE_KIND_SHED: _ClassVar[WorksiteKind]

class WorksiteState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WORKSITE_STATE_UNSPECIFIED: _ClassVar[WorksiteState]
    WORKSITE_STATE_ACTIVE: _ClassVar[WorksiteState]
    WORKSITE_STATE_ENDED: _ClassVar[WorksiteState]

class CommitmentStanding(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMMITMENT_STANDING_UNSPECIFIED: _ClassVar[CommitmentStanding]
    COMMITMENT_STANDING_UNSIGNED: _ClassVar[CommitmentStanding]
    COMMITMENT_STANDING_SIGNED: _ClassVar[CommitmentStanding]
    COMMITMENT_STANDING_LAPSED: _ClassVar[CommitmentStanding]
    COMMITMENT_STANDING_DEFECT: _ClassVar[CommitmentStanding]

class CommitmentSubject(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMMITMENT_SUBJECT_UNSPECIFIED: _ClassVar[CommitmentSubject]
    COMMITMENT_SUBJECT_WORKSITE: _ClassVar[CommitmentSubject]
    COMMITMENT_SUBJECT_EMPLOYER: _ClassVar[CommitmentSubject]

class LetterForm(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    LETTER_FORM_UNSPECIFIED: _ClassVar[LetterForm]
    LETTER_FORM_SCREEN: _ClassVar[LetterForm]
    LETTER_FORM_SCAN: _ClassVar[LetterForm]
WORKSITE_KIND_UNSPECIFIED: WorksiteKind
WORKSITE_KIND_SITE: WorksiteKind
WORKSITE_KIND_SHED: WorksiteKind
WORKSITE_STATE_UNSPECIFIED: WorksiteState
WORKSITE_STATE_ACTIVE: WorksiteState
WORKSITE_STATE_ENDED: WorksiteState
COMMITMENT_STANDING_UNSPECIFIED: CommitmentStanding
COMMITMENT_STANDING_UNSIGNED: CommitmentStanding
COMMITMENT_STANDING_SIGNED: CommitmentStanding
COMMITMENT_STANDING_LAPSED: CommitmentStanding
COMMITMENT_STANDING_DEFECT: CommitmentStanding
COMMITMENT_SUBJECT_UNSPECIFIED: CommitmentSubject
COMMITMENT_SUBJECT_WORKSITE: CommitmentSubject
COMMITMENT_SUBJECT_EMPLOYER: CommitmentSubject
LETTER_FORM_UNSPECIFIED: LetterForm
LETTER_FORM_SCREEN: LetterForm
LETTER_FORM_SCAN: LetterForm

class Worksite(_message.Message):
    __slots__ = ("id", "territory_code", "territory_name", "kind", "name", "address", "place", "employer_id", "employer_name", "contact_name", "contact_phone", "housed", "dwelling_id", "opened_on", "expected_end", "ended_on", "state", "registered", "standing", "next_check_on", "etag", "history")
    ID_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_ID_FIELD_NUMBER: _ClassVar[int]
    EMPLOYER_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTACT_NAME_FIELD_NUMBER: _ClassVar[int]
    CONTACT_PHONE_FIELD_NUMBER: _ClassVar[int]
    HOUSED_FIELD_NUMBER: _ClassVar[int]
    DWELLING_ID_FIELD_NUMBER: _ClassVar[int]
    OPENED_ON_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_END_FIELD_NUMBER: _ClassVar[int]
    ENDED_ON_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REGISTERED_FIELD_NUMBER: _ClassVar[int]
    STANDING_FIELD_NUMBER: _ClassVar[int]
    NEXT_CHECK_ON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    HISTORY_FIELD_NUMBER: _ClassVar[int]
    id: str
    territory_code: str
    territory_name: str
    kind: WorksiteKind
    name: str
    address: str
    place: _types_pb2.Point
    employer_id: str
    employer_name: str
    contact_name: str
    contact_phone: str
    housed: int
    dwelling_id: str
    opened_on: str
    expected_end: str
    ended_on: str
    state: WorksiteState
    registered: int
    standing: CommitmentStanding
    next_check_on: str
    etag: str
    history: _containers.RepeatedCompositeFieldContainer[_families_pb2.HistoryLine]
    def __init__(self, id: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., kind: _Optional[_Union[WorksiteKind, str]] = ..., name: _Optional[str] = ..., address: _Optional[str] = ..., place: _Optional[_Union[_types_pb2.Point, _Mapping]] = ..., employer_id: _Optional[str] = ..., employer_name: _Optional[str] = ..., contact_name: _Optional[str] = ..., contact_phone: _Optional[str] = ..., housed: _Optional[int] = ..., dwelling_id: _Optional[str] = ..., opened_on: _Optional[str] = ..., expected_end: _Optional[str] = ..., ended_on: _Optional[str] = ..., state: _Optional[_Union[WorksiteState, str]] = ..., registered: _Optional[int] = ..., standing: _Optional[_Union[CommitmentStanding, str]] = ..., next_check_on: _Optional[str] = ..., etag: _Optional[str] = ..., history: _Optional[_Iterable[_Union[_families_pb2.HistoryLine, _Mapping]]] = ...) -> None: ...

class CommitmentText(_message.Message):
    __slots__ = ("version", "title_zh", "title_en", "duties_zh", "duties_en")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TITLE_ZH_FIELD_NUMBER: _ClassVar[int]
    TITLE_EN_FIELD_NUMBER: _ClassVar[int]
    DUTIES_ZH_FIELD_NUMBER: _ClassVar[int]
    DUTIES_EN_FIELD_NUMBER: _ClassVar[int]
    version: str
    title_zh: str
    title_en: str
    duties_zh: _containers.RepeatedScalarFieldContainer[str]
    duties_en: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, version: _Optional[str] = ..., title_zh: _Optional[str] = ..., title_en: _Optional[str] = ..., duties_zh: _Optional[_Iterable[str]] = ..., duties_en: _Optional[_Iterable[str]] = ...) -> None: ...

class CommitmentLetter(_message.Message):
    __slots__ = ("id", "text_version", "form", "signed_by", "signed_on", "valid_until")
    ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_VERSION_FIELD_NUMBER: _ClassVar[int]
    FORM_FIELD_NUMBER: _ClassVar[int]
    SIGNED_BY_FIELD_NUMBER: _ClassVar[int]
    SIGNED_ON_FIELD_NUMBER: _ClassVar[int]
    VALID_UNTIL_FIELD_NUMBER: _ClassVar[int]
    id: str
    text_version: str
    form: LetterForm
    signed_by: str
    signed_on: str
    valid_until: str
    def __init__(self, id: _Optional[str] = ..., text_version: _Optional[str] = ..., form: _Optional[_Union[LetterForm, str]] = ..., signed_by: _Optional[str] = ..., signed_on: _Optional[str] = ..., valid_until: _Optional[str] = ...) -> None: ...

class Commitment(_message.Message):
    __slots__ = ("id", "subject", "name", "territory_code", "territory_name", "standing", "letters", "next_check_on", "defects", "checks", "over", "text", "items", "etag")
    ID_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_NAME_FIELD_NUMBER: _ClassVar[int]
    STANDING_FIELD_NUMBER: _ClassVar[int]
    LETTERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_CHECK_ON_FIELD_NUMBER: _ClassVar[int]
    DEFECTS_FIELD_NUMBER: _ClassVar[int]
    CHECKS_FIELD_NUMBER: _ClassVar[int]
    OVER_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    id: str
    subject: CommitmentSubject
    name: str
    territory_code: str
    territory_name: str
    standing: CommitmentStanding
    letters: _containers.RepeatedCompositeFieldContainer[CommitmentLetter]
    next_check_on: str
    defects: _containers.RepeatedCompositeFieldContainer[_rentals_pb2.RentalDefect]
    checks: _containers.RepeatedCompositeFieldContainer[_rentals_pb2.RentalCheck]
    over: bool
    text: CommitmentText
    items: _containers.RepeatedCompositeFieldContainer[_rentals_pb2.CheckItem]
    etag: str
    def __init__(self, id: _Optional[str] = ..., subject: _Optional[_Union[CommitmentSubject, str]] = ..., name: _Optional[str] = ..., territory_code: _Optional[str] = ..., territory_name: _Optional[str] = ..., standing: _Optional[_Union[CommitmentStanding, str]] = ..., letters: _Optional[_Iterable[_Union[CommitmentLetter, _Mapping]]] = ..., next_check_on: _Optional[str] = ..., defects: _Optional[_Iterable[_Union[_rentals_pb2.RentalDefect, _Mapping]]] = ..., checks: _Optional[_Iterable[_Union[_rentals_pb2.RentalCheck, _Mapping]]] = ..., over: _Optional[bool] = ..., text: _Optional[_Union[CommitmentText, _Mapping]] = ..., items: _Optional[_Iterable[_Union[_rentals_pb2.CheckItem, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class RegisterWorksiteRequest(_message.Message):
    __slots__ = ("worksite", "add_dwelling", "request_id")
    WORKSITE_FIELD_NUMBER: _ClassVar[int]
    ADD_DWELLING_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    worksite: Worksite
    add_dwelling: bool
    request_id: str
    def __init__(self, worksite: _Optional[_Union[Worksite, _Mapping]] = ..., add_dwelling: _Optional[bool] = ..., request_id: _Optional[str] = ...) -> None: ...

class CorrectWorksiteRequest(_message.Message):
    __slots__ = ("worksite", "request_id")
    WORKSITE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    worksite: Worksite
    request_id: str
    def __init__(self, worksite: _Optional[_Union[Worksite, _Mapping]] = ..., request_id: _Optional[str] = ...) -> None: ...

class EndWorksiteRequest(_message.Message):
    __slots__ = ("id", "etag", "day", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    day: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., day: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetWorksiteRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class ListWorksitesRequest(_message.Message):
    __slots__ = ("territory_code", "state", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    state: WorksiteState
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., state: _Optional[_Union[WorksiteState, str]] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListWorksitesResponse(_message.Message):
    __slots__ = ("worksites", "next_page_token")
    WORKSITES_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    worksites: _containers.RepeatedCompositeFieldContainer[Worksite]
    next_page_token: str
    def __init__(self, worksites: _Optional[_Iterable[_Union[Worksite, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class SignCommitmentRequest(_message.Message):
    __slots__ = ("id", "etag", "text_version", "form", "signed_by", "valid_until", "file_id", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    TEXT_VERSION_FIELD_NUMBER: _ClassVar[int]
    FORM_FIELD_NUMBER: _ClassVar[int]
    SIGNED_BY_FIELD_NUMBER: _ClassVar[int]
    VALID_UNTIL_FIELD_NUMBER: _ClassVar[int]
    FILE_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    text_version: str
    form: LetterForm
    signed_by: str
    valid_until: str
    file_id: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., text_version: _Optional[str] = ..., form: _Optional[_Union[LetterForm, str]] = ..., signed_by: _Optional[str] = ..., valid_until: _Optional[str] = ..., file_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class CheckCommitmentRequest(_message.Message):
    __slots__ = ("id", "etag", "check_id", "failed", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    CHECK_ID_FIELD_NUMBER: _ClassVar[int]
    FAILED_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    check_id: str
    failed: _containers.RepeatedScalarFieldContainer[str]
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., check_id: _Optional[str] = ..., failed: _Optional[_Iterable[str]] = ..., request_id: _Optional[str] = ...) -> None: ...

class RectifyCommitmentRequest(_message.Message):
    __slots__ = ("id", "etag", "defect_id", "request_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    DEFECT_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    etag: str
    defect_id: str
    request_id: str
    def __init__(self, id: _Optional[str] = ..., etag: _Optional[str] = ..., defect_id: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetCommitmentRequest(_message.Message):
    __slots__ = ("id",)
    ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    def __init__(self, id: _Optional[str] = ...) -> None: ...

class GetCommitmentLetterRequest(_message.Message):
    __slots__ = ("id", "letter_id")
    ID_FIELD_NUMBER: _ClassVar[int]
    LETTER_ID_FIELD_NUMBER: _ClassVar[int]
    id: str
    letter_id: str
    def __init__(self, id: _Optional[str] = ..., letter_id: _Optional[str] = ...) -> None: ...

class ListEmployersRequest(_message.Message):
    __slots__ = ("territory_code", "page_size", "page_token")
    TERRITORY_CODE_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    territory_code: str
    page_size: int
    page_token: str
    def __init__(self, territory_code: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListEmployersResponse(_message.Message):
    __slots__ = ("employers", "next_page_token")
    EMPLOYERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    employers: _containers.RepeatedCompositeFieldContainer[Commitment]
    next_page_token: str
    def __init__(self, employers: _Optional[_Iterable[_Union[Commitment, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
