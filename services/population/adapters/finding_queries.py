"""The statements of a search: each gives people in an order from which its next page continues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from services.kernel.call import Scope
from services.population.adapters.finding_names import Stage, alike_plainly, begins, stages_of
from services.population.adapters.finding_places import Condition
from services.population.adapters.reading import under
from services.population.adapters.tables import registers as t
from services.population.domain.asked import Reading
from services.population.domain.naming import keys_of
from services.population.domain.records import PersonState

r, d, p = t.residence, t.dwelling, t.person
_LATER_STAGE = 90
_TEXTS = postgresql.ARRAY(sa.String)
_STANDING = (PersonState.ACTIVE.value, PersonState.DECEASED.value)


class Place(NamedTuple):
    """Where a hit stands in the answer: reading and stage, then the order within the stage."""

    reading: int
    stage: int
    first: str
    second: str
    id: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who was found."""

    person_id: str
    found_by: str
    place: Place


@dataclass(frozen=True, slots=True)
class Ground:
    """Within what is looked: the scope, and the dwellings that were meant."""

    scope: Scope
    path: str
    dwellings: Condition | None = None
    few: tuple[str, ...] = ()
    arrays: bool = False
    """Whether the database takes an array for a list: thousands of values are one literal then."""
    gathered: sa.CompoundSelect[str] | None = None
    """The dwellings, where all of them are read sooner than each row is asked where it is."""

    def here(self, table: sa.FromClause = r) -> Condition:
        return under(table.c.path, self.scope, self.path)

    def lives_in(self, table: sa.FromClause = r) -> list[Condition]:
        if self.few and self.arrays:
            return [table.c.dwelling_id == sa.any_(sa.literal(list(self.few), _TEXTS))]
        if self.few:
            return [table.c.dwelling_id.in_(self.few)]
        if self.dwellings is None:
            return []
        if self.gathered is not None and table is r:
            # "is true": as a set to look into, for a join would begin with these dwellings.
            return [table.c.dwelling_id.in_(self.gathered).is_(sa.true())]
        # Asked of each row in turn: as a join the database would gather all those dwellings first.
        there = sa.select(sa.literal(1)).where(d.c.id == table.c.dwelling_id, self.dwellings).limit(1)
        return [there.scalar_subquery() == 1]


@dataclass(frozen=True, slots=True)
class Query:
    """Rows with person_id, first, second, id (and stage), in the order of the last three."""

    select: sa.Select[Any]
    order: Sequence[sa.ColumnElement[Any]]
    labels: Sequence[str]

    def page(self, after: Place | None, limit: int) -> sa.Select[Any]:
        query = self.select.order_by(*self.order).limit(limit)
        if after is None:
            return query
        bound = after[1:] if len(self.order) == 4 else after[2:]
        types = [each.type for each in self.order]
        return query.where(sa.tuple_(*self.order) > sa.tuple_(*bound, types=types))


def of_stage(ground: Ground, stage: Stage) -> Query:
    order = (stage.key, r.c.path, r.c.id)
    query = _rows(order).where(stage.where, t.OPEN, ground.here(), *ground.lives_in(), _once(ground))
    return Query(query, order, (stage.found_by,))


def of_dwellings(ground: Ground) -> Query:
    """Everybody of the dwellings that were meant, in the order in which these stand."""
    if ground.few:
        order: Sequence[sa.ColumnElement[Any]] = (r.c.path, r.c.dwelling_id, r.c.id)
        query = _rows(order).where(t.OPEN, ground.here(), *ground.lives_in(), _once(ground))
    else:
        assert ground.dwellings is not None
        order = (d.c.path, d.c.id, r.c.id)
        query = _rows(order).join_from(r, d, d.c.id == r.c.dwelling_id)
        query = query.where(ground.dwellings, t.OPEN, ground.here(), _once(ground))
    return Query(query, order, ("address",))


def combined(ground: Ground, reading: Reading) -> Query:
    """All stages at once, of few people."""
    stages = stages_of(reading)
    if (other := alike_plainly(reading)) is not None:
        stages.append(other)
    stage = sa.case(*((each.where, number) for number, each in enumerate(stages)), else_=_LATER_STAGE)
    inner = (
        sa.select(r.c.person_id, stage.label("stage"), r.c.name, r.c.path, r.c.id)
        .where(t.OPEN, ground.here(), *ground.lives_in(), _once(ground))
        .where(sa.or_(*(each.where for each in stages)))
        .subquery()
    )
    order = (inner.c.stage, inner.c.name, inner.c.path, inner.c.id)
    query = sa.select(
        inner.c.person_id,
        inner.c.stage,
        inner.c.name.label("first"),
        inner.c.path.label("second"),
        inner.c.id,
    )
    return Query(query, order, [each.found_by for each in stages])


def former(
    ground: Ground, found_by: str, wanted: Sequence[tuple[sa.Column[str], str]], reading: Reading
) -> Query:
    """Those who left or died, by the place where they stood last."""
    order = (p.c.name_key, p.c.path, p.c.id)
    here = sa.exists().where(r.c.person_id == p.c.id, t.OPEN, ground.here())
    query = sa.select(p.c.id.label("person_id"), *_named(order)).where(
        *(column == blind for column, blind in wanted),
        *([begins(p.c.name_key, reading.han)] if reading.han else []),
        p.c.restricted.is_(sa.false()),
        p.c.state.in_(_STANDING),
        ground.here(p),
        sa.not_(here),
    )
    return Query(query, order, (found_by,))


def called(reading: Reading) -> list[Condition]:
    """The name that was said beside a number: as written, or as it sounds."""
    if reading.han and not reading.latin:
        ways = [begins(r.c.name, reading.han)]
        if pinyin := keys_of(reading.han).pinyin:
            ways.append(begins(r.c.pinyin, pinyin))
        return [sa.or_(*ways)]
    return [sa.or_(*(each.where for each in stages_of(reading)))] if reading.named else []


def _rows(order: Sequence[sa.ColumnElement[Any]]) -> sa.Select[Any]:
    return sa.select(r.c.person_id, *_named(order))


def _named(order: Sequence[sa.ColumnElement[Any]]) -> list[sa.Label[Any]]:
    return [each.label(name) for each, name in zip(order, ("first", "second", "id"), strict=True)]


def _once(ground: Ground) -> Condition:
    """Whoever lives in one place and is registered in another is found by where he lives."""
    other = r.alias("other")
    # Looked up for each row in turn, as in `lives_in`.
    twice = sa.select(sa.literal(1)).where(
        other.c.person_id == r.c.person_id,
        other.c.is_open.is_(sa.true()),
        other.c.kind != "registered_only",
        ground.here(other),
        *ground.lives_in(other),
    )
    return sa.or_(r.c.kind != "registered_only", twice.limit(1).scalar_subquery().is_(None))
