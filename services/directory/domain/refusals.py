"""What the directory refuses, each with a code people get a text for."""

from __future__ import annotations

from services.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class TerritoryUnknown(NotFound):
    code = "directory.territory_unknown"


class TerritoryExists(Conflict):
    code = "directory.territory_exists"


class BuildingCodeTaken(Conflict):
    """Another building has the same code."""

    code = "directory.building_code_taken"


class TerritoryEnded(Conflict):
    code = "directory.territory_ended"


class WrongParent(Invalid):
    """A level was created under one it may not stand under (DIR-01)."""

    code = "directory.wrong_parent"


class NoFreeCode(Conflict):
    code = "directory.no_free_code"


class Stale(Conflict):
    """Somebody changed the record first (CASE-17)."""

    code = "directory.stale"


class OverlapsSibling(Conflict):
    """A grid's border crosses another's (DIR-06)."""

    code = "directory.overlaps_sibling"


class OutsideParent(Conflict):
    code = "directory.outside_parent"


class PartsDoNotFit(Conflict):
    """The parts of a split do not cover the grid exactly (DIR-06, DIR-07)."""

    code = "directory.parts_do_not_fit"


class NotAGrid(Conflict):
    code = "directory.not_a_grid"


class NotOneCommunity(Conflict):
    code = "directory.not_one_community"


class OrganisationUnknown(NotFound):
    code = "directory.organisation_unknown"


class OrganisationExists(Conflict):
    code = "directory.organisation_exists"


class OrganisationCycle(Conflict):
    code = "directory.organisation_cycle"


class PostUnknown(NotFound):
    code = "directory.post_unknown"


class GridHasHead(Conflict):
    """Every grid has exactly one accountable grid head (DIR-14)."""

    code = "directory.grid_has_head"


class PostTaken(Conflict):
    code = "directory.post_taken"


class AlreadyHolder(Conflict):
    code = "directory.already_holder"


class NotHolder(Conflict):
    code = "directory.not_holder"


class AccountNotUsable(Conflict):
    code = "directory.account_not_usable"


class OwnAppointment(Forbidden):
    """Nobody appoints himself: a post carries rights (DIR-26, four eyes)."""

    code = "directory.own_appointment"


class DictionaryUnknown(NotFound):
    code = "directory.dictionary_unknown"


class CatalogueUnknown(NotFound):
    code = "directory.catalogue_unknown"


class CatalogueMovedOn(Conflict):
    code = "directory.catalogue_moved_on"


class CalendarMovedOn(Conflict):
    """Somebody set a version after the one that was edited (CASE-17)."""

    code = "directory.calendar_moved_on"


class CalendarUnknown(NotFound):
    code = "directory.calendar_unknown"


class RecordUnknown(NotFound):
    """An estate, facility, building, rule or document that is not there or not in sight."""

    code = "directory.record_unknown"


class DutyEnded(Conflict):
    """The recurring duty is no longer done (DIR-36)."""

    code = "directory.duty_ended"


class SeedsDamaged(Invalid):
    code = "directory.seeds_damaged"


class BoardsForResidents(Forbidden):
    """Residents read the notice boards, which name who consented to be named (Sens-9)."""

    code = "directory.boards_for_residents"
