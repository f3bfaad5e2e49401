"""Makes cases of staged rows and takes them back; see the port `ImportedCases`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from services.cases.adapters.cases import CaseStore
from services.cases.adapters.directory import Directory
from services.cases.adapters.indexing import CaseIndex
from services.cases.adapters.numbers import Numbers
from services.cases.adapters.oversight.imports import ImportStore
from services.cases.adapters.people import SealedPeople
from services.cases.adapters.rows import case_of
from services.cases.adapters.statistics_store import CaseCounters, figures_of
from services.cases.adapters.tables.cases import asks, cases, parties, terms, timeline
from services.cases.adapters.tables.imports import rows
from services.cases.application.events import event_of
from services.cases.application.oversight.imports import Import, StagedRow
from services.cases.domain import routing
from services.cases.domain.case import Case
from services.cases.domain.importing import Draft, admit
from services.cases.domain.parts import Doer, Happening
from services.cases.domain.record import Reporter, Turn
from services.cases.domain.states import WIDTHS, Channel, State, Urgency
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.kernel.worktime import SHANGHAI

_NOT_TOUCHING = ("import", "warn", "overdue")


class CaseMaker:
    """Cases from rows, a batch in the caller's transaction."""

    def __init__(
        self,
        store: CaseStore,
        staged: ImportStore,
        index: CaseIndex,
        people: SealedPeople,
        directory: Directory,
        numbers: Numbers,
        new_id: NewId,
    ) -> None:
        self._store, self._staged, self._index, self._people = store, staged, index, people
        self._directory, self._numbers, self._new_id = directory, numbers, new_id
        self._counters = CaseCounters()

    def prepare(self, now: datetime, count: int) -> list[str]:
        """Numbers for a batch, reserved in transactions of their own before the batch's begins."""
        year = now.astimezone(SHANGHAI).year
        return [self._numbers.next(year) for _ in range(count)]

    def apply(
        self, uow: UnitOfWork, found: Import, system: str, staged: Sequence[StagedRow], numbers: Sequence[str]
    ) -> tuple[int, int]:
        """How many became cases, and how many were there already."""
        known = self._staged.known_numbers(uow.connection, system, [row.external_number for row in staged])
        done: list[dict[str, object]] = []
        there: list[dict[str, object]] = []
        for row, number in zip(staged, numbers, strict=False):
            if row.external_number in known:
                there.append({"row_number": row.number})
                continue
            case = self._case(uow, found, system, row, number)
            self._store.insert(uow, case, ())
            self._index.add(uow, case)
            done.append({"row_number": row.number, "made": case.id})
        of_row = (rows.c.import_id == found.id, rows.c.number == sa.bindparam("row_number"))
        if done:
            uow.connection.execute(
                sa.update(rows)
                .where(*of_row)
                .values(state="applied", case_id=sa.bindparam("made"), case_version=1),
                done,
            )
        if there:
            uow.connection.execute(sa.update(rows).where(*of_row).values(state="unchanged"), there)
        return len(done), len(there)

    def take_back(self, uow: UnitOfWork, found: Import, most: int) -> tuple[int, int]:
        """How many were removed and how many stay because somebody touched them; (0, 0) at the end."""
        connection = uow.connection
        waiting = (
            sa.select(rows.c.number, rows.c.case_id)
            .where(rows.c.import_id == found.id, rows.c.state == "applied")
            .order_by(rows.c.number)
            .limit(most)
        )
        batch = {row.case_id: row.number for row in connection.execute(waiting)}
        if not batch:
            return 0, 0
        locked = (
            connection.execute(sa.select(cases).where(cases.c.id.in_(batch)).with_for_update())
            .mappings()
            .all()
        )
        touched = set(
            connection.execute(
                sa.select(timeline.c.case_id).where(
                    timeline.c.case_id.in_(batch), timeline.c.action.not_in(_NOT_TOUCHING)
                )
            ).scalars()
        )
        removed = [row for row in locked if row["id"] not in touched]
        for row in removed:
            self._counters.change(uow, figures_of(row), None)
            case = case_of(row)
            gone = Happening("undo_import", "CaseWithdrawn", case.state, State.WITHDRAWN, uow.now)
            uow.record(event_of(case, gone), aggregate=case.id, territory=case.grid_path)
            uow.audit(
                "cases.import.remove",
                "case",
                case.id,
                territory=case.grid_path,
                changes={"number": [case.number, ""], "external_number": [case.external_number, ""]},
            )
        self._remove(uow, [row["id"] for row in removed])
        self._mark(uow, found, [batch[row["id"]] for row in removed], "undone")
        self._mark(uow, found, [number for case_id, number in batch.items() if case_id in touched], "kept")
        return len(removed), len(batch) - len(removed)

    def _mark(self, uow: UnitOfWork, found: Import, numbers: Sequence[int], state: str) -> None:
        of_rows = (rows.c.import_id == found.id, rows.c.number.in_(list(numbers)))
        if numbers:
            uow.connection.execute(sa.update(rows).where(*of_rows).values(state=state))

    def _remove(self, uow: UnitOfWork, ids: Sequence[str]) -> None:
        if not ids:
            return
        connection = uow.connection
        if connection.dialect.name == "sqlite":
            indexed: sa.Select[Any] = (
                sa.select(sa.column("position")).select_from(terms).where(terms.c.case_id.in_(list(ids)))
            )
            for position in connection.execute(indexed).scalars().all():
                connection.execute(
                    sa.text("DELETE FROM case_fts WHERE rowid = :position"), {"position": position}
                )
        for table, column in (
            (terms, terms.c.case_id),
            (asks, asks.c.case_id),
            (parties, parties.c.case_id),
            (timeline, timeline.c.case_id),
            (cases, cases.c.id),
        ):
            connection.execute(sa.delete(table).where(column.in_(list(ids))))

    def _case(self, uow: UnitOfWork, found: Import, system: str, row: StagedRow, number: str) -> Case:
        draft = Draft(**row.draft)
        directory = self._directory
        leaf = directory.leaf(draft.category)
        landing = self._land(found.territory, draft)
        case_id = self._new_id()
        name, phone, blind = self._people.seal(f"case.reporter_{{}}/{case_id}", *row.personal)
        case = Case(
            id=case_id,
            number=number,
            title=draft.title,
            content=draft.content,
            grid_path=landing.path,
            holder_path=self._holder(landing.path),
            channel=Channel.SYSTEM,
            created_at=datetime.fromisoformat(draft.created),
            category=leaf.code,
            category_title=leaf.title,
            urgency=Urgency(draft.urgency),
            grid_name=directory.name_of(landing.path),
            catalogue_version=directory.catalogue_version,
            paperwork=leaf.paperwork,
            safety=leaf.safety,
            reporter=Reporter("", not (name or phone), False, name, phone, blind),
            creator_id=found.created_by,
            collector_name=found.created_by_name[:60],
            longitude=draft.longitude,
            latitude=draft.latitude,
            address=draft.address,
            external_system=system,
            external_number=draft.external_number,
        )
        calendar = directory.calendar_at(case.holder_path)
        doer = Doer(uow.call.actor.id, uow.call.actor.name)
        turn = Turn(doer, uow.now, leaf, calendar, directory, self._new_id)
        admit(case, turn, landing, draft, system=system, import_id=found.id)
        return case

    def _land(self, territory: str, draft: Draft) -> routing.Landing:
        """The grid around the point if it lies in the import's territory, else the territory itself."""
        if draft.longitude is not None and draft.latitude is not None:
            grid = self._directory.grid_at(draft.longitude, draft.latitude)
            if grid and grid.startswith(territory):
                return routing.Landing(grid, "pin")
        if self._directory.known(territory):
            return routing.Landing(territory, "code")
        return routing.Landing(self._directory.top() or territory, "unrouted")

    def _holder(self, path: str) -> str:
        """Imported cases wait at a centre, never in a grid."""
        if len(path) < WIDTHS[-1] or not routing.can_go_up(self._directory, path):
            return path
        return routing.up(self._directory, path).path
