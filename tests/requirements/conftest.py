"""Worlds for the requirement tests: a directory of places, a directory of accounts, a staffed county."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from services.kernel.testing.contexts import SetClock
from services.kernel.testing.copies import Copies
from tests.services.cases.county import Town, told
from tests.services.directory.accounts import world as accounts
from tests.services.directory.places.conftest import World, make_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Two communities of one township, seeded reference data."""
    made = make_world(f"sqlite:///{tmp_path}/directory.db")
    yield made
    made.context.database.dispose()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Any]:
    """Accounts, sign-in and rights."""
    made = accounts.world_at(f"sqlite:///{tmp_path}/accounts.db")
    yield made
    made.context.database.dispose()


@pytest.fixture
def town(tmp_path: Path, copies: Copies) -> Iterator[Town]:
    """People at all five levels over the case loop; Monday, nine in the morning."""
    made = Town(copies.sqlite("town", told, tmp_path / "cases.sqlite"), SetClock(), told=True)
    yield made
    made.close()
