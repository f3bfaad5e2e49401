"""Where a carer is expected: homes of people whose care is to be looked at again (POP-24, Sens-2)."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.families import service_record
from services.population.adapters.tables.visits import visit
from services.population.domain.families.declaration import Subject
from services.population.domain.kinds import ResidenceKind
from services.population.domain.records import PersonState
from services.population.domain.visiting import Outcome

_COUNT = [each.value for each in Outcome if each.counts]


class SqlCareDue:
    """See the port `CareDue`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def homes(self, path: str, day: date, carer_id: str) -> dict[str, date]:
        """See the port."""
        r, p, home = service_record.c, t.person.c, t.residence.c
        called = sa.exists().where(
            visit.c.household_id == home.household_id,
            visit.c.worker_id == carer_id,
            visit.c.day >= r.review_on,
            visit.c.outcome.in_(_COUNT),
        )
        query = (
            sa.select(home.household_id, sa.func.min(r.review_on))
            .select_from(
                sa.join(service_record, t.person, p.id == r.subject_id).join(
                    t.residence, home.person_id == p.id
                )
            )
            .where(
                r.carer_id == carer_id,
                r.care.is_(sa.true()),
                r.subject == Subject.PERSON.value,
                r.closed_at.is_(None),
                r.review_on <= day,
                p.state == PersonState.ACTIVE.value,
                p.restricted.is_(sa.false()),
                t.OPEN,
                home.path == path,
                home.kind != ResidenceKind.REGISTERED_ONLY.value,
                ~called,
            )
            .group_by(home.household_id)
        )
        with self._database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}
