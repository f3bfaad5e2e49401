"""What is refused of weekly meetings, service items, needs of units and volunteer brands."""

from __future__ import annotations

from services.kernel.errors import Conflict, Invalid, NotFound


class WeekUnknown(Invalid):
    """The calendar has no such week."""

    code = "population.week_unknown"


class WeekToCome(Invalid):
    """The week has not begun."""

    code = "population.week_to_come"


class NotACommunity(Invalid):
    """Weeks are summed up, and brands kept, by communities."""

    code = "population.not_a_community"


class NotAHuddlePlace(Invalid):
    """A huddle is one of a grid or a community."""

    code = "population.not_a_huddle_place"


class MeetingNotFound(NotFound):
    """No such meeting within the caller's sight."""

    code = "population.meeting_not_found"


class MeetingNotInState(Conflict):
    """The meeting is not where this could happen to it."""

    code = "population.meeting_not_in_state"


class MeetingReported(Conflict):
    """What was reported is archived: it is added to, and changed no more."""

    code = "population.meeting_reported"


class HeldBeforeWeek(Invalid):
    """The meeting over a week is held in it or after it."""

    code = "population.held_before_week"


class ServiceItemNotFound(NotFound):
    """No such service item within the caller's sight."""

    code = "population.service_item_not_found"


class EndsBeforeItBegins(Invalid):
    """The last day lies before the first."""

    code = "population.ends_before_it_begins"


class UnitNeedNotFound(NotFound):
    """No such need of a unit within the caller's sight."""

    code = "population.unit_need_not_found"


class UnitNeedMet(Conflict):
    """It was met already."""

    code = "population.unit_need_met"


class BrandNotFound(NotFound):
    """No such volunteer brand within the caller's sight."""

    code = "population.brand_not_found"


class BrandEnded(Conflict):
    """The brand is kept no more."""

    code = "population.brand_ended"
