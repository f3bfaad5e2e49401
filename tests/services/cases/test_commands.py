"""Commands leave exactly one trace each, repeat safely, and let one of two deciders win."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables.cases import cases, timeline
from services.cases.application.commands.report import ExternalKnown, OccurredLater
from services.cases.application.desk import Ref
from services.cases.domain import refusals
from services.cases.domain.states import State
from services.kernel.call import PermissionDenied
from services.kernel.errors import Conflict, Invalid
from services.kernel.testing.contexts import staff
from tests.services.cases.county import (
    COMMUNITY,
    COUNTY,
    GRID,
    GRID2,
    HERE,
    PREFECTURE,
    THERE,
    TOWNSHIP,
    Town,
    with_request,
)


def test_a_repeated_report_returns_the_first_case_with_its_receipt(any_town: Town) -> None:
    call = with_request(any_town.resident, "phone-1")

    first = any_town.report(call)
    second = any_town.report(call)

    assert second.case.id == first.case.id
    assert second.receipt_secret == first.receipt_secret
    assert any_town.events() == ["CaseReported"]


def test_a_refused_command_writes_nothing(town: Town) -> None:
    case_id = town.report().case.id
    before = (town.events(), town.audits())

    with pytest.raises(refusals.PhotoNeeded):
        town.loop.settle(town.head, Ref(case_id), measures="换了")

    assert (town.events(), town.audits()) == before
    assert town.loop.get(town.head, case_id).case.version == 1


def test_a_stale_etag_says_who_was_quicker(town: Town) -> None:
    case_id = town.report(submit=True).case.id
    etag = str(town.loop.get(town.community, case_id).case.version)
    town.loop.file(town.community, Ref(case_id, etag))

    with pytest.raises(refusals.Stale) as stale:
        town.loop.reject(town.county, Ref(case_id, etag), reason="重复", answer="已受理")

    assert stale.value.details["by"] == town.community.actor.name


def test_of_two_deciders_at_once_one_wins(any_town: Town) -> None:
    case_id = any_town.report(submit=True).case.id
    etag = str(any_town.loop.get(any_town.community, case_id).case.version)
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def decide(deed: str) -> None:
        start.wait()
        try:
            if deed == "file":
                any_town.loop.file(any_town.community, Ref(case_id, etag))
            else:
                any_town.loop.reject(any_town.county, Ref(case_id, etag), reason="不属实", answer="谢谢")
            outcomes.append("won")
        except Conflict:
            outcomes.append("lost")

    threads = [threading.Thread(target=decide, args=(deed,)) for deed in ("file", "reject")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(outcomes) == ["lost", "won"]
    assert len(any_town.events()) == 3


def test_a_case_read_without_a_lock_is_not_written_over_a_newer_one(any_town: Town) -> None:
    case_id = any_town.report(submit=True).case.id
    store, database = any_town.loop.desk.cases, any_town.context.database
    with database.read() as connection:
        read_before = store.load(connection, case_id, None).case
    any_town.loop.file(any_town.community, Ref(case_id))

    with any_town.context.new_uow(any_town.community) as uow, pytest.raises(refusals.Stale):
        store.save(uow, read_before)


def test_a_case_saved_twice_in_one_transaction_keeps_what_came_second(any_town: Town) -> None:
    case_id = any_town.report(submit=True).case.id
    store = any_town.loop.desk.cases
    with any_town.context.new_uow(any_town.community) as uow:
        case = store.load(uow.connection, case_id, None, lock=True).case
        case.handlers.append("first")
        store.save(uow, case)
        case.handlers.append("second")
        case.dispute["deep"] = ["one"]
        store.save(uow, case)
        case.dispute["deep"].append("two")
        store.save(uow, case)
        uow.commit()

    with any_town.context.database.read() as connection:
        kept = store.load(connection, case_id, None).case
    assert (kept.handlers, kept.version) == (["first", "second"], 4)
    assert kept.dispute["deep"] == ["one", "two"]


def test_numbers_are_reserved_in_blocks_and_never_repeat_between_processes(any_town: Town) -> None:
    from services.cases.adapters.numbers import Numbers

    other = Numbers(any_town.context.database)

    mine = [any_town.loop.numbers.next(2026) for _ in range(60)]
    theirs = [other.next(2026) for _ in range(60)]

    assert len({*mine, *theirs}) == 120


def test_a_pin_finds_the_grid_and_a_strange_place_is_never_lost(any_town: Town) -> None:
    pinned = any_town.report(grid_code="", point=THERE).case
    near = any_town.report(any_town.person("r"), grid_code="", point=(114.17, 35.72)).case
    nowhere = any_town.report(any_town.person("r"), grid_code="999999999999", point=(1.0, 1.0)).case

    assert pinned.grid_path == GRID2
    assert near.grid_path in (GRID, GRID2)
    assert (nowhere.grid_path, nowhere.state) == (PREFECTURE, State.SCREENING)


def test_a_report_for_a_grid_without_head_goes_to_its_centre_and_says_so(town: Town) -> None:
    town.post("post-head", "网格长", GRID, [])

    case = town.report().case

    assert (case.state, case.holder_path) == (State.SCREENING, COMMUNITY)
    row = town.rows(sa.select(timeline).where(timeline.c.case_id == case.id, timeline.c.action == "submit"))[
        0
    ]
    assert row.details["vacant"] == [GRID]


def test_a_direct_report_reaches_the_county_at_once(town: Town) -> None:
    case = town.report(direct=True).case

    assert (case.state, case.holder_path) == (State.SCREENING, COUNTY)
    assert case.direct


def test_whoever_may_report_may_report_what_they_see_elsewhere_and_sees_that_case_alone(town: Town) -> None:
    passer_by = staff("x", ["cases.case.report"], "410602002")
    other = town.report().case.id

    mine = town.report(passer_by).case.id

    assert town.loop.get(passer_by, mine).case.id == mine
    with pytest.raises(refusals.CaseNotFound):
        town.loop.get(passer_by, other)
    with pytest.raises(PermissionDenied):
        town.report(staff("y", ["cases.case.view"], "410602"))


def test_the_same_external_number_is_taken_once(town: Town) -> None:
    town.report(external_system="12345", external_number="A1")

    with pytest.raises(ExternalKnown):
        town.report(external_system="12345", external_number="A1")


def test_nothing_is_reported_before_it_happens(town: Town) -> None:
    with pytest.raises(OccurredLater):
        town.report(occurred_at=town.clock().replace(year=2030))


def test_a_masked_phone_written_back_keeps_nothing_false(town: Town) -> None:
    view = town.report(town.resident, reporter_name="张*", reporter_phone="138****5678")

    assert (view.case.reporter.name, view.case.reporter.phone) == (None, None)


def test_merging_lets_every_reporter_follow_the_other_case(town: Town) -> None:
    first = town.report(submit=True).case.id
    second = town.report(town.resident).case.id
    town.loop.submit(town.head, Ref(second), reason="上报")

    view = town.loop.merge(town.community, Ref(second), into_id=first, reason="同一井盖")

    assert view.case.state is State.MERGED
    assert town.loop.get(town.community, first).case.followers == 1
    assert town.loop.get(town.resident, first).case.id == first


def test_a_changed_category_recomputes_the_limits_from_the_same_start(town: Town) -> None:
    case_id = town.in_work()
    before = town.loop.get(town.community, case_id).case.clock("handling")
    town.clock.advance(hours=3)

    town.loop.change_category(town.community, Ref(case_id), category="event.rubbish", reason="归类有误")

    after = town.loop.get(town.community, case_id).case.clock("handling")
    assert after.started_at == before.started_at
    assert after.limit != before.limit


def test_three_failed_checks_raise_one_problem_order(town: Town) -> None:
    raised: list[str] = []
    town.loop.desk.hooks.problem_orders = lambda uow, case, rule: raised.append(rule)
    case_id = town.verifying()
    for _ in range(3):
        town.clock.advance(minutes=10)
        photo = town.photo(town.head, case_id)
        town.loop.verify(
            town.head, Ref(case_id), passed=False, defects="仍破", attachment_ids=[photo], place=HERE
        )
        town.loop.feed_back(town.roads, Ref(case_id), result="再修")
        town.loop.check(town.community, Ref(case_id), accept=True)

    assert raised == ["reworks"]


def test_escalation_and_push_down_move_the_holder(town: Town) -> None:
    case_id = town.filed()

    town.loop.escalate(town.community, Ref(case_id), reason="无权限")
    assert town.loop.get(town.township, case_id).case.holder_path == TOWNSHIP
    town.loop.file(town.township, Ref(case_id))
    town.loop.push_down(town.township, Ref(case_id), territory_code=COMMUNITY, reason="社区可办")

    assert town.loop.get(town.township, case_id).case.holder_path == COMMUNITY


def test_the_reveal_needs_the_right_states_a_purpose_and_is_audited(town: Town) -> None:
    case_id = town.report(town.resident, reporter_name="张三", reporter_phone="13812345678").case.id

    name, phone, _ = town.loop.reveal(town.community, case_id, "回访")

    assert (name, phone) == ("张三", "13812345678")
    assert town.audits()[-1] == "cases.reporter.reveal"
    with pytest.raises(PermissionDenied):
        town.loop.reveal(town.head, case_id, "好奇")


def test_personal_data_is_sealed_at_rest(town: Town) -> None:
    town.report(town.resident, reporter_name="张三", reporter_phone="13812345678")

    row = town.rows(sa.select(cases))[0]

    assert "13812345678" not in str(dict(row._mapping))
    assert row.reporter_phone_blind == town.context.cipher.blind("13812345678", kind="phone")


def test_evidence_of_another_person_or_case_is_refused(town: Town) -> None:
    case_id = town.report().case.id
    other = town.photo(town.worker)

    with pytest.raises(refusals.AttachmentUnknown):
        town.loop.settle(town.head, Ref(case_id), measures="换", attachment_ids=[other])

    mine = town.photo(town.head)
    view = town.loop.settle(town.head, Ref(case_id), measures="换", attachment_ids=[mine])
    assert [row.id for row in view.attachments] == [mine]
    content_type, _, small = town.loop.get_attachment(town.community, case_id, mine, thumbnail=True)
    assert content_type == "image/jpeg"
    assert small
    second = town.report().case.id
    with pytest.raises(refusals.AttachmentUnknown):
        town.loop.settle(town.head, Ref(second), measures="换", attachment_ids=[mine])


def test_dispute_extras_belong_to_disputes(town: Town) -> None:
    road, dispute = town.filed(), town.filed(category="dispute.neighbour")

    with pytest.raises(refusals.NotADispute):
        town.loop.put_dispute(town.community, Ref(road), dispute={"mediator": "王"})
    town.loop.put_dispute(town.community, Ref(dispute), dispute={"mediator": "王"})
    view = town.loop.add_mediation(town.community, Ref(dispute), session={"outcome": "和解"})

    assert view.case.dispute == {"mediator": "王", "sessions": [{"outcome": "和解"}]}


def test_a_rejection_without_any_answer_to_the_reporter_is_refused(town: Town) -> None:
    """Only a leaf outside government duty brings an answer of its own (CASE-16)."""
    case_id = town.report(submit=True).case.id

    with pytest.raises(Invalid) as refused:
        town.loop.reject(town.community, Ref(case_id), reason="不属实", answer="  ")

    assert [(p.field, p.code) for p in refused.value.problems] == [("answer_to_reporter", "kernel.required")]
    assert town.loop.get(town.community, case_id).case.state is State.SCREENING
