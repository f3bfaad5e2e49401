"""The same promises on PostgreSQL: turns, races between replicas, restarts of the server."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from services.kernel.audit.chain import Sealer
from services.kernel.audit.log import Search, search
from services.kernel.audit.verify import verify
from services.kernel.call import Scope, system_call
from services.kernel.messaging.inbox import DatabaseDown, Outcome
from services.kernel.messaging.local_bus import LocalBus, routes_of
from services.kernel.messaging.relay import Relay
from services.kernel.messaging.retention import forget
from services.kernel.messaging.schedule import Scheduler
from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import PageRequest
from services.kernel.runtime.context import Job, ServiceParts
from services.kernel.testing.contexts import SetClock, context_for, staff
from services.kernel.testing.servers import PrivatePostgres
from tests.kernel.messaging.accounts import Receiver, Sender, metadata

pytestmark = pytest.mark.slow


@pytest.fixture
def sender(postgres_url: str, clock: SetClock) -> Iterator[Sender]:
    context = context_for("directory", sa.MetaData(), postgres_url, clock=clock)
    yield Sender(context)
    context.database.dispose()


@pytest.fixture
def receiver(postgres_url: str, clock: SetClock) -> Iterator[Receiver]:
    context = context_for("receiver", metadata, postgres_url, clock=clock)
    yield Receiver(context)
    context.database.dispose()


def fail(event: object) -> None:
    raise RuntimeError("not today")


def bus_for(receiver: Receiver) -> LocalBus:
    return LocalBus(
        routes_of([ServiceParts(receiver.context, None, subscriptions=[receiver.subscription])]),
        deliver=lambda context, subscription, text: receiver.deliver(text),
    )


def test_of_two_relays_one_has_the_turn_until_its_connection_ends(sender, receiver, clock):
    second_database = Database(sender.context.database.url, "directory")
    first = Relay(sender.context.database, bus_for(receiver), clock=clock)
    second = Relay(second_database, bus_for(receiver), clock=clock)
    sender.change("a", "1")
    assert first.settle() == 1
    sender.change("a", "2")
    assert second.settle() == 0
    first.stop()
    assert second.settle() == 1
    assert receiver.logins() == ["1", "2"]
    second.stop()
    second_database.dispose()


def test_everything_goes_on_after_the_server_was_killed(sender, receiver, clock, postgres: PrivatePostgres):
    relay = Relay(sender.context.database, bus_for(receiver), clock=clock)
    sender.change("a", "1")
    relay.settle()
    sender.change("a", "2")
    envelope = sender.envelopes()[-1]
    postgres.kill()
    with pytest.raises(DatabaseDown):
        receiver.deliver(envelope)
    with pytest.raises(sa.exc.OperationalError):
        relay.once()
    postgres.start()

    assert relay.settle() == 1
    assert receiver.logins() == ["1", "2"]
    relay.stop()


def test_copies_delivered_at_once_are_handled_once(sender, receiver):
    sender.change("a", "1")
    [envelope] = sender.envelopes()
    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(lambda _: receiver.deliver(envelope), range(6)))

    assert sorted(outcomes) == [Outcome.DUPLICATE] * 5 + [Outcome.HANDLED]
    assert receiver.logins() == ["1"]


def test_parked_events_retried_at_once_are_handled_once_and_in_order(sender, receiver, clock):
    receiver.before = fail
    for account in "abc":
        sender.change(account, "1", "2", "3")
    for envelope in sender.envelopes():
        assert receiver.deliver(envelope) is Outcome.PARKED
        assert receiver.deliver(envelope) is Outcome.DUPLICATE
    receiver.before = lambda event: None
    clock.advance(seconds=1)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: receiver.parking().retry_due(clock.at), range(4)))
    receiver.parking().retry_due(clock.at)

    assert {account: receiver.logins(account) for account in "abc"} == {key: ["1", "2", "3"] for key in "abc"}
    assert len(receiver.inbox) == 9


def test_discarding_and_forgetting_work(sender, receiver, clock):
    receiver.before = fail
    sender.change("a", "1")
    receiver.deliver(sender.envelopes()[0])
    receiver.parking().discard(staff("op", [], ""), receiver.parked[0].id, "twice")
    assert receiver.deliver(sender.envelopes()[0]) is Outcome.DUPLICATE
    clock.advance(days=40)

    assert forget(receiver.context.database, clock.at) == 2


def test_a_job_runs_on_one_replica(sender, clock):
    runs: list[int] = []
    job = Job("j", timedelta(minutes=1), lambda now: runs.append(1) or 1)
    replicas = [
        Scheduler([job], sender.context.database, clock=clock, holder=holder)
        for holder in ("a", "b", "c", "d")
    ]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda replica: replica.run_due(), replicas))

    assert runs == [1]


def test_entries_that_become_visible_late_are_sealed_and_the_chain_holds(sender, clock, tmp_path):
    database = sender.context.database
    slow = sender.context.new_uow(system_call("slow"))
    with slow:
        slow.audit("a.b.slow", "x", "1")
        slow.connection.execute(
            sa.insert(sa.table("kernel_audit", *map(sa.column, slow._audit[0]))), slow._audit
        )
        slow._audit.clear()
        with sender.context.new_uow(system_call("quick")) as quick:
            quick.audit("a.b.quick", "x", "2")
            quick.commit()
        sealer = Sealer(database, clock=clock, anchors_file=tmp_path / "anchors")
        assert sealer.run(clock.at) == 1
        slow.commit()
    assert sealer.run(clock.at) == 1

    verdict = verify(database, anchors_file=tmp_path / "anchors")
    assert (verdict.intact, verdict.entries, verdict.unsealed) == (True, 2, 0)
    found, _ = search(database, Search(scope=Scope.of_system(), action_prefix="a.b."), PageRequest(10))
    assert [entry.action for entry in found] == ["a.b.quick", "a.b.slow"]
    sealer.stop()
