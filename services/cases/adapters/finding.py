"""Search on PostgreSQL: the newest cases that hold all the words, at the same cost whatever the size.

The index knows the words of a case, the stretches of time it was born in and the places it lies in. A search
walks through the stretches, the newest first, and stops when the page is full: of words that many cases hold
the newest stretches have enough, and of words that few hold the longer ones before have few. What the index
proposes, the case's own row decides, so that nobody sees more than the list shows.
"""

from __future__ import annotations

import contextlib
import functools
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from services.cases.adapters.branches import AFTER, Branch, party_by_party
from services.cases.adapters.stretches import SIZES, moment_of, size_for, walk
from services.cases.adapters.tables.cases import (
    PLACE_WIDTHS,
    cases,
    parties,
    place_tokens,
    stretch_tokens,
    terms,
)
from services.kernel.persistence.sessions import Lookup

_EVERY = 60.0
"""Seconds for which the extent of the table is taken as it was."""
_FEW_FOR = 10.0
"""Seconds for which somebody is known to take part in few cases, or in many."""
_AT_FIRST = 1500
"""About so many cases are in the stretch that is looked at first."""
_AHEAD = 1 << SIZES[0]
"""Milliseconds by which the clock of another machine may be ahead of ours."""
FEW = 1000
"""Whoever takes part in fewer cases has them looked at one by one, without the index."""
_MOST_REMEMBERED = 4096
_MANY: ColumnElement[int] = sa.literal_column(str(4 * FEW))
_Texts = postgresql.ARRAY(sa.Text)


@dataclass(frozen=True, slots=True)
class _Extent:
    """The births of the newest and the oldest case, milliseconds, and the size of the first stretch."""

    newest: int = 0
    oldest: int = 0
    size: int = SIZES[-1]


class Finding:
    """Remembers what decides how a search is made, never what it finds; safe to share between threads."""

    def __init__(
        self, ticks: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time
    ) -> None:
        self._ticks, self._wall = ticks, wall
        self._turn = threading.Lock()
        self._extent = _Extent()
        self._looked = float("-inf")
        self._few: dict[tuple[str, ...], tuple[float, bool]] = {}

    def newest(
        self,
        connection: Connection,
        columns: tuple[ColumnElement[Any], ...],
        sources: tuple[Branch, ...],
        words: Sequence[str],
        filters: Sequence[ColumnElement[bool]],
        limit: int,
        after: str | None,
    ) -> Sequence[Any]:
        """Of all branches the newest ``limit`` cases before the id ``after``, with all ``words``."""
        few = tuple(bool(each.parties) and self._has_few(connection, each.parties) for each in sources)
        values: dict[str, Any] = {"words": list(words), "stretches": self._walk(connection, after)}
        if after is not None:
            values["after"] = after
        if not filters and all(each.kept for each in sources):
            return _remembered(columns, sources, few, after is not None, limit).all(connection, values)
        statement = _statement(columns, sources, few, filters, after is not None, limit)
        return connection.execute(statement, values).all()

    def taken_by_few(self, connection: Connection, of: tuple[str, ...]) -> list[str] | None:
        """Ids of the cases these parties take part in; None when they are many."""
        if not self._has_few(connection, of):
            return None
        taken = sa.select(parties.c.case_id).where(_one_of(of, connection)).limit(4 * FEW)
        return list(dict.fromkeys(connection.execute(taken).scalars()))

    def _walk(self, connection: Connection, after: str | None) -> list[str]:
        extent = self._known_extent(connection)
        latest = max(extent.newest, int(self._wall() * 1000)) + _AHEAD
        if after is not None:
            with contextlib.suppress(ValueError):  # a forged page token: then from the newest
                latest = min(latest, moment_of(after))
        return list(walk(latest, extent.oldest - _AHEAD, extent.size))

    def _known_extent(self, connection: Connection) -> _Extent:
        if self._ticks() - self._looked >= _EVERY:
            row = connection.execute(_EXTENT, {"skipped": _AT_FIRST}).one()
            now = int(self._wall() * 1000)
            newest = moment_of(row.newest) if row.newest else now
            oldest = moment_of(row.oldest) if row.oldest else now
            span = newest - (moment_of(row.earlier) if row.earlier else oldest)
            with self._turn:
                self._extent = _Extent(newest, min(oldest, now), size_for(span) if row.earlier else SIZES[-1])
                self._looked = self._ticks()
        return self._extent

    def _has_few(self, connection: Connection, of: tuple[str, ...]) -> bool:
        asked, few = self._few.get(of, (float("-inf"), True))
        if self._ticks() - asked >= _FEW_FOR:
            some = sa.select(parties.c.case_id).where(_one_of(of, connection)).limit(FEW).subquery()
            few = connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one() < FEW
            with self._turn:
                if len(self._few) >= _MOST_REMEMBERED:
                    self._few.clear()
                self._few[of] = (self._ticks(), few)
        return few


def _statement(
    columns: tuple[ColumnElement[Any], ...],
    sources: tuple[Branch, ...],
    few: tuple[bool, ...],
    filters: Sequence[ColumnElement[bool]],
    continued: bool,
    limit: int,
) -> sa.Select[Any]:
    # The limit is written out: of one that it does not know the planner assumes a tenth of the table.
    most: ColumnElement[int] = sa.literal_column(str(limit))
    parts = [
        (_one_by_one if has_few else _walked)(source, filters, continued, most)
        for source, has_few in zip(sources, few, strict=True)
    ]
    found = sa.union_all(*(sa.select(part.subquery().c.case_id) for part in parts)).subquery("page")
    here = cases.c.id.in_(sa.select(found.c.case_id))
    return sa.select(*columns).where(here).order_by(cases.c.id.desc()).limit(most)


@functools.lru_cache(maxsize=_MOST_REMEMBERED)
def _remembered(
    columns: tuple[ColumnElement[Any], ...],
    sources: tuple[Branch, ...],
    few: tuple[bool, ...],
    continued: bool,
    limit: int,
) -> Lookup:
    return Lookup(_statement(columns, sources, few, (), continued, limit))


def _walked(
    source: Branch, filters: Sequence[ColumnElement[bool]], continued: bool, most: ColumnElement[int]
) -> sa.Select[Any]:
    """Ids, stretch by stretch; PostgreSQL goes on to the next one only while the page is not full."""
    given = sa.func.unnest(sa.cast(sa.bindparam("stretches", type_=_Texts), _Texts))
    unordered = given.table_valued("token", with_ordinality="number", name="given")
    unordered = unordered.render_derived()
    stretches = sa.select(unordered.c.token, unordered.c.number).order_by(unordered.c.number).subquery("walk")
    held = (
        sa.select(terms.c.case_id)
        .where(terms.c.terms.contains(_WORDS), stretch_tokens().contains(_texts(stretches.c.token)))
        .correlate(stretches)
    )
    if source.path is not None and len(source.path) in PLACE_WIDTHS:
        # An empty place was written by a version that did not note it.
        held = held.where(place_tokens().overlap(_texts(sa.literal(source.path), sa.literal(""))))
    if continued:
        held = held.where(terms.c.case_id < AFTER)
    # OFFSET keeps the planner from walking along the ids instead of asking the index.
    ordered = held.order_by(terms.c.case_id.desc()).offset(sa.literal_column("0")).subquery("held")
    seen = sa.select(ordered.c.case_id)
    here = () if source.path == "" else (_looked_at(source),)
    if filters:
        seen = seen.join(cases, cases.c.id == ordered.c.case_id).where(*filters, *here)
    elif here:
        # A plan that is kept knows no path: of a join it would take the wrong side first.
        own = sa.select(sa.literal(1).label("own")).where(cases.c.id == ordered.c.case_id, *here)
        looked_up = own.correlate(ordered).offset(sa.literal_column("0")).lateral("looked_up")
        seen = seen.select_from(ordered.join(looked_up, sa.true()))
    found = seen.order_by(ordered.c.case_id.desc()).limit(most).lateral("found")
    return (
        sa.select(found.c.case_id)
        .select_from(stretches.join(found, sa.true()))
        .order_by(stretches.c.number, found.c.case_id.desc())
        .limit(most)
    )


def _looked_at(source: Branch) -> ColumnElement[bool]:
    """The branch as a condition on one case that is at hand."""
    if source.parties:
        return sa.exists().where(parties.c.case_id == cases.c.id, _one_of(source.parties))
    return source.condition


def _one_by_one(
    source: Branch, filters: Sequence[ColumnElement[bool]], continued: bool, most: ColumnElement[int]
) -> sa.Select[Any]:
    """Cases of parties that take part in few. The function keeps the planner from asking the index.

    The limit tells it how few they are, and is more than anybody adds to them within `_FEW_FOR`.
    """
    theirs = party_by_party(sa.literal(list(source.parties), _Texts), _MANY, continued=continued)
    few = theirs.distinct().limit(_MANY).subquery("mine")
    words = sa.func.arraycontains(terms.c.terms, _WORDS)
    looked_up = sa.select(sa.literal(1).label("found")).where(terms.c.case_id == few.c.case_id, words)
    # OFFSET keeps it a look-up for each of the few: a join might read the words of all cases.
    held = looked_up.correlate(few).offset(sa.literal_column("0")).lateral("held")
    query = sa.select(few.c.case_id).select_from(few.join(held, sa.true()))
    if filters:
        query = query.join(cases, cases.c.id == few.c.case_id).where(*filters)
    return query.order_by(few.c.case_id.desc()).limit(most)


def _one_of(some: Sequence[str], connection: Connection | None = None) -> ColumnElement[bool]:
    """One value however many there are, so that there is one statement to plan."""
    if connection is not None and connection.dialect.name == "sqlite":
        return parties.c.party.in_(some)
    return parties.c.party == sa.any_(sa.literal(list(some), postgresql.ARRAY(sa.String)))


def _texts(*values: ColumnElement[str]) -> ColumnElement[Any]:
    return sa.cast(postgresql.array(values), _Texts)


_WORDS = sa.cast(sa.bindparam("words", type_=_Texts), _Texts)
_EXTENT = sa.select(
    sa.select(sa.func.max(cases.c.id)).scalar_subquery().label("newest"),
    sa.select(sa.func.min(cases.c.id)).scalar_subquery().label("oldest"),
    sa.select(cases.c.id)
    .order_by(cases.c.id.desc())
    .limit(1)
    .offset(sa.bindparam("skipped", type_=sa.Integer))
    .scalar_subquery()
    .label("earlier"),
)
