"""Requests that no browser of a reader sends: slow, crooked, or with a one-time password only."""

from __future__ import annotations

import asyncio
import http.client
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Blueprint, flash, request

from gateway.problems import Problem
from gateway.settings_port import GatewaySettings
from gateway.turns import Turns
from services.kernel.call import PASSWORD_CHANGE
from tests.gateway.fake import Client, Platform, platform, session_of

FORM = "application/x-www-form-urlencoded"


def blueprint() -> Blueprint:
    """A page for everybody that reads a form."""
    pages = Blueprint("cases", __name__, url_prefix="/cases")

    @pages.route("/ask", methods=["GET", "POST"])
    def ask() -> Any:
        return {"text": request.values.get("text", "")}

    @pages.get("/told")
    def told() -> Any:
        flash("saved")
        return {}

    return pages


@pytest.fixture(scope="module")
def mounted() -> Iterator[Platform]:
    """Two threads for pages, and little patience for bodies."""
    settings = GatewaySettings(
        port=0, page_threads=2, body_seconds=1.0, json_limit=1000, trusted_proxies=("127.0.0.1",)
    )
    with platform(settings, edge=blueprint) as started:
        yield started


def test_slow_forms_of_strangers_hold_no_thread_of_the_pages(mounted: Platform) -> None:
    head = f"POST /cases/ask HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: 90\r\n\r\ntext="
    slow = [socket.create_connection(("127.0.0.1", mounted.gateway.port)) for _ in range(4)]
    try:
        for each in slow:
            each.sendall(head.encode())

        answer = mounted.client("")("GET", "/cases/ask?text=a", timeout=0.9)

        assert answer.json == {"text": "a"}
        assert b" 408 " in slow[0].recv(100)
    finally:
        for each in slow:
            each.close()


def test_a_strangers_form_is_read_whole_and_a_large_one_not_at_all(mounted: Platform) -> None:
    client = mounted.client("")

    assert client("POST", "/cases/ask", "text=a", content_type=FORM).json == {"text": "a"}
    assert client("POST", "/cases/ask", "text=" + "a" * 2000, content_type=FORM).status < 500


def test_a_query_that_is_not_encoded_is_refused(mounted: Platform) -> None:
    with socket.create_connection(("127.0.0.1", mounted.gateway.port)) as raw:
        raw.sendall("GET /cases/ask?text=网 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = http.client.HTTPResponse(raw)
        answer.begin()

        assert answer.status == 400


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/auth/sign-in?next=//[", {}),
        ("/auth/sign-in?next=http://[::", {}),
        ("/language/zh?next=//[", {}),
        ("/search?q=a", {"HX_Request": "true", "HX_Current_URL": "http://["}),
        ("/search?q=a", {"HX_Request": "true", "Referer": "//["}),
    ],
)
def test_addresses_that_are_none_lead_home(mounted: Platform, path: str, headers: dict[str, Any]) -> None:
    answer = mounted.client("")("GET", path, **headers)

    assert answer.status in (200, 204, 303)
    assert "[" not in answer.headers.get("location", "") + answer.headers.get("hx-redirect", "")


def test_an_origin_that_is_none_is_not_ours(mounted: Platform) -> None:
    answer = mounted.client("")("POST", "/auth/sign-in", {"login": "a", "password": "b"}, origin="http://[")

    assert answer.status == 403


def test_the_cookie_of_notices_is_for_https_alone_where_the_page_came_by_it(mounted: Platform) -> None:
    safe = mounted.client("")("GET", "/cases/told", x_forwarded_proto="https")
    plain = mounted.client("")("GET", "/cases/told")

    assert "; Secure" in safe.cookies["wangge_notes"]
    assert "HttpOnly" in safe.cookies["wangge_notes"]
    assert "Secure" not in plain.cookies["wangge_notes"]


def test_a_one_time_password_opens_nothing_of_the_api_but_choosing_an_own_one(mounted: Platform) -> None:
    token = mounted.issuer.token(permissions=(), role=PASSWORD_CHANGE)
    client = Client(mounted.gateway.port, token)

    refused = client("GET", "/api/v1/cases")

    assert (refused.status, refused.json["code"]) == (403, "gateway.password_due")
    assert client("GET", "/api/v1/me").status != 403


def test_one_account_has_so_many_turns_and_others_have_their_own() -> None:
    turns, held = Turns(2, 0.01), []

    async def take() -> None:
        async with turns.one("slow"), turns.one("slow"):
            with pytest.raises(Problem) as refused:
                async with turns.one("slow"):
                    held.append("slow")
            async with turns.one("other"):
                held.append("other")
            assert refused.value.code == "gateway.busy_with_uploads"
        async with turns.one("slow"):
            held.append("slow")

    asyncio.run(take())

    assert held == ["other", "slow"]
    assert len(turns) == 0


def test_one_who_waits_for_a_turn_gets_it_when_one_comes_free() -> None:
    turns, order = Turns(1, 5.0), []

    async def one(name: str) -> None:
        async with turns.one("same"):
            order.append(name)
            await asyncio.sleep(0)
            order.append(name)

    async def both() -> None:
        await asyncio.gather(one("first"), one("second"))

    asyncio.run(both())

    assert order == ["first", "first", "second", "second"]


def test_slow_forms_of_somebody_signed_in_hold_no_thread_of_the_pages(mounted: Platform) -> None:
    token = mounted.issuer.token(permissions=())
    head = (
        f"POST /cases/ask HTTP/1.1\r\nHost: x\r\nCookie: wangge_access={token}\r\n"
        f"Content-Type: {FORM}\r\nContent-Length: 90\r\n\r\ntext="
    )
    slow = [socket.create_connection(("127.0.0.1", mounted.gateway.port)) for _ in range(4)]
    try:
        for each in slow:
            each.sendall(head.encode())

        answer = mounted.client("")("GET", "/cases/ask?text=a", timeout=0.9)

        assert answer.json == {"text": "a"}
        assert b" 408 " in slow[0].recv(100)
    finally:
        for each in slow:
            each.close()


def test_signing_in_again_takes_a_new_token_for_forms(mounted: Platform) -> None:
    mounted.services.answers["SignIn"] = lambda request, context: session_of(mounted.issuer)
    client = mounted.client("")
    client.cookies["wangge_csrf"] = "known-to-somebody-else"

    client("POST", "/auth/sign-in", {"login": "wang", "password": "x"})

    assert client.cookies["wangge_csrf"] != "known-to-somebody-else"
