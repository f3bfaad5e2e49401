"""Every page of the console, by every role, in both languages: allowed ones open, others are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from gateway.console import OWN
from services.kernel.runtime.discovery import discover
from services.kernel.runtime.manifest import NavigationEntry
from tests.console.browsing import Office

ROLES = (
    "worker",
    "head",
    "screener",
    "dispatcher",
    "chengguan",
    "supervisor",
    "qu_leader",
    "shi_duban",
    "admin",
    "resident01",
)
ENTRIES: list[NavigationEntry] = [
    *(
        entry
        for manifest in discover().values()
        for entry in manifest.navigation
        if not entry.extra.get("public")
    ),
    *OWN,
]
PUBLIC = [
    entry.path
    for manifest in discover().values()
    for entry in manifest.navigation
    if entry.extra.get("public")
]
_LINK = re.compile(r'<a href="(/[^"]*)"')
_MENU = re.compile(r'(?s)<aside class="side".*?</aside>')


@pytest.fixture(scope="module")
def menus(office: Office) -> dict[str, set[str]]:
    """Addresses that the menu of each role leads to."""
    return {role: set(_menu_of(office, role)) - {"/"} for role in ROLES}


def _menu_of(office: Office, role: str) -> list[str]:
    found = _MENU.search(office.browser(role).get("/status").text)
    return _LINK.findall(found[0]) if found else []


def pairs() -> Iterator[tuple[str, str]]:
    for role in ROLES:
        for entry in ENTRIES:
            yield role, entry.path


@pytest.mark.parametrize(("role", "path"), list(pairs()))
def test_a_page_of_the_menu_opens_and_any_other_is_refused(
    office: Office, menus: dict[str, set[str]], role: str, path: str
) -> None:
    answer = office.browser(role).get(path)

    if path in menus[role]:
        assert answer.status_code in (200, 302, 303, 308), path
        assert "/auth/" not in answer.headers.get("Location", "")
    else:
        assert answer.status_code == 403, path


@pytest.mark.parametrize("path", [entry.path for entry in ENTRIES])
def test_a_page_opens_in_english(office: Office, path: str) -> None:
    answer = office.browser("admin", "en").get(path)

    assert answer.status_code in (200, 302, 303, 308)
    if answer.status_code == 200:
        assert '<html lang="en"' in answer.text


@pytest.mark.parametrize("path", [entry.path for entry in ENTRIES])
def test_a_page_has_help_of_its_own(office: Office, path: str) -> None:
    page = office.browser("admin").get(path).text

    if '<dialog id="help"' in page:
        assert "左侧菜单列出您可以使用的功能" not in page


@pytest.mark.parametrize("path", [entry.path for entry in ENTRIES])
def test_nobody_reads_a_page_without_signing_in(office: Office, path: str) -> None:
    answer = office.browser().get(path)

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/auth/sign-in")


def test_no_address_of_the_console_fails_on_what_is_not_there(office: Office) -> None:
    """Every GET address with a made-up id answers in words: not found, refused or invalid, never a bug."""
    browser = office.browser("admin")
    broken = []
    for rule in office.app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()) or rule.endpoint == "static":
            continue
        values = {name: "no-such" for name in rule.arguments}
        try:
            with office.app.test_request_context():
                address = office.app.url_for(rule.endpoint, **values)
        except Exception:
            continue
        if browser.get(address).status_code >= 500:
            broken.append(address)

    assert broken == []


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_page_for_everybody_opens_without_signing_in_and_is_named_there(
    office: Office, path: str, locale: str
) -> None:
    browser = office.browser("", locale)

    assert browser.get(path).status_code == 200
    assert f'<a href="{path}">' in browser.get("/auth/sign-in").text
