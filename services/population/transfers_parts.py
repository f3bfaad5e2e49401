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
from services.population.adapters.transfers.exports import ExportStore, RegisterRows
from services.population.adapters.transfers.known import SqlKnown
from services.population.adapters.transfers.sealed_files import SealedFiles
from services.population.adapters.transfers.store import ImportStore
from services.population.adapters.transfers.taken import SqlTaken
from services.population.application.commands.reversing import ReverseChange
from services.population.application.room import Room
from services.population.application.transfers import deciding, exports, looking, staging
from services.population.application.transfers.applying import Applying
from services.population.application.transfers.checking import Checking
from services.population.application.transfers.export_model import ExportDesk
from services.population.application.transfers.reading import Reading
from services.population.application.transfers.taking import Taking
from services.population.application.transfers.undoing import Undoing
from services.population.application.transfers.working import Work

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

    def forget(self, now: datetime) -> int:
        """What was kept for a while only; how much of it went."""
        return self.forget_imports(now) + self.forget_exports(now)


def build(
    context: ServiceContext,
    room: Room,
    changes: SqlChanges,
    places: SqlPlaces,
    sealing: Sealing,
    timer: Callable[[], float] = time.monotonic,
) -> Transfers:
    """Put them together."""
    store = ImportStore(context.cipher, sealing)
    sources = SealedFiles(context.files, context.cipher, "imports")
    desk = staging.Desk(room.new_uow, store, sources, context.clock, context.new_id)
    known = SqlKnown(context.database, sealing)
    applying = Applying(
        store, known, BulkRegister(room.ledger, changes, sealing), Taking(room), context.new_id
    )
    work = Work(
        desk,
        known,
        Reading(store, known),
        Checking(store, known),
        applying,
        Undoing(SqlTaken(), ReverseChange(room)),
        timer,
    )
    messages = Messages.load([_HERE])
    rows = RegisterRows(context.database, places, sealing)
    files = SealedFiles(context.files, context.cipher, "exports")
    leaving = ExportDesk(room.new_uow, ExportStore(), rows, files, context.new_id)
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
    )


def _system() -> Call:
    return system_call("timer")
