"""One line of revisions per service, and no difference between revisions and tables."""

from __future__ import annotations

from pathlib import Path

from services.kernel.persistence.database import Database
from services.kernel.persistence.migrate import Lineage, drift, heads, lineages, upgrade
from services.kernel.persistence.tables import kernel_metadata
from services.kernel.runtime.discovery import discover


def test_every_service_has_one_alembic_head() -> None:
    for manifest in discover().values():
        for lineage in lineages(manifest):
            assert len(heads(lineage)) == 1, lineage.name


def test_revisions_and_tables_agree_on_sqlite(tmp_path: Path) -> None:
    for name, manifest in discover().items():
        database = Database(f"sqlite:///{tmp_path}/{name}.sqlite3", name)
        upgrade(database, manifest)
        assert drift(database, manifest) == [], name
        database.dispose()


def test_revisions_and_tables_agree_on_postgresql(postgres_url: str) -> None:
    for name, manifest in discover().items():
        database = Database(postgres_url, name)
        upgrade(database, manifest)
        assert drift(database, manifest) == [], name
        database.dispose()


def test_two_heads_are_found(tmp_path: Path) -> None:
    versions = tmp_path / "versions"
    versions.mkdir()
    for number, below in (("0001", None), ("0002", "0001"), ("0003", "0001")):
        text = f"revision = {number!r}\ndown_revision = {below!r}\n\n\ndef upgrade():\n    pass\n"
        (versions / f"{number}.py").write_text(text)

    class Here(Lineage):
        @property
        def folder(self) -> Path:
            return tmp_path

    assert len(heads(Here("x", kernel_metadata, "unused"))) == 2
