"""Reads the console's pages without a web server: Flask's test client, the real services behind it."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.assets import Assets
from gateway.pages import PageRequest, create_pages
from gateway.problems import Problems
from gateway.security.identities import Identities, Identity
from gateway.settings_port import GatewaySettings
from services.kernel.rpc.clients import GrpcPeers
from services.kernel.runtime.manifest import Manifest
from services.kernel.runtime.platform import Platform
from wangge.directory.v1 import accounts_pb2, accounts_pb2_grpc

PASSWORD = "Wangge-demo-2026"
CSRF = "csrf-of-the-test"
_LEFT = 300.0
"""Seconds a session must still last for a test to use it; a run takes longer than one does."""


class Browser:
    """One reader's browser: pages by `get` and `post`, scripts' requests by ``part=True``."""

    def __init__(self, app: Flask, identity: Identity | None, locale: str = "zh") -> None:
        self._client: FlaskClient = app.test_client()
        self.identity = identity
        self.locale = locale

    def get(self, address: str, *, part: bool = False, target: str = "") -> TestResponse:
        """The page; redirects are not followed."""
        return self._client.get(address, headers=_headers(part, target), **self._surroundings())

    def post(
        self, address: str, data: Mapping[str, Any] | None = None, *, part: bool = False, target: str = ""
    ) -> TestResponse:
        """Send a form, with the page's token."""
        sent = {"csrf_token": CSRF, **(data or {})}
        return self._client.post(address, data=sent, headers=_headers(part, target), **self._surroundings())

    def text(self, address: str, *, part: bool = False) -> str:
        """What a page says, without its mark-up; fails unless it is shown."""
        answer = self.get(address, part=part)
        assert answer.status_code == 200, (address, answer.status_code, words(answer))
        return words(answer)

    def _surroundings(self) -> dict[str, Any]:
        known = PageRequest(self.identity, self.locale, "0" * 32, CSRF, {}, False)
        return {"environ_overrides": {"asgi.scope": {"wangge": known}}}


def console(manifests: Sequence[Manifest], peers: GrpcPeers) -> Flask:
    """The pages of the gateway with those of some services."""
    problems = Problems.load([each.folder for each in manifests])
    app = create_pages(GatewaySettings(), manifests, peers, problems, lambda: {"paths": {}, "tags": []})
    app.jinja_env.globals["asset"] = Assets.of(manifests).url
    return app


class Office:
    """The demo county and everybody's browser. ``began`` is the day in China whose demo it is."""

    def __init__(self, platform: Platform, app: Flask, began: date) -> None:
        self.platform = platform
        self.app = app
        self.began = began
        self._known: dict[str, Identity] = {}

    def browser(self, login: str = "", locale: str = "zh") -> Browser:
        """The browser of a demo account, or of somebody signed out."""
        return Browser(self.app, self._identity(login) if login else None, locale)

    def _identity(self, login: str) -> Identity:
        known = self._known.get(login)
        if known is None or known.expires < time.time() + _LEFT:
            stub = self.platform.peers.stub(accounts_pb2_grpc.SessionServiceStub, "directory")
            assert stub is not None
            session = stub.SignIn(accounts_pb2.SignInRequest(login=login, password=PASSWORD))
            self._known[login] = asyncio.run(Identities(self.platform.verifier).of(session.access_token))
        return self._known[login]


def words(answer: TestResponse) -> str:
    """The text of a page: no tags, one blank between words."""
    body = re.sub(r"(?s)<(script|style|svg).*?</\1>", " ", answer.get_data(as_text=True))
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def _headers(part: bool, target: str) -> dict[str, str]:
    headers = {"HX-Request": "true"} if part or target else {}
    return {**headers, "HX-Target": target} if target else headers
