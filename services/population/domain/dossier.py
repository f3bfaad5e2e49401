"""Somebody with all residences, and what may happen to them. Every verb gives a new dossier.

State table of a person's residences (POP-03, 04, 08); at most one of those where somebody lives is open, and
at most one where he is registered without living there:

    verb              open before                       open afterwards
    register/move_in  any                               the new one; an older one of the same sort ended
    move_out          lives there                       none, or registered_only at the same place
    change_category   lives or is registered there      the same place under the other kind
    die               any                               none
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.kernel.errors import FieldProblem, Invalid
from services.population.domain.kinds import Relation, ResidenceKind, StayReason
from services.population.domain.records import Person, PersonState, Residence
from services.population.domain.refusals import AlreadyThere, NotAlive, ResidenceNotFound, Restricted


@dataclass(frozen=True, slots=True)
class Dossier:
    """A person and all his residences that were not taken back."""

    person: Person
    residences: tuple[Residence, ...] = ()

    @property
    def lives(self) -> Residence | None:
        """Where the person lives now."""
        for each in self.residences:
            if each.open and each.kind.lives:
                return each
        return None

    @property
    def registered(self) -> Residence | None:
        """Where he is registered without living there."""
        for each in self.residences:
            if each.open and not each.kind.lives:
                return each
        return None

    @property
    def main(self) -> Residence | None:
        """By which he is counted: where he lives before where he is registered (POP-04)."""
        return self.lives or self.registered

    def on(self, day: date) -> Dossier:
        """As it was on that day, residences alone."""
        return replace(self, residences=tuple(each for each in self.residences if each.on(day)))

    def residence(self, residence_id: str) -> Residence:
        """An open one; the one he lives in when no id is given. Raises ResidenceNotFound."""
        found = next((r for r in self.residences if r.open and r.id == residence_id), None)
        found = found if residence_id else self.main
        if found is None:
            raise ResidenceNotFound()
        return found

    def must_be_free(self) -> None:
        """Raises NotAlive, Restricted: nothing happens any more to this record."""
        if self.person.state is not PersonState.ACTIVE:
            raise NotAlive()
        if self.person.restricted:
            raise Restricted()

    def move_in(self, wanted: Residence) -> Dossier:
        """Live or be registered there; what was of the same sort ends on that day.

        Raises AlreadyThere, NotAlive, Restricted, Invalid.
        """
        self.must_be_free()
        before = self.lives if wanted.kind.lives else self.registered
        if before is not None and before.household_id == wanted.household_id and before.kind is wanted.kind:
            raise AlreadyThere()
        self._must_begin(wanted.from_day, wanted.kind, "residence.from_day")
        _must_have_reason(wanted.kind, wanted.reason)
        kept = tuple(
            _ended(each, wanted.from_day, "") if before is not None and each.id == before.id else each
            for each in self.residences
        )
        return self._with((*kept, wanted))

    def move_out(self, residence_id: str, day: date, destination: str = "") -> Dossier:
        """End one residence. Raises ResidenceNotFound, NotAlive, Restricted, Invalid."""
        self.must_be_free()
        ending = self.residence(residence_id)
        _must_not_be_before(day, ending.from_day)
        return self._with(
            tuple(
                _ended(each, day, destination) if each.id == ending.id else each for each in self.residences
            )
        )

    def change_category(
        self, residence_id: str, kind: ResidenceKind, reason: StayReason, day: date, new_id: str
    ) -> Dossier:
        """The same place under another kind, from that day on.

        Raises ResidenceNotFound, AlreadyThere, NotAlive, Restricted, Invalid.
        """
        self.must_be_free()
        before = self.residence(residence_id)
        if before.kind is kind and before.reason is reason:
            raise AlreadyThere()
        _must_not_be_before(day, before.from_day)
        if kind.lives is not before.kind.lives:
            self._must_begin(day, kind, "day")
        _must_have_reason(kind, reason)
        other = self.lives if kind.lives else self.registered
        if other is not None and other.id != before.id:
            raise AlreadyThere()
        following = replace(
            before, id=new_id, kind=kind, reason=reason, from_day=day, to_day=None, version=1, destination=""
        )
        ended = tuple(_ended(each, day, "") if each.id == before.id else each for each in self.residences)
        return self._with((*ended, following))

    def go_along(self, residence_id: str, to: Residence) -> Dossier:
        """The residence ends and goes on as ``to``, of the same kind: households move, split, merge."""
        self.must_be_free()
        before = self.residence(residence_id)
        _must_not_be_before(to.from_day, before.from_day)
        ended = tuple(
            _ended(each, to.from_day, "") if each.id == before.id else each for each in self.residences
        )
        return self._with((*ended, to))

    def related(self, household_id: str, relation: Relation) -> Dossier:
        """With this relation to the head of that household, where he belongs to it now."""
        return replace(
            self,
            residences=tuple(
                replace(each, relation=relation, version=each.version + 1)
                if each.open and each.household_id == household_id and each.relation is not relation
                else each
                for each in self.residences
            ),
        )

    def die(self, day: date) -> Dossier:
        """Died on that day; every residence ends. Raises NotAlive, Invalid."""
        if self.person.state is not PersonState.ACTIVE:
            raise NotAlive()
        born = self.person.born_on
        if born is not None and day < born:
            raise Invalid(FieldProblem("died_on", "population.died_before_birth"))
        residences = tuple(
            _ended(each, max(day, each.from_day), "") if each.open else each for each in self.residences
        )
        person = replace(
            self.person, died_on=day, state=PersonState.DECEASED, version=self.person.version + 1
        )
        return Dossier(person, residences)

    def _must_begin(self, day: date, kind: ResidenceKind, field: str) -> None:
        """Nobody lives in two places on one day, whatever is told late. Raises Invalid."""
        if self.person.born_on is not None and day < self.person.born_on:
            raise Invalid(FieldProblem(field, "population.before_birth"))
        same_sort = (each for each in self.residences if not each.void and each.kind.lives is kind.lives)
        if any(day < (each.to_day or each.from_day) for each in same_sort):
            raise Invalid(FieldProblem(field, "population.before_last_residence"))

    def _with(self, residences: Sequence[Residence]) -> Dossier:
        changed = replace(self, residences=tuple(residences))
        main = changed.main
        path = main.path if main is not None else self.person.path
        return replace(changed, person=replace(self.person, path=path, version=self.person.version + 1))


def _ended(residence: Residence, day: date, destination: str) -> Residence:
    return replace(residence, to_day=day, destination=destination, version=residence.version + 1)


def _must_not_be_before(day: date, beginning: date) -> None:
    if day < beginning:
        raise Invalid(FieldProblem("day", "population.before_last_residence"))


def _must_have_reason(kind: ResidenceKind, reason: StayReason) -> None:
    """Only those who came from elsewhere are asked why (POP-14)."""
    if kind is ResidenceKind.INCOMING and reason is StayReason.NONE:
        raise Invalid(FieldProblem("residence.reason", "kernel.required"))
    if kind is not ResidenceKind.INCOMING and reason is not StayReason.NONE:
        raise Invalid(FieldProblem("residence.reason", "population.reason_not_asked"))
