"""What each place has attained in a period of a list of a county's own."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from services.field.adapters.help_tables import checklist_result as result
from services.field.adapters.reaching import below
from services.field.adapters.sheet_rows import sheet_of
from services.field.adapters.tables import seen_account, seen_place
from services.field.application.help_ports import Attained
from services.field.domain.standing import Review
from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork

_RETURNED = result.c.review == Review.RETURNED.value
_ABOVE = {15: 12, 12: 9, 9: 6}


class SqlAttaining:
    """See the port."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def attained(
        self,
        checklist_id: str,
        period: str,
        width: int,
        places: Sequence[str],
        under: Sequence[str],
        limit: int,
    ) -> Sequence[Attained]:
        """See the port."""
        of_period = sa.and_(result.c.checklist_id == checklist_id, result.c.period == period)
        above = seen_place.alias()
        here = (
            sa.select(seen_place.c.path, seen_place.c.name, sa.func.coalesce(above.c.name, "").label("above"))
            .select_from(
                seen_place.outerjoin(
                    above, above.c.path == sa.func.substr(seen_place.c.path, 1, _ABOVE[width])
                )
            )
            .where(
                sa.func.length(seen_place.c.path) == width,
                seen_place.c.ended.is_(False),
                below(seen_place.c.path, places),
                below(seen_place.c.path, under),
            )
        )
        sheets = sa.select(result, sa.func.coalesce(seen_account.c.name, "").label("by_name")).select_from(
            result.outerjoin(seen_account, seen_account.c.id == result.c.by_id)
        )
        with self._database.read() as connection:
            rows = connection.execute(here.order_by(seen_place.c.path)).all()
            handed = {
                row.territory_path: row for row in connection.execute(sheets.where(of_period, ~_RETURNED))
            }
            back = set(
                connection.execute(sa.select(result.c.territory_path).where(of_period, _RETURNED)).scalars()
            )
        found = [
            Attained(
                path=row.path,
                name=row.name,
                above=row.above,
                sheet=sheet_of(handed[row.path]) if row.path in handed else None,
                by_name=handed[row.path].by_name if row.path in handed else "",
                returned=row.path in back and row.path not in handed,
            )
            for row in rows
        ]
        return sorted(found, key=lambda each: each.sheet is not None)[:limit]

    def open_for(self, uow: UnitOfWork, checklist_id: str, path: str, period: str) -> bool:
        """See the port."""
        query = sa.select(result.c.id).where(
            result.c.checklist_id == checklist_id,
            result.c.territory_path == path,
            result.c.period == period,
            ~_RETURNED,
        )
        return uow.connection.execute(query.limit(1)).first() is None

    def is_place(self, path: str) -> bool:
        """See the port."""
        query = sa.select(seen_place.c.path).where(seen_place.c.path == path, seen_place.c.ended.is_(False))
        with self._database.read() as connection:
            return connection.execute(query).first() is not None
