"""The dispatch board and the event wall (CASE-01)."""

from __future__ import annotations

import html
import re

from tests.console.browsing import Browser, Office
from tests.console.waiting_cases import asked, assigned, reported, screening
from wangge.cases.v1 import cases_pb2 as pb


def _column(page: str, number: int) -> str:
    return page.split(f'id="column-{number}"', 1)[1].split("</section>", 1)[0]


def _whole(browser: Browser, page: str, number: int) -> str:
    """A column, with the list it leads to where it is too long: other tests leave cases behind."""
    column = _column(page, number)
    more = re.search(r'<p class="more"><a href="([^"]+)"', column)
    return column + (browser.text(html.unescape(more[1])) if more else "")


def test_cases_stand_in_the_column_of_their_step_with_true_counts(office: Office) -> None:
    screening(office, "看板上待受理"), assigned(office, "看板上待签收")
    browser = office.browser("dispatcher")
    page = browser.get("/cases/board").get_data(as_text=True)

    assert "看板上待受理" in _whole(browser, page, 1)
    assert "看板上待签收" in _whole(browser, page, 3)
    waiting = asked(
        office, "dispatcher", "ListCases", pb.ListCasesRequest(filter="state = ASSIGNED", page_size=200)
    ).cases
    assert re.search(rf"<b>{len(waiting)}<", _column(page, 3))


def test_a_column_too_long_shows_its_first_and_leads_to_the_rest(office: Office) -> None:
    page = office.browser("supervisor").get("/cases/board").get_data(as_text=True)
    column = _column(page, 4)

    assert column.count("<li ") == 20
    assert 'href="/cases/list?order=due_time&amp;state=IN_WORK&amp;state=SUSPENDED"' in column
    assert int(re.search(r"<b>([\d,]+)<", column)[1].replace(",", "")) > 20  # type: ignore[index]


def test_the_board_can_be_narrowed_to_a_place(office: Office) -> None:
    screening(office, "只在九州路")
    browser = office.browser("supervisor")

    here, there = (
        browser.get(f"/cases/board?area={area}").get_data(as_text=True)
        for area in ("410611002000", "410611001000")
    )
    assert "只在九州路" in _whole(browser, here, 1)
    assert "只在九州路" not in _whole(browser, there, 1)


def test_what_may_be_done_to_a_card_is_asked_of_the_case(office: Office) -> None:
    case = screening(office, "看板上可办的事")

    page = office.browser("screener").get(f"/cases/board/actions/{case.id}", part=True).get_data(as_text=True)

    assert f'href="/cases/case/{case.id}/do/file" data-dialog' in page
    other = office.browser("worker").get(f"/cases/board/actions/{case.id}", part=True)
    assert "/do/file" not in other.get_data(as_text=True)


def test_scripts_get_the_columns_alone(office: Office) -> None:
    part = office.browser("dispatcher").get("/cases/board", part=True).get_data(as_text=True)

    assert part.count("<section") == 6
    assert "<html" not in part


def test_the_board_is_for_those_who_dispatch(office: Office) -> None:
    assert office.browser("chengguan").get("/cases/board").status_code == 403
    assert office.browser().get("/cases/board").status_code == 303


def test_the_wall_shows_open_cases_with_state_light_and_figures(office: Office) -> None:
    case = screening(office, "墙上的案件")
    text = office.browser("dispatcher").text("/cases/wall")

    assert "墙上的案件" in text
    assert "今日上报" in text
    assert "待受理" in text
    page = office.browser("dispatcher").get("/cases/wall").get_data(as_text=True)
    assert f'href="/cases/case/{case.id}/comment" data-dialog' in page


def test_the_wall_offers_supervision_to_those_who_may(office: Office) -> None:
    case = screening(office, "墙上督办")

    assert f"/cases/orders/new?case={case.id}" in office.browser("supervisor").get("/cases/wall").get_data(
        as_text=True
    )
    assert "/cases/orders/new" not in office.browser("worker").get("/cases/wall").get_data(as_text=True)


def test_the_wall_screen_has_no_menu_and_is_dark(office: Office) -> None:
    page = office.browser("dispatcher").get("/cases/wall?screen=1").get_data(as_text=True)

    assert 'data-bs-theme="dark"' in page
    assert 'id="menu"' not in page
    assert 'data-stream="/api/v1/cases:watch"' in page
    assert "/comment" not in page


def test_the_overdue_alone_may_be_none(office: Office) -> None:
    reported(office, "还没有超时")
    text = office.browser("worker").text("/cases/wall?show=overdue")

    assert "还没有超时" not in text
    assert "没有超时的案件" in text


def test_the_wall_is_for_those_who_see_cases(office: Office) -> None:
    assert office.browser("resident01").get("/cases/wall").status_code == 403


def test_board_and_wall_are_there_in_english(office: Office) -> None:
    assert "Dispatch board" in office.browser("dispatcher", "en").text("/cases/board")
    assert "Reported today" in office.browser("dispatcher", "en").text("/cases/wall")
