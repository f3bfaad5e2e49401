"""Switching duty on and off, and the clock that ends what was forgotten (FLD-09, Sens-10)."""

from __future__ import annotations

from datetime import datetime

from services.field.application.ports import Duties, NewUow, PatrolReader, Patrols
from services.field.application.whereabouts import territory_of
from services.field.domain.duty import Duty
from services.field.domain.moments import FORGOTTEN_AFTER, believed
from services.field.domain.patrol import Patrol, State
from services.kernel.call import Call, system_call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from wangge.field.v1 import events_pb2

DO = "field.patrol.do"
_BATCH = 100


class StartDuty:
    """On duty from now on."""

    def __init__(self, new_uow: NewUow, duties: Duties, new_id: NewId) -> None:
        self._new_uow = new_uow
        self._duties = duties
        self._new_id = new_id

    def __call__(self, call: Call, territory_code: str = "", at: datetime | None = None) -> None:
        """Being on duty already changes nothing. Raises NoTerritory, TimeInFuture, TimeTooOld."""
        path = territory_of(call, DO, territory_code)
        with self._new_uow(call) as uow:
            moment = believed(at, uow.now)
            if uow.replayed() is not None or self._duties.open_of(uow, call.actor.id) is not None:
                return
            duty = Duty(self._new_id(), call.actor.id, path, moment)
            self._duties.add(uow, duty)
            _tell(uow, duty, on=True, at=moment)
            uow.audit("field.duty.start", "duty", duty.id, territory=path)
            uow.commit(result=duty.id)


class EndDuty:
    """Off duty; the running patrol ends with it."""

    def __init__(self, new_uow: NewUow, duties: Duties, patrols: Patrols) -> None:
        self._new_uow = new_uow
        self._duties = duties
        self._patrols = patrols

    def __call__(self, call: Call, at: datetime | None = None) -> None:
        """Being off duty already changes nothing. Raises TimeInFuture, TimeTooOld, EndsBeforeStart."""
        call.require(DO)
        with self._new_uow(call) as uow:
            moment = believed(at, uow.now)
            duty = self._duties.open_of(uow, call.actor.id)
            if uow.replayed() is not None or duty is None:
                return
            running = self._patrols.running_of(uow, call.actor.id)
            if running is not None:
                running.finish(call.actor.id, max(moment, running.started_at))
                self._patrols.save(uow, running)
                tell_finished(uow, running)
            duty.end(moment)
            self._duties.save(uow, duty)
            _tell(uow, duty, on=False, at=moment)
            uow.audit("field.duty.end", "duty", duty.id, territory=duty.territory_path)
            uow.commit(result=duty.id)


class EndForgotten:
    """After twelve hours the clock ends duty and patrols that nobody ended."""

    def __init__(self, new_uow: NewUow, duties: Duties, patrols: Patrols, reader: PatrolReader) -> None:
        self._new_uow = new_uow
        self._duties = duties
        self._patrols = patrols
        self._reader = reader

    def __call__(self, now: datetime) -> int:
        """How many were ended."""
        call = system_call("job:field.end_forgotten")
        accounts, patrols = self._reader.forgotten(now - FORGOTTEN_AFTER, _BATCH)
        for patrol_id in patrols:
            with self._new_uow(call) as uow:
                patrol = self._patrols.find(uow, patrol_id)
                if patrol is None or patrol.state is not State.RUNNING:
                    continue  # its worker was quicker
                patrol.lapse(now)
                self._patrols.save(uow, patrol)
                tell_finished(uow, patrol)
                uow.audit("field.patrol.lapse", "patrol", patrol.id, territory=patrol.territory_path)
                uow.commit()
        for account_id in accounts:
            with self._new_uow(call) as uow:
                duty = self._duties.open_of(uow, account_id)
                if duty is None or duty.started_at > now - FORGOTTEN_AFTER:
                    continue
                duty.end_forgotten(now)
                self._duties.save(uow, duty)
                _tell(uow, duty, on=False, at=duty.ended_at or now, forgotten=True)
                uow.audit("field.duty.end_forgotten", "duty", duty.id, territory=duty.territory_path)
                uow.commit()
        return len(patrols) + len(accounts)


def _tell(uow: UnitOfWork, duty: Duty, *, on: bool, at: datetime, forgotten: bool = False) -> None:
    event = events_pb2.DutyChanged(
        account_id=duty.account_id, on_duty=on, territory_path=duty.territory_path, forgotten=forgotten
    )
    event.at.FromDatetime(at)
    uow.record(event, aggregate=duty.account_id, territory=duty.territory_path)


def tell_finished(uow: UnitOfWork, patrol: Patrol) -> None:
    """Record PatrolFinished; for one that lapsed and is finished later, it follows again."""
    event = events_pb2.PatrolFinished(
        patrol_id=patrol.id,
        account_id=patrol.worker_id,
        territory_path=patrol.territory_path,
        check_ins=len(patrol.check_ins),
        findings=patrol.findings,
        lapsed=patrol.state is State.LAPSED,
    )
    event.start_time.FromDatetime(patrol.started_at)
    if patrol.finished_at is not None:
        event.finish_time.FromDatetime(patrol.finished_at)
    uow.record(event, aggregate=patrol.id, territory=patrol.territory_path)
