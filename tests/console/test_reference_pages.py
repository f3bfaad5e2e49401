"""Pages of dictionaries, the working calendar, deduction rules and documents."""

from __future__ import annotations

import re
from typing import Any

from services.directory.edge.working_calendar import minutes_of
from tests.console.browsing import Browser, Office, words

HOME = "/directory/dictionaries"


def rows(browser: Browser, page: str) -> dict[str, Any]:
    """A dictionary's form as it is shown."""
    text = browser.get(page).get_data(as_text=True)
    sent: dict[str, Any] = {}
    for name in ("code", "title_zh", "title_en", "parent_code", "attributes"):
        found = re.findall(rf'name="{name}" value="([^"]*)"', text)
        sent[name] = [
            each.replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&") for each in found
        ]
    for name in ("dictionary.title_zh", "dictionary.title_en", "dictionary.version"):
        one = re.search(rf'name="{name}" value="([^"]*)"', text)
        sent[name] = one[1] if one else ""
    return sent


def made(browser: Browser, name: str) -> str:
    sent = {
        "dictionary.name": name,
        "dictionary.title_zh": "试验字典",
        "dictionary.title_en": "Trial",
        "dictionary.version": "0",
        "more": "first,第一,First\nsecond，第二",
    }
    answer = browser.post(f"{HOME}/create", sent)
    assert answer.status_code == 303, words(answer)
    return f"{HOME}/{name}"


def field(browser: Browser, page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', browser.get(page).get_data(as_text=True))
    assert found
    return found[1]


def test_all_staff_read_dictionaries_in_their_language_and_residents_do_not(office: Office) -> None:
    assert "岗位类别" in office.browser("worker").text(HOME)
    assert "Kinds of post" in office.browser("worker", "en").text(HOME)
    assert "网格长" in office.browser("worker").text(f"{HOME}/post_kind")
    assert office.browser("resident01").get(HOME).status_code == 403
    assert office.browser("worker").get(f"{HOME}/post_kind/edit").status_code == 403
    assert office.browser("worker").get(f"{HOME}/nonsense").status_code == 404


def test_a_dictionary_is_published_changed_and_its_versions_stay(office: Office) -> None:
    admin = office.browser("admin")
    page = made(admin, "trial_one")
    sent = rows(admin, f"{page}/edit")
    sent["title_zh"][0], sent["code"][2], sent["title_zh"][2] = "头一个", "third", "第三"

    changed = admin.post(f"{page}/edit", {**sent, "retired": ["second"]})
    late = admin.post(f"{page}/edit", sent)

    assert changed.status_code == 303
    text = admin.text(page)
    assert "头一个" in text
    assert "第三" in text
    assert "停用" in text
    assert "第 2 版" in text
    assert "头一个" not in admin.text(f"{page}?version=1")
    assert "这是旧版本" in admin.text(f"{page}?version=1")
    assert late.status_code == 422
    assert "已发布新版本" in words(late)


def test_what_is_wrong_with_an_entry_is_said_in_its_row(office: Office) -> None:
    admin = office.browser("admin")
    page = made(admin, "trial_two")
    sent = rows(admin, f"{page}/edit")
    sent["code"][2], sent["title_zh"][2], sent["attributes"][2] = "first", "重复", "不是 JSON"

    twice = admin.post(f"{page}/edit", sent)
    sent["code"][2], sent["attributes"][2], sent["title_zh"][2] = "fourth", "", ""
    untitled = admin.post(f"{page}/edit", sent)

    assert twice.status_code == 422
    assert "重复" in words(twice)
    assert 'id="row-3-error"' in twice.get_data(as_text=True)
    sent["title_zh"][2] = ""
    sent["title_en"][2] = "Fourth"
    assert untitled.status_code == 422
    assert 'id="row-3-error"' in untitled.get_data(as_text=True)


def test_published_entries_are_not_dropped(office: Office) -> None:
    admin = office.browser("admin")
    page = made(admin, "trial_three")
    sent = rows(admin, f"{page}/edit")
    for name in ("code", "title_zh", "title_en", "parent_code", "attributes"):
        sent[name] = sent[name][:1]

    answer = admin.post(f"{page}/edit", sent)

    assert answer.status_code == 422
    assert "停用" in words(answer)


def test_a_year_without_holidays_is_warned_about(office: Office) -> None:
    worker = office.browser("worker")

    assert "还没有登记放假安排" in worker.text("/directory/calendar?year=2031")
    assert "还没有登记放假安排" not in worker.text("/directory/calendar?year=2026")
    assert "/directory/calendar/days" not in worker.get("/directory/calendar").get_data(as_text=True)
    assert worker.get("/directory/calendar?year=99999").status_code == 200
    assert office.browser("resident01").get("/directory/calendar").status_code == 403
    assert minutes_of(["08:30-12:00", "14:30-18:00"]) == 7 * 60


def test_days_become_holidays_with_a_reason_and_usual_again(office: Office) -> None:
    admin = office.browser("admin")
    page = "/directory/calendar/days"
    sent = {
        "based_on": field(admin, page, "based_on"),
        "first": "2033-10-03",
        "last": "2033-10-05",
        "kind": "rest",
    }

    silent = admin.post(page, sent)
    backwards = admin.post(page, {**sent, "note": "国庆节", "last": "2033-10-01"})
    done = admin.post(page, {**sent, "note": "国庆节放假"})
    stale = admin.post(page, {**sent, "note": "国庆节放假"})

    assert silent.status_code == 422
    assert "f-note-error" in silent.get_data(as_text=True)
    assert backwards.status_code == 422
    assert "f-last-error" in backwards.get_data(as_text=True)
    assert done.status_code == 303
    assert done.headers["Location"].endswith("year=2033")
    text = admin.text("/directory/calendar?year=2033")
    assert "国庆节放假" in text
    assert "还没有登记" not in text
    assert stale.status_code == 422
    assert "已被他人修改" in words(stale)
    usual = {**sent, "based_on": field(admin, page, "based_on"), "kind": "usual", "note": "登记有误"}
    assert admin.post(page, usual).status_code == 303
    assert "原因：登记有误" in admin.text("/directory/calendar?year=2033")
    assert "国庆节放假" not in admin.text("/directory/calendar?year=2033")
    assert office.browser("worker").post(page, sent).status_code == 403


def test_hours_that_cannot_be_read_are_refused_at_the_field(office: Office) -> None:
    admin = office.browser("admin")
    page = "/directory/calendar/hours"
    sent = {"based_on": field(admin, page, "based_on"), "hours": "上午"}

    silent = admin.post(page, sent)
    answer = admin.post(page, {**sent, "reason": "夏季作息"})

    assert silent.status_code == 422
    assert "f-reason-error" in silent.get_data(as_text=True)
    assert answer.status_code == 422
    assert "f-hours-error" in answer.get_data(as_text=True)


def test_a_deduction_rule_is_added_and_changed(office: Office) -> None:
    admin = office.browser("admin")
    sent = {"rule.trigger": "case.overdue", "rule.target": "organisation", "rule.points": "4.5"}

    above = admin.post("/directory/rules/put", {**sent, "rule.cap_per_period": "1"})
    made = admin.post("/directory/rules/put", {**sent, "rule.cap_per_period": "44"})

    assert above.status_code == 422
    assert "f-rule-cap-per-period-error" in above.get_data(as_text=True)
    assert made.status_code == 303
    listed = admin.get("/directory/rules").get_data(as_text=True)
    assert "案件超时" in listed
    assert "44" in listed
    for one in re.findall(r"/directory/rules/([0-9a-f-]{36})", listed):
        page = f"/directory/rules/{one}"
        if 'value="44"' in admin.get(page).get_data(as_text=True):
            etag = field(admin, page, "rule.etag")
            changed = {**sent, "rule.etag": etag, "rule.cap_per_period": "45"}
            assert admin.post(page, changed).status_code == 303
            assert admin.post(page, changed).status_code == 422
            break
    else:
        raise AssertionError("the rule is not there")
    assert office.browser("worker").get("/directory/rules/put").status_code == 403


def test_a_document_is_written_version_by_version_and_drafts_are_for_editors(office: Office) -> None:
    admin, worker = office.browser("admin"), office.browser("worker")
    kind = re.search(r'<option value="([a-z_]+)">', admin.get("/directory/documents").get_data(as_text=True))
    assert kind
    sent = {"document.title": "居民公约", "document.kind": kind[1], "document.text": "第一条 爱护环境"}

    empty = admin.post("/directory/documents/put", {"document.title": "空"})
    made = admin.post("/directory/documents/put", sent)

    assert empty.status_code == 422
    assert "f-document-text-error" in empty.get_data(as_text=True)
    assert made.status_code == 303
    page = made.headers["Location"]
    assert "草稿" in admin.text(page)
    assert worker.get(page).status_code == 404
    etag = field(admin, f"{page}/edit", "document.etag")
    second = {**sent, "document.etag": etag, "document.text": "第二稿", "document.published": "true"}
    assert admin.post(f"{page}/edit", second).status_code == 303
    assert admin.post(f"{page}/edit", second).status_code == 422
    assert "第二稿" in worker.text(page)
    assert "居民公约" in worker.text("/directory/documents")
    assert "第一条" in admin.text(f"{page}?version=1")
