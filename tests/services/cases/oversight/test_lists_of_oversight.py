"""Lists of orders, board and screenings by state and lateness; what the caller may do with each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.cases.domain.oversight_refusals import BoardItemNotFound, ExportNotFound, ScreeningNotFound
from services.kernel.testing.contexts import staff
from tests.services.cases.county import COMMUNITY, COUNTY, OTHER_TOWNSHIP, TOWNSHIP, Town
from tests.services.cases.oversight.test_board_and_screening import LISTING, OWNER, listed
from tests.services.cases.oversight.test_exports import ASKER, DECIDER
from tests.services.cases.oversight.test_supervision import issue, superior

VIEW, REPORT, DECIDE = "cases.screening.view", "cases.screening.report", "cases.screening.decide"


def test_orders_are_listed_by_state_and_by_a_late_reply(any_town: Town) -> None:
    town, do = any_town, any_town.application.oversight
    case_id = town.in_work()
    late, signed = issue(town, case_id), issue(town, case_id, limit="5wd")
    do.sign(town.roads, signed.id, "", "")

    def ids(**asked: object) -> list[str]:
        return [each.id for each in do.list_orders(superior(), "", False, 10, "", **asked)[0]]

    assert ids(state="SIGNED") == [signed.id]
    assert ids(state="ISSUED") == [late.id]
    assert ids(only_overdue=True) == []
    town.clock.advance(days=2)
    assert ids(only_overdue=True) == [late.id]
    do.sweep_orders(town.clock())
    assert ids(only_overdue=True) == [late.id]
    do.sign(town.roads, late.id, "", "")
    do.reply(town.roads, late.id, "", "办了")
    assert ids(only_overdue=True) == []


def test_the_board_is_listed_by_state_and_deadline_and_tells_who_may_move(any_town: Town) -> None:
    town, do = any_town, any_town.application.oversight
    first, second = listed(town), listed(town, due_at=town.clock() + timedelta(days=1), public=False)
    do.move_board_item(OWNER, second.id, "", "treat", "")

    assert [each.id for each in do.list_board(LISTING, True, 10, "", state="LISTED")] == [first.id]
    assert do.list_board(LISTING, False, 10, "", only_overdue=True) == []
    town.clock.advance(days=3)
    assert [each.id for each in do.list_board(LISTING, False, 10, "", only_overdue=True)] == [second.id]
    item = do.get_board_item(OWNER, second.id)
    assert item.actions(("roads",), False) == ["request_strike_off"]
    assert item.actions(("unit-410602",), True) == []
    assert do.move_board_item(OWNER, second.id, "", "request_strike_off", "完").actions(
        ("unit-410602",), True
    ) == ["check", "return"]
    stranger = staff("stranger", ["cases.task.handle"], OTHER_TOWNSHIP)
    with pytest.raises(BoardItemNotFound):
        do.get_board_item(stranger, second.id)


def test_who_has_not_reported_is_listed_and_counted(any_town: Town) -> None:
    town, do = any_town, any_town.application.oversight
    do.open_cycles(town.clock())
    here = staff("here", [VIEW, REPORT], COMMUNITY)
    above = staff("above", [VIEW, REPORT, DECIDE], TOWNSHIP)
    asked = {"state": "", "only_overdue": False, "period": "", "size": 50, "after": ""}
    [own] = do.list_screenings(here, **asked)[0]
    before = do.list_screenings.counts(above, own.period)

    assert own.actions("here", True, False) == ["start", "report"]
    do.report_screening(here, own.id, "", places=5, found=0, settled=0, nil=True, text="", case_ids=[])

    found = do.get_screening(above, own.id)
    assert found.reported_by_name
    assert (found.actions("above", True, True), found.actions("here", True, True)) == (["decide"], [])
    waiting = do.list_screenings(above, **asked, only_waiting=True)[0]
    assert own.id not in [each.id for each in waiting]
    after = do.list_screenings.counts(above, own.period)
    assert after.get("DUE", 0) == before["DUE"] - 1
    assert after["REPORTED"] == 1
    with pytest.raises(ScreeningNotFound):
        do.get_screening(staff("there", [VIEW], OTHER_TOWNSHIP), own.id)


def test_an_export_is_shown_to_its_asker_and_to_those_who_decide(any_town: Town) -> None:
    do = any_town.application.oversight
    export = do.request_export(ASKER, "", "研判")

    assert do.get_export(ASKER, export.id).actions(ASKER) == []
    assert do.get_export(DECIDER, export.id).actions(DECIDER) == ["decide"]
    with pytest.raises(ExportNotFound):
        do.get_export(staff("else", ["cases.export.decide"], OTHER_TOWNSHIP), export.id)
    decided = do.decide_export(DECIDER, export.id, True, "")
    assert decided.decided_by_name == DECIDER.actor.name
    do.build_exports(any_town.clock())
    assert do.get_export(ASKER, export.id).actions(ASKER) == ["download"]
    assert do.get_export(DECIDER, export.id).actions(staff("decider", [], COUNTY)) == []
