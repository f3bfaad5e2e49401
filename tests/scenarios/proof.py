"""What must be true after any fault: nothing acknowledged is lost, nothing is there twice."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

import sqlalchemy as sa

from services.cases.adapters.tables.cases import cases, timeline
from services.kernel.audit.verify import verify
from services.kernel.persistence.tables import outbox
from services.kernel.runtime.context import ServiceContext
from tests.scenarios.processes import Processes
from tests.scenarios.stream import STEPS, Stream
from tests.scenarios.waiting import until

_ANNOUNCED = {"report": "CaseReported", "submit": "CaseSubmitted", "file": "CaseFiled"}
_SEALED_WITHIN = 60.0


def prove(processes: Processes, stream: Stream, already: frozenset[str] = frozenset()) -> None:
    """Compare what clients were told with databases, events heard and audit chains.

    ``already`` are cases from before the stream. Drains the outboxes first.
    """
    assert stream.unexpected == []
    processes.settle()
    expected = stream.acknowledged
    assert case_ids(processes) - already == set(expected), "every acknowledged case, and no other"
    actions = _actions(processes, set(expected))
    assert actions == {case: list(STEPS[: len(steps)]) for case, steps in expected.items()}
    wanted = Counter((case, _ANNOUNCED[step]) for case, steps in expected.items() for step in steps)
    until(lambda: _heard(processes, expected).total() >= wanted.total(), within=60, what="heard")
    assert _heard(processes, expected) == wanted, "each transition applied exactly once"
    # Timers may have added an event since it was quiet: what counts is that the outboxes do drain.
    for context in processes.contexts.values():
        until(partial(_drained, context), within=30, what=f"{context.name} has published everything")
    for name in ("directory", "cases"):
        verdict = until(partial(_sealed, processes, name), within=_SEALED_WITHIN, what="sealed")
        assert verdict.intact, verdict.problem


def case_ids(processes: Processes) -> set[str]:
    """All cases there are."""
    with processes.contexts["cases"].database.read() as connection:
        return set(connection.execute(sa.select(cases.c.id)).scalars())


def _actions(processes: Processes, wanted: set[str]) -> dict[str, list[str]]:
    query = sa.select(timeline.c.case_id, timeline.c.action).order_by(timeline.c.case_id, timeline.c.sequence)
    found: dict[str, list[str]] = {}
    with processes.contexts["cases"].database.read() as connection:
        for row in connection.execute(query):
            if row.case_id in wanted:
                found.setdefault(row.case_id, []).append(row.action)
    return found


def _heard(processes: Processes, wanted: Any) -> Counter[tuple[str, str]]:
    from observer.parts import heard  # type: ignore[import-not-found]

    with processes.contexts["observer"].database.read() as connection:
        rows = connection.execute(sa.select(heard.c.case_id, heard.c.type)).all()
    return Counter((row.case_id, row.type) for row in rows if row.case_id in wanted)


def _drained(context: ServiceContext) -> bool:
    with context.database.read() as connection:
        waiting = sa.select(sa.func.count()).where(outbox.c.published_at.is_(None))
        return bool(connection.execute(waiting).scalar_one() == 0)


def _sealed(processes: Processes, service: str) -> Any:
    verdict = verify(processes.contexts[service].database)
    return verdict if verdict.unsealed == 0 or not verdict.intact else None
