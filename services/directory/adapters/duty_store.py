"""Recurring duties in the database; see the port `Duties`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from services.directory.adapters.tables.duties import duty_completion, recurring_duty
from services.directory.adapters.tables.organisations import organisation
from services.directory.adapters.territory_store import beneath, chunks
from services.directory.application.messages import stamp
from services.directory.application.recurring_ports import DutyQuery, KeptDuty
from services.directory.domain.refusals import Stale
from services.kernel.call import Scope
from services.kernel.persistence.moments import aware
from services.kernel.persistence.scoping import ScopedTable
from wangge.directory.v1 import organisations_pb2 as pb

_MOST_SHOWN = 20
_scoped = ScopedTable(organisation, organisation.c.territory_path, organisation.c.id)


class DutyStore:
    """One row per duty, one per completion."""

    def find(self, connection: Connection, id: str) -> KeptDuty | None:
        """A duty with its completions."""
        row = connection.execute(sa.select(recurring_duty).where(recurring_duty.c.id == id)).first()
        return self._read(connection, [row])[0] if row else None

    def put(self, connection: Connection, kept: KeptDuty, fresh: bool) -> None:
        """Insert, or replace the version before. Raises Stale."""
        record = kept.duty
        values: dict[str, Any] = {
            "organisation_id": record.organisation_id,
            "duty": record.duty,
            "title": record.title,
            "rhythm": int(record.rhythm),
            "first_due": kept.first_due,
            "next_due": date.fromisoformat(record.next_due),
            "told_due": kept.told_due,
            "ended": record.ended,
            "version": int(record.etag),
        }
        if fresh:
            connection.execute(sa.insert(recurring_duty).values(id=record.id, **values))
            return
        changed = connection.execute(
            sa.update(recurring_duty)
            .where(recurring_duty.c.id == record.id, recurring_duty.c.version == values["version"] - 1)
            .values(**values)
        )
        if changed.rowcount != 1:
            raise Stale(record=record.title)

    def complete(
        self,
        connection: Connection,
        id: str,
        duty_id: str,
        due: date,
        done: date,
        note: str,
        by: str,
        at: datetime,
    ) -> None:
        """One more line of the history."""
        connection.execute(
            sa.insert(duty_completion).values(
                id=id, duty_id=duty_id, due=due, done_on=done, note=note, by_id=by[:80], at=at
            )
        )

    def page(
        self,
        connection: Connection,
        query: DutyQuery,
        scope: Scope,
        units: Sequence[str],
        size: int,
        after: str,
    ) -> list[KeptDuty]:
        """Duties of organisations within the scope or of the caller's own, in the order of ids."""
        sight = sa.or_(_scoped.visible(scope), organisation.c.id.in_(list(units)))
        select = (
            sa.select(recurring_duty)
            .join(organisation, organisation.c.id == recurring_duty.c.organisation_id)
            .where(sight)
            .order_by(recurring_duty.c.id)
            .limit(size)
        )
        if query.organisation_id:
            select = select.where(recurring_duty.c.organisation_id == query.organisation_id)
        if query.path is not None:
            select = select.where(beneath(organisation.c.territory_path, query.path))
        if query.missing_on is not None:
            select = select.where(~recurring_duty.c.ended, recurring_duty.c.next_due < query.missing_on)
        if after:
            select = select.where(recurring_duty.c.id > after)
        return self._read(connection, connection.execute(select).all())

    def coming(
        self, connection: Connection, units: Sequence[str], until: date, most: int
    ) -> list[tuple[KeptDuty, str]]:
        """See the port."""
        r = recurring_duty.c
        select = (
            sa.select(recurring_duty, organisation.c.name.label("organisation_name"))
            .join(organisation, organisation.c.id == r.organisation_id)
            .where(r.organisation_id.in_(list(units)), ~r.ended, r.next_due <= until)
            .order_by(r.next_due, r.id)
            .limit(most)
        )
        rows = connection.execute(select).all()
        return [
            (kept, row.organisation_name)
            for kept, row in zip(self._read(connection, rows), rows, strict=True)
        ]

    def kinds_of(self, connection: Connection, organisation_id: str) -> set[str]:
        """Which of the five an organisation has arranged."""
        select = sa.select(recurring_duty.c.duty).where(
            recurring_duty.c.organisation_id == organisation_id, ~recurring_duty.c.ended
        )
        return set(connection.scalars(select))

    def overdue(self, connection: Connection, today: date, most: int) -> list[KeptDuty]:
        """Duties whose present turn passed and was not told yet."""
        r = recurring_duty.c
        select = (
            sa.select(recurring_duty)
            .where(~r.ended, r.next_due < today, sa.or_(r.told_due.is_(None), r.told_due != r.next_due))
            .order_by(r.next_due, r.id)
            .limit(most)
        )
        return self._read(connection, connection.execute(select).all())

    def _read(self, connection: Connection, rows: Iterable[Row[Any]]) -> list[KeptDuty]:
        found = list(rows)
        history: dict[str, list[pb.RecurringDuty.Completion]] = defaultdict(list)
        for some in chunks(row.id for row in found):
            d = duty_completion.c
            select = sa.select(duty_completion).where(d.duty_id.in_(some)).order_by(d.id.desc())
            for row in connection.execute(select):
                if len(history[row.duty_id]) < _MOST_SHOWN:
                    history[row.duty_id].append(
                        pb.RecurringDuty.Completion(
                            due=row.due.isoformat(),
                            done_on=row.done_on.isoformat(),
                            note=row.note,
                            by=row.by_id,
                            at=stamp(aware(row.at)),
                        )
                    )
        return [
            KeptDuty(
                pb.RecurringDuty(
                    id=row.id,
                    organisation_id=row.organisation_id,
                    duty=row.duty,
                    title=row.title,
                    rhythm=row.rhythm,
                    next_due=row.next_due.isoformat(),
                    ended=row.ended,
                    completions=history[row.id],
                    etag=str(row.version),
                ),
                row.first_due,
                row.told_due,
            )
            for row in found
        ]
