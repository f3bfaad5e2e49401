"""Working time on the Chinese calendar (CASE-23, ALL-02), with Spring Festival 2026 as the touchstone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.errors import Invalid
from services.kernel.worktime import SHANGHAI, DayKind, Limit, Unit, WorkCalendar, seed_days

CALENDAR = WorkCalendar(seed_days(2004, 2027))

moments = st.integers(0, 3 * 365 * 24 * 3600).map(
    lambda s: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=s)
)
limits = st.builds(Limit, st.integers(0, 400), st.sampled_from(Unit))


def beijing(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-02-13 10:00", "4wh", "2026-02-13 16:30"),  # over lunch
        ("2026-02-13 10:00", "7wh", "2026-02-14 10:00"),  # into the make-up Saturday
        ("2026-02-13 10:00", "1wd", "2026-02-14 18:00"),  # the make-up Saturday counts
        ("2026-02-13 10:00", "2wd", "2026-02-24 18:00"),  # and then the whole Spring Festival does not
        ("2026-02-14 17:00", "2wh", "2026-02-24 09:30"),
        ("2026-02-18 03:00", "1wh", "2026-02-24 09:30"),  # starts within the holiday
        ("2026-02-27 09:00", "1wd", "2026-02-28 18:00"),  # make-up Saturday after the festival
        ("2026-03-08 12:00", "1wh", "2026-03-09 09:30"),  # Sunday
        ("2026-03-09 22:00", "30m", "2026-03-09 22:30"),  # minutes are clock minutes
        ("2026-03-09 22:00", "1wh", "2026-03-10 09:30"),  # at night
        ("2026-03-09 12:00", "1wh", "2026-03-09 15:30"),  # at the first second of lunch
        (
            "2026-03-09 08:30",
            "7wh",
            "2026-03-09 18:00",
        ),  # a full day ends at closing, not at the next opening
        ("2026-03-09 18:00", "1wh", "2026-03-10 09:30"),  # exactly at closing time
        ("2026-03-09 18:00", "1wd", "2026-03-10 18:00"),
        ("2026-02-13 10:00", "7d", "2026-02-24 18:00"),  # day 7 is a holiday: the day after the holiday
        ("2026-03-09 10:00", "7d", "2026-03-16 18:00"),
        ("2026-03-08 03:00", "0wd", "2026-03-08 03:00"),
    ],
)
def test_known_limits_fall_due_at_known_moments(start: str, limit: str, due: str) -> None:
    assert CALENDAR.due(beijing(start), Limit.parse(limit)) == beijing(due)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2026-03-09 10:00", "1wd", "2026-03-09 18:00"),
        ("2026-03-09 18:00", "1wd", "2026-03-10 18:00"),  # already closed: today cannot count
        ("2026-03-07 10:00", "1wd", "2026-03-09 18:00"),  # Saturday
        ("2026-03-09 10:00", "7d", "2026-03-16 18:00"),  # day 7 is a Sunday
    ],
)
def test_the_first_day_counts_when_asked_to(start: str, limit: str, due: str) -> None:
    assert CALENDAR.due(beijing(start), Limit.parse(limit), count_first_day=True) == beijing(due)


@given(moments, moments, limits, st.booleans())
def test_a_later_start_is_never_due_earlier(a: datetime, b: datetime, limit: Limit, first: bool) -> None:
    early, late = sorted((a, b))
    assert CALENDAR.due(early, limit, count_first_day=first) <= CALENDAR.due(
        late, limit, count_first_day=first
    )


@given(moments, limits, st.integers(0, 50), st.booleans())
def test_a_longer_limit_is_never_due_earlier(at: datetime, limit: Limit, more: int, first: bool) -> None:
    longer = Limit(limit.amount + more, limit.unit)
    due = CALENDAR.due(at, limit, count_first_day=first)
    assert at <= due <= CALENDAR.due(at, longer, count_first_day=first)


@given(moments, st.integers(0, 20_000))
def test_what_was_added_has_elapsed(at: datetime, minutes: int) -> None:
    end = CALENDAR.add_working_minutes(at, minutes)
    assert CALENDAR.elapsed_minutes(at, end) == minutes
    assert CALENDAR.elapsed_minutes(end, at) == -minutes
    assert CALENDAR.elapsed_minutes(CALENDAR.add_working_minutes(at, -minutes), at) == minutes


@given(moments, st.integers(1, 2_000))
def test_elapsed_minutes_agree_with_counting_them_one_by_one(at: datetime, span: int) -> None:
    start = at.replace(second=0, microsecond=0)
    minutes = (start + timedelta(minutes=i) for i in range(span))
    counted = sum(CALENDAR.is_working(minute) for minute in minutes)
    assert CALENDAR.elapsed_minutes(start, start + timedelta(minutes=span)) == counted


@given(moments, moments, moments)
def test_a_pause_moves_the_due_moment_by_the_working_time_in_it(
    a: datetime, b: datetime, c: datetime
) -> None:
    due, paused, resumed = sorted((a, b, c))
    moved = CALENDAR.extend_for_pause(due, paused, resumed)
    assert CALENDAR.elapsed_minutes(due, moved) == CALENDAR.elapsed_minutes(paused, resumed)
    assert CALENDAR.extend_for_pause(due, resumed, paused) == due


@given(moments)
def test_a_pause_over_rest_moves_nothing_in_working_units(due: datetime) -> None:
    night = beijing("2026-02-14 18:00"), beijing("2026-02-24 08:30")
    assert CALENDAR.extend_for_pause(due, *night, Unit.WORKING_DAYS) == due
    assert CALENDAR.extend_for_pause(due, *night, Unit.MINUTES) == due + (night[1] - night[0])


@given(moments, moments, st.floats(0, 1), st.floats(0, 1))
def test_fractions_grow_from_start_to_due(a: datetime, b: datetime, x: float, y: float) -> None:
    start, due = sorted((a, b))
    low, high = sorted((x, y))
    assert start <= CALENDAR.at_fraction(start, due, low) <= CALENDAR.at_fraction(start, due, high) <= due


def test_the_amber_light_comes_at_four_fifths_of_the_working_time() -> None:
    start, due = beijing("2026-02-14 08:30"), beijing("2026-02-24 18:00")
    assert CALENDAR.at_fraction(start, due, 0.5) == beijing("2026-02-14 18:00")
    assert CALENDAR.at_fraction(start, due, 0.8) == beijing("2026-02-24 15:12")
    night = beijing("2026-03-09 20:00")
    assert CALENDAR.at_fraction(night, night + timedelta(minutes=10), 0.8) == night + timedelta(minutes=8)


def test_remaining_counts_in_the_unit_and_knows_overdue_at_night() -> None:
    due = beijing("2026-03-09 18:00")
    left = CALENDAR.remaining(beijing("2026-03-06 10:00"), due)
    assert (left.minutes, left.overdue, left.days_and_minutes) == (120 + 210 + 420, False, (1, 330))
    assert CALENDAR.remaining(beijing("2026-03-09 20:00"), due).overdue
    assert CALENDAR.remaining(beijing("2026-03-10 09:30"), due).minutes == -60
    assert CALENDAR.remaining(beijing("2026-03-09 20:00"), due, Unit.MINUTES).minutes == -120


def test_working_time_opens_on_time_and_closes_on_time() -> None:
    answers = {
        clock: CALENDAR.is_working(beijing(f"2026-02-14 {clock}"))
        for clock in ("08:29", "08:30", "11:59", "12:00", "14:30", "17:59", "18:00")
    }
    assert list(answers.values()) == [False, True, True, False, True, True, False]
    assert not CALENDAR.is_working(beijing("2026-02-16 10:00"))


def test_an_administrator_corrects_a_day_and_years_without_data_are_known_as_such() -> None:
    calendar = WorkCalendar({date(2027, 5, 3): DayKind.REST, date(2027, 5, 4): DayKind.WORK})
    assert calendar.due(beijing("2027-04-30 09:00"), Limit(1, Unit.WORKING_DAYS)) == beijing(
        "2027-05-04 18:00"
    )
    assert calendar.knows(2027)
    assert not calendar.knows(2026)
    assert not CALENDAR.knows(2027)
    assert CALENDAR.knows(2026)


def test_shifts_may_end_at_midnight_but_not_overlap() -> None:
    late = WorkCalendar(hours=((time(16), time(0)),))
    assert late.due(beijing("2026-03-09 23:00"), Limit.parse("2wh")) == beijing("2026-03-10 17:00")
    with pytest.raises(ValueError):
        WorkCalendar(hours=((time(8), time(12)), (time(11), time(18))))
    with pytest.raises(ValueError):
        WorkCalendar(hours=())


def test_a_moment_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError):
        CALENDAR.is_working(datetime(2026, 3, 9, 10))  # noqa: DTZ001


@given(limits)
def test_limits_survive_their_text(limit: Limit) -> None:
    assert Limit.parse(str(limit)) == limit


@given(st.text(max_size=12))
def test_any_text_is_a_limit_or_refused(text: str) -> None:
    try:
        assert Limit.parse(text).amount >= 0
    except Invalid as refusal:
        assert refusal.problems[0].code == "kernel.limit_unreadable"  # noqa: PT017 - refusing is one of two right answers
