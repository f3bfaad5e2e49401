"""Lists of a county's own: filled in place by place, reviewed, versioned (POP-33)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from services.field.application.checklists import FILL, editable, seen, told
from services.field.application.help_ports import Attaining, Checklists, Sheets
from services.field.application.ports import NewUow, People
from services.field.application.whereabouts import territory_of
from services.field.domain.checklist import Checklist, State
from services.field.domain.help_refusals import (
    ChecklistNotDraft,
    ChecklistNotRunning,
    DraftThere,
    FilledAlready,
    FilledOtherwise,
    GridNotCovered,
    NotYourList,
    PlaceOfOtherLevel,
    SheetNotFound,
)
from services.field.domain.moments import believed
from services.field.domain.refusals import IdTaken
from services.field.domain.sheet import Answer, Sheet, judged
from services.field.domain.standing import Review, Standing
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.types import NewId
from wangge.field.v1 import events_pb2

REVIEW = "field.checklist.review"
_CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class FilledList:
    """What is said for a place; the caller's own when ``territory_code`` is empty, now when ``period`` is."""

    id: str
    checklist_id: str
    answers: Sequence[Answer]
    territory_code: str = ""
    period: str = ""
    at: datetime | None = None


class FillList:
    """A place hands in its sheet for a period; its id makes it repeatable."""

    def __init__(
        self, new_uow: NewUow, checklists: Checklists, sheets: Sheets, attaining: Attaining, people: People
    ) -> None:
        self._new_uow = new_uow
        self._checklists = checklists
        self._sheets = sheets
        self._attaining = attaining
        self._people = people

    def __call__(self, call: Call, filled: FilledList) -> str:
        """Its id.

        Raises ChecklistNotFound, ChecklistNotRunning, FilledOtherwise for a campaign, PlaceOfOtherLevel,
        GridNotCovered, NotYourList, PeriodNotOpen, FilledAlready, IdTaken, NoTerritory, Invalid.
        """
        path = territory_of(call, FILL, filled.territory_code)
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            checklist = seen(call, self._checklists.in_uow(uow, filled.checklist_id), FILL)
            known = self._sheets.in_uow(uow, filled.id)
            if known is not None:
                if (known.by, known.checklist_id) != (call.actor.id, filled.checklist_id):
                    raise IdTaken()
                return known.id
            moment = believed(filled.at, uow.now)
            standing = self._must_be_filled_by(call, checklist, path, moment)
            day = moment.astimezone(_CHINA).date()
            period = standing.fillable(filled.period, checklist.plan.first_day, day)
            if not self._attaining.open_for(uow, checklist.id, path, period):
                raise FilledAlready()
            new = Sheet(
                id=filled.id,
                checklist_id=checklist.id,
                territory_path=path,
                object="",
                by=call.actor.id,
                at=moment,
                answers=judged(checklist.plan.items, filled.answers),
                period=period,
            )
            try:
                self._sheets.add(uow, new)
            except IdTaken:  # somebody else was quicker
                raise FilledAlready() from None
            event = events_pb2.ChecklistResultAdded(
                result_id=new.id, checklist_id=new.checklist_id, territory_path=path, account_id=new.by
            )
            event.at.FromDatetime(moment)
            uow.record(event, aggregate=new.id, territory=path)
            changes = {"period": ["", period]}
            uow.audit("field.checklist.fill", "checklist_result", new.id, territory=path, changes=changes)
            uow.commit(result=new.id)
        return new.id

    def _must_be_filled_by(self, call: Call, checklist: Checklist, path: str, at: datetime) -> Standing:
        plan = checklist.plan
        if plan.standing is None:
            raise FilledOtherwise()
        if len(path) != plan.standing.level.width or not self._attaining.is_place(path):
            raise PlaceOfOtherLevel(FieldProblem("territory_code", PlaceOfOtherLevel.code))
        if not plan.covers(path):
            raise GridNotCovered(FieldProblem("territory_code", GridNotCovered.code))
        if not checklist.open_at(at, at.astimezone(_CHINA).date()):
            raise ChecklistNotRunning()
        if not named(plan.standing, self._people.post_kinds(call.actor.id, at)):
            raise NotYourList()
        return plan.standing


class ReviewSheet:
    """The community's office confirms a sheet, or sends it back."""

    def __init__(self, new_uow: NewUow, sheets: Sheets) -> None:
        self._new_uow = new_uow
        self._sheets = sheets

    def __call__(self, call: Call, sheet_id: str, *, confirmed: bool, note: str) -> str:
        """The sheet's id. Raises SheetNotFound, NotReviewable, OwnSheet, ReasonMissing, Stale."""
        call.require(REVIEW)
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            sheet = self._sheets.in_uow(uow, sheet_id)
            if sheet is None or not call.may(REVIEW, sheet.territory_path):
                raise SheetNotFound()
            sheet.review(call.actor.id, uow.now, confirmed=confirmed, note=note)
            self._sheets.save(uow, sheet)
            path, verdict = sheet.territory_path, sheet.reviewed.verdict.value
            changes = {"review": ["", verdict]}
            uow.audit("field.checklist.review", "checklist_result", sheet.id, territory=path, changes=changes)
            uow.commit(result=sheet.id)
        return sheet.id


class NewVersion:
    """The next version of a list, to be changed before it starts."""

    def __init__(self, new_uow: NewUow, checklists: Checklists, new_id: NewId) -> None:
        self._new_uow = new_uow
        self._checklists = checklists
        self._new_id = new_id

    def __call__(self, call: Call, checklist_id: str) -> str:
        """The draft's id. Raises ChecklistNotFound, FilledOtherwise, ChecklistNotDraft, DraftThere."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            kept = editable(call, self._checklists.in_uow(uow, checklist_id))
            standing = kept.plan.standing
            if standing is None:
                raise FilledOtherwise()
            if kept.state is State.DRAFT:
                raise ChecklistNotDraft()
            versions = self._checklists.of_series(uow, standing.series_id)
            if any(each.state is State.DRAFT for each in versions):
                raise DraftThere()
            numbers = [each.plan.standing.number for each in versions if each.plan.standing is not None]
            day = uow.now.astimezone(_CHINA).date().isoformat()
            plan = replace(
                kept.plan,
                first_day=day,
                last_day=max(kept.plan.last_day, day),
                items=tuple(replace(each, id=self._new_id()) for each in kept.plan.items),
                standing=replace(standing, number=max(numbers) + 1),
            )
            made = Checklist(self._new_id(), plan, uow.now)
            self._checklists.add(uow, made)
            told(uow, made, "field.checklist.version")
            uow.commit(result=made.id)
        return made.id


def named(standing: Standing, kinds: frozenset[str]) -> bool:
    """Whether one of these posts fills the list in."""
    return not standing.post_kinds or bool(kinds & set(standing.post_kinds))


def actions_of(call: Call, sheet: Sheet) -> tuple[str, ...]:
    """What the caller may do with a sheet now."""
    open_to_review = sheet.period and sheet.reviewed.verdict is not Review.RETURNED
    mine = sheet.by == call.actor.id
    return ("review",) if open_to_review and not mine and call.may(REVIEW, sheet.territory_path) else ()
