"""The place that is asked acknowledges, answers with what was asked and no more, or declines (POP-20)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.application.coordination.room import (
    CoordinationRoom,
    ExchangeCommand,
    left,
    may_answer,
    side_of,
)
from services.population.application.room import today_in_china
from services.population.domain.coordination.exchange import Exchange
from services.population.domain.coordination.purpose import plain_words


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: values by field, and a file that came with it."""

    values: Mapping[str, str] = field(default_factory=dict)
    file_name: str = ""
    data: bytes = b""


class AcknowledgeExchange(ExchangeCommand):
    """It came, and somebody looks into it."""

    def __call__(self, call: Call, exchange_id: str, etag: str) -> str:
        """Its id. Raises ExchangeNotFound, ExchangeNotInState, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.exchange(uow, exchange_id, etag, lambda side, _: side.answers or side.serves)
            self.store(uow, before, before.acknowledge(call.actor.name, uow.now), "acknowledge")
            uow.commit(result=exchange_id)
        return exchange_id


class AnswerExchange(ExchangeCommand):
    """With the minimum that was asked."""

    def __call__(self, call: Call, exchange_id: str, etag: str, given: Given) -> str:
        """Its id. Raises ExchangeNotFound, ExchangeNotInState, Stale, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.exchange(uow, exchange_id, etag, may_answer)
            values = self._values(before, given)
            file = self._filed(uow, before, given)
            seal = self._room.exchanges.fingerprint(before.id, values)
            after = before.answer(call.actor.name, uow.now, today_in_china(uow.now), values, seal, file)
            self.store(uow, before, after, "answer")
            if side_of(call, before).answers and (known := matching(self._room, uow, before)):
                # Whoever stands in the register of the place that answers finds it in his own log as well.
                changes: dict[str, list[object]] = {"fields": ["", list(after.answered_fields)]}
                uow.audit(
                    "population.coordination.answer",
                    "person",
                    known,
                    territory=before.to_path,
                    changes=changes,
                )
            uow.commit(result=exchange_id)
        return exchange_id

    def _values(self, before: Exchange, given: Given) -> dict[str, str]:
        """What came by letter may be the letter alone."""
        if before.outside and given.data and not any(given.values.values()):
            return {}
        return self.purpose(before).answer(before.fields, given.values)

    def _filed(self, uow: UnitOfWork, before: Exchange, given: Given) -> tuple[str, str, str]:
        if not given.data:
            return "", "", ""
        file_id = self._room.new_id()
        kind = self._room.files.keep(uow, file_id, given.data, given.file_name)
        return file_id, given.file_name or "file", kind


class DeclineExchange(ExchangeCommand):
    """With a reason: nobody of that name is known there, the purpose does not fit."""

    def __call__(self, call: Call, exchange_id: str, etag: str, reason: str) -> str:
        """Its id. Raises ExchangeNotFound, ExchangeNotInState, Stale, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.exchange(uow, exchange_id, etag, may_answer)
            said = plain_words(reason, "reason")
            if not said:
                raise Invalid(FieldProblem("reason", "kernel.required"))
            after = before.decline(call.actor.name, uow.now, today_in_china(uow.now), said)
            self.store(uow, before, after, "decline")
            uow.commit(result=exchange_id)
        return exchange_id


class RevealSubject(ExchangeCommand):
    """The whole document number, for whoever looks the person up or writes the letter (Sens-1)."""

    def __call__(self, call: Call, exchange_id: str, purpose: str) -> str:
        """Raises ExchangeNotFound."""
        with self._new_uow(call.for_purpose(purpose)) as uow:
            found = self.exchange(uow, exchange_id, "", lambda _, each: may_reveal(call, each))
            left(uow, found, "reveal", {"fields": ["", ["document_number"]]})
            uow.commit()
        return found.words.document_number


def may_reveal(call: Call, exchange: Exchange) -> bool:
    """Whether the caller may ask for the whole number."""
    side = side_of(call, exchange)
    sees = (
        side.serves
        or (side.asks and sight.sees(call, sight.REVEAL, exchange.from_path))
        or (side.answers and sight.sees(call, sight.REVEAL, exchange.to_path))
    )
    return sees and bool(exchange.words.document_number)


def matching(room: CoordinationRoom, uow: UnitOfWork, exchange: Exchange) -> str:
    """The person of that document, where the caller sees one; empty for nobody and for somebody elsewhere."""
    number = exchange.words.document_number
    for each in room.register.by_document(uow, number) if number else ():
        if each.person.id != exchange.person_id and sight.sees_person(uow.call, sight.VIEW, each):
            return each.person.id
    known = room.register.dossier(uow, exchange.person_id)
    if known is not None and sight.sees_person(uow.call, sight.VIEW, known):
        return exchange.person_id
    return ""
