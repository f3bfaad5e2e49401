"""Incoming residents come, move and leave: the card together with the residence (POP-13, 17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.kernel.call import Call, system_call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.commands.people import MoveIn, MoveOut, RegisterPerson, Wanted
from services.population.application.incomers.cards import EDIT, CardCommand, worksite_in_sight
from services.population.application.incomers.ports import CardStore
from services.population.application.ports import NO_GROUNDS
from services.population.application.room import Room, day_of, today_in_china
from services.population.application.worksites.ports import WorksiteStore
from services.population.domain.cards import Card, Channel, ServiceKind
from services.population.domain.details import Details
from services.population.domain.dossier import Dossier
from services.population.domain.kinds import ResidenceKind, Source, StayReason

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


def _following(card: Card, path: str) -> Card:
    return (card.found() if card.misses else card).moved(path)


def _lives_there(dossier: Dossier, wanted: Wanted) -> bool:
    lives = dossier.lives
    there = lives is not None and lives.dwelling_id == wanted.dwelling_id
    return there and lives is not None and lives.kind is ResidenceKind.INCOMING
