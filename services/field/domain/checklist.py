"""A campaign's checklist (专项排查清单, 六联): what is looked at, where and when (FLD-13).

| verb  | from           | to      | who                                             |
|-------|----------------|---------|-------------------------------------------------|
| edit  | DRAFT, RUNNING | same    | editors; items and territory of a draft alone   |
| start | DRAFT          | RUNNING | editors, once it has an item                    |
| close | RUNNING        | CLOSED  | editors; sheets filled before still arrive      |
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from services.field.domain.help_refusals import (
    ChecklistEmpty,
    ChecklistNotDraft,
    ChecklistNotRunning,
    ItemsFixed,
    MechanismMissing,
    PeriodReversed,
    PlaceOutside,
    StandingFixed,
)
from services.field.domain.refusals import Stale
from services.field.domain.standing import Standing
from services.kernel.errors import FieldProblem, Invalid

YES, NO = "yes", "no"


class Mechanism(StrEnum):
    """The six joint mechanisms (六联, CASE-30); none for a list of a county's own."""

    NONE = ""
    SERVICE = "SERVICE"
    MEDIATION = "MEDIATION"
    PROBLEMS = "PROBLEMS"
    EMERGENCY = "EMERGENCY"
    PUBLIC_ORDER = "PUBLIC_ORDER"
    SAFE_COMMUNITY = "SAFE_COMMUNITY"


class State(StrEnum):
    """Where a campaign stands."""

    DRAFT = "DRAFT"
    RUNNING = "RUNNING"
    CLOSED = "CLOSED"


class ItemKind(StrEnum):
    """How an item is answered."""

    YES_NO = "YES_NO"
    CHOICE = "CHOICE"
    NUMBER = "NUMBER"
    TEXT = "TEXT"
    # Done, or not.
    TICK = "TICK"


@dataclass(frozen=True, slots=True)
class Item:
    """One question; ``alarms`` are the answers that something must be done about."""

    id: str
    text: str
    kind: ItemKind
    choices: tuple[str, ...] = ()
    required: bool = True
    alarms: tuple[str, ...] = ()
    alarm_below: float | None = None
    alarm_above: float | None = None
    photo: bool = False
    guidance: str = ""

    def check(self, place: str) -> None:
        """Raises Invalid at ``<place>.choices`` or ``<place>.alarms``."""
        if not self.text:
            raise Invalid.one(f"{place}.text", "kernel.required")
        if self.kind is ItemKind.CHOICE and len(set(self.choices)) < 2:
            raise Invalid.one(f"{place}.choices", "field.two_choices")
        known = {ItemKind.CHOICE: self.choices, ItemKind.YES_NO: (YES, NO)}.get(self.kind, ())
        if unknown := next((each for each in self.alarms if each not in known), ""):
            raise Invalid.one(f"{place}.alarms", "field.no_such_answer", answer=unknown)

    def alarming(self, value: str) -> bool:
        """Whether something must be done about this answer. Raises ValueError for one that is none."""
        if not value:
            return False
        if self.kind is ItemKind.TEXT:
            return False
        if self.kind is ItemKind.TICK:
            if value != YES:
                raise ValueError(value)
            return False
        if self.kind is ItemKind.NUMBER:
            number = float(value)
            if not abs(number) < 1e12:  # also what is no number at all
                raise ValueError(value)
            low = self.alarm_below is not None and number < self.alarm_below
            return low or (self.alarm_above is not None and number > self.alarm_above)
        if value not in (self.choices if self.kind is ItemKind.CHOICE else (YES, NO)):
            raise ValueError(value)
        return value in self.alarms


@dataclass(frozen=True, slots=True)
class Plan:
    """What an editor decides; days are ISO days in China, the last one included."""

    title: str
    territory_path: str
    mechanism: Mechanism
    first_day: str
    last_day: str
    note: str = ""
    places: tuple[str, ...] = ()
    expected: int = 0
    items: tuple[Item, ...] = ()
    # A list of a county's own, not a campaign.
    standing: Standing | None = None

    def check(self) -> None:
        """Raises Invalid for days, places and items that cannot be."""
        if not self.title:
            raise Invalid.one("checklist.title", "kernel.required")
        if self.standing is None and self.mechanism is Mechanism.NONE:
            raise MechanismMissing(FieldProblem("checklist.mechanism", MechanismMissing.code))
        for name in ("first_day", "last_day"):
            try:
                date.fromisoformat(getattr(self, name))
            except ValueError:
                text = getattr(self, name)
                raise Invalid.one(f"checklist.{name}", "kernel.date_unreadable", value=text) from None
        if self.last_day < self.first_day:
            raise PeriodReversed(FieldProblem("checklist.last_day", PeriodReversed.code))
        if any(not each.startswith(self.territory_path) for each in self.places):
            raise PlaceOutside(FieldProblem("checklist.place_codes", PlaceOutside.code))
        for number, item in enumerate(self.items):
            item.check(f"checklist.items[{number}]")

    @property
    def covered(self) -> tuple[str, ...]:
        """Paths it is filled in: the places named, or all of the territory."""
        return self.places or (self.territory_path,)

    def covers(self, path: str) -> bool:
        """Whether a grid takes part."""
        return any(path.startswith(each) for each in self.covered)


@dataclass(eq=False)
class Checklist:
    """A campaign."""

    id: str
    plan: Plan
    created_at: datetime
    state: State = State.DRAFT
    closed_at: datetime | None = None
    version: int = 1

    def edit(self, wanted: Plan, etag: str) -> None:
        """Raises Stale, ChecklistNotRunning when it is closed, ItemsFixed, Invalid."""
        self._expect(etag)
        if self.state is State.CLOSED:
            raise ChecklistNotRunning()
        wanted.check()
        if (wanted.standing is None) != (self.plan.standing is None):
            raise StandingFixed(FieldProblem("checklist.standing", StandingFixed.code))
        fixed = (self.plan.items, self.plan.territory_path, self.plan.standing)
        if self.state is State.RUNNING and (wanted.items, wanted.territory_path, wanted.standing) != fixed:
            raise ItemsFixed()
        self.plan = wanted
        self.version += 1

    def start(self, etag: str) -> None:
        """Workers see it. Raises Stale, ChecklistNotDraft, ChecklistEmpty."""
        self._expect(etag)
        if self.state is not State.DRAFT:
            raise ChecklistNotDraft()
        if not self.plan.items:
            raise ChecklistEmpty()
        self.state = State.RUNNING
        self.version += 1

    def close(self, etag: str, now: datetime) -> None:
        """No more sheets but those filled before. Raises Stale, ChecklistNotRunning."""
        self._expect(etag)
        if self.state is not State.RUNNING:
            raise ChecklistNotRunning()
        self.state, self.closed_at = State.CLOSED, now
        self.version += 1

    def open_at(self, at: datetime, day: date) -> bool:
        """Whether a sheet filled at a moment, on that day in China, counts."""
        begun = self.state is not State.DRAFT and (self.closed_at is None or at <= self.closed_at)
        return begun and self.plan.first_day <= day.isoformat() <= self.plan.last_day

    @property
    def actions(self) -> tuple[str, ...]:
        """What an editor may do now."""
        if self.state is State.DRAFT:
            return ("edit", "items", "start") if self.plan.items else ("edit", "items")
        again = ("version",) if self.plan.standing is not None else ()
        return ("edit", "close", *again) if self.state is State.RUNNING else again

    def _expect(self, etag: str) -> None:
        if etag != str(self.version):
            raise Stale()


def with_ids(plan: Plan, ids: list[str]) -> Plan:
    """The plan whose new items have got their ids, taken from ``ids``."""
    fresh = iter(ids)
    return replace(
        plan, items=tuple(each if each.id else replace(each, id=next(fresh)) for each in plan.items)
    )
