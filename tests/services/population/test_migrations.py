"""The migrations make the tables that the code expects, on both databases, there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from services.kernel.persistence import migrate
from services.kernel.persistence.database import Database
from services.kernel.persistence.migrate import drift, pending, upgrade
from services.kernel.runtime.manifest import read_manifest
from services.population.adapters.figures import SqlFigures
from services.population.adapters.tables.statistics import cube, months

MANIFEST = read_manifest(Path(__file__).parents[3] / "services/population/service.toml")


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.distributed)])
def test_an_empty_database_becomes_the_schema(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/p.sqlite3" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    database = Database(url, "population")
    upgrade(database, MANIFEST)
    assert pending(database, MANIFEST) == []
    assert drift(database, MANIFEST) == []
    own = migrate.lineages(MANIFEST)[1]
    with migrate._exclusive(database) as connection, migrate._quiet():
        command.downgrade(migrate._config(own, connection), "0001")
    upgrade(database, MANIFEST)
    assert drift(database, MANIFEST) == []
    database.dispose()


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.distributed)])
def test_years_of_birth_are_summed_up_by_sex(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path}/p.sqlite3" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    database = Database(url, "population")
    upgrade(database, MANIFEST)
    own = migrate.lineages(MANIFEST)[1]
    with migrate._exclusive(database) as connection, migrate._quiet():
        command.downgrade(migrate._config(own, connection), "0015")
    by_kind = [
        ("permanent", "m", "", 1980, 3),
        ("incoming", "m", "work", 1980, 4),
        ("incoming", "f", "", 0, 5),
    ]
    rows = [
        {
            "what": "person",
            "by_year": True,
            "width": 6,
            "node": "410602",
            "a": a,
            "b": b,
            "c": c,
            "born": born,
            "n": n,
        }
        for a, b, c, born, n in by_kind
    ]
    whole = {**rows[0], "by_year": False, "born": 0, "n": 12}
    with database.transaction() as connection:
        connection.execute(sa.insert(cube), [*rows, whole])
        connection.execute(sa.insert(months), [each | {"month": "2026-10"} for each in rows])
        connection.commit()
    upgrade(database, MANIFEST)
    figures = SqlFigures(database)
    for month in ("", "2026-10"):
        assert figures.years("410602", month) == {(1980, "m"): 7, (0, "f"): 5}
    assert figures.cells("410602", "")["person"] == {("permanent", "m", ""): 12}
    with database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(cube)).scalar_one() == 3
    database.dispose()
