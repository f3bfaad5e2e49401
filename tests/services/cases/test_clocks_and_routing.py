"""Clocks keep their start whatever happens, and routes follow principle, level and vacancy."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from services.cases.domain.catalogue import Leaf
from services.cases.domain.clocks import Clock, Light, StageLimits
from services.cases.domain.parts import Unit
from services.cases.domain.refusals import EndsHere
from services.cases.domain.routing import candidates, command_centre, down, land, up, verifier_of
from services.cases.domain.states import Level, Urgency
from services.kernel.worktime import DayKind, WorkCalendar
from tests.services.cases.builders import (
    COMMUNITY,
    COUNTY,
    GRID,
    MONDAY,
    PREFECTURE,
    TOWNSHIP,
    County,
)

CALENDAR = WorkCalendar()


def test_a_light_is_amber_at_four_fifths_of_working_time_and_red_past_the_limit() -> None:
    clock = Clock.start("handling", "2wd", MONDAY, CALENDAR)

    assert clock.due_at == datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    assert clock.light(MONDAY) is Light.GREEN
    assert clock.light(clock.amber_at) is Light.AMBER
    assert clock.light(clock.due_at) is Light.AMBER
    assert clock.light(clock.due_at + timedelta(seconds=1)) is Light.RED


def test_each_light_is_announced_once_and_red_does_not_wait_for_amber() -> None:
    clock = Clock.start("handling", "4wh", MONDAY, CALENDAR)

    assert clock.announce(clock.amber_at) is Light.AMBER
    assert clock.announce(clock.amber_at) is None
    assert clock.announce(clock.due_at + timedelta(minutes=1)) is Light.RED
    assert clock.next_tick() is None
    assert Clock.start("a", "4wh", MONDAY, CALENDAR).announce(MONDAY + timedelta(days=2)) is Light.RED


def test_a_changed_calendar_keeps_start_pauses_and_extensions() -> None:
    clock = Clock.start("handling", "2wd", MONDAY, CALENDAR)
    clock.pause(MONDAY + timedelta(hours=1))
    clock.resume(MONDAY + timedelta(days=1, hours=1), CALENDAR)
    clock.extend("1wd", MONDAY + timedelta(days=1, hours=2), CALENDAR)
    before = clock.due_at

    clock.recompute(WorkCalendar({date(2026, 11, 25): DayKind.REST}))

    assert clock.started_at == MONDAY
    assert clock.due_at == before + timedelta(days=3), "the day after that Friday is a Monday"
    clock.recompute(CALENDAR)
    assert clock.due_at == before


def test_an_extension_after_amber_lets_the_lamp_go_green_and_warn_again() -> None:
    clock = Clock.start("handling", "4wh", MONDAY, CALENDAR)
    clock.announce(clock.amber_at)

    clock.extend("5wd", clock.amber_at, CALENDAR)

    assert clock.announced is Light.GREEN
    assert clock.announce(clock.amber_at) is Light.AMBER


def test_a_leaf_without_limits_takes_the_state_tables() -> None:
    limits = StageLimits({"handling": "9wd"})

    assert limits.of("handling", Urgency.URGENT) == "9wd"
    assert limits.of("screening", Urgency.NORMAL) == "4wh"
    assert limits.of("screening", Urgency.URGENT) == "30m"
    assert limits.of("signing", Urgency.MAJOR) == "1wh"


ROADS = Unit("roads", "市政局", COUNTY, lines=("component.road",))
TOWN_ROADS = Unit("town-roads", "街道城管办", TOWNSHIP, lines=("component",))
COMPONENT = Leaf(code="component.road.manhole", title="井盖", kind="component")
EVENT = Leaf(code="component.road.spill", title="撒漏", kind="event")


def test_a_component_goes_to_its_owner_first_and_an_event_to_its_territory_first() -> None:
    places = County(units=[ROADS, TOWN_ROADS])

    owner = candidates(places, COMPONENT, GRID, Level.COMMUNITY)
    event = candidates(places, EVENT, GRID, Level.COMMUNITY)

    assert [(c.unit.id, c.principle) for c in owner] == [
        ("town-roads", "owner"),
        ("roads", "owner"),
        (f"centre-{COMMUNITY}", "territory"),
    ]
    assert [c.unit.id for c in event] == [f"centre-{COMMUNITY}", "town-roads", "roads"]


def test_climbing_skips_vacant_centres_and_waits_at_the_next_when_all_are_vacant() -> None:
    assert up(County(empty={TOWNSHIP}), COMMUNITY).path == COUNTY
    assert up(County(empty={TOWNSHIP}), COMMUNITY).skipped == (TOWNSHIP,)
    assert up(County(empty={TOWNSHIP, COUNTY, PREFECTURE}), COMMUNITY).path == TOWNSHIP
    with pytest.raises(EndsHere):
        up(County(), PREFECTURE)


def test_a_direct_report_passes_a_vacant_county_to_the_prefecture() -> None:
    assert command_centre(County(), GRID).path == COUNTY
    assert command_centre(County(empty={COUNTY}), GRID).path == PREFECTURE


def test_a_vacant_grid_is_verified_by_the_next_staffed_level() -> None:
    assert verifier_of(County(), GRID).path == GRID
    assert verifier_of(County(empty={GRID, COMMUNITY}), GRID).path == TOWNSHIP


def test_a_report_lands_by_grid_then_pin_then_code_then_nearness_and_is_never_lost() -> None:
    pin = (114.1, 35.7)
    assert land(County(), GRID, pin).how == "grid"
    assert land(County(pins={pin: GRID}), "", pin).path == GRID
    assert land(County(), COMMUNITY + "999", None).path == COMMUNITY
    assert land(County(close=TOWNSHIP), "999999", pin).how == "nearest"
    assert land(County(), "", None).path == PREFECTURE
    assert land(County(paths=set()), "", None).path == ""


def test_down_stays_within_the_own_subtree() -> None:
    assert down(County(), COUNTY, COMMUNITY) == COMMUNITY
