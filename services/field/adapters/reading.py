"""Patrols, duty and days to look at, limited to what a scope allows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from services.field.adapters.patrols import check_ins_of, duty_of, patrol_of
from services.field.adapters.sealing import Sealing
from services.field.adapters.tables import (
    check_in,
    checkpoint,
    duty,
    patrol,
    scoped_patrol,
    seen_account,
    seen_place,
)
from services.field.application.ports import GridDay, ShownPatrol, Wanted
from services.field.domain.duty import Duty
from services.field.domain.patrol import State
from services.field.domain.refusals import PatrolNotFound
from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.paging import keyset
from wangge.types.v1 import types_pb2

_COMMUNITY = 12  # digits of its path
NEWEST_FIRST = ((patrol.c.started_at, True), (patrol.c.id, True))
_IN_PATROL = check_in.c.patrol_id == patrol.c.id
_UNDER_PATROL = sa.and_(
    checkpoint.c.territory_path >= patrol.c.territory_path,
    checkpoint.c.territory_path < patrol.c.territory_path + ":",
    checkpoint.c.retired.is_(False),
)
_SHOWN = sa.select(
    patrol,
    sa.func.coalesce(seen_account.c.name, "").label("worker_name"),
    sa.func.coalesce(seen_place.c.name, "").label("territory_name"),
    sa.select(sa.func.count()).select_from(check_in).where(_IN_PATROL).scalar_subquery().label("calls"),
    sa.select(sa.func.count())
    .select_from(check_in)
    .where(_IN_PATROL, check_in.c.finding != "")
    .scalar_subquery()
    .label("findings"),
    sa.select(sa.func.count())
    .select_from(checkpoint)
    .where(_UNDER_PATROL)
    .scalar_subquery()
    .label("checkpoints"),
    sa.select(sa.func.count(check_in.c.checkpoint_id.distinct()))
    .where(_IN_PATROL, check_in.c.checkpoint_id != "")
    .scalar_subquery()
    .label("visited"),
).select_from(
    patrol.outerjoin(seen_account, seen_account.c.id == patrol.c.worker_id).outerjoin(
        seen_place, seen_place.c.path == patrol.c.territory_path
    )
)


class SqlPatrolReader:
    """See the port."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing

    def get(self, patrol_id: str, scope: Scope, own: str) -> ShownPatrol:
        """See the port."""
        sight = sa.or_(patrol.c.worker_id == own, scoped_patrol.visible(scope))
        with self._database.read() as connection:
            row = connection.execute(_SHOWN.where(patrol.c.id == patrol_id, sight)).first()
            if row is None:
                raise PatrolNotFound()
            return _shown(row, check_ins_of(connection, patrol_id, self._sealing))

    def page(
        self, scope: Scope, wanted: Wanted, after: tuple[datetime, str] | None, limit: int
    ) -> Sequence[ShownPatrol]:
        """See the port."""
        query = _SHOWN.where(scoped_patrol.visible(scope))
        if wanted.worker_id:
            query = query.where(patrol.c.worker_id == wanted.worker_id)
        if wanted.under:
            query = query.where(scoped_patrol.under(wanted.under))
        if wanted.state is not None:
            query = query.where(patrol.c.state == wanted.state.value)
        if wanted.begun_from is not None:
            query = query.where(patrol.c.started_at >= wanted.begun_from)
        if wanted.begun_before is not None:
            query = query.where(patrol.c.started_at < wanted.begun_before)
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, NEWEST_FIRST, after).limit(limit)).all()
        return [_shown(row, []) for row in rows]

    def duty_of(self, account_id: str) -> tuple[Duty | None, str]:
        """See the port."""
        last = sa.select(duty).where(duty.c.account_id == account_id).order_by(duty.c.started_at.desc())
        running = sa.select(patrol.c.id).where(
            patrol.c.worker_id == account_id, patrol.c.state == State.RUNNING.value
        )
        with self._database.read() as connection:
            row = connection.execute(last.limit(1)).first()
            patrol_id = connection.execute(running).scalar()
        return (duty_of(row) if row is not None else None), patrol_id or ""

    def days_of_grids(
        self, under: str, begin: datetime, end: datetime, limit: int
    ) -> tuple[int, int, Sequence[GridDay]]:
        """See the port. A patrol of a whole community counts for none of its grids."""
        that_day = sa.and_(patrol.c.started_at >= begin, patrol.c.started_at < end)
        finished = sa.func.sum(sa.case((patrol.c.state == State.FINISHED.value, 1), else_=0))
        done = (
            sa.select(
                patrol.c.territory_path.label("path"),
                finished.label("finished"),
                sa.func.sum(sa.case((patrol.c.state == State.RUNNING.value, 1), else_=0)).label("running"),
                sa.func.max(sa.case((patrol.c.state == State.FINISHED.value, patrol.c.finished_at))).label(
                    "last"
                ),
            )
            .where(that_day, scoped_patrol.under(under))
            .group_by(patrol.c.territory_path)
            .subquery()
        )
        grids = sa.and_(
            seen_place.c.level == types_pb2.LEVEL_GRID,
            seen_place.c.ended.is_(False),
            seen_place.c.path >= under,
            seen_place.c.path < under + ":",
        )
        count = sa.func.coalesce(done.c.finished, 0)
        joined = seen_place.outerjoin(done, done.c.path == seen_place.c.path)
        community = seen_place.alias()
        above = community.c.path == sa.func.substr(seen_place.c.path, 1, _COMMUNITY)
        rows = (
            sa.select(
                seen_place.c.path, seen_place.c.name, count.label("finished"), done.c.running, done.c.last
            )
            .add_columns(sa.func.coalesce(community.c.name, "").label("community"))
            .select_from(joined.outerjoin(community, above))
            .where(grids)
            .order_by(sa.case((count > 0, 1), else_=0), seen_place.c.path)
            .limit(limit)
        )
        totals = (
            sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(sa.case((count > 0, 1), else_=0)), 0))
            .select_from(joined)
            .where(grids)
        )
        with self._database.read() as connection:
            all_grids, patrolled = connection.execute(totals).one()
            found = [
                GridDay(
                    row.path, row.name, int(row.finished), bool(row.running), aware(row.last), row.community
                )
                for row in connection.execute(rows)
            ]
        return int(all_grids), int(patrolled), found

    def forgotten(self, before: datetime, limit: int) -> tuple[Sequence[str], Sequence[str]]:
        """See the port."""
        accounts = sa.select(duty.c.account_id).where(duty.c.ended_at.is_(None), duty.c.started_at <= before)
        patrols = sa.select(patrol.c.id).where(
            patrol.c.state == State.RUNNING.value, patrol.c.started_at <= before
        )
        with self._database.read() as connection:
            return (
                list(connection.execute(accounts.limit(limit)).scalars()),
                list(connection.execute(patrols.limit(limit)).scalars()),
            )


def _shown(row: Any, check_ins: list[Any]) -> ShownPatrol:
    return ShownPatrol(
        patrol=patrol_of(row, check_ins),
        worker_name=row.worker_name,
        territory_name=row.territory_name,
        check_ins=row.calls,
        findings=row.findings,
        checkpoints=row.checkpoints,
        visited=row.visited,
    )
