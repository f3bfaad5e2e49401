"""What an account may do at a moment, put together from posts, grants and loans: the content of a token."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from services.directory.domain.grants import DELEGATION, Reach, RoleGrant
from services.directory.domain.roles import Role
from services.kernel.call import Grant

UNIT_LIMITED = frozenset({"department", "property_company", "stationed_unit", "agency", "association"})
"""Kinds of organisations whose posts see only what was routed to the organisation (DIR-25)."""


def unit_of(organisation: str, kind: str) -> str:
    """The organisation whose affairs the rights of its posts are limited to; empty when they are not."""
    return organisation if kind in UNIT_LIMITED else ""


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post somebody holds now. ``territory`` and ``also`` are paths."""

    id: str
    title: str
    roles: tuple[str, ...]
    territory: str
    territory_name: str = ""
    also: tuple[str, ...] = ()
    organisation: str = ""
    organisation_kind: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """Grants with their permissions, posts, and organisations of those posts."""

    grants: tuple[Grant, ...] = ()
    posts: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def permissions(self) -> frozenset[str]:
        """Everything that may be done somewhere."""
        return frozenset().union(*(grant.permissions for grant in self.grants))


class RightsRule:
    """Turns posts and grants into rights. ``known`` are all declared permissions."""

    def __init__(self, roles: Iterable[Role], known: frozenset[str]) -> None:
        self._roles = {role.name: role for role in roles}
        self._known = known

    def permissions(self, role: str) -> frozenset[str]:
        """What the role gives; nothing when there is no such role any more."""
        found = self._roles.get(role)
        return found.expanded(self._known) if found else frozenset()

    def own(self, posts: Sequence[HeldPost], grants: Iterable[RoleGrant], *, unit: str = "") -> Rights:
        """Rights an account has by itself; ``unit`` limits all of them (service accounts)."""
        found: list[Grant] = []
        for post in posts:
            limited = unit_of(post.organisation, post.organisation_kind)
            for role in post.roles:
                found += [
                    self._grant(role, Reach(path, unit=limited)) for path in (post.territory, *post.also)
                ]
        found += [self._grant(g.role, g.reach) for g in grants if g.role != DELEGATION]
        if unit:
            found = [replace(grant, unit=unit) for grant in found]
        units = (*(p.organisation for p in posts if p.organisation), *([unit] if unit else []))
        return Rights(_distinct(g for g in found if g.permissions), _ids(p.id for p in posts), _ids(units))

    def _grant(self, role: str, reach: Reach) -> Grant:
        return Grant(role, self.permissions(role), reach.territory, reach.line, reach.unit)


def with_loans(
    rights: Rights, loans: Iterable[RoleGrant], of_lender: Callable[[str, str], Rights | None]
) -> Rights:
    """``rights`` plus what is lent to the account now.

    ``of_lender(account, post)`` answers with the lender's own rights at this moment (through one post when it
    is named), so a loan never exceeds what the lender still has, and what was borrowed is never lent on.
    """
    grants, posts, units = list(rights.grants), list(rights.posts), list(rights.units)
    for loan in loans:
        lent = of_lender(loan.delegated_from, loan.post)
        if lent is not None:
            grants += [replace(grant, delegated_from=loan.delegated_from) for grant in lent.grants]
            posts += lent.posts
            units += lent.units
    return Rights(_distinct(grants), _ids(posts), _ids(units))


def claims_of(rights: Rights) -> dict[str, object]:
    """The part of a token's claims that says what may be done."""
    roles: dict[str, set[str]] = {}
    for grant in rights.grants:
        roles.setdefault(grant.role, set()).update(grant.permissions)
    return {
        "roles": {name: sorted(permissions) for name, permissions in sorted(roles.items())},
        "grants": [[g.role, g.territory, g.line, g.unit, g.delegated_from] for g in rights.grants],
        "posts": list(rights.posts),
        "units": list(rights.units),
    }


def _distinct(grants: Iterable[Grant]) -> tuple[Grant, ...]:
    return tuple(dict.fromkeys(grants))


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
