"""A case as a row, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.cases.domain.case import Case
from services.cases.domain.clocks import Adjustment, Clock, Light
from services.cases.domain.overruns import Overrun, OverrunCause
from services.cases.domain.parts import ChangeRequest, Task
from services.cases.domain.record import Evaluation, Reporter
from services.cases.domain.states import Channel, State, Urgency
from services.kernel.persistence.moments import aware
from services.kernel.spatial import cell

CELL_METRES = 250

_SAME = (
    "id",
    "number",
    "title",
    "content",
    "category",
    "category_title",
    "catalogue_version",
    "loop_version",
    "paperwork",
    "safety",
    "grid_path",
    "grid_name",
    "holder_path",
    "holder_name",
    "creator_id",
    "collector_name",
    "collector_phone",
    "owner_unit_id",
    "first_receiver",
    "first_receiver_name",
    "handover_to",
    "occurred_at",
    "created_at",
    "closed_at",
    "handling_minutes",
    "file_number",
    "direct",
    "disposed_first",
    "longitude",
    "latitude",
    "address",
    "external_system",
    "external_number",
    "visibility",
    "dispute",
    "handlers",
    "reworks",
    "transfers",
    "send_backs",
    "hops",
    "result",
    "answer",
    "cost",
    "merged_into",
    "followers",
    "supervision_level",
    "archive_digest",
    "overrun_cause",
    "suspended_until",
    "fed_back_at",
    "sequence",
    "version",
)
_MOMENTS = frozenset({"occurred_at", "created_at", "closed_at", "suspended_until", "fed_back_at"})
_PLAIN = tuple(name for name in _SAME if name not in _MOMENTS)


def row_of(case: Case, now: datetime, next_tick_at: datetime | None) -> dict[str, Any]:
    """Every column of the case's row but ``changed_by``."""
    due = case.limit_clock()
    row: dict[str, Any] = {name: getattr(case, name) for name in _SAME}
    reporter = case.reporter
    row.update(
        urgency=case.urgency.value,
        state=case.state.value,
        open=case.state.open,
        level=case.level.value,
        channel=case.channel.value,
        reporter_account=reporter.account_id,
        reporter_anonymous=reporter.anonymous,
        reporter_wants_answer=reporter.wants_answer,
        reporter_name=reporter.name,
        reporter_phone=reporter.phone,
        reporter_phone_blind=reporter.phone_blind,
        updated_at=case.updated_at or now,
        cell=""
        if case.longitude is None or case.latitude is None
        else cell(case.longitude, case.latitude, CELL_METRES),
        tasks=[_task_document(task) for task in case.tasks],
        clocks=[_clock_document(clock) for clock in case.clocks],
        requests=[_request_document(each) for each in case.requests],
        handlers=list(case.handlers),  # what is stored must not change with the case
        evaluation=_evaluation_document(case.evaluation),
        due_at=due.due_at if due and not due.paused_at else None,
        amber_at=due.amber_at if due and not due.paused_at else None,
        paused=bool(due and due.paused_at),
        was_overdue=case.was_overdue,
        next_tick_at=next_tick_at,
    )
    return row


def case_of(row: Mapping[Any, Any]) -> Case:
    """The case behind a row."""
    values: dict[str, Any] = {name: row[name] for name in _PLAIN}
    for name in _MOMENTS:
        values[name] = aware(row[name])
    values["handlers"] = list(values["handlers"])
    evaluation = row["evaluation"]
    return Case(
        **values,
        updated_at=aware(row["updated_at"]),
        urgency=Urgency(row["urgency"]),
        state=State(row["state"]),
        channel=Channel(row["channel"]),
        reporter=Reporter(
            account_id=row["reporter_account"],
            anonymous=row["reporter_anonymous"],
            wants_answer=row["reporter_wants_answer"],
            name=row["reporter_name"] and bytes(row["reporter_name"]),
            phone=row["reporter_phone"] and bytes(row["reporter_phone"]),
            phone_blind=row["reporter_phone_blind"],
        ),
        tasks=[_task(each) for each in row["tasks"]],
        clocks=[_clock(each) for each in row["clocks"]],
        requests=[_request(each) for each in row["requests"]],
        evaluation=Evaluation(
            evaluation.get("score", 0),
            evaluation.get("text", ""),
            _read(evaluation.get("at")),
            evaluation.get("by", ""),
        ),
    )


def _write(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _task_document(task: Task) -> dict[str, Any]:
    return {
        **vars(task),
        "assigned_at": _write(task.assigned_at),
        "signed_at": _write(task.signed_at),
        "done_at": _write(task.done_at),
    }


def _task(document: Mapping[str, Any]) -> Task:
    moments = {name: _read(document[name]) for name in ("assigned_at", "signed_at", "done_at")}
    return Task(**{**document, **moments})


def _request_document(request: ChangeRequest) -> dict[str, Any]:
    moments = {name: _write(getattr(request, name)) for name in ("asked_at", "until", "decided_at")}
    return {**vars(request), **moments}


def _request(document: Mapping[str, Any]) -> ChangeRequest:
    moments = {name: _read(document[name]) for name in ("asked_at", "until", "decided_at")}
    return ChangeRequest(**{**document, **moments})


def _clock_document(clock: Clock) -> dict[str, Any]:
    moments = {
        name: _write(getattr(clock, name))
        for name in ("started_at", "due_at", "amber_at", "stopped_at", "paused_at")
    }
    adjustments = [[a.extra, _write(a.start), _write(a.end)] for a in clock.adjustments]
    return {
        "stage": clock.stage,
        "limit": clock.limit,
        "level": clock.level,
        "announced": clock.announced.value,
        "adjustments": adjustments,
        "overrun": [clock.overrun.cause.value, clock.overrun.words] if clock.overrun else None,
        **moments,
    }


def _clock(document: Mapping[str, Any]) -> Clock:
    moments: dict[str, Any] = {
        name: _read(document[name])
        for name in ("started_at", "due_at", "amber_at", "stopped_at", "paused_at")
    }
    overrun = document.get("overrun")
    return Clock(
        overrun=Overrun(OverrunCause(overrun[0]), overrun[1]) if overrun else None,
        stage=document["stage"],
        limit=document["limit"],
        level=document["level"],
        announced=Light(document["announced"]),
        adjustments=[Adjustment(e, _read(s), _read(t)) for e, s, t in document["adjustments"]],
        **moments,
    )


def _evaluation_document(evaluation: Evaluation) -> dict[str, Any]:
    if not evaluation.by:
        return {}
    return {
        "score": evaluation.score,
        "text": evaluation.text,
        "at": _write(evaluation.at),
        "by": evaluation.by,
    }
