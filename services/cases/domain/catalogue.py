"""A leaf of the catalogue as a case needs it (CASE-10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.cases.domain.clocks import StageLimits
from services.cases.domain.states import Urgency

KINDS = ("", "component", "event", "service", "dispute")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One category of cases with its limits, already inherited from parents and the normal urgency."""

    code: str
    title: str
    kind: str = "event"
    limits: Mapping[Urgency, StageLimits] = field(default_factory=dict)
    paperwork: bool = False
    safety: bool = False
    line: str = ""
    duplicate_metres: int = 0
    duplicate_days: int = 0
    keywords: tuple[str, ...] = ()
    outside_duty: bool = False
    outside_answer: str = ""

    def limits_for(self, urgency: Urgency) -> StageLimits:
        """Limits at this urgency; empty ones mean the state table's."""
        return self.limits.get(urgency) or self.limits.get(Urgency.NORMAL) or StageLimits()


UNKNOWN = Leaf(code="", title="")
"""A case whose category the screener has still to choose."""
