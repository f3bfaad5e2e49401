"""Who may do what on which rows, decided in memory."""

from __future__ import annotations

import pytest

from services.kernel.call import Actor, Call, Grant, PermissionDenied, Realm, Scope, system_call
from services.kernel.testing.contexts import staff

ASSIGN = "cases.case.assign"


def test_a_permission_without_a_covering_grant_is_refused() -> None:
    call = staff("a1", [ASSIGN], "410602001")
    call.require(ASSIGN, "410602001001")
    with pytest.raises(PermissionDenied):
        call.require(ASSIGN, "410602002")
    with pytest.raises(PermissionDenied):
        call.require("cases.case.escalate", "410602001")


def test_nobody_has_any_right_without_grants() -> None:
    nobody = Call(actor=Actor(id="x", name="x", realm=Realm.STAFF))
    assert not nobody.may(ASSIGN)
    assert nobody.scope(ASSIGN).paths == ()
    assert not Scope.nothing().contains("4106")


def test_a_grant_limited_to_a_unit_gives_no_subtree() -> None:
    call = staff("a1", [ASSIGN], "4106", unit="u1", units=["u1"])
    assert call.scope(ASSIGN).paths == ()
    assert "unit:u1" in call.scope(ASSIGN).parties
    assert call.may(ASSIGN, "410602", unit="u1")
    assert not call.may(ASSIGN, "410602", unit="u2")


def test_a_grant_for_a_line_of_work_covers_it_and_what_is_below() -> None:
    grant = Grant("r", frozenset({ASSIGN}), "4106", line="event.noise")
    assert grant.covers("410602", "event.noise.home")
    assert not grant.covers("410602", "event.noisy")


def test_overlapping_grants_collapse_to_the_outermost() -> None:
    grants = tuple(Grant("r", frozenset({ASSIGN}), path) for path in ("410602001", "410602", "410611"))
    call = Call(actor=Actor(id="a", name="a", realm=Realm.STAFF, grants=grants))
    assert call.scope(ASSIGN).paths == ("410602", "410611")


def test_the_system_sees_everything() -> None:
    assert system_call("timer").scope(ASSIGN).contains("410602001001001")
