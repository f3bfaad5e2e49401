"""What time does to cases, and how they follow the directory."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from services.cases.adapters.tables.cases import cases, timeline
from services.cases.application.commands.report import Report
from services.cases.application.desk import Ref
from services.cases.application.queries import digest_of
from services.cases.bootstrap import build
from services.cases.domain.states import Channel, State
from tests.services.cases.county import (
    COMMUNITY,
    COUNTY,
    GRID,
    GRID2,
    HERE,
    PREFECTURE,
    THERE,
    TOWNSHIP,
    Town,
    catalogue,
    square,
)
from wangge.directory.v1 import reference_pb2, territories_pb2


def trail(town: Town, case_id: str) -> list[str]:
    query = sa.select(timeline).where(timeline.c.case_id == case_id).order_by(timeline.c.sequence)
    return [row.action for row in town.rows(query)]


def test_a_case_nobody_screens_climbs_to_the_prefecture_and_waits_there_in_red(any_town: Town) -> None:
    town = any_town
    case_id = town.report(submit=True).case.id
    holders = []
    for _ in range(6):
        town.clock.advance(days=3)
        town.loop.tick(town.clock())
        holders.append(town.loop.get(town.county, case_id).case.holder_path)

    assert holders == [TOWNSHIP, COUNTY, PREFECTURE, PREFECTURE, PREFECTURE, PREFECTURE]
    assert town.events().count("CaseEscalated") == 3
    assert town.events().count("CaseOverdue") == 4


def test_ticking_twice_changes_nothing(any_town: Town) -> None:
    any_town.report(submit=True)
    any_town.clock.advance(days=1)
    any_town.loop.tick(any_town.clock())
    before = any_town.events()

    assert any_town.loop.tick(any_town.clock()) == 0
    assert any_town.events() == before


def test_amber_comes_at_four_fifths_and_red_when_the_limit_is_past(town: Town) -> None:
    case_id = town.report(submit=True).case.id  # four working hours from 09:00: 14:30 to 15:30 after lunch
    town.clock.set(datetime(2026, 11, 23, 6, 50, tzinfo=UTC))
    town.loop.tick(town.clock())
    assert trail(town, case_id)[-1] == "warn"

    town.clock.set(datetime(2026, 11, 23, 7, 29, tzinfo=UTC))
    assert town.loop.tick(town.clock()) == 0
    town.clock.set(datetime(2026, 11, 23, 7, 31, tzinfo=UTC))
    town.loop.tick(town.clock())

    assert trail(town, case_id)[-2:] == ["overdue", "escalate"]


def test_the_sweep_reaches_the_oldest_of_many_and_the_unassigned(any_town: Town) -> None:
    ids = [any_town.report(submit=True).case.id for _ in range(230)]
    any_town.clock.advance(days=1)

    assert any_town.loop.tick(any_town.clock()) == 230

    assert "escalate" in trail(any_town, ids[0])
    assert "escalate" in trail(any_town, ids[-1])


def test_a_report_the_grid_leaves_lying_goes_up_by_itself(town: Town) -> None:
    case_id = town.report().case.id
    town.clock.advance(days=2)

    town.loop.tick(town.clock())

    case = town.loop.get(town.community, case_id).case
    assert (case.state, case.holder_path) == (State.SCREENING, COMMUNITY)


def test_no_edit_restarts_a_clock(town: Town) -> None:
    case_id = town.in_work()
    due = town.loop.get(town.roads, case_id).case.clock("handling").due_at
    for _ in range(5):
        town.clock.advance(hours=1)
        town.loop.progress(town.roads, Ref(case_id), note="还在修")

    assert town.loop.get(town.roads, case_id).case.clock("handling").due_at == due


def test_a_rest_ends_by_itself_and_the_limit_moved_along(town: Town) -> None:
    case_id = town.in_work()
    due = town.loop.get(town.roads, case_id).case.clock("handling").due_at
    town.loop.suspend(town.community, Ref(case_id), ground="等材料", until=town.clock() + timedelta(days=7))
    town.clock.advance(days=7)

    town.loop.tick(town.clock())

    case = town.loop.get(town.roads, case_id).case
    assert case.state is State.IN_WORK
    assert case.clock("handling").due_at == due + timedelta(days=7)


def test_silence_is_noted_after_seven_days_and_archived_after_thirty_more(any_town: Town) -> None:
    town = any_town
    case_id = town.closed()
    town.clock.advance(days=11)
    town.loop.tick(town.clock())
    case = town.loop.get(town.community, case_id).case
    assert (case.state, case.evaluation.by, case.evaluation.score) == (State.EVALUATED, "none", 0)
    town.clock.advance(days=33)
    town.loop.tick(town.clock())

    rows, view = town.loop.ledger(town.community, case_id)
    assert view.case.state is State.ARCHIVED
    assert view.case.archive_digest == digest_of(rows)


def test_a_return_nobody_answers_is_closed_with_an_answer(town: Town) -> None:
    case_id = town.report(submit=True).case.id
    town.loop.return_case(town.community, Ref(case_id), missing="地址")
    town.clock.advance(days=15)

    town.loop.tick(town.clock())

    case = town.loop.get(town.community, case_id).case
    assert case.state is State.REJECTED
    assert case.answer


def test_one_case_that_cannot_be_ticked_stops_no_other(town: Town) -> None:
    bad, good = town.report(submit=True).case.id, town.report(submit=True).case.id
    with town.context.database.transaction() as connection:
        connection.execute(sa.update(cases).where(cases.c.id == bad).values(holder_path="9999"))
        connection.commit()
    town.clock.advance(days=2)

    town.loop.tick(town.clock())

    assert "escalate" in trail(town, good)


def test_open_cases_move_with_a_split_grid_and_closed_ones_keep_theirs(any_town: Town) -> None:
    town = any_town
    done = town.closed()
    still = town.report(point=HERE).case.id
    moving = town.report(grid_code=GRID, point=(114.1085, 35.705)).case.id
    left, right = "410602001001011", "410602001001012"
    ended = [territories_pb2.Territory(path=GRID, name="第一网格")]
    created = [
        territories_pb2.Territory(path=left, name="一甲", boundary=square(114.10, 35.70, 0.007)),
        territories_pb2.Territory(path=right, name="一乙", boundary=square(114.107, 35.70, 0.007)),
    ]

    town.hear(lambda heard, uow: heard.grids(ended, created, "拆分", uow))

    def grid(case_id: str) -> tuple[str, str]:
        case = town.loop.get(town.community, case_id).case
        return case.grid_path, case.grid_name

    assert grid(done) == (GRID, "第一网格")
    assert grid(still) == (left, "一甲")
    assert grid(moving) == (right, "一乙")
    assert town.events().count("CaseMoved") == 2


def test_a_changed_calendar_moves_due_moments_from_the_same_start(any_town: Town) -> None:
    town = any_town
    case_id = town.in_work()
    before = town.loop.get(town.roads, case_id).case.clock("handling")
    calendar = reference_pb2.WorkingCalendar(
        name="common",
        version=1,
        hours=["08:30-12:00", "14:30-18:00"],
        days=[reference_pb2.CalendarDay(date="2026-11-24", working=False)],
    )

    town.hear(lambda heard, uow: heard.calendar(calendar, uow))
    town.loop.refresh(town.clock())

    after = town.loop.get(town.roads, case_id).case.clock("handling")
    assert after.started_at == before.started_at
    assert after.due_at == before.due_at + timedelta(days=1)
    assert town.loop.refresh(town.clock()) == 0


def test_a_running_case_keeps_its_catalogue_and_a_new_one_gets_the_new(town: Town) -> None:
    old = town.filed()
    town.hear(lambda heard, uow: heard.catalogue(catalogue(2, "9wd"), uow))
    town.loop.assign(town.community, Ref(old), lead_unit_id="roads")
    town.loop.sign(town.roads, Ref(old))

    new = town.in_work()

    assert town.loop.get(town.roads, old).case.clock("handling").limit == "2wd"
    assert town.loop.get(town.roads, new).case.clock("handling").limit == "9wd"


def test_a_verification_is_asked_of_the_community_once_the_grid_has_no_head(town: Town) -> None:
    verifier = town.centre(COMMUNITY)
    town.verifying()
    rights = frozenset({*verifier.actor.grants[0].permissions, "cases.case.verify"})
    verifier = type(verifier)(
        type(verifier.actor)(
            "v", "v", verifier.actor.realm, (type(verifier.actor.grants[0])("r", rights, COMMUNITY),)
        )
    )
    assert "verify" not in town.loop.pending(verifier)[0].by_ask

    town.post("post-head", "网格长", GRID, [])
    town.loop.refresh(town.clock())

    assert town.loop.pending(verifier)[0].by_ask["verify"] == 1


def test_another_process_sees_what_this_one_heard(tmp_path: Path, town: Town) -> None:
    other = build(town.context).loop
    other.directory.refresh(now=True)
    assert other.directory.grid_at(*THERE) == GRID2

    town.unit("parks", "园林局", COUNTY)
    other.directory.refresh(now=True)

    assert other.directory.unit("parks").name == "园林局"


def test_a_report_before_any_territory_is_known_is_still_taken(tmp_path: Path, clock: object) -> None:
    from services.cases.adapters.tables import metadata
    from services.kernel.call import system_call
    from services.kernel.testing.contexts import context_for

    context = context_for("cases", metadata, f"sqlite:///{tmp_path}/empty.sqlite", clock=clock)  # type: ignore[arg-type]
    loop = build(context).loop

    view = loop.report(system_call("test"), Report(content="有情况", channel=Channel.SYSTEM, grid_code=GRID))

    assert view.case.state in (State.REPORTED, State.SCREENING)
    context.database.dispose()
