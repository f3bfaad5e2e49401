"""Whether somebody may give roles through a post: its roles are rights of whoever holds it (DIR-26)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.engine import Connection

from services.directory.application.account_ports import DeclaredPermissions, Roles
from services.directory.domain.account_refusals import NotYoursToGive, RoleNotFound
from services.directory.domain.grants import Reach, holds_all, own
from services.kernel.call import Call


class RoleGiving:
    """The rule of grants, for posts: one gives only what one holds oneself over all of the territory."""

    def __init__(self, roles: Roles, permissions: DeclaredPermissions) -> None:
        self._roles, self._permissions = roles, permissions

    def __call__(
        self, connection: Connection, call: Call, roles: Iterable[str], paths: Iterable[str], unit: str = ""
    ) -> None:
        """Raises RoleNotFound, NotYoursToGive. ``unit`` limits the post to its organisation."""
        known = frozenset(each.name for each in self._permissions.all())
        held, places = own(call.actor.grants), list(paths)
        for name in roles:
            role = self._roles.find(connection, name)
            if role is None:
                raise RoleNotFound(role=name[:40])
            for path in places:
                if not holds_all(held, role.expanded(known) & known, Reach(path, unit=unit)):
                    raise NotYoursToGive()
