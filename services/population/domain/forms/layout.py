"""What a template says: a table of cells, some with placeholders that the register answers (一表通).

{{place}} {{period}} {{today}} {{filler}}
{{count.permanent}}  {{count.people where age>=60 and sex=f}}  {{count.dwellings where occupancy=let}}
{{list.people where age>=60 show name, sex, age, phone?}}      a row for each; ``?``: asked where it is empty
{{ask.text Work of the month}}  {{ask.number Meetings held}}  {{ask.day Day of the meeting}}
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.kernel.errors import FieldProblem, Invalid

WORDS = ("place", "period", "today", "filler")
_COUNTED = {
    "people": ("person", {}),
    "permanent": ("person", {"kind": "permanent"}),
    "incoming": ("person", {"kind": "incoming"}),
    "registered_only": ("person", {"kind": "registered_only"}),
    "male": ("person", {"sex": "m"}),
    "female": ("person", {"sex": "f"}),
    "households": ("household", {}),
    "dwellings": ("dwelling", {}),
}
CONDITIONS: dict[str, dict[str, frozenset[str]]] = {
    "person": {
        "kind": frozenset({"permanent", "incoming", "registered_only"}),
        "sex": frozenset({"m", "f"}),
        "reason": frozenset({"other_county", "accompanying", "work", "other"}),
    },
    "household": {"kind": frozenset({"family", "collective"})},
    "dwelling": {
        "use": frozenset({"residential", "shop", "mixed", "office", "collective", "other"}),
        "occupancy": frozenset({"owner", "let", "self_used", "vacant", "lent"}),
    },
}
OF_PEOPLE = (
    "name",
    "sex",
    "age",
    "born_on",
    "document_number",
    "phone",
    "registered_address",
    "address",
    "kind",
    "relation",
    "reason",
    "from_day",
    "grid",
)
OF_DWELLINGS = (
    "address",
    "unit",
    "storey",
    "room",
    "area",
    "use",
    "occupancy",
    "owner_name",
    "owner_phone",
    "grid",
)
ASKABLE = {
    "person": frozenset({"phone", "registered_address", "born_on", "document_number"}),
    "dwelling": frozenset({"area", "owner_name", "owner_phone"}),
}
MOST_ROWS, MOST_COLUMNS, MOST_PLACEHOLDERS, LONGEST_CELL = 300, 40, 300, 400
_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")
_CONDITION = re.compile(r"(\w+)\s*(>=|<=|=|<|>)\s*(\w+)")


class Kind(StrEnum):
    """What answers a placeholder."""

    WORD = "word"
    COUNT = "count"
    LIST = "list"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions: words by field, and ages in whole years, both inclusive."""

    words: tuple[tuple[str, str], ...] = ()
    age_from: int | None = None
    age_to: int | None = None

    @property
    def by_age(self) -> bool:
        """Whether birthdays decide."""
        return self.age_from is not None or self.age_to is not None


@dataclass(frozen=True, slots=True)
class Item:
    """One placeholder. ``key`` is where it stands and which one it is there."""

    key: str
    kind: Kind
    text: str
    # word: its name; count and list: person, household, dwelling; ask: text, number, day.
    what: str
    where: Where = Where()
    columns: tuple[str, ...] = ()
    # Of the columns those that are asked where they are empty.
    asked: tuple[str, ...] = ()
    title: str = ""

    @property
    def row(self) -> int:
        """Of the template, from 0."""
        return int(self.key.split(".")[0])

    @property
    def column(self) -> int:
        """Of the template, from 0."""
        return int(self.key.split(".")[1])


Layout = Sequence[Sequence[str]]


def items_of(layout: Layout) -> list[Item]:
    """Every placeholder, row by row. Raises Invalid that names the cell and the text."""
    found: list[Item] = []
    for row, cells in enumerate(layout):
        for column, cell in enumerate(cells):
            inside = _PLACEHOLDER.findall(cell)
            for number, text in enumerate(inside):
                item = _item(f"{row}.{column}.{number}", " ".join(text.split()), row, column)
                if item.kind is Kind.LIST and not _PLACEHOLDER.fullmatch(cell.strip()):
                    raise _wrong(row, column, text, "population.list_alone")
                found.append(item)
    if not found or len(found) > MOST_PLACEHOLDERS:
        raise Invalid(FieldProblem("layout", "population.no_placeholders", {"most": str(MOST_PLACEHOLDERS)}))
    return found


def checked(layout: Layout) -> list[list[str]]:
    """The table without empty rows and columns at its end. Raises Invalid for one too large."""
    rows = [[" ".join(cell.split()) for cell in row] for row in layout]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((column + 1 for row in rows for column, cell in enumerate(row) if cell), default=0)
    longest = max((len(cell) for row in rows for cell in row), default=0)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS or longest > LONGEST_CELL:
        raise Invalid(FieldProblem("layout", "population.template_too_large"))
    return [(row + [""] * width)[:width] for row in rows]


def replaced(cell: str, row: int, column: int, values: dict[str, str]) -> str:
    """The cell with its placeholders answered; what is not answered is left empty."""
    number = -1

    def answer(_: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return values.get(f"{row}.{column}.{number}", "")

    return _PLACEHOLDER.sub(answer, cell)


def _item(key: str, text: str, row: int, column: int) -> Item:
    head, _, rest = text.partition(" ")
    if text in WORDS:
        return Item(key, Kind.WORD, text, text)
    group, _, name = head.partition(".")
    if group == "count" and name in _COUNTED:
        what, given = _COUNTED[name]
        words, _, nothing = rest.partition(" show ")
        if not nothing:
            return Item(key, Kind.COUNT, text, what, _where(what, words, given, row, column, text))
    if group == "list" and name in ("people", "dwellings"):
        what = "person" if name == "people" else "dwelling"
        words, _, shown = f" {rest}".partition(" show ")
        columns, asked = _columns(what, shown, row, column, text)
        return Item(
            key, Kind.LIST, text, what, _where(what, words.strip(), {}, row, column, text), columns, asked
        )
    if group == "ask" and name in ("text", "number", "day") and rest:
        return Item(key, Kind.ASK, text, name, title=rest[:100])
    raise _wrong(row, column, text)


def _columns(
    what: str, text: str, row: int, column: int, whole: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = OF_PEOPLE if what == "person" else OF_DWELLINGS
    said = [each.strip() for each in re.split(r"[,，、]", text) if each.strip()]
    said = said or (["name", "sex", "age"] if what == "person" else ["address", "room"])
    names = tuple(each.rstrip("?？") for each in said)
    asked = tuple(each.rstrip("?？") for each in said if each[-1] in "?？")
    if any(each not in known for each in names) or any(each not in ASKABLE[what] for each in asked):
        raise _wrong(row, column, whole)
    return names, asked


def _where(what: str, text: str, given: dict[str, str], row: int, column: int, whole: str) -> Where:
    words, ages = dict(given), [0, 150]
    by_age = False
    if text and not text.startswith("where "):
        raise _wrong(row, column, whole)
    for each in re.split(r"\s+and\s+", text.removeprefix("where ")) if text else []:
        found = _CONDITION.fullmatch(each.strip())
        if found is None:
            raise _wrong(row, column, whole)
        name, sign, value = found.groups()
        if name == "age" and what == "person" and value.isascii() and value.isdigit() and int(value) <= 150:
            by_age = True
            _narrow(ages, sign, int(value))
        elif sign == "=" and value in CONDITIONS[what].get(name, ()):
            words[name] = value
        else:
            raise _wrong(row, column, whole)
    ordered = tuple(sorted(words.items()))
    return Where(ordered, ages[0], ages[1]) if by_age else Where(ordered)


def _narrow(ages: list[int], sign: str, value: int) -> None:
    if sign in (">=", ">", "="):
        ages[0] = max(ages[0], value + (sign == ">"))
    if sign in ("<=", "<", "="):
        ages[1] = min(ages[1], value - (sign == "<"))


def _wrong(row: int, column: int, text: str, code: str = "population.placeholder_unknown") -> Invalid:
    return Invalid(FieldProblem("layout", code, {"cell": f"{letter(column)}{row + 1}", "text": text[:60]}))


def letter(column: int) -> str:
    """``A`` for the first."""
    return (letter(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)
