"""Incoming residents are signed in and out; the card in between (POP-13, 17, 21)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.kernel.call import Call, system_call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.application.commands.people import MoveIn, MoveOut, RegisterPerson, Wanted
from services.population.application.incomers.ports import CardStore
from services.population.application.ports import NO_GROUNDS
from services.population.application.room import Command, Room, day_of, must_be_current, today_in_china
from services.population.application.worksites.ports import WorksiteStore
from services.population.domain.cards import Card, Channel, ServiceKind
from services.population.domain.details import Details
from services.population.domain.dossier import Dossier
from services.population.domain.kinds import ResidenceKind, Source, StayReason
from services.population.domain.refusals import CardNotFound, WorksiteNotFound
from services.population.domain.worksites import Worksite
from wangge.population.v1 import events_pb2

EDIT = "population.incomer.edit"
_AT_ONCE = 200
_SOURCES = {
    Channel.WORKER: Source.COLLECTED,
    Channel.LANDLORD: Source.LANDLORD,
    Channel.EMPLOYER: Source.EMPLOYER,
    Channel.SELF: Source.RESIDENT,
    Channel.PERMIT: Source.RESIDENT,
    Channel.ONLINE: Source.RESIDENT,
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is said when somebody is signed in."""

    # Empty: where the workers of the worksite live.
    dwelling_id: str
    channel: Channel
    reason: StayReason
    details: Details
    person_id: str = ""
    worksite_id: str = ""
    household_id: str = ""
    origin: str = ""
    day: date | None = None
    until: date | None = None
    employer: str = ""
    services: tuple[ServiceKind, ...] = ()
    sure: bool = False


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


class SignIn(CardCommand):
    """Registers the person, or moves somebody known in, and the card with it."""

    def __init__(
        self,
        room: Room,
        cards: CardStore,
        register_person: RegisterPerson,
        move_in: MoveIn,
        worksites: WorksiteStore,
    ) -> None:
        super().__init__(room, cards)
        self._register_person = register_person
        self._move_in = move_in
        self._worksites = worksites

    def __call__(self, call: Call, said: Arrival) -> str:
        """The card's id.

        Raises what `RegisterPerson` and `MoveIn` raise, CardTaken, WorksiteNotFound and WorksiteOver.
        """
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self.card(uow, first).id
            works_at = worksite_in_sight(uow, self._worksites, said.worksite_id)
            home = said.dwelling_id or (works_at.dwelling_id if works_at is not None else "")
            if not home:
                raise Invalid(FieldProblem("dwelling_id", "kernel.required"))
            dwelling = self.standing(uow, home)
            call.require(EDIT, dwelling.path)
            wanted = Wanted(
                kind=ResidenceKind.INCOMING,
                household_id=said.household_id,
                dwelling_id=dwelling.id,
                reason=said.reason,
                from_day=said.day,
                origin=said.origin,
            )
            person_id = self._settled(uow, said, wanted)
            known = self._cards.of_person(uow, person_id)
            day = day_of(said.day, uow.now, "arrived_on")
            if known is None:
                card = Card(
                    id=self._new_id(),
                    person_id=person_id,
                    path=dwelling.path,
                    arrived_on=day,
                    channel=said.channel,
                    expected_until=said.until,
                    employer=said.employer,
                )
            else:
                card = known.again(dwelling.path, day, said.channel, said.until, said.employer)
            card = card.at_worksite(said.worksite_id)
            for kind in said.services:
                card = card.asked(kind, today_in_china(uow.now))
            self.store(uow, known, card, "sign_in")
            uow.commit(result=card.id)
        return card.id

    def _settled(self, uow: UnitOfWork, said: Arrival, wanted: Wanted) -> str:
        if not said.person_id:
            source = _SOURCES[said.channel]
            return self._register_person.within(
                uow, said.details, wanted, NO_GROUNDS, "", sure=said.sure, source=source
            )
        before = self.person(uow, said.person_id)
        if not _lives_there(before, wanted):
            self._move_in.within(uow, before, wanted)
        return said.person_id


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


class MoveIncomer(CardCommand):
    """To another dwelling in sight of the caller."""

    def __init__(self, room: Room, cards: CardStore, move_in: MoveIn) -> None:
        super().__init__(room, cards)
        self._move_in = move_in

    def __call__(self, call: Call, card_id: str, etag: str, dwelling_id: str, day: date | None) -> str:
        """The card's id. Raises CardNotFound, CardNotInState, Stale and what `MoveIn` raises."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.card(uow, card_id, etag)
            dwelling = self.standing(uow, dwelling_id)
            dossier = self.person(uow, before.person_id)
            lives = dossier.lives
            wanted = Wanted(
                kind=ResidenceKind.INCOMING,
                dwelling_id=dwelling.id,
                reason=lives.reason if lives is not None and lives.reason else StayReason.OTHER,
                from_day=day,
            )
            card = before.moved(dwelling.path)
            if not _lives_there(dossier, wanted):
                self._move_in.within(uow, dossier, wanted)
            self.store(uow, before, card, "move")
            uow.commit(result=card_id)
        return card_id


class SignOut(CardCommand):
    """Ends the card and the residence with it."""

    def __init__(self, room: Room, cards: CardStore, move_out: MoveOut) -> None:
        super().__init__(room, cards)
        self._move_out = move_out

    def __call__(self, call: Call, card_id: str, etag: str, day: date | None, destination: str = "") -> str:
        """The card's id. Raises CardNotFound, CardNotInState, Stale and what `MoveOut` raises."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.card(uow, card_id, etag)
            card = before.left(day_of(day, uow.now, "day"))
            dossier = self.person(uow, before.person_id)
            lives = dossier.lives
            if lives is not None and lives.kind is ResidenceKind.INCOMING:
                self._move_out.within(uow, dossier, lives.id, day, destination)
            self.store(uow, before, card, "sign_out")
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


class FollowResidences(CardCommand):
    """Cards go where their people went: whoever moved out, died or settled for good has none."""

    def __call__(self, now: datetime) -> int:
        """How many cards followed."""
        astray: Sequence[tuple[str, str, date | None]] = self._cards.astray(_AT_ONCE)
        for card_id, path, since in astray:
            with self._new_uow(system_call("timer")) as uow:
                before = self._cards.one(uow, card_id)
                if before is not None and path:
                    self.store(uow, before, _following(before, path), "follow")
                elif before is not None:
                    left = before.left(max(since or today_in_china(now), before.arrived_on))
                    self.store(uow, before, left, "follow")
                uow.commit()
        return len(astray)


def worksite_in_sight(uow: UnitOfWork, worksites: WorksiteStore, wanted: str) -> Worksite | None:
    """One that people can be signed in at; None for none. Raises WorksiteNotFound, WorksiteOver."""
    if not wanted:
        return None
    found = worksites.one(uow, wanted)
    if found is None or not sight.sees(uow.call, EDIT, found.path):
        raise WorksiteNotFound()
    found.must_be_active()
    return found


def _following(card: Card, path: str) -> Card:
    return (card.found() if card.misses else card).moved(path)


def _lives_there(dossier: Dossier, wanted: Wanted) -> bool:
    lives = dossier.lives
    there = lives is not None and lives.dwelling_id == wanted.dwelling_id
    return there and lives is not None and lives.kind is ResidenceKind.INCOMING
