"""Signing in, staying signed in, and being kept out (DIR-24)."""

from __future__ import annotations

import threading
from typing import Any

import pyotp
import pytest

from services.directory.application.systemlog import LogQuery
from services.directory.domain.account_refusals import (
    AccountNotFound,
    BeyondOwnRights,
    NotOnOneself,
    PasswordRefused,
    SessionOver,
    SignInLocked,
    SignInRefused,
    TotpNotOn,
    TotpRequired,
)
from services.kernel.call import PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import staff

ADMIN = ("directory.account.view", "directory.account.edit")
COUNTY, GRID = "410602", "410602001001001"
PASSWORD = "Liu-yi-2026-wangge"


def test_a_token_carries_the_rights_of_posts_and_grants(world: Any) -> None:
    id = world.account("liu.yi")
    world.grant(id, "dispatcher", "410602001")
    session = world.parts.sign_in(world.anonymous(), " LIU.YI ", PASSWORD)
    claims = world.claims(session.access_token)
    assert claims["sub"] == id
    assert claims["realm"] == "staff"
    assert ["dispatcher", "410602001", "", "", ""] in claims["grants"]
    assert "cases.case.assign" in claims["roles"]["dispatcher"]


@pytest.mark.parametrize(("login", "password"), [("liu.yi", "wrong"), ("nobody", PASSWORD)])
def test_wrong_login_and_wrong_password_read_the_same(world: Any, login: str, password: str) -> None:
    world.account("liu.yi")
    with pytest.raises(SignInRefused) as refused:
        world.parts.sign_in(world.anonymous(), login, password)
    assert refused.value.details == {}


def test_an_unknown_login_costs_a_hash_too(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []
    hasher, real = world.parts.registry.hasher, world.parts.registry.hasher.verify
    monkeypatch.setattr(hasher, "verify", lambda stored, p: seen.append(stored) or real(stored, p))
    with pytest.raises(SignInRefused):
        world.parts.sign_in(world.anonymous(), "nobody", PASSWORD)
    assert seen == [None]


def test_five_failures_lock_for_a_quarter_of_an_hour_and_then_double(world: Any) -> None:
    world.account("liu.yi")
    for minutes in (15, 30, 60):
        for _ in range(5):
            with pytest.raises(SignInRefused):
                world.parts.sign_in(world.anonymous(), "liu.yi", "wrong")
        world.clock.advance(minutes=minutes - 1)
        with pytest.raises(SignInLocked):
            world.parts.sign_in(world.anonymous("10.9.9.9"), "liu.yi", PASSWORD)
        world.clock.advance(minutes=1)
    assert world.parts.sign_in(world.anonymous("10.9.9.9"), "liu.yi", PASSWORD).access_token


def test_a_login_that_does_not_exist_locks_just_the_same(world: Any) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            world.parts.sign_in(world.anonymous(), "nobody", "wrong")
    with pytest.raises(SignInLocked):
        world.parts.sign_in(world.anonymous(), "nobody", "wrong")


def test_an_administrator_sees_and_ends_a_lock(world: Any) -> None:
    id = world.account("liu.yi")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            world.parts.sign_in(world.anonymous(), "liu.yi", "wrong")
    view = world.parts.get_account(world.everybody, id)
    assert view.locked_until is not None
    world.parts.unlock_account(world.everybody, id, str(view.account.version), "rang up")
    assert world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD)


def test_many_attempts_from_one_address_lock_the_address(world: Any) -> None:
    world.account("liu.yi")
    for number in range(60):
        with pytest.raises(SignInRefused):
            world.parts.sign_in(world.anonymous("10.6.6.6"), f"guess{number}", "wrong")
    with pytest.raises(SignInLocked):
        world.parts.sign_in(world.anonymous("10.6.6.6"), "liu.yi", PASSWORD)
    assert world.parts.sign_in(world.anonymous("10.7.7.7"), "liu.yi", PASSWORD)


def test_good_sign_ins_never_lock_an_address(world: Any) -> None:
    world.account("liu.yi")
    for _ in range(70):
        world.parts.sign_in(world.anonymous("10.6.6.6"), "liu.yi", PASSWORD)


def test_a_one_time_password_opens_nothing_but_its_own_change(world: Any) -> None:
    id = world.account("liu.yi")
    world.grant(id, "dispatcher", "410602")
    once = world.parts.reset_password(world.everybody, id)
    session = world.parts.sign_in(world.anonymous(), "liu.yi", once)
    claims = world.claims(session.access_token)
    assert (claims["roles"], claims["grants"], claims["posts"]) == ({"password_change": []}, [], [])
    call = world.call("liu.yi", once)
    world.parts.change_password(call, once, "Qi-li-pu-2026!")
    with pytest.raises(SessionOver):
        world.parts.refresh_session(world.anonymous(), session.refresh_token)
    assert world.call("liu.yi", "Qi-li-pu-2026!").may("cases.case.assign", "410602")


def test_a_one_time_password_expires(world: Any) -> None:
    id = world.account("liu.yi")
    once = world.parts.reset_password(world.everybody, id)
    world.clock.advance(days=3)
    with pytest.raises(SignInRefused):
        world.parts.sign_in(world.anonymous(), "liu.yi", once)


def test_the_last_five_passwords_cannot_be_used_again(world: Any) -> None:
    world.account("liu.yi")
    old = PASSWORD
    for number in range(5):
        new = f"Qi-li-pu-2026-{number}!"
        world.parts.change_password(world.call("liu.yi", old), old, new)
        old = new
    with pytest.raises(PasswordRefused) as refused:
        world.parts.change_password(world.call("liu.yi", old), old, "Qi-li-pu-2026-0!")
    assert refused.value.problems[0].code == "directory.password_used_before"


def test_guessing_the_old_password_with_a_stolen_token_locks(world: Any) -> None:
    world.account("liu.yi")
    call = world.call("liu.yi")
    for _ in range(5):
        with pytest.raises(PasswordRefused):
            world.parts.change_password(call, "wrong", "Qi-li-pu-2026!")
    with pytest.raises(SignInLocked):
        world.parts.change_password(call, PASSWORD, "Qi-li-pu-2026!")


def test_a_refresh_token_is_used_once_and_its_second_use_ends_the_family(world: Any) -> None:
    world.account("liu.yi")
    first = world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD)
    second = world.parts.refresh_session(world.anonymous(), first.refresh_token)
    world.clock.advance(seconds=11)
    with pytest.raises(SessionOver):
        world.parts.refresh_session(world.anonymous(), first.refresh_token)
    with pytest.raises(SessionOver):
        world.parts.refresh_session(world.anonymous(), second.refresh_token)


def test_two_tabs_may_refresh_within_seconds(world: Any) -> None:
    world.account("liu.yi")
    first = world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD)
    one = world.parts.refresh_session(world.anonymous(), first.refresh_token)
    world.clock.advance(seconds=5)
    other = world.parts.refresh_session(world.anonymous(), first.refresh_token)
    world.clock.advance(minutes=1)
    assert world.parts.refresh_session(world.anonymous(), one.refresh_token)
    assert world.parts.refresh_session(world.anonymous(), other.refresh_token)


def test_signing_out_twice_is_signing_out_once(world: Any) -> None:
    world.account("liu.yi")
    session = world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD)
    world.parts.sign_out(world.anonymous(), session.refresh_token)
    world.parts.sign_out(world.anonymous(), session.refresh_token)
    world.parts.sign_out(world.anonymous(), "unknown")
    with pytest.raises(SessionOver):
        world.parts.refresh_session(world.anonymous(), session.refresh_token)


def test_disabling_ends_sessions_and_keeps_out(world: Any) -> None:
    id = world.account("liu.yi")
    session = world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD)
    view = world.parts.get_account(world.everybody, id)
    world.parts.change_account_state(world.everybody, "disable", id, str(view.account.version), "left")
    with pytest.raises(SessionOver):
        world.parts.refresh_session(world.anonymous(), session.refresh_token)
    with pytest.raises(SignInRefused):
        world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD)


def test_the_second_factor_is_asked_for_and_each_code_works_once(world: Any) -> None:
    world.account("liu.yi")
    secret, address = world.parts.start_totp(world.call("liu.yi"))
    assert address.startswith("otpauth://")
    code = pyotp.TOTP(secret)
    world.parts.confirm_totp(world.call("liu.yi"), code.at(world.clock()))
    with pytest.raises(TotpRequired):
        world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD)
    world.clock.advance(seconds=30)
    now = code.at(world.clock())
    assert world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD, now)
    with pytest.raises(SignInRefused):
        world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD, now)


def test_missing_codes_are_no_failures_and_wrong_ones_are(world: Any) -> None:
    world.account("liu.yi")
    secret, _ = world.parts.start_totp(world.call("liu.yi"))
    world.parts.confirm_totp(world.call("liu.yi"), pyotp.TOTP(secret).at(world.clock()))
    for _ in range(8):
        with pytest.raises(TotpRequired):
            world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD, "12345")
    with pytest.raises(SignInLocked):
        world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD, "12345")


def test_turning_the_second_factor_off_needs_the_password(world: Any) -> None:
    world.account("liu.yi")
    call = world.call("liu.yi")
    secret, _ = world.parts.start_totp(call)
    world.parts.confirm_totp(call, pyotp.TOTP(secret).at(world.clock()))
    with pytest.raises(PasswordRefused):
        world.parts.disable_totp(call, "wrong")
    world.parts.disable_totp(call, PASSWORD)
    assert world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD)


def test_a_lost_phone_is_forgiven_by_an_administrator_and_ends_every_session(world: Any) -> None:
    id = world.account("liu.yi")
    world.grant(id, "grid_worker", GRID)
    session = world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD)
    call = world.call("liu.yi")
    secret, _ = world.parts.start_totp(call)
    world.parts.confirm_totp(call, pyotp.TOTP(secret).at(world.clock()))

    reset = world.parts.reset_totp(staff("a", ADMIN, COUNTY), id, " 手机丢失，本人到场 ")

    assert not reset.account.totp_on
    with pytest.raises(SessionOver):
        world.parts.refresh_session(world.anonymous(), session.refresh_token)
    assert world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD)
    entries, _ = world.parts.list_log_entries(
        world.everybody, LogQuery(action_prefix="directory.account.reset_totp"), 10, ""
    )
    assert [entry.record_id for entry in entries] == [id]
    assert "手机丢失，本人到场" in str(entries[0].changes)
    with pytest.raises(TotpNotOn):
        world.parts.reset_totp(staff("a", ADMIN, COUNTY), id, "again")


def test_a_second_factor_is_not_taken_from_oneself_nor_from_somebody_mightier(world: Any) -> None:
    id = world.account("liu.yi")
    world.grant(id, "system_admin", "4106")
    call = world.call("liu.yi")
    secret, _ = world.parts.start_totp(call)
    world.parts.confirm_totp(call, pyotp.TOTP(secret).at(world.clock()))

    with pytest.raises(NotOnOneself):
        world.parts.reset_totp(call, id, "lost")
    with pytest.raises(BeyondOwnRights):
        world.parts.reset_totp(staff("a", ADMIN, COUNTY), id, "lost")
    with pytest.raises(AccountNotFound):
        world.parts.reset_totp(staff("a", ADMIN, "410603"), id, "lost")
    with pytest.raises(PermissionDenied):
        world.parts.reset_totp(staff("a", ["directory.account.view"], COUNTY), id, "lost")
    with pytest.raises(Invalid):
        world.parts.reset_totp(staff("a", ADMIN, "4106"), id, "  ")


def test_a_service_account_gets_a_token_for_its_secret_and_never_a_session(world: Any) -> None:
    view, secret = world.parts.create_service_account(world.everybody, "urban-system", "城管系统", "org-1")
    world.grant(view.account.id, "service_department", "410602")
    issued = world.parts.issue_service_token(world.anonymous(), "urban-system", secret)
    claims = world.claims(issued.access_token)
    assert claims["realm"] == "service"
    assert claims["grants"] == [["service_department", "410602", "", "org-1", ""]]
    assert issued.refresh_token == ""
    with pytest.raises(SignInRefused):
        world.parts.sign_in(world.anonymous(), "urban-system", secret)
    _, other = world.parts.rotate_service_secret(world.everybody, view.account.id)
    with pytest.raises(SignInRefused):
        world.parts.issue_service_token(world.anonymous(), "urban-system", secret)
    assert world.parts.issue_service_token(world.anonymous(), "urban-system", other)


def _all_at_once(count: int, work: Any) -> list[object]:
    results: list[object] = []
    gate = threading.Barrier(count)

    def run() -> None:
        gate.wait()
        try:
            results.append(work())
        except Exception as problem:
            results.append(problem)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _guesses_at_once(world: Any) -> None:
    world.account("liu.yi")
    results = _all_at_once(12, lambda: world.parts.sign_in(world.anonymous(), "liu.yi", "wrong"))
    assert sum(isinstance(each, SignInRefused) for each in results) == 5
    assert sum(isinstance(each, SignInLocked) for each in results) == 7


def test_guesses_at_once_get_no_more_tries(world: Any) -> None:
    _guesses_at_once(world)


def test_guesses_at_once_get_no_more_tries_on_postgresql(postgres_world: Any) -> None:
    _guesses_at_once(postgres_world)


def test_one_code_at_once_opens_one_session_on_postgresql(postgres_world: Any) -> None:
    world = postgres_world
    world.account("liu.yi")
    secret, _ = world.parts.start_totp(world.call("liu.yi"))
    world.parts.confirm_totp(world.call("liu.yi"), pyotp.TOTP(secret).at(world.clock()))
    world.clock.advance(seconds=30)
    code = pyotp.TOTP(secret).at(world.clock())
    results = _all_at_once(4, lambda: world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD, code))
    assert sum(not isinstance(each, Exception) for each in results) == 1, results


def test_refreshing_at_once_keeps_one_family_on_postgresql(postgres_world: Any) -> None:
    world = postgres_world
    world.account("liu.yi")
    first = world.parts.sign_in(world.anonymous(), "liu.yi", PASSWORD)
    results = _all_at_once(4, lambda: world.parts.refresh_session(world.anonymous(), first.refresh_token))
    assert all(not isinstance(each, Exception) for each in results), results
    world.clock.advance(seconds=11)
    with pytest.raises(SessionOver):
        world.parts.refresh_session(world.anonymous(), first.refresh_token)
