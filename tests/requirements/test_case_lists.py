"""Lists, disputes, ledgers, and what holds for every record (CASE-01, 02, 23, 26, 32; ALL; DIR-25)."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables.cases import timeline
from services.cases.application.access import sight_of
from services.cases.application.desk import Ref
from services.cases.domain import refusals
from services.cases.domain.clocks import Light
from services.cases.domain.states import Channel, State, Urgency
from services.cases.entrypoints.messages import case_message, summary_message
from services.kernel.errors import NotFound
from services.kernel.persistence.tables import audit_entries
from tests.services.cases.county import GRID, GRID2, GRID_RIGHTS, THERE, TOWNSHIP, Town
from tests.services.cases.test_case_rpc import As, reported, stub  # noqa: F401
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc


def test_the_wall_tells_state_light_and_place_of_each_case_in_the_subtree(town: Town) -> None:
    case_id = town.report(submit=True).case.id
    turns = iter([True, False])

    told = list(town.loop.watcher.watch(sight_of(town.leader), "0", TOWNSHIP, lambda: next(turns), wait=0.01))
    notice, row = told[-1]
    shown = summary_message(row, town.clock())

    assert (notice.case_id, shown.state, shown.light) == (case_id, pb.CASE_STATE_SCREENING, pb.LIGHT_GREEN)
    assert shown.HasField("create_time")


@pytest.mark.parametrize(
    "filter",
    [
        f'territory_code : "{GRID2}"',
        'category = "event.rubbish"',
        "channel = HOTLINE",
        "state = FILED",
        "urgency = URGENT",
        'unit_id = "water"',
        "light = RED",
        'create_time >= "2026-11-24T00:00:00Z"',
    ],
)
def test_a_list_is_filtered_by_area_category_source_state_urgency_department_limit_and_period(
    town: Town, filter: str
) -> None:
    for _ in range(2):
        town.loop.settle(
            town.head, Ref(town.report().case.id), measures="换", attachment_ids=[town.photo(town.head)]
        )
    overdue = town.report(submit=True, category="event.rubbish").case.id
    town.clock.advance(days=1)
    wanted = town.report(
        grid_code=GRID2, point=THERE, category="event.rubbish", channel=Channel.HOTLINE,
        urgency=Urgency.URGENT, submit=True,
    ).case.id  # fmt: skip
    town.loop.file(town.community, Ref(wanted))
    if filter == 'unit_id = "water"':
        town.loop.assign(town.community, Ref(wanted), lead_unit_id="water")

    found = {row.id for row in town.loop.list(town.county, filter=filter)[0].rows}

    expected = {"light = RED": {overdue}, 'category = "event.rubbish"': {overdue, wanted}}.get(
        filter, {wanted}
    )
    assert expected <= found
    assert len(found) < 4


def test_the_light_turns_amber_and_red_with_the_clock_of_the_promised_limit(town: Town) -> None:
    case_id = town.in_work()  # two working days from Monday morning
    clock = town.loop.get(town.roads, case_id).case.clock("handling")

    assert clock.light(clock.amber_at - timedelta(minutes=1)) is Light.GREEN
    assert clock.light(clock.amber_at) is Light.AMBER
    assert clock.light(clock.due_at + timedelta(seconds=1)) is Light.RED


def test_a_dispute_has_parties_mediator_sessions_agreement_fulfilment_and_hand_over(town: Town) -> None:
    case_id = town.filed(category="dispute.neighbour")
    dispute = {
        "parties": [{"name": "甲方", "role": "申请人"}, {"name": "乙方", "role": "被申请人"}],
        "type": "邻里", "mediator": "王调解", "matter_risk": "low", "agreement": "各退一步",
        "fulfilment": "已履行", "handed_to": "justice", "methods": ["area_duty", "home_visit", "paired_help"],
    }  # fmt: skip
    town.loop.put_dispute(town.community, Ref(case_id), dispute=dispute)
    town.loop.add_mediation(town.community, Ref(case_id), session={"place": "调解室", "outcome": "达成一致"})

    found = case_message(town.loop.get(town.community, case_id)).dispute

    assert [party.role for party in found.parties] == ["申请人", "被申请人"]
    assert (found.mediator, found.agreement, found.fulfilment) == ("王调解", "各退一步", "已履行")
    assert (found.handed_to, list(found.methods)) == ("justice", ["area_duty", "home_visit", "paired_help"])
    assert found.sessions[0].outcome == "达成一致"
    assert town.events().count("CaseDisputeChanged") == 2


def test_every_line_of_the_ledger_says_who_when_from_where_and_the_states(town: Town) -> None:
    lent = replace(town.community, origin="10.1.1.1", on_behalf_of="chief")
    case_id = town.report(submit=True).case.id
    town.loop.file(lent, Ref(case_id), opinion="属实")

    row = town.rows(sa.select(timeline).where(timeline.c.case_id == case_id).order_by(timeline.c.sequence))[
        -1
    ]
    entry = town.rows(sa.select(audit_entries).where(audit_entries.c.action == "cases.case.file"))[0]

    assert (row.actor_id, row.on_behalf_of, row.opinion) == (lent.actor.id, "chief", "属实")
    assert (row.from_state, row.to_state) == ("SCREENING", "FILED")
    assert (entry.origin, entry.on_behalf_of, entry.record_id) == ("10.1.1.1", "chief", case_id)
    assert town.events() == ["CaseReported", "CaseSubmitted", "CaseFiled"]


def test_a_case_carries_territory_owner_creator_times_etag_attachments_and_history(town: Town) -> None:
    case_id = town.in_work()
    town.photo(town.roads, case_id)

    found = case_message(town.loop.get(town.community, case_id))

    assert (found.place.grid_code, found.owner_unit_id, found.creator_id) == (GRID, "roads", "head")
    assert found.HasField("create_time")
    assert found.HasField("update_time")
    assert found.etag
    rows, _ = town.loop.timeline(town.community, case_id)
    assert [row.action for row in rows] == ["report", "submit", "file", "assign", "sign"]


def test_a_move_off_the_table_says_the_state_and_writes_nothing(town: Town) -> None:
    case_id = town.closed()
    before = (town.events(), town.audits(), town.loop.get(town.community, case_id).case.version)

    with pytest.raises(refusals.NotAllowed) as refused:
        town.loop.check(town.community, Ref(case_id), accept=True)

    assert refused.value.details["state"] == State.CLOSED.value
    assert (town.events(), town.audits(), town.loop.get(town.community, case_id).case.version) == before


def test_the_reporter_is_masked_in_answers_and_absent_from_lists_and_events(town: Town) -> None:
    case_id = town.report(town.resident, reporter_name="张三丰", reporter_phone="13812345678").case.id
    page, now = town.loop.list(town.community)
    shown = [
        str(case_message(town.loop.get(town.community, case_id))),
        str([summary_message(row, now) for row in page.rows]),
        str(town.envelopes()),
    ]

    assert not [text for text in shown if "13812345678" in text or "张三丰" in text]


def test_when_a_grid_worker_opens_another_grids_record_then_access_is_refused_and_logged(
    town: Town,
    stub: cases_pb2_grpc.CaseServiceStub,  # noqa: F811
    caplog: pytest.LogCaptureFixture,
) -> None:
    with As(town, "head", GRID_RIGHTS, GRID):
        case_id = reported(stub).id
    with (
        As(town, "worker-of-grid-2", GRID_RIGHTS, GRID2),
        caplog.at_level(logging.INFO),
        pytest.raises(NotFound),
    ):
        stub.GetCase(pb.GetCaseRequest(id=case_id))

    lines = [record.getMessage() for record in caplog.records if "refused" in record.getMessage()]
    assert len(lines) == 1
    assert "CaseService/GetCase" in lines[0]
    assert "actor=worker-of-grid-2" in lines[0]
