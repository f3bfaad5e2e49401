"""Lists, pending lists, histories and neighbours, each limited to what the caller may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from services.cases.adapters import search
from services.cases.adapters.branches import Branch, branches, newest, newest_of_all, taking_part
from services.cases.adapters.cases import line_is, visible
from services.cases.adapters.finding import FEW, Finding
from services.cases.adapters.rows import CELL_METRES
from services.cases.adapters.tables.cases import asks, cases, followers, scoped_cases, timeline
from services.cases.application.access import Sight, units_of
from services.cases.domain.asks import PERMISSIONS
from services.cases.domain.clocks import Light
from services.cases.domain.overruns import OverrunCause
from services.cases.domain.states import Channel, Level, State, Urgency
from services.kernel.call import Call
from services.kernel.persistence.filters import FieldSpec, parse
from services.kernel.persistence.filters import compile as compile_filter
from services.kernel.persistence.moments import aware
from services.kernel.persistence.paging import clamp, decode_token, encode_token, keyset, parse_order
from services.kernel.spatial import cells_around, distance_m

SUMMARY = (
    cases.c.id,
    cases.c.number,
    cases.c.title,
    cases.c.category,
    cases.c.category_title,
    cases.c.urgency,
    cases.c.state,
    cases.c.level,
    cases.c.holder_name,
    cases.c.grid_path,
    cases.c.grid_name,
    cases.c.channel,
    cases.c.created_at,
    cases.c.due_at,
    cases.c.amber_at,
    cases.c.paused,
    cases.c.longitude,
    cases.c.latitude,
    cases.c.address,
    cases.c.reworks,
    cases.c.supervision_level,
    cases.c.version,
    cases.c.updated_at,
)
_PEOPLE = (
    cases.c.id,
    cases.c.creator_id,
    cases.c.reporter_account,
    cases.c.first_receiver,
    cases.c.handover_to,
    cases.c.tasks,
)
ORDERS = {
    "create_time": cases.c.id,  # ids are born in order of time
    "due_time": cases.c.due_at,
    "update_time": cases.c.updated_at,
    "id": cases.c.id,
}


# Spelled out in the statement: a bound value does not tell that the partial index may be used.
_NONE: ColumnElement[str] = sa.literal_column("''")


@dataclass(frozen=True, slots=True)
class Page:
    """Rows and the token after them; of ``reduced`` ones the caller sees the progress alone."""

    rows: Sequence[Any]
    next_token: str
    reduced: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pending:
    """What waits for a caller, with true counts over all pages."""

    rows: Sequence[Any]
    next_token: str
    total: int
    overdue: int
    amber: int
    by_ask: dict[str, int]


def _named(kind: Any) -> dict[str, object]:
    return {each.value: each.value for each in kind}


def light_of(row: Any, now: datetime) -> Light:
    """The light of a list row."""
    if row.paused:
        return Light.PAUSED
    if row.due_at is None:
        return Light.GREEN
    if now > aware(row.due_at):
        return Light.RED
    return Light.AMBER if row.amber_at is not None and now >= aware(row.amber_at) else Light.GREEN


def filters_at(now: datetime) -> dict[str, FieldSpec]:
    """Fields of the list's filter; the light is computed at ``now``, so it never lags behind the clock."""
    light = sa.case(
        (cases.c.paused, "PAUSED"),
        (cases.c.due_at < now, "RED"),
        (cases.c.amber_at <= now, "AMBER"),
        else_="GREEN",
    )
    return {
        "state": FieldSpec(cases.c.state, "enum", _named(State)),
        "category": FieldSpec(cases.c.category, "prefix"),
        "urgency": FieldSpec(cases.c.urgency, "enum", _named(Urgency)),
        "channel": FieldSpec(cases.c.channel, "enum", _named(Channel)),
        "light": FieldSpec(light, "enum", _named(Light)),
        "level": FieldSpec(cases.c.level, "enum", _named(Level)),
        "grid_code": FieldSpec(cases.c.grid_path, "prefix"),
        "territory_code": FieldSpec(cases.c.grid_path, "prefix"),
        "unit_id": FieldSpec(cases.c.owner_unit_id, "text"),
        "create_time": FieldSpec(cases.c.created_at, "time"),
        "due_time": FieldSpec(cases.c.due_at, "time"),
        "close_time": FieldSpec(cases.c.closed_at, "time"),
        "number": FieldSpec(cases.c.number, "text"),
        "external_number": FieldSpec(cases.c.external_number, "text"),
        "safety": FieldSpec(cases.c.safety, "bool"),
        "direct": FieldSpec(cases.c.direct, "bool"),
        "open": FieldSpec(cases.c.open, "bool"),
        "overdue": FieldSpec(cases.c.was_overdue, "bool"),
        "overrun_cause": FieldSpec(cases.c.overrun_cause, "enum", _named(OverrunCause)),
        "reworks": FieldSpec(cases.c.reworks, "number"),
        "score": FieldSpec(sa.func.coalesce(cases.c.evaluation["score"].as_integer(), 0), "number"),
    }


class Reading:
    """Queries of lists; every one takes a `Sight` or the call it comes from."""

    def __init__(self) -> None:
        self._finding = Finding()

    def page(
        self,
        connection: Connection,
        sight: Sight,
        call: Call,
        now: datetime,
        *,
        size: int = 0,
        token: str = "",
        filter: str = "",
        order_by: str = "",
        query: str = "",
        view: str = "",
    ) -> Page:
        """One page, newest first unless told otherwise; costs the same for every scope."""
        limit = clamp(size)
        order = parse_order(order_by, ORDERS, default="create_time desc")
        filters: list[ColumnElement[bool]] = []
        if (node := parse(filter)) is not None:
            filters.append(compile_filter(node, filters_at(now)))
        words = search.wanted(query) if query.strip() else []
        if query.strip() and not words:
            return Page((), "")
        sources = self._sources(connection, sight, call, view)
        # The id ends every order already; the second of two equal columns adds nothing.
        directions = _distinct(order.directions)
        key = f"{filter}\n{query}\n{view}\n{sight.scope.paths}\n{call.actor.id}"
        after = decode_token(token, order, key)
        if after is not None:
            after = after[: len(directions)]
        if len(directions) == 1 and directions[0][0] is cases.c.id and directions[0][1]:
            last = str(after[0]) if after is not None else None
            found = self._newest(connection, sources, words, filters, limit + 1, last)
        else:
            found = self._ordered(connection, sources, words, filters, directions, after, limit + 1)
        rows = found if len(sources) == 1 else _merge(found, directions, limit + 1)
        more = len(rows) > limit
        rows = rows[:limit]
        next_token = ""
        if more:
            last = rows[-1]
            values = [getattr(last, column.name) for column, _ in directions]
            values += [last.id] * (len(order.directions) - len(directions))
            next_token = encode_token(
                order, key, [aware(v) if isinstance(v, datetime) else v for v in values]
            )
        return Page(rows, next_token, self.merely_followed(connection, rows, sight, call, units_of(call)))

    def _newest(
        self,
        connection: Connection,
        sources: tuple[Branch, ...],
        words: Sequence[str],
        filters: Sequence[ColumnElement[bool]],
        limit: int,
        after: str | None,
    ) -> Sequence[Any]:
        """The newest of each branch, in the order of ids, which nearly every list has."""
        sqlite = connection.dialect.name == "sqlite"
        if words and not sqlite and all(each.kept for each in sources):
            return self._finding.newest(connection, SUMMARY, sources, words, filters, limit, after)
        if words:
            filters = [*filters, search.matching(words, sqlite)]
        if not filters:
            return newest_of_all(connection, SUMMARY, sources, limit, after)
        statement = newest(SUMMARY, sources, filters, limit, continued=after is not None)
        return connection.execute(statement, {"after": after} if after is not None else {}).all()

    def _ordered(
        self,
        connection: Connection,
        sources: Sequence[Branch],
        words: Sequence[str],
        filters: Sequence[ColumnElement[bool]],
        directions: Sequence[tuple[ColumnElement[Any], bool]],
        after: Sequence[Any] | None,
        limit: int,
    ) -> list[Any]:
        """The first of each branch in any order."""
        where = [*filters]
        if words:
            where.append(search.matching(words, connection.dialect.name == "sqlite"))
        found: list[Any] = []
        for source in sources:
            query = keyset(
                sa.select(*SUMMARY).where(self._within(connection, source), *where), directions, after
            )
            found += connection.execute(query.limit(limit)).all()
        return found

    def _within(self, connection: Connection, source: Branch) -> ColumnElement[bool]:
        """The branch as a condition; whoever takes part in few cases has these gone through.

        Left to itself the planner may walk all cases in the wanted order, for somebody who has hardly any.
        """
        taken = self._finding.taken_by_few(connection, source.parties) if source.parties else None
        return source.condition if taken is None else cases.c.id.in_(taken)

    def _sources(self, connection: Connection, sight: Sight, call: Call, view: str) -> tuple[Branch, ...]:
        me = call.actor.id
        match view:
            case "mine":
                return (taking_part(sight.scope.parties),)
            case "first_receipts":
                return (Branch(cases.c.first_receiver == me),)
            case "reported_by_me":
                mine = self._within(connection, taking_part((f"account:{me}",)))
                by_me = sa.or_(cases.c.reporter_account == me, cases.c.creator_id == me)
                return (Branch(sa.and_(mine, by_me)),)
            case "followed":
                followed = sa.select(followers.c.case_id).where(followers.c.account_id == me)
                some = connection.execute(followed.limit(FEW)).scalars().all()
                return (Branch(cases.c.id.in_(some if len(some) < FEW else followed)),)
            case _:
                return branches(sight)

    def pending(
        self,
        connection: Connection,
        call: Call,
        parties_of_caller: Sequence[str],
        now: datetime,
        *,
        size: int = 0,
        token: str = "",
        ask: str = "",
        overdue_only: bool = False,
    ) -> Pending:
        """What waits for the caller, least time left first; cases that rest come last (CASE-03).

        ``ask`` and ``overdue_only`` choose rows; the counts stay those of everything that waits.
        """
        limit = clamp(size)
        mine = asked_of(call, parties_of_caller)
        chosen = [mine]
        if ask:
            chosen.append(asks.c.ask == ask)
        if overdue_only:
            chosen.append(asks.c.due_at < now)
        key = f"pending\n{call.actor.id}\n{ask}\n{overdue_only}"
        order = parse_order(
            "due_time, id, ask", {"due_time": asks.c.due_at, "id": asks.c.case_id, "ask": asks.c.ask}
        )
        after = decode_token(token, order, key)
        page = keyset(
            sa.select(asks.c.ask, asks.c.case_id, asks.c.due_at.label("ask_due"), *SUMMARY)
            .join(cases, cases.c.id == asks.c.case_id)
            .where(*chosen),
            order.directions,
            after,
        ).limit(limit + 1)
        rows = connection.execute(page).all()
        counts = connection.execute(
            sa.select(
                asks.c.ask,
                sa.func.count(),
                sa.func.sum(sa.case((asks.c.due_at < now, 1), else_=0)),
                sa.func.sum(sa.case((sa.and_(asks.c.amber_at <= now, asks.c.due_at >= now), 1), else_=0)),
            )
            .where(mine)
            .group_by(asks.c.ask)
        ).all()
        next_token = ""
        if len(rows) > limit:
            rows = rows[:limit]
            last = rows[-1]
            next_token = encode_token(order, key, [aware(last.ask_due), last.case_id, last.ask])
        return Pending(
            rows=rows,
            next_token=next_token,
            total=sum(row[1] for row in counts),
            overdue=sum(row[2] or 0 for row in counts),
            amber=sum(row[3] or 0 for row in counts),
            by_ask={row[0]: row[1] for row in counts},
        )

    def by_phone(
        self,
        connection: Connection,
        blind: str,
        call: Call,
        sight: Sight,
        reach: Sequence[tuple[str, str]],
        *,
        size: int = 0,
        token: str = "",
    ) -> Page:
        """Cases that somebody with this phone reported or joined, the newest first (CASE-02).

        Args:
            blind: the phone's blind index.
            reach: subtrees and lines of work (empty: all) where the caller may know who reported.
        """
        limit = clamp(size)
        order = parse_order("create_time desc", ORDERS)
        key = f"by_phone\n{blind}\n{call.actor.id}"
        after = decode_token(token, order, key)
        reported = sa.select(cases.c.id).where(
            cases.c.reporter_phone_blind == blind, cases.c.reporter_phone_blind != _NONE
        )
        joined = sa.select(followers.c.case_id).where(
            followers.c.phone_blind == blind, followers.c.phone_blind != _NONE
        )
        within = [
            sa.and_(scoped_cases.under(path), line_is(line)) if line else scoped_cases.under(path)
            for path, line in reach
        ]
        query = (
            sa.select(*SUMMARY)
            .where(cases.c.id.in_(sa.union(reported, joined)), visible(sight), sa.or_(sa.false(), *within))
            .order_by(cases.c.id.desc())
            .limit(limit + 1)
        )
        if after is not None:
            query = query.where(cases.c.id < str(after[0]))
        rows = connection.execute(query).all()
        next_token = ""
        if len(rows) > limit:
            rows = rows[:limit]
            next_token = encode_token(order, key, [rows[-1].id] * len(order.terms))
        return Page(rows, next_token)

    def timeline(self, connection: Connection, case_id: str) -> Sequence[Any]:
        """Every line of the history, in order."""
        query = sa.select(timeline).where(timeline.c.case_id == case_id).order_by(timeline.c.sequence)
        return connection.execute(query).all()

    def similar(
        self,
        connection: Connection,
        category: str,
        point: tuple[float, float],
        metres: int,
        days: int,
        now: datetime,
    ) -> list[tuple[Any, float]]:
        """Open cases of the same leaf near by and recent, nearest first, twenty at most."""
        cells = cells_around(point[0], point[1], metres, CELL_METRES)
        rows = connection.execute(
            sa.select(*SUMMARY)
            .where(
                cases.c.category == category,
                cases.c.cell.in_(cells),
                cases.c.open,
                cases.c.created_at >= now - timedelta(days=days),
            )
            .limit(500)
        ).all()
        away = [(row, distance_m(point[0], point[1], row.longitude, row.latitude)) for row in rows]
        return sorted((each for each in away if each[1] <= metres), key=lambda each: (each[1], each[0].id))[
            :20
        ]

    def summaries(self, connection: Connection, ids: Sequence[str], sight: Sight) -> dict[str, Any]:
        """Rows of these cases as far as they are in sight."""
        if not ids:
            return {}
        rows = connection.execute(sa.select(*SUMMARY).where(cases.c.id.in_(list(ids)), visible(sight)))
        return {row.id: row for row in rows}

    def merely_followed(
        self, connection: Connection, rows: Sequence[Any], sight: Sight, call: Call, units: Sequence[str]
    ) -> frozenset[str]:
        """Cases among the rows of which the caller sees the progress alone, as `GetCase` does."""
        outside = [row.id for row in rows if not sight.covers(row.grid_path, row.category)]
        if not outside:
            return frozenset()
        me = call.actor.id
        found = connection.execute(sa.select(*_PEOPLE).where(cases.c.id.in_(outside))).all()
        return frozenset(
            row.id
            for row in found
            if me not in (row.creator_id, row.reporter_account, row.first_receiver, row.handover_to)
            and not any(task["unit_id"] in units for task in row.tasks)
        )

    def under(self, path: str) -> ColumnElement[bool]:
        """Cases of a subtree."""
        return scoped_cases.under(path)


def _distinct(
    directions: Sequence[tuple[ColumnElement[Any], bool]],
) -> tuple[tuple[ColumnElement[Any], bool], ...]:
    """The same order without columns that repeat: create_time and id are one column."""
    kept: dict[str, tuple[ColumnElement[Any], bool]] = {}
    for column, descending in directions:
        kept.setdefault(str(getattr(column, "name", column)), (column, descending))
    return tuple(kept.values())


def _merge(rows: Sequence[Any], directions: Any, limit: int) -> list[Any]:
    """The first of the rows of several ordered lists, each once."""
    found = list({row.id: row for row in rows}.values())
    for column, descending in reversed(directions):
        name = column.name
        with_value = [row for row in found if getattr(row, name) is not None]
        without = [row for row in found if getattr(row, name) is None]
        with_value.sort(key=lambda row: getattr(row, name), reverse=descending)
        found = with_value + without
    return found[:limit]


def asked_of(call: Call, parties_of_caller: Sequence[str]) -> ColumnElement[bool]:
    """Asks to the caller by name, and to the places of the caller's grants, by what each ask needs."""
    conditions: list[ColumnElement[bool]] = [asks.c.party.in_(list(parties_of_caller) or [""])]
    by_right: dict[tuple[str, str], list[str]] = {}
    for grant in call.actor.grants:
        if grant.unit:
            continue
        for ask, permission in PERMISSIONS.items():
            if permission in grant.permissions:
                by_right.setdefault((grant.territory, grant.line), []).append(ask)
    groups: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for (path, line), allowed in by_right.items():
        groups.setdefault((tuple(sorted(set(allowed))), line), []).append(f"path:{path}")
    for (allowed_asks, line), paths in groups.items():
        condition = sa.and_(asks.c.party.in_(sorted(set(paths))), asks.c.ask.in_(allowed_asks))
        if line:
            condition = sa.and_(condition, sa.or_(asks.c.line == line, asks.c.line.startswith(line + ".")))
        conditions.append(condition)
    return sa.or_(*conditions)
