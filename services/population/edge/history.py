"""What was recorded of a record, newest first, in words (POP-08)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from services.kernel.errors import Invalid
from services.population.edge import words
from services.population.edge.register import REVERSE, stub
from wangge.population.v1 import register_pb2 as pb

_SIZE = 20
_UNSAID = frozenset({"void", "longitude", "latitude"})
_ORDER = ("person", "residence", "household", "dwelling")


@dataclass(frozen=True, slots=True)
class Said:
    """One field: what it is called, before and after in words."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One change."""

    change: pb.Change
    title: str
    fields: tuple[Said, ...]
    reversible: bool


def of(kind: str, record: str, token: str = "") -> tuple[list[Line], str]:
    """A page of changes, and the token of the next one."""
    asked = pb.ListChangesRequest(record_type=kind, record_id=record, page_size=_SIZE, page_token=token)
    try:
        answer = stub().ListChanges(asked)
    except Invalid:
        asked.page_token = ""
        answer = stub().ListChanges(asked)
    may = g.may(REVERSE)
    return [_line(each, may) for each in answer.changes], answer.next_page_token


def _line(change: pb.Change, may: bool) -> Line:
    fields = sorted(change.fields, key=lambda each: _ORDER.index(each.record_type))
    said = [_said(each) for each in fields if each.field not in _UNSAID]
    return Line(
        change,
        str(words.COMMANDS.get(change.command, change.command)),
        tuple(dict.fromkeys(each for each in said if each.before != each.after or each.after == "…")),
        change.reversible and may,
    )


def _said(field: pb.ChangedField) -> Said:
    title = str(words.FIELDS.get(field.field, field.field))
    before = words.value_of(field.record_type, field.field, field.before)
    return Said(title, before, words.value_of(field.record_type, field.field, field.after))
