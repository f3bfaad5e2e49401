"""The listed-and-cancelled board and the dispute screening cycles (CASE-31, CASE-35)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.cases.domain.board import BoardState
from services.cases.domain.oversight_refusals import (
    BoardNotAllowed,
    DueInThePast,
    NilContradicts,
    NotTheListing,
    NotTheOwner,
    OwnListing,
    OwnReport,
    ScreeningNotAllowed,
    ScreeningNotFound,
    SettledTooMany,
)
from services.cases.domain.screening import half_month_of, week_of
from services.kernel.call import Call
from services.kernel.testing.contexts import staff
from tests.services.cases.county import COMMUNITY, COUNTY, OTHER_TOWNSHIP, TOWNSHIP, Town

LISTING = staff("office", ["cases.case.view", "cases.board.list"], COUNTY, units=["unit-410602"])
OWNER = staff("owner", ["cases.task.handle"], COUNTY, units=["roads"])
VIEW, REPORT, DECIDE = "cases.screening.view", "cases.screening.report", "cases.screening.decide"


def listed(town: Town, **values: object) -> object:
    given = {
        "title": "背街小巷积水",
        "case_id": "",
        "territory_code": "410602000000",
        "listing_unit_id": "unit-410602",
        "owner_unit_id": "roads",
        "measures": "改造管网",
        "due_at": town.clock() + timedelta(days=10),
        "public": True,
        **values,
    }
    return town.application.oversight.put_on_board(LISTING, **given)


def test_only_the_listing_authority_strikes_off_after_its_check(any_town: Town) -> None:
    town = any_town
    item, move = listed(town), town.application.oversight.move_board_item
    assert item.number == "GP2026-000001"
    move(OWNER, item.id, "", "treat", "")
    with pytest.raises(NotTheListing):
        move(OWNER, item.id, "", "strike_off", "")
    move(OWNER, item.id, "", "request_strike_off", "已完工")
    with pytest.raises(BoardNotAllowed):
        move(LISTING, item.id, "", "strike_off", "")
    with pytest.raises(NotTheOwner):
        move(LISTING, item.id, "", "treat", "")
    move(LISTING, item.id, "", "check", "属实")
    done = move(LISTING, item.id, "", "strike_off", "销号")
    assert done.state is BoardState.STRUCK_OFF
    assert town.events().count("BoardItemMoved") == 5


def test_a_person_of_both_units_counts_as_owner(town: Town) -> None:
    item, move = listed(town), town.application.oversight.move_board_item
    both = staff("both", ["cases.case.view", "cases.board.list"], COUNTY, units=["unit-410602", "roads"])
    move(both, item.id, "", "treat", "")
    move(both, item.id, "", "request_strike_off", "")
    with pytest.raises(NotTheListing):
        move(both, item.id, "", "check", "")


def test_overdue_items_stay_and_turn_red_once(town: Town) -> None:
    item, do = listed(town), town.application.oversight
    town.clock.advance(days=11)
    assert [do.sweep_board(town.clock()) for _ in range(2)] == [1, 0]
    [found] = do.list_board(LISTING, True, 10, "")
    assert (found.id, found.overdue(town.clock())) == (item.id, True)


def test_nobody_lists_for_itself_or_into_the_past(town: Town) -> None:
    with pytest.raises(OwnListing):
        listed(town, owner_unit_id="unit-410602")
    with pytest.raises(DueInThePast):
        listed(town, due_at=town.clock())


def test_an_internal_item_is_hidden_from_other_places(town: Town) -> None:
    listed(town, public=False)
    assert (
        town.application.oversight.list_board(staff("x", ["cases.case.view"], OTHER_TOWNSHIP), True, 9, "")
        == []
    )


def test_weeks_end_on_sunday_night_in_china_and_half_months_on_the_15th_and_the_last() -> None:
    sunday = datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC)
    assert week_of(sunday).name == "2026-W47"
    assert week_of(sunday).end == sunday
    assert week_of(sunday + timedelta(seconds=1)).name == "2026-W48"
    assert half_month_of(datetime(2026, 2, 20, tzinfo=UTC)).end == datetime(
        2026, 2, 28, 15, 59, 59, tzinfo=UTC
    )
    assert half_month_of(datetime(2026, 11, 15, 15, 59, tzinfo=UTC)).name == "2026-11-A"
    assert half_month_of(datetime(2026, 11, 15, 16, 0, tzinfo=UTC)).name == "2026-11-B"


def clerk(path: str, account: str = "clerk") -> Call:
    return staff(account, [VIEW, REPORT, DECIDE], path)


def screenings(town: Town, call: Call, **values: object) -> list[object]:
    given = {"state": "", "only_overdue": False, "period": "", "size": 50, "after": "", **values}
    return town.application.oversight.list_screenings(call, **given)[0]


def test_cycles_open_once_for_every_community_and_township(any_town: Town) -> None:
    town, do = any_town, any_town.application.oversight
    assert [do.open_cycles(town.clock()) for _ in range(2)] == [3, 0]
    found = {(s.path, s.period) for s in screenings(town, clerk(COUNTY))}
    assert found == {(COMMUNITY, "2026-W48"), (TOWNSHIP, "2026-11-B"), (OTHER_TOWNSHIP, "2026-11-B")}


def test_when_sunday_ends_without_a_report_the_community_and_the_township_see_a_red_entry(
    any_town: Town,
) -> None:
    town, do = any_town, any_town.application.oversight
    do.open_cycles(town.clock())
    town.clock.set(datetime(2026, 11, 29, 15, 59, 59, tzinfo=UTC))
    assert do.sweep_screenings(town.clock()) == 0
    town.clock.advance(seconds=1)
    assert [do.sweep_screenings(town.clock()) for _ in range(2)] == [1, 0]
    for path in (COMMUNITY, TOWNSHIP):
        assert [s.path for s in screenings(town, clerk(path), only_overdue=True)] == [COMMUNITY]
    assert screenings(town, clerk(OTHER_TOWNSHIP), only_overdue=True) == []


def test_a_nil_report_counts_and_the_level_above_decides(town: Town) -> None:
    do = town.application.oversight
    do.open_cycles(town.clock())
    [mine] = screenings(town, clerk(COMMUNITY))
    report = {"places": 12, "found": 0, "settled": 0, "nil": True, "text": "", "case_ids": []}
    with pytest.raises(NilContradicts):
        do.report_screening(clerk(COMMUNITY), mine.id, "", **{**report, "nil": False})
    with pytest.raises(SettledTooMany):
        do.report_screening(
            clerk(COMMUNITY), mine.id, "", **{**report, "nil": False, "found": 1, "settled": 2}
        )
    do.start_screening(clerk(COMMUNITY), mine.id, "")
    do.report_screening(clerk(COMMUNITY), mine.id, "", **report)
    with pytest.raises(ScreeningNotFound):
        do.decide_screening(clerk(OTHER_TOWNSHIP), mine.id, "", True, "")
    with pytest.raises(OwnReport):
        do.decide_screening(clerk(TOWNSHIP), mine.id, "", True, "")
    do.decide_screening(clerk(TOWNSHIP, "boss"), mine.id, "", True, "")
    with pytest.raises(ScreeningNotAllowed):
        do.report_screening(clerk(COMMUNITY), mine.id, "", **report)
    town.clock.advance(days=7)
    assert screenings(town, clerk(COMMUNITY), only_overdue=True) == []
