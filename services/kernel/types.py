"""The few types every layer shares: time, identity, and what a call carries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import uuid_utils

Clock = Callable[[], datetime]
"""Returns the present moment as an aware UTC datetime."""

NewId = Callable[[], str]
"""Returns a new identifier: a UUIDv7 in canonical text, so that identifiers sort by time of birth."""


def utc_now() -> datetime:
    """The system clock, aware, UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """A UUIDv7 as 36 characters."""
    return str(uuid_utils.uuid7())
