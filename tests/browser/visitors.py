"""People in front of browsers: who they are, what they hold in hand, what their browsers complained about."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, WebError
from playwright.sync_api import Error as PlaywrightError

from services.directory.entrypoints.demo_accounts import PASSWORD

Locale = Literal["zh", "en"]
State = Any
_DESKTOP: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}
_PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
PATIENCE = 15_000.0  # milliseconds that a page may take for one step; the machine may be busy
_KEPT = 300.0  # seconds for which a session is used again; access tokens live longer
_AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
_RUN_AXE = """async (part) => (await axe.run(part || document, {
        resultTypes: ['violations'],
        rules: {'target-size': {enabled: true}},  // of WCAG 2.2; axe leaves it out unless asked
    })).violations
    .filter(each => ['serious', 'critical'].includes(each.impact))
    .map(each => `${each.id} (${each.impact}): ${each.help}: `
        + each.nodes.map(node => node.target).join(' | '))"""


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium, which asks nobody for anything but what its pages ask for."""
    executable = shutil.which("chromium")
    assert executable is not None, "chromium is not installed; scripts/debian-packages test installs it"
    return playwright.chromium.launch(executable_path=executable, args=_FLAGS)


class Sessions:
    """Signs in at most every few minutes: the gateway counts attempts from one address."""

    def __init__(self, county: str) -> None:
        self._county = county
        self._known: dict[str, tuple[float, State]] = {}

    def of(self, browser: Browser, login: str) -> State:
        """The cookies of somebody who is signed in."""
        since, state = self._known.get(login, (0.0, None))
        if state is None or time.monotonic() - since > _KEPT:
            state = self.new(browser, login)
            self._known[login] = (time.monotonic(), state)
        return state

    def new(self, browser: Browser, login: str) -> State:
        """The cookies of a session that nobody else uses, and that may be ended."""
        context = browser.new_context(base_url=self._county)
        try:
            answer = context.request.post("/auth/sign-in", data={"login": login, "password": PASSWORD})
            assert answer.ok, f"{login}: {answer.status} {answer.text()}"
            return context.storage_state()
        finally:
            context.close()


class Visitors:
    """The browsers of one test. What they complain about ends up in ``faults``."""

    def __init__(self, browser: Browser, county: str, sessions: Sessions) -> None:
        self._browser = browser
        self._county = county
        self._sessions = sessions
        self._contexts: list[BrowserContext] = []
        self._heard: list[str] = []
        self.faults: list[str] = []

    def signed_out(
        self,
        *,
        phone: bool = False,
        locale: Locale = "zh",
        allow: Iterable[str] = (),
        **options: Any,
    ) -> Page:
        """An empty page in a browser of its own; ``page.goto("/")`` leads to the county.

        Args:
            allow: patterns of console messages that the test means to cause ("status of 404").
            options: of Playwright's ``new_context``, such as ``permissions`` or ``geolocation``.
        """
        device = _PHONE if phone else _DESKTOP
        language = _LANGUAGES[locale]
        context = self._browser.new_context(
            **{
                "base_url": self._county,
                "locale": language,
                "timezone_id": "Asia/Shanghai",
                **device,
                **options,
            }
        )
        context.set_default_timeout(PATIENCE)
        self._watch(context, [re.compile(each) for each in allow])
        self._contexts.append(context)
        return context.new_page()

    def signed_in(
        self,
        login: str,
        *,
        phone: bool = False,
        locale: Locale = "zh",
        own_session: bool = False,
        allow: Iterable[str] = (),
        **options: Any,
    ) -> Page:
        """As ``signed_out``, with the cookies of a demo account.

        Args:
            own_session: for a test that signs out or changes a password; else tests share sessions.
        """
        ask = self._sessions.new if own_session else self._sessions.of
        state = ask(self._browser, login)
        return self.signed_out(phone=phone, locale=locale, allow=allow, storage_state=state, **options)

    def seen(self) -> str:
        """The address and the words of every page as it is now, and all that browsers complained about."""
        shown: list[str] = []
        for page in (page for context in self._contexts for page in context.pages):
            try:
                words = page.inner_text("body", timeout=2_000)
            except PlaywrightError as error:
                words = str(error)
            shown.append(f"{page.url}\n{words}")
        return "\n\n".join([*shown, *self._heard])

    def leave(self) -> None:
        """Close all browsers."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def _watch(self, context: BrowserContext, allowed: list[re.Pattern[str]]) -> None:
        own = urlsplit(self._county).netloc

        def note(fault: str) -> None:
            self._heard.append(fault)
            if not any(pattern.search(fault) for pattern in allowed):
                self.faults.append(fault)

        def console(message: ConsoleMessage) -> None:
            if message.type == "error":
                note(f"console: {message.text} ({message.location.get('url', '')})")

        def error(found: WebError) -> None:
            note(f"error: {found.error}")

        def request(sent: Request) -> None:
            parts = urlsplit(sent.url)
            if parts.scheme not in ("data", "blob", "about") and parts.netloc != own:
                note(f"request to another host: {sent.url}")

        context.on("console", console)
        context.on("weberror", error)
        context.on("request", request)


def axe(page: Page, part: str = "") -> list[str]:
    """The serious and critical barriers that axe-core finds on the page as it is now, one line each.

    Args:
        part: a selector of what to look at; all of the page where it is empty.
    """
    page.evaluate(_AXE)
    found: list[str] = page.evaluate(_RUN_AXE, part)
    return found
