"""What is said of who stands how to whom when households part, join or get another head (POP-03, POP-08)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.errors import Invalid
from services.kernel.testing.platform import TestPlatform
from services.population.domain.kinds import Relation
from services.population.domain.relations import must_be_named_once, must_fit
from tests.services.population.county import Township
from tests.services.population.worlds import World, made
from wangge.population.v1 import register_pb2 as pb
from wangge.population.v1 import register_pb2_grpc

PEOPLE = ("a", "b", "c")
KIN = [each for each in Relation if each not in (Relation.HEAD, Relation.UNKNOWN)]


def problems(wrong: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(each.field, each.code) for each in wrong.value.problems]


@given(st.dictionaries(st.sampled_from((*PEOPLE, "x")), st.sampled_from(Relation)))
def test_of_everybody_one_known_relation_or_of_nobody(said: dict[str, Relation]) -> None:
    fits = not any(said.values()) or all(said.get(each) in KIN for each in PEOPLE)
    if fits and not set(said) - set(PEOPLE):
        must_fit(said, PEOPLE, "", of_everybody=True)
        return
    with pytest.raises(Invalid) as wrong:
        must_fit(said, PEOPLE, "", of_everybody=True)
    assert all(field.startswith("relations.") for field, _ in problems(wrong))


def test_each_member_is_named_by_its_own_field() -> None:
    said = {"b": Relation.HEAD, "x": Relation.CHILD}

    with pytest.raises(Invalid) as wrong:
        must_fit(said, PEOPLE, "a", of_everybody=True)

    assert problems(wrong) == [
        ("relations.x", "population.not_a_member"),
        ("relations.b", "population.has_a_head"),
        ("relations.c", "kernel.required"),
    ]


def test_somebody_named_twice_is_told_at_the_second_place() -> None:
    with pytest.raises(Invalid) as wrong:
        must_be_named_once(["a", "b", "a", "a"], "person_ids")

    assert problems(wrong) == [
        ("person_ids[2]", "population.named_twice"),
        ("person_ids[3]", "population.named_twice"),
    ]


def test_nothing_is_written_of_a_split_or_a_join_that_does_not_fit(any_town: Township) -> None:
    household, head, spouse, child = any_town.family()
    call, app = any_town.clerk(), any_town.app
    joining = any_town.household_of(any_town.register("赵一", any_town.dwelling("502")))
    guest = app.get_household(call, joining)[0].members[0].person.id

    attempts: list[Callable[[], str]] = [
        lambda: app.split_household(call, household, "", [spouse, child, spouse], {}),
        lambda: app.split_household(call, household, "", [spouse, child], {head: Relation.PARENT}),
        lambda: app.split_household(call, household, "", [spouse, child], {child: Relation.HEAD}),
        lambda: app.merge_households(call, household, joining, None, {guest: Relation.HEAD}),
        lambda: app.merge_households(call, household, joining, None, {head: Relation.SIBLING}),
        lambda: app.change_head(call, household, "", spouse, {child: Relation.HEAD}, None),
        lambda: app.change_head(call, household, "", spouse, {guest: Relation.SIBLING}, None),
    ]
    for wrong in attempts:
        with pytest.raises(Invalid):
            wrong()

    found = app.get_household(call, household)[0]
    assert [each.person.id for each in found.members] == [head, spouse, child]
    assert found.household.head_id == head
    assert app.get_household(call, joining)[0].household.exists


def test_of_nobody_all_become_other_relatives(any_town: Township) -> None:
    household, _, spouse, child = any_town.family()

    new = any_town.app.split_household(any_town.clerk(), household, "", [spouse, child], {})

    found = any_town.app.get_household(any_town.clerk(), new)[0]
    relations = [found.membership(each).relation for each in found.members]
    assert relations == [Relation.HEAD, Relation.OTHER_RELATIVE]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    found = made(Path(tmp_path_factory.mktemp("relations")), with_outsider=False)
    yield found
    found.platform.__exit__(None, None, None)


def test_the_caller_reads_which_member_is_wrong(world: World) -> None:
    assert isinstance(world.platform, TestPlatform)
    stub: Any = world.platform.stub(register_pb2_grpc.RegisterServiceStub, world.token)
    household, person = world.known["own.household"], world.known["own.person"]
    guest = world.known["spare.person"]

    with pytest.raises(Invalid) as too_many:
        stub.SplitHousehold(
            pb.SplitHouseholdRequest(
                id=household, person_ids=[person], relations=[pb.RELATION_UNSPECIFIED, pb.RELATION_CHILD]
            )
        )
    with pytest.raises(Invalid) as two_heads:
        stub.MergeHouseholds(
            pb.MergeHouseholdsRequest(
                id=household, from_id=world.known["spare.household"], relations={guest: pb.RELATION_HEAD}
            )
        )

    assert problems(too_many) == [("relations[1]", "population.not_a_member")]
    assert problems(two_heads) == [(f"relations.{guest}", "population.has_a_head")]
    assert two_heads.value.problems[0].details["description"]
