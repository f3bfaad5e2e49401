"""What was heard at visits, as rows that are counted: kind, day, place and case; never the words."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.tables.summaries import heard
from services.population.domain.visiting import Visit

_ADD = sa.insert(heard).inline()


class HeardNeeds:
    """See `VisitStore`, and the port `Settling`."""

    def add(self, uow: UnitOfWork, visit: Visit) -> None:
        """One row for each thing heard."""
        uow.write(_ADD, *_rows(visit))

    def link(self, uow: UnitOfWork, visit: Visit) -> None:
        """Cases that were made since."""
        for row in _rows(visit):
            same = sa.and_(heard.c.visit_id == visit.id, heard.c.number == row["number"])
            linked = sa.update(heard).where(same, heard.c.case_id != row["case_id"])
            uow.connection.execute(linked.values(case_id=row["case_id"], settled=False))

    def settle(self, uow: UnitOfWork, case_id: str, *, settled: bool) -> None:
        """See the port."""
        here = sa.update(heard).where(heard.c.case_id == case_id, heard.c.case_id != "")
        uow.connection.execute(here.values(settled=settled))


def _rows(visit: Visit) -> list[dict[str, Any]]:
    return [
        {
            "visit_id": visit.id,
            "number": at,
            "path": visit.path,
            "day": visit.day,
            "kind": kind.value,
            "case_id": case_id,
            "settled": False,
        }
        for at, (kind, case_id) in enumerate(zip(visit.kinds_of_all(), visit.cases, strict=True))
    ]
