"""What the commands on recurring duties need of the outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sqlalchemy.engine import Connection

from services.kernel.call import Scope
from wangge.directory.v1 import organisations_pb2


@dataclass(frozen=True, slots=True)
class KeptDuty:
    """A duty as the contract has it, the day its turns are counted from, and the late turn told last."""

    duty: organisations_pb2.RecurringDuty
    first_due: date
    told_due: date | None = None


@dataclass(frozen=True, slots=True)
class DutyQuery:
    """Which duties to list; ``missing_on``: only those not done that were due before this day."""

    organisation_id: str = ""
    path: str | None = None
    missing_on: date | None = None


class Duties(Protocol):
    """Recurring duties with their completions, the newest first."""

    def find(self, connection: Connection, id: str) -> KeptDuty | None: ...
    def put(self, connection: Connection, kept: KeptDuty, fresh: bool) -> None: ...
    def complete(
        self,
        connection: Connection,
        id: str,
        duty_id: str,
        due: date,
        done: date,
        note: str,
        by: str,
        at: datetime,
    ) -> None: ...
    def page(
        self,
        connection: Connection,
        query: DutyQuery,
        scope: Scope,
        units: Sequence[str],
        size: int,
        after: str,
    ) -> list[KeptDuty]: ...
    def coming(
        self, connection: Connection, units: Sequence[str], until: date, most: int
    ) -> list[tuple[KeptDuty, str]]:
        """Of organisations, not ended and due by ``until``, soonest first, with its name."""

    def kinds_of(self, connection: Connection, organisation_id: str) -> set[str]: ...
    def overdue(self, connection: Connection, today: date, most: int) -> list[KeptDuty]: ...
