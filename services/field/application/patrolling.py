"""Starting, checking in on and finishing patrols (FLD-05)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.field.application.duty import DO, tell_finished
from services.field.application.ports import Checkpoints, Duties, NewUow, Patrols, Photos
from services.field.application.whereabouts import territory_of
from services.field.domain.moments import believed
from services.field.domain.patrol import CheckIn, Patrol, State
from services.field.domain.positions import Position
from services.field.domain.refusals import CheckpointUnknown, IdTaken, OffDuty, PatrolOver, PatrolRunning
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from wangge.field.v1 import events_pb2


class StartPatrol:
    """A patrol begins; its id may be made on the phone, which makes it repeatable."""

    def __init__(self, new_uow: NewUow, duties: Duties, patrols: Patrols, new_id: NewId) -> None:
        self._new_uow = new_uow
        self._duties = duties
        self._patrols = patrols
        self._new_id = new_id

    def __call__(
        self, call: Call, patrol_id: str = "", territory_code: str = "", at: datetime | None = None
    ) -> str:
        """Its id. Raises OffDuty at that moment, PatrolRunning, IdTaken, TimeInFuture, TimeTooOld."""
        call.require(DO)
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            known = self._patrols.find(uow, patrol_id) if patrol_id else None
            if known is not None:
                if known.worker_id != call.actor.id:
                    raise IdTaken()
                return known.id
            moment = believed(at, uow.now)
            # What a phone tells late may belong to duty that has ended since.
            spans = self._duties.since(uow, call.actor.id, moment)
            duty = next((each for each in spans if each.covers(moment)), None)
            if duty is None:
                raise OffDuty()
            if self._patrols.running_of(uow, call.actor.id) is not None:
                raise PatrolRunning()
            path = territory_of(call, DO, territory_code) if territory_code else duty.territory_path
            patrol = Patrol(patrol_id or self._new_id(), call.actor.id, path, moment)
            self._patrols.add(uow, patrol)
            event = events_pb2.PatrolStarted(
                patrol_id=patrol.id, account_id=patrol.worker_id, territory_path=path
            )
            event.start_time.FromDatetime(moment)
            uow.record(event, aggregate=patrol.id, territory=path)
            uow.audit("field.patrol.start", "patrol", patrol.id, territory=path)
            uow.commit(result=patrol.id)
        return patrol.id


@dataclass(frozen=True, slots=True)
class Called:
    """What the phone says of a place called at."""

    id: str = ""
    at: datetime | None = None
    checkpoint_code: str = ""
    position: Position | None = None
    finding: str = ""
    case_id: str = ""
    photo_ids: Sequence[str] = ()


class CheckInAtPlace:
    """A place is called at, on the way of a patrol."""

    def __init__(
        self, new_uow: NewUow, patrols: Patrols, checkpoints: Checkpoints, photos: Photos, new_id: NewId
    ) -> None:
        self._new_uow = new_uow
        self._patrols = patrols
        self._checkpoints = checkpoints
        self._photos = photos
        self._new_id = new_id

    def __call__(self, call: Call, patrol_id: str, called: Called) -> None:
        """The same id again changes nothing.

        Raises PatrolNotFound, PatrolOver, NowhereSaid, CheckpointUnknown, PhotoUnknown, IdTaken, Stale.
        """
        call.require(DO)
        with self._new_uow(call) as uow:
            patrol = self._patrols.get_own(uow, patrol_id, call.actor.id)
            if uow.replayed() is not None:
                return
            found = CheckIn(
                id=called.id or self._new_id(),
                at=believed(called.at, uow.now),
                checkpoint_id=self._checkpoint(uow, patrol, called.checkpoint_code),
                position=called.position,
                finding=called.finding.strip(),
                case_id=called.case_id,
                photo_ids=tuple(called.photo_ids),
            )
            if not patrol.check_in(call.actor.id, found):
                return
            self._patrols.save(uow, patrol)
            self._patrols.add_check_in(uow, patrol.id, found)
            self._photos.attach(uow, found.photo_ids, found.id, call.actor.id)
            event = events_pb2.PatrolCheckedIn(
                patrol_id=patrol.id,
                check_in_id=found.id,
                account_id=patrol.worker_id,
                territory_path=patrol.territory_path,
                checkpoint_id=found.checkpoint_id,
                has_finding=bool(found.finding),
                case_id=found.case_id,
            )
            event.at.FromDatetime(found.at)
            uow.record(event, aggregate=patrol.id, territory=patrol.territory_path)
            uow.audit("field.patrol.check_in", "patrol", patrol.id, territory=patrol.territory_path)
            uow.commit(result=found.id)

    def _checkpoint(self, uow: UnitOfWork, patrol: Patrol, code: str) -> str:
        if not code.strip():
            return ""
        wanted = code.strip().upper()
        found = self._checkpoints.by_code(uow, wanted)
        if found is None or found.retired or not found.territory_path.startswith(patrol.territory_path):
            details = {"code": wanted}
            raise CheckpointUnknown(
                FieldProblem("checkpoint_code", CheckpointUnknown.code, details), **details
            )
        return found.id


class LinkCase:
    """Names the case that was made of a finding."""

    def __init__(self, new_uow: NewUow, patrols: Patrols) -> None:
        self._new_uow = new_uow
        self._patrols = patrols

    def __call__(self, call: Call, patrol_id: str, check_in_id: str, case_id: str) -> None:
        """Raises PatrolNotFound, CheckInNotFound."""
        call.require(DO)
        with self._new_uow(call) as uow:
            patrol = self._patrols.get_own(uow, patrol_id, call.actor.id)
            if uow.replayed() is not None:
                return
            found = patrol.link_case(call.actor.id, check_in_id, case_id)
            self._patrols.save(uow, patrol)
            self._patrols.link(uow, found)
            changes = {"case": ["", case_id]}
            uow.audit(
                "field.patrol.link", "patrol", patrol.id, territory=patrol.territory_path, changes=changes
            )
            uow.commit(result=found.id)


class FinishPatrol:
    """The worker ends it; also one that the clock had to end, with the true moment."""

    def __init__(self, new_uow: NewUow, patrols: Patrols) -> None:
        self._new_uow = new_uow
        self._patrols = patrols

    def __call__(
        self, call: Call, patrol_id: str, at: datetime | None = None, note: str = "", etag: str = ""
    ) -> None:
        """Raises PatrolNotFound, PatrolOver, EndsBeforeStart, Stale."""
        call.require(DO)
        with self._new_uow(call) as uow:
            patrol = self._patrols.get_own(uow, patrol_id, call.actor.id)
            if uow.replayed() is not None:
                return
            before = patrol.state
            moment = believed(at, uow.now)
            if before is State.LAPSED and patrol.finished_at is not None:
                moment = min(moment, patrol.finished_at)  # nothing counted after the clock had ended it
            if before is State.FINISHED:
                raise PatrolOver()
            patrol.finish(call.actor.id, moment, note.strip(), etag)
            self._patrols.save(uow, patrol)
            tell_finished(uow, patrol)
            changes = {"state": [before.value, patrol.state.value]}
            uow.audit(
                "field.patrol.finish", "patrol", patrol.id, territory=patrol.territory_path, changes=changes
            )
            uow.commit(result=patrol.id)
