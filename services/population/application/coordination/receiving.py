"""A place outside asked by letter: a clerk records it, and it is answered as any other request (POP-20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.worktime import SHANGHAI, Limit, Unit
from services.population.application import sight
from services.population.application.coordination.room import ANSWER, ExchangeCommand
from services.population.application.room import day_of, today_in_china
from services.population.domain.coordination.exchange import Exchange
from services.population.domain.coordination.letters import Letter, Words
from services.population.domain.coordination.purpose import Purpose, plain_words
from services.population.domain.coordination.refusals import LetterRecorded, PurposeNotFound
from services.population.domain.documents import identity_problem, normal

_COMMUNITY = 12
_IDENTITY = 18
_LATEST = timedelta(days=90)
_CLOSES = time(18)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody a letter asks about."""

    name: str
    document_number: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """A letter as it came: who wrote it, its number and day, whom and what it asks about, its scan."""

    sender: str
    number: str
    on: date | None
    to_path: str
    purpose_code: str
    people: tuple[Named, ...]
    file_name: str
    data: bytes
    fields: tuple[str, ...] = ()
    address: str = ""
    note: str = ""
    due_on: date | None = None
    acknowledge: bool = False


class RecordLetter(ExchangeCommand):
    """One request for each person it names, so that each is answered, read and erased by itself."""

    def __call__(self, call: Call, said: Received) -> Sequence[str]:
        """Their ids. Raises PurposeNotFound, LetterRecorded, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self._of(uow, first)
            self._must_be_ours(call, said.to_path)
            purpose = self._room.purposes.get(said.purpose_code)
            if purpose is None or purpose.retired:
                raise PurposeNotFound()
            people = _people(said.people, today_in_china(uow.now))
            self._must_be_new(uow, said, people)
            made = [self._made(uow, purpose, said, each) for each in people]
            for each in made:
                self.store(uow, None, each, "receive")
                if said.acknowledge:
                    self.store(uow, each, each.acknowledge(call.actor.name, uow.now), "acknowledge")
            uow.commit(result=made[0].id)
        return [each.id for each in made]

    def _of(self, uow: UnitOfWork, first: str) -> list[str]:
        """What the letter of this request is recorded as."""
        known = self._room.exchanges.one(uow, first)
        if known is None or known.letter is None:
            return [first]
        same = self._room.exchanges.by_letter(uow, known.to_path, known.letter.sender, known.letter.number)
        return [each.id for each in same]

    def _must_be_ours(self, call: Call, path: str) -> None:
        """A community the caller answers for; of others nothing is told."""
        ours = len(path) == _COMMUNITY and sight.sees(call, ANSWER, path)
        if not ours or not self._room.places.place_name(path):
            raise Invalid(FieldProblem("to_territory_code", "population.community_unknown"))

    def _must_be_new(self, uow: UnitOfWork, said: Received, people: Sequence[Named]) -> None:
        for other in self._room.exchanges.by_letter(uow, said.to_path, said.sender, said.number):
            words = other.words
            if not other.erased and Named(words.name, words.document_number) in people:
                raise LetterRecorded()

    def _made(self, uow: UnitOfWork, purpose: Purpose, said: Received, about: Named) -> Exchange:
        today = today_in_china(uow.now)
        near, due = self._limit(uow, purpose, said.due_on)
        made = Exchange(
            id=self._room.new_id(),
            number=self._room.exchanges.next_number(uow, said.to_path[:6], today.year),
            purpose_code=purpose.code,
            purpose_version=purpose.version,
            fields=purpose.chosen(said.fields),
            keep_days=purpose.keep_days,
            from_path="",
            to_path=said.to_path,
            to_name="",
            to_unit_id="",
            person_id=self._known(uow, about),
            words=Words(
                name=about.name,
                document_number=about.document_number,
                note=plain_words(said.note, "note"),
                address=plain_words(said.address, "address"),
                letter_name=said.file_name or "letter",
            ),
            erase_on=today,
            steps=(),
            letter=self._letter(uow, said),
        )
        return made.received(uow.call.actor.name, uow.now, near, due, today_in_china(due))

    def _letter(self, uow: UnitOfWork, said: Received) -> Letter:
        """Each request has its own copy of the scan, which is erased with it."""
        file_id = self._room.new_id()
        kind = self._room.files.keep(uow, file_id, said.data, said.file_name)
        if said.on is None:
            raise Invalid(FieldProblem("letter_on", "kernel.required"))
        return Letter(said.sender, said.number, day_of(said.on, uow.now, "letter_on"), file_id, kind)

    def _limit(self, uow: UnitOfWork, purpose: Purpose, due_on: date | None) -> tuple[datetime, datetime]:
        """The day that the letter states, else the working days of the purpose; when to remind first."""
        if due_on is None:
            calendar = self._room.calendars.calendar()
            near, due = (
                calendar.due(uow.now, Limit(days, Unit.WORKING_DAYS))
                for days in (purpose.limit_days - 1, purpose.limit_days)
            )
            return near, due
        today = today_in_china(uow.now)
        if not today <= due_on <= today + _LATEST:
            raise Invalid(FieldProblem("due_on", "population.limit_out_of_reach"))
        due = datetime.combine(due_on, _CLOSES, SHANGHAI).astimezone(UTC)
        return max(uow.now, due - timedelta(days=1)), due

    def _known(self, uow: UnitOfWork, about: Named) -> str:
        """The person of that document where the caller sees one: what is done stands in his log."""
        number = about.document_number
        for each in self._room.register.by_document(uow, number) if number else ():
            if sight.sees_person(uow.call, sight.VIEW, each):
                return each.person.id
        return ""


def _people(said: Sequence[Named], today: date) -> list[Named]:
    """Each once, names and numbers put right. Raises Invalid."""
    found: dict[Named, None] = {}
    problems: list[FieldProblem] = []
    for row, each in enumerate(said):
        name, number = " ".join(each.name.split()), normal(each.document_number)
        if not name:
            problems.append(FieldProblem(f"people[{row}].name", "kernel.required"))
        if len(number) == _IDENTITY and (code := identity_problem(number, today)):
            problems.append(FieldProblem(f"people[{row}].document_number", code))
        found[Named(name, number)] = None
    if problems:
        raise Invalid(*problems)
    return list(found)
