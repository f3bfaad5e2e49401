"""Puts together what brings tables into the register and takes files out of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services.kernel.call import Call, system_call
from services.kernel.rpc.messages import Messages
from services.kernel.runtime.context import ServiceContext
from services.population.adapters.bulk import BulkRegister
from services.population.adapters.changes import SqlChanges
from services.population.adapters.places import SqlPlaces
from services.population.adapters.sealing import Sealing
from services.population.adapters.transfers.abouts import SqlAbouts
from services.population.adapters.transfers.exports import ExportStore, RegisterRows
from services.population.adapters.transfers.family_exports import RecordExport, UnitExport
from services.population.adapters.transfers.known import SqlKnown
from services.population.adapters.transfers.sealed_files import SealedFiles
from services.population.adapters.transfers.store import ImportStore
from services.population.adapters.transfers.taken import SqlTaken
from services.population.adapters.transfers.written import SqlWritten
from services.population.application.commands.reversing import ReverseChange
from services.population.application.room import Room
from services.population.application.transfers import deciding, exports, looking, staging
from services.population.application.transfers.applying import Applying
from services.population.application.transfers.checking import Checking
from services.population.application.transfers.export_model import ExportDesk, Writer
from services.population.application.transfers.reading import Reading
from services.population.application.transfers.service_records import ReadRecords, UndoRecords, WriteRecords
from services.population.application.transfers.sheets import Sheets
from services.population.application.transfers.stages import Stages
from services.population.application.transfers.taking import Taking
from services.population.application.transfers.undoing import Undoing
from services.population.application.transfers.units import ReadUnits, UndoUnits, WriteUnits
from services.population.application.transfers.working import Work
from services.population.families_parts import Families

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Transfers:
    """Commands and queries of imports and exports."""

    stage_import: staging.StageImport
    get_import: looking.GetImport
    list_imports: looking.ListImports
    list_rows: looking.ListRows
    decide_duplicates: deciding.DecideDuplicates
    accept_import: deciding.AcceptImport
    discard_import: deciding.DiscardImport
    undo_import: deciding.UndoImport
    import_rejects: looking.GetRejects
    work: Work
    forget_imports: looking.ForgetImports
    request_export: exports.RequestExport
    decide_export: exports.DecideExport
    get_export: exports.GetExport
    list_exports: exports.ListExports
    export_file: exports.GetExportFile
    build_exports: exports.BuildExports
    forget_exports: exports.ForgetExports
    export_rows: RegisterRows
    messages: Messages
    sheets: Sheets

    def forget(self, now: datetime) -> int:
        """What was kept for a while only; how much of it went."""
        return self.forget_imports(now) + self.forget_exports(now)


def build(
    context: ServiceContext,
    room: Room,
    changes: SqlChanges,
    places: SqlPlaces,
    sealing: Sealing,
    families: Families,
    timer: Callable[[], float] = time.monotonic,
) -> Transfers:
    """Put them together."""
    store = ImportStore(context.cipher, sealing)
    sources = SealedFiles(context.files, context.cipher, "imports")
    sheets = Sheets(families.room.types)
    desk = staging.Desk(room.new_uow, store, sources, context.clock, context.new_id, sheets)
    known = SqlKnown(context.database, sealing)
    reading = Reading(store, known)
    register = Stages(
        reading,
        Applying(store, known, BulkRegister(room.ledger, changes, sealing), Taking(room), context.new_id),
        Undoing(SqlTaken(), ReverseChange(room)),
        reading.alone,
    )
    stages = {
        "people": register,
        "dwellings": register,
        **_of_families(families, store, known, sheets, sealing),
    }
    work = Work(desk, known, reading, Checking(store, known), stages, timer)
    messages = Messages.load([_HERE])
    others: dict[str, Writer] = {
        "establishments": UnitExport(families.ground_rows, places),
        "records": RecordExport(families.records, families.subjects, families.room.types, places),
    }
    rows = RegisterRows(context.database, places, sealing, others)
    files = SealedFiles(context.files, context.cipher, "exports")
    leaving = ExportDesk(room.new_uow, ExportStore(), rows, files, context.new_id, sheets)
    return Transfers(
        stage_import=staging.StageImport(desk, work),
        get_import=looking.GetImport(desk),
        list_imports=looking.ListImports(desk),
        list_rows=looking.ListRows(desk),
        decide_duplicates=deciding.DecideDuplicates(desk),
        accept_import=deciding.AcceptImport(desk, work),
        discard_import=deciding.DiscardImport(desk),
        undo_import=deciding.UndoImport(desk, work),
        import_rejects=looking.GetRejects(desk, messages.text),
        work=work,
        forget_imports=looking.ForgetImports(desk),
        request_export=exports.RequestExport(leaving),
        decide_export=exports.DecideExport(leaving),
        get_export=exports.GetExport(leaving),
        list_exports=exports.ListExports(leaving),
        export_file=exports.GetExportFile(leaving),
        build_exports=exports.BuildExports(leaving, _system),
        forget_exports=exports.ForgetExports(leaving, _system),
        export_rows=rows,
        messages=messages,
        sheets=sheets,
    )


def _of_families(
    families: Families, store: ImportStore, known: SqlKnown, sheets: Sheets, sealing: Sealing
) -> dict[str, Stages]:
    written = SqlWritten(sealing)
    abouts = SqlAbouts(sealing, known, families.subjects, families.records)
    units, ground_room = families.ground_rows, families.ground_room
    return {
        "establishments": Stages(
            ReadUnits(store, units, sheets),
            WriteUnits(store, units, ground_room, written),
            UndoUnits(units, ground_room, written),
        ),
        "records": Stages(
            ReadRecords(store, abouts, sheets),
            WriteRecords(store, families.open, sheets, written),
            UndoRecords(families.room, written),
        ),
    }


def _system() -> Call:
    return system_call("timer")
