"""Lines of the ledgers: residents, units and open records, read a page at a time along an index, masked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.paging import keyset
from services.kernel.security import masks
from services.kernel.types import Clock
from services.population.adapters.families import ledger_words as worded
from services.population.adapters.families.grounds import SqlGrounds
from services.population.adapters.families.ledger_words import COLUMNS, Columns
from services.population.adapters.families.records import SqlRecords
from services.population.adapters.families.subjects import SqlSubjects
from services.population.adapters.families.types import SqlTypes
from services.population.adapters.loading import Loading
from services.population.adapters.places import SqlPlaces
from services.population.adapters.reading import PEOPLE, under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.application.families.ledgers import LedgerRow, View
from services.population.application.families.ports import AskedRecords
from services.population.application.families.sight import seen_at
from services.population.application.room import today_in_china
from services.population.domain.families.declaration import Choice, FieldKind, FieldSpec, RecordType
from services.population.domain.families.record import ServiceRecord
from services.population.domain.families.values import shown_value


class SqlLines:
    """See the port."""

    def __init__(
        self,
        database: Database,
        sealing: Sealing,
        places: SqlPlaces,
        records: SqlRecords,
        grounds: SqlGrounds,
        types: SqlTypes,
        clock: Clock,
    ) -> None:
        self._database = database
        self._load = Loading(sealing)
        self._places = places
        self._records = records
        self._grounds = grounds
        self._types = types
        self._subjects = SqlSubjects(database, sealing)
        self._clock = clock

    def columns(self, kind: str) -> Columns:
        """See the port."""
        return COLUMNS[kind]

    def page(
        self, kind: str, view: View, path: str, type_code: str, after: Sequence[str] | None, limit: int
    ) -> Sequence[LedgerRow]:
        """See the port."""
        if kind == "residents":
            return self._residents(view, path, after, limit)
        if kind == "units":
            return self._units(view, path, after, limit)
        asked = AskedRecords(path=path, type_code=type_code, ledgers=(kind,))
        return self._of_records(self._records.page(view.records, asked, after, limit), view)

    def _residents(self, view: View, path: str, after: Sequence[str] | None, limit: int) -> list[LedgerRow]:
        r = t.residence
        query = sa.select(r.c.path, r.c.id, r.c.person_id).where(under(r.c.path, view.register, path), t.OPEN)
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, PEOPLE, after).limit(limit)).all()
            people = self._load.dossiers(connection, [row.person_id for row in rows])
            homes = {each.id: each for found in people.values() for each in found.residences}
            wanted = [homes[row.id].dwelling_id for row in rows if row.id in homes]
            dwellings = self._load.dwellings(connection, wanted)
        grids, today = self._places.place_names({row.path for row in rows}), today_in_china(self._clock())
        made = []
        for row in rows:
            person, home = people[row.person_id].person, homes[row.id]
            dwelling = dwellings.get(home.dwelling_id)
            # Of whoever restricted processing the name alone (PIPL 44).
            shown = not person.restricted
            values = (
                grids.get(row.path, ""),
                person.name,
                worded.sex(person.sex, view.english) if shown else "",
                _age(person.born_on, today) if shown else "",
                worded.category(home.kind, view.english) if shown else "",
                worded.relation(home.relation, view.english) if shown else "",
                masks.mask_identity(person.document_number) if shown else "",
                masks.mask_phone(person.phone) if shown else "",
                masks.mask_address(dwelling.address) if shown and dwelling is not None else "",
                home.from_day.isoformat() if shown else "",
            )
            made.append(LedgerRow(values, (row.path, row.id), "person", person.id))
        return made

    def _units(self, view: View, path: str, after: Sequence[str] | None, limit: int) -> list[LedgerRow]:
        found = self._grounds.establishments(view.register, path, "", after, limit, closed=False)
        grids = self._places.place_names({each.path for each in found})
        return [
            LedgerRow(
                (
                    grids.get(each.path, ""),
                    each.name,
                    worded.unit_kind(each.kind, view.english),
                    each.credit_code,
                    masks.mask_name(each.representative),
                    str(each.staff_count or ""),
                    each.address,
                    each.phone,
                    each.safety_duty,
                ),
                (each.path, each.id),
                "establishment",
                each.id,
            )
            for each in found
        ]

    def _of_records(self, found: Sequence[ServiceRecord], view: View) -> list[LedgerRow]:
        subjects = self._subjects.shown((each.subject, each.subject_id) for each in found)
        grids = self._places.place_names({each.path for each in found})
        carers = self._places.account_names({each.carer_id for each in found})
        types = {
            key: self._types.get(*key) for key in {(each.type_code, each.type_version) for each in found}
        }
        made = []
        for each in found:
            about, declared = (
                subjects.get((each.subject, each.subject_id)),
                types[each.type_code, each.type_version],
            )
            moved_away = about is not None and not seen_at(view.records, each, about.path)
            hidden = about is not None and (about.restricted or moved_away)
            values = (
                grids.get(each.path, ""),
                about.name if about is not None and not moved_away else "",
                _titled(declared, view.english) if declared is not None else each.type_code,
                says(declared, each, view.english) if not hidden else "",
                carers.get(each.carer_id, ""),
                each.review_on.isoformat(),
                each.to_day.isoformat() if each.to_day else "",
            )
            made.append(LedgerRow(values, (each.path, each.id), each.subject.value, each.subject_id, each.id))
        return made


def says(declared: RecordType | None, record: ServiceRecord, english: bool) -> str:
    """What a record says in one line, masked."""
    parts: list[tuple[str, str]] = []
    for field in declared.fields if declared is not None else ():
        value = record.values.get(field.name, "")
        if field.kind is FieldKind.CHOICE:
            value = next((_titled(each, english) for each in field.choices if each.value == value), value)
        elif field.kind is FieldKind.YES_NO and value:
            value = value if english else {"yes": "是", "no": "否"}[value]
        if value:
            parts.append((_titled(field, english), shown_value(field, value)))
    if english:
        return "; ".join(f"{title}: {value}" for title, value in parts)
    return "；".join(f"{title}：{value}" for title, value in parts)


def _titled(declared: RecordType | FieldSpec | Choice, english: bool) -> str:
    return declared.en or declared.zh if english else declared.zh


def _age(born_on: date | None, today: date) -> str:
    if born_on is None:
        return ""
    return str(today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day)))
