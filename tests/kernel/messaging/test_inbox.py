"""Delivery: once in effect, never raising for a handler, in order behind what is parked."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from services.kernel.errors import Conflict
from services.kernel.messaging.inbox import DatabaseDown, Outcome
from services.kernel.persistence.moments import aware
from services.kernel.persistence.tables import kernel_metadata


class Killed(BaseException):
    """The process died here."""


def die(event: object) -> None:
    raise Killed()


def fail(event: object) -> None:
    raise RuntimeError("not today")


def test_an_event_is_handled_once_however_often_it_comes(sender, receiver):
    sender.change("a", "one")
    [envelope] = sender.envelopes()

    outcomes = [receiver.deliver(envelope) for _ in range(3)]

    assert outcomes == [Outcome.HANDLED, Outcome.DUPLICATE, Outcome.DUPLICATE]
    assert receiver.logins() == ["one"]


def test_a_body_already_decoded_is_handled_like_its_text(sender, receiver):
    sender.change("a", "one")
    [envelope] = sender.envelopes()

    assert receiver.deliver(json.loads(envelope)) is Outcome.HANDLED
    assert receiver.deliver(envelope.encode()) is Outcome.DUPLICATE


def test_the_handler_acts_in_the_trace_of_the_event(sender, receiver):
    sender.change("a", "one")
    body = json.loads(sender.envelopes()[0]) | {"traceparent": f"00-{'ab' * 16}-{'cd' * 8}-01"}
    calls = []
    receiver.context = receiver.context
    original = receiver.subscription.handle
    object.__setattr__(
        receiver.subscription, "handle", lambda e, v, uow: (calls.append(uow.call), original(e, v, uow))
    )

    receiver.deliver(body)

    assert calls[0].trace_id == "ab" * 16
    assert calls[0].origin == "event:receiver.keep_accounts"


@pytest.mark.parametrize("step", ["before", "after"])
def test_a_crash_in_the_handler_leaves_nothing_and_the_event_is_handled_later(sender, receiver, step):
    sender.change("a", "one")
    [envelope] = sender.envelopes()
    setattr(receiver, step, die)
    with pytest.raises(Killed):
        receiver.deliver(envelope)
    assert (receiver.inbox, receiver.logins(), receiver.parked) == ([], [], [])
    setattr(receiver, step, lambda event: None)

    assert receiver.deliver(envelope) is Outcome.HANDLED
    assert receiver.logins() == ["one"]


def test_a_failure_parks_the_event_with_what_the_handler_wrote_undone(sender, receiver, clock):
    sender.change("a", "one")
    [envelope] = sender.envelopes()
    receiver.after = fail

    assert receiver.deliver(envelope) is Outcome.PARKED

    [row] = receiver.parked
    assert (receiver.logins(), receiver.inbox) == ([], [])
    assert (row.state, row.attempts, row.event_type) == ("waiting", 1, "wangge.directory.v1.AccountChanged")
    assert row.reason.startswith("RuntimeError: not today")
    assert aware(row.next_try_at) == clock.at + timedelta(seconds=1)
    assert receiver.deliver(envelope) is Outcome.DUPLICATE


def test_a_refusal_is_parked_with_its_code(sender, receiver):
    def refuse(event: object) -> None:
        raise Conflict(state="closed")

    receiver.before = refuse
    sender.change("a", "one")

    receiver.deliver(sender.envelopes()[0])

    assert receiver.parked[0].reason.startswith("kernel.conflict {'state': 'closed'}")


def test_the_reason_holds_no_parameters_of_a_statement_and_no_phone_number(sender, receiver):
    def clash(event: object) -> None:
        raise sa.exc.IntegrityError("INSERT", {"name": "Zhang San"}, Exception("key 13800138000 exists"))

    receiver.before = clash
    sender.change("a", "one")

    receiver.deliver(sender.envelopes()[0])

    assert "Zhang" not in receiver.parked[0].reason
    assert "13800138000" not in receiver.parked[0].reason


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe\x00",
        "{",
        "[]",
        "null",
        '"text"',
        '{"id": 7}',
        '{"id": "x", "type": "t"}',
        "[" * 100_000,
        "\ud800",
        '{"id":"x","type":"t","source":"s","time":"2026-01-01T00:00:00+00:00","data":[1]}',
    ],
)
def test_what_cannot_be_read_is_parked_once(receiver, body):
    assert receiver.deliver(body) is Outcome.PARKED
    assert receiver.deliver(body) is Outcome.DUPLICATE
    assert receiver.parked[0].event_type == "unreadable"


def test_another_event_than_the_one_subscribed_to_is_parked(sender, receiver):
    sender.change("a", "one")
    body = json.loads(sender.envelopes()[0]) | {"type": "wangge.directory.v1.PostChanged"}

    assert receiver.deliver(body) is Outcome.PARKED
    assert "PostChanged" in receiver.parked[0].reason


def test_ids_and_subjects_of_any_length_are_handled(sender, receiver):
    sender.change("a", "one")
    body = json.loads(sender.envelopes()[0]) | {"id": "x" * 5000, "subject": "s" * 5000}
    receiver.before = fail
    assert receiver.deliver(body) is Outcome.PARKED
    assert receiver.deliver(body) is Outcome.DUPLICATE


def test_later_events_of_a_parked_record_wait_behind_it_and_others_go_on(sender, receiver):
    sender.change("a", "one")
    sender.change("b", "uno")
    sender.change("a", "two")
    receiver.before = lambda event: fail(event) if event.login == "one" else None

    outcomes = [receiver.deliver(envelope) for envelope in sender.envelopes()]

    assert outcomes == [Outcome.PARKED, Outcome.HANDLED, Outcome.PARKED]
    assert receiver.logins() == ["uno"]


def test_without_a_database_the_event_is_handed_back(sender, receiver):
    sender.change("a", "one")
    [envelope] = sender.envelopes()
    with receiver.context.database.writer.begin() as connection:
        kernel_metadata.drop_all(connection)

    with pytest.raises(DatabaseDown):
        receiver.deliver(envelope)

    kernel_metadata.create_all(receiver.context.database.writer)
    assert receiver.deliver(envelope) is Outcome.HANDLED


def test_a_commit_that_succeeded_without_saying_so_is_not_parked(sender, receiver):
    sender.change("a", "one")
    [envelope] = sender.envelopes()
    new_uow = receiver.context.new_uow

    def committing_then_failing(call):
        uow = new_uow(call)
        commit = uow.commit

        def commit_and_lose_the_connection(result: str = "") -> None:
            commit(result)
            raise sa.exc.OperationalError("COMMIT", {}, Exception("server closed the connection"))

        uow.commit = commit_and_lose_the_connection
        return uow

    object.__setattr__(receiver.context, "new_uow", committing_then_failing)

    assert receiver.deliver(envelope) is Outcome.DUPLICATE
    assert receiver.logins() == ["one"]
    assert receiver.parked == []
