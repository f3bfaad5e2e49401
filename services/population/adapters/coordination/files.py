"""Files that came with answers or asked by letter: sealed in a row, erased together with what they prove."""

from __future__ import annotations

import base64

import sqlalchemy as sa

from services.kernel.files.content import Category, inspect
from services.kernel.files.pictures import prepare
from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.coordination import exchange_file as t


class SqlAnswerFiles:
    """See the port `AnswerFiles`."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing

    def keep(self, uow: UnitOfWork, file_id: str, data: bytes, file_name: str) -> str:
        """See the port. Pictures are drawn anew, without what a camera adds."""
        found = inspect(data, file_name)
        content_type = found.content_type
        if found.category is Category.PICTURE:
            drawn = prepare(data)
            data, content_type = drawn.data, drawn.content_type
        sealed = self._sealing.seal("exchange_file", file_id, {"b": base64.b64encode(data).decode("ascii")})
        uow.connection.execute(sa.insert(t).values(id=file_id, sealed=sealed))
        return content_type

    def data(self, file_id: str) -> bytes:
        """See the port."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(t).where(t.c.id == file_id)).first()
        if row is None:
            return b""
        return base64.b64decode(self._sealing.open("exchange_file", row.id, row.sealed).get("b", ""))

    def forget(self, uow: UnitOfWork, file_id: str) -> None:
        """See the port."""
        uow.connection.execute(sa.delete(t).where(t.c.id == file_id))
