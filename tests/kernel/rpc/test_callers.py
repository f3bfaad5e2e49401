"""Actors and origins out of claims, peers and metadata."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.call import Realm
from services.kernel.errors import Unauthenticated
from services.kernel.rpc.addresses import networks
from services.kernel.rpc.callers import actor_from, bearer, lender, origin_of, peer_address
from services.kernel.rpc.messages import Messages, preferred_locale
from services.kernel.security.tokens import TokenInvalid

CLAIMS: dict[str, Any] = {
    "sub": "a1",
    "name": "安妮",
    "realm": "staff",
    "roles": {"grid": ["cases.case.report"], "lead": ["cases.case.assign", "cases.case.report"]},
    "grants": [["grid", "410602001", "", "", ""], ["lead", "4106", "c.road", "u1", "a9"]],
    "posts": ["p1"],
    "units": ["u1"],
}


def test_claims_become_an_actor_with_grants() -> None:
    actor = actor_from(CLAIMS)

    assert (actor.id, actor.name, actor.realm) == ("a1", "安妮", Realm.STAFF)
    assert actor.grants[1].delegated_from == "a9"
    assert actor.parties == ("account:a1", "post:p1", "unit:u1")


def test_a_right_is_lent_only_when_every_grant_of_it_is() -> None:
    actor = actor_from(CLAIMS)

    assert lender(actor, "cases.case.assign") == "a9"
    assert lender(actor, "cases.case.report") == ""
    assert lender(actor, "cases.case.delete") == ""


@pytest.mark.parametrize(
    "change",
    [
        {"sub": ""},
        {"sub": 5},
        {"realm": "system"},
        {"realm": "anonymous"},
        {"grants": [["grid", "41"]]},
        {"grants": "x"},
        {"roles": []},
        {"roles": {"grid": 5}},
        {"posts": [1]},
    ],
)
def test_claims_of_another_form_are_no_token_of_ours(change: dict[str, Any]) -> None:
    with pytest.raises(TokenInvalid):
        actor_from(
            {**CLAIMS, **change, **({} if "roles" not in change or change["roles"] else {"roles": ["x"]})}
        )


@pytest.mark.parametrize(
    ("peer", "address"),
    [
        ("ipv4:10.0.0.7:5123", "10.0.0.7"),
        ("ipv6:%5B::1%5D:5123", "::1"),
        ("ipv6:[2001:db8::5]:80", "2001:db8::5"),
        ("unix:/run/x.sock", ""),
        ("unix:", ""),
    ],
)
def test_the_address_of_a_peer_is_read_from_grpcs_name_of_it(peer: str, address: str) -> None:
    assert peer_address(peer) == address


@pytest.mark.parametrize(
    ("peer", "origin"),
    [
        ("unix:", "1.2.3.4"),
        ("ipv4:127.0.0.1:5", "1.2.3.4"),
        ("ipv6:%5B::ffff:127.0.0.1%5D:5", "1.2.3.4"),
        ("ipv4:172.16.0.9:5", "1.2.3.4"),
        ("ipv4:8.8.8.8:5", "8.8.8.8"),
    ],
)
def test_only_trusted_peers_may_state_an_origin(peer: str, origin: str) -> None:
    assert origin_of(peer, {"x-wangge-origin": "1.2.3.4"}, networks(["172.16.0.0/16"])) == origin


def test_another_scheme_than_bearer_is_refused() -> None:
    assert bearer({"authorization": "bearer abc"}) == "abc"
    for header in ("Basic abc", "Bearer", "Bearer  "):
        with pytest.raises(Unauthenticated):
            bearer({"authorization": header})


@pytest.mark.parametrize(
    ("accepted", "locale"),
    [("", "zh"), ("en-GB,en;q=0.9", "en"), ("zh-CN;q=0.4,en;q=0.2", "zh"), ("fr", "zh"), ("en;q=x", "zh")],
)
def test_the_best_language_of_ours_is_taken(accepted: str, locale: str) -> None:
    assert preferred_locale(accepted) == locale


def test_texts_show_what_lacks_and_never_fail() -> None:
    messages = Messages({"a.b": {"zh": "共{count}件{missing}", "en": "{count.__class__} {0}"}})

    assert messages.text("a.b", {"count": "3"}, "zh") == "共3件-"
    assert messages.text("a.b", {"count": "3"}, "en")
    assert messages.text("unknown.code", {}, "en") == "unknown.code"
