"""How many households a place should have; the rules are entries of the dictionary "size_rule" (DIR-05)."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SizeRule:
    """Households from ``least`` to ``most``; ``level`` and ``settlement`` say where it holds by itself.

    ``level`` 0: only where the rule is named. ``settlement`` 0: urban and rural alike.
    """

    code: str
    least: int
    most: int
    level: int = 0
    settlement: int = 0

    @classmethod
    def from_attributes(cls, code: str, attributes: str) -> SizeRule:
        """From the JSON text of a dictionary entry."""
        data = json.loads(attributes or "{}")
        return cls(
            code,
            int(data.get("least", 0)),
            int(data.get("most", 1_000_000)),
            int(data.get("level", 0)),
            int(data.get("settlement", 0)),
        )

    def applies_to(self, level: int, settlement: int) -> bool:
        """Whether it holds there without being named."""
        return self.level == level and self.level > 0 and self.settlement in (0, settlement)

    def fits(self, households: int) -> bool:
        """Whether the number keeps to the rule; a place not yet counted (0) does."""
        return households == 0 or self.least <= households <= self.most
