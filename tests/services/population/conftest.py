"""The register on a database of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from services.kernel.testing.contexts import SetClock
from services.kernel.testing.copies import Copies, Fill
from tests.services.population.county import Township


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def town(tmp_path: Path, clock: SetClock, copies: Copies) -> Iterator[Township]:
    """On SQLite."""
    url = copies.sqlite("register", _told, tmp_path / "population.sqlite3")
    made = Township(url, clock, told=True)
    yield made
    made.close()


@pytest.fixture
def postgres_town(postgres_copy: Callable[[str, Fill], str], clock: SetClock) -> Iterator[Township]:
    """On PostgreSQL."""
    made = Township(postgres_copy("register", _told), clock, told=True)
    yield made
    made.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.distributed)])
def any_town(request: pytest.FixtureRequest) -> Township:
    """On both."""
    name = "town" if request.param == "sqlite" else "postgres_town"
    found: Township = request.getfixturevalue(name)
    return found


def _told(url: str) -> None:
    Township(url, SetClock()).close()
