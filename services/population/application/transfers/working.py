"""Work in the background: files are read, checked, written and taken back in steps, by one worker each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from services.kernel.call import Call, system_call
from services.kernel.errors import Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application.room import today_in_china
from services.population.application.transfers.checking import Checking
from services.population.application.transfers.model import (
    APPLIED,
    APPLYING,
    AT_WORK,
    CHECKING,
    FAILED,
    READING,
    STAGED,
    UNDOING,
    Import,
)
from services.population.application.transfers.ports import Known
from services.population.application.transfers.reading import Reading
from services.population.application.transfers.stages import Stages, ahead
from services.population.application.transfers.staging import Desk, OpenedSource, leased

_MOST_IMPORTS = 5
_SYSTEM = system_call("timer")
Timer = Callable[[], float]
Step = Callable[[], bool]


class Work:
    """Carries imports on. Killed at any point, what was committed stays and the rest follows."""

    def __init__(
        self,
        desk: Desk,
        known: Known,
        reading: Reading,
        checking: Checking,
        stages: Mapping[str, Stages],
        timer: Timer,
    ) -> None:
        """``stages``: what is done with rows, by kind of import."""
        self._desk, self._known = desk, known
        self._reading, self._checking, self._stages = reading, checking, stages
        self._timer = timer

    def sweep(self, now: datetime, seconds: float = 5.0) -> int:
        """The timer's part: go on with what waits; how many imports were worked on."""
        desk, over = self._desk, self._timer() + seconds
        with desk.new_uow(_SYSTEM) as uow:
            waiting = desk.imports.waiting(uow.connection, desk.clock(), _MOST_IMPORTS)
        for import_id in waiting:
            self(import_id, max(over - self._timer(), 0.0))
        return len(waiting)

    def __call__(
        self, import_id: str, seconds: float, progress: Callable[[Import], None] = lambda found: None
    ) -> None:
        """Work on one import for about that long, unless somebody else does; at least one step."""
        desk, over = self._desk, self._timer() + seconds
        if not self._take(import_id):
            return
        try:
            while (found := self._now(import_id)) is not None and found.state in AT_WORK:
                for _ in self._steps(found):
                    progress(self._now(import_id) or found)
                    if self._timer() >= over:
                        return
        finally:
            with desk.new_uow(_SYSTEM) as uow:
                last = desk.imports.find(uow.connection, import_id, lock=True)
                if last is not None:
                    desk.imports.put(uow.connection, replace(last, lease_until=None))
                    uow.commit()

    def _steps(self, found: Import) -> Iterator[None]:
        """One of them in each transaction; over when the state is another."""
        if found.state == READING:
            yield from self._read(found)
        elif found.state == CHECKING:
            yield from self._check(found)
        elif found.state == APPLYING:
            yield from self._until_over(found, self._apply)
        else:
            yield from self._until_over(found, self._undo)

    def _read(self, found: Import) -> Iterator[None]:
        desk = self._desk
        try:
            with OpenedSource(desk, found) as (_, table):
                rules = self._reading.rules(
                    found, self._known.ground(found.paths), today_in_china(desk.clock())
                )
                stages = self._stages[found.kind]
                rows = table.rows(after=found.rows_read)
                with ahead(stages.portions(found, rules, rows)) as portions:
                    for portion in portions:
                        with self._held(found.id, READING) as work:
                            if work.found is None:
                                return
                            staged = stages.reading.rows(work.uow.connection, work.found, rules, portion)
                            desk.imports.add_rows(work.uow.connection, found.id, staged)
                            total = work.found.rows_total + len(portion)
                            work.save(rows_read=portion[-1].number, rows_total=total)
                        yield
        except Invalid as refusal:
            # A quote that never closes is found where the file is read, not where it is opened.
            code = refusal.problems[0].code if refusal.problems else refusal.code
            with self._held(found.id, READING) as work:
                work.save(state=FAILED, failure=code, finished_at=desk.clock())
            yield
            return
        with self._held(found.id, READING) as work:
            work.save(state=CHECKING, undo_before="")
        yield

    def _check(self, found: Import) -> Iterator[None]:
        while True:
            with self._held(found.id, CHECKING) as work:
                if work.found is None:
                    return
                after = ""
                if work.found.kind == "people":
                    after = self._checking.step(work.uow.connection, work.found, work.found.undo_before)
                if after:
                    work.save(undo_before=after)
                else:
                    work.save(**self._counts(work.uow, work.found), state=STAGED, undo_before="")
            yield
            if not after:
                return

    def _until_over(self, found: Import, step: Callable[[Import], bool]) -> Iterator[None]:
        over = False
        while not over:
            over = step(found)
            yield

    def _apply(self, found: Import) -> bool:
        with self._held(found.id, APPLYING, found.worker()) as work:
            if work.found is None:
                return True
            settled, over = self._stages[found.kind].applying.step(work.uow, work.found)
            if over:
                counts = self._counts(work.uow, work.found)
                changes = {"rows": [0, work.found.rows_applied]}
                work.uow.audit(
                    "population.import.apply", "import", found.id, territory=found.paths[0], changes=changes
                )
                work.save(**counts, state=APPLIED, finished_at=work.uow.now)
            else:
                work.save(rows_applied=work.found.rows_applied + settled)
        return over

    def _undo(self, found: Import) -> bool:
        with self._held(found.id, UNDOING, found.worker()) as work:
            if work.found is None:
                return True
            work.save(**self._stages[found.kind].undoing.step(work.uow, work.found))
        # The next round of the caller sees the state; here nothing tells but the state itself.
        current = self._now(found.id)
        return current is None or current.state != UNDOING

    def _counts(self, uow: UnitOfWork, found: Import) -> dict[str, int]:
        return counts_of(found, self._desk.imports.count(uow.connection, found.id))

    def _take(self, import_id: str) -> bool:
        desk = self._desk
        with desk.new_uow(_SYSTEM) as uow:
            now = desk.clock()
            taken = desk.imports.lease(uow.connection, import_id, now, leased(now))
            uow.commit()
        return taken

    def _now(self, import_id: str) -> Import | None:
        with self._desk.new_uow(_SYSTEM) as uow:
            return self._desk.imports.find(uow.connection, import_id)

    def _held(self, import_id: str, state: str, call: Call = _SYSTEM) -> Held:
        return Held(self._desk, import_id, state, call)


class Held:
    """One import in a transaction, locked, if it is still in the state; commits what was saved."""

    def __init__(self, desk: Desk, import_id: str, state: str, call: Call) -> None:
        self._desk, self._id, self._state, self._call = desk, import_id, state, call
        self.found: Import | None = None

    def __enter__(self) -> Held:
        self.uow = self._desk.new_uow(self._call)
        self.uow.__enter__()
        found = self._desk.imports.find(self.uow.connection, self._id, lock=True)
        if found is not None and found.state == self._state:
            self.found = replace(found, lease_until=leased(self._desk.clock()))
        return self

    def save(self, **changes: object) -> None:
        """With the transaction."""
        if self.found is not None:
            self.found = replace(self.found, **changes)  # type: ignore[arg-type]
            self._desk.imports.put(self.uow.connection, self.found)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            if kind is None and self.found is not None:
                self.uow.commit()
        finally:
            self.uow.__exit__(kind, error, None)


def counted(found: Import, states: dict[str, int]) -> Import:
    """With the figures of its rows by state."""
    return replace(found, **counts_of(found, states))  # type: ignore[arg-type]


def counts_of(found: Import, states: dict[str, int]) -> dict[str, int]:
    """The figures of an import by the states of its rows."""
    return {
        "rows_accepted": states.get("ready", 0) + found.rows_applied,
        "rows_rejected": states.get("rejected", 0),
        "rows_unchanged": sum(states.get(each, 0) for each in ("unchanged", "kept", "skipped")),
        "rows_undecided": states.get("duplicate", 0),
    }
