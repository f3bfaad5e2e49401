"""Rented dwellings with their defects and checks in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import Direction, keyset
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.cards import under
from services.population.adapters.safety_rows import SafetyRows
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.incomers import rental, rental_check, rental_defect
from services.population.domain.refusals import Stale
from services.population.domain.renting import Rental, RentalState
from services.population.domain.safety import Check, Defect

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


class SqlRentals:
    """See the port `RentalStore`."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing
        self._safety = SafetyRows((rental_check, rental_defect), "rental")

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
        self._safety.put_defects(uow, rented.id, rented.defects)

    def add_check(self, uow: UnitOfWork, rental_id: str, check: Check) -> None:
        """See the port."""
        self._safety.add_check(uow, rental_id, check)

    def owner_of_check(self, uow: UnitOfWork, check_id: str) -> str:
        """See the port."""
        return self._safety.owner_of_check(uow, check_id)

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

    def of_home(self, paths: Sequence[str], dwelling_id: str) -> Sequence[Rental]:
        """See the port."""
        c, over = rental.c, rental.c.state == RentalState.ENDED.value
        query = sa.select(rental).where(under(c.path, paths), c.dwelling_id == dwelling_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(over, c.id.desc()).limit(20)).all()
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
        due = self._safety.overdue(before, codes)
        going_on = rental.c.state != RentalState.ENDED.value
        query = sa.select(rental.c.id).where(rental.c.id.in_(due), going_on)
        with self._database.read() as connection:
            return connection.execute(query.limit(limit)).scalars().all()

    def _locked(self, uow: UnitOfWork, condition: sa.ColumnElement[bool]) -> Rental | None:
        row = uow.connection.execute(sa.select(rental).where(condition).with_for_update()).first()
        return self._rentals(uow.connection, [row])[0] if row is not None else None

    def _rentals(self, connection: Connection, rows: Sequence[Any]) -> list[Rental]:
        ids = [row.id for row in rows]
        defects, checks = self._safety.defects(connection, ids), self._safety.checks(connection, ids)
        return [self._rental(row, defects[row.id], checks[row.id]) for row in rows]

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
