"""Re-seals stored personal data under the active key, in batches; may be interrupted and taken up again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

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

    A row that somebody changes meanwhile is left to the next run: the update asks for the value read, and
    waits for nobody, so that no deadlock makes this or a writer give up.
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
                free = _unlocked(connection, sealed, [key for key, _, _ in fresh])
                for key, old, new in fresh:
                    if tuple(key) not in free:
                        continue
                    same = [column == value for column, value in zip(sealed.keys, key, strict=True)]
                    update = sa.update(sealed.table).where(*same, sealed.column == old)
                    changed += connection.execute(update.values({sealed.column: new})).rowcount
                connection.commit()
        after = tuple(rows[-1][:-1])
        advance(len(rows))


def _unlocked(
    connection: sa.Connection, sealed: SealedColumn, keys: Sequence[Sequence[Any]]
) -> set[tuple[Any, ...]]:
    """Those that nobody else is about to change; they are ours until the transaction ends."""
    wanted = sa.select(*sealed.keys).where(sa.tuple_(*sealed.keys).in_([tuple(each) for each in keys]))
    return {tuple(row) for row in connection.execute(wanted.with_for_update(skip_locked=True))}


def left_over(database: Database, sealed: SealedColumn, cipher: FieldCipher) -> int:
    """How many values are still under another key."""
    with database.read() as connection:
        rows = connection.execute(sa.select(sealed.column).where(sealed.column.is_not(None)))
        return sum(1 for (value,) in rows if cipher.needs_reseal(bytes(value)))


class SealedFolder(Protocol):
    """Sealed files that a service keeps; its manifest names what makes them, as the part ``sealed_files``."""

    title: str

    def names(self) -> Sequence[str]:
        """Of the files there are."""

    def needs_reseal(self, name: str) -> bool:
        """Whether it was sealed with another key than the active one; a file that is gone was not."""

    def reseal(self, name: str) -> None:
        """Under the active key; nothing happens to a file that is gone, or is forgotten meanwhile."""


def reseal_files(folder: SealedFolder, advance: Callable[[int], None]) -> int:
    """Re-seal what is not under the active key; returns how many files that were. May be taken up again."""
    changed = 0
    for name in folder.names():
        if folder.needs_reseal(name):
            folder.reseal(name)
            changed += 1
        advance(1)
    return changed


def files_left_over(folder: SealedFolder) -> int:
    """How many files are still under another key."""
    return sum(1 for name in folder.names() if folder.needs_reseal(name))
