"""Bound phones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from services.field.adapters.tables import device, seen_account
from services.field.domain.device import Device, DeviceState
from services.field.domain.refusals import Stale
from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork

_MOST = 200
_NAMED = sa.select(device, sa.func.coalesce(seen_account.c.name, "").label("account_name")).select_from(
    device.outerjoin(seen_account, seen_account.c.id == device.c.account_id)
)


class SqlDevices:
    """See the port."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, uow: UnitOfWork, account_id: str, device_id: str) -> Device | None:
        """In any state."""
        query = sa.select(device).where(device.c.account_id == account_id, device.c.id == device_id)
        row = uow.connection.execute(query).first()
        return _device(row) if row is not None else None

    def active(self, uow: UnitOfWork, account_id: str, since: datetime) -> int:
        """See the port."""
        query = sa.select(sa.func.count()).where(
            device.c.account_id == account_id,
            device.c.state == DeviceState.ACTIVE.value,
            device.c.last_seen_at >= since,
        )
        return int(uow.connection.execute(query).scalar() or 0)

    def add(self, uow: UnitOfWork, new: Device) -> None:
        """A phone's first contact."""
        try:
            uow.connection.execute(sa.insert(device).values(_row(new)))
        except IntegrityError:
            raise Stale() from None  # two first contacts at once: the next try finds it there

    def save(self, uow: UnitOfWork, changed: Device) -> None:
        """What changed."""
        where = sa.and_(device.c.account_id == changed.account_id, device.c.id == changed.id)
        uow.connection.execute(sa.update(device).where(where).values(_row(changed)))

    def of_account(self, account_id: str) -> Sequence[tuple[Device, str]]:
        """Last seen first."""
        return self._listed(device.c.account_id == account_id)

    def in_scope(self, scope: Scope, under: str) -> Sequence[tuple[Device, str]]:
        """Last seen first."""
        subtrees = [_under(path) for path in scope.paths]
        return self._listed(sa.and_(_under(under), sa.or_(sa.false(), *subtrees)))

    def _listed(self, where: sa.ColumnElement[bool]) -> Sequence[tuple[Device, str]]:
        query = _NAMED.where(where).order_by(device.c.last_seen_at.desc(), device.c.id).limit(_MOST)
        with self._database.read() as connection:
            return [(_device(row), row.account_name) for row in connection.execute(query)]


def _under(path: str) -> sa.ColumnElement[bool]:
    if not path:
        return sa.true()
    return sa.and_(device.c.territory_path >= path, device.c.territory_path < path + ":")


def _row(source: Device) -> dict[str, object]:
    return {
        "account_id": source.account_id,
        "id": source.id,
        "territory_path": source.territory_path,
        "name": source.name,
        "state": source.state.value,
        "registered_at": source.registered_at,
        "last_seen_at": source.last_seen_at,
        "removed_at": source.removed_at,
        "removed_by": source.removed_by,
    }


def _device(row: Any) -> Device:
    return Device(
        id=row.id,
        account_id=row.account_id,
        territory_path=row.territory_path,
        name=row.name,
        registered_at=aware(row.registered_at),
        last_seen_at=aware(row.last_seen_at),
        state=DeviceState(row.state),
        removed_at=aware(row.removed_at),
        removed_by=row.removed_by,
    )
