"""Leads orders, listed matters, screenings and exports through the console's forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from werkzeug.test import TestResponse

from services.kernel.types import utc_now
from tests.console.browsing import Browser, Office, words
from tests.console.case_steps import unit_of, values


def fill(browser: Browser, address: str, data: Mapping[str, Any]) -> TestResponse:
    """Open a form and send it back with these values, as a browser would."""
    page = browser.get(address)
    assert page.status_code == 200, (address, page.status_code, words(page))
    return browser.post(address, {**values(page), **data})


def filled(browser: Browser, address: str, data: Mapping[str, Any]) -> str:
    """The same, and have it done; where it led."""
    answer = fill(browser, address, data)
    assert answer.status_code == 303, (address, words(answer))
    return answer.headers["Location"]


def an_order(office: Office, requirement: str, login: str = "supervisor") -> str:
    """An order of the county on the city management office; its address."""
    data = {"unit_id": unit_of(office, "chengguan"), "requirement": requirement, "limit": "2wd"}
    return filled(office.browser(login), "/cases/orders/new", data)


def application(office: Office) -> Any:
    """The cases service itself, for what its timer does."""
    return office.platform.parts["cases"].application


def begin_screenings(office: Office) -> None:
    """The timer lists the places that have to report in the present periods."""
    application(office).oversight.open_cycles(utc_now())


def build_exports(office: Office) -> None:
    """The timer makes the files of allowed exports."""
    application(office).oversight.build_exports(utc_now())


def rows_of(browser: Browser, address: str) -> list[str]:
    """Lines of the table of a page, as text."""
    page = browser.get(address).get_data(as_text=True)
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        " ".join(re.sub(r"(?s)<svg.*?</svg>|<[^>]+>", " ", each).split())
        for each in body.split("</tr>")
        if "<td" in each
    ]


def link_of(browser: Browser, address: str, text: str) -> str:
    """Where the link with this text leads."""
    page = browser.get(address).get_data(as_text=True)
    found = re.search(rf'<a[^>]*href="([^"]+)"[^>]*>[^<]*{re.escape(text)}', page)
    assert found, (address, text)
    return found[1]
