"""Numbers people use: HB2026-0000123, reserved in blocks so that reports never wait for each other."""

from __future__ import annotations

import threading

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from services.cases.adapters.tables.cases import numbers
from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork

BLOCK = 50


class Numbers:
    """Hands out numbers of one year after another; a crash leaves a gap, never a repetition."""

    def __init__(self, database: Database, prefix: str = "HB") -> None:
        self._database = database
        self._prefix = prefix
        self._turn = threading.Lock()
        self._next: dict[str, tuple[int, int]] = {}

    def next(self, year: int, kind: str = "") -> str:
        """The next number; call it before the unit of work opens: it has its own short transaction."""
        name = f"{self._prefix}{kind}{year}"
        with self._turn:
            value, end = self._next.get(name, (0, 0))
            if value == end:
                end = self._reserve(name)
                value = end - BLOCK
            self._next[name] = (value + 1, end)
        return f"{name}-{value + 1:07d}"

    def next_within(self, uow: UnitOfWork, year: int) -> str:
        """See the port: of a row that stays locked until then, so not for what comes often."""
        name = f"{self._prefix}{year}"
        one_more = sa.update(numbers).where(numbers.c.name == name).values(reserved=numbers.c.reserved + 1)
        taken = uow.connection.execute(one_more.returning(numbers.c.reserved)).scalar()
        if taken is None:
            uow.connection.execute(sa.insert(numbers).values(name=name, reserved=1))
            taken = 1
        return f"{name}-{taken:07d}"

    def _reserve(self, name: str) -> int:
        for _ in range(3):
            try:
                with self._database.transaction() as connection:
                    taken = connection.execute(
                        sa.update(numbers)
                        .where(numbers.c.name == name)
                        .values(reserved=numbers.c.reserved + BLOCK)
                        .returning(numbers.c.reserved)
                    ).scalar()
                    if taken is None:
                        connection.execute(sa.insert(numbers).values(name=name, reserved=BLOCK))
                        taken = BLOCK
                    connection.commit()
                    return int(taken)
            except IntegrityError:
                continue  # another process made the row of the new year
        raise RuntimeError(f"no number could be reserved for {name}")
