"""Domain to contract and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from google.protobuf import json_format

from services.cases.adapters.reading import light_of
from services.cases.application.commands.receipts import ReceiptView
from services.cases.application.ports import CaseView
from services.cases.domain.clocks import Clock, Light
from services.cases.domain.overruns import Overrun, OverrunCause
from services.cases.domain.parts import ChangeRequest, Task
from services.cases.domain.saved_filter import SavedFilter
from services.cases.domain.states import STEP, Channel, State, Urgency
from services.kernel.persistence.moments import aware
from services.kernel.security.masks import mask_name
from services.kernel.territory_codes import code_of
from wangge.cases.v1 import cases_pb2 as pb
from wangge.types.v1 import types_pb2 as types

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
STATES: dict[str, Any] = {each.value: pb.CaseState.Value(f"CASE_STATE_{each.value}") for each in State}
URGENCIES: dict[str, Any] = {each.value: pb.Urgency.Value(f"URGENCY_{each.value}") for each in Urgency}
CHANNELS: dict[str, Any] = {each.value: pb.Channel.Value(f"CHANNEL_{each.value}") for each in Channel}
LIGHTS: dict[Light, Any] = {each: pb.Light.Value(f"LIGHT_{each.value}") for each in Light}
LEVELS: dict[str, Any] = {
    name: types.Level.Value(f"LEVEL_{name}")
    for name in ("PREFECTURE", "COUNTY", "TOWNSHIP", "COMMUNITY", "GRID")
}
_URGENCY_OF = {number: Urgency(name) for name, number in URGENCIES.items()}
_CHANNEL_OF = {number: Channel(name) for name, number in CHANNELS.items()}
OVERRUN_CAUSES: dict[OverrunCause | None, Any] = {None: pb.OVERRUN_CAUSE_UNSPECIFIED} | {
    each: pb.OverrunCause.Value(f"OVERRUN_CAUSE_{each.value}") for each in OverrunCause
}
_OVERRUN_CAUSE_OF = {number: cause for cause, number in OVERRUN_CAUSES.items()}
_MOMENTS = frozenset({"before", "after"})
_STEPS = {state.value: step for state, step in STEP.items()}


def moment_of(message: Any, field: str) -> datetime | None:
    """A timestamp field as an aware moment; None when it is not set."""
    return getattr(message, field).ToDatetime(tzinfo=UTC) if message.HasField(field) else None


def point_of(message: Any, field: str) -> tuple[float, float] | None:
    """A point field as longitude and latitude; None when it is not set."""
    if not message.HasField(field):
        return None
    point = getattr(message, field)
    return point.longitude, point.latitude


def urgency_of(number: int) -> Urgency | None:
    """None stands for "as it is"."""
    return _URGENCY_OF.get(number)


def overrun_of(request: Any) -> Overrun | None:
    """Why a verb comes late; None where the request does not say, or cannot. Raises Invalid."""
    cause = _OVERRUN_CAUSE_OF.get(getattr(request, "overrun_cause", 0))
    return Overrun(cause, request.overrun_words) if cause else None


def channel_of(number: int) -> Channel:
    """The channel a request names."""
    return _CHANNEL_OF.get(number, Channel.SYSTEM)


def stamp(field: Any, moment: datetime | None) -> None:
    """Fill a timestamp; leave it unset without a moment."""
    if moment is None:
        return
    at = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    field.seconds = (at - _EPOCH) // _SECOND  # FromDatetime costs five times as much, three times a row
    field.nanos = at.microsecond * 1000


def case_message(view: CaseView) -> pb.Case:
    """A case as its caller may see it."""
    case = view.case
    if view.reduced:
        return _reduced(view)
    clock = case.limit_clock()
    message = pb.Case(
        id=case.id,
        number=case.number,
        title=case.title,
        content=case.content,
        category=case.category,
        category_title=case.category_title,
        urgency=URGENCIES[case.urgency.value],
        state=STATES[case.state.value],
        step=case.step,
        level=LEVELS[case.level.value],
        holder_territory_code=code_of(case.holder_path),
        holder_name=case.holder_name,
        place=pb.Place(grid_code=code_of(case.grid_path), address=case.address),
        grid_name=case.grid_name,
        community_name=view.community_name,
        channel=CHANNELS[case.channel.value],
        reporter=pb.Reporter(
            name=view.reporter_name,
            phone=view.reporter_phone,
            anonymous=case.reporter.anonymous,
            account_id=case.reporter.account_id,
            wants_answer=case.reporter.wants_answer,
        ),
        collector_name=case.collector_name,
        collector_phone=case.collector_phone,
        first_receiver=case.first_receiver_name or case.first_receiver,
        file_number=case.file_number,
        tasks=[_task(task) for task in case.tasks],
        clocks=[_clock(each, view) for each in case.clocks],
        light=LIGHTS[case.light(view.now)],
        reworks=case.reworks,
        transfers=case.transfers,
        send_backs=case.send_backs,
        level_hops=case.hops,
        result=case.result,
        merged_into=case.merged_into,
        followers=case.followers,
        attachments=[attachment_message(row, view.names) for row in view.attachments],
        change_requests=[_request(each, view.names) for each in case.requests],
        direct=case.direct,
        safety=case.safety,
        external_system=case.external_system,
        external_number=case.external_number,
        visibility=case.visibility,
        etag=str(case.version),
        actions=view.actions,
        loop_version=case.loop_version,
        catalogue_version=case.catalogue_version,
        supervision_level=case.supervision_level,
        archive_digest=case.archive_digest,
        owner_unit_id=case.owner_unit_id,
        creator_id=case.creator_id,
        disposed_first=case.disposed_first,
        receipt_secret=view.receipt_secret,
    )
    if case.longitude is not None and case.latitude is not None:
        message.place.point.longitude, message.place.point.latitude = case.longitude, case.latitude
    stamp(message.occurred_time, case.occurred_at)
    stamp(message.create_time, case.created_at)
    stamp(message.update_time, case.updated_at)
    stamp(message.close_time, case.closed_at)
    stamp(message.reopen_until, case.reopen_until)
    if clock is not None:
        stamp(message.due_time, clock.due_at)
    if case.evaluation.by:
        message.evaluation.CopyFrom(_evaluation(case.evaluation))
    if case.dispute:
        message.dispute.CopyFrom(dispute_message(case.dispute))
    return message


def _reduced(view: CaseView) -> pb.Case:
    """Progress and the answer alone, for those who merely follow."""
    case = view.case
    message = pb.Case(
        id=case.id,
        number=case.number,
        category=case.category,
        category_title=case.category_title,
        state=STATES[case.state.value],
        step=case.step,
        holder_name=case.holder_name,
        followers=case.followers,
        result=(case.answer or case.result) if case.closed_at else "",
        etag=str(case.version),
        actions=view.actions,
    )
    stamp(message.create_time, case.created_at)
    stamp(message.close_time, case.closed_at)
    return message


def _task(task: Task) -> pb.Task:
    message = pb.Task(
        id=task.id,
        unit_id=task.unit_id,
        unit_name=task.unit_name,
        lead=task.lead,
        state=task.state,
        officer=task.officer,
        requirement=task.requirement,
        result=task.result,
    )
    stamp(message.assigned_at, task.assigned_at)
    stamp(message.signed_at, task.signed_at)
    stamp(message.done_at, task.done_at)
    return message


def _clock(clock: Clock, view: CaseView) -> pb.Clock:
    message = pb.Clock(
        stage=clock.stage,
        limit=clock.limit,
        light=LIGHTS[clock.light(view.now)],
        minutes_left=clock.minutes_left(view.now, view.calendar),
        extensions=clock.extensions,
        overrun_cause=OVERRUN_CAUSES[clock.overrun.cause] if clock.overrun else OVERRUN_CAUSES[None],
        overrun_words=clock.overrun.words if clock.overrun else "",
    )
    stamp(message.started_at, clock.started_at)
    stamp(message.due_at, clock.due_at)
    stamp(message.stopped_at, clock.stopped_at)
    stamp(message.paused_at, clock.paused_at)
    return message


def _request(request: ChangeRequest, names: Mapping[str, str]) -> pb.ChangeRequest:
    message = pb.ChangeRequest(
        id=request.id,
        kind=request.kind,
        reason=request.reason,
        extra=request.extra,
        state=request.state,
        asked_by=request.asked_by,
        decided_by=request.decided_by,
        asked_by_name=names.get(request.asked_by, ""),
        decided_by_name=names.get(request.decided_by, ""),
        opinion=request.opinion,
    )
    stamp(message.until, request.until)
    stamp(message.asked_at, request.asked_at)
    stamp(message.decided_at, request.decided_at)
    return message


def _evaluation(evaluation: Any) -> pb.Evaluation:
    message = pb.Evaluation(score=evaluation.score, text=evaluation.text, by=evaluation.by)
    stamp(message.at, evaluation.at)
    return message


def dispute_message(document: dict[str, Any]) -> pb.Dispute:
    """The extras of a dispute from their document, its parties masked."""
    message = json_format.ParseDict(document, pb.Dispute(), ignore_unknown_fields=True)
    for party in message.parties:
        party.name = mask_name(party.name)
    return message


def document_of(message: Any) -> dict[str, Any]:
    """A message as the document that is kept."""
    return json_format.MessageToDict(message)


def attachment_message(row: Any, names: Mapping[str, str]) -> types.Attachment:
    """An upload; ``names`` of accounts by id, as far as its reader may know them."""
    message = types.Attachment(
        id=row.id,
        file_name=row.file_name,
        content_type=row.content_type,
        size_bytes=row.size_bytes,
        category=row.category,
        uploaded_by=row.uploaded_by,
        digest=row.digest,
        moment=row.moment if row.moment in _MOMENTS else "",
        uploaded_by_name=names.get(row.uploaded_by, ""),
    )
    stamp(message.taken_at, row.taken_at)
    stamp(message.uploaded_at, row.uploaded_at)
    if row.longitude is not None:
        message.taken_where.longitude, message.taken_where.latitude = row.longitude, row.latitude
    return message


@dataclass(frozen=True, slots=True)
class Around:
    """What a list says of its rows beyond what they hold themselves."""

    community_of: Callable[[str], str]
    left: Callable[[datetime], int]


def summary_message(row: Any, now: datetime, around: Around | None = None) -> pb.CaseSummary:
    """A row of a list."""
    message = pb.CaseSummary(
        id=row.id,
        number=row.number,
        title=row.title,
        category=row.category,
        category_title=row.category_title,
        urgency=URGENCIES[row.urgency],
        state=STATES[row.state],
        step=_STEPS[row.state],
        level=LEVELS[row.level],
        holder_name=row.holder_name,
        grid_code=code_of(row.grid_path),
        grid_name=row.grid_name,
        channel=CHANNELS[row.channel],
        light=LIGHTS[light_of(row, now)],
        address=row.address,
        reworks=row.reworks,
        supervision_level=row.supervision_level,
        etag=str(row.version),
    )
    stamp(message.create_time, row.created_at)
    stamp(message.update_time, row.updated_at)
    stamp(message.due_time, row.due_at)
    if row.longitude is not None:
        message.point.longitude, message.point.latitude = row.longitude, row.latitude
    if around is not None:
        message.community_name = around.community_of(row.grid_path)
        if row.due_at is not None and not row.paused:
            message.minutes_left = around.left(aware(row.due_at))
    return message


def progress_message(row: Any, now: datetime, around: Around | None = None) -> pb.CaseSummary:
    """A row of a list for those who may know how a case goes and not what it says."""
    message = summary_message(row, now, around)
    for field in ("title", "address", "point", "grid_code", "grid_name", "community_name", "channel"):
        message.ClearField(field)
    return message


def entry_message(row: Any, files: dict[str, Any], names: Mapping[str, str]) -> pb.TimelineEntry:
    """A line of a history."""
    message = pb.TimelineEntry(
        sequence=row.sequence,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        post_title=row.post_title,
        unit_name=row.unit_name,
        on_behalf_of=row.on_behalf_of,
        action=row.action,
        from_state=STATES.get(row.from_state, 0),
        to_state=STATES[row.to_state],
        level=LEVELS[row.level],
        opinion=row.opinion,
        attachments=[attachment_message(files[each], names) for each in row.attachment_ids if each in files],
        details=json.dumps(row.details, ensure_ascii=False, sort_keys=True),
    )
    stamp(message.at, row.at)
    if row.longitude is not None:
        message.place.longitude, message.place.latitude = row.longitude, row.latitude
    return message


def entries(rows: Sequence[Any], view: CaseView) -> list[pb.TimelineEntry]:
    """A whole history with its attachments."""
    files = {row.id: row for row in view.attachments}
    return [entry_message(row, files, view.names) for row in rows]


def saved_filter_message(saved: SavedFilter) -> pb.SavedFilter:
    """A kept list as its owner sees it."""
    message = pb.SavedFilter(
        id=saved.id,
        name=saved.name,
        filter=saved.filter,
        query=saved.query,
        order_by=saved.order_by,
        view=saved.view,
        columns=saved.columns,
        etag=str(saved.version),
    )
    stamp(message.update_time, saved.updated_at)
    return message


def receipt_message(view: ReceiptView) -> pb.Receipt:
    """What the reporter sees without signing in."""
    case = view.case
    clock = case.clock("handling") or case.limit_clock()
    message = pb.Receipt(
        number=case.number,
        title=case.title,
        step=case.step,
        state=STATES[case.state.value],
        holder=case.holder_name,
        answer=case.answer or case.result or view.answer,
        actions=view.actions,
    )
    stamp(message.promised_time, clock.due_at if clock else None)
    stamp(message.reopen_until, case.reopen_until)
    stamp(message.close_time, case.closed_at)
    if case.evaluation.by:
        message.evaluation.CopyFrom(_evaluation(case.evaluation))
    for each in view.steps:
        step = message.steps.add(step=each.step, by=each.by)
        stamp(step.at, each.at)
    return message
