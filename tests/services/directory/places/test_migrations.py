"""The migrations build the tables that the code knows, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from services.directory.adapters.tables import metadata
from services.kernel.persistence.database import Database
from services.kernel.persistence.migrate import pending, upgrade
from services.kernel.runtime.discovery import discover


def _migrated(url: str) -> set[str]:
    database = Database(url, "directory")
    manifest = discover()["directory"]
    upgrade(database, manifest)
    assert list(pending(database, manifest)) == []
    with database.read() as connection:
        found = set(sa.inspect(connection).get_table_names())
        indexes = {index["name"] for index in sa.inspect(connection).get_indexes("post_territory")}
    database.dispose()
    assert "post_territory_one_head" in indexes
    return found


def test_migrations_make_every_table_on_sqlite(tmp_path: Path) -> None:
    assert set(metadata.tables) <= _migrated(f"sqlite:///{tmp_path}/directory.db")


@pytest.mark.distributed
def test_migrations_make_every_table_on_postgresql(postgres_url: str) -> None:
    assert set(metadata.tables) <= _migrated(postgres_url)
