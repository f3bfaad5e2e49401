"""Parked events: retried in order with growing pauses, by hand, or discarded with a reason."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from services.kernel.messaging.inbox import Outcome
from services.kernel.messaging.parking import ParkedBehind, ParkedDecided, ParkedNotFound
from services.kernel.persistence.moments import aware
from services.kernel.persistence.paging import PageRequest
from services.kernel.persistence.tables import audit_entries
from services.kernel.testing.contexts import staff

OPERATOR = staff("op", ["operations.parked.decide"], "")


def fail(event: object) -> None:
    raise RuntimeError("not today")


def park(sender, receiver, *logins: str, account: str = "a") -> list:
    before = len(sender.envelopes())
    sender.change(account, *logins)
    receiver.before = fail
    for envelope in sender.envelopes()[before:]:
        assert receiver.deliver(envelope) is Outcome.PARKED
    receiver.before = lambda event: None
    return receiver.parked


def test_what_is_due_is_retried_in_order_with_everything_behind_it(sender, receiver, clock):
    park(sender, receiver, "one", "two", "three")
    parking = receiver.parking()

    assert parking.retry_due(clock.at) == 0  # the first is not due yet and the others wait behind it
    clock.advance(seconds=1)
    assert parking.retry_due(clock.at) == 3

    assert receiver.logins() == ["one", "two", "three"]
    assert parking.waiting() == 0


def test_pauses_double_up_to_an_hour(sender, receiver, clock):
    park(sender, receiver, "one")
    receiver.before = fail
    pauses = []
    for _ in range(14):
        clock.set(aware(receiver.parked[0].next_try_at))
        receiver.parking().retry_due(clock.at)
        pauses.append(aware(receiver.parked[0].next_try_at) - clock.at)

    assert pauses[:3] == [timedelta(seconds=2), timedelta(seconds=4), timedelta(seconds=8)]
    assert pauses[-1] == timedelta(hours=1)
    assert receiver.parked[0].attempts == 15


def test_a_retry_that_crashes_leaves_the_event_waiting(sender, receiver, clock):
    class Killed(BaseException):
        pass

    def die(event: object) -> None:
        raise Killed()

    park(sender, receiver, "one")
    clock.advance(seconds=1)
    receiver.after = die
    with pytest.raises(Killed):
        receiver.parking().retry_due(clock.at)
    receiver.after = lambda event: None

    assert receiver.parking().retry_due(clock.at) == 1
    assert receiver.logins() == ["one"]


def test_an_event_that_arrives_while_its_record_is_parked_is_handled_after_it(sender, receiver, clock):
    park(sender, receiver, "one")
    sender.change("a", "two")
    assert receiver.deliver(sender.envelopes()[-1]) is Outcome.PARKED
    clock.advance(seconds=1)
    receiver.parking().retry_due(clock.at)
    sender.change("a", "three")
    receiver.deliver(sender.envelopes()[-1])

    assert receiver.logins() == ["one", "two", "three"]


def test_a_person_retries_before_it_is_due_and_is_remembered(sender, receiver):
    [row] = park(sender, receiver, "one")

    event = receiver.parking().retry(OPERATOR, row.id)

    assert event.state == "handled"
    assert receiver.logins() == ["one"]
    assert [entry.actor_id for entry in receiver.rows(audit_entries)] == ["op"]


def test_a_retry_that_fails_again_says_why(sender, receiver):
    [row] = park(sender, receiver, "one")
    receiver.before = fail

    event = receiver.parking().retry(OPERATOR, row.id)

    assert (event.state, event.attempts) == ("waiting", 2)
    assert "not today" in event.reason


def test_nothing_is_retried_before_what_it_waits_behind(sender, receiver):
    _, second = park(sender, receiver, "one", "two")

    with pytest.raises(ParkedBehind):
        receiver.parking().retry(OPERATOR, second.id)


def test_discarding_needs_no_handler_lets_others_pass_and_absorbs_late_copies(sender, receiver, clock):
    first, _ = park(sender, receiver, "one", "two")

    event = receiver.parking().discard(OPERATOR, first.id, "entered twice")
    receiver.parking().retry_due(clock.at)

    assert (event.state, event.decided_by, event.decision_reason) == ("discarded", "op", "entered twice")
    assert receiver.logins() == ["two"]
    assert receiver.deliver(sender.envelopes()[0]) is Outcome.DUPLICATE
    [entry] = receiver.rows(audit_entries)
    assert entry.action == "operations.parked.discard"
    assert "entered twice" in entry.changes


def test_what_was_decided_cannot_be_decided_again(sender, receiver):
    [row] = park(sender, receiver, "one")
    parking = receiver.parking()
    parking.discard(OPERATOR, row.id, "no")

    with pytest.raises(ParkedDecided):
        parking.retry(OPERATOR, row.id)
    with pytest.raises(ParkedDecided):
        parking.discard(OPERATOR, row.id, "no")
    with pytest.raises(ParkedNotFound):
        parking.discard(OPERATOR, "nothing", "no")


def test_two_who_retry_at_once_handle_it_once(sender, receiver, clock):
    park(sender, receiver, "one", "two")
    for account in ("b", "c", "d"):
        park(sender, receiver, f"{account} first", f"{account} second", account=account)
    clock.advance(seconds=1)

    with ThreadPoolExecutor(4) as pool:
        handled = sum(pool.map(lambda _: receiver.parking().retry_due(clock.at), range(4)))

    assert handled == 8
    assert sorted(receiver.logins()) == sorted(
        ["one", "two", *(f"{a} {n}" for a in "bcd" for n in ("first", "second"))]
    )
    assert receiver.logins("a") == ["one", "two"]


def test_the_list_is_paged_newest_first(sender, receiver):
    park(sender, receiver, *(f"n{i}" for i in range(5)))
    parking = receiver.parking()

    first, token = parking.page(PageRequest(3), state="waiting")
    second, end = parking.page(PageRequest(3, token), state="waiting")

    ids = [event.id for event in (*first, *second)]
    assert ids == sorted(ids, reverse=True)
    assert (len(ids), end) == (5, "")
    assert parking.page(PageRequest(3), state="handled") == ([], "")


def test_unreadable_events_are_retried_with_pauses_and_can_be_discarded(receiver, clock):
    receiver.deliver("{")
    clock.advance(seconds=1)
    parking = receiver.parking()

    assert parking.retry_due(clock.at) == 0
    assert receiver.parked[0].attempts == 2
    assert parking.discard(OPERATOR, receiver.parked[0].id, "rubbish").state == "discarded"


def test_events_of_a_handler_that_is_gone_stay_for_a_person(sender, receiver, clock):
    [row] = park(sender, receiver, "one")
    with receiver.context.database.writer.begin() as connection:
        connection.execute(sa.text("UPDATE kernel_parked SET handler = 'receiver.old'"))
    clock.advance(hours=1)

    assert receiver.parking().retry_due(clock.at) == 0
    assert receiver.parking().retry(OPERATOR, row.id).state == "waiting"
