"""The report of a week: counted when it is asked for, from counters and indexes (POP-26)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.types import Clock
from services.population.application import sight
from services.population.application.room import today_in_china
from services.population.application.summaries.ports import (
    DailyKey,
    Rounds,
    Territories,
    WeekFigures,
)
from services.population.application.visits.ports import Calendars, Tally
from services.population.domain.figures import WIDTHS
from services.population.domain.meetings import COMMUNITY
from services.population.domain.needs import NeedKind
from services.population.domain.summary_refusals import WeekToCome
from services.population.domain.visiting import Outcome, target_of
from services.population.domain.week_report import (
    NOTHING,
    RECORDS,
    Heard,
    Pair,
    Part,
    Quota,
    Records,
    Report,
    Worker,
)
from services.population.domain.weeks import CHANGED, NEW, VERIFIED, VISITED, Week

SEE = "population.summary.view"


class MakeReport:
    """Of one territory."""

    def __init__(
        self,
        figures: WeekFigures,
        rounds: Rounds,
        calendars: Calendars,
        territories: Territories,
        clock: Clock,
    ) -> None:
        self._figures = figures
        self._rounds = rounds
        self._calendars = calendars
        self._territories = territories
        self._clock = clock

    def asked(self, call: Call, path: str, week: Week | None) -> Report:
        """For a reader: the running week when none is named, his own territory when none is.

        Raises PermissionDenied, WeekToCome.
        """
        own = call.scope(SEE).paths
        path = path or next(iter(own), "")
        call.require(SEE, path)
        found = self.of(path, week or Week.of(today_in_china(self._clock())))
        if sight.sees(call, sight.VIEW, path):
            return found
        return found.protected_from(whole=path in own)

    def of(self, path: str, week: Week) -> Report:
        """With every number. Raises WeekToCome."""
        now = self._clock()
        today = today_in_china(now)
        if week.first > today:
            raise WeekToCome(FieldProblem("week", WeekToCome.code))
        width = len(path) or WIDTHS[0]
        below = next((each for each in WIDTHS if each > width), 0)
        households = self._figures.households(path)
        working = Pair(self._working(week, today), self._working(week.before, today))
        own = _summed(self._figures.daily(path, width, week).values())
        records = {kind: _records(own, kind) for kind in RECORDS}
        proposals = self._figures.proposals(path, week)
        people, stale = self._freshness(path, week, today)
        return Report(
            path=path,
            name=self._territories.place_name(path),
            week=str(week),
            records=records,
            people=people,
            stale=stale,
            proposed=proposals.get("made", NOTHING),
            confirmed=proposals.get("published", NOTHING),
            rejected=proposals.get("rejected", NOTHING),
            visits=_quota(own, households, working),
            parts=self._parts(path, below, week, households, working) if below else (),
            workers=self._workers(path, week, households, working.now) if width >= COMMUNITY else (),
            needs=_named(self._figures.heard(path, week)),
        )

    def _working(self, week: Week, today: date) -> int:
        calendar = self._calendars.calendar()
        return sum(calendar.is_working_day(each) for each in week.days if each <= today)

    def _freshness(self, path: str, week: Week, today: date) -> tuple[Pair, Pair]:
        kept = self._figures.freshness_at(path, week) if week.over(today) else None
        found = kept or self._figures.freshness(path, self._clock())
        before = self._figures.freshness_at(path, week.before)
        if before is None:
            return Pair(found.people, None), Pair(found.stale, None)
        return Pair(found.people, before.people), Pair(found.stale, before.stale)

    def _parts(
        self, path: str, width: int, week: Week, households: Mapping[str, int], working: Pair
    ) -> tuple[Part, ...]:
        done = self._figures.daily(path, width, week)
        grids: dict[str, dict[str, int]] = defaultdict(dict)
        for grid, count in households.items():
            grids[grid[:width]][grid] = count
        names = dict(self._territories.below(path, width))
        return tuple(
            Part(
                each,
                names.get(each, ""),
                sum((_records(done.get(each, {}), kind) for kind in RECORDS), Records()),
                _quota(done.get(each, {}), grids.get(each, {}), working),
            )
            for each in sorted({*names, *done, *grids})
        )

    def _workers(
        self, path: str, week: Week, households: Mapping[str, int], working: int
    ) -> tuple[Worker, ...]:
        tallies = self._rounds.tallies([path], week.first, week.last)
        found: dict[tuple[str, str], list[Tally]] = defaultdict(list)
        for each in tallies:
            found[each.path, each.worker_id].append(each)
        places = {path: self._territories.place_name(path), **dict(self._territories.below(path, WIDTHS[-1]))}
        return tuple(
            Worker(
                worker_id=worker,
                name=each[-1].worker_name,
                path=grid,
                place=places.get(grid, ""),
                planned=target_of(households.get(grid, 0)) * working,
                done=sum(one.visits for one in each if one.outcome.counts),
                days=len({one.day for one in each if one.outcome.counts}),
            )
            for (grid, worker), each in sorted(found.items())
        )


def _summed(parts: Iterable[Mapping[DailyKey, Pair]]) -> dict[DailyKey, Pair]:
    total: dict[DailyKey, Pair] = {}
    for part in parts:
        for key, pair in part.items():
            total[key] = total.get(key, NOTHING) + pair
    return total


def _records(done: Mapping[DailyKey, Pair], kind: str) -> Records:
    return Records(*(done.get((what, kind), NOTHING) for what in (NEW, CHANGED, VERIFIED)))


def _quota(done: Mapping[DailyKey, Pair], households: Mapping[str, int], working: Pair) -> Quota:
    """Refused visits are done ones (ASM-15)."""
    met, refused, absent = (done.get((VISITED, each.value), NOTHING) for each in Outcome)
    a_day = sum(target_of(count) for count in households.values())
    planned = Pair(a_day * working.now, a_day * (working.before or 0))
    return Quota(planned, met + refused, refused, absent)


def _named(heard: Mapping[str, Heard]) -> dict[NeedKind, Heard]:
    """What nobody said the kind of stands with the needs that are of no named kind."""
    found: dict[NeedKind, Heard] = {}
    for word, each in heard.items():
        kind = NeedKind(word or NeedKind.OTHER)
        found[kind] = found.get(kind, Heard()) + each
    return found
