"""What the loop publishes looks like its examples, which subscribers test against too."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.cases.domain import loop
from services.cases.entrypoints.events import subscriptions
from services.kernel.messaging.envelope import envelope_of, read_envelope, read_event
from services.kernel.persistence.unit_of_work import UnitOfWork
from tests.services.cases.county import Town
from wangge.cases.v1 import events_pb2
from wangge.directory.v1 import events_pb2 as directory
from wangge.directory.v1 import territories_pb2

EXAMPLES = Path(__file__).parent / "events"
NAMES = sorted({row.event for row in loop.TABLE} | {"CaseReported"})


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_each_event_can_be_read(name: str) -> None:
    envelope = read_envelope((EXAMPLES / f"{name}.json").read_bytes())

    event = read_event(envelope, getattr(events_pb2, name))

    assert (envelope.name, envelope.source) == (name, "cases")
    assert event.head.case_id == envelope.subject
    assert event.head.grid_path == envelope.territory


def test_every_event_of_a_story_has_the_fields_of_its_example(town: Town) -> None:
    town.closed()

    for body in town.envelopes():
        example = read_envelope((EXAMPLES / f"{body['type'].rpartition('.')[2]}.json").read_bytes())
        known = set(example.data["head"]) | {"reason", "dueTime", "unitIds", "parties", "before"}
        assert set(body["data"]) <= set(example.data) | {"head"}
        assert set(body["data"]["head"]) <= known


def test_every_subscription_keeps_what_it_hears(town: Town) -> None:
    heard = {each.event.DESCRIPTOR.name: each for each in subscriptions(town.application, town.context)}
    assert {"TerritoryChanged", "GridsReplaced", "PostChanged", "CataloguePublished"} <= set(heard)
    event = directory.TerritoryChanged(territory=territories_pb2.Territory(path="410603", name="淇滨区"))
    from services.kernel.call import system_call

    call = system_call("test")
    text = envelope_of(
        event,
        event_id="e1",
        source="directory",
        subject="410603",
        at=town.clock(),
        call=call,
        territory="410603",
    )
    envelope = read_envelope(text)
    with town.context.new_uow(call) as uow:
        assert isinstance(uow, UnitOfWork)
        heard["TerritoryChanged"].handle(read_event(envelope, directory.TerritoryChanged), envelope, uow)
        uow.commit()
    town.loop.directory.refresh(now=True)

    assert town.loop.directory.name_of("410603") == "淇滨区"
