"""Pages of public boards and of participants: the office publishes, everybody reads, nobody is named."""

from __future__ import annotations

import re
from uuid import uuid4

from tests.console.browsing import Browser, Office, words
from tests.console.test_population_pages import GRID, hidden, households, person_of

COMMUNITY = GRID[:12]
OFFICE, PUBLIC = f"/population/boards/{COMMUNITY}", f"/population/board/{COMMUNITY}"


def publish(browser: Browser) -> None:
    page = browser.get(OFFICE).text
    data = {"etag": hidden(page, "etag"), "request_id": str(uuid4())}
    answer = browser.post(f"{OFFICE}/publish", data)
    assert answer.status_code == 303, words(answer)


def test_everybody_reads_the_board_and_nobody_is_named_on_it(office: Office) -> None:
    for locale, said in (
        ("zh", ("信息栏", "人口", "有事找谁", "各网格")),
        ("en", ("People", "Whom to call")),
    ):
        page = office.browser("", locale).text(PUBLIC)
        assert all(each in page for each in said)
        assert "class=" not in page
    grid = office.browser().text(f"/population/board/{GRID}")
    assert "网格员" in grid
    assert re.search(r"\d{4,}", grid.split("数字截至", 1)[0])  # its own counts, and numbers of work alone


def test_the_office_previews_publishes_prints_and_takes_off(office: Office) -> None:
    clerk = office.browser("screener")
    assert clerk.get("/population/boards").headers["Location"] == OFFICE
    publish(clerk)
    assert "已发布" in clerk.text(OFFICE)
    for size in ("a4", "a3"):
        poster = clerk.get(f"{OFFICE}/poster.pdf?size={size}")
        assert poster.data.startswith(b"%PDF-")
    empty = clerk.post(f"{OFFICE}/withdraw", {"reason": "", "request_id": str(uuid4())})
    assert empty.status_code == 422

    off = clerk.post(f"{OFFICE}/withdraw", {"reason": "数字有误", "request_id": str(uuid4())})

    assert off.status_code == 303
    assert office.browser().get(PUBLIC).status_code == 404
    assert "数字有误" in clerk.text(OFFICE)
    publish(clerk)
    assert office.browser().get(PUBLIC).status_code == 200


def test_numbers_that_changed_since_the_preview_are_not_published(office: Office) -> None:
    answer = office.browser("screener").post(f"{OFFICE}/publish", {"etag": "0" * 32})

    assert answer.status_code == 409
    assert "请核对" in words(answer)


def test_the_office_pages_are_for_those_who_publish(office: Office) -> None:
    assert office.browser("worker").get(OFFICE).status_code == 403
    assert office.browser("worker").post(f"{OFFICE}/publish").status_code == 403
    for address in ("/population/board/1", "/population/board/x", "/population/board/410602001001999"):
        assert office.browser().get(address).status_code == 404
    assert office.browser("screener").get("/population/boards/abc").status_code == 404


def unit_of(browser: Browser) -> str:
    """The demo's team of volunteers."""
    page = browser.get("/population/establishments?kind=mass_group").text
    return str(re.findall(r'data-href="/population/establishment/([0-9a-f-]{36})"', page)[0])


def test_a_participant_is_entered_shown_masked_and_withdraws(office: Office) -> None:
    worker = office.browser("worker")
    address = f"/population/establishment/{unit_of(worker)}/participants"
    said = {
        "participant.name": "钱多多",
        "participant.purpose": "周末义务维修",
        "participant.phone": "13612345678",
        "participant.consented_on": "2020-01-01",
        "participant.consent_kept_at": "档案柜",
        "request_id": str(uuid4()),
    }
    old = worker.post(f"{address}/new", said)
    assert old.status_code == 422
    assert 'id="f-participant-consented-on-error"' in old.text
    today = office.began.isoformat()

    made = worker.post(f"{address}/new", {**said, "participant.consented_on": today})

    assert made.status_code == 303, words(made)
    page = worker.get(address).text
    assert "136****5678" in page
    assert "13612345678" not in page
    entry = re.findall(r"/population/participant/([0-9a-f-]{36})/change", page)[0]
    shown = worker.post(f"/population/participant/{entry}/phone", {"purpose": "为居民办事"})
    assert "13612345678" in shown.text
    form = worker.get(f"/population/participant/{entry}/change").text
    kept = {
        **said,
        "participant.consented_on": today,
        "participant.phone": "136****5678",
        "participant.skills": "木工",
        "participant.etag": hidden(form, "participant.etag"),
        "request_id": str(uuid4()),
    }
    assert worker.post(f"/population/participant/{entry}/change", kept).status_code == 303
    assert "木工" in worker.text(address)
    gone = worker.post(f"/population/participant/{entry}/withdraw", {"request_id": str(uuid4())})
    assert gone.status_code == 303, words(gone)
    assert "钱多多" not in worker.text(address)


def test_lists_are_shown_in_both_languages_to_those_who_may(office: Office) -> None:
    worker = office.browser("worker")
    unit = unit_of(worker)
    for locale in ("zh", "en"):
        reader = office.browser("worker", locale)
        assert reader.get(f"/population/establishment/{unit}/participants").status_code == 200
        assert reader.get("/population/participants").status_code == 200
        assert reader.get(f"/population/establishment/{unit}").status_code == 200
    assert "4" not in worker.text("/population/participants").partition("单位类型")[2].partition("辖区内")[0]
    assert office.browser("chengguan").get("/population/participants").status_code == 403
    assert (
        office.browser("dispatcher2").get(f"/population/establishment/{unit}/participants").status_code == 404
    )


def test_a_resident_is_entered_for_an_organisation_of_the_own_community(office: Office) -> None:
    worker = office.browser("worker")
    person = person_of(worker, households(office)[0])

    page = worker.get(f"/population/person/{person}/participate").text

    assert re.search(r'(?s)name="participant.establishment_id".*?志愿服务队.*?</select>', page)
    assert 'name="participant.purpose"' in page
    assert 'name="participant.consented_on"' in page
