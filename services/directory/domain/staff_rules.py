"""How many workers households call for; the rules are entries of the dictionary "staff_rule" (DIR-05)."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.directory.domain.levels import successor


@dataclass(frozen=True, slots=True)
class StaffRule:
    """One worker per ``households``, and never fewer than ``least``.

    ``levels`` are the levels it holds at, ``type`` limits it to territories of that type, and ``kinds`` are
    the kinds of post whose holders count as workers.
    """

    code: str
    households: int
    least: int = 0
    levels: tuple[int, ...] = ()
    type: str = ""
    kinds: tuple[str, ...] = ()

    @classmethod
    def from_attributes(cls, code: str, attributes: str) -> StaffRule:
        """From the JSON text of a dictionary entry."""
        data = json.loads(attributes or "{}")
        return cls(
            code,
            max(int(data.get("households", 0)), 0),
            int(data.get("least", 0)),
            tuple(int(each) for each in data.get("levels", ())),
            str(data.get("type", "")),
            tuple(str(each) for each in data.get("kinds", ())),
        )

    def needed(self, households: int) -> int:
        """Workers for so many households, begun hundreds counted whole; none where nobody was counted yet."""
        if households <= 0 or self.households <= 0:
            return 0
        return max(-(-households // self.households), self.least)


def staff_rule_in_force(level: int, type: str, rules: Iterable[StaffRule]) -> StaffRule | None:
    """The rule made for the territory's type, else the one for every type at its level."""
    here = [rule for rule in rules if level in rule.levels and rule.type in ("", type)]
    return next((rule for rule in here if rule.type), here[0] if here else None)


class Workers:
    """Who works where: (territory path, kind of post, account), counted by place."""

    def __init__(self, held: Iterable[tuple[str, str, str]]) -> None:
        self._held: Sequence[tuple[str, str, str]] = sorted(held)

    def count(self, path: str, kinds: Iterable[str]) -> int:
        """People with a post of one of the kinds at ``path`` or below, each once."""
        wanted = frozenset(kinds)
        first, last = bisect_left(self._held, (path,)), bisect_left(self._held, (successor(path),))
        return len({account for _, kind, account in self._held[first:last] if kind in wanted})
