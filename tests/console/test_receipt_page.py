"""What became of a report, for reporters who have no account: number and code open it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from services.cases.edge import receipt_words
from services.cases.edge.words import STATES
from tests.console.browsing import Office, words
from tests.console.case_steps import picture, report, the_case
from tests.console.waiting_cases import asked, screening
from wangge.cases.v1 import cases_pb2 as pb

SECRET = re.compile(r'<p class="receipt-code font-monospace">([^<]+)</p>')
ADDRESS = "/cases/receipt"


def slip(office: Office, **more: Any) -> tuple[str, str, str]:
    """Case, number and code of a fresh report."""
    case = report(office, **more)
    page = office.browser("worker").get(f"/cases/report/sent/{case}").get_data(as_text=True)
    found = SECRET.search(page)
    assert found
    return case, the_case(office, "worker", case).number, found[1]


def opened(office: Office, number: str, secret: str, locale: str = "zh", **more: str) -> TestResponse:
    return office.browser("", locale).post(ADDRESS, {"number": number, "secret": secret, **more})


def closed(office: Office, case: str) -> None:
    """The grid settles it on the spot, its head confirms."""
    shot, name = picture()
    kept = asked(
        office,
        "worker",
        "AddAttachment",
        pb.AddAttachmentRequest(case_id=case, file_name=name, data=shot.getvalue(), moment="after"),
    )
    asked(
        office,
        "worker",
        "SettleOnSpot",
        pb.SettleOnSpotRequest(id=case, measures="已更换井盖", attachment_ids=[kept.id]),
    )
    asked(office, "head", "ConfirmSettled", pb.ConfirmSettledRequest(id=case))


def test_the_sign_in_page_leads_to_it_and_nobody_needs_an_account(office: Office) -> None:
    sign_in = office.browser().get("/auth/sign-in").get_data(as_text=True)

    assert f'href="{ADDRESS}"' in sign_in
    assert "我反映的事情办得怎样了" in sign_in
    assert "不用登录" in office.browser().text(ADDRESS)
    assert "need not sign in" in office.browser("", "en").text(ADDRESS)
    assert ADDRESS not in office.browser("worker").get("/cases/work").get_data(as_text=True)


def test_the_slip_brings_the_number_alone_and_the_code_stands_in_no_address(office: Office) -> None:
    case, number, secret = slip(office)

    page = office.browser().get(f"{ADDRESS}?number={number}").get_data(as_text=True)
    sent = office.browser("worker").get(f"/cases/report/sent/{case}").get_data(as_text=True)

    assert f'value="{number}"' in page
    assert 'name="secret" value=""' in page
    assert "cases/receipt" in sent
    assert f"secret={secret}" not in sent


def test_number_and_code_show_where_it_stands_as_people_type_them(office: Office) -> None:
    _, number, secret = slip(office)
    typed = f" {secret[:4].lower()} {secret[4:8]}-{secret[8:]} "

    answer = opened(office, f" {number.lower()} ", typed)

    text = words(answer)
    assert answer.status_code == 200
    assert number in text
    assert "已经收到" in text
    assert "办理过程" in text
    assert "worker" not in text
    assert "It has arrived" in words(opened(office, number, secret, "en"))


@pytest.mark.parametrize(
    ("number", "secret"), [("HB2026-9999999", "ABCDEFGH2345"), ("", ""), ("x" * 80, "y" * 80)]
)
def test_what_does_not_belong_together_is_said_and_shows_nothing(
    office: Office, number: str, secret: str
) -> None:
    answer = opened(office, number, secret)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text or "invalid-feedback" in answer.text
    assert "办理过程" not in words(answer)


def test_after_five_wrong_codes_one_has_to_wait_and_is_told_how_long(office: Office) -> None:
    _, number, secret = slip(office)
    for _ in range(5):
        assert "编号与查询码不符" in words(opened(office, number, "AAAABBBBCCCC"))

    answer = opened(office, number, secret)

    assert answer.status_code == 422
    assert "查询码多次输错，请 1 分钟后再试" in words(answer)


def test_a_closed_case_is_rated_once_and_asked_to_be_reopened(office: Office) -> None:
    case, number, secret = slip(office)
    closed(office, case)

    blank = opened(office, number, secret, step="rate")
    rated = opened(office, number, secret, step="rate", score="2", text="还是漏水")
    again = opened(office, number, secret, step="rate", score="5")
    nothing_said = opened(office, number, secret, step="reopen")
    back = opened(office, number, secret, step="reopen", ground="井盖又松了")

    assert (blank.status_code, rated.status_code, again.status_code) == (422, 200, 422)
    assert "请选择满意程度" in words(blank)
    assert "您的评价：不满意" in words(rated)
    assert "要求重新办理" in words(rated)
    assert "您的评价：不满意" in words(again)
    assert nothing_said.status_code == 422
    assert "invalid-feedback" in nothing_said.text
    assert "已要求重新办理" in words(back)
    assert the_case(office, "worker", case).state == pb.CASE_STATE_IN_WORK


def test_a_report_is_withdrawn_by_whoever_has_the_slip(office: Office) -> None:
    case, number, secret = slip(office, category="event.appearance.exposed_rubbish")

    answer = opened(office, number, secret, step="withdraw", reason="已经自己处理")

    assert answer.status_code == 200
    assert the_case(office, "worker", case).state == pb.CASE_STATE_WITHDRAWN
    assert 'value="withdraw"' not in answer.text
    assert "已撤回，不再办理" in words(answer)


def test_a_danger_is_dealt_with_although_its_reporter_withdraws(office: Office) -> None:
    case, number, secret = slip(office)

    answer = opened(office, number, secret, step="withdraw", reason="不想留名")

    assert "仍会继续处理" in words(answer)
    assert 'value="withdraw"' not in answer.text
    assert the_case(office, "worker", case).state == pb.CASE_STATE_REPORTED


def test_every_state_has_a_sentence_in_both_languages() -> None:
    assert set(receipt_words._STANDS) == set(STATES)
    assert all(text.zh and text.en for text in receipt_words._STANDS.values())


def test_the_list_of_work_says_community_and_time_left(office: Office) -> None:
    case = screening(office, "哪个第一网格")

    text = office.browser("screener").text("/cases/list?q=哪个第一网格")

    assert case.grid_name
    shown = asked(office, "screener", "ListCases", pb.ListCasesRequest(query="哪个第一网格")).cases[0]
    assert (shown.community_name, shown.grid_name) == ("桂鹤社区居民委员会", "第一网格")
    assert "桂鹤社区·第一网格" in text
    assert shown.minutes_left > 0
    assert "还剩" in text


def test_files_and_requests_name_who_sent_them_without_the_history(office: Office) -> None:
    case, _, _ = slip(office, photos=picture())

    found = the_case(office, "worker", case)

    assert found.attachments[0].moment == "before"
    assert found.attachments[0].uploaded_by_name
    assert found.attachments[0].uploaded_by_name in office.browser("worker").text(f"/cases/case/{case}")
    assert found.community_name


def test_a_phone_finds_its_cases_for_those_who_may_know_reporters(office: Office) -> None:
    phone = "13987650123"
    case, number, _ = slip(office, **{"reporter.name": "赵敏", "reporter.phone": phone})
    asked(office, "worker", "SubmitCase", pb.SubmitCaseRequest(id=case, reason="网格无力处置"))
    sent = {"phone": phone, "purpose": "来电核对"}

    found = office.browser("dispatcher").post("/cases/by-reporter", sent)
    unsaid = office.browser("dispatcher").post("/cases/by-reporter", {"phone": phone})
    part = office.browser("dispatcher").post("/cases/by-reporter", {"phone": "0123****", "purpose": "核对"})

    assert number in words(found)
    assert "/cases/by-reporter" in office.browser("dispatcher").get("/cases/list").text
    assert (unsaid.status_code, part.status_code) == (422, 422)
    assert "请填写完整的电话号码" in words(part)
    assert office.browser("worker").post("/cases/by-reporter", sent).status_code == 403
    english = office.browser("dispatcher", "en").post("/cases/by-reporter", sent)
    assert "Cases found" in words(english)


def test_the_wall_counts_what_was_closed_today_whenever_it_was_reported(office: Office) -> None:
    case, _, _ = slip(office)
    before = _closed_today(office)

    closed(office, case)

    assert _closed_today(office) == before + 1


def _closed_today(office: Office) -> int:
    page = office.browser("dispatcher").get("/cases/wall").get_data(as_text=True)
    found = re.search(r"<strong>([\d,]+)</strong><span>今日办结", page)
    assert found
    return int(found[1].replace(",", ""))
