"""Grants as answers write them: with the names of the people in them, which events leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from services.directory.application.grants import grant_message
from services.directory.application.moments import stamp
from services.directory.domain.grants import RoleGrant
from services.directory.domain.roles import Role
from wangge.directory.v1 import accounts_pb2

NamesOf = Callable[[Iterable[str]], dict[str, str]]


def named(grants: Sequence[RoleGrant], names_of: NamesOf, roles: Iterable[Role]) -> list[accounts_pb2.Grant]:
    """The grants with names of people and titles of roles, asked for once."""
    people = {
        id for each in grants for id in (each.account, each.proposed_by, each.decided_by, each.delegated_from)
    }
    names = names_of(people)
    titles = {role.name: role for role in roles}
    return [_named(each, names, titles.get(each.role)) for each in grants]


def _named(grant: RoleGrant, names: dict[str, str], role: Role | None) -> accounts_pb2.Grant:
    message = grant_message(grant)
    message.account_name = names.get(grant.account, "")
    message.proposed_by_name = names.get(grant.proposed_by, "")
    message.decided_by_name = names.get(grant.decided_by, "")
    message.delegated_from_name = names.get(grant.delegated_from, "")
    message.post_id = grant.post
    if role is not None:
        message.role_title_zh, message.role_title_en = role.title_zh, role.title_en
    proposed = stamp(grant.created_at)
    if proposed is not None:
        message.propose_time.CopyFrom(proposed)
    return message
