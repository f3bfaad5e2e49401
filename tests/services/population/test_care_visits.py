"""Care that is due brings a visit into the carer's plan, and tells nobody else anything (POP-24, Sens-2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.kernel.call import Call
from services.kernel.testing.contexts import SetClock
from services.population.application.families.ports import AskedRecords
from services.population.application.families.records import WantedRecord
from services.population.domain.kinds import ResidenceKind
from services.population.domain.visiting import Cause, Outcome, Purpose, Slot
from tests.services.population.county import ALL, COMMUNITY, GRID, NEXT_GRID, Township, promise
from tests.services.population.test_visits import visit

RIGHTS = (*ALL, "population.visit.do", "population.visit.view", "population.records.view")
CARES = (*RIGHTS, "population.records.edit", "population.care.manage")
MONDAY = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
DUE = MONDAY + timedelta(days=91)  # a Monday as well


@pytest.fixture
def carer(any_town: Township, clock: SetClock) -> Call:
    clock.at = MONDAY
    return any_town.worker(GRID, (*RIGHTS, "population.records.edit"))


@pytest.fixture
def other(any_town: Township) -> Call:
    """Another worker of the same grid, who cares for nobody."""
    promise(any_town.context, "other")
    call = any_town.worker(GRID, RIGHTS)
    return replace(call, actor=replace(call.actor, id="other"))


def cared_for(town: Township, carer: Call, **more: object) -> tuple[str, str]:
    """Somebody in the carer's care, and the household."""
    person = town.register("张桂兰", town.dwelling(), born=date(1948, 5, 3), **more)  # type: ignore[arg-type]
    said = {"need": "meals", "contact_name": "王小明", "contact_phone": "13812345678"}
    town.app.families.open(carer, WantedRecord("elderly_alone", person, said))
    return person, town.household_of(person)


def causes(town: Township, call: Call, path: str = GRID) -> dict[str, Cause]:
    return {each.household_id: each.cause for each in town.app.visits.open_plan(call, path).plan.stops}


def test_care_that_is_due_stands_in_the_plan_of_the_carer_alone(
    any_town: Township, carer: Call, other: Call, clock: SetClock
) -> None:
    _, household = cared_for(any_town, carer)
    assert causes(any_town, carer)[household] is Cause.OLDEST
    clock.at = DUE

    theirs, mine = causes(any_town, other), causes(any_town, carer)

    assert mine == {household: Cause.CARE}
    assert theirs == {household: Cause.OLDEST}
    assert causes(any_town, any_town.clerk(COMMUNITY, CARES)).get(household) is not Cause.CARE


def test_it_stands_there_until_the_carer_called(
    any_town: Township, carer: Call, other: Call, clock: SetClock
) -> None:
    _, household = cared_for(any_town, carer)
    clock.at = DUE
    record = any_town.app.visits.record_visit
    record(other, visit(household, 1), clock.at)
    record(carer, visit(household, 2, Outcome.ABSENT, purpose=Purpose.CARE), clock.at)
    assert causes(any_town, carer) == {household: Cause.CARE}

    clock.advance(days=1)
    record(carer, visit(household, 3, purpose=Purpose.CARE), clock.at)
    clock.advance(days=1)

    assert household not in causes(any_town, carer)


def test_a_review_ends_it_and_begins_the_next_term(any_town: Township, carer: Call, clock: SetClock) -> None:
    person, household = cared_for(any_town, carer)
    clock.at = DUE
    (record,) = [each.record.id for each in any_town.app.families.list(carer, asked(person), None, 9)[1]]

    any_town.app.families.review(carer, record, "", "")
    assert causes(any_town, carer)[household] is Cause.OLDEST
    clock.advance(days=91)

    assert causes(any_town, carer)[household] is Cause.CARE


@pytest.mark.parametrize("how", ["closed", "restricted", "moved", "registered_only", "without_rights"])
def test_where_there_is_no_care_any_more_nothing_is_due(
    any_town: Township, carer: Call, clock: SetClock, how: str
) -> None:
    person, household = cared_for(any_town, carer)
    clock.at = DUE
    clerk = any_town.clerk("410602", (*CARES, "population.rights.serve"))
    if how == "closed":
        (found,) = any_town.app.families.list(clerk, asked(person), None, 9)[1]
        any_town.app.families.close(clerk, found.record.id, "", "need_over", "")
    elif how == "restricted":
        any_town.app.rights.restrict_person(clerk, person, "", restricted=True, reason="本人要求")
    elif how == "moved":
        there = any_town.dwelling("701", NEXT_GRID)
        any_town.app.move_household(clerk, household, "", there, date(2027, 1, 4))
    elif how == "registered_only":
        any_town.app.change_category(clerk, person, "", ResidenceKind.REGISTERED_ONLY, day=date(2027, 1, 4))
    else:
        carer = any_town.worker(GRID, (*ALL, "population.visit.do"))

    assert Cause.CARE not in causes(any_town, carer).values()


def test_what_was_promised_is_care_to_whoever_promised_it_and_asked_for_to_others(
    any_town: Township, carer: Call, other: Call
) -> None:
    (household,) = [any_town.household_of(any_town.register("赵一", any_town.dwelling()))]
    any_town.app.visits.request_visit(carer, household, Cause.CARE, None, Slot.MORNING, "")

    assert causes(any_town, other) == {household: Cause.REQUESTED}


def test_others_are_told_of_a_care_visit_as_of_any_other(
    any_town: Township, carer: Call, other: Call, clock: SetClock
) -> None:
    _, household = cared_for(any_town, carer)
    made = any_town.app.visits.record_visit(carer, visit(household, purpose=Purpose.CARE), None)
    manager = any_town.clerk(COMMUNITY, CARES)

    def told(call: Call) -> set[Purpose]:
        listed = any_town.app.visits.list_visits(call, household)
        return {each.purpose for each in (*listed, any_town.app.visits.get_visit(call, made.id))}

    assert told(carer) == told(manager) == {Purpose.CARE}
    assert told(other) == {Purpose.COLLECT}


def asked(person: str) -> AskedRecords:
    return AskedRecords(subject_id=person)
