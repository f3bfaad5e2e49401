"""Meetings in the database; what was said is sealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from services.kernel.call import Scope
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.reading import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.projections import seen_place
from services.population.adapters.tables.summaries import meeting as m
from services.population.application.summaries.ports import CommunityWeek
from services.population.domain.meetings import (
    COMMUNITY,
    Addition,
    Decision,
    Meeting,
    MeetingState,
    Minutes,
)
from services.population.domain.refusals import Stale
from services.population.domain.weeks import Week

_PLAIN = ("id", "path", "huddle", "prepared_by", "prepared_at", "reported_by", "reported_at", "noted_by")


class SqlMeetings:
    """See the port `Meetings`."""

    def __init__(self, database: Database, sealing: Sealing) -> None:
        self._database = database
        self._sealing = sealing

    def get(self, uow: UnitOfWork, meeting_id: str) -> Meeting | None:
        """See the port."""
        return self._first(uow, m.c.id == meeting_id)

    def weekly(self, uow: UnitOfWork, path: str, week: Week) -> Meeting | None:
        """See the port."""
        return self._first(uow, sa.and_(m.c.week == str(week), m.c.once == path))

    def add(self, uow: UnitOfWork, meeting: Meeting) -> bool:
        """See the port."""
        insert: Any = (postgresql if uow.dialect == "postgresql" else sqlite).insert(m)
        made = insert.values(self._values(meeting)).on_conflict_do_nothing()
        return bool(uow.connection.execute(made).rowcount)

    def put(self, uow: UnitOfWork, meeting: Meeting) -> None:
        """See the port."""
        current = sa.and_(m.c.id == meeting.id, m.c.version == meeting.version - 1)
        if not uow.connection.execute(sa.update(m).where(current).values(self._values(meeting))).rowcount:
            raise Stale()

    def one(self, meeting_id: str) -> Meeting | None:
        """See the port."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(m).where(m.c.id == meeting_id)).first()
        return self._meeting(row) if row is not None else None

    def page(
        self, paths: Sequence[str], path: str, after: str, limit: int, *, huddles: bool
    ) -> Sequence[Meeting]:
        """See the port."""
        here = under(m.c.path, Scope(tuple(paths), ()), path)
        query = sa.select(m).where(m.c.huddle.is_(huddles), here)
        if after:
            query = query.where(m.c.id < after)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(m.c.id.desc()).limit(limit)).all()
        return [self._meeting(row) for row in rows]

    def weeks_of(self, path: str, week: Week) -> Sequence[CommunityWeek]:
        """See the port."""
        p = seen_place.c
        of_week = sa.and_(m.c.week == str(week), m.c.once == p.path)
        query = (
            sa.select(p.path, p.name, m.c.state, m.c.id, m.c.held_on, m.c.reported_at)
            .select_from(seen_place.join(m, of_week, isouter=True))
            .where(
                sa.func.length(p.path) == COMMUNITY,
                p.ended.is_(False),
                p.path >= path,
                p.path < path + ":",
            )
            .order_by(p.path)
        )
        with self._database.read() as connection:
            return [
                CommunityWeek(
                    row.path,
                    row.name,
                    MeetingState(row.state) if row.state else None,
                    row.id or "",
                    row.held_on,
                    aware(row.reported_at) if row.reported_at else None,
                )
                for row in connection.execute(query)
            ]

    def to_note(self, paths: Sequence[str], limit: int) -> Sequence[Meeting]:
        """See the port."""
        query = sa.select(m).where(
            m.c.state == MeetingState.REPORTED.value, under(m.c.path, Scope(tuple(paths), ()), "")
        )
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(m.c.reported_at, m.c.id).limit(limit)).all()
        return [self._meeting(row) for row in rows]

    def _first(self, uow: UnitOfWork, condition: sa.ColumnElement[bool]) -> Meeting | None:
        row = uow.connection.execute(sa.select(m).where(condition).with_for_update()).first()
        return self._meeting(row) if row is not None else None

    def _values(self, meeting: Meeting) -> dict[str, Any]:
        said = meeting.minutes
        sealed = {
            "c": said.chair if said else "",
            "p": list(said.participants) if said else [],
            "m": said.text if said else "",
            "d": [[each.text, each.who, _text(each.until)] for each in meeting.decisions],
            "a": [[each.text, each.by, each.at.isoformat()] for each in meeting.additions],
            "n": meeting.remark,
            "r": dict(meeting.report) if meeting.report else {},
        }
        return {name: getattr(meeting, name) for name in _PLAIN} | {
            "week": str(meeting.week),
            "once": meeting.id if meeting.huddle else meeting.path,
            "state": meeting.state.value,
            "held_on": said.held_on if said else None,
            "noted_at": meeting.noted_at,
            "version": meeting.version,
            "sealed": self._sealing.seal("summary_meeting", meeting.id, sealed),
        }

    def _meeting(self, row: Any) -> Meeting:
        opened = self._sealing.open("summary_meeting", row.id, row.sealed)
        said = None
        if row.held_on is not None:
            people = tuple(opened.get("p", ()))
            said = Minutes(row.held_on, opened.get("c", ""), people, opened.get("m", ""))
        return Meeting(
            id=row.id,
            path=row.path,
            week=Week.read(row.week),
            huddle=row.huddle,
            prepared_by=row.prepared_by,
            prepared_at=aware(row.prepared_at),
            state=MeetingState(row.state),
            minutes=said,
            decisions=tuple(Decision(text, who, _day(until)) for text, who, until in opened.get("d", ())),
            additions=tuple(
                Addition(text, by, datetime.fromisoformat(at)) for text, by, at in opened.get("a", ())
            ),
            reported_by=row.reported_by,
            reported_at=aware(row.reported_at) if row.reported_at else None,
            report=opened.get("r") or None,
            noted_by=row.noted_by,
            noted_at=aware(row.noted_at) if row.noted_at else None,
            remark=opened.get("n", ""),
            version=row.version,
        )


def _text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
