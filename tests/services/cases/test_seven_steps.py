"""The seven steps as one story, and what every step leaves behind."""

from __future__ import annotations

from services.cases.application.desk import Ref
from services.cases.domain.states import Channel, State
from tests.services.cases.county import HERE, Town


def test_a_manhole_goes_through_the_seven_steps(any_town: Town) -> None:
    town, loop = any_town, any_town.loop
    reported = town.report(
        town.resident, channel=Channel.WEB, reporter_name="张三", reporter_phone="13812345678"
    )
    case_id = reported.case.id
    ref = Ref(case_id)
    assert reported.case.number == "HB2026-0000001"
    assert (reported.reporter_name, reported.reporter_phone) == ("张*", "138****5678")
    assert reported.receipt_secret

    loop.submit(town.head, ref, reason="非网格能办")
    loop.file(town.community, ref)
    loop.assign(town.community, ref, lead_unit_id="roads", joint_unit_ids=["water"], requirement="两日内修复")
    loop.sign(town.roads, ref, officer="李工")
    loop.sign(town.water, ref)
    town.clock.advance(hours=1)
    loop.feed_back(town.water, ref, result="管道无恙")
    loop.feed_back(town.roads, ref, result="已更换井盖", attachment_ids=[town.photo(town.roads, case_id)])
    loop.check(town.community, ref, accept=True)
    town.clock.advance(hours=1)
    photo = town.photo(town.head, case_id)
    loop.verify(town.head, ref, passed=True, attachment_ids=[photo], place=HERE)
    loop.rate(town.resident, ref, score=5, text="很快")
    town.clock.advance(days=31)
    loop.tick(town.clock())

    done = loop.get(town.community, case_id).case
    assert done.state is State.ARCHIVED
    assert done.step == 7
    rows, _ = loop.ledger(town.community, case_id)
    assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
    assert town.events() == [
        "CaseReported",
        "CaseSubmitted",
        "CaseFiled",
        "CaseAssigned",
        "CaseAccepted",
        "CaseAccepted",
        "CaseTaskDone",
        "CaseDone",
        "CaseChecked",
        "CaseVerified",
        "CaseRated",
        "CaseArchived",
    ]
    assert len([a for a in town.audits() if a.startswith("cases.case.")]) == len(rows) == len(town.events())
    assert "13812345678" not in str(town.envelopes())
    assert "张三" not in str(town.envelopes())
