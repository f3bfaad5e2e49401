"""Domain to contract and back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from services.field.application.ports import BadgeFacts, Photo, ShownPatrol
from services.field.application.viewing import Day, WholePatrol
from services.field.domain.checkpoint import Checkpoint
from services.field.domain.device import Device, DeviceState
from services.field.domain.duty import Duty
from services.field.domain.patrol import CheckIn, State
from services.field.domain.positions import Fix, Position
from services.kernel.territory_codes import code_of, path_of
from wangge.field.v1 import field_pb2 as pb
from wangge.types.v1 import types_pb2 as types

STATES: dict[State, Any] = {each: pb.PatrolState.Value(f"PATROL_STATE_{each.value}") for each in State}
STATE_OF: dict[Any, State] = {number: state for state, number in STATES.items()}
DEVICE_STATES: dict[DeviceState, Any] = {
    each: pb.DeviceState.Value(f"DEVICE_STATE_{each.value}") for each in DeviceState
}


def moment_of(message: Any, field: str) -> datetime | None:
    """A timestamp field as an aware moment; None when it is not set."""
    return getattr(message, field).ToDatetime(tzinfo=UTC) if message.HasField(field) else None


def position_of(message: Any, field: str, accuracy: float = 0.0) -> Position | None:
    """A point field; None when it is not set."""
    if not message.HasField(field):
        return None
    point = getattr(message, field)
    return Position(point.longitude, point.latitude, accuracy)


def fix_of(point: pb.TrackPoint) -> Fix:
    """One position of a track."""
    where = Position(point.where.longitude, point.where.latitude, point.accuracy)
    return Fix(point.at.ToDatetime(tzinfo=UTC), where)


def point(position: Position | None) -> types.Point | None:
    """A position as contracts have it."""
    return types.Point(longitude=position.longitude, latitude=position.latitude) if position else None


def duty(found: Duty | None, place: str, patrol_id: str) -> pb.Duty:
    """The last span on duty; nothing for somebody who never was."""
    if found is None:
        return pb.Duty()
    message = pb.Duty(
        on_duty=found.ended_at is None,
        territory_code=code_of(found.territory_path),
        territory_name=place,
        patrol_id=patrol_id,
    )
    _stamp(message, "start_time", found.started_at)
    _stamp(message, "end_time", found.ended_at)
    return message


def patrol(shown: ShownPatrol) -> pb.Patrol:
    """As lists show it."""
    found = shown.patrol
    message = pb.Patrol(
        id=found.id,
        worker_id=found.worker_id,
        worker_name=shown.worker_name,
        territory_code=code_of(found.territory_path),
        territory_name=shown.territory_name,
        state=STATES[found.state],
        note=found.note,
        check_in_count=shown.check_ins,
        finding_count=shown.findings,
        checkpoint_count=shown.checkpoints,
        checkpoints_visited=shown.visited,
        etag=str(found.version),
    )
    _stamp(message, "start_time", found.started_at)
    _stamp(message, "finish_time", found.finished_at)
    return message


def whole_patrol(whole: WholePatrol) -> pb.Patrol:
    """With what happened on it."""
    message = patrol(whole.shown)
    for each in whole.shown.patrol.check_ins:
        message.check_ins.append(_check_in(each, whole))
    return message


def _check_in(found: CheckIn, whole: WholePatrol) -> pb.CheckIn:
    code, name = whole.checkpoints.get(found.checkpoint_id, ("", ""))
    message = pb.CheckIn(
        id=found.id,
        checkpoint_code=code,
        checkpoint_name=name,
        where=point(found.position),
        accuracy=found.position.accuracy if found.position else 0.0,
        finding=found.finding,
        case_id=found.case_id,
        photos=[attachment(each) for each in whole.photos.get(found.id, ())],
    )
    _stamp(message, "at", found.at)
    return message


def attachment(photo: Photo) -> types.Attachment:
    """A picture."""
    message = types.Attachment(
        id=photo.id,
        file_name=photo.file_name,
        content_type=photo.content_type,
        size_bytes=photo.size_bytes,
        category="picture",
        digest=photo.digest,
        uploaded_by=photo.uploaded_by,
        taken_where=point(photo.place),
    )
    _stamp(message, "taken_at", photo.taken_at)
    _stamp(message, "uploaded_at", photo.uploaded_at)
    return message


def track_point(fix: Fix) -> pb.TrackPoint:
    """One position of a track."""
    message = pb.TrackPoint(where=point(fix.position), accuracy=fix.position.accuracy)
    _stamp(message, "at", fix.at)
    return message


def day(found: Day) -> pb.PatrolDay:
    """A territory's day."""
    message = pb.PatrolDay(
        territory_code=code_of(found.path),
        territory_name=found.name,
        day=found.day,
        grids=found.grids,
        patrolled=found.patrolled,
    )
    for each in found.rows:
        row = message.rows.add(
            code=code_of(each.path),
            name=each.name,
            finished=each.finished,
            running=each.running,
            community_name=each.community,
        )
        _stamp(row, "last_finish_time", each.last)
    return message


def checkpoint(found: Checkpoint) -> pb.Checkpoint:
    """A place that patrols call at."""
    return pb.Checkpoint(
        id=found.id,
        code=found.code,
        name=found.name,
        territory_code=code_of(found.territory_path),
        place=point(found.place),
        position=found.position,
        retired=found.retired,
        etag=str(found.version),
    )


def checkpoint_of(message: pb.Checkpoint) -> Checkpoint:
    """As somebody wants it; id and etag say which and since when."""
    return Checkpoint(
        id=message.id,
        code=message.code,
        name=message.name.strip(),
        territory_path=path_of(message.territory_code),
        place=position_of(message, "place"),
        position=message.position,
        retired=message.retired,
    )


def device(found: Device, account_name: str = "") -> pb.Device:
    """A bound phone."""
    message = pb.Device(
        id=found.id,
        name=found.name,
        account_id=found.account_id,
        account_name=account_name,
        state=DEVICE_STATES[found.state],
    )
    _stamp(message, "register_time", found.registered_at)
    _stamp(message, "last_seen_time", found.last_seen_at)
    _stamp(message, "remove_time", found.removed_at)
    return message


def badge(found: BadgeFacts) -> pb.Badge:
    """The caller's own."""
    return pb.Badge(code=found.code, name=found.name, posts=found.posts, valid=found.valid)


def badge_check(found: BadgeFacts) -> pb.BadgeCheck:
    """What anybody is told: name and one post of a badge that holds, and nothing of any other (Sens-9)."""
    if not found.valid:
        return pb.BadgeCheck(expired=bool(found.code))
    return pb.BadgeCheck(valid=True, name=found.name, post=found.posts[0])


def _stamp(message: Any, field: str, at: datetime | None) -> None:
    if at is not None:
        getattr(message, field).FromDatetime(at)
