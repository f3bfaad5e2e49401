"""The ``filter`` of list requests: a subset of AIP-160, parsed and turned into a bound SQL condition.

    expression = sequence of factors joined by AND; a factor is terms joined by OR
    term       = [NOT] ( "(" expression ")" | field operator literal )
    operator   = "=" "!=" "<" "<=" ">" ">=" ":"
    literal    = "quoted" | 'quoted' | bare word

As AIP-160 has it, OR binds more tightly than AND: ``a=1 AND b=2 OR b=3`` means ``a=1 AND (b=2 OR b=3)``.
``:`` is "contains" for text and "begins with" for prefixes; ``field:*`` asks whether there is a value.
Every literal reaches SQL as a bind parameter and every field comes from an allow-list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal, NoReturn
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, func, not_, or_

from services.kernel.errors import Invalid

MOST_CHARACTERS = 2_000
MOST_TERMS = 20
MOST_NESTING = 10

Kind = Literal["text", "enum", "number", "time", "bool", "prefix"]
_OPERATORS: Mapping[str, frozenset[str]] = {
    "text": frozenset({"=", "!=", ":"}),
    "enum": frozenset({"=", "!="}),
    "number": frozenset({"=", "!=", "<", "<=", ">", ">="}),
    "time": frozenset({"=", "!=", "<", "<=", ">", ">="}),
    "bool": frozenset({"=", "!="}),
    "prefix": frozenset({"=", "!=", ":"}),
}
_BLANK = re.compile(r"\s*")
_FIELD = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", re.ASCII)
_OPERATOR = re.compile(r"!=|<=|>=|[=<>:]")
_QUOTED = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""", re.DOTALL)
_BARE = re.compile(r"""[^\s()"',=<>!][^\s()"',]*""")
_WORD = re.compile(r"""[^\s()]+|[()]""")
_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,18})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# NUL and half surrogate pairs are refused by the databases themselves.
_IMPOSSIBLE = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Term:
    """``field operator text``; ``position`` counts characters from 1."""

    field: str
    operator: str
    text: str
    quoted: bool
    position: int


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    part: Node


Node = Term | And | Or | Not


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What a field of the filter stands for: a column, how it compares, and for enums what the names mean."""

    column: SQLColumnExpression[Any]
    kind: Kind
    values: Mapping[str, object] | None = None


def parse(text: str) -> Node | None:
    """The tree of a filter; None when it is blank. Raises Invalid naming the position and the word."""
    if len(text) > MOST_CHARACTERS:
        raise Invalid.one("filter", "kernel.filter_too_long", most=MOST_CHARACTERS)
    found = _IMPOSSIBLE.search(text)
    if found:
        _refuse("kernel.filter_syntax", found.start() + 1, f"U+{ord(found[0]):04X}")
    return _Parser(text).whole() if text.strip() else None


def compile(
    node: Node, allowed: Mapping[str, FieldSpec], zone: ZoneInfo | None = None
) -> ColumnElement[bool]:
    """The SQL condition; raises Invalid for unknown fields, operators that do not fit, and bad literals.

    Logic has two values: a row without a value is unequal to every literal, and NOT turns exactly the rows
    around that were not found. Times without a zone are read in ``zone`` (Beijing time unless told
    otherwise); a bare date stands for the whole day, so ``<= 2026-05-01`` includes the first of May.
    """
    if isinstance(node, And):
        return and_(*(compile(part, allowed, zone) for part in node.parts))
    if isinstance(node, Or):
        return or_(*(compile(part, allowed, zone) for part in node.parts))
    if isinstance(node, Not):
        return not_(func.coalesce(compile(node.part, allowed, zone), false()))
    spec = allowed.get(node.field)
    if spec is None:
        _refuse("kernel.filter_unknown_field", node.position, node.field)
    if node.operator == ":" and node.text == "*" and not node.quoted:
        return spec.column.is_not(None)
    if node.operator not in _OPERATORS[spec.kind]:
        _refuse("kernel.filter_operator", node.position, f"{node.field} {node.operator}")
    return _condition(node, spec, zone or ZoneInfo("Asia/Shanghai"))


def where(text: str, allowed: Mapping[str, FieldSpec]) -> ColumnElement[bool] | None:
    """``parse`` and ``compile`` in one; None when there is nothing to filter by."""
    node = parse(text)
    return None if node is None else compile(node, allowed)


def _condition(term: Term, spec: FieldSpec, zone: ZoneInfo) -> ColumnElement[bool]:
    column = spec.column
    match spec.kind:
        case "time":
            return _time(term, column, zone)
        case "text" if term.operator == ":":
            return column.icontains(term.text, autoescape=True)
        case "prefix" if term.operator == ":":
            return _prefix(column, term.text)
        case "number":
            value: object = _number(term)
        case "bool":
            value = _choice(term, {"true": True, "false": False})
        case "enum":
            value = _choice(term, spec.values or {})
        case _:
            value = term.text
    return _compare(column, term.operator, value)


def _compare(column: SQLColumnExpression[Any], operator: str, value: object) -> ColumnElement[bool]:
    match operator:
        case "=":
            return column == value
        case "!=":
            return column.is_distinct_from(value)
        case "<":
            return column < value
        case "<=":
            return column <= value
        case ">":
            return column > value
        case _:
            return column >= value


def _prefix(column: SQLColumnExpression[Any], text: str) -> ColumnElement[bool]:
    last = text[-1:]
    if text.isascii() and text.isdigit() and last != "9":
        # A range uses the index whatever the collation; digits sort the same in all of them.
        return and_(column >= text, column < text[:-1] + chr(ord(last) + 1))
    return column.startswith(text, autoescape=True)


def _time(term: Term, column: SQLColumnExpression[Any], zone: ZoneInfo) -> ColumnElement[bool]:
    try:
        if not _DATE.fullmatch(term.text):
            moment = datetime.fromisoformat(term.text)
            local = moment if moment.tzinfo else moment.replace(tzinfo=zone)
            return _compare(column, term.operator, local.astimezone(UTC))
        day = date.fromisoformat(term.text)
        first = datetime.combine(day, time(), zone).astimezone(UTC)
        after = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
    except (ValueError, OverflowError):
        _bad_value(term)
    match term.operator:
        case "=":
            return and_(column >= first, column < after)
        case "!=":
            return or_(column < first, column >= after, column.is_(None))
        case "<" | ">=":
            return _compare(column, term.operator, first)
        case "<=":
            return column < after
        case _:
            return column >= after


def _number(term: Term) -> int | Decimal:
    if not _NUMBER.fullmatch(term.text):
        _bad_value(term)
    return Decimal(term.text) if "." in term.text else int(term.text)


def _choice(term: Term, values: Mapping[str, object]) -> object:
    if term.text not in values:
        _bad_value(term)
    return values[term.text]


def _bad_value(term: Term) -> NoReturn:
    _refuse("kernel.filter_bad_value", term.position, f"{term.field} {term.operator} {term.text}")


def _refuse(code: str, position: int, word: str) -> NoReturn:
    raise Invalid.one("filter", code, position=position, word=word[:60])


class _Parser:
    """Recursive descent; depth is counted, so that no input can exhaust the stack."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._terms = 0

    def whole(self) -> Node:
        node = self._expression(0)
        self._blank()
        if self._at < len(self._text):
            self._syntax()
        return node

    def _expression(self, depth: int) -> Node:
        parts = [self._factor(depth)]
        while self._keyword("AND"):
            parts.append(self._factor(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _factor(self, depth: int) -> Node:
        parts = [self._term(depth)]
        while self._keyword("OR"):
            parts.append(self._term(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _term(self, depth: int) -> Node:
        if depth > MOST_NESTING:
            raise Invalid.one("filter", "kernel.filter_too_deep", most=MOST_NESTING, position=self._at + 1)
        if self._keyword("NOT"):
            return Not(self._term(depth + 1))
        self._blank()
        if self._text.startswith("(", self._at):
            self._at += 1
            node = self._expression(depth + 1)
            self._blank()
            if not self._text.startswith(")", self._at):
                self._syntax()
            self._at += 1
            return node
        return self._comparison()

    def _comparison(self) -> Term:
        self._terms += 1
        if self._terms > MOST_TERMS:
            raise Invalid.one("filter", "kernel.filter_too_many_terms", most=MOST_TERMS)
        position = self._at + 1
        field = self._take(_FIELD)
        if field in ("AND", "OR", "NOT"):
            self._at = position - 1
            self._syntax()
        self._blank()
        operator = self._take(_OPERATOR)
        self._blank()
        quoted = _QUOTED.match(self._text, self._at)
        if quoted is None:
            return Term(field, operator, self._take(_BARE), False, position)
        self._at = quoted.end()
        inner = quoted[1] if quoted[1] is not None else quoted[2]
        return Term(field, operator, re.sub(r"\\(.)", r"\1", inner, flags=re.DOTALL), True, position)

    def _keyword(self, word: str) -> bool:
        self._blank()
        end = self._at + len(word)
        following = self._text[end : end + 1]
        if not self._text.startswith(word, self._at) or not (not following or following in "( \t\r\n"):
            return False
        self._at = end
        return True

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if found is None:
            self._syntax()
        self._at = found.end()
        return found[0]

    def _blank(self) -> None:
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _syntax(self) -> NoReturn:
        word = _WORD.match(self._text, self._at)
        _refuse("kernel.filter_syntax", self._at + 1, word[0] if word else "")
