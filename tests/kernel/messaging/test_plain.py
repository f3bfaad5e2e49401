"""What events are written as is what protobuf itself writes."""

from __future__ import annotations

from typing import Any

import pytest
from google.protobuf import descriptor_pb2, duration_pb2, json_format, struct_pb2, timestamp_pb2, wrappers_pb2
from google.protobuf.message import Message

from services.kernel.messaging.plain import plain_of
from wangge.cases.v1 import cases_pb2, events_pb2
from wangge.types.v1 import types_pb2


def moment(seconds: int, nanos: int = 0) -> timestamp_pb2.Timestamp:
    return timestamp_pb2.Timestamp(seconds=seconds, nanos=nanos)


def struct(**values: Any) -> struct_pb2.Struct:
    found = struct_pb2.Struct()
    found.update(values)
    return found


@pytest.mark.parametrize(
    "message",
    [
        cases_pb2.Case(),
        cases_pb2.Case(
            id="1",
            title="井盖 \\ \"'",
            urgency=cases_pb2.URGENCY_URGENT,
            tasks=[cases_pb2.Task(id="t", lead=True), cases_pb2.Task()],
            place=cases_pb2.Place(point=types_pb2.Point(longitude=114.0, latitude=1 / 3)),
            actions=["a", "b"],
            create_time=moment(1_700_000_000, 120_000_000),
        ),
        types_pb2.Attachment(size_bytes=2**40, taken_at=moment(0, 1_000), uploaded_at=moment(-1, 1)),
        events_pb2.CaseAssigned(head=events_pb2.CaseHead(parties=["unit:1"], reworks=2, due_time=moment(1))),
        wrappers_pb2.StringValue(value="文"),
        struct(a=[1, None, {"b": True}]),
        duration_pb2.Duration(seconds=3, nanos=5_000_000),
        descriptor_pb2.FileDescriptorProto(name="x"),
    ],
    ids=lambda message: message.DESCRIPTOR.name,
)
def test_a_message_is_written_as_protobuf_writes_it(message: Message) -> None:
    assert plain_of(message) == json_format.MessageToDict(message)


def test_a_number_that_no_name_belongs_to_stays_a_number() -> None:
    message = cases_pb2.Case(urgency=99)  # type: ignore[arg-type]
    assert plain_of(message) == json_format.MessageToDict(message) == {"urgency": 99}


def test_a_moment_outside_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="years"):
        plain_of(cases_pb2.Case(create_time=moment(10**12)))
