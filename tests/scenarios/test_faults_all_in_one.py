"""One process on SQLite, killed again and again while clients report: a real deployment of a small county."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenarios.county import County
from tests.scenarios.processes import ALL_IN_ONE, Processes
from tests.scenarios.proof import case_ids, prove
from tests.scenarios.stream import Stream

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """The platform in one process."""
    folder: Path = tmp_path_factory.mktemp("up")
    with Processes(folder) as running:
        yield running


@pytest.fixture(scope="module")
def county(processes: Processes) -> County:
    """People and places on it."""
    return County(processes).build()


@pytest.mark.parametrize("seed", [20261123, 7])
def test_killing_the_process_loses_nothing_and_repeats_nothing(
    processes: Processes, county: County, seed: int
) -> None:
    chance, already = random.Random(seed), frozenset(case_ids(processes))

    with Stream(county) as stream:
        for _ in range(3):
            stream.wait_for(chance.randint(5, 25))
            processes.kill_and_restart(ALL_IN_ONE)
        stream.wait_for(10)

    assert stream.repeated > 0, "no client noticed: the kills came at the wrong time"
    prove(processes, stream, already)
