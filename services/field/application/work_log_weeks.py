"""A community's week: its figures, what people conclude from them, its way up to the township (POP-26)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.field.application.ports import NewUow, People
from services.field.application.whereabouts import territory_of
from services.field.application.work_log_days import COMMUNITY
from services.field.application.work_log_ports import CommunityWeek, Deed, Walk, WeekSummaries, WorkLogReader
from services.field.application.work_log_rows import DayRow, Expectations, day_rows, everybody
from services.field.application.work_log_views import VIEW
from services.field.domain.week_summary import Figures, WeekState, WeekSummary, WorkerWeek
from services.field.domain.work_log_refusals import NotACommunity
from services.field.domain.work_weeks import Week, day_in_china
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.territory_codes import path_of
from services.kernel.types import Clock
from wangge.field.v1 import events_pb2

SUM_UP = "field.week.sum_up"
_REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class ShownWeek:
    """A summary with its figures and names; ``actions`` are what the caller may do next."""

    summary: WeekSummary
    figures: Figures
    place: str
    summed_up_by: str
    reported_by: str
    actions: tuple[str, ...]


class GetSummary:
    """Of one community. The levels above read its words once they were reported."""

    def __init__(self, reader: WorkLogReader, people: People, clock: Clock) -> None:
        self._reader = reader
        self._people = people
        self._clock = clock

    def __call__(self, call: Call, week: Week, territory_code: str) -> ShownWeek:
        """Raises NotACommunity, PermissionDenied."""
        path = community_path(territory_code)
        call.require(VIEW, path)
        found = self._reader.summary(path, week) or WeekSummary(path, week)
        figures = found.figures or figures_of(self._reader, path, week, day_in_china(self._clock()))
        if found.state is not WeekState.REPORTED and not call.may(SUM_UP, path):
            found = replace(found, conclusions="", needs="", minutes="")
        return ShownWeek(
            found,
            figures,
            self._people.place_name(path),
            self._name(found.summed_up_by),
            self._name(found.reported_by),
            self._actions(call, found),
        )

    def _name(self, account_id: str) -> str:
        known = self._reader.worker(account_id) if account_id else None
        return known.name if known else ""

    def _actions(self, call: Call, found: WeekSummary) -> tuple[str, ...]:
        if not call.may(SUM_UP, found.territory_path) or found.state is WeekState.REPORTED:
            return ()
        if found.state is WeekState.SUMMED_UP:
            return ("write", "report")
        return ("write", "sum_up") if found.week.ripe(day_in_china(self._clock())) else ("write",)


@dataclass(frozen=True, slots=True)
class SummaryParts:
    """What every command on a summary needs."""

    new_uow: NewUow
    weeks: WeekSummaries
    reader: WorkLogReader

    def found(self, uow: UnitOfWork, path: str, week: Week) -> WeekSummary:
        """The summary, or one of which nobody has written anything."""
        return self.weeks.find(uow, path, week) or WeekSummary(path, week)


class WriteSummary:
    """Conclusions, needs and minutes of the meeting."""

    def __init__(self, parts: SummaryParts) -> None:
        self._parts = parts

    def __call__(
        self, call: Call, week: Week, territory_code: str, etag: str, words: tuple[str, str, str]
    ) -> None:
        """``words`` in that order. Raises WeekReportedAlready, ConclusionsMissing, NotACommunity, Stale."""
        path = community_path(territory_code)
        call.require(SUM_UP, path)
        with self._parts.new_uow(call) as uow:
            if uow.replayed() is not None:
                return
            found = self._parts.found(uow, path, week)
            found.write(etag, *(each.strip() for each in words))
            self._parts.weeks.save(uow, found)
            _audit(uow, "field.week.write", found, {"version": [found.version - 1, found.version]})
            uow.commit(result=str(week))


class SumUpWeek:
    """Takes the figures down; from now on days of the week are not reopened."""

    def __init__(self, parts: SummaryParts) -> None:
        self._parts = parts

    def __call__(self, call: Call, week: Week, territory_code: str, etag: str) -> None:
        """Raises WeekNotOver, WeekStateWrong, ConclusionsMissing, NotACommunity, Stale."""
        path = community_path(territory_code)
        call.require(SUM_UP, path)
        parts = self._parts
        with parts.new_uow(call) as uow:
            if uow.replayed() is not None:
                return
            figures = figures_of(parts.reader, path, week, day_in_china(uow.now))
            found = parts.found(uow, path, week)
            found.sum_up(etag, figures, call.actor.id, uow.now)
            parts.weeks.save(uow, found)
            event = events_pb2.WeekSummedUp(
                week=str(week),
                territory_path=path,
                due=figures.due,
                finished=figures.finished,
                entries=figures.entries,
            )
            uow.record(event, aggregate=f"{path}/{week}", territory=path)
            _audit(uow, "field.week.sum_up", found, {"state": ["DRAFT", "SUMMED_UP"]})
            uow.commit(result=str(week))


class ReportWeek:
    """To the township."""

    def __init__(self, parts: SummaryParts) -> None:
        self._parts = parts

    def __call__(self, call: Call, week: Week, territory_code: str, etag: str) -> None:
        """Raises WeekStateWrong, WeekReportedAlready, NotACommunity, Stale."""
        path = community_path(territory_code)
        call.require(SUM_UP, path)
        with self._parts.new_uow(call) as uow:
            if uow.replayed() is not None:
                return
            found = self._parts.found(uow, path, week)
            found.report(etag, call.actor.id, uow.now)
            self._parts.weeks.save(uow, found)
            event = events_pb2.WeekReported(week=str(week), territory_path=path)
            uow.record(event, aggregate=f"{path}/{week}", territory=path)
            _audit(uow, "field.week.report", found, {"state": ["SUMMED_UP", "REPORTED"]})
            uow.commit(result=str(week))


@dataclass(frozen=True, slots=True)
class TerritoryWeek:
    """Communities of a territory, and where their week stands."""

    path: str
    name: str
    communities: Sequence[CommunityWeek]


class ListSummaries:
    """The communities of a territory; for somebody of one community, that one."""

    def __init__(self, reader: WorkLogReader, people: People) -> None:
        self._reader = reader
        self._people = people

    def __call__(self, call: Call, week: Week, territory_code: str, after: str, limit: int) -> TerritoryWeek:
        """Raises NoTerritory, PermissionDenied."""
        path = territory_of(call, VIEW, territory_code)
        found = self._reader.communities(path[:COMMUNITY], week, after, limit)
        return TerritoryWeek(path, self._people.place_name(path), found)


def community_path(code: str) -> str:
    """Raises NotACommunity."""
    path = path_of(code)
    if len(path) != COMMUNITY:
        raise NotACommunity(FieldProblem("territory_code", NotACommunity.code))
    return path


def figures_of(reader: WorkLogReader, path: str, week: Week, today: date) -> Figures:
    """What the platform counts of a community's week; days to come are neither due nor missing yet."""
    begin, end = week.bounds
    days = [each for each in week.days if each <= today]
    logs = reader.days_under(path, week.days[0], week.days[-1])
    workers = everybody(reader, path, week.bounds, logs)
    ids = [each.id for each in workers]
    rows: dict[str, list[DayRow]] = {each: [] for each in ids}
    if days:
        for row in day_rows(reader, workers, days, Expectations(reader, ids, days[0], days[-1])):
            rows[row.worker.id].append(row)
    kinds: dict[str, int] = {}
    for (_, kind), number in reader.counts([each.id for each in logs]).items():
        kinds[kind] = kinds.get(kind, 0) + number
    walks, deeds = reader.walks(ids, begin, end), reader.deeds(ids, begin, end)
    reported = {deed.case_id for _, deed in deeds if deed.act == _REPORTED}
    handled = {deed.case_id for _, deed in deeds if deed.act != _REPORTED}
    counted = tuple(_worker_week(each.id, each.name, rows[each.id], walks, deeds) for each in workers)
    return Figures(counted, kinds, len(reported), len(handled))


def _worker_week(
    worker_id: str,
    name: str,
    rows: Sequence[DayRow],
    walks: Sequence[Walk],
    deeds: Sequence[tuple[str, Deed]],
) -> WorkerWeek:
    own = [each for each in walks if each.worker_id == worker_id]
    return WorkerWeek(
        worker_id=worker_id,
        name=name,
        due=sum(each.due for each in rows),
        finished=sum(each.finished for each in rows),
        late=sum(each.log is not None and each.log.late for each in rows),
        missing=tuple(each.day for each in rows if each.due and not each.finished),
        entries=sum(each.entries for each in rows),
        patrol_days=len({day_in_china(each.began) for each in own}),
        findings=sum(each.findings for each in own),
        cases=len({deed.case_id for account, deed in deeds if account == worker_id}),
    )


def _audit(uow: UnitOfWork, action: str, found: WeekSummary, changes: dict[str, object]) -> None:
    record = f"{found.territory_path}/{found.week}"
    uow.audit(action, "week_summary", record, territory=found.territory_path, changes=changes)
