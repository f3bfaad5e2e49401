"""What people ask about cases; every answer is limited to what the caller may see."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from services.cases.application import access
from services.cases.application.ports import Cases, CaseView, KnownDirectory, Viewer
from services.cases.domain import routing
from services.cases.domain.states import Level
from services.kernel.call import Call
from services.kernel.territory_codes import path_of
from services.kernel.types import Clock

Read = Callable[[], AbstractContextManager[Connection]]


class Lists(Protocol):
    """Lists of cases."""

    def page(
        self,
        connection: Connection,
        sight: access.Sight,
        call: Call,
        now: datetime,
        *,
        size: int = 0,
        token: str = "",
        filter: str = "",
        order_by: str = "",
        query: str = "",
        view: str = "",
    ) -> Any:
        """One page."""

    def pending(
        self,
        connection: Connection,
        call: Call,
        parties_of_caller: Sequence[str],
        now: datetime,
        *,
        size: int = 0,
        token: str = "",
        ask: str = "",
        overdue_only: bool = False,
    ) -> Any:
        """What waits for the caller."""

    def timeline(self, connection: Connection, case_id: str) -> Sequence[Any]:
        """The history."""

    def similar(
        self,
        connection: Connection,
        category: str,
        point: tuple[float, float],
        metres: int,
        days: int,
        now: datetime,
    ) -> list[tuple[Any, float]]:
        """Neighbours."""


@dataclass(frozen=True)
class Room:
    """What queries share."""

    read: Read
    cases: Cases
    lists: Lists
    directory: KnownDirectory
    view: Viewer
    clock: Clock


class Query:
    """A question to the room."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._refresh = room.directory.refresh


class GetCase(Query):
    """One case, masked, with the verbs the caller may use now."""

    def __call__(self, call: Call, case_id: str) -> CaseView:
        self._refresh()
        with self._room.read() as connection:
            found = self._room.cases.load(connection, case_id, access.sight_of(call))
            now = self._room.clock()
            return self._room.view(connection, found.case, call, now, attached=found.attached)


class ListCases(Query):
    """A page of cases in sight."""

    def __call__(self, call: Call, **asked: Any) -> tuple[Any, datetime]:
        now = self._room.clock()
        with self._room.read() as connection:
            return self._room.lists.page(connection, access.sight_of(call), call, now, **asked), now


class ListPending(Query):
    """What waits for the caller's posts (CASE-03)."""

    def __call__(self, call: Call, **asked: Any) -> tuple[Any, datetime]:
        now = self._room.clock()
        self._refresh()
        with self._room.read() as connection:
            return self._room.lists.pending(connection, call, access.parties_of(call), now, **asked), now


class GetTimeline(Query):
    """The history of a case in sight."""

    def __call__(self, call: Call, case_id: str) -> tuple[Sequence[Any], CaseView]:
        with self._room.read() as connection:
            case = self._room.cases.load(connection, case_id, access.sight_of(call)).case
            view = self._room.view(connection, case, call, self._room.clock())
            return (() if view.reduced else self._room.lists.timeline(connection, case_id)), view


class GetLedger(GetTimeline):
    """The work ledger (工作台账): case, history and their digest (CASE-26)."""


class FindSimilar(Query):
    """Open cases of the same leaf near by; an unknown leaf has no neighbours."""

    def __call__(
        self, call: Call, category: str, point: tuple[float, float]
    ) -> tuple[list[tuple[Any, float]], datetime]:
        self._refresh()
        now = self._room.clock()
        leaf = self._room.directory.leaf(category)
        if leaf.code != category or not leaf.duplicate_metres:
            return [], now
        with self._room.read() as connection:
            found = self._room.lists.similar(
                connection, category, point, leaf.duplicate_metres, leaf.duplicate_days, now
            )
        return found, now


class SuggestCategory(Query):
    """Leaves whose keywords or title the words speak of, best first."""

    def __call__(self, call: Call, words: str) -> list[tuple[str, str, int]]:
        self._refresh()
        text = words.casefold()
        scored = []
        for leaf in self._room.directory.leaves().values():
            score = sum(len(word) * 10 for word in leaf.keywords if word and word.casefold() in text)
            score += 15 if leaf.title and leaf.title.casefold() in text else 0
            score += sum(2 for a, b in zip(leaf.title, leaf.title[1:], strict=False) if a + b in text)
            if score:
                scored.append((leaf.code, leaf.title, score))
        return sorted(scored, key=lambda each: (-each[2], each[0]))[:10]


@dataclass(frozen=True, slots=True)
class Route:
    """The answer of `SuggestRoute`."""

    grid_path: str
    grid_name: str
    rule: str
    candidates: Sequence[routing.Candidate]


class SuggestRoute(Query):
    """Who would get a case of this leaf at this place."""

    def __call__(
        self, call: Call, category: str, grid_code: str, point: tuple[float, float] | None, level: Level
    ) -> Route:
        self._refresh()
        places = self._room.directory
        leaf = places.leaf(category)
        landing = routing.land(places, path_of(grid_code), point)
        found = routing.candidates(places, leaf, landing.path, level) if leaf.code and landing.path else []
        rule = "component" if leaf.kind == "component" else "event"
        return Route(landing.path, places.name_of(landing.path), rule, found)


def digest_of(rows: Sequence[Any]) -> str:
    """SHA-256 over the lines of a history in order; the archive line itself is not part of it."""
    total = hashlib.sha256()
    for row in rows:
        if row.action == "archive":
            continue
        at = row.at.isoformat()[:26].replace("+00:00", "")
        line = [
            row.sequence,
            at,
            row.actor_id,
            row.action,
            row.from_state,
            row.to_state,
            row.opinion,
            row.attachment_ids,
            row.details,
        ]
        total.update(json.dumps(line, ensure_ascii=False, sort_keys=True).encode())
        total.update(b"\n")
    return total.hexdigest()
