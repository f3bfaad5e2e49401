"""What record families need of the world outside, in their own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.kernel.call import Scope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.families.sight import CareSight
from services.population.domain.families.declaration import RecordType, Subject
from services.population.domain.families.grounds import Establishment, PublicPlace
from services.population.domain.families.record import ServiceRecord


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Something that happened; ``before`` is what was, by field."""

    at: datetime
    actor_name: str
    what: str
    before: Mapping[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SubjectFound:
    """What a record is about: where it is, what it is called, and of a person what consent depends on."""

    path: str
    name: str
    born_on: date | None = None
    # Nothing more is recorded of it: gone, or processing restricted.
    frozen: bool = False
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class AskedRecords:
    """Which records are listed."""

    path: str = ""
    type_code: str = ""
    subject_id: str = ""
    ledgers: tuple[str, ...] = ()
    with_closed: bool = False
    review_before: date | None = None
    mine: bool = False


class Types(Protocol):
    """Declared types: those shipped and those put since."""

    def all(self) -> Sequence[RecordType]:
        """The newest version of each, by category and code."""

    def get(self, code: str, version: int = 0) -> RecordType | None:
        """The newest for version 0."""

    def put(self, uow: UnitOfWork, declared: RecordType) -> None:
        """Keep a version; one that is kept already stays as it is."""


class Subjects(Protocol):
    """What records are about."""

    def find(self, uow: UnitOfWork, subject: Subject, subject_id: str) -> SubjectFound | None: ...

    def shown(self, wanted: Iterable[tuple[Subject, str]]) -> Mapping[tuple[Subject, str], SubjectFound]:
        """For lists."""


class Carers(Protocol):
    """Accounts somebody may be given to."""

    def is_active(self, account_id: str) -> bool:
        """Known here, and not shut."""


class Records(Protocol):
    """Records on file."""

    def get(self, uow: UnitOfWork, record_id: str) -> ServiceRecord | None: ...
    def add(self, uow: UnitOfWork, record: ServiceRecord) -> None: ...

    def save(self, uow: UnitOfWork, record: ServiceRecord) -> None:
        """Raises Stale when it is not of the version before."""

    def page(
        self, sight: CareSight, asked: AskedRecords, after: Sequence[str] | None, limit: int
    ) -> Sequence[ServiceRecord]: ...

    def counts(self, ledger: str, scope: Scope, path: str) -> Mapping[str, int]:
        """Open records of a ledger by type."""

    def ended(self, today: date, limit: int) -> Sequence[str]:
        """Open ones whose last day has come."""

    def astray(self, limit: int) -> Sequence[tuple[str, str, str]]:
        """Open ones whose person died, left, moved or was merged: record, what to do, and to where."""

    def forgettable(self, today: date, limit: int) -> Sequence[str]:
        """Closed ones whose term is over."""

    def forget_history(self, uow: UnitOfWork, record_id: str) -> None: ...
    def now_about(self, uow: UnitOfWork, record_id: str, person_id: str) -> None: ...


class History(Protocol):
    """What happened to records, units and places."""

    def note(
        self, uow: UnitOfWork, subject_id: str, what: str, before: Mapping[str, str], note: str
    ) -> None: ...
    def of(self, subject_id: str) -> Sequence[HistoryLine]:
        """Newest first, the latest hundred."""


class Grounds(Protocol):
    """Units and places on file."""

    def establishment(self, uow: UnitOfWork, wanted: str) -> Establishment | None: ...
    def public_place(self, uow: UnitOfWork, wanted: str) -> PublicPlace | None: ...
    def with_code(self, uow: UnitOfWork, credit_code: str) -> Sequence[Establishment]: ...

    def save(self, uow: UnitOfWork, made: Establishment | PublicPlace) -> None:
        """A new one at version 1. Raises Stale when it is not of the version before."""

    def establishments(
        self, scope: Scope, path: str, kind: str, after: Sequence[str] | None, limit: int, *, closed: bool
    ) -> Sequence[Establishment]: ...
    def places(
        self, scope: Scope, path: str, kind: str, after: Sequence[str] | None, limit: int, *, closed: bool
    ) -> Sequence[PublicPlace]: ...
