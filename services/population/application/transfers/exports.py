"""Files of the register that leave the platform: asked by one, allowed by another, built later (DIR-26)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.files.port import FileMissing
from services.kernel.tabular import write_xlsx
from services.kernel.territory_codes import path_of
from services.population.application import sight
from services.population.application.transfers.export_model import (
    ASK,
    DECIDE,
    KEPT_FOR,
    AskedExport,
    Export,
    ExportDesk,
    System,
    ground_of_export,
    seen_by,
)
from services.population.domain.transfers.refusals import (
    ExportDecided,
    ExportNotFound,
    ExportNotReady,
    OwnExport,
)


class RequestExport:
    """Asks for a file of what the asker may see, with a purpose."""

    def __init__(self, desk: ExportDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, wanted: AskedExport) -> Export:
        """Raises Invalid, PermissionDenied; whole values are for those who may see them anyway."""
        desk = self._desk
        if wanted.kind not in desk.kinds:
            raise Invalid.one("kind", "kernel.value_unknown", value=wanted.kind[:20])
        if not wanted.purpose.strip():
            raise Invalid.one("purpose", "kernel.purpose_required")
        if wanted.kind == "records":
            desk.sheets.of(wanted.kind, wanted.asked.get("type", ""))
        paths = ground_of_export(call, path_of(wanted.territory), seen_by(wanted.kind))
        if wanted.whole:
            for path in paths:
                call.require(sight.REVEAL, path)
        with desk.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return desk.get(uow, first)
            export = Export(
                desk.new_id(),
                wanted.kind,
                "asked",
                wanted.purpose.strip(),
                paths,
                dict(wanted.asked),
                wanted.whole,
                call.actor.id,
                call.actor.name,
                uow.now,
            )
            desk.exports.add(uow.connection, export)
            changes = {"purpose": ["", export.purpose], "whole": ["", wanted.whole]}
            uow.audit("population.export.request", "export", export.id, territory=paths[0], changes=changes)
            uow.commit(result=export.id)
        return export


class DecideExport:
    """Another person allows or refuses it, and says whether whole values go out."""

    def __init__(self, desk: ExportDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, export_id: str, approve: bool, whole: bool, opinion: str) -> Export:
        """Raises ExportNotFound, OwnExport, ExportDecided, PermissionDenied unless it covers all places.

        Whole values need that the asker wanted them, and the right to see them of whoever allows them.
        """
        desk = self._desk
        with desk.new_uow(call) as uow:
            export = desk.get(uow, export_id)
            if not export.decided_over_by(call):
                if export.is_of(call):
                    for path in export.paths:
                        call.require(DECIDE, path)
                raise ExportNotFound()
            if export.is_of(call):
                raise OwnExport()
            whole = approve and whole and export.wants_whole
            if whole:
                for path in export.paths:
                    call.require(sight.REVEAL, path)
            decided = replace(
                export,
                state="approved" if approve else "refused",
                whole=whole,
                decided_by=call.actor.id,
                decided_by_name=call.actor.name,
                decided_at=uow.now,
                opinion=opinion,
            )
            if export.state != "asked" or not desk.exports.save(uow.connection, decided, "asked"):
                raise ExportDecided(state=export.state)
            changes = {"state": [export.state, decided.state], "whole": [export.wants_whole, whole]}
            uow.audit(
                "population.export.decide", "export", export.id, territory=export.paths[0], changes=changes
            )
            uow.commit(result=export.id)
        return decided


class GetExport:
    """One export, to whoever asked for it and to those who may decide about it."""

    def __init__(self, desk: ExportDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, export_id: str) -> Export:
        """Raises ExportNotFound, also for everybody else."""
        with self._desk.new_uow(call) as uow:
            export = self._desk.get(uow, export_id)
        if export.asked_by != call.actor.id and not export.decided_over_by(call):
            raise ExportNotFound()
        return export


class ListExports:
    """The caller's own exports, and those that the caller may decide about."""

    def __init__(self, desk: ExportDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, size: int, after: str) -> list[Export]:
        """The newest first. Raises PermissionDenied."""
        if not call.may(DECIDE):
            call.require(ASK)
        with self._desk.new_uow(call) as uow:
            return self._desk.exports.page(uow.connection, call, size, after)


class BuildExports:
    """Makes the workbooks of allowed exports; rows are written as they are read, the file waits sealed."""

    def __init__(self, desk: ExportDesk, system: System) -> None:
        self._desk, self._system = desk, system

    def __call__(self, now: datetime) -> int:
        """How many were built. Killed on the way, it builds the same file again."""
        with self._desk.new_uow(self._system()) as uow:
            waiting = self._desk.exports.approved(uow.connection, 3)
        return sum(self._build(export) for export in waiting)

    def _build(self, export: Export) -> int:
        desk = self._desk
        with TemporaryDirectory(prefix="wangge-export-") as folder:
            target = Path(folder) / "export.xlsx"
            rows = desk.writer.rows(export.kind, export.paths, export.asked, whole=export.whole)
            columns = desk.writer.columns(export.kind, export.asked)
            count = write_xlsx(
                target, columns, rows, sheet="数据", notes=export.notes, notes_sheet="用途说明"
            )
            size = target.stat().st_size
            desk.files.keep(export.id, target)
        with desk.new_uow(self._system()) as uow:
            ready = replace(export, state="ready", rows=count, size_bytes=size, ready_at=uow.now)
            if not desk.exports.save(uow.connection, ready, "approved"):
                return 0
            changes = {"rows": [0, count], "whole": ["", export.whole]}
            uow.audit(
                "population.export.build", "export", export.id, territory=export.paths[0], changes=changes
            )
            uow.commit()
        return 1


class ForgetExports:
    """Finished files are deleted in time; that there was an export stays on record."""

    def __init__(self, desk: ExportDesk, system: System) -> None:
        self._desk, self._system = desk, system

    def __call__(self, now: datetime) -> int:
        """How many files went."""
        desk = self._desk
        with desk.new_uow(self._system()) as uow:
            old = desk.exports.old(uow.connection, now - KEPT_FOR, 50)
            for export in old:
                desk.exports.save(uow.connection, replace(export, state="gone"), "ready")
                uow.audit("population.export.forget", "export", export.id, territory=export.paths[0])
            uow.commit()
        for export in old:
            desk.files.forget(export.id)
        return len(old)


class GetExportFile:
    """The workbook, to whoever asked for it and nobody else; leaves an audit entry."""

    def __init__(self, desk: ExportDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, export_id: str) -> tuple[Export, Iterator[bytes]]:
        """Raises ExportNotFound for everybody else, ExportNotReady before it is built and after it is gone.

        Rights are asked anew: who lost them since does not get the file.
        """
        desk = self._desk
        with desk.new_uow(call) as uow:
            export = desk.get(uow, export_id)
            if export.asked_by != call.actor.id:
                raise ExportNotFound()
            for path in export.paths:
                call.require(ASK, path)
                if export.whole:
                    call.require(sight.REVEAL, path)
            if export.state != "ready":
                raise ExportNotReady(state=export.state)
            changes = {"whole": ["", export.whole]}
            uow.audit(
                "population.export.download", "export", export.id, territory=export.paths[0], changes=changes
            )
            uow.commit()
        return export, self._pieces(export)

    def _pieces(self, export: Export) -> Iterator[bytes]:
        try:
            yield from self._desk.files.pieces(export.id)
        except FileMissing:
            raise ExportNotReady(state="gone") from None
