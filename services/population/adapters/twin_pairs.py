"""Pairs of records that may be about one person: read, decided, and looked for by night."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

import sqlalchemy as sa

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.paging import Direction, keyset
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.changes import SqlChanges
from services.population.adapters.loading import Loading
from services.population.adapters.reading import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.twins import twins
from services.population.application.twins import Pair, TwinsState
from services.population.domain.records import Person, PersonState, RecordType

PAIRS: tuple[Direction, ...] = ((twins.c.path, False), (twins.c.id, False))
_TABLES = {
    RecordType.PERSON: t.person,
    RecordType.RESIDENCE: t.residence,
    RecordType.HOUSEHOLD: t.household,
    RecordType.DWELLING: t.dwelling,
}
_FIELDS = ("id", "first_id", "second_id", "path", "cause", "decided_by", "reason", "kept_id", "change_id")


class SqlPairs:
    """See the port."""

    def __init__(self, database: Database, changes: SqlChanges) -> None:
        self._database = database
        self._changes = changes

    def get(self, uow: UnitOfWork, pair_id: str) -> Pair | None:
        """See the port."""
        query = sa.select(twins).where(twins.c.id == pair_id).with_for_update()
        row = uow.connection.execute(query).first()
        return _pair(row) if row is not None else None

    def put(self, uow: UnitOfWork, pair: Pair) -> None:
        """See the port."""
        values = {
            "state": pair.state.value,
            "decided_at": pair.decided_at,
            "decided_by": pair.decided_by,
            "reason": pair.reason,
            "kept_id": pair.kept_id,
            "change_id": pair.change_id,
        }
        uow.connection.execute(sa.update(twins).where(twins.c.id == pair.id).values(values))

    def one(self, pair_id: str) -> Pair | None:
        """See the port."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(twins).where(twins.c.id == pair_id)).first()
        return _pair(row) if row is not None else None

    def page(
        self,
        scope: Scope,
        path: str,
        state: TwinsState,
        cause: str,
        after: Sequence[str] | None,
        limit: int,
    ) -> list[Pair]:
        """See the port. What holds both places lies within the scope exactly when both do."""
        query = sa.select(twins).where(twins.c.state == state.value, under(twins.c.path, scope, path))
        if cause:
            query = query.where(twins.c.cause == cause)
        with self._database.read() as connection:
            return [_pair(row) for row in connection.execute(keyset(query, PAIRS, after).limit(limit))]

    def undoable(self, change_ids: Sequence[str]) -> set[str]:
        """See the port."""
        return {each for each in change_ids if self._stands(each)}

    def _stands(self, change_id: str) -> bool:
        change = self._changes.one(change_id)
        if change is None or change.reversed_by:
            return False
        versions: dict[RecordType, dict[str, int]] = defaultdict(dict)
        for effect in change.effects:
            versions[effect.record_type][effect.after.id] = effect.after.version
        with self._database.read() as connection:
            for record_type, wanted in versions.items():
                table = _TABLES[record_type]
                query = sa.select(table.c.id, table.c.version).where(table.c.id.in_(wanted))
                if {row.id: row.version for row in connection.execute(query)} != wanted:
                    return False
        return True


class LookingForTwins:
    """Proposes pairs that nobody was asked about yet.

    The same document; or the same name and birthday, unless both have documents and these differ: of a
    million people some thousand share name and birthday, and are told apart by their numbers.
    """

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._load = Loading(sealing)

    def groups(self, cause: str, batch: int) -> Iterator[list[Person]]:
        """People alike, group by group; read along the indexes in batches."""
        p = t.person.c
        key: tuple[sa.Column[Any], ...] = (
            (p.document_blind,) if cause == "document" else (p.name_key, p.born_on)
        )
        there = p.document_blind != "" if cause == "document" else p.born_on.is_not(None)
        last: Sequence[str | date] | None = None
        while True:
            query = sa.select(*key).where(there).group_by(*key).having(sa.func.count() > 1)
            if last is not None:
                query = query.where(sa.tuple_(*key) > sa.tuple_(*last, types=[each.type for each in key]))
            with self._database.read() as connection:
                found = [tuple(row) for row in connection.execute(query.order_by(*key).limit(batch))]
                if not found:
                    return
                people = self._people(connection, key, found)
            for each in found:
                yield people.get(each, [])
            last = found[-1]

    def _people(
        self, connection: sa.Connection, key: Sequence[sa.Column[Any]], wanted: Sequence[tuple[Any, ...]]
    ) -> Mapping[tuple[Any, ...], list[Person]]:
        columns = sa.tuple_(*key) if len(key) > 1 else key[0]
        values = wanted if len(key) > 1 else [each[0] for each in wanted]
        query = sa.select(t.person).where(
            columns.in_(values),
            t.person.c.state == PersonState.ACTIVE.value,
            t.person.c.restricted.is_(sa.false()),
        )
        people: dict[tuple[Any, ...], list[Person]] = defaultdict(list)
        for row in connection.execute(query.order_by(t.person.c.id)):
            at = tuple(getattr(row, column.key) for column in key)
            people[at].append(self._load.rows.person(row))
        return people


def pairs_of(group: Sequence[Person], cause: str, most: int) -> Iterator[tuple[Person, Person]]:
    """Those that are worth asking about, ``most`` at most."""
    found = 0
    for first, second in combinations(group, 2):
        told_apart = (
            first.document_number
            and second.document_number
            and first.document_number != second.document_number
        )
        if cause == "name" and told_apart:
            continue
        if found >= most:
            return
        found += 1
        yield first, second


def _pair(row: Any) -> Pair:
    return Pair(
        **{name: getattr(row, name) for name in _FIELDS},
        state=TwinsState(row.state),
        proposed_at=aware(row.proposed_at),
        decided_at=aware(row.decided_at) if row.decided_at is not None else None,
    )
