"""Files of cases that leave the platform: asked by one, allowed by another, built later (DIR-26)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from sqlalchemy.engine import Connection

from services.cases.application.access import parties_of
from services.cases.application.oversight.ports import ExportRows
from services.cases.domain.oversight_refusals import (
    ExportDecided,
    ExportNotFound,
    ExportNotReady,
    OwnExport,
)
from services.kernel.call import Call
from services.kernel.files.content import XLSX
from services.kernel.files.port import FileStore
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.tabular import Column, write_xlsx
from services.kernel.types import NewId
from services.kernel.worktime import SHANGHAI
from wangge.cases.v1 import events_pb2

ASK, DECIDE = "cases.case.export", "cases.export.decide"
CHUNK = 256 * 1024
NewUow = Callable[[Call], UnitOfWork]

COLUMNS = (
    Column("number", "案件编号", 18),
    Column("title", "标题", 30),
    Column("content", "内容", 50),
    Column("category_title", "类别", 16),
    Column("urgency", "紧急程度", 10),
    Column("state", "状态", 10),
    Column("level", "办理层级", 12),
    Column("holder_name", "办理单位所在", 18),
    Column("grid_name", "网格", 18),
    Column("address", "地址", 30),
    Column("channel", "来源", 10),
    Column("reporter_name", "反映人", 10),
    Column("reporter_phone", "联系电话", 14),
    Column("created_at", "上报时间", 18, "datetime"),
    Column("closed_at", "办结时间", 18, "datetime"),
    Column("due_at", "时限", 18, "datetime"),
    Column("reworks", "返工次数", 10, "number"),
    Column("transfers", "改派次数", 10, "number"),
    Column("send_backs", "退回次数", 10, "number"),
    Column("result", "办理结果", 40),
    Column("external_number", "原系统编号", 18),
)


@dataclass(frozen=True, slots=True)
class Export:
    """One export: asked, approved, refused or ready. ``paths`` and ``parties`` are the asker's sight."""

    id: str
    state: str
    purpose: str
    filter: str
    paths: tuple[str, ...]
    parties: tuple[str, ...]
    asked_by: str
    asked_by_name: str
    asked_at: datetime
    decided_by: str = ""
    decided_by_name: str = ""
    decided_at: datetime | None = None
    opinion: str = ""
    rows: int = 0
    file_name: str = ""
    size_bytes: int = 0

    def is_of(self, call: Call) -> bool:
        """Whether the caller asked for it, in person or through somebody whose rights were lent."""
        return self.asked_by in (call.actor.id, call.on_behalf_of)

    def decided_over_by(self, call: Call) -> bool:
        """Whether the caller's right to decide covers every place of it."""
        return all(call.may(DECIDE, path) for path in self.paths or ("",))

    def actions(self, call: Call) -> list[str]:
        """decide, download: what the caller may do now (four eyes, DIR-26)."""
        found = []
        if self.state == "asked" and self.decided_over_by(call) and not self.is_of(call):
            found.append("decide")
        if self.state == "ready" and self.asked_by == call.actor.id and call.may(ASK):
            found.append("download")
        return found


class Exports(Protocol):
    """Where exports are kept. ``save`` says whether the row was still in the state it is changed from."""

    def find(self, connection: Connection, export_id: str) -> Export | None: ...
    def add(self, connection: Connection, export: Export) -> None: ...
    def save(self, connection: Connection, export: Export, before: str) -> bool: ...
    def page(
        self, connection: Connection, call: Call, decides: tuple[str, ...], size: int, after: str
    ) -> list[Export]: ...
    def approved(self, connection: Connection, most: int) -> list[Export]: ...


class RequestExport:
    """Asks for a file of the cases that the asker may see, with a purpose."""

    def __init__(self, new_uow: NewUow, exports: Exports, rows: ExportRows, new_id: NewId) -> None:
        self._new_uow, self._exports, self._rows, self._new_id = new_uow, exports, rows, new_id

    def __call__(self, call: Call, filter: str, purpose: str) -> Export:
        """Raises Invalid for a filter that cannot be read, PermissionDenied without the right anywhere."""
        call.require(ASK)
        self._rows.check(filter)
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return _get(self._exports, uow, first)
            export = Export(
                self._new_id(),
                "asked",
                purpose,
                filter,
                call.scope(ASK).paths,
                parties_of(call),
                call.actor.id,
                call.actor.name,
                uow.now,
            )
            self._exports.add(uow.connection, export)
            uow.audit("cases.export.request", "case_export", export.id, changes={"purpose": ["", purpose]})
            uow.commit(result=export.id)
        return export


class DecideExport:
    """Another person allows or refuses it."""

    def __init__(self, new_uow: NewUow, exports: Exports) -> None:
        self._new_uow, self._exports = new_uow, exports

    def __call__(self, call: Call, export_id: str, approve: bool, opinion: str) -> Export:
        """Raises ExportNotFound, OwnExport, ExportDecided, PermissionDenied unless it covers all places."""
        with self._new_uow(call) as uow:
            export = _get(self._exports, uow, export_id)
            for path in export.paths or ("",):
                call.require(DECIDE, path)
            if export.is_of(call):
                raise OwnExport()
            decided = replace(
                export,
                state="approved" if approve else "refused",
                decided_by=call.actor.id,
                decided_by_name=call.actor.name,
                decided_at=uow.now,
                opinion=opinion,
            )
            if export.state != "asked" or not self._exports.save(uow.connection, decided, "asked"):
                raise ExportDecided(state=export.state)
            uow.record(events_pb2.ExportDecided(export_id=export.id, approved=approve), aggregate=export.id)
            uow.audit(
                "cases.export.decide",
                "case_export",
                export.id,
                changes={"state": [export.state, decided.state]},
            )
            uow.commit(result=export.id)
        return decided


class GetExport:
    """One export, to whoever asked for it and to those who may decide about it."""

    def __init__(self, new_uow: NewUow, exports: Exports) -> None:
        self._new_uow, self._exports = new_uow, exports

    def __call__(self, call: Call, export_id: str) -> Export:
        """Raises ExportNotFound, also for everybody else."""
        with self._new_uow(call) as uow:
            export = _get(self._exports, uow, export_id)
        if export.asked_by != call.actor.id and not export.decided_over_by(call):
            raise ExportNotFound()
        return export


class ListExports:
    """The caller's own exports, and those that the caller may decide about."""

    def __init__(self, new_uow: NewUow, exports: Exports) -> None:
        self._new_uow, self._exports = new_uow, exports

    def __call__(self, call: Call, size: int, after: str) -> list[Export]:
        """The newest first."""
        with self._new_uow(call) as uow:
            return self._exports.page(uow.connection, call, call.scope(DECIDE).paths, size, after)


class BuildExports:
    """Makes the workbooks of allowed exports; nothing is kept in memory but the finished file."""

    def __init__(
        self,
        new_uow: NewUow,
        exports: Exports,
        rows: ExportRows,
        files: FileStore,
        system: Callable[[], Call],
    ) -> None:
        self._new_uow, self._exports, self._rows, self._files, self._system = (
            new_uow,
            exports,
            rows,
            files,
            system,
        )

    def __call__(self, now: datetime) -> int:
        """How many were built. Killed on the way, it builds the same file again."""
        with self._new_uow(self._system()) as uow:
            waiting = self._exports.approved(uow.connection, 5)
        return sum(self._build(export) for export in waiting)

    def _build(self, export: Export) -> int:
        with TemporaryDirectory(prefix="wangge-export-") as folder:
            target = Path(folder) / "export.xlsx"
            count = write_xlsx(
                target, COLUMNS, self._rows.rows(export.filter, export.paths, export.parties), sheet="案件"
            )
            data = target.read_bytes()
        self._files.put(_name(export), data, XLSX.content_type)
        with self._new_uow(self._system()) as uow:
            day = export.asked_at.astimezone(SHANGHAI).strftime("%Y%m%d")
            ready = replace(
                export, state="ready", rows=count, file_name=f"案件导出-{day}.xlsx", size_bytes=len(data)
            )
            if not self._exports.save(uow.connection, ready, "approved"):
                return 0
            uow.audit("cases.export.build", "case_export", export.id, changes={"rows": [0, count]})
            uow.commit()
        return 1


@dataclass(frozen=True, slots=True)
class ExportFile:
    """The workbook in chunks."""

    name: str
    content_type: str
    chunks: Iterator[bytes]


class GetExportFile:
    """The workbook, to whoever asked for it and nobody else; leaves an audit entry."""

    def __init__(self, new_uow: NewUow, exports: Exports, files: FileStore) -> None:
        self._new_uow, self._exports, self._files = new_uow, exports, files

    def __call__(self, call: Call, export_id: str) -> ExportFile:
        """Raises ExportNotFound for everybody else, ExportNotReady before it is built."""
        call.require(ASK)
        with self._new_uow(call) as uow:
            export = _get(self._exports, uow, export_id)
            if export.asked_by != call.actor.id:
                raise ExportNotFound()
            if export.state != "ready":
                raise ExportNotReady(state=export.state)
            uow.audit("cases.export.download", "case_export", export.id)
            uow.commit()
        data = self._files.get(_name(export))
        chunks = (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
        return ExportFile(export.file_name, XLSX.content_type, chunks)


def _name(export: Export) -> str:
    return f"cases/exports/{export.id}"


def _get(exports: Exports, uow: UnitOfWork, export_id: str) -> Export:
    export = exports.find(uow.connection, export_id)
    if export is None:
        raise ExportNotFound()
    return export
