"""What population publishes looks like its examples, and never says who somebody is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from services.kernel.messaging.envelope import read_envelope, read_event
from wangge.options.v1 import options_pb2
from wangge.population.v1 import events_pb2

EXAMPLES = Path(__file__).parent / "events"
EVENTS: list[Any] = [
    getattr(events_pb2, name) for name in sorted(events_pb2.DESCRIPTOR.message_types_by_name)
]


@pytest.mark.parametrize("event", EVENTS, ids=lambda each: each.DESCRIPTOR.name)
def test_the_example_can_be_read(event: Any) -> None:
    name = event.DESCRIPTOR.name
    envelope = read_envelope((EXAMPLES / f"{name}.json").read_bytes())

    found = read_event(envelope, event)

    assert (envelope.name, envelope.source) == (name, "population")
    assert envelope.territory in (getattr(found, "territory_path", ""), getattr(found, "to_path", ""))


def test_no_event_has_room_for_personal_data() -> None:
    fields = [each for event in EVENTS for each in event.DESCRIPTOR.fields]

    personal = [each for each in fields if each.GetOptions().Extensions[options_pb2.field].personal]
    assert personal == []
    assert not [
        each.name for each in fields if each.name in ("name", "phone", "address", "number", "born_on")
    ]
