"""The seven steps of a case as a track, and the clocks of its stages as bars with words (CASE-11, 23)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from services.cases.edge import words
from services.cases.edge.brief import time_left
from services.cases.edge.history import briefly
from services.cases.edge.history_notes import CAUSES
from services.cases.edge.seven_steps import Step, in_order
from services.kernel.web.showing import limit
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb

_DOES: Mapping[int, frozenset[str]] = {
    1: frozenset({"report", "import"}),
    2: frozenset({"file"}),
    3: frozenset({"assign", "take", "transfer"}),
    4: frozenset({"sign", "progress", "take", "feed_back"}),
    5: frozenset({"feed_back", "settle"}),
    6: frozenset({"verify", "confirm", "check", "reject", "merge", "withdraw"}),
    7: frozenset({"rate", "archive"}),
}
"""Which lines of the history carry out each step."""
_STAGES: Mapping[str, Text] = {
    "receiving": Text("网格先行处理", "Grid deals with it"),
    "confirming": Text("确认就地处置", "Confirming the settlement"),
    "completing": Text("补充材料", "Completing the data"),
    "progress": Text("登记进展", "Noting progress"),
    "rating": Text("等待评价", "Waiting for the rating"),
    "archiving": Text("等待归档", "Waiting for the archive"),
}
"""Stages that `words.STAGES` leaves to the pages of one case."""
REMINDERS = frozenset({"progress", "rating", "archiving"})
"""Clocks that remind without being limits of the case."""
_UNITS = {"wh": 60, "wd": 7 * 60, "m": 1, "d": 24 * 60}


@dataclass(frozen=True)
class Bar:
    """A stage's clock. ``share``: percent of the limit used; ``tone``: green, amber, red or paused."""

    stage: str
    limit: str
    said: str
    share: int
    tone: str
    light: int
    running: bool
    started: Any
    due: Any
    stopped: Any
    extensions: int
    cause: str


def steps(case: pb.Case, entries: Sequence[pb.TimelineEntry]) -> list[Step]:
    """The track, each step with who carried it out last; settling on the spot takes several at once."""
    merged = case.state != pb.CASE_STATE_REPORTED and any(each.action == "settle" for each in entries)
    found = []
    for number, title, stands in in_order(case):
        entry = next((e for e in reversed(entries) if e.action in _DOES[number] and _counts(number, e)), None)
        state = "merged" if merged and number in (2, 3, 4) and entry is None else stands
        if state == "ahead":
            entry = None
        who = briefly(entry) if entry is not None else case.holder_name if state == "now" else ""
        found.append(Step(number, title, state, who, entry.at if entry is not None else None))
    return found


def _counts(number: int, entry: pb.TimelineEntry) -> bool:
    if number == 5:
        return entry.to_state in (pb.CASE_STATE_FEEDBACK, pb.CASE_STATE_SELF_DONE)
    if number == 6:
        return entry.to_state in (
            pb.CASE_STATE_CLOSED,
            pb.CASE_STATE_REJECTED,
            pb.CASE_STATE_MERGED,
            pb.CASE_STATE_WITHDRAWN,
        )
    return True


def bars(case: pb.Case, now: datetime) -> list[Bar]:
    """Clocks, those that run first; reminders only while they run."""
    made = [
        _bar(each, now) for each in case.clocks if each.stage not in REMINDERS or not _set(each, "stopped_at")
    ]
    return sorted(made, key=lambda bar: not bar.running)


def stage_title(stage: str) -> str:
    """A stage as readers call it."""
    return str(_STAGES[stage]) if stage in _STAGES else words.stage(stage)


def late(case: pb.Case, stage: str = "") -> bool:
    """Whether a limit of the case (or this stage's) runs and has passed (CASE-23)."""
    return any(
        clock.light == pb.LIGHT_RED
        and not _set(clock, "stopped_at")
        and clock.stage not in REMINDERS
        and stage in ("", clock.stage)
        for clock in case.clocks
    )


def _bar(clock: pb.Clock, now: datetime) -> Bar:
    stopped = _set(clock, "stopped_at")
    working = not re.fullmatch(r"\d+[md]", clock.limit)
    light = clock.light
    if stopped:
        said = t("超时办结", "Ended late") if light == pb.LIGHT_RED else t("按时办结", "Ended in time")
    else:
        said = time_left(clock.minutes_left, light, working=working)
    cause = ""
    if clock.overrun_cause:
        name = pb.OverrunCause.Name(clock.overrun_cause).removeprefix("OVERRUN_CAUSE_")
        cause = f"{CAUSES.get(name, '')} {clock.overrun_words}".strip()
    return Bar(
        stage=stage_title(clock.stage),
        limit=limit(clock.limit),
        said=said,
        share=_share(clock, now),
        tone={pb.LIGHT_AMBER: "amber", pb.LIGHT_RED: "red", pb.LIGHT_PAUSED: "paused"}.get(light, "green"),
        light=light,
        running=not stopped,
        started=clock.started_at,
        due=clock.due_at,
        stopped=clock.stopped_at if stopped else None,
        extensions=clock.extensions,
        cause=cause,
    )


def _share(clock: pb.Clock, now: datetime) -> int:
    """Percent used: by the limit's own minutes, or by the calendar where the limit was moved."""
    found = re.fullmatch(r"(\d+)(wh|wd|m|d)", clock.limit)
    whole = int(found[1]) * _UNITS[found[2]] if found else 0
    if whole and not clock.extensions and clock.minutes_left <= whole:
        used = 1 - clock.minutes_left / whole
    else:
        begin, due = clock.started_at.ToDatetime(UTC), clock.due_at.ToDatetime(UTC)
        end = next(_ends(clock), now)
        used = (end - begin) / (due - begin) if due > begin else 1.0
    return max(0, min(100, round(used * 100)))


def _ends(clock: pb.Clock) -> Iterator[datetime]:
    for name in ("stopped_at", "paused_at"):
        if _set(clock, name):
            yield getattr(clock, name).ToDatetime(UTC)


def _set(clock: pb.Clock, name: str) -> bool:
    return clock.HasField(name) and bool(getattr(clock, name).seconds)
