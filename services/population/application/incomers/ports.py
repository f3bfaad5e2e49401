"""What cards and rentals need of the world outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.domain.cards import Card, CardState
from services.population.domain.renting import Check, Item, Rental, RentalState


class CardStore(Protocol):
    """Cards; one for each person."""

    def one(self, uow: UnitOfWork, card_id: str) -> Card | None: ...
    def of_person(self, uow: UnitOfWork, person_id: str) -> Card | None: ...
    def add(self, uow: UnitOfWork, card: Card) -> None:
        """Raises CardTaken when the person has one."""

    def put(self, uow: UnitOfWork, card: Card) -> None:
        """Raises Stale."""

    def next_number(self, uow: UnitOfWork, county: str) -> str:
        """A number that was not given before."""

    def by_code(self, code: str) -> Card | None: ...
    def page(
        self, paths: Sequence[str], state: CardState | None, after: Sequence[str] | None, limit: int
    ) -> Sequence[Card]: ...

    def astray(self, limit: int) -> Sequence[tuple[str, str, date | None]]:
        """Cards whose person lives elsewhere or left, with where (empty: nowhere) and since when."""


class RentalStore(Protocol):
    """Rented dwellings with their defects and checks."""

    def one(self, uow: UnitOfWork, rental_id: str) -> Rental | None: ...
    def of_dwelling(self, uow: UnitOfWork, dwelling_id: str) -> Rental | None:
        """The one that has not ended."""

    def add(self, uow: UnitOfWork, rental: Rental) -> None: ...
    def put(self, uow: UnitOfWork, rental: Rental) -> None:
        """Raises Stale."""

    def add_check(self, uow: UnitOfWork, rental_id: str, check: Check) -> None: ...
    def rental_of_check(self, uow: UnitOfWork, check_id: str) -> str:
        """Empty for a check that is not there."""

    def page(
        self, paths: Sequence[str], state: RentalState | None, after: Sequence[str] | None, limit: int
    ) -> Sequence[Rental]: ...

    def overdue(self, before: date, codes: Sequence[str], limit: int) -> Sequence[str]:
        """Rentals with defects of these kinds that are open beyond their limit and were not told of."""


class CheckList(Protocol):
    """What is looked at."""

    def items(self) -> Sequence[Item]: ...
