"""Processes, broker and database die while clients report; afterwards everything is there exactly once."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pika
import pytest
import sqlalchemy as sa

from services.kernel.persistence.tables import outbox
from services.kernel.testing.private_process import run_as
from services.kernel.testing.servers import PrivatePostgres, PrivateRabbit
from tests.scenarios.county import County
from tests.scenarios.processes import Processes
from tests.scenarios.proof import case_ids, prove
from tests.scenarios.stream import Stream
from tests.scenarios.waiting import until

pytestmark = [pytest.mark.distributed, pytest.mark.slow]
SEED = 20261123


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    """The distributed platform on servers of its own."""
    folder: Path = tmp_path_factory.mktemp("processes")
    with (
        PrivatePostgres() as postgres,
        PrivateRabbit() as rabbit,
        Processes(folder, postgres=postgres, rabbit=rabbit) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def county(processes: Processes) -> County:
    """People and places on it."""
    return County(processes).build()


@pytest.fixture
def already(processes: Processes, county: County) -> frozenset[str]:
    """Cases of the tests before."""
    processes.revive()
    return frozenset(case_ids(processes))


@pytest.mark.parametrize("name", ["serve-cases", "work-cases", "work-observer", "serve-directory"])
def test_killing_a_process_loses_nothing_and_repeats_nothing(
    processes: Processes, county: County, already: frozenset[str], name: str
) -> None:
    chance = random.Random(f"{SEED} {name}")

    with Stream(county) as stream:
        for _ in range(2):
            stream.wait_for(chance.randint(5, 25))
            processes.kill_and_restart(name)
        stream.wait_for(15)

    prove(processes, stream, already)


def test_reports_are_accepted_while_the_directory_is_down(
    processes: Processes, county: County, already: frozenset[str]
) -> None:
    for name in ("serve-directory", "work-directory"):
        processes.kill(name)
    try:
        with Stream(county) as stream:
            stream.wait_for(30)
    finally:
        for name in ("serve-directory", "work-directory"):
            processes.start(name)
    processes.wait_until_ready()

    assert stream.repeated == 0
    prove(processes, stream, already)


def test_killing_the_gateway_loses_no_report_made_through_rest(
    processes: Processes, county: County, already: frozenset[str]
) -> None:
    chance = random.Random(SEED)

    with Stream(county, clients=3, rest=f"http://127.0.0.1:{processes.http_port}") as stream:
        for _ in range(2):
            stream.wait_for(chance.randint(5, 15))
            processes.kill_and_restart("gateway")
        stream.wait_for(10)

    prove(processes, stream, already)


def test_a_dead_broker_stops_no_report_and_loses_no_event(
    processes: Processes, county: County, already: frozenset[str]
) -> None:
    assert processes.rabbit is not None

    with Stream(county) as stream:
        stream.wait_for(12)
        processes.rabbit.kill()
        stream.wait_for(20)
        processes.rabbit.start()
        stream.wait_for(10)

    assert stream.repeated == 0
    prove(processes, stream, already)


def test_a_dead_database_loses_nothing_that_was_acknowledged(
    processes: Processes, county: County, already: frozenset[str]
) -> None:
    with Stream(county) as stream:
        stream.wait_for(17)
        processes.kill_database()
        until(lambda: stream.repeated, within=60, what="a client that notices")
        processes.start_database()
        processes.revive()
        stream.wait_for(15)

    prove(processes, stream, already)


def test_a_full_queue_holds_events_back_and_stops_no_report(
    processes: Processes, county: County, already: frozenset[str]
) -> None:
    assert processes.rabbit is not None
    connection = pika.BlockingConnection(pika.URLParameters(processes.rabbit.url))
    channel: Any = connection.channel()
    full = {"x-max-length": 0, "x-overflow": "reject-publish"}
    channel.queue_declare("full", arguments=full)
    channel.queue_bind("full", "cases.events", "#")

    with Stream(county) as stream:
        stream.wait_for(20)
        held_back = _waiting(processes)
        channel.queue_delete("full")
        stream.wait_for(10)
    connection.close()

    assert held_back > 0
    assert stream.repeated == 0
    prove(processes, stream, already)


def test_a_broker_out_of_memory_blocks_publishing_and_stops_no_report(
    processes: Processes, county: County, already: frozenset[str]
) -> None:
    assert processes.rabbit is not None

    with Stream(county) as stream:
        _control(processes.rabbit, "set_vm_memory_high_watermark", "absolute", "1")
        until(lambda: _waiting(processes) > 10, within=60, what="events held back")
        stream.wait_for(10)
        _control(processes.rabbit, "set_vm_memory_high_watermark", "absolute", "512MB")
        stream.wait_for(10)

    assert stream.repeated == 0
    prove(processes, stream, already)


def _control(rabbit: PrivateRabbit, *arguments: str) -> None:
    """Run rabbitmqctl against the private node."""
    environment = {
        **rabbit._environment(),
        "HOME": str(rabbit.folder),
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "LANG": "C.UTF-8",
    }
    command = [*run_as("rabbitmq"), "/usr/lib/rabbitmq/bin/rabbitmqctl", "--quiet", *arguments]
    ended = subprocess.run(
        command, env=environment, cwd=rabbit.folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def _waiting(processes: Processes) -> int:
    with processes.contexts["cases"].database.read() as connection:
        waiting = sa.select(sa.func.count()).where(outbox.c.published_at.is_(None))
        return int(connection.execute(waiting).scalar_one())
