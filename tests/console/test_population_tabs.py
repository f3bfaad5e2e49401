"""Visits, cards and rentals on the pages of people and households; proposing who lives where (POP-03, 27)."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from services.kernel.call import system_call
from services.population.application.views.ports import AskedHouseholds
from services.population.bootstrap import Application
from services.population.domain.visiting import Outcome
from tests.console.browsing import Browser, Office, words
from tests.console.test_population_incomers import number, signed_in
from tests.console.test_population_pages import GRID, a_name, hidden, households, person_of, register, vacant


@pytest.fixture
def worker(office: Office) -> Browser:
    return office.browser("worker")


def visited(office: Office) -> tuple[str, str]:
    """A household of the demo with a visit, and what was heard there."""
    app: Application = office.platform.parts["population"].application
    asked = AskedHouseholds(path=GRID)
    found, _ = app.list_households(system_call("test"), asked, None, 500)
    for each in found:
        visits = app.visits.list_visits(system_call("test"), each.household.id)
        for one in visits:
            if one.heard and one.outcome is Outcome.MET:
                return each.household.id, one.heard[0]
    raise AssertionError("the demo has no visit with something heard")


def tab(browser: Browser, page: str, key: str) -> str:
    """What a script gets for the tab, as words."""
    answer = browser.get(f"{page}/tab/{key}", part=True)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    return words(answer)


def test_visits_stand_on_the_household_and_on_its_people(office: Office, worker: Browser) -> None:
    household, heard = visited(office)
    page = f"/population/household/{household}"

    shown = worker.text(page)
    of_person = tab(worker, f"/population/person/{person_of(worker, household)}", "visits")

    for text in (shown, of_person):
        assert heard in text
        assert "已见面" in text
    assert 'aria-current="page"' in worker.get(page).text


def test_without_a_script_a_tab_is_a_link_to_the_page(worker: Browser, office: Office) -> None:
    page = f"/population/household/{households(office)[0]}"

    answer = worker.get(f"{page}/tab/rental")

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"{page}?tab=rental#more")
    assert "没有登记出租" in worker.text(f"{page}?tab=rental")
    assert "没有登记出租" not in worker.text(page)


def test_a_card_and_a_rental_are_found_from_person_household_and_dwelling(
    office: Office, worker: Browser
) -> None:
    card = signed_in(worker, office)
    found = re.search(r"/population/person/([0-9a-f-]{36})", worker.get(card).text)
    assert found
    person = f"/population/person/{found[1]}"
    home = re.search(r"/population/dwelling/([0-9a-f-]{36})", worker.get(person).text)
    household = re.search(r"/population/household/([0-9a-f-]{36})", worker.get(person).text)
    assert home
    assert household
    let = worker.post(
        "/population/rentals/new",
        {"dwelling_id": home[1], "landlord_name": "吴房东", "landlord_phone": "13812345678",
         "request_id": str(uuid4())},
    )  # fmt: skip
    assert let.status_code == 303

    for page in (person, f"/population/household/{household[1]}"):
        assert "已登记" in tab(worker, page, "card")
        assert "待办" in tab(worker, page, "card")
        rented = worker.get(f"{page}/tab/rental", part=True).text
        assert let.headers["Location"] in rented
        assert "13812345678" not in rented
    dwelling = worker.get(f"/population/dwelling/{home[1]}").text
    assert let.headers["Location"] in dwelling
    assert f"rentals/new?dwelling={home[1]}" not in dwelling


def test_tabs_are_for_those_who_may(office: Office) -> None:
    dispatcher = office.browser("dispatcher")
    household = households(office)[0]
    page = f"/population/household/{household}"

    shown = dispatcher.get(page).text

    assert "tab=visits" not in shown
    assert "tab=card" not in shown
    assert "上门" not in words(dispatcher.get(f"{page}/tab/visits", part=True)).replace("上门看过", "")
    assert office.browser("resident01").get(f"{page}/tab/visits", part=True).status_code == 403


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_tabs_and_forms_open_in_both_languages(office: Office, locale: str) -> None:
    browser = office.browser("worker", locale)
    household, _ = visited(office)
    person = person_of(browser, household)
    for page in (f"/population/household/{household}", f"/population/person/{person}"):
        for key in ("visits", "records", "card", "rental", "nothing"):
            text = tab(browser, page, key)
            if locale == "en":
                assert "走访" not in text
                assert "没有" not in text
    for form in (
        f"/population/household/{household}/request-visit",
        f"/population/proposals/new?household={household}",
        f"/population/person/{person}/propose-arrival",
        f"/population/person/{person}/propose-arrival?dwelling={vacant(office)}",
    ):
        text = browser.text(form)
        if locale == "en":
            assert "提出" not in text, form
            assert "预约" not in text, form


def test_a_visit_is_asked_for_from_the_household(office: Office, worker: Browser) -> None:
    household = households(office)[5]
    form = f"/population/household/{household}/request-visit"
    data = {
        "slot": "VISIT_SLOT_EVENING",
        "note": "下班后",
        "request_id": hidden(worker.get(form).text, "request_id"),
    }

    wrong = worker.post(form, {**data, "due_on": "2026-13-45"})
    done = worker.post(form, data)

    assert wrong.status_code == 422
    assert done.status_code == 303, words(done)
    assert office.browser("chengguan").get(form).status_code == 403


def decided(office: Office, worker: Browser) -> None:
    """The clerk takes over what the worker proposed last."""
    mine = re.search(
        r'href="(/population/proposal/[0-9a-f-]{36})"', worker.get("/population/proposals/mine").text
    )
    assert mine
    clerk = office.browser("screener")
    form = clerk.get(f"{mine[1]}/decide").text
    data = {"etag": hidden(form, "etag"), "decision": "publish", "request_id": str(uuid4())}
    answer = clerk.post(f"{mine[1]}/decide", data)
    assert answer.status_code == 303, words(answer)


def test_a_new_resident_is_proposed_by_the_worker_and_confirmed_by_the_clerk(
    office: Office, worker: Browser
) -> None:
    household, name = households(office)[7], a_name()
    address = f"/population/proposals/new?household={household}"
    form = worker.get(address).text
    data = {
        "request_id": hidden(form, "request_id"),
        "values.name": name,
        "values.document_kind": "identity_card",
        "values.document_number": number(),
        "values.relation": "other_relative",
        "reason": "查看了身份证",
        "home": household,
    }

    unsaid = worker.post(address, data)
    answer = worker.post(address, {**data, "values.kind": "permanent"})

    assert unsaid.status_code == 422
    assert "必填" in words(unsaid)
    assert answer.status_code == 303, words(answer)
    assert name not in worker.text(f"/population/household/{household}")
    decided(office, worker)
    assert name in worker.text(f"/population/household/{household}")


def test_a_move_in_is_proposed_and_confirmed(office: Office, worker: Browser) -> None:
    _, person = register(worker, vacant(office))
    home = vacant(office)
    address = f"{person}/propose-arrival?dwelling={home}"
    form = worker.get(address).text
    data = {
        "request_id": hidden(form, "request_id"),
        "values.kind": "permanent",
        "reason": "本人当面说明",
        "home": "new",
    }

    answer = worker.post(address, data)

    assert answer.status_code == 303, words(answer)
    assert f"/population/dwelling/{home}" not in worker.get(person).text
    decided(office, worker)
    assert f"/population/dwelling/{home}" in worker.get(person).text
