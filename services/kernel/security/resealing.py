"""Re-seals stored personal data under the active key, in batches; may be interrupted and taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.security.fields import FieldCipher

BATCH = 500


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column of sealed values. ``place`` is the prefix of their place, before ``/<row id>``.

    Where the table has several key columns, the row id is their values with ``/`` between.
    """

    table: sa.Table
    column: sa.Column[bytes]
    keys: tuple[sa.Column[Any], ...]
    place: str


def sealed_columns(metadata: sa.MetaData) -> Iterator[SealedColumn]:
    """Columns declared with ``info={"sealed": place}``; ``True`` means ``<table>.<column>``.

    Raises:
        ValueError: the table has no primary key, so a value's place is not known.
    """
    for table in metadata.sorted_tables:
        for column in table.columns:
            place = column.info.get("sealed")
            if not place:
                continue
            keys = tuple(table.primary_key.columns)
            if not keys:
                raise ValueError(f"{table.name}.{column.name}: sealed values need a table with a primary key")
            name = place if isinstance(place, str) else f"{table.name}.{column.name}"
            yield SealedColumn(table, column, keys, name)


def count_of(database: Database, sealed: SealedColumn) -> int:
    """How many values the column holds."""
    with database.read() as connection:
        query = sa.select(sa.func.count()).select_from(sealed.table).where(sealed.column.is_not(None))
        return connection.execute(query).scalar_one()


def reseal(
    database: Database, sealed: SealedColumn, cipher: FieldCipher, advance: Callable[[int], None]
) -> int:
    """Re-seal what is not under the active key; returns how many values that were.

    A row that somebody changes meanwhile is left to the next run: the update asks for the value read.
    """
    changed, keys = 0, sa.tuple_(*sealed.keys)
    after: tuple[Any, ...] | None = None
    while True:
        query = sa.select(*sealed.keys, sealed.column).where(sealed.column.is_not(None))
        if after is not None:
            query = query.where(keys > after)
        query = query.order_by(*sealed.keys).limit(BATCH)
        with database.read() as connection:
            rows = connection.execute(query).all()
        if not rows:
            return changed
        fresh = [
            (key, bytes(old), cipher.reseal(bytes(old), place=f"{sealed.place}/{'/'.join(map(str, key))}"))
            for *key, old in rows
            if cipher.needs_reseal(bytes(old))
        ]
        if fresh:
            with database.transaction() as connection:
                for key, old, new in fresh:
                    same = [column == value for column, value in zip(sealed.keys, key, strict=True)]
                    update = sa.update(sealed.table).where(*same, sealed.column == old)
                    changed += connection.execute(update.values({sealed.column: new})).rowcount
                connection.commit()
        after = tuple(rows[-1][:-1])
        advance(len(rows))


def left_over(database: Database, sealed: SealedColumn, cipher: FieldCipher) -> int:
    """How many values are still under another key."""
    with database.read() as connection:
        rows = connection.execute(sa.select(sealed.column).where(sealed.column.is_not(None)))
        return sum(1 for (value,) in rows if cipher.needs_reseal(bytes(value)))
