"""The rules of duty, patrols, moments, positions and phones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.field.domain.device import Device, DeviceState
from services.field.domain.duty import Duty
from services.field.domain.moments import believed
from services.field.domain.patrol import CheckIn, Patrol, State
from services.field.domain.positions import Position
from services.field.domain.refusals import (
    CheckInNotFound,
    EndsBeforeStart,
    NotYourPatrol,
    NowhereSaid,
    OffDuty,
    PatrolOver,
    Stale,
    TimeInFuture,
    TimeTooOld,
)

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
HERE = Position(114.29853, 35.74846, 5.0)


def patrol() -> Patrol:
    return Patrol("p1", "me", "410602001001001", NOW)


def minutes(number: float) -> datetime:
    return NOW + timedelta(minutes=number)


def test_a_check_in_within_the_patrols_time_counts_once() -> None:
    subject = patrol()
    found = CheckIn("c1", minutes(5), position=HERE, finding="路灯不亮")

    first, again = subject.check_in("me", found), subject.check_in("me", found)

    assert (first, again, subject.findings, subject.version) == (True, False, 1, 2)


def test_a_check_in_that_arrives_after_the_end_counts_if_it_was_before() -> None:
    subject = patrol()
    subject.finish("me", minutes(30))

    assert subject.check_in("me", CheckIn("c1", minutes(10), checkpoint_id="k"))
    with pytest.raises(PatrolOver):
        subject.check_in("me", CheckIn("c2", minutes(31), checkpoint_id="k"))
    with pytest.raises(PatrolOver):
        subject.check_in("me", CheckIn("c3", minutes(-1), checkpoint_id="k"))


def test_a_check_in_says_where() -> None:
    with pytest.raises(NowhereSaid):
        patrol().check_in("me", CheckIn("c1", minutes(5)))


def test_only_its_worker_adds_to_a_patrol() -> None:
    subject = patrol()

    with pytest.raises(NotYourPatrol):
        subject.check_in("you", CheckIn("c1", minutes(5), position=HERE))
    with pytest.raises(NotYourPatrol):
        subject.finish("you", minutes(5))
    with pytest.raises(NotYourPatrol):
        subject.link_case("you", "c1", "case")


def test_a_finding_names_its_case() -> None:
    subject = patrol()
    subject.check_in("me", CheckIn("c1", minutes(5), position=HERE, finding="路灯不亮"))

    assert subject.link_case("me", "c1", "case-1").case_id == "case-1"
    with pytest.raises(CheckInNotFound):
        subject.link_case("me", "c2", "case-1")


def test_a_patrol_is_finished_once_and_not_before_it_began() -> None:
    subject = patrol()
    with pytest.raises(EndsBeforeStart):
        subject.finish("me", minutes(-5))
    with pytest.raises(Stale):
        subject.finish("me", minutes(5), etag="7")

    subject.finish("me", minutes(40), "一切正常")

    assert (subject.state, subject.finished_at, subject.note) == (State.FINISHED, minutes(40), "一切正常")
    with pytest.raises(PatrolOver):
        subject.finish("me", minutes(41))


def test_what_lapsed_may_still_be_finished_by_its_worker() -> None:
    subject = patrol()
    subject.lapse(NOW + timedelta(hours=20))

    assert (subject.state, subject.finished_at) == (State.LAPSED, NOW + timedelta(hours=12))
    with pytest.raises(PatrolOver):
        subject.lapse(NOW + timedelta(hours=21))
    subject.finish("me", minutes(50))
    assert subject.state is State.FINISHED


def test_duty_ends_once_and_not_before_it_began() -> None:
    duty = Duty("d", "me", "41", NOW)
    with pytest.raises(EndsBeforeStart):
        duty.end(minutes(-1))

    duty.end_forgotten(NOW + timedelta(days=1))

    assert duty.ended_at == NOW + timedelta(hours=12)
    with pytest.raises(OffDuty):
        duty.end(minutes(5))


def test_a_phones_moment_is_believed_within_limits() -> None:
    assert believed(None, NOW) == NOW
    assert believed(minutes(4), NOW) == NOW
    assert believed(minutes(-60), NOW) == minutes(-60)
    with pytest.raises(TimeInFuture):
        believed(minutes(6), NOW)
    with pytest.raises(TimeTooOld):
        believed(NOW - timedelta(days=8), NOW)


def test_a_coarse_position_is_within_a_hundred_metres_and_says_so() -> None:
    assert HERE.coarse() == Position(114.299, 35.748, 100.0)


def test_a_phone_that_was_removed_stays_removed_until_it_is_wiped() -> None:
    device = Device("d", "me", "41", "旧手机", NOW, NOW)

    assert device.remove("admin", NOW)
    assert not device.remove("admin", NOW)
    device.seen(minutes(5), "新名字")
    assert (device.state, device.name, device.last_seen_at) == (DeviceState.REMOVED, "旧手机", minutes(5))
    assert device.wiped(minutes(6))
    assert not device.wiped(minutes(7))
    assert (device.state, device.removed_at) == (DeviceState.WIPED, NOW)
