"""What coordination needs of the world outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.domain.coordination.exchange import Exchange, ExchangeState
from services.population.domain.coordination.joint_check import JointCheck, JointCheckState, Premises
from services.population.domain.coordination.purpose import Purpose
from services.population.domain.records import Dwelling


@dataclass(frozen=True, slots=True)
class Reach:
    """Of which requests the caller sees what: below which places, and for which organisation elsewhere."""

    asks: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    # (territory, organisation): what was asked there of the place that organisation stands for.
    serves: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AskedExchanges:
    """Which requests are listed; ``box`` is in or out."""

    box: str
    state: ExchangeState | None = None
    waiting: bool = False
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """How many wait for the caller's side."""

    to_acknowledge: int = 0
    to_answer: int = 0
    near: int = 0
    overdue: int = 0
    to_reply: int = 0
    to_read: int = 0
    late_elsewhere: int = 0


class Purposes(Protocol):
    """Declared purposes; those shipped are among them."""

    def all(self) -> Sequence[Purpose]: ...
    def get(self, code: str, version: int = 0) -> Purpose | None:
        """The newest for version 0."""

    def put(self, uow: UnitOfWork, declared: Purpose) -> None: ...


class Exchanges(Protocol):
    """Requests, sealed."""

    def one(self, uow: UnitOfWork, exchange_id: str) -> Exchange | None:
        """Locked until the transaction ends."""

    def known(self, exchange_id: str) -> Exchange | None:
        """To look at."""

    def add(self, uow: UnitOfWork, made: Exchange) -> None: ...
    def put(self, uow: UnitOfWork, changed: Exchange) -> None:
        """Raises Stale."""

    def next_number(self, uow: UnitOfWork, county: str, year: int) -> str:
        """A reference number that was not given before."""

    def open_of(self, uow: UnitOfWork, person_id: str, purpose_code: str) -> Sequence[Exchange]:
        """Asked about a person for a purpose, and not ended."""

    def by_letter(self, uow: UnitOfWork, to_path: str, sender: str, number: str) -> Sequence[Exchange]:
        """Those of one letter to one place."""

    def about(self, person_id: str, document_number: str) -> Sequence[Exchange]:
        """Of whoever was asked about, by either side's record; not erased yet."""

    def page(
        self, reach: Reach, asked: AskedExchanges, now: datetime, after: Sequence[str] | None, limit: int
    ) -> Sequence[Exchange]:
        """Newest first."""

    def figures(self, reach: Reach, now: datetime) -> Figures: ...
    def to_remind(self, now: datetime, limit: int) -> Sequence[str]: ...
    def to_erase(self, today: date, limit: int) -> Sequence[str]: ...
    def fingerprint(self, exchange_id: str, values: Mapping[str, str]) -> str:
        """Under the county's key."""


class AnswerFiles(Protocol):
    """Files that came with answers, and letters by which a place was asked; sealed."""

    def keep(self, uow: UnitOfWork, file_id: str, data: bytes, file_name: str) -> str:
        """Its type. Raises what `kernel.files` raises for files that are none of the allowed ones."""

    def data(self, file_id: str) -> bytes:
        """Empty for one that is gone."""

    def forget(self, uow: UnitOfWork, file_id: str) -> None: ...


class DwellingNames(Protocol):
    """Addresses of dwellings."""

    def dwellings(self, ids: Sequence[str]) -> dict[str, Dwelling]: ...


class JointChecks(Protocol):
    """Checks on file."""

    def one(self, uow: UnitOfWork, check_id: str) -> JointCheck | None: ...
    def add(self, uow: UnitOfWork, made: JointCheck) -> None: ...
    def put(self, uow: UnitOfWork, changed: JointCheck) -> None:
        """Raises Stale."""

    def page(
        self, paths: Sequence[str], state: JointCheckState | None, after: Sequence[str] | None, limit: int
    ) -> Sequence[JointCheck]:
        """Newest first."""

    def premises(self, wanted: Sequence[Premises]) -> Mapping[str, tuple[str, str]]:
        """Where they are and what they are called, by id."""

    def open_premises(self, path: str) -> Sequence[tuple[Premises, str]]:
        """What can be checked in a place, with its names."""
