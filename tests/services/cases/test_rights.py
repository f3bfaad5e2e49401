"""Everyone who must act can open the case; nobody else learns that it exists."""

from __future__ import annotations

import pytest

from services.cases.application.desk import Ref
from services.cases.domain.refusals import CaseNotFound, NotAllowed, NotYours
from services.kernel.call import Actor, Call, Grant, Realm
from services.kernel.testing.contexts import staff
from tests.services.cases.county import COUNTY, GRID2, GRID_RIGHTS, HERE, TOWNSHIP, Town


def opens(town: Town, call: Call, case_id: str) -> bool:
    try:
        town.loop.get(call, case_id)
    except CaseNotFound:
        return False
    return True


def test_the_chain_of_levels_and_the_assigned_units_open_a_case_and_others_do_not(any_town: Town) -> None:
    town = any_town
    case_id = town.assigned()

    for call in (town.head, town.worker, town.community, town.township, town.county, town.leader, town.roads):
        assert opens(town, call, case_id), call.actor.id
    stranger = staff("head-2", GRID_RIGHTS, GRID2)
    for call in (town.other_township, town.water, stranger, town.resident, town.person("resident-2")):
        assert not opens(town, call, case_id), call.actor.id


def test_a_case_out_of_sight_answers_not_found_to_every_verb_and_one_in_sight_forbidden(town: Town) -> None:
    case_id = town.filed()

    with pytest.raises(CaseNotFound):
        town.loop.assign(town.other_township, Ref(case_id), lead_unit_id="roads")
    with pytest.raises(NotYours):
        town.loop.assign(town.head, Ref(case_id), lead_unit_id="roads")
    with pytest.raises(CaseNotFound):
        town.loop.assign(town.county, Ref("no-such-case"), lead_unit_id="roads")


def test_a_grant_limited_to_a_line_of_work_gives_sight_of_that_line_alone(any_town: Town) -> None:
    town = any_town
    road = town.report().case.id
    rubbish = town.report(category="event.rubbish").case.id
    lined = staff("roads-leader", ["cases.case.view"], COUNTY, line="component")

    assert opens(town, lined, road)
    assert not opens(town, lined, rubbish)
    page, _ = town.loop.list(lined)
    assert [row.id for row in page.rows] == [road]


def test_a_grant_without_any_case_permission_opens_nothing(town: Town) -> None:
    case_id = town.report().case.id
    clerk = staff("clerk", ["directory.territory.view"], COUNTY)
    nobody = Call(Actor("", "", Realm.ANONYMOUS, (Grant("x", frozenset({"*"}), ""),)))

    assert not opens(town, clerk, case_id)
    assert not opens(town, nobody, case_id)
    assert town.loop.list(clerk)[0].rows == []


def test_actions_are_exactly_the_verbs_that_are_not_refused_for_right_or_state(town: Town) -> None:
    case_id = town.filed()

    community = set(town.loop.get(town.community, case_id).actions)
    head = set(town.loop.get(town.head, case_id).actions)

    assert {"take", "assign", "escalate", "push_down", "change_category"} <= community
    assert not {"assign", "take", "file", "verify", "settle"} & head
    assert "assign" in town.loop.get(town.county, case_id).actions
    with pytest.raises(NotAllowed) as refused:
        town.loop.file(town.community, Ref(case_id))
    assert refused.value.details["state"] == "FILED"


def test_a_unit_that_sent_back_keeps_sight_but_may_not_act(town: Town) -> None:
    case_id = town.assigned()
    town.loop.send_back(town.roads, Ref(case_id), legal_ground="非我职责")

    view = town.loop.get(town.roads, case_id)

    assert not {"sign", "send_back", "feed_back"} & set(view.actions)


def test_whoever_only_follows_sees_progress_alone(town: Town) -> None:
    case_id = town.report(address="某路 5 号").case.id
    follower = town.person("resident-9")

    view = town.loop.follow(follower, Ref(case_id), name="李四", phone="13900000000", words="我也看到了")

    assert view.reduced
    assert view.case.followers == 1
    assert not opens(town, follower, case_id)


def test_the_reporter_rates_and_staff_only_by_call_back(town: Town) -> None:
    case_id = town.closed()

    with pytest.raises(NotYours):
        town.loop.rate(town.community, Ref(case_id), score=5)
    view = town.loop.rate(town.community, Ref(case_id), score=4, by_call_back=True)

    assert view.case.evaluation.by == "call_back"


def test_the_verifier_is_not_the_handler_even_with_the_right(town: Town) -> None:
    both = staff("both", [*GRID_RIGHTS, "cases.task.handle"], TOWNSHIP, units=["roads"])
    case_id = town.assigned()
    town.loop.sign(both, Ref(case_id))
    town.loop.feed_back(both, Ref(case_id), result="好了")
    town.loop.check(town.community, Ref(case_id), accept=True)
    town.clock.advance(minutes=5)

    assert "verify" not in town.loop.get(both, case_id).actions
    photo = town.photo(town.head, case_id)
    assert town.loop.verify(town.head, Ref(case_id), passed=True, attachment_ids=[photo], place=HERE)
