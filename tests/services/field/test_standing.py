"""Checklists of a county's own: shipped empty, versioned, filled in once a period, reviewed (POP-33)."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest

from services.field.adapters.slogans import shipped_slogans
from services.field.application.standing import FilledList
from services.field.bootstrap import Application
from services.field.domain.checklist import YES, Item, ItemKind, Mechanism, Plan, State
from services.field.domain.help_refusals import (
    AnswerMissing,
    ChecklistEmpty,
    ChecklistNotFound,
    ChecklistNotRunning,
    DraftThere,
    FilledAlready,
    FilledOtherwise,
    ItemsFixed,
    MechanismMissing,
    NotReviewable,
    NotYourList,
    OwnSheet,
    PeriodNotOpen,
    PlaceOfOtherLevel,
    ReasonMissing,
    SheetNotFound,
    StandingFixed,
)
from services.field.domain.sheet import Answer
from services.field.domain.standing import FOREVER, Level, Period, Standing
from services.kernel.call import Call, PermissionDenied
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, staff
from tests.services.field import campaigns
from tests.services.field.campaigns import COUNTY, SHEET, editor
from tests.services.field.people import COMMUNITY, GRID, OTHER_GRID, account, post, tell, territory

BOARD = Item("board", "公示栏已更新", ItemKind.TICK, required=False, guidance="逐项核对")
VISITS = Item("visits", "走访户数", ItemKind.NUMBER)
NOTE = Item("note", "备注", ItemKind.TEXT, required=False)
DONE = (Answer("board", YES), Answer("visits", "12"))
_FILL, _REVIEW = "field.checklist.fill", "field.checklist.review"


@pytest.fixture(autouse=True)
def places(application: Application, context: ServiceContext, clock: SetClock) -> None:
    clock.set(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
    tell(
        application,
        context,
        account("worker", "王芳"),
        account("clerk", "张敏"),
        territory(COMMUNITY, "兴鹤社区"),
        territory(GRID, "第一网格"),
        territory(OTHER_GRID, "第二网格"),
        post("p1", "网格员", GRID, ["worker"]),
    )


def filler(grid: str = GRID, name: str = "worker") -> Call:
    return staff(name, [_FILL], grid, name="王芳")


def clerk(path: str = COMMUNITY) -> Call:
    return staff("clerk", [_FILL, _REVIEW, "field.checklist.view"], path, name="张敏")


def wanted(**changes: object) -> Plan:
    made = Plan(
        title="月度自查",
        territory_path=COUNTY,
        mechanism=Mechanism.NONE,
        first_day="2026-09-01",
        last_day=FOREVER,
        items=(BOARD, VISITS, NOTE),
        standing=Standing(Level.GRID, Period.MONTH),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def started(application: Application, **changes: object) -> str:
    made = application.put_checklist(editor(COUNTY), "", wanted(**changes), "")
    application.move_checklist.start(editor(COUNTY), made, "1")
    return made


def fill(application: Application, made: str, number: int = 1, **more: object) -> str:
    given = FilledList(SHEET.format(number), made, DONE, GRID)
    return application.standing.fill(filler(), replace(given, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("period", "day", "key", "before"),
    [
        (Period.ONCE, date(2026, 11, 23), "once", date(2026, 11, 23)),
        (Period.WEEK, date(2027, 1, 1), "2026-W53", date(2026, 12, 27)),
        (Period.WEEK, date(2026, 11, 23), "2026-W48", date(2026, 11, 22)),
        (Period.MONTH, date(2026, 1, 31), "2026-01", date(2025, 12, 31)),
        (Period.QUARTER, date(2026, 2, 28), "2026-Q1", date(2025, 12, 31)),
        (Period.QUARTER, date(2026, 12, 31), "2026-Q4", date(2026, 9, 30)),
    ],
)
def test_days_belong_to_periods(period: Period, day: date, key: str, before: date) -> None:
    assert (period.of(day), period.before(day)) == (key, before)
    assert period.of(day) == key


def test_periods_are_counted_back_to_the_first_day() -> None:
    assert Period.MONTH.since(date(2026, 9, 15), date(2026, 11, 23), 60) == ["2026-11", "2026-10", "2026-09"]
    assert Period.WEEK.since(date(2026, 11, 16), date(2026, 11, 23), 60) == ["2026-W48", "2026-W47"]
    assert Period.ONCE.since(date(2020, 1, 1), date(2026, 11, 23), 60) == ["once"]
    assert len(Period.WEEK.since(date(2000, 1, 1), date(2026, 11, 23), 60)) == 60


def test_titles_are_shipped_as_titles_alone() -> None:
    """What they ask is nowhere in code or data."""
    text = files("services.field.adapters.seed").joinpath("slogans.toml").read_text("utf-8")

    assert all(set(each) == {"zh"} for each in tomllib.loads(text).values())
    assert len(shipped_slogans()) == 5


def test_a_county_finds_the_titles_as_empty_drafts_once(
    application: Application, context: ServiceContext, clock: SetClock
) -> None:
    county = territory(COUNTY, "鹤山区")
    county.territory.level = 2
    tell(application, context, county)

    assert application.standing.ship(clock()) == 5
    assert application.standing.ship(clock()) == 0

    found = application.list_checklists(editor(COUNTY), mine=False, standing=True)
    assert {each.checklist.plan.title for each in found} == {title for _, title in shipped_slogans()}
    assert all(each.checklist.state is State.DRAFT and not each.checklist.plan.items for each in found)
    with pytest.raises(ChecklistEmpty):
        application.move_checklist.start(editor(COUNTY), found[0].checklist.id, "1")
    assert application.list_checklists(editor(COUNTY), mine=False) == []


def test_a_shipped_title_is_filled_with_items_and_published(
    application: Application, context: ServiceContext, clock: SetClock
) -> None:
    county = territory(COUNTY, "鹤山区")
    county.territory.level = 2
    tell(application, context, county)
    application.standing.ship(clock())
    draft = application.list_checklists(editor(COUNTY), mine=False, standing=True)[0].checklist

    application.put_checklist(editor(COUNTY), draft.id, wanted(title=draft.plan.title), "1")
    application.move_checklist.start(editor(COUNTY), draft.id, "2")

    found = application.get_checklist(filler(), draft.id).checklist
    assert found.plan.standing is not None
    assert draft.plan.standing is not None
    assert found.plan.standing.slogan == draft.plan.standing.slogan


def test_items_of_a_published_version_are_fixed_and_a_new_version_follows(
    application: Application, clock: SetClock
) -> None:
    made = started(application)
    with pytest.raises(ItemsFixed):
        application.put_checklist(editor(COUNTY), made, wanted(items=(VISITS,)), "2")
    with pytest.raises(ItemsFixed):
        application.put_checklist(
            editor(COUNTY), made, wanted(standing=Standing(Level.GRID, Period.WEEK)), "2"
        )
    sheet = fill(application, made)

    second = application.standing.new_version(editor(COUNTY), made)
    with pytest.raises(DraftThere):
        application.standing.new_version(editor(COUNTY), made)
    draft = application.get_checklist(editor(COUNTY), second).checklist
    assert draft.plan.standing is not None
    application.put_checklist(editor(COUNTY), second, replace(draft.plan, items=(VISITS,)), "1")
    application.move_checklist.start(editor(COUNTY), second, "2")

    older = application.get_checklist(editor(COUNTY), made).checklist
    assert (draft.plan.standing.number, older.state) == (2, State.CLOSED)
    assert [each.text for each in older.plan.items] == [BOARD.text, VISITS.text, NOTE.text]
    assert application.get_sheet(clerk(), sheet).sheet.checklist_id == made
    clock.advance(minutes=1)
    with pytest.raises(ChecklistNotRunning):
        fill(application, made, 2, territory_code=GRID, period="2026-10")


def test_a_place_fills_it_in_once_a_period(application: Application) -> None:
    made = started(application)
    first = fill(application, made)

    assert fill(application, made) == first
    with pytest.raises(FilledAlready):
        fill(application, made, 2)
    assert fill(application, made, 3, period="2026-10")
    for period in ("2026-09", "2026-12", "2026-W48", "x"):
        with pytest.raises(PeriodNotOpen):
            fill(application, made, 4, period=period)


def test_a_period_that_ended_before_the_list_began_is_not_filled_in(application: Application) -> None:
    made = started(application, first_day="2026-11-02")

    with pytest.raises(PeriodNotOpen):
        fill(application, made, period="2026-10")


def test_numbers_are_asked_for_and_ticks_are_not(application: Application) -> None:
    made = started(application)

    with pytest.raises(AnswerMissing):
        fill(application, made, answers=(Answer("board", YES),))
    assert fill(application, made, answers=(Answer("visits", "0"),))


def test_it_is_filled_in_for_places_of_its_level_in_ones_own_territory(application: Application) -> None:
    made = started(application)
    of_community = started(application, standing=Standing(Level.COMMUNITY, Period.QUARTER))

    with pytest.raises(PermissionDenied):
        fill(application, made, territory_code=OTHER_GRID)
    with pytest.raises(PlaceOfOtherLevel):
        application.standing.fill(clerk(), FilledList(SHEET.format(1), made, DONE, COMMUNITY))
    with pytest.raises(PlaceOfOtherLevel):
        application.standing.fill(clerk(), FilledList(SHEET.format(1), made, DONE, COMMUNITY + "999"))
    with pytest.raises(PermissionDenied):
        application.standing.fill(filler(), FilledList(SHEET.format(2), of_community, DONE, COMMUNITY))
    assert application.standing.fill(clerk(), FilledList(SHEET.format(3), of_community, DONE, COMMUNITY))


def test_other_posts_do_not_fill_it_in(application: Application) -> None:
    made = started(application, standing=Standing(Level.GRID, Period.MONTH, ("grid_worker",)))

    with pytest.raises(NotYourList):
        application.standing.fill(clerk(), FilledList(SHEET.format(1), made, DONE, GRID))
    assert fill(application, made, 2)


def test_the_community_confirms_or_returns_and_nobody_reviews_his_own(application: Application) -> None:
    made, review = started(application), application.standing.review
    sheet = fill(application, made)
    with pytest.raises(PermissionDenied):
        review(filler(), sheet, confirmed=True, note="")
    with pytest.raises(OwnSheet):
        review(staff("worker", [_REVIEW], COMMUNITY), sheet, confirmed=True, note="")
    with pytest.raises(SheetNotFound):
        review(clerk("410602002"), sheet, confirmed=True, note="")
    with pytest.raises(ReasonMissing):
        review(clerk(), sheet, confirmed=False, note="")

    review(clerk(), sheet, confirmed=True, note="")
    with pytest.raises(NotReviewable):
        review(clerk(), sheet, confirmed=True, note="")
    review(clerk(), sheet, confirmed=False, note="走访户数不对")

    again = fill(application, made, 2)
    shown = application.get_sheet(filler(), sheet)
    assert again != sheet
    assert (shown.sheet.reviewed.note, shown.reviewer_name) == ("走访户数不对", "张敏")


def test_attainment_is_told_by_place_and_period(application: Application) -> None:
    made, attainment = started(application), application.standing.attainment
    fill(application, made)

    found = attainment(clerk(), made, "")
    empty = attainment(clerk(), made, "2026-10")

    assert (found.period, list(found.periods)) == ("2026-11", ["2026-11", "2026-10", "2026-09"])
    assert [(each.place.name, each.ticked, each.may_fill) for each in found.rows] == [
        ("第二网格", 0, True),
        ("第一网格", 1, False),
    ]
    assert all(each.place.sheet is None and each.may_fill for each in empty.rows)
    assert not any(each.may_fill for each in attainment(clerk(), made, "2026-09").rows)
    assert [each.place.path for each in attainment(filler(), made, "").rows] == [GRID]


def test_a_returned_sheet_counts_as_none(application: Application) -> None:
    made = started(application)
    sheet = fill(application, made)
    application.standing.review(clerk(), sheet, confirmed=False, note="重填")

    row = next(
        each for each in application.standing.attainment(clerk(), made, "").rows if each.place.path == GRID
    )

    assert (row.place.sheet, row.place.returned, row.may_fill) == (None, True, True)


def test_an_export_is_for_those_who_look_and_is_recorded(application: Application) -> None:
    made = started(application)

    with pytest.raises(PermissionDenied):
        application.standing.attainment(filler(), made, "", export=True)
    assert application.standing.attainment(clerk(), made, "", export=True).rows


def test_lists_and_campaigns_do_not_mix(application: Application) -> None:
    own, campaign = started(application), campaigns.running(application)
    worker = staff("worker", ["field.patrol.do", _FILL], GRID)

    mine = application.list_checklists(worker, mine=True)
    lists = application.list_checklists(worker, mine=True, standing=True)

    assert [each.checklist.id for each in mine] == [campaign]
    assert [each.checklist.id for each in lists] == [own]
    with pytest.raises(FilledOtherwise):
        application.add_sheet(worker, campaigns.filled(own))
    with pytest.raises(FilledOtherwise):
        application.standing.fill(worker, FilledList(SHEET.format(1), campaign, (), GRID))
    with pytest.raises(FilledOtherwise):
        application.standing.new_version(editor(COUNTY), campaign)
    with pytest.raises(MechanismMissing):
        application.put_checklist(editor(COUNTY), "", wanted(standing=None), "")
    with pytest.raises(StandingFixed):
        application.put_checklist(editor(COUNTY), own, campaigns.plan(territory_path=COUNTY), "2")


def test_a_list_of_elsewhere_is_not_there(application: Application) -> None:
    made = started(application, territory_path="410602001")

    with pytest.raises(ChecklistNotFound):
        application.standing.attainment(filler("410602002001001"), made, "")


def test_a_list_that_ended_is_not_filled_in(application: Application, clock: SetClock) -> None:
    made = started(application, last_day="2026-11-30")
    clock.advance(days=10)

    with pytest.raises(ChecklistNotRunning):
        fill(application, made)
    assert application.standing.attainment(clerk(), made, "").period == "2026-11"
