"""What a list of cases is asked for: from a page's address to the service's filter, and back (CASE-02)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from services.kernel.errors import Invalid
from services.kernel.persistence.filters import And, Node, Or, Term, parse
from services.kernel.territory_codes import code_of, path_of
from wangge.cases.v1 import cases_pb2 as pb
from wangge.types.v1 import types_pb2

VIEWS = ("all", "mine", "first_receipts", "reported_by_me", "followed")
ORDERS = ("create_time desc", "create_time", "due_time", "update_time desc")
_SINGLE = (
    "q", "area", "category", "channel", "urgency", "light", "level", "unit", "open", "late", "first", "last",
    "view", "order",
)  # fmt: skip
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ENUMS: Mapping[str, tuple[str, Mapping[str, int]]] = {
    "channel": ("CHANNEL_", dict(pb.Channel.items())),
    "urgency": ("URGENCY_", dict(pb.Urgency.items())),
    "light": ("LIGHT_", dict(pb.Light.items())),
    "level": ("LEVEL_", dict(types_pb2.Level.items())),
}
STATES: Mapping[str, int] = {
    name.removeprefix("CASE_STATE_"): number for name, number in pb.CaseState.items() if number
}
"""Names of states as the filter has them."""


def names(field_name: str) -> Mapping[str, int]:
    """Names of an enumeration as the filter has them, with their numbers in the contract."""
    prefix, known = _ENUMS[field_name]
    return {name.removeprefix(prefix): number for name, number in known.items() if number}


@dataclass(frozen=True, slots=True)
class Criteria:
    """The fields of the list's form.

    Attributes:
        area: code of a territory, with everything below it.
        category: a leaf or branch of the catalogue.
        open: ``true``, ``false`` or empty; ``late`` the same for having once passed a limit.
        first, last: days of reporting, inclusive.
        rest: terms of a filter that no field of the form stands for, kept as they came.
    """

    q: str = ""
    area: str = ""
    category: str = ""
    states: tuple[str, ...] = ()
    channel: str = ""
    urgency: str = ""
    light: str = ""
    level: str = ""
    unit: str = ""
    open: str = ""
    late: str = ""
    first: str = ""
    last: str = ""
    rest: str = ""
    view: str = ""
    order: str = ""
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def of_request(cls, sent: MultiDict[str, str]) -> Criteria:
        """What an address asks for; values that cannot be are named in ``problems`` and left out.

        A ``filter`` of the service's own language, as statistics make them, is taken apart into the fields.
        """
        rest = sent.get("filter", "")[:2000]
        base = cls.of_filter(rest) if rest else cls()
        problems = []
        values: dict[str, str] = {}
        for name in _SINGLE[:-4]:
            values[name] = " ".join(sent.get(name, "").split())[:100]
        for name in ("first", "last"):
            values[name] = sent.get(name, "").strip()
            if values[name] and not _is_day(values[name]):
                problems.append(name)
                values[name] = ""
        for name, allowed in _CHECKS.items():
            if values[name] and not allowed(values[name]):
                problems.append(name)
                values[name] = ""
        given: dict[str, Any] = {name: value for name, value in values.items() if value}
        states = tuple(dict.fromkeys(each for each in sent.getlist("state") if each in STATES))
        return replace(
            base,
            **given,
            states=states or base.states,
            view=_one_of(sent.get("view", ""), VIEWS),
            order=_one_of(sent.get("order", ""), ORDERS),
            problems=tuple(problems),
        )

    @classmethod
    def of_filter(cls, text: str) -> Criteria:
        """The fields that a filter's terms stand for; the others stay in ``rest``."""
        try:
            node = parse(text)
        except Invalid:
            return cls(rest=text)
        values: dict[str, Any] = {}
        states: tuple[str, ...] = ()
        rest: list[str] = []
        for part in _parts(node):
            found = _field_of(part)
            if found is not None and found[0] == "states" and not states:
                states = tuple(found[1].split())
            elif found is not None and found[0] != "states" and found[0] not in values:
                values[found[0]] = found[1]
            else:
                rest.append(_written(part))
        if values.get("light") and values.get("open") == "true":
            del values["open"]
        return cls(**values, states=states, rest=" AND ".join(rest))

    def filter(self) -> str:
        """The service's filter of the fields; every value is quoted."""
        parts = []
        if self.area:
            parts.append(f"territory_code:{quoted(path_of(self.area))}")
        if self.category:
            parts.append(f"(category = {quoted(self.category)} OR category:{quoted(self.category + '.')})")
        if self.states:
            states = " OR ".join(f"state = {each}" for each in self.states)
            parts.append(f"({states})" if len(self.states) > 1 else states)
        for name in ("channel", "urgency", "level"):
            if value := getattr(self, name):
                parts.append(f"{name} = {value}")
        if self.light:
            parts += [f"light = {self.light}", "open = true"]
        elif self.open:
            parts.append(f"open = {self.open}")
        if self.late:
            parts.append(f"overdue = {self.late}")
        if self.unit:
            parts.append(f"unit_id = {quoted(self.unit)}")
        if self.first:
            parts.append(f"create_time >= {self.first}")
        if self.last:
            parts.append(f"create_time <= {self.last}")
        if self.rest:
            parts.append(f"({self.rest})" if parts else self.rest)
        return " AND ".join(parts)

    def pairs(self, **instead: str) -> list[tuple[str, str]]:
        """Names and values of the list's address, empty ones left out; ``instead`` replaces some."""
        values = {name: getattr(self, name) for name in _SINGLE}
        values["filter"] = self.rest
        values.update(instead)
        found = [(name, str(value)) for name, value in values.items() if value]
        return found + [("state", each) for each in self.states]

    def address(self, **instead: str) -> str:
        """The list of these criteria."""
        pairs = self.pairs(**instead)
        return "/cases/list" + (f"?{urlencode(pairs)}" if pairs else "")

    def without(self, name: str, value: str = "") -> Criteria:
        """The same without one of the fields; of ``states`` without one of them."""
        if name == "states":
            return replace(self, states=tuple(each for each in self.states if each != value))
        changed: dict[str, Any] = {name: ""}
        return replace(self, **changed)


def quoted(text: str) -> str:
    """A literal of the filter that nothing in it can end early."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _one_of(value: str, known: Sequence[str]) -> str:
    return value if value in known[1:] else ""


def _is_truth(value: str) -> bool:
    return value in ("true", "false")


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "area": lambda value: value.isascii() and value.isdigit() and len(value) <= 24,
    "open": _is_truth,
    "late": _is_truth,
    **{name: names(name).__contains__ for name in _ENUMS},
}


def _parts(node: Node | None) -> Sequence[Node]:
    if isinstance(node, And):
        return [each for part in node.parts for each in _parts(part)]
    return () if node is None else (node,)


def _field_of(node: Node) -> tuple[str, str] | None:
    """The form's field that a part of a filter stands for, with its value."""
    terms = node.parts if isinstance(node, Or) else (node,)
    known = [each for each in terms if isinstance(each, Term)]
    if len(known) != len(terms):
        return None
    if all((each.field, each.operator) == ("state", "=") and each.text in STATES for each in known):
        return "states", " ".join(each.text for each in known)
    if len(known) == 2 and [each.field + each.operator for each in known] == ["category=", "category:"]:
        return ("category", known[0].text) if known[1].text == known[0].text + "." else None
    return _field_of_term(known[0]) if len(known) == 1 else None


def _field_of_term(term: Term) -> tuple[str, str] | None:
    match term.field, term.operator:
        case "territory_code", ":" if term.text.isascii() and term.text.isdigit():
            return "area", code_of(term.text)
        case "category", "=":
            return "category", term.text
        case ("channel" | "urgency" | "light" | "level") as name, "=" if term.text in names(name):
            return name, term.text
        case "open", "=" if _is_truth(term.text):
            return "open", term.text
        case "overdue", "=" if _is_truth(term.text):
            return "late", term.text
        case "unit_id", "=" if term.text:
            return "unit", term.text
        case "create_time", ">=" if _is_day(term.text):
            return "first", term.text
        case "create_time", "<=" if _is_day(term.text):
            return "last", term.text
    return None


def _written(node: Node) -> str:
    """A part of a filter in its own language again."""
    if isinstance(node, Term):
        text = "*" if (node.text, node.quoted) == ("*", False) else quoted(node.text)
        return f"{node.field} {node.operator} {text}"
    if isinstance(node, And):
        return f"({' AND '.join(map(_written, node.parts))})"
    if isinstance(node, Or):
        return f"({' OR '.join(map(_written, node.parts))})"
    return f"NOT {_written(node.part)}"
