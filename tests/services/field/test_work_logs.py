"""Work logs, planned duty and weeks as commands on real databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.field.adapters.tables import metadata
from services.field.adapters.work_log_tables import seen_deed, work_day, work_entry, work_entry_past
from services.field.application.work_log_duty import Reminders
from services.field.application.work_log_views import ShownDay
from services.field.bootstrap import Application, build
from services.field.domain.duty_plan import PlannedDuty
from services.field.domain.refusals import IdTaken, NoTerritory, Stale
from services.field.domain.week_summary import WeekState
from services.field.domain.work_log import DayState, Kind
from services.field.domain.work_log_refusals import (
    DayFinished,
    DayInFuture,
    LinkUnknown,
    NotACommunity,
    NothingLogged,
    PlanWrong,
    WeekClosed,
    WorkDayNotFound,
    WorkEntryNotFound,
)
from services.field.domain.work_weeks import Week
from services.field.entrypoints.schedule import jobs
from services.kernel.call import Call, PermissionDenied
from services.kernel.persistence.tables import audit_entries, outbox
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, context_for, staff
from tests.services.field.people import COMMUNITY, GRID, OTHER_GRID, account, tell, with_tables
from tests.services.field.work_logs import (
    CODE,
    E1,
    E2,
    TODAY,
    clerk,
    did,
    head,
    keeper,
    settle_county,
    visit,
)
from wangge.cases.v1 import events_pb2 as cases
from wangge.directory.v1 import events_pb2, reference_pb2

WEEK = Week.of(TODAY)
FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.distributed)])
def context(request: pytest.FixtureRequest, tmp_path: Path, clock: SetClock) -> Iterator[ServiceContext]:
    url = f"sqlite:///{tmp_path / 'field.sqlite3'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_copy")("field", with_tables)
    made = context_for("field", metadata, url, clock=clock)
    yield made
    made.database.dispose()


@pytest.fixture
def application(context: ServiceContext) -> Application:
    made = build(context)
    settle_county(made, context)
    return made


def own(application: Application, day: date = TODAY, call: Call | None = None) -> ShownDay:
    return application.logs.get_day(call or keeper(), day)


def audited(context: ServiceContext) -> list[str]:
    with context.database.read() as connection:
        query = sa.select(audit_entries.c.action).order_by(audit_entries.c.position)
        return list(connection.execute(query).scalars())


def published(context: ServiceContext) -> list[str]:
    with context.database.read() as connection:
        query = sa.select(outbox.c.type).order_by(outbox.c.position)
        return [each.rsplit(".", 1)[1] for each in connection.execute(query).scalars()]


def rows(context: ServiceContext, table: sa.Table) -> int:
    with context.database.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def finished(application: Application, call: Call, day: date, id: str = "") -> None:
    at = datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)
    application.logs.add_entry(call, day, visit(id, at=at))
    application.logs.finish_day(call, day)


def test_a_day_is_logged_finished_and_reopened_and_others_hear_of_it(
    application: Application, context: ServiceContext
) -> None:
    call = keeper()
    for _ in range(2):
        application.logs.add_entry(call, TODAY, visit())
    for _ in range(2):
        application.logs.finish_day(call, TODAY)
    with pytest.raises(DayFinished):
        application.logs.add_entry(call, TODAY, visit(E2))
    for _ in range(2):
        application.logs.reopen_day(call, TODAY)

    shown = own(application)
    assert [each.text for each in shown.log.entries] == ["走访独居老人两户"]
    assert shown.log.state is DayState.OPEN
    assert published(context) == ["WorkDayFinished", "WorkDayReopened"]
    assert audited(context) == ["field.log.add", "field.log.finish", "field.log.reopen"]


def test_what_the_platform_knows_of_the_day_is_proposed_until_an_entry_says_it(
    application: Application, context: ServiceContext
) -> None:
    call = keeper()
    application.start_duty(call)
    patrol_id = application.start_patrol(call)
    application.finish_patrol(call, patrol_id)
    did(application, context, cases.CaseReported, "c1", by=call)
    did(application, context, cases.CaseReported, "c1", by=call)
    did(application, context, cases.CaseVerified, "c1", by=call)
    did(application, context, cases.CaseReported, "c2", by=staff("stranger", [], GRID))
    did(application, context, cases.CaseReported, "c3", by=call, at=datetime(2026, 11, 22, 2, 0, tzinfo=UTC))

    shown = own(application)
    assert [each.id for each in shown.walks] == [patrol_id]
    assert [(each.number, each.act) for each in shown.deeds] == [("N-c1", "reported"), ("N-c1", "verified")]
    assert rows(context, seen_deed) == 4
    application.logs.add_entry(call, TODAY, visit(E1, "巡查一次", kind=Kind.PATROL, patrol_id=patrol_id))
    application.logs.add_entry(call, TODAY, visit(E2, "上报", kind=Kind.CASE, case_id="c1", act="reported"))

    shown = own(application)
    assert shown.walks == []
    assert [each.act for each in shown.deeds] == ["verified"]
    assert {each.case_number for each in shown.log.entries} == {"", "N-c1"}


def test_only_ones_own_cases_and_patrols_are_linked(
    application: Application, context: ServiceContext
) -> None:
    other = keeper("other", OTHER_GRID)
    application.start_duty(other)
    patrol_id = application.start_patrol(other)
    did(application, context, cases.CaseReported, "c9", by=other)

    with pytest.raises(LinkUnknown):
        application.logs.add_entry(keeper(), TODAY, visit(patrol_id=patrol_id))
    with pytest.raises(LinkUnknown):
        application.logs.add_entry(keeper(), TODAY, visit(case_id="c9", act="reported"))


def test_an_id_of_somebody_elses_entry_or_of_another_day_is_refused(application: Application) -> None:
    application.logs.add_entry(keeper(), TODAY, visit())

    with pytest.raises(IdTaken):
        application.logs.add_entry(keeper("other", OTHER_GRID), TODAY, visit())
    yesterday = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    with pytest.raises(IdTaken):
        application.logs.add_entry(keeper(), TODAY - timedelta(days=1), visit(at=yesterday))


def test_what_an_entry_said_before_is_kept_and_nothing_is_readable_at_rest(
    application: Application, context: ServiceContext
) -> None:
    call = keeper()
    application.logs.add_entry(call, TODAY, visit())
    with pytest.raises(WorkEntryNotFound):
        change(application, keeper("other", OTHER_GRID), "1", "改")
    change(application, call, "1", "走访独居老人三户")
    with pytest.raises(Stale):
        change(application, call, "1", "又改")
    change(application, call, "2", "", withdrawn=True)

    shown = own(application)
    (entry,) = shown.log.entries
    assert (entry.text, entry.withdrawn, entry.version) == ("走访独居老人三户", True, 3)
    assert [each.text for each in shown.history] == ["走访独居老人两户", "走访独居老人三户"]
    with pytest.raises(NothingLogged):
        application.logs.finish_day(call, TODAY)
    with context.database.read() as connection:
        stored = [
            *connection.execute(sa.select(work_entry.c.text)).scalars(),
            *connection.execute(sa.select(work_entry_past.c.text)).scalars(),
        ]
        told = " ".join(connection.execute(sa.select(audit_entries.c.changes)).scalars())
    assert not [each for each in stored if "独居".encode() in bytes(each)]
    assert "独居" not in told


def change(application: Application, call: Call, etag: str, text: str, *, withdrawn: bool = False) -> None:
    application.logs.change_entry(call, E1, etag, at=None, kind=None, text=text, withdrawn=withdrawn)


def test_nobody_logs_without_the_right_nor_for_days_to_come(application: Application) -> None:
    with pytest.raises(NoTerritory):
        application.logs.add_entry(staff("x", ["field.patrol.do"], GRID), TODAY, visit())
    with pytest.raises(PermissionDenied):
        application.logs.finish_day(staff("x", ["field.patrol.do"], GRID), TODAY)
    with pytest.raises(DayInFuture):
        application.logs.add_entry(keeper(), TODAY + timedelta(days=1), visit())
    with pytest.raises(NothingLogged):
        application.logs.finish_day(keeper(), TODAY)


def test_anothers_day_is_read_within_sight_and_leaves_an_audit_entry(
    application: Application, context: ServiceContext
) -> None:
    application.logs.add_entry(keeper(), TODAY, visit())

    shown = application.logs.get_day(head(), TODAY, "worker")

    assert shown.worker.name == "王芳"
    assert [each.text for each in shown.log.entries] == ["走访独居老人两户"]
    assert audited(context)[-1] == "field.log.view"
    for stranger in (head(OTHER_GRID), head("410611"), staff("x", ["field.log.write"], COMMUNITY)):
        with pytest.raises(WorkDayNotFound):
            application.logs.get_day(stranger, TODAY, "worker")
    with pytest.raises(WorkDayNotFound):
        application.logs.get_day(head(), TODAY, "nobody")


def test_a_territory_shows_who_finished_and_who_did_not(application: Application) -> None:
    finished(application, keeper(), TODAY)
    found = application.logs.list_days(head(), "", TODAY)

    assert [(each.worker.name, each.due, each.finished, each.entries) for each in found.rows] == [
        ("赵强", True, False, 0),
        ("王芳", True, True, 1),
    ]
    assert (found.name, found.path) == ("桃园社区", COMMUNITY)
    with pytest.raises(PermissionDenied):
        application.logs.list_days(head(), "410611001001", TODAY)


def test_a_log_is_expected_on_working_days_unless_duty_was_planned(
    application: Application, context: ServiceContext
) -> None:
    calendar = reference_pb2.WorkingCalendar(
        name="common",
        version=2,
        days=[
            reference_pb2.CalendarDay(date="2026-11-23", working=False),
            reference_pb2.CalendarDay(date="2026-11-28", working=True),
        ],
    )
    tell(application, context, events_pb2.WorkingCalendarChanged(calendar=calendar))
    calendar.version = 1
    calendar.days.pop()
    tell(application, context, events_pb2.WorkingCalendarChanged(calendar=calendar))
    week = application.logs.get_own_week(keeper(), WEEK)
    assert [each.day.day for each in week.rows if each.due] == [24, 25, 26, 27, 28]

    evening = PlannedDuty(TODAY, "18:30", "21:00")
    application.logs.put_plan(keeper(), WEEK, [evening], "0")
    with pytest.raises(Stale):
        application.logs.put_plan(keeper(), WEEK, [], "0")
    with pytest.raises(PlanWrong):
        application.logs.put_plan(keeper(), Week(2025, 1), [], "0")

    week = application.logs.get_own_week(keeper(), WEEK)
    assert [each.day.day for each in week.rows if each.due] == [23]
    assert own(application).planned == [evening]
    plans = application.logs.list_plans(head(), WEEK, "").plans
    assert [(worker.name, plan.duties) for worker, plan in plans] == [("王芳", (evening,)), ("赵强", ())]


def test_from_half_past_five_on_whoever_has_not_finished_is_reminded(
    application: Application, clock: SetClock
) -> None:
    last_week = [date(2026, 11, 16) + timedelta(days=each) for each in range(5)]
    finished(application, keeper(), last_week[0])
    assert application.logs.get_reminders(keeper()) == Reminders(False, last_week[1:])
    assert application.logs.get_reminders(head()) == Reminders()
    assert not own(application).remind

    clock.set(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    assert application.logs.get_reminders(keeper()).finish_today
    assert own(application).remind
    assert application.logs.get_reminders(head()).unfinished == 2
    finished(application, keeper(), TODAY)
    assert not application.logs.get_reminders(keeper()).finish_today
    assert application.logs.get_reminders(head()).unfinished == 1
    waiting = application.logs.get_reminders(clerk())
    assert (waiting.week, waiting.path) == ("2026-W47", COMMUNITY)


def test_late_days_count_as_late_and_the_missing_ones_are_named(
    application: Application, context: ServiceContext, clock: SetClock
) -> None:
    call = keeper()
    application.start_duty(call)
    application.finish_patrol(call, application.start_patrol(call))
    did(application, context, cases.CaseReported, "c1", by=call)
    did(application, context, cases.CaseDone, "c2", by=call)
    finished(application, call, TODAY)
    clock.advance(days=2)
    finished(application, call, TODAY + timedelta(days=1))

    figures = application.logs.get_summary(clerk(), WEEK, CODE).figures

    mine = next(each for each in figures.workers if each.worker_id == "worker")
    assert (mine.due, mine.finished, mine.late, mine.missing) == (3, 2, 1, (date(2026, 11, 25),))
    assert (mine.entries, mine.patrol_days, mine.cases) == (2, 1, 2)
    assert (figures.kinds, figures.cases_reported, figures.cases_handled) == ({"VISIT": 2}, 1, 1)
    assert (figures.due, figures.finished) == (6, 2)


def test_a_week_is_summed_up_reported_and_then_closed(
    application: Application, context: ServiceContext, clock: SetClock
) -> None:
    logs, call = application.logs, keeper()
    finished(application, call, TODAY, E1)
    logs.write_summary(clerk(), WEEK, CODE, "0", ("本周平稳", "增设路灯", "周五例会"))
    assert logs.get_summary(clerk(), WEEK, CODE).actions == ("write",)
    assert logs.get_summary(head(), WEEK, CODE).summary.conclusions == ""
    clock.set(FRIDAY)
    with pytest.raises(Stale):
        logs.sum_up_week(clerk(), WEEK, CODE, "0")
    assert logs.get_summary(clerk(), WEEK, CODE).actions == ("write", "sum_up")
    logs.sum_up_week(clerk(), WEEK, CODE, "1")

    with pytest.raises(WeekClosed):
        logs.reopen_day(call, TODAY)
    logs.add_entry(call, TODAY, visit(E2, at=datetime(2026, 11, 23, 6, 0, tzinfo=UTC)))
    assert [each.addition for each in own(application).log.entries] == [True, False]
    assert logs.get_summary(clerk(), WEEK, CODE).figures.entries == 1
    assert own(application).closed
    logs.report_week(clerk(), WEEK, CODE, "2")

    seen = logs.get_summary(head("410602001"), WEEK, CODE)
    assert seen.summary.state is WeekState.REPORTED
    assert (seen.summary.conclusions, seen.summary.needs) == ("本周平稳", "增设路灯")
    assert (seen.summed_up_by, seen.actions, seen.place) == ("张敏", (), "桃园社区")
    (listed,) = logs.list_summaries(head("410602001"), WEEK, "", "", 10).communities
    assert (listed.name, listed.state, listed.finished) == ("桃园社区", "REPORTED", 1)
    assert published(context)[-2:] == ["WeekSummedUp", "WeekReported"]
    assert audited(context)[-2:] == ["field.log.add", "field.week.report"]


def test_weeks_are_summed_up_by_communities_and_by_nobody_else(application: Application) -> None:
    logs = application.logs
    with pytest.raises(PermissionDenied):
        logs.write_summary(head(), WEEK, CODE, "0", ("x", "", ""))
    with pytest.raises(PermissionDenied):
        logs.write_summary(clerk("410602001002"), WEEK, CODE, "0", ("x", "", ""))
    with pytest.raises(PermissionDenied):
        logs.get_summary(head("410602001002"), WEEK, CODE)
    with pytest.raises(NotACommunity):
        logs.write_summary(clerk("410602"), WEEK, "410602001000", "0", ("x", "", ""))


def test_logs_of_two_years_ago_and_deeds_of_two_months_ago_are_purged(
    application: Application, context: ServiceContext, clock: SetClock
) -> None:
    finished(application, keeper(), TODAY, E1)
    did(application, context, cases.CaseReported, "c1", by=keeper())
    application.logs.put_plan(keeper(), WEEK, [PlannedDuty(TODAY, "09:00", "10:00")], "0")
    purge = next(each for each in jobs(application, context) if each.name == "purge_logs")

    assert purge.run(clock()) == 0
    clock.advance(days=61)
    assert purge.run(clock()) == 1
    clock.advance(days=730)
    assert purge.run(clock()) == 3
    assert rows(context, work_day) == rows(context, work_entry) == 0
    assert audited(context)[-1] == "field.logs.purge"


def test_somebody_without_such_a_post_who_logs_is_shown_too(
    application: Application, context: ServiceContext
) -> None:
    tell(application, context, account("clerk", "张敏", 2))
    writer = staff("clerk", ["field.log.write"], COMMUNITY, name="张敏")
    application.logs.add_entry(writer, TODAY, visit())

    found = application.logs.list_days(head(), "", TODAY)

    assert sorted(each.worker.name for each in found.rows) == sorted(["王芳", "赵强", "张敏"])
