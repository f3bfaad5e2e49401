"""Who gets through which door: nobody signed out, no resident, no form without the page's token."""

from __future__ import annotations

import re

import pytest

from services.kernel.web import printing
from services.kernel.web.pages import done
from tests.console.browsing import Browser, Office
from tests.console.test_nasty_input import addresses, case_of

EVERYBODYS = {
    "/",
    "/api/docs",
    "/auth/sign-in",
    "/cases/receipt",
    "/directory/boards/{}",
    "/directory/boards/{}/map.json",
    "/field",
    "/field/",
    "/field/badge/{}",
    "/population/board/{}",
    "/population/card/{}",
    "/field/sw.js",
    "/language/{}",
    "/status",
    "/theme/{}",
}
"""What anybody may open; anything else that opens without a session is a hole, or belongs here."""
GRID = "410602001001001"


def opened(browser: Browser, office: Office, method: str) -> set[str]:
    """Templates of addresses that answer with something, each tried with a case, a grid and a county."""
    case, found = case_of(office), set()
    for _, path in addresses(office, method):
        for value in (case, GRID, "410602000000") if "{}" in path else ("",):
            address = path.format(*[value] * path.count("{}"))
            answer = browser.get(address) if method == "GET" else browser.post(address)
            if answer.status_code == 200:
                found.add(path)
    return found


def test_nobody_who_is_signed_out_opens_what_is_not_for_everybody(office: Office) -> None:
    assert opened(office.browser(), office, "GET") <= EVERYBODYS


def test_no_resident_opens_a_page_of_the_staff(office: Office) -> None:
    assert opened(office.browser("resident01"), office, "GET") <= EVERYBODYS


@pytest.mark.parametrize("login", ["", "resident01"])
def test_no_form_of_the_staff_is_taken_from_others(office: Office, login: str) -> None:
    assert opened(office.browser(login), office, "POST") <= EVERYBODYS


def test_no_form_is_taken_without_the_token_of_its_page(office: Office) -> None:
    browser = office.browser("admin")
    taken = []
    for _, path in addresses(office, "POST"):
        address = path.format(*["x"] * path.count("{}"))
        for token in ("", "guessed", "m.AAAA", "m.é"):
            if browser.post(address, {"csrf_token": token}).status_code not in (403, 404):
                taken.append(f"{address} {token}")

    assert not taken, "\n".join(taken)


def test_no_page_may_be_kept_by_caches(office: Office) -> None:
    """Where a page says nothing, the gateway says no-store; what a view says is no weaker than asking."""
    browser, case = office.browser("head"), case_of(office)
    kept = {}
    for _, path in addresses(office, "GET"):
        answer = browser.get(path.format(*[case] * path.count("{}")))
        said = answer.headers.get("Cache-Control", "no-store")
        if answer.status_code == 200 and not re.search(r"no-store|no-cache", said):
            kept[path] = said

    assert kept == {}


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/cases/%0d%0aX-A:evil.example"])
def test_a_form_leads_back_to_pages_of_ours_alone(office: Office, back: str) -> None:
    case = case_of(office)

    page = office.browser("head").get(f"/cases/case/{case}/do/follow?back={back}").text

    assert not re.search(r'href="[^"/]*(//|/cases/\s*X-A:)evil', page)


def test_an_address_to_go_on_to_never_breaks_the_answer(office: Office) -> None:
    with office.app.test_request_context(headers={"HX-Request": "true"}):
        answer = done("/cases/list?q=网格\r\nX-A: b")

    assert answer.headers["HX-Redirect"].isascii()
    assert "\n" not in answer.headers["HX-Redirect"]
    assert "X-A" not in answer.headers


def test_few_wait_for_a_document_since_each_holds_a_thread_of_the_pages() -> None:
    taken = 0
    try:
        while taken < printing.AT_ONCE + printing.WAITING:
            assert printing._room.acquire(blocking=False)
            taken += 1

        with pytest.raises(printing.PrintingBusy):
            printing.pdf("<p>one too many</p>")
    finally:
        for _ in range(taken):
            printing._room.release()
