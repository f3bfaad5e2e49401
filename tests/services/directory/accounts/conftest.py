"""The world the account tests live in."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_NAME = "directory_accounts_world"
_SPEC = importlib.util.spec_from_file_location(_NAME, Path(__file__).with_name("world.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
_world = importlib.util.module_from_spec(_SPEC)
sys.modules[_NAME] = _world
_SPEC.loader.exec_module(_world)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Any]:
    """On SQLite, believing every territory code."""
    made = _world.sqlite_world(tmp_path)
    yield made
    made.context.database.dispose()


@pytest.fixture
def real_world(tmp_path: Path) -> Iterator[Any]:
    """On SQLite with the directory's own territories."""
    made = _world.sqlite_world(tmp_path, any_place=False)
    yield made
    made.context.database.dispose()


@pytest.fixture
def postgres_world(postgres_url: str) -> Iterator[Any]:
    """On PostgreSQL, for races."""
    made = _world.world_at(postgres_url)
    yield made
    made.context.database.dispose()
