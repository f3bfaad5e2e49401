"""What time and the directory do to cases, in small steps that each are a transaction of their own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy.engine import Connection

from services.cases.application.desk import Desk
from services.cases.application.queries import Lists, digest_of
from services.cases.domain.case import Case
from services.cases.domain.record import Turn
from services.kernel.call import Call, system_call
from services.kernel.errors import Refusal
from services.kernel.persistence.unit_of_work import UnitOfWork

BATCH = 200
_LATER = timedelta(hours=1)
_log = logging.getLogger(__name__)


class Backlog(Protocol):
    """Which cases the timer has to look at."""

    def due(self, connection: Connection, now: datetime, limit: int) -> Sequence[str]:
        """Cases whose moment has come, the oldest duty first; locked until the transaction ends."""

    def put_off(self, connection: Connection, case_id: str, until: datetime) -> None:
        """Look at it again later."""

    def wanted(self, connection: Connection) -> Sequence[tuple[str, str]]:
        """Sweeps asked for and where each goes on: (name, cursor)."""

    def open_after(self, connection: Connection, name: str, cursor: str, limit: int) -> Sequence[str]:
        """Open cases a sweep has still to visit, in id order."""

    def go_on(self, connection: Connection, name: str, cursor: str) -> None:
        """Remember where a sweep stands; an empty cursor ends it."""


class TickCases:
    """Warns, marks overdue, escalates, ends rests, notes missing replies and archives (CASE-12, 23).

    Takes every case whose moment has come, assigned or not, the oldest first. A case that cannot be handled
    is put off and logged, and never stops the others.
    """

    def __init__(
        self, desk: Desk, backlog: Backlog, lists: Lists, call: Callable[[], Call] | None = None
    ) -> None:
        self._desk = desk
        self._backlog = backlog
        self._lists = lists
        self._call = call or (lambda: system_call("cases.timer"))

    def __call__(self, now: datetime) -> int:
        """How many cases were looked at."""
        self._desk.directory.refresh()
        total = 0
        while True:
            with self._desk.new_uow(self._call()) as uow:
                ids = self._backlog.due(uow.connection, now, BATCH)
                for case_id in ids:
                    self._tick(uow, case_id)
                uow.commit()
            total += len(ids)
            if len(ids) < BATCH:
                return total

    def _tick(self, uow: UnitOfWork, case_id: str) -> None:
        case = self._desk.cases.load(uow.connection, case_id, None, lock=True).case
        turn = self._desk.turn(uow.call, uow, case)
        try:
            case.tick(turn)
            if case.archive_is_due(turn):
                case.archive(turn, digest_of(self._lists.timeline(uow.connection, case_id)))
            stuck = self._stuck(case, turn)
        except Refusal:
            _log.exception("case %s could not be ticked", case_id)
            self._backlog.put_off(uow.connection, case_id, uow.now + _LATER)
            return
        self._desk.cases.save(uow, case)
        if stuck:
            self._backlog.put_off(uow.connection, case_id, uow.now + _LATER)

    @staticmethod
    def _stuck(case: Case, turn: Turn) -> bool:
        """Whether the same moment would come up again at once, which would keep the others waiting."""
        following = case.next_tick(turn.calendar, turn.places)
        return following is not None and following <= turn.now and not case.happenings


class RefreshCases:
    """After the calendar or a post changed: due moments and asks of open cases anew."""

    def __init__(self, desk: Desk, backlog: Backlog) -> None:
        self._desk = desk
        self._backlog = backlog

    def __call__(self, now: datetime) -> int:
        """How many cases were looked at."""
        self._desk.directory.refresh(now=True)
        total = 0
        with self._desk.new_uow(system_call("cases.refresh")) as uow:
            wanted = self._backlog.wanted(uow.connection)
        for name, cursor in wanted:
            while True:
                cursor, count = self._step(name, cursor)
                total += count
                if not cursor:
                    break
        return total

    def _step(self, name: str, cursor: str) -> tuple[str, int]:
        with self._desk.new_uow(system_call("cases.refresh")) as uow:
            ids = self._backlog.open_after(uow.connection, name, cursor, BATCH)
            for case_id in ids:
                case = self._desk.cases.load(uow.connection, case_id, None, lock=True).case
                if case.recompute(self._desk.turn(uow.call, uow, case)):
                    self._desk.cases.save(uow, case)
                else:
                    self._desk.cases.refresh_asks(uow, case)
            following = ids[-1] if len(ids) == BATCH else ""
            self._backlog.go_on(uow.connection, name, following)
            uow.commit()
        return following, len(ids)
