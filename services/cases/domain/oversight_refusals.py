"""How supervision, board, screening, exports and imports refuse."""

from __future__ import annotations

from services.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class OrderNotFound(NotFound):
    """No such order, or none the caller may know of."""

    code = "cases.order_not_found"


class OrderNotAllowed(Conflict):
    """The order's state does not allow this (ALL-03)."""

    code = "cases.order_not_allowed"


class OrderTargetMissing(Invalid):
    """An order is on a case or on an organisation."""

    code = "cases.order_target_missing"


class NotTheSupervised(Forbidden):
    """Only the supervised unit signs and replies."""

    code = "cases.not_the_supervised"


class OwnOrder(Forbidden):
    """The supervised do not decide about their own order."""

    code = "cases.own_order"


class RecordStale(Conflict):
    """Somebody changed the record meanwhile."""

    code = "cases.record_stale"


class CommentNotFound(NotFound):
    """No such comment on this case."""

    code = "cases.comment_not_found"


class CommentAnswered(Conflict):
    """A comment is answered once."""

    code = "cases.comment_answered"


class BoardItemNotFound(NotFound):
    """No such item, or none the caller may know of."""

    code = "cases.board_item_not_found"


class BoardNotAllowed(Conflict):
    """The item's state does not allow this move (ALL-03)."""

    code = "cases.board_not_allowed"


class NotTheListing(Forbidden):
    """Only the listing authority checks and strikes off, never the owner (CASE-35)."""

    code = "cases.not_the_listing"


class NotTheOwner(Forbidden):
    """Only the owner treats an item and asks for striking off."""

    code = "cases.not_the_owner"


class OwnListing(Invalid):
    """Nobody lists an issue for itself."""

    code = "cases.own_listing"


class DueInThePast(Invalid):
    """A deadline lies ahead."""

    code = "cases.due_in_the_past"


class ScreeningNotFound(NotFound):
    """No such screening, or none the caller may know of."""

    code = "cases.screening_not_found"


class ScreeningNotAllowed(Conflict):
    """The screening's state does not allow this (ALL-03)."""

    code = "cases.screening_not_allowed"


class NilContradicts(Invalid):
    """A nil report has no finds, and a report without finds is a nil report."""

    code = "cases.nil_contradicts"


class SettledTooMany(Invalid):
    """No more disputes are settled than were found."""

    code = "cases.settled_too_many"


class OwnReport(Forbidden):
    """Nobody decides what they reported themselves."""

    code = "cases.own_report"


class UnknownDimension(Invalid):
    """Not a dimension of the statistics."""

    code = "cases.unknown_dimension"


class OutsideSight(Forbidden):
    """The place lies outside of what the caller may count."""

    code = "cases.outside_sight"


class ExportNotFound(NotFound):
    """No such export, or none of the caller's."""

    code = "cases.export_not_found"


class ExportDecided(Conflict):
    """The export was decided."""

    code = "cases.export_decided"


class OwnExport(Forbidden):
    """A second person decides about an export (DIR-26)."""

    code = "cases.own_export"


class ExportNotReady(Conflict):
    """The workbook is not there (yet)."""

    code = "cases.export_not_ready"


class ImportNotFound(NotFound):
    """No such import, or none of the caller's places."""

    code = "cases.import_not_found"


class ImportNotAllowed(Conflict):
    """The import's state does not allow this."""

    code = "cases.import_not_allowed"


class ImportIncomplete(Invalid):
    """The mapping leaves a needed field without a column."""

    code = "cases.import_incomplete"
