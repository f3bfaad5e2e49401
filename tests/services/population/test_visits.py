"""Plans of visits and what came of them: whom, how many, and who learns of it (POP-22 to 25)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.call import Call, PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import SetClock
from services.population.application.room import today_in_china
from services.population.domain.refusals import HouseholdNotFound, TerritoryUnknown, VisitNotFound
from services.population.domain.visiting import (
    Candidate,
    Cause,
    Door,
    Outcome,
    Purpose,
    Slot,
    Visit,
    chosen,
    percent,
    routed,
    target_of,
)
from tests.services.population.county import ALL, COMMUNITY, FAR_GRID, GRID, Township

RIGHTS = (*ALL, "population.visit.do", "population.visit.view")
MONDAY = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def uuid_of(number: int) -> str:
    return str(UUID(int=number))


def visit(household: str, number: int = 1, outcome: Outcome = Outcome.MET, **more: object) -> Visit:
    values: dict[str, object] = {
        "id": uuid_of(number),
        "household_id": household,
        "path": "",
        "at": MONDAY,
        "day": MONDAY.date(),
        "worker_id": "",
        "worker_name": "",
        "purpose": Purpose.COLLECT,
        "outcome": outcome,
    }
    return Visit(**(values | more))  # type: ignore[arg-type]


def households(town: Township, count: int, path: str = GRID) -> list[str]:
    found = []
    for number in range(count):
        dwelling = town.dwelling(str(100 + number), path)
        found.append(town.household_of(town.register(f"赵{chr(0x4E00 + number)}", dwelling)))
    return found


@pytest.fixture
def worker(any_town: Township, clock: SetClock) -> Call:
    clock.at = MONDAY
    return any_town.worker(rights=RIGHTS)


@pytest.mark.parametrize(
    ("count", "target"), [(0, 0), (1, 1), (25, 1), (26, 2), (335, 14), (336, 14), (350, 14)]
)
def test_four_percent_are_rounded_up(count: int, target: int) -> None:
    assert target_of(count) == target


@given(st.integers(0, 5000))
def test_a_full_round_takes_no_more_than_twenty_five_days(count: int) -> None:
    assert target_of(count) * 25 >= count
    assert percent(target_of(count), target_of(count)) == 100


@given(
    st.lists(st.integers(0, 60), max_size=40, unique=True),
    st.lists(st.integers(0, 60), max_size=8, unique=True),
    st.integers(0, 20),
)
def test_all_that_is_due_is_chosen_and_the_rest_by_age(old: list[int], due: list[int], target: int) -> None:
    oldest = [Candidate(str(each), "d") for each in old]
    asked = [Candidate(str(each), "d", cause=Cause.REQUESTED, due_on=date(2026, 11, 2)) for each in due]

    found = [each.household_id for each in chosen(asked, oldest, target)]

    assert len(found) == len(set(found))
    assert set(map(str, due)) <= set(found)
    assert len(found) == max(len(due), min(target, len({*old, *due})))
    rest = [each for each in found if int(each) not in due]
    assert rest == [str(each) for each in old if each not in due][: len(rest)]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 9), st.integers(1, 9)), max_size=30))
def test_a_route_has_every_door_once_and_leaves_no_building_half_done(
    doors: list[tuple[str, int, int]],
) -> None:
    places = {"a": (114.0, 35.0), "b": (114.1, 35.0), "c": None}
    stops = [
        Candidate(str(at), "d", door=Door(each, "1", storey, str(room), place=places[each]))
        for at, (each, storey, room) in enumerate(doors)
    ]

    found = routed(stops)

    assert sorted(each.household_id for each in found) == sorted(each.household_id for each in stops)
    buildings = [each.door.building_id for each in found]
    assert sum(one != other for one, other in pairwise(buildings)) <= 2


def test_the_plan_of_a_day_stays_the_same_and_counts(any_town: Township, worker: Call) -> None:
    town = any_town
    known = households(town, 30)

    first = town.app.visits.open_plan(worker, GRID)
    town.app.visits.record_visit(worker, visit(first.plan.stops[0].household_id), None)
    again = town.app.visits.open_plan(worker, GRID)

    assert first.plan.stops == again.plan.stops
    assert (first.plan.households, first.plan.target, len(first.plan.stops)) == (30, 2, 2)
    assert {each.household_id for each in first.plan.stops} <= set(known)
    assert (again.done, again.days, again.days_target) == (1, 1, 3)


def test_nobody_is_asked_for_on_a_day_of_rest_but_who_waits_is(
    any_town: Township, worker: Call, clock: SetClock
) -> None:
    town = any_town
    known = households(town, 3)
    clock.at = datetime(2026, 11, 7, 2, 0, tzinfo=UTC)
    town.app.visits.request_visit(worker, known[1], Cause.REQUESTED, None, Slot.EVENING, "想了解社保")

    plan = town.app.visits.open_plan(worker, GRID)

    assert (plan.working, plan.plan.target) == (False, 0)
    assert [(each.household_id, each.cause, each.slot) for each in plan.plan.stops] == [
        (known[1], Cause.REQUESTED, Slot.EVENING)
    ]


def test_a_confirmed_visit_verifies_the_record_and_lets_the_household_rest(
    any_town: Township, worker: Call, clock: SetClock
) -> None:
    town = any_town
    known = households(town, 2)
    clock.at = MONDAY
    town.app.visits.record_visit(worker, visit(known[0], confirmed=True), None)

    clock.at = MONDAY + timedelta(days=1)
    plan = town.app.visits.open_plan(worker, GRID)
    shown = town.app.get_household(worker, known[0])[0].household

    assert shown.verified_at == MONDAY
    assert [each.household_id for each in plan.plan.stops] == [known[1]]


def test_nobody_at_home_is_tried_again_at_another_time(
    any_town: Township, worker: Call, clock: SetClock
) -> None:
    town = any_town
    (known,) = households(town, 1)
    town.app.visits.record_visit(worker, visit(known, outcome=Outcome.ABSENT), None)

    clock.at = MONDAY + timedelta(days=1)
    tomorrow = town.app.visits.open_plan(worker, GRID)
    clock.at = MONDAY + timedelta(days=2)
    later = town.app.visits.open_plan(worker, GRID)

    assert tomorrow.plan.stops == ()
    assert [(each.household_id, each.slot) for each in later.plan.stops] == [(known, Slot.EVENING)]


def test_a_refused_visit_counts_and_changes_nothing(any_town: Township, worker: Call) -> None:
    town = any_town
    (known,) = households(town, 1)
    before = town.app.get_household(worker, known)[0]

    town.app.visits.record_visit(worker, visit(known, outcome=Outcome.REFUSED), None)

    assert town.app.get_household(worker, known)[0] == before
    assert town.app.visits.open_plan(worker, GRID).done == 1
    with pytest.raises(Invalid):
        town.app.visits.record_visit(worker, visit(known, 2, Outcome.REFUSED, confirmed=True), None)


def test_what_was_heard_becomes_a_case_by_its_number(any_town: Township, worker: Call) -> None:
    town = any_town
    (known,) = households(town, 1)
    made = town.app.visits.record_visit(worker, visit(known, heard=("路灯不亮", "想学电工")), None)

    linked = town.app.visits.link_case(worker, made.id, 1, "case-1")

    assert linked.cases == ("", "case-1")
    assert town.app.visits.list_visits(worker, known)[0].heard == ("路灯不亮", "想学电工")
    with pytest.raises(Invalid):
        town.app.visits.link_case(worker, made.id, 2, "case-1")


def test_the_same_visit_sent_twice_is_one(any_town: Township, worker: Call) -> None:
    town = any_town
    (known,) = households(town, 1)

    town.app.visits.record_visit(worker, visit(known), None)
    town.app.visits.record_visit(worker, visit(known), None)

    assert len(town.app.visits.list_visits(worker, known)) == 1
    other = town.clerk(rights=RIGHTS)
    with pytest.raises(VisitNotFound):
        town.app.visits.record_visit(other, visit(known), None)


def test_nobody_learns_of_households_elsewhere(any_town: Township, worker: Call) -> None:
    town = any_town
    (far,) = households(town, 1, FAR_GRID)

    with pytest.raises(HouseholdNotFound):
        town.app.visits.record_visit(worker, visit(far), None)
    with pytest.raises(HouseholdNotFound):
        town.app.visits.list_visits(worker, far)
    with pytest.raises(PermissionDenied):
        town.app.visits.open_plan(worker, FAR_GRID)
    with pytest.raises(TerritoryUnknown):
        town.app.visits.open_plan(town.clerk(rights=RIGHTS), COMMUNITY)
    week = town.app.visits.get_coverage(worker, FAR_GRID, None)
    assert (week.grids, week.workers, list(week.unvisited)) == ((), (), [])


def test_a_leader_sees_what_was_done_and_no_household(any_town: Township, worker: Call) -> None:
    town = any_town
    known = households(town, 30)
    town.app.visits.record_visit(worker, visit(known[0]), None)
    leader = town.clerk(rights=("population.visit.view",))

    week = town.app.visits.get_coverage(leader, "", None)

    (grid,) = week.grids
    assert (grid.households, grid.target_per_day, grid.done) == (None, 2, 1)
    assert list(week.unvisited) == []
    assert [each.done for each in week.workers] == [1]


def test_two_workers_of_a_grid_are_sent_to_different_households(any_town: Township, worker: Call) -> None:
    town = any_town
    households(town, 30)
    first = town.app.visits.open_plan(worker, GRID).plan
    second = town.app.visits.open_plan(town.clerk(rights=RIGHTS), GRID).plan

    assert not {each.household_id for each in first.stops} & {each.household_id for each in second.stops}
    assert len(second.stops) == 2


def test_a_week_is_counted_by_grid_and_worker(any_town: Township, worker: Call, clock: SetClock) -> None:
    town = any_town
    known = households(town, 30)
    for day, household in enumerate(known[:3]):
        clock.at = MONDAY + timedelta(days=day)
        outcome = (Outcome.MET, Outcome.REFUSED, Outcome.ABSENT)[day]
        town.app.visits.record_visit(worker, visit(household, day + 1, outcome), None)

    week = town.app.visits.get_coverage(worker, "", None)

    (grid,) = week.grids
    assert (grid.households, grid.target_per_day, grid.working_days) == (30, 2, 3)
    assert (grid.done, grid.refused, grid.absent, grid.reached, grid.attainment) == (2, 1, 1, 1, 33)
    (line,) = week.workers
    assert (line.done, line.target, line.days) == (2, 6, 2)
    assert week.unvisited[0].last_day is None
    assert len(week.unvisited) == 30


def test_visits_are_told_of_by_ids_alone_and_their_words_are_sealed(any_town: Township, worker: Call) -> None:
    town = any_town
    (known,) = households(town, 1)
    town.app.visits.record_visit(worker, visit(known, note="老人腿脚不便", heard=("要轮椅",)), None)

    (name, envelope) = town.events()[-1]

    assert name == "VisitRecorded"
    assert "轮椅" not in envelope
    assert "腿脚" not in envelope
    assert not any("轮椅" in str(each) or "腿脚" in str(each) for each in town.audit())
    assert today_in_china(MONDAY).isoformat() == "2026-11-02"
