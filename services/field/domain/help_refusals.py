"""What guides and campaign checklists refuse; every code has its texts in messages.toml."""

from __future__ import annotations

from services.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class GuideNotFound(NotFound):
    """No guide with this id within the caller's sight."""

    code = "field.guide_not_found"


class PhoneNotOfficial(Invalid):
    """Guides name lines of offices, no mobile phones (Sens-9)."""

    code = "field.phone_not_official"


class PeriodReversed(Invalid):
    """It ends before it begins."""

    code = "field.period_reversed"


class ChecklistNotFound(NotFound):
    """No campaign with this id within the caller's sight."""

    code = "field.checklist_not_found"


class ChecklistEmpty(Conflict):
    """A campaign without items cannot start."""

    code = "field.checklist_empty"


class ChecklistNotDraft(Conflict):
    """It was started already."""

    code = "field.checklist_not_draft"


class ChecklistNotRunning(Conflict):
    """It has not begun, is over, or was closed."""

    code = "field.checklist_not_running"


class ItemsFixed(Conflict):
    """Sheets answer the items as they were at the start."""

    code = "field.items_fixed"


class PlaceOutside(Invalid):
    """A place of the campaign lies outside of its territory."""

    code = "field.place_outside"


class GridNotCovered(Invalid):
    """The campaign does not take place in this grid."""

    code = "field.grid_not_covered"


class SheetNotFound(NotFound):
    """No sheet with this id within the caller's sight."""

    code = "field.sheet_not_found"


class NotYourSheet(Forbidden):
    """Only whoever filled a sheet links cases to it."""

    code = "field.not_your_sheet"


class AnswerUnknown(Invalid):
    """An answer belongs to no item, or an item is answered twice."""

    code = "field.answer_unknown"


class AnswerMissing(Invalid):
    """An item that must be answered is not."""

    code = "field.answer_missing"


class PhotoMissing(Invalid):
    """The answer needs a photo."""

    code = "field.photo_missing"


class MechanismMissing(Invalid):
    """A campaign belongs to one of the joint mechanisms."""

    code = "field.mechanism_missing"


class StandingFixed(Invalid):
    """What kind of list it is, and of which series, is decided when it is made."""

    code = "field.standing_fixed"


class FilledOtherwise(Conflict):
    """A list of a county's own is filled in for a period, a campaign for an object."""

    code = "field.filled_otherwise"


class PeriodNotOpen(Conflict):
    """Only this period and the one before are filled in."""

    code = "field.period_not_open"


class FilledAlready(Conflict):
    """The place has a sheet for this period."""

    code = "field.filled_already"


class PlaceOfOtherLevel(Invalid):
    """The list is filled in for other places."""

    code = "field.place_of_other_level"


class NotYourList(Forbidden):
    """Other posts fill it in."""

    code = "field.not_your_list"


class OwnSheet(Forbidden):
    """Nobody reviews what he filled in himself."""

    code = "field.own_sheet"


class NotReviewable(Conflict):
    """It was reviewed already, or is no sheet that is reviewed."""

    code = "field.not_reviewable"


class ReasonMissing(Invalid):
    """Whoever gets a sheet back is told why."""

    code = "field.reason_missing"


class DraftThere(Conflict):
    """The next version is being written already."""

    code = "field.draft_there"
