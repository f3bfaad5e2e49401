"""CaseRecordService: message in, command out, reply back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from services.cases.application.oversight.exports import Export
from services.cases.application.oversight.imports import FIELDS, NEEDED, Import, Staged
from services.cases.domain.importing import Draft
from services.cases.domain.map_sections import Section
from services.cases.domain.states import Urgency
from services.cases.domain.statistics import MEASURES
from services.cases.entrypoints.map_messages import clusters_message
from services.cases.entrypoints.messages import (
    CHANNELS,
    LEVELS,
    STATES,
    URGENCIES,
    moment_of,
    stamp,
    urgency_of,
)
from services.cases.entrypoints.paging_by_id import asked, following
from services.kernel.call import Call
from services.kernel.rpc.server import call_of
from services.kernel.runtime.context import ServiceContext, Servicer
from services.kernel.tabular import mapping_text
from services.kernel.territory_codes import code_of
from services.kernel.types import Clock
from wangge.cases.v1 import cases_pb2, records_pb2_grpc
from wangge.cases.v1 import records_pb2 as pb
from wangge.imports.v1 import imports_pb2

BATCHES_PER_CALL = 4
_IMPORT_STATES = {
    "reading": imports_pb2.IMPORT_STATE_STAGED,
    "staged": imports_pb2.IMPORT_STATE_STAGED,
    "applying": imports_pb2.IMPORT_STATE_APPLYING,
    "applied": imports_pb2.IMPORT_STATE_APPLIED,
    "undone": imports_pb2.IMPORT_STATE_UNDONE,
    "discarded": imports_pb2.IMPORT_STATE_DISCARDED,
}


def servicers(application: Any, context: ServiceContext) -> Sequence[Servicer]:
    """The one servicer of this module."""
    return [
        Servicer(
            "wangge.cases.v1.CaseRecordService",
            records_pb2_grpc.add_CaseRecordServiceServicer_to_server,
            RecordServicer(application.oversight, context.clock),
        )
    ]


class RecordServicer(records_pb2_grpc.CaseRecordServiceServicer):
    """Every RPC of statistics, simulator, exports and imports."""

    def __init__(self, oversight: Any, clock: Clock) -> None:
        self._do = oversight
        self._clock = clock

    def CountCases(self, request: pb.CountCasesRequest, context: Any) -> pb.CountCasesResponse:
        found = self._do.count(
            call_of(context),
            dimensions=list(request.dimensions),
            territory_code=request.territory_code,
            category=request.category,
            from_day=request.from_day,
            to_day=request.to_day,
            measure=request.measure or "reported",
            channel=_channel(request.channel),
            unit=request.unit_id,
            by_close=request.by_close_day,
        )
        message = pb.CountCasesResponse(
            total=sum(each.value for each in found), filters=[each.filter for each in found]
        )
        for each in found:
            message.counts.add(keys=each.keys, titles=each.titles, value=each.value)
        return message

    def SumCases(self, request: pb.SumCasesRequest, context: Any) -> pb.SumCasesResponse:
        answers = self._do.sum(
            call_of(context),
            [(list(each.dimensions), each.from_day, each.to_day) for each in request.questions],
            territory_code=request.territory_code,
            category=request.category,
            channel=_channel(request.channel),
            unit=request.unit_id,
        )
        message = pb.SumCasesResponse()
        for lines in answers:
            answer = message.answers.add()
            for each in lines:
                amounts = dict(zip(MEASURES, each.amounts, strict=True))
                answer.sums.add(keys=each.keys, titles=each.titles, **amounts)
        return message

    def ClusterCases(self, request: pb.ClusterCasesRequest, context: Any) -> pb.ClusterCasesResponse:
        section = Section(request.west, request.south, request.east, request.north)
        found = self._do.cluster(
            call_of(context),
            section,
            request.zoom,
            filter=request.filter,
            open_only=request.open_only,
            from_day=request.from_day,
            to_day=request.to_day,
        )
        return clusters_message(found)

    def SimulateCase(self, request: pb.SimulateCaseRequest, context: Any) -> pb.SimulateCaseResponse:
        call = call_of(context)
        at = moment_of(request, "reported_at") or self._clock()
        urgency = urgency_of(request.urgency) or Urgency.NORMAL
        found = self._do.simulate(call, request.category, urgency, request.grid_code, at)
        message = pb.SimulateCaseResponse()
        if found.years:
            years = {"years": "、".join(str(year) for year in found.years)}
            message.warning = self._do.messages.text("cases.simulator_calendar", years, call.locale)
        for step in found.steps:
            entry = message.steps.add(
                level=LEVELS[step.level.value],
                what=step.what,
                stage=step.stage,
                territory_code=code_of(step.path),
                holder=step.holder,
                limit=step.limit,
            )
            stamp(entry.at, step.at)
        return message

    # Exports

    def RequestExport(self, request: pb.RequestExportRequest, context: Any) -> pb.CaseExport:
        call = call_of(context)
        return _export(self._do.request_export(call, request.filter, request.purpose), call)

    def DecideExport(self, request: pb.DecideExportRequest, context: Any) -> pb.CaseExport:
        call = call_of(context)
        return _export(self._do.decide_export(call, request.id, request.approve, request.opinion), call)

    def ListExports(self, request: pb.ListExportsRequest, context: Any) -> pb.ListExportsResponse:
        call = call_of(context)
        size, after = asked(request.page_size, request.page_token, "exports")
        found = self._do.list_exports(call, size + 1, after)
        page = found[:size]
        return pb.ListExportsResponse(
            exports=[_export(each, call) for each in page],
            next_page_token=following(len(found) > size, page[-1].id if page else "", "exports"),
        )

    def GetExport(self, request: pb.GetExportRequest, context: Any) -> pb.CaseExport:
        call = call_of(context)
        return _export(self._do.get_export(call, request.id), call)

    def GetExportFile(self, request: pb.GetExportFileRequest, context: Any) -> Iterator[pb.FileChunk]:
        file = self._do.export_file(call_of(context), request.id)
        name, content_type = file.name, file.content_type
        for chunk in file.chunks:
            yield pb.FileChunk(file_name=name, content_type=content_type, data=chunk)
            name = content_type = ""

    # Imports

    def StageCaseImport(self, request: pb.StageCaseImportRequest, context: Any) -> pb.StageCaseImportResponse:
        call = call_of(context)
        with TemporaryDirectory(prefix="wangge-import-") as folder:
            path = Path(folder) / f"table{Path(request.file_name).suffix.lower()[:8]}"
            path.write_bytes(request.data)
            staged = self._do.stage_import(
                call,
                path,
                request.file_name,
                request.mapping or mapping_text(request.columns),
                request.territory_code,
                only_columns=request.only_columns,
            )
        return self._staged(staged, call)

    def GetCaseImport(self, request: pb.GetCaseImportRequest, context: Any) -> pb.StageCaseImportResponse:
        call = call_of(context)
        return self._staged(self._do.get_import(call, request.id), call)

    def AcceptCaseImport(self, request: pb.DecideCaseImportRequest, context: Any) -> imports_pb2.Import:
        return _import(self._do.accept_import(call_of(context), request.id, batches=BATCHES_PER_CALL))

    def DiscardCaseImport(self, request: pb.DecideCaseImportRequest, context: Any) -> imports_pb2.Import:
        return _import(self._do.discard_import(call_of(context), request.id))

    def UndoCaseImport(self, request: pb.DecideCaseImportRequest, context: Any) -> imports_pb2.Import:
        return _import(self._do.undo_import(call_of(context), request.id))

    def ListCaseImports(self, request: pb.ListCaseImportsRequest, context: Any) -> pb.ListCaseImportsResponse:
        size, after = asked(request.page_size, request.page_token, "imports")
        found = self._do.list_imports(call_of(context), size + 1, after)
        page = found[:size]
        return pb.ListCaseImportsResponse(
            imports=[_import(each) for each in page],
            next_page_token=following(len(found) > size, page[-1].id if page else "", "imports"),
        )

    def GetCaseImportRejects(
        self, request: pb.GetCaseImportRejectsRequest, context: Any
    ) -> cases_pb2.AttachmentData:
        name, data = self._do.import_rejects(call_of(context), request.id)
        return cases_pb2.AttachmentData(content_type="application/octet-stream", file_name=name, data=data)

    def _staged(self, staged: Staged, call: Call) -> pb.StageCaseImportResponse:
        message = pb.StageCaseImportResponse()
        if staged.found is not None:
            getattr(message, "import").CopyFrom(_import(staged.found))
        for suggestion in staged.suggestions:
            message.suggestions.add(
                column=suggestion.column,
                field=suggestion.field or "",
                score=int(suggestion.score),
                sure=suggestion.decision == "auto",
                samples=staged.samples.get(suggestion.column, ()),
            )
        for target in FIELDS:
            message.fields.add(
                name=target.name,
                title_zh=target.zh,
                title_en=target.en,
                required=target.name in NEEDED,
                format=target.format,
            )
        for row, column, code, details in staged.problems:
            text = self._do.messages.text(code, details, call.locale)
            message.problems.add(row=row, column=column, message=text)
        for name in staged.missing:
            text = self._do.messages.text("cases.import_incomplete", {}, call.locale)
            message.problems.add(row=0, column=name, message=text)
        message.preview.extend(_preview(draft) for draft in staged.preview)
        return message


def _preview(draft: Draft) -> cases_pb2.CaseSummary:
    message = cases_pb2.CaseSummary(
        number=draft.external_number,
        title=draft.title,
        category=draft.category,
        urgency=URGENCIES[draft.urgency],
        state=STATES[draft.state],
        channel=CHANNELS["SYSTEM"],
        address=draft.address,
    )
    message.create_time.FromJsonString(draft.created)
    if draft.longitude is not None and draft.latitude is not None:
        message.point.longitude, message.point.latitude = draft.longitude, draft.latitude
    return message


def _export(export: Export, call: Call) -> pb.CaseExport:
    message = pb.CaseExport(
        id=export.id,
        state=export.state,
        purpose=export.purpose,
        filter=export.filter,
        asked_by=export.asked_by_name,
        decided_by=export.decided_by,
        decided_by_name=export.decided_by_name,
        opinion=export.opinion,
        rows=export.rows,
        actions=export.actions(call),
    )
    stamp(message.asked_at, export.asked_at)
    stamp(message.decided_at, export.decided_at)
    return message


def _import(found: Import) -> imports_pb2.Import:
    message = imports_pb2.Import(
        id=found.id,
        kind="cases",
        file_name=found.file_name,
        digest=found.digest,
        state=_IMPORT_STATES[found.state],
        rows_total=found.rows_total,
        rows_accepted=found.rows_accepted,
        rows_rejected=found.rows_rejected,
        rows_unchanged=found.rows_unchanged,
        rows_applied=found.rows_applied,
        created_by=found.created_by_name,
        created_by_name=found.created_by_name,
        decided_by_name=found.decided_by_name,
        rejects_file=found.rejects_name,
    )
    stamp(message.create_time, found.created_at)
    stamp(message.finish_time, found.finished_at)
    return message


def _channel(number: int) -> str:
    """As the counters name it; empty for any."""
    return cases_pb2.Channel.Name(number).removeprefix("CHANNEL_") if number else ""
