"""The figures of a territory: what is counted, what it adds up to, and what of it may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application import sight
from services.population.application.room import today_in_china
from services.population.domain.disclosure import Equation, hidden_of
from services.population.domain.figures import WIDTHS
from services.population.domain.kinds import ResidenceKind, StayReason
from services.population.domain.refusals import MonthNotKept

STATISTICS = "population.statistics.view"
AGES = ((0, 14), (15, 34), (35, 59), (60, 79), (80, 0))
MONTHS_SHOWN = 36
MEASURES = ("people", "households", "dwellings")
_COUNTED_AS = {
    "person": "people",
    "household": "households",
    "dwelling": "dwellings",
    "separated": "separated",
}

Key = tuple[str, ...]
Cells = Mapping[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True)
class RecordQuality:
    """How good the records of people are: of how many, verified in time, and the sum of completeness."""

    people: int
    fresh: int
    complete: int
    counted_at: datetime | None


class Figures(Protocol):
    """Reads counters: of now, or as they stood at the end of a month that was kept."""

    def cells(self, path: str, month: str) -> Mapping[str, Cells]:
        """Counts by kind of record and its three words."""

    def years(self, path: str, month: str) -> Mapping[tuple[int, str], int]:
        """People by year of birth (0: unknown) and sex."""

    def below(self, path: str, width: int, month: str) -> Mapping[str, Mapping[tuple[str, str], int]]:
        """Of each territory of that width: counts by kind of record and its first word."""

    def months(self) -> Sequence[str]:
        """Of which figures were kept, newest first."""

    def buildings(self, path: str) -> int: ...
    def quality(self, path: str, people: int, fresh_since: datetime) -> RecordQuality: ...


class Territories(Protocol):
    """Names of places."""

    def place_name(self, path: str) -> str: ...

    def below(self, path: str, width: int) -> list[tuple[str, str]]:
        """Path and name of the territories of that width."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Every figure by its key; those in ``hidden`` are not shown."""

    path: str
    name: str
    month: str
    year: int
    protected: bool
    values: Mapping[Key, int]
    hidden: frozenset[Key] = frozenset()
    # (year of birth, sex) of everybody, where it may be shown.
    pyramid: Mapping[tuple[int, str], int] = field(default_factory=dict)
    children: Sequence[tuple[str, str]] = ()
    quality: RecordQuality | None = None
    months: Sequence[str] = ()


class GetSummary:
    """See the module (POP-04, POP-14, POP-32)."""

    def __init__(self, figures: Figures, territories: Territories, clock: Clock, stale_days: int) -> None:
        self._figures = figures
        self._territories = territories
        self._clock = clock
        self._stale_days = stale_days

    def __call__(self, call: Call, path: str, month: str = "", *, with_children: bool = False) -> Summary:
        """Of the caller's own territory when ``path`` is empty. Raises PermissionDenied, MonthNotKept."""
        path = path or next(iter(call.scope(STATISTICS).paths), "")
        call.require(STATISTICS, path)
        months = self._figures.months()
        if month and month not in months:
            raise MonthNotKept()
        now = self._clock()
        year = int(month[:4]) if month else today_in_china(now).year
        below = self._below(path, month)
        pyramid = self._figures.years(path, month)
        values = _values(self._figures.cells(path, month), pyramid, year)
        protected = not sight.sees(call, sight.VIEW, path)
        hidden: set[Key] = set()
        if protected:
            apart = self._hidden_totals(call, path, month, values, below)
            hidden = hidden_of(values, _sums(values), apart & values.keys()) | apart
        children: list[tuple[str, str]] = []
        if with_children:
            children = self._territories.below(path, _width_below(path)) if _width_below(path) else []
            values |= _values_below(below)
        quality = None
        if not month:
            since = now.fromtimestamp(now.timestamp() - self._stale_days * 86400, tz=now.tzinfo)
            quality = self._figures.quality(path, values["people",], since)
            values["buildings",] = self._figures.buildings(path)
        return Summary(
            path=path,
            name=self._territories.place_name(path),
            month=month,
            year=year,
            protected=protected,
            values=values,
            hidden=frozenset(hidden),
            pyramid={} if protected else pyramid,
            children=children,
            quality=quality,
            months=months[:MONTHS_SHOWN],
        )

    def _below(self, path: str, month: str) -> Mapping[str, Mapping[tuple[str, str], int]]:
        width = _width_below(path)
        return self._figures.below(path, width, month) if width else {}

    def _hidden_totals(
        self,
        call: Call,
        path: str,
        month: str,
        values: Mapping[Key, int],
        below: Mapping[str, Mapping[tuple[str, str], int]],
    ) -> set[Key]:
        """What is hidden of the totals of a territory and of those below it.

        Whoever may ask for the territory above sees this one's totals there too, and what is hidden there is
        hidden here.
        """
        above = max((width for width in WIDTHS if width < len(path)), default=0)
        already: set[Key] = set()
        if above and call.may(STATISTICS, path[:above]):
            parent = path[:above]
            siblings = self._below(parent, month)
            totals: dict[Key, int] = {(measure,): 0 for measure in MEASURES}
            for key, n in _values_below(siblings).items():
                if len(key) == 3:
                    totals[key[2],] += n
            hidden = self._hidden_totals(call, parent, month, totals, siblings)
            already = {(measure,) for measure in MEASURES if ("child", path, measure) in hidden}
        known: dict[Key, int] = {(measure,): values[measure,] for measure in MEASURES}
        known |= {key: n for key, n in _values_below(below).items() if len(key) == 3}
        sums: list[Equation[Key]] = []
        for measure in MEASURES:
            parts: list[Key] = [key for key in known if len(key) == 3 and key[2] == measure]
            if parts:
                sums.append(_with_rest(known, (measure,), parts))
        return hidden_of(known, sums, already)


def _width_below(path: str) -> int:
    return next((each for each in WIDTHS if each > len(path)), 0)


def _values(cells: Mapping[str, Cells], pyramid: Mapping[tuple[int, str], int], year: int) -> dict[Key, int]:
    values: Counter[Key] = Counter({(measure,): 0 for measure in (*MEASURES, "separated")})
    for what, measure in _COUNTED_AS.items():
        values[measure,] += sum(cells.get(what, {}).values())
    for (kind, sex, reason), n in cells.get("person", {}).items():
        values["kind", kind] += n
        values["sex", sex] += n
        if kind == ResidenceKind.INCOMING:
            values["reason", reason] += n
    for (use, occupancy, _), n in cells.get("dwelling", {}).items():
        values["use", use] += n
        values["occupancy", occupancy] += n
    for (born, _), n in pyramid.items():
        values["age", _age_class(year - born) if born else "unknown"] += n
    return dict(values)


def _values_below(below: Mapping[str, Mapping[tuple[str, str], int]]) -> dict[Key, int]:
    values: Counter[Key] = Counter()
    for path, counts in below.items():
        for measure in MEASURES:
            values["child", path, measure] = 0
        for (what, word), n in counts.items():
            if (measure := _COUNTED_AS[what]) in MEASURES:
                values["child", path, measure] += n
            if what == "person":
                values["child", path, "kind", word] += n
    return dict(values)


def _sums(values: dict[Key, int]) -> list[Equation[Key]]:
    """What adds up to what."""
    wanted: list[tuple[Key, str]] = [
        (("people",), "kind"),
        (("people",), "sex"),
        (("people",), "age"),
        (("kind", ResidenceKind.INCOMING.value), "reason"),
        (("dwellings",), "use"),
        (("dwellings",), "occupancy"),
    ]
    found: list[Equation[Key]] = []
    for total, first in wanted:
        parts: list[Key] = [key for key in values if key[0] == first and len(key) == 2]
        if total in values and parts:
            found.append(_with_rest(values, total, parts))
    return found


def _with_rest(values: dict[Key, int], total: Key, parts: list[Key]) -> Equation[Key]:
    """What is missing to a total follows from it, and is a number like the others."""
    if rest := values[total] - sum(values[each] for each in parts):
        key = ("rest", *total, *parts[0][:1])
        values[key] = rest
        return total, [*parts, key]
    return total, parts


def _age_class(age: int) -> str:
    return next((f"{first}" for first, last in reversed(AGES) if age >= first), f"{AGES[0][0]}")


KNOWN_REASONS = tuple(each for each in StayReason if each)
