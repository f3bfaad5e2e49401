"""Accounts and who administers them (DIR-24)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from services.directory.application.account_ports import AccountQuery
from services.directory.application.accounts_write import AccountFields
from services.directory.application.systemlog import LogQuery
from services.directory.domain.account_refusals import (
    AccountNotFound,
    AccountStale,
    AccountStateForbids,
    BeyondOwnRights,
    LoginTaken,
    NotOnOneself,
    PasswordRefused,
)
from services.kernel.call import PermissionDenied, RequestKey
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import staff

ADMIN = ("directory.account.view", "directory.account.edit", "directory.account.reveal")
FIELDS = AccountFields(login="zhang.san", name="张三", home_code="410602001000", phone="13812345678")


def test_an_account_shows_its_private_phone_masked_and_keeps_it_sealed(world: Any) -> None:
    view = world.parts.create_account(staff("a", ADMIN, "410602"), FIELDS)
    assert view.phone == "138****5678"
    assert b"13812345678" not in (view.account.phone or b"")
    assert world.parts.get_account(staff("a", ADMIN, "410602"), view.account.id).phone == "138****5678"


def test_writing_the_masked_phone_back_changes_nothing(world: Any) -> None:
    call = staff("a", ADMIN, "410602")
    view = world.parts.create_account(call, FIELDS)
    again = replace(FIELDS, phone=view.phone, name="张三丰")
    changed = world.parts.update_account(call, view.account.id, "1", again)
    assert changed.account.name == "张三丰"
    whole = world.parts.reveal_account(call, view.account.id, "回访")
    assert whole.phone == "13812345678"


def test_revealing_leaves_who_and_why_in_the_log(world: Any) -> None:
    call = staff("a", ADMIN, "410602")
    view = world.parts.create_account(call, FIELDS)
    world.parts.reveal_account(call, view.account.id, "回访")
    found, _ = world.parts.list_log_entries(
        world.everybody, LogQuery(action_prefix="directory.account.reveal"), 10, ""
    )
    assert [(each.actor_id, each.purpose, each.record_id) for each in found] == [
        ("a", "回访", view.account.id)
    ]
    assert "138" not in found[0].changes


def test_the_log_is_seen_only_for_ones_own_territory(world: Any) -> None:
    world.parts.create_account(staff("a", ADMIN, "410602"), FIELDS)
    near, _ = world.parts.list_log_entries(
        staff("b", ["directory.log.view"], "410602001"), LogQuery(), 10, ""
    )
    far, _ = world.parts.list_log_entries(staff("b", ["directory.log.view"], "410603"), LogQuery(), 10, "")
    assert [each.action for each in near] == ["directory.account.create"]
    assert far == []


def test_administration_ends_at_the_territory(world: Any) -> None:
    view = world.parts.create_account(staff("a", ADMIN, "410602"), FIELDS)
    elsewhere = staff("b", ADMIN, "410603")
    with pytest.raises(PermissionDenied):
        world.parts.create_account(elsewhere, replace(FIELDS, login="li.si"))
    for attempt in (
        lambda: world.parts.get_account(elsewhere, view.account.id),
        lambda: world.parts.reveal_account(elsewhere, view.account.id, "x"),
        lambda: world.parts.update_account(elsewhere, view.account.id, "1", FIELDS),
        lambda: world.parts.reset_password(elsewhere, view.account.id),
        lambda: world.parts.change_account_state(elsewhere, "disable", view.account.id, "1", "x"),
    ):
        with pytest.raises(AccountNotFound):
            attempt()
    assert world.parts.list_accounts(elsewhere, AccountQuery(), 0, "")[0] == []


def test_moving_an_account_needs_rights_at_both_ends(world: Any) -> None:
    view = world.parts.create_account(staff("a", ADMIN, "410602"), FIELDS)
    with pytest.raises(PermissionDenied):
        world.parts.update_account(
            staff("a", ADMIN, "410602"), view.account.id, "1", replace(FIELDS, home_code="410603001000")
        )


def test_a_login_is_taken_however_it_is_spelled_and_stays_taken_after_removal(world: Any) -> None:
    call = staff("a", ADMIN, "410602")
    view = world.parts.create_account(call, FIELDS)
    world.parts.change_account_state(call, "remove", view.account.id, "1", "left")
    with pytest.raises(LoginTaken):
        world.parts.create_account(call, replace(FIELDS, login="ＺＨＡＮＧ.san"))


def test_removal_keeps_the_name_and_drops_the_private_data(world: Any) -> None:
    call = staff("a", ADMIN, "410602")
    id = world.parts.create_account(call, FIELDS).account.id
    gone = world.parts.change_account_state(call, "remove", id, "1", "left")
    assert (gone.account.name, gone.phone, gone.account.password) == ("张三", "", None)
    with pytest.raises(AccountStateForbids):
        world.parts.update_account(call, id, "2", FIELDS)
    with pytest.raises(AccountStateForbids):
        world.parts.change_account_state(call, "enable", id, "2", "back")


def test_a_stale_change_is_refused(world: Any) -> None:
    call = staff("a", ADMIN, "410602")
    id = world.parts.create_account(call, FIELDS).account.id
    world.parts.update_account(call, id, "1", replace(FIELDS, name="张四"))
    with pytest.raises(AccountStale):
        world.parts.update_account(call, id, "1", replace(FIELDS, name="张五"))


def test_the_same_request_twice_creates_one_account(world: Any) -> None:
    call = replace(staff("a", ADMIN, "410602"), request=RequestKey("k", "f"))
    first = world.parts.create_account(call, FIELDS)
    assert world.parts.create_account(call, FIELDS).account.id == first.account.id


@pytest.mark.parametrize("password", ["short", "zhang.san-2026A", "Password2026!"])
def test_a_weak_initial_password_is_refused(world: Any, password: str) -> None:
    with pytest.raises(PasswordRefused):
        world.parts.create_account(staff("a", ADMIN, "410602"), FIELDS, initial_password=password)


@pytest.mark.parametrize(
    "fields",
    [
        replace(FIELDS, login="张三"),
        replace(FIELDS, name=" "),
        replace(FIELDS, name="张" * 61),
        replace(FIELDS, phone="call me"),
        replace(FIELDS, realm="system"),
        replace(FIELDS, realm="service"),
    ],
)
def test_wrong_fields_are_named(world: Any, fields: AccountFields) -> None:
    with pytest.raises(Invalid) as wrong:
        world.parts.create_account(staff("a", ADMIN, "410602"), fields)
    assert wrong.value.problems[0].field.startswith("account.")


def test_nobody_resets_somebody_mightier(world: Any) -> None:
    chief = world.account("chief", home="410602001")
    world.grant(chief, "system_admin", "4106")
    with pytest.raises(BeyondOwnRights):
        world.parts.reset_password(staff("a", ADMIN, "410602"), chief)
    worker = world.account("worker", home="410602001")
    world.grant(worker, "grid_worker", "410602001001001")
    assert world.parts.reset_password(staff("a", ADMIN, "410602"), worker)


def test_nobody_disables_oneself(world: Any) -> None:
    me = world.account("me", home="410602")
    with pytest.raises(NotOnOneself):
        world.parts.change_account_state(staff(me, ADMIN, "410602"), "disable", me, "1", "x")


def test_lists_page_by_id_within_scope_and_filter(world: Any) -> None:
    for number in range(7):
        world.account(f"worker{number}", home="410602001")
    world.account("elsewhere", home="410603")
    call, seen, token = staff("a", ADMIN, "410602"), [], ""
    while True:
        page, token = world.parts.list_accounts(call, AccountQuery(name_contains="WORKER"), 3, token)
        seen += [view.account.login for view in page]
        if not token:
            break
    assert seen == [f"worker{number}" for number in range(7)]
    first = world.parts.list_accounts(call, AccountQuery(), 3, "")[1]
    with pytest.raises(Invalid):
        world.parts.list_accounts(call, AccountQuery(realm="staff"), 3, first)


def test_percent_signs_in_a_search_mean_themselves(world: Any) -> None:
    world.account("worker1")
    assert world.parts.list_accounts(world.everybody, AccountQuery(name_contains="%"), 0, "")[0] == []
