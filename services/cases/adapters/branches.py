"""What a caller may see, in parts that each run along one index, and the newest cases of all of them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from services.cases.adapters.cases import line_is
from services.cases.adapters.tables.cases import cases, parties, scoped_cases
from services.cases.application.access import Sight
from services.kernel.persistence.scoping import INDEXED_WIDTHS
from services.kernel.persistence.sessions import Lookup

AFTER = sa.bindparam("after", type_=sa.String)
_Texts = postgresql.ARRAY(sa.Text)
_MOST_WALKS = 12
"""So many ways of taking part are looked at one by one; nobody has many posts and units."""


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """Some of the cases in sight; compared by identity, since SQLAlchemy's conditions are.

    Attributes:
        condition: on the case table.
        path: the subtree they lie in; None where the place does not matter.
        parties: those of whom one takes part in each of them; empty where that does not matter.
        kept: it is the same object for the next call, and statements made of it may be remembered.
        steady: one index answers it best whatever its values are, so that its plan may be kept.
    """

    condition: ColumnElement[bool]
    path: str | None = None
    parties: tuple[str, ...] = ()
    kept: bool = False
    steady: bool = False


@functools.lru_cache(maxsize=4096)
def branches(sight: Sight) -> tuple[Branch, ...]:
    """The sight in branches; the same objects for the same sight."""
    scope = sight.scope
    found = [
        Branch(scoped_cases.under(path), path, kept=True, steady=not path or len(path) in INDEXED_WIDTHS)
        for path in scope.paths
    ]
    found += [
        Branch(sa.and_(scoped_cases.under(path), line_is(line)), path, kept=True)
        for path, line in sight.lined
    ]
    if "" not in scope.paths and scope.parties:
        found.append(taking_part(scope.parties))
    return tuple(found) or (Branch(sa.false(), kept=True),)


@functools.lru_cache(maxsize=4096)
def taking_part(by: tuple[str, ...]) -> Branch:
    """Cases that one of these parties takes part in."""
    among = sa.select(parties.c.case_id).where(parties.c.party.in_(by or ("",)))
    return Branch(cases.c.id.in_(among), parties=by or ("",), kept=True)


def newest(
    columns: Sequence[ColumnElement[Any]],
    sources: Sequence[Branch],
    filters: Sequence[ColumnElement[bool]],
    limit: int,
    *,
    continued: bool,
) -> sa.Select[Any] | sa.CompoundSelect[Any]:
    """The newest ``limit`` cases of every branch, those of each in order; ``continued`` after the id `AFTER`.

    One statement for all of them. Where somebody takes part is walked party by party, and only what no place
    brings along is fetched.
    """
    placed = [each.condition for each in sources if not each.parties]
    parts = []
    for source in sources:
        query = sa.select(*columns)
        if source.parties and len(source.parties) <= _MOST_WALKS:
            walks = [_walk(each, filters, limit, continued) for each in source.parties]
            taken = (sa.union(*walks) if len(walks) > 1 else walks[0]).subquery()
            query = query.join(taken, taken.c.case_id == cases.c.id)
        else:
            query = query.where(source.condition, *filters)
            if continued:
                query = query.where(cases.c.id < AFTER)
        if source.parties and placed:
            # As a CASE, which no index answers: these rows are at hand.
            query = query.where(sa.case((sa.or_(*placed), sa.false()), else_=sa.true()))
        parts.append(query.order_by(cases.c.id.desc()).limit(limit))
    if len(parts) == 1:
        return parts[0]
    return sa.union_all(*(sa.select(*part.subquery().c) for part in parts))


def newest_of_all(
    connection: Connection,
    columns: tuple[ColumnElement[Any], ...],
    sources: Sequence[Branch],
    limit: int,
    after: str | None,
) -> list[Any]:
    """The same without filters, as lists are asked most: a look into the index of parties and little more."""
    given = {"after": after} if after is not None else {}
    rows: list[Any] = []
    for source in sources:
        if source.steady:
            rows += _kept_page(columns, source, limit, after is not None).all(connection, given)
        elif not source.parties:
            make = _remembered_page if source.kept else _page
            rows += connection.execute(make(columns, source, limit, after is not None), given).all()
    known = {row.id for row in rows}
    least = sorted(known, reverse=True)[limit - 1] if len(known) >= limit else ""
    taken = {
        case_id
        for source in sources
        if source.parties
        for case_id in _taken(connection, source.parties, limit, after)
        if case_id > least
    }
    if missing := sorted(taken - known, reverse=True)[:limit]:
        rows += _chosen(columns).all(connection, {"missing": missing})
    return rows


def _page(
    columns: tuple[ColumnElement[Any], ...], source: Branch, limit: int, continued: bool
) -> sa.Select[Any] | sa.CompoundSelect[Any]:
    return newest(columns, (source,), (), limit, continued=continued)


_remembered_page = functools.lru_cache(maxsize=4096)(_page)


@functools.lru_cache(maxsize=4096)
def _kept_page(
    columns: tuple[ColumnElement[Any], ...], source: Branch, limit: int, continued: bool
) -> Lookup:
    query = sa.select(*columns).where(source.condition).order_by(cases.c.id.desc())
    if continued:
        query = query.where(cases.c.id < AFTER)
    # The limit is written out: of one that it does not know the planner assumes a tenth of the table.
    return Lookup(query.limit(sa.literal_column(str(limit))))


@functools.lru_cache(maxsize=16)
def _chosen(columns: tuple[ColumnElement[Any], ...]) -> Lookup:
    """Cases by their ids, the newest first."""
    ids = sa.cast(sa.bindparam("missing", type_=_Texts), _Texts)
    query = sa.select(*columns).order_by(cases.c.id.desc())
    some = cases.c.id.in_(sa.bindparam("missing", type_=sa.String, expanding=True))
    return Lookup(query.where(cases.c.id == sa.any_(ids)), query.where(some))


def _taken(connection: Connection, by: Sequence[str], limit: int, after: str | None) -> Sequence[str]:
    """Ids of the newest ``limit`` cases that each of these parties takes part in."""
    before = after if after is not None else _BEYOND
    if connection.dialect.name == "sqlite":
        found: list[str] = []
        for party in by:
            query = _TAKEN_BY_ONE.where(parties.c.party == party, parties.c.case_id < before).limit(limit)
            found += connection.execute(query).scalars()
        return found
    row = _TAKEN.first(connection, {"by": list(by), "after": before, "most": limit})
    return list(row[0]) if row is not None else []


def _walk(party: str, filters: Sequence[ColumnElement[bool]], limit: int, continued: bool) -> sa.Select[Any]:
    """The newest cases of one party, in the order of its index."""
    query = sa.select(parties.c.case_id).where(parties.c.party == party)
    if filters:
        query = query.join(cases, cases.c.id == parties.c.case_id).where(*filters)
    if continued:
        query = query.where(parties.c.case_id < AFTER)
    walked = query.order_by(parties.c.case_id.desc()).limit(limit).subquery()
    return sa.select(walked.c.case_id)


_BEYOND = "~"
"""Greater than every id."""
_TAKEN_BY_ONE = sa.select(parties.c.case_id).order_by(parties.c.case_id.desc())


def party_by_party(
    some: ColumnElement[Any], most: ColumnElement[int], *, continued: bool
) -> sa.Select[tuple[str]]:
    """Ids of the newest ``most`` cases of each of these parties (an array), in the order of their index.

    Asked for all parties at once, a plan that is kept reads the whole table. For PostgreSQL.
    """
    given = sa.func.unnest(some).table_valued("party", name="given").render_derived()
    walked = _TAKEN_BY_ONE.where(parties.c.party == given.c.party)
    if continued:
        walked = walked.where(parties.c.case_id < AFTER)
    each = walked.limit(most).lateral("walked")
    return sa.select(each.c.case_id).select_from(given.join(each, sa.true()))


def _taken_by_each() -> sa.Select[Any]:
    by = sa.cast(sa.bindparam("by", type_=_Texts), _Texts)
    ids = party_by_party(by, sa.bindparam("most", type_=sa.Integer), continued=True)
    return sa.select(sa.func.array(ids.scalar_subquery(), type_=_Texts).label("ids"))


_TAKEN = Lookup(_taken_by_each())
