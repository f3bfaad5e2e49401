"""By night pairs of records are looked for that nobody was asked about yet (POP-06)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from services.kernel.call import system_call
from services.population.application.ports import NewUow, Twins
from services.population.domain.records import Person

BATCH = 500
MOST_OF_A_GROUP = 10
_CAUSES = ("document", "name")


class Alike(Protocol):
    """Finds people that are alike."""

    def groups(self, cause: str, batch: int) -> Iterator[Sequence[Person]]:
        """Of the same document number, or of the same name and birthday."""


class LookForTwins:
    """Proposes them; those proposed or decided before are left as they are."""

    def __init__(
        self,
        new_uow: NewUow,
        alike: Alike,
        twins: Twins,
        pairs_of: Callable[[Sequence[Person], str, int], Iterator[tuple[Person, Person]]],
    ) -> None:
        self._new_uow = new_uow
        self._alike = alike
        self._twins = twins
        self._pairs_of = pairs_of

    def __call__(self, now: datetime) -> int:
        """How many pairs were looked at."""
        count = 0
        waiting: list[tuple[Person, Person, str]] = []
        for cause in _CAUSES:
            for group in self._alike.groups(cause, BATCH):
                waiting += [(*pair, cause) for pair in self._pairs_of(group, cause, MOST_OF_A_GROUP)]
                if len(waiting) >= BATCH:
                    count += self._propose(waiting)
                    waiting = []
        return count + self._propose(waiting)

    def _propose(self, pairs: Sequence[tuple[Person, Person, str]]) -> int:
        if pairs:
            with self._new_uow(system_call("twins")) as uow:
                for first, second, cause in pairs:
                    self._twins.propose(uow, first, second, cause)
                uow.commit()
        return len(pairs)
