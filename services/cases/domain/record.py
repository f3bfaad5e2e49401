"""What a case is made of, and the one way it moves: along a row of the state table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.cases.domain import loop
from services.cases.domain.catalogue import Leaf
from services.cases.domain.clocks import PROGRESS, SECONDARY, SETTLING, Clock, Light
from services.cases.domain.overruns import Overrun
from services.cases.domain.parts import ChangeRequest, Doer, Happening, Task
from services.cases.domain.routing import Places, can_go_up
from services.cases.domain.states import STEP, Channel, Level, State, Urgency, level_of
from services.kernel.worktime import Limit, WorkCalendar

REOPEN_DAYS = 14
ANSWER_DAYS = 14
"""A case returned for data is closed when nobody answers for so many days."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What surrounds one verb: who, when, the rules in force, and why it comes late if it does."""

    by: Doer
    now: datetime
    leaf: Leaf
    calendar: WorkCalendar
    places: Places
    new_id: Callable[[], str]
    overrun: Overrun | None = None


@dataclass(slots=True)
class Reporter:
    """Who reported; name and phone sealed, opened only to be masked or revealed."""

    account_id: str = ""
    anonymous: bool = False
    wants_answer: bool = False
    name: bytes | None = None
    phone: bytes | None = None
    phone_blind: str = ""


@dataclass(slots=True)
class Evaluation:
    """The reporter's judgement; by "none" when nobody answered in time, which never counts as satisfied."""

    score: int = 0
    text: str = ""
    at: datetime | None = None
    by: str = ""


@dataclass(eq=False)
class CaseRecord:
    """State of a case; changed by the verbs of `Case` alone."""

    id: str
    number: str
    title: str
    content: str
    grid_path: str
    holder_path: str
    channel: Channel
    created_at: datetime
    category: str = ""
    category_title: str = ""
    urgency: Urgency = Urgency.NORMAL
    state: State = State.REPORTED
    grid_name: str = ""
    holder_name: str = ""
    catalogue_version: int = 0
    loop_version: int = loop.VERSION
    paperwork: bool = False
    safety: bool = False
    reporter: Reporter = field(default_factory=Reporter)
    creator_id: str = ""
    collector_name: str = ""
    collector_phone: str = ""
    owner_unit_id: str = ""
    first_receiver: str = ""
    first_receiver_name: str = ""
    handover_to: str = ""
    occurred_at: datetime | None = None
    updated_at: datetime | None = None
    closed_at: datetime | None = None
    handling_minutes: int | None = None
    """Working minutes from the report to the close; None until it is closed, and once it is open again."""
    file_number: str = ""
    direct: bool = False
    disposed_first: bool = False
    longitude: float | None = None
    latitude: float | None = None
    address: str = ""
    external_system: str = ""
    external_number: str = ""
    visibility: str = "internal"
    tasks: list[Task] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    requests: list[ChangeRequest] = field(default_factory=list)
    dispute: dict[str, Any] = field(default_factory=dict)
    reworks: int = 0
    transfers: int = 0
    send_backs: int = 0
    hops: int = 0
    result: str = ""
    answer: str = ""
    cost: str = ""
    evaluation: Evaluation = field(default_factory=Evaluation)
    merged_into: str = ""
    followers: int = 0
    supervision_level: int = 0
    archive_digest: str = ""
    overrun_cause: str = ""
    """The cause given last for a limit that passed."""
    suspended_until: datetime | None = None
    fed_back_at: datetime | None = None
    handlers: list[str] = field(default_factory=list)
    sequence: int = 0
    version: int = 0
    happenings: list[Happening] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """Rules of CASE-37 this verb ran into: reworks, transfers."""

    stored: Mapping[str, object] | None = None
    """The row as it was last read or written: what a save has to change, and what the counters know."""
    held_by: object | None = None
    """The transaction in which it was read so that nobody else can write it until that one ends."""

    @property
    def was_overdue(self) -> bool:
        """Whether any of its limits was passed."""
        return any(
            c.announced is Light.RED or (c.stopped_at is not None and c.stopped_at > c.due_at)
            for c in self.clocks
            if c.stage not in SECONDARY
        )

    @property
    def level(self) -> Level:
        """Level that handles it now."""
        return level_of(self.holder_path)

    @property
    def step(self) -> int:
        """Step of the seven."""
        return STEP[self.state]

    @property
    def open_tasks(self) -> list[Task]:
        """Tasks somebody still has to act on."""
        return [task for task in self.tasks if task.open]

    @property
    def reopen_until(self) -> datetime | None:
        """End of the reporter's window, one value for server and screens."""
        if self.closed_at is None or self.state not in (State.CLOSED, State.EVALUATED):
            return None
        return self.closed_at + timedelta(days=REOPEN_DAYS)

    @property
    def asked_request(self) -> ChangeRequest | None:
        """The request that waits for the centre."""
        return next((each for each in self.requests if each.state == "asked"), None)

    def clock(self, stage: str) -> Clock | None:
        """The stage's clock that has not stopped."""
        return next((c for c in self.clocks if c.stage == stage and c.stopped_at is None), None)

    def limit_clock(self) -> Clock | None:
        """The clock that falls due first among those that are the case's own limits."""
        live = [c for c in self.clocks if c.stopped_at is None and c.stage not in SECONDARY]
        return min(live, key=lambda c: c.due_at, default=None)

    def light(self, now: datetime) -> Light:
        """The worst light of the live limits."""
        order = (Light.GREEN, Light.AMBER, Light.RED, Light.PAUSED)
        lights = [c.light(now) for c in self.clocks if c.stopped_at is None and c.stage not in SECONDARY]
        return max(lights, key=order.index, default=Light.GREEN)

    def escalate_at(self, calendar: WorkCalendar, places: Places) -> datetime | None:
        """When time alone sends it one level up; None where it does not or nobody is above."""
        if self.state is State.REPORTED and (clock := self.clock("receiving")):
            return max(clock.due_at, calendar.due(clock.started_at, Limit.parse(SETTLING)))
        if self.state is State.SCREENING or self.state is State.FILED:
            clock = self.clock(loop.STAGE[self.state])
            return clock.due_at if clock and can_go_up(places, self.holder_path) else None
        return None

    def next_tick(self, calendar: WorkCalendar, places: Places) -> datetime | None:
        """When the timer has next to look at this case; None when it never has to."""
        moments = [tick for clock in self.clocks if (tick := clock.next_tick()) is not None]
        if (up := self.escalate_at(calendar, places)) is not None:
            moments.append(up)
        if self.state is State.SUSPENDED and self.suspended_until is not None:
            moments.append(self.suspended_until)
        if self.state is State.RETURNED and (clock := self.clock("completing")):
            moments.append(clock.started_at + timedelta(days=ANSWER_DAYS))
        for state, stage in ((State.CLOSED, "rating"), (State.EVALUATED, "archiving")):
            if self.state is state and (clock := self.clock(stage)):
                moments.append(clock.due_at)
        return min(moments, default=None)

    def _move(
        self,
        turn: Turn,
        verb: str,
        outcome: str = "",
        *,
        opinion: str = "",
        attachments: Sequence[str] = (),
        place: tuple[float, float] | None = None,
        details: Mapping[str, object] | None = None,
        event_fields: Mapping[str, object] | None = None,
        parties: Iterable[str] = (),
    ) -> Happening:
        """Take one row of the table: stop and start its clocks and note exactly one happening."""
        row = loop.find(verb, self.state, outcome)
        before = self.state
        for stage in row.stops:
            self._stop(stage, turn)
        if row.target is not None:
            self.state = row.target
            if not row.target.open:
                self._stop_all(turn)
            self._note_handling(turn)
        for stage in row.starts:
            self._start(turn, stage)
        self._keep_progress_clock(turn)
        self.updated_at = turn.now
        happening = Happening(
            action=verb,
            event=row.event,
            before=before,
            after=self.state,
            at=turn.now,
            opinion=opinion,
            attachments=tuple(attachments),
            place=place,
            details={
                k: v
                for k, v in {**(details or {}), **self._overrun_details(turn)}.items()
                if v not in ("", None, [], ())
            },
            event_fields=event_fields or {},
            parties=tuple(dict.fromkeys(p for p in parties if p)),
            doer=turn.by,
        )
        self.happenings.append(happening)
        return happening

    def _note_handling(self, turn: Turn) -> None:
        if self.state is State.CLOSED:
            closed_at = self.closed_at or turn.now
            self.handling_minutes = max(0, turn.calendar.elapsed_minutes(self.created_at, closed_at))
        elif self.state.open:
            self.handling_minutes = None

    def _start(self, turn: Turn, stage: str) -> None:
        """Start a stage's clock unless it runs already: nothing restarts a clock by the way."""
        if self.clock(stage) is not None:
            return
        limits = turn.leaf.limits_for(self.urgency)
        self.clocks.append(
            Clock.start(stage, limits.of(stage, self.urgency), turn.now, turn.calendar, self.level.value)
        )
        if stage == "handling" and limits.steps:
            self._start(turn, limits.steps[0][0])

    def _overrun_details(self, turn: Turn) -> dict[str, object]:
        """The cause given, when a limit of this case has passed: with this verb or before it."""
        given = turn.overrun
        if given is None or not any(
            clock.late(turn.now) or (clock.overrun is given and clock.stopped_at == turn.now)
            for clock in self.clocks
        ):
            return {}
        self.overrun_cause = given.cause.value
        return {"overrun_cause": given.cause.value, "overrun_words": given.words}

    def _stop(self, stage: str, turn: Turn) -> None:
        clock = self.clock(stage)
        if clock is not None:
            clock.stop(turn.now, turn.overrun)
        if stage == "handling":
            known = frozenset(loop.STAGE.values()) | SECONDARY
            for each in self.clocks:
                if each.stage not in known:
                    each.stop(turn.now, turn.overrun)

    def _keep_progress_clock(self, turn: Turn) -> None:
        if self.state is State.IN_WORK:
            self._start(turn, PROGRESS)
        else:
            self._stop(PROGRESS, turn)

    def _stop_all(self, turn: Turn) -> None:
        for clock in self.clocks:
            clock.stop(turn.now, turn.overrun)

    def _hold(self, turn: Turn, path: str) -> None:
        self.holder_path, self.holder_name = path, turn.places.name_of(path)

    def _note_handler(self, doer: Doer) -> None:
        if doer.id and doer.id not in self.handlers:
            self.handlers.append(doer.id)

    @property
    def _interested(self) -> tuple[str, ...]:
        """Accounts that are told of an answer."""
        people = dict.fromkeys((self.reporter.account_id, self.first_receiver))
        return tuple(f"account:{each}" for each in people if each)
