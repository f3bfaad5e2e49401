"""Domain to contract and back: checklists of a county's own."""

from __future__ import annotations

from typing import Any

from services.field.application.attainment import AttainedRow, Attainment
from services.field.domain.standing import Level, Period, Review, Standing
from services.kernel.territory_codes import code_of
from wangge.field.v1 import fieldhelp_pb2 as pb

LEVELS: dict[Level, Any] = {e: pb.ChecklistLevel.Value(f"CHECKLIST_LEVEL_{e.value}") for e in Level}
LEVEL_OF: dict[Any, Level] = {number: each for each, number in LEVELS.items()}
PERIODS: dict[Period, Any] = {e: pb.ChecklistPeriod.Value(f"CHECKLIST_PERIOD_{e.value}") for e in Period}
PERIOD_OF: dict[Any, Period] = {number: each for each, number in PERIODS.items()}


def standing(found: Standing) -> pb.StandingChecklist:
    """Of a list."""
    return pb.StandingChecklist(
        level=LEVELS[found.level],
        period=PERIODS[found.period],
        post_kinds=found.post_kinds,
        slogan=found.slogan,
        series_id=found.series_id,
        number=found.number,
    )


def standing_of(message: pb.StandingChecklist) -> Standing:
    """As somebody wants it; slogan, series and number are not for callers to say."""
    kinds = tuple(dict.fromkeys(each.strip() for each in message.post_kinds if each.strip()))
    return Standing(LEVEL_OF[message.level], PERIOD_OF[message.period], kinds)


def attainment(found: Attainment) -> pb.ChecklistAttainment:
    """Sums of the rows, and the rows."""
    sheets = [each.place.sheet for each in found.rows if each.place.sheet is not None]
    return pb.ChecklistAttainment(
        period=found.period,
        periods=found.periods,
        places=len(found.rows),
        filled=len(sheets),
        confirmed=sum(each.reviewed.verdict is Review.CONFIRMED for each in sheets),
        ticked=sum(each.ticked for each in found.rows),
        ticks=found.ticks * len(found.rows),
        rows=[_place(each) for each in found.rows],
    )


def _place(row: AttainedRow) -> pb.ChecklistAttainment.Place:
    place, sheet = row.place, row.place.sheet
    message = pb.ChecklistAttainment.Place(
        code=code_of(place.path),
        name=place.name,
        above_name=place.above,
        ticked=row.ticked,
        filled_by_name=place.by_name,
        returned=place.returned,
        may_fill=row.may_fill,
    )
    if sheet is not None:
        message.result_id, message.review = sheet.id, sheet.reviewed.verdict.value
        message.fill_time.FromDatetime(sheet.at)
        for each in sheet.answers:
            message.answers.add(item_id=each.item_id, value=each.value)
    return message
