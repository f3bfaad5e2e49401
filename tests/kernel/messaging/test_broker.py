"""RabbitMQ for real: confirms, broker restarts, and a nameko worker in a process of its own."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pika
import pytest

from services.kernel.messaging.broker_pika import BrokerDown, RabbitPublisher, declare_queues
from services.kernel.messaging.relay import Relay
from services.kernel.testing.servers import PrivateRabbit
from services.kernel.types import utc_now

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.slow


def eventually(holds: Callable[[], bool], within: float = 60.0) -> None:
    """Look again until it holds; what is waited for happens in another process."""
    pause = threading.Event()
    for _ in range(int(within / 0.1)):
        if holds():
            return
        pause.wait(0.1)
    raise AssertionError("it never did")


@pytest.fixture
def publisher(rabbit: PrivateRabbit) -> Iterator[RabbitPublisher]:
    made = RabbitPublisher(rabbit.url, "directory", confirm_within=10)
    yield made
    made.close()


@pytest.fixture
def start_worker(rabbit: PrivateRabbit, tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    log = (tmp_path / "worker.log").open("ab")

    def start() -> subprocess.Popen[bytes]:
        arguments = [rabbit.url, f"sqlite:///{tmp_path}/receiver.db", str(tmp_path / "mark")]
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.kernel.messaging.worker_process", *arguments],
            cwd=ROOT,
            env={"PYTHONPATH": f"{ROOT}:{ROOT}/services/contracts", "PATH": "/usr/bin:/bin"},
            stderr=log,
            stdout=log,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
    log.close()


def purge_queue(rabbit: PrivateRabbit, name: str) -> None:
    with pika.BlockingConnection(pika.URLParameters(rabbit.url)) as connection:
        connection.channel().queue_delete(name)


QUEUE = "evt-directory-AccountChanged--receiver.receiver_keep_accounts"


@pytest.fixture(autouse=True)
def _no_old_queue(rabbit: PrivateRabbit) -> None:
    purge_queue(rabbit, QUEUE)


def bound_queue(channel: pika.adapters.blocking_connection.BlockingChannel, **arguments: object) -> str:
    channel.exchange_declare("directory.events", "topic", durable=True)
    queue = channel.queue_declare("", exclusive=True, arguments=arguments).method.queue
    channel.queue_bind(queue, "directory.events", "AccountChanged")
    return queue


def test_published_events_arrive_persistent_and_in_order(sender, rabbit, publisher, clock):
    with pika.BlockingConnection(pika.URLParameters(rabbit.url)) as connection:
        channel = connection.channel()
        queue = bound_queue(channel)
        for number in range(150):
            sender.change(f"account {number % 70}", str(number))

        assert Relay(sender.context.database, publisher, clock=clock).settle() == 150

        received = [channel.basic_get(queue, auto_ack=True) for _ in range(150)]
        properties = received[0][1]
        assert (properties.delivery_mode, properties.content_type) == (2, "application/json")
        assert sorted(body.decode() for _, _, body in received) == sorted(sender.envelopes())


def test_what_a_queue_refuses_is_not_confirmed_nor_overtaken(sender, rabbit, publisher, clock):
    with pika.BlockingConnection(pika.URLParameters(rabbit.url)) as connection:
        channel = connection.channel()
        queue = bound_queue(channel, **{"x-max-length": 1, "x-overflow": "reject-publish"})
        sender.change("a", "one", "two", "three")
        relay = Relay(sender.context.database, publisher, clock=clock)

        bodies = []
        for _ in range(20):
            relay.settle()
            got = channel.basic_get(queue, auto_ack=True)
            if got[2] is not None:
                bodies.append(got[2].decode())
            if not sender.unpublished():
                break

    assert list(dict.fromkeys(bodies)) == sender.envelopes()[: len(dict.fromkeys(bodies))]


def test_without_a_broker_nothing_is_confirmed_and_later_everything(sender, rabbit, publisher, clock):
    relay = Relay(sender.context.database, publisher, clock=clock)
    sender.change("a", "one")
    relay.settle()
    sender.change("a", "two")
    rabbit.kill()
    with contextlib.suppress(BrokerDown):
        relay.once()  # may still find the connection that is about to end
    with pytest.raises(BrokerDown):
        relay.once()
    assert sender.unpublished() == 1
    rabbit.start()
    assert relay.settle() == 1


def test_what_is_published_before_a_worker_ever_ran_waits_for_it(
    sender, receiver, rabbit, publisher, start_worker
):
    declare_queues(rabbit.url, {"receiver": [receiver.subscription]})
    sender.change("a", "1", "2")
    assert Relay(sender.context.database, publisher, clock=utc_now).settle() == 2

    start_worker()

    eventually(lambda: receiver.logins("a") == ["1", "2"])


def test_queues_are_not_made_without_a_broker():
    with pytest.raises(BrokerDown):
        declare_queues("amqp://guest:guest@127.0.0.1:9/", {})


def test_a_worker_hears_everything_through_restarts_of_broker_and_worker(
    sender, receiver, rabbit, publisher, start_worker, tmp_path
):
    mark = tmp_path / "mark"
    worker = start_worker()
    eventually(lambda: mark.exists() and mark.read_text() == "up")
    relay = Relay(sender.context.database, publisher, clock=utc_now)
    relay.start()
    try:
        sender.change("a", "1", "2", "3")
        sender.change("b", "poison", "after poison")
        eventually(lambda: len(receiver.logins()) == 3 and len(receiver.parked) == 2)
        with pika.BlockingConnection(pika.URLParameters(rabbit.url)) as connection:
            rubbish = pika.BasicProperties(content_type="application/x-python-serialize", delivery_mode=2)
            connection.channel().basic_publish("directory.events", "AccountChanged", b"\xff\x00", rubbish)
        eventually(lambda: len(receiver.parked) == 3)

        rabbit.stop()
        sender.change("a", "4", "5")
        rabbit.start()
        eventually(lambda: len(receiver.logins()) == 5)

        worker.kill()
        worker.wait()
        sender.change("a", *(str(n) for n in range(6, 60)))
        worker = start_worker()
        eventually(lambda: len(receiver.logins()) == 59)
    finally:
        relay.stop()

    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert mark.read_text() == "stopped"
    assert receiver.logins("a") == [str(n) for n in range(1, 60)]


def test_a_worker_without_a_database_holds_the_events_in_order(
    sender, receiver, rabbit, publisher, start_worker, tmp_path
):
    mark = tmp_path / "mark"
    start_worker()
    eventually(lambda: mark.exists() and mark.read_text() == "up")
    with receiver.context.database.writer.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE kernel_parked RENAME TO away")
    sender.change("a", *(str(n) for n in range(40)))
    Relay(sender.context.database, publisher, clock=utc_now).settle()
    log = tmp_path / "worker.log"
    eventually(lambda: "event held" in log.read_text())
    with receiver.context.database.writer.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO kernel_parked")

    eventually(lambda: len(receiver.logins()) == 40)
    assert receiver.logins() == [str(n) for n in range(40)]
    assert log.read_text().count("event held") < 40
