"""My work: what waits, most urgent first, signed for together (CASE-03)."""

from __future__ import annotations

import re

from services.kernel.types import utc_now
from tests.console.browsing import Office, words
from tests.console.waiting_cases import asked, assigned, reported, screening
from wangge.cases.v1 import cases_pb2 as pb


def test_whoever_is_asked_finds_the_case_with_what_is_to_be_done_and_the_time_left(office: Office) -> None:
    case = screening(office, "等候受理的井盖")

    text = office.browser("screener").text("/cases/work?show=screen")

    assert "等候受理的井盖" in text
    assert case.number in text
    assert "还剩" in text
    assert "受理" in text


def test_the_most_urgent_line_is_the_one_the_key_n_opens(office: Office) -> None:
    screening(office, "按 n 打开的案件")
    page = office.browser("screener").get("/cases/work").get_data(as_text=True)

    first = asked(office, "screener", "ListPending", pb.ListPendingRequest(page_size=1)).cases[0].case
    assert re.findall(r'href="([^"]+)"[^>]* data-next>', page) == [f"/cases/case/{first.id}"]


def test_counts_are_those_of_the_service_and_groups_hold_their_own(office: Office) -> None:
    reported(office, "只属于网格的案件")
    browser = office.browser("worker")
    counts = asked(office, "worker", "ListPending", pb.ListPendingRequest(page_size=1))

    page = browser.get("/cases/work").get_data(as_text=True)

    assert f"<strong>{counts.total}</strong>" in page
    for ask, number in counts.by_ask.items():
        assert re.search(rf'href="/cases/work\?show={ask}"[^>]*>.*?<b>{number}</b>', page, re.DOTALL)
    assert "只属于网格的案件" in browser.text("/cases/work?show=settle")
    assert "这一组没有待办" in browser.text("/cases/work?show=decide")


def test_a_script_gets_the_list_alone(office: Office) -> None:
    part = office.browser("worker").get("/cases/work", part=True).get_data(as_text=True)

    assert "<html" not in part
    assert "figures" in part


def test_somebody_with_nothing_to_do_is_told_so(office: Office) -> None:
    text = office.browser("dispatcher2").text("/cases/work")

    assert "没有等您办的事" in text


def test_the_page_is_there_in_english(office: Office) -> None:
    screening(office, "English reader")
    text = office.browser("screener", "en").text("/cases/work")

    assert "My work" in text
    assert " left" in text
    assert "Most urgent" not in text
    assert "Screen" in text


def test_the_badge_counts_and_is_empty_without_work(office: Office) -> None:
    screening(office, "菜单上的件数")
    total = asked(office, "screener", "ListPending", pb.ListPendingRequest(page_size=1)).total

    assert words(office.browser("screener").get("/cases/work/count", part=True)).startswith(str(total))
    assert words(office.browser("dispatcher2").get("/cases/work/count", part=True)) == ""


def test_the_bell_names_what_waits_and_what_moved(office: Office) -> None:
    reported(office, "铃铛里的案件")

    text = office.browser("worker").text("/cases/work/bell", part=True)

    assert "待办" in text
    assert "铃铛里的案件" in text
    assert "最近变动" in text


def test_the_bell_counts_what_is_new_until_its_list_was_seen(office: Office) -> None:
    browser = office.browser("worker")
    browser.post("/cases/work/seen", {"until": utc_now().isoformat()})
    reported(office, "刚到的案件")

    count = words(browser.get("/cases/work/unseen", part=True))
    bell = browser.get("/cases/work/bell", part=True).get_data(as_text=True)
    shown = re.search(r'data-shown="([^"]+)"', bell)
    assert shown is not None
    seen = browser.post("/cases/work/seen", {"until": shown[1]})

    assert count == "1 件新待办"
    assert bell.index("新到的待办") < bell.index("刚到的案件") < bell.index("最急的待办")
    assert "1 件未看" in bell
    assert seen.status_code == 204
    assert words(browser.get("/cases/work/unseen", part=True)) == ""
    assert browser.post("/cases/work/seen", {"until": "gestern"}).status_code == 400


def test_several_cases_are_signed_for_at_once_and_each_result_is_told(office: Office) -> None:
    one, two = assigned(office, "一并签收甲"), assigned(office, "一并签收乙")
    stranger = screening(office, "不归城管的案件")
    sent = {
        "request_id": "bulk-1",
        "case": [f"{one.id}:{one.etag}", f"{two.id}:stale", f"{stranger.id}:", "no-such-case:1"],
    }

    answer = office.browser("chengguan").post("/cases/work/sign", sent)

    assert answer.status_code == 200
    text = words(answer)
    assert "成功 1 件，未成功 3 件" in text
    assert "一并签收甲" in text.split("已签收")[-1]
    states = {
        each.id: asked(office, "dispatcher", "GetCase", pb.GetCaseRequest(id=each.id)).state
        for each in (one, two)
    }
    assert states == {one.id: pb.CASE_STATE_IN_WORK, two.id: pb.CASE_STATE_ASSIGNED}


def test_the_same_tick_sent_twice_signs_once_and_says_the_same(office: Office) -> None:
    case = assigned(office, "签收两次")
    sent = {"request_id": "bulk-2", "case": [f"{case.id}:{case.etag}"]}
    browser = office.browser("chengguan")

    answers = [words(browser.post("/cases/work/sign", sent)) for _ in range(2)]

    assert all("成功 1 件" in each for each in answers)


def test_nothing_ticked_is_answered_with_what_to_do(office: Office) -> None:
    assert "请先勾选要签收的案件" in words(office.browser("chengguan").post("/cases/work/sign"))


def test_who_handles_no_tasks_cannot_sign(office: Office) -> None:
    assert office.browser("leader").post("/cases/work/sign", {"case": "x:1"}).status_code == 403


def test_lately_opened_cases_are_named_only_as_far_as_they_may_be_seen(office: Office) -> None:
    case = screening(office, "最近打开的案件")

    mine = office.browser("worker").text(f"/cases/work/recent?id={case.id}&id=gone", part=True)
    other = words(office.browser("dispatcher2").get(f"/cases/work/recent?id={case.id}", part=True))

    assert "最近打开的案件" in mine
    assert other == ""


def test_somebody_signed_out_is_led_to_the_sign_in(office: Office) -> None:
    assert office.browser().get("/cases/work").status_code == 303


def test_a_centre_that_takes_part_in_nothing_sees_what_moves_in_its_area(office: Office) -> None:
    screening(office, "辖区里的变动")

    # Sees everything, and takes part in nothing that other tests do.
    assert "辖区最近变动" in office.browser("leader").text("/cases/work")
    assert "我经手的案件" in office.browser("worker").text("/cases/work")
