"""Incoming residents are signed in and out; the card in between (POP-13, 17, 21)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.application.incomers.ports import CardStore
from services.population.application.room import Command, Room, must_be_current, today_in_china
from services.population.application.worksites.ports import WorksiteStore
from services.population.domain.cards import Card
from services.population.domain.refusals import CardNotFound, WorksiteNotFound
from services.population.domain.worksites import Worksite
from wangge.population.v1 import events_pb2

EDIT = "population.incomer.edit"
_AT_ONCE = 200


class CardCommand(Command):
    """A command about a card in sight of the caller."""

    def __init__(self, room: Room, cards: CardStore) -> None:
        super().__init__(room)
        self._cards = cards

    def card(self, uow: UnitOfWork, card_id: str, etag: str = "") -> Card:
        """Raises CardNotFound, Stale."""
        card = self._cards.one(uow, card_id)
        if card is None or not sight.sees(uow.call, EDIT, card.path):
            raise CardNotFound()
        must_be_current(etag, card.version)
        return card

    def store(self, uow: UnitOfWork, before: Card | None, card: Card, action: str) -> None:
        """Write it, with event and audit entry; an unchanged one is left alone. Raises Stale, CardTaken."""
        if before == card:
            return
        if before is None:
            self._cards.add(uow, card)
        else:
            self._cards.put(uow, card)
        if before is None or before.state is not card.state:
            event = events_pb2.IncomerCardChanged(
                card_id=card.id, person_id=card.person_id, territory_path=card.path, state=card.state.value
            )
            event.at.FromDatetime(uow.now)
            uow.record(event, aggregate=card.person_id, territory=card.path)
        changes = {"state": [before.state.value if before else "", card.state.value]}
        uow.audit(f"population.card.{action}", "person", card.person_id, territory=card.path, changes=changes)


class IssueCard(CardCommand):
    """Gives it a number for life and a code that opens nothing but valid or not."""

    def __init__(self, room: Room, cards: CardStore, new_code: Callable[[], str]) -> None:
        super().__init__(room, cards)
        self._new_code = new_code

    def __call__(self, call: Call, card_id: str, etag: str) -> str:
        """The card's id. Raises CardNotFound, CardNotInState, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.card(uow, card_id, etag)
            number = before.number or self._cards.next_number(uow, before.path[:6])
            card = before.issue(number, self._new_code(), today_in_china(uow.now))
            self.store(uow, before, card, "issue")
            uow.commit(result=card_id)
        return card_id


class ChangeCard(CardCommand):
    """What changes the card alone: renewing, visits, services."""

    def __call__(
        self, call: Call, card_id: str, etag: str, action: str, change: Callable[[Card, date], Card]
    ) -> str:
        """The card's id. Raises CardNotFound, Stale, and what ``change`` raises."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.card(uow, card_id, etag)
            self.store(uow, before, change(before, today_in_china(uow.now)), action)
            uow.commit(result=card_id)
        return card_id


class NameWorksite(CardCommand):
    """Where somebody works now; at no worksite when it is empty."""

    def __init__(self, room: Room, cards: CardStore, worksites: WorksiteStore) -> None:
        super().__init__(room, cards)
        self._worksites = worksites

    def __call__(self, call: Call, card_id: str, etag: str, worksite_id: str) -> str:
        """The card's id. Raises CardNotFound, CardNotInState, WorksiteNotFound, WorksiteOver, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.card(uow, card_id, etag)
            worksite_in_sight(uow, self._worksites, worksite_id)
            self.store(uow, before, before.at_worksite(worksite_id), "worksite")
            uow.commit(result=card_id)
        return card_id


class GetCard(CardCommand):
    """One card; the person sees who looked."""

    def __call__(self, call: Call, card_id: str) -> Card:
        """Raises CardNotFound."""
        with self._new_uow(call) as uow:
            card = self.card(uow, card_id)
            uow.audit("population.card.view", "person", card.person_id, territory=card.path)
            uow.commit()
        return card


def worksite_in_sight(uow: UnitOfWork, worksites: WorksiteStore, wanted: str) -> Worksite | None:
    """One that people can be signed in at; None for none. Raises WorksiteNotFound, WorksiteOver."""
    if not wanted:
        return None
    found = worksites.one(uow, wanted)
    if found is None or not sight.sees(uow.call, EDIT, found.path):
        raise WorksiteNotFound()
    found.must_be_active()
    return found
