"""Composes record families, units, places and ledgers."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.runtime.context import ServiceContext
from services.population.adapters.changes import SqlChanges
from services.population.adapters.evidence import FiledEvidences
from services.population.adapters.families.grounds import SqlGrounds
from services.population.adapters.families.history import SqlFamilyHistory
from services.population.adapters.families.holding import RecordHolding
from services.population.adapters.families.ledgers import SqlLines
from services.population.adapters.families.records import SqlRecords
from services.population.adapters.families.subjects import SqlSubjects
from services.population.adapters.families.types import SqlTypes
from services.population.adapters.places import SqlPlaces
from services.population.adapters.sealing import Sealing
from services.population.application.families.grounds import (
    CloseGround,
    GroundRoom,
    LookAtGrounds,
    PutEstablishment,
    PutPlace,
)
from services.population.application.families.ledgers import ExportLedger, ListLedger, LookUpContacts
from services.population.application.families.reading import GetRecord, ListRecords
from services.population.application.families.records import (
    ChangeRecord,
    CloseRecord,
    OpenRecord,
    ReviewRecord,
)
from services.population.application.families.revealing import RevealEstablishment, RevealRecord
from services.population.application.families.room import FamilyRoom
from services.population.application.families.tending import TendRecords
from services.population.application.families.types import ListRecordTypes, PutRecordType
from services.population.application.ports import NewUow


@dataclass(frozen=True, slots=True)
class Families:
    """The commands and questions; ``holding`` is what records hold about people."""

    put_type: PutRecordType
    types: ListRecordTypes
    open: OpenRecord
    change: ChangeRecord
    review: ReviewRecord
    close: CloseRecord
    get: GetRecord
    list: ListRecords
    reveal: RevealRecord
    reveal_establishment: RevealEstablishment
    tend: TendRecords
    put_establishment: PutEstablishment
    put_place: PutPlace
    close_ground: CloseGround
    grounds: LookAtGrounds
    ledger: ListLedger
    look_up: LookUpContacts
    export_ledger: ExportLedger
    holding: RecordHolding
    # For imports of units and records, which work through the same commands.
    room: FamilyRoom
    ground_room: GroundRoom
    subjects: SqlSubjects
    records: SqlRecords
    ground_rows: SqlGrounds


def build(
    context: ServiceContext,
    new_uow: NewUow,
    changes: SqlChanges,
    places: SqlPlaces,
    sealing: Sealing,
    evidence: FiledEvidences,
) -> Families:
    """Put them together; imports no grpc."""
    database, clock, new_id = context.database, context.clock, context.new_id
    types, records = SqlTypes(database), SqlRecords(database, sealing)
    grounds, history = SqlGrounds(database, sealing), SqlFamilyHistory(database, sealing, new_id)
    subjects = SqlSubjects(database, sealing)
    room = FamilyRoom(new_uow, types, subjects, records, history, changes, places, new_id)
    ground_room = GroundRoom(new_uow, grounds, history, places, new_id)
    lines = SqlLines(database, sealing, places, records, grounds, types, clock)
    return Families(
        put_type=PutRecordType(new_uow, types),
        types=ListRecordTypes(types),
        open=OpenRecord(room),
        change=ChangeRecord(room),
        review=ReviewRecord(room),
        close=CloseRecord(room),
        get=GetRecord(room, places, clock, evidence),
        list=ListRecords(room, places, clock),
        reveal=RevealRecord(room),
        reveal_establishment=RevealEstablishment(ground_room),
        tend=TendRecords(room),
        put_establishment=PutEstablishment(ground_room),
        put_place=PutPlace(ground_room),
        close_ground=CloseGround(ground_room),
        grounds=LookAtGrounds(ground_room),
        ledger=ListLedger(new_uow, lines, records, types),
        look_up=LookUpContacts(new_uow, lines, records, types),
        export_ledger=ExportLedger(new_uow, lines, records, types, places, clock),
        holding=RecordHolding(database, records, types),
        room=room,
        ground_room=ground_room,
        subjects=subjects,
        records=records,
        ground_rows=grounds,
    )
