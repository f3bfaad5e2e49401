"""What population refuses; every code has its texts in messages.toml."""

from __future__ import annotations

from services.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class PersonNotFound(NotFound):
    """No such person within the caller's sight."""

    code = "population.person_not_found"


class HouseholdNotFound(NotFound):
    """No such household within the caller's sight."""

    code = "population.household_not_found"


class DwellingNotFound(NotFound):
    """No such dwelling within the caller's sight."""

    code = "population.dwelling_not_found"


class ResidenceNotFound(NotFound):
    """The person has no such residence that is still going on."""

    code = "population.residence_not_found"


class ChangeNotFound(NotFound):
    """No such change of a record within the caller's sight."""

    code = "population.change_not_found"


class EvidenceNotFound(NotFound):
    """No such file, or it belongs to something else."""

    code = "population.evidence_not_found"


class Stale(Conflict):
    """The caller decided on an older version."""

    code = "population.stale"


class DocumentTaken(Conflict):
    """Somebody in the register has this identity document already."""

    code = "population.document_taken"


class LooksLikeAnother(Conflict):
    """Name and birthday are those of somebody in the register: the caller says whether it is the same."""

    code = "population.looks_like_another"


class NotAlive(Conflict):
    """Nothing happens any more to somebody who died, or whose record was merged or erased."""

    code = "population.not_alive"


class Restricted(Conflict):
    """Processing of this record was restricted at the person's wish (PIPL 44)."""

    code = "population.restricted"


class HouseholdOver(Conflict):
    """The household no longer exists."""

    code = "population.household_over"


class DwellingOver(Conflict):
    """The dwelling no longer exists."""

    code = "population.dwelling_over"


class StillLivedIn(Conflict):
    """Somebody lives in the dwelling that is to end."""

    code = "population.still_lived_in"


class NotAMember(Conflict):
    """The person does not belong to the household."""

    code = "population.not_a_member"


class AlreadyThere(Conflict):
    """The person lives or is registered there already."""

    code = "population.already_there"


class WholeHousehold(Conflict):
    """Everybody would leave; that is a move of the household, not a split."""

    code = "population.whole_household"


class SameHousehold(Invalid):
    """A household cannot be merged with itself."""

    code = "population.same_household"


class NotReversible(Conflict):
    """Something that came later stands in the way, or the change was taken back before."""

    code = "population.not_reversible"


class TerritoryUnknown(Invalid):
    """No grid with this code."""

    code = "population.territory_unknown"


class BuildingUnknown(Invalid):
    """No building with this id in that territory."""

    code = "population.building_unknown"


class NoUndertaking(Forbidden):
    """The yearly promise of confidentiality was not signed (POP-30, COM-39)."""

    code = "population.no_undertaking"


class PromiseChanged(Conflict):
    """The text of the promise is another than the one that was read."""

    code = "population.promise_changed"


class StillNeeded(Conflict):
    """The record is still needed by law, or there is nothing left of it to erase."""

    code = "population.still_needed"


class MassReadingNotFound(NotFound):
    """No such alert within the caller's sight."""

    code = "population.mass_reading_not_found"


class TwinsNotFound(NotFound):
    """No such pair of which the caller may decide on both records."""

    code = "population.twins_not_found"


class TwinsDecided(Conflict):
    """Somebody decided on the pair before."""

    code = "population.twins_decided"


class TwinsNotEvident(Conflict):
    """The pair has to be compared: document, name, sex and birthday are not all the same."""

    code = "population.twins_not_evident"


class MonthNotKept(NotFound):
    """No figures were kept for that month."""

    code = "population.month_not_kept"


class ProposalNotFound(NotFound):
    """No such proposal of the caller's, or within the ground where the caller decides."""

    code = "population.proposal_not_found"


class ProposalOver(Conflict):
    """The proposal is no longer where this could happen to it."""

    code = "population.proposal_over"


class OwnProposal(Forbidden):
    """Nobody reviews what he proposed himself."""

    code = "population.own_proposal"


class NotYourProposal(Forbidden):
    """Only whoever proposed it may do that."""

    code = "population.not_your_proposal"


class ProposalConflict(Conflict):
    """Somebody else changed what is proposed since: the reviewer has to choose field by field."""

    code = "population.proposal_conflict"


class VisitNotFound(NotFound):
    """No such visit within the caller's sight."""

    code = "population.visit_not_found"


class CardNotFound(NotFound):
    """No such card within the caller's sight."""

    code = "population.card_not_found"


class CardTaken(Conflict):
    """The person has a card: one person, one card (POP-13)."""

    code = "population.card_taken"


class CardNotInState(Conflict):
    """The card's state allows no such step (POP-13)."""

    code = "population.card_not_in_state"


class RentalNotFound(NotFound):
    """No such rented dwelling within the caller's sight."""

    code = "population.rental_not_found"


class RentalNotInState(Conflict):
    """The state of the rented dwelling allows no such step (POP-18)."""

    code = "population.rental_not_in_state"


class RentedAlready(Conflict):
    """The dwelling stands in the register of rented ones."""

    code = "population.rented_already"


class DefectNotFound(NotFound):
    """No such open defect of that dwelling."""

    code = "population.defect_not_found"


class WorksiteNotFound(NotFound):
    """No such worksite within the caller's sight."""

    code = "population.worksite_not_found"


class WorksiteOver(Conflict):
    """The worksite has ended (POP-17)."""

    code = "population.worksite_over"


class SubjectOfCommitmentNotFound(NotFound):
    """No such worksite or unit within the caller's sight."""

    code = "population.commitment_not_found"


class LetterChanged(Conflict):
    """Another text was read than the one that is in force (POP-19)."""

    code = "population.letter_changed"


class StationNotFound(NotFound):
    """No such station where the caller works."""

    code = "population.station_not_found"


class StationClosed(Conflict):
    """The station was closed (POP-16)."""

    code = "population.station_closed"


class StationThere(Conflict):
    """Another station serves that place: everybody knows which is theirs (POP-16)."""

    code = "population.station_there"


class CoordinatorNotFound(NotFound):
    """No such coordinator of that station."""

    code = "population.coordinator_not_found"


class TemplateNotFound(NotFound):
    """No such template, or it is retired."""

    code = "population.template_not_found"


class FormNotFound(NotFound):
    """No such form of a place whose register the caller may see."""

    code = "population.form_not_found"


class FormOver(Conflict):
    """The form is no longer where this could happen to it."""

    code = "population.form_over"


class OwnForm(Forbidden):
    """Nobody checks what he filled himself."""

    code = "population.own_form"
