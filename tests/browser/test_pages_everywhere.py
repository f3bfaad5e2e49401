"""Every page in both languages: nothing broken, no barrier, nothing cut off, nothing untranslated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rounds import Rounds, barriers, menu, too_wide, untranslated
from tests.browser.visitors import Locale, Visitors, axe

STATES = (
    "REPORTED",
    "SELF_DONE",
    "SCREENING",
    "FILED",
    "ASSIGNED",
    "IN_WORK",
    "FEEDBACK",
    "VERIFYING",
    "CLOSED",
    "EVALUATED",
)
"""Of cases that the demo county has."""
DARK = (
    "/cases/work",
    "/cases/list",
    "/cases/dashboard",
    "/directory/territories",
    "/cases/report",
    "/population",
    "/population/statistics/demand",
    "/population/map",
)
COMMUNITY = "410611002001"
BEHIND = (
    "/population/dwellings",
    "/population/places",
    "/population/worksites",
    "/population/employers",
    "/population/stations",
    "/population/participants",
    "/population/coordination?box=sent",
    "/population/coordination/checks",
    "/population/coordination/purposes",
    "/population/statistics/weeks",
    "/population/statistics/weeks/communities",
    "/population/statistics/meetings",
    "/population/statistics/demand",
    "/population/statistics/items",
    "/population/statistics/brands",
    f"/population/boards/{COMMUNITY}",
    "/population/person/new",
    "/population/incomers/new",
    "/population/worksites/new",
    "/population/stations/new",
    "/population/rentals/new",
    "/population/establishments/new",
    "/population/statistics/huddles/new",
    "/population/statistics/items/new",
    "/population/imports/new",
    "/population/exports/new",
)
"""Pages that the menu's lead to, and that show nobody's data in their headings."""
RECORDS = {
    "/population/people": "/population/person/",
    "/population/households": "/population/household/",
    "/population/buildings": "/population/building/",
    "/population/dwellings": "/population/dwelling/",
    "/population/establishments": "/population/establishment/",
    "/population/places": "/population/place/",
    "/population/records": "/population/record/",
    "/population/twins": "/population/twins/",
    "/population/incomers": "/population/incomers/",
    "/population/rentals": "/population/rentals/",
    "/population/worksites": "/population/worksites/",
    "/population/stations": "/population/stations/",
    "/population/coordination": "/population/coordination/exchange/",
    "/population/coordination/checks": "/population/coordination/checks/",
    "/population/statistics/meetings": "/population/statistics/meeting/",
    "/population/statistics/brands": "/population/statistics/brand/",
    "/population/imports": "/population/imports/",
    "/population/proposals": "/population/proposal/",
    "/field/lists": "/field/lists/",
}
"""Lists, and how the address of a record of theirs begins."""
OF_SOMEBODY = ("readings", "held", "restrict", "reveal", "correct", "move-out")
WITH_DUTIES = ("worker", "head", "screener", "dispatcher", "chengguan")
TABS = ("report", "tasks", "patrol", "lookup", "me")
GRID = {"longitude": 114.203125, "latitude": 35.66375, "accuracy": 8.0}


@pytest.fixture
def rounds(visitors: Visitors) -> Iterator[Callable[..., Rounds]]:
    """``rounds(login, **how)`` begins a walk; at the end everything that was wrong is told at once."""
    begun: list[Rounds] = []

    def begin(login: str, **how: Any) -> Rounds:
        begun.append(Rounds(visitors.signed_in(login, **how), visitors.faults))
        return begun[-1]

    yield begin
    problems = [each for walk in begun for each in walk.problems]
    assert not problems, "\n" + "\n".join(problems)


def asked(page: Page, path: str) -> Any:
    answer = page.context.request.get(f"/api/v1{path}")
    assert answer.ok, f"{path}: {answer.text()}"
    return answer.json()


def test_every_page_of_the_menu_opens_without_barriers_on_every_screen(rounds: Callable[..., Rounds]) -> None:
    rounds("admin").visit(menu(), barriers, too_wide)


def test_every_page_of_the_menu_is_in_english_for_who_reads_english(rounds: Callable[..., Rounds]) -> None:
    rounds("admin", locale="en").visit(menu(), untranslated, too_wide)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_pages_for_everybody_have_no_barriers(visitors: Visitors, locale: Locale) -> None:
    walk = Rounds(visitors.signed_out(locale=locale), visitors.faults)
    looks = (untranslated,) if locale == "en" else ()

    board = f"/population/board/{COMMUNITY}"
    walk.visit(
        ("/auth/sign-in", "/cases/receipt", "/status", "/api/docs", board, f"{board}001"),
        barriers,
        too_wide,
        *looks,
    )

    assert walk.problems == []


def test_pages_behind_those_of_the_menu_have_no_barriers(rounds: Callable[..., Rounds]) -> None:
    rounds("screener").visit(BEHIND, barriers, too_wide)


def test_pages_behind_those_of_the_menu_are_in_english(rounds: Callable[..., Rounds]) -> None:
    rounds("screener", locale="en").visit(BEHIND, untranslated, too_wide)


def test_records_of_the_register_have_no_barriers(rounds: Callable[..., Rounds]) -> None:
    walk = rounds("screener")
    paths = [record(walk.page, *each) for each in RECORDS.items()]
    person = next(each for each in paths if each.startswith("/population/person/"))

    about = [f"{person}/{each}" for each in OF_SOMEBODY]
    walk.visit([*paths, *about, "/population/coordination/checks/new"], barriers, too_wide)


def record(page: Page, path: str, prefix: str) -> str:
    """The address of the first record that a list leads to."""
    page.goto(path)
    links = page.locator(f"main table a[href^='{prefix}']:not([href$='/new'])")
    return str(links.first.get_attribute("href"))


def test_pages_can_be_read_in_the_dark(rounds: Callable[..., Rounds]) -> None:
    walk = rounds("admin", color_scheme="dark")
    case = asked(walk.page, "/cases?page_size=1")["cases"][0]["id"]

    walk.visit([*DARK, f"/cases/case/{case}"], barriers)

    assert walk.page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_a_case_can_be_read_in_each_of_its_states(rounds: Callable[..., Rounds]) -> None:
    walk = rounds("admin")
    paths = []
    for state in STATES:
        found = asked(walk.page, f"/cases?page_size=1&filter=state%3D%22{state}%22")["cases"]
        assert found, f"the demo has no case in state {state}"
        paths.append(f"/cases/case/{found[0]['id']}")

    walk.visit(paths, barriers, too_wide)


def test_each_thing_that_may_be_done_about_a_case_has_a_dialog_without_barriers(
    rounds: Callable[..., Rounds],
) -> None:
    seen: set[str] = set()
    for login in WITH_DUTIES:
        walk = rounds(login)
        for waiting in asked(walk.page, "/cases:pending?page_size=40")["cases"]:
            found = asked(walk.page, f"/cases/{waiting['case']['id']}")
            verbs = [each for each in found["actions"] if each not in seen]
            seen.update(verbs)
            if verbs:
                walk.visit([f"/cases/case/{found['id']}"], lambda page, verbs=verbs: dialogs(page, verbs))  # type: ignore[misc]

    assert {"submit", "file", "assign", "sign", "feed_back", "check", "verify", "reject"} <= seen


def dialogs(page: Page, verbs: list[str]) -> Iterator[str]:
    """Open the dialog of each verb from the case's page, look at it, and close it."""
    for verb in verbs:
        page.locator("details.case-more").evaluate("each => { each.open = true }")
        page.locator(f'.page-actions a[href*="/do/{verb}"]').first.click()
        dialog = page.locator("#dialog")
        expect(dialog.locator("form.filled")).to_be_visible()
        yield from (f"{verb}: {each}" for each in axe(page, "#dialog"))
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


def test_the_handheld_can_be_used_on_a_phone(rounds: Callable[..., Rounds]) -> None:
    walk = rounds("worker", phone=True, geolocation=GRID, permissions=["geolocation"])

    for tab in TABS:
        walk.visit([f"/field#/{tab}"])
        expect(walk.page.locator(f'.tab[href="#/{tab}"]')).to_have_attribute("aria-current", "page")
        expect(walk.page.locator(".screen > *").first).to_be_visible()
        wide = walk.page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth")
        walk.problems += [f"{tab}: {each}" for each in axe(walk.page)]
        walk.problems += [f"{tab}: {wide} px too wide"] if wide > 1 else []


def test_what_is_wrong_with_a_page_is_found(visitors: Visitors) -> None:
    page = visitors.signed_in("admin", locale="en")
    walk = Rounds(page, visitors.faults)
    page.goto("/operations/audit")

    page.evaluate(
        """() => {
            const heading = document.createElement('h2');
            heading.textContent = '未翻译';
            const wide = document.createElement('div');
            wide.append(document.createElement('button'));
            wide.setAttribute('class', 'wide');
            wide.style.width = '4000px';
            document.querySelector('main').append(heading, wide);
            document.body.style.overflowX = 'visible';
        }"""
    )

    assert untranslated(page) == ["not in English: h2: 未翻译"]
    assert [each.split(":")[0].split(" px")[1] for each in too_wide(page)] == [
        " too wide at 360",
        " too wide at 1366",
    ]
    assert any("button-name" in each for each in barriers(page))
    walk.visit(["/nothing-here"])
    assert walk.problems[0] == "/nothing-here: status 404"
