"""Looks at patrols, days and pictures; what others see of somebody's way is coarse and audited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.field.application.ports import (
    Checkpoints,
    GridDay,
    NewUow,
    PatrolReader,
    People,
    Photo,
    Photos,
    ShownPatrol,
    Wanted,
)
from services.field.application.tracks import VIEW
from services.field.application.whereabouts import territory_of
from services.field.domain.duty import Duty
from services.field.domain.patrol import State
from services.field.domain.refusals import PhotoNotFound
from services.kernel.call import Call, Scope
from services.kernel.errors import Invalid
from services.kernel.territory_codes import path_of
from services.kernel.types import Clock

_CHINA = ZoneInfo("Asia/Shanghai")
MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class WholePatrol:
    """A patrol with its pictures, by check-in, and codes and names of its checkpoints, by id."""

    shown: ShownPatrol
    photos: dict[str, list[Photo]]
    checkpoints: dict[str, tuple[str, str]]


class GetPatrol:
    """One's own, or one of a territory in sight."""

    def __init__(
        self, new_uow: NewUow, reader: PatrolReader, photos: Photos, checkpoints: Checkpoints
    ) -> None:
        self._new_uow = new_uow
        self._reader = reader
        self._photos = photos
        self._checkpoints = checkpoints

    def __call__(self, call: Call, patrol_id: str) -> WholePatrol:
        """Raises PatrolNotFound. Positions are coarse for others, who leave an audit entry."""
        shown = self._reader.get(patrol_id, call.scope(VIEW), call.actor.id)
        patrol = shown.patrol
        own = patrol.worker_id == call.actor.id
        if not own:
            with self._new_uow(call) as uow:
                uow.audit("field.patrol.view", "patrol", patrol.id, territory=patrol.territory_path)
                uow.commit()
            for each in patrol.check_ins:
                each.position = each.position.coarse() if each.position else None
        by_check_in: dict[str, list[Photo]] = {}
        for photo in self._photos.of_check_ins([each.id for each in patrol.check_ins]):
            if not own and photo.place is not None:
                photo = replace(photo, place=photo.place.coarse())
            by_check_in.setdefault(photo.check_in_id, []).append(photo)
        ids = [each.checkpoint_id for each in patrol.check_ins if each.checkpoint_id]
        return WholePatrol(shown, by_check_in, self._checkpoints.names(ids))


class ListPatrols:
    """Patrols newest first, without what happened on them."""

    def __init__(self, reader: PatrolReader) -> None:
        self._reader = reader

    def __call__(
        self,
        call: Call,
        *,
        mine: bool,
        under: str,
        day: str,
        state: State | None,
        after: tuple[datetime, str] | None,
        limit: int,
    ) -> Sequence[ShownPatrol]:
        """Up to ``limit`` after the one that began at ``after``."""
        begin, end = bounds(day) if day else (None, None)
        worker = call.actor.id if mine else ""
        scope = Scope.of_system() if mine else call.scope(VIEW)
        wanted = Wanted(worker, path_of(under) if under else "", state, begin, end)
        return self._reader.page(scope, wanted, after, limit)


@dataclass(frozen=True, slots=True)
class Day:
    """A territory's day: which of its grids were patrolled."""

    path: str
    name: str
    day: str
    grids: int
    patrolled: int
    rows: Sequence[GridDay]


class GetPatrolDay:
    """Each grid is patrolled once a day at least (FLD-05)."""

    def __init__(self, reader: PatrolReader, people: People, clock: Clock) -> None:
        self._reader = reader
        self._people = people
        self._clock = clock

    def __call__(self, call: Call, territory_code: str, day: str) -> Day:
        """Raises PermissionDenied where the caller neither patrols nor looks."""
        doing = "field.patrol.do" if not call.may(VIEW) else VIEW
        path = territory_of(call, doing, territory_code)
        wanted = day or self._clock().astimezone(_CHINA).date().isoformat()
        begin, end = bounds(wanted)
        grids, patrolled, rows = self._reader.days_of_grids(path, begin, end, MOST_ROWS)
        return Day(path, self._people.place_name(path), wanted, grids, patrolled, rows)


class GetDuty:
    """The caller's own."""

    def __init__(self, reader: PatrolReader, people: People) -> None:
        self._reader = reader
        self._people = people

    def __call__(self, call: Call) -> tuple[Duty | None, str, str]:
        """The last span on duty, the name of its territory, the id of the running patrol."""
        duty, patrol_id = self._reader.duty_of(call.actor.id)
        return duty, self._people.place_name(duty.territory_path) if duty else "", patrol_id


class GetPhotoData:
    """Bytes of a picture of a patrol in sight."""

    def __init__(self, reader: PatrolReader, photos: Photos) -> None:
        self._reader = reader
        self._photos = photos

    def __call__(self, call: Call, patrol_id: str, photo_id: str, *, small: bool) -> tuple[str, str, bytes]:
        """Content type, file name, bytes. Raises PatrolNotFound, PhotoNotFound."""
        patrol = self._reader.get(patrol_id, call.scope(VIEW), call.actor.id).patrol
        for photo in self._photos.of_check_ins([each.id for each in patrol.check_ins]):
            if photo.id == photo_id:
                return photo.content_type, photo.file_name, self._photos.bytes_of(photo_id, small=small)
        raise PhotoNotFound()


def bounds(day: str) -> tuple[datetime, datetime]:
    """The moments at which a day in China begins and ends. Raises Invalid for a day that is none."""
    try:
        first = date.fromisoformat(day)
        return (
            datetime.combine(first, time(), _CHINA).astimezone(UTC),
            datetime.combine(first + timedelta(days=1), time(), _CHINA).astimezone(UTC),
        )
    except (ValueError, OverflowError):
        raise Invalid.one("day", "kernel.date_unreadable", value=day) from None
