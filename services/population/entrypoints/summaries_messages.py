"""Weekly reports and meetings to the contract; small numbers of needs as their reader may see them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from services.kernel.territory_codes import code_of
from services.population.application.summaries.ports import CommunityWeek
from services.population.application.summaries.reading import Reminder, ShownMeeting
from services.population.domain.disclosure import HIDDEN
from services.population.domain.meetings import Meeting
from services.population.domain.needs import NeedKind
from services.population.domain.visiting import DAYS_A_WEEK
from services.population.domain.week_report import PEOPLE, Heard, Pair, Part, Quota, Report
from services.population.domain.weeks import Week
from services.population.entrypoints.messages import attachment, stamp
from services.population.entrypoints.words import number
from wangge.population.v1 import summaries_pb2 as pb


def report(found: Report, made_at: datetime | None) -> pb.WeekReport:
    """A week of a territory."""
    week = Week.read(found.week)
    people = {at for at, what in found.hidden if what == PEOPLE}
    message = pb.WeekReport(
        territory_code=code_of(found.path),
        territory_name=found.name,
        week=found.week,
        from_day=week.first.isoformat(),
        to_day=week.last.isoformat(),
        records=[
            pb.RecordWeek(
                record_type=kind,
                fresh=_figure(each.fresh),
                changed=_figure(each.changed),
                verified=_figure(each.verified),
            )
            for kind, each in found.records.items()
        ],
        people=_figure(found.people, hidden=people),
        stale=_figure(found.stale, hidden=people),
        proposed=_figure(found.proposed),
        confirmed=_figure(found.confirmed),
        rejected=_figure(found.rejected),
        visits=_quota(found.visits),
        parts=[_part(each) for each in found.parts],
        workers=[
            pb.WorkerWeek(
                worker_id=each.worker_id,
                worker_name=each.name,
                territory_code=code_of(each.path),
                territory_name=each.place,
                planned=each.planned,
                done=each.done,
                attainment=each.attainment,
                days=each.days,
                days_target=DAYS_A_WEEK,
            )
            for each in found.workers
        ],
        protected=found.protected,
    )
    if found.needs:
        message.needs.append(_need(NeedKind.UNSAID, found.heard, set()))
        message.needs.extend(_needs(found))
    stamp(message, "make_time", made_at)
    return message


def meeting(shown: ShownMeeting, *, words: bool = True) -> pb.Meeting:
    """With its minutes; without ``words`` for lists."""
    found = shown.meeting
    message = pb.Meeting(
        id=found.id,
        territory_code=code_of(found.path),
        territory_name=shown.place,
        huddle=found.huddle,
        week=str(found.week),
        state=number(found.state),
        held_on=found.minutes.held_on.isoformat() if found.minutes else "",
        prepared_by=found.prepared_by,
        reported_by=found.reported_by,
        noted_by=found.noted_by,
        actions=shown.actions,
        etag=str(found.version),
    )
    stamp(message, "prepare_time", found.prepared_at)
    stamp(message, "report_time", found.reported_at)
    stamp(message, "note_time", found.noted_at)
    if words:
        _say(message, found)
        message.files.extend(attachment(each) for each in shown.files)
        if shown.report is not None:
            message.report.CopyFrom(report(shown.report, found.reported_at))
    return message


def community(found: CommunityWeek, *, over: bool) -> pb.CommunityWeek:
    """Where a community stands."""
    message = pb.CommunityWeek(
        territory_code=code_of(found.path),
        territory_name=found.name,
        state=number(found.state) if found.state else pb.MEETING_STATE_UNSPECIFIED,
        meeting_id=found.meeting_id,
        held_on=found.held_on.isoformat() if found.held_on else "",
        missing=over and not found.reported,
    )
    stamp(message, "report_time", found.reported_at)
    return message


def reminder(found: Reminder) -> pb.ListSummaryRemindersResponse.Reminder:
    """What waits."""
    return pb.ListSummaryRemindersResponse.Reminder(
        what=found.what,
        territory_code=code_of(found.path),
        territory_name=found.place,
        week=str(found.week),
        meeting_id=found.meeting_id,
        count=found.count,
    )


def _say(message: pb.Meeting, found: Meeting) -> None:
    if found.minutes is not None:
        message.chair, message.minutes = found.minutes.chair, found.minutes.text
        message.participants.extend(found.minutes.participants)
    for said in found.decisions:
        until = said.until.isoformat() if said.until else ""
        message.decisions.add(text=said.text, who=said.who, until=until)
    for added in found.additions:
        stamp(message.additions.add(text=added.text, added_by=added.by), "at", added.at)
    message.remark = found.remark


def _figure(pair: Pair, *, hidden: Collection[str] = ()) -> pb.WeekFigure:
    """``hidden`` names ``now`` or ``before``."""

    def text(at: str, value: int) -> str:
        return HIDDEN if at in hidden else str(value)

    figure = pb.WeekFigure(text=text("now", pair.now))
    if "now" not in hidden:
        figure.value = pair.now
    if pair.before is not None:
        figure.before_text = text("before", pair.before)
        if "before" not in hidden:
            figure.before = pair.before
    return figure


def _quota(found: Quota) -> pb.QuotaWeek:
    return pb.QuotaWeek(
        planned=_figure(found.planned),
        done=_figure(found.done),
        refused=_figure(found.refused),
        absent=_figure(found.absent),
        attainment=_figure(found.attainment),
    )


def _part(found: Part) -> pb.PartWeek:
    return pb.PartWeek(
        territory_code=code_of(found.path),
        territory_name=found.name,
        fresh=found.records.fresh.now,
        changed=found.records.changed.now,
        verified=found.records.verified.now,
        visits=_quota(found.visits),
    )


def _needs(found: Report) -> list[pb.NeedWeek]:
    """By kind. Who may not see the register is told how often each was heard, and no more of it."""
    lines = []
    for kind, each in sorted(found.needs.items(), key=lambda item: -item[1].heard.now):
        hidden = {at for at, name in found.hidden if name == kind}
        line = _need(kind, each, hidden)
        if found.protected:
            line.ClearField("cases")
            line.ClearField("open")
        lines.append(line)
    return lines


def _need(kind: NeedKind, each: Heard, hidden: set[str]) -> pb.NeedWeek:
    return pb.NeedWeek(
        kind=number(kind),
        heard=_figure(each.heard, hidden=hidden),
        cases=_figure(each.cases),
        open=_figure(each.open),
    )
