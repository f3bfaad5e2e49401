"""Opens cases for those who watch over them; see the port `CaseDesk`."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.cases.adapters.cases import CaseStore
from services.cases.adapters.tables.cases import timeline
from services.cases.application.access import sight_of
from services.cases.domain.case import Case
from services.cases.domain.dossier import Entry
from services.cases.domain.parts import Happening
from services.kernel.call import Call
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork


class StoredCaseDesk:
    """Cases of the store; whoever opens one to write holds its row."""

    def __init__(self, store: CaseStore) -> None:
        self._store = store

    def read(self, connection: Connection, case_id: str, call: Call) -> Case:
        """The case, within the caller's sight."""
        return self._store.load(connection, case_id, sight_of(call)).case

    def open(self, uow: UnitOfWork, case_id: str, call: Call | None) -> Case:
        """The case, locked; None is the platform itself."""
        return self._store.load(uow.connection, case_id, sight_of(call) if call else None, lock=True).case

    def write(self, uow: UnitOfWork, case: Case, happening: Happening | None = None) -> None:
        """Keep the case with one more line in its history."""
        if happening is not None:
            case.happenings.append(happening)
        case.updated_at = uow.now
        self._store.save(uow, case)

    def history(self, connection: Connection, case_id: str) -> list[Entry]:
        """What happened, in order."""
        query = sa.select(timeline).where(timeline.c.case_id == case_id).order_by(timeline.c.sequence)
        return [
            Entry(
                aware(row.at),
                row.action,
                row.unit_name,
                row.post_title,
                row.from_state,
                row.to_state,
                row.opinion,
                row.details,
            )
            for row in connection.execute(query)
        ]
