"""The migrations make the tables that the code expects, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from services.cases.adapters.statistics_store import Folding
from services.cases.adapters.tables.cases import cases, terms
from services.cases.adapters.tables.statistics import cube
from services.kernel.persistence import migrate
from services.kernel.persistence.database import Database
from services.kernel.persistence.migrate import drift, pending, upgrade
from services.kernel.runtime.manifest import read_manifest

MANIFEST = read_manifest(Path(__file__).parents[3] / "services/cases/service.toml")


def test_an_empty_sqlite_file_becomes_the_schema(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/cases.sqlite3", "cases")

    upgrade(database, MANIFEST)

    assert pending(database, MANIFEST) == []
    assert drift(database, MANIFEST) == []
    with database.read() as connection:
        connection.execute(sa.text("SELECT count(*) FROM case_fts"))
    database.dispose()


@pytest.mark.distributed
def test_an_empty_postgresql_schema_becomes_the_schema(postgres_url: str) -> None:
    database = Database(postgres_url, "cases")

    upgrade(database, MANIFEST)

    assert drift(database, MANIFEST) == []
    with database.read() as connection:
        found = connection.execute(
            sa.text("SELECT indexdef FROM pg_indexes WHERE indexname = 'case_search_found'")
        )
        assert "gin" in str(found.scalar())
    database.dispose()


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.distributed)])
def test_cases_of_before_get_their_place_in_the_search(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/c.sqlite3" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    database = Database(url, "cases")
    upgrade(database, MANIFEST)
    own = migrate.lineages(MANIFEST)[1]
    with migrate._exclusive(database) as connection, migrate._quiet():
        command.downgrade(migrate._config(own, connection), "0003")
    held = ["路灯"] if kind == "postgres" else ""
    with database.transaction() as connection:
        connection.execute(sa.insert(cases).values(_any_row(cases, id="1", grid_path="410602001001001")))
        connection.execute(sa.text("INSERT INTO case_search (case_id, terms) VALUES ('1', :t)"), {"t": held})
        connection.commit()

    upgrade(database, MANIFEST)

    assert drift(database, MANIFEST) == []
    with database.read() as connection:
        assert connection.execute(sa.select(terms.c.place)).scalars().all() == ["410602001001001"]
    database.dispose()


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.distributed)])
def test_counters_of_before_get_satisfaction_and_days_of_townships(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/c.sqlite3" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    database = Database(url, "cases")
    upgrade(database, MANIFEST)
    own = migrate.lineages(MANIFEST)[1]
    given = {"grid_path": "410602001001001", "category": "event.x", "channel": "HOTLINE", "urgency": "NORMAL"}
    with database.transaction() as connection:
        for number, (state, score) in enumerate((("EVALUATED", 5), ("EVALUATED", 2), ("FILED", 0))):
            evaluation = {"score": score} if score else {}
            values = {"id": str(number), "number": str(number), "state": state, "evaluation": evaluation}
            connection.execute(sa.insert(cases).values(_any_row(cases, **given, **values)))
        connection.commit()
    with migrate._exclusive(database) as connection, migrate._quiet():
        command.downgrade(migrate._config(own, connection), "0008")
    waits = {**given, "state": "FILED", "unit": "", "day": "2026-01-05"}
    row = {name: value for name, value in waits.items() if name != "grid_path"}
    with database.transaction() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO case_count_delta (path, day, category, state, channel, urgency, unit, reported,"
                " closed, overdue, on_time, reworked, rated)"
                " VALUES ('410602001001001', :day, :category, :state, :channel, :urgency, :unit,"
                " 1, 0, 0, 0, 0, 0)"
            ),
            row,
        )
        connection.commit()

    upgrade(database, MANIFEST)

    Folding(database).fold()
    query = sa.select(cube.c.x, cube.c.reported, cube.c.closed, cube.c.rated, cube.c.satisfied).where(
        cube.c.kind == "state", cube.c.width == 9, cube.c.period == "day", cube.c.at == "2026-01-05"
    )
    with database.read() as connection:
        found = sorted(tuple(each) for each in connection.execute(query))
    assert found == [("EVALUATED", 2, 2, 2, 1), ("FILED", 1, 0, 0, 0)]
    database.dispose()


def _any_row(table: sa.Table, **values: object) -> dict[str, object]:
    """A row with nothing in it but what must be."""
    row: dict[str, object] = {}
    for column in table.c:
        if not column.nullable:
            kind = dict if isinstance(column.type, sa.JSON) else column.type.python_type
            row[column.name] = datetime(2026, 1, 5, tzinfo=UTC) if kind is datetime else kind()
    return row | values


def test_sqlite_finds_open_cases_by_their_own_index(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/cases.sqlite3", "cases")
    upgrade(database, MANIFEST)
    query = sa.select(cases.c.id).where(cases.c.open).order_by(cases.c.due_at, cases.c.id).limit(5)

    with database.read() as connection:
        text = query.compile(connection, compile_kwargs={"literal_binds": True})
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}").all()

    assert "case_open_by_due" in " ".join(str(row) for row in plan)
