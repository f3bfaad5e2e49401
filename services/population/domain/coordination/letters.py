"""What a request between places says, what happened to it, and the letter it came by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened; without a name the platform did it by the clock."""

    what: str
    at: datetime
    actor_name: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What it says of somebody; sealed, and erased when its time is over."""

    name: str = ""
    document_number: str = ""
    note: str = ""
    reason: str = ""
    file_name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    letter_name: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """By which a place outside the platform asked: who wrote it, its own number and day, its scan."""

    sender: str
    number: str
    on: date
    file_id: str = ""
    file_type: str = ""
