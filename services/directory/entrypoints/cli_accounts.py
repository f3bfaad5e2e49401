"""Commands for the operator at the machine: tokens, the first administrator, the demo's accounts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from services.directory.account_parts import AccountParts
from services.directory.application.account_ports import AccountQuery
from services.directory.application.accounts_write import AccountFields
from services.directory.application.bootstrapping import grant_directly
from services.directory.domain.account_refusals import PasswordRefused
from services.directory.domain.accounts import Account, spelled
from services.directory.domain.grants import Reach
from services.kernel.call import system_call
from services.kernel.errors import Invalid, Refusal
from services.kernel.rpc.messages import Messages
from services.kernel.runtime.offline import chosen_settings, open_service
from services.kernel.security.passwords import password_problems

FOLDER = Path(__file__).resolve().parent.parent


def commands() -> dict[str, list[click.Command]]:
    """Commands by group; the group "" is the top level."""
    return {"": [token], "admin": [create], "account": [demo_accounts]}


@click.command()
@click.argument("account")
def token(account: str) -> None:
    """打印账号的访问令牌 / print an access token of ACCOUNT (login or id), good for a few minutes.

    Needs the database and the signing keys of this machine; every use is in the system log.
    """
    with open_service("directory") as parts:
        accounts: AccountParts = parts.application.accounts
        registry, call = accounts.registry, system_call("wangge token")
        with registry.new_uow(call) as uow:
            found = registry.accounts.by_login(uow.connection, spelled(account)) or registry.accounts.find(
                uow.connection, account
            )
            if found is None or not found.may_enter(uow.now):
                raise click.ClickException(f"{account}: 没有可用的账号 / no such active account")
            text = accounts.tokens.access(uow.connection, found, uow.now)
            uow.audit("directory.session.operator_token", "account", found.id, territory=found.home)
            uow.commit()
    click.echo(text)


@click.command()
@click.option("--login", required=True, help="登录名 / login")
@click.option("--name", required=True, help="姓名 / name")
@click.option("--territory", default="", help="所属区划代码 / division code of the home territory")
@click.option(
    "--password-file",
    type=click.File("r", encoding="utf-8"),
    help="从文件读取密码，- 为标准输入 / read the password from a file, - for standard input",
)
def create(login: str, name: str, territory: str, password_file: Any) -> None:
    """创建系统管理员 / create a system administrator over the whole platform.

    For the first ones: afterwards rights are proposed and decided by two people in the console.
    """
    password = _password(password_file)
    with open_service("directory") as parts:
        try:
            account = create_administrator(parts.application.accounts, login, name, territory, password)
        except Refusal as refusal:
            _say(refusal)
            sys.exit(2)
    click.echo(f"{account.login} ({account.id})")


@click.command(name="demo")
def demo_accounts() -> None:
    """列出演示账号 / list the accounts of the demo; refused anywhere else."""
    if not chosen_settings().demo:
        raise click.ClickException("只有演示系统才有演示账号 / only a demo has demo accounts")
    from services.directory.entrypoints.demo_accounts import PASSWORD

    with open_service("directory") as parts:
        accounts: AccountParts = parts.application.accounts
        found, _ = accounts.list_accounts(
            system_call("wangge account demo"), AccountQuery(state="active"), 1000, ""
        )
    click.echo(f"密码 / password: {PASSWORD}")
    for view in found:
        click.echo(
            f"{view.account.login:<16}{view.account.realm:<10}{view.account.home:<18}{view.account.name}"
        )


def create_administrator(
    parts: AccountParts, login: str, name: str, territory: str, password: str
) -> Account:
    """An account that chose its password itself, with the role of system administrators everywhere."""
    problems = password_problems(password, login=spelled(login), name=name)
    if problems:
        raise PasswordRefused(*problems)
    registry, call = parts.registry, system_call("wangge admin create")
    view = parts.create_account(call, AccountFields(login=login, name=name, home_code=territory))
    stored = registry.hasher.hash(password)
    with registry.new_uow(call) as uow:
        account = registry.accounts.find(uow.connection, view.account.id, lock=True)
        assert account is not None
        account.take_password(stored)
        registry.accounts.save(uow.connection, account)
        registry.accounts.remember_password(uow.connection, registry.new_id(), account.id, stored, 5)
        uow.commit()
    grant_directly(registry, call, account.id, "system_admin", Reach(""), "wangge admin create")
    return account


def _password(source: Any) -> str:
    if source is not None:
        return str(source.readline()).rstrip("\r\n")
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("密码 / password", hide_input=True, confirmation_prompt=True))


def _say(refusal: Refusal) -> None:
    messages = Messages.load([FOLDER])
    texts = [(refusal.code, refusal.details)]
    if isinstance(refusal, Invalid) and refusal.problems:
        texts = [(each.code, dict(each.details)) for each in refusal.problems]
    for code, details in texts:
        for locale in ("zh", "en"):
            click.echo(messages.text(code, details, locale), err=True)
