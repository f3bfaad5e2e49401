"""Invented families of the demo county: who lives with whom, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from services.population.domain.kinds import (
    HouseholdKind,
    Occupancy,
    Relation,
    ResidenceKind,
    Sex,
    StayReason,
)
from services.population.entrypoints.demo_names import Crowd, Somebody

_HOMES = (
    ("320583", "江苏省昆山市"),
    ("330106", "浙江省杭州市西湖区"),
    ("341225", "安徽省阜南县"),
    ("410523", "河南省汤阴县"),
    ("410526", "河南省滑县"),
    ("411723", "河南省平舆县"),
)


@dataclass(slots=True)
class Kin:
    """One member of a family."""

    who: Somebody
    relation: Relation
    kind: ResidenceKind = ResidenceKind.PERMANENT
    reason: StayReason = StayReason.NONE


@dataclass(slots=True)
class DemoFamily:
    """People who share a dwelling, and where they came from."""

    members: list[Kin]
    occupancy: Occupancy = Occupancy.OWNER
    kind: HouseholdKind = HouseholdKind.FAMILY
    division: str = "410611"
    origin: str = ""
    years: int = field(default=8)


def family(crowd: Crowd) -> DemoFamily:
    """One of the families a town has, as often as it has them."""
    made = crowd.chance.choices([each for each, _ in _KINDS], [weight for _, weight in _KINDS])[0](crowd)
    if made.origin == "" and crowd.chance.random() < 0.4:
        # Somebody grown up who kept the registration and works elsewhere.
        grown = [each for each in made.members if each.relation is Relation.CHILD and _age(crowd, each) > 17]
        for each in grown[:1]:
            each.kind = ResidenceKind.REGISTERED_ONLY
    return made


def _couple(crowd: Crowd, least: int, most: int) -> list[Kin]:
    age = crowd.chance.randint(least, most)
    man = crowd.one(Sex.MALE, age)
    woman = crowd.one(Sex.FEMALE, max(age - crowd.chance.randint(-1, 4), 20))
    return [Kin(man, Relation.HEAD), Kin(woman, Relation.SPOUSE)]


def _child(crowd: Crowd, parents: list[Kin], relation: Relation = Relation.CHILD) -> Kin:
    mother = min(_age(crowd, each) for each in parents)
    age = max(mother - crowd.chance.randint(23, 32), 0)
    sex = crowd.chance.choice((Sex.MALE, Sex.FEMALE))
    return Kin(crowd.one(sex, age, parents[0].who.name[0]), relation)


def _age(crowd: Crowd, each: Kin) -> int:
    return (crowd.today - each.who.born_on).days // 365


def _small(crowd: Crowd) -> DemoFamily:
    parents = _couple(crowd, 26, 56)
    return DemoFamily([*parents, _child(crowd, parents)])


def _four(crowd: Crowd) -> DemoFamily:
    parents = _couple(crowd, 30, 50)
    return DemoFamily([*parents, _child(crowd, parents), _child(crowd, parents)], years=14)


def _three_generations(crowd: Crowd) -> DemoFamily:
    old = _couple(crowd, 57, 74)
    son = Kin(crowd.one(Sex.MALE, _age(crowd, old[1]) - 25, old[0].who.name[0]), Relation.CHILD)
    wife = Kin(crowd.one(Sex.FEMALE, _age(crowd, son) - crowd.chance.randint(0, 3)), Relation.CHILD_IN_LAW)
    young = [_child(crowd, [son, wife], Relation.GRANDCHILD) for _ in range(crowd.chance.randint(1, 2))]
    return DemoFamily([*old, son, wife, *young], years=20)


def _with_parent(crowd: Crowd) -> DemoFamily:
    parents = _couple(crowd, 38, 52)
    mother = Kin(crowd.one(Sex.FEMALE, _age(crowd, parents[0]) + 25), Relation.PARENT)
    return DemoFamily([*parents, _child(crowd, parents), mother], years=16)


def _old_couple(crowd: Crowd) -> DemoFamily:
    return DemoFamily(_couple(crowd, 63, 84), years=25)


def _alone(crowd: Crowd) -> DemoFamily:
    sex = crowd.chance.choice((Sex.MALE, Sex.FEMALE, Sex.FEMALE))
    return DemoFamily([Kin(crowd.one(sex, crowd.chance.randint(60, 88)), Relation.HEAD)], years=22)


def _incoming(crowd: Crowd, members: list[Kin], *reasons: StayReason) -> DemoFamily:
    division, origin = crowd.chance.choice(_HOMES)
    for each, reason in zip(members, (*reasons, *reasons[-1:] * len(members)), strict=False):
        each.kind, each.reason = ResidenceKind.INCOMING, reason
    return DemoFamily(
        members, Occupancy.LET, division=division, origin=origin, years=crowd.chance.randint(0, 3)
    )


def _tenants(crowd: Crowd) -> DemoFamily:
    parents = _couple(crowd, 24, 45)
    reasons = (StayReason.WORK, StayReason.WORK, StayReason.OTHER)
    return _incoming(crowd, [*parents, _child(crowd, parents)], *reasons)


def _pupil(crowd: Crowd) -> DemoFamily:
    mother = Kin(crowd.one(Sex.FEMALE, crowd.chance.randint(36, 46)), Relation.HEAD)
    pupil = Kin(
        crowd.one(crowd.chance.choice((Sex.MALE, Sex.FEMALE)), crowd.chance.randint(12, 17)), Relation.CHILD
    )
    return _incoming(crowd, [mother, pupil], StayReason.ACCOMPANYING)


def _from_next_county(crowd: Crowd) -> DemoFamily:
    return _incoming(crowd, _couple(crowd, 27, 40), StayReason.OTHER_COUNTY)


def _colleagues(crowd: Crowd) -> DemoFamily:
    members = [
        Kin(crowd.one(Sex.MALE, crowd.chance.randint(19, 48)), Relation.NOT_RELATED)
        for _ in range(crowd.chance.randint(3, 5))
    ]
    members[0].relation = Relation.HEAD
    made = _incoming(crowd, members, StayReason.WORK)
    made.kind = HouseholdKind.COLLECTIVE
    return made


_KINDS: tuple[tuple[Callable[[Crowd], DemoFamily], int], ...] = (
    (_small, 25),
    (_four, 18),
    (_three_generations, 18),
    (_with_parent, 6),
    (_old_couple, 9),
    (_alone, 5),
    (_tenants, 10),
    (_pupil, 4),
    (_from_next_county, 3),
    (_colleagues, 2),
)
