"""A case names who sent its files and who asked for and decided about more time; reporters stay masked."""

from __future__ import annotations

from services.cases.application.desk import Ref
from services.cases.entrypoints.messages import case_message
from services.kernel.call import Call
from tests.services.cases.county import Town


def named(town: Town, call: Call, name: str) -> None:
    town.hear(lambda heard, uow: heard.account(call.actor.id, name, 1, "", uow))


def test_whoever_asked_for_more_time_and_decided_is_named(town: Town) -> None:
    named(town, town.roads, "钱工")
    named(town, town.community, "孙主任")
    case_id = town.in_work()
    asked = town.loop.request_extension(town.roads, Ref(case_id), reason="等材料", extra="1wd")
    waiting = case_message(town.loop.get(town.community, case_id)).change_requests[0]
    town.loop.decide_request(
        town.community,
        Ref(case_id),
        change_request_id=asked.case.requests[0].id,
        approve=True,
        opinion="同意",
    )

    decided = case_message(town.loop.get(town.community, case_id)).change_requests[0]

    assert (waiting.asked_by_name, waiting.decided_by_name) == ("钱工", "")
    assert (decided.asked_by_name, decided.decided_by_name) == ("钱工", "孙主任")


def test_a_file_says_when_it_was_taken_for_and_by_whom_and_a_reporter_stays_masked(town: Town) -> None:
    named(town, town.resident, "赵敏")
    photo = town.photo(town.resident)
    report = town.report(
        town.resident, attachment_ids=[photo], reporter_account=town.resident.actor.id, reporter_name="赵敏"
    )
    town.photo(town.head, report.case.id)

    files = case_message(town.loop.get(town.head, report.case.id)).attachments

    assert [each.moment for each in files] == ["after", "after"]
    assert [each.uploaded_by_name for each in files] == ["赵*", "head"]
