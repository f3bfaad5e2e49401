"""Units and service records as rows of a workbook, read a page at a time; masked unless whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.kernel.call import Scope
from services.kernel.security import masks
from services.kernel.tabular import Column
from services.population.adapters.families.grounds import SqlGrounds
from services.population.adapters.families.ledger_words import unit_kind
from services.population.adapters.families.records import SqlRecords
from services.population.adapters.families.subjects import SqlSubjects
from services.population.adapters.places import SqlPlaces
from services.population.application.families.ports import AskedRecords, Types
from services.population.application.families.sight import CareSight
from services.population.domain.families.declaration import FieldKind, FieldSpec, RecordType
from services.population.domain.families.values import shown_value
from services.population.domain.transfers.record_fields import SAY

_PAGE = 500
_NOWHERE = Scope(paths=(), parties=())
_UNITS = (
    Column("grid", "所属网格", 20),
    Column("name", "单位名称", 30),
    Column("kind", "单位类型", 14),
    Column("credit_code", "统一社会信用代码", 22),
    Column("address", "地址", 36),
    Column("building", "楼栋", 16),
    Column("phone", "单位电话", 16),
    Column("staff_count", "人数", 8, "number"),
    Column("representative", "法定代表人", 12),
    Column("representative_phone", "法定代表人电话", 16),
    Column("safety_duty", "安全职责", 36),
)
_ABOUT = (Column("grid", "所属网格", 20), Column("about", "对象", 30))
_TERM = (
    Column("from_day", "开始日期", 12, "date"),
    Column("to_day", "结束日期", 12, "date"),
    Column("review_on", "复核日期", 12, "date"),
)


class UnitExport:
    """Open units."""

    def __init__(self, grounds: SqlGrounds, places: SqlPlaces) -> None:
        self._grounds, self._places = grounds, places

    def columns(self, kind: str, asked: Mapping[str, str]) -> Sequence[Column]:
        """See the port `Writer`."""
        return _UNITS

    def rows(
        self, kind: str, paths: Sequence[str], asked: Mapping[str, str], *, whole: bool
    ) -> Iterator[dict[str, Any]]:
        """See the port `Writer`."""
        scope, after = Scope(paths=tuple(paths), parties=()), None
        while True:
            page = self._grounds.establishments(scope, "", "", after, _PAGE, closed=False)
            grids = self._places.place_names({each.path for each in page})
            buildings = self._places.building_names({each.building_id for each in page})
            for each in page:
                name, phone = each.representative, each.representative_phone
                yield {
                    "grid": grids.get(each.path, ""),
                    "name": each.name,
                    "kind": unit_kind(each.kind, False),
                    "credit_code": each.credit_code,
                    "address": each.address,
                    "building": buildings.get(each.building_id, ""),
                    "phone": each.phone,
                    "staff_count": each.staff_count or None,
                    "representative": name if whole else masks.mask_name(name),
                    "representative_phone": phone if whole else masks.mask_phone(phone),
                    "safety_duty": each.safety_duty,
                }
            if len(page) < _PAGE:
                return
            after = (page[-1].path, page[-1].id)


class RecordExport:
    """Open records of one type; never those of care."""

    def __init__(self, records: SqlRecords, subjects: SqlSubjects, types: Types, places: SqlPlaces) -> None:
        self._records, self._subjects, self._types, self._places = records, subjects, types, places

    def columns(self, kind: str, asked: Mapping[str, str]) -> Sequence[Column]:
        """See the port `Writer`."""
        declared = self._type(asked)
        said = [Column(SAY + each.name, each.zh, 18) for each in declared.fields] if declared else []
        return (*_ABOUT, *said, *_TERM)

    def rows(
        self, kind: str, paths: Sequence[str], asked: Mapping[str, str], *, whole: bool
    ) -> Iterator[dict[str, Any]]:
        """See the port `Writer`."""
        declared, after = self._type(asked), None
        if declared is None:
            return
        # As nobody in particular: records of care are seen by their carers alone.
        sight = CareSight(Scope(paths=tuple(paths), parties=()), _NOWHERE, "")
        wanted = AskedRecords(type_code=declared.code)
        while True:
            page = self._records.page(sight, wanted, after, _PAGE)
            about = self._subjects.shown((each.subject, each.subject_id) for each in page)
            grids = self._places.place_names({each.path for each in page})
            for each in page:
                found = about.get((each.subject, each.subject_id))
                # Whoever wants the record restricted, or has moved away, is left out (PIPL 44).
                if found is None or found.restricted or not sight.view.contains(found.path):
                    continue
                said = {
                    SAY + field.name: _told(field, each.values.get(field.name, ""), whole)
                    for field in declared.fields
                }
                yield {
                    "grid": grids.get(each.path, ""),
                    "about": found.name,
                    **said,
                    "from_day": each.from_day,
                    "to_day": each.to_day,
                    "review_on": each.review_on,
                }
            if len(page) < _PAGE:
                return
            after = (page[-1].path, page[-1].id)

    def _type(self, asked: Mapping[str, str]) -> RecordType | None:
        declared = self._types.get(asked.get("type", ""))
        return declared if declared is not None and not declared.care else None


def _told(field: FieldSpec, value: str, whole: bool) -> str:
    if field.kind is FieldKind.CHOICE:
        return next((each.zh for each in field.choices if each.value == value), value)
    if field.kind is FieldKind.YES_NO:
        return {"yes": "是", "no": "否"}.get(value, value)
    return value if whole else shown_value(field, value)
