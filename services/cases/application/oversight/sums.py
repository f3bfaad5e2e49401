"""Every measure of several questions at once: what a dashboard shows (CASE-05)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.cases.application.oversight.ports import Surroundings
from services.cases.application.oversight.statistics import day_of_text, roots_of, title_of
from services.cases.domain.oversight_refusals import UnknownDimension
from services.cases.domain.statistics import DIMENSIONS, Amounts, Asked, Span, child_width
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.territory_codes import path_of

SUMMED = tuple(each for each in DIMENSIONS if each != "light")
"""What a light is changes by the minute: no counter knows it."""


class Sums(Protocol):
    """Counters of cases; all questions are answered for one moment."""

    def sums(
        self, asked: Sequence[Asked], roots: Sequence[str], *, width: int, only: Mapping[str, str]
    ) -> list[dict[tuple[str, ...], Amounts]]: ...


@dataclass(frozen=True, slots=True)
class Summed:
    """One line of an answer: values, their names, and a number for each measure."""

    keys: tuple[str, ...]
    titles: tuple[str, ...]
    amounts: Amounts


class SumCases:
    """Sums from counters; as quick with a million cases as with none."""

    def __init__(self, sums: Sums, around: Surroundings) -> None:
        self._sums = sums
        self._around = around

    def __call__(
        self,
        call: Call,
        questions: Sequence[tuple[Sequence[str], str, str]],
        *,
        territory_code: str = "",
        category: str = "",
        channel: str = "",
        unit: str = "",
    ) -> list[list[Summed]]:
        """Lines of each question (dimensions, first and last day of reporting), most reported first.

        Raises UnknownDimension, OutsideSight, Invalid for bad days.
        """
        asked = [
            Asked(_dimensions(names), Span(day_of_text("from_day", first), day_of_text("to_day", last)))
            for names, first, last in questions
        ]
        limits = {"category": category, "channel": channel, "unit": unit}
        only = {name: value for name, value in limits.items() if value}
        self._around.refresh()
        base, roots = roots_of(call, path_of(territory_code))
        answers = self._sums.sums(asked, roots, width=child_width(base), only=only)
        return [
            [
                Summed(keys, self._titles(call, question.dimensions, keys), amounts)
                for keys, amounts in sorted(answer.items(), key=lambda item: (-item[1][0], item[0]))
            ]
            for question, answer in zip(asked, answers, strict=True)
        ]

    def _titles(self, call: Call, dimensions: Sequence[str], keys: tuple[str, ...]) -> tuple[str, ...]:
        named = zip(dimensions, keys, strict=True)
        return tuple(title_of(self._around, call, dimension, key) for dimension, key in named)


def _dimensions(names: Sequence[str]) -> tuple[str, ...]:
    for index, name in enumerate(names):
        if name not in SUMMED or name in names[:index]:
            problem = FieldProblem("dimensions", UnknownDimension.code, {"dimension": name[:20]})
            raise UnknownDimension(problem)
    return tuple(names)


__all__ = ["SumCases", "Summed", "Sums"]
