"""Pages: the status, the services' own, languages, and what protects their forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Blueprint, current_app, g, request

from services.kernel.call import PermissionDenied
from tests.gateway.fake import Client, Platform, platform, session_of
from wangge.cases.v1 import cases_pb2, cases_pb2_grpc


def blueprint() -> Blueprint:
    """A service's pages."""
    pages = Blueprint("cases", __name__, url_prefix="/cases")

    @pages.get("/<case>")
    def show(case: str) -> Any:
        stub = current_app.extensions["wangge"].peers.stub(cases_pb2_grpc.CaseServiceStub, "cases")
        found = stub.GetCase(cases_pb2.GetCaseRequest(id=case))
        return {"title": found.title, "who": g.actor.name if g.actor else "", "may": g.may("cases.case.view")}

    @pages.post("/note")
    def note() -> Any:
        return {"text": request.form.get("text", "")}

    @pages.get("/refused")
    def refused() -> Any:
        raise PermissionDenied(permission="cases.case.view")

    @pages.get("/broken")
    def broken() -> Any:
        raise RuntimeError("secret")

    return pages


@pytest.fixture(scope="module")
def mounted() -> Iterator[Platform]:
    with platform(edge=blueprint) as started:
        yield started


@pytest.fixture
def browser(mounted: Platform) -> Client:
    mounted.services.answers["SignIn"] = lambda request, context: session_of(mounted.issuer)
    client = mounted.client("")
    client("POST", "/auth/sign-in", {"login": "wang", "password": "x"})
    return client


def test_a_page_calls_services_with_the_rights_of_its_reader(mounted: Platform, browser: Client) -> None:
    mounted.services.answers["GetCase"] = lambda request, context: cases_pb2.Case(title="占道")

    answer = browser("GET", "/cases/42")

    assert answer.json == {"title": "占道", "who": "王芳", "may": True}
    metadata = mounted.services.last[2]
    assert metadata["authorization"].startswith("Bearer ey")
    assert answer.headers["x-trace-id"] in metadata["traceparent"]


def test_a_page_without_a_session_has_no_reader(mounted: Platform) -> None:
    assert mounted.client("")("GET", "/cases/42").json["who"] == ""


def test_a_form_needs_the_pages_token(browser: Client) -> None:
    kind = "application/x-www-form-urlencoded"
    token = browser.cookies["wangge_csrf"]

    assert browser("POST", "/cases/note", "text=a", content_type=kind).status == 403
    assert browser("POST", "/cases/note", f"text=a&csrf_token={token}", content_type=kind).json == {
        "text": "a"
    }
    assert browser("POST", "/cases/note", "text=a", content_type=kind, x_csrf_token=token).status == 200
    crossed = browser(
        "POST", "/cases/note", f"csrf_token={token}", content_type=kind, origin="https://evil.example"
    )
    assert crossed.status == 403


def test_a_refusal_in_a_page_keeps_its_status_and_its_words(browser: Client) -> None:
    answer = browser("GET", "/cases/refused")

    assert answer.status == 403
    assert "cases.case.view" in answer.body.decode()


def test_a_bug_in_a_page_shows_a_number_only(browser: Client) -> None:
    answer = browser("GET", "/cases/broken")

    assert answer.status == 500
    assert b"secret" not in answer.body
    assert answer.headers["x-trace-id"].encode() in answer.body


def test_the_status_page_speaks_both_languages(mounted: Platform) -> None:
    client = mounted.client("")
    chinese = client("GET", "/status").body.decode()
    switched = client("GET", "/language/en?next=/status")
    english = client("GET", "/status").body.decode()

    assert "全部服务运行正常" in chinese
    assert 'lang="zh-CN"' in chinese
    assert (switched.status, switched.headers["location"]) == (303, "/status")
    assert "All services are running" in english
    assert client("GET", "/language/xx").status == 404
    assert client("GET", "/language/zh?next=//evil").headers["location"] == "/"


def test_pages_load_nothing_from_outside(mounted: Platform) -> None:
    client = mounted.client("")
    for path in ("/status", "/auth/sign-in", "/api/docs"):
        body = client("GET", path).body.decode()
        assert "http://" not in body
        assert "https://" not in body
        assert "<style" not in body
        assert " style=" not in body
    assert "prefers-color-scheme" in client("GET", "/static/theme.js").body.decode()


def test_an_unknown_page_is_404_in_the_readers_language(mounted: Platform) -> None:
    answer = mounted.client("")("GET", "/nowhere")

    assert answer.status == 404
    assert "没有这个页面" in answer.body.decode()
