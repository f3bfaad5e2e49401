"""Supervision orders: numbered, urged, replied, missed once, made by the rule of three (CASE-33, 37)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables.cases import timeline
from services.cases.application.desk import Ref
from services.cases.domain.oversight_refusals import (
    NotTheSupervised,
    OrderNotAllowed,
    OrderNotFound,
    OwnOrder,
    RecordStale,
)
from services.kernel.call import Call, PermissionDenied
from services.kernel.testing.contexts import staff
from tests.services.cases.county import COUNTY, HERE, OTHER_TOWNSHIP, TOWNSHIP, Town, with_request


def superior(path: str = COUNTY) -> Call:
    return staff(f"chief-{path}", ["cases.case.view", "cases.case.supervise"], path, name="督查科")


def issue(town: Town, case_id: str, call: Call | None = None, **values: str) -> object:
    given = {"case_id": case_id, "unit_id": "", "requirement": "限期答复", "limit": "4wh", **values}
    return town.application.oversight.issue(call or superior(), **given)


def trail(town: Town, case_id: str) -> list[str]:
    query = sa.select(timeline.c.action).where(timeline.c.case_id == case_id).order_by(timeline.c.sequence)
    return [row.action for row in town.rows(query)]


def test_an_order_is_signed_replied_returned_replied_again_and_accepted(any_town: Town) -> None:
    town, do = any_town, any_town.application.oversight
    case_id = town.in_work()
    order = issue(town, case_id)
    assert (order.number, order.unit_id, order.level) == ("DB2026-000001", "roads", 1)
    assert town.loop.get(town.leader, case_id).case.supervision_level == 1

    do.sign(town.roads, order.id, "", "")
    do.reply(town.roads, order.id, "", "正在办")
    do.decide_reply(superior(), order.id, "", False, "不具体")
    do.reply(town.roads, order.id, "", "明天完工")
    done = do.decide_reply(superior(), order.id, "", True, "同意")

    assert [(r.number, r.verdict) for r in done.replies] == [(1, "returned"), (2, "accepted")]
    assert town.loop.get(town.leader, case_id).case.supervision_level == 0
    assert town.events().count("SupervisionChanged") == 6
    assert trail(town, case_id)[-6:] == [
        "supervise",
        "supervision_signed",
        "supervision_replied",
        "supervision_returned",
        "supervision_replied",
        "supervision_accepted",
    ]
    with pytest.raises(OrderNotAllowed):
        do.urge(superior(), order.id, "", "")


def test_each_urge_raises_the_level_up_to_three(town: Town) -> None:
    case_id = town.in_work()
    order = issue(town, case_id)
    levels = [town.application.oversight.urge(superior(), order.id, "", "快").level for _ in range(3)]
    assert levels == [2, 3, 3]
    assert town.loop.get(town.leader, case_id).case.supervision_level == 3


def test_a_missed_reply_is_told_once(any_town: Town) -> None:
    town, do = any_town, any_town.application.oversight
    order = issue(town, town.in_work())
    assert do.sweep_orders(town.clock()) == 0
    town.clock.advance(days=1)
    assert [do.sweep_orders(town.clock()) for _ in range(3)] == [1, 0, 0]
    found, _ = do.get_order(superior(), order.id)
    assert found.missed
    missed = [
        e
        for e in town.envelopes()
        if e["type"].endswith("SupervisionChanged") and e["data"]["what"] == "missed"
    ]
    assert len(missed) == 1


def test_only_the_supervised_reply_and_only_the_authority_decides(town: Town) -> None:
    do = town.application.oversight
    case_id = town.in_work()
    order = issue(town, case_id)
    with pytest.raises(NotTheSupervised):
        do.sign(superior(), order.id, "", "")
    do.sign(town.roads, order.id, "", "")
    do.reply(town.roads, order.id, "", "好")
    with pytest.raises(PermissionDenied):
        do.decide_reply(superior(TOWNSHIP), order.id, "", True, "")
    own = staff("x", ["cases.case.view", "cases.case.supervise"], COUNTY, units=["roads"])
    with pytest.raises(OwnOrder):
        do.decide_reply(own, order.id, "", True, "")
    with pytest.raises(OwnOrder):
        issue(town, case_id, own)


def test_orders_out_of_sight_do_not_exist_and_a_township_does_not_supervise_the_county(town: Town) -> None:
    case_id = town.in_work()
    order = issue(town, case_id)
    stranger = superior(OTHER_TOWNSHIP)
    with pytest.raises(OrderNotFound):
        town.application.oversight.get_order(stranger, order.id)
    assert town.application.oversight.list_orders(stranger, "", False, 10, "")[0] == []
    assert len(town.application.oversight.list_orders(superior(TOWNSHIP), "", True, 10, "")[0]) == 1
    with pytest.raises(PermissionDenied):  # roads belongs to the county
        issue(town, case_id, superior(TOWNSHIP))


def test_an_order_on_an_organisation_needs_no_case(town: Town) -> None:
    order = issue(town, "", unit_id="roads")
    assert (order.case_id, order.path) == ("", COUNTY)
    again = issue(town, "", with_request(superior(), "k1"), unit_id="water")
    assert issue(town, "", with_request(superior(), "k1"), unit_id="water").id == again.id


def test_a_stale_etag_is_refused(town: Town) -> None:
    order = issue(town, town.in_work())
    town.application.oversight.urge(superior(), order.id, "1", "")
    with pytest.raises(RecordStale):
        town.application.oversight.urge(superior(), order.id, "1", "")


def test_three_reworks_make_a_problem_order_one_level_up(any_town: Town) -> None:
    town, loop = any_town, any_town.loop
    case_id = town.verifying()
    ref = Ref(case_id)
    for _ in range(3):
        town.clock.advance(minutes=5)
        photo = town.photo(town.head, case_id)
        loop.verify(town.head, ref, passed=False, defects="仍破损", attachment_ids=[photo], place=HERE)
        loop.feed_back(town.roads, ref, result="再修")
        loop.check(town.community, ref, accept=True)

    orders, _ = town.application.oversight.list_orders(superior(), case_id, True, 10, "")
    assert [(o.origin, o.authority_path, o.unit_id) for o in orders] == [("problem_order", TOWNSHIP, "roads")]
    assert loop.get(town.leader, case_id).case.supervision_level == 1
