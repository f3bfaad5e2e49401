"""Puts together the proposals and their review."""

from __future__ import annotations

from dataclasses import dataclass

from services.population.adapters.evidence import FiledEvidences
from services.population.adapters.places import SqlPlaces
from services.population.adapters.proposals import SqlProposals
from services.population.application.proposals.carrying_out import CarryOut
from services.population.application.proposals.forgetting import ForgetProposals
from services.population.application.proposals.making import ChangeOwn, Drafting, MakeProposal
from services.population.application.proposals.reviewing import DecideProposal
from services.population.application.proposals.views import SeeProposals
from services.population.application.room import Room
from services.population.application.views.ports import Reader


@dataclass(frozen=True, slots=True)
class ProposalParts:
    """Commands and queries of ProposalService."""

    make: MakeProposal
    change: ChangeOwn
    decide: DecideProposal
    see: SeeProposals
    drafting: Drafting
    forget: ForgetProposals


def build(
    room: Room, store: SqlProposals, reader: Reader, places: SqlPlaces, evidence: FiledEvidences
) -> ProposalParts:
    """Put them together; ``store`` is a holder of the rights as well."""
    drafting = Drafting(room, store)
    return ProposalParts(
        make=MakeProposal(drafting),
        change=ChangeOwn(drafting),
        decide=DecideProposal(room, store, CarryOut(room)),
        see=SeeProposals(store, reader, places, room.new_uow, room.clock, evidence),
        drafting=drafting,
        forget=ForgetProposals(room.new_uow, store),
    )
