"""Rows that wait are written together, in order, and found by whoever looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from psycopg2 import extensions
from psycopg2.extras import wait_select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from services.kernel.persistence.database import Database
from services.kernel.persistence.tables import BigId, Moment
from services.kernel.persistence.writes import Writes

metadata = sa.MetaData()
things = sa.Table(
    "thing",
    metadata,
    sa.Column("position", BigId, sa.Identity(always=False), primary_key=True),
    sa.Column("name", sa.String(40), unique=True),
    sa.Column("document", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")),
    sa.Column("sealed", sa.LargeBinary),
    sa.Column("at", Moment),
)
ADD = sa.insert(things).inline()
ADD_NEW = {
    "postgresql": postgresql.insert(things).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(things).on_conflict_do_nothing(),
}
DROP = sa.delete(things).where(things.c.name == sa.bindparam("gone"))
AT = datetime(2026, 11, 1, 8, tzinfo=UTC)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.distributed)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        found = Database(f"sqlite:///{tmp_path}/x.db", "x")
    else:
        found = Database(request.getfixturevalue("postgres_url"), "public")
    metadata.create_all(found.writer)
    yield found
    metadata.drop_all(found.writer)
    found.dispose()


def row(name: str, **values: object) -> dict[str, object]:
    return {"name": name, "document": {}, "sealed": None, "at": AT} | values


def names(connection: sa.Connection) -> list[str]:
    return list(connection.execute(sa.select(things.c.name).order_by(things.c.position)).scalars())


def test_what_waits_is_written_in_order(database: Database) -> None:
    with database.transaction() as connection:
        writes = Writes(connection)
        writes.add(ADD, row("a"), row("b"))
        writes.add(DROP, {"gone": "a"})
        writes.add(ADD, row("a"))
        assert names(connection) == []
        writes.send()
        assert names(connection) == ["b", "a"]
        assert not writes


def test_values_arrive_as_they_are(database: Database) -> None:
    document = {"名": "100 % of 'it' ; -- \\ %s", "list": [1, 2.5, None]}
    with database.transaction() as connection:
        writes = Writes(connection)
        writes.add(ADD, row("%(name)s; VALUES (", document=document, sealed=b"\x00\xff%"))
        writes.add(ADD, row("'); DROP TABLE thing; --", document=[]))
        writes.send()
        found = connection.execute(sa.select(things).order_by(things.c.position)).all()
    assert [each.name for each in found] == ["%(name)s; VALUES (", "'); DROP TABLE thing; --"]
    assert [each.document for each in found] == [document, []]
    assert bytes(found[0].sealed) == b"\x00\xff%"
    assert found[0].at.replace(tzinfo=UTC) == AT


def test_rows_that_are_there_can_be_passed_over(database: Database) -> None:
    with database.transaction() as connection:
        writes = Writes(connection)
        add = ADD_NEW[connection.dialect.name]
        writes.add(add, row("a"), row("b"))
        writes.add(add, row("b"), row("c"))
        writes.send()
        assert sorted(names(connection)) == ["a", "b", "c"]


def test_a_refused_row_raises_without_its_values(database: Database) -> None:
    with database.transaction() as connection:
        writes = Writes(connection)
        writes.add(ADD, row("once"), row("secret-phone", document={"phone": "13800001111"}))
        writes.add(ADD, row("once"))
        with pytest.raises(IntegrityError) as refused:
            writes.send()
    assert "13800001111" not in str(refused.value)
    with database.read() as connection:
        assert names(connection) == []


def test_nothing_happens_without_rows(database: Database) -> None:
    with database.transaction() as connection:
        writes = Writes(connection)
        writes.add(ADD)
        assert not writes
        writes.send()


def test_many_rows_are_written_as_they_are_whatever_they_hold(database: Database) -> None:
    """By COPY on PostgreSQL: its own marks in a text, empty texts and nothing, bytes, documents, moments."""
    odd = ["\\N", "a\tb", "c\nd", "e\rf", "g\\h", "", "\\.", "张三 'x' %s"]
    told = [
        row(f"{each}{n}", sealed=bytes([n % 256, 92, 0, 10]), document={"n": each})
        for n, each in enumerate(odd * 20)
    ]
    told[3] = row("", sealed=b"", document=[])

    with database.transaction() as connection:
        writes = Writes(connection)
        writes.add(ADD, row("before"))
        writes.add(ADD, *told)
        writes.add(ADD, row("after"))
        writes.send(commit=True)

    with database.read() as connection:
        kept = connection.execute(sa.select(things).order_by(things.c.position)).all()
    assert [each.name for each in kept] == ["before", *(each["name"] for each in told), "after"]
    assert [(bytes(each.sealed), each.document) for each in kept[1:-1]] == [
        (each["sealed"], each["document"]) for each in told
    ]


def test_many_rows_that_the_database_refuses_leave_nothing_and_are_not_quoted(database: Database) -> None:
    with database.transaction() as connection:
        writes = Writes(connection)
        writes.add(ADD, *(row(f"secret {n % 150}") for n in range(200)))
        with pytest.raises(IntegrityError) as refused:
            writes.send(commit=True)

    with database.read() as connection:
        assert names(connection) == []
    if not database.is_sqlite:
        assert "secret" not in str(refused.value)


def test_many_rows_are_rolled_back_with_their_transaction(database: Database) -> None:
    with database.transaction() as connection:
        writes = Writes(connection)
        writes.add(ADD, *(row(f"n{n}") for n in range(200)))
        writes.send()
        assert len(names(connection)) == 200

    with database.read() as connection:
        assert names(connection) == []


def test_many_rows_travel_where_green_threads_wait_for_the_database_too(
    database: Database,
) -> None:
    """The driver has no COPY that yields to them; a worker under eventlet imports tables all the same."""
    extensions.set_wait_callback(wait_select)
    try:
        with database.transaction() as connection:
            writes = Writes(connection)
            writes.add(ADD, *(row(f"{number}") for number in range(2000)))
            writes.send(commit=True)
            assert extensions.get_wait_callback() is wait_select
    finally:
        extensions.set_wait_callback(None)

    with database.read() as connection:
        assert len(names(connection)) == 2000
