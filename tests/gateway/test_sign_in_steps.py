"""Signing in by the page: password first, then the code where there is one; nothing of it in addresses."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import grpc
import pytest

from gateway.security.half_way import SECONDS, HalfWay
from tests.gateway.fake import Client, Platform, refuse, session_of

FORM = "application/x-www-form-urlencoded"
PASSWORD = "Correct-Horse-9"


def send(client: Client, **fields: str) -> Any:
    return client("POST", "/auth/sign-in", urlencode(fields), content_type=FORM)


@pytest.fixture
def second_factor(fake: Platform) -> Platform:
    """A directory where ``wang`` has a second factor whose code is 123456."""

    def sign_in(request: Any, context: Any) -> Any:
        if request.password != PASSWORD:
            return refuse(context, grpc.StatusCode.UNAUTHENTICATED, "directory.sign_in_refused", "不正确")
        if not request.totp_code:
            return refuse(context, grpc.StatusCode.UNAUTHENTICATED, "directory.totp_required", "需要验证码")
        if request.totp_code != "123456":
            return refuse(context, grpc.StatusCode.UNAUTHENTICATED, "directory.sign_in_refused", "不正确")
        return session_of(fake.issuer)

    fake.services.answers["SignIn"] = sign_in
    return fake


def test_the_code_is_asked_for_after_the_password_and_the_login_is_kept(second_factor: Platform) -> None:
    client = second_factor.client("")

    first = send(client, login="wang", password=PASSWORD, next="/work")
    assert first.headers["location"] == "/auth/sign-in?step=code&next=%2Fwork"
    assert PASSWORD not in str(first.headers)
    assert "HttpOnly" in first.cookies["wangge_entry"]
    page = client("GET", first.headers["location"])
    text = page.body.decode()
    assert "wang" in text
    assert 'name="totp_code"' in text
    assert 'name="password"' not in text
    assert PASSWORD not in text

    second = send(client, step="code", totp_code="123456", next="/work")
    assert (second.status, second.headers["location"]) == (303, "/work")
    assert "Max-Age=0" in second.cookies["wangge_entry"]
    assert "wangge_access" in client.cookies


def test_a_wrong_code_is_told_as_such_and_asks_for_the_code_alone_again(second_factor: Platform) -> None:
    client = second_factor.client("")
    send(client, login="wang", password=PASSWORD)

    wrong = send(client, step="code", totp_code="000000")
    assert "step=code" in wrong.headers["location"]
    text = client("GET", wrong.headers["location"]).body.decode()
    assert "验证码不正确或已过期" in text
    assert 'name="password"' not in text
    empty = send(client, step="code", totp_code="")
    assert "step=code" in empty.headers["location"]
    assert send(client, step="code", totp_code="123456").headers["location"] == "/"


def test_a_wrong_password_does_not_tell_which_was_wrong_and_keeps_the_login(second_factor: Platform) -> None:
    client = second_factor.client("")

    answer = send(client, login="wang", password="nonsense")
    assert "wang" not in answer.headers["location"]
    text = client("GET", answer.headers["location"]).body.decode()
    assert 'value="wang"' in text
    assert 'name="totp_code"' not in text


def test_without_the_first_step_there_is_no_second(second_factor: Platform) -> None:
    client = second_factor.client("")

    answer = send(client, step="code", totp_code="123456")
    assert answer.headers["location"].startswith("/auth/sign-in?failed=gateway.sign_in_again")
    assert "请重新输入" in client("GET", answer.headers["location"]).body.decode()
    assert 'name="password"' in client("GET", "/auth/sign-in?step=code").body.decode()


def test_a_locked_login_says_for_how_long(fake: Platform) -> None:
    fake.services.answers["SignIn"] = lambda request, context: refuse(
        context, grpc.StatusCode.RESOURCE_EXHAUSTED, "gateway.too_many", "锁定", minutes="15"
    )

    answer = send(fake.client(""), login="wang", password="x")

    assert "minutes=15" in answer.headers["location"]


def test_a_one_time_password_leads_to_choosing_ones_own(fake: Platform) -> None:
    def sign_in(request: Any, context: Any) -> Any:
        session = session_of(fake.issuer)
        session.must_change_password = True
        return session

    fake.services.answers["SignIn"] = sign_in

    answer = send(fake.client(""), login="wang", password="x", next="/work")

    assert answer.headers["location"] == "/directory/me/password"


def test_what_is_kept_half_way_is_sealed_and_ends() -> None:
    now = [1_000_000.0]
    half_way = HalfWay("secret", clock=lambda: now[0])
    sealed = half_way.seal("wang", PASSWORD)

    assert PASSWORD not in sealed
    assert half_way.open(sealed) == {"login": "wang", "password": PASSWORD}
    assert HalfWay("other", clock=lambda: now[0]).open(sealed)["password"] == ""
    assert half_way.open("nonsense")["login"] == ""
    assert half_way.open("非 ASCII")["login"] == ""
    now[0] += SECONDS + 1
    assert half_way.open(sealed)["password"] == ""
