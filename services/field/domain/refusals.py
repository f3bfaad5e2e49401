"""What field refuses; every code has its texts in messages.toml."""

from __future__ import annotations

from services.kernel.errors import Conflict, Exhausted, Forbidden, Invalid, NotFound


class PatrolNotFound(NotFound):
    """No patrol with this id within the caller's sight."""

    code = "field.patrol_not_found"


class OffDuty(Conflict):
    """Patrols and positions belong to time on duty (Sens-10)."""

    code = "field.off_duty"


class PatrolRunning(Conflict):
    """One patrol at a time."""

    code = "field.patrol_running"


class PatrolOver(Conflict):
    """The patrol has ended, or had not begun at that moment."""

    code = "field.patrol_over"


class NotYourPatrol(Forbidden):
    """Only its worker adds to a patrol."""

    code = "field.not_your_patrol"


class IdTaken(Conflict):
    """The id made on the phone belongs to somebody else's record."""

    code = "field.id_taken"


class Stale(Conflict):
    """The caller decided on an older version."""

    code = "field.stale"


class NoTerritory(Invalid):
    """No territory was named and the caller has no grid of their own."""

    code = "field.no_territory"


class TimeInFuture(Invalid):
    """The phone's clock is ahead of the platform's by more than five minutes."""

    code = "field.time_in_future"


class TimeTooOld(Invalid):
    """What was done longer ago than seven days is no longer taken."""

    code = "field.time_too_old"


class EndsBeforeStart(Invalid):
    """A duty or patrol cannot end before it began."""

    code = "field.ends_before_start"


class NowhereSaid(Invalid):
    """A check-in needs the code of a place or a position."""

    code = "field.nowhere_said"


class CheckpointUnknown(Invalid):
    """No place of the patrol's territory has this code."""

    code = "field.checkpoint_unknown"


class CheckpointNotFound(NotFound):
    """No such checkpoint within the caller's sight."""

    code = "field.checkpoint_not_found"


class CheckpointCodeTaken(Conflict):
    """Another place has this code."""

    code = "field.checkpoint_code_taken"


class CheckInNotFound(NotFound):
    """No such check-in of this patrol."""

    code = "field.check_in_not_found"


class PhotoUnknown(Invalid):
    """The picture is not one the caller has just uploaded."""

    code = "field.photo_unknown"


class PhotoNotFound(NotFound):
    """No such picture of this patrol."""

    code = "field.photo_not_found"


class NotAPicture(Invalid):
    """Check-ins take pictures alone."""

    code = "field.not_a_picture"


class DeviceNotFound(NotFound):
    """No such phone within the caller's sight."""

    code = "field.device_not_found"


class PushOff(Conflict):
    """This platform sends no notices to closed apps."""

    code = "field.push_off"


class PushAddressRefused(Invalid):
    """Not the address of an allowed push service, or no key of a browser."""

    code = "field.push_address_refused"


class TooManyDevices(Exhausted):
    """As many phones are bound to the account as may be."""

    code = "field.too_many_devices"
