"""A county in one process for the tests of rights; what needs a fresh one makes its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from services.kernel.testing.contexts import SetClock
from services.kernel.testing.platform import TestPlatform
from tests.scenarios.county import County
from tests.scenarios.rights.world import World, build_world


@pytest.fixture(scope="module")
def clock() -> SetClock:
    """A Monday morning; tests of one module share it."""
    return SetClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))


@pytest.fixture(scope="module")
def platform(clock: SetClock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPlatform]:
    """One platform for the tests of a module, in this process."""
    with TestPlatform(tmp_path_factory.mktemp("rights"), ["cases", "field"], clock) as running:
        yield running


@pytest.fixture(scope="module")
def county(platform: TestPlatform) -> County:
    """People and places."""
    return County(platform).build()


@pytest.fixture(scope="module")
def world(county: County) -> World:
    """One of everything in the township that the intruder has no business in."""
    return build_world(county)
