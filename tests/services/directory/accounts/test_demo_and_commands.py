"""The operator's commands, the demo's accounts, events and built-in roles."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from google.protobuf import json_format

from services.directory.adapters.declared_permissions import ManifestPermissions
from services.directory.adapters.grants_repository import built_in_roles
from services.directory.application.bootstrapping import grant_directly
from services.directory.domain.account_refusals import PasswordRefused
from services.directory.domain.grants import Reach
from services.directory.entrypoints import cli_accounts, demo, demo_accounts
from services.kernel.call import PermissionDenied
from services.kernel.persistence.tables import outbox
from services.kernel.testing.contexts import staff
from wangge.directory.v1 import events_pb2

EVENTS = Path(__file__).resolve().parents[1] / "events"
EXPECTED = {
    "grid_worker",
    "grid_head",
    "screener",
    "dispatcher",
    "department_handler",
    "county_supervisor",
    "leader",
    "system_admin",
    "service_department",
    "outside_platform",
    "resident",
    "auditor",
}


def test_the_shipped_roles_are_all_there_and_name_only_declared_directory_permissions() -> None:
    declared = {each.name for each in ManifestPermissions().all()}
    assert built_in_roles().keys() >= EXPECTED
    for role in built_in_roles().values():
        own = {name for name in role.permissions if name.startswith(("directory.", "operations."))}
        assert own <= declared, role.name
    assert built_in_roles()["outside_platform"].permissions == {"population.coordination.serve"}


def test_the_first_administrator_holds_everything_everywhere(world: Any) -> None:
    cli_accounts.create_administrator(world.parts, "chief", "主任", "", "Qi-li-pu-2026!")
    call = world.call("chief", "Qi-li-pu-2026!")
    assert call.may("directory.grant.decide", "")
    assert call.may("cases.case.assign", "410602001")
    with pytest.raises(PasswordRefused):
        cli_accounts.create_administrator(world.parts, "other", "副主任", "", "weak")


def test_only_the_system_grants_without_a_second_person(world: Any) -> None:
    account = world.account("worker")
    with pytest.raises(PermissionDenied):
        grant_directly(world.parts.registry, staff("a", ["*"], ""), account, "leader", Reach(""), "x")


def test_a_token_is_printed_for_login_or_id_and_logged(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    account = world.account("worker")
    opened = Opened(world)
    monkeypatch.setattr(cli_accounts, "open_service", lambda name: opened)
    for who in ("worker", account):
        result = CliRunner().invoke(cli_accounts.token, [who])
        assert result.exit_code == 0, result.output
        assert world.claims(result.output.strip())["sub"] == account
    assert CliRunner().invoke(cli_accounts.token, ["nobody"]).exit_code == 1


def test_admin_create_reads_the_password_from_standard_input(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_accounts, "open_service", lambda name: Opened(world))
    arguments = ["--login", "chief", "--name", "主任"]
    result = CliRunner().invoke(cli_accounts.create, arguments, input="Qi-li-pu-2026!\n")
    assert result.exit_code == 0, result.output
    assert world.call("chief", "Qi-li-pu-2026!").may("directory.role.edit")
    again = CliRunner().invoke(cli_accounts.create, arguments, input="Qi-li-pu-2026!\n")
    assert again.exit_code == 2
    assert "chief" in again.output


def test_demo_accounts_are_refused_outside_of_a_demo(world: Any) -> None:
    application = world.application
    with pytest.raises(demo_accounts.DemoOnly):
        demo_accounts.build(application, world.context, lambda text: None, [])
    context = replace(world.context, settings=SimpleNamespace(demo=False))
    with pytest.raises(demo_accounts.DemoOnly):
        demo_accounts.build(application, context, lambda text: None, [])


def test_the_demo_gives_every_post_an_account_that_can_sign_in(world: Any) -> None:
    from services.directory.adapters.posts_held import SqlPlaces, SqlPostsHeld

    registry = replace(world.parts.registry, posts=SqlPostsHeld(), places=SqlPlaces())
    object.__setattr__(world.parts.rights_of, "_registry", registry)
    context = replace(world.context, settings=SimpleNamespace(demo=True, issuer="wangge"))
    world.places.seed_reference(world.everybody)
    demo.build(world.application, context, lambda text: None)
    call = world.call("admin", demo_accounts.PASSWORD)
    assert call.may("directory.account.edit", "")
    for post in demo.fixed_posts():
        claims = world.call(post.login, demo_accounts.PASSWORD)
        assert {grant.role for grant in claims.actor.grants} >= set(post.roles), post.login
        assert claims.actor.posts
    token = world.parts.issue_service_token(world.anonymous(), "dept-system", demo_accounts.PASSWORD)
    assert world.claims(token.access_token)["units"]
    assert world.parts.sign_in(world.anonymous(), "resident01", demo_accounts.PASSWORD)


@pytest.mark.parametrize("name", ["GrantChanged", "AccountChanged"])
def test_an_event_example_is_what_is_published(world: Any, name: str) -> None:
    example = json.loads((EVENTS / f"{name}.json").read_text("utf-8"))["data"]
    json_format.ParseDict(example, getattr(events_pb2, name)())
    account = world.account("worker")
    grant_directly(
        world.parts.registry, world.everybody, account, "leader", Reach("410602"), "because of her illness"
    )
    with world.context.database.read() as connection:
        sent = [json.loads(text) for text in connection.scalars(sa.select(outbox.c.envelope))]
    published = next(each["data"] for each in sent if each["type"].endswith("." + name))
    flat, model = (set(json_keys(each)) for each in (published, example))
    assert flat <= model | {"validUntil"}
    assert "illness" not in json.dumps(published)


def json_keys(value: object) -> list[str]:
    if not isinstance(value, dict):
        return []
    return [key for key in value] + [inner for each in value.values() for inner in json_keys(each)]


class Opened:
    def __init__(self, world: Any) -> None:
        self.parts = SimpleNamespace(application=SimpleNamespace(accounts=world.parts))

    def __enter__(self) -> Any:
        return self.parts

    def __exit__(self, *error: object) -> None:
        return None
