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
from services.population.application.withholding import Withholding
from services.population.domain.figures import WIDTHS
from services.population.domain.kinds import StayReason
from services.population.domain.refusals import MonthNotKept
from services.population.domain.summing import COUNTED_AS, MEASURES, Cells, Key, ages_of, figures_of

STATISTICS = "population.statistics.view"
MONTHS_SHOWN = 36


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

    def inside(self, path: str, width: int, month: str) -> Mapping[str, Mapping[str, Cells]]:
        """`cells` of each territory of that width."""

    def ages_inside(self, path: str, width: int, month: str, year: int) -> Mapping[str, Mapping[str, int]]:
        """People of each territory of that width by age in that year."""

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
        self._withholding = Withholding(figures, STATISTICS)
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
        protected = not sight.sees(call, sight.VIEW, path)
        hidden: set[Key] = set()
        pyramid: Mapping[tuple[int, str], int] = {}
        width = _width_below(path) if with_children else 0
        if protected:
            values, hidden = self._withholding.of(call, path, width, month, year)
        else:
            pyramid = self._figures.years(path, month)
            ages = ages_of(((born, n) for (born, _), n in pyramid.items()), year)
            values = figures_of(self._figures.cells(path, month), ages)
        children: list[tuple[str, str]] = []
        if width:
            children = self._territories.below(path, width)
            values |= _values_below(self._figures.below(path, width, month))
        quality = None
        if not month:
            since = now.fromtimestamp(now.timestamp() - self._stale_days * 86400, tz=now.tzinfo)
            quality = self._figures.quality(path, values.get(("people",), 0), since)
            values["buildings",] = self._figures.buildings(path)
        return Summary(
            path=path,
            name=self._territories.place_name(path),
            month=month,
            year=year,
            protected=protected,
            values=values,
            hidden=frozenset(hidden),
            pyramid=pyramid,
            children=children,
            quality=quality,
            months=months[:MONTHS_SHOWN],
        )


def _width_below(path: str) -> int:
    return next((each for each in WIDTHS if each > len(path)), 0)


def _values_below(below: Mapping[str, Mapping[tuple[str, str], int]]) -> dict[Key, int]:
    values: Counter[Key] = Counter()
    for path, counts in below.items():
        for measure in MEASURES:
            values["child", path, measure] = 0
        for (what, word), n in counts.items():
            if (measure := COUNTED_AS[what]) in MEASURES:
                values["child", path, measure] += n
            if what == "person":
                values["child", path, "kind", word] += n
    return dict(values)


KNOWN_REASONS = tuple(each for each in StayReason if each)
