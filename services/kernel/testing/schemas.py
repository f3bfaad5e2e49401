"""Migrated databases for platforms of tests: what a worker's first platform migrates, the others copy."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from services.kernel.persistence import migrate
from services.kernel.persistence.database import Database
from services.kernel.runtime.discovery import FILE
from services.kernel.runtime.manifest import Manifest, read_manifest
from services.kernel.settings import Settings

_SERVICES = Path(__file__).resolve().parents[2]


def lay_schemas(settings: Settings, manifests: Iterable[Manifest]) -> None:
    """Give each service its empty schema on SQLite, where it has no database yet.

    Only services of this repository: toys in the tests of migrations change from test to test.
    """
    if settings.database_url is not None:
        return
    for manifest in manifests:
        path = Path(settings.database_of(manifest.name).removeprefix("sqlite:///"))
        if is_ours(manifest) and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(_migrated(manifest.folder))


def is_ours(manifest: Manifest) -> bool:
    """Whether it is a service of this repository and no toy of a test."""
    return manifest.folder.parent == _SERVICES


@cache
def _migrated(folder: Path) -> bytes:
    manifest = read_manifest(folder / FILE)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "schema.sqlite3"
        database = Database(f"sqlite:///{path}", manifest.name)
        migrate.upgrade(database, manifest)
        database.dispose()
        return path.read_bytes()
