"""A small staffed county over a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.kernel.testing.contexts import SetClock
from services.kernel.testing.copies import Copies, Fill
from tests.services.cases.county import Town, told


@pytest.fixture
def clock() -> SetClock:
    """Monday, nine in the morning."""
    return SetClock()


@pytest.fixture
def town(tmp_path: Path, clock: SetClock, copies: Copies) -> Iterator[Town]:
    """On SQLite."""
    town = Town(copies.sqlite("town", told, tmp_path / "cases.sqlite"), clock, told=True)
    yield town
    town.close()


@pytest.fixture
def postgres_town(postgres_copy: Callable[[str, Fill], str], clock: SetClock) -> Iterator[Town]:
    """On PostgreSQL."""
    town = Town(postgres_copy("town", told), clock, told=True)
    yield town
    town.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.distributed)])
def any_town(request: pytest.FixtureRequest) -> Town:
    """On both."""
    name = "town" if request.param == "sqlite" else "postgres_town"
    town: Town = request.getfixturevalue(name)
    return town
