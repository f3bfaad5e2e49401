"""The seven steps of a case as both the staff and the reporter see them (CASE-11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.cases.edge import words
from services.kernel.web.texts import t


@dataclass(frozen=True)
class Step:
    """One of the seven. ``state`` is done, now, merged (settled on the spot) or ahead."""

    number: int
    title: str
    state: str
    who: str
    at: Any

    @property
    def said(self) -> str:
        """The state in words, for those who do not see the colours."""
        return {
            "done": t("已完成", "done"),
            "now": t("进行中", "in progress"),
            "merged": t("就地处置，本步合并", "merged: settled on the spot"),
        }.get(self.state, t("未开始", "not yet"))


def in_order(case: Any) -> Iterator[tuple[int, str, str]]:
    """Number, title and state of each step of a case or receipt; redone, it counts from where it stands."""
    over = case.state not in words.OPEN_STATES
    for number, title in enumerate(words.STEPS, 1):
        if number < case.step or (number == case.step and over):
            state = "done"
        else:
            state = "now" if number == case.step else "ahead"
        yield number, str(title), state
