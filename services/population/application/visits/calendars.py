"""The working calendar, as the directory tells it."""

from __future__ import annotations

from typing import Protocol

from services.kernel.messaging.envelope import Envelope
from services.kernel.persistence.unit_of_work import UnitOfWork
from wangge.directory.v1 import events_pb2


class KeptCalendars(Protocol):
    """Where it is kept."""

    def keep(self, uow: UnitOfWork, name: str, version: int, days: dict[str, bool]) -> None: ...


class KeepCalendar:
    """Which days are other than their weekday says."""

    def __init__(self, kept: KeptCalendars) -> None:
        self._kept = kept

    def __call__(self, event: events_pb2.WorkingCalendarChanged, envelope: Envelope, uow: UnitOfWork) -> None:
        calendar = event.calendar
        days = {each.date: each.working for each in calendar.days}
        self._kept.keep(uow, calendar.name, calendar.version, days)
