"""Number and secret open the receipt; guessing does not."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables.cases import receipt_tries
from services.cases.domain import refusals
from services.cases.domain.states import State
from services.kernel.call import Actor, Call, Realm
from tests.services.cases.county import Town

ANYONE = Call(Actor("", "", Realm.ANONYMOUS))


def test_the_receipt_shows_steps_and_no_persons(any_town: Town) -> None:
    view = any_town.report(any_town.resident)

    receipt = any_town.loop.get_receipt(ANYONE, view.case.number, view.receipt_secret.lower())

    assert [step.step for step in receipt.steps] == [1]
    assert all(step.by in ("",) or "中心" in step.by for step in receipt.steps)


def guess(town: Town, number: str) -> None:
    with pytest.raises(refusals.ReceiptUnknown):
        town.loop.get_receipt(ANYONE, number, "WRONG")


def test_wrong_secrets_make_the_number_wait_longer_each_time_and_never_a_day(any_town: Town) -> None:
    view = any_town.report(any_town.resident)
    number, secret = view.case.number, view.receipt_secret
    for _ in range(4):
        guess(any_town, number)
    for minutes in (1, 5, 30, 30):
        guess(any_town, number)
        any_town.clock.advance(minutes=minutes - 1, seconds=30)
        with pytest.raises(refusals.ReceiptLocked) as refused:
            any_town.loop.get_receipt(ANYONE, number, secret)
        assert refused.value.details == {"minutes": "1"}
        any_town.clock.advance(seconds=30)

    assert any_town.loop.get_receipt(ANYONE, number, secret)
    for _ in range(4):
        guess(any_town, number)
    assert any_town.loop.get_receipt(ANYONE, number, secret), "the right one begins the count anew"


def test_wrong_secrets_of_made_up_numbers_do_not_pile_up(any_town: Town) -> None:
    view = any_town.report(any_town.resident)
    for number in range(20):
        guess(any_town, f"HB2026-9{number:06}")
    any_town.clock.advance(hours=20)
    guess(any_town, view.case.number)
    any_town.clock.advance(hours=5)

    assert any_town.loop.forget_wrong_secrets(any_town.clock()) == 20
    assert [row[0] for row in any_town.rows(sa.select(receipt_tries.c.number))] == [view.case.number]


def test_a_count_of_yesterday_is_forgotten_at_the_next_try(town: Town) -> None:
    view = town.report(town.resident)
    for _ in range(4):
        guess(town, view.case.number)
    town.clock.advance(hours=24)
    for _ in range(4):
        guess(town, view.case.number)

    assert town.loop.get_receipt(ANYONE, view.case.number, view.receipt_secret)


def test_an_unknown_number_answers_like_a_wrong_secret(town: Town) -> None:
    with pytest.raises(refusals.ReceiptUnknown):
        town.loop.get_receipt(ANYONE, "HB2026-9999999", "WRONG")


def test_the_reporter_rates_and_reopens_by_receipt_within_the_window(town: Town) -> None:
    case_id = town.closed()
    case = town.loop.get(town.community, case_id).case
    secret = town.loop.get_receipt._book.secret_of(case_id)

    rated = town.loop.rate_by_receipt(ANYONE, case.number, secret, score=2, text="没修好")
    assert (rated.case.state, rated.case.evaluation.by) == (State.EVALUATED, "reporter")
    reopened = town.loop.reopen_by_receipt(ANYONE, case.number, secret, ground="又坏了")

    assert reopened.case.state is State.IN_WORK
    with pytest.raises(refusals.NotAllowed):
        town.loop.rate_by_receipt(ANYONE, case.number, secret, score=1)


def test_withdrawing_a_safety_issue_anonymises_it_and_goes_on(town: Town) -> None:
    view = town.report(town.resident, category="event.danger", reporter_name="张三")

    receipt = town.loop.withdraw_by_receipt(ANYONE, view.case.number, view.receipt_secret, reason="算了")

    assert receipt.case.state is State.REPORTED
    assert town.loop.get(town.head, view.case.id).reporter_name == ""


def test_the_receipt_names_what_the_reporter_may_do_now(town: Town) -> None:
    opened = town.report(town.resident)
    running = town.loop.get_receipt(ANYONE, opened.case.number, opened.receipt_secret)
    case_id = town.closed()
    number, secret = town.loop.get(town.community, case_id).case.number, ""
    secret = town.loop.get_receipt._book.secret_of(case_id)

    assert running.actions == ("withdraw",)
    assert town.loop.get_receipt(ANYONE, number, secret).actions == ("rate", "reopen")
    town.loop.rate_by_receipt(ANYONE, number, secret, score=5)
    assert town.loop.get_receipt(ANYONE, number, secret).actions == ("reopen",)
    town.clock.advance(days=15)
    assert town.loop.get_receipt(ANYONE, number, secret).actions == ()


def test_whoever_was_taken_out_of_a_safety_issue_has_nothing_to_withdraw_again(town: Town) -> None:
    view = town.report(town.resident, category="event.danger", reporter_name="张三")

    receipt = town.loop.withdraw_by_receipt(ANYONE, view.case.number, view.receipt_secret, reason="算了")

    assert receipt.actions == ()
