"""Pages of requests between places, purposes and joint checks: who sees them, what comes of it (POP-20)."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import pytest

from tests.console.browsing import Browser, Office, words
from tests.console.test_population_incomers import signed_in
from tests.console.test_population_pages import PNG, hidden

HOME = "/population/coordination"
CHECKS, PURPOSES = f"{HOME}/checks", f"{HOME}/purposes"


@pytest.fixture
def screener(office: Office) -> Browser:
    return office.browser("screener")


@pytest.fixture
def neighbour(office: Office) -> Browser:
    """Of the community that is asked."""
    return office.browser("screener2")


def person_of(browser: Browser, card: str) -> str:
    found = re.search(r'/population/coordination/ask/([^"?]+)"', browser.get(card).text)
    assert found is not None
    return found[1]


def neighbours_code(screener: Browser) -> str:
    """The community that the demo's request came from."""
    assert "鹤翔社区" in screener.text(f"{HOME}?box=in")
    shown = screener.get("/directory/lookup/territories?q=鹤翔社区", part=True).text
    found = re.search(r'data-value="(\d{12})"', shown)
    assert found, shown
    return found[1]


def asked(browser: Browser, person: str, **more: object) -> str:
    """The address of a new request."""
    answer = browser.post(
        f"{HOME}/ask/{person}",
        {
            "purpose": "school_enrolment",
            "fields": ["enrolled", "grade"],
            "send": "true",
            "request_id": str(uuid4()),
            **more,
        },
    )
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["Location"])


def press(browser: Browser, page: str, verb: str) -> str:
    etag = hidden(browser.get(page).text, "etag")
    answer = browser.post(f"{page}/step", {"verb": verb, "etag": etag})
    assert answer.status_code == 303, words(answer)
    return browser.text(page)


def test_pages_are_for_those_who_ask_or_answer(office: Office, screener: Browser) -> None:
    for page in (HOME, CHECKS, PURPOSES, f"{HOME}/bell", f"{HOME}/count"):
        assert screener.get(page).status_code == 200, page
        assert office.browser("leader").get(page).status_code == 403, page
        assert office.browser("resident01").get(page).status_code == 403, page
    assert office.browser("worker").get(CHECKS).status_code == 403
    assert office.browser("worker").get(f"{PURPOSES}/new").status_code == 403
    assert screener.get(f"{HOME}?box=in&page_token=broken&state=zz").status_code == 200
    for locale, said in (("zh", "收到的"), ("en", "Received")):
        assert said in office.browser("screener", locale=locale).text(HOME)


def test_the_demo_shows_what_waits_in_the_list_the_menu_and_the_bell(screener: Browser) -> None:
    assert "待签收 2 件" in screener.text(f"{HOME}?box=in")
    assert "随迁子女入学" in screener.text(f"{HOME}/bell", part=True)
    assert re.search(r"\d", screener.text(f"{HOME}/count", part=True))
    assert "bell-new" not in screener.get(f"{HOME}/unseen", part=True).text
    assert "演示省临川县" in screener.text(f"{HOME}?box=out")
    assert "联合检查" in screener.text(CHECKS)


def test_a_child_is_asked_about_answered_and_read(
    office: Office, screener: Browser, neighbour: Browser
) -> None:
    person = person_of(screener, signed_in(screener, office))
    assert "问：" in screener.text(f"{HOME}/ask/{person}")
    page = asked(screener, person, to_territory_code=neighbours_code(screener))

    assert "待签收" in screener.text(page)
    assert "没有该证件号码的人" in neighbour.text(page)
    assert "已签收" in press(neighbour, page, "acknowledge")
    etag = hidden(neighbour.get(f"{page}/answer").text, "etag")
    wrong = neighbour.post(f"{page}/answer", {"values.grade": "三年级", "etag": etag})
    assert wrong.status_code == 422
    assert "请选择" in words(wrong)
    done = neighbour.post(
        f"{page}/answer", {"values.enrolled": "yes", "values.grade": "三年级", "etag": etag}
    )
    assert done.status_code == 303, words(done)
    assert "三年级" not in screener.text(page)
    assert "三年级" in words(screener.post(f"{page}/read", {}))
    assert neighbour.post(f"{page}/read", {}).status_code == 404
    assert "查看协查答复" in screener.text(f"/population/person/{person}/readings")
    assert "随迁子女入学" in screener.text(f"/population/person/{person}?tab=coordination")


def test_a_place_outside_gets_a_letter_and_its_answer_is_entered(office: Office, screener: Browser) -> None:
    person = person_of(screener, signed_in(screener, office))
    both = screener.post(
        f"{HOME}/ask/{person}",
        {"purpose": "school_enrolment", "fields": ["enrolled"], "request_id": str(uuid4())},
    )
    assert both.status_code == 422
    assert "二者选一" in words(both)
    page = asked(screener, person, to_outside="某省某县教育局")

    letter = screener.post(f"{page}/letter.pdf", {})
    assert letter.status_code == 200
    assert letter.get_data()[:5] == b"%PDF-"
    reveal = screener.post(f"{page}/reveal", {"purpose": "核对"})
    assert re.search(r"\d{17}[\dX]", words(reveal))
    entered = screener.post(f"{page}/answer", {"file": (io.BytesIO(PNG), "复函.png")})
    assert entered.status_code == 303, words(entered)
    assert "复函.png" in words(screener.post(f"{page}/read", {}))
    assert screener.post(f"{page}/file", {}).status_code == 200


def letter_of(browser: Browser, **more: object) -> dict[str, object]:
    """What a clerk fills in; the community is the one that the demo's request asked."""
    form = browser.get(f"{HOME}/letters/new?purpose=school_enrolment").text
    return {
        "purpose": "school_enrolment",
        "sender": "外省某县教育局",
        "letter_number": f"某教函{uuid4().hex[:6]}号",
        "letter_on": "2026-01-05",
        "to_territory_code": hidden(form, "to_territory_code"),
        "people": "王小明",
        "fields": ["enrolled"],
        "request_id": str(uuid4()),
        "file_data": (io.BytesIO(PNG), "来函.png"),
        **more,
    }


def test_a_letter_that_came_on_paper_is_recorded_answered_and_replied_to(
    office: Office, screener: Browser
) -> None:
    assert "为什么事核对" in screener.text(f"{HOME}/letters/new")
    assert "登记外地来函" in screener.text(HOME)
    answer = screener.post(f"{HOME}/letters/new", letter_of(screener, people="王小明\n王小红"))
    assert (answer.status_code, answer.headers.get("Location")) == (303, f"{HOME}?box=in"), words(answer)
    answer = screener.post(f"{HOME}/letters/new", letter_of(screener))
    assert answer.status_code == 303, words(answer)
    page = str(answer.headers["Location"])

    assert "来函，待签收" in screener.text(page)
    assert "外省某县教育局" in screener.text(f"{HOME}?box=in")
    scan = screener.post(f"{page}/letter", {})
    assert (scan.status_code, scan.headers["Content-Type"]) == (200, "image/jpeg")
    assert office.browser("screener2").get(page).status_code == 404
    assert office.browser("screener2").post(f"{page}/letter", {}).status_code == 404
    assert office.browser("worker").get(f"{HOME}/letters/new").status_code == 403
    assert "已签收" in press(screener, page, "acknowledge")
    etag = hidden(screener.get(f"{page}/answer").text, "etag")
    done = screener.post(f"{page}/answer", {"values.enrolled": "yes", "etag": etag})
    assert done.status_code == 303, words(done)
    assert "待寄复函" in screener.text(f"{HOME}?box=in&waiting=1")
    reply = screener.post(f"{page}/reply.pdf", {})
    assert reply.get_data()[:5] == b"%PDF-"
    assert "复函首次打印" in screener.text(page)
    assert "Reply printed" in office.browser("screener", "en").text(page)


def test_a_letter_is_not_recorded_without_what_proves_it(screener: Browser) -> None:
    new = f"{HOME}/letters/new"
    for wrong, said in (
        ({"file_data": None}, "请上传来函扫描件"),
        ({"people": "王小明 410602201203040001"}, "校验"),
        ({"letter_on": "2099-01-01"}, "日期不能晚于今天"),
        ({"people": ""}, "请填写此项"),
        ({"note": "该人可疑"}, "这里不能填写"),
    ):
        sent = {key: value for key, value in (letter_of(screener) | wrong).items() if value is not None}
        answer = screener.post(new, sent)
        assert answer.status_code == 422, wrong
        assert said in words(answer), words(answer)


def test_the_demo_shows_a_letter(screener: Browser) -> None:
    assert "演示省临川县民政局" in screener.text(f"{HOME}?box=in")


def test_a_request_is_declined_or_withdrawn_with_a_reason(office: Office, screener: Browser) -> None:
    person = person_of(screener, signed_in(screener, office))
    page = asked(screener, person, to_outside="某省某县")

    empty = screener.post(f"{page}/withdraw", {"reason": ""})
    assert empty.status_code == 422
    marked = screener.post(f"{page}/withdraw", {"reason": "该人可疑"})
    assert marked.status_code == 422
    assert screener.post(f"{page}/withdraw", {"reason": "家长已提供"}).status_code == 303
    assert "已撤回：" in screener.text(page)


def test_a_county_declares_a_purpose_and_none_about_suspicion(office: Office) -> None:
    county = office.browser("supervisor")
    given = {
        "purpose.code": f"fund_{uuid4().hex[:8]}",
        "purpose.title_zh": "住房公积金异地转移",
        "purpose.legal_basis": "住房公积金管理条例",
        "purpose.limit_days": "5",
        "purpose.keep_days": "15",
        "f0-name": "has_account",
        "f0-zh": "是否有账户",
        "f0-kind": "yes_no",
    }

    assert county.post(f"{PURPOSES}/new", given).status_code == 303
    assert "住房公积金异地转移" in county.text(PURPOSES)
    bad = county.post(
        f"{PURPOSES}/new", given | {"purpose.code": "other", "purpose.title_zh": "重点人员核查"}
    )
    assert bad.status_code == 422
    assert "重点人员" in words(bad)
    assert "当前版本 1" in county.text(f"{PURPOSES}/{given['purpose.code']}")


def test_a_joint_check_is_planned_recorded_and_put_right(screener: Browser) -> None:
    new = screener.get(f"{CHECKS}/new").text
    premises = re.findall(r'value="((?:employer|rental):[^"]+)"', new)
    sent = {
        "place": hidden(new, "place"),
        "check.title": "冬季消防联合检查",
        "check.planned_on": "2026-12-01",
        "check.participants": "派出所 社区民警\n消防救援站 监督岗",
        "premises": premises[:2],
        "request_id": str(uuid4()),
    }
    assert screener.post(f"{CHECKS}/new", sent | {"premises": []}).status_code == 422
    answer = screener.post(f"{CHECKS}/new", sent)
    assert answer.status_code == 303, words(answer)
    page = str(answer.headers["Location"])

    record = screener.get(f"{page}/record").text
    done = screener.post(
        f"{page}/record",
        {"etag": hidden(record, "etag"), "failed-0": ["gas", "fire_exit"], "note-0": "已告知"},
    )
    assert done.status_code == 303, words(done)
    shown = screener.get(page).text
    assert "有隐患待整改" in shown
    for _ in range(2):
        shown = screener.get(page).text
        step = {"etag": hidden(shown, "etag"), "finding": hidden(shown, "finding")}
        assert screener.post(f"{page}/step", step).status_code == 303
    assert "已办结" in screener.text(page)
