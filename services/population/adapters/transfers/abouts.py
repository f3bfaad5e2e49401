"""What the rows of a table of service records are about, found in the register many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.population.adapters.families.records import SqlRecords
from services.population.adapters.families.subjects import SqlSubjects
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.families import establishment, public_place, service_record
from services.population.adapters.transfers.known import SqlKnown
from services.population.application.families.ports import SubjectFound
from services.population.domain.families.declaration import Subject
from services.population.domain.families.record import ServiceRecord
from services.population.domain.records import PersonState
from services.population.domain.transfers.record_rows import About

Key = tuple[str, ...]


class SqlAbouts:
    """See the port `SubjectRows`."""

    def __init__(self, sealing: Sealing, known: SqlKnown, subjects: SqlSubjects, records: SqlRecords) -> None:
        self._sealing, self._known, self._subjects, self._records = sealing, known, subjects, records

    def find(
        self, connection: Connection, subject: Subject, abouts: Sequence[About], paths: Sequence[str]
    ) -> list[list[tuple[str, SubjectFound]]]:
        """See the port."""
        if not abouts:
            return []
        ids = self._ids(connection, subject, abouts)
        every = [each for some in ids for each in some]
        found = self._subjects.among(connection, subject, every) if every else {}
        near = {key: each for key, each in found.items() if any(each.path.startswith(p) for p in paths)}
        return [[(key, near[key]) for key in some if key in near] for some in ids]

    def open_records(
        self, connection: Connection, type_code: str, ids: Sequence[str]
    ) -> Mapping[str, list[ServiceRecord]]:
        """See the port."""
        found: dict[str, list[ServiceRecord]] = defaultdict(list)
        if ids:
            r = service_record.c
            query = sa.select(service_record).where(
                r.subject_id.in_(set(ids)), r.type_code == type_code, r.closed_at.is_(None)
            )
            for row in connection.execute(query):
                found[row.subject_id].append(self._records.record(row))
        return found

    def _ids(self, connection: Connection, subject: Subject, abouts: Sequence[About]) -> list[list[str]]:
        match subject:
            case Subject.PERSON:
                return self._people(connection, abouts)
            case Subject.DWELLING:
                return self._dwellings(connection, abouts)
            case Subject.HOUSEHOLD:
                h = t.household.c
                query = sa.select(h.id, h.path, h.number).where(h.to_day.is_(None), h.void.is_(False))
                return _keyed(connection, query, (h.path, h.number), abouts, lambda a: (a.path, a.number))
            case Subject.ESTABLISHMENT:
                return self._units(connection, abouts)
            case Subject.PLACE:
                p = public_place.c
                query = sa.select(p.id, p.path, p.name).where(p.closed.is_(False))
                return _keyed(connection, query, (p.path, p.name), abouts, lambda a: (a.path, a.name))

    def _people(self, connection: Connection, abouts: Sequence[About]) -> list[list[str]]:
        blinds = [self._sealing.document(each.document) for each in abouts]
        p = t.person.c
        query = sa.select(p.id, p.document_blind).where(
            p.document_blind.in_(set(blinds) - {""}), p.state == PersonState.ACTIVE.value
        )
        found: dict[str, list[str]] = defaultdict(list)
        for row in connection.execute(query):
            found[row.document_blind].append(row.id)
        return [found.get(each, []) for each in blinds]

    def _dwellings(self, connection: Connection, abouts: Sequence[About]) -> list[list[str]]:
        homes = self._known.homes(connection, [each.home for each in abouts if each.home is not None])
        made = []
        for each in abouts:
            dwelling = homes.get(each.home.door) if each.home is not None else None
            made.append([dwelling.id] if dwelling is not None and not dwelling.ended else [])
        return made

    def _units(self, connection: Connection, abouts: Sequence[About]) -> list[list[str]]:
        """By code where there is one, else by grid and name; with a code the grid and name narrow it down."""
        e = establishment.c
        query = sa.select(e.id, e.path, e.name, e.credit_code).where(e.closed.is_(False))
        coded = [each for each in abouts if each.code]
        named = [each for each in abouts if not each.code]
        by_code = _keyed(connection, query, (e.credit_code,), coded, lambda a: (a.code,))
        by_name = _keyed(connection, query, (e.path, e.name), named, lambda a: (a.path, a.name))
        found = dict(zip(map(id, coded), by_code, strict=True)) | dict(
            zip(map(id, named), by_name, strict=True)
        )
        return [found[id(each)] for each in abouts]


def _keyed(
    connection: Connection,
    query: sa.Select[*tuple[object, ...]],
    columns: Sequence[sa.ColumnElement[str]],
    abouts: Sequence[About],
    key: Callable[[About], Key],
) -> list[list[str]]:
    wanted = {key(each) for each in abouts}
    if not wanted:
        return []
    chosen = (
        columns[0].in_([each[0] for each in wanted])
        if len(columns) == 1
        else sa.tuple_(*columns).in_(list(wanted))
    )
    found: dict[Key, list[str]] = defaultdict(list)
    names = [column.key for column in columns]
    for row in connection.execute(query.where(chosen)):
        found[tuple(getattr(row, str(name)) for name in names)].append(row.id)
    return [found.get(key(each), []) for each in abouts]
