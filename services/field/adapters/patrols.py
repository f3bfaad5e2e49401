"""Patrols, check-ins and spans on duty within a transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from services.field.adapters.sealing import Sealing
from services.field.adapters.tables import check_in, duty, patrol
from services.field.domain.duty import Duty
from services.field.domain.patrol import CheckIn, Patrol, State
from services.field.domain.refusals import IdTaken, PatrolNotFound, PatrolRunning, Stale
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork


class SqlDuties:
    """See the port."""

    def open_of(self, uow: UnitOfWork, account_id: str) -> Duty | None:
        """The one that has not ended."""
        query = sa.select(duty).where(duty.c.account_id == account_id, duty.c.ended_at.is_(None))
        row = uow.connection.execute(query).first()
        return duty_of(row) if row is not None else None

    def since(self, uow: UnitOfWork, account_id: str, moment: datetime) -> list[Duty]:
        """See the port."""
        lasts = sa.or_(duty.c.ended_at.is_(None), duty.c.ended_at >= moment)
        query = sa.select(duty).where(duty.c.account_id == account_id, lasts)
        rows = uow.connection.execute(query.order_by(duty.c.started_at.desc()).limit(50))
        return [duty_of(row) for row in rows]

    def add(self, uow: UnitOfWork, new: Duty) -> None:
        """A new span."""
        values = {
            "id": new.id,
            "account_id": new.account_id,
            "territory_path": new.territory_path,
            "started_at": new.started_at,
            "ended_at": new.ended_at,
        }
        try:
            uow.connection.execute(sa.insert(duty).values(values))
        except IntegrityError:
            raise Stale() from None  # the same switch, pressed twice at once

    def save(self, uow: UnitOfWork, changed: Duty) -> None:
        """Its end."""
        where = sa.and_(duty.c.id == changed.id, duty.c.ended_at.is_(None))
        done = uow.connection.execute(sa.update(duty).where(where).values(ended_at=changed.ended_at))
        if done.rowcount != 1:
            raise Stale()


class SqlPatrols:
    """See the port."""

    def __init__(self, sealing: Sealing) -> None:
        self._sealing = sealing

    def find(self, uow: UnitOfWork, patrol_id: str) -> Patrol | None:
        """Whoever's it is."""
        row = uow.connection.execute(sa.select(patrol).where(patrol.c.id == patrol_id)).first()
        return self._whole(uow.connection, row) if row is not None else None

    def get_own(self, uow: UnitOfWork, patrol_id: str, worker_id: str) -> Patrol:
        """See the port."""
        found = self.find(uow, patrol_id)
        if found is None or found.worker_id != worker_id:
            raise PatrolNotFound()
        return found

    def running_of(self, uow: UnitOfWork, worker_id: str) -> Patrol | None:
        """One at most."""
        where = sa.and_(patrol.c.worker_id == worker_id, patrol.c.state == State.RUNNING.value)
        row = uow.connection.execute(sa.select(patrol).where(where)).first()
        return self._whole(uow.connection, row) if row is not None else None

    def add(self, uow: UnitOfWork, new: Patrol) -> None:
        """See the port."""
        try:
            uow.connection.execute(sa.insert(patrol).values(_row(new)))
        except IntegrityError:
            raise PatrolRunning() from None

    def save(self, uow: UnitOfWork, changed: Patrol) -> None:
        """See the port."""
        where = sa.and_(patrol.c.id == changed.id, patrol.c.version == changed.version - 1)
        if uow.connection.execute(sa.update(patrol).where(where).values(_row(changed))).rowcount != 1:
            raise Stale()

    def add_check_in(self, uow: UnitOfWork, patrol_id: str, found: CheckIn) -> None:
        """See the port."""
        values = {
            "id": found.id,
            "patrol_id": patrol_id,
            "at": found.at,
            "checkpoint_id": found.checkpoint_id,
            "place": self._sealing.position(found.position, _sealed_to(found.id)),
            "finding": found.finding,
            "case_id": found.case_id,
        }
        try:
            uow.connection.execute(sa.insert(check_in).values(values))
        except IntegrityError:
            raise IdTaken() from None

    def link(self, uow: UnitOfWork, found: CheckIn) -> None:
        """The case of a check-in."""
        uow.connection.execute(
            sa.update(check_in).where(check_in.c.id == found.id).values(case_id=found.case_id)
        )

    def _whole(self, connection: Connection, row: Any) -> Patrol:
        return patrol_of(row, check_ins_of(connection, row.id, self._sealing))


def check_ins_of(connection: Connection, patrol_id: str, sealing: Sealing) -> list[CheckIn]:
    """Of one patrol, in their order."""
    query = (
        sa.select(check_in).where(check_in.c.patrol_id == patrol_id).order_by(check_in.c.at, check_in.c.id)
    )
    return [
        CheckIn(
            id=row.id,
            at=aware(row.at),
            checkpoint_id=row.checkpoint_id,
            position=sealing.opened(row.place, _sealed_to(row.id)),
            finding=row.finding,
            case_id=row.case_id,
        )
        for row in connection.execute(query)
    ]


def patrol_of(row: Any, check_ins: list[CheckIn]) -> Patrol:
    """A row with its check-ins."""
    return Patrol(
        id=row.id,
        worker_id=row.worker_id,
        territory_path=row.territory_path,
        started_at=aware(row.started_at),
        state=State(row.state),
        finished_at=aware(row.finished_at),
        note=row.note,
        version=row.version,
        check_ins=check_ins,
    )


def duty_of(row: Any) -> Duty:
    """A row of the table."""
    return Duty(row.id, row.account_id, row.territory_path, aware(row.started_at), aware(row.ended_at))


def _row(source: Patrol) -> dict[str, object]:
    return {
        "id": source.id,
        "worker_id": source.worker_id,
        "territory_path": source.territory_path,
        "state": source.state.value,
        "started_at": source.started_at,
        "finished_at": source.finished_at,
        "note": source.note,
        "version": source.version,
    }


def _sealed_to(check_in_id: str) -> str:
    return f"field.check_in.place/{check_in_id}"
