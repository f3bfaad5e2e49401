"""Worksites and work sheds: registered, corrected, ended, looked at (POP-17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.application.commands.dwellings import CreateDwelling
from services.population.application.families.ports import History, HistoryLine
from services.population.application.incomers.ports import CardStore
from services.population.application.incomers.views import paths_of
from services.population.application.room import Command, Room, day_of, must_be_current
from services.population.application.worksites.ports import CommitmentStore, WorksiteStore
from services.population.domain.commitments import Commitment
from services.population.domain.kinds import DwellingUse, Occupancy
from services.population.domain.records import Dwelling
from services.population.domain.refusals import TerritoryUnknown, WorksiteNotFound
from services.population.domain.worksites import Worksite, WorksiteState
from wangge.population.v1 import events_pb2

EDIT = "population.worksite.edit"
CARDS = "population.incomer.edit"
_NOT_SAID = frozenset({"id", "version", "ended_on", "contact_name", "contact_phone"})


class WorksiteCommand(Command):
    """A command about a worksite in sight of the caller."""

    def __init__(
        self, room: Room, worksites: WorksiteStore, commitments: CommitmentStore, history: History
    ) -> None:
        super().__init__(room)
        self._worksites = worksites
        self._commitments = commitments
        self._history = history

    def worksite(self, uow: UnitOfWork, wanted: str, etag: str = "") -> Worksite:
        """Raises WorksiteNotFound, Stale."""
        found = self._worksites.one(uow, wanted)
        if found is None or not sight.sees(uow.call, EDIT, found.path):
            raise WorksiteNotFound()
        must_be_current(etag, found.version)
        return found

    def must_be_placed(self, uow: UnitOfWork, said: Worksite) -> Worksite:
        """With the employer's name only where the register has none. Raises TerritoryUnknown, Invalid."""
        uow.call.require(EDIT, said.path)
        if not self._room.places.is_grid(said.path):
            raise TerritoryUnknown(FieldProblem("worksite.territory_code", TerritoryUnknown.code))
        if not said.employer_id:
            return said
        employer = self._commitments.bound(uow, said.employer_id)
        if employer is None or employer.over or not sight.sees(uow.call, EDIT, employer.path):
            raise Invalid(FieldProblem("worksite.employer_id", "population.employer_unknown"))
        return replace(said, employer_name="")

    def store(
        self, uow: UnitOfWork, before: Worksite | None, worksite: Worksite, what: str, note: str = ""
    ) -> None:
        """Write it with what was before, the event and the audit entry. Raises Stale."""
        if before is None:
            self._worksites.add(uow, worksite)
        else:
            self._worksites.put(uow, worksite)
        was = {} if before is None else _differences(before, worksite)
        self._history.note(uow, worksite.id, what, was, note)
        event = events_pb2.WorksiteChanged(
            worksite_id=worksite.id, territory_path=worksite.path, state=worksite.state.value
        )
        event.at.FromDatetime(uow.now)
        uow.record(event, aggregate=worksite.id, territory=worksite.path)
        changes = {"fields": ["", sorted(was)]}
        uow.audit(
            f"population.worksite.{what}", "worksite", worksite.id, territory=worksite.path, changes=changes
        )


class RegisterWorksite(WorksiteCommand):
    """One that opened; where its workers live may be added to the dwellings at the same time."""

    def __init__(
        self,
        room: Room,
        worksites: WorksiteStore,
        commitments: CommitmentStore,
        history: History,
        create_dwelling: CreateDwelling,
    ) -> None:
        super().__init__(room, worksites, commitments, history)
        self._create_dwelling = create_dwelling

    def __call__(self, call: Call, said: Worksite, *, add_dwelling: bool = False) -> str:
        """Its id. Raises TerritoryUnknown, DwellingNotFound, DwellingOver, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            placed = self.must_be_placed(uow, said)
            opened = day_of(placed.opened_on, uow.now, "worksite.opened_on")
            made = replace(placed, id=self._new_id(), opened_on=opened).checked()
            if made.dwelling_id:
                self.standing(uow, made.dwelling_id)
            elif add_dwelling:
                made = replace(made, dwelling_id=self._create_dwelling.within(uow, _dormitory(made)))
            self.store(uow, None, made, "open")
            uow.commit(result=made.id)
        return made.id


class CorrectWorksite(WorksiteCommand):
    """What is said of it now; masked values keep what was there."""

    def __call__(self, call: Call, said: Worksite, etag: str) -> str:
        """Its id. Raises what `RegisterWorksite` raises, and WorksiteNotFound, WorksiteOver, Stale."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.worksite(uow, said.id, etag)
            after = before.corrected(self.must_be_placed(uow, said))
            if after.dwelling_id and after.dwelling_id != before.dwelling_id:
                self.standing(uow, after.dwelling_id)
            if after != before:
                self.store(uow, before, after, "change")
            uow.commit(result=said.id)
        return said.id


class EndWorksite(WorksiteCommand):
    """It is no more; whoever was signed in there keeps the card, and is to be looked after."""

    def __call__(self, call: Call, wanted: str, etag: str, day: date | None) -> str:
        """Its id. Raises WorksiteNotFound, WorksiteOver, Stale, Invalid."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self.worksite(uow, wanted, etag)
            self.store(uow, before, before.end(day_of(day, uow.now, "day")), "close")
            uow.commit(result=wanted)
        return wanted


class LookAtWorksites(WorksiteCommand):
    """Worksites within sight, with the names around them and how many people are signed in there."""

    def __init__(
        self,
        room: Room,
        worksites: WorksiteStore,
        commitments: CommitmentStore,
        history: History,
        cards: CardStore,
    ) -> None:
        super().__init__(room, worksites, commitments, history)
        self._cards = cards

    def one(self, call: Call, wanted: str) -> tuple[Worksite, Sequence[HistoryLine]]:
        """With its history; the reading is logged. Raises WorksiteNotFound."""
        with self._new_uow(call) as uow:
            found = self.worksite(uow, wanted)
            uow.audit("population.worksite.view", "worksite", wanted, territory=found.path)
            uow.commit()
        return found, self._history.of(wanted)

    def page(
        self, call: Call, path: str, state: WorksiteState, after: Sequence[str] | None, limit: int
    ) -> Sequence[Worksite]:
        """By place; the reading is logged."""
        with self._new_uow(call) as uow:
            uow.audit("population.worksites.list", "territory", path or "all", territory=path)
            uow.commit()
        return self._worksites.page(paths_of(call, EDIT, path), state, after, limit)

    def around(
        self, call: Call, found: Sequence[Worksite]
    ) -> tuple[dict[str, str], dict[str, str], dict[str, int], dict[str, Commitment]]:
        """Names of places and employers, cards within the caller's sight, and the commitments."""
        ids = [each.id for each in found]
        return (
            self._room.places.place_names({each.path for each in found}),
            self._commitments.names([each.employer_id for each in found if each.employer_id]),
            self._cards.by_worksite(ids, call.scope(CARDS).paths),
            self._commitments.known(ids),
        )


def _dormitory(worksite: Worksite) -> Dwelling:
    return Dwelling(
        id="",
        path=worksite.path,
        address=f"{worksite.address or worksite.name}（工地宿舍）",
        longitude=worksite.longitude,
        latitude=worksite.latitude,
        use=DwellingUse.COLLECTIVE,
        occupancy=Occupancy.SELF_USED,
    )


def _differences(before: Worksite, after: Worksite) -> dict[str, str]:
    """What was, by field; whom to call is left out: it may be a private number."""
    found = {}
    for each in fields(before):
        old = getattr(before, each.name)
        if each.name not in _NOT_SAID and old != getattr(after, each.name):
            found[each.name] = "" if old is None else str(old)
    return found
