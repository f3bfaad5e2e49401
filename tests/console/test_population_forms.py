"""Change requests and reports that fill themselves, on pages: who sees them and what comes of them."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook

from tests.console.browsing import Browser, Office, words

PROPOSALS, MINE, FORMS = "/population/proposals", "/population/proposals/mine", "/population/forms"


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def first(browser: Browser, page: str, pattern: str) -> str:
    found = re.search(pattern, browser.get(page).text)
    assert found, (page, pattern)
    return found[1]


@pytest.fixture
def worker(office: Office) -> Browser:
    return office.browser("worker")


@pytest.fixture
def clerk(office: Office) -> Browser:
    return office.browser("screener")


def proposed(worker: Browser, **values: str) -> str:
    """The worker proposes something about the last person of the list; the address of the proposal."""
    person = re.findall(r'href="/population/person/([0-9a-f-]{36})"', worker.get("/population/people").text)[
        -1
    ]
    form = f"/population/person/{person}/propose"
    data = {f"values.{name}": value for name, value in values.items()}
    data |= {"reason": "上门核实", "request_id": str(uuid4())}
    assert worker.post(form, data).status_code == 303
    return first(worker, MINE, r'href="(/population/proposal/[0-9a-f-]{36})"')


def test_the_queue_shows_what_waits_and_counts_it(clerk: Browser) -> None:
    page = clerk.text(PROPOSALS)
    assert "更正房屋信息" in page
    assert "迁出" in page
    assert re.search(r">\d+<", clerk.get(f"{PROPOSALS}/count").text)
    english = words(clerk.get(f"{PROPOSALS}?lang=en"))
    assert english


def test_who_may_not_review_does_not_see_the_queue(office: Office, worker: Browser) -> None:
    assert worker.get(PROPOSALS).status_code == 403
    assert office.browser("resident01").get(PROPOSALS).status_code in (302, 303, 403, 404)
    assert office.browser("leader").get(FORMS).status_code == 403


def test_what_is_proposed_at_the_record_is_decided_field_by_field(worker: Browser, clerk: Browser) -> None:
    address = proposed(worker, name="王测试", phone="13900001111")
    page = clerk.get(address)
    assert "139****1111" in page.text
    assert "13900001111" not in page.text
    form = clerk.get(f"{address}/decide").text
    data = {"etag": hidden(form, "etag"), "request_id": str(uuid4())}

    nothing = clerk.post(f"{address}/decide", {**data, "decision": "publish"})
    without = clerk.post(f"{address}/decide", {**data, "decision": "return"})
    done = clerk.post(f"{address}/decide", {**data, "decision": "publish", "fields": "name"})

    assert (nothing.status_code, without.status_code, done.status_code) == (422, 422, 303)
    assert "已入库" in clerk.text(address)
    again = clerk.post(
        f"{address}/decide", {**data, "decision": "publish", "fields": "name", "request_id": "x"}
    )
    assert again.status_code == 422


def test_bad_values_are_said_at_their_field(worker: Browser) -> None:
    person = first(worker, "/population/people", r'href="/population/person/([0-9a-f-]{36})"')
    answer = worker.post(
        f"/population/person/{person}/propose",
        {"values.phone": "12", "reason": "核实", "request_id": str(uuid4())},
    )
    assert answer.status_code == 422
    assert "f-values-phone-error" in answer.text


def test_a_proposal_is_withdrawn_by_its_proposer(worker: Browser) -> None:
    address = proposed(worker, name="王撤回")
    assert worker.get(f"{address}/decide").status_code == 403
    assert worker.post(f"{address}/withdraw", {}).status_code == 303
    assert "已撤回" in worker.text(address)


def test_whole_values_are_shown_for_a_purpose_alone(worker: Browser, clerk: Browser) -> None:
    address = proposed(worker, phone="13900003333")
    assert clerk.post(f"{address}/reveal", {}).status_code == 422
    answer = clerk.post(f"{address}/reveal", {"purpose": "入户走访"})
    assert "13900003333" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_those_that_are_ticked_are_accepted_together(worker: Browser, clerk: Browser) -> None:
    address = proposed(worker, phone="13900004444")
    identity = address.rsplit("/", 1)[1]
    assert clerk.post(f"{PROPOSALS}/accept", {"ids": identity, "request_id": str(uuid4())}).status_code == 303
    assert clerk.post(f"{PROPOSALS}/accept", {}).status_code == 303
    assert "已入库" in clerk.text(address)


def test_the_list_of_the_elderly_stands_filled_and_leaves_as_a_file(clerk: Browser) -> None:
    page = clerk.text(FORMS)
    assert "60 岁及以上居民名册" in page
    assert "人口情况月报" in page
    form = first(clerk, f"{FORMS}?state=filled", r'href="(/population/form/[0-9a-f-]{36})"')
    assert "居民名册" in clerk.text(form)
    assert '<th scope="col">姓名</th>' in clerk.get(form).text
    answer = clerk.get(f"{form}/file.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "姓名"
    assert len(rows) > 10
    assert not re.search(r"1[3-9]\d{9}", str(rows))
    assert clerk.get(f"{form}/file.pdf").data.startswith(b"%PDF-")


def test_a_monthly_report_is_filled_answered_submitted_and_checked(office: Office, clerk: Browser) -> None:
    form = first(clerk, f"{FORMS}?state=due", r'href="(/population/form/[0-9a-f-]{36})"')
    assert clerk.post(f"{form}/fill", {}).status_code == 303
    page = clerk.get(form).text
    missing = clerk.post(f"{form}/submit", {})
    assert missing.status_code == 422
    assert "本月重点工作" in words(missing)
    names = re.findall(r'name="(answers\.[^"]+)"', page)
    wrong = clerk.post(form, {names[0]: "abc", "request_id": str(uuid4())})
    assert wrong.status_code == 422
    data = {names[0]: "12", names[1]: "消防排查", "etag": hidden(page, "etag"), "request_id": str(uuid4())}
    assert clerk.post(form, data).status_code == 303
    assert clerk.post(f"{form}/submit", {}).status_code == 303
    assert "decide/check" not in clerk.get(form).text
    other = office.browser("dispatcher")
    check = other.get(f"{form}/decide/check").text
    sent = {"etag": hidden(check, "etag"), "request_id": str(uuid4())}
    assert other.post(f"{form}/decide/check", sent).status_code == 303
    assert "已审核" in other.text(form)


def test_templates_are_made_and_wrong_placeholders_named(clerk: Browser) -> None:
    page = clerk.get(f"{FORMS}/templates/new").text
    place = re.search(r'<option value="(\d{9,})"', page)
    assert place
    data = {
        "code": "short",
        "title": "简表",
        "period": "none",
        "level": "community",
        "territory_code": place[1],
        "cells": "人口｜{{count.nothing}}",
        "request_id": str(uuid4()),
    }
    wrong = clerk.post(f"{FORMS}/templates/new", data)
    assert wrong.status_code == 422
    assert "B1" in wrong.text
    right = clerk.post(
        f"{FORMS}/templates/new", {**data, "cells": "人口｜{{count.people}}", "request_id": "2"}
    )
    assert right.status_code == 303
    assert "简表" in clerk.text(f"{FORMS}/templates")
    assert clerk.post(f"{FORMS}/template/short/retire", {}).status_code == 303
