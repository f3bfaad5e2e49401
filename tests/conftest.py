"""Servers that tests may ask for; whoever asks is marked ``distributed``.

Each worker process of a run has its own, started by the first test that asks: a test may stop or kill
its server without disturbing a test of another worker.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from services.kernel.testing.servers import PrivatePostgres, PrivateRabbit

SERVERS = ("postgres", "rabbit")
# Whole platforms, and whole copies of the repository: worth minutes, not seconds.
SLOW_FOLDERS = ("tests/scenarios/", "tests/scripts/")
_numbers = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a server (however indirectly), a browser or minutes, for `make test-fast`."""
    for item in items:
        if not set(SERVERS).isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.distributed)
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker(pytest.mark.browser)
        if item.nodeid.startswith(SLOW_FOLDERS):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PrivatePostgres]:
    """A PostgreSQL of this worker; fast, not crash-safe beyond the death of its process."""
    with PrivatePostgres() as server:
        yield server


@pytest.fixture(scope="session")
def rabbit() -> Iterator[PrivateRabbit]:
    """A RabbitMQ of this worker. Queues and exchanges stay: tests choose names of their own."""
    with PrivateRabbit() as server:
        yield server


@pytest.fixture(autouse=True)
def _servers_are_up(request: pytest.FixtureRequest) -> None:
    """Start again what an earlier test stopped or killed."""
    for name in SERVERS:
        if name in request.fixturenames:
            request.getfixturevalue(name).start()


@pytest.fixture
def postgres_url(postgres: PrivatePostgres) -> Iterator[str]:
    """SQLAlchemy URL of an empty database that only this test has."""
    name = f"test_{next(_numbers)}"
    yield postgres.create_database(name)
    postgres.start()  # the test may have killed it
    postgres.drop_database(name)
