"""Roles and the permissions they are made of."""

from __future__ import annotations

from collections.abc import Sequence

from services.directory.application.account_ports import AccountRegistry, DeclaredPermission
from services.directory.domain.account_refusals import NotYoursToGive
from services.directory.domain.grants import Reach, holds_all, own
from services.directory.domain.roles import Role, checked_role, replaced
from services.kernel.call import Call

EDIT = "directory.role.edit"


class ListPermissions:
    """Every permission that an installed service declares."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call) -> Sequence[DeclaredPermission]:
        """In the order of services and names."""
        return self._registry.permissions.all()


class ListRoles:
    """Shipped and own roles."""

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call) -> list[Role]:
        """``*`` is shown as the permissions it stands for."""
        known = self._registry.known_permissions()
        with self._registry.read() as connection:
            found = self._registry.roles.all(connection)
        return [Role(r.name, r.title_zh, r.title_en, r.expanded(known), r.built_in, r.version) for r in found]


class PutRole:
    """Add or change a role of one's own.

    A role works wherever it was granted, so whoever edits one must hold role editing and every permission of
    the role, before and after, over the whole platform.
    """

    def __init__(self, registry: AccountRegistry) -> None:
        self._registry = registry

    def __call__(self, call: Call, role: Role, etag: str) -> Role:
        """Raises RoleBuiltIn, RoleStale, NotYoursToGive, Invalid."""
        registry = self._registry
        checked_role(role, registry.known_permissions())
        with registry.new_uow(call) as uow:
            present = registry.roles.find(uow.connection, role.name, lock=True)
            stored = replaced(present, etag, role)
            touched = {EDIT} | role.permissions | (present.permissions if present else frozenset())
            if not holds_all(own(call.actor.grants), touched, Reach("")):
                raise NotYoursToGive()
            registry.roles.put(uow.connection, stored)
            before = sorted(present.permissions) if present else []
            changes = {"permissions": [before, sorted(stored.permissions)]}
            uow.audit("directory.role.put", "role", role.name, changes=changes)
            uow.commit()
        return stored
