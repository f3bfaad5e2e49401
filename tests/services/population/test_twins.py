"""Two records of one person are made one, or never asked about again; and a merge can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.kernel.errors import Conflict, NotFound
from services.population.application.ports import Grounds
from services.population.application.twins import TwinsState
from services.population.domain.kinds import DocumentKind, Relation, ResidenceKind
from services.population.domain.records import PersonState
from tests.services.population.county import ALL, COMMUNITY, FAR_GRID, GRID, NEXT_GRID, Township, identity

RIGHTS = (*ALL, "population.twins.decide")
NUMBER = identity(date(1980, 5, 3), 77)
BORN = date(1980, 5, 3)


def clerk(town: Township, path: str = "410602"):  # type: ignore[no-untyped-def]
    return town.clerk(path, RIGHTS)


def pairs(town: Township, path: str = "410602", state: TwinsState = TwinsState.PROPOSED) -> list[str]:
    found, _ = town.app.twins.views.list(clerk(town, path), "", state, "", None, 50)
    return [pair.id for pair, shown in found if shown is not None]


@pytest.fixture
def doubled(any_town: Township) -> tuple[Township, str, str]:
    """The same document in two townships, by two clerks who do not see each other's."""
    first = any_town.register(
        "钱建军", any_town.dwelling("301"), document_number=NUMBER, from_day=date(2018, 1, 1)
    )
    any_town.register(
        "钱妻", household_id=any_town.household_of(first), relation=Relation.SPOUSE, born=date(1982, 1, 1)
    )
    there = any_town.dwelling("901", FAR_GRID, address="红旗街9号901室")
    second = any_town.register(
        "钱建军",
        there,
        document_number=NUMBER,
        phone="13900001111",
        from_day=date(2022, 6, 1),
        call=any_town.worker(FAR_GRID),
    )
    return any_town, first, second


def figures(town: Township) -> dict[str, int]:
    return {what: sum(town.counted(what, "410602").values()) for what in ("person", "household", "separated")}


def test_only_who_sees_both_places_sees_the_pair(doubled: tuple[Township, str, str]) -> None:
    town, _, _ = doubled
    [pair] = pairs(town)
    for path in (COMMUNITY, GRID, FAR_GRID):
        assert pairs(town, path) == []
        with pytest.raises(NotFound):
            town.app.twins.views.get(clerk(town, path), pair)
        with pytest.raises(NotFound):
            town.app.twins.decide.different(clerk(town, path), pair)


def test_merging_unites_residences_and_keeps_the_households_in_order(
    doubled: tuple[Township, str, str],
) -> None:
    town, first, second = doubled
    [pair] = pairs(town)
    old_home = town.household_of(first)
    new_home = town.household_of(second)
    assert figures(town) == {"person": 3, "household": 2, "separated": 0}
    town.app.twins.decide.same(clerk(town), pair, first, ["phone"], Grounds("同一人"))
    kept = town.app.get_person(clerk(town), first)[0]
    assert kept.person.phone == "13900001111"
    assert kept.lives is not None
    assert kept.lives.household_id == new_home
    assert kept.lives.path == FAR_GRID
    ended = next(each for each in kept.residences if each.household_id == old_home)
    assert ended.to_day == date(2022, 6, 1)
    gone = town.app.get_person(clerk(town, "4106"), second)[0]
    assert gone.person.state is PersonState.MERGED
    assert gone.person.merged_into == first
    old, _ = town.app.get_household(clerk(town), old_home)
    assert [each.person.name for each in old.members] == ["钱妻"]
    assert old.household.head_id == old.members[0].person.id
    new, _ = town.app.get_household(clerk(town), new_home)
    assert new.household.head_id == first
    assert figures(town) == {"person": 2, "household": 2, "separated": 0}
    assert town.app.statistics.recounting.differences() == []
    merged = [text for kind, text in town.events() if kind == "PeopleMerged"]
    assert len(merged) == 1
    assert "钱" not in str(merged)


def test_a_merge_taken_back_restores_both(doubled: tuple[Township, str, str]) -> None:
    town, first, second = doubled
    before = [town.app.get_person(clerk(town), each)[0] for each in (first, second)]
    [pair] = pairs(town)
    town.app.twins.decide.same(clerk(town), pair, second, [])
    [merged] = pairs(town, state=TwinsState.SAME)
    assert town.app.twins.views.get(clerk(town), merged)[0].undoable
    town.app.twins.undo(clerk(town), pair, "弄错了")
    for old, each in zip(before, (first, second), strict=True):
        new = town.app.get_person(clerk(town), each)[0]
        assert replace(new.person, version=0) == replace(old.person, version=0)
        assert [replace(r, version=0) for r in new.residences] == [
            replace(r, version=0) for r in old.residences
        ]
    assert pairs(town) == [pair]
    assert figures(town) == {"person": 3, "household": 2, "separated": 0}
    assert town.app.statistics.recounting.differences() == []
    with pytest.raises(Conflict):
        town.app.twins.undo(clerk(town), pair, "再来一次")


def test_what_came_later_stands_in_the_way_of_undoing(doubled: tuple[Township, str, str]) -> None:
    town, first, _ = doubled
    [pair] = pairs(town)
    town.app.twins.decide.same(clerk(town), pair, first, [])
    etag = str(town.app.get_person(clerk(town), first)[0].person.version)
    town.app.correct_person(
        clerk(town), first, etag, town.details("钱建国", document_number=NUMBER), Grounds("更正")
    )
    assert not town.app.twins.views.get(clerk(town), pair)[0].undoable
    with pytest.raises(Conflict, match="not_reversible"):
        town.app.twins.undo(clerk(town), pair, "晚了")


def test_different_people_are_never_proposed_again(doubled: tuple[Township, str, str]) -> None:
    town, _, _ = doubled
    [pair] = pairs(town)
    town.app.twins.decide.different(clerk(town), pair, Grounds("证件有误"))
    town.app.twins.look(town.clock())
    assert pairs(town) == []
    assert pairs(town, state=TwinsState.DIFFERENT) == [pair]
    with pytest.raises(Conflict, match="twins_decided"):
        town.app.twins.decide.same(clerk(town), pair, "", [])


def test_an_open_pair_goes_where_its_people_went(doubled: tuple[Township, str, str]) -> None:
    town, _, second = doubled
    assert pairs(town, GRID) == []
    near, day = town.dwelling("302"), date(2025, 5, 5)
    town.app.move_household(clerk(town), town.household_of(second), "", near, day, Grounds("搬家"))
    town.app.twins.look(town.clock())
    assert len(pairs(town, GRID)) == 1
    assert pairs(town, FAR_GRID) == []


def test_recorded_twice_in_one_household_is_one_belonging(any_town: Township) -> None:
    home = any_town.dwelling("301")
    bare = {"document_kind": DocumentKind.NONE_YET, "document_number": "", "born_on": BORN}
    head = any_town.register("孙丽", home, from_day=date(2019, 1, 1), **bare)
    household = any_town.household_of(head)
    again = any_town.register(
        "孙丽", household_id=household, relation=Relation.CHILD, from_day=date(2021, 1, 1)
    )
    assert any_town.app.twins.look(any_town.clock()) == 1
    [pair] = pairs(any_town)
    any_town.app.twins.decide.same(clerk(any_town), pair, again, [])
    family, _ = any_town.app.get_household(clerk(any_town), household)
    assert [each.person.id for each in family.members] == [again]
    assert family.household.head_id == again
    assert family.members[0].lives is not None
    assert family.members[0].lives.relation is Relation.HEAD
    assert family.members[0].lives.from_day == date(2019, 1, 1)
    assert any_town.app.statistics.recounting.differences() == []
    any_town.app.twins.undo(clerk(any_town), pair, "还原")
    family, _ = any_town.app.get_household(clerk(any_town), household)
    assert {each.person.id for each in family.members} == {head, again}
    assert any_town.app.statistics.recounting.differences() == []


def test_living_here_and_registered_there_stays_so(any_town: Township) -> None:
    lives = any_town.register("周强", any_town.dwelling("401"), document_number=NUMBER)
    registered = any_town.register(
        "周强",
        any_town.dwelling("402", NEXT_GRID),
        kind=ResidenceKind.REGISTERED_ONLY,
        document_number=NUMBER,
        call=any_town.worker(NEXT_GRID),
    )
    [pair] = pairs(any_town)
    any_town.app.twins.decide.same(clerk(any_town), pair, lives, [])
    dossier = any_town.app.get_person(clerk(any_town), lives)[0]
    assert dossier.lives is not None
    assert dossier.registered is not None
    assert figures(any_town)["separated"] == 1
    assert any_town.app.statistics.recounting.differences() == []
    assert registered != lives


def test_the_night_finds_name_and_birthday_unless_numbers_tell_them_apart(any_town: Township) -> None:
    bare = {"document_kind": DocumentKind.NONE_YET, "document_number": "", "born_on": BORN}
    any_town.register("吴刚", any_town.dwelling("101"), **bare)
    any_town.register("吴刚", any_town.dwelling("102"))
    any_town.register("吴刚", any_town.dwelling("103"))
    assert any_town.app.twins.look(any_town.clock()) == 2
    assert len(pairs(any_town)) == 2
    any_town.app.twins.look(any_town.clock())
    assert len(pairs(any_town)) == 2


def test_evident_pairs_are_decided_together_and_others_refused(any_town: Township) -> None:
    for number in range(3):
        card = identity(BORN, 500 + number)
        any_town.register(f"郑{'甲乙丙'[number]}", any_town.dwelling(f"20{number}"), document_number=card)
        there = any_town.dwelling(f"80{number}", FAR_GRID, address=f"红旗街9号80{number}室")
        name = "郑甲" if number == 0 else f"郑{'甲乙丁'[number]}"
        any_town.register(name, there, document_number=card, call=any_town.worker(FAR_GRID))
    waiting = pairs(any_town)
    done, refused = any_town.app.twins.decide_in_bulk(clerk(any_town), [*waiting, "nowhere"], "证件一致")
    assert len(done) == 2
    assert sorted(refused.values()) == ["population.twins_not_evident", "population.twins_not_found"]
    assert len(pairs(any_town)) == 1
    assert any_town.app.statistics.recounting.differences() == []
