"""How far a place was covered in a week (POP-22, ASM-15).

Households, their number included, are for those who may see the register there; others see what was done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.kernel.call import Call, Scope
from services.kernel.types import Clock
from services.population.application import sight
from services.population.application.ports import Places
from services.population.application.room import today_in_china
from services.population.application.visits.ports import Calendars, Tally, Unvisited, VisitStore
from services.population.domain.visiting import DAYS_A_WEEK, Outcome, percent, target_of

SEE = "population.visit.view"
_LONGEST = 50


@dataclass(frozen=True, slots=True)
class GridWeek:
    """One grid; without ``households`` for whoever may not see the register there."""

    path: str
    households: int | None
    target_per_day: int
    working_days: int
    done: int
    refused: int
    absent: int
    reached: int

    @property
    def attainment(self) -> int:
        """Percent."""
        return percent(self.done, self.target_per_day * self.working_days)


@dataclass(frozen=True, slots=True)
class WorkerWeek:
    """One worker in one grid."""

    worker_id: str
    worker_name: str
    path: str
    done: int
    target: int
    days: int

    @property
    def attainment(self) -> int:
        """Percent."""
        return percent(self.done, self.target)


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a place."""

    first: date
    last: date
    grids: tuple[GridWeek, ...]
    workers: tuple[WorkerWeek, ...]
    unvisited: Sequence[Unvisited]
    names: dict[str, str]
    days_target: int = DAYS_A_WEEK


class GetCoverage:
    """A week of visits in sight of the caller."""

    def __init__(self, store: VisitStore, calendars: Calendars, places: Places, clock: Clock) -> None:
        self._store = store
        self._calendars = calendars
        self._places = places
        self._clock = clock

    def __call__(self, call: Call, path: str, day: date | None) -> Week:
        """``path`` empty: all that the caller may see; ``day`` any day of the week."""
        granted = call.scope(SEE).paths
        paths = [path] if any(path.startswith(each) for each in granted) else []
        paths = paths or [each for each in granted if each.startswith(path)]
        today = today_in_china(self._clock())
        first = (day or today) - timedelta(days=(day or today).weekday())
        last = first + timedelta(days=6)
        calendar = self._calendars.calendar()
        over = [first + timedelta(days=each) for each in range(7)]
        working = sum(calendar.is_working_day(each) for each in over if each <= today)
        households = self._store.households(paths)
        tallies = self._store.tallies(paths, first, last)
        seen = call.scope(sight.VIEW)
        inside = [each for each in paths if seen.contains(each)]
        inside += [each for each in seen.paths if any(each.startswith(path) for path in paths)]
        grids = _grids(households, tallies, self._store.reached(paths, first, last), working, seen)
        unvisited = self._store.unvisited(sorted(set(inside)), _LONGEST)
        names = self._places.place_names(
            {*households, *(each.path for each in tallies), *(each.path for each in unvisited)}
        )
        return Week(first, last, grids, _workers(households, tallies, working), unvisited, names)


def _grids(
    households: dict[str, int],
    tallies: Sequence[Tally],
    reached: dict[str, int],
    working: int,
    seen: Scope,
) -> tuple[GridWeek, ...]:
    sums: dict[tuple[str, Outcome], int] = defaultdict(int)
    for each in tallies:
        sums[each.path, each.outcome] += each.visits
    return tuple(
        GridWeek(
            path=path,
            households=households.get(path, 0) if seen.contains(path) else None,
            target_per_day=target_of(households.get(path, 0)),
            working_days=working,
            done=sums[path, Outcome.MET] + sums[path, Outcome.REFUSED],
            refused=sums[path, Outcome.REFUSED],
            absent=sums[path, Outcome.ABSENT],
            reached=reached.get(path, 0),
        )
        for path in sorted({*households, *(each.path for each in tallies)})
    )


def _workers(households: dict[str, int], tallies: Sequence[Tally], working: int) -> tuple[WorkerWeek, ...]:
    done: dict[tuple[str, str], int] = defaultdict(int)
    days: dict[tuple[str, str], set[date]] = defaultdict(set)
    names: dict[str, str] = {}
    for each in tallies:
        names[each.worker_id] = each.worker_name
        key = (each.path, each.worker_id)
        done[key] += each.visits if each.outcome.counts else 0
        if each.outcome.counts:
            days[key].add(each.day)
    return tuple(
        WorkerWeek(
            worker_id=worker,
            worker_name=names[worker],
            path=path,
            done=count,
            target=target_of(households.get(path, 0)) * working,
            days=len(days[path, worker]),
        )
        for (path, worker), count in sorted(done.items())
    )
