"""Moments on the wire."""

from __future__ import annotations

from datetime import UTC, datetime

from google.protobuf.timestamp_pb2 import Timestamp


def stamp(moment: datetime | None) -> Timestamp | None:
    """A moment for the wire; None stays absent."""
    if moment is None:
        return None
    found = Timestamp()
    found.FromDatetime(moment)
    return found


def read(message: Timestamp, present: bool) -> datetime | None:
    """The moment of a field that may be absent."""
    return message.ToDatetime(tzinfo=UTC) if present else None
