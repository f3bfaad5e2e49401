"""Residences as bars upon a line of years: where somebody lived above, where he was registered below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.population.edge import words
from wangge.population.v1 import register_pb2 as pb

WIDTH = 1000
_LEAST = 6
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One residence: ``x`` and ``width`` of 1000."""

    residence: pb.Residence
    x: int
    width: int
    row: int
    kind: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """All bars and the years below them."""

    bars: tuple[Bar, ...] = ()
    years: tuple[tuple[int, int], ...] = ()

    @property
    def both(self) -> bool:
        """Whether there is a lane of being registered elsewhere."""
        return any(each.row for each in self.bars)


def lanes(residences: Sequence[pb.Residence], today: date) -> Lanes:
    """Bars of residences, oldest first."""
    dated = [(each, _day(each.from_day), _day(each.to_day) or today) for each in residences]
    known = [(each, begins, max(ends, begins)) for each, begins, ends in dated if begins is not None]
    if not known:
        return Lanes()
    first = min(begins for _, begins, _ in known)
    last = max(today, *(ends for _, _, ends in known))
    span = max((last - first).days, 1)

    def at(day: date) -> int:
        return round((day - first).days * WIDTH / span)

    bars = []
    for each, begins, ends in sorted(known, key=lambda line: line[1]):
        registered = each.kind == pb.RESIDENCE_KIND_REGISTERED_ONLY
        kind = pb.ResidenceKind.Name(each.kind).removeprefix("RESIDENCE_KIND_").lower()
        width = max(at(ends) - at(begins), _LEAST)
        bars.append(Bar(each, min(at(begins), WIDTH - width), width, int(registered), kind))
    step = max(1, (last.year - first.year) // _MOST_TICKS + 1)
    marks = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1, step)]
    return Lanes(tuple(bars), tuple((each.year, at(each)) for each in marks))


def told(residence: pb.Residence) -> str:
    """The category with its reason, as lists say it."""
    reason = words.title(words.REASONS, residence.reason)
    kind = words.title(words.KINDS, residence.kind)
    return f"{kind} · {reason}" if reason else kind


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
