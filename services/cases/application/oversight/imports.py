"""What an import of another system's cases is made of, and how its file is read (DIR-30)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.engine import Connection

from services.cases.domain.importing import Draft
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.tabular import Mapping as ColumnMapping
from services.kernel.tabular import Suggestion, TargetField
from services.kernel.territory_codes import path_of

RUN, ACCEPT = "cases.import.run", "cases.import.accept"
BATCH = 500
PREVIEW, MOST_PROBLEMS = 20, 200
NewUow = Callable[[Call], UnitOfWork]
Progress = Callable[[int], None]
Text = Callable[[str, Mapping[str, str], str], str]

FIELDS = (
    TargetField(
        "external_number", "原系统编号", "Number", ("编号", "案件编号", "工单号", "Unique Key", "id"), True
    ),
    TargetField(
        "created",
        "上报时间",
        "Created",
        ("受理时间", "创建时间", "Created Date"),
        True,
        "2026-11-23 09:00:00",
    ),
    TargetField("closed", "办结时间", "Closed", ("结案时间", "Closed Date"), False, "2026-11-23 09:00:00"),
    TargetField("title", "标题", "Title", ("主题",)),
    TargetField("content", "内容", "Content", ("问题描述", "诉求内容", "Description"), True),
    TargetField("category", "类别", "Category", ("分类", "事项类别", "Complaint Type"), True),
    TargetField(
        "state", "状态", "State", ("办理状态", "Status"), True, "", ("SCREENING", "IN_WORK", "CLOSED")
    ),
    TargetField("urgency", "紧急程度", "Urgency", (), False, "", ("NORMAL", "URGENT", "MAJOR")),
    TargetField("address", "地址", "Address", ("地点", "Incident Address")),
    TargetField("longitude", "经度", "Longitude", ("lng", "lon")),
    TargetField("latitude", "纬度", "Latitude", ("lat",)),
    TargetField("agency", "承办单位", "Agency", ("办理单位", "Agency Name")),
    TargetField("result", "办理结果", "Result", ("处理结果", "Resolution Description")),
    TargetField("source", "来源", "Source", ("渠道",)),
    TargetField("reporter_name", "反映人", "Reporter", ("姓名", "联系人")),
    TargetField("reporter_phone", "联系电话", "Phone", ("电话", "手机")),
)
NEEDED = ("external_number", "created", "category", "state")
PERSONAL = ("reporter_name", "reporter_phone")


@dataclass(frozen=True, slots=True)
class Import:
    """One import of one file. States: reading, staged, applying, applied, undone, discarded."""

    id: str
    file_name: str
    digest: str
    mapping: str
    territory: str
    state: str
    created_by: str
    created_by_name: str
    created_at: datetime
    rows_total: int = 0
    rows_accepted: int = 0
    rows_rejected: int = 0
    rows_unchanged: int = 0
    rows_applied: int = 0
    rejects_name: str = ""
    finished_at: datetime | None = None
    decided_by_name: str = ""


@dataclass(frozen=True, slots=True)
class StagedRow:
    """A row as it waits. States: ready, rejected, unchanged, applied, undone, kept."""

    number: int
    state: str
    external_number: str
    draft: Mapping[str, Any] = field(default_factory=dict)
    personal: tuple[str, str] = ("", "")
    problems: Sequence[tuple[str, str, Mapping[str, str]]] = ()
    """Column, code and details."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a file is read: columns, the other system's name and clock, where its cases land."""

    columns: ColumnMapping
    system: str
    zone: ZoneInfo
    territory: str

    @property
    def sources(self) -> dict[str, tuple[str, ...]]:
        """The file's columns behind each field."""
        return {name: source.columns for name, source in self.columns.fields.items()}


class Imports(Protocol):
    """Where imports and their rows are kept."""

    def find(self, connection: Connection, import_id: str, *, lock: bool = False) -> Import | None: ...
    def page(self, connection: Connection, paths: Sequence[str], size: int, after: str) -> list[Import]: ...
    def put(self, connection: Connection, found: Import) -> None: ...
    def add_rows(self, connection: Connection, import_id: str, rows: Sequence[StagedRow]) -> None: ...
    def staged_numbers(self, connection: Connection, import_id: str, numbers: Sequence[str]) -> set[str]: ...
    def known_numbers(self, connection: Connection, system: str, numbers: Sequence[str]) -> set[str]: ...
    def rows(
        self, connection: Connection, import_id: str, state: str, most: int, after: int = -1
    ) -> list[StagedRow]: ...
    def ready(self, connection: Connection, import_id: str, most: int) -> int: ...
    def forget_rows(self, connection: Connection, import_id: str) -> None: ...
    def unfinished(self, connection: Connection) -> list[Import]: ...


class ImportedCases(Protocol):
    """Makes cases of staged rows and takes them back."""

    def prepare(self, now: datetime, count: int) -> list[str]:
        """Numbers for a batch, taken before its transaction begins."""

    def apply(
        self, uow: UnitOfWork, found: Import, system: str, staged: Sequence[StagedRow], numbers: Sequence[str]
    ) -> tuple[int, int]:
        """How many became cases, and how many were there already."""

    def take_back(self, uow: UnitOfWork, found: Import, most: int) -> tuple[int, int]:
        """How many were removed and how many stay because somebody touched them; (0, 0) at the end."""


@dataclass(frozen=True)
class Staged:
    """What staging found out. Without columns for the needed fields there is no import, only suggestions."""

    found: Import | None
    suggestions: Sequence[Suggestion] = ()
    problems: Sequence[tuple[int, str, str, Mapping[str, str]]] = ()
    preview: Sequence[Draft] = ()
    missing: Sequence[str] = ()
    samples: Mapping[str, Sequence[str]] = field(default_factory=dict)


class MappingShelf:
    """Shipped mappings by name, or the text of one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def text_of(self, given: str) -> str:
        """The TOML text; raises Invalid for a name that is not shipped."""
        if "\n" in given or "=" in given:
            return given
        path = self._folder / f"{given}.toml"
        if not given.replace("_", "").isalnum() or not path.exists():
            raise Invalid.one("mapping", "cases.mapping_unknown", mapping=given[:40])
        return path.read_text("utf-8")


def plan_of(text: str, territory: str = "") -> Plan:
    """The plan in a mapping's text; ``territory`` replaces its own. Raises Invalid naming what is wrong."""
    try:
        data = tomllib.loads(text)
        zone = ZoneInfo(str(data.get("zone", "Asia/Shanghai")))
    except (tomllib.TOMLDecodeError, ZoneInfoNotFoundError, ValueError) as error:
        raise Invalid.one("mapping", "kernel.mapping_unreadable", reason=str(error)[:200]) from None
    columns = ColumnMapping.from_dict(data)
    known = {target.name for target in FIELDS}
    if strange := [name for name in columns.fields if name not in known]:
        raise Invalid.one(f"mapping.fields.{strange[0]}", "kernel.mapping_unreadable", reason=strange[0])
    system = str(data.get("system", ""))[:40] or "import"
    return Plan(columns, system, zone, path_of(territory or str(data.get("territory", ""))))
