"""What work logs refuse; every code has its texts in messages.toml."""

from __future__ import annotations

from services.kernel.errors import Conflict, Invalid, NotFound


class WorkDayNotFound(NotFound):
    """Nobody whose log the caller may read."""

    code = "field.work_day_not_found"


class WorkEntryNotFound(NotFound):
    """No entry of the caller's own with this id."""

    code = "field.work_entry_not_found"


class DayFinished(Conflict):
    """The day is finished; its worker reopens it first."""

    code = "field.day_finished"


class WeekClosed(Conflict):
    """The community's week is summed up; corrections are added as new entries."""

    code = "field.week_closed"


class NothingLogged(Conflict):
    """A day without any entry cannot be finished."""

    code = "field.nothing_logged"


class DayInFuture(Invalid):
    """Nothing is logged for days that have not come."""

    code = "field.day_in_future"


class DayTooOld(Invalid):
    """Days longer ago than a month are no longer logged."""

    code = "field.day_too_old"


class OutsideDay(Invalid):
    """The moment of an entry does not lie on its day."""

    code = "field.outside_day"


class LinkUnknown(Invalid):
    """The case or patrol is none of the worker's own."""

    code = "field.link_unknown"


class WeekUnknown(Invalid):
    """No such week of the calendar."""

    code = "field.week_unknown"


class NotACommunity(Invalid):
    """Weeks are summed up by communities."""

    code = "field.not_a_community"


class PlanWrong(Invalid):
    """Planned hours lie outside their week, end before they begin, or overlap."""

    code = "field.plan_wrong"


class WeekNotOver(Conflict):
    """A week is summed up from its Friday on."""

    code = "field.week_not_over"


class ConclusionsMissing(Invalid):
    """A summary says what follows from the week."""

    code = "field.conclusions_missing"


class WeekReportedAlready(Conflict):
    """What was reported to the township is not changed."""

    code = "field.week_reported"


class WeekStateWrong(Conflict):
    """Summed up once, and reported after that."""

    code = "field.week_state"
