"""The published document is valid, complete, and true to what the gateway does."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import Unsatisfiable
from openapi_spec_validator import validate
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gateway.bindings import rpcs
from gateway.openapi import document_of
from gateway.routes import Router
from gateway.settings_port import GatewaySettings
from tests.gateway.fake import Client, Platform, manifests, platform

DOCUMENT = document_of(Router(rpcs(manifests())), manifests())


def operation(path: str, verb: str) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT["paths"][path][verb]
    return found


def test_the_document_is_valid_openapi() -> None:
    validate(DOCUMENT)


def test_the_document_is_the_same_every_time() -> None:
    assert document_of(Router(rpcs(manifests())), manifests()) == DOCUMENT


def test_every_rpc_is_in_it() -> None:
    operations = {each["operationId"] for item in DOCUMENT["paths"].values() for each in item.values()}

    assert operations == {rpc.descriptor.full_name.removeprefix("wangge.") for rpc in rpcs(manifests())}


def test_permissions_and_public_methods_are_marked() -> None:
    assert operation("/api/v1/accounts", "get")["x-permission"] == "directory.account.view"
    assert operation("/api/v1/sessions:signIn", "post")["security"] == []
    assert operation("/api/v1/accounts", "get")["security"] == [{"bearer": []}, {"session": []}]


def test_comments_and_constraints_of_the_contracts_are_published() -> None:
    notice = DOCUMENT["components"]["schemas"]["cases.v1.ListCasesResponse"]
    assert notice["properties"]["cases"]["type"] == "array"
    parameters = {each["name"]: each for each in operation("/api/v1/cases", "get")["parameters"]}
    assert parameters["pageSize"]["schema"]["maximum"] == 200
    assert "AIP-160" in parameters["filter"]["description"]
    assert "AIP-160" not in parameters["filter"]["schema"].get("description", "")


def test_fields_of_the_path_are_not_in_the_body() -> None:
    schema = operation("/api/v1/cases/{id}:assign", "post")["requestBody"]["content"]["application/json"][
        "schema"
    ]

    assert "id" not in schema["properties"]
    assert "id" not in schema.get("required", [])


def test_uploads_are_offered_as_forms() -> None:
    content = operation("/api/v1/cases:addAttachment", "post")["requestBody"]["content"]

    assert content["multipart/form-data"]["schema"]["properties"]["data"]["format"] == "binary"
    assert set(content) == {"application/json", "multipart/form-data"}


def test_the_document_and_its_page_are_served(client: Client) -> None:
    served = client("GET", "/api/openapi.json")
    page = client("GET", "/api/docs?q=assign+case", accept_language="en").body.decode()

    assert served.json == DOCUMENT
    assert "/api/v1/cases/{id}:assign" in page
    assert "/api/v1/accounts" not in page
    assert "<script>" not in page
    assert "http://" not in page
    assert "https://" not in page
    assert client("GET", "/api/docs?q=%3Cscript%3E").body.count(b"<script>") == 0
    assert client("POST", "/api/openapi.json", {}).status == 405


@pytest.fixture(scope="module")
def open_house() -> Iterator[Platform]:
    settings_ = GatewaySettings(
        port=0, rate_account="1000000/minute", rate_address="1000000/minute", rate_sign_in="1000000/minute"
    )
    with platform(settings_) as started:
        yield started


@pytest.mark.slow
def test_nothing_that_the_document_allows_breaks_the_gateway(open_house: Platform) -> None:
    """Schemathesis on every operation: no server error, and no answer that the document does not know."""
    document = {**DOCUMENT, "servers": [{"url": f"http://127.0.0.1:{open_house.gateway.port}"}]}
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=f"http://127.0.0.1:{open_house.gateway.port}")
    checks = [
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_schema_conformance,
    ]
    headers = {"Authorization": f"Bearer {open_house.issuer.token()}"}
    tried = 0
    for result in schema.get_all_operations():
        each = result.ok()  # type: ignore[union-attr]
        strategy = each.as_strategy()

        @settings(
            max_examples=4,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @_given(strategy)
        def one(case: Any) -> None:
            nonlocal tried
            tried += 1
            response = case.call(headers=headers, timeout=10)
            case.validate_response(response, checks=checks, headers=headers)

        one()

        @settings(
            max_examples=2,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @_given(each.as_strategy(generation_mode=GenerationMode.NEGATIVE))
        def wrong(case: Any) -> None:
            response = case.call(headers=headers, timeout=10)
            case.validate_response(response, checks=checks[:2], headers=headers)

        with contextlib.suppress(Unsatisfiable):
            wrong()
    assert tried >= len(DOCUMENT["paths"])


def _given(strategy: Any) -> Any:
    from hypothesis import given

    return given(strategy)
