"""Counts cases in the cells of a mesh, in one statement that is bounded whatever is asked (CASE-05).

Open cases are few and found by their places. Of those that are done the newest are looked at, as many as one
answer may cost. Both run along indexes that hold all they need (``tables.maps``).
"""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from services.cases.adapters.cases import line_is
from services.cases.adapters.reading import filters_at
from services.cases.adapters.tables.cases import cases, parties
from services.cases.application.access import Sight
from services.cases.application.oversight.clustering import Cluster, Clusters, MappedCase
from services.cases.domain.map_sections import Mesh, Section
from services.kernel.persistence.database import Database
from services.kernel.persistence.filters import compile as compile_filter
from services.kernel.persistence.filters import parse

MOST_COUNTED = 50_000
"""Cases of each kind, open and done, that one answer counts."""
MOST_SEEN = 25_000
"""Done cases of the period that one answer looks at, the newest first."""
NEAR_FACTOR = 4
"""So many times more of them for a small section, where few of those looked at have to be gathered."""
FEW = 200
"""Up to so many the cases themselves are given too."""
_KEPT_SECONDS, _KEPT_MOST = 60.0, 1000


class MapClusters:
    """Reads clusters; the limits may be set lower for tests."""

    def __init__(
        self, database: Database, most: int = MOST_COUNTED, seen: int = MOST_SEEN, few: int = FEW
    ) -> None:
        self._database = database
        self._most = most
        self._seen = seen
        self._few = few
        self._oldest: dict[tuple[tuple[datetime | None, datetime | None], int], tuple[float, str]] = {}

    def clusters(
        self,
        me: str,
        units: tuple[str, ...],
        sight: Sight,
        section: Section,
        mesh: Mesh,
        *,
        filter: str,
        open_only: bool,
        span: tuple[datetime | None, datetime | None],
        now: datetime,
    ) -> Clusters:
        """Clusters of what is in sight. Raises Invalid for a filter that cannot be read."""
        node = parse(filter)
        asked = [] if node is None else [compile_filter(node, filters_at(now))]
        asked += [_within(section), *_period(span)]
        places, own = in_sight(sight), taking_part(me, units, sight)
        with self._database.read() as connection:
            if not self._database.is_sqlite:
                # Compiling a plan costs more than it gains at these sizes.
                connection.exec_driver_sql("SET jit = off")
            parts: list[sa.Select[Any]] = []
            oldest = ""
            if places is not None:
                parts.append(_columns(_light(now)).where(cases.c.open, places, *asked).limit(self._most))
                if not open_only:
                    seen = self._seen * (NEAR_FACTOR if section.is_near else 1)
                    oldest = self._oldest_seen(connection, span, seen)
                    parts.append(self._done([places, *asked], oldest))
            if own is not None:
                # No case twice: what a place gives is not asked for again.
                elsewhere = [] if places is None else [sa.not_(places)]
                state = [cases.c.open] if open_only else []
                parts.append(_columns(_light(now)).where(own, *elsewhere, *state, *asked).limit(self._most))
            if not parts:
                return Clusters([], 0, False)
            chosen = self._meshed(parts, mesh)
            found, singles, total = self._counted(connection, chosen)
            self._give_cases(connection, chosen, found, singles, total)
        ordered = sorted(found.values(), key=lambda each: (-each.count, each.longitude, each.latitude))
        return Clusters(ordered, total, bool(oldest) or total >= self._most)

    def _done(self, where: list[ColumnElement[bool]], oldest: str) -> sa.Select[Any]:
        seen = [cases.c.id >= oldest] if oldest else []
        return (
            _columns(sa.literal_column("''"))
            .where(sa.not_(cases.c.open), *seen, *where)
            .order_by(cases.c.id.desc())
            .limit(self._most)
        )

    def _oldest_seen(
        self, connection: Connection, span: tuple[datetime | None, datetime | None], seen: int
    ) -> str:
        """The id at which looking ends; empty where all of the period are looked at. Kept for a minute."""
        known = self._oldest.get((span, seen))
        if known is not None and known[0] > time.monotonic() - _KEPT_SECONDS:
            return known[1]
        query = (
            sa.select(cases.c.id)
            .where(sa.not_(cases.c.open), *_period(span))
            .order_by(cases.c.id.desc())
            .offset(seen)
            .limit(1)
        )
        found = connection.execute(query).scalar() or ""
        if len(self._oldest) >= _KEPT_MOST:
            self._oldest.clear()
        self._oldest[span, seen] = time.monotonic(), found
        return found

    def _meshed(self, parts: list[sa.Select[Any]], mesh: Mesh) -> sa.CTE:
        """The parts as one, each case with the cell it lies in."""
        # SQLite takes no part in brackets, but a query around it.
        wrapped = [sa.select(part.subquery()) for part in parts]
        rows = (wrapped[0] if len(wrapped) == 1 else sa.union_all(*wrapped)).subquery("found")
        return sa.select(
            rows,
            self._step(rows.c.longitude + 180.0, mesh.wide).label("x"),
            self._step(rows.c.latitude + 90.0, mesh.high).label("y"),
        ).cte("chosen")

    def _step(self, along: ColumnElement[float], side: float) -> ColumnElement[int]:
        # SQLite cuts where PostgreSQL rounds; `along` is never negative.
        steps = along / sa.literal(side, sa.Float)
        return sa.cast(steps if self._database.is_sqlite else sa.func.floor(steps), sa.Integer)

    def _counted(
        self, connection: Connection, chosen: sa.CTE
    ) -> tuple[dict[tuple[int, int], Cluster], list[str], int]:
        rows = connection.execute(
            sa.select(
                chosen.c.x,
                chosen.c.y,
                chosen.c.state,
                chosen.c.light,
                sa.func.count(),
                sa.func.sum(chosen.c.longitude),
                sa.func.sum(chosen.c.latitude),
                sa.func.min(chosen.c.id),
            ).group_by(chosen.c.x, chosen.c.y, chosen.c.state, chosen.c.light)
        )
        found: dict[tuple[int, int], Cluster] = {}
        first: dict[tuple[int, int], str] = {}
        total = 0
        for x, y, state, light, count, east, north, newest in rows:
            cluster = found.setdefault((x, y), Cluster(0.0, 0.0, 0, {}, {}))
            cluster.longitude += east
            cluster.latitude += north
            cluster.count += count
            cluster.states[state] = cluster.states.get(state, 0) + count
            if light:
                cluster.lights[light] = cluster.lights.get(light, 0) + count
            first[x, y] = newest
            total += count
        for cluster in found.values():
            cluster.longitude /= cluster.count
            cluster.latitude /= cluster.count
        return found, [first[cell] for cell, cluster in found.items() if cluster.count == 1], total

    def _give_cases(
        self,
        connection: Connection,
        chosen: sa.CTE,
        found: dict[tuple[int, int], Cluster],
        singles: list[str],
        total: int,
    ) -> None:
        """All of them where they are few; else those that stand alone."""
        wanted = sa.select(chosen)
        if total > self._few:
            wanted = wanted.where(chosen.c.id.in_(singles[: self._few * 2]))
        if not total or (total > self._few and not singles):
            return
        picked = wanted.subquery("picked")
        rows: Any = connection.execute(
            sa.select(picked, cases.c.number, cases.c.title)
            .join(cases, cases.c.id == picked.c.id)
            .order_by(picked.c.id.desc())
        )
        for row in rows:
            found[row.x, row.y].cases.append(
                MappedCase(row.id, row.number, row.title, row.state, row.light, row.longitude, row.latitude)
            )


def in_sight(sight: Sight) -> ColumnElement[bool] | None:
    """Whole places and lines of work; None where there is neither."""
    conditions = [_under(path) for path in sight.scope.paths]
    conditions += [sa.and_(_under(path), line_is(line)) for path, line in sight.lined]
    return sa.or_(*conditions) if conditions else None


def taking_part(me: str, units: tuple[str, ...], sight: Sight) -> ColumnElement[bool] | None:
    """Cases that the caller works on or has reported, without those that are merely followed."""
    if "" in sight.scope.paths or not sight.scope.parties:
        return None
    mine = sa.select(parties.c.case_id).where(parties.c.party.in_(sight.scope.parties))
    working = sa.select(parties.c.case_id).where(
        parties.c.party.in_([f"unit:{each}" for each in units] or [""])
    )
    own = (cases.c.creator_id, cases.c.reporter_account, cases.c.first_receiver, cases.c.handover_to)
    return sa.and_(cases.c.id.in_(mine), sa.or_(*(column == me for column in own), cases.c.id.in_(working)))


def _columns(light: ColumnElement[str]) -> sa.Select[Any]:
    return sa.select(cases.c.id, cases.c.longitude, cases.c.latitude, cases.c.state, light.label("light"))


def _light(now: datetime) -> ColumnElement[str]:
    return sa.case(
        (sa.not_(cases.c.open), ""),
        (cases.c.paused, "PAUSED"),
        (cases.c.due_at < now, "RED"),
        (cases.c.amber_at <= now, "AMBER"),
        else_="GREEN",
    )


def _period(span: tuple[datetime | None, datetime | None]) -> list[ColumnElement[bool]]:
    first, end = span
    found: list[ColumnElement[bool]] = []
    if first is not None:
        found.append(cases.c.created_at >= first)
    if end is not None:
        found.append(cases.c.created_at < end)
    return found


def _under(path: str) -> ColumnElement[bool]:
    if not path:
        return sa.true()
    # Not `ScopedTable.under`: its index would lead through every case of the county to the few in a box.
    return sa.func.substr(cases.c.grid_path, 1, len(path)) == path


def _within(section: Section) -> ColumnElement[bool]:
    east, north = cases.c.longitude, cases.c.latitude
    latitude = north.between(section.south, section.north)
    if section.west <= section.east:
        return sa.and_(east.between(section.west, section.east), latitude)
    return sa.and_(sa.or_(east >= section.west, east <= section.east), latitude)
