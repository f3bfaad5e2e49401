"""Rented dwellings with their defects and checks in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.paging import Direction, keyset
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.cards import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.incomers import rental, rental_check, rental_defect
from services.population.domain.refusals import Stale
from services.population.domain.renting import Check, Defect, Rental, RentalState

RENTALS: tuple[Direction, ...] = ((rental.c.path, False), (rental.c.id, False))
_PLAIN = (
    "id",
    "dwelling_id",
    "path",
    "lease_from",
    "lease_to",
    "plate",
    "letter_file_id",
    "letter_signed_on",
    "unlicensed",
    "next_check_on",
    "version",
)
_OF_DEFECT = ("id", "code", "found_on", "due_on", "rectified_on", "told")
_CHECKS = 20


class SqlRentals:
    """See the port `RentalStore`."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing

    def one(self, uow: UnitOfWork, rental_id: str) -> Rental | None:
        """See the port."""
        return self._locked(uow, rental.c.id == rental_id)

    def of_dwelling(self, uow: UnitOfWork, dwelling_id: str) -> Rental | None:
        """See the port."""
        going_on = sa.and_(rental.c.dwelling_id == dwelling_id, rental.c.state != RentalState.ENDED.value)
        return self._locked(uow, going_on)

    def add(self, uow: UnitOfWork, rented: Rental) -> None:
        """See the port."""
        uow.connection.execute(sa.insert(rental).values(self._values(rented)))

    def put(self, uow: UnitOfWork, rented: Rental) -> None:
        """See the port."""
        current = sa.and_(rental.c.id == rented.id, rental.c.version == rented.version - 1)
        changed = uow.connection.execute(sa.update(rental).where(current).values(self._values(rented)))
        if not changed.rowcount:
            raise Stale()
        known = {row.id: row for row in self._defects(uow.connection, [rented.id])[rented.id]}
        for each in rented.defects:
            values = {name: getattr(each, name) for name in _OF_DEFECT}
            if each.id not in known:
                uow.connection.execute(sa.insert(rental_defect).values(values | {"rental_id": rented.id}))
            elif known[each.id] != each:
                same = rental_defect.c.id == each.id
                uow.connection.execute(sa.update(rental_defect).where(same).values(values))

    def add_check(self, uow: UnitOfWork, rental_id: str, check: Check) -> None:
        """See the port."""
        values = {
            "id": check.id,
            "rental_id": rental_id,
            "at": check.at,
            "worker_id": check.worker_id,
            "worker_name": check.worker_name,
            "failed": list(check.failed),
        }
        uow.connection.execute(sa.insert(rental_check).values(values))

    def rental_of_check(self, uow: UnitOfWork, check_id: str) -> str:
        """See the port."""
        query = sa.select(rental_check.c.rental_id).where(rental_check.c.id == check_id)
        return uow.connection.execute(query).scalar() or ""

    def page(
        self, paths: Sequence[str], state: RentalState | None, after: Sequence[str] | None, limit: int
    ) -> Sequence[Rental]:
        """See the port."""
        c = rental.c
        wanted = c.state == state.value if state is not None else c.state != RentalState.ENDED.value
        query = sa.select(rental).where(under(c.path, paths), wanted)
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, RENTALS, after).limit(limit)).all()
            return self._rentals(connection, rows)

    def by_phone(self, phone: str) -> Sequence[Rental]:
        """Those whose landlord gave this phone."""
        blind = self._sealing.phone(phone)
        if not blind:
            return ()
        with self._database.read() as connection:
            rows = connection.execute(sa.select(rental).where(rental.c.phone_blind == blind).limit(100)).all()
            return self._rentals(connection, rows)

    def overdue(self, before: date, codes: Sequence[str], limit: int) -> Sequence[str]:
        """See the port."""
        d = rental_defect.c
        query = (
            sa.select(d.rental_id)
            .join(rental, rental.c.id == d.rental_id)
            .where(
                d.told.is_(sa.false()),
                d.due_on < before,
                d.rectified_on.is_(None),
                d.code.in_(codes),
                rental.c.state != RentalState.ENDED.value,
            )
        )
        with self._database.read() as connection:
            return connection.execute(query.distinct().limit(limit)).scalars().all()

    def _locked(self, uow: UnitOfWork, condition: sa.ColumnElement[bool]) -> Rental | None:
        row = uow.connection.execute(sa.select(rental).where(condition).with_for_update()).first()
        return self._rentals(uow.connection, [row])[0] if row is not None else None

    def _rentals(self, connection: Connection, rows: Sequence[Any]) -> list[Rental]:
        ids = [row.id for row in rows]
        defects, checks = self._defects(connection, ids), self._checks(connection, ids)
        return [self._rental(row, defects[row.id], checks[row.id]) for row in rows]

    def _defects(self, connection: Connection, ids: Sequence[str]) -> dict[str, list[Defect]]:
        found: dict[str, list[Defect]] = defaultdict(list)
        query = sa.select(rental_defect).where(rental_defect.c.rental_id.in_(ids))
        for row in connection.execute(query.order_by(rental_defect.c.found_on, rental_defect.c.id)):
            found[row.rental_id].append(Defect(**{name: getattr(row, name) for name in _OF_DEFECT}))
        return found

    def _checks(self, connection: Connection, ids: Sequence[str]) -> dict[str, list[Check]]:
        found: dict[str, list[Check]] = defaultdict(list)
        query = sa.select(rental_check).where(rental_check.c.rental_id.in_(ids))
        for row in connection.execute(query.order_by(rental_check.c.at.desc())):
            if len(found[row.rental_id]) < _CHECKS:
                found[row.rental_id].append(
                    Check(row.id, aware(row.at), row.worker_id, row.worker_name, tuple(row.failed))
                )
        return found

    def _values(self, rented: Rental) -> dict[str, Any]:
        sealed = {"n": rented.landlord_name, "p": rented.landlord_phone}
        return {name: getattr(rented, name) for name in _PLAIN} | {
            "state": rented.state.value,
            "sealed": self._sealing.seal("rental", rented.id, sealed),
            "phone_blind": self._sealing.phone(rented.landlord_phone),
        }

    def _rental(self, row: Any, defects: Sequence[Defect], checks: Sequence[Check]) -> Rental:
        opened = self._sealing.open("rental", row.id, row.sealed)
        return Rental(
            **{name: getattr(row, name) for name in _PLAIN},
            state=RentalState(row.state),
            landlord_name=opened.get("n", ""),
            landlord_phone=opened.get("p", ""),
            defects=tuple(defects),
            checks=tuple(checks),
        )
