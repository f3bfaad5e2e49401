"""Who gets in, how often, and what a browser cannot be tricked into."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2

from gateway.security.addresses import Clients
from gateway.session_endpoints import local_address
from gateway.settings_port import GatewaySettings
from tests.gateway.fake import Client, Platform, platform, refuse, session_of
from wangge.directory.v1 import accounts_pb2


@pytest.fixture
def browser(fake: Platform) -> Client:
    """Signed in with cookies."""
    fake.services.answers["SignIn"] = lambda request, context: session_of(fake.issuer)
    client = fake.client("")
    assert client("POST", "/auth/sign-in", {"login": "wang", "password": "x"}).status == 200
    return client


def csrf(client: Client) -> str:
    return client.cookies["wangge_csrf"]


def test_without_a_token_only_public_methods_answer(fake: Platform) -> None:
    anonymous = fake.client("")

    refused = anonymous("GET", "/api/v1/cases")

    assert (refused.status, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert anonymous("GET", "/api/v1/publicKeys").status == 200


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer", "Basic YTpi", "Bearer " + "x" * 20_000])
def test_a_token_that_is_none_is_401(fake: Platform, header: str) -> None:
    answer = fake.client("")("GET", "/api/v1/cases", authorization=header)

    assert answer.status == 401
    assert fake.services.seen == []


def test_a_token_whose_time_is_over_says_so(fake: Platform) -> None:
    answer = fake.client(fake.issuer.token(seconds=-5))("GET", "/api/v1/cases")

    assert (answer.status, answer.json["code"]) == (401, "kernel.token_expired")


def test_an_old_token_does_not_keep_anybody_from_signing_in(fake: Platform) -> None:
    fake.services.answers["SignIn"] = lambda request, context: session_of(fake.issuer)

    answer = fake.client(fake.issuer.token(seconds=-5))(
        "POST", "/api/v1/sessions:signIn", {"login": "a", "password": "b"}
    )

    assert answer.status == 200
    assert "authorization" not in fake.services.last[2]


def test_a_missing_permission_is_403_before_the_body_is_read(fake: Platform) -> None:
    client = fake.client(fake.issuer.token("clerk", ("cases.case.view",)))

    answer = client("POST", "/api/v1/cases/1:assign", b"not even json", content_type="application/json")

    assert (answer.status, answer.json["code"]) == (403, "gateway.not_permitted")
    assert fake.services.seen == []
    assert client("GET", "/api/v1/cases").status == 200


def test_signing_in_keeps_tokens_from_scripts(fake: Platform) -> None:
    fake.services.answers["SignIn"] = lambda request, context: session_of(fake.issuer)

    answer = fake.client("")("POST", "/auth/sign-in", {"login": "wang", "password": "x"})

    assert answer.json["name"] == "王芳"
    assert answer.json["csrfToken"]
    assert b"eyJ" not in answer.body
    assert "HttpOnly" in answer.cookies["wangge_access"]
    assert "SameSite=Lax" in answer.cookies["wangge_access"]
    assert "HttpOnly" in answer.cookies["wangge_refresh"]
    assert "HttpOnly" not in answer.cookies["wangge_csrf"]


def test_a_long_token_survives_the_limit_of_cookies(fake: Platform) -> None:
    fake.services.answers["SignIn"] = lambda request, context: session_of(fake.issuer, bulk=200)
    client = fake.client("")

    answer = client("POST", "/auth/sign-in", {"login": "wang", "password": "x"})

    assert all(len(header) < 4096 for header in answer.cookies.values())
    assert "wangge_access_1" in client.cookies
    assert client("GET", "/api/v1/cases").status == 200


def test_a_refused_sign_in_is_the_directorys_answer(fake: Platform) -> None:
    fake.services.answers["SignIn"] = lambda request, context: refuse(
        context, grpc.StatusCode.UNAUTHENTICATED, "directory.wrong_password", "用户名或密码错误"
    )
    client = fake.client("")

    scripted = client("POST", "/auth/sign-in", {"login": "wang", "password": "x"})
    form = client(
        "POST",
        "/auth/sign-in",
        "login=wang&password=x&next=/work",
        content_type="application/x-www-form-urlencoded",
    )

    assert (scripted.status, scripted.json["detail"]) == (401, "用户名或密码错误")
    assert form.status == 303
    assert form.headers["location"] == "/auth/sign-in?failed=directory.wrong_password&next=%2Fwork"
    assert client("GET", form.headers["location"]).status == 200


def test_a_form_leads_on_to_a_page_of_ours_alone(fake: Platform) -> None:
    fake.services.answers["SignIn"] = lambda request, context: session_of(fake.issuer)

    answer = fake.client("")(
        "POST",
        "/auth/sign-in",
        "login=wang&password=x&next=https://evil.example/",
        content_type="application/x-www-form-urlencoded",
    )

    assert (answer.status, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    "address", ["//evil", "/\\evil", "https://evil", "javascript:1", "", "/a\r\nb", "/a\tb"]
)
def test_an_address_elsewhere_is_not_followed(address: str) -> None:
    assert local_address(address) == "/"


def test_a_cookie_reads_but_changes_nothing_without_the_pages_token(fake: Platform, browser: Client) -> None:
    assert browser("GET", "/api/v1/cases").status == 200
    assert browser("POST", "/api/v1/cases/1:take", {}).status == 403
    assert browser("POST", "/api/v1/cases/1:take", {}, x_csrf_token="wrong").status == 403
    assert browser("POST", "/api/v1/cases/1:take", {}, x_csrf_token=csrf(browser)).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "null"},
    ],
)
def test_another_site_is_refused_even_with_the_token(browser: Client, headers: dict[str, str]) -> None:
    answer = browser("POST", "/api/v1/cases/1:take", {}, x_csrf_token=csrf(browser), **headers)  # type: ignore[arg-type]

    assert (answer.status, answer.json["code"]) == (403, "gateway.cross_site")


def test_our_own_origin_is_welcome(browser: Client) -> None:
    own = f"http://127.0.0.1:{browser.port}"

    assert browser("POST", "/api/v1/cases/1:take", {}, x_csrf_token=csrf(browser), origin=own).status == 200


def test_another_site_cannot_sign_anybody_in(fake: Platform) -> None:
    answer = fake.client("")(
        "POST", "/auth/sign-in", {"login": "a", "password": "b"}, sec_fetch_site="cross-site"
    )

    assert answer.status == 403


def test_an_expired_session_is_renewed_once_for_all_requests_of_a_page(
    fake: Platform, browser: Client
) -> None:
    renewals: list[str] = []

    def refresh(request: Any, context: Any) -> Any:
        renewals.append(request.refresh_token)
        return session_of(fake.issuer, "r-2")

    fake.services.answers["RefreshSession"] = refresh
    stale = {**browser.cookies, "wangge_access": fake.issuer.token(seconds=-5)}
    clients = [Client(browser.port, "", dict(stale)) for _ in range(8)]
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda c=c: statuses.append(c("GET", "/api/v1/cases").status))
        for c in clients
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [200] * 8
    assert renewals == ["r-1"]
    assert {client.cookies["wangge_refresh"] for client in clients} == {"r-2"}


def test_a_session_that_was_ended_is_forgotten(fake: Platform, browser: Client) -> None:
    fake.services.answers["RefreshSession"] = lambda request, context: refuse(
        context, grpc.StatusCode.UNAUTHENTICATED, "directory.session_over", "已结束"
    )
    browser.cookies["wangge_access"] = fake.issuer.token(seconds=-5)
    browser.cookies["wangge_refresh"] = "r-ended"

    assert browser("GET", "/api/v1/cases").status == 401
    assert "wangge_refresh" not in browser.cookies


def test_signing_out_ends_the_session_there_and_here(fake: Platform, browser: Client) -> None:
    assert browser("POST", "/auth/sign-out").status == 403

    answer = browser("POST", "/auth/sign-out", x_csrf_token=csrf(browser))

    assert answer.status == 200
    assert fake.services.last[1] == accounts_pb2.SignOutRequest(refresh_token="r-1")
    assert browser.cookies == {}


def test_every_answer_carries_the_security_headers(client: Client) -> None:
    for path in (
        "/",
        "/api/v1/cases",
        "/api/v1/nothing",
        "/healthz",
        "/api/docs",
        "/no/page",
        "/static/gateway.css",
    ):
        headers = client("GET", path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"
        assert len(headers["x-trace-id"]) == 32
        assert "strict-transport-security" not in headers
        assert "server" not in headers


@pytest.fixture(scope="module")
def strict() -> Iterator[Platform]:
    settings = GatewaySettings(
        port=0,
        rate_account="5/minute",
        rate_address="3/minute",
        rate_sign_in="2/minute",
        trusted_proxies=("127.0.0.1",),
    )
    with platform(settings) as started:
        yield started


def test_an_account_is_limited_wherever_it_calls_from(strict: Platform) -> None:
    client = strict.client(strict.issuer.token("busy"))
    statuses = [client("GET", "/api/v1/cases", x_forwarded_for=f"10.0.0.{n}").status for n in range(6)]

    assert statuses == [200] * 5 + [429]
    last = client("GET", "/api/v1/cases", x_forwarded_for="10.0.0.9")
    assert 1 <= int(last.headers["retry-after"]) <= 60
    assert strict.client(strict.issuer.token("other"))("GET", "/api/v1/cases").status == 200


def test_an_address_is_limited_and_another_is_not(strict: Platform) -> None:
    client = strict.client("")
    statuses = [client("GET", "/api/v1/publicKeys", x_forwarded_for="10.1.1.1").status for _ in range(4)]

    assert statuses == [200, 200, 200, 429]
    assert client("GET", "/api/v1/publicKeys", x_forwarded_for="10.1.1.2").status == 200


def test_guessing_tokens_is_limited_like_guessing_passwords(strict: Platform) -> None:
    client = strict.client("wrong")
    statuses = [client("GET", "/api/v1/cases", x_forwarded_for="10.2.2.2").status for _ in range(4)]

    assert statuses == [401, 401, 401, 429]
    body = {"login": "a", "password": "b"}
    tries = [
        client("POST", path, body, x_forwarded_for="10.3.3.3").status
        for path in ("/auth/sign-in", "/api/v1/sessions:signIn", "/auth/sign-in")
    ]
    assert tries[2] == 429


def test_behind_https_cookies_are_secure_and_bound_to_the_host(strict: Platform) -> None:
    strict.services.answers["SignIn"] = lambda request, context: session_of(strict.issuer)
    client = strict.client("")

    answer = client(
        "POST",
        "/auth/sign-in",
        {"login": "a", "password": "b"},
        x_forwarded_proto="https",
        x_forwarded_for="10.4.4.4",
    )

    assert "Secure" in answer.cookies["__Host-wangge_access"]
    assert "strict-transport-security" in answer.headers


def test_forwarded_headers_of_strangers_are_not_believed() -> None:
    scope = {
        "scheme": "http",
        "client": ("203.0.113.9", 1),
        "headers": [
            (b"x-forwarded-for", b"10.0.0.1"),
            (b"x-forwarded-proto", b"https"),
            (b"host", b"a.example"),
        ],
    }

    seen = Clients(("10.0.0.0/8",)).seen(scope)

    assert (seen.address, seen.secure, seen.host) == ("203.0.113.9", False, "a.example")


def test_the_last_stranger_in_the_chain_is_the_client() -> None:
    scope = {
        "scheme": "http",
        "client": ("10.0.0.2", 1),
        "headers": [
            (b"x-forwarded-for", b"1.1.1.1, 198.51.100.7, 10.0.0.3"),
            (b"x-forwarded-proto", b"https"),
        ],
    }

    seen = Clients(("10.0.0.0/8",)).seen(scope)

    assert (seen.address, seen.secure) == ("198.51.100.7", True)


def test_readiness_follows_the_services(fake: Platform, client: Client) -> None:
    assert client("GET", "/healthz").status == 200
    with platform() as own:
        ready = own.client()("GET", "/readyz")
        assert (ready.status, ready.json["services"]["cases"]) == (200, "serving")
    with platform() as own:
        own.services.health.set("", health_pb2.HealthCheckResponse.NOT_SERVING)
        waiting = own.client()("GET", "/readyz")
        assert (waiting.status, waiting.json["ready"]) == (503, False)


def test_a_service_that_is_down_is_503_with_a_time_to_come_back() -> None:
    with platform() as own:
        client = own.client()
        own.services.server.stop(0).wait()

        answer = client("GET", "/api/v1/cases/1")

        assert (answer.status, answer.json["code"]) == (503, "gateway.service_down")
        assert answer.headers["retry-after"]
        assert client("GET", "/status").status == 200
