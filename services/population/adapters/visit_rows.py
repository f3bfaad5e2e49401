"""Visits as rows: their words are sealed."""

from __future__ import annotations

from typing import Any

from services.kernel.persistence.moments import aware
from services.population.adapters.sealing import Sealing
from services.population.domain.needs import NeedKind
from services.population.domain.visiting import Outcome, Purpose, Slot, Visit


class VisitRows:
    """To rows of the table visit and back."""

    def __init__(self, sealing: Sealing) -> None:
        self._sealing = sealing

    def values(self, visit: Visit) -> dict[str, Any]:
        """A row."""
        kept = (
            "id",
            "household_id",
            "path",
            "day",
            "at",
            "worker_id",
            "worker_name",
            "met",
            "confirmed",
            "version",
        )
        values = {name: getattr(visit, name) for name in kept}
        return values | {
            "purpose": visit.purpose.value,
            "outcome": visit.outcome.value,
            "changed": list(visit.changed),
            "cases": list(visit.cases),
            "next_slot": visit.next_slot.value,
            "sealed": self._sealing.seal(
                "visit",
                visit.id,
                {"n": visit.note, "h": list(visit.heard), "k": [each.value for each in visit.kinds]},
            ),
        }

    def visit(self, row: Any) -> Visit:
        """From a row."""
        opened = self._sealing.open("visit", row.id, row.sealed)
        return Visit(
            id=row.id,
            household_id=row.household_id,
            path=row.path,
            at=aware(row.at),
            day=row.day,
            worker_id=row.worker_id,
            worker_name=row.worker_name,
            purpose=Purpose(row.purpose),
            outcome=Outcome(row.outcome),
            met=row.met,
            confirmed=row.confirmed,
            changed=tuple(row.changed),
            note=opened.get("n", ""),
            heard=tuple(opened.get("h", ())),
            cases=tuple(row.cases),
            kinds=tuple(NeedKind(each) for each in opened.get("k", ())),
            next_slot=Slot(row.next_slot),
            version=row.version,
        )
