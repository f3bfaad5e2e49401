"""Exports in the database, and the rows that go into their workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.call import Call, Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.security import masks
from services.kernel.tabular import Column
from services.population.adapters.loading import Loading
from services.population.adapters.places import SqlPlaces
from services.population.adapters.reading import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.transfers import exports
from services.population.application.transfers.export_model import Export, Writer
from services.population.domain.records import Dwelling
from services.population.domain.transfers import words

BATCH = 500
_PORTION = 500
PEOPLE = (
    Column("name", "姓名", 12),
    Column("sex", "性别", 6),
    Column("born_on", "出生日期", 12, "date"),
    Column("document_kind", "证件类型", 12),
    Column("document_number", "证件号码", 22),
    Column("phone", "联系电话", 16),
    Column("kind", "人口类别", 10),
    Column("reason", "流入原因", 10),
    Column("relation", "与户主关系", 12),
    Column("household_number", "户号", 14),
    Column("from_day", "入住日期", 12, "date"),
    Column("grid", "所属网格", 20),
    Column("building", "楼栋", 16),
    Column("unit", "单元", 8),
    Column("room", "房号", 10),
    Column("address", "现住址", 36),
    Column("registered_address", "户籍地址", 36),
    Column("verified_at", "核实时间", 18, "datetime"),
)
DWELLINGS = (
    Column("grid", "所属网格", 20),
    Column("building", "楼栋", 16),
    Column("unit", "单元", 8),
    Column("storey", "楼层", 8, "number"),
    Column("room", "房号", 10),
    Column("address", "地址", 36),
    Column("address_code", "标准地址编码", 18),
    Column("use", "房屋用途", 10),
    Column("occupancy", "房屋使用情况", 12),
    Column("area", "建筑面积", 10, "number"),
    Column("owner_name", "房主姓名", 12),
    Column("owner_phone", "房主电话", 16),
    Column("verified_at", "核实时间", 18, "datetime"),
)
_KINDS: Mapping[str, tuple[Column, ...]] = {"people": PEOPLE, "dwellings": DWELLINGS}


class ExportStore:
    """Exports as rows."""

    def find(self, connection: Connection, export_id: str) -> Export | None:
        """See the port."""
        row = connection.execute(sa.select(exports).where(exports.c.id == export_id)).first()
        return _export(row) if row is not None else None

    def add(self, connection: Connection, export: Export) -> None:
        """See the port."""
        connection.execute(sa.insert(exports).values(_row(export)))

    def save(self, connection: Connection, export: Export, before: str) -> bool:
        """See the port."""
        same = sa.and_(exports.c.id == export.id, exports.c.state == before)
        return connection.execute(sa.update(exports).where(same).values(_row(export))).rowcount == 1

    def page(self, connection: Connection, call: Call, size: int, after: str) -> list[Export]:
        """See the port."""
        found: list[Export] = []
        query = sa.select(exports).order_by(exports.c.id.desc()).limit(_PORTION)
        last = after
        while len(found) < size:
            rows = connection.execute(query.where(exports.c.id < last) if last else query).all()
            found += [
                each
                for each in map(_export, rows)
                if each.asked_by == call.actor.id or each.decided_over_by(call)
            ]
            if len(rows) < _PORTION:
                break
            last = rows[-1].id
        return found[:size]

    def approved(self, connection: Connection, most: int) -> list[Export]:
        """See the port."""
        query = sa.select(exports).where(exports.c.state == "approved").order_by(exports.c.id).limit(most)
        return [_export(row) for row in connection.execute(query)]

    def old(self, connection: Connection, before: datetime, most: int) -> list[Export]:
        """See the port."""
        mine = sa.and_(exports.c.state == "ready", exports.c.ready_at < before)
        return [_export(row) for row in connection.execute(sa.select(exports).where(mine).limit(most))]


class RegisterRows:
    """Records as rows of a workbook, read a portion at a time along an index; masked unless whole."""

    def __init__(
        self, database: Database, places: SqlPlaces, sealing: Sealing, others: Mapping[str, Writer]
    ) -> None:
        """``others`` write kinds that are no residents and no dwellings."""
        self._database, self._places, self._others = database, places, others
        self._load = Loading(sealing)

    def columns(self, kind: str, asked: Mapping[str, str]) -> Sequence[Column]:
        """See the port."""
        return _KINDS[kind] if kind in _KINDS else self._others[kind].columns(kind, asked)

    def rows(
        self, kind: str, paths: Sequence[str], asked: Mapping[str, str], *, whole: bool
    ) -> Iterator[dict[str, Any]]:
        """See the port."""
        if kind in self._others:
            return self._others[kind].rows(kind, paths, asked, whole=whole)
        scope = Scope(paths=tuple(paths), parties=())
        portions = self._people if kind == "people" else self._dwellings
        return portions(scope, asked, whole)

    def _people(self, scope: Scope, asked: Mapping[str, str], whole: bool) -> Iterator[dict[str, Any]]:
        r = t.residence
        query = sa.select(r.c.path, r.c.id, r.c.person_id).where(under(r.c.path, scope, ""), t.OPEN)
        if asked.get("kind"):
            query = query.where(r.c.kind == asked["kind"])
        query = query.order_by(r.c.path, r.c.id).limit(BATCH)
        after: tuple[str, str] | None = None
        while True:
            limited = query if after is None else query.where(sa.tuple_(r.c.path, r.c.id) > sa.tuple_(*after))
            with self._database.read() as connection:
                batch = connection.execute(limited).all()
                found = self._load.dossiers(connection, [row.person_id for row in batch])
                homes = {
                    row.id: each
                    for row in batch
                    if row.person_id in found
                    for each in found[row.person_id].residences
                    if each.id == row.id
                }
                dwellings = self._load.dwellings(connection, [each.dwelling_id for each in homes.values()])
                numbers = self._numbers(connection, [each.household_id for each in homes.values()])
            grids, buildings = self._names(dwellings.values())
            for row in batch:
                residence = homes.get(row.id)
                # Whoever wants his record restricted is left out of files that go elsewhere (PIPL 44).
                if residence is None or found[row.person_id].person.restricted:
                    continue
                person, dwelling = found[row.person_id].person, dwellings.get(residence.dwelling_id)
                yield {
                    "name": person.name,
                    "sex": _word(words.SEXES, person.sex),
                    "born_on": person.born_on,
                    "document_kind": _word(words.DOCUMENTS, person.document_kind),
                    "document_number": _shown(person.document_number, masks.mask_identity, whole),
                    "phone": _shown(person.phone, masks.mask_phone, whole),
                    "kind": _word(words.KINDS, residence.kind),
                    "reason": _word(words.REASONS, residence.reason),
                    "relation": _word(words.RELATIONS, residence.relation),
                    "household_number": numbers.get(residence.household_id, ""),
                    "from_day": residence.from_day,
                    "grid": grids.get(residence.path, ""),
                    "building": buildings.get(dwelling.building_id, "") if dwelling else "",
                    "unit": dwelling.unit if dwelling else "",
                    "room": dwelling.room if dwelling and whole else "",
                    "address": _shown(dwelling.address, masks.mask_address, whole) if dwelling else "",
                    "registered_address": _shown(person.registered_address, masks.mask_address, whole),
                    "verified_at": person.verified_at,
                }
            if len(batch) < BATCH:
                return
            after = (batch[-1].path, batch[-1].id)

    def _dwellings(self, scope: Scope, asked: Mapping[str, str], whole: bool) -> Iterator[dict[str, Any]]:
        d = t.dwelling
        query = sa.select(d).where(under(d.c.path, scope, ""), d.c.void.is_(False), d.c.ended.is_(False))
        if asked.get("occupancy"):
            query = query.where(d.c.occupancy == asked["occupancy"])
        query = query.order_by(d.c.path, d.c.id).limit(BATCH)
        after: tuple[str, str] | None = None
        while True:
            limited = query if after is None else query.where(sa.tuple_(d.c.path, d.c.id) > sa.tuple_(*after))
            with self._database.read() as connection:
                batch = [self._load.rows.dwelling(row) for row in connection.execute(limited)]
            grids, buildings = self._names(batch)
            for each in batch:
                yield {
                    "grid": grids.get(each.path, ""),
                    "building": buildings.get(each.building_id, ""),
                    "unit": each.unit,
                    "storey": each.storey or None,
                    "room": each.room if whole else "",
                    "address": _shown(each.address, masks.mask_address, whole),
                    "address_code": each.address_code,
                    "use": _word(words.USES, each.use),
                    "occupancy": _word(words.OCCUPANCIES, each.occupancy),
                    "area": each.area or None,
                    "owner_name": _shown(each.owner_name, masks.mask_name, whole),
                    "owner_phone": _shown(each.owner_phone, masks.mask_phone, whole),
                    "verified_at": each.verified_at,
                }
            if len(batch) < BATCH:
                return
            after = (batch[-1].path, batch[-1].id)

    def _names(self, dwellings: Any) -> tuple[dict[str, str], dict[str, str]]:
        found: list[Dwelling] = list(dwellings)
        grids = self._places.place_names({each.path for each in found})
        return grids, self._places.building_names({each.building_id for each in found})

    @staticmethod
    def _numbers(connection: Connection, household_ids: Sequence[str]) -> dict[str, str]:
        if not household_ids:
            return {}
        h = t.household
        query = sa.select(h.c.id, h.c.number).where(h.c.id.in_(set(household_ids)))
        return {row.id: row.number for row in connection.execute(query)}


def _shown(value: str, mask: Any, whole: bool) -> str:
    text: str = value if whole or not value else mask(value)
    return text


def _word(table: Mapping[Any, str], word: Any) -> str:
    return table[word].split()[0] if word in table else ""


def _row(export: Export) -> dict[str, Any]:
    row = {c.name: getattr(export, c.name) for c in exports.c}
    return row | {"paths": list(export.paths), "asked": dict(export.asked)}


def _export(row: Any) -> Export:
    values = dict(row._mapping)
    for name in ("asked_at", "decided_at", "ready_at"):
        values[name] = aware(values[name]) if values[name] is not None else None
    return Export(**{**values, "paths": tuple(values["paths"])})
