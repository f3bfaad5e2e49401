"""One place asks another: drafted, sent, withdrawn (POP-20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.worktime import Limit, Unit
from services.population.application import sight
from services.population.application.coordination.room import ASK, ExchangeCommand, writes
from services.population.application.room import today_in_china
from services.population.domain.coordination.exchange import Exchange
from services.population.domain.coordination.letters import Step, Words
from services.population.domain.coordination.purpose import Purpose, plain_words
from services.population.domain.coordination.refusals import AskedAlready, PurposeNotFound
from services.population.domain.dossier import Dossier

_COMMUNITY = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked, about whom, of whom."""

    person_id: str
    purpose_code: str
    fields: tuple[str, ...] = ()
    to_path: str = ""
    to_outside: str = ""
    to_unit_id: str = ""
    note: str = ""
    send: bool = False


class _Sending(ExchangeCommand):
    def sent(self, uow: UnitOfWork, exchange: Exchange, purpose: Purpose) -> Exchange:
        """The limit runs in working days of the county's calendar; the reminder comes a day before."""
        calendar = self._room.calendars.calendar()
        due = calendar.due(uow.now, Limit(purpose.limit_days, Unit.WORKING_DAYS))
        near = calendar.due(uow.now, Limit(purpose.limit_days - 1, Unit.WORKING_DAYS))
        return exchange.send(uow.call.actor.name, uow.now, near, due, today_in_china(due))


class DraftExchange(_Sending):
    """About somebody of the caller's own ground."""

    def __call__(self, call: Call, wanted: Wanted) -> str:
        """Its id. Raises PersonNotFound, NotAlive, Restricted, PurposeNotFound, AskedAlready, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            known = self._room.register.dossier(uow, wanted.person_id)
            dossier = sight.person_in_sight(uow.call, sight.VIEW, known)
            dossier = sight.person_in_sight(uow.call, ASK, dossier)
            dossier.must_be_free()
            purpose = self._room.purposes.get(wanted.purpose_code)
            if purpose is None or purpose.retired:
                raise PurposeNotFound()
            for other in self._room.exchanges.open_of(uow, wanted.person_id, purpose.code):
                if sight.sees(uow.call, ASK, other.from_path):
                    raise AskedAlready()
            made = self._made(uow, dossier, purpose, wanted)
            self.store(uow, None, made, "draft")
            if wanted.send:
                self.store(uow, made, self.sent(uow, made, purpose), "send")
            uow.commit(result=made.id)
        return made.id

    def _made(self, uow: UnitOfWork, dossier: Dossier, purpose: Purpose, wanted: Wanted) -> Exchange:
        today, person = today_in_china(uow.now), dossier.person
        from_path = _ground(uow.call, dossier)
        self._must_be_elsewhere(wanted, from_path)
        return Exchange(
            id=self._room.new_id(),
            number=self._room.exchanges.next_number(uow, from_path[:6], today.year),
            purpose_code=purpose.code,
            purpose_version=purpose.version,
            fields=purpose.chosen(wanted.fields),
            keep_days=purpose.keep_days,
            from_path=from_path,
            to_path=wanted.to_path,
            to_name=wanted.to_outside,
            to_unit_id=wanted.to_unit_id if wanted.to_outside else "",
            person_id=person.id,
            words=Words(person.name, person.document_number, plain_words(wanted.note, "note")),
            erase_on=today + timedelta(days=purpose.keep_days),
            steps=(Step("draft", uow.now, uow.call.actor.name),),
        )

    def _must_be_elsewhere(self, wanted: Wanted, from_path: str) -> None:
        """A community of this platform or a place outside by name, and not the one that asks."""
        if bool(wanted.to_path) == bool(wanted.to_outside):
            raise Invalid(FieldProblem("to_territory_code", "population.one_destination"))
        if wanted.to_path and (
            len(wanted.to_path) != _COMMUNITY or not self._room.places.place_name(wanted.to_path)
        ):
            raise Invalid(FieldProblem("to_territory_code", "population.community_unknown"))
        if wanted.to_path and from_path.startswith(wanted.to_path):
            raise Invalid(FieldProblem("to_territory_code", "population.same_place"))


class SendExchange(_Sending):
    """The limit begins to run."""

    def __call__(self, call: Call, exchange_id: str, etag: str) -> str:
        """Its id. Raises ExchangeNotFound, ExchangeNotInState, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.exchange(uow, exchange_id, etag, lambda side, _: side.asks)
            self.store(uow, before, self.sent(uow, before, self.purpose(before)), "send")
            uow.commit(result=exchange_id)
        return exchange_id


class WithdrawExchange(ExchangeCommand):
    """It is not needed any more. What came by letter is withdrawn by whoever answers it."""

    def __call__(self, call: Call, exchange_id: str, etag: str, reason: str) -> str:
        """Its id. Raises ExchangeNotFound, ExchangeNotInState, Stale, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.exchange(uow, exchange_id, etag, writes)
            said = plain_words(reason, "reason")
            after = before.withdraw(call.actor.name, uow.now, today_in_china(uow.now), said)
            self.store(uow, before, after, "withdraw")
            uow.commit(result=exchange_id)
        return exchange_id


def _ground(call: Call, dossier: Dossier) -> str:
    """Where the person lives, or is registered, within what the caller may ask for."""
    homes = [each.path for each in (dossier.lives, dossier.registered) if each is not None]
    return next((each for each in homes if sight.sees(call, ASK, each)), dossier.person.path)
