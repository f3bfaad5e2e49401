"""A request from one place to another about somebody who moved (POP-20). Every verb gives a new one.

state                  verb         next
none                   draft        drafted
drafted                send         sent; the limit begins to run
sent                   acknowledge  acknowledged
sent, acknowledged     answer       answered
sent, acknowledged     decline      declined, with a reason
drafted to acknowl.    withdraw     withdrawn, with a reason
answered               read         answered
any                    expire       what it says is erased; open and answered ones are expired

One that came on paper begins as sent. Its answer goes back on paper as well:

answered, declined     reply        the same
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from services.population.domain.coordination.letters import Letter, Step, Words
from services.population.domain.coordination.refusals import AnswerErased, ExchangeNotInState


class ExchangeState(StrEnum):
    """See the table."""

    DRAFTED = "drafted"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


RUNNING = (ExchangeState.SENT, ExchangeState.ACKNOWLEDGED)
OPEN = (ExchangeState.DRAFTED, *RUNNING)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request. ``to_path`` is empty for a place outside the platform, which ``to_name`` names.

    ``from_path`` is empty where a place outside asked, by the ``letter``.
    """

    id: str
    number: str
    purpose_code: str
    purpose_version: int
    fields: tuple[str, ...]
    keep_days: int
    from_path: str
    to_path: str
    to_name: str
    to_unit_id: str
    person_id: str
    words: Words
    erase_on: date
    steps: tuple[Step, ...]
    state: ExchangeState = ExchangeState.DRAFTED
    due_at: datetime | None = None
    near_at: datetime | None = None
    remind_at: datetime | None = None
    answered_fields: tuple[str, ...] = ()
    fingerprint: str = ""
    file_id: str = ""
    file_type: str = ""
    read: bool = False
    erased: bool = False
    letter: Letter | None = None
    version: int = 1

    @property
    def outside(self) -> bool:
        """Asked of a place that is not on this platform."""
        return not self.to_path

    @property
    def ground(self) -> str:
        """The place of this platform that answers for the request."""
        return self.from_path or self.to_path

    @property
    def running(self) -> bool:
        """Waits for an answer."""
        return self.state in RUNNING

    def overdue(self, now: datetime) -> bool:
        """Not answered within its limit."""
        return self.running and self.due_at is not None and now > self.due_at

    def send(self, by: str, at: datetime, near: datetime, due: datetime, due_day: date) -> Exchange:
        """Raises ExchangeNotInState."""
        self._must_be(ExchangeState.DRAFTED)
        return self._with(
            "send",
            by,
            at,
            state=ExchangeState.SENT,
            due_at=due,
            near_at=near,
            remind_at=near,
            erase_on=due_day + timedelta(days=self.keep_days),
        )

    def received(self, by: str, at: datetime, near: datetime, due: datetime, due_day: date) -> Exchange:
        """It came on paper: the limit runs from now."""
        return replace(
            self,
            state=ExchangeState.SENT,
            due_at=due,
            near_at=near,
            remind_at=near,
            erase_on=due_day + timedelta(days=self.keep_days),
            steps=(Step("receive", at, by),),
        )

    def acknowledge(self, by: str, at: datetime) -> Exchange:
        """It came, and somebody looks into it. Raises ExchangeNotInState."""
        self._must_be(ExchangeState.SENT)
        return self._with("acknowledge", by, at, state=ExchangeState.ACKNOWLEDGED)

    def answer(
        self,
        by: str,
        at: datetime,
        today: date,
        values: Mapping[str, str],
        fingerprint: str,
        file: tuple[str, str, str] = ("", "", ""),
    ) -> Exchange:
        """With values by field and a file (id, name, type). Raises ExchangeNotInState."""
        self._must_be(*RUNNING)
        return self._with(
            "answer",
            by,
            at,
            state=ExchangeState.ANSWERED,
            words=replace(self.words, values=dict(values), file_name=file[1]),
            answered_fields=tuple(each for each in self.fields if each in values),
            fingerprint=fingerprint,
            file_id=file[0],
            file_type=file[2],
            remind_at=None,
            erase_on=today + timedelta(days=self.keep_days),
        )

    def decline(self, by: str, at: datetime, today: date, reason: str) -> Exchange:
        """Raises ExchangeNotInState."""
        self._must_be(*RUNNING)
        return self._ended("decline", ExchangeState.DECLINED, by, at, today, reason)

    def withdraw(self, by: str, at: datetime, today: date, reason: str) -> Exchange:
        """Raises ExchangeNotInState."""
        self._must_be(*OPEN)
        return self._ended("withdraw", ExchangeState.WITHDRAWN, by, at, today, reason)

    def look(self, by: str, at: datetime) -> Exchange:
        """The answer is read; the first time is a step. Raises ExchangeNotInState, AnswerErased."""
        if self.erased:
            raise AnswerErased()
        self._must_be(ExchangeState.ANSWERED)
        return self if self.read else self._with("read", by, at, read=True)

    def reply(self, by: str, at: datetime) -> Exchange:
        """What is answered goes back on paper; the first time is a step.

        Raises ExchangeNotInState, AnswerErased.
        """
        if self.erased:
            raise AnswerErased()
        self._must_be(ExchangeState.ANSWERED, ExchangeState.DECLINED)
        return self if self.read else self._with("reply", by, at, read=True)

    def remind(self, at: datetime) -> Exchange:
        """Once near the limit, once beyond it; the same when nothing is due."""
        if not self.running or self.remind_at is None or self.remind_at > at or self.due_at is None:
            return self
        if at > self.due_at:
            return self._with("overdue", "", at, remind_at=None)
        return self._with("remind", "", at, remind_at=self.due_at + timedelta(seconds=1))

    def expire(self, at: datetime) -> Exchange:
        """What it says is gone; that it was asked, for what and when it was answered stays."""
        if self.erased:
            return self
        ended = (ExchangeState.DECLINED, ExchangeState.WITHDRAWN)
        state = self.state if self.state in ended else ExchangeState.EXPIRED
        return self._with(
            "expire",
            "",
            at,
            state=state,
            words=Words(),
            erased=True,
            remind_at=None,
            file_id="",
            file_type="",
            letter=replace(self.letter, file_id="", file_type="") if self.letter is not None else None,
        )

    def _ended(
        self, what: str, state: ExchangeState, by: str, at: datetime, today: date, reason: str
    ) -> Exchange:
        return self._with(
            what,
            by,
            at,
            state=state,
            words=replace(self.words, reason=reason),
            remind_at=None,
            erase_on=today + timedelta(days=self.keep_days),
        )

    def _must_be(self, *states: ExchangeState) -> None:
        if self.state not in states:
            raise ExchangeNotInState(state=self.state.value)

    def _with(self, what: str, by: str, at: datetime, **changes: object) -> Exchange:
        steps = (*self.steps, Step(what, at, by))
        return replace(self, version=self.version + 1, steps=steps, **changes)  # type: ignore[arg-type]
