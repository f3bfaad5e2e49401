"""A proposal becomes what the register's own command makes of it, within the reviewer's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.commands.dwellings import CorrectDwelling
from services.population.application.commands.people import (
    ChangeCategory,
    CorrectPerson,
    MoveIn,
    MoveOut,
    RegisterPerson,
    Wanted,
)
from services.population.application.ports import Grounds
from services.population.application.proposals.within import Within
from services.population.application.room import Room, today_in_china
from services.population.domain import proposed_values as said
from services.population.domain.kinds import Source
from services.population.domain.proposals import WHERE, Proposal, ProposalKind
from services.population.domain.refusals import DwellingNotFound


class CarryOut:
    """The reviewer's own rights decide: each command asks what it always asks."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def __call__(
        self, uow: UnitOfWork, proposal: Proposal, values: Mapping[str, str], *, sure: bool = False
    ) -> str:
        """The id of the person or the dwelling it is about. Raises what the command raises."""
        room = replace(self._room, new_uow=lambda call: Within(uow))
        grounds = Grounds(_reason(proposal))
        call = uow.call
        match proposal.kind:
            case ProposalKind.REGISTER:
                return RegisterPerson(room).within(
                    uow,
                    said.details_of(values),
                    wanted_of(values),
                    grounds,
                    "",
                    sure,
                    Source.COLLECTED,
                    proposal.proposer_id,
                )
            case ProposalKind.CORRECT_PERSON:
                return CorrectPerson(room)(call, proposal.person_id, "", said.details_of(values), grounds)
            case ProposalKind.CORRECT_DWELLING:
                before = room.register.dwelling(uow, proposal.dwelling_id)
                if before is None:
                    raise DwellingNotFound()
                wanted = replace(before, **said.dwelling_changes(values))
                return CorrectDwelling(room)(call, wanted, "", grounds)
            case ProposalKind.MOVE_IN:
                return MoveIn(room)(call, proposal.person_id, "", wanted_of(values), grounds)
            case ProposalKind.MOVE_OUT:
                return MoveOut(room)(
                    call,
                    proposal.person_id,
                    residence_id=proposal.then.get(WHERE, ""),
                    day=said.day_of(values, "day"),
                    destination=values.get("destination", ""),
                    stays_registered=values.get("stays_registered") == "1",
                    grounds=grounds,
                )
            case ProposalKind.CHANGE_CATEGORY:
                return ChangeCategory(room)(
                    call,
                    proposal.person_id,
                    "",
                    said.kind_of(values),
                    residence_id=proposal.then.get(WHERE, ""),
                    reason=said.reason_of(values),
                    day=said.day_of(values, "day"),
                    grounds=grounds,
                )


def wanted_of(values: Mapping[str, str]) -> Wanted:
    """Where somebody is to live. Raises Invalid."""
    return Wanted(
        kind=said.kind_of(values),
        household_id=values.get("household_id", ""),
        dwelling_id=values.get("dwelling_id", ""),
        relation=said.relation_of(values),
        reason=said.reason_of(values),
        from_day=said.day_of(values, "from_day"),
        origin=values.get("origin", ""),
    )


def _reason(proposal: Proposal) -> str:
    """Of the change in the history: who collected it and when stays with it."""
    source = f"{proposal.proposer_name} {today_in_china(proposal.collected_at):%Y-%m-%d}"
    return f"{proposal.reason}（{source}）" if proposal.reason else source
