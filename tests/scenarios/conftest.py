"""A county on a platform, in both ways to run it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.kernel.testing.contexts import SetClock
from services.kernel.testing.platform import TestPlatform
from services.kernel.testing.servers import PrivatePostgres, PrivateRabbit
from tests.scenarios.county import County

ALL_IN_ONE = "all-in-one"
DISTRIBUTED = pytest.param("distributed", marks=pytest.mark.distributed)
MONDAY_MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module", params=[ALL_IN_ONE, DISTRIBUTED])
def mode(request: pytest.FixtureRequest) -> str:
    """How the platform runs."""
    return str(request.param)


@pytest.fixture(scope="module")
def clock() -> SetClock:
    """The clock of a platform in one process; processes have the real one."""
    return SetClock(MONDAY_MORNING)


@pytest.fixture(scope="module")
def platform(
    request: pytest.FixtureRequest, mode: str, clock: SetClock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestPlatform]:
    """One platform for the tests of a module."""
    folder: Path = tmp_path_factory.mktemp("platform")
    if mode == ALL_IN_ONE:
        with TestPlatform(folder, ["cases"], clock) as running:
            yield running
        return
    postgres: PrivatePostgres = request.getfixturevalue("postgres")
    postgres.start()
    database = postgres.create_database(folder.name)
    # A broker of its own: queues outlive a platform, and another one would hear what this one left.
    with (
        PrivateRabbit() as rabbit,
        TestPlatform(
            folder, ["cases"], distributed=True, database_url=database, broker_url=rabbit.url
        ) as running,
    ):
        yield running
    postgres.drop_database(folder.name)


@pytest.fixture(scope="module")
def county(platform: TestPlatform) -> County:
    """People and places on that platform."""
    return County(platform).build()
