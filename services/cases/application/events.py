"""The event of each happening: the contract's message with the case's head, and no personal data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from google.protobuf.message import Message

from services.cases.domain.case import Case
from services.cases.domain.parts import Happening
from services.cases.domain.states import Channel, Level, State, Urgency
from wangge.cases.v1 import cases_pb2, events_pb2
from wangge.types.v1 import types_pb2

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_STATES: dict[State, Any] = {each: cases_pb2.CaseState.Value(f"CASE_STATE_{each.value}") for each in State}
_URGENCIES: dict[Urgency, Any] = {each: cases_pb2.Urgency.Value(f"URGENCY_{each.value}") for each in Urgency}
_CHANNELS: dict[Channel, Any] = {each: cases_pb2.Channel.Value(f"CHANNEL_{each.value}") for each in Channel}
_LEVELS: dict[Level, Any] = {each: types_pb2.Level.Value(f"LEVEL_{each.value}") for each in Level}
_REASONS = frozenset({"submit", "return", "escalate", "send_back", "transfer", "push_down", "verify"})
"""Verbs whose words come from staff about the work; words of reporters stay in the case."""


def event_of(case: Case, happening: Happening, told: Sequence[str] = ()) -> Message:
    """The one event of a happening; ``told`` are parties beyond those of the happening itself."""
    message: Any = getattr(events_pb2, happening.event)()
    message.head.CopyFrom(_head(case, happening))
    message.head.parties.extend(each for each in told if each not in happening.parties)
    for name, value in happening.event_fields.items():
        field = getattr(message, name)
        if isinstance(value, list | tuple):
            field.extend(value)
        else:
            setattr(message, name, value)
    return message  # type: ignore[no-any-return]


def _head(case: Case, happening: Happening) -> events_pb2.CaseHead:
    clock = case.limit_clock()
    head = events_pb2.CaseHead(
        case_id=case.id,
        number=case.number,
        category=case.category,
        urgency=_URGENCIES[case.urgency],
        channel=_CHANNELS[case.channel],
        grid_path=case.grid_path,
        level=_LEVELS[case.level],
        holder_path=case.holder_path,
        before=state_number(happening.before if happening.action != "report" else None),
        after=state_number(happening.after),
        reason=happening.opinion[:400] if happening.action in _REASONS else "",
        unit_ids=[task.unit_id for task in case.open_tasks],
        reworks=case.reworks,
        transfers=case.transfers,
        parties=happening.parties,
    )
    if clock is not None:
        set_moment(head.due_time, clock.due_at)
    return head


def state_number(state: State | None) -> Any:
    """The contract's number of a state; zero before there is one."""
    return _STATES[state] if state else 0


def set_moment(field: Any, moment: datetime | None) -> None:
    """Fill a timestamp field; leave it unset without a moment."""
    if moment is not None:
        # FromDatetime costs five times as much, several times in every command.
        field.seconds = (moment - _EPOCH) // _SECOND
        field.nanos = moment.microsecond * 1000
