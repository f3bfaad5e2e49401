"""Accounts of the demo county: one for each post, an administrator, a department's system and a resident."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from services.directory.account_parts import AccountParts
from services.directory.application.account_secrets import digest
from services.directory.application.accounts_write import AccountFields
from services.directory.application.bootstrapping import grant_directly
from services.directory.bootstrap import Application
from services.directory.domain.grants import Reach
from services.directory.entrypoints.demo_organisations import COUNTY
from services.directory.entrypoints.demo_people import DemoPost
from services.directory.places_parts import Places
from services.kernel.call import Call, system_call
from services.kernel.errors import Forbidden
from services.kernel.runtime.context import ServiceContext
from wangge.directory.v1 import organisations_pb2
from wangge.types.v1 import types_pb2

PASSWORD = "Wangge-demo-2026"
ADMIN, SECOND, SYSTEM, RESIDENT = "admin", "admin2", "dept-system", "resident01"
_CALL = system_call("demo")
_SHOWN = (
    "leader",
    "shi_duban",
    "supervisor",
    "qu_leader",
    "chengguan",
    "gongan",
    "dispatcher",
    "dispatcher2",
    "screener",
    "head",
    "worker",
)

FilledPost = tuple[DemoPost, organisations_pb2.Post]


class DemoOnly(Forbidden):
    """Accounts whose password stands in a manual are made in a demo and nowhere else."""

    code = "directory.demo_only"


def build(
    application: Application,
    context: ServiceContext,
    progress: Callable[[str], None],
    posts: Sequence[FilledPost],
) -> list[str]:
    """Make the accounts, appoint them to the demo's posts, and say how to sign in."""
    if context.settings is None or not context.settings.demo:
        raise DemoOnly()
    return create_demo_accounts(application, posts, progress)


def create_demo_accounts(
    application: Application, posts: Sequence[FilledPost], progress: Callable[[str], None]
) -> list[str]:
    """One account for each login among the posts; an account that is there is left as it is.

    The caller has made sure that this is a demo; `build` does.
    """
    parts, found = application.accounts, dict[str, str]()
    # All share one password: one slow hash is enough for all of them.
    stored = parts.registry.hasher.hash(PASSWORD)
    for post, made in posts:
        if post.login not in found:
            phone = f"0392-0000{len(found) + 1:03}"
            found[post.login] = _person(parts, stored, post.login, post.name, post.territory, phone=phone)
        request = organisations_pb2.AppointHolderRequest(
            id=made.id, etag=made.etag, account_id=found[post.login], basis="演示任命"
        )
        application.places.appoint_holder(_CALL, request)
    progress(f"账号 {len(found)} / {len(found)} accounts")
    for login, name in ((ADMIN, "系统管理员"), (SECOND, "系统管理员（复核）")):
        admin = _person(parts, stored, login, name, "")
        grant_directly(parts.registry, _CALL, admin, "system_admin", Reach(""), "demo")
    _person(parts, stored, RESIDENT, "居民赵敏", COUNTY, realm="resident")
    _system(application)
    return demo_lines(application.places, posts)


def demo_lines(places: Places, posts: Sequence[FilledPost]) -> list[str]:
    """Who may sign in to the demo, one line each: login, what for, name, where."""
    by_login = {post.login: post for post, _ in reversed(posts)}
    rows = [
        (ADMIN, "系统管理员 / administrator", by_login[ADMIN].name if ADMIN in by_login else "", "全平台"),
        (SECOND, "系统管理员 / administrator", "复核", "全平台"),
    ]
    for login in _SHOWN:
        if login in by_login:
            post = by_login[login]
            rows.append((login, post.title, post.name, _where(places, post.territory)))
    rows.append((SYSTEM, "部门业务系统 / a department's system", "", _where(places, COUNTY)))
    rows.append((RESIDENT, "居民 / a resident", "赵敏", _where(places, COUNTY)))
    widths = [max(cell_len(row[column]) for row in rows) for column in range(3)]
    lines = [f"密码 / password: {PASSWORD}"]
    for row in rows:
        cells = [text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=False)]
        lines.append("  " + "  ".join([*cells, row[3]]))
    return lines


def _where(places: Places, code: str) -> str:
    """The territory's name; a grid's after its community's."""
    territory = places.get_territory(_CALL, code)
    if territory.level != types_pb2.LEVEL_GRID:
        return territory.name
    return places.get_territory(_CALL, territory.parent_code).name + territory.name


def _person(
    parts: AccountParts,
    stored: str,
    login: str,
    name: str,
    home: str,
    *,
    realm: str = "staff",
    phone: str = "",
) -> str:
    registry = parts.registry
    with registry.read() as connection:
        present = registry.accounts.by_login(connection, login)
    if present is not None:
        return present.id
    fields = AccountFields(login=login, name=name, realm=realm, home_code=home, work_phone=phone)
    id = parts.create_account(_CALL, fields).account.id
    with registry.new_uow(_CALL) as uow:
        account = registry.accounts.find(uow.connection, id, lock=True)
        assert account is not None
        account.take_password(stored)
        registry.accounts.save(uow.connection, account)
        uow.commit()
    return id


def _system(application: Application) -> None:
    """A department's system with the demo's password as its secret."""
    parts = application.accounts
    registry, call = parts.registry, _CALL
    listed = application.places.list_organisations(
        call,
        organisations_pb2.ListOrganisationsRequest(
            territory_code=COUNTY, kind=organisations_pb2.ORGANISATION_KIND_DEPARTMENT, page_size=1
        ),
    ).organisations
    with registry.read() as connection:
        present = registry.accounts.by_login(connection, SYSTEM)
    if present is not None or not listed:
        return
    view, _ = parts.create_service_account(call, SYSTEM, f"{listed[0].name}业务系统", listed[0].id)
    with registry.new_uow(call) as uow:
        account = registry.accounts.find(uow.connection, view.account.id, lock=True)
        assert account is not None
        account.password = digest(PASSWORD)
        registry.accounts.save(uow.connection, account)
        uow.commit()
    _grant_system(parts, call, view.account.id, view.account.home)


def _grant_system(parts: AccountParts, call: Call, account: str, home: str) -> None:
    grant_directly(parts.registry, call, account, "service_department", Reach(home), "demo")
