"""Days and entries of work logs in their tables; texts are sealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from services.field.adapters.work_log_tables import (
    duty_plan,
    week_summary,
    work_day,
    work_entry,
    work_entry_past,
)
from services.field.domain.refusals import IdTaken, Stale
from services.field.domain.work_log import DayState, Entry, Kind, WorkDay
from services.field.domain.work_weeks import Week
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.fields import FieldCipher


class SqlWorkDays:
    """See the port."""

    def __init__(self, cipher: FieldCipher) -> None:
        self._cipher = cipher

    def find(self, uow: UnitOfWork, worker_id: str, day: date) -> WorkDay | None:
        """With its entries."""
        where = sa.and_(work_day.c.worker_id == worker_id, work_day.c.day == day)
        row = uow.connection.execute(sa.select(work_day).where(where)).first()
        return self._whole(uow.connection, row) if row is not None else None

    def by_entry(self, uow: UnitOfWork, entry_id: str) -> WorkDay | None:
        """See the port."""
        query = (
            sa.select(work_day)
            .join(work_entry, work_entry.c.day_id == work_day.c.id)
            .where(work_entry.c.id == entry_id)
        )
        row = uow.connection.execute(query).first()
        return self._whole(uow.connection, row) if row is not None else None

    def add(self, uow: UnitOfWork, day: WorkDay) -> None:
        """See the port."""
        try:
            uow.connection.execute(sa.insert(work_day).values(_row(day)))
        except IntegrityError:
            raise Stale() from None

    def save(self, uow: UnitOfWork, day: WorkDay) -> None:
        """See the port."""
        where = sa.and_(work_day.c.id == day.id, work_day.c.version == day.version - 1)
        if uow.connection.execute(sa.update(work_day).where(where).values(_row(day))).rowcount != 1:
            raise Stale()

    def add_entry(self, uow: UnitOfWork, day: WorkDay, entry: Entry) -> None:
        """See the port."""
        values = {
            "id": entry.id,
            "day_id": day.id,
            "case_id": entry.case_id,
            "case_number": entry.case_number,
            "act": entry.act,
            "patrol_id": entry.patrol_id,
            "addition": entry.addition,
            **self._saying(entry),
        }
        try:
            uow.connection.execute(sa.insert(work_entry).values(values))
        except IntegrityError:
            raise IdTaken() from None

    def replace(self, uow: UnitOfWork, before: Entry, after: Entry) -> None:
        """See the port."""
        where = sa.and_(work_entry.c.id == before.id, work_entry.c.version == before.version)
        changed = uow.connection.execute(sa.update(work_entry).where(where).values(self._saying(after)))
        if changed.rowcount != 1:
            raise Stale()
        place = f"field.work_entry_past.text/{before.id}/{before.version}"
        past = {
            "entry_id": before.id,
            "version": before.version,
            "at": before.at,
            "kind": before.kind.value,
            "text": self._cipher.seal(before.text, place=place),
            "withdrawn": before.withdrawn,
            "changed_at": uow.now,
        }
        uow.connection.execute(sa.insert(work_entry_past).values(past))

    def purge(self, uow: UnitOfWork, before: date) -> int:
        """See the port."""
        old = sa.select(work_day.c.id).where(work_day.c.day < before)
        entries = sa.select(work_entry.c.id).where(work_entry.c.day_id.in_(old))
        week = str(Week.of(before))
        statements = (
            sa.delete(work_entry_past).where(work_entry_past.c.entry_id.in_(entries)),
            sa.delete(work_entry).where(work_entry.c.day_id.in_(old)),
            sa.delete(work_day).where(work_day.c.day < before),
            sa.delete(duty_plan).where(duty_plan.c.week < week),
            sa.delete(week_summary).where(week_summary.c.week < week),
        )
        return sum(uow.connection.execute(each).rowcount for each in statements)

    def _saying(self, entry: Entry) -> dict[str, Any]:
        return {
            "at": entry.at,
            "kind": entry.kind.value,
            "text": self._cipher.seal(entry.text, place=sealed_to(entry.id)),
            "withdrawn": entry.withdrawn,
            "version": entry.version,
        }

    def _whole(self, connection: Connection, row: Any) -> WorkDay:
        return day_of(row, entries_of(connection, row.id, self._cipher))


def entries_of(connection: Connection, day_id: str, cipher: FieldCipher) -> list[Entry]:
    """Of one day, in their order."""
    query = sa.select(work_entry).where(work_entry.c.day_id == day_id)
    return [
        Entry(
            id=row.id,
            at=aware(row.at),
            kind=Kind(row.kind),
            text=cipher.open(row.text, place=sealed_to(row.id)),
            case_id=row.case_id,
            case_number=row.case_number,
            act=row.act,
            patrol_id=row.patrol_id,
            addition=row.addition,
            withdrawn=row.withdrawn,
            version=row.version,
        )
        for row in connection.execute(query.order_by(work_entry.c.at, work_entry.c.id))
    ]


def day_of(row: Any, entries: Sequence[Entry] = ()) -> WorkDay:
    """A row of the table."""
    return WorkDay(
        id=row.id,
        worker_id=row.worker_id,
        day=row.day,
        territory_path=row.territory_path,
        state=DayState(row.state),
        finished_at=aware(row.finished_at),
        late=row.late,
        reopened=row.reopened,
        version=row.version,
        entries=list(entries),
    )


def sealed_to(entry_id: str) -> str:
    """What an entry's text is bound to."""
    return f"field.work_entry.text/{entry_id}"


def _row(day: WorkDay) -> dict[str, Any]:
    return {
        "id": day.id,
        "worker_id": day.worker_id,
        "day": day.day,
        "territory_path": day.territory_path,
        "state": day.state.value,
        "finished_at": day.finished_at,
        "late": day.late,
        "reopened": day.reopened,
        "version": day.version,
    }
