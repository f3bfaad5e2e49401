"""Who is told when the app is closed: by rights, in time, without a word about anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa

from services.field.adapters.push_tables import hearing, notice, subscription
from services.field.adapters.tables import metadata
from services.field.application.push_ports import Address
from services.field.bootstrap import Application, build
from services.field.domain.push import GIVEN_UP, LAPSES
from services.field.domain.refusals import DeviceNotFound, PushAddressRefused, PushOff
from services.field.entrypoints import push_events
from services.kernel.call import Call
from services.kernel.messaging.envelope import envelope_of
from services.kernel.messaging.inbox import deliver
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, context_for, staff
from tests.services.field.people import COMMUNITY, GRID, OTHER_GRID, account, tell, with_tables
from tests.services.field.push_service import FakeBrowser, FakePushService
from wangge.cases.v1 import cases_pb2
from wangge.cases.v1 import events_pb2 as cases

PHONE, OTHER = "44444444-4444-4444-8444-444444444444", "55555555-5555-4555-8555-555555555555"
HEAD = staff("head", ["cases.case.submit", "cases.case.verify"], GRID)
ROADS = staff("roads", ["cases.task.handle"], "410602", units=["u-roads"], unit="u-roads")
NIGHT = timedelta(hours=13)


@pytest.fixture
def service() -> Iterator[FakePushService]:
    with FakePushService() as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.distributed)])
def context(
    request: pytest.FixtureRequest, tmp_path: Path, clock: SetClock, service: FakePushService
) -> ServiceContext:
    """With the loopback service allowed."""
    url = f"sqlite:///{tmp_path / 'field.sqlite3'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_copy")("field", with_tables)
    allowed = SimpleNamespace(push_hosts=(service.origin,), push_contact="mailto:it@example.gov.cn")
    return context_for("field", metadata, url, clock=clock, settings=allowed)


@pytest.fixture
def application(context: ServiceContext) -> Application:
    return build(context)


def bound(
    application: Application, service: FakePushService, call: Call, phone: str = PHONE, *, quiet: bool = False
) -> FakeBrowser:
    """A phone that is told."""
    browser = service.browser(f"{call.actor.id}-{phone[0]}")
    application.register_device(call, phone, "红米")
    application.push.register(call, phone, browser.address, quiet=quiet, language="zh")
    return browser


def head_of(state: str, **more: Any) -> cases.CaseHead:
    values = {
        "case_id": "c1",
        "number": "HB-2026-000123",
        "category": "component.road.manhole",
        "urgency": cases_pb2.URGENCY_NORMAL,
        "grid_path": GRID,
        "holder_path": COMMUNITY,
        "after": cases_pb2.CaseState.Value(f"CASE_STATE_{state}"),
        "reason": "东门外有人摔倒",
        **more,
    }
    return cases.CaseHead(**values)


def happens(application: Application, context: ServiceContext, event: Any, by: str = "somebody") -> None:
    """As the bus delivers it to the handlers of notices."""
    body = envelope_of(
        event,
        event_id=context.new_id(),
        source="cases",
        subject="c1",
        at=context.clock(),
        call=staff(by, [], GRID),
        territory=GRID,
    )
    handler = next(e for e in push_events.subscriptions(application) if e.event is type(event))
    deliver(handler, body, new_uow=context.new_uow, clock=context.clock)


def count(context: ServiceContext, table: sa.Table) -> int:
    with context.database.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0)


def test_whoever_has_to_act_is_told_that_something_waits_and_nothing_more(
    application: Application, context: ServiceContext, service: FakePushService
) -> None:
    head = bound(application, service, HEAD)
    roads = bound(application, service, ROADS, OTHER)

    happens(application, context, cases.CaseReported(head=head_of("REPORTED")))
    happens(application, context, cases.CaseAssigned(head=head_of("ASSIGNED", unit_ids=["u-roads"])))
    given = application.push.send(context.clock())

    waits = {"kind": "task", "count": 1, "number": "HB-2026-000123", "language": "zh"}
    assert given == 2
    assert service.read(head) == [waits]
    assert service.read(roads) == [waits]
    assert application.push.send(context.clock()) == 0
    assert count(context, notice) == 0


def test_several_are_one_message_with_their_number(
    application: Application, context: ServiceContext, service: FakePushService
) -> None:
    head = bound(application, service, HEAD)
    for number in ("A", "B", "A"):
        happens(application, context, cases.CaseReported(head=head_of("REPORTED", number=number)))
    happens(application, context, cases.CaseOverdue(head=head_of("REPORTED", number="C")))

    application.push.send(context.clock())

    assert service.read(head) == [{"kind": "task", "count": 3, "number": "", "language": "zh"}]


@pytest.mark.parametrize(
    ("call", "event", "kind"),
    [
        (HEAD, cases.CaseChecked(head=head_of("VERIFYING")), "task"),
        (HEAD, cases.CaseWarned(head=head_of("VERIFYING")), "due_soon"),
        (HEAD, cases.CaseOverdue(head=head_of("REPORTED")), "overdue"),
        (HEAD, cases.CaseReturned(head=head_of("RETURNED", parties=["account:head"])), "returned"),
        (HEAD, cases.CaseHandedOver(head=head_of("CLOSED", parties=["account:head"])), "handed_over"),
        (ROADS, cases.CaseReworked(head=head_of("IN_WORK", unit_ids=["u-roads"])), "task"),
        (ROADS, cases.SupervisionChanged(number="D1", unit_id="u-roads", what="urged"), "supervised"),
        (
            staff("c", ["cases.case.screen"], COMMUNITY),
            cases.CaseSubmitted(head=head_of("SCREENING")),
            "task",
        ),
        (staff("c", ["cases.case.assign"], COMMUNITY), cases.CaseFiled(head=head_of("FILED")), "task"),
        (staff("c", ["cases.case.check"], COMMUNITY), cases.CaseDone(head=head_of("FEEDBACK")), "task"),
        (
            staff("c", ["cases.case.extend"], COMMUNITY),
            cases.CaseRequestMade(head=head_of("IN_WORK")),
            "request",
        ),
        (staff("c", ["*"], GRID), cases.CaseSelfHandled(head=head_of("SELF_DONE")), "task"),
        (
            staff("c", ["cases.case.screen"], COMMUNITY, line="component.road"),
            cases.CaseSubmitted(head=head_of("SCREENING")),
            "task",
        ),
    ],
    ids=lambda each: getattr(getattr(each, "DESCRIPTOR", None), "name", None),
)
def test_each_happening_tells_whom_it_asks(
    application: Application,
    context: ServiceContext,
    service: FakePushService,
    call: Call,
    event: Any,
    kind: str,
) -> None:
    browser = bound(application, service, call)

    happens(application, context, event)
    application.push.send(context.clock())

    assert [each["kind"] for each in service.read(browser)] == [kind]


@pytest.mark.parametrize(
    ("call", "event", "by"),
    [
        (HEAD, cases.CaseReported(head=head_of("REPORTED")), "head"),
        (HEAD, cases.CaseReported(head=head_of("REPORTED", grid_path=OTHER_GRID)), "x"),
        (HEAD, cases.CaseSubmitted(head=head_of("SCREENING")), "x"),
        (
            staff("county", ["cases.case.screen"], "410602"),
            cases.CaseSubmitted(head=head_of("SCREENING")),
            "x",
        ),
        (
            staff("w", ["cases.case.screen"], COMMUNITY, line="component.water"),
            cases.CaseSubmitted(head=head_of("SCREENING")),
            "x",
        ),
        (
            staff("w", ["cases.case.view"], "410602", units=["u-roads"]),
            cases.CaseAssigned(head=head_of("ASSIGNED", unit_ids=["u-roads"])),
            "x",
        ),
        (ROADS, cases.SupervisionChanged(number="D1", unit_id="u-roads", what="signed"), "x"),
    ],
)
def test_nobody_else_is_told(
    application: Application,
    context: ServiceContext,
    service: FakePushService,
    call: Call,
    event: Any,
    by: str,
) -> None:
    bound(application, service, call)

    happens(application, context, event, by)

    assert count(context, notice) == 0


def test_a_quiet_phone_hears_at_night_of_urgent_matters_alone(
    application: Application, context: ServiceContext, service: FakePushService, clock: SetClock
) -> None:
    quiet, other = bound(application, service, HEAD, quiet=True), bound(application, service, HEAD, OTHER)
    clock.advance(seconds=int(NIGHT.total_seconds()))
    urgent = head_of("REPORTED", urgency=cases_pb2.URGENCY_URGENT, number="URGENT")
    happens(application, context, cases.CaseReported(head=head_of("REPORTED", number="A")))
    happens(application, context, cases.CaseReported(head=urgent))

    application.push.send(clock())
    at_night = [each["number"] for each in service.read(quiet)], len(service.read(other))
    clock.advance(minutes=11)
    worker = staff("head", ["field.patrol.do"], GRID)
    application.start_duty(worker, "", clock())
    application.push.send(clock())

    assert at_night == (["URGENT"], 1)
    assert [each["number"] for each in service.read(quiet)] == ["URGENT", "A"]


def test_a_service_that_is_away_is_tried_again_later_and_given_up_in_the_end(
    application: Application, context: ServiceContext, service: FakePushService, clock: SetClock
) -> None:
    browser = bound(application, service, HEAD)
    service.answers = [(503, {}), (429, {"Retry-After": "300"})]
    happens(application, context, cases.CaseReported(head=head_of("REPORTED")))

    tries = []
    for seconds in (0, 10, 25, 60, 300):
        clock.advance(seconds=seconds)
        application.push.send(clock())
        tries.append(len(service.posts))

    assert tries == [1, 1, 2, 2, 3]
    assert len(service.read(browser)) == 3
    happens(application, context, cases.CaseReported(head=head_of("REPORTED")))
    clock.advance(seconds=int(GIVEN_UP.total_seconds()) + 1)
    assert application.push.send(clock()) == 0
    assert count(context, notice) == 0


def test_a_browser_that_is_gone_is_forgotten(
    application: Application, context: ServiceContext, service: FakePushService
) -> None:
    bound(application, service, HEAD)
    service.answers = [(410, {})]
    happens(application, context, cases.CaseReported(head=head_of("REPORTED")))

    application.push.send(context.clock())

    assert [count(context, each) for each in (subscription, hearing, notice)] == [0, 0, 0]
    assert application.push.get(HEAD, PHONE).registered is False


def test_a_removed_phone_a_disabled_account_and_a_forgotten_phone_are_told_nothing(
    application: Application, context: ServiceContext, service: FakePushService, clock: SetClock
) -> None:
    def told() -> int:
        happens(application, context, cases.CaseReported(head=head_of("REPORTED")))
        application.push.send(clock())
        return len(service.posts)

    bound(application, service, HEAD)
    application.remove_device(HEAD, PHONE)
    assert told() == 0
    bound(application, service, HEAD, OTHER)
    clock.advance(days=LAPSES.days + 1)
    assert told() == 0
    bound(application, service, HEAD, OTHER)
    tell(application, context, account("head", "王芳", 1), account("head", "王芳", 2, active=False))
    assert told() == 0
    assert count(context, subscription) == 0


def test_a_phone_is_bound_once_and_unbound_by_its_worker(
    application: Application, context: ServiceContext, service: FakePushService
) -> None:
    bound(application, service, HEAD)
    fresh = bound(application, service, HEAD, quiet=True)
    state = application.push.get(HEAD, PHONE)
    happens(application, context, cases.CaseReported(head=head_of("REPORTED")))
    application.push.send(context.clock())

    application.push.remove(HEAD, PHONE)
    application.push.remove(HEAD, PHONE)

    assert (state.enabled, state.registered, state.quiet) == (True, True, True)
    assert len(state.public_key) == 87
    assert len(service.posts) == 1
    assert fresh.read(service.posts[0][2])
    assert application.push.get(HEAD, PHONE).registered is False
    assert count(context, hearing) == 0


def test_only_phones_in_use_and_allowed_addresses_are_bound(
    application: Application, service: FakePushService
) -> None:
    browser = service.browser()
    with pytest.raises(DeviceNotFound):
        application.push.register(HEAD, PHONE, browser.address, quiet=False, language="zh")
    application.register_device(HEAD, PHONE, "红米")
    with pytest.raises(DeviceNotFound):
        application.push.register(ROADS, PHONE, browser.address, quiet=False, language="zh")
    for endpoint in ("https://evil.cn/x", "http://127.0.0.1:1/x"):
        wrong = Address(endpoint, browser.address.key, browser.address.secret)
        with pytest.raises(PushAddressRefused):
            application.push.register(HEAD, PHONE, wrong, quiet=False, language="zh")


def test_where_a_browser_takes_its_messages_is_not_readable_at_rest(
    application: Application, context: ServiceContext, service: FakePushService
) -> None:
    browser = bound(application, service, HEAD)

    with context.database.read() as connection:
        kept = bytes(connection.execute(sa.select(subscription.c.address)).scalar_one())

    assert browser.address.secret.encode() not in kept
    assert b"/push/" not in kept


def test_without_allowed_hosts_nothing_is_kept_or_sent(tmp_path: Path, clock: SetClock) -> None:
    context = context_for("field", metadata, f"sqlite:///{tmp_path / 'off.sqlite3'}", clock=clock)
    application = build(context)
    application.register_device(HEAD, PHONE, "红米")

    with pytest.raises(PushOff):
        application.push.register(HEAD, PHONE, Address("https://x.cn", "k", "s"), quiet=False, language="zh")
    happens(application, context, cases.CaseReported(head=head_of("REPORTED")))

    assert application.push.send(clock()) == 0
    assert application.push.get(HEAD, PHONE).public_key == ""
    assert count(context, notice) == 0
