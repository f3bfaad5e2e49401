"""The card of an incoming resident (POP-13). Every verb gives a new card.

State table; the card keeps its number for life, whoever comes back has it again:

    state        verb            next
    none, left   sign in         registered
    registered   issue           carded
    carded       renew, move     carded
    carded       missed          carded; at the second time in a row to_verify
    to_verify    found           carded
    to_verify    missed          to_verify
    any but left sign out, gone  left
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain.refusals import CardNotInState

HOLDS = timedelta(days=365)
"""How long an issued or renewed card is valid ([D])."""
_MISSES = 2


class CardState(StrEnum):
    """See the table."""

    REGISTERED = "registered"
    CARDED = "carded"
    TO_VERIFY = "to_verify"
    LEFT = "left"


class Channel(StrEnum):
    """How somebody was signed in: by housing, permit, work or online, at a station, or found (POP-17)."""

    WORKER = "worker"
    LANDLORD = "landlord"
    EMPLOYER = "employer"
    SELF = "self"
    PERMIT = "permit"
    ONLINE = "online"


class ServiceKind(StrEnum):
    """What is offered on the same terms as to everybody (POP-21)."""

    JOB = "job"
    SCHOOL = "school"
    INSURANCE = "insurance"
    HOUSING = "housing"
    HEALTH = "health"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class Card:
    """A card."""

    id: str
    person_id: str
    path: str
    arrived_on: date
    state: CardState = CardState.REGISTERED
    channel: Channel = Channel.WORKER
    number: str = ""
    code: str = ""
    expected_until: date | None = None
    issued_on: date | None = None
    valid_until: date | None = None
    left_on: date | None = None
    employer: str = ""
    misses: int = 0
    # Where the person works, and often lives.
    worksite_id: str = ""
    # When each service was asked for, and when it was given.
    services: dict[ServiceKind, tuple[date, date | None]] = field(default_factory=dict)
    version: int = 1

    def valid(self, today: date) -> bool:
        """Whoever could not be found keeps the card until it is known that he left."""
        there = self.state in (CardState.CARDED, CardState.TO_VERIFY)
        return there and self.valid_until is not None and today <= self.valid_until

    @property
    def wants(self) -> tuple[str, ...]:
        """Services that were asked for and not given yet; nobody waits for what he left behind."""
        if self.state is CardState.LEFT:
            return ()
        return tuple(sorted(kind.value for kind, (_, given) in self.services.items() if given is None))

    def again(self, path: str, day: date, channel: Channel, until: date | None, employer: str) -> Card:
        """Somebody who left came back. Raises CardNotInState."""
        self._must_be(CardState.LEFT)
        return self._with(
            state=CardState.REGISTERED,
            path=path,
            arrived_on=day,
            channel=channel,
            expected_until=until,
            employer=employer,
            issued_on=None,
            valid_until=None,
            left_on=None,
            worksite_id="",
            misses=0,
        )

    def issue(self, number: str, code: str, today: date) -> Card:
        """Raises CardNotInState."""
        self._must_be(CardState.REGISTERED)
        return self._with(
            state=CardState.CARDED,
            number=self.number or number,
            code=code,
            issued_on=today,
            valid_until=today + HOLDS,
        )

    def renew(self, today: date) -> Card:
        """Raises CardNotInState."""
        self._must_be(CardState.CARDED)
        return self._with(valid_until=today + HOLDS)

    def moved(self, path: str) -> Card:
        """Lives elsewhere now. Raises CardNotInState."""
        self._must_be(CardState.REGISTERED, CardState.CARDED)
        return self._with(path=path)

    def missed(self) -> Card:
        """Not found at a visit. Raises CardNotInState."""
        self._must_be(CardState.CARDED, CardState.TO_VERIFY)
        misses = self.misses + 1
        return self._with(misses=misses, state=CardState.TO_VERIFY if misses >= _MISSES else self.state)

    def found(self) -> Card:
        """Raises CardNotInState."""
        self._must_be(CardState.CARDED, CardState.TO_VERIFY)
        return self._with(misses=0, state=CardState.CARDED)

    def left(self, day: date) -> Card:
        """Raises CardNotInState, Invalid."""
        self._must_be(CardState.REGISTERED, CardState.CARDED, CardState.TO_VERIFY)
        if day < self.arrived_on:
            raise Invalid(FieldProblem("day", "population.before_last_residence"))
        return self._with(state=CardState.LEFT, left_on=day, misses=0)

    def at_worksite(self, worksite_id: str) -> Card:
        """Works at that worksite; at none when it is empty. Raises CardNotInState."""
        self._must_not_have_left()
        return self if worksite_id == self.worksite_id else self._with(worksite_id=worksite_id)

    def asked(self, kind: ServiceKind, today: date) -> Card:
        """Wants a service; asked for again after it was given, it is pending again. Raises CardNotInState."""
        self._must_not_have_left()
        before = self.services.get(kind)
        if before is not None and before[1] is None:
            return self
        return self._with(services={**self.services, kind: (today, None)})

    def given(self, kind: ServiceKind, today: date) -> Card:
        """Raises CardNotInState."""
        self._must_not_have_left()
        asked = self.services.get(kind, (today, None))[0]
        return self._with(services={**self.services, kind: (asked, today)})

    def _must_not_have_left(self) -> None:
        self._must_be(*(each for each in CardState if each is not CardState.LEFT))

    def _must_be(self, *states: CardState) -> None:
        if self.state not in states:
            raise CardNotInState(state=self.state.value)

    def _with(self, **changes: object) -> Card:
        return replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]
