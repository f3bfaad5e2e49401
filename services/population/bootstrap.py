"""The only module that knows every layer of population."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.runtime.context import ServiceContext
from services.population import (
    boards_parts,
    coordination_parts,
    demand_parts,
    families_parts,
    forms_parts,
    incomer_parts,
    participants_parts,
    proposals_parts,
    rights_parts,
    search_parts,
    statistics_parts,
    summary_parts,
    transfers_parts,
    twins_parts,
    visit_parts,
    worksite_parts,
)
from services.population.adapters.building_counts import BuildingCounts
from services.population.adapters.bulk import BulkRegister
from services.population.adapters.changes import SqlChanges
from services.population.adapters.counters import CountReader, Folding, SqlCounters
from services.population.adapters.evidence import FiledEvidences
from services.population.adapters.forms import SqlForms
from services.population.adapters.ground import SqlGround
from services.population.adapters.ground_premises import SqlPremises
from services.population.adapters.holding import RegisterHolding
from services.population.adapters.places import SqlPlaces
from services.population.adapters.proposals import SqlProposals
from services.population.adapters.reading import SqlReader
from services.population.adapters.register import SqlRegister
from services.population.adapters.rights import SqlPromises, SqlRights
from services.population.adapters.sealing import Sealing
from services.population.adapters.twins import SqlTwins
from services.population.adapters.visit_figures import SqlCalendars
from services.population.application.commands.dwellings import CorrectDwelling, CreateDwelling, EndDwelling
from services.population.application.commands.households import (
    ChangeHead,
    CorrectHousehold,
    MergeHouseholds,
    MoveHousehold,
    SplitHousehold,
)
from services.population.application.commands.people import (
    ChangeCategory,
    CorrectPerson,
    MoveIn,
    MoveOut,
    RecordBirth,
    RecordDeath,
    RegisterPerson,
)
from services.population.application.commands.reversing import ReverseChange
from services.population.application.commands.verifying import VerifyRecord
from services.population.application.confidentiality import Confidentiality
from services.population.application.evidence import AddEvidence, DropUnused
from services.population.application.ledger import Ledger
from services.population.application.policies import KeepAccounts, KeepPlaces
from services.population.application.regridding import FollowBuildings, FollowGrids
from services.population.application.rights import Holder
from services.population.application.room import Room
from services.population.application.views.history import ListChanges
from services.population.application.views.homes import (
    CountBuildings,
    GetDwelling,
    GetHousehold,
    ListDwellings,
    ListHouseholds,
)
from services.population.application.views.people import GetPerson, ListPeople, RevealPerson
from services.population.boards_parts import BoardParts
from services.population.coordination_parts import CoordinationParts
from services.population.demand_parts import DemandParts
from services.population.families_parts import Families
from services.population.forms_parts import FormParts
from services.population.incomer_parts import IncomerParts
from services.population.participants_parts import ParticipantParts
from services.population.proposals_parts import ProposalParts
from services.population.rights_parts import RightsParts
from services.population.search_parts import SearchParts
from services.population.statistics_parts import StatisticsParts
from services.population.summary_parts import SummaryParts
from services.population.transfers_parts import Transfers
from services.population.twins_parts import TwinsParts
from services.population.visit_parts import VisitParts
from services.population.worksite_parts import WorksiteParts


@dataclass(frozen=True, slots=True)
class Application:
    """The commands, queries and policies of population."""

    create_dwelling: CreateDwelling
    correct_dwelling: CorrectDwelling
    end_dwelling: EndDwelling
    correct_household: CorrectHousehold
    move_household: MoveHousehold
    split_household: SplitHousehold
    merge_households: MergeHouseholds
    change_head: ChangeHead
    register_person: RegisterPerson
    record_birth: RecordBirth
    record_death: RecordDeath
    move_in: MoveIn
    move_out: MoveOut
    change_category: ChangeCategory
    correct_person: CorrectPerson
    verify_record: VerifyRecord
    reverse_change: ReverseChange
    add_evidence: AddEvidence
    get_person: GetPerson
    list_people: ListPeople
    reveal_person: RevealPerson
    get_household: GetHousehold
    list_households: ListHouseholds
    get_dwelling: GetDwelling
    list_dwellings: ListDwellings
    list_changes: ListChanges
    count_buildings: CountBuildings
    rights: RightsParts
    keep_places: KeepPlaces
    keep_accounts: KeepAccounts
    follow_grids: FollowGrids
    follow_buildings: FollowBuildings
    drop_unused_evidence: DropUnused
    bulk: BulkRegister
    folding: Folding
    counts: CountReader
    changes: SqlChanges
    places: SqlPlaces
    search: SearchParts
    twins: TwinsParts
    statistics: StatisticsParts
    transfers: Transfers
    proposals: ProposalParts
    forms: FormParts
    visits: VisitParts
    incomers: IncomerParts
    coordination: CoordinationParts
    worksites: WorksiteParts
    families: Families
    summaries: SummaryParts
    demand: DemandParts
    boards: BoardParts
    participants: ParticipantParts


def build(context: ServiceContext) -> Application:
    """Put them together. Imports no grpc: worker processes build the application too."""
    new_id, database, clock = context.new_id, context.database, context.clock
    promises = SqlPromises(database, new_id)
    new_uow = Confidentiality(context.new_uow, promises, clock).new_uow
    sealing = Sealing(context.cipher)
    register, changes = SqlRegister(sealing), SqlChanges(database, sealing)
    places, reader = SqlPlaces(database), SqlReader(database, sealing)
    evidence = FiledEvidences(database, context.files, sealing)
    ledger = Ledger(register, changes, SqlCounters(), new_id)
    room = Room(new_uow, register, ledger, changes, places, SqlTwins(new_id), clock, new_id)
    ground, rights = SqlGround(places, sealing), SqlRights(database)
    proposals, forms = SqlProposals(database, sealing, evidence), SqlForms(database, sealing)
    holders: list[Holder] = [RegisterHolding(database, sealing, changes, places, rights), proposals, forms]
    viewing = (reader, places, new_uow, clock)
    calendars = SqlCalendars(database)
    incomers = incomer_parts.build(context, room, viewing, sealing, calendars, evidence)
    coordination = coordination_parts.build(context, room, reader, sealing, calendars, incomers.check_list)
    worksites = worksite_parts.build(context, room, sealing, calendars, evidence)
    holders += [incomers.holding, worksites.holding, coordination.holding]
    families = families_parts.build(context, new_uow, changes, places, sealing, evidence)
    holders.append(families.holding)
    participants = participants_parts.build(context, new_uow, register, reader, places, sealing)
    holders.append(participants.holding)
    review = proposals_parts.build(room, proposals, reader, places, evidence)
    return Application(
        create_dwelling=CreateDwelling(room),
        correct_dwelling=CorrectDwelling(room),
        end_dwelling=EndDwelling(room),
        correct_household=CorrectHousehold(room),
        move_household=MoveHousehold(room),
        split_household=SplitHousehold(room),
        merge_households=MergeHouseholds(room),
        change_head=ChangeHead(room),
        register_person=RegisterPerson(room),
        record_birth=RecordBirth(room),
        record_death=RecordDeath(room),
        move_in=MoveIn(room),
        move_out=MoveOut(room),
        change_category=ChangeCategory(room),
        correct_person=CorrectPerson(room),
        verify_record=VerifyRecord(room),
        reverse_change=ReverseChange(room),
        add_evidence=AddEvidence(new_uow, evidence, new_id),
        get_person=GetPerson(*viewing, changes),
        list_people=ListPeople(*viewing),
        reveal_person=RevealPerson(*viewing),
        get_household=GetHousehold(*viewing),
        list_households=ListHouseholds(*viewing),
        get_dwelling=GetDwelling(*viewing),
        list_dwellings=ListDwellings(*viewing),
        count_buildings=CountBuildings(*viewing, BuildingCounts(database)),
        list_changes=ListChanges(*viewing, changes, evidence),
        rights=rights_parts.build(context, new_uow, promises, register, ledger, rights, holders),
        keep_places=KeepPlaces(places),
        keep_accounts=KeepAccounts(places),
        follow_grids=FollowGrids(ground, SqlPremises()),
        follow_buildings=FollowBuildings(ground, SqlPremises()),
        drop_unused_evidence=DropUnused(new_uow, evidence),
        bulk=BulkRegister(ledger, changes, sealing),
        folding=Folding(database),
        counts=CountReader(database),
        changes=changes,
        places=places,
        search=search_parts.build(context, viewing, sealing),
        statistics=statistics_parts.build(database, places, Folding(database), clock),
        twins=twins_parts.build(database, room, viewing, changes, sealing),
        transfers=transfers_parts.build(context, room, changes, places, sealing, families),
        proposals=review,
        forms=forms_parts.build(context, room, forms, reader, places, sealing, review.drafting),
        visits=visit_parts.build(context, room, sealing, calendars),
        incomers=incomers,
        coordination=coordination,
        worksites=worksites,
        families=families,
        summaries=summary_parts.build(context, new_uow, places, sealing, evidence, changes, calendars),
        demand=demand_parts.build(context, new_uow, places, sealing),
        boards=boards_parts.build(context, new_uow, places),
        participants=participants,
    )
