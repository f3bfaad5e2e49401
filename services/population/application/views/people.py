"""People: one, now or as of a day; whole values for a purpose; those of a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application import sight
from services.population.application.ports import NewUow, Places
from services.population.application.views.ports import AskedPeople, History, Reader
from services.population.application.views.view import Names, View
from services.population.domain.dossier import Dossier
from services.population.domain.records import Person

REVEALED_FOR = timedelta(minutes=5)
_CHANGES_READ = 500


class GetPerson(View):
    """Somebody in sight, now or as of a day. Leaves an audit entry."""

    def __init__(
        self, reader: Reader, places: Places, new_uow: NewUow, clock: Clock, history: History
    ) -> None:
        super().__init__(reader, places, new_uow, clock)
        self._history = history

    def __call__(self, call: Call, person_id: str, on: date | None = None) -> tuple[Dossier, Names]:
        """Raises PersonNotFound."""
        found = sight.person_in_sight(call, sight.VIEW, self._reader.dossier(person_id))
        self.read(call, "person.view", "person", person_id, found.person.path)
        shown = self._as_of(found, on) if on is not None else found
        return shown, self.names(shown)

    def _as_of(self, dossier: Dossier, day: date) -> Dossier:
        """Particulars as they were then: what happened later is looked behind, newest first.

        A correction says what always was so, and holds for every day.
        """
        person = dossier.person
        for change in self._history.history(person.id, "", _CHANGES_READ):
            if change.effective_on is None or change.effective_on <= day:
                continue
            if change.reversed_by or change.reverses:
                continue
            for effect in change.effects:
                if effect.after.id == person.id and isinstance(effect.before, Person):
                    before = {name: old for name, old, _ in effect.fields()}
                    person = replace(person, **before)
        return replace(dossier.on(day), person=person)


class RevealPerson(View):
    """Whole values for a stated purpose (FLD-07); leaves an audit entry that names the fields."""

    def __call__(
        self, call: Call, person_id: str, fields: Sequence[str], purpose: str
    ) -> tuple[dict[str, str], datetime]:
        """Values by field, and when they are to be hidden again. Raises PersonNotFound."""
        call = call.for_purpose(purpose)
        found = sight.person_in_sight(call, sight.REVEAL, self._reader.dossier(person_id))
        person, main = found.person, found.main
        values = {name: getattr(person, name) for name in fields if name != "address"}
        if "address" in fields and main is not None:
            dwelling = self._reader.dwellings([main.dwelling_id]).get(main.dwelling_id)
            values["address"] = dwelling.address if dwelling is not None else ""
        with self._new_uow(call) as uow:
            uow.audit(
                "population.person.reveal",
                "person",
                person_id,
                territory=person.path,
                changes={"fields": ["", sorted(fields)]},
            )
            uow.commit()
        return values, self._clock() + REVEALED_FOR


class ListPeople(View):
    """Those of a territory within sight. Leaves one audit entry for the page."""

    def __call__(
        self, call: Call, asked: AskedPeople, after: Sequence[str] | None, limit: int
    ) -> tuple[Sequence[Any], Names]:
        """Up to ``limit`` lines."""
        lines = self._reader.people(call.scope(sight.VIEW), asked, after, limit)
        self.read(call, "people.list", "territory", asked.path or "all", asked.path)
        return lines, self.names(*(line.dossier for line in lines))
