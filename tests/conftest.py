"""Servers that tests may ask for; whoever asks is marked ``distributed``.

Each worker process of a run has its own, started by the first test that asks: a test may stop or kill
its server without disturbing a test of another worker.
"""

from __future__ import annotations

import gc
import itertools
import os
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import settings

from services.kernel.runtime.garbage import settle
from services.kernel.security import passwords
from services.kernel.testing.copies import Copies, Fill
from services.kernel.testing.servers import PrivatePostgres, PrivateRabbit

SERVERS = ("postgres", "rabbit")
# Each of these folders shares a county that takes half a minute to make: one worker makes and keeps it.
SHARING = ("tests/console/", "tests/browser/")
# What begins last keeps one worker busy while the others have nothing left: these come early.
LONG = (
    *SHARING,
    "tests/scenarios/test_faults_distributed.py",
    "tests/scenarios/test_openapi_fuzz.py",
    "tests/scenarios/test_faults_all_in_one.py",
    "tests/scripts/",
    "tests/gateway/test_openapi.py",
    "tests/services/population/test_nobody_beyond.py",
    "tests/scenarios/",
    "tests/services/population/test_imports.py",
    "tests/services/cases/oversight/",
)
# Whole platforms, whole copies of the repository, rounds through every page: worth minutes, not seconds.
SLOW = (
    "tests/scenarios/",
    "tests/scripts/",
    "tests/console/test_doors.py",
    "tests/console/test_every_page.py",
    "tests/console/test_nasty_input.py",
)
_MEMORY = Path("/dev/shm")
_ROOM = 6 << 30  # bytes; the journals of PostgreSQL alone may reach 1 GiB for each worker
_numbers = itertools.count(1)
# A busy machine may stop a test for longer than any deadline, which says nothing about what the test tries.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_configure() -> None:
    """Databases of tests lie in memory where there is room: on a disk, making one outlasts most tests."""
    if "TMPDIR" in os.environ or not os.access(_MEMORY, os.W_OK):
        return
    known = os.statvfs(_MEMORY)
    free = min(known.f_bavail * known.f_frsize, psutil.virtual_memory().available // 2)
    if free >= _ROOM and not known.f_flag & os.ST_NOEXEC:
        tempfile.tempdir = str(_MEMORY)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, Any, Any]:
    """What was collected stays: the collector of garbage need not go through it again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        settle()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a server (however indirectly), a browser or minutes, for `make test-fast`."""
    for item in items:
        if not set(SERVERS).isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.distributed)
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker(pytest.mark.browser)
        if item.nodeid.startswith(SLOW):
            item.add_marker(pytest.mark.slow)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return next((n for n, name in enumerate(LONG) if item.nodeid.startswith(name)), len(LONG))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """As ``--dist loadfile``, in our order, and with a folder that shares something as one file."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class Sharing(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((each for each in SHARING if nodeid.startswith(each)), super()._split_scope(nodeid))

    config.option.loadscopereorder = False
    return Sharing(config, log)


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


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """A hash takes a fifth of a second and a county has dozens of people. Processes keep to the standard."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "STANDARD_COST", passwords.QUICK_COST)
        yield


@pytest.fixture(autouse=True)
def _servers_are_up(request: pytest.FixtureRequest) -> None:
    """Start again what an earlier test stopped or killed."""
    for name in SERVERS:
        if name in request.fixturenames:
            request.getfixturevalue(name).start()


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest, postgres: PrivatePostgres) -> Iterator[str]:
    """SQLAlchemy URL of an empty database that only this test has."""
    with _database(request, postgres) as name:
        yield postgres.create_database(name)


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Databases that are filled once in a worker and copied for its tests."""
    return Copies(tmp_path_factory.mktemp("originals"))


@pytest.fixture
def postgres_copy(
    request: pytest.FixtureRequest, postgres: PrivatePostgres, copies: Copies
) -> Iterator[Callable[[str, Fill], str]]:
    """``postgres_copy(name, fill)``: the URL of a database that only this test has, as ``fill`` made one."""
    with _database(request, postgres) as name:
        yield lambda what, fill: copies.postgres(postgres, what, fill, name)


@contextmanager
def _database(request: pytest.FixtureRequest, postgres: PrivatePostgres) -> Iterator[str]:
    """The name of a database that is gone afterwards."""
    # Who asks for it by the name of a parameter alone would be in the fast part, which has no server.
    assert request.node.get_closest_marker("distributed"), "mark the parameter with pytest.mark.distributed"
    postgres.start()
    name = f"test_{next(_numbers)}"
    yield name
    postgres.start()  # the test may have killed it
    postgres.drop_database(name)
