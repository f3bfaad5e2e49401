"""CloudEvents 1.0 envelopes around protobuf events, as JSON.

The common attributes of REQUIREMENTS section 0 travel as CloudEvents extensions: ``actorid``,
``postid``, ``territory``; before, after and reason belong to the event message itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import orjson
from google.protobuf import json_format
from google.protobuf.message import Message

from services.kernel.call import Call
from services.kernel.messaging.plain import plain_of

M = TypeVar("M", bound=Message)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A received event before its payload is read."""

    id: str
    type: str
    source: str
    subject: str
    at: datetime
    actor_id: str
    territory: str
    trace_parent: str
    data: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The bare event name, also its routing key: ``CaseOpened``."""
        return self.type.rpartition(".")[2]


def envelope_of(
    event: Message, *, event_id: str, source: str, subject: str, at: datetime, call: Call, territory: str
) -> str:
    """The event as CloudEvents JSON text."""
    body: dict[str, Any] = {
        "specversion": "1.0",
        "id": event_id,
        "source": f"/wangge/{source}",
        "type": event.DESCRIPTOR.full_name,
        "subject": subject,
        "time": at.isoformat(),
        "datacontenttype": "application/json",
        "actorid": call.actor.id,
        "data": plain_of(event),
    }
    if call.actor.posts:
        body["postid"] = call.actor.posts[0]
    if territory:
        body["territory"] = territory
    if call.trace_id:
        body["traceparent"] = f"00-{call.trace_id}-{event_id.replace('-', '')[-16:]}-01"
    return orjson.dumps(body).decode()


def read_envelope(body: str | bytes | Mapping[str, Any]) -> Envelope:
    """Parse an envelope (JSON text, or already decoded), tolerating attributes it does not know.

    Raises:
        ValueError: not JSON, or a required CloudEvents attribute is missing.
    """
    try:
        attributes = json.loads(body) if isinstance(body, str | bytes) else body
        if not (
            isinstance(attributes["id"], str) and attributes["id"] and isinstance(attributes["type"], str)
        ):
            raise TypeError("id and type are text")
        data = attributes.get("data") or {}
        if not isinstance(data, Mapping):
            raise TypeError("data is an object")
        return Envelope(
            id=attributes["id"],
            type=attributes["type"],
            source=attributes["source"].removeprefix("/wangge/"),
            subject=str(attributes.get("subject") or ""),
            at=datetime.fromisoformat(attributes["time"]),
            actor_id=str(attributes.get("actorid") or ""),
            territory=str(attributes.get("territory") or ""),
            trace_parent=str(attributes.get("traceparent") or ""),
            data=data,
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not a CloudEvents envelope: {error}") from error


def read_event(envelope: Envelope, kind: type[M]) -> M:
    """The payload as ``kind``; fields this version does not know are ignored."""
    event = kind()
    json_format.ParseDict(dict(envelope.data), event, ignore_unknown_fields=True)
    return event
