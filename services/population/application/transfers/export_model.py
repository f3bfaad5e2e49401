"""What an export of the register is, and where it is kept (DIR-26)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.tabular import Column
from services.kernel.types import NewId
from services.population.application import sight
from services.population.application.families import sight as families
from services.population.application.ports import NewUow
from services.population.application.room import CHINA
from services.population.application.transfers.sheets import Sheets
from services.population.domain.transfers.refusals import (
    ExportNotFound,
)

ASK, DECIDE = "population.export.request", "population.export.decide"
KEPT_FOR = timedelta(days=7)
"""A finished file is deleted after that; who needs it again asks again."""
System = Callable[[], Call]
_NAMES = {"people": "人员", "dwellings": "房屋", "establishments": "单位", "records": "服务记录"}


@dataclass(frozen=True, slots=True)
class Export:
    """One export: asked, approved, refused, ready or gone. ``paths`` is the ground it holds."""

    id: str
    kind: str
    state: str
    purpose: str
    paths: tuple[str, ...]
    asked: Mapping[str, str]
    wants_whole: bool
    asked_by: str
    asked_by_name: str
    asked_at: datetime
    whole: bool = False
    decided_by: str = ""
    decided_by_name: str = ""
    decided_at: datetime | None = None
    opinion: str = ""
    ready_at: datetime | None = None
    rows: int = 0
    size_bytes: int = 0

    def is_of(self, call: Call) -> bool:
        """Whether the caller asked for it, in person or through somebody whose rights were lent."""
        return self.asked_by in (call.actor.id, call.on_behalf_of)

    def decided_over_by(self, call: Call) -> bool:
        """Whether the caller's right to decide covers every place of it."""
        return all(call.may(DECIDE, path) for path in self.paths)

    def actions(self, call: Call) -> list[str]:
        """decide, download: what the caller may do now (four eyes, DIR-26)."""
        found = []
        if self.state == "asked" and self.decided_over_by(call) and not self.is_of(call):
            found.append("decide")
        if self.state == "ready" and self.asked_by == call.actor.id and call.may(ASK):
            found.append("download")
        return found

    @property
    def file_name(self) -> str:
        """What the file is called; it names nobody."""
        day = self.asked_at.astimezone(CHINA).strftime("%Y%m%d")
        return f"{_NAMES[self.kind]}导出-{day}.xlsx"

    @property
    def notes(self) -> list[tuple[str, str]]:
        """What stands on the first sheet: who took it out, when, what for, and who allowed it."""
        decided = self.decided_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if self.decided_at else ""
        asked = self.asked_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        return [
            ("申请人", f"{self.asked_by_name}（{asked}）"),
            ("用途", self.purpose),
            ("审批人", f"{self.decided_by_name}（{decided}）"),
            ("内容", "完整信息" if self.whole else "证件号码、电话、地址已脱敏"),
            ("编号", self.id),
            ("提示", "本文件含居民个人信息，仅限上述用途，不得转发，用后删除。"),
        ]


class Exports(Protocol):
    """Where exports are kept. ``save`` says whether the row was still in the state it is changed from."""

    def find(self, connection: Connection, export_id: str) -> Export | None: ...
    def add(self, connection: Connection, export: Export) -> None: ...
    def save(self, connection: Connection, export: Export, before: str) -> bool: ...
    def page(self, connection: Connection, call: Call, size: int, after: str) -> list[Export]: ...
    def approved(self, connection: Connection, most: int) -> list[Export]: ...
    def old(self, connection: Connection, before: datetime, most: int) -> list[Export]: ...


class Writer(Protocol):
    """The rows of an export, and their columns."""

    def columns(self, kind: str, asked: Mapping[str, str]) -> Sequence[Column]: ...
    def rows(
        self, kind: str, paths: Sequence[str], asked: Mapping[str, str], *, whole: bool
    ) -> Iterator[dict[str, Any]]: ...


class Files(Protocol):
    """Finished files, sealed."""

    def keep(self, file_id: str, path: Path) -> None: ...
    def pieces(self, file_id: str) -> Iterator[bytes]: ...
    def forget(self, file_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class ExportDesk:
    """What the commands of exports share."""

    new_uow: NewUow
    exports: Exports
    writer: Writer
    files: Files
    new_id: NewId
    sheets: Sheets
    kinds: tuple[str, ...] = ("people", "dwellings", "establishments", "records")

    def get(self, uow: UnitOfWork, export_id: str) -> Export:
        """Raises ExportNotFound."""
        found = self.exports.find(uow.connection, export_id)
        if found is None:
            raise ExportNotFound()
        return found


@dataclass(frozen=True, slots=True)
class AskedExport:
    """What is asked for; ``asked`` narrows it down (kind of residents, occupancy)."""

    kind: str
    purpose: str
    territory: str = ""
    whole: bool = False
    asked: Mapping[str, str] = field(default_factory=dict)


def seen_by(kind: str) -> str:
    """What one must be allowed to see, to take it out."""
    return families.VIEW if kind == "records" else sight.VIEW


def ground_of_export(call: Call, asked: str, view: str = sight.VIEW) -> tuple[str, ...]:
    """What of the caller's ground lies below ``asked``: where he may export and see what is asked for."""
    allowed = []
    for path in call.scope(ASK).paths:
        for other in call.scope(view).paths:
            if path.startswith(other) or other.startswith(path):
                inner = max(path, other, key=len)
                if inner.startswith(asked) or asked.startswith(inner):
                    allowed.append(max(inner, asked, key=len))
    if not allowed:
        call.require(ASK, asked or None)
        call.require(view, asked or None)
        raise ExportNotFound()
    return tuple(sorted(set(allowed)))
