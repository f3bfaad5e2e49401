"""Accounts and colleagues as fields pick them by name."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, g, render_template, request

from services.directory.edge.registers import for_staff, organisations, place_name
from services.directory.edge.rights_words import role_title
from services.kernel.errors import Forbidden, NotFound
from services.kernel.web.pages import needs, peer
from wangge.directory.v1 import accounts_pb2, accounts_pb2_grpc, organisations_pb2

ACCOUNTS = "/directory/lookup/accounts"
"""Accounts in sight that may be given rights (staff and systems), by id."""
COLLEAGUES = "/directory/lookup/colleagues"
"""Staff who hold a post in the reader's county, by account id; for everybody."""
_MOST, _PAGES, _PAGE = 20, 5, 200
_COUNTY = 6


def accounts() -> accounts_pb2_grpc.AccountServiceStub:
    """The stub of accounts, roles and grants, with the reader's rights."""
    return peer(accounts_pb2_grpc.AccountServiceStub, "directory")


def add(blueprint: Blueprint) -> None:
    """Add the look-ups."""
    blueprint.add_url_rule("/lookup/accounts", view_func=found_accounts)
    blueprint.add_url_rule("/lookup/colleagues", view_func=found_colleagues)


@needs("directory.account.view")
def found_accounts() -> str:
    """By name or login."""
    lines = []
    if _words():
        active = accounts_pb2.ACCOUNT_STATE_ACTIVE
        asked = accounts_pb2.ListAccountsRequest(name_contains=_words(), state=active, page_size=_MOST)
        lines = [
            (each.id, each.name, f"{each.login} · {place_name(each.home_territory_code)}".rstrip(" ·"))
            for each in accounts().ListAccounts(asked).accounts
            if each.realm != "resident"
        ]
    return render_template("directory/suggestions.html", lines=lines)


@for_staff
def found_colleagues() -> str:
    """By name, through the posts of the reader's county: who is in office is no secret among staff."""
    words = _words()
    found: dict[str, tuple[str, str, str]] = {}
    asked = organisations_pb2.ListPostsRequest(
        territory_code=_my_county(), deep=True, name_contains=words, page_size=_PAGE
    )
    for _ in range(_PAGES if words else 0):
        answer = organisations().ListPosts(asked)
        for post in answer.posts:
            for holder in post.holders:
                mine = holder.account_id == g.actor.id or holder.account_id in found
                if words in holder.name and not mine and len(found) < _MOST:
                    hint = f"{place_name(post.territory_code)} {post.title}"
                    found[holder.account_id] = (holder.account_id, holder.name, hint)
        asked.page_token = answer.next_page_token
        if not asked.page_token or len(found) >= _MOST:
            break
    return render_template("directory/suggestions.html", lines=list(found.values()))


def account_title(id: str) -> str:
    """Who an account is; empty where the reader may not see it."""
    try:
        found = accounts().GetAccount(accounts_pb2.GetAccountRequest(id=id))
    except (NotFound, Forbidden):
        return ""
    return f"{found.name} · {found.login}"


def role_titles() -> Mapping[str, str]:
    """Roles by name in the reader's language, asked once in a request; none without the right to see them."""
    if "role_titles" not in g:
        found = (
            accounts().ListRoles(accounts_pb2.ListRolesRequest()).roles
            if g.may("directory.role.view")
            else ()
        )
        g.role_titles = {each.name: role_title(each) for each in found}
    known: Mapping[str, str] = g.role_titles
    return known


def _my_county() -> str:
    path = max((each.territory for each in g.actor.grants), key=len, default="")[:_COUNTY]
    return path.ljust(12, "0") if path else ""


def _words() -> str:
    return " ".join(request.args.get("q", "").split())[:60]
