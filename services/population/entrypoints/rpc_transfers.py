"""TransferService: tables that come in, files that go out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from services.kernel.call import Call
from services.kernel.files.content import XLSX
from services.kernel.persistence.paging import clamp
from services.kernel.rpc.server import call_of
from services.kernel.tabular import write_template
from services.population.adapters.places import SqlPlaces
from services.population.application.transfers.export_model import AskedExport
from services.population.application.transfers.model import Import
from services.population.domain.kinds import Occupancy, ResidenceKind
from services.population.entrypoints import transfers_messages as to
from services.population.entrypoints.exports_messages import export as export_message
from services.population.entrypoints.words import optional
from services.population.transfers_parts import Transfers
from wangge.population.v1 import transfers_pb2 as pb
from wangge.population.v1 import transfers_pb2_grpc as pb_grpc

_TEMPLATES = {"people": "人员导入模板", "dwellings": "房屋导入模板", "establishments": "单位导入模板"}


class TransferServicer(pb_grpc.TransferServiceServicer):
    """Imports and exports."""

    def __init__(self, transfers: Transfers, places: SqlPlaces) -> None:
        self._do, self._places = transfers, places

    def StageImport(self, request: pb.StageImportRequest, context: Any) -> pb.RegisterImport:
        call = call_of(context)
        with TemporaryDirectory(prefix="wangge-import-") as folder:
            path = Path(folder) / f"table{Path(request.file_name).suffix.lower()[:8]}"
            path.write_bytes(request.data)
            staged = self._do.stage_import(
                call,
                path,
                request.file_name,
                request.kind,
                dict(request.columns),
                request.territory_code,
                request.type_code,
                only_columns=request.only_columns,
            )
        if staged.found is not None:
            looked, staged = staged, self._do.get_import(call, staged.found.id)
            return to.register_import(staged, call, self._do.messages, looked.suggestions, looked.samples)
        return to.register_import(staged, call, self._do.messages, staged.suggestions, staged.samples)

    def GetImport(self, request: pb.GetImportRequest, context: Any) -> pb.RegisterImport:
        call = call_of(context)
        return to.register_import(self._do.get_import(call, request.id), call, self._do.messages)

    def ListImports(self, request: pb.ListImportsRequest, context: Any) -> pb.ListImportsResponse:
        call, size = call_of(context), clamp(request.page_size)
        after = to.id_after(request.page_token, "imports")
        found = self._do.list_imports(call, size + 1, after)
        return pb.ListImportsResponse(
            imports=[self._alone(each, call) for each in found[:size]],
            next_page_token=to.token_after(found, size, "imports"),
        )

    def ListImportRows(self, request: pb.ListImportRowsRequest, context: Any) -> pb.ListImportRowsResponse:
        call, size = call_of(context), clamp(request.page_size)
        states = [to.ROW_STATES[each] for each in request.states if each in to.ROW_STATES]
        query = f"{request.id} {states}"
        after = to.row_after(request.page_token, query)
        found, rows = self._do.list_rows(call, request.id, states, size + 1, after)
        sheet = self._do.sheets.of_import(found)
        return pb.ListImportRowsResponse(
            rows=[to.import_row(sheet, each, call, self._do.messages) for each in rows[:size]],
            fields=to.fields_of(sheet),
            next_page_token=to.token_after_row(rows, size, query),
        )

    def DecideDuplicates(
        self, request: pb.DecideDuplicatesRequest, context: Any
    ) -> pb.DecideDuplicatesResponse:
        call = call_of(context)
        decision, cause = to.DECISIONS.get(request.decision, ""), to.CAUSES.get(request.cause, "")
        found, count = self._do.decide_duplicates(call, request.id, decision, cause, list(request.rows))
        shown = to.register_import(self._do.get_import(call, found.id), call, self._do.messages)
        answer = pb.DecideDuplicatesResponse(rows_decided=count)
        getattr(answer, "import").CopyFrom(shown)
        return answer

    def AcceptImport(self, request: pb.AcceptImportRequest, context: Any) -> pb.RegisterImport:
        call = call_of(context)
        return self._alone(self._do.accept_import(call, request.id), call)

    def DiscardImport(self, request: pb.DiscardImportRequest, context: Any) -> pb.RegisterImport:
        call = call_of(context)
        return self._alone(self._do.discard_import(call, request.id), call)

    def UndoImport(self, request: pb.UndoImportRequest, context: Any) -> pb.RegisterImport:
        call = call_of(context)
        return self._alone(self._do.undo_import(call, request.id), call)

    def _alone(self, found: Import, call: Call) -> pb.RegisterImport:
        return to.import_alone(found, call, self._do.sheets.titles(found.type_code))

    def GetImportRejects(
        self, request: pb.GetImportRejectsRequest, context: Any
    ) -> Iterator[pb.TransferChunk]:
        name, pieces = self._do.import_rejects(call_of(context), request.id)
        return to.chunks(name, "application/octet-stream", pieces)

    def GetImportTemplate(self, request: pb.GetImportTemplateRequest, context: Any) -> pb.TransferFile:
        sheet = self._do.sheets.of(request.kind, request.type_code)
        chinese = request.language != "en"
        book = io.BytesIO()
        write_template(book, sheet.fields, language="zh" if chinese else "en")
        if sheet.declared is not None:
            title = f"{sheet.declared.zh}导入模板" if chinese else f"{sheet.declared.code}-template"
        else:
            title = _TEMPLATES[sheet.kind] if chinese else f"{sheet.kind}-template"
        return pb.TransferFile(
            file_name=f"{title}.xlsx", content_type=XLSX.content_type, data=book.getvalue()
        )

    def RequestExport(self, request: pb.RequestRegisterExportRequest, context: Any) -> pb.RegisterExport:
        call = call_of(context)
        kind = optional(ResidenceKind, request.residence_kind, "residence_kind")
        occupancy = optional(Occupancy, request.occupancy, "occupancy")
        asked = {
            **({"kind": kind.value} if kind is not None else {}),
            **({"occupancy": occupancy.value} if occupancy is not None else {}),
            **({"type": request.type_code} if request.type_code else {}),
        }
        wanted = AskedExport(request.kind, request.purpose, request.territory_code, request.whole, asked)
        return export_message(self._do.request_export(call, wanted), call, self._places, self._do.sheets)

    def DecideExport(self, request: pb.DecideRegisterExportRequest, context: Any) -> pb.RegisterExport:
        call = call_of(context)
        decided = self._do.decide_export(
            call, request.id, request.approve, request.whole, request.opinion.strip()
        )
        return export_message(decided, call, self._places, self._do.sheets)

    def ListExports(
        self, request: pb.ListRegisterExportsRequest, context: Any
    ) -> pb.ListRegisterExportsResponse:
        call, size = call_of(context), clamp(request.page_size)
        found = self._do.list_exports(call, size + 1, to.id_after(request.page_token, "exports"))
        return pb.ListRegisterExportsResponse(
            exports=[export_message(each, call, self._places, self._do.sheets) for each in found[:size]],
            next_page_token=to.token_after(found, size, "exports"),
        )

    def GetExport(self, request: pb.GetRegisterExportRequest, context: Any) -> pb.RegisterExport:
        call = call_of(context)
        return export_message(self._do.get_export(call, request.id), call, self._places, self._do.sheets)

    def GetExportFile(
        self, request: pb.GetRegisterExportFileRequest, context: Any
    ) -> Iterator[pb.TransferChunk]:
        export, pieces = self._do.export_file(call_of(context), request.id)
        return to.chunks(export.file_name, XLSX.content_type, pieces)
