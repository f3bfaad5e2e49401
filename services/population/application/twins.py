"""Pairs of records that may be about one person: looked at, decided, and decided otherwise (POP-06)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from services.kernel.call import Call, Scope
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.application import sight
from services.population.application.views.ports import Reader
from services.population.application.views.view import Names, View
from services.population.domain.dossier import Dossier
from services.population.domain.merging import evident
from services.population.domain.records import PersonState
from services.population.domain.refusals import (
    TwinsNotFound,
)

DECIDE = "population.twins.decide"
MERGE = "merge_people"


class TwinsState(StrEnum):
    """What was decided of a pair."""

    PROPOSED = "proposed"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, the older one first."""

    id: str
    first_id: str
    second_id: str
    path: str
    cause: str
    state: TwinsState
    proposed_at: datetime
    decided_at: datetime | None = None
    decided_by: str = ""
    reason: str = ""
    kept_id: str = ""
    change_id: str = ""


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pair with both records, and whether its merge can be taken back."""

    pair: Pair
    first: Dossier
    second: Dossier
    undoable: bool = False

    @property
    def evident(self) -> bool:
        """May be decided with others at once."""
        people = (self.first.person, self.second.person)
        return all(each.state is PersonState.ACTIVE for each in people) and evident(*people)

    @property
    def keep_id(self) -> str:
        """The record that stayed, or is proposed to: the one in which somebody lives, else the older one."""
        if self.pair.kept_id:
            return self.pair.kept_id
        lives = self.second.lives is not None and self.first.lives is None
        return self.pair.second_id if lives else self.pair.first_id


class Pairs(Protocol):
    """Proposed and decided pairs."""

    def get(self, uow: UnitOfWork, pair_id: str) -> Pair | None:
        """Locked until the transaction ends."""

    def put(self, uow: UnitOfWork, pair: Pair) -> None:
        """What was decided of it."""

    def one(self, pair_id: str) -> Pair | None: ...

    def page(
        self,
        scope: Scope,
        path: str,
        state: TwinsState,
        cause: str,
        after: Sequence[str] | None,
        limit: int,
    ) -> Sequence[Pair]:
        """Both records within the scope and below ``path``, by place."""

    def undoable(self, change_ids: Sequence[str]) -> set[str]:
        """Changes after which none of their records was changed."""


class TwinViews(View):
    """Reads pairs for those who may decide on them."""

    def __init__(self, view: tuple[Reader, object, object, object], pairs: Pairs) -> None:
        super().__init__(*view)  # type: ignore[arg-type]
        self._pairs = pairs

    def list(
        self,
        call: Call,
        path: str,
        state: TwinsState,
        cause: str,
        after: Sequence[str] | None,
        limit: int,
    ) -> tuple[list[tuple[Pair, ShownPair | None]], Names]:
        """Up to ``limit`` pairs; those whose people moved out of sight since come without their records."""
        found = self._pairs.page(call.scope(DECIDE), path, state, cause, after, limit)
        people = self._reader.dossiers([each for pair in found for each in (pair.first_id, pair.second_id)])
        undoable = self._pairs.undoable([each.change_id for each in found if each.change_id])
        shown = [(pair, shown_pair(call, pair, people, undoable)) for pair in found]
        self.read(call, "twins.list", "territory", path or "all", path)
        return shown, self.names(*(d for _, each in shown if each for d in (each.first, each.second)))

    def get(self, call: Call, pair_id: str) -> tuple[ShownPair, Names]:
        """Raises TwinsNotFound."""
        pair = self._pairs.one(pair_id)
        if pair is None:
            raise TwinsNotFound()
        people = self._reader.dossiers([pair.first_id, pair.second_id])
        undoable = self._pairs.undoable([pair.change_id]) if pair.change_id else set()
        shown = shown_pair(call, pair, people, undoable)
        if shown is None:
            raise TwinsNotFound()
        self.read(call, "twins.view", "twins", pair_id, pair.path)
        return shown, self.names(shown.first, shown.second)


def shown_pair(call: Call, pair: Pair, people: dict[str, Dossier], undoable: set[str]) -> ShownPair | None:
    """None unless the caller may decide on both."""
    first, second = people.get(pair.first_id), people.get(pair.second_id)
    if first is None or second is None or not sight.sees(call, DECIDE, pair.path):
        return None
    # Of a merged record the place it had is all there is; the pair's own place was checked above.
    standing = [each for each in (first, second) if each.person.state is not PersonState.MERGED]
    if not all(sight.sees_person(call, DECIDE, each) for each in standing):
        return None
    return ShownPair(pair, first, second, pair.change_id in undoable and bool(pair.change_id))
