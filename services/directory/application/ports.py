"""What the commands and queries of places need from outside, in their own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.engine import Connection

from services.directory.application.building_ports import Buildings
from services.directory.domain.duty_hours import DutyMoment
from services.directory.domain.post import Holder, Post
from services.directory.domain.territory import Territory
from services.kernel.call import Call, Scope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import Clock, NewId
from wangge.directory.v1 import organisations_pb2, reference_pb2, territories_pb2

Estate = territories_pb2.Estate
Facility = territories_pb2.Facility
Organisation = organisations_pb2.Organisation
Election = organisations_pb2.Election
Dictionary = reference_pb2.Dictionary
Catalogue = reference_pb2.Catalogue
WorkingCalendar = reference_pb2.WorkingCalendar
DeductionRule = reference_pb2.DeductionRule
Document = reference_pb2.Document


@dataclass(frozen=True, slots=True)
class AccountCard:
    """What others may know of an account: work data (DIR-19). ``photo`` is an approved picture's id."""

    id: str
    login: str
    name: str
    active: bool
    work_number: str = ""
    work_phone: str = ""
    photo: str = ""


class AccountLookup(Protocol):
    """Who stands behind account ids; unknown ids are left out."""

    def cards(self, connection: Connection, ids: Iterable[str]) -> dict[str, AccountCard]: ...


@dataclass(frozen=True, slots=True)
class TerritoryQuery:
    """Which territories to list; ``parent_path`` None means all, ``deep`` everything below it."""

    parent_path: str | None = None
    deep: bool = False
    level: int = 0
    name_contains: str = ""
    with_past: bool = False
    codes: tuple[str, ...] = ()


class Territories(Protocol):
    """The tree. Paths identify; a border is kept apart from its territory."""

    def find(self, connection: Connection, code: str) -> Territory | None: ...
    def many(self, connection: Connection, paths: Iterable[str]) -> dict[str, Territory]: ...
    def page(
        self, connection: Connection, query: TerritoryQuery, size: int, after: str | None
    ) -> list[Territory]: ...
    def valid_beneath(self, connection: Connection, path: str, level: int = 0) -> list[Territory]: ...
    def codes_under(self, connection: Connection, parent_path: str) -> list[str]: ...
    def all_by_code(self, connection: Connection) -> dict[str, Territory]: ...
    def parents_among(self, connection: Connection, paths: Iterable[str]) -> set[str]: ...
    def add(self, connection: Connection, territories: Sequence[Territory]) -> None: ...
    def save(
        self, connection: Connection, before: Territory, after: Territory, at: datetime, reason: str
    ) -> None: ...
    def adopt(self, connection: Connection, parent: Territory) -> None: ...
    def succeed(self, connection: Connection, pairs: Iterable[tuple[str, str]], at: datetime) -> None: ...
    def replaced(self, connection: Connection, path: str) -> tuple[list[Territory], list[Territory]]: ...
    def boundary(self, connection: Connection, path: str) -> str: ...
    def boundaries(self, connection: Connection, paths: Iterable[str]) -> dict[str, str]: ...
    def boundaries_beneath(self, connection: Connection, path: str, level: int) -> dict[str, str]: ...
    def draw(self, connection: Connection, path: str, geojson: str, at: datetime) -> None: ...
    def borders_moved(self, connection: Connection) -> None: ...


class Sites(Protocol):
    """Estates and facilities, as the contract has them."""

    def estate(self, connection: Connection, id: str, scope: Scope) -> Estate | None: ...
    def put_estate(self, connection: Connection, estate: Estate, path: str, fresh: bool) -> None: ...
    def estates(
        self, connection: Connection, scope: Scope, path: str, size: int, after: str
    ) -> list[Estate]: ...
    def facility(self, connection: Connection, id: str, scope: Scope) -> Facility | None: ...
    def put_facility(self, connection: Connection, facility: Facility, path: str, fresh: bool) -> None: ...
    def facilities(
        self, connection: Connection, scope: Scope, path: str, kind: str, size: int, after: str
    ) -> list[Facility]: ...
    def facilities_within(
        self, connection: Connection, kind: str, box: tuple[float, float, float, float]
    ) -> list[tuple[float, float]]: ...
    def move(self, connection: Connection, ended_path: str, code: str, path: str) -> None: ...


@dataclass(frozen=True, slots=True)
class OrganisationQuery:
    """Which organisations to list."""

    path: str | None = None
    deep: bool = False
    kind: int = 0
    name_contains: str = ""


class Organisations(Protocol):
    """Organisations, as the contract has them, and their elections."""

    def find(self, connection: Connection, id: str) -> Organisation | None: ...
    def find_code(self, connection: Connection, code: str) -> Organisation | None: ...
    def put(self, connection: Connection, organisation: Organisation, path: str, fresh: bool) -> None: ...
    def page(
        self, connection: Connection, query: OrganisationQuery, size: int, after: str
    ) -> list[Organisation]: ...
    def responsible(
        self, connection: Connection, lines: Sequence[str], paths: Sequence[str]
    ) -> list[Organisation]: ...
    def add_election(self, connection: Connection, election: Election) -> None: ...
    def elections(self, connection: Connection, organisation_id: str) -> list[Election]: ...


@dataclass(frozen=True, slots=True)
class PostQuery:
    """Which posts to list; ``path`` matches every territory a post works in."""

    path: str | None = None
    deep: bool = False
    organisation_id: str = ""
    kind: str = ""
    only_vacant: bool = False
    skill: str = ""
    on_duty: DutyMoment | None = None
    holder: str = ""
    name_contains: str = ""
    """Part of the title, or of the name of somebody who holds it at the moment asked about."""


class Posts(Protocol):
    """Posts with their holders, past ones included."""

    def find(self, connection: Connection, id: str) -> Post | None: ...
    def many(self, connection: Connection, ids: Iterable[str]) -> dict[str, Post]: ...
    def page(
        self, connection: Connection, query: PostQuery, size: int, after: str, at: datetime
    ) -> list[Post]: ...
    def in_places(self, connection: Connection, paths: Iterable[str]) -> list[Post]: ...
    def of_organisation(self, connection: Connection, organisation_id: str) -> list[Post]: ...
    def heads(self, connection: Connection, paths: Iterable[str]) -> dict[str, str]: ...
    def headed_beneath(self, connection: Connection, path: str, at: datetime) -> set[str]: ...
    def held_beneath(self, connection: Connection, path: str, at: datetime) -> list[tuple[str, str, str]]: ...
    def put(self, connection: Connection, post: Post, fresh: bool) -> None: ...
    def add_holder(self, connection: Connection, post_id: str, holder: Holder, by: str) -> None: ...
    def end_holder(self, connection: Connection, holder: Holder, at: datetime, reason: str) -> None: ...
    def terms_ended(self, connection: Connection, at: datetime) -> list[str]: ...
    def term_announced(self, connection: Connection, post_id: str, at: datetime) -> None: ...


class References(Protocol):
    """Reference data in versions; version 0 asks for the latest."""

    def dictionaries(self, connection: Connection) -> list[Dictionary]: ...
    def dictionary(self, connection: Connection, name: str, version: int = 0) -> Dictionary | None: ...
    def add_dictionary(
        self, connection: Connection, dictionary: Dictionary, at: datetime, by: str
    ) -> None: ...
    def catalogue(self, connection: Connection, version: int = 0) -> Catalogue | None: ...
    def add_catalogue(self, connection: Connection, catalogue: Catalogue, at: datetime, by: str) -> None: ...
    def calendar(self, connection: Connection, name: str) -> WorkingCalendar | None: ...
    def add_calendar(
        self, connection: Connection, calendar: WorkingCalendar, at: datetime, by: str
    ) -> None: ...
    def rule(self, connection: Connection, id: str) -> DeductionRule | None: ...
    def put_rule(self, connection: Connection, rule: DeductionRule, fresh: bool) -> None: ...
    def rules(self, connection: Connection) -> list[DeductionRule]: ...
    def document(self, connection: Connection, id: str) -> Document | None: ...
    def add_document(
        self, connection: Connection, document: Document, path: str, at: datetime, by: str
    ) -> None: ...
    def documents(
        self,
        connection: Connection,
        kind: str,
        path: str | None,
        versions: bool,
        size: int,
        after: tuple[str, int] | None,
    ) -> list[Document]: ...


class GridFinder(Protocol):
    """Which valid grid holds a point; follows changes of borders, other processes' within a second."""

    def chain(self, longitude: float, latitude: float) -> list[Territory]: ...
    def at(self, longitude: float, latitude: float) -> str: ...
    def forget(self) -> None: ...


class Coverage(Protocol):
    """Measures areas given as GeoJSON."""

    def share_within(self, area: str, points: Sequence[tuple[float, float]], metres: float) -> float: ...
    def middle(self, area: str) -> tuple[float, float]: ...
    def box(self, area: str, margin_m: float) -> tuple[float, float, float, float]: ...
    def merged(self, areas: Sequence[str]) -> str: ...


class Seeds(Protocol):
    """Reference data shipped with the platform."""

    def dictionaries(self) -> list[Dictionary]: ...
    def catalogue(self) -> Catalogue: ...
    def calendar(self) -> WorkingCalendar: ...
    def rules(self) -> list[DeductionRule]: ...


class RightsGiving(Protocol):
    """Whether a call may give roles over paths to somebody; raises when it may not (DIR-26)."""

    def __call__(
        self, connection: Connection, call: Call, roles: Iterable[str], paths: Iterable[str], unit: str = ""
    ) -> None: ...


@dataclass(frozen=True)
class Registry:
    """Everything the commands about places work with."""

    new_uow: Callable[[Call], UnitOfWork]
    read: Callable[[], AbstractContextManager[Connection]]
    clock: Clock
    new_id: NewId
    territories: Territories
    sites: Sites
    buildings: Buildings
    organisations: Organisations
    posts: Posts
    references: References
    accounts: AccountLookup
    grids: GridFinder
    coverage: Coverage
    seeds: Seeds
    giving: RightsGiving


class NoAccounts:
    """A directory without accounts: nobody is known."""

    def cards(self, connection: Connection, ids: Iterable[str]) -> dict[str, AccountCard]:
        """Never anybody."""
        return {}


class FixedAccounts:
    """Accounts given beforehand, for tests and trials."""

    def __init__(self, cards: Mapping[str, AccountCard]) -> None:
        self._cards = dict(cards)

    def cards(self, connection: Connection, ids: Iterable[str]) -> dict[str, AccountCard]:
        """Those among the given."""
        return {id: self._cards[id] for id in ids if id in self._cards}
