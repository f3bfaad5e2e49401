"""Weeks of communities: what the report counts, how the meeting goes, who learns of it (POP-26, ASM-15)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import cast

import pytest
from PIL import Image

from services.kernel.call import Call, PermissionDenied
from services.kernel.messaging.envelope import Envelope
from services.kernel.testing.contexts import SetClock, staff
from services.kernel.testing.platform import TestPlatform
from services.population.adapters.places import SqlPlaces
from services.population.application.proposals.making import Collected
from services.population.application.summaries.settling import SettleHeard
from services.population.domain.meetings import Decision, Meeting, MeetingState, Minutes, huddled, prepared
from services.population.domain.needs import NeedKind
from services.population.domain.proposals import ProposalKind, ProposalState
from services.population.domain.records import RecordType
from services.population.domain.refusals import EvidenceNotFound, Stale
from services.population.domain.summary_refusals import (
    HeldBeforeWeek,
    MeetingNotFound,
    MeetingNotInState,
    MeetingReported,
    NotACommunity,
    NotAHuddlePlace,
    WeekToCome,
    WeekUnknown,
)
from services.population.domain.visiting import Outcome
from services.population.domain.week_report import PEOPLE, Heard, Pair, Quota, Report, from_data
from services.population.domain.weeks import Week
from services.population.entrypoints.summaries_messages import report
from tests.services.population.county import (
    ALL,
    COMMUNITY,
    FAR_GRID,
    GRID,
    NEXT_GRID,
    TOWNSHIP,
    Township,
    promise,
)
from tests.services.population.test_visits import households, visit
from wangge.cases.v1 import events_pb2 as cases
from wangge.population.v1 import summaries_pb2 as pb
from wangge.population.v1 import summaries_pb2_grpc
from wangge.types.v1 import types_pb2

RIGHTS = (
    *ALL,
    "population.visit.do",
    "population.summary.view",
    "population.summary.hold",
    "population.proposal.make",
    "population.proposal.decide",
)
NOTE = "population.summary.note"
MONDAY = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
WEEK = Week(2026, 45)
ENVELOPE = cast(Envelope, None)
"""What the handlers do not look at."""
SAID = Minutes(date(2026, 11, 6), "社区书记", ("网格长", "民警"), "排出晚间走访名单")


@pytest.fixture
def town(any_town: Township, clock: SetClock) -> Township:
    clock.at = MONDAY
    return any_town


@pytest.fixture
def clerk(town: Township) -> Call:
    return town.clerk(rights=RIGHTS)


def reported(town: Township, clerk: Call) -> str:
    meeting = town.app.summaries.prepare(clerk, COMMUNITY, WEEK)
    town.app.summaries.change.record(clerk, meeting, "", SAID, ())
    return town.app.summaries.send(clerk, meeting, "")


def township(rights: tuple[str, ...] = ("population.summary.view", NOTE)) -> Call:
    return staff("clerk", rights, TOWNSHIP)


# The meeting itself


def test_a_meeting_goes_from_prepared_to_noted_and_no_other_way() -> None:
    meeting = prepared("1", COMMUNITY, WEEK, "甲", MONDAY)
    with pytest.raises(MeetingNotInState):
        meeting.decide("", Decision("修路灯", "网格长"))
    with pytest.raises(MeetingNotInState):
        meeting.report_with("", {}, "甲", MONDAY)
    with pytest.raises(MeetingNotInState):
        meeting.add("补充", "甲", MONDAY)

    held = meeting.record("1", SAID).decide("2", Decision("修路灯", "网格长"))
    sent = held.report_with("3", {"x": 1}, "甲", MONDAY)
    noted = sent.add("更正一处", "甲", MONDAY).note("", "阅", "乙", MONDAY)

    assert [each.state for each in (meeting, held, sent, noted)] == list(MeetingState)
    assert (noted.remark, noted.noted_by, len(noted.additions)) == ("阅", "乙", 1)
    with pytest.raises(MeetingNotInState):
        noted.note("", "", "乙", MONDAY)
    assert noted.add("再补充", "甲", MONDAY).additions[-1].text == "再补充"


def test_what_was_reported_is_never_changed() -> None:
    sent = prepared("1", COMMUNITY, WEEK, "甲", MONDAY).record("", SAID).report_with("", {}, "甲", MONDAY)

    with pytest.raises(MeetingReported):
        sent.record("", SAID)
    with pytest.raises(MeetingReported):
        sent.decide("", Decision("x", "y"))
    with pytest.raises(MeetingReported):
        sent.report_with("", {}, "甲", MONDAY)


def test_somebody_who_was_slower_is_told() -> None:
    meeting = prepared("1", COMMUNITY, WEEK, "甲", MONDAY).record("1", SAID)

    with pytest.raises(Stale):
        meeting.record("1", SAID)


def test_meetings_are_of_communities_and_huddles_of_grids_or_communities() -> None:
    for path in (GRID, TOWNSHIP):
        with pytest.raises(NotACommunity):
            prepared("1", path, WEEK, "甲", MONDAY)
    with pytest.raises(NotAHuddlePlace):
        huddled("1", TOWNSHIP, SAID, "甲", MONDAY)
    early = Minutes(date(2026, 10, 30), "x", ("y",), "z")
    with pytest.raises(HeldBeforeWeek):
        prepared("1", COMMUNITY, WEEK, "甲", MONDAY).record("", early)

    assert huddled("1", GRID, SAID, "甲", MONDAY).week == WEEK


def test_a_week_is_read_as_the_calendar_has_it() -> None:
    assert [f"{Week.read('2026-W53').first}", f"{Week.read('2026-W53').last}"] == ["2026-12-28", "2027-01-03"]
    assert Week.of(date(2027, 1, 3)) == Week(2026, 53)
    assert Week(2027, 1).before == Week(2026, 53)
    for text in ("2025-W53", "2026-45", "1999-W01", "２０２６-W45", ""):
        with pytest.raises(WeekUnknown):
            Week.read(text)


def test_what_may_be_done_depends_on_who_asks_and_on_the_state() -> None:
    meeting = prepared("1", COMMUNITY, WEEK, "甲", MONDAY)
    held = meeting.record("", SAID)
    sent = held.report_with("", {}, "甲", MONDAY)

    assert meeting.actions(holds=True, notes=True) == ("record",)
    assert held.actions(holds=True, notes=False) == ("record", "decide", "report")
    assert sent.actions(holds=True, notes=True) == ("add", "note")
    assert sent.actions(holds=False, notes=False) == ()


# What the report counts


def test_records_that_are_new_changed_and_verified_are_counted_by_the_day(
    town: Township, clerk: Call, clock: SetClock
) -> None:
    clock.at = MONDAY - timedelta(days=7)
    town.family("501")
    clock.at = MONDAY
    household, head, _, child = town.family("502")
    town.app.verify_record(clerk, RecordType.HOUSEHOLD, household, None)
    town.app.verify_record(clerk, RecordType.PERSON, head, None)
    town.app.move_out(clerk, child, day=MONDAY.date(), destination="外地")

    for _ in range(2):
        found = town.app.summaries.report.of(COMMUNITY, WEEK)
        people, homes = found.records["person"], found.records["dwelling"]
        assert (people.fresh, people.changed) == (Pair(3, 3), Pair(1, 0))
        assert (homes.fresh, homes.verified) == (Pair(1, 1), Pair(1, 0))
        assert people.verified == Pair(4, 0)
        town.app.folding.fold()

    of_county = town.app.summaries.report.of("410602", WEEK)
    assert of_county.records == found.records
    assert of_county.parts[0].path == TOWNSHIP
    assert of_county.parts[0].records.fresh == Pair(5, 5)
    assert town.app.summaries.report.of("", WEEK).records == found.records


def test_figures_of_days_are_neither_records_nor_months(town: Township, clock: SetClock) -> None:
    town.family()
    town.app.folding.fold()

    assert town.app.statistics.recounting.differences() == []
    town.app.statistics.recounting.rebuild()
    assert town.app.statistics.recounting.differences() == []
    assert town.app.summaries.report.of(COMMUNITY, WEEK).records["person"].fresh.now == 3
    clock.at = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    town.app.statistics.keeping.keep_month(clock.at)
    assert town.app.statistics.summary(
        town.clerk(rights=["population.statistics.view"]), COMMUNITY, "2026-11"
    )


def test_refused_visits_count_as_done_and_absent_ones_do_not(
    town: Township, clerk: Call, clock: SetClock
) -> None:
    worker = town.worker(rights=RIGHTS)
    known = households(town, 30)
    for number, outcome in enumerate((Outcome.MET, Outcome.REFUSED, Outcome.ABSENT)):
        town.app.visits.record_visit(worker, visit(known[number], number + 1, outcome), None)
    clock.at = MONDAY + timedelta(days=4)

    found = town.app.summaries.report.of(COMMUNITY, WEEK)

    # 4 % of 30 households, rounded up, on five working days.
    assert found.visits.planned == Pair(10, 10)
    assert (found.visits.done.now, found.visits.refused.now, found.visits.absent.now) == (2, 1, 1)
    assert found.visits.attainment == Pair(20, 0)
    (line,) = found.workers
    assert (line.planned, line.done, line.days, line.attainment) == (10, 2, 1, 20)
    assert [(each.path, each.visits.done.now) for each in found.parts] == [(GRID, 2), (NEXT_GRID, 0)]
    assert town.app.summaries.report.of(TOWNSHIP, WEEK).workers == ()


def test_the_figures_of_visits_agree_with_the_coverage(town: Township, clock: SetClock) -> None:
    rights = (*RIGHTS, "population.visit.view")
    worker = town.worker(rights=rights)
    for number, household in enumerate(households(town, 30)[:7]):
        clock.at = MONDAY + timedelta(days=number % 5)
        outcome = list(Outcome)[number % 3]
        town.app.visits.record_visit(worker, visit(household, number + 1, outcome), None)

    week = town.app.visits.get_coverage(worker, "", None)
    found = town.app.summaries.report.of(GRID, WEEK)

    (grid,) = week.grids
    assert found.visits.done.now == grid.done
    assert found.visits.planned.now == grid.target_per_day * grid.working_days
    assert found.visits.attainment.now == grid.attainment
    assert [(each.done, each.days) for each in found.workers] == [
        (each.done, each.days) for each in week.workers
    ]


def test_needs_are_counted_by_kind_and_wait_until_their_case_is_closed(
    town: Township, clerk: Call, clock: SetClock
) -> None:
    worker = town.worker(rights=RIGHTS)
    first, second = households(town, 2)
    kinds = (NeedKind.FACILITIES, NeedKind.JOB)
    made = town.app.visits.record_visit(
        worker, visit(first, heard=("路灯不亮", "想学电工"), kinds=kinds), None
    )
    town.app.visits.record_visit(worker, visit(second, 2, heard=("问问",)), None)
    town.app.visits.link_case(worker, made.id, 0, "case-1")

    def needs() -> dict[NeedKind, Heard]:
        return dict(town.app.summaries.report.of(COMMUNITY, WEEK).needs)

    assert needs()[NeedKind.FACILITIES] == Heard(Pair(1), Pair(1), Pair(1))
    assert needs()[NeedKind.OTHER] == Heard(Pair(1), Pair(0), Pair(1))
    settle: SettleHeard = town.app.summaries.settle
    head = cases.CaseHead(case_id="case-1")
    with town.context.new_uow(clerk) as uow:
        settle.closed(cases.CaseClosed(head=head), ENVELOPE, uow)
        uow.commit()
    assert needs()[NeedKind.FACILITIES].open.now == 0
    with town.context.new_uow(clerk) as uow:
        settle.reopened(cases.CaseReopened(head=head), ENVELOPE, uow)
        uow.commit()
    assert needs()[NeedKind.FACILITIES].open.now == 1
    clock.at = MONDAY + timedelta(days=7)
    assert town.app.summaries.report.of(COMMUNITY, Week(2026, 46)).heard.heard == Pair(0, 3)


def test_proposals_are_counted_where_and_when_they_were_made_and_decided(
    town: Township, clerk: Call, clock: SetClock
) -> None:
    person = town.register("王建国", town.dwelling())
    worker = town.worker(rights=RIGHTS)
    for phone in ("13800000001", "13800000002", "13800000003"):
        collected = Collected(ProposalKind.CORRECT_PERSON, {"phone": phone}, person_id=person, checked=True)
        last = town.app.proposals.make(worker, collected)
    clock.at = MONDAY + timedelta(days=7)
    town.app.proposals.decide(clerk, last, "1", ProposalState.REJECTED, "号码不对", ())

    first = town.app.summaries.report.of(COMMUNITY, WEEK)
    second = town.app.summaries.report.of(TOWNSHIP, Week(2026, 46))

    assert (first.proposed, first.rejected) == (Pair(3, 0), Pair(0, 0))
    assert (second.proposed, second.rejected, second.confirmed) == (Pair(0, 3), Pair(1, 0), Pair(0, 0))
    assert town.app.summaries.report.of(FAR_GRID, WEEK).proposed == Pair(0, 0)


def test_stale_records_are_those_of_the_end_of_a_week_where_it_was_kept(
    town: Township, clock: SetClock
) -> None:
    town.family()
    keeping = town.app.summaries.keeping
    assert town.app.summaries.report.of(COMMUNITY, WEEK).stale == Pair(0, None)

    clock.at = datetime(2026, 11, 9, 2, 0, tzinfo=UTC)
    town.app.statistics.keeping.count_quality(clock.at)
    assert keeping.keep_week(clock.at) == 1
    assert keeping.keep_week(clock.at) == 0
    town.register("赵新来", town.dwelling("601"))

    assert town.app.summaries.report.of(COMMUNITY, WEEK).people == Pair(3, None)
    assert town.app.summaries.report.of(COMMUNITY, Week(2026, 46)).people == Pair(4, 3)
    clock.at = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    assert keeping.keep_week(clock.at) == 0
    clock.at = MONDAY + timedelta(days=200)
    assert town.app.summaries.report.of(COMMUNITY, Week.of(clock.at.date())).stale == Pair(4, None)


def test_days_are_forgotten_after_more_than_a_year(town: Township, clock: SetClock) -> None:
    town.family()
    town.app.folding.fold()
    clock.at = datetime(2028, 1, 3, 2, 0, tzinfo=UTC)

    town.app.summaries.keeping.keep_week(clock.at)

    assert town.app.summaries.report.of(COMMUNITY, WEEK).records["person"].fresh.now == 0


def test_a_week_to_come_has_no_report(town: Township, clerk: Call) -> None:
    with pytest.raises(WeekToCome):
        town.app.summaries.report.asked(clerk, COMMUNITY, Week(2026, 46))
    with pytest.raises(WeekToCome):
        town.app.summaries.prepare(clerk, COMMUNITY, Week(2026, 46))


# Who is told what


def test_only_of_ones_own_territory(town: Township) -> None:
    worker = town.worker(rights=RIGHTS)

    assert town.app.summaries.report.asked(worker, "", None).path == GRID
    for path in (NEXT_GRID, COMMUNITY, FAR_GRID, ""):
        if path:
            with pytest.raises(PermissionDenied):
                town.app.summaries.report.asked(worker, path, None)


def needed(**kinds: int) -> Report:
    needs = {NeedKind(kind): Heard(Pair(n)) for kind, n in kinds.items()}
    nought = Pair()
    return Report(COMMUNITY, "", "2026-W45", {}, nought, nought, nought, nought, nought, Quota(), needs=needs)


def test_small_needs_of_a_kind_are_hidden_with_what_they_follow_from() -> None:
    shown = needed(job=30, health=4, legal=12, care=25).protected_from(whole=True)
    few = needed(job=3, health=4).protected_from(whole=True)
    below = needed(job=300, health=40).protected_from(whole=False)

    assert shown.hidden == {("now", "health"), ("now", "legal")}
    assert few.hidden == {("now", "job"), ("now", "health")}
    assert below.hidden == {("now", "job"), ("now", "health"), ("now", PEOPLE), ("before", PEOPLE)}
    assert needed(job=30, health=14).protected_from(whole=True).hidden == frozenset()


def test_how_few_people_are_on_record_is_hidden_from_whoever_may_not_see_them() -> None:
    few = replace(needed(), people=Pair(7, 12), stale=Pair(3, 3)).protected_from(whole=True)
    told = report(few, None)

    assert (told.people.text, told.people.before_text) == ("*", "12")
    assert (told.stale.text, told.stale.value) == ("*", 0)


def test_a_report_that_was_kept_reads_as_it_was(town: Township, clerk: Call) -> None:
    worker = town.worker(rights=RIGHTS)
    (known,) = households(town, 1)
    town.app.visits.record_visit(worker, visit(known, heard=("路灯",), kinds=(NeedKind.FACILITIES,)), None)

    found = town.app.summaries.report.of(COMMUNITY, WEEK)
    kept = town.app.summaries.see.one(clerk, reported(town, clerk)).report

    assert from_data(found.to_data()) == found == kept
    assert found.needs


# Meetings within the register


def test_a_reported_meeting_keeps_its_figures_and_is_only_added_to(town: Township, clerk: Call) -> None:
    town.family()
    meeting = reported(town, clerk)
    town.register("赵新来", town.dwelling("601"))

    town.app.summaries.change.add(clerk, meeting, "参会人员补记一人")
    shown = town.app.summaries.see.one(clerk, meeting)

    assert shown.report is not None
    assert shown.report.records["person"].fresh.now == 3
    assert [each.text for each in shown.meeting.additions] == ["参会人员补记一人"]
    with pytest.raises(MeetingReported):
        town.app.summaries.change.record(clerk, meeting, "", SAID, ())


def test_the_same_week_is_prepared_once(town: Township, clerk: Call) -> None:
    first = town.app.summaries.prepare(clerk, COMMUNITY, WEEK)

    assert town.app.summaries.prepare(clerk, COMMUNITY, WEEK) == first


def test_minutes_are_sealed_told_of_by_ids_and_reading_them_is_recorded(town: Township, clerk: Call) -> None:
    meeting = town.app.summaries.prepare(clerk, COMMUNITY, WEEK)
    said = Minutes(MONDAY.date(), "社区书记", ("网格长",), "讨论王建国家的困难")
    town.app.summaries.change.record(clerk, meeting, "", said, ())
    town.app.summaries.see.one(clerk, meeting)

    assert not [each for each in town.events() if "王建国" in each[1]]
    assert not [each for each in town.audit() if "王建国" in str(each)]
    assert ("population.summary.view", meeting) in [each[:2] for each in town.audit()]
    with town.context.database.read() as connection:
        rows = connection.exec_driver_sql("select * from summary_meeting").all()
    assert "王建国" not in str(rows)
    assert "王建国".encode() not in b"".join(
        bytes(each) for row in rows for each in row if isinstance(each, bytes | memoryview)
    )


def test_nobody_elsewhere_finds_a_meeting(town: Township, clerk: Call) -> None:
    meeting = reported(town, clerk)
    far = staff("clerk", (*RIGHTS, NOTE), "410602002")

    for ask in (
        lambda: town.app.summaries.see.one(far, meeting),
        lambda: town.app.summaries.change.add(far, meeting, "x"),
        lambda: town.app.summaries.send(far, meeting, ""),
        lambda: town.app.summaries.note(far, meeting, "", ""),
    ):
        with pytest.raises(MeetingNotFound):
            ask()
    assert town.app.summaries.see.listed(far, "", "", 10, huddles=False) == []
    with pytest.raises(PermissionDenied):
        town.app.summaries.huddle(far, GRID, SAID, ())


def test_the_township_notes_and_the_community_does_not(town: Township, clerk: Call) -> None:
    meeting = reported(town, clerk)

    with pytest.raises(MeetingNotFound):
        town.app.summaries.note(town.clerk(rights=(*RIGHTS, NOTE)), meeting, "", "")
    town.app.summaries.note(township(), meeting, "", "请跟进")

    shown = town.app.summaries.see.one(clerk, meeting).meeting
    assert (shown.state, shown.remark) == (MeetingState.NOTED, "请跟进")


def test_who_has_not_reported_is_listed_and_reminded(town: Township, clerk: Call, clock: SetClock) -> None:
    clock.at = MONDAY + timedelta(days=7)
    see = town.app.summaries.see

    before = see.weeks(township(), TOWNSHIP, WEEK, "", 10, missing=True)
    assert [(each.path, each.state) for each in before.communities] == [(COMMUNITY, None)]
    assert [(each.what, str(each.week)) for each in see.reminders(clerk)] == [("report", "2026-W45")]
    assert [(each.what, each.count) for each in see.reminders(township())] == [("missing", 1)]

    meeting = reported(town, clerk)
    after = see.weeks(township(), TOWNSHIP, WEEK, "", 10, missing=True)
    assert (after.total, after.reported, list(after.communities)) == (1, 1, [])
    assert see.reminders(clerk) == []
    assert [(each.what, each.meeting_id) for each in see.reminders(township())] == [("note", meeting)]

    town.app.summaries.note(township(), meeting, "", "")
    assert see.reminders(township()) == []


def test_a_huddle_of_a_grid_has_minutes_and_files(town: Township) -> None:
    worker = town.worker(rights=RIGHTS)
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(picture, "PNG")
    file = town.app.add_evidence(worker, picture.getvalue(), "签到表.png").id

    huddle = town.app.summaries.huddle(worker, GRID, SAID, (file,))
    shown = town.app.summaries.see.one(worker, huddle)

    assert [each.file_name for each in shown.files] == ["签到表.png"]
    assert town.app.summaries.see.file(worker, huddle, file)[1]
    assert [each.meeting.id for each in town.app.summaries.see.listed(worker, "", "", 10, huddles=True)] == [
        huddle
    ]
    with pytest.raises(EvidenceNotFound):
        town.app.summaries.huddle(worker, GRID, SAID, (file,))


# Through the contract


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestPlatform]:
    with TestPlatform(tmp_path_factory.mktemp("summaries"), ["population"]) as started:
        yield started


def test_a_meeting_is_held_and_reported_through_the_contract(platform: TestPlatform) -> None:
    context = platform.contexts["population"]
    with context.new_uow(staff("directory", ("*",), "")) as uow:
        places = SqlPlaces(context.database)
        places.keep_place(uow, COMMUNITY, "中山社区", types_pb2.LEVEL_COMMUNITY, 1, ended=False)
        uow.commit()
    promise(context, "clerk")
    stub = platform.stub(summaries_pb2_grpc.SummaryServiceStub, platform.token_of("clerk", RIGHTS, COMMUNITY))
    report = stub.GetWeekReport(pb.GetWeekReportRequest())
    made = stub.PrepareMeeting(pb.PrepareMeetingRequest(territory_code=COMMUNITY, week=report.week))
    asked = pb.RecordMeetingRequest(
        id=made.id, etag=made.etag, chair="社区书记", participants=["网格长", " "], minutes="纪要"
    )
    held = stub.RecordMeeting(asked)
    decided = stub.AddDecision(
        pb.AddDecisionRequest(id=made.id, text="修灯", who="网格长", until="2027-01-05")
    )
    sent = stub.ReportMeeting(pb.ReportMeetingRequest(id=made.id, etag=decided.etag))

    assert (report.territory_name, len(report.records), report.visits.attainment.text) == (
        "中山社区",
        3,
        "100",
    )
    assert (list(held.participants), held.state) == (["网格长"], pb.MEETING_STATE_HELD)
    assert decided.decisions[0].until == "2027-01-05"
    assert sent.state == pb.MEETING_STATE_REPORTED
    assert sent.report.week == report.week
    listed = stub.ListMeetings(pb.ListMeetingsRequest()).meetings
    assert [(each.id, each.minutes) for each in listed] == [(made.id, "")]
    weeks = stub.ListCommunityWeeks(pb.ListCommunityWeeksRequest(week=report.week))
    assert [(each.territory_code, each.state) for each in weeks.communities] == [(COMMUNITY, 3)]


def test_of_a_huddle_no_figures_are_kept(town: Township, clerk: Call) -> None:
    huddle = town.app.summaries.huddle(clerk, GRID, SAID, ())

    town.app.summaries.send(clerk, huddle, "")

    found: Meeting = town.app.summaries.see.one(clerk, huddle).meeting
    assert (found.state, found.report) == (MeetingState.REPORTED, None)
