"""The relay and the local bus: nothing lost, nothing twice, order kept, wherever a process dies."""

from __future__ import annotations

import itertools
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.kernel.messaging.local_bus import LocalBus, routes_of
from services.kernel.messaging.relay import Relay, backlog
from services.kernel.messaging.retention import forget
from services.kernel.persistence.tables import inbox
from services.kernel.runtime.context import ServiceParts
from services.kernel.testing.contexts import SetClock, context_for
from tests.kernel.messaging.accounts import Receiver, Sender, metadata
from wangge.directory.v1 import events_pb2


class Killed(BaseException):
    """The process died here."""


class Recording:
    """A publisher that confirms what the test allows."""

    def __init__(self, confirm: Callable[[str], bool] = lambda account: True) -> None:
        self.confirm = confirm
        self.sent: list[str] = []
        self.batches: list[int] = []

    def publish(self, batch):
        self.batches.append(len(batch))
        self.sent += [event.id for event in batch]
        return frozenset(event.id for event in batch if self.confirm(event.aggregate))

    def close(self) -> None:
        pass


def bus_for(receiver: Receiver) -> LocalBus:
    return LocalBus(
        routes_of([ServiceParts(receiver.context, None, subscriptions=[receiver.subscription])]),
        deliver=lambda context, subscription, text: receiver.deliver(text),
    )


def test_events_go_out_in_order_in_batches_and_once(sender, clock):
    sender.change("a", *(str(i) for i in range(250)))
    publisher = Recording()
    relay = Relay(sender.context.database, publisher, clock=clock)

    assert relay.settle() == 250
    assert relay.settle() == 0
    assert publisher.batches == [100, 100, 50]
    assert len(set(publisher.sent)) == 250
    assert backlog(sender.context.database, clock.at).waiting == 0


def test_only_what_was_confirmed_is_marked(sender, clock):
    sender.change("a", "one")
    sender.change("b", "uno")
    clock.advance(seconds=9)
    publisher = Recording(confirm=lambda account: account == "b")
    relay = Relay(sender.context.database, publisher, clock=clock)

    assert relay.settle() == 1
    found = backlog(sender.context.database, clock.at)
    assert (found.waiting, found.oldest_seconds) == (1, 9.0)
    publisher.confirm = lambda account: True
    assert relay.settle() == 1


def test_a_crash_between_publishing_and_marking_sends_again_and_the_inbox_absorbs_it(sender, receiver, clock):
    sender.change("a", "one", "two")
    bus = bus_for(receiver)

    class Dying(Recording):
        def publish(self, batch):
            bus.publish(batch)
            raise Killed()

    with pytest.raises(Killed):
        Relay(sender.context.database, Dying(), clock=clock).once()
    clock.advance(seconds=6)  # the dead relay's lease

    assert Relay(sender.context.database, bus, clock=clock).settle() == 2
    assert receiver.logins() == ["one", "two"]
    bus.close()


def test_of_two_relays_one_has_the_turn_until_it_stops_or_dies(sender, clock):
    first, second = (Relay(sender.context.database, Recording(), clock=clock) for _ in range(2))
    sender.change("a", "one")
    assert first.settle() == 1
    sender.change("a", "two")
    assert second.settle() == 0
    first.stop()
    assert second.settle() == 1
    sender.change("a", "three")
    clock.advance(seconds=6)
    assert first.settle() == 1


def test_a_running_relay_wakes_at_the_commit_and_finds_what_others_committed(sender, clock, tmp_path):
    arrived = threading.Semaphore(0)

    class Telling(Recording):
        def publish(self, batch):
            for _ in batch:
                arrived.release()
            return super().publish(batch)

    relay = Relay(sender.context.database, Telling(), clock=clock)
    relay.start()
    try:
        sender.change("a", "one")
        assert arrived.acquire(timeout=5)
        other = context_for("directory", sa.MetaData(), f"sqlite:///{tmp_path}/directory.db", clock=clock)
        Sender(other).change("a", "two")
        assert arrived.acquire(timeout=5)
        other.database.dispose()
    finally:
        relay.stop()
    assert sender.unpublished() == 0


def test_a_running_relay_survives_a_publisher_that_fails(sender, clock):
    arrived = threading.Event()
    failures = itertools.count()

    class Failing(Recording):
        def publish(self, batch):
            if next(failures) < 3:
                raise ConnectionError()
            arrived.set()
            return super().publish(batch)

    relay = Relay(sender.context.database, Failing(), clock=clock)
    sender.change("a", "one")
    relay.start()
    try:
        assert arrived.wait(10)
    finally:
        relay.stop()
    assert sender.unpublished() == 0


def test_an_event_nobody_hears_is_confirmed(sender, clock):
    sender.change("a", "one")

    assert Relay(sender.context.database, LocalBus({}), clock=clock).settle() == 1


def test_a_service_whose_database_is_down_holds_its_events_and_others_get_theirs(
    sender, receiver, clock, tmp_path
):
    heard, down = [], [True]

    def deliver(context, subscription, text):
        if context.name == "broken" and down[0]:
            raise ConnectionError()
        heard.append(context.name)
        return receiver.deliver(text)

    broken = context_for("broken", sa.MetaData(), f"sqlite:///{tmp_path}/broken.db", clock=clock)
    name = events_pb2.AccountChanged.DESCRIPTOR.full_name
    routes = {name: [(receiver.context, receiver.subscription), (broken, receiver.subscription)]}
    bus = LocalBus(routes, deliver=deliver)
    relay = Relay(sender.context.database, bus, clock=clock)
    sender.change("a", "one", "two")

    assert relay.settle() == 0
    assert heard == ["receiver", "receiver"]
    down[0] = False
    assert relay.settle() == 2
    assert heard.count("broken") == 2
    bus.close()
    broken.database.dispose()


def test_a_handler_that_fails_holds_nobody_up(sender, receiver, clock):
    def fail(event: object) -> None:
        raise RuntimeError()

    receiver.before = fail
    sender.change("a", "one")
    assert Relay(sender.context.database, bus_for(receiver), clock=clock).settle() == 1
    assert len(receiver.parked) == 1


def test_old_rows_are_forgotten_and_waiting_ones_never(sender, receiver, clock):
    relay = Relay(sender.context.database, bus_for(receiver), clock=clock)
    sender.change("a", *(str(i) for i in range(25)))
    relay.settle()
    sender.change("a", "waiting")
    clock.advance(days=31)

    assert forget(sender.context.database, clock.at, batch=10) == 25
    assert forget(receiver.context.database, clock.at, batch=10) == 25
    assert sender.unpublished() == 1
    assert (len(receiver.rows(inbox)), len(receiver.logins())) == (0, 25)


CRASHES = st.lists(
    st.sampled_from(
        [
            "none",
            "before handler",
            "after handler",
            "handler fails",
            "before publish",
            "in publish",
            "after publish",
        ]
    ),
    max_size=25,
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(accounts=st.lists(st.sampled_from("abc"), min_size=1, max_size=12), crashes=CRASHES)
def test_wherever_it_dies_every_event_is_handled_once_and_in_order(accounts, crashes):
    with tempfile.TemporaryDirectory() as folder:
        clock = SetClock()
        directory = context_for("directory", sa.MetaData(), f"sqlite:///{Path(folder)}/d.db", clock=clock)
        sender = Sender(directory)
        receiver = Receiver(context_for("receiver", metadata, f"sqlite:///{Path(folder)}/r.db", clock=clock))
        script = iter(crashes)
        now = ["none"]

        def at(step: str) -> Callable[[object], None]:
            def check(event: object) -> None:
                if now[0] == step:
                    now[0] = "none"
                    raise Killed()
                if step == "before handler" and now[0] == "handler fails":
                    now[0] = "none"
                    raise RuntimeError()

            return check

        receiver.before, receiver.after = at("before handler"), at("after handler")
        bus = bus_for(receiver)

        class Mortal(Recording):
            def publish(self, batch):
                at("before publish")(None)
                if now[0] == "in publish":
                    bus.publish(batch[: len(batch) // 2])
                    at("in publish")(None)
                confirmed = bus.publish(batch)
                at("after publish")(None)
                return confirmed

        expected: dict[str, list[str]] = {}
        for number, account in enumerate(accounts):
            sender.change(account, str(number))
            expected.setdefault(account, []).append(str(number))
            now[0] = next(script, "none")
            try:
                Relay(directory.database, Mortal(), clock=clock).settle()
                receiver.parking().retry_due(clock.at)
            except Killed:
                pass
            clock.advance(seconds=6)
        for now[0] in script:
            try:
                Relay(directory.database, Mortal(), clock=clock).settle()
                receiver.parking().retry_due(clock.at)
            except Killed:
                pass
            clock.advance(seconds=6)
        now[0] = "none"
        Relay(directory.database, Mortal(), clock=clock).settle()
        clock.advance(hours=2)
        receiver.parking().retry_due(clock.at)

        assert {account: receiver.logins(account) for account in expected} == expected
        assert sender.unpublished() == 0
        bus.close()
        directory.database.dispose()
        receiver.context.database.dispose()


def test_a_commit_to_handled_takes_less_than_a_quarter_second(sender, receiver, clock):
    handled = threading.Event()
    bus = bus_for(receiver)
    inner = bus.publish
    bus.publish = lambda batch: (inner(batch), handled.set())[0]
    relay = Relay(sender.context.database, bus, clock=clock)
    relay.start()
    waits = []
    try:
        for number in range(20):
            handled.clear()
            began = time.monotonic()
            sender.change("a", str(number))
            assert handled.wait(5)
            waits.append(time.monotonic() - began)
    finally:
        relay.stop()
        bus.close()
    assert sorted(waits)[18] < 0.25
