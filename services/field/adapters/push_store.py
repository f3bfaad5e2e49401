"""Phones that are told and what waits for them, in their tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from services.field.adapters.push_tables import hearing, notice, subscription
from services.field.adapters.tables import device, duty, seen_account
from services.field.adapters.work_log_tables import seen_calendar
from services.field.application.push_ports import Address, Subscription, Waiting
from services.field.domain.device import DeviceState
from services.field.domain.push import Hearing, Kind, Notice, hears
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.fields import FieldCipher
from services.kernel.worktime import DayKind, WorkCalendar


class SqlSubscriptions:
    """See the port."""

    def __init__(self, database: Database, cipher: FieldCipher) -> None:
        self._database = database
        self._cipher = cipher

    def of_device(self, account_id: str, device_id: str) -> Subscription | None:
        """None for a phone that is not told."""
        query = sa.select(subscription).where(_of(account_id, device_id))
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return self._subscription(row) if row is not None else None

    def put(self, uow: UnitOfWork, new: Subscription, host: str, hearings: Sequence[Hearing]) -> None:
        """In place of the phone's former one; rights are those of the account, whatever the phone."""
        known = sa.select(subscription.c.id).where(_of(new.account_id, new.device_id))
        kept = uow.connection.execute(known).scalar()
        id = kept or new.id
        row = {
            "id": id,
            "account_id": new.account_id,
            "device_id": new.device_id,
            "address": self._cipher.seal(json.dumps(asdict(new.address)), place=_sealed_to(id)),
            "host": host,
            "quiet": new.quiet,
            "language": new.language,
            "renewed_at": uow.now,
        }
        if kept:
            uow.connection.execute(sa.update(subscription).where(subscription.c.id == id).values(row))
        else:
            uow.connection.execute(sa.insert(subscription).values(row))
        uow.connection.execute(sa.delete(hearing).where(hearing.c.account_id == new.account_id))
        heard = [
            {"account_id": new.account_id, "key": each.key[:120], "line": each.line[:60]} for each in hearings
        ]
        uow.connection.execute(sa.insert(hearing), heard)

    def remove(self, uow: UnitOfWork, account_id: str, device_id: str = "") -> int:
        """See the port."""
        where = _of(account_id, device_id) if device_id else subscription.c.account_id == account_id
        return self._remove(uow, where)

    def tell(self, uow: UnitOfWork, told: Notice, without: str, new_id: Callable[[], str]) -> int:
        """See the port."""
        query = (
            sa.select(subscription.c.id, hearing.c.line)
            .join(hearing, hearing.c.account_id == subscription.c.account_id)
            .where(hearing.c.key.in_(told.keys), subscription.c.account_id != without)
        )
        phones = dict.fromkeys(
            row.id for row in uow.connection.execute(query) if hears(row.line, told.category)
        )
        rows = [
            {
                "id": new_id(),
                "subscription_id": each,
                "kind": told.kind.value,
                "number": told.number[:40],
                "urgent": told.urgent,
                "made_at": uow.now,
                "next_at": uow.now,
                "tries": 0,
            }
            for each in phones
        ]
        if rows:
            uow.connection.execute(sa.insert(notice), rows)
        return len(rows)

    def due(self, now: datetime, limit: int) -> Sequence[tuple[Subscription, Sequence[Waiting], bool]]:
        """See the port. What belongs to accounts out of use is not sent."""
        on_duty = sa.exists().where(duty.c.account_id == subscription.c.account_id, duty.c.ended_at.is_(None))
        query = (
            sa.select(subscription, notice.c.id.label("notice_id"), *_SHOWN, on_duty.label("on_duty"))
            .join(notice, notice.c.subscription_id == subscription.c.id)
            .where(notice.c.next_at <= now)
            .order_by(notice.c.next_at, notice.c.id)
            .limit(limit)
        )
        found: dict[str, tuple[Any, list[Waiting]]] = {}
        with self._database.read() as connection:
            for row in connection.execute(query):
                waiting = Waiting(
                    row.notice_id, Kind(row.kind), row.number, row.urgent, aware(row.made_at), row.tries
                )
                found.setdefault(row.id, (row, []))[1].append(waiting)
        return [(self._subscription(row), waits, bool(row.on_duty)) for row, waits in found.values()]

    def working(self, at: datetime) -> bool:
        """See the port; Monday to Friday until the directory has told of holidays."""
        query = sa.select(seen_calendar.c.days).where(seen_calendar.c.name == "common")
        with self._database.read() as connection:
            told = connection.execute(query).scalar() or {}
        kinds = {
            date.fromisoformat(day): DayKind.WORK if works else DayKind.REST for day, works in told.items()
        }
        return WorkCalendar(kinds).is_working(at)

    def drop(self, uow: UnitOfWork, ids: Sequence[str]) -> None:
        """Given, refused or too old."""
        if ids:
            uow.connection.execute(sa.delete(notice).where(notice.c.id.in_(ids)))

    def put_off(self, uow: UnitOfWork, ids: Sequence[str], until: datetime, *, tried: bool) -> None:
        """Not before then."""
        if ids:
            values = {"next_at": until, "tries": notice.c.tries + (1 if tried else 0)}
            uow.connection.execute(sa.update(notice).where(notice.c.id.in_(ids)).values(values))

    def lapse(self, uow: UnitOfWork, before: datetime) -> int:
        """Phones not opened since then, removed ones, and those of accounts out of use."""
        out_of_use = sa.exists().where(
            seen_account.c.id == subscription.c.account_id, seen_account.c.active.is_(False)
        )
        in_use = sa.exists().where(
            device.c.account_id == subscription.c.account_id,
            device.c.id == subscription.c.device_id,
            device.c.state == DeviceState.ACTIVE.value,
        )
        return self._remove(uow, sa.or_(subscription.c.renewed_at < before, out_of_use, ~in_use))

    def clear(self, uow: UnitOfWork) -> int:
        """See the port."""
        return int(uow.connection.execute(sa.delete(notice)).rowcount)

    def _remove(self, uow: UnitOfWork, where: sa.ColumnElement[bool]) -> int:
        query = sa.select(subscription.c.id, subscription.c.account_id).where(where)
        gone = uow.connection.execute(query).all()
        if not gone:
            return 0
        ids, accounts = [row.id for row in gone], {row.account_id for row in gone}
        uow.connection.execute(sa.delete(notice).where(notice.c.subscription_id.in_(ids)))
        uow.connection.execute(sa.delete(subscription).where(subscription.c.id.in_(ids)))
        told = sa.select(subscription.c.account_id)
        nobody = sa.and_(hearing.c.account_id.in_(accounts), hearing.c.account_id.not_in(told))
        uow.connection.execute(sa.delete(hearing).where(nobody))
        return len(ids)

    def _subscription(self, row: Any) -> Subscription:
        address = json.loads(self._cipher.open(row.address, place=_sealed_to(row.id)))
        return Subscription(
            row.id, row.account_id, row.device_id, Address(**address), row.quiet, row.language
        )


_SHOWN = (notice.c.kind, notice.c.number, notice.c.urgent, notice.c.made_at, notice.c.tries)


def _of(account_id: str, device_id: str) -> sa.ColumnElement[bool]:
    return sa.and_(subscription.c.account_id == account_id, subscription.c.device_id == device_id)


def _sealed_to(id: str) -> str:
    return f"field.push.address/{id}"
