"""The four ledgers and the look-ups: live views, masked; each look is on record (POP-09, POP-10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from services.kernel.call import Call, Scope
from services.kernel.tabular import Column, write_xlsx
from services.kernel.types import Clock
from services.population.application.families import sight
from services.population.application.families.ports import Records, Types
from services.population.application.families.sight import CareSight
from services.population.application.ports import NewUow, Places
from services.population.application.room import CHINA
from services.population.application.sight import VIEW as REGISTER

SMALL = 10
"""Fewer than that are not told, nor is any last digit, unless one manages care (Sens-2, Sens-8)."""
TITLES = {
    "residents": ("居住人员台账", "Residents"),
    "units": ("驻社区单位台账", "Stationed units"),
    "care": ("关爱服务台账", "Care"),
    "assistance": ("需要帮助事项台账", "Cases needing help"),
    "backbone": ("骨干联络台账", "Backbone contacts"),
}
_PAGE = 500
_PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line: its values, where to go on after it, and what it is about."""

    values: tuple[str, ...]
    position: tuple[str, str]
    subject: str
    subject_id: str
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a type; ``suppressed``: fewer than `SMALL`, and nothing more is told."""

    type_code: str
    zh: str
    en: str
    count: int
    suppressed: bool


@dataclass(frozen=True, slots=True)
class View:
    """What of a ledger a caller sees: the register's territories, and records by their own rule."""

    register: Scope
    records: CareSight
    english: bool = False


class Lines(Protocol):
    """Lines of ledgers, read along an index."""

    def columns(self, kind: str) -> Sequence[tuple[str, str, str]]:
        """Key, Chinese and English title."""

    def page(
        self, kind: str, view: View, path: str, type_code: str, after: Sequence[str] | None, limit: int
    ) -> Sequence[LedgerRow]: ...


class _Ledger:
    def __init__(self, new_uow: NewUow, lines: Lines, records: Records, types: Types) -> None:
        self._new_uow = new_uow
        self._lines = lines
        self._records = records
        self._types = types

    def columns(self, kind: str) -> Sequence[tuple[str, str, str]]:
        """Of a ledger."""
        return self._lines.columns(kind)


class ListLedger(_Ledger):
    """A page of a ledger."""

    def __call__(
        self, call: Call, kind: str, path: str, type_code: str, after: Sequence[str] | None, limit: int
    ) -> Sequence[LedgerRow]:
        """By place."""
        found = self._lines.page(kind, _view(call), path, type_code, after, limit)
        with self._new_uow(call) as uow:
            changes = {"ledger": ["", kind]}
            uow.audit("population.ledger.list", "territory", path or "all", territory=path, changes=changes)
            uow.commit()
        return found

    def counts(self, call: Call, kind: str, path: str) -> list[Count]:
        """Of the care and assistance ledgers by type; exact only where the caller manages care."""
        if kind not in ("care", "assistance"):
            return []
        exact = any(path.startswith(each) for each in call.scope(sight.MANAGE).paths)
        scope = call.scope(sight.MANAGE if exact else sight.VIEW)
        numbers = self._records.counts(kind, scope, path)
        made = []
        for declared in self._types.all():
            if declared.ledger != kind:
                continue
            number = numbers.get(declared.code, 0)
            told = number if exact else number // SMALL * SMALL
            made.append(Count(declared.code, declared.zh, declared.en, told, not exact and number < SMALL))
        return made


class LookUpContacts(_Ledger):
    """Whom one may turn to, or cares for, in a place: with a purpose that goes on record (POP-10)."""

    def __call__(
        self,
        call: Call,
        kind: str,
        path: str,
        type_code: str,
        purpose: str,
        after: Sequence[str] | None,
        limit: int,
    ) -> Sequence[LedgerRow]:
        """By place."""
        call = call.for_purpose(purpose)
        found = self._lines.page(kind, _view(call), path, type_code, after, limit)
        with self._new_uow(call) as uow:
            changes = {"kind": ["", kind], "found": ["", len(found)]}
            uow.audit(
                "population.contacts.look_up", "territory", path or "all", territory=path, changes=changes
            )
            uow.commit()
        return found


class ExportLedger(_Ledger):
    """A workbook of a masked ledger, written as it is read; its first sheet says who took it out (Sens-1)."""

    def __init__(
        self,
        new_uow: NewUow,
        lines: Lines,
        records: Records,
        types: Types,
        places: Places,
        clock: Clock,
    ) -> None:
        super().__init__(new_uow, lines, records, types)
        self._places = places
        self._clock = clock

    def __call__(self, call: Call, kind: str, path: str, purpose: str) -> tuple[str, Iterator[bytes]]:
        """The file's name, which names nobody, and its bytes. Raises PermissionDenied."""
        call = call.for_purpose(purpose)
        call.require(sight.EXPORT, path or None)
        view = _narrowed(_view(call), call.scope(sight.EXPORT))
        now = self._clock()
        with self._new_uow(call) as uow:
            changes = {"ledger": ["", kind]}
            uow.audit("population.ledger.export", "territory", path or "all", territory=path, changes=changes)
            uow.commit()
        day = now.astimezone(CHINA).strftime("%Y%m%d")
        return f"{TITLES[kind][0]}-{day}.xlsx", self._pieces(call, kind, view, path, now)

    def _pieces(self, call: Call, kind: str, view: View, path: str, now: datetime) -> Iterator[bytes]:
        keys = self._lines.columns(kind)
        columns = [Column(key, zh, 18) for key, zh, _ in keys]
        rows = (
            {key: value for (key, _, _), value in zip(keys, row.values, strict=True)}
            for row in self._all(kind, view, path)
        )
        moment = now.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
        notes = [
            ("台账", TITLES[kind][0]),
            ("范围", self._places.place_name(path) or "本人权限范围"),
            ("导出人", f"{call.actor.name}（{moment}）"),
            ("用途", call.purpose),
            ("内容", "证件号码、电话、地址已脱敏"),
            ("提示", "本文件含居民个人信息，仅限上述用途，不得转发，用后删除。"),
        ]
        with TemporaryDirectory(prefix="wangge-ledger-") as folder:
            target = Path(folder) / "ledger.xlsx"
            write_xlsx(target, columns, rows, sheet="台账", notes=notes, notes_sheet="用途说明")
            with target.open("rb") as made:
                while piece := made.read(_PIECE):
                    yield piece

    def _all(self, kind: str, view: View, path: str) -> Iterator[LedgerRow]:
        after: tuple[str, str] | None = None
        while True:
            found = self._lines.page(kind, view, path, "", after, _PAGE)
            yield from found
            if len(found) < _PAGE:
                return
            after = found[-1].position


def _view(call: Call) -> View:
    return View(call.scope(REGISTER), sight.sight_of(call), call.locale == "en")


def _narrowed(view: View, export: Scope) -> View:
    """Only where the caller may export as well."""
    records = CareSight(
        _met(view.records.view, export), _met(view.records.manage, export), view.records.account_id
    )
    return View(_met(view.register, export), records)  # workbooks are in Chinese throughout


def _met(one: Scope, other: Scope) -> Scope:
    paths = {
        max(mine, theirs, key=len)
        for mine in one.paths
        for theirs in other.paths
        if mine.startswith(theirs) or theirs.startswith(mine)
    }
    return Scope(paths=tuple(sorted(paths)), parties=())
