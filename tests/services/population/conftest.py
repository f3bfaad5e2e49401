"""The register on a database of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.kernel.testing.contexts import SetClock
from tests.services.population.county import Township


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def town(tmp_path: Path, clock: SetClock) -> Iterator[Township]:
    """On SQLite."""
    made = Township(f"sqlite:///{tmp_path}/population.sqlite3", clock)
    yield made
    made.close()


@pytest.fixture
def postgres_town(postgres_url: str, clock: SetClock) -> Iterator[Township]:
    """On PostgreSQL."""
    made = Township(postgres_url, clock)
    yield made
    made.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.distributed)])
def any_town(request: pytest.FixtureRequest) -> Township:
    """On both."""
    name = "town" if request.param == "sqlite" else "postgres_town"
    found: Township = request.getfixturevalue(name)
    return found
