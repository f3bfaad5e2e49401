"""Every RPC of the contracts has one address, and every address leads to its RPC."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from gateway.bindings import ContractBroken, bindings, rpcs
from gateway.path_templates import parse
from gateway.routes import Match, Route, Router
from tests.gateway.fake import manifests

ALL = rpcs(manifests())
ROUTER = Router(ALL)


def filled(route: Route, value: str) -> str:
    """The route's path with ``value`` in every variable."""
    segments = [quote(value, safe="") if each == "*" else each for each in route.template.segments]
    return "/" + "/".join(segments) + (f":{route.template.verb}" if route.template.verb else "")


@pytest.mark.parametrize("route", ROUTER.routes, ids=lambda route: route.rpc.path)
@pytest.mark.parametrize("value", ["42", "a:b/c d", "网格"])
def test_a_path_made_from_a_template_leads_back_to_its_rpc(route: Route, value: str) -> None:
    found = ROUTER.find(route.binding.verb, filled(route, value))

    assert isinstance(found, Match)
    assert found.route is route
    assert found.values == (value,) * len(route.template.variables)


def test_every_rpc_has_an_address() -> None:
    without = [rpc.path for rpc in ALL if not list(bindings(rpc))]

    assert without == []


def test_two_rpcs_cannot_claim_one_address() -> None:
    rpc = next(rpc for rpc in ALL if rpc.descriptor.name == "GetCase")

    with pytest.raises(ContractBroken, match="both"):
        Router([rpc, rpc])


def test_a_known_path_with_another_method_says_what_it_takes() -> None:
    assert ROUTER.find("PUT", "/v1/cases/42") == frozenset({"GET"})
    assert ROUTER.find("GET", "/v1/sessions:signIn") == frozenset({"POST"})


@pytest.mark.parametrize(
    "path", ["/", "/v1", "/v1/cases/", "/v1/nothing", "/v1/cases/1/2/3", "/v1/cases/%ff"]
)
def test_an_unknown_path_matches_nothing(path: str) -> None:
    assert ROUTER.find("GET", path) == frozenset()


def test_templates_with_patterns_take_several_segments() -> None:
    template = parse("/v1/{name=shelves/*}/books/{rest=**}")

    assert template.segments == ("v1", "shelves", "*", "books", "**")
    assert [(each.field, each.start, each.end) for each in template.variables] == [
        ("name", 1, 3),
        ("rest", 4, None),
    ]


@pytest.mark.parametrize("text", ["v1", "/v1/{", "/v1//x", "/v1/{a=**}/b", "/v1/{a}b"])
def test_what_is_no_template_is_refused(text: str) -> None:
    with pytest.raises(ContractBroken):
        parse(text)
