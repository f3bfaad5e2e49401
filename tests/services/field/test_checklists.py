"""Campaign checklists: who plans, who fills in, what alarms, cases linked, progress of each grid."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from services.field.application.sheets import photos_of
from services.field.bootstrap import Application
from services.field.domain.checklist import NO, State
from services.field.domain.help_refusals import (
    AnswerMissing,
    AnswerUnknown,
    ChecklistEmpty,
    ChecklistNotDraft,
    ChecklistNotFound,
    ChecklistNotRunning,
    GridNotCovered,
    ItemsFixed,
    NotYourSheet,
    PeriodReversed,
    PhotoMissing,
    PlaceOutside,
    SheetNotFound,
)
from services.field.domain.refusals import IdTaken, NoTerritory, PhotoNotFound, PhotoUnknown, Stale
from services.field.domain.sheet import Answer
from services.kernel.call import PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.persistence.tables import audit_entries, outbox
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock
from tests.services.field.campaigns import (
    COUNTY,
    EXIT,
    SHEET,
    TOWNSHIP,
    editor,
    filled,
    plan,
    running,
    viewer,
)
from tests.services.field.people import COMMUNITY, GRID, OTHER_GRID, account, tell, territory, worker

NEIGHBOUR = "410602002001001"


@pytest.fixture(autouse=True)
def november(clock: SetClock) -> None:
    clock.set(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))


@pytest.fixture
def grids(application: Application, context: ServiceContext) -> None:
    tell(
        application,
        context,
        account("worker", "王芳"),
        territory(COMMUNITY, "兴鹤社区"),
        territory(GRID, "第一网格"),
        territory(OTHER_GRID, "第二网格"),
    )


def test_a_campaign_goes_from_draft_to_closed(application: Application, context: ServiceContext) -> None:
    made = application.put_checklist(editor(), "", plan(items=()), "")
    with pytest.raises(ChecklistEmpty):
        application.move_checklist.start(editor(), made, "1")
    application.put_checklist(editor(), made, plan(), "1")
    with pytest.raises(Stale):
        application.move_checklist.start(editor(), made, "1")
    application.move_checklist.start(editor(), made, "2")
    with pytest.raises(ChecklistNotDraft):
        application.move_checklist.start(editor(), made, "3")
    with pytest.raises(ItemsFixed):
        application.put_checklist(editor(), made, plan(items=(EXIT,)), "3")
    application.put_checklist(editor(), made, plan(last_day="2026-12-05"), "3")
    application.move_checklist.close(editor(), made, "4")
    with pytest.raises(ChecklistNotRunning):
        application.move_checklist.close(editor(), made, "5")
    with pytest.raises(ChecklistNotRunning):
        application.put_checklist(editor(), made, plan(), "5")

    found = application.get_checklist(editor(), made)
    assert (found.checklist.state, found.checklist.plan.last_day) == (State.CLOSED, "2026-12-05")
    assert found.actions == ()
    with context.database.read() as connection:
        told = connection.execute(sa.select(outbox.c.type)).scalars().all()
    assert told.count("wangge.field.v1.ChecklistChanged") == 5


def test_what_cannot_be_planned_is_named(application: Application) -> None:
    def refused(kind: type[Invalid], **changes: object) -> list[str]:
        with pytest.raises(kind) as error:
            application.put_checklist(editor(), "", plan(**changes), "")
        return [each.field for each in error.value.problems]

    assert refused(PeriodReversed, last_day="2026-10-01") == ["checklist.last_day"]
    assert refused(Invalid, first_day="2026-11-31") == ["checklist.first_day"]
    assert refused(PlaceOutside, places=(NEIGHBOUR,)) == ["checklist.place_codes"]
    assert refused(Invalid, title="") == ["checklist.title"]
    assert refused(Invalid, items=(replace(EXIT, alarms=("也许",)),)) == ["checklist.items[0].alarms"]
    with pytest.raises(PermissionDenied):
        application.put_checklist(editor(COMMUNITY), "", plan(), "")


def test_new_items_get_ids_of_their_own(application: Application) -> None:
    made = application.put_checklist(editor(), "", plan(items=(replace(EXIT, id=""), EXIT)), "")

    ids = [each.id for each in application.get_checklist(editor(), made).checklist.plan.items]
    assert len(set(ids)) == 2
    assert all(ids)


def test_workers_see_what_runs_where_they_patrol(application: Application, clock: SetClock) -> None:
    draft = application.put_checklist(editor(), "", plan(title="草稿"), "")
    here, other = running(application), running(application, places=(OTHER_GRID,))
    running(application, first_day="2027-01-01", last_day="2027-01-31")

    mine = [each.checklist.id for each in application.list_checklists(worker(), mine=True)]
    theirs = [each.checklist.id for each in application.list_checklists(worker("w2", OTHER_GRID), mine=True)]
    assert mine == [here]
    assert set(theirs) == {here, other}
    assert application.list_checklists(worker("w3", NEIGHBOUR), mine=True) == []
    for each in (draft, other):
        with pytest.raises(ChecklistNotFound):
            application.get_checklist(worker("w3", NEIGHBOUR), each)
    with pytest.raises(ChecklistNotFound):
        application.get_checklist(worker(), draft)
    with pytest.raises(PermissionDenied):
        application.list_checklists(worker(), mine=False)
    assert len(application.list_checklists(viewer(), mine=False)) == 3
    assert len(application.list_checklists(editor(), mine=False)) == 4
    assert application.list_checklists(viewer("410611"), mine=False) == []


@pytest.mark.usefixtures("grids")
def test_a_sheet_is_taken_once_and_tells_what_alarms(
    application: Application, context: ServiceContext, picture: bytes
) -> None:
    checklist = running(application)
    photo = application.add_photo(worker(), picture, "a.jpg", None, None)
    answers = (
        Answer("stairs", "大量", (photo.id,)),
        Answer("exit", NO),
        Answer("bottles", "1"),
        Answer("note", "已联系物业"),
    )

    for _ in range(2):
        application.add_sheet(worker(), filled(checklist, 1, *answers, building_id="b1", room="2-301"))

    shown = application.get_sheet(worker(), SHEET.format(1))
    assert [(each.item_id, each.alarm) for each in shown.sheet.answers] == [
        ("exit", True),
        ("stairs", True),
        ("bottles", True),
        ("note", False),
    ]
    assert (shown.by_name, shown.territory_name) == ("王芳", "第一网格")
    assert [each.id for each in shown.photos] == [photo.id]
    assert application.get_sheet.photo(viewer(), SHEET.format(1), photo.id, small=True)[2][:2] == b"\xff\xd8"
    with pytest.raises(PhotoNotFound):
        application.get_sheet.photo(viewer(), SHEET.format(1), "other", small=False)
    with context.database.read() as connection:
        told = connection.execute(sa.select(outbox.c.type)).scalars().all()
    assert told.count("wangge.field.v1.ChecklistResultAdded") == 1


def test_sheets_that_do_not_do_are_refused(application: Application, clock: SetClock) -> None:
    checklist = running(application)
    elsewhere = running(application, places=(OTHER_GRID,), territory_path=COUNTY)

    with pytest.raises(AnswerMissing):
        application.add_sheet(worker(), filled(checklist, 1, Answer("exit", "yes")))
    with pytest.raises(AnswerUnknown):
        application.add_sheet(worker(), filled(checklist, 1, Answer("exit", "yes"), Answer("exit", "no")))
    with pytest.raises(AnswerUnknown):
        application.add_sheet(worker(), filled(checklist, 1, Answer("nothing", "yes")))
    with pytest.raises(Invalid):
        application.add_sheet(worker(), filled(checklist, 1, Answer("exit", "perhaps")))
    for number in ("two", "nan", "1e99"):
        answers = (Answer("exit", "yes"), Answer("stairs", "无"), Answer("bottles", number))
        with pytest.raises(Invalid):
            application.add_sheet(worker(), filled(checklist, 1, *answers))
    with pytest.raises(PhotoMissing):
        application.add_sheet(worker(), filled(checklist, 1, Answer("exit", "yes"), Answer("stairs", "大量")))
    strange = (Answer("exit", "yes"), Answer("stairs", "大量", ("no-such",)))
    with pytest.raises(PhotoUnknown):
        application.add_sheet(worker(), filled(checklist, 1, *strange))
    with pytest.raises(NoTerritory):
        application.add_sheet(worker("head", COMMUNITY), filled(checklist, 1))
    with pytest.raises(ChecklistNotFound):
        application.add_sheet(worker(), filled(elsewhere, 1))
    with pytest.raises(GridNotCovered):
        application.add_sheet(worker("head", COMMUNITY), filled(elsewhere, 1, territory_code=GRID))
    with pytest.raises(PermissionDenied):
        application.add_sheet(worker(), filled(checklist, 1, territory_code=NEIGHBOUR))
    with pytest.raises(SheetNotFound):
        application.get_sheet(worker(), SHEET.format(1))


def test_the_id_of_another_is_not_taken_over(application: Application) -> None:
    checklist = running(application)
    application.add_sheet(worker(), filled(checklist, 1))

    with pytest.raises(IdTaken):
        application.add_sheet(worker("w2"), filled(checklist, 1))


def test_what_was_filled_before_the_close_still_arrives(application: Application, clock: SetClock) -> None:
    checklist = running(application)
    before = clock()
    clock.advance(hours=1)
    application.move_checklist.close(editor(COUNTY), checklist, "2")
    clock.advance(days=1)

    application.add_sheet(worker(), filled(checklist, 1, at=before))
    with pytest.raises(ChecklistNotRunning):
        application.add_sheet(worker(), filled(checklist, 2))
    clock.set(datetime(2026, 11, 30, 16, 30, tzinfo=UTC))  # half past midnight of December in China
    late = running(application)
    with pytest.raises(ChecklistNotRunning):
        application.add_sheet(worker(), filled(late, 3))
    application.add_sheet(worker(), filled(late, 3, at=clock() - timedelta(hours=1)))


def test_a_case_is_linked_once_by_whoever_filled_the_sheet(
    application: Application, context: ServiceContext
) -> None:
    checklist = running(application)
    application.add_sheet(worker(), filled(checklist, 1, Answer("exit", NO), Answer("stairs", "无")))

    for _ in range(2):
        application.link_sheet_case(worker(), SHEET.format(1), "exit", "case-1")
    with pytest.raises(NotYourSheet):
        application.link_sheet_case(worker("w2"), SHEET.format(1), "exit", "case-2")
    with pytest.raises(SheetNotFound):
        application.link_sheet_case(worker("w3", NEIGHBOUR), SHEET.format(1), "exit", "case-2")
    with pytest.raises(AnswerUnknown):
        application.link_sheet_case(worker(), SHEET.format(1), "nothing", "case-2")

    sheet = application.get_sheet(worker(), SHEET.format(1)).sheet
    assert (sheet.alarms, sheet.cases, sheet.answers[0].case_id) == (1, 1, "case-1")
    with context.database.read() as connection:
        told = connection.execute(sa.select(outbox.c.type)).scalars().all()
    assert told.count("wangge.field.v1.ChecklistCaseLinked") == 1


@pytest.mark.usefixtures("grids")
def test_the_progress_of_each_grid_in_sight_is_told(application: Application) -> None:
    checklist = running(application)
    application.add_sheet(worker(), filled(checklist, 1, Answer("exit", NO), Answer("stairs", "无")))
    application.add_sheet(worker(), filled(checklist, 2))

    found = application.get_progress(viewer(), checklist)

    assert (found.grids, found.grids_done, found.expected) == (2, 1, 4)
    assert [(each.name, each.community, each.done, each.alarms) for each in found.rows] == [
        ("第二网格", "兴鹤社区", 0, 0),
        ("第一网格", "兴鹤社区", 2, 1),
    ]
    assert application.get_progress(viewer(OTHER_GRID), checklist).grids == 1
    with pytest.raises(ChecklistNotFound):
        application.get_progress(viewer("410611"), checklist)
    with pytest.raises(PermissionDenied):
        application.get_progress(worker(), checklist)


def test_sheets_are_listed_within_sight_and_exports_are_recorded(
    application: Application, context: ServiceContext
) -> None:
    checklist = running(application)
    application.add_sheet(worker(), filled(checklist, 1, building_id="b1", room="1-101"))
    other = worker("w2", OTHER_GRID)
    application.add_sheet(other, filled(checklist, 2, Answer("exit", NO), Answer("stairs", "无")))

    def listed(call: object, **asked: object) -> list[str]:
        found = application.list_sheets(call, checklist, **asked)  # type: ignore[arg-type]
        return sorted(each.sheet.id[-1] for each in found)

    assert listed(viewer()) == ["1", "2"]
    assert listed(worker()) == ["1"]
    assert listed(viewer(), only_alarms=True) == ["2"]
    assert listed(viewer(), building_id="b1") == ["1"]
    assert listed(viewer(), territory_code=OTHER_GRID) == ["2"]
    assert listed(worker(), territory_code=OTHER_GRID) == []
    assert listed(viewer(), limit=1) == ["2"]
    with pytest.raises(PermissionDenied):
        listed(worker(), export=True)
    assert listed(viewer(TOWNSHIP), export=True) == ["1", "2"]
    with context.database.read() as connection:
        actions = connection.execute(sa.select(audit_entries.c.action)).scalars().all()
    assert actions.count("field.checklist.export") == 1


def test_pictures_of_a_sheet_belong_to_no_check_in() -> None:
    assert len(photos_of(SHEET.format(1))) == 36
    assert ":" in photos_of(SHEET.format(1))
