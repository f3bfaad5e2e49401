"""Stores cases: the row, its participants, asks, history and events, all in the caller's transaction."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from services.cases.adapters import search
from services.cases.adapters.directory import Directory
from services.cases.adapters.disputes import SealedDisputes
from services.cases.adapters.rows import case_of, row_of
from services.cases.adapters.statistics_store import CaseCounters, figures_of
from services.cases.adapters.tables.cases import asks, attachments, cases, parties, scoped_cases, timeline
from services.cases.adapters.telling import followers_told
from services.cases.application.access import Sight
from services.cases.application.events import event_of
from services.cases.domain.asks import asks_of
from services.cases.domain.case import Case
from services.cases.domain.parts import Evidence
from services.cases.domain.refusals import AttachmentUnknown, CaseNotFound, Stale
from services.cases.domain.states import level_of
from services.kernel.errors import FieldProblem
from services.kernel.persistence.moments import aware
from services.kernel.persistence.sessions import Lookup
from services.kernel.persistence.unit_of_work import UnitOfWork


@dataclass(eq=False)
class Loaded:
    """A case as it was read, with what is needed to write it back."""

    case: Case
    changed_by: str
    takes_part: bool
    attached: bool = True


class CaseStore:
    """Reads and writes cases under a `Sight`."""

    def __init__(self, directory: Directory, disputes: SealedDisputes) -> None:
        self._directory = directory
        self._disputes = disputes
        self._counters = CaseCounters()

    def load(
        self, connection: Connection, case_id: str, sight: Sight | None, *, lock: bool = False, etag: str = ""
    ) -> Loaded:
        """The case, if the caller may see it.

        ``sight`` None is the platform itself. Raises CaseNotFound, whether it is not there or out of sight,
        and Stale, naming who was quicker, when ``etag`` is not the version any more.
        """
        found = sight.scope.parties if sight is not None else ()
        lookup = _GET_LOCKED if lock else _GET
        fetched = lookup.first(connection, {"id": case_id, "parties": list(found) or [""]})
        if fetched is None:
            raise CaseNotFound()
        row = dict(zip(_COLUMNS, fetched, strict=True))
        takes_part = bool(row["takes_part"])
        if sight is not None and not takes_part and not sight.covers(row["grid_path"], row["category"]):
            raise CaseNotFound()
        if etag and etag != str(row["version"]):
            raise Stale(by=row["changed_by"], state=row["state"])
        case = case_of(row)
        case.dispute = self._disputes.whole(row)
        case.stored = row
        case.held_by = connection if lock else None
        return Loaded(case, row["changed_by"], takes_part, bool(row["attached"]))

    def insert(self, uow: UnitOfWork, case: Case, people: Iterable[str]) -> None:
        """A new case with its first happenings."""
        case.version = 1
        self._number_happenings(case)
        row = row_of(case, uow.now, self._tick(case)) | self._disputes.columns_of(case, None)
        row["changed_by"] = uow.call.actor.name
        uow.write(_INSERT, row)
        self._count(uow, case, row)
        self._write_parties(uow, case, people)
        self._write_asks(uow, case, new=True)
        self._write_history(uow, case)

    def save(self, uow: UnitOfWork, case: Case, people: Iterable[str] = ()) -> None:
        """Write the case back with its new happenings; Stale when another transaction was quicker."""
        before = case.version
        case.version += 1
        self._number_happenings(case)
        row = row_of(case, uow.now, self._tick(case))
        row["changed_by"] = uow.call.actor.name
        if case.stored is None:
            case.stored = self._row(uow.connection, case.id)
        row |= self._disputes.columns_of(case, case.stored)
        changed = _changed(case.stored, row)
        # "id" and "version" of the condition carry other names than the columns they meet.
        values = {name: row[name] for name in changed} | {"old_id": case.id, "old_version": before}
        if uow.works_on(case.held_by):
            # Nobody else can have written it since it was read, and the update may travel with the rest.
            uow.write(_update_of(changed), values)
        elif uow.connection.execute(_update_of(changed), values).rowcount != 1:
            raise Stale(by="", state=case.state.value)
        if "grid_path" in changed:
            search.move(uow, case.id, case.grid_path)
        self._count(uow, case, row)
        self._write_parties(uow, case, people)
        self._write_asks(uow, case)
        self._write_history(uow, case)

    def refresh_asks(self, uow: UnitOfWork, case: Case) -> None:
        """Write whom the case asks anew, when posts and not the case have changed."""
        self._write_asks(uow, case)

    def evidence(
        self, connection: Connection, ids: Sequence[str], case_id: str, actor_id: str
    ) -> list[Evidence]:
        """Uploads by id, attached to the case from now on.

        Raises AttachmentUnknown for what is not there, is somebody else's, or belongs to another case.
        """
        if not ids:
            return []
        rows = connection.execute(sa.select(attachments).where(attachments.c.id.in_(list(ids)))).all()
        found = {row.id: row for row in rows}
        for each in ids:
            row = found.get(each)
            if (
                row is None
                or (row.case_id is None and row.uploaded_by != actor_id)
                or row.case_id
                not in (
                    None,
                    case_id,
                )
            ):
                raise AttachmentUnknown(FieldProblem("attachment_ids", AttachmentUnknown.code))
        return [
            Evidence(i, found[i].category, aware(found[i].taken_at), aware(found[i].uploaded_at))
            for i in dict.fromkeys(ids)
        ]

    def attach(self, connection: Connection, ids: Sequence[str], case_id: str) -> None:
        """Bind uploads to the case."""
        if ids:
            connection.execute(
                sa.update(attachments)
                .where(attachments.c.id.in_(list(ids)), attachments.c.case_id.is_(None))
                .values(case_id=case_id)
            )

    def _count(self, uow: UnitOfWork, case: Case, row: Mapping[str, Any]) -> None:
        before = figures_of(case.stored) if case.stored is not None else None
        self._counters.change(uow, before, figures_of(row))
        case.stored = row

    @staticmethod
    def _row(connection: Connection, case_id: str) -> Mapping[str, Any] | None:
        row = connection.execute(sa.select(cases).where(cases.c.id == case_id)).mappings().first()
        return dict(row) if row is not None else None

    def _tick(self, case: Case) -> datetime | None:
        return case.next_tick(self._directory.calendar_at(case.holder_path), self._directory)

    @staticmethod
    def _number_happenings(case: Case) -> None:
        case.sequence += len(case.happenings)

    @staticmethod
    def _write_parties(uow: UnitOfWork, case: Case, people: Iterable[str]) -> None:
        wanted = dict.fromkeys(people)
        for happening in case.happenings:
            wanted.update(dict.fromkeys(happening.parties))
        wanted.update(dict.fromkeys(f"unit:{task.unit_id}" for task in case.open_tasks))
        rows = [{"case_id": case.id, "party": party} for party in wanted if party and not party.endswith(":")]
        add = _ADD_PARTY_SQLITE if uow.dialect == "sqlite" else _ADD_PARTY
        uow.write(add, *rows)

    def _write_asks(self, uow: UnitOfWork, case: Case, *, new: bool = False) -> None:
        due = case.limit_clock()
        live = due is not None and due.paused_at is None
        rating = case.clock("rating")
        due_at = due.due_at if due and live else (rating.due_at if rating else None)
        amber_at = due.amber_at if due and live else (rating.amber_at if rating else None)
        rows = [
            {
                "party": each.party,
                "case_id": case.id,
                "ask": each.ask,
                "line": case.category,
                "due_at": due_at,
                "amber_at": amber_at,
            }
            for each in asks_of(case, self._directory)
        ]
        if not new:
            uow.write(_DROP_ASKS, {"asked_case": case.id})
        uow.write(_ADD_ASK, *rows)

    def _write_history(self, uow: UnitOfWork, case: Case) -> None:
        call, actor = uow.call, uow.call.actor
        first = case.sequence - len(case.happenings)
        unit = self._directory.unit_name(actor.units[0]) if actor.units else ""
        post = self._directory.post_title(actor.posts[0]) if actor.posts else ""
        rows: list[Mapping[str, Any]] = []
        for offset, each in enumerate(case.happenings, start=1):
            rows.append(
                {
                    "case_id": case.id,
                    "sequence": first + offset,
                    "at": each.at,
                    "actor_id": actor.id,
                    "actor_name": actor.name,
                    "post_title": post,
                    "unit_name": unit,
                    "on_behalf_of": call.on_behalf_of,
                    "origin": call.origin[:80],
                    "action": each.action,
                    "from_state": "" if each.action == "report" else each.before.value,
                    "to_state": each.after.value,
                    "level": level_of(case.holder_path).value,
                    "opinion": each.opinion,
                    "attachment_ids": list(each.attachments),
                    "longitude": each.place[0] if each.place else None,
                    "latitude": each.place[1] if each.place else None,
                    "details": dict(each.details),
                }
            )
            if each.event:  # orders of supervision announce themselves
                told = followers_told(uow, case, each)
                uow.record(event_of(case, each, told), aggregate=case.id, territory=case.grid_path)
            uow.audit(
                f"cases.case.{each.action}",
                "case",
                case.id,
                territory=case.grid_path,
                changes={"state": [each.before.value, each.after.value]},
            )
        uow.write(_ADD_TIMELINE, *rows)
        case.happenings = []


def visible(sight: Sight) -> ColumnElement[bool]:
    """The sight as a condition on the case table."""
    lined = [sa.and_(scoped_cases.under(path), line_is(line)) for path, line in sight.lined]
    return sa.or_(scoped_cases.visible(sight.scope), *lined)


def line_is(line: str) -> ColumnElement[bool]:
    """Cases of a line of work and below."""
    return sa.or_(
        cases.c.category == line, sa.and_(cases.c.category > line + ".", cases.c.category < line + "/")
    )


def _get(among: ColumnElement[bool], *, lock: bool) -> sa.Select[Any]:
    takes_part = sa.exists().where(parties.c.case_id == cases.c.id, among).label("takes_part")
    attached = sa.exists().where(attachments.c.case_id == cases.c.id).label("attached")
    query = sa.select(cases, takes_part, attached).where(cases.c.id == sa.bindparam("id"))
    return query.with_for_update(of=cases) if lock else query


# One list of parties, however long, so that there is one statement to plan.
_ONE_OF = parties.c.party == sa.any_(sa.bindparam("parties", type_=postgresql.ARRAY(sa.String)))
_ONE_OF_SQLITE = parties.c.party.in_(sa.bindparam("parties", expanding=True))
_GET = Lookup(_get(_ONE_OF, lock=False), _get(_ONE_OF_SQLITE, lock=False))
_GET_LOCKED = Lookup(_get(_ONE_OF, lock=True), _get(_ONE_OF_SQLITE, lock=True))
_INSERT = sa.insert(cases)
_COLUMNS = _GET.columns
_KEPT = frozenset({"id", "number", "created_at", "content"})
# What lies deep in the extras of a dispute is the same object in the case and may have been changed in place.
_ALWAYS = frozenset({"version"})
_IN_PLACE = frozenset({"dispute"})
_ADD_PARTY = postgresql.insert(parties).on_conflict_do_nothing()
_ADD_PARTY_SQLITE = sqlite.insert(parties).on_conflict_do_nothing()
_DROP_ASKS = sa.delete(asks).where(asks.c.case_id == sa.bindparam("asked_case"))
_ADD_ASK = sa.insert(asks)
_ADD_TIMELINE = sa.insert(timeline).inline()


def _changed(stored: Mapping[str, Any] | None, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Names of the columns to write, in the order of the row."""
    if stored is None:
        return tuple(name for name in row if name not in _KEPT)
    return tuple(
        name
        for name, value in row.items()
        if name in _ALWAYS
        or (name not in _KEPT and (value != stored[name] or (name in _IN_PLACE and bool(value))))
    )


@functools.lru_cache(maxsize=256)
def _update_of(changed: tuple[str, ...]) -> sa.Update:
    """The update of these columns alone: verbs change the same few again and again."""
    return (
        sa.update(cases)
        .where(cases.c.id == sa.bindparam("old_id"), cases.c.version == sa.bindparam("old_version"))
        .values({name: sa.bindparam(name, type_=cases.c[name].type) for name in changed})
    )
