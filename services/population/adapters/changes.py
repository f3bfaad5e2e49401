"""What was recorded: stored sealed, opened for those who may see the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.changes import about, change, evidence
from services.population.application.ports import StoredChange
from services.population.domain.changes import Effect, from_data, to_data
from services.population.domain.records import RecordType
from services.population.domain.refusals import EvidenceNotFound


class SqlChanges:
    """See the port; and the history of a record, newest first."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing

    def add(self, uow: UnitOfWork, made: StoredChange) -> None:
        """See the port."""
        uow.write(_ADD, self.row(made))
        uow.write(_ADD_ABOUT, *({"record_id": each, "change_id": made.id} for each in made.about))

    def row(self, made: StoredChange) -> dict[str, Any]:
        """Of the table register_change."""
        sealed = {"r": made.reason, "e": [effect_data(each) for each in made.effects]}
        return {
            "id": made.id,
            "at": made.at,
            "actor_id": made.actor_id,
            "actor_name": made.actor_name,
            "command": made.command,
            "effective_on": made.effective_on,
            "path": made.path,
            "person_id": made.person_id,
            "household_id": made.household_id,
            "dwelling_id": made.dwelling_id,
            "reversed_by": made.reversed_by,
            "reverses": made.reverses,
            "import_id": made.import_id,
            "sealed": self._sealing.seal("register_change", made.id, sealed),
        }

    def get(self, uow: UnitOfWork, change_id: str) -> StoredChange | None:
        """See the port."""
        query = sa.select(change).where(change.c.id == change_id).with_for_update()
        row = uow.connection.execute(query).first()
        return self.stored(row) if row is not None else None

    def forget(self, uow: UnitOfWork, person_id: str) -> None:
        """See the port. Files that prove such a change are unbound, and dropped as unused soon after."""
        also = sa.select(about.c.change_id).where(about.c.record_id == person_id)
        touching = sa.or_(change.c.person_id == person_id, change.c.id.in_(also))
        for row in uow.connection.execute(sa.select(change).where(touching)).all():
            stored = self.stored(row)
            kept = tuple(each for each in stored.effects if person_id not in _people_of(each))
            sealed = self.row(replace(stored, effects=kept, reason=""))["sealed"]
            uow.connection.execute(sa.update(change).where(change.c.id == row.id).values(sealed=sealed))
            if row.person_id == person_id:
                freed = sa.update(evidence).where(evidence.c.change_id == row.id)
                uow.connection.execute(freed.values(change_id=""))

    def mark_reversed(self, uow: UnitOfWork, change_id: str, by: str) -> None:
        """See the port."""
        uow.connection.execute(sa.update(change).where(change.c.id == change_id).values(reversed_by=by))

    def bind_evidence(self, uow: UnitOfWork, change_id: str, evidence_ids: Sequence[str], owner: str) -> None:
        """See the port."""
        if not evidence_ids:
            return
        mine = sa.and_(
            evidence.c.id.in_(set(evidence_ids)),
            evidence.c.change_id == "",
            evidence.c.uploaded_by == owner,
        )
        bound = uow.connection.execute(sa.update(evidence).where(mine).values(change_id=change_id)).rowcount
        if bound != len(set(evidence_ids)):
            raise EvidenceNotFound()

    def history(self, record_id: str, before: str, limit: int) -> Sequence[StoredChange]:
        """Of a person, a household or a dwelling, newest first; those older than the change ``before``."""
        direct = [
            sa.select(change.c.id).where(column == record_id)
            for column in (change.c.person_id, change.c.household_id, change.c.dwelling_id)
        ]
        also = sa.select(about.c.change_id).where(about.c.record_id == record_id)
        ids = sa.union(*direct, also).subquery()
        query = sa.select(change).join(ids, ids.c.id == change.c.id).order_by(change.c.id.desc()).limit(limit)
        if before:
            query = query.where(change.c.id < before)
        with self._database.read() as connection:
            return [self.stored(row) for row in connection.execute(query)]

    def one(self, change_id: str) -> StoredChange | None:
        """A change to look at."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(change).where(change.c.id == change_id)).first()
        return self.stored(row) if row is not None else None

    def stored(self, row: Any) -> StoredChange:
        """From a row of the table register_change."""
        sealed = self._sealing.open("register_change", row.id, row.sealed)
        return StoredChange(
            id=row.id,
            at=aware(row.at),
            actor_id=row.actor_id,
            actor_name=row.actor_name,
            command=row.command,
            path=row.path,
            effective_on=row.effective_on,
            reason=sealed.get("r", ""),
            effects=tuple(_effect(each) for each in sealed.get("e", ())),
            person_id=row.person_id,
            household_id=row.household_id,
            dwelling_id=row.dwelling_id,
            reversed_by=row.reversed_by,
            reverses=row.reverses,
            import_id=row.import_id,
        )


def _people_of(effect: Effect) -> set[str]:
    after = effect.after
    return {after.id, getattr(after, "person_id", ""), getattr(after, "head_id", "")} - {""}


def effect_data(effect: Effect) -> dict[str, Any]:
    """An effect as JSON can hold it."""
    data = {"t": effect.record_type.value, "a": to_data(effect.after)}
    return data if effect.before is None else data | {"b": to_data(effect.before)}


def _effect(data: dict[str, Any]) -> Effect:
    kind = RecordType(data["t"])
    before = from_data(kind, data["b"]) if "b" in data else None
    return Effect(before, from_data(kind, data["a"]))


_ADD = sa.insert(change).inline()
_ADD_ABOUT = sa.insert(about).inline()
