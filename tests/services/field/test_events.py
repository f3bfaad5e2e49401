"""What field publishes looks like its examples, which subscribers test against too; it has no positions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from services.kernel.messaging.envelope import read_envelope, read_event
from wangge.field.v1 import events_pb2
from wangge.types.v1 import types_pb2

EXAMPLES = Path(__file__).parent / "events"
EVENTS: list[Any] = [
    events_pb2.DutyChanged,
    events_pb2.PatrolStarted,
    events_pb2.PatrolCheckedIn,
    events_pb2.PatrolFinished,
    events_pb2.GuideChanged,
    events_pb2.ChecklistChanged,
    events_pb2.ChecklistResultAdded,
    events_pb2.ChecklistCaseLinked,
    events_pb2.WorkDayFinished,
    events_pb2.WorkDayReopened,
    events_pb2.WeekSummedUp,
    events_pb2.WeekReported,
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda each: each.DESCRIPTOR.name)
def test_the_example_can_be_read(event: Any) -> None:
    name = event.DESCRIPTOR.name
    envelope = read_envelope((EXAMPLES / f"{name}.json").read_bytes())

    found = read_event(envelope, event)

    assert (envelope.name, envelope.source) == (name, "field")
    assert found.territory_path == envelope.territory


def test_no_event_has_room_for_a_position() -> None:
    fields = [each for event in EVENTS for each in event.DESCRIPTOR.fields]

    assert not [each.name for each in fields if each.message_type == types_pb2.Point.DESCRIPTOR]
    assert not [each.name for each in fields if each.type == each.TYPE_DOUBLE]
