"""The frame around every page."""

from __future__ import annotations

import re

import pytest

from tests.console.browsing import Office


def test_somebody_signed_out_is_led_to_the_sign_in_and_back(office: Office) -> None:
    answer = office.browser().get("/search?q=%E7%A7%AF%E6%B0%B4")

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/auth/sign-in?next=%2Fsearch%3Fq%3D%25E7%25A7%25AF%25E6%25B0%25B4"


def test_the_menu_shows_what_the_account_may_do_and_nothing_else(office: Office) -> None:
    administrator, worker = (office.browser(each).text("/status") for each in ("admin", "worker"))

    assert "角色" in administrator
    assert "积压" not in worker
    assert "角色" not in worker
    assert "上报案件" in worker


@pytest.mark.parametrize("login", ["worker", "screener", "dispatcher", "chengguan", "head"])
def test_sections_of_the_menu_stand_in_the_same_order_for_everybody(office: Office, login: str) -> None:
    everybody, mine = (sections(office.browser(each).get("/status").text) for each in ("admin", login))

    assert mine
    assert mine == [each for each in everybody if each in mine]


def sections(page: str) -> list[str]:
    """The headings of a menu, which folds if it is long."""
    menu = page[page.index("<nav") : page.index("</nav>")]
    return re.findall(r"<(?:summary|h2)>([^<]+)", menu)


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("/population", "/population"),
        ("/population/people", "/population/people"),
        ("/population/person/new", "/population/people"),
        ("/population/dwellings", "/population/buildings"),
        ("/population/places", "/population/establishments"),
        ("/population/worksites", "/population/rentals"),
        ("/population/employers", "/population/rentals"),
        ("/population/coordination/letters/new", "/population/coordination"),
        ("/population/proposals/mine", "/population/proposals/mine"),
    ],
)
def test_the_menu_marks_the_line_a_page_belongs_to(office: Office, page: str, line: str) -> None:
    answer = office.browser("screener").get(page)

    assert answer.status_code == 200
    marked = re.findall(r'<li><a href="([^"]+)" aria-current="page">', answer.text)
    assert marked == [line]


def test_every_word_of_the_frame_is_there_in_english(office: Office) -> None:
    text = office.browser("admin", "en").text("/status")

    assert "Case catalogue" in text
    assert "What changed" in text


def test_what_is_looked_for_stands_in_no_address(office: Office) -> None:
    browser = office.browser("dispatcher")

    answer = browser.post("/search", {"q": "张伟"})
    page = answer.get_data(as_text=True)

    assert "搜索“张伟”" in page
    assert "?q=" not in page
    assert 'method="post"' in page
    found = browser.post("/cases/found", {"q": "井盖"})
    assert found.status_code == 200
