"""The contract's words and ours, both ways."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain.cards import CardState, Channel, ServiceKind
from services.population.domain.commitments import LetterForm, Standing
from services.population.domain.coordination.exchange import ExchangeState
from services.population.domain.coordination.joint_check import JointCheckState
from services.population.domain.kinds import (
    DocumentKind,
    DwellingUse,
    HouseholdKind,
    Occupancy,
    Relation,
    ResidenceKind,
    Sex,
    StayReason,
)
from services.population.domain.meetings import MeetingState
from services.population.domain.needs import NeedKind, Supply
from services.population.domain.renting import RentalState
from services.population.domain.stations import StationKind
from services.population.domain.visiting import Cause, Outcome, Purpose, Slot
from services.population.domain.worksites import WorksiteKind, WorksiteState
from wangge.population.v1 import (
    coordination_pb2,
    demand_pb2,
    incomers_pb2,
    joint_checks_pb2,
    rentals_pb2,
    stations_pb2,
    summaries_pb2,
    visits_pb2,
    worksites_pb2,
)
from wangge.population.v1 import register_pb2 as pb

W = TypeVar("W", bound=StrEnum)

_ENUMS: dict[type[StrEnum], tuple[Any, str]] = {
    Sex: (pb.Sex, "SEX_"),
    DocumentKind: (pb.DocumentKind, "DOCUMENT_KIND_"),
    ResidenceKind: (pb.ResidenceKind, "RESIDENCE_KIND_"),
    StayReason: (pb.StayReason, "STAY_REASON_"),
    Relation: (pb.Relation, "RELATION_"),
    DwellingUse: (pb.DwellingUse, "DWELLING_USE_"),
    Occupancy: (pb.Occupancy, "OCCUPANCY_"),
    HouseholdKind: (pb.HouseholdKind, "HOUSEHOLD_KIND_"),
    Cause: (visits_pb2.VisitCause, "VISIT_CAUSE_"),
    Slot: (visits_pb2.VisitSlot, "VISIT_SLOT_"),
    Purpose: (visits_pb2.VisitPurpose, "VISIT_PURPOSE_"),
    Outcome: (visits_pb2.VisitOutcome, "VISIT_OUTCOME_"),
    CardState: (incomers_pb2.CardState, "CARD_STATE_"),
    Channel: (incomers_pb2.SignInChannel, "SIGN_IN_CHANNEL_"),
    ServiceKind: (incomers_pb2.ServiceKind, "SERVICE_KIND_"),
    RentalState: (rentals_pb2.RentalState, "RENTAL_STATE_"),
    WorksiteKind: (worksites_pb2.WorksiteKind, "WORKSITE_KIND_"),
    WorksiteState: (worksites_pb2.WorksiteState, "WORKSITE_STATE_"),
    Standing: (worksites_pb2.CommitmentStanding, "COMMITMENT_STANDING_"),
    LetterForm: (worksites_pb2.LetterForm, "LETTER_FORM_"),
    StationKind: (stations_pb2.StationKind, "STATION_KIND_"),
    ExchangeState: (coordination_pb2.ExchangeState, "EXCHANGE_STATE_"),
    JointCheckState: (joint_checks_pb2.JointCheckState, "JOINT_CHECK_STATE_"),
    NeedKind: (demand_pb2.NeedKind, "NEED_KIND_"),
    Supply: (demand_pb2.Supply, "SUPPLY_"),
    MeetingState: (summaries_pb2.MeetingState, "MEETING_STATE_"),
}


def number(word: StrEnum) -> Any:
    """Our word in the contract; the unspecified one where ours is empty."""
    enum, prefix = _ENUMS[type(word)]
    return enum.Value(prefix + word.name) if word.value else 0


def word(kind: type[W], value: int, field: str) -> W:
    """The contract's word as ours. Raises Invalid where ours has no empty one, or for an unknown number."""
    found = optional(kind, value, field)
    if found is None:
        empty = next((each for each in kind if not each.value), None)
        if empty is None:
            raise Invalid(FieldProblem(field, "kernel.required"))
        return empty
    return found


def optional(kind: type[W], value: int, field: str) -> W | None:
    """The contract's word as ours; None for the unspecified one. Raises Invalid for an unknown number."""
    if not value:
        return None
    enum, prefix = _ENUMS[kind]
    try:
        return kind[enum.Name(value).removeprefix(prefix)]
    except (KeyError, ValueError):
        raise Invalid(FieldProblem(field, "kernel.value_unknown")) from None
