"""The parts of population for worksites, safety commitments and the stations for incoming residents."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.runtime.context import ServiceContext
from services.population.adapters.cards import SqlCards
from services.population.adapters.check_list import ShippedCheckList, ShippedLetters
from services.population.adapters.commitments import SqlCommitments
from services.population.adapters.families.history import SqlFamilyHistory
from services.population.adapters.holding_worksites import WorksiteHolding
from services.population.adapters.sealing import Sealing
from services.population.adapters.stations import SqlStations
from services.population.adapters.worksites import SqlWorksites
from services.population.application.commands.dwellings import CreateDwelling
from services.population.application.incomers.checking import Inspector
from services.population.application.incomers.ports import CheckList
from services.population.application.ports import Evidence
from services.population.application.room import Room
from services.population.application.visits.ports import Calendars
from services.population.application.worksites.commitments import (
    CheckCommitment,
    LookAtCommitments,
    RectifyCommitment,
    SignCommitment,
    TellOverdueCommitments,
)
from services.population.application.worksites.ports import Letters
from services.population.application.worksites.stations import LookAtStations, PutStation, StaffStation
from services.population.application.worksites.worksites import (
    CorrectWorksite,
    EndWorksite,
    LookAtWorksites,
    RegisterWorksite,
)


@dataclass(frozen=True, slots=True)
class WorksiteParts:
    """Commands and queries of WorksiteService, CommitmentService and StationService."""

    register: RegisterWorksite
    correct: CorrectWorksite
    end: EndWorksite
    worksites: LookAtWorksites
    sign: SignCommitment
    check: CheckCommitment
    rectify: RectifyCommitment
    commitments: LookAtCommitments
    tell_overdue: TellOverdueCommitments
    check_list: CheckList
    letters: Letters
    put_station: PutStation
    staff: StaffStation
    stations: LookAtStations
    holding: WorksiteHolding


def build(
    context: ServiceContext, room: Room, sealing: Sealing, calendars: Calendars, evidence: Evidence
) -> WorksiteParts:
    """Over the room of the register's commands."""
    database = context.database
    cards = SqlCards(database, sealing, context.cipher)
    worksites, commitments = SqlWorksites(database, sealing), SqlCommitments(database, sealing)
    stations, letters, items = SqlStations(database), ShippedLetters(), ShippedCheckList()
    history = SqlFamilyHistory(database, sealing, context.new_id)
    stores = (worksites, commitments, history)
    return WorksiteParts(
        register=RegisterWorksite(room, *stores, CreateDwelling(room)),
        correct=CorrectWorksite(room, *stores),
        end=EndWorksite(room, *stores),
        worksites=LookAtWorksites(room, *stores, cards),
        sign=SignCommitment(room, commitments, letters),
        check=CheckCommitment(room, commitments, Inspector(items, calendars, context.new_id)),
        rectify=RectifyCommitment(room, commitments),
        commitments=LookAtCommitments(room, commitments, evidence),
        tell_overdue=TellOverdueCommitments(room, commitments, items),
        check_list=items,
        letters=letters,
        put_station=PutStation(room, stations),
        staff=StaffStation(room, stations),
        stations=LookAtStations(room, stations, cards),
        holding=WorksiteHolding(database, sealing, worksites, commitments, evidence),
    )
