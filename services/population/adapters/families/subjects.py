"""What records are about, as the register has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.masks import mask_address
from services.population.adapters.loading import Loading
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers
from services.population.adapters.tables.families import establishment, public_place
from services.population.application.families.ports import SubjectFound
from services.population.domain.families.declaration import Subject
from services.population.domain.records import PersonState

Key = tuple[Subject, str]


class SqlSubjects:
    """See the port."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._load = Loading(sealing)

    def find(self, uow: UnitOfWork, subject: Subject, subject_id: str) -> SubjectFound | None:
        """See the port."""
        return self.among(uow.connection, subject, [subject_id]).get(subject_id)

    def shown(self, wanted: Iterable[Key]) -> Mapping[Key, SubjectFound]:
        """See the port."""
        ids: dict[Subject, list[str]] = defaultdict(list)
        for subject, subject_id in wanted:
            ids[subject].append(subject_id)
        with self._database.read() as connection:
            return {
                (subject, key): each
                for subject, some in ids.items()
                for key, each in self.among(connection, subject, some).items()
            }

    def among(self, connection: sa.Connection, subject: Subject, ids: list[str]) -> dict[str, SubjectFound]:
        """By id, those there are."""
        match subject:
            case Subject.PERSON:
                return self._people(connection, ids)
            case Subject.HOUSEHOLD:
                return self._households(connection, ids)
            case Subject.DWELLING:
                return {
                    key: SubjectFound(each.path, mask_address(each.address), frozen=each.ended or each.void)
                    for key, each in self._load.dwellings(connection, ids).items()
                }
            case Subject.ESTABLISHMENT:
                return _grounds(connection, establishment, ids)
            case Subject.PLACE:
                return _grounds(connection, public_place, ids)

    def _people(self, connection: sa.Connection, ids: list[str]) -> dict[str, SubjectFound]:
        found = {}
        for key, each in self._load.dossiers(connection, ids).items():
            person, main = each.person, each.main
            if person.state is PersonState.VOID:
                continue
            found[key] = SubjectFound(
                path=main.path if main is not None else person.path,
                name=person.name,
                born_on=person.born_on,
                frozen=person.state is not PersonState.ACTIVE or main is None,
                restricted=person.restricted,
            )
        return found

    @staticmethod
    def _households(connection: sa.Connection, ids: list[str]) -> dict[str, SubjectFound]:
        h, p = registers.household, registers.person
        query = (
            sa.select(h.c.id, h.c.path, h.c.to_day, p.c.name)
            .join(p, p.c.id == h.c.head_id, isouter=True)
            .where(h.c.id.in_(set(ids)), h.c.void.is_(False))
        )
        return {
            row.id: SubjectFound(row.path, row.name or "", frozen=row.to_day is not None)
            for row in connection.execute(query)
        }


def _grounds(connection: sa.Connection, table: sa.Table, ids: list[str]) -> dict[str, SubjectFound]:
    query = sa.select(table.c.id, table.c.path, table.c.name, table.c.closed).where(table.c.id.in_(set(ids)))
    return {row.id: SubjectFound(row.path, row.name, frozen=row.closed) for row in connection.execute(query)}
