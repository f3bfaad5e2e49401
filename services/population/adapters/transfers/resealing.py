"""Tables that came in and workbooks that leave, under the active key after it was rotated."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from services.kernel.files.port import FileMissing
from services.kernel.persistence.database import Database
from services.kernel.runtime.context import ServiceContext
from services.kernel.security.resealing import SealedFolder
from services.population.adapters.tables.transfers import exports, imports
from services.population.adapters.transfers.sealed_files import SealedFiles

Condition = sa.ColumnElement[bool]


class KeptTables:
    """The files of rows that still have one; ``free`` are those that nobody reads at the moment."""

    def __init__(
        self,
        database: Database,
        files: SealedFiles,
        table: sa.Table,
        kept: Condition,
        free: Callable[[], Condition],
    ) -> None:
        self.title = f"{table.name} (files)"
        self._database, self._files, self._table = database, files, table
        self._kept, self._free = kept, free

    def names(self) -> Sequence[str]:
        """See the port."""
        query = sa.select(self._table.c.id).where(self._kept).order_by(self._table.c.id)
        with self._database.read() as connection:
            return connection.execute(query).scalars().all()

    def needs_reseal(self, name: str) -> bool:
        """See the port."""
        return self._files.needs_reseal(name)

    def reseal(self, name: str) -> None:
        """See the port. Whoever wants the file waits; one that is being read waits for the next run."""
        mine = sa.select(self._table.c.id).where(self._table.c.id == name, self._kept, self._free())
        with self._database.transaction() as connection:
            if connection.execute(mine.with_for_update()).first() is None:
                return
            try:
                self._files.reseal(name)
            except FileMissing:
                return


def sealed_files(context: ServiceContext) -> list[SealedFolder]:
    """Of imports until they are forgotten, of exports while they may be fetched."""

    def files(folder: str) -> SealedFiles:
        return SealedFiles(context.files, context.cipher, folder)

    def unread() -> Condition:
        return sa.or_(imports.c.lease_until.is_(None), imports.c.lease_until < context.clock())

    database = context.database
    return [
        KeptTables(database, files("imports"), imports, imports.c.has_source.is_(True), unread),
        KeptTables(database, files("exports"), exports, exports.c.state == "ready", sa.true),
    ]
