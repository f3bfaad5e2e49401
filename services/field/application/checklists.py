"""Campaign checklists: planned in the office, started, closed; how far each grid has come (FLD-13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from services.field.application.duty import DO
from services.field.application.help_ports import Checklists, GridProgress, Sheets, WantedChecklists
from services.field.application.ports import NewUow, People
from services.field.application.reach import Reach, reach_of
from services.field.domain.checklist import Checklist, Plan, State, with_ids
from services.field.domain.help_refusals import ChecklistNotFound
from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import Clock, NewId
from wangge.field.v1 import events_pb2

EDIT, VIEW, FILL = "field.checklist.edit", "field.checklist.view", "field.checklist.fill"
MOST_ROWS = 1000
_CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class ShownChecklist:
    """A campaign with the name of its place, the sheets handed in, and what the caller may do."""

    checklist: Checklist
    territory_name: str = ""
    done: int = 0
    actions: tuple[str, ...] = ()


class PutChecklist:
    """New without an id, changed with id and etag."""

    def __init__(self, new_uow: NewUow, checklists: Checklists, new_id: NewId) -> None:
        self._new_uow = new_uow
        self._checklists = checklists
        self._new_id = new_id

    def __call__(self, call: Call, checklist_id: str, wanted: Plan, etag: str) -> str:
        """Its id.

        Raises Invalid, ChecklistNotFound, ChecklistNotRunning, ItemsFixed, Stale, PermissionDenied.
        """
        call.require(EDIT, wanted.territory_path)
        wanted = with_ids(wanted, [self._new_id() for each in wanted.items if not each.id])
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            if checklist_id:
                kept = editable(call, self._checklists.in_uow(uow, checklist_id))
                kept.edit(_of_its_series(wanted, kept.plan), etag)
                self._checklists.save(uow, kept)
            else:
                wanted.check()
                if wanted.standing is not None:
                    wanted = replace(wanted, standing=replace(wanted.standing, series_id=self._new_id()))
                kept = Checklist(self._new_id(), wanted, uow.now)
                self._checklists.add(uow, kept)
            told(uow, kept, "field.checklist.put")
            uow.commit(result=kept.id)
        return kept.id


class MoveChecklist:
    """Starts or closes one."""

    def __init__(self, new_uow: NewUow, checklists: Checklists) -> None:
        self._new_uow = new_uow
        self._checklists = checklists

    def start(self, call: Call, checklist_id: str, etag: str) -> None:
        """Raises ChecklistNotFound, ChecklistNotDraft, ChecklistEmpty, Stale."""
        with self._new_uow(call) as uow:
            if uow.replayed() is not None:
                return
            kept = editable(call, self._checklists.in_uow(uow, checklist_id))
            kept.start(etag)
            self._checklists.save(uow, kept)
            told(uow, kept, "field.checklist.start")
            for older in self._checklists.of_series(uow, _series(kept)):
                if older.id != kept.id and older.state is State.RUNNING:
                    older.close(str(older.version), uow.now)
                    self._checklists.save(uow, older)
                    told(uow, older, "field.checklist.close")
            uow.commit(result=kept.id)

    def close(self, call: Call, checklist_id: str, etag: str) -> None:
        """Raises ChecklistNotFound, ChecklistNotRunning, Stale."""
        with self._new_uow(call) as uow:
            if uow.replayed() is not None:
                return
            kept = editable(call, self._checklists.in_uow(uow, checklist_id))
            kept.close(etag, uow.now)
            self._checklists.save(uow, kept)
            told(uow, kept, "field.checklist.close")
            uow.commit(result=kept.id)


class GetChecklist:
    """One that takes place where the caller looks, edits or patrols."""

    def __init__(self, checklists: Checklists, sheets: Sheets, people: People) -> None:
        self._checklists = checklists
        self._sheets = sheets
        self._people = people

    def __call__(self, call: Call, checklist_id: str) -> ShownChecklist:
        """Raises ChecklistNotFound."""
        found = seen(call, self._checklists.find(checklist_id))
        under = reach_of(call, VIEW, EDIT, DO, FILL).under
        done = self._sheets.counts([found.id], under).get(found.id, 0)
        name = self._people.place_name(found.plan.territory_path)
        return ShownChecklist(found, name, done, actions_of(call, found))


class ListChecklists:
    """For the phone those to fill in, for the office those in sight."""

    def __init__(self, checklists: Checklists, sheets: Sheets, people: People, clock: Clock) -> None:
        self._checklists = checklists
        self._sheets = sheets
        self._people = people
        self._clock = clock

    def __call__(
        self,
        call: Call,
        *,
        mine: bool,
        state: State | None = None,
        standing: bool = False,
        after: tuple[datetime, str] | None = None,
        limit: int = 50,
    ) -> list[ShownChecklist]:
        """Up to ``limit``, newest first. Raises PermissionDenied for those who neither look nor patrol."""
        reach = self._reach(call, mine, standing)
        today = self._clock().astimezone(_CHINA).date().isoformat()
        drafts = call.scope(EDIT).paths
        state, day = (State.RUNNING, today) if mine else (state, "")
        wanted = WantedChecklists(reach, state, day, drafts, standing)
        found = self._checklists.page(wanted, after, limit)
        by = call.actor.id if mine else ""
        done = self._sheets.counts([each.id for each in found], reach.under, by)
        names = {path: self._people.place_name(path) for path in {each.plan.territory_path for each in found}}
        return [
            ShownChecklist(
                each, names[each.plan.territory_path], done.get(each.id, 0), actions_of(call, each)
            )
            for each in found
        ]

    @staticmethod
    def _reach(call: Call, mine: bool, standing: bool) -> Reach:
        if mine:
            fill = FILL if standing else DO
            call.require(fill)
            return reach_of(call, fill)
        if standing and call.may(FILL):
            return reach_of(call, VIEW, EDIT, FILL)
        if not call.may(VIEW):
            call.require(EDIT)
        return reach_of(call, VIEW, EDIT)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the grids in sight have come."""

    grids: int
    grids_done: int
    expected: int
    rows: Sequence[GridProgress]


class GetProgress:
    """How many sheets each grid has handed in."""

    def __init__(self, checklists: Checklists, sheets: Sheets) -> None:
        self._checklists = checklists
        self._sheets = sheets

    def __call__(self, call: Call, checklist_id: str) -> Progress:
        """Raises ChecklistNotFound."""
        call.require(VIEW)
        found = seen(call, self._checklists.find(checklist_id), VIEW)
        plan = found.plan
        least = max(plan.expected, 1)
        under = reach_of(call, VIEW).under
        grids, done, rows = self._sheets.progress(found.id, plan.covered, under, least, MOST_ROWS)
        return Progress(grids, done, grids * plan.expected, rows)


def editable(call: Call, found: Checklist | None) -> Checklist:
    """The campaign; raises ChecklistNotFound where the caller edits none."""
    if found is None or not call.may(EDIT, found.plan.territory_path):
        raise ChecklistNotFound()
    return found


def seen(call: Call, found: Checklist | None, *permissions: str) -> Checklist:
    """The campaign; raises ChecklistNotFound where none of it takes place in the caller's reach.

    Drafts are for their editors.
    """
    if found is None or (found.state is State.DRAFT and not call.may(EDIT, found.plan.territory_path)):
        raise ChecklistNotFound()
    reach = reach_of(call, *(permissions or (VIEW, EDIT, DO, FILL)))
    if not any(reach.holds(each) for each in found.plan.covered):
        raise ChecklistNotFound()
    return found


def actions_of(call: Call, found: Checklist) -> tuple[str, ...]:
    """What the caller may do now."""
    return found.actions if call.may(EDIT, found.plan.territory_path) else ()


def _series(kept: Checklist) -> str:
    return kept.plan.standing.series_id if kept.plan.standing is not None else ""


def _of_its_series(wanted: Plan, known: Plan) -> Plan:
    """Which slogan, series and number a list has is not for those who edit it."""
    if wanted.standing is None or known.standing is None:
        return wanted
    kept, said = known.standing, wanted.standing
    same = replace(kept, level=said.level, period=said.period, post_kinds=said.post_kinds)
    return replace(wanted, standing=same)


def told(uow: UnitOfWork, kept: Checklist, action: str) -> None:
    """The event and the audit entry of what happened to a list."""
    path = kept.plan.territory_path
    event = events_pb2.ChecklistChanged(
        checklist_id=kept.id,
        territory_path=path,
        state=kept.state.value,
        first_day=kept.plan.first_day,
        last_day=kept.plan.last_day,
    )
    uow.record(event, aggregate=kept.id, territory=path)
    changes = {"state": ["", kept.state.value], "version": [kept.version - 1, kept.version]}
    uow.audit(action, "checklist", kept.id, territory=path, changes=changes)
