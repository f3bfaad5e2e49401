"""The migrations make the tables that the code expects, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

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
            sa.text("SELECT indexdef FROM pg_indexes WHERE indexname = 'case_search_terms'")
        )
        assert "gin" in str(found.scalar())
    database.dispose()
