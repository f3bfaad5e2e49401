"""What the counters count, said of the case table itself: for rebuilding, and where no counters are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from services.cases.adapters.tables.cases import cases
from services.cases.domain.statistics import DONE, SATISFIED, Span
from services.kernel.worktime import SHANGHAI

_DONE = sorted(state.value for state in DONE)
_COLUMN = {"unit": "owner_unit_id", "path": "grid_path"}


def case_column(name: str) -> sa.ColumnElement[str]:
    """The column of a key of the counters."""
    return cases.c[_COLUMN.get(name, name)]


def day_expression(is_sqlite: bool) -> sa.ColumnElement[str]:
    """The day of the report in China, as text."""
    if is_sqlite:
        return sa.func.date(cases.c.created_at, "+8 hours", type_=sa.String)
    # As a date and then as text: `to_char` takes as long as the rest of a row together.
    return sa.cast(sa.cast(sa.func.timezone("Asia/Shanghai", cases.c.created_at), sa.Date), sa.String)


def light_expression(now: datetime) -> sa.ColumnElement[str]:
    """The light of a case row at a moment."""
    return sa.case(
        (cases.c.paused, "PAUSED"),
        (cases.c.due_at < now, "RED"),
        (cases.c.amber_at <= now, "AMBER"),
        else_="GREEN",
    )


def condition_of(measure: str) -> sa.ColumnElement[bool]:
    """Which cases a measure counts."""
    done = cases.c.state.in_(_DONE)
    score = sa.func.coalesce(cases.c.evaluation["score"].as_integer(), 0)
    match measure:
        case "closed":
            return done
        case "overdue":
            return cases.c.was_overdue
        case "on_time":
            return sa.and_(done, sa.not_(cases.c.was_overdue))
        case "reworked":
            return cases.c.reworks > 0
        case "rated":
            return score > 0
        case "satisfied":
            return score >= SATISFIED
        case "timed" | "minutes":
            return sa.and_(done, cases.c.handling_minutes.is_not(None))
        case _:
            return sa.true()


def amount_of(measure: str) -> sa.ColumnElement[int]:
    """What a case adds to a measure: one, or its minutes."""
    amount = cases.c.handling_minutes if measure == "minutes" else sa.literal(1)
    return sa.case((condition_of(measure), amount), else_=0)


def reported_in(span: Span) -> list[sa.ColumnElement[bool]]:
    """Cases reported in these days, as moments, so that an index answers."""
    return _in_days(cases.c.created_at, span)


def ended_in(span: Span) -> list[sa.ColumnElement[bool]]:
    """Cases closed in these days."""
    return _in_days(cases.c.closed_at, span)


def under(column: sa.ColumnElement[str], root: str, width: int = 0) -> list[sa.ColumnElement[bool]]:
    """Paths in a place; ``width`` is that of every path of the column where they are all as long."""
    if not root:
        return []
    return [column == root] if len(root) == width else [column >= root, column < root + ":"]


def between(column: sa.ColumnElement[str], span: Span) -> list[sa.ColumnElement[bool]]:
    """Days or months as text, open ends left out."""
    first = [column >= span.first] if span.first else []
    return [*first, *([column <= span.last] if span.last else ())]


def only_these(
    columns: Mapping[str, sa.ColumnElement[str]], only: Mapping[str, str]
) -> list[sa.ColumnElement[bool]]:
    """One value of each of these dimensions, category with what lies below it."""
    found: list[sa.ColumnElement[bool]] = []
    for name, value in only.items():
        found.append(_within(columns[name], value) if name == "category" else columns[name] == value)
    return found


def _within(column: sa.ColumnElement[str], category: str) -> sa.ColumnElement[bool]:
    # Not a range: where "." sorts depends on the collation.
    below = category + "."
    return sa.or_(column == category, sa.func.substr(column, 1, len(below)) == below)


def _in_days(column: sa.Column[datetime], span: Span) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if span.first:
        found.append(column >= _begin(span.first))
    if span.last:
        found.append(column < _begin(span.last) + timedelta(days=1))
    return found


def _begin(day: str) -> datetime:
    # SQLite keeps moments as text in UTC and compares what it is given as it stands.
    return datetime.combine(date.fromisoformat(day), time(), SHANGHAI).astimezone(UTC)
