"""Fills the register to a size, without the history of how everybody came in; figures are made anew.

Rows are those the service writes itself (`adapters.rows`). On PostgreSQL they travel by COPY, and indexes
are made afterwards.
"""

from __future__ import annotations

import csv
import io
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from benchmarks.population_families import Families, Grid
from services.kernel.persistence.database import Database
from services.kernel.security.fields import FieldCipher
from services.population.adapters.recounting import Recounting
from services.population.adapters.rows import Rows
from services.population.adapters.sealing import Sealing
from services.population.adapters.streets import Streets
from services.population.adapters.tables import projections
from services.population.adapters.tables import registers as t
from wangge.types.v1 import types_pb2

_TABLES = (t.dwelling, t.household, t.person, t.residence)
_BATCH = 20_000

Tell = Callable[[str], None]


def _quiet(text: str) -> None:
    """Says nothing."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """What stands in the register now."""

    people: int
    grids: tuple[str, ...]
    seconds: float


def seed(
    database: Database,
    cipher: FieldCipher,
    people: int,
    *,
    chance: random.Random | None = None,
    tell: Tell = _quiet,
) -> Seeded:
    """Add that many people to an empty register, with the places of the directory they live in."""
    began = time.monotonic()
    families = Families(chance or random.Random(7), people)
    _places(database, families.grids)
    write = _write_sqlite if database.is_sqlite else _write_postgres
    write(database, _batches(families, Rows(Sealing(cipher))), tell)
    tell(f"  figures after {time.monotonic() - began:.0f} s")
    Streets(database).note_new()
    Recounting(database).rebuild()
    with database.reader.connect() as connection:
        connection.execute(sa.text("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE"))
    return Seeded(people, tuple(each.path for each in families.grids), time.monotonic() - began)


def _places(database: Database, grids: Sequence[Grid]) -> None:
    levels = {4: types_pb2.LEVEL_PREFECTURE, 6: types_pb2.LEVEL_COUNTY, 9: types_pb2.LEVEL_TOWNSHIP}
    levels |= {12: types_pb2.LEVEL_COMMUNITY, 15: types_pb2.LEVEL_GRID}
    paths = sorted({each.path[:width] for each in grids for width in levels})
    places = [
        {"path": each, "name": f"网格{each[-3:]}", "level": levels[len(each)], "version": 1, "ended": False}
        for each in paths
    ]
    buildings = [
        {
            "id": building,
            "code": building[6:],
            "name": f"{each.estate}{number}号楼",
            "path": each.path,
            "longitude": 114.1 + number / 1000,
            "latitude": 35.7,
            "storeys": 6,
            "units": 3,
            "per_storey": 4,
            "version": 1,
            "ended": False,
        }
        for each in grids
        for building, number in each.buildings
    ]
    with database.transaction() as connection:
        connection.execute(sa.insert(projections.seen_place), places)
        connection.execute(sa.insert(projections.seen_building), buildings)
        connection.commit()


def _batches(families: Families, rows: Rows) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """Rows of the four tables, some thousand people at a time."""
    batch: dict[str, list[dict[str, Any]]] = {table.name: [] for table in _TABLES}
    for dwelling, household, people, residences in families:
        batch["dwelling"].append(rows.dwelling_row(dwelling))
        batch["household"].append(rows.household_row(household))
        known = {each.id: each for each in people}
        batch["person"] += [rows.person_row(each) for each in people]
        batch["residence"] += [rows.residence_row(each, known[each.person_id]) for each in residences]
        if len(batch["person"]) >= _BATCH:
            yield batch
            batch = {table.name: [] for table in _TABLES}
    yield batch


def _write_sqlite(database: Database, batches: Iterator[dict[str, list[dict[str, Any]]]], tell: Tell) -> None:
    for batch in batches:
        with database.transaction() as connection:
            for table in _TABLES:
                if batch[table.name]:
                    connection.execute(sa.insert(table), batch[table.name])
            connection.commit()


def _write_postgres(
    database: Database, batches: Iterator[dict[str, list[dict[str, Any]]]], tell: Tell
) -> None:
    indexes = [each for table in _TABLES for each in table.indexes]
    with database.writer.begin() as connection:
        for index in indexes:
            index.drop(connection, checkfirst=True)
    for number, batch in enumerate(batches, start=1):
        with database.writer.begin() as connection:
            driver: Any = connection.connection.driver_connection
            with driver.cursor() as cursor:
                for table in _TABLES:
                    _copy(cursor, table, batch[table.name])
        tell(f"  {number * _BATCH:,} people") if number % 10 == 0 else None
    with database.writer.begin() as connection:
        for index in indexes:
            index.create(connection)


def _copy(cursor: Any, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    names = list(rows[0])
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([_text(row[name]) for name in names])
    out.seek(0)
    columns = ", ".join(f'"{name}"' for name in names)
    cursor.copy_expert(f"COPY {table.name} ({columns}) FROM STDIN (FORMAT csv, NULL '~')", out)


def _text(value: Any) -> object:
    if value is None:
        return "~"
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    return value
