"""Reads catalogue and calendar documents into what the rules use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from services.cases.domain.catalogue import Leaf
from services.cases.domain.clocks import StageLimits
from services.cases.domain.states import Urgency
from services.kernel.worktime import OFFICE_HOURS, DayKind, WorkCalendar

_STAGES = ("screening", "assigning", "signing", "handling", "checking", "verifying")
_KINDS = {
    "CATALOGUE_KIND_COMPONENT": "component",
    "CATALOGUE_KIND_EVENT": "event",
    "CATALOGUE_KIND_SERVICE": "service",
    "CATALOGUE_KIND_DISPUTE": "dispute",
}


def leaves_of(body: str) -> dict[str, Leaf]:
    """Every leaf of a catalogue in canonical protobuf JSON, limits inherited. Retired leaves are left out."""
    items: dict[str, Mapping[str, Any]] = {item["code"]: item for item in json.loads(body).get("items", [])}
    return {
        code: _leaf(code, items)
        for code, item in items.items()
        if item.get("leaf") and not item.get("retired")
    }


def _leaf(code: str, items: Mapping[str, Mapping[str, Any]]) -> Leaf:
    chain = _chain(code, items)

    def nearest(name: str, default: Any) -> Any:
        return next((item[name] for item in chain if item.get(name)), default)

    return Leaf(
        code=code,
        title=chain[0].get("titleZh", code),
        kind=_KINDS.get(nearest("kind", ""), "event"),
        limits={urgency: _limits(chain, urgency) for urgency in Urgency},
        paperwork=bool(chain[0].get("paperworkOnly")),
        safety=bool(nearest("safety", False)),
        line=nearest("line", ""),
        duplicate_metres=int(nearest("duplicateMetres", 100)),
        duplicate_days=int(nearest("duplicateDays", 7)),
        keywords=tuple(chain[0].get("keywords", ())),
        outside_duty=bool(chain[0].get("outsideDuty")),
        outside_answer=chain[0].get("outsideAnswer", ""),
    )


def _chain(code: str, items: Mapping[str, Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    parts = code.split(".")
    return [items[c] for n in range(len(parts), 0, -1) if (c := ".".join(parts[:n])) in items]


def _limits(chain: list[Mapping[str, Any]], urgency: Urgency) -> StageLimits:
    """An urgency left empty inherits "normal" of the same item, then the parent's."""
    names = dict.fromkeys((urgency.value.lower(), "normal"))
    documents = [item[name] for item in chain for name in names if item.get(name)]
    stages = {stage: next((d[stage] for d in documents if d.get(stage)), "") for stage in _STAGES}
    if urgency is not Urgency.NORMAL:
        # Screening an urgent matter in the normal time would undo the state table's half hour.
        own = [item[urgency.value.lower()] for item in chain if item.get(urgency.value.lower())]
        for stage in ("screening", "assigning", "signing"):
            stages[stage] = next((d[stage] for d in own if d.get(stage)), "")
    steps: list[Mapping[str, str]] = next((d["steps"] for d in documents if d.get("steps")), [])
    return StageLimits(
        {stage: text for stage, text in stages.items() if text},
        tuple((step["name"], step["limit"]) for step in steps),
    )


def calendar_of(body: str) -> WorkCalendar:
    """A working calendar from its document; empty hours mean office hours."""
    document = json.loads(body)
    hours = tuple(
        (time.fromisoformat(start), time(0) if end == "24:00" else time.fromisoformat(end))
        for start, _, end in (text.partition("-") for text in document.get("hours", []))
    )
    days = {
        date.fromisoformat(day["date"]): DayKind.WORK if day.get("working") else DayKind.REST
        for day in document.get("days", [])
    }
    return WorkCalendar(days, hours or OFFICE_HOURS, ZoneInfo(document.get("timeZone") or "Asia/Shanghai"))
