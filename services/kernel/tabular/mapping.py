"""From somebody's columns to our fields: what to take from where, and guesses at what was meant."""

from __future__ import annotations

import json
import tomllib
from collections import abc
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Self

from rapidfuzz import fuzz

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.tabular.header import plain

ACCEPT, ASK = 85.0, 50.0
_KEYS = {"column", "columns", "constant", "pick", "join", "translate", "other", "formats"}


@dataclass(frozen=True, slots=True)
class TargetField:
    """A field that an import fills; ``values`` and ``format`` serve the template (``format`` a hint)."""

    name: str
    zh: str
    en: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    format: str = ""
    values: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything this field may be called."""
        return (self.zh, self.en, self.name, *self.synonyms)


class Decision(StrEnum):
    """What to do with a suggestion."""

    AUTO = "auto"
    ASK = "ask"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A guess for one column: ``score`` 0 to 100; ``field`` is None below 50."""

    column: str
    field: str | None
    score: float
    decision: Decision


def suggest(header: abc.Sequence[str], fields: abc.Sequence[TargetField]) -> list[Suggestion]:
    """One guess per column, in the order of the header.

    From 85 the guess stands (AUTO), from 50 a person is asked (ASK), below there is none. At most one
    column is AUTO for a field: of several the best, and none of them when two are equally good.
    """
    guesses: list[tuple[str, str | None, float]] = []
    for column in header:
        scored = sorted(((_score(column, target), target.name) for target in fields), reverse=True)
        score, name = scored[0] if scored else (0.0, "")
        if len(scored) > 1 and scored[1][0] == score:
            score = min(score, ACCEPT - 1)  # two fields fit equally well
        guesses.append((column, name if score >= ASK else None, score))
    result = []
    for index, (column, guess, score) in enumerate(guesses):
        rivals = [other[2] for i, other in enumerate(guesses) if i != index and other[1] == guess]
        if guess is None:
            decision = Decision.NONE
        elif score >= ACCEPT and all(score > rival for rival in rivals):
            decision = Decision.AUTO
        else:
            decision = Decision.ASK
        result.append(Suggestion(column, guess, round(score, 1), decision))
    return result


def _score(column: str, target: TargetField) -> float:
    written = plain(column)
    best = 0.0
    for name in target.names:
        wanted = plain(name)
        if not wanted or not written:
            continue
        if wanted == written:
            return 100.0
        score = fuzz.ratio(written, wanted)
        # With something added (联系人电话 for 联系电话) a name may mean another thing: only ask.
        short, long = sorted((wanted, written), key=len)
        if len(short) > 1 and _within(short, long):
            score = min(max(score, 60.0 + 24.0 * len(short) / len(long)), ACCEPT - 1)
        best = max(best, score)
    return best


def _within(short: str, long: str) -> bool:
    """Whether ``long`` is ``short`` with characters added anywhere."""
    rest = iter(long)
    return all(character in rest for character in short)


@dataclass(frozen=True, slots=True)
class FieldSource:
    """Where one field comes from: columns (joined, or the first that is filled), or a constant.

    ``translate`` replaces whole values; what it does not know is kept unless ``other`` is "refuse".
    ``formats`` are strptime patterns tried in turn; the result is ISO 8601.
    """

    columns: tuple[str, ...] = ()
    constant: str | None = None
    pick: str = "join"
    join: str = ""
    translate: abc.Mapping[str, str] = field(default_factory=dict)
    other: str = "keep"
    formats: tuple[str, ...] = ()

    def value(self, name: str, cells: abc.Mapping[str, str]) -> tuple[str, FieldProblem | None]:
        """The field's value for one row, and what is wrong with it."""
        if self.constant is not None:
            return self.constant, None
        parts = [cells[column] for column in self.columns if cells.get(column)]
        text = self.join.join(parts) if self.pick == "join" else next(iter(parts), "")
        if text in self.translate:
            return self.translate[text], None
        if self.translate and self.other == "refuse" and text:
            return text, FieldProblem(name, "kernel.value_unknown", {"value": text[:60]})
        return (text, None) if not text or not self.formats else self._date(name, text)

    def _date(self, name: str, text: str) -> tuple[str, FieldProblem | None]:
        for pattern in self.formats:
            try:
                moment = datetime.strptime(text, pattern)  # noqa: DTZ007 - as written, the zone is not known
            except ValueError:
                continue
            timed = any(mark in pattern for mark in ("%H", "%I", "%X", "%c"))
            return (moment if timed else moment.date()).isoformat(), None
        try:  # cells that the spreadsheet knew to be dates arrive as ISO text, whatever the pattern
            datetime.fromisoformat(text)
        except ValueError:
            return text, FieldProblem(name, "kernel.date_unreadable", {"value": text[:60]})
        return text, None


@dataclass(frozen=True, slots=True)
class Mapping:
    """Target field -> source. ``apply`` turns the cells of a row into the fields of a record."""

    fields: abc.Mapping[str, FieldSource]

    @classmethod
    def load(cls, path: Path) -> Self:
        """From a TOML file with a table ``[fields.NAME]`` each; raises Invalid naming what is wrong."""
        try:
            return cls.from_dict(tomllib.loads(path.read_text("utf-8-sig")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise Invalid.one("mapping", "kernel.mapping_unreadable", reason=error) from None

    @classmethod
    def from_dict(cls, data: abc.Mapping[str, object]) -> Self:
        """From the same structure as the TOML file; a plain text stands for ``{column = text}``."""
        fields = data.get("fields")
        if not isinstance(fields, abc.Mapping) or not fields:
            raise Invalid.one("mapping.fields", "kernel.mapping_unreadable", reason="fields")
        return cls({str(name): _source(str(name), given) for name, given in fields.items()})

    @classmethod
    def from_suggestions(cls, suggestions: abc.Iterable[Suggestion]) -> Self:
        """What can be taken without asking."""
        sure = (each for each in suggestions if each.decision is Decision.AUTO and each.field)
        return cls({str(each.field): FieldSource(columns=(each.column,)) for each in sure})

    def check(self, header: abc.Collection[str]) -> None:
        """Raises Invalid naming every field whose column the table does not have."""
        problems = [
            FieldProblem(f"mapping.fields.{name}", "kernel.mapping_no_such_column", {"column": column[:60]})
            for name, source in self.fields.items()
            for column in source.columns
            if column not in header
        ]
        if problems:
            raise Invalid(*problems)

    def apply(self, cells: abc.Mapping[str, str]) -> tuple[dict[str, str], list[FieldProblem]]:
        """The fields of one row and the problems found while making them."""
        values: dict[str, str] = {}
        problems: list[FieldProblem] = []
        for name, source in self.fields.items():
            values[name], problem = source.value(name, cells)
            if problem:
                problems.append(problem)
        return values, problems


def mapping_text(columns: abc.Mapping[str, str]) -> str:
    """The TOML text of a mapping that takes each field from one column; `Mapping.from_dict` reads it."""
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped as well.
    quoted = {
        json.dumps(name, ensure_ascii=False): json.dumps(column, ensure_ascii=False)
        for name, column in columns.items()
    }
    lines = (f"[fields.{name}]\ncolumn = {column}\n" for name, column in quoted.items())
    return "\n".join(lines).replace("\x7f", "\\u007f")


def _source(name: str, given: object) -> FieldSource:
    wrong = Invalid.one(f"mapping.fields.{name}", "kernel.mapping_unreadable", reason=name)
    if isinstance(given, str):
        given = {"column": given}
    if not isinstance(given, abc.Mapping) or not set(given) <= _KEYS:
        raise wrong
    columns = given.get("columns", [given["column"]] if "column" in given else [])
    formats, translate = given.get("formats", []), given.get("translate", {})
    constant, pick = given.get("constant"), given.get("pick", "join")
    join, other = given.get("join", ""), given.get("other", "keep")
    texts = [*columns, *formats] if isinstance(columns, list) and isinstance(formats, list) else [None]
    if not isinstance(translate, abc.Mapping):
        raise wrong
    texts += [*translate.values(), join, constant if constant is not None else ""]
    if not all(isinstance(text, str) for text in texts) or bool(columns) == (constant is not None):
        raise wrong
    if (
        pick not in ("join", "first")
        or other not in ("keep", "refuse")
        or {"column", "columns"} <= set(given)
    ):
        raise wrong
    known = {str(key): str(value) for key, value in translate.items()}
    return FieldSource(tuple(columns), constant, pick, join, known, other, tuple(formats))
