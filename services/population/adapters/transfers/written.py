"""What imports of units and service records wrote; see the port `WrittenRows`."""

from __future__ import annotations

import sqlalchemy as sa

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.transfers import written as t
from services.population.application.transfers.stages import Written


class SqlWritten:
    """What was there before is sealed: it names who represents a unit."""

    def __init__(self, sealing: Sealing) -> None:
        self._sealing = sealing

    def note(self, uow: UnitOfWork, import_id: str, written: Written) -> None:
        """See the port. Of one written twice what was there at first stays."""
        same = sa.and_(t.c.import_id == import_id, t.c.record_id == written.record_id)
        version = {"version": written.version}
        if uow.connection.execute(sa.update(t).where(same).values(version)).rowcount:
            return
        sealed = None
        if written.before is not None:
            place = f"{import_id}/{written.record_id}"
            sealed = self._sealing.seal("register_import_written", place, dict(written.before))
        values = {"import_id": import_id, "record_id": written.record_id, "sealed": sealed, **version}
        uow.connection.execute(sa.insert(t).values(values))

    def of(self, uow: UnitOfWork, import_id: str, before: str, most: int) -> list[Written]:
        """See the port."""
        mine = [t.c.import_id == import_id]
        if before:
            mine.append(t.c.record_id < before)
        query = sa.select(t).where(*mine).order_by(t.c.record_id.desc()).limit(most)
        found = []
        for row in uow.connection.execute(query):
            was = None
            if row.sealed is not None:
                place = f"{import_id}/{row.record_id}"
                was = self._sealing.open("register_import_written", place, row.sealed)
            found.append(Written(row.record_id, row.version, was))
        return found
