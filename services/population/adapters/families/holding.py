"""What service records hold about somebody: told to the person, removed when erased (PIPL 45, 47)."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.families.records import SqlRecords
from services.population.adapters.families.types import SqlTypes
from services.population.adapters.tables.families import service_record
from services.population.domain.families.declaration import FieldKind, RecordType
from services.population.domain.families.record import ServiceRecord
from services.population.domain.rights import Held

_COLUMNS = (
    ("类别", "Kind"),
    ("用途", "Purpose"),
    ("依据", "Basis"),
    ("起", "From"),
    ("止", "To"),
    ("状态", "State"),
    ("内容", "What it says"),
    ("同意", "Consent"),
)


class RecordHolding:
    """See the port `Holder`."""

    def __init__(self, database: Database, records: SqlRecords, types: SqlTypes) -> None:
        self._database = database
        self._records = records
        self._types = types

    def held(self, person_id: str) -> Sequence[Held]:
        """See the port."""
        with self._database.read() as connection:
            found = self._records.of_subject(connection, person_id)
        if not found:
            return ()
        rows = tuple(self._row(each, self._types.get(each.type_code, each.type_version)) for each in found)
        purpose = ("为本人提供服务", "Services to the person")
        return (Held("records", ("服务记录", "Service records"), purpose, _COLUMNS, rows),)

    def erase(self, uow: UnitOfWork, person_id: str) -> list[str]:
        """See the port."""
        found = self._records.of_subject(uow.connection, person_id)
        ids = [each.id for each in found]
        for record_id in ids:
            self._records.forget_history(uow, record_id)
        uow.connection.execute(sa.delete(service_record).where(service_record.c.id.in_(ids)))
        return [text for each in found for text in (each.type_code, *each.values.values())]

    @staticmethod
    def _row(record: ServiceRecord, declared: RecordType | None) -> tuple[str, ...]:
        given = record.consent
        return (
            declared.zh if declared else record.type_code,
            declared.purpose_zh if declared else "",
            (declared.legal_basis or "本人同意") if declared else "",
            record.from_day.isoformat(),
            record.to_day.isoformat() if record.to_day else "",
            "在办" if record.is_open else "已结束",
            "；".join(f"{name}：{value}" for name, value in _said(record, declared)),
            f"{given.given_on:%Y-%m-%d} {given.by_name or '本人'}" if given else "",
        )


def _said(record: ServiceRecord, declared: RecordType | None) -> list[tuple[str, str]]:
    said = []
    for name, value in record.values.items():
        field = declared.field(name) if declared else None
        if field is not None and field.kind is FieldKind.CHOICE:
            value = next((each.zh for each in field.choices if each.value == value), value)
        said.append((field.zh if field else name, value))
    return said
