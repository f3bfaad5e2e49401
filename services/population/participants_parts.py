"""Composes the lists of participants of organisations."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.runtime.context import ServiceContext
from services.population.adapters.families.grounds import SqlGrounds
from services.population.adapters.participants import ParticipantHolding, SqlParticipants
from services.population.adapters.places import SqlPlaces
from services.population.adapters.reading import SqlReader
from services.population.adapters.register import SqlRegister
from services.population.adapters.sealing import Sealing
from services.population.application.participants import ListRoom, PutParticipant, WithdrawParticipant
from services.population.application.participants_tending import TendParticipants
from services.population.application.participants_viewing import LookAtParticipants
from services.population.application.ports import NewUow


@dataclass(frozen=True, slots=True)
class ParticipantParts:
    """The commands and questions; ``holding`` is what lists hold about people."""

    put: PutParticipant
    withdraw: WithdrawParticipant
    look: LookAtParticipants
    tend: TendParticipants
    places: SqlPlaces
    holding: ParticipantHolding


def build(
    context: ServiceContext,
    new_uow: NewUow,
    register: SqlRegister,
    reader: SqlReader,
    places: SqlPlaces,
    sealing: Sealing,
) -> ParticipantParts:
    """Put them together; imports no grpc."""
    entries = SqlParticipants(context.database, sealing)
    room = ListRoom(
        new_uow=new_uow,
        entries=entries,
        grounds=SqlGrounds(context.database, sealing),
        register=register,
        people=reader,
        places=places,
        clock=context.clock,
        new_id=context.new_id,
    )
    return ParticipantParts(
        put=PutParticipant(room),
        withdraw=WithdrawParticipant(room),
        look=LookAtParticipants(room),
        tend=TendParticipants(room, entries),
        places=places,
        holding=ParticipantHolding(context.database, entries),
    )
