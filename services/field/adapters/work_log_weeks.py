"""Planned duty and weeks of communities in their tables, and what is heard of cases and the calendar."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from services.field.adapters.tables import seen_account
from services.field.adapters.work_log_tables import duty_plan, seen_calendar, seen_deed, week_summary
from services.field.application.work_log_ports import Deed
from services.field.domain.duty_plan import DutyPlan, PlannedDuty
from services.field.domain.refusals import Stale
from services.field.domain.week_summary import Figures, WeekState, WeekSummary, WorkerWeek
from services.field.domain.work_weeks import Week
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.security.fields import FieldCipher


class SqlDutyPlans:
    """See the port."""

    def find(self, uow: UnitOfWork, worker_id: str, week: Week) -> DutyPlan | None:
        """None where nothing was planned."""
        where = sa.and_(duty_plan.c.worker_id == worker_id, duty_plan.c.week == str(week))
        row = uow.connection.execute(sa.select(duty_plan).where(where)).first()
        return plan_of(row) if row is not None else None

    def save(self, uow: UnitOfWork, plan: DutyPlan) -> None:
        """See the port."""
        key = {"worker_id": plan.worker_id, "week": str(plan.week)}
        values = {
            "territory_path": plan.territory_path,
            "duties": [[each.day.isoformat(), each.begin, each.end] for each in plan.duties],
            "version": plan.version,
        }
        _put(uow, duty_plan, key, values)


class SqlWeekSummaries:
    """See the port."""

    def __init__(self, cipher: FieldCipher) -> None:
        self._cipher = cipher

    def find(self, uow: UnitOfWork, path: str, week: Week) -> WeekSummary | None:
        """None before anything was written."""
        where = sa.and_(week_summary.c.territory_path == path, week_summary.c.week == str(week))
        row = uow.connection.execute(sa.select(week_summary).where(where)).first()
        return summary_of(row, self._cipher) if row is not None else None

    def save(self, uow: UnitOfWork, summary: WeekSummary) -> None:
        """See the port."""
        key = {"territory_path": summary.territory_path, "week": str(summary.week)}
        words = json.dumps([summary.conclusions, summary.needs, summary.minutes], ensure_ascii=False)
        values = {
            "state": summary.state.value,
            "words": self._cipher.seal(words, place=_sealed_to(summary.territory_path, summary.week)),
            "figures": _packed(summary.figures) if summary.figures is not None else sa.null(),
            "summed_up_by": summary.summed_up_by,
            "summed_up_at": summary.summed_up_at,
            "reported_by": summary.reported_by,
            "reported_at": summary.reported_at,
            "version": summary.version,
        }
        _put(uow, week_summary, key, values)


class SqlDeeds:
    """See the port."""

    def note(self, uow: UnitOfWork, event_id: str, account_id: str, deed: Deed) -> None:
        """See the port. The inbox takes each event once."""
        known = sa.select(seen_account.c.id).where(seen_account.c.id == account_id)
        if uow.connection.execute(known).first() is None:
            return
        values = {
            "event_id": event_id,
            "account_id": account_id,
            "at": deed.at,
            "case_id": deed.case_id,
            "number": deed.number,
            "act": deed.act,
        }
        uow.connection.execute(sa.insert(seen_deed).values(values))

    def known(self, uow: UnitOfWork, account_id: str, case_id: str) -> str:
        """See the port."""
        where = sa.and_(seen_deed.c.account_id == account_id, seen_deed.c.case_id == case_id)
        return uow.connection.execute(sa.select(seen_deed.c.number).where(where).limit(1)).scalar() or ""

    def keep_calendar(self, uow: UnitOfWork, name: str, days: dict[str, bool], version: int) -> None:
        """What is older than the one known changes nothing."""
        where = seen_calendar.c.name == name
        known = uow.connection.execute(sa.select(seen_calendar.c.version).where(where)).scalar()
        if known is None:
            values = {"name": name, "days": days, "version": version}
            uow.connection.execute(sa.insert(seen_calendar).values(values))
        elif known <= version:
            uow.connection.execute(sa.update(seen_calendar).where(where).values(days=days, version=version))

    def purge(self, uow: UnitOfWork, before: datetime) -> int:
        """Deeds before then."""
        return uow.connection.execute(sa.delete(seen_deed).where(seen_deed.c.at < before)).rowcount


def plan_of(row: Any) -> DutyPlan:
    """A row of the table."""
    duties = tuple(PlannedDuty(date.fromisoformat(day), begin, end) for day, begin, end in row.duties)
    return DutyPlan(row.worker_id, Week.read(row.week), row.territory_path, duties, row.version)


def summary_of(row: Any, cipher: FieldCipher) -> WeekSummary:
    """A row of the table."""
    week = Week.read(row.week)
    conclusions, needs, minutes = json.loads(
        cipher.open(row.words, place=_sealed_to(row.territory_path, week))
    )
    return WeekSummary(
        territory_path=row.territory_path,
        week=week,
        state=WeekState(row.state),
        conclusions=conclusions,
        needs=needs,
        minutes=minutes,
        figures=_unpacked(row.figures) if row.figures is not None else None,
        summed_up_by=row.summed_up_by,
        summed_up_at=aware(row.summed_up_at),
        reported_by=row.reported_by,
        reported_at=aware(row.reported_at),
        version=row.version,
    )


def _put(uow: UnitOfWork, table: sa.Table, key: Mapping[str, str], values: Mapping[str, Any]) -> None:
    """Insert version 1, or replace the version before. Raises Stale."""
    if values["version"] == 1:
        try:
            uow.connection.execute(sa.insert(table).values({**key, **values}))
        except IntegrityError:
            raise Stale() from None
        return
    where = [table.c[name] == value for name, value in key.items()]
    where.append(table.c.version == values["version"] - 1)
    if uow.connection.execute(sa.update(table).where(*where).values(dict(values))).rowcount != 1:
        raise Stale()


def _packed(figures: Figures) -> dict[str, Any]:
    workers = [
        {**asdict(each), "missing": [day.isoformat() for day in each.missing]} for each in figures.workers
    ]
    return {
        "workers": workers,
        "kinds": dict(figures.kinds),
        "cases_reported": figures.cases_reported,
        "cases_handled": figures.cases_handled,
    }


def _unpacked(packed: Mapping[str, Any]) -> Figures:
    workers = tuple(
        WorkerWeek(**{**each, "missing": tuple(date.fromisoformat(day) for day in each["missing"])})
        for each in packed["workers"]
    )
    return Figures(workers, dict(packed["kinds"]), packed["cases_reported"], packed["cases_handled"])


def _sealed_to(path: str, week: Week) -> str:
    return f"field.week_summary.words/{path}/{week}"
