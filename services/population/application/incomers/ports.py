"""What cards and rentals need of the world outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.domain.cards import Card, CardState, Channel
from services.population.domain.renting import Rental, RentalState
from services.population.domain.safety import Check, Item, Subject


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
        self,
        paths: Sequence[str],
        state: CardState | None,
        after: Sequence[str] | None,
        limit: int,
        worksite_id: str = "",
    ) -> Sequence[Card]: ...

    def by_channel(self, paths: Sequence[str]) -> dict[Channel, int]:
        """How many cards of those who did not leave there are below these places."""

    def by_community(self, paths: Sequence[str]) -> list[tuple[str, int]]:
        """The same by community, those that have any."""

    def by_worksite(self, ids: Sequence[str], paths: Sequence[str]) -> dict[str, int]:
        """The same by worksite, of these."""

    def of_people(self, paths: Sequence[str], person_ids: Sequence[str]) -> Sequence[Card]:
        """Of these below these places, those who left among them."""

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
    def owner_of_check(self, uow: UnitOfWork, check_id: str) -> str:
        """Empty for a check that is not there."""

    def page(
        self, paths: Sequence[str], state: RentalState | None, after: Sequence[str] | None, limit: int
    ) -> Sequence[Rental]: ...

    def of_home(self, paths: Sequence[str], dwelling_id: str) -> Sequence[Rental]:
        """Of a dwelling below these places, the one that goes on first."""

    def overdue(self, before: date, codes: Sequence[str], limit: int) -> Sequence[str]:
        """Rentals with defects of these kinds that are open beyond their limit and were not told of."""


class CheckList(Protocol):
    """What is looked at."""

    def items(self, subject: Subject) -> Sequence[Item]:
        """In a check of such a subject."""
