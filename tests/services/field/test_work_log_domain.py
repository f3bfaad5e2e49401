"""Days, plans and weeks as rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.field.domain.duty_plan import DutyPlan, PlannedDuty
from services.field.domain.refusals import Stale
from services.field.domain.week_summary import Figures, WeekState, WeekSummary
from services.field.domain.work_log import DayState, Entry, Kind, WorkDay
from services.field.domain.work_log_refusals import (
    ConclusionsMissing,
    DayFinished,
    DayInFuture,
    DayTooOld,
    NothingLogged,
    OutsideDay,
    PlanWrong,
    WeekClosed,
    WeekNotOver,
    WeekReportedAlready,
    WeekStateWrong,
    WeekUnknown,
)
from services.field.domain.work_weeks import Week, due_days, loggable, reminded

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
WEEK = Week(2026, 48)
DAYS = st.dates(date(2001, 1, 1), date(2900, 1, 1))


def log(*entries: Entry) -> WorkDay:
    return WorkDay("d1", "worker", MONDAY, "410602001001001", entries=list(entries))


def entry(id: str = "e1", **more: object) -> Entry:
    values: dict[str, object] = {"at": NOON, "kind": Kind.VISIT, "text": "走访两户", **more}
    return Entry(id, **values)  # type: ignore[arg-type]


def test_a_day_is_written_finished_and_reopened() -> None:
    day = log()
    with pytest.raises(NothingLogged):
        day.finish(NOON)

    day.add(entry(), week_closed=False)
    assert day.finish(NOON)
    assert not day.finish(NOON)
    with pytest.raises(DayFinished):
        day.add(entry("e2"), week_closed=False)
    assert day.reopen(week_closed=False)
    assert not day.reopen(week_closed=False)

    assert (day.state, day.late, day.reopened) == (DayState.OPEN, False, 1)


def test_a_day_that_is_over_is_finished_late() -> None:
    day = log(entry())

    day.finish(datetime(2026, 11, 23, 16, 0, tzinfo=UTC))

    assert day.late


def test_the_same_entry_patrol_or_deed_is_there_once_until_it_is_taken_back() -> None:
    day = log()
    day.add(entry("e1", patrol_id="p1"), week_closed=False)

    assert day.add(entry("e1"), week_closed=False) is None
    assert day.add(entry("e2", patrol_id="p1"), week_closed=False) is None
    day.change("e1", "1", at=None, kind=None, text="", withdrawn=True, week_closed=False)
    assert day.add(entry("e3", patrol_id="p1"), week_closed=False) is not None
    assert day.add(entry("e4", case_id="c", act="reported"), week_closed=False) is not None
    assert day.add(entry("e5", case_id="c", act="handled"), week_closed=False) is not None


def test_after_the_week_was_summed_up_only_additions_are_taken() -> None:
    day = log(entry())
    day.finish(NOON)

    with pytest.raises(WeekClosed):
        day.reopen(week_closed=True)
    with pytest.raises(WeekClosed):
        day.change("e1", "1", at=None, kind=None, text="改", withdrawn=False, week_closed=True)
    added = day.add(entry("e2"), week_closed=True)

    assert added is not None
    assert added.addition
    assert not day.entries[0].addition


def test_an_entry_is_changed_by_who_knows_its_version() -> None:
    day = log(entry())

    before, after = day.change(
        "e1", "1", at=None, kind=Kind.SERVICE, text="代办", withdrawn=False, week_closed=False
    )
    with pytest.raises(Stale):
        day.change("e1", "1", at=None, kind=None, text="又改", withdrawn=False, week_closed=False)

    assert (before.text, after.text, after.kind, after.version) == ("走访两户", "代办", Kind.SERVICE, 2)
    assert after.at == before.at


@given(minutes=st.integers(-3000, 3000))
def test_an_entry_lies_on_its_day(minutes: int) -> None:
    begin = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
    at = begin + timedelta(minutes=minutes)
    day = log()

    if -5 <= minutes < 24 * 60 + 5:
        kept = day.moment(at)
        assert begin <= kept < begin + timedelta(days=1)
        assert kept == at or minutes < 0 or minutes >= 24 * 60
    else:
        with pytest.raises(OutsideDay):
            day.moment(at)


@given(day=DAYS)
def test_every_day_lies_in_its_week_and_weeks_read_back(day: date) -> None:
    week = Week.of(day)

    assert day in week.days
    assert Week.read(str(week)) == week
    assert week.before < week
    assert week.bounds[1] - week.bounds[0] == timedelta(days=7)


@pytest.mark.parametrize("text", ["2026-W00", "2026-W54", "2025-W53", "2026W10", "0000-W01", "９９９９-W01"])
def test_weeks_that_no_calendar_has_are_refused(text: str) -> None:
    with pytest.raises(WeekUnknown):
        Week.read(text)


def test_what_is_planned_counts_before_the_calendar() -> None:
    works = lambda day: day.weekday() < 5  # noqa: E731

    assert due_days(WEEK, None, works) == WEEK.days[:5]
    assert due_days(WEEK, (), works) == WEEK.days[:5]
    assert due_days(WEEK, (WEEK.days[5], WEEK.days[0]), works) == (WEEK.days[0], WEEK.days[5])


def test_the_reminder_comes_at_half_past_five() -> None:
    assert not reminded(MONDAY, datetime(2026, 11, 23, 9, 29, tzinfo=UTC))
    assert reminded(MONDAY, datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    assert reminded(MONDAY, datetime(2026, 11, 24, 1, 0, tzinfo=UTC))
    assert not reminded(date(2026, 11, 24), datetime(2026, 11, 23, 10, 0, tzinfo=UTC))


def test_days_to_come_and_days_long_past_are_not_logged() -> None:
    assert loggable(MONDAY, NOON) == MONDAY
    with pytest.raises(DayInFuture):
        loggable(MONDAY + timedelta(days=1), NOON)
    with pytest.raises(DayTooOld):
        loggable(MONDAY - timedelta(days=32), NOON)


def test_planned_hours_lie_in_their_week_in_order_and_apart() -> None:
    plan = DutyPlan("worker", WEEK, "410602001001001")
    evening, night = PlannedDuty(MONDAY, "18:30", "21:00"), PlannedDuty(MONDAY, "21:00", "24:00")

    plan.plan([night, evening], "0")
    assert plan.duties == (evening, night)
    assert plan.days == (MONDAY,)
    for wrong in (
        [PlannedDuty(MONDAY - timedelta(days=1), "09:00", "10:00")],
        [PlannedDuty(MONDAY, "10:00", "10:00")],
        [PlannedDuty(MONDAY, "24:00", "24:00")],
        [PlannedDuty(MONDAY, "10:00", "24:30")],
        [evening, PlannedDuty(MONDAY, "20:59", "22:00")],
    ):
        with pytest.raises(PlanWrong):
            plan.plan(wrong, "1")
    with pytest.raises(Stale):
        plan.plan([], "0")


@given(spans=st.lists(st.tuples(st.integers(0, 23), st.integers(1, 24)), max_size=5))
def test_hours_are_taken_exactly_when_no_two_share_a_minute(spans: list[tuple[int, int]]) -> None:
    plan = DutyPlan("worker", WEEK, "410602001001001")
    duties = [PlannedDuty(MONDAY, f"{begin:02}:00", f"{end:02}:00") for begin, end in spans]
    hours = [hour for begin, end in spans for hour in range(begin, end)]
    good = all(begin < end for begin, end in spans) and len(hours) == len(set(hours))

    try:
        plan.plan(duties, "0")
        assert good
    except PlanWrong:
        assert not good


def test_a_week_is_summed_up_from_friday_on_and_then_reported() -> None:
    summary = WeekSummary("410602001001", WEEK)
    friday = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    with pytest.raises(WeekNotOver):
        summary.sum_up("0", Figures(), "clerk", datetime(2026, 11, 26, 9, 0, tzinfo=UTC))
    with pytest.raises(ConclusionsMissing):
        summary.sum_up("0", Figures(), "clerk", friday)
    with pytest.raises(WeekStateWrong):
        summary.report("0", "clerk", friday)

    summary.write("0", "本周平稳", "", "")
    with pytest.raises(Stale):
        summary.sum_up("0", Figures(), "clerk", friday)
    summary.sum_up("1", Figures(), "clerk", friday)
    with pytest.raises(WeekStateWrong):
        summary.sum_up("2", Figures(), "clerk", friday)
    with pytest.raises(ConclusionsMissing):
        summary.write("2", "", "", "")
    summary.write("2", "本周平稳", "增加路灯", "")
    summary.report("3", "clerk", friday)
    for late in (lambda: summary.report("4", "clerk", friday), lambda: summary.write("4", "x", "", "")):
        with pytest.raises(WeekReportedAlready):
            late()

    assert summary.state is WeekState.REPORTED
    assert summary.closed
