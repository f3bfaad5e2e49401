"""A household with its members, and how households move, part and join."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.population.domain.dossier import Dossier
from services.population.domain.kinds import Relation
from services.population.domain.records import Dwelling, Household, Residence
from services.population.domain.refusals import (
    DwellingOver,
    HouseholdOver,
    NotAMember,
    SameHousehold,
    WholeHousehold,
)
from services.population.domain.relations import must_be_named_once, must_fit

GROWN_UP_AT = 18


@dataclass(frozen=True, slots=True)
class Family:
    """A household and those who belong to it now."""

    household: Household
    members: tuple[Dossier, ...] = ()

    def must_exist(self) -> None:
        """Raises HouseholdOver."""
        if not self.household.exists:
            raise HouseholdOver()

    def membership(self, member: Dossier) -> Residence:
        """By which somebody belongs to it. Raises NotAMember."""
        return membership(member, self.household.id)

    def joined(self, member: Dossier) -> Family:
        """With one more; the first one is its head."""
        if not self.household.head_id:
            member = member.related(self.household.id, Relation.HEAD)
            household = replace(self.household, head_id=member.person.id, version=self.household.version + 1)
            return Family(household, (*self.members, member))
        return Family(self.household, (*self.members, member))

    def left(self, person_id: str, day: date, heir_id: str = "") -> Family:
        """Without somebody who left: another becomes head where he was, and an empty household ends.

        ``heir_id`` says who; else the oldest grown-up, else the oldest. Raises NotAMember.
        """
        staying = tuple(each for each in self.members if each.person.id != person_id)
        if not staying:
            return self.ended(day)
        if self.household.head_id != person_id:
            return replace(self, members=staying)
        heir = next((each for each in staying if each.person.id == heir_id), None)
        if heir_id and heir is None:
            raise NotAMember()
        return replace(self, members=staying).headed_by((heir or _eldest(staying, day)).person.id, {})

    def headed_by(self, head_id: str, relations: Mapping[str, Relation]) -> Family:
        """With another head; members not named in ``relations`` become other relatives, the old head too.

        Raises NotAMember, Invalid.
        """
        if all(each.person.id != head_id for each in self.members):
            raise NotAMember()
        must_fit(relations, {each.person.id for each in self.members}, head_id, of_everybody=False)
        household_id = self.household.id
        members = tuple(
            each.related(
                household_id,
                Relation.HEAD
                if each.person.id == head_id
                else relations.get(each.person.id, Relation.OTHER_RELATIVE),
            )
            for each in self.members
        )
        household = replace(self.household, head_id=head_id, version=self.household.version + 1)
        return Family(household, members)

    def moved(self, dwelling: Dwelling, day: date, new_id: Callable[[], str]) -> Family:
        """Everybody in another dwelling from that day. Raises DwellingOver, HouseholdOver, Invalid."""
        self.must_exist()
        must_stand(dwelling)
        household = replace(
            self.household, dwelling_id=dwelling.id, path=dwelling.path, version=self.household.version + 1
        )
        members = tuple(
            each.go_along(
                self.membership(each).id, following(self.membership(each), household, day, new_id())
            )
            for each in self.members
        )
        return Family(household, members)

    def parted(
        self,
        leaving: Sequence[str],
        relations: Mapping[str, Relation],
        founded: Household,
        new_id: Callable[[], str],
    ) -> tuple[Family, Family]:
        """Those who stay, and those who found ``founded`` with the first of ``leaving`` as head.

        ``relations`` are to that head: of nobody, then all become other relatives, or of everybody else.
        Raises NotAMember, WholeHousehold, HouseholdOver, Invalid.
        """
        self.must_exist()
        must_be_named_once(leaving, "person_ids")
        known = {each.person.id: each for each in self.members}
        if any(each not in known for each in leaving):
            raise NotAMember()
        if len(leaving) == len(known):
            raise WholeHousehold()
        must_fit(relations, leaving, leaving[0], of_everybody=True)
        day = founded.from_day
        assert day is not None
        gone = []
        for person_id in leaving:
            member = known[person_id]
            before = self.membership(member)
            relation = (
                Relation.HEAD
                if person_id == leaving[0]
                else relations.get(person_id, Relation.OTHER_RELATIVE)
            )
            to = replace(following(before, founded, day, new_id()), relation=relation)
            gone.append(member.go_along(before.id, to))
        staying = self
        for person_id in leaving:
            staying = staying.left(person_id, day)
        return staying, Family(replace(founded, head_id=leaving[0]), tuple(gone))

    def absorbed(
        self, other: Family, day: date, relations: Mapping[str, Relation], new_id: Callable[[], str]
    ) -> tuple[Family, Family]:
        """With everybody of ``other``, which ends.

        ``relations`` are to the head who stays: of nobody, then all become other relatives, or of everybody.
        Raises SameHousehold, HouseholdOver, Invalid.
        """
        if self.household.id == other.household.id:
            raise SameHousehold()
        self.must_exist()
        other.must_exist()
        must_fit(relations, [each.person.id for each in other.members], "", of_everybody=True)
        joining = []
        for member in other.members:
            before = other.membership(member)
            relation = relations.get(member.person.id, Relation.OTHER_RELATIVE)
            to = replace(following(before, self.household, day, new_id()), relation=relation)
            joining.append(member.go_along(before.id, to))
        return Family(self.household, (*self.members, *joining)), Family(other.household).ended(day)

    def ended(self, day: date) -> Family:
        """Nobody belongs to it any more."""
        household = replace(self.household, to_day=day, version=self.household.version + 1)
        return Family(household)


def membership(member: Dossier, household_id: str) -> Residence:
    """By which somebody belongs to a household now. Raises NotAMember."""
    found = next(
        (each for each in member.residences if each.open and each.household_id == household_id), None
    )
    if found is None:
        raise NotAMember()
    return found


def following(before: Residence, household: Household, day: date, new_id: str) -> Residence:
    """The residence that goes on in ``household`` from that day."""
    return replace(
        before,
        id=new_id,
        household_id=household.id,
        dwelling_id=household.dwelling_id,
        path=household.path,
        from_day=day,
        to_day=None,
        version=1,
        destination="",
    )


def must_stand(dwelling: Dwelling) -> None:
    """Raises DwellingOver."""
    if dwelling.ended or dwelling.void:
        raise DwellingOver()


def _eldest(members: Sequence[Dossier], day: date) -> Dossier:
    """The oldest grown-up; without one, the oldest; without birthdays, the first."""

    def rank(member: Dossier) -> tuple[bool, date]:
        born = member.person.born_on
        return (born is None, born or day)

    return min(members, key=rank)
