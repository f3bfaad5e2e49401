"""Records from the tables: within a transaction they are locked, for reading they are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.population.adapters.rows import Rows, household_of, residence_of
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.domain.dossier import Dossier
from services.population.domain.family import Family
from services.population.domain.kinds import Relation
from services.population.domain.records import Dwelling, Household, Residence


class Loading:
    """See the module. Everything is given whole, whoever asks; sight is the application's business."""

    def __init__(self, sealing: Sealing) -> None:
        self.rows = Rows(sealing)

    def dossiers(
        self, connection: Connection, person_ids: Iterable[str], *, lock: bool = False
    ) -> dict[str, Dossier]:
        """People with their residences, by id; unknown ids are left out."""
        ids = sorted(set(person_ids))
        if not ids:
            return {}
        wanted = sa.select(t.person).where(t.person.c.id.in_(ids)).order_by(t.person.c.id)
        found = connection.execute(wanted.with_for_update() if lock else wanted)
        people = {row.id: self.rows.person(row) for row in found}
        lived: dict[str, list[Residence]] = defaultdict(list)
        where = sa.select(t.residence).where(
            t.residence.c.person_id.in_(ids), t.residence.c.void.is_(sa.false())
        )
        for row in connection.execute(where.order_by(t.residence.c.from_day, t.residence.c.id)):
            lived[row.person_id].append(residence_of(row))
        return {key: Dossier(each, tuple(lived[key])) for key, each in people.items()}

    def family(
        self, connection: Connection, household_id: str, *, lock: bool = False, on: date | None = None
    ) -> Family | None:
        """A household with those who belong to it now, or did on that day; the head first."""
        wanted = sa.select(t.household).where(t.household.c.id == household_id)
        row = connection.execute(wanted.with_for_update() if lock else wanted).first()
        if row is None:
            return None
        household = household_of(row)
        belonging = sa.select(t.residence.c.person_id).where(t.residence.c.household_id == household_id)
        belonging = belonging.where(t.OPEN if on is None else lived_on(on))
        members = self.dossiers(connection, connection.execute(belonging).scalars().all(), lock=lock)
        return Family(household, tuple(sorted(members.values(), key=lambda each: _rank(each, household))))

    def dwellings(
        self, connection: Connection, dwelling_ids: Iterable[str], *, lock: bool = False
    ) -> dict[str, Dwelling]:
        """Dwellings by id; unknown ids are left out."""
        ids = sorted({each for each in dwelling_ids if each})
        if not ids:
            return {}
        wanted = sa.select(t.dwelling).where(t.dwelling.c.id.in_(ids)).order_by(t.dwelling.c.id)
        rows = connection.execute(wanted.with_for_update() if lock else wanted)
        return {row.id: self.rows.dwelling(row) for row in rows}


def lived_on(day: date) -> sa.ColumnElement[bool]:
    """Residences that were so on that day."""
    return sa.and_(
        t.residence.c.void.is_(sa.false()),
        t.residence.c.from_day <= day,
        sa.or_(t.residence.c.to_day.is_(None), t.residence.c.to_day > day),
    )


def _rank(member: Dossier, household: Household) -> tuple[bool, int, date, str]:
    belonging = [each for each in member.residences if each.household_id == household.id]
    relation = belonging[-1].relation if belonging else Relation.UNKNOWN
    order = list(Relation).index(relation) or len(Relation)
    return (member.person.id != household.head_id, order, member.person.born_on or date.max, member.person.id)
