"""A sheet: the answers about one object of a campaign (FLD-13). Never changed; cases are linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.field.domain.checklist import Item
from services.field.domain.help_refusals import (
    AnswerMissing,
    AnswerUnknown,
    NotReviewable,
    NotYourSheet,
    OwnSheet,
    PhotoMissing,
    ReasonMissing,
)
from services.field.domain.standing import Review
from services.kernel.errors import FieldProblem, Invalid


@dataclass(frozen=True, slots=True)
class Answer:
    """To one item; ``alarm`` says that something must be done about it."""

    item_id: str
    value: str
    photo_ids: tuple[str, ...] = ()
    alarm: bool = False
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What the community's office said of it."""

    verdict: Review = Review.NONE
    note: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(eq=False)
class Sheet:
    """``at`` is when it was filled; ``room`` lies within the building.

    ``period`` is that of a list of a county's own.
    """

    id: str
    checklist_id: str
    territory_path: str
    object: str
    by: str
    at: datetime
    building_id: str = ""
    room: str = ""
    version: int = 1
    answers: list[Answer] = field(default_factory=list)
    period: str = ""
    reviewed: Reviewed = Reviewed()

    @property
    def alarms(self) -> int:
        """Answers that something must be done about."""
        return sum(each.alarm for each in self.answers)

    @property
    def cases(self) -> int:
        """Of these, those with a case."""
        return sum(each.alarm and bool(each.case_id) for each in self.answers)

    @property
    def photo_ids(self) -> tuple[str, ...]:
        """Of all answers."""
        return tuple(photo for each in self.answers for photo in each.photo_ids)

    def review(self, by: str, at: datetime, *, confirmed: bool, note: str) -> None:
        """Confirm it, or return it with a reason: then the place fills in another one.

        Raises NotReviewable, OwnSheet, ReasonMissing.
        """
        verdict = Review.CONFIRMED if confirmed else Review.RETURNED
        if not self.period or self.reviewed.verdict in (Review.RETURNED, verdict):
            raise NotReviewable()
        if by == self.by:
            raise OwnSheet()
        if not confirmed and not note:
            raise ReasonMissing(FieldProblem("note", ReasonMissing.code))
        self.reviewed = Reviewed(verdict, note, by, at)
        self.version += 1

    def link(self, by: str, item_id: str, case_id: str) -> bool:
        """Name the case made of an answer; False when it is named already.

        Raises NotYourSheet, AnswerUnknown.
        """
        if by != self.by:
            raise NotYourSheet()
        for number, each in enumerate(self.answers):
            if each.item_id == item_id:
                if each.case_id == case_id:
                    return False
                self.answers[number] = replace(each, case_id=case_id)
                self.version += 1
                return True
        raise AnswerUnknown()


def judged(items: Sequence[Item], given: Sequence[Answer]) -> list[Answer]:
    """The answers in the order of the items, told which ones alarm.

    Raises Invalid: of no item or twice, not understood, missing, without the photo it needs.
    """
    known = {each.id: each for each in items}
    by_item: dict[str, Answer] = {}
    for number, answer in enumerate(given):
        place = f"answers[{number}].value"
        item = known.get(answer.item_id)
        if item is None or answer.item_id in by_item:
            raise AnswerUnknown()
        try:
            alarm = item.alarming(answer.value)
        except ValueError:
            raise Invalid.one(place, "field.answer_not_understood", item=item.text) from None
        if alarm and item.photo and not answer.photo_ids:
            details = {"item": item.text}
            raise PhotoMissing(FieldProblem(place, PhotoMissing.code, details), **details)
        by_item[item.id] = replace(answer, alarm=alarm)
    for item in items:
        if item.required and not (item.id in by_item and by_item[item.id].value):
            details = {"item": item.text}
            raise AnswerMissing(FieldProblem("answers", AnswerMissing.code, details), **details)
    return [by_item[each.id] for each in items if each.id in by_item]
