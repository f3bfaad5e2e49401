"""Public boards: computed, published, taken off, read by everybody (POP-29, Sens-8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import Clock, NewId
from services.population.application import sight
from services.population.application.ports import NewUow
from services.population.application.room import today_in_china
from services.population.application.statistics import Figures, Territories
from services.population.domain.board_refusals import BoardChanged, BoardNotFound, NotACommunity
from services.population.domain.boards import Board, Cell, Deed, Shown, etag_of, shown_of
from services.population.domain.summing import AGES

PUBLISH = "population.board.publish"
COMMUNITY, GRID = 12, 15
_LEVELS_ABOVE = (4, 6, 9)


class Boards(Protocol):
    """What was published."""

    def get(self, uow: UnitOfWork, wanted: str) -> Board | None:
        """Locked until the transaction ends."""

    def published(self, path: str) -> Board | None:
        """The one of a community that everybody reads."""

    def published_in(self, uow: UnitOfWork, path: str) -> Board | None:
        """The same within a transaction, locked."""

    def page(self, path: str, before: str, limit: int) -> Sequence[Board]:
        """Newest first, older than the board ``before``."""

    def add(self, uow: UnitOfWork, board: Board) -> None: ...
    def save(self, uow: UnitOfWork, board: Board) -> None: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be published now."""

    path: str
    as_of: date
    shown: Shown


class Drafting:
    """Counts a community and its grids, and hides what must not be told."""

    def __init__(self, figures: Figures, territories: Territories, boards: Boards, clock: Clock) -> None:
        self._figures = figures
        self._territories = territories
        self._boards = boards
        self._clock = clock

    def __call__(self, path: str) -> Draft:
        """Raises NotACommunity."""
        if len(path) != COMMUNITY or not self._territories.place_name(path):
            raise NotACommunity(FieldProblem("territory_code", NotACommunity.code))
        today = today_in_china(self._clock())
        grids = [each for each, _ in self._territories.below(path, GRID)]
        last = next(iter(self._boards.page(path, "", 1)), None)
        shown = shown_of(path, grids, self._counts(path, grids, today), last.shown if last else None)
        return Draft(path, today, shown)

    def _counts(self, path: str, grids: Sequence[str], today: date) -> Mapping[Cell, int]:
        names = {"person": "people", "household": "households", "dwelling": "dwellings"}
        found: Counter[Cell] = Counter(
            {(place, each): 0 for place in (path, *grids) for each in names.values()}
        )
        for what, cells in self._figures.cells(path, "").items():
            for (kind, _, _), n in cells.items():
                if what in names:
                    found[path, names[what]] += n
                if what == "person":
                    found[path, kind] += n
        for grid, below in self._figures.below(path, GRID, "").items():
            for (what, kind), n in below.items():
                if what in names and grid in grids:
                    found[grid, names[what]] += n
                if what == "person" and grid in grids:
                    found[grid, kind] += n
        for (born, _), n in self._figures.years(path, "").items():
            found[path, _age(today.year - born) if born else "unknown"] += n
        return found


class PreviewBoard:
    """For the office, before anybody else reads it."""

    def __init__(self, drafting: Drafting) -> None:
        self._draft = drafting

    def __call__(self, call: Call, path: str) -> Draft:
        """Raises PermissionDenied, NotACommunity."""
        call.require(PUBLISH, path)
        return self._draft(path)


class PublishBoard:
    """Deliberately, by the community's office, in place of an older one."""

    def __init__(self, new_uow: NewUow, drafting: Drafting, boards: Boards, new_id: NewId) -> None:
        self._new_uow = new_uow
        self._draft = drafting
        self._boards = boards
        self._new_id = new_id

    def __call__(self, call: Call, path: str, etag: str) -> str:
        """Its id. Raises PermissionDenied, NotACommunity, BoardChanged since the preview."""
        call.require(PUBLISH, path)
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            draft = self._draft(path)
            if etag and etag != etag_of(draft.shown):
                raise BoardChanged()
            if (before := self._boards.published_in(uow, path)) is not None:
                self._boards.save(uow, before.replaced())
            deed = Deed(uow.now, call.actor.id, call.actor.name)
            made = Board(self._new_id(), path, draft.as_of, draft.shown, deed)
            self._boards.add(uow, made)
            changes = {"replaces": ["", before.id if before else ""]}
            uow.audit("population.board.publish", "board", made.id, territory=path, changes=changes)
            uow.commit(result=made.id)
        return made.id


class WithdrawBoard:
    """Taken off with a reason."""

    def __init__(self, new_uow: NewUow, boards: Boards) -> None:
        self._new_uow = new_uow
        self._boards = boards

    def __call__(self, call: Call, wanted: str, reason: str) -> Board:
        """Raises BoardNotFound, BoardNotPublished."""
        with self._new_uow(call) as uow:
            found = self._boards.get(uow, wanted)
            if found is None or not sight.sees(call, PUBLISH, found.path):
                raise BoardNotFound()
            if uow.replayed() is not None:
                return found
            after = found.taken_off(Deed(uow.now, call.actor.id, call.actor.name), reason)
            self._boards.save(uow, after)
            changes = {"reason": ["", reason]}
            uow.audit("population.board.withdraw", "board", wanted, territory=found.path, changes=changes)
            uow.commit(result=wanted)
        return after


class LookAtBoards:
    """What was published: for the office all of it, for everybody what holds."""

    def __init__(self, boards: Boards, territories: Territories, clock: Clock) -> None:
        self._boards = boards
        self._territories = territories
        self._clock = clock

    def page(self, call: Call, path: str, before: str, limit: int) -> Sequence[Board]:
        """Newest first. Raises PermissionDenied."""
        call.require(PUBLISH, path)
        return self._boards.page(path, before, limit)

    def newest(self, call: Call, path: str) -> Board:
        """Raises PermissionDenied, BoardNotFound."""
        found = next(iter(self.page(call, path, "", 1)), None)
        if found is None:
            raise BoardNotFound()
        return found

    def public(self, path: str) -> Board:
        """Of the community, or of the community a grid lies in. Nothing is asked of whoever reads it.

        Raises BoardNotFound, also for a place the board says nothing of, or that is no more.
        """
        found = self._boards.published(path[:COMMUNITY]) if len(path) in (COMMUNITY, GRID) else None
        if found is None or path not in found.shown:
            raise BoardNotFound()
        if len(path) == GRID and path not in dict(self.grids(found.path)):
            raise BoardNotFound()
        return found

    def grids(self, path: str) -> list[tuple[str, str]]:
        """Path and name of a community's grids."""
        return self._territories.below(path, GRID)

    def chain(self, path: str) -> list[str]:
        """Names of what lies above, from the prefecture, and of the community itself."""
        names = [self._territories.place_name(path[:width]) for width in (*_LEVELS_ABOVE, COMMUNITY)]
        return [each for each in names if each]

    def name(self, path: str) -> str:
        """Of a place."""
        return self._territories.place_name(path)

    def outdated(self, board: Board) -> bool:
        """Published too long ago."""
        return board.outdated(today_in_china(self._clock()))


def _age(age: int) -> str:
    return next((f"{first}" for first, _ in reversed(AGES) if age >= first), f"{AGES[0][0]}")
