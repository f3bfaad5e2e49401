"""Pages of organisations: list, one with its duties and elections, who is responsible, the frame's search."""

from __future__ import annotations

import re

import pytest

from tests.console.browsing import Browser, Office, words

COMMUNITY = "410611002001"
HOME = "/directory/organisations"


def register(browser: Browser, name: str, code: str, kind: str = "ORGANISATION_KIND_STATIONED_UNIT") -> str:
    sent = {
        "organisation.name": name,
        "organisation.code": code,
        "organisation.kind": kind,
        "organisation.territory_code": COMMUNITY,
    }
    answer = browser.post(f"{HOME}/create", sent)
    assert answer.status_code == 303, words(answer)
    return answer.headers["Location"]


def values(browser: Browser, page: str) -> dict[str, str]:
    """What the inputs and the chosen options of a form hold."""
    text = browser.get(page).get_data(as_text=True)
    found = dict(re.findall(r'<input[^>]* name="([a-z_.]+)" value="([^"]*)"', text))
    for name, options in re.findall(r'<select[^>]* name="([a-z_.]+)"[^>]*>(.*?)</select>', text):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def test_all_staff_see_organisations_and_residents_do_not(office: Office) -> None:
    assert "淇滨区城市管理局" in office.browser("worker").text(HOME)
    assert office.browser("resident01").get(HOME).status_code == 403
    assert office.browser().get(HOME).status_code == 303


def test_the_list_is_narrowed_by_kind_name_and_territory(office: Office) -> None:
    browser = office.browser("worker")

    centres = browser.text(f"{HOME}?kind=ORGANISATION_KIND_CENTRE&name=桂鹤")
    none = browser.text(f"{HOME}?name=没有这个机构")

    assert "桂鹤社区" in centres
    assert "城市管理局" not in centres
    assert "没有符合条件的机构" in none
    assert "淇滨区城市管理局" not in browser.text(f"{HOME}?territory={COMMUNITY}")
    assert browser.get(f"{HOME}?kind=nonsense&territory=x").status_code == 200


def test_a_long_list_goes_on(office: Office) -> None:
    browser = office.browser("worker", "en")
    page = browser.get(HOME).get_data(as_text=True)
    onward = re.search(r'rel="next" href="([^"]+)"', page)

    assert onward
    assert "First page" in browser.text(onward[1].replace("&amp;", "&"))


def test_an_organisation_is_registered_changed_and_its_code_is_unique(office: Office) -> None:
    admin = office.browser("admin")
    page = register(admin, "桂鹤小学", "T-SCHOOL")
    form = values(admin, f"{page}/edit")

    changed = admin.post(
        f"{page}/edit", {**form, "organisation.name": "桂鹤中心小学", "organisation.active": "true"}
    )
    stale = admin.post(f"{page}/edit", {**form, "organisation.name": "另一个"})
    twice = admin.post(
        f"{HOME}/create",
        {
            "organisation.name": "重复",
            "organisation.code": "T-SCHOOL",
            "organisation.kind": "ORGANISATION_KIND_AGENCY",
            "organisation.territory_code": COMMUNITY,
        },
    )

    assert changed.status_code == 303
    assert "桂鹤中心小学" in admin.text(page)
    assert stale.status_code == 422
    assert "已被他人修改" in words(stale)
    assert twice.status_code == 422
    assert 'id="f-organisation-code-error"' in twice.get_data(as_text=True)


def test_what_is_missing_is_said_at_the_fields_in_english(office: Office) -> None:
    answer = office.browser("admin", "en").post(f"{HOME}/create", {"organisation.territory_code": COMMUNITY})

    assert answer.status_code == 422
    assert "f-organisation-name-error" in answer.get_data(as_text=True)


def test_somebody_without_the_right_registers_nothing(office: Office) -> None:
    worker = office.browser("worker")

    assert worker.get(f"{HOME}/create").status_code == 403
    assert f"{HOME}/create" not in worker.get(HOME).get_data(as_text=True)


def test_elections_are_noted(office: Office) -> None:
    admin = office.browser("admin")
    page = register(admin, "阳光业主委员会", "T-OWNERS", "ORGANISATION_KIND_OWNERS_COMMITTEE")

    empty = admin.post(f"{page}/elections", {})
    wrong = admin.post(
        f"{page}/elections",
        {"election.held_on": "2026-05-01", "election.elected": "甲某", "election.term_to": "2025-01-01"},
    )
    right = admin.post(
        f"{page}/elections",
        {
            "election.held_on": "2026-05-01",
            "election.elected": "甲某\n乙某",
            "election.term_to": "2029-05-01",
        },
    )

    assert empty.status_code == wrong.status_code == 422
    assert "f-election-term-to-error" in wrong.get_data(as_text=True)
    assert right.status_code == 303
    assert "甲某、乙某" in admin.text(page)


def test_a_recurring_duty_is_arranged_and_noted_as_done(office: Office) -> None:
    admin = office.browser("admin")
    page = register(admin, "桂鹤领导小组", "T-GROUP", "ORGANISATION_KIND_LEADING_GROUP")
    assert "尚未安排" in admin.text(page)
    duty = {
        "duty.duty": "meetings",
        "duty.title": "每月例会",
        "duty.rhythm": "RHYTHM_MONTHLY",
        "duty.next_due": "2026-01-10",
    }

    bad = admin.post(f"{page}/duties", {**duty, "duty.next_due": "1900-01-01"})
    made = admin.post(f"{page}/duties", duty)
    listed = admin.get(page).get_data(as_text=True)
    one = re.search(r"/duties/([0-9a-f-]{36})/done", listed)

    assert bad.status_code == 422
    assert "f-duty-next-due-error" in bad.get_data(as_text=True)
    assert made.status_code == 303
    assert one
    assert "已过期" in listed
    done = f"{page}/duties/{one[1]}/done"
    etag = values(admin, done)["etag"]
    assert admin.post(done, {"etag": etag, "note": "全员到会", "done_on": "2999-01-01"}).status_code == 422
    assert admin.post(done, {"etag": etag, "note": "全员到会"}).status_code == 303
    assert "全员到会" in admin.text(page)
    assert admin.post(done, {"etag": etag}).status_code == 422
    assert office.browser("worker").post(done, {"etag": etag}).status_code == 403


@pytest.mark.parametrize(
    ("line", "found"), [("event.street", "城市管理局"), ("service.minimum_living", "民政局")]
)
def test_who_is_responsible_is_found_nearest_first(office: Office, line: str, found: str) -> None:
    assert found in office.browser("screener").text(f"{HOME}/responsible?territory={COMMUNITY}&line={line}")


def test_the_search_of_the_frame_finds_places_organisations_and_posts(office: Office) -> None:
    admin, handler = office.browser("admin"), office.browser("gongan")

    found = admin.text("/directory/found?q=桂鹤", part=True)
    less = handler.text("/directory/found?q=淇滨区", part=True)

    assert "桂鹤社区居民委员会 村（社区）" in found
    assert "便民服务中心" in found
    assert "桂鹤社区网格长" in found
    assert "城市管理局" in less
    assert "县（区）" not in less
    assert "没有找到" in admin.text("/directory/found?q=", part=True)


def test_suggestions_carry_values_and_escape_what_was_typed(office: Office) -> None:
    browser = office.browser("admin")
    lines = browser.get("/directory/lookup/organisations?q=城市", part=True).get_data(as_text=True)

    assert re.search(r'<li data-value="[0-9a-f-]{36}" data-title="淇滨区城市管理局">', lines)
    assert "<script" not in browser.get("/directory/lookup/territories?q=<script>").get_data(as_text=True)
    assert office.browser("worker").get("/directory/lookup/people?q=王").status_code == 403


def test_lines_of_work_are_ticked_or_looked_up_by_title(office: Office) -> None:
    admin = office.browser("admin")
    suggested = admin.get("/directory/lookup/lines?q=危险房屋", part=True).get_data(as_text=True)
    one = re.search(r'data-value="([a-z_.]+)"', suggested)
    assert one
    page = register(admin, "危房鉴定所", "T-LINES")
    form = values(admin, f"{page}/edit")
    form = {name: value for name, value in form.items() if name != "organisation.lines"}

    answer = admin.post(
        f"{page}/edit",
        {**form, "organisation.active": "true", "organisation.lines": ["event.street"], "one_more": one[1]},
    )

    assert answer.status_code == 303, words(answer)
    edit = admin.get(f"{page}/edit").get_data(as_text=True)
    assert re.search(rf'value="{re.escape(one[1])}"[^>]* checked', edit)
    assert re.search(r'value="event.street"[^>]* checked', edit)
