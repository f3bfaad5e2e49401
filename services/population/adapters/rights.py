"""Promises, readings, proofs of erasure and alerts, in the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.tables import audit_entries
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.rights import erasure, mass_reading, undertaking
from services.population.application.rights import Erasure, MassReading
from services.population.domain.figures import shared
from services.population.domain.kinds import ResidenceKind
from services.population.domain.records import PersonState
from services.population.domain.rights import Promise, Reading

_LOOKING = ("population.person.view", "population.person.reveal")
_LATEST = 100_000


class SqlPromises:
    """See the port."""

    def __init__(self, database: Database, new_id: NewId) -> None:
        self._database = database
        self._new_id = new_id

    def latest(self, account_id: str) -> Promise | None:
        """See the port."""
        query = sa.select(undertaking).where(undertaking.c.account_id == account_id)
        with self._database.read() as connection:
            row = connection.execute(query.order_by(undertaking.c.expires_at.desc()).limit(1)).first()
        if row is None:
            return None
        return Promise(
            row.account_id, row.account_name, row.text_version, aware(row.signed_at), aware(row.expires_at)
        )

    def add(self, uow: UnitOfWork, promise: Promise) -> None:
        """See the port."""
        values = {
            "id": self._new_id(),
            "account_id": promise.account_id,
            "account_name": promise.account_name,
            "text_version": promise.text_version,
            "signed_at": promise.signed_at,
            "expires_at": promise.expires_at,
        }
        uow.connection.execute(sa.insert(undertaking).values(values))


class SqlRights:
    """See the port `RightsStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def readings(self, person_id: str, before: int, limit: int) -> Sequence[Reading]:
        """See the port."""
        a = audit_entries
        query = sa.select(a).where(a.c.record_type == "person", a.c.record_id == person_id)
        if before:
            query = query.where(a.c.position < before)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(a.c.position.desc()).limit(limit)).all()
        return [_reading(row) for row in rows]

    def add_erasure(self, uow: UnitOfWork, proof: Erasure) -> None:
        """See the port."""
        values = {name: getattr(proof, name) for name in proof.__slots__}
        uow.connection.execute(sa.insert(erasure).values(values))

    def erasure(self, erasure_id: str) -> Erasure | None:
        """See the port."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(erasure).where(erasure.c.id == erasure_id)).first()
        return _erasure(row) if row is not None else None

    def erasures(self, paths: Sequence[str], before: str, limit: int) -> Sequence[Erasure]:
        """See the port."""
        query = sa.select(erasure).where(_under(erasure.c.path, paths))
        if before:
            query = query.where(erasure.c.id < before)
        with self._database.read() as connection:
            return [
                _erasure(row) for row in connection.execute(query.order_by(erasure.c.id.desc()).limit(limit))
            ]

    def long_gone(self, before: date, limit: int) -> Sequence[str]:
        """See the port."""
        r, p = t.residence, t.person
        standing = p.c.state.in_((PersonState.ACTIVE.value,))
        ended = (
            sa.select(r.c.person_id)
            .where(r.c.to_day < before, r.c.void.is_(False), r.c.kind == ResidenceKind.INCOMING.value)
            .distinct()
        )
        still = sa.exists().where(
            r.c.person_id == p.c.id, sa.or_(r.c.to_day.is_(None), r.c.to_day >= before), r.c.void.is_(False)
        )
        ever_other = sa.exists().where(
            r.c.person_id == p.c.id, r.c.void.is_(False), r.c.kind != ResidenceKind.INCOMING.value
        )
        query = sa.select(p.c.id).where(p.c.id.in_(ended), standing, ~still, ~ever_other)
        with self._database.read() as connection:
            return connection.execute(query.order_by(p.c.id).limit(limit)).scalars().all()

    def busy_readers(self, begin: datetime, end: datetime, most: int) -> Sequence[MassReading]:
        """See the port. Among the latest entries alone: the log grows without end."""
        a = audit_entries
        latest = sa.select(a).order_by(a.c.position.desc()).limit(_LATEST).subquery()
        people = sa.func.count(sa.distinct(latest.c.record_id))
        query = (
            sa.select(
                latest.c.actor_id,
                sa.func.max(latest.c.actor_name),
                sa.func.min(latest.c.territory),
                sa.func.max(latest.c.territory),
                sa.func.min(latest.c.at),
                people,
            )
            .where(latest.c.action.in_(_LOOKING), latest.c.at >= begin, latest.c.at < end)
            .group_by(latest.c.actor_id)
            .having(people > most)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [
            MassReading(
                id="",
                actor_id=row[0],
                actor_name=row[1],
                path=shared(row[2], row[3]),
                begun_at=aware(row[4]),
                readings=row[5],
            )
            for row in rows
        ]

    def put_alert(self, uow: UnitOfWork, alert: MassReading) -> bool:
        """See the port."""
        m = mass_reading
        hour = f"{alert.begun_at:%Y-%m-%dT%H}"
        mine = sa.and_(m.c.actor_id == alert.actor_id, m.c.hour == hour)
        if uow.connection.execute(sa.select(m.c.id).where(mine)).first() is not None:
            uow.connection.execute(sa.update(m).where(mine).values(readings=alert.readings))
            return False
        values = {name: getattr(alert, name) for name in alert.__slots__}
        uow.connection.execute(sa.insert(m).values(values | {"hour": hour}))
        return True

    def alert(self, alert_id: str) -> MassReading | None:
        """See the port."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(mass_reading).where(mass_reading.c.id == alert_id)).first()
        return _alert(row) if row is not None else None

    def alerts(self, paths: Sequence[str], open_only: bool, before: str, limit: int) -> Sequence[MassReading]:
        """See the port."""
        m = mass_reading
        query = sa.select(m).where(_under(m.c.path, paths))
        if open_only:
            query = query.where(m.c.reviewed_at.is_(None))
        if before:
            query = query.where(m.c.id < before)
        with self._database.read() as connection:
            return [_alert(row) for row in connection.execute(query.order_by(m.c.id.desc()).limit(limit))]

    def reviewed(self, uow: UnitOfWork, alert: MassReading) -> None:
        """See the port."""
        values = {
            "reviewed_by": alert.reviewed_by,
            "finding": alert.finding,
            "reviewed_at": alert.reviewed_at,
        }
        done = sa.update(mass_reading).where(mass_reading.c.id == alert.id).values(values)
        uow.connection.execute(done)


def _under(column: sa.Column[str], paths: Sequence[str]) -> sa.ColumnElement[bool]:
    ranges = [sa.and_(column >= path, column < path + ":") if path else sa.true() for path in paths]
    return sa.or_(*ranges) if ranges else sa.false()


def _reading(row: Any) -> Reading:
    changes = json.loads(row.changes)
    fields = changes.get("fields", ["", []])[1] if row.action.endswith(".reveal") else []
    return Reading(
        position=row.position,
        at=aware(row.at),
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        action=row.action.removeprefix("population."),
        purpose=row.purpose,
        fields=tuple(fields),
    )


def _erasure(row: Any) -> Erasure:
    return Erasure(
        id=row.id,
        person_id=row.person_id,
        path=row.path,
        at=aware(row.at),
        actor_name=row.actor_name,
        ground=row.ground,
        reason=row.reason,
        digest=row.digest,
        removed=row.removed,
    )


def _alert(row: Any) -> MassReading:
    return MassReading(
        id=row.id,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        path=row.path,
        begun_at=aware(row.begun_at),
        readings=row.readings,
        reviewed_by=row.reviewed_by,
        finding=row.finding,
        reviewed_at=aware(row.reviewed_at) if row.reviewed_at is not None else None,
    )
