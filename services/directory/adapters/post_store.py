"""Posts, where they work and who holds or held them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from services.directory.adapters.tables.accounts import account
from services.directory.adapters.tables.organisations import (
    holder,
    post,
    post_duty,
    post_skill,
    post_territory,
)
from services.directory.adapters.territory_store import beneath, chunks
from services.directory.application.ports import PostQuery
from services.directory.domain.duty_hours import DutyMoment, DutySlot
from services.directory.domain.post import Holder, Place, Post
from services.directory.domain.refusals import GridHasHead, Stale
from services.kernel.persistence.moments import aware


class PostStore:
    """See the port `Posts`."""

    def find(self, connection: Connection, id: str) -> Post | None:
        return self.many(connection, [id]).get(id)

    def many(self, connection: Connection, ids: Iterable[str]) -> dict[str, Post]:
        rows: list[Row[Any]] = []
        for some in chunks(ids):
            rows.extend(connection.execute(sa.select(post).where(post.c.id.in_(some)).order_by(post.c.id)))
        return {each.id: each for each in self._read(connection, rows)}

    def page(
        self, connection: Connection, query: PostQuery, size: int, after: str, at: datetime
    ) -> list[Post]:
        select = sa.select(post).order_by(post.c.id).limit(size)
        if query.path is not None:
            place = post_territory.c.territory_path
            here = beneath(place, query.path) if query.deep else place == query.path
            select = select.where(post.c.id.in_(sa.select(post_territory.c.post_id).where(here)))
        if query.organisation_id:
            select = select.where(post.c.organisation_id == query.organisation_id)
        if query.kind:
            select = select.where(post.c.kind == query.kind)
        if query.skill:
            select = select.where(
                post.c.id.in_(sa.select(post_skill.c.post_id).where(post_skill.c.skill == query.skill))
            )
        if query.only_vacant:
            select = select.where(~sa.exists().where(holder.c.post_id == post.c.id, holds_at(at)))
        if query.holder:
            mine = sa.exists().where(holder.c.post_id == post.c.id, holder.c.account_id == query.holder)
            select = select.where(mine.where(holds_at(at)))
        if query.name_contains:
            held = sa.select(holder.c.post_id).join(account, account.c.id == holder.c.account_id)
            by_name = account.c.name.icontains(query.name_contains, autoescape=True)
            select = select.where(
                sa.or_(
                    post.c.title.icontains(query.name_contains, autoescape=True),
                    post.c.id.in_(held.where(by_name, holds_at(at))),
                )
            )
        if query.on_duty is not None:
            select = select.where(
                post.c.id.in_(sa.select(post_duty.c.post_id).where(_on_duty(query.on_duty))),
                sa.exists().where(holder.c.post_id == post.c.id, holds_at(at)),
            )
        if after:
            select = select.where(post.c.id > after)
        return self._read(connection, connection.execute(select).all())

    def in_places(self, connection: Connection, paths: Iterable[str]) -> list[Post]:
        ids: set[str] = set()
        for some in chunks(paths):
            ids.update(
                connection.scalars(
                    sa.select(post_territory.c.post_id).where(post_territory.c.territory_path.in_(some))
                )
            )
        return list(self.many(connection, ids).values())

    def of_organisation(self, connection: Connection, organisation_id: str) -> list[Post]:
        """All posts of one organisation."""
        found = sa.select(post).where(post.c.organisation_id == organisation_id).order_by(post.c.id)
        return self._read(connection, connection.execute(found).all())

    def heads(self, connection: Connection, paths: Iterable[str]) -> dict[str, str]:
        """The accountable post of each of the grids that has one."""
        found: dict[str, str] = {}
        for some in chunks(paths):
            for row in connection.execute(
                sa.select(post_territory.c.territory_path, post_territory.c.post_id).where(
                    post_territory.c.territory_path.in_(some), post_territory.c.accountable
                )
            ):
                found[row.territory_path] = row.post_id
        return found

    def headed_beneath(self, connection: Connection, path: str, at: datetime) -> set[str]:
        """Paths of grids whose accountable post somebody holds."""
        select = (
            sa.select(post_territory.c.territory_path)
            .join(holder, holder.c.post_id == post_territory.c.post_id)
            .where(beneath(post_territory.c.territory_path, path), post_territory.c.accountable, holds_at(at))
        )
        return set(connection.scalars(select))

    def held_beneath(self, connection: Connection, path: str, at: datetime) -> list[tuple[str, str, str]]:
        """(territory path, kind of post, account) of everybody who holds a post at ``path`` or below."""
        select = (
            sa.select(post_territory.c.territory_path, post.c.kind, holder.c.account_id)
            .join(post, post.c.id == post_territory.c.post_id)
            .join(holder, holder.c.post_id == post_territory.c.post_id)
            .where(beneath(post_territory.c.territory_path, path), holds_at(at))
        )
        return [(row.territory_path, row.kind, row.account_id) for row in connection.execute(select)]

    def put(self, connection: Connection, record: Post, fresh: bool) -> None:
        values = _row(record)
        if fresh:
            connection.execute(sa.insert(post).values(id=record.id, **values))
        else:
            changed = connection.execute(
                sa.update(post)
                .where(post.c.id == record.id, post.c.version == record.version - 1)
                .values(**values)
            )
            if changed.rowcount != 1:
                raise Stale(record=record.title)
            connection.execute(sa.delete(post_territory).where(post_territory.c.post_id == record.id))
            connection.execute(sa.delete(post_skill).where(post_skill.c.post_id == record.id))
            connection.execute(sa.delete(post_duty).where(post_duty.c.post_id == record.id))
        places = [
            {
                "post_id": record.id,
                "territory_path": place.path,
                "territory_code": place.code,
                "own": place == record.place,
                "accountable": record.accountable,
            }
            for place in record.places
        ]
        try:
            connection.execute(sa.insert(post_territory), places)
        except IntegrityError as error:
            raise GridHasHead(grid=record.place.code) from error
        if record.skills:
            skills = [{"post_id": record.id, "skill": skill} for skill in dict.fromkeys(record.skills)]
            connection.execute(sa.insert(post_skill), skills)
        if record.duty_hours:
            slots = [
                {
                    "post_id": record.id,
                    "number": number,
                    "weekday": slot.weekday,
                    "begin": slot.begin,
                    "until": slot.until,
                    "working_days_only": slot.working_days_only,
                }
                for number, slot in enumerate(record.duty_hours)
            ]
            connection.execute(sa.insert(post_duty), slots)

    def add_holder(self, connection: Connection, post_id: str, new: Holder, by: str) -> None:
        connection.execute(
            sa.insert(holder).values(
                id=new.id,
                post_id=post_id,
                account_id=new.account_id,
                since=new.since,
                until=new.until,
                basis=new.basis,
                appointed_by=by[:80],
                ended_reason="",
                announced=new.until is None,
            )
        )

    def end_holder(self, connection: Connection, ended: Holder, at: datetime, reason: str) -> None:
        connection.execute(
            sa.update(holder)
            .where(holder.c.id == ended.id)
            .values(until=at, ended_reason=reason[:400], announced=True)
        )

    def terms_ended(self, connection: Connection, at: datetime) -> list[str]:
        """Posts with a term that ran out by itself and was not told to anybody yet."""
        select = sa.select(holder.c.post_id).where(~holder.c.announced, holder.c.until <= at).distinct()
        return list(connection.scalars(select.order_by(holder.c.post_id)))

    def term_announced(self, connection: Connection, post_id: str, at: datetime) -> None:
        connection.execute(
            sa.update(holder).where(holder.c.post_id == post_id, holder.c.until <= at).values(announced=True)
        )

    def _read(self, connection: Connection, rows: Sequence[Row[Any]]) -> list[Post]:
        ids = [row.id for row in rows]
        places: dict[str, list[Place]] = defaultdict(list)
        holders: dict[str, list[Holder]] = defaultdict(list)
        for some in chunks(ids):
            for row in connection.execute(
                sa.select(post_territory)
                .where(post_territory.c.post_id.in_(some), ~post_territory.c.own)
                .order_by(post_territory.c.territory_path)
            ):
                places[row.post_id].append(Place(row.territory_code, row.territory_path))
            for row in connection.execute(
                sa.select(holder).where(holder.c.post_id.in_(some)).order_by(holder.c.since, holder.c.id)
            ):
                term = Holder(row.id, row.account_id, aware(row.since), aware(row.until), row.basis)
                holders[row.post_id].append(term)
        return [
            Post(
                id=row.id,
                title=row.title,
                kind=row.kind,
                place=Place(row.territory_code, row.territory_path),
                organisation_id=row.organisation_id,
                roles=tuple(row.roles),
                accountable=row.accountable,
                also=tuple(places[row.id]),
                roster_slot=row.roster_slot,
                duties=tuple(row.duties),
                skills=tuple(row.skills),
                work_phone=row.work_phone,
                on_notice_board=row.on_notice_board,
                duty_hours=tuple(DutySlot(*slot) for slot in row.duty_hours),
                holders=tuple(holders[row.id]),
                version=row.version,
            )
            for row in rows
        ]


def holds_at(at: datetime) -> sa.ColumnElement[bool]:
    """Whether somebody holds a post at a moment; a condition on `holder`."""
    return sa.and_(holder.c.since <= at, sa.or_(holder.c.until.is_(None), holder.c.until > at))


def _on_duty(moment: DutyMoment) -> sa.ColumnElement[bool]:
    """What `DutySlot.holds` says, for the database."""
    d = post_duty.c
    return sa.or_(
        *(
            sa.and_(
                d.weekday == day.weekday,
                d.begin <= day.minute,
                d.until > day.minute,
                sa.true() if day.working else ~d.working_days_only,
            )
            for day in moment
        )
    )


def _row(record: Post) -> dict[str, Any]:
    return {
        "title": record.title,
        "kind": record.kind,
        "territory_code": record.place.code,
        "territory_path": record.place.path,
        "organisation_id": record.organisation_id,
        "roles": list(record.roles),
        "accountable": record.accountable,
        "roster_slot": record.roster_slot,
        "duties": list(record.duties),
        "skills": list(record.skills),
        "work_phone": record.work_phone,
        "on_notice_board": record.on_notice_board,
        "duty_hours": [
            [slot.weekday, slot.begin, slot.until, slot.working_days_only] for slot in record.duty_hours
        ],
        "version": record.version,
    }
