"""Units and places on the database; who represents a unit is sealed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import keyset
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.reading import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.families import (
    establishment,
    family_history,
    public_place,
    service_record,
)
from services.population.domain.families.grounds import Establishment, PublicPlace
from services.population.domain.refusals import Stale

_SEALED = ("representative", "representative_phone")


class SqlGrounds:
    """See the port."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing

    def establishment(self, uow: UnitOfWork, wanted: str) -> Establishment | None:
        """See the port."""
        query = sa.select(establishment).where(establishment.c.id == wanted).with_for_update()
        row = uow.connection.execute(query).first()
        return self._establishment(row) if row is not None else None

    def public_place(self, uow: UnitOfWork, wanted: str) -> PublicPlace | None:
        """See the port."""
        query = sa.select(public_place).where(public_place.c.id == wanted).with_for_update()
        row = uow.connection.execute(query).first()
        return _place(row) if row is not None else None

    def with_code(self, uow: UnitOfWork, credit_code: str) -> Sequence[Establishment]:
        """See the port."""
        if not credit_code:
            return ()
        query = sa.select(establishment).where(establishment.c.credit_code == credit_code)
        return [self._establishment(row) for row in uow.connection.execute(query)]

    def by_codes(self, connection: sa.Connection, codes: Sequence[str]) -> dict[str, list[Establishment]]:
        """Open ones by credit code, for many at once."""
        wanted = set(codes) - {""}
        found: dict[str, list[Establishment]] = defaultdict(list)
        if wanted:
            e = establishment.c
            query = sa.select(establishment).where(e.credit_code.in_(wanted), e.closed.is_(False))
            for row in connection.execute(query.order_by(e.id)):
                found[row.credit_code].append(self._establishment(row))
        return found

    def by_names(
        self, connection: sa.Connection, named: Sequence[tuple[str, str]]
    ) -> dict[tuple[str, str], list[Establishment]]:
        """Open ones by path and name, for many at once."""
        found: dict[tuple[str, str], list[Establishment]] = defaultdict(list)
        if named:
            e = establishment.c
            query = sa.select(establishment).where(
                sa.tuple_(e.path, e.name).in_(list(set(named))), e.closed.is_(False)
            )
            for row in connection.execute(query.order_by(e.id)):
                found[row.path, row.name].append(self._establishment(row))
        return found

    def has_records(self, uow: UnitOfWork, unit_id: str) -> bool:
        """Whether service records are about it."""
        query = sa.select(service_record.c.id).where(service_record.c.subject_id == unit_id).limit(1)
        return uow.connection.execute(query).first() is not None

    def remove(self, uow: UnitOfWork, unit_id: str) -> None:
        """With its history, as if it had never been registered."""
        uow.connection.execute(sa.delete(family_history).where(family_history.c.subject_id == unit_id))
        uow.connection.execute(sa.delete(establishment).where(establishment.c.id == unit_id))

    def save(self, uow: UnitOfWork, made: Establishment | PublicPlace) -> None:
        """See the port."""
        table = establishment if isinstance(made, Establishment) else public_place
        row = {c.name: getattr(made, c.name) for c in table.c if c.name != "sealed"}
        if isinstance(made, Establishment):
            said = {name: getattr(made, name) for name in _SEALED}
            row["sealed"] = self._sealing.seal("establishment", made.id, said)
        if made.version == 1:
            uow.connection.execute(sa.insert(table).values(row))
            return
        older = sa.and_(table.c.id == made.id, table.c.version == made.version - 1)
        if uow.connection.execute(sa.update(table).where(older).values(row)).rowcount != 1:
            raise Stale()

    def establishments(
        self, scope: Scope, path: str, kind: str, after: Sequence[str] | None, limit: int, *, closed: bool
    ) -> Sequence[Establishment]:
        """See the port."""
        rows = self._page(establishment, scope, path, kind, after, limit, closed=closed)
        return [self._establishment(row) for row in rows]

    def places(
        self, scope: Scope, path: str, kind: str, after: Sequence[str] | None, limit: int, *, closed: bool
    ) -> Sequence[PublicPlace]:
        """See the port."""
        rows = self._page(public_place, scope, path, kind, after, limit, closed=closed)
        return [_place(row) for row in rows]

    def _page(
        self,
        table: sa.Table,
        scope: Scope,
        path: str,
        kind: str,
        after: Sequence[str] | None,
        limit: int,
        *,
        closed: bool,
    ) -> Sequence[Any]:
        query = sa.select(table).where(under(table.c.path, scope, path))
        if kind:
            query = query.where(table.c.kind == kind)
        if not closed:
            query = query.where(table.c.closed.is_(False))
        order = ((table.c.path, False), (table.c.id, False))
        with self._database.read() as connection:
            return connection.execute(keyset(query, order, after).limit(limit)).all()

    def _establishment(self, row: Any) -> Establishment:
        values = {name: value for name, value in row._mapping.items() if name != "sealed"}
        return Establishment(**values, **self._sealing.open("establishment", row.id, row.sealed))


def _place(row: Any) -> PublicPlace:
    return PublicPlace(**row._mapping)
