"""Timed jobs: at their interval, on one replica, not early after a restart."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from services.kernel.audit.chain import Sealer
from services.kernel.messaging.housekeeping import housekeeping
from services.kernel.messaging.schedule import Scheduler
from services.kernel.runtime.context import Job

HOUR = timedelta(hours=1)


def counting(name: str, every: timedelta, runs: list[str]) -> Job:
    def run(now: object) -> int:
        runs.append(name)
        return 1

    return Job(name, every, run)


def test_each_job_runs_at_its_interval(sender, clock):
    runs: list[str] = []
    jobs = [counting("often", timedelta(minutes=1), runs), counting("daily", timedelta(days=1), runs)]
    scheduler = Scheduler(jobs, sender.context.database, clock=clock, holder="a")

    for _ in range(3):
        scheduler.run_due()
        scheduler.run_due()
        clock.advance(minutes=1)

    assert runs == ["often", "daily", "often", "often"]


def test_a_restart_and_a_second_replica_do_not_run_it_early(sender, clock):
    runs: list[str] = []
    job = counting("daily", timedelta(days=1), runs)
    Scheduler([job], sender.context.database, clock=clock, holder="a").run_due()
    clock.advance(hours=23)

    assert Scheduler([job], sender.context.database, clock=clock, holder="b").run_due() == 0
    clock.advance(hours=1)
    assert Scheduler([job], sender.context.database, clock=clock, holder="b").run_due() == 1


def test_a_job_that_fails_is_tried_at_its_next_time_and_others_run(sender, clock):
    runs: list[str] = []

    def fail(now: object) -> int:
        runs.append("failed")
        raise RuntimeError()

    jobs = [Job("bad", timedelta(minutes=1), fail), counting("good", timedelta(minutes=1), runs)]
    scheduler = Scheduler(jobs, sender.context.database, clock=clock, holder="a")
    scheduler.run_due()
    scheduler.run_due()
    clock.advance(minutes=1)
    scheduler.run_due()

    assert runs == ["failed", "good", "failed", "good"]


def test_while_one_replica_runs_a_job_the_other_does_not(sender, clock):
    inside, leave = threading.Event(), threading.Event()

    def wait(now: object) -> int:
        inside.set()
        leave.wait(10)
        return 1

    job = Job("long", timedelta(seconds=1), wait)
    first, second = (
        Scheduler([job], sender.context.database, clock=clock, holder=holder) for holder in ("a", "b")
    )
    thread = threading.Thread(target=first.run_due)
    thread.start()
    assert inside.wait(5)
    clock.advance(seconds=2)

    assert second.run_due() == 0
    leave.set()
    thread.join()
    clock.advance(seconds=5)
    assert second.run_due() == 1


def test_a_replica_that_died_blocks_a_job_for_the_lease_only(sender, clock):
    class Killed(BaseException):
        pass

    def die(now: object) -> int:
        raise Killed()

    scheduler = Scheduler([Job("j", HOUR, die)], sender.context.database, clock=clock, holder="a")
    scheduler._finish = lambda name, started: None  # a dead process gives nothing back
    with pytest.raises(Killed):
        scheduler.run_due()
    runs: list[str] = []
    other = Scheduler([counting("j", HOUR, runs)], sender.context.database, clock=clock, holder="b")

    assert other.run_due() == 0
    clock.advance(seconds=61)
    assert other.run_due() == 1


def test_jobs_for_everywhere_run_on_every_replica(sender, clock):
    runs: list[str] = []
    for holder in ("a", "b"):
        Scheduler(
            [],
            sender.context.database,
            clock=clock,
            holder=holder,
            everywhere=[counting("look", timedelta(seconds=1), runs)],
        ).run_due()

    assert runs == ["look", "look"]


def test_two_jobs_may_not_share_a_name(sender, clock):
    jobs = [counting("j", timedelta(hours=1), []) for _ in range(2)]
    with pytest.raises(ValueError, match="share a name"):
        Scheduler(jobs, sender.context.database, clock=clock, holder="a")


def test_the_thread_runs_what_is_due_and_stops(sender, clock):
    ran = threading.Event()
    job = Job("j", timedelta(hours=1), lambda now: ran.set() or 1)
    scheduler = Scheduler([job], sender.context.database, clock=clock, holder="a")
    scheduler.start()
    try:
        assert ran.wait(5)
    finally:
        scheduler.stop()


def test_the_kernel_s_own_jobs_retry_seal_and_forget(sender, receiver, clock):
    def fail(event: object) -> None:
        raise RuntimeError()

    sender.change("a", "one")
    receiver.before = fail
    receiver.deliver(sender.envelopes()[0])
    receiver.before = lambda event: None
    database = receiver.context.database
    kept = housekeeping(database, receiver.parking(), Sealer(database, clock=clock))
    scheduler = Scheduler(kept.guarded, database, clock=clock, holder="a", everywhere=kept.everywhere)
    clock.advance(seconds=1)

    assert scheduler.run_due() == 1
    clock.advance(days=31)
    assert scheduler.run_due() == 2  # the inbox row and the parked event
    assert receiver.logins() == ["one"]
