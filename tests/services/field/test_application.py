"""Duty, patrols, tracks and their viewing, as commands on a real database."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from services.field.adapters.tables import check_in, photo, track_batch
from services.field.application.patrolling import Called
from services.field.bootstrap import Application
from services.field.domain.checkpoint import Checkpoint
from services.field.domain.patrol import State
from services.field.domain.positions import Fix, Position
from services.field.domain.refusals import (
    CheckpointCodeTaken,
    CheckpointNotFound,
    CheckpointUnknown,
    IdTaken,
    NotAPicture,
    NoTerritory,
    OffDuty,
    PatrolNotFound,
    PatrolOver,
    PatrolRunning,
    PhotoNotFound,
    PhotoUnknown,
    Stale,
)
from services.field.entrypoints.schedule import jobs
from services.kernel.call import Call, PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.persistence.tables import audit_entries, outbox
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, staff
from tests.services.field.people import COMMUNITY, EDIT, GRID, OTHER_GRID, leader, tell, territory, worker

HERE = Position(114.29853, 35.74846, 5.0)
P1, P2 = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
C1 = "33333333-3333-4333-8333-333333333333"


def on_patrol(application: Application, call: Call | None = None, patrol_id: str = P1) -> Call:
    call = call or worker()
    application.start_duty(call)
    application.start_patrol(call, patrol_id)
    return call


def audited(context: ServiceContext) -> list[str]:
    with context.database.read() as connection:
        query = sa.select(audit_entries.c.action).order_by(audit_entries.c.position)
        return list(connection.execute(query).scalars())


def published(context: ServiceContext) -> list[str]:
    with context.database.read() as connection:
        return [
            each.rsplit(".", 1)[1]
            for each in connection.execute(sa.select(outbox.c.type).order_by(outbox.c.position)).scalars()
        ]


def rows(context: ServiceContext, table: sa.Table) -> int:
    with context.database.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def test_a_patrol_needs_duty_and_ends_with_it(application: Application, context: ServiceContext) -> None:
    call = worker()
    with pytest.raises(OffDuty):
        application.start_patrol(call, P1)

    on_patrol(application, call)
    application.end_duty(call)

    shown = application.get_patrol(call, P1).shown
    duty, _, running = application.get_duty(call)
    assert shown.patrol.state is State.FINISHED
    assert duty is not None
    assert duty.ended_at is not None
    assert running == ""
    assert published(context) == ["DutyChanged", "PatrolStarted", "PatrolFinished", "DutyChanged"]


def test_a_switch_pressed_twice_changes_nothing(application: Application, context: ServiceContext) -> None:
    call = worker()
    for _ in range(2):
        application.start_duty(call)
    for _ in range(2):
        application.end_duty(call)

    assert published(context) == ["DutyChanged", "DutyChanged"]


def test_one_patrol_at_a_time_and_the_same_id_again_is_the_same_patrol(application: Application) -> None:
    call = on_patrol(application)

    assert application.start_patrol(call, P1) == P1
    with pytest.raises(PatrolRunning):
        application.start_patrol(call, P2)


def test_an_id_of_somebody_elses_patrol_is_refused(application: Application) -> None:
    on_patrol(application)
    other = worker("other", OTHER_GRID)
    application.start_duty(other)

    with pytest.raises(IdTaken):
        application.start_patrol(other, P1)


def test_duty_is_in_ones_own_grid_unless_said_and_nowhere_else(application: Application) -> None:
    with pytest.raises(PermissionDenied):
        application.start_duty(worker(), OTHER_GRID)
    with pytest.raises(NoTerritory):
        application.start_duty(staff("nobody", ["field.patrol.view"], COMMUNITY))

    application.start_duty(worker())

    duty, _, _ = application.get_duty(worker())
    assert duty is not None
    assert duty.territory_path == GRID


def test_what_was_done_offline_arrives_with_its_own_times(application: Application, clock: SetClock) -> None:
    call, began = worker(), clock() - timedelta(hours=3)
    application.start_duty(call, at=began)
    with pytest.raises(OffDuty):
        application.start_patrol(call, P2, at=began - timedelta(minutes=1))

    application.start_patrol(call, P1, at=began)
    called = Called(id=C1, at=began + timedelta(minutes=10), position=HERE, finding="路灯不亮")
    application.check_in(call, P1, called)
    application.check_in(call, P1, called)
    application.finish_patrol(call, P1, began + timedelta(hours=1), "完成")

    shown = application.get_patrol(call, P1).shown
    assert (shown.check_ins, shown.findings) == (1, 1)
    assert shown.patrol.finished_at == began + timedelta(hours=1)
    assert shown.patrol.check_ins[0].position == HERE
    with pytest.raises(PatrolOver):
        application.finish_patrol(call, P1)
    with pytest.raises(PatrolOver):
        application.check_in(call, P1, Called(at=began + timedelta(hours=2), position=HERE))


def test_places_are_called_at_by_their_code(application: Application, context: ServiceContext) -> None:
    call, editor = worker(), leader(COMMUNITY, EDIT)
    east = application.put_checkpoint(editor, Checkpoint("", "d-01", "东门", GRID, HERE, 1), "")
    application.put_checkpoint(editor, Checkpoint("", "D-02", "配电房", GRID, None, 2), "")
    application.put_checkpoint(editor, Checkpoint("", "X-01", "别处", OTHER_GRID), "")
    on_patrol(application, call)

    application.check_in(call, P1, Called(checkpoint_code=" D-01 "))

    whole = application.get_patrol(call, P1)
    assert (whole.shown.checkpoints, whole.shown.visited) == (2, 1)
    assert whole.checkpoints == {east.id: ("D-01", "东门")}
    for code in ("X-01", "NONE"):
        with pytest.raises(CheckpointUnknown):
            application.check_in(call, P1, Called(checkpoint_code=code))


def test_checkpoints_are_changed_with_their_etag_and_have_codes_of_their_own(
    application: Application,
) -> None:
    editor = leader(COMMUNITY, EDIT)
    first = application.put_checkpoint(editor, Checkpoint("", "A-1", "东门", GRID, None, 2), "")
    second = application.put_checkpoint(editor, Checkpoint("", "A-2", "西门", GRID, None, 1), "")

    retired = Checkpoint(first.id, "A-1", "东门", GRID, None, 2, retired=True)
    application.put_checkpoint(editor, retired, "1")

    assert [each.id for each in application.list_checkpoints(worker(), "", False, None, 10)] == [second.id]
    assert len(application.list_checkpoints(worker(), "", True, None, 10)) == 2
    with pytest.raises(Stale):
        application.put_checkpoint(editor, retired, "1")
    with pytest.raises(CheckpointCodeTaken):
        application.put_checkpoint(editor, Checkpoint("", "a-2", "又一个", GRID), "")
    with pytest.raises(CheckpointNotFound):
        application.put_checkpoint(editor, Checkpoint("nothing", "A-3", "没有", GRID), "1")
    with pytest.raises(PermissionDenied):
        application.put_checkpoint(worker(), Checkpoint("", "A-3", "没有", GRID), "")


def test_positions_outside_the_patrols_time_are_passed_over(
    application: Application, context: ServiceContext, clock: SetClock
) -> None:
    call, began = on_patrol(application), clock()
    clock.advance(minutes=10)
    fixes = [Fix(began + timedelta(minutes=each), HERE) for each in (-1, 1, 2)]

    first = application.add_track(call, P1, "b1", fixes)
    application.add_track(call, P1, "b1", fixes)
    ahead = application.add_track(call, P1, "b2", [Fix(began + timedelta(hours=1), HERE)])
    application.finish_patrol(call, P1)
    late = application.add_track(call, P1, "b3", [Fix(began + timedelta(minutes=3), HERE)])
    after = application.add_track(call, P1, "b4", [Fix(clock() + timedelta(minutes=1), HERE)])

    assert (first, ahead, late, after) == ((2, 1), (0, 1), (1, 0), (0, 1))
    track, coarse = application.get_track(call, P1)
    assert [each.at for each in track] == [began + timedelta(minutes=each) for each in (1, 2, 3)]
    assert track[0].position == HERE
    assert not coarse


def test_a_phone_that_tells_late_patrolled_on_duty_although_the_clock_has_ended_it(
    application: Application, context: ServiceContext, clock: SetClock
) -> None:
    call, began = worker(), clock() - timedelta(hours=30)
    jobs_by_name = {each.name: each for each in jobs(application, context)}
    application.start_duty(call, at=began)
    jobs_by_name["end_forgotten"].run(clock())

    application.start_patrol(call, P1, at=began + timedelta(hours=1))
    jobs_by_name["end_forgotten"].run(clock())
    application.check_in(call, P1, Called(at=began + timedelta(hours=2), position=HERE))
    fixes = [Fix(began + timedelta(hours=each), HERE) for each in (2, 12.5)]
    kept = application.add_track(call, P1, "b1", fixes)
    application.finish_patrol(call, P1, began + timedelta(hours=3))
    application.end_duty(call, began + timedelta(hours=4))

    shown = application.get_patrol(call, P1).shown
    assert (shown.patrol.state, shown.check_ins) == (State.FINISHED, 1)
    assert kept == (1, 1), "positions after the end of duty are not taken"
    with pytest.raises(OffDuty):
        application.start_patrol(call, P2, at=began + timedelta(hours=13))


def test_positions_are_nowhere_readable_at_rest(application: Application, context: ServiceContext) -> None:
    call = on_patrol(application)
    application.add_track(call, P1, "b1", [Fix(context.clock(), HERE)])
    application.check_in(call, P1, Called(position=HERE))

    with context.database.read() as connection:
        stored = [bytes(each) for each in connection.execute(sa.select(track_batch.c.points)).scalars()] + [
            bytes(each) for each in connection.execute(sa.select(check_in.c.place)).scalars()
        ]
        told = "".join(connection.execute(sa.select(outbox.c.envelope)).scalars())
    assert all(b"114.29" not in each for each in stored)
    assert len(stored) == 2
    assert "114.29" not in told


def test_others_see_coarse_positions_and_leave_an_audit_entry(
    application: Application, context: ServiceContext
) -> None:
    call = on_patrol(application)
    application.add_track(call, P1, "b1", [Fix(context.clock(), HERE)])
    application.check_in(call, P1, Called(position=HERE))

    track, coarse = application.get_track(leader(), P1, "核实巡查")
    whole = application.get_patrol(leader(), P1)

    assert coarse
    assert track[0].position == Position(114.299, 35.748, 100.0)
    assert whole.shown.patrol.check_ins[0].position == Position(114.299, 35.748, 100.0)
    assert audited(context)[-2:] == ["field.track.view", "field.patrol.view"]
    with context.database.read() as connection:
        purposes = sa.select(audit_entries.c.purpose).where(audit_entries.c.action == "field.track.view")
        assert connection.execute(purposes).scalar() == "核实巡查"


def test_ones_own_looking_at_a_track_is_audited_too(
    application: Application, context: ServiceContext
) -> None:
    call = on_patrol(application)

    application.get_track(call, P1)

    assert audited(context)[-1] == "field.track.view"


@pytest.mark.parametrize("call", [worker("other", OTHER_GRID), leader(OTHER_GRID)], ids=["worker", "leader"])
def test_patrols_of_other_grids_are_not_there(application: Application, call: Call) -> None:
    on_patrol(application)

    with pytest.raises(PatrolNotFound):
        application.get_patrol(call, P1)
    with pytest.raises(PatrolNotFound):
        application.get_track(call, P1)


def test_nobody_adds_to_a_patrol_of_somebody_else(application: Application) -> None:
    on_patrol(application)
    other = worker("other")

    with pytest.raises(PatrolNotFound):
        application.check_in(other, P1, Called(position=HERE))
    with pytest.raises(PatrolNotFound):
        application.finish_patrol(other, P1)
    with pytest.raises(PatrolNotFound):
        application.add_track(other, P1, "b", [])
    with pytest.raises(PatrolNotFound):
        application.link_case(other, P1, C1, "case")


def test_pictures_belong_to_whoever_took_them_and_to_one_check_in(
    application: Application, context: ServiceContext, picture: bytes
) -> None:
    call = on_patrol(application)
    mine = application.add_photo(call, picture, "a.jpg", None, HERE)
    theirs = application.add_photo(worker("other"), picture, "b.jpg", None, None)

    with pytest.raises(PhotoUnknown):
        application.check_in(call, P1, Called(position=HERE, photo_ids=[mine.id, theirs.id]))
    application.check_in(call, P1, Called(id=C1, position=HERE, photo_ids=[mine.id]))
    with pytest.raises(PhotoUnknown):
        application.check_in(call, P1, Called(position=HERE, photo_ids=[mine.id]))

    whole = application.get_patrol(leader(), P1)
    assert whole.shown.check_ins == 1
    assert whole.photos[C1][0].place == Position(114.299, 35.748, 100.0)
    content_type, name, data = application.get_photo_data(leader(), P1, mine.id, small=True)
    assert (content_type, name) == ("image/jpeg", "a.jpg")
    assert data.startswith(b"\xff\xd8")
    with pytest.raises(PhotoNotFound):
        application.get_photo_data(call, P1, theirs.id, small=False)


def test_only_pictures_are_taken(application: Application) -> None:
    with pytest.raises(NotAPicture):
        application.add_photo(worker(), b"%PDF-1.4\n1 0 obj\n", "a.pdf", None, None)
    with pytest.raises(Invalid):
        application.add_photo(worker(), b"", "a.jpg", None, None)


def test_a_finding_is_linked_to_its_case(application: Application, context: ServiceContext) -> None:
    call = on_patrol(application)
    application.check_in(call, P1, Called(id=C1, position=HERE, finding="井盖丢失"))

    application.link_case(call, P1, C1, "case-1")

    assert application.get_patrol(call, P1).shown.patrol.check_ins[0].case_id == "case-1"


def test_the_clock_ends_what_was_forgotten_and_the_worker_may_say_when(
    application: Application, context: ServiceContext, clock: SetClock
) -> None:
    call, began = on_patrol(application), clock()
    job = {each.name: each for each in jobs(application, context)}["end_forgotten"]

    early = job.run(clock())
    clock.advance(hours=13)
    late, again = job.run(clock()), job.run(clock())

    assert (early, late, again) == (0, 2, 0)
    duty, _, running = application.get_duty(call)
    assert duty is not None
    assert duty.ended_at == began + timedelta(hours=12)
    assert running == ""
    assert application.get_patrol(call, P1).shown.patrol.state is State.LAPSED
    application.finish_patrol(call, P1, began + timedelta(hours=1))
    shown = application.get_patrol(call, P1).shown.patrol
    assert (shown.state, shown.finished_at) == (State.FINISHED, began + timedelta(hours=1))
    assert published(context).count("PatrolFinished") == 2


def test_positions_are_purged_after_thirty_days_and_the_rest_stays(
    application: Application, context: ServiceContext, clock: SetClock, picture: bytes
) -> None:
    call = on_patrol(application)
    used = application.add_photo(call, picture, "a.jpg", None, HERE)
    application.add_photo(call, picture, "unused.jpg", None, None)
    application.check_in(call, P1, Called(position=HERE, finding="路灯不亮", photo_ids=[used.id]))
    application.add_track(call, P1, "b1", [Fix(clock(), HERE)])
    job = {each.name: each for each in jobs(application, context)}["purge_positions"]

    clock.advance(days=29)
    unused = job.run(clock())
    clock.advance(days=2)
    purged, nothing = job.run(clock()), job.run(clock())

    assert (unused, purged, nothing) == (1, 3, 0)
    assert rows(context, track_batch) == 0
    assert rows(context, photo) == 1
    shown = application.get_patrol(call, P1)
    assert shown.shown.patrol.check_ins[0].position is None
    assert shown.shown.patrol.check_ins[0].finding == "路灯不亮"
    assert application.add_track(call, P1, "b2", [Fix(clock() - timedelta(days=31), HERE)]) == (0, 1)


def test_each_grid_is_to_be_patrolled_once_a_day(
    application: Application, context: ServiceContext, clock: SetClock
) -> None:
    tell(
        application,
        context,
        territory(COMMUNITY, "兴鹤社区"),
        territory(GRID, "第一网格"),
        territory(OTHER_GRID, "第二网格"),
    )
    on_patrol(application)
    clock.advance(hours=1)
    before = application.get_patrol_day(leader(), "", "")
    application.finish_patrol(worker(), P1)

    day = application.get_patrol_day(leader(), "", "2026-11-23")
    yesterday = application.get_patrol_day(leader(), "", "2026-11-22")
    own = application.get_patrol_day(worker(), "", "")

    assert (before.grids, before.patrolled, before.rows[0].running) == (2, 0, True)
    assert (day.name, day.grids, day.patrolled) == ("兴鹤社区", 2, 1)
    assert [(each.name, each.finished) for each in day.rows] == [("第二网格", 0), ("第一网格", 1)]
    assert {each.community for each in day.rows} == {"兴鹤社区"}
    assert yesterday.patrolled == 0
    assert (own.name, own.grids, own.patrolled) == ("第一网格", 1, 1)
    with pytest.raises(Invalid):
        application.get_patrol_day(leader(), "", "2026-02-30")
    with pytest.raises(PermissionDenied):
        application.get_patrol_day(worker(), COMMUNITY, "")


def test_patrols_are_listed_newest_first_page_by_page(application: Application, clock: SetClock) -> None:
    call = worker()
    ids = [f"{each}1111111-1111-4111-8111-111111111111" for each in range(3)]
    for each in ids:
        on_patrol(application, call, each)
        clock.advance(minutes=10)
        application.finish_patrol(call, each)

    def listed(by: Call, *, mine: bool, **wanted: object) -> list[str]:
        found = {"under": "", "day": "", "state": None, "after": None, "limit": 10, **wanted}
        return [each.patrol.id for each in application.list_patrols(by, mine=mine, **found)]  # type: ignore[arg-type]

    first = application.list_patrols(call, mine=True, under="", day="", state=None, after=None, limit=2)
    rest = listed(call, mine=True, after=(first[1].patrol.started_at, first[1].patrol.id))

    assert [each.patrol.id for each in first] == [ids[2], ids[1]]
    assert rest == [ids[0]]
    assert listed(leader(), mine=False, day="2026-11-23", state=State.FINISHED) == [ids[2], ids[1], ids[0]]
    assert listed(leader(), mine=False, under=OTHER_GRID) == []
    assert listed(leader(), mine=False, day="2026-11-22") == []
    assert listed(leader(), mine=True) == []
    assert listed(call, mine=False) == []
    assert listed(leader(OTHER_GRID), mine=False) == []


def test_a_day_begins_at_midnight_in_china(application: Application, clock: SetClock) -> None:
    clock.advance(hours=-2)  # 07:00 in China, still the day before in Greenwich
    on_patrol(application)
    listed = [
        len(application.list_patrols(worker(), mine=True, under="", day=day, state=None, after=None, limit=9))
        for day in ("2026-11-22", "2026-11-23")
    ]

    assert listed == [0, 1]
