"""Databases reach the schema of the code, on SQLite and PostgreSQL, whoever migrates and however often."""

from __future__ import annotations

import sys
import textwrap
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from services.kernel.persistence.database import Database
from services.kernel.persistence.migrate import (
    Lineage,
    SchemaNewer,
    current,
    drift,
    heads,
    lineages,
    pending,
    revision,
    upgrade,
)
from services.kernel.runtime.manifest import Manifest

KERNEL = Manifest("water", "水务", "Water", Path())


@pytest.fixture
def sqlite(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path}/new/water.sqlite3", "water")


def own_metadata() -> sa.MetaData:
    metadata = sa.MetaData()
    pipes = sa.Table(
        "pipe",
        metadata,
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("path", sa.String(20), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
    )
    sa.Index(
        "pipe_under", sa.func.substr(pipes.c.path, sa.literal_column("1"), sa.literal_column("9")), pipes.c.id
    )
    waiting = pipes.c.closed_at.is_(None)
    sa.Index("pipe_open", pipes.c.path, postgresql_where=waiting, sqlite_where=waiting)
    valves = sa.Table(
        "valve",
        metadata,
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("pipe", sa.ForeignKey("pipe.id", ondelete="CASCADE"), nullable=False),
    )
    sa.Index("valve_pipe", valves.c.pipe)
    return metadata


@pytest.fixture
def water(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Manifest:
    """A service in a package of its own whose first revision was generated from its tables."""
    package = tmp_path / "water_service"
    (package / "revisions" / "versions").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "revisions" / "__init__.py").write_text("")
    (package / "tables.py").write_text("metadata = None\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [each for each in sys.modules if each.startswith("water_service")]:
        monkeypatch.delitem(sys.modules, name)
    import water_service.tables  # type: ignore[import-not-found]

    water_service.tables.metadata = own_metadata()
    parts = {"metadata": "water_service.tables:metadata", "migrations": "water_service.revisions"}
    manifest = Manifest("water", "水务", "Water", package, parts=parts)
    scratch = Database(f"sqlite:///{tmp_path}/scratch.sqlite3", "water")
    upgrade(scratch, manifest)
    revision(scratch, lineages(manifest)[1], "pipes and valves")
    scratch.dispose()
    return manifest


def test_an_empty_database_gets_the_kernels_tables_and_agrees_with_the_code(sqlite: Database) -> None:
    applied = upgrade(sqlite, KERNEL)

    assert applied[0] == "kernel:0001"
    assert upgrade(sqlite, KERNEL) == []
    assert pending(sqlite, KERNEL) == []
    assert drift(sqlite, KERNEL) == []


def test_postgresql_gets_a_schema_per_service_that_agrees_with_the_code(postgres_url: str) -> None:
    water, fire = Database(postgres_url, "water"), Database(postgres_url, "fire")

    upgrade(water, KERNEL)
    upgrade(fire, Manifest("fire", "消防", "Fire", Path()))

    assert drift(water, KERNEL) == []
    with fire.read() as connection:
        schemas = connection.execute(
            sa.text("SELECT table_schema FROM information_schema.tables WHERE table_name = 'kernel_outbox'")
        ).scalars()
        assert sorted(schemas) == ["fire", "water"]
    water.dispose()
    fire.dispose()


def test_several_processes_migrating_at_once_take_turns(postgres_url: str) -> None:
    databases = [Database(postgres_url, "water") for _ in range(4)]
    applied: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda database=each: applied.append(upgrade(database, KERNEL)))
        for each in databases
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(len, applied))[:3] == [0, 0, 0]
    assert len(applied) == 4
    for database in databases:
        database.dispose()


def test_generated_revisions_keep_expression_and_partial_indexes(sqlite: Database, water: Manifest) -> None:
    upgrade(sqlite, water)

    assert drift(sqlite, water) == []
    with sqlite.read() as connection:
        texts = (
            connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name LIKE 'pipe_%'")
            .scalars()
            .all()
        )
    assert any("substr(path, 1, 9)" in (text or "") for text in texts)
    assert any("WHERE closed_at IS NULL" in (text or "") for text in texts)
    assert heads(lineages(water)[1]) == ["0001"]


def test_generated_revisions_keep_expression_and_partial_indexes_on_postgresql(
    postgres_url: str, water: Manifest
) -> None:
    database = Database(postgres_url, "water")

    upgrade(database, water)

    assert drift(database, water) == []
    database.dispose()


def test_altering_a_table_on_sqlite_loses_neither_rows_nor_expression_indexes(
    sqlite: Database, water: Manifest
) -> None:
    upgrade(sqlite, water)
    with sqlite.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO pipe (id, path) VALUES ('p', '410602')")
        connection.exec_driver_sql("INSERT INTO valve (id, pipe) VALUES ('v', 'p')")
        connection.commit()
    (water.folder / "revisions" / "versions" / "0002_longer.py").write_text(
        textwrap.dedent(
            """
            import sqlalchemy as sa
            from alembic import op
            revision, down_revision = "0002", "0001"

            def upgrade():
                with op.batch_alter_table("pipe") as table:
                    table.alter_column("path", type_=sa.String(40), existing_type=sa.String(20))
            """
        )
    )
    water.load("metadata").tables["pipe"].c.path.type = sa.String(40)

    assert upgrade(sqlite, water) == ["water:0002"]

    assert drift(sqlite, water) == []
    with sqlite.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM valve").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_missing_table_or_index_is_reported_as_drift(sqlite: Database, water: Manifest) -> None:
    upgrade(sqlite, water)
    with sqlite.transaction() as connection:
        connection.exec_driver_sql("DROP TABLE valve")
        connection.exec_driver_sql("DROP INDEX pipe_under")
        connection.commit()

    found = "\n".join(drift(sqlite, water))

    assert "valve" in found
    assert "index pipe_under is missing" in found


def test_older_programs_refuse_a_newer_database(sqlite: Database, water: Manifest) -> None:
    upgrade(sqlite, water)
    with sqlite.transaction() as connection:
        connection.exec_driver_sql("UPDATE water_version SET version_num = '0099'")
        connection.commit()

    with pytest.raises(SchemaNewer, match="0099"):
        upgrade(sqlite, water)


def test_the_current_revisions_are_named(sqlite: Database, water: Manifest) -> None:
    upgrade(sqlite, water)

    assert current(sqlite, water) == "kernel:0002 water:0001"


def test_a_lineage_without_its_package_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        _ = Lineage("x", sa.MetaData(), "nowhere").folder
