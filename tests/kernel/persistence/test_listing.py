"""Many rows as a list of values that is ready for the driver."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest
import sqlalchemy as sa

from services.kernel.persistence.listing import listing_of
from services.kernel.persistence.tables import Moment

SQLITE = sa.create_engine("sqlite://")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
things = sa.Table(
    "thing",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(20)),
    sa.Column("there", sa.Boolean),
    sa.Column("day", sa.Date),
    sa.Column("at", Moment),
    sa.Column("sealed", sa.LargeBinary),
)
counted = sa.Table(
    "counted",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("made", sa.Integer, default=lambda: 7),
)


class Colour(StrEnum):
    """A word that is text."""

    RED = "red"


ROWS: list[dict[str, Any]] = [
    {"id": 1, "name": "张", "there": True, "day": date(2026, 3, 1), "at": NOON, "sealed": b"\x00\xff"},
    {"id": 2, "name": Colour.RED, "there": False, "day": None, "at": None, "sealed": None},
    {"id": 3, "name": None, "there": None, "day": date(2026, 3, 1), "at": NOON, "sealed": b""},
]


def test_rows_are_stored_as_the_statement_alone_would_store_them() -> None:
    add = sa.insert(things).inline()
    with SQLITE.begin() as connection:
        things.metadata.create_all(connection)
        listing = listing_of(add, ROWS[0], connection.dialect)
        assert listing is not None
        connection.exec_driver_sql(listing.text, listing.values(ROWS))
        listed = connection.execute(sa.select(things).order_by(things.c.id)).all()
        connection.execute(sa.delete(things))
        connection.execute(add, ROWS)
        one_by_one = connection.execute(sa.select(things).order_by(things.c.id)).all()
        connection.execute(sa.delete(things))

    assert len(listed) == len(ROWS)
    assert listed == one_by_one


def test_values_of_the_statement_itself_stand_in_every_row() -> None:
    rows = [{"id": 1}, {"id": 2}]

    listing = listing_of(sa.insert(things).values(name="x").inline(), rows[0], SQLITE.dialect)

    assert listing is not None
    assert [dict(zip(listing.names, each, strict=True)) for each in listing.values(rows)] == [
        {"id": 1, "name": "x"},
        {"id": 2, "name": "x"},
    ]


@pytest.mark.parametrize(
    "statement",
    [
        sa.insert(counted).inline(),
        sa.insert(things).returning(things.c.id),
        sa.update(things).where(things.c.id == 1),
        sa.delete(things),
    ],
)
def test_what_needs_more_than_plain_values_is_left_to_others(statement: sa.Executable) -> None:
    assert listing_of(statement, {"id": 1}, SQLITE.dialect) is None
