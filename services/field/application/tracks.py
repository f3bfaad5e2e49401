"""Where a worker went: taken on patrol alone, coarse for others, viewings audited, purged (Sens-10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.field.application.duty import DO
from services.field.application.ports import Duties, NewUow, PatrolReader, Patrols, Photos, Tracks
from services.field.domain.moments import CLOCKS_DIFFER
from services.field.domain.positions import KEPT, Fix
from services.kernel.call import Call, system_call

VIEW = "field.patrol.view"
_UNUSED = timedelta(days=2)


class AddTrack:
    """A batch of positions; the same batch again adds nothing."""

    def __init__(self, new_uow: NewUow, duties: Duties, patrols: Patrols, tracks: Tracks) -> None:
        self._new_uow = new_uow
        self._duties = duties
        self._patrols = patrols
        self._tracks = tracks

    def __call__(self, call: Call, patrol_id: str, batch_id: str, fixes: Sequence[Fix]) -> tuple[int, int]:
        """How many were kept, and how many passed over: outside the patrol's or duty's time, or too old.

        Raises PatrolNotFound.
        """
        call.require(DO)
        with self._new_uow(call) as uow:
            patrol = self._patrols.get_own(uow, patrol_id, call.actor.id)
            duties = self._duties.since(uow, call.actor.id, patrol.started_at)
            earliest, latest = uow.now - KEPT, uow.now + CLOCKS_DIFFER
            kept = sorted(
                (
                    each
                    for each in fixes
                    if earliest <= each.at <= latest
                    and patrol.covers(each.at)
                    and any(duty.covers(each.at) for duty in duties)
                ),
                key=lambda each: each.at,
            )
            if kept and not self._tracks.known(uow, patrol_id, batch_id):
                self._tracks.add(uow, patrol_id, batch_id, kept)
                uow.commit()
        return len(kept), len(fixes) - len(kept)


class GetTrack:
    """The way that was gone."""

    def __init__(self, new_uow: NewUow, reader: PatrolReader, tracks: Tracks) -> None:
        self._new_uow = new_uow
        self._reader = reader
        self._tracks = tracks

    def __call__(self, call: Call, patrol_id: str, purpose: str = "") -> tuple[Sequence[Fix], bool]:
        """Positions in order, and whether they are coarse; leaves an audit entry. Raises PatrolNotFound."""
        patrol = self._reader.get(patrol_id, call.scope(VIEW), call.actor.id).patrol
        own = patrol.worker_id == call.actor.id
        with self._new_uow(call.for_purpose(purpose) if purpose else call) as uow:
            uow.audit("field.track.view", "patrol", patrol.id, territory=patrol.territory_path)
            uow.commit()
        found = self._tracks.of(patrol_id)
        return (found if own else [each.coarse() for each in found]), not own


class PurgePositions:
    """The timed job: positions of 30 days ago and pictures that nobody took up go."""

    def __init__(self, new_uow: NewUow, tracks: Tracks, photos: Photos) -> None:
        self._new_uow = new_uow
        self._tracks = tracks
        self._photos = photos

    def __call__(self, now: datetime) -> int:
        """How many rows were purged."""
        with self._new_uow(system_call("job:field.purge_positions")) as uow:
            purged = self._tracks.purge(uow, now - KEPT)
            unused = self._photos.drop_unused(uow, now - _UNUSED)
            if purged or unused:
                changes = {"rows": [purged, 0], "pictures": [len(unused), 0]}
                uow.audit("field.positions.purge", "track", "", changes=changes)
            uow.commit()
        for photo_id in unused:
            self._photos.delete_bytes(photo_id)
        return purged + len(unused)
