from wangge.directory.v1 import accounts_pb2 as _accounts_pb2
from wangge.directory.v1 import organisations_pb2 as _organisations_pb2
from wangge.directory.v1 import reference_pb2 as _reference_pb2
from wangge.directory.v1 import territories_pb2 as _territories_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class TerritoryChanged(_message.Message):
    __slots__ = ("territory",)
    TERRITORY_FIELD_NUMBER: _ClassVar[int]
    territory: _territories_pb2.Territory
    def __init__(self, territory: _Optional[_Union[_territories_pb2.Territory, _Mapping]] = ...) -> None: ...

class GridsReplaced(_message.Message):
    __slots__ = ("ended", "created", "reason")
    ENDED_FIELD_NUMBER: _ClassVar[int]
    CREATED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ended: _containers.RepeatedCompositeFieldContainer[_territories_pb2.Territory]
    created: _containers.RepeatedCompositeFieldContainer[_territories_pb2.Territory]
    reason: str
    def __init__(self, ended: _Optional[_Iterable[_Union[_territories_pb2.Territory, _Mapping]]] = ..., created: _Optional[_Iterable[_Union[_territories_pb2.Territory, _Mapping]]] = ..., reason: _Optional[str] = ...) -> None: ...

class OrganisationChanged(_message.Message):
    __slots__ = ("organisation", "territory_path")
    ORGANISATION_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    organisation: _organisations_pb2.Organisation
    territory_path: str
    def __init__(self, organisation: _Optional[_Union[_organisations_pb2.Organisation, _Mapping]] = ..., territory_path: _Optional[str] = ...) -> None: ...

class PostChanged(_message.Message):
    __slots__ = ("post", "territory_path", "also_paths")
    POST_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    ALSO_PATHS_FIELD_NUMBER: _ClassVar[int]
    post: _organisations_pb2.Post
    territory_path: str
    also_paths: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, post: _Optional[_Union[_organisations_pb2.Post, _Mapping]] = ..., territory_path: _Optional[str] = ..., also_paths: _Optional[_Iterable[str]] = ...) -> None: ...

class AccountChanged(_message.Message):
    __slots__ = ("account_id", "login", "name", "state", "etag")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    LOGIN_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    login: str
    name: str
    state: _accounts_pb2.AccountState
    etag: str
    def __init__(self, account_id: _Optional[str] = ..., login: _Optional[str] = ..., name: _Optional[str] = ..., state: _Optional[_Union[_accounts_pb2.AccountState, str]] = ..., etag: _Optional[str] = ...) -> None: ...

class CataloguePublished(_message.Message):
    __slots__ = ("catalogue",)
    CATALOGUE_FIELD_NUMBER: _ClassVar[int]
    catalogue: _reference_pb2.Catalogue
    def __init__(self, catalogue: _Optional[_Union[_reference_pb2.Catalogue, _Mapping]] = ...) -> None: ...

class WorkingCalendarChanged(_message.Message):
    __slots__ = ("calendar",)
    CALENDAR_FIELD_NUMBER: _ClassVar[int]
    calendar: _reference_pb2.WorkingCalendar
    def __init__(self, calendar: _Optional[_Union[_reference_pb2.WorkingCalendar, _Mapping]] = ...) -> None: ...

class DictionaryPublished(_message.Message):
    __slots__ = ("dictionary",)
    DICTIONARY_FIELD_NUMBER: _ClassVar[int]
    dictionary: _reference_pb2.Dictionary
    def __init__(self, dictionary: _Optional[_Union[_reference_pb2.Dictionary, _Mapping]] = ...) -> None: ...

class GrantChanged(_message.Message):
    __slots__ = ("grant",)
    GRANT_FIELD_NUMBER: _ClassVar[int]
    grant: _accounts_pb2.Grant
    def __init__(self, grant: _Optional[_Union[_accounts_pb2.Grant, _Mapping]] = ...) -> None: ...

class BuildingChanged(_message.Message):
    __slots__ = ("building", "territory_path", "removed")
    BUILDING_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    REMOVED_FIELD_NUMBER: _ClassVar[int]
    building: _territories_pb2.Building
    territory_path: str
    removed: bool
    def __init__(self, building: _Optional[_Union[_territories_pb2.Building, _Mapping]] = ..., territory_path: _Optional[str] = ..., removed: _Optional[bool] = ...) -> None: ...

class RecurringDutyOverdue(_message.Message):
    __slots__ = ("duty", "territory_path")
    DUTY_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    duty: _organisations_pb2.RecurringDuty
    territory_path: str
    def __init__(self, duty: _Optional[_Union[_organisations_pb2.RecurringDuty, _Mapping]] = ..., territory_path: _Optional[str] = ...) -> None: ...

class RecurringDutyCompleted(_message.Message):
    __slots__ = ("duty", "done_on", "territory_path")
    DUTY_FIELD_NUMBER: _ClassVar[int]
    DONE_ON_FIELD_NUMBER: _ClassVar[int]
    TERRITORY_PATH_FIELD_NUMBER: _ClassVar[int]
    duty: _organisations_pb2.RecurringDuty
    done_on: str
    territory_path: str
    def __init__(self, duty: _Optional[_Union[_organisations_pb2.RecurringDuty, _Mapping]] = ..., done_on: _Optional[str] = ..., territory_path: _Optional[str] = ...) -> None: ...
