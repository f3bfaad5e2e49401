"""The query for the communities of a territory and where their week stands."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from services.field.adapters.tables import seen_place
from services.field.adapters.work_log_tables import scoped_work_day, week_summary, work_day
from services.field.domain.work_log import DayState
from services.field.domain.work_weeks import Week
from wangge.types.v1 import types_pb2

_COMMUNITY = 12


def weeks_of_communities(path: str, week: Week, after: str, limit: int) -> sa.Select[Any]:
    """Communities by path, with the state of their week and how many days were finished in it."""
    community = sa.func.substr(work_day.c.territory_path, 1, _COMMUNITY)
    done = (
        sa.select(community.label("path"), sa.func.count().label("finished"))
        .where(
            scoped_work_day.under(path),
            work_day.c.day >= week.days[0],
            work_day.c.day <= week.days[-1],
            work_day.c.state == DayState.FINISHED.value,
        )
        .group_by(community)
        .subquery()
    )
    here = sa.and_(week_summary.c.territory_path == seen_place.c.path, week_summary.c.week == str(week))
    return (
        sa.select(
            seen_place.c.path,
            seen_place.c.name,
            week_summary.c.state,
            week_summary.c.reported_at,
            sa.func.coalesce(done.c.finished, 0).label("finished"),
        )
        .select_from(
            seen_place.outerjoin(week_summary, here).outerjoin(done, done.c.path == seen_place.c.path)
        )
        .where(
            seen_place.c.level == types_pb2.LEVEL_COMMUNITY,
            seen_place.c.ended.is_(False),
            seen_place.c.path >= path,
            seen_place.c.path < path + ":",
            seen_place.c.path > after,
        )
        .order_by(seen_place.c.path)
        .limit(limit)
    )
