"""What a command did to the records, so that it can be shown, and taken back by another command."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any

from services.population.domain import kinds
from services.population.domain.records import (
    Dwelling,
    Household,
    Person,
    PersonState,
    Record,
    RecordType,
    Residence,
)

CLASSES: Mapping[RecordType, type[Record]] = {
    RecordType.PERSON: Person,
    RecordType.RESIDENCE: Residence,
    RecordType.HOUSEHOLD: Household,
    RecordType.DWELLING: Dwelling,
}
_NAMES = {each: tuple(field.name for field in dataclasses.fields(each)) for each in CLASSES.values()}
# Names, their values of a record, and which of them are days or moments.
_FIELDS = {
    each: (
        names,
        attrgetter(*names),
        tuple(f.name for f in dataclasses.fields(each) if str(f.type).startswith("date")),
    )
    for each, names in _NAMES.items()
}
_NUMBERS = frozenset({int, float})
_BOOKKEEPING = frozenset({"id", "version", "collected_at", "verified_at", "collector_id", "source", "path"})


@dataclass(frozen=True, slots=True)
class Effect:
    """One record before and after; no ``before``: it is new."""

    before: Record | None
    after: Record

    @property
    def record_type(self) -> RecordType:
        """Of both."""
        return self.after.record_type

    def fields(self) -> Iterator[tuple[str, Any, Any]]:
        """Name, value before and value after of what people see changed."""
        for each in dataclasses.fields(self.after):
            old = getattr(self.before, each.name) if self.before is not None else None
            new = getattr(self.after, each.name)
            if each.name not in _BOOKKEEPING and old != new and not (self.before is None and not new):
                yield each.name, old, new


def effects_between(before: Iterable[Record], after: Iterable[Record]) -> tuple[Effect, ...]:
    """What differs: records of ``after`` that are new or other than in ``before``."""
    known: dict[str, Record] = {each.id: each for each in before}
    return tuple(Effect(known.get(each.id), each) for each in after if known.get(each.id) != each)


def taken_back(effect: Effect, current: Record) -> Effect:
    """The effect that undoes ``effect`` on the record as it is now; what was new becomes void.

    The caller has made sure that nothing came later (`stands_in_the_way`).
    """
    version = current.version + 1
    if effect.before is not None:
        return Effect(current, replace(effect.before, version=version))
    if isinstance(current, Person):
        return Effect(current, replace(current, state=PersonState.VOID, version=version))
    return Effect(current, replace(current, void=True, version=version))


def stands_in_the_way(effect: Effect, current: Record | None) -> bool:
    """Whether something changed the record since."""
    return current is None or current.version != effect.after.version


def to_data(record: Record) -> dict[str, Any]:
    """The record as JSON can hold it, without what is empty."""
    names, values, days = _FIELDS[type(record)]
    found = {
        name: value
        for name, value in zip(names, values(record), strict=True)
        if value or type(value) in _NUMBERS
    }
    for name in days:
        if name in found:
            found[name] = found[name].isoformat()
    return found


def from_data(record_type: RecordType, data: Mapping[str, Any]) -> Record:
    """The reverse of `to_data`; fields it does not know are left out (older data)."""
    made = CLASSES[record_type]
    values = {}
    for each in dataclasses.fields(made):
        if each.name in data:
            values[each.name] = _value(str(each.type), data[each.name])
    return made(**values)


def _value(kind: str, value: Any) -> Any:
    if kind.startswith("datetime"):
        return datetime.fromisoformat(value)
    if kind.startswith("date"):
        return date.fromisoformat(value)
    known = _ENUMS.get(kind)
    return known(value) if known is not None else value


def _enums() -> dict[str, type[StrEnum]]:
    found = {
        name: made
        for name, made in vars(kinds).items()
        if isinstance(made, type) and issubclass(made, StrEnum)
    }
    return {**found, "PersonState": PersonState}


_ENUMS = _enums()
