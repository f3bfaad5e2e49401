"""Sessions begin with their first statement and are told often used statements once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError, OperationalError

from services.kernel.persistence import sessions
from services.kernel.persistence.database import Database
from services.kernel.persistence.sessions import Lookup, Prepared, WritingSession
from services.kernel.persistence.tables import Moment
from services.kernel.persistence.writes import Writes

metadata = sa.MetaData()
parcels = sa.Table(
    "parcel",
    metadata,
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("weight", sa.Integer),
    sa.Column("fragile", sa.Boolean),
    sa.Column("price", sa.Float),
    sa.Column("papers", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")),
    sa.Column("seal", sa.LargeBinary),
    sa.Column("at", Moment),
)
AT = datetime(2026, 11, 1, 8, 30, 15, 123456, tzinfo=UTC)
BY_NAME = Lookup(sa.select(parcels).where(parcels.c.name == sa.bindparam("name")))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.distributed)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        found = Database(f"sqlite:///{tmp_path}/x.db", "x", pool_size=1)
    else:
        found = Database(request.getfixturevalue("postgres_url"), "public", pool_size=1)
    yield from _with_tables(found)


@pytest.fixture
def server(postgres_url: str) -> Iterator[Database]:
    yield from _with_tables(Database(postgres_url, "public", pool_size=1))


def _with_tables(found: Database) -> Iterator[Database]:
    metadata.create_all(found.writer)
    yield found
    metadata.drop_all(found.writer)
    found.dispose()


def parcel(name: str, **values: object) -> dict[str, object]:
    row = {"weight": 1, "fragile": False, "price": 0.5, "papers": {}, "seal": None, "at": AT}
    return {"name": name} | row | values


def put(database: Database, statement: sa.Insert, *rows: dict[str, object]) -> None:
    with database.transaction() as connection:
        writes = Writes(connection)
        writes.add(statement, *rows)
        writes.send(commit=True)


def count(database: Database) -> int:
    with database.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(parcels)).scalar_one())


def session_of(connection: sa.Connection) -> WritingSession:
    session = connection.connection.driver_connection
    assert isinstance(session, WritingSession)
    return session


def plans(connection: sa.Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM pg_prepared_statements").scalar_one())


def test_a_transaction_begins_with_its_first_statement_and_ends_with_its_commit(server: Database) -> None:
    with server.transaction() as connection:
        session = session_of(connection)
        assert not session.in_transaction
        connection.execute(sa.insert(parcels).values(parcel("a")))
        assert session.in_transaction
        connection.commit()
        assert not session.in_transaction
    assert count(server) == 1


def test_what_is_not_committed_is_not_kept(database: Database) -> None:
    add = sa.insert(parcels)
    with database.transaction() as connection:
        connection.execute(add, [parcel("a"), parcel("b")])
        writes = Writes(connection)
        writes.add(add, parcel("c"))
        writes.send()
    assert count(database) == 0


def test_many_rows_at_once_are_one_transaction(database: Database) -> None:
    change = (
        sa.update(parcels).where(parcels.c.name == sa.bindparam("old")).values(weight=sa.bindparam("new"))
    )
    put(database, sa.insert(parcels), *(parcel(str(n)) for n in range(10)))
    with database.transaction() as connection:
        connection.execute(change, [{"old": str(n), "new": 7} for n in range(10)])
    with database.read() as connection:
        assert set(connection.execute(sa.select(parcels.c.weight)).scalars()) == {1}


def test_a_message_that_fails_commits_nothing_and_the_session_goes_on(database: Database) -> None:
    add, again = sa.insert(parcels), sa.insert(parcels).values(weight=9)
    for n in range(10):  # often enough to be prepared
        put(database, add, parcel(str(n)))
        with database.transaction() as connection:
            writes = Writes(connection)
            writes.add(add, parcel(f"new {n}"))
            writes.add(again, {"name": str(n)})
            with pytest.raises(IntegrityError):
                writes.send(commit=True)
    assert count(database) == 10


def test_values_arrive_as_they_are_when_prepared(database: Database) -> None:
    names = ["'", "\\", "\\'; DROP TABLE parcel; --", "%s %(name)s %%", ";\nCOMMIT", "名 🏠", "$1", ""]
    add = sa.insert(parcels)
    put(database, add, *(parcel(f"plain {n}") for n in range(20)))
    for name in names * 2:
        row = parcel(name, weight=-3, price=-1.5, papers={"words": [name, None, 2**70]}, seal=b"\x00'\\\xff")
        with database.transaction() as connection:
            connection.execute(sa.delete(parcels).where(parcels.c.name == name))
            writes = Writes(connection)
            writes.add(add, row)
            writes.send(commit=True)
        with database.read() as connection:
            found = connection.execute(sa.select(parcels).where(parcels.c.name == name)).one()
        kept = found._asdict() | {"at": found.at.replace(tzinfo=UTC), "seal": bytes(found.seal)}
        if not database.is_sqlite:
            assert kept["papers"]["words"][2] == 2**70
        assert kept | {"papers": 0} == row | {"papers": 0}
        assert kept["papers"]["words"][0] == name


def test_a_text_with_nul_is_refused_before_it_is_sent(server: Database) -> None:
    add = sa.insert(parcels)
    for n in range(10):
        put(server, add, parcel(str(n)))
    server.writer.dispose()  # the next session has been told nothing
    for _ in range(2):
        with pytest.raises(ValueError, match="NUL"):
            put(server, add, parcel("a\0b"))
    put(server, add, parcel("last"))
    assert count(server) == 11


def test_what_is_carried_out_often_is_planned_once_for_each_session(server: Database) -> None:
    add = sa.insert(parcels)
    for n in range(20):
        put(server, add, parcel(str(n)))
    with server.transaction() as connection:
        assert plans(connection) == 1
    put(server, add, *(parcel(f"many {n}") for n in range(20)))
    assert count(server) == 40


def test_a_session_keeps_a_limited_number_of_plans(server: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MOST_KNOWN", 3)
    lookups = [Lookup(sa.select(parcels.c.name, sa.literal_column(str(n)))) for n in range(8)]
    put(server, sa.insert(parcels), parcel("a"))
    with server.transaction() as connection:
        for lookup in lookups * 2:
            assert lookup.first(connection, {}) is not None
        assert plans(connection) <= 3


def test_a_lookup_finds_what_a_query_finds(database: Database) -> None:
    row = parcel("a", papers={"名": [1, 2.5, None]}, seal=b"\x00\xff", weight=None)
    put(database, sa.insert(parcels), row)
    for _ in range(3):
        with database.read() as connection:
            found = BY_NAME.first(connection, {"name": "a"})
            asked = connection.execute(sa.select(parcels)).one()
            assert BY_NAME.first(connection, {"name": "b"}) is None
        assert found is not None
        assert dict(zip(BY_NAME.columns, found, strict=True)) == asked._asdict()


def test_a_lookup_of_many_rows_finds_what_a_query_finds(database: Database) -> None:
    rows = [parcel(str(n), papers={"名": n}, weight=n % 3, seal=b"\x00" * n) for n in range(9)]
    put(database, sa.insert(parcels), *rows)
    asked = sa.select(parcels).where(parcels.c.weight == sa.bindparam("weight")).order_by(parcels.c.name)
    some = Lookup(asked)
    with database.read() as connection:
        for weight in (0, 1, 2):
            found = some.all(connection, {"weight": weight})
            plain = connection.execute(asked, {"weight": weight}).all()
            assert [each._asdict() for each in found] == [each._asdict() for each in plain]
        assert len(found) == 3
        assert list(some.all(connection, {"weight": 7})) == []


def test_lookups_that_differ_in_their_values_alone_share_a_plan(server: Database) -> None:
    put(server, sa.insert(parcels), *(parcel(str(n), weight=n) for n in range(9)))
    with server.transaction() as connection:
        before = plans(connection)
        for n in range(9):
            only = Lookup(sa.select(parcels.c.name).where(parcels.c.weight == n))
            assert [each.name for each in only.all(connection, {})] == [str(n)]
        assert plans(connection) == before + 1


def test_a_lookup_that_fails_leaves_the_session_usable(server: Database) -> None:
    wrong = Lookup(sa.select(parcels.c.name, sa.literal_column("1 / weight")).where(parcels.c.name == "a"))
    put(server, sa.insert(parcels), parcel("a", weight=0))
    for _ in range(2):
        with server.transaction() as connection, pytest.raises(sa.exc.DataError):
            wrong.first(connection, {})
        with server.transaction() as connection:
            assert BY_NAME.first(connection, {"name": "a"}) is not None


def test_a_lost_server_is_noticed_and_the_next_transaction_has_a_new_session(server: Database) -> None:
    put(server, sa.insert(parcels), parcel("a"))
    with server.transaction() as connection:
        assert BY_NAME.first(connection, {"name": "a"}) is not None
        with server.read() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({session_of(connection).info.backend_pid})")
        with pytest.raises(OperationalError) as lost:
            BY_NAME.first(connection, {"name": "a"})
        assert lost.value.connection_invalidated
    with server.transaction() as connection:
        assert BY_NAME.first(connection, {"name": "a"}) is not None


def test_a_session_that_was_held_while_the_server_was_lost_is_tried_before_it_is_used(
    server: Database,
) -> None:
    put(server, sa.insert(parcels), parcel("a"))
    with server.transaction() as held:
        assert BY_NAME.first(held, {"name": "a"}) is not None
        held.commit()
        with server.read() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({session_of(held).info.backend_pid})")
            with pytest.raises(OperationalError):
                other.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    with server.transaction() as connection:
        assert BY_NAME.first(connection, {"name": "a"}) is not None


def test_places_are_numbered_by_name() -> None:
    prepared = Prepared("SELECT %(b)s::TEXT || %(a)s || %(b)s LIKE '50%%'")
    assert prepared.text == "SELECT $1::TEXT || $2 || $1 LIKE '50%'"
    assert prepared.names == ("b", "a")
