"""The directory as cases know it, in memory: read once, then only what changed since (several processes)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import numpy
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.cases.adapters.reference import calendar_of, leaves_of
from services.cases.adapters.tables import projections as t
from services.cases.domain.catalogue import UNKNOWN, Leaf
from services.cases.domain.parts import Unit
from services.kernel.persistence.database import Database
from services.kernel.spatial import PolygonIndex, distance_m
from services.kernel.types import Clock
from services.kernel.worktime import WorkCalendar, seed_days

_CENTRE = 1
_COMMUNITY_WIDTH, _GRID_WIDTH = 12, 15
GRID_HEADS = frozenset({"grid_head"})
_NEAR_METRES = 20_000


class Directory:
    """Places, units, posts, accounts, catalogue and calendars; safe to share between threads.

    `refresh` asks for the version at most every ``every`` seconds; between two askings a change of another
    process is not seen, which is what an event's way would have taken anyway.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        every: float = 1.0,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._clock = clock
        self._every = every
        self._ticks = ticks
        self._turn = threading.Lock()
        self._asked = -1e9
        self._seen = -1
        self._names: dict[str, str] = {}
        self._points: dict[str, tuple[float, float]] = {}
        self._boxes: dict[str, tuple[float, float, float, float]] = {}
        self._box_arrays: tuple[list[str], Any] | None = None
        self._units: dict[str, Any] = {}
        self._units_at: dict[str, list[str]] = {}
        self._posts: dict[str, Any] = {}
        self._posts_at: dict[str, set[str]] = {}
        self._posts_of_unit: dict[str, set[str]] = {}
        self._accounts: dict[str, tuple[str, bool]] = {}
        self._catalogues: dict[int, dict[str, Leaf]] = {}
        self._calendars: dict[str, WorkCalendar] = {}
        self._fallback: WorkCalendar | None = None
        self._kept_at: dict[str, WorkCalendar] = {}
        self._kept_units: dict[str, Unit] = {}

    # What it costs to know

    def refresh(self, *, now: bool = False) -> None:
        """Take in what changed; ``now`` asks even if it was asked a moment ago."""
        if not now and self._ticks() - self._asked < self._every:
            return
        with self._turn:
            with self._database.read() as connection:
                latest = connection.execute(_LATEST).scalar() or 0
                if latest != self._seen:
                    self._take(connection)
                    self._seen = latest
            self._asked = self._ticks()

    def suspect(self) -> None:
        """Ask at the next opportunity: this process has just written a change."""
        self._asked = -1e9

    def _take(self, connection: Connection) -> None:
        since = self._seen
        try:
            self._take_since(connection, since)
        finally:
            self._kept_at, self._kept_units = {}, {}

    def _take_since(self, connection: Connection, since: int) -> None:
        for row in connection.execute(sa.select(*_PLACE_COLUMNS).where(t.places.c.changed > since)):
            self._take_place(row)
        for row in connection.execute(sa.select(t.units).where(t.units.c.changed > since)):
            self._take_unit(row)
        for row in connection.execute(sa.select(t.posts).where(t.posts.c.changed > since)):
            self._take_post(row)
        for row in connection.execute(sa.select(t.accounts).where(t.accounts.c.changed > since)):
            self._accounts[row.id] = (row.name, row.active)
        for row in connection.execute(sa.select(t.catalogues).where(t.catalogues.c.changed > since)):
            self._catalogues[row.version] = leaves_of(row.body)
        for row in connection.execute(sa.select(t.calendars).where(t.calendars.c.changed > since)):
            self._calendars[row.name] = calendar_of(row.body)

    def _take_place(self, row: Any) -> None:
        self._box_arrays = None
        if row.ended:
            for known in (self._names, self._points, self._boxes):
                known.pop(row.path, None)
            return
        self._names[row.path] = row.name
        if row.longitude is not None:
            self._points[row.path] = (row.longitude, row.latitude)
        if row.west is not None and len(row.path) >= _GRID_WIDTH:
            self._boxes[row.path] = (row.west, row.south, row.east, row.north)

    def _take_unit(self, row: Any) -> None:
        before = self._units.get(row.id)
        if before is not None and row.id in self._units_at.get(before.path, []):
            self._units_at[before.path].remove(row.id)
        self._units[row.id] = row
        if row.active:
            self._units_at.setdefault(row.path, []).append(row.id)
            self._units_at[row.path].sort()

    def _take_post(self, row: Any) -> None:
        before = self._posts.get(row.id)
        if before is not None:
            for path in (before.path, *before.also_paths):
                self._posts_at.get(path, set()).discard(row.id)
            self._posts_of_unit.get(before.unit_id, set()).discard(row.id)
        self._posts[row.id] = row
        for path in (row.path, *row.also_paths):
            self._posts_at.setdefault(path, set()).add(row.id)
        self._posts_of_unit.setdefault(row.unit_id, set()).add(row.id)

    # Places

    def known(self, path: str) -> bool:
        """Whether the territory exists and is in force."""
        return path in self._names

    def name_of(self, path: str) -> str:
        """Its name; the path itself when unknown."""
        return self._names.get(path, path)

    def community_of(self, path: str) -> str:
        """The name of the community that a grid belongs to; empty for what is no grid, or unknown."""
        return self._names.get(path[:_COMMUNITY_WIDTH], "") if len(path) > _COMMUNITY_WIDTH else ""

    def vacant(self, path: str) -> bool:
        """A grid without head, or a level without a centre that anyone staffs.

        A centre that has no posts at all counts as staffed: its people have their rights without posts.
        """
        if len(path) >= _GRID_WIDTH:
            here = [self._posts[p] for p in self._posts_at.get(path, ())]
            heads = [p for p in here if p.kind in GRID_HEADS]
            return bool(self._posts) and not any(self._held(p) for p in heads)
        centre = self.centre_at(path)
        if centre is None:
            return any(self._units[u].kind == _CENTRE for u in self._units)
        posts = [self._posts[p] for p in self._posts_of_unit.get(centre.id, ())]
        return bool(posts) and not any(self._held(p) for p in posts)

    def _held(self, post: Any) -> bool:
        now = self._clock()
        return any(
            (not since or _moment(since) <= now) and (not until or _moment(until) > now)
            for _, since, until in post.holders
        )

    def centre_at(self, path: str) -> Unit | None:
        """The centre of a territory."""
        for unit_id in self._units_at.get(path, ()):
            if self._units[unit_id].kind == _CENTRE:
                return self.unit(unit_id)
        return None

    def answering(self, line: str, path: str) -> Sequence[Unit]:
        """Organisations that answer for the line of work at exactly this territory, in id order."""
        found = []
        for unit_id in self._units_at.get(path, ()):
            lines = self._units[unit_id].lines
            if any(line == each or line.startswith(each + ".") for each in lines) and (
                unit := self.unit(unit_id)
            ):
                found.append(unit)
        return found

    def grid_at(self, longitude: float, latitude: float) -> str:
        """The grid whose polygon holds the point, or empty."""
        if self._box_arrays is None:
            paths = list(self._boxes)
            self._box_arrays = paths, numpy.array([self._boxes[p] for p in paths], dtype=float).reshape(-1, 4)
        paths, boxes = self._box_arrays
        inside = (
            (boxes[:, 0] <= longitude)
            & (boxes[:, 1] <= latitude)
            & (boxes[:, 2] >= longitude)
            & (boxes[:, 3] >= latitude)
        )
        candidates = [paths[i] for i in numpy.nonzero(inside)[0].tolist()]
        if not candidates:
            return ""
        query = sa.select(t.places.c.path, t.places.c.boundary).where(t.places.c.path.in_(candidates))
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        found = PolygonIndex([(row.path, row.boundary) for row in rows]).at(longitude, latitude)
        return found[0] if found else ""

    def nearest(self, longitude: float, latitude: float) -> str:
        """The smallest known territory whose centre is nearest, within twenty kilometres; or empty."""
        best, where = float(_NEAR_METRES), ""
        for path, (x, y) in self._points.items():
            if abs(y - latitude) < 0.2 and abs(x - longitude) < 0.4:
                away = distance_m(longitude, latitude, x, y)
                if (away, -len(path)) < (best, -len(where)):
                    best, where = away, path
        return where

    def top(self) -> str:
        """The highest known territory, or empty."""
        return min(self._names, key=lambda path: (len(path), path), default="")

    # Units, posts, people

    def unit(self, unit_id: str) -> Unit | None:
        """An active organisation."""
        kept = self._kept_units
        found = kept.get(unit_id)
        if found is None:
            row = self._units.get(unit_id)
            if row is None or not row.active:
                return None
            found = kept[unit_id] = Unit(row.id, row.name, row.path, row.kind == _CENTRE, tuple(row.lines))
        return found

    def unit_name(self, unit_id: str) -> str:
        """Its name, active or not; empty when unknown."""
        row = self._units.get(unit_id)
        return row.name if row is not None else ""

    def post_title(self, post_id: str) -> str:
        """The title of a post; empty when unknown."""
        row = self._posts.get(post_id)
        return row.title if row is not None else ""

    def work_phone(self, post_ids: Sequence[str]) -> str:
        """The work phone of the first post that has one."""
        rows = (self._posts.get(each) for each in post_ids)
        return next((row.work_phone for row in rows if row is not None and row.work_phone), "")

    def account_name(self, account_id: str) -> str | None:
        """The name of an active account; None when there is none."""
        name, active = self._accounts.get(account_id, ("", False))
        return name if active else None

    def person_name(self, account_id: str) -> str:
        """The name of an account, active or not; empty when unknown."""
        return self._accounts.get(account_id, ("", False))[0]

    # Reference

    @property
    def catalogue_version(self) -> int:
        """The version in force; 0 before the first."""
        return max(self._catalogues, default=0)

    def leaves(self) -> dict[str, Leaf]:
        """Leaves of the version in force."""
        return self._catalogues.get(self.catalogue_version, {})

    def leaf(self, code: str, version: int = 0) -> Leaf:
        """A leaf under a version, the one in force by default; UNKNOWN when there is none."""
        known = self._catalogues.get(version) if version else None
        found = known.get(code) if known else None
        return found or self.leaves().get(code) or UNKNOWN

    def calendar_at(self, path: str) -> WorkCalendar:
        """The calendar the centre there keeps, else the common one, else the published holidays."""
        kept = self._kept_at
        found = kept.get(path)
        if found is None:
            found = kept[path] = self._calendar_at(path)
        return found

    def _calendar_at(self, path: str) -> WorkCalendar:
        centre = self.centre_at(path)
        name = self._units[centre.id].calendar if centre else ""
        found = self._calendars.get(name) if name else None
        found = (
            found
            or self._calendars.get("")
            or self._calendars.get("common")
            or self._calendars.get("default")
        )
        if found is None and len(self._calendars) == 1:
            found = next(iter(self._calendars.values()))
        if found is not None:
            return found
        if self._fallback is None:
            self._fallback = WorkCalendar(seed_days(2020, 2030))
        return self._fallback


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


_LATEST = sa.select(t.versions.c.value).where(t.versions.c.name == "directory")
_PLACE_COLUMNS = [c for c in t.places.c if c.name != "boundary"]
