"""Parts of a case: tasks of units, requests for more time, evidence, and what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from services.cases.domain.states import State

OPEN_TASKS = frozenset({"assigned", "signed"})


@dataclass(eq=False)
class Task:
    """A unit's share of a case (CASE-15). States: assigned, signed, done, sent_back, cancelled."""

    id: str
    unit_id: str
    unit_name: str
    lead: bool
    assigned_at: datetime
    state: str = "assigned"
    officer: str = ""
    requirement: str = ""
    result: str = ""
    signed_at: datetime | None = None
    done_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether the unit still has to act."""
        return self.state in OPEN_TASKS


@dataclass(eq=False)
class ChangeRequest:
    """An extension or suspension asked for (ALL-02). States: asked, approved, refused."""

    id: str
    kind: str
    reason: str
    asked_by: str
    asked_at: datetime
    extra: str = ""
    until: datetime | None = None
    state: str = "asked"
    decided_by: str = ""
    decided_at: datetime | None = None
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An attachment as the rules see it."""

    id: str
    category: str
    taken_at: datetime | None
    uploaded_at: datetime


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation as routing sees it."""

    id: str
    name: str
    path: str
    centre: bool = False
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doer:
    """Who performs a verb, as the rules see them."""

    id: str
    name: str = ""
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """One transition: exactly one line of the timeline and exactly one event (ALL-04)."""

    action: str
    event: str
    before: State
    after: State
    at: datetime
    opinion: str = ""
    attachments: Sequence[str] = ()
    place: tuple[float, float] | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    event_fields: Mapping[str, object] = field(default_factory=dict)
    parties: tuple[str, ...] = ()
    doer: Doer | None = None
