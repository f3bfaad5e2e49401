"""Whatever an address or a form is given, a page answers in words: no input of a reader is a bug of ours."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import quote

import pytest
from werkzeug.routing import Rule

from tests.console.browsing import CSRF, Office

NASTY = (
    "%00",
    "%FF%FE",
    "99999999999999999999999",
    "NaN",
    "1e999",
    "9999-12-31",
    "0001-01-01",
    quote("²"),
    quote("٣"),
    quote("{0.__class__}%s'\"><script>"),
    "%ED%A0%80",
    "a" * 3000,
)
"""Values as they stand in an address: percent-encoded, some of them no UTF-8."""
GARBAGE = (
    "\0",
    "-1",
    "99999999999999999999999",
    "NaN",
    "9999-12-31T23:59",
    "0001-01-01T00:00",
    "0001-01-01",
    "²",
    "\ud7ff" * 900,
    "{0}|,|;",
)
_ARGUMENTS = re.compile(r"""\b(?:args|sent|values)\.(?:get|getlist)\(\s*["'](\w+)["']""")
_GIVEN = re.compile(r"""_number\(\s*["'](\w+)["']""")
_CRITERIA = ("area", "category", "state", "light", "unit", "first", "last", "filter", "view", "order", "q")
_MAP = ("west", "south", "east", "north")
_FIELD = re.compile(r"""Field\(\s*["']([\w.]+)["']""")


_COUNTED = ("/directory/me/password", "/directory/me/totp/off")
"""Wrong passwords there lock the account, which other tests need; they have tests of their own."""


def addresses(office: Office, method: str) -> Iterator[tuple[Rule, str]]:
    for rule in office.app.url_map.iter_rules():
        if method in (rule.methods or set()) and rule.endpoint != "static":
            yield rule, re.sub(r"<[^>]+>", "{}", rule.rule)


def arguments(office: Office, rule: Rule) -> list[str]:
    """What the module of a view reads from the query."""
    source = source_of(office, rule)
    found = {*_ARGUMENTS.findall(source), *_GIVEN.findall(source)}
    if "Criteria.of_request" in source:
        found.update(_CRITERIA)
    if "zip(_SIDES" in source:
        found.update(_MAP)
    if "request.args.get(each.name" in source or "form.read(request.args)" in source:
        found.update(_FIELD.findall(source))
    return sorted(found)


def source_of(office: Office, rule: Rule) -> str:
    """The module of a view."""
    return _source(office.app.view_functions[rule.endpoint])


@cache  # finding out where a function comes from takes longer than asking for its page
def _source(view: Callable[..., object]) -> str:
    module = inspect.getmodule(inspect.unwrap(view))
    return inspect.getsource(module) if module else ""


def case_of(office: Office) -> str:
    """Some case: an id that is known gets further than one that is not."""
    found = re.search(r"/cases/case/([0-9a-f-]{36})", office.browser("head").get("/cases/list").text)
    assert found
    return found[1]


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
def test_no_query_breaks_a_page(office: Office, value: str) -> None:
    browser = office.browser("admin")
    case = case_of(office)
    broken = []
    for rule, path in addresses(office, "GET"):
        names = arguments(office, rule)
        if not names:
            continue
        address = path.format(*[case] * path.count("{}"))
        query = "&".join(f"{name}={value}" for name in names)
        if browser.get(f"{address}?{query}").status_code >= 500:
            broken.append(f"{address}?{query}"[:300])

    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("value", ["%00", "%FF%FE", "a" * 3000, "..%5c..", quote("²"), "410602001001"])
def test_no_path_breaks_a_page(office: Office, value: str) -> None:
    browser = office.browser("admin")
    broken = []
    for _, path in addresses(office, "GET"):
        if "{}" in path:
            address = path.format(*[value] * path.count("{}"))
            if browser.get(address).status_code >= 500:
                broken.append(address[:200])

    assert not broken, "\n".join(broken)


def test_no_single_argument_breaks_a_page(office: Office) -> None:
    browser = office.browser("admin")
    broken = []
    for rule, path in addresses(office, "GET"):
        names = arguments(office, rule)
        if len(names) < 2 or "{}" in path:
            continue
        for name in names:
            for value in ("²", "0001-01-01"):
                address = f"{path}?{name}={value}"
                if browser.get(address).status_code >= 500:
                    broken.append(address)

    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("value", ["", *GARBAGE], ids=range(len(GARBAGE) + 1))
def test_no_form_breaks_a_page(office: Office, value: str) -> None:
    browser = office.browser("admin")
    case = case_of(office)
    broken = []
    for rule, path in addresses(office, "POST"):
        if path in _COUNTED:
            continue
        address = path.format(*[case] * path.count("{}"))
        fields = fields_of(office, rule) if value else ()
        answer = browser.post(address, {name: value for name in fields})
        if answer.status_code >= 500:
            broken.append(address)

    assert not broken, "\n".join(broken)


def fields_of(office: Office, rule: Rule) -> list[str]:
    """Names that the module of a view knows as fields."""
    source = source_of(office, rule)
    sent = re.findall(r"""request\.form\.(?:get|getlist)\(\s*["']([\w.-]+)["']""", source)
    return sorted({*_FIELD.findall(source), *sent} - {"csrf_token"})


def test_a_form_that_is_no_form_breaks_no_page(office: Office) -> None:
    browser = office.browser("admin")
    broken = []
    for _, path in addresses(office, "POST"):
        if path in _COUNTED:
            continue
        address = path.format(*["x"] * path.count("{}"))
        for content_type, body in (
            ("application/x-www-form-urlencoded", b"a=%FF&%00=\xff\xfe&csrf_token=" + CSRF.encode()),
            ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n\xff"),
            ("multipart/form-data", b"--x"),
            ("application/json", b"[1"),
        ):
            answer = browser._client.post(
                address,
                data=body,
                content_type=content_type,
                headers={"X-CSRF-Token": CSRF},
                **browser._surroundings(),
            )
            if answer.status_code >= 500:
                broken.append(f"{address} {content_type}")

    assert not broken, "\n".join(broken)
