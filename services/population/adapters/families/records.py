"""Records of families on the database; what they say is sealed to its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.paging import Direction, keyset
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.reading import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers
from services.population.adapters.tables.changes import evidence
from services.population.adapters.tables.families import family_history
from services.population.adapters.tables.families import service_record as t
from services.population.application.families.ports import AskedRecords
from services.population.application.families.sight import CareSight
from services.population.domain.families.declaration import Subject
from services.population.domain.families.record import Consent, ServiceRecord
from services.population.domain.records import PersonState
from services.population.domain.refusals import Stale

BY_PLACE: tuple[Direction, ...] = ((t.c.path, False), (t.c.id, False))


class SqlRecords:
    """See the port."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing

    def get(self, uow: UnitOfWork, record_id: str) -> ServiceRecord | None:
        """See the port."""
        row = uow.connection.execute(sa.select(t).where(t.c.id == record_id).with_for_update()).first()
        return self.record(row) if row is not None else None

    def add(self, uow: UnitOfWork, record: ServiceRecord) -> None:
        """See the port."""
        uow.connection.execute(sa.insert(t).values(self._row(record)))

    def save(self, uow: UnitOfWork, record: ServiceRecord) -> None:
        """See the port."""
        older = sa.and_(t.c.id == record.id, t.c.version == record.version - 1)
        if uow.connection.execute(sa.update(t).where(older).values(self._row(record))).rowcount != 1:
            raise Stale()

    def page(
        self, sight: CareSight, asked: AskedRecords, after: Sequence[str] | None, limit: int
    ) -> Sequence[ServiceRecord]:
        """See the port."""
        query = sa.select(t).where(visible(sight, asked.path))
        if asked.type_code:
            query = query.where(t.c.type_code == asked.type_code)
        if asked.subject_id:
            query = query.where(t.c.subject_id == asked.subject_id)
        if asked.ledgers:
            query = query.where(t.c.ledger.in_(asked.ledgers))
        if not asked.with_closed:
            query = query.where(t.c.closed_at.is_(None))
        if asked.review_before is not None:
            query = query.where(t.c.review_on <= asked.review_before, t.c.closed_at.is_(None))
        if asked.mine:
            query = query.where(t.c.carer_id == sight.account_id)
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, BY_PLACE, after).limit(limit)).all()
        return [self.record(row) for row in rows]

    def counts(self, ledger: str, scope: Scope, path: str) -> Mapping[str, int]:
        """See the port."""
        query = (
            sa.select(t.c.type_code, sa.func.count())
            .where(t.c.ledger == ledger, t.c.closed_at.is_(None), under(t.c.path, scope, path))
            .group_by(t.c.type_code)
        )
        with self._database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def ended(self, today: date, limit: int) -> Sequence[str]:
        """See the port."""
        query = sa.select(t.c.id).where(t.c.to_day <= today, t.c.closed_at.is_(None)).limit(limit)
        with self._database.read() as connection:
            return connection.execute(query).scalars().all()

    def astray(self, limit: int) -> Sequence[tuple[str, str, str]]:
        """See the port."""
        p, r = registers.person, registers.residence
        at_home = sa.exists().where(r.c.person_id == p.c.id, registers.OPEN)
        wrong = sa.or_(p.c.state != PersonState.ACTIVE.value, p.c.path != t.c.path, ~at_home)
        query = (
            sa.select(t.c.id, t.c.path.label("was"), p.c.path, p.c.state, p.c.merged_into, at_home)
            .join(p, p.c.id == t.c.subject_id)
            .where(t.c.subject == Subject.PERSON.value, t.c.closed_at.is_(None), wrong)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [_astray(row) for row in connection.execute(query)]

    def forgettable(self, today: date, limit: int) -> Sequence[str]:
        """See the port."""
        query = sa.select(t.c.id).where(t.c.forget_on <= today).limit(limit)
        with self._database.read() as connection:
            return connection.execute(query).scalars().all()

    def forget_history(self, uow: UnitOfWork, record_id: str) -> None:
        """See the port."""
        uow.connection.execute(sa.delete(family_history).where(family_history.c.subject_id == record_id))
        # Files that prove a consent no record names any more are dropped with the unused ones.
        unbound = sa.update(evidence).where(evidence.c.change_id == record_id)
        uow.connection.execute(unbound.values(change_id=""))

    def now_about(self, uow: UnitOfWork, record_id: str, person_id: str) -> None:
        """See the port."""
        values = {"subject_id": person_id, "version": t.c.version + 1}
        uow.connection.execute(sa.update(t).where(t.c.id == record_id).values(values))

    def of_subject(self, uow_or_read: sa.Connection, subject_id: str) -> list[ServiceRecord]:
        """All about somebody, open and closed."""
        query = sa.select(t).where(t.c.subject_id == subject_id).order_by(t.c.id)
        return [self.record(row) for row in uow_or_read.execute(query)]

    def record(self, row: Any) -> ServiceRecord:
        """From a row."""
        said = self._sealing.open("service_record", row.id, row.sealed)
        consent = None
        if said.get("c"):
            given, by, name, file_id = said["c"]
            consent = Consent(date.fromisoformat(given), by, name, file_id)
        return ServiceRecord(
            id=row.id,
            path=row.path,
            type_code=row.type_code,
            type_version=row.type_version,
            ledger=row.ledger,
            care=row.care,
            subject=Subject(row.subject),
            subject_id=row.subject_id,
            carer_id=row.carer_id,
            from_day=row.from_day,
            to_day=row.to_day,
            review_on=row.review_on,
            opened_at=aware(row.opened_at),
            opened_by=row.opened_by,
            values=said.get("v", {}),
            consent=consent,
            closed_at=aware(row.closed_at) if row.closed_at is not None else None,
            forget_on=row.forget_on,
            end_reason=row.end_reason,
            version=row.version,
        )

    def _row(self, record: ServiceRecord) -> dict[str, Any]:
        given = record.consent
        said: dict[str, Any] = {"v": dict(record.values)}
        if given is not None:
            said["c"] = [given.given_on.isoformat(), given.by, given.by_name, given.file_id]
        row = {c.name: getattr(record, c.name) for c in t.c if c.name != "sealed"}
        row["subject"] = record.subject.value
        return row | {"sealed": self._sealing.seal("service_record", record.id, said)}


def visible(sight: CareSight, path: str) -> sa.ColumnElement[bool]:
    """Records the caller sees at that place: the same rule as `application.families.sight.may_see`."""
    here = under(t.c.path, sight.view, path)
    own = sa.or_(t.c.care.is_(False), t.c.carer_id == sight.account_id)
    return sa.or_(sa.and_(here, own), sa.and_(t.c.care.is_(True), under(t.c.path, sight.manage, path)))


def _astray(row: Any) -> tuple[str, str, str]:
    if row.state == PersonState.MERGED.value:
        return row.id, "merged", row.merged_into
    if row.state == PersonState.DECEASED.value:
        return row.id, "died", ""
    if row.state != PersonState.ACTIVE.value or not row[5]:
        return row.id, "left", ""
    return row.id, "moved", row.path
