"""How the case loop refuses."""

from __future__ import annotations

from services.kernel.errors import Conflict, Exhausted, Forbidden, Invalid, NotFound


class CaseNotFound(NotFound):
    """No such case, or none the caller may know of."""

    code = "cases.not_found"


class NotAllowed(Conflict):
    """The state table has no such move from the present state (ALL-03)."""

    code = "cases.not_allowed"


class Stale(Conflict):
    """Somebody was quicker (CASE-17)."""

    code = "cases.stale"


class NotYours(Forbidden):
    """The caller sees the case, but this step is somebody else's."""

    code = "cases.not_yours"


class SentBackBefore(Conflict):
    """A unit sends a case back once (CASE-37)."""

    code = "cases.sent_back_before"


class Binding(Conflict):
    """After the second send-back the centre's decision binds (CASE-37)."""

    code = "cases.binding"


class EndsHere(Conflict):
    """There is no level above (CASE-12)."""

    code = "cases.ends_here"


class NotBelow(Invalid):
    """A case is pushed down only within the holder's own subtree."""

    code = "cases.not_below"


class PhoneNeeded(Invalid):
    """Reporters are found by a whole phone number, never by a part of one or by its masked form."""

    code = "cases.phone_needed"


class LimitPassed(Conflict):
    """More time is asked for before the limit passes, not after."""

    code = "cases.limit_passed"


class TooManyExtensions(Conflict):
    """Two extensions at most."""

    code = "cases.too_many_extensions"


class RequestOpen(Conflict):
    """One request at a time waits for the centre."""

    code = "cases.request_open"


class NoSuchRequest(Conflict):
    """The request does not exist or was decided."""

    code = "cases.no_such_request"


class OwnRequest(Forbidden):
    """Nobody decides what they asked for themselves."""

    code = "cases.own_request"


class SuspensionTooLong(Invalid):
    """A case rests thirty days at most."""

    code = "cases.suspension_too_long"


class JointTasksOpen(Conflict):
    """The lead feeds back when all joint tasks are done (CASE-15)."""

    code = "cases.joint_tasks_open"


class OverrunCauseNeeded(Invalid):
    """Whoever ends the handling late says what held it up (CASE-23)."""

    code = "cases.overrun_cause_needed"


class NoOpenTask(Forbidden):
    """None of the caller's units has an open task in this case."""

    code = "cases.no_open_task"


class TaskNotSigned(Conflict):
    """A unit signs for its task before it works on it."""

    code = "cases.task_not_signed"


class PhotoNeeded(Invalid):
    """Physical work is shown by a picture."""

    code = "cases.photo_needed"


class PhotoTooOld(Invalid):
    """The picture of the check must be taken after the work was reported done (CASE-13)."""

    code = "cases.photo_too_old"


class PlaceNeeded(Invalid):
    """The check on site needs a position (CASE-13)."""

    code = "cases.place_needed"


class NotIndependent(Forbidden):
    """Who did the work does not verify it."""

    code = "cases.not_independent"


class WindowClosed(Conflict):
    """The reporter may reopen for fourteen days after closing."""

    code = "cases.window_closed"


class CategoryUnknown(Invalid):
    """No such leaf in the catalogue in force."""

    code = "cases.category_unknown"


class UnitUnknown(Invalid):
    """No such active organisation."""

    code = "cases.unit_unknown"


class AttachmentUnknown(Invalid):
    """No such upload of the caller, or it belongs to another case."""

    code = "cases.attachment_unknown"


class AttachmentLarge(Invalid):
    """Too large for one answer: it is read in pieces or downloaded."""

    code = "cases.attachment_large"


class UploadNotFound(NotFound):
    """No such upload of the caller; unfinished ones are forgotten after seven days."""

    code = "cases.upload_not_found"


class UploadTooLarge(Invalid):
    """A video is larger than the platform takes."""

    code = "cases.upload_too_large"


class PieceBroken(Invalid):
    """Not the piece that belongs there, or it changed on its way; to be sent again."""

    code = "cases.piece_broken"


class UploadUnfinished(Conflict):
    """Not all pieces are here."""

    code = "cases.upload_unfinished"


class MergeRefused(Invalid):
    """A case is merged into another one that is alive and not itself merged."""

    code = "cases.merge_refused"


class ReceiptUnknown(NotFound):
    """Number and secret do not belong together."""

    code = "cases.receipt_unknown"


class ReceiptLocked(Exhausted):
    """Too many wrong secrets for this number."""

    code = "cases.receipt_locked"


class NoHandover(Conflict):
    """Nobody handed the first receipt over to the caller."""

    code = "cases.no_handover"


class AccountUnknown(Invalid):
    """No such active account."""

    code = "cases.account_unknown"


class NotADispute(Conflict):
    """The extras of a dispute belong to dispute cases."""

    code = "cases.not_a_dispute"


class FilterNotFound(NotFound):
    """No kept list of the caller's has this id."""

    code = "cases.filter_not_found"


class FilterNameTaken(Conflict):
    """One account keeps a name once."""

    code = "cases.filter_name_taken"


class FilterStale(Conflict):
    """The list was changed meanwhile, on another screen."""

    code = "cases.filter_stale"


class TooManyFilters(Conflict):
    """An account keeps fifty lists at most."""

    code = "cases.too_many_filters"


class StepUnknown(Invalid):
    """No such named step is running."""

    code = "cases.step_unknown"


class TemplateNotFound(NotFound):
    """No reply template that the caller may know of has this id."""

    code = "cases.template_not_found"


class TemplateTitleTaken(Conflict):
    """One account, or one territory, has a title once."""

    code = "cases.template_title_taken"


class TemplateStale(Conflict):
    """The template was changed meanwhile."""

    code = "cases.template_stale"


class TooManyTemplates(Conflict):
    """So many an account keeps and a territory shares."""

    code = "cases.too_many_templates"
