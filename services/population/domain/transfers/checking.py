"""One row, checked column by column; every mistake is named with what to do about it (DIR-30)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from services.kernel.errors import FieldProblem
from services.kernel.security.masks import is_masked
from services.population.domain.transfers import days, words
from services.population.domain.transfers.drafts import Home
from services.population.domain.transfers.fields import LONGEST
from services.population.domain.transfers.gazetteer import Gazetteer

W = TypeVar("W", bound=StrEnum)
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ufffe\uffff*＊#]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ufffe\uffff]")
_FORMULA = frozenset(
    {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#spill!", "#calc!", "#getting_data"}
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What rows are measured by: today in China, the ground they may name, and where the file says nothing.

    ``ordered``: the table has no column for relations, so the first of a household is its head.
    ``homes``: some that were made out already, by what rows say of them.
    """

    today: date
    ground: Gazetteer
    grid: str = ""
    ordered: bool = False
    homes: dict[tuple[str, ...], Home] = field(default_factory=dict)


@dataclass(slots=True)
class Cells:
    """The fields of one row, and the problems found so far, by field."""

    values: Mapping[str, str]
    problems: list[FieldProblem] = field(default_factory=list)
    _bad: set[str] = field(default_factory=set)
    longest: Mapping[str, int] = field(default_factory=lambda: LONGEST)

    def wrong(self, name: str, code: str, **details: str) -> None:
        """Once for each field: the first mistake is the one to mend first."""
        if name not in self._bad:
            self._bad.add(name)
            self.problems.append(FieldProblem(name, code, details))

    def bad(self, name: str) -> bool:
        """Whether something is wrong with the field."""
        return name in self._bad

    def look_over(self) -> None:
        """What no cell may hold."""
        odd = _ODD.search("".join(self.values.values())) is not None
        for name, value in self.values.items():
            most = self.longest.get(name, 200)
            if len(value) <= most and not (odd and _ODD.search(value)):
                continue
            if _CONTROL.search(value):
                self.wrong(name, "population.import_control_character")
            elif value.strip().casefold() in _FORMULA:
                self.wrong(name, "population.import_formula_error", value=value.strip()[:12])
            elif is_masked(value):
                self.wrong(name, "population.masked_value")
            elif len(value) > most:
                self.wrong(name, "population.import_too_long", most=str(most))

    def text(self, name: str) -> str:
        """Without blanks around and doubled ones within; empty where something is wrong with it."""
        value = self.values.get(name)
        if not value or name in self._bad:
            return ""
        return value if value.isalnum() else " ".join(value.split())

    def word(self, kind: type[W], name: str, code: str) -> W | None:
        """The word a cell means; None for an empty or an unknown one."""
        text = self.text(name)
        if not text:
            return None
        found = words.meant(kind, text)
        if found is None:
            self.wrong(name, code, value=text[:20])
        return found

    def day(self, name: str, today: date) -> date | None:
        """A day that was."""
        text = self.text(name)
        if not text:
            return None
        try:
            found = days.day(text)
        except days.NoSuchDay:
            self.wrong(name, "population.import_date_impossible", value=text[:20])
            return None
        if found is None:
            self.wrong(name, "population.import_date_unreadable", value=text[:20])
        elif found > today:
            self.wrong(name, "population.in_future")
            return None
        return found

    def number(self, name: str, least: float, most: float, unit: str = "") -> float | None:
        """A number within limits."""
        if not self.values.get(name):
            return None
        text = unicodedata.normalize("NFKC", self.text(name)).rstrip("㎡平米方²m层楼F" + unit)
        if not text:
            return None
        try:
            found = float(text)
        except ValueError:
            self.wrong(name, "population.import_not_a_number", value=self.text(name)[:20])
            return None
        if not least <= found <= most:
            self.wrong(name, "population.import_out_of_range", least=f"{least:g}", most=f"{most:g}")
            return None
        return found


def in_columns(
    problems: Sequence[FieldProblem], columns: Mapping[str, Sequence[str]], titles: Mapping[str, str]
) -> list[FieldProblem]:
    """The same problems under the names of the file's columns; a column that is missing by its title."""
    return [
        FieldProblem(
            "、".join(columns.get(each.field, ())) or titles.get(each.field, each.field),
            each.code,
            each.details,
        )
        for each in problems
    ]
