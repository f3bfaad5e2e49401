"""The migrations make the tables that the code expects, on both databases, there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command

from services.kernel.persistence import migrate
from services.kernel.persistence.database import Database
from services.kernel.persistence.migrate import drift, pending, upgrade
from services.kernel.runtime.manifest import read_manifest

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
