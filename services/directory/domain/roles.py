"""Roles: named sets of permissions; shipped ones are copied, never changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.directory.domain.account_refusals import RoleBuiltIn, RoleStale
from services.directory.domain.grants import DELEGATION
from services.kernel.call import PASSWORD_CHANGE
from services.kernel.errors import FieldProblem, Invalid

EVERYTHING = "*"
_RESERVED = frozenset({DELEGATION, PASSWORD_CHANGE, "system"})
_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")


@dataclass(frozen=True, slots=True)
class Role:
    """A set of permissions; ``*`` in a shipped role stands for every declared permission."""

    name: str
    title_zh: str
    title_en: str
    permissions: frozenset[str]
    built_in: bool = False
    version: int = 1

    def expanded(self, known: frozenset[str]) -> frozenset[str]:
        """The declared permissions it gives; those of services not installed are kept, they open nothing."""
        return known if EVERYTHING in self.permissions else self.permissions


def checked_role(role: Role, known: frozenset[str]) -> Role:
    """``role`` as it may be stored, else Invalid naming every problem."""
    problems: list[FieldProblem] = []
    if not _NAME.fullmatch(role.name) or role.name in _RESERVED:
        problems.append(FieldProblem("role.name", "directory.role_name_invalid"))
    if not role.title_zh.strip() or len(role.title_zh) > 60 or len(role.title_en) > 80:
        problems.append(FieldProblem("role.title_zh", "directory.role_title_invalid"))
    if not role.permissions:
        problems.append(FieldProblem("role.permissions", "directory.role_empty"))
    for unknown in sorted(role.permissions - known)[:20]:
        problems.append(
            FieldProblem("role.permissions", "directory.permission_unknown", {"permission": unknown[:80]})
        )
    if problems:
        raise Invalid(*problems)
    return role


def replaced(present: Role | None, etag: str, role: Role) -> Role:
    """What is stored after ``role`` took the place of ``present``."""
    if present is None:
        return role
    if present.built_in:
        raise RoleBuiltIn(role=present.name)
    if etag != str(present.version):
        raise RoleStale(role=present.name)
    return Role(role.name, role.title_zh, role.title_en, role.permissions, False, present.version + 1)
