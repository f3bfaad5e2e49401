"""Who looked at somebody: each line says in words what was done (POP-30, Sens-1)."""

from __future__ import annotations

import re

from services.population.edge import words
from services.population.edge.rights import ACTIONS
from tests.console.browsing import Browser, Office

_DONE = re.compile(r'<td data-label="操作">(.*?)</td>', re.DOTALL)
_CODE = re.compile(r"[a-z]+[._][a-z]+")


def test_every_verb_of_the_register_has_words() -> None:
    assert set(words.COMMANDS) <= set(ACTIONS)


def test_what_was_done_is_said_in_words(office: Office) -> None:
    screener = office.browser("screener")
    people: set[str] = set()
    for each in ids("proposal", page(screener, "/population/proposals"))[:3]:
        people.update(ids("person", page(screener, f"/population/proposal/{each}")))

    said = [
        each
        for person in people
        for each in _DONE.findall(page(screener, f"/population/person/{person}/readings"))
    ]

    assert "查看所提变更" in said
    assert [each for each in said if _CODE.search(each)] == []


def ids(kind: str, text: str) -> list[str]:
    return list(dict.fromkeys(re.findall(f"/population/{kind}/([0-9a-f-]{{36}})", text)))


def page(browser: Browser, path: str) -> str:
    return browser.get(path).get_data(as_text=True)
