"""Policies for what the directory tells: keep it, and let open cases follow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from services.cases.application.desk import Desk
from services.cases.domain.states import WIDTHS, ancestors
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.spatial import PolygonIndex


class Projections(Protocol):
    """Where what was heard is kept. False from a `put`: something newer was known, nothing changed."""

    def put_territory(self, connection: Connection, territory: Any, *, ended: bool = False) -> bool: ...
    def put_organisation(self, connection: Connection, unit: Any, path: str) -> bool: ...
    def put_post(self, connection: Connection, post: Any, path: str, also: list[str]) -> bool: ...
    def put_account(
        self, connection: Connection, account_id: str, name: str, state: int, etag: str
    ) -> bool: ...
    def put_catalogue(self, connection: Connection, catalogue: Any) -> None: ...
    def put_calendar(self, connection: Connection, calendar: Any) -> bool: ...


class OpenCases(Protocol):
    """Open cases by place, and sweeps over them."""

    def ask(self, connection: Connection, name: str, at: datetime) -> None: ...
    def open_in_grid(self, connection: Connection, path: str) -> Sequence[str]: ...
    def rename(self, connection: Connection, path: str, name: str) -> None: ...


class Heard:
    """One method for each event; all run inside the delivery's transaction.

    Everything may be told again, and in any order: what is older than known is passed over, and nothing
    here asks whether a place's parent or a post's organisation is known already.
    """

    def __init__(self, desk: Desk, keep: Projections, cases: OpenCases, suspect: Callable[[], None]) -> None:
        self._desk = desk
        self._keep = keep
        self._cases = cases
        self._suspect = suspect

    def territory(self, territory: Any, uow: UnitOfWork) -> None:
        """A territory was made or changed; open cases show its new name."""
        if self._keep.put_territory(uow.connection, territory):
            self._cases.rename(uow.connection, territory.path, territory.name)
        self._suspect()

    def grids(self, ended: Sequence[Any], created: Sequence[Any], reason: str, uow: UnitOfWork) -> None:
        """Grids split or merged: open cases move with the ground, closed ones keep their grid (DIR-07)."""
        for territory in ended:
            self._keep.put_territory(uow.connection, territory, ended=True)
        for territory in created:
            self._keep.put_territory(uow.connection, territory)
        bounded = [(t.path, t.boundary) for t in created if t.boundary]
        index = PolygonIndex(bounded) if bounded else None
        names = {t.path: t.name for t in created}
        staying = {t.path for t in created}
        for territory in ended:
            if territory.path in staying:
                continue
            for case_id in self._cases.open_in_grid(uow.connection, territory.path):
                case = self._desk.cases.load(uow.connection, case_id, None, lock=True).case
                target = self._target(case, index, created, territory.path)
                turn = self._desk.turn(uow.call, uow, case)
                case.move(replace(turn, places=_Renamed(turn.places, names)), target, reason)
                self._desk.cases.save(uow, case)
        self._suspect()

    @staticmethod
    def _target(case: Any, index: PolygonIndex | None, created: Sequence[Any], old: str) -> str:
        """The new grid under the case's pin, else the first of the same community, else the community."""
        if index is not None and case.longitude is not None:
            found = index.at(case.longitude, case.latitude)
            if found:
                return found[0]
        community = old[: WIDTHS[3]]
        siblings = sorted(t.path for t in created if t.path.startswith(community))
        return siblings[0] if siblings else (ancestors(old) or [old])[0]

    def organisation(self, unit: Any, path: str, uow: UnitOfWork) -> None:
        """An organisation changed; open cases of its place may ask others now."""
        self._keep.put_organisation(uow.connection, unit, path)
        self._suspect()

    def post(self, post: Any, path: str, also: list[str], uow: UnitOfWork) -> None:
        """A post or its holders changed; cases of its grids are asked of whoever is there now."""
        news = self._keep.put_post(uow.connection, post, path, also)
        for each in {path, *also}:
            if news and len(each) >= WIDTHS[-1]:
                self._cases.ask(uow.connection, f"place:{each}", uow.now)
        self._suspect()

    def account(self, account_id: str, name: str, state: int, etag: str, uow: UnitOfWork) -> None:
        """An account changed name or state."""
        self._keep.put_account(uow.connection, account_id, name, state, etag)
        self._suspect()

    def catalogue(self, catalogue: Any, uow: UnitOfWork) -> None:
        """A version was published; running cases keep the one they began under."""
        self._keep.put_catalogue(uow.connection, catalogue)
        self._suspect()

    def calendar(self, calendar: Any, uow: UnitOfWork) -> None:
        """Working time changed: due moments of open cases follow, from the same starts."""
        if self._keep.put_calendar(uow.connection, calendar):
            self._cases.ask(uow.connection, "all", uow.now)
        self._suspect()


class _Renamed:
    """Places with names that are not committed yet."""

    def __init__(self, places: Any, names: dict[str, str]) -> None:
        self._places = places
        self._names = names

    def name_of(self, path: str) -> str:
        """The new name where there is one."""
        return self._names.get(path) or str(self._places.name_of(path))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._places, name)
