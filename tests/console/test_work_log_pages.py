"""Work logs, weeks and planned duty on pages: who sees them, what goes wrong, what comes of it (POP-26)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from services.kernel.types import utc_now
from services.kernel.worktime import SHANGHAI
from tests.console.browsing import Browser, Office, words

LOGS, WEEKS, PLANS = "/field/logs", "/field/weeks", "/field/plans"


def today() -> date:
    return utc_now().astimezone(SHANGHAI).date()


def own() -> str:
    """The address of one's own day."""
    return f"{LOGS}/mine/{today()}"


def week_of(day: date) -> str:
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def write(browser: Browser, text: str, **more: str) -> str:
    """One more entry of today; the answer's text."""
    data = {"kind": "WORK_KIND_VISIT", "text": text, "request_id": str(uuid4()), **more}
    address = own()
    answer = browser.post(address, data)
    return (
        words(browser.get(address)) if answer.status_code == 303 else f"{answer.status_code} {words(answer)}"
    )


@pytest.fixture
def open_day(office: Office) -> Browser:
    """The worker's browser, whose day is open."""
    browser = office.browser("worker")
    browser.post(f"{own()}/reopen")
    return browser


def test_a_day_is_written_changed_finished_and_reopened(open_day: Browser) -> None:
    address, text = own(), f"走访{uuid4().hex[:8]}"
    page = write(open_day, text)
    assert text in page

    found = re.search(
        rf'href="({address}/entry/[^"]+)"[^>]*aria-label="[^"]*{text}', open_day.get(address).text
    )
    assert found
    form = open_day.get(found[1]).text
    data = {"kind": "WORK_KIND_SERVICE", "text": f"{text}改", "etag": hidden(form, "etag")}
    assert open_day.post(found[1], data).status_code == 303
    page = open_day.text(address)
    assert f"{text}改" in page
    assert "修改过 1 次" in page
    stale = open_day.post(found[1], data)
    assert stale.status_code == 422
    assert "已被修改" in words(stale)

    assert open_day.post(f"{address}/finish").status_code == 303
    assert "已日清" in open_day.text(address)
    assert "写一条" not in open_day.text(address)
    refused = write(open_day, "再写")
    assert refused.startswith("422")
    assert "已经日清" in refused
    assert open_day.post(f"{address}/reopen").status_code == 303
    assert "写一条" in open_day.text(address)


def test_what_is_missing_is_said_at_its_field(open_day: Browser) -> None:
    answer = open_day.post(own(), {"kind": "", "text": "", "request_id": "x1"})

    assert answer.status_code == 422
    assert 'id="f-text-error"' in answer.text
    assert 'id="f-kind-error"' in answer.text
    wrong_day = open_day.post(
        own(), {"kind": "WORK_KIND_VISIT", "text": "x", "at": "2020-01-01T09:00", "request_id": "x2"}
    )
    assert 'id="f-at-error"' in wrong_day.text
    assert open_day.get(f"{LOGS}/mine/nonsense").status_code == 404


def test_what_the_platform_knows_becomes_an_entry_with_one_press(office: Office) -> None:
    browser = office.browser("worker")
    for back in (1, 2):
        address = f"{LOGS}/mine/{office.began - timedelta(days=back)}"
        page = browser.get(address)
        if "系统已记录的工作" in page.text:
            break
    assert "打卡 4 处" in words(page)
    source = hidden(page.text, "source")

    assert browser.post(f"{address}/take", {"source": source}).status_code == 303
    after = browser.get(address)
    assert "系统已记录的工作" not in words(after).split("本页是")[0]
    assert "打卡 4 处" in words(after)


def test_hints_say_what_does_not_belong_into_a_log(open_day: Browser) -> None:
    assert "不写居民的观点、信仰" in open_day.text(own())


def test_those_above_see_who_finished_and_read_a_day(office: Office, open_day: Browser) -> None:
    text = f"代办{uuid4().hex[:8]}"
    write(open_day, text)
    clerk, day = office.browser("screener"), today()

    page = clerk.get(f"{LOGS}?day={day}")
    assert "人应写日志" in words(page)
    assert text not in page.text
    addresses = re.findall(rf'class="fw-bold" translate="no" href="({LOGS}/{day}/[^"]+)"', page.text)
    assert addresses
    assert any(text in clerk.text(each) for each in addresses)
    assert "未日清" in clerk.text(f"{LOGS}?day={day}&show=open") or "都已日清" in clerk.text(
        f"{LOGS}?day={day}&show=open"
    )
    assert "have finished" in office.browser("screener", "en").text(LOGS)
    assert office.browser("worker").get(addresses[0]).status_code == 403
    assert office.browser("dispatcher2").get(addresses[0]).status_code == 404
    assert clerk.get(f"{LOGS}/{day}/nobody").status_code == 404


def test_only_those_with_the_right_see_the_pages(office: Office) -> None:
    for address in (LOGS, own(), WEEKS, PLANS):
        assert office.browser("chengguan").get(address).status_code == 403, address
    assert office.browser("worker").get(LOGS).headers["Location"] == f"{LOGS}/mine"
    assert office.browser("worker").get(WEEKS).status_code == 403
    assert office.browser("qu_leader").get(own()).status_code == 403
    assert office.browser("admin").get(LOGS).status_code == 200


def test_the_menu_counts_what_waits(office: Office, open_day: Browser) -> None:
    assert open_day.get(f"{LOGS}/count").status_code == 200
    assert office.browser("screener").get(f"{LOGS}/count").status_code == 200


def test_last_week_of_the_demo_is_reported_and_the_township_reads_it(office: Office) -> None:
    township, last_week = office.browser("dispatcher"), week_of(office.began - timedelta(weeks=1))
    page = township.get(f"{WEEKS}?week={last_week}")
    found = re.search(
        rf'href="({WEEKS}/{last_week}/\d+)">[^<]*</a></td>\s*<td[^>]*><span[^>]*>已上报', page.text
    )
    assert found

    week = township.text(found[1])
    assert "消防通道占用" in week
    assert "信息汇总分析会纪要" in week
    assert "填写结论" not in week.split("本页是")[0]
    assert township.get(f"{found[1]}/write").status_code == 403
    assert "Figures" in office.browser("dispatcher", "en").text(found[1])
    clerk = office.browser("screener")
    assert clerk.get(f"{WEEKS}?week={last_week}").headers["Location"] == found[1]
    late = clerk.post(f"{found[1]}/sum-up", {"etag": "3"})
    assert late.status_code == 409


def test_a_week_is_written_and_cannot_be_summed_up_before_its_friday(office: Office) -> None:
    clerk = office.browser("screener")
    day = today()
    week = week_of(day)
    address = clerk.get(f"{WEEKS}?week={week}").headers["Location"]
    form = clerk.get(f"{address}/write").text
    data = {"conclusions": "本周平稳", "needs": "", "minutes": "", "etag": hidden(form, "etag")}

    assert clerk.post(f"{address}/write", {**data, "request_id": str(uuid4())}).status_code == 303
    assert "本周平稳" in clerk.text(address)
    assert "本周平稳" not in office.browser("dispatcher").text(address)
    stale = clerk.post(f"{address}/write", {**data, "request_id": str(uuid4())})
    assert stale.status_code == 422
    early = clerk.post(f"{address}/sum-up", {"etag": "1"})
    assert early.status_code == (409 if day.weekday() < 4 else 303)


def test_hours_are_planned_and_seen_by_the_clerk(office: Office) -> None:
    worker = office.browser("worker")
    monday = today() + timedelta(days=7 - today().weekday())
    week = week_of(monday)
    address = f"{PLANS}/{week}/mine"

    wrong = worker.post(address, {"etag": "0", f"begin-{monday}-0": "18:30"})
    assert wrong.status_code == 422
    assert "同时填写" in words(wrong)
    hours = {f"begin-{monday}-0": "18:30", f"end-{monday}-0": "21:00"}
    crossed = {**hours, f"begin-{monday}-1": "20:00", f"end-{monday}-1": "22:00"}
    answer = worker.post(address, {"etag": "0", **crossed})
    assert answer.status_code == 422
    assert "不能重叠" in words(answer)
    assert worker.post(address, {"etag": "0", **hours}).status_code == 303
    assert "18:30–21:00" in worker.text(f"{PLANS}?week={week}")
    assert "18:30–21:00" in office.browser("screener").text(f"{PLANS}?week={week}")
    stale = worker.post(address, {"etag": "0", **hours})
    assert stale.status_code == 422
    assert worker.get(f"{PLANS}?week=nonsense").status_code == 404
