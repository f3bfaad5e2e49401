"""Dispute screening cycles: due rows for every place, reports, decisions, red entries (CASE-31)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.cases.application.oversight.ports import Screenings
from services.cases.domain.oversight_refusals import RecordStale, ScreeningNotFound
from services.cases.domain.screening import Period, Screening, periods_at
from services.cases.domain.states import WIDTHS, Level
from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from wangge.cases.v1 import events_pb2

VIEW, REPORT, DECIDE = "cases.screening.view", "cases.screening.report", "cases.screening.decide"
BATCH = 500
NewUow = Callable[[Call], UnitOfWork]


class ListScreenings:
    """Screenings of the caller's places; the community's own and everyone's above it."""

    def __init__(self, new_uow: NewUow, screenings: Screenings) -> None:
        self._new_uow, self._screenings = new_uow, screenings

    def __call__(
        self,
        call: Call,
        *,
        state: str,
        only_overdue: bool,
        period: str,
        size: int,
        after: str,
        only_waiting: bool = False,
    ) -> tuple[list[Screening], datetime]:
        """The newest first, and the moment at which they are red or not."""
        with self._new_uow(call) as uow:
            found = self._screenings.page(
                uow.connection,
                call.scope(VIEW),
                state=state,
                period=period,
                overdue_at=uow.now if only_overdue else None,
                size=size,
                after=after,
                waiting=only_waiting,
            )
            return found, uow.now

    def counts(self, call: Call, period: str) -> dict[str, int]:
        """How many of the caller's places stand where, in one period or in all."""
        with self._new_uow(call) as uow:
            return self._screenings.counts(uow.connection, call.scope(VIEW), period)


class GetScreening:
    """One screening of the caller's places."""

    def __init__(self, new_uow: NewUow, screenings: Screenings) -> None:
        self._new_uow, self._screenings = new_uow, screenings

    def __call__(self, call: Call, screening_id: str) -> Screening:
        """Raises ScreeningNotFound."""
        with self._new_uow(call) as uow:
            return _get(self._screenings, uow, screening_id, call, VIEW, "")


class StartScreening:
    """DUE to IN_PROGRESS: people are out looking."""

    def __init__(self, new_uow: NewUow, screenings: Screenings) -> None:
        self._new_uow, self._screenings = new_uow, screenings

    def __call__(self, call: Call, screening_id: str, etag: str) -> Screening:
        """Raises ScreeningNotFound, ScreeningNotAllowed, RecordStale."""
        with self._new_uow(call) as uow:
            screening = _get(self._screenings, uow, screening_id, call, REPORT, etag)
            screening.begin()
            self._screenings.save(uow.connection, screening)
            _tell(uow, screening, "in_progress")
            uow.commit(result=screening.id)
        return screening


class ReportScreening:
    """The report of a community or township; "nothing found" is one, too."""

    def __init__(self, new_uow: NewUow, screenings: Screenings) -> None:
        self._new_uow, self._screenings = new_uow, screenings

    def __call__(
        self,
        call: Call,
        screening_id: str,
        etag: str,
        *,
        places: int,
        found: int,
        settled: int,
        nil: bool,
        text: str,
        case_ids: list[str],
    ) -> Screening:
        """Raises ScreeningNotFound, ScreeningNotAllowed, NilContradicts, SettledTooMany, RecordStale."""
        with self._new_uow(call) as uow:
            screening = _get(self._screenings, uow, screening_id, call, REPORT, etag)
            screening.report(
                call.actor.id,
                uow.now,
                places=places,
                found=found,
                settled=settled,
                nil=nil,
                text=text,
                case_ids=case_ids,
                by_name=call.actor.name,
            )
            self._screenings.save(uow.connection, screening)
            _tell(uow, screening, "reported")
            uow.commit(result=screening.id)
        return screening


class DecideScreening:
    """The level above accepts the report or returns it."""

    def __init__(self, new_uow: NewUow, screenings: Screenings) -> None:
        self._new_uow, self._screenings = new_uow, screenings

    def __call__(self, call: Call, screening_id: str, etag: str, accept: bool, opinion: str) -> Screening:
        """Raises ScreeningNotFound, ScreeningNotAllowed, OwnReport, RecordStale, PermissionDenied."""
        with self._new_uow(call) as uow:
            screening = _get(self._screenings, uow, screening_id, call, DECIDE, etag)
            call.require(DECIDE, screening.above)
            screening.decide(call.actor.id, accept, opinion)
            self._screenings.save(uow.connection, screening)
            _tell(uow, screening, "accepted" if accept else "returned")
            uow.commit(result=screening.id)
        return screening


class OpenCycles:
    """Makes the due rows of the running cycles for every community and township, a batch at a time."""

    def __init__(
        self, new_uow: NewUow, screenings: Screenings, new_id: NewId, system: Callable[[], Call]
    ) -> None:
        self._new_uow, self._screenings, self._new_id, self._system = new_uow, screenings, new_id, system

    def __call__(self, now: datetime) -> int:
        """How many were new; running it again, or twice at once, makes none twice."""
        count = 0
        for level, period in periods_at(now).items():
            width = WIDTHS[list(Level).index(level)]
            while made := self._batch(period, width):
                count += made
        return count

    def _batch(self, period: Period, width: int) -> int:
        with self._new_uow(self._system()) as uow:
            missing = self._screenings.missing(uow.connection, period.name, width, BATCH)
            rows = [
                Screening(self._new_id(), path, name, period.name, period.start, period.end, period.end)
                for path, name in missing
            ]
            if not rows:
                return 0
            new = self._screenings.add(uow.connection, rows)
            for row in rows:
                if row.id in new:
                    _tell(uow, row, "due", audit=False)
            uow.commit()
        return len(new)


class SweepScreenings:
    """Says once of every screening whose report did not come in time that it is overdue."""

    def __init__(self, new_uow: NewUow, screenings: Screenings, system: Callable[[], Call]) -> None:
        self._new_uow, self._screenings, self._system = new_uow, screenings, system

    def __call__(self, now: datetime) -> int:
        """How many turned red; running it again changes nothing."""
        count = 0
        while True:
            with self._new_uow(self._system()) as uow:
                found = [s for s in self._screenings.passed(uow.connection, now, BATCH) if s.announce(now)]
                for screening in found:
                    self._screenings.save(uow.connection, screening)
                    _tell(uow, screening, "overdue", audit=False)
                uow.commit()
            count += len(found)
            if len(found) < BATCH:
                return count


def _get(
    screenings: Screenings, uow: UnitOfWork, screening_id: str, call: Call, permission: str, etag: str
) -> Screening:
    screening = screenings.find(uow.connection, screening_id, call.scope(permission))
    if screening is None:
        raise ScreeningNotFound()
    if etag and etag != str(screening.version):
        raise RecordStale(number=f"{screening.name} {screening.period}")
    return screening


def _tell(uow: UnitOfWork, screening: Screening, what: str, *, audit: bool = True) -> None:
    event = events_pb2.ScreeningChanged(
        screening_id=screening.id, territory_path=screening.path, period=screening.period, what=what
    )
    uow.record(event, aggregate=screening.id, territory=screening.path)
    if audit:
        uow.audit(
            f"cases.screening.{what}",
            "dispute_screening",
            screening.id,
            territory=screening.path,
            changes={"state": ["", screening.state.value]},
        )
