"""Files of refused rows, under the active key after it was rotated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from services.directory.adapters.tables.records import import_batch
from services.directory.application.imports_stage import rejects_place
from services.kernel.files.port import FileMissing
from services.kernel.runtime.context import ServiceContext
from services.kernel.security.resealing import SealedFolder

_TYPE = "application/octet-stream"


class RefusedRows:
    """One file of an import that had some; see the port `SealedFolder`."""

    title = "import_batch.rejects (files)"

    def __init__(self, context: ServiceContext) -> None:
        self._database, self._files, self._cipher = context.database, context.files, context.cipher

    def names(self) -> Sequence[str]:
        """See the port: the imports' ids."""
        query = sa.select(import_batch.c.id).where(import_batch.c.rejects != "").order_by(import_batch.c.id)
        with self._database.read() as connection:
            return connection.execute(query).scalars().all()

    def needs_reseal(self, name: str) -> bool:
        """See the port."""
        with self._database.read() as connection:
            file: str | None = connection.execute(self._file_of(name)).scalar()
        try:
            return file is not None and file != "" and self._cipher.needs_reseal(self._files.get(file))
        except FileMissing:
            return False

    def reseal(self, name: str) -> None:
        """See the port. Whoever discards the import waits, and deletes the new file."""
        with self._database.transaction() as connection:
            file: str | None = connection.execute(self._file_of(name).with_for_update()).scalar()
            if not file:
                return
            try:
                old = self._files.get(file)
            except FileMissing:
                return
            self._files.put(file, self._cipher.reseal(old, place=rejects_place(name)), _TYPE)

    @staticmethod
    def _file_of(name: str) -> sa.Select[Any]:
        return sa.select(import_batch.c.rejects).where(import_batch.c.id == name)


def sealed_files(context: ServiceContext) -> list[SealedFolder]:
    """What the manifest names."""
    return [RefusedRows(context)]
