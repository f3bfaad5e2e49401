"""The register on both databases: people and households come, move, part, join and go (POP-01 to 08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.kernel.call import PermissionDenied, RequestKey
from services.kernel.errors import Invalid
from services.population.adapters.figures import SqlFigures
from services.population.application.commands.people import Wanted
from services.population.application.ports import Grounds
from services.population.application.views.ports import AskedPeople
from services.population.domain.details import Details
from services.population.domain.kinds import Relation, ResidenceKind, Sex, StayReason
from services.population.domain.records import PersonState, RecordType
from services.population.domain.refusals import (
    AlreadyThere,
    DocumentTaken,
    DwellingNotFound,
    HouseholdNotFound,
    LooksLikeAnother,
    NotAMember,
    NotReversible,
    PersonNotFound,
    Stale,
    StillLivedIn,
    TerritoryUnknown,
    WholeHousehold,
)
from tests.services.population.county import COMMUNITY, FAR_GRID, GRID, NEXT_GRID, Township, identity

WHY = Grounds("居民申报")


def lives_in(dwelling_id: str, day: date) -> Wanted:
    return Wanted(ResidenceKind.PERMANENT, dwelling_id=dwelling_id, from_day=day)


def test_the_first_of_a_dwelling_founds_a_household_and_heads_it(any_town: Township) -> None:
    household, head, spouse, child = any_town.family()

    family = any_town.app.get_household(any_town.clerk(), household)[0]

    assert [each.person.name for each in family.members] == ["王建国", "李秀英", "王小明"]
    assert family.household.head_id == head
    assert [each.main.relation for each in family.members if each.main] == [
        Relation.HEAD,
        Relation.SPOUSE,
        Relation.CHILD,
    ]
    assert family.members[0].person.sex is Sex.MALE
    assert family.members[0].person.born_on == date(1980, 5, 3)
    assert {spouse, child} < {each.person.id for each in family.members}


def test_events_and_audit_never_say_who_it_is(any_town: Township) -> None:
    any_town.register("欧阳静怡", any_town.dwelling(), phone="13812345678", registered_address="长江路88号")

    said = "".join(text for _, text in any_town.events()) + "".join("".join(e) for e in any_town.audit())

    assert [name for name, _ in any_town.events()] == [
        "DwellingChanged",
        "PersonRegistered",
        "HouseholdMoved",
    ]
    for secret in ("欧阳", "13812345678", "长江路", "4106021980", "中山路12号"):
        assert secret not in said


def test_the_same_request_again_registers_nobody_twice(any_town: Township) -> None:
    dwelling = any_town.dwelling()
    call = replace(any_town.clerk(), request=RequestKey("k1", "f"))
    wanted = Wanted(ResidenceKind.PERMANENT, dwelling_id=dwelling)
    said = any_town.details("张伟")

    first = any_town.app.register_person(call, said, wanted)
    second = any_town.app.register_person(call, said, wanted)

    assert first == second
    assert len(any_town.app.list_people(any_town.clerk(), AskedPeople(), None, 10)[0]) == 1


def test_a_document_in_sight_is_refused_and_one_elsewhere_tells_nothing(any_town: Township) -> None:
    number = identity(date(1990, 1, 1), 77)
    any_town.register("陈海涛", any_town.dwelling(), born=date(1990, 1, 1), document_number=number)
    far = any_town.dwelling("101", FAR_GRID)
    said = Details(name="陈海涛", document_number=number)

    with pytest.raises(DocumentTaken):
        any_town.app.register_person(
            any_town.clerk(), said, Wanted(ResidenceKind.PERMANENT, dwelling_id=any_town.dwelling("502"))
        )
    elsewhere = any_town.app.register_person(
        any_town.worker(FAR_GRID), said, Wanted(ResidenceKind.PERMANENT, dwelling_id=far)
    )

    assert any_town.app.get_person(any_town.worker(FAR_GRID), elsewhere)[0].person.name == "陈海涛"


def test_name_and_birthday_of_another_have_to_be_confirmed(any_town: Township) -> None:
    any_town.register("刘洋", any_town.dwelling())
    said = any_town.details("刘洋")
    wanted = Wanted(ResidenceKind.PERMANENT, dwelling_id=any_town.dwelling("502"))

    with pytest.raises(LooksLikeAnother):
        any_town.app.register_person(any_town.clerk(), said, wanted)
    assert any_town.app.register_person(any_town.clerk(), said, wanted, sure=True)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "details.name"),
        ({"name": "王3"}, "details.name"),
        ({"document_number": "41060219800503001X"}, "details.document_number"),
        ({"born_on": date(1981, 5, 3)}, "details.born_on"),
        ({"phone": "12"}, "details.phone"),
        ({"phone": "138****5678"}, "details.phone"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    town: Township, change: dict[str, object], field: str
) -> None:
    said = replace(town.details("王建国"), **change)  # type: ignore[arg-type]

    with pytest.raises(Invalid) as refused:
        town.app.register_person(
            town.clerk(), said, Wanted(ResidenceKind.PERMANENT, dwelling_id=town.dwelling())
        )

    assert [each.field for each in refused.value.problems] == [field]
    assert town.app.list_people(town.clerk(), AskedPeople(), None, 10)[0] == []


def test_masked_and_empty_values_never_overwrite(any_town: Township) -> None:
    person = any_town.register("赵敏", any_town.dwelling(), phone="13812345678")
    call = any_town.clerk()
    before = any_town.app.get_person(call, person)[0].person

    any_town.app.correct_person(
        call,
        person,
        str(before.version),
        Details(name="赵敏敏", phone="138****5678", document_number="410***********0012"),
        WHY,
    )

    after = any_town.app.get_person(call, person)[0].person
    assert (after.name, after.phone, after.document_number) == (
        "赵敏敏",
        "13812345678",
        before.document_number,
    )
    with pytest.raises(Stale):
        any_town.app.correct_person(call, person, str(before.version), Details(name="赵"), WHY)


def test_who_moves_leaves_the_old_household_in_order(any_town: Township) -> None:
    household, head, spouse, child = any_town.family()
    call = any_town.clerk()

    any_town.app.move_in(
        call,
        head,
        "",
        Wanted(
            ResidenceKind.PERMANENT,
            dwelling_id=any_town.dwelling("601", NEXT_GRID),
            from_day=date(2024, 2, 1),
        ),
        WHY,
    )

    left = any_town.app.get_household(call, household)[0]
    assert left.household.head_id == spouse
    assert {each.person.id for each in left.members} == {spouse, child}
    then = any_town.app.get_household(call, household, date(2023, 6, 1))[0]
    assert {each.person.id for each in then.members} == {head, spouse, child}
    assert any_town.app.get_person(call, head)[0].person.path == NEXT_GRID


def test_a_household_ends_with_its_last_member(any_town: Township) -> None:
    person = any_town.register("孙丽", any_town.dwelling())
    household = any_town.household_of(person)

    any_town.app.move_out(any_town.clerk(), person, day=date(2025, 3, 1), destination="郑州市")

    assert any_town.app.get_household(any_town.clerk(), household)[0].household.to_day == date(2025, 3, 1)
    assert any_town.app.get_person(any_town.clerk(), person)[0].main is None
    assert any_town.counted("person", GRID) == {}
    assert any_town.counted("household", GRID) == {}


def test_leaving_and_staying_registered_keeps_the_household(any_town: Township) -> None:
    person = any_town.register("孙丽", any_town.dwelling())

    any_town.app.move_out(any_town.clerk(), person, day=date(2025, 3, 1), stays_registered=True)

    found = any_town.app.get_person(any_town.clerk(), person)[0]
    assert found.lives is None
    assert found.registered is not None
    assert any_town.counted("person", GRID) == {("registered_only", "m", ""): 1}


def test_households_split_and_merge(any_town: Township) -> None:
    household, head, spouse, child = any_town.family()
    call = any_town.clerk()

    new = any_town.app.split_household(
        call, household, "", [child, spouse], {spouse: Relation.PARENT}, day=date(2025, 1, 1), grounds=WHY
    )
    parted = any_town.app.get_household(call, new)[0]
    assert parted.household.head_id == child
    with pytest.raises(WholeHousehold):
        any_town.app.split_household(call, household, "", [head], {})
    any_town.app.merge_households(
        call, household, new, date(2025, 6, 1), {spouse: Relation.SPOUSE, child: Relation.CHILD}, WHY
    )

    together = any_town.app.get_household(call, household)[0]
    assert [each.person.id for each in together.members] == [head, spouse, child]
    assert any_town.app.get_household(call, new)[0].household.to_day == date(2025, 6, 1)
    assert any_town.counted("household", COMMUNITY) == {("family", "", ""): 1}


def test_a_whole_household_moves_to_another_grid(any_town: Township) -> None:
    household, head, *_ = any_town.family()
    to = any_town.dwelling("701", NEXT_GRID)

    any_town.app.move_household(any_town.clerk(), household, "", to, date(2025, 5, 5), WHY)

    assert any_town.app.get_household(any_town.clerk(), household)[0].household.path == NEXT_GRID
    assert sum(any_town.counted("person", NEXT_GRID).values()) == 3
    assert any_town.counted("person", GRID) == {}
    on_the_day = any_town.app.get_person(any_town.clerk(), head, date(2025, 5, 4))[0]
    assert on_the_day.residences[0].path == GRID


def test_another_head_and_a_death(any_town: Township) -> None:
    household, head, spouse, child = any_town.family()
    call = any_town.clerk()

    any_town.app.change_head(
        call, household, "", spouse, {head: Relation.SPOUSE, child: Relation.CHILD}, None
    )
    with pytest.raises(NotAMember):
        any_town.app.change_head(call, household, "", "nobody", {}, None)
    any_town.app.record_death(call, spouse, "", date(2026, 1, 2), {}, WHY)

    found = any_town.app.get_household(call, household)[0]
    assert found.household.head_id == head
    assert any_town.app.get_person(call, spouse)[0].person.state is PersonState.DECEASED
    assert "PersonDied" in [name for name, _ in any_town.events()]


def test_a_birth_needs_no_document(any_town: Township) -> None:
    household, *_ = any_town.family()
    Wanted(ResidenceKind.PERMANENT, relation=Relation.CHILD, from_day=date(2025, 9, 9))

    child = any_town.app.record_birth(
        any_town.clerk(),
        Details(name="王小丽", born_on=date(2025, 9, 9), sex=Sex.FEMALE),
        Wanted(
            ResidenceKind.PERMANENT,
            household_id=household,
            relation=Relation.CHILD,
            from_day=date(2025, 9, 9),
        ),
    )

    assert any_town.app.get_person(any_town.clerk(), child)[0].person.born_on == date(2025, 9, 9)


def test_a_dwelling_ends_when_nobody_lives_there(any_town: Township) -> None:
    dwelling = any_town.dwelling()
    person = any_town.register("周杰", dwelling)
    call = any_town.clerk()

    with pytest.raises(StillLivedIn):
        any_town.app.end_dwelling(call, dwelling, "", WHY)
    any_town.app.move_out(call, person, day=date(2025, 1, 1))
    any_town.app.end_dwelling(call, dwelling, "", WHY)

    assert any_town.app.get_dwelling(call, dwelling)[0].ended
    assert any_town.counted("dwelling", GRID) == {}


def test_a_dwelling_stands_in_a_grid_that_exists(town: Township) -> None:
    with pytest.raises(TerritoryUnknown):
        town.dwelling(path="410602001001099", building_id="")
    with pytest.raises(PermissionDenied):
        town.app.create_dwelling(
            town.worker(FAR_GRID),
            replace(town.app.get_dwelling(town.clerk(), town.dwelling())[0], id="", path=GRID),
        )


def test_everything_can_be_taken_back_while_nothing_came_later(any_town: Township) -> None:
    household, head, spouse, child = any_town.family()
    call = any_town.clerk()
    counted = any_town.counted("person", "410602")
    any_town.app.split_household(call, household, "", [spouse, child], {}, day=date(2025, 1, 1))
    split = any_town.app.list_changes(call, RecordType.PERSON, spouse, "", 1)[0][0]
    first = any_town.app.list_changes(call, RecordType.PERSON, spouse, "", 9)[0][-1]

    with pytest.raises(NotReversible):
        any_town.app.reverse_change(call, first.id, "弄错了")
    undone = any_town.app.reverse_change(call, split.id, "弄错了")

    family = any_town.app.get_household(call, household)[0]
    assert [each.person.id for each in family.members] == [head, spouse, child]
    assert any_town.counted("person", "410602") == counted
    assert any_town.app.changes.one(split.id).reversed_by == undone  # type: ignore[union-attr]
    with pytest.raises(NotReversible):
        any_town.app.reverse_change(call, split.id, "再来一次")


def test_a_registration_taken_back_leaves_nobody(any_town: Township) -> None:
    person = any_town.register("误登记", any_town.dwelling())
    change = any_town.app.list_changes(any_town.clerk(), RecordType.PERSON, person, "", 1)[0][0]

    any_town.app.reverse_change(any_town.clerk(), change.id, "登记错误")

    assert any_town.counted("person", GRID) == {}
    assert any_town.app.list_people(any_town.clerk(), AskedPeople(), None, 9)[0] == []
    with pytest.raises(PersonNotFound):
        any_town.app.get_person(any_town.clerk(), person)


def test_another_grid_learns_nothing(any_town: Township) -> None:
    household, head, *_ = any_town.family()
    dwelling = any_town.app.get_household(any_town.clerk(), household)[0].household.dwelling_id
    stranger = any_town.worker(NEXT_GRID)
    app = any_town.app

    for question, refusal in (
        (lambda: app.get_person(stranger, head), PersonNotFound),
        (lambda: app.reveal_person(stranger, head, ["phone"], "看看"), PersonNotFound),
        (lambda: app.get_household(stranger, household), HouseholdNotFound),
        (lambda: app.get_dwelling(stranger, dwelling), DwellingNotFound),
        (lambda: app.list_changes(stranger, RecordType.PERSON, head, "", 9), PersonNotFound),
        (lambda: app.correct_person(stranger, head, "1", Details(name="某"), WHY), PersonNotFound),
        (lambda: app.verify_record(stranger, RecordType.HOUSEHOLD, household, None), HouseholdNotFound),
        (lambda: app.move_household(stranger, household, "", dwelling, None), HouseholdNotFound),
    ):
        with pytest.raises(refusal):
            question()
    assert app.list_people(stranger, AskedPeople(), None, 10)[0] == []


def test_readings_are_written_down_with_their_purpose(any_town: Township) -> None:
    person = any_town.register("钱进", any_town.dwelling(), phone="13812345678")

    values, _ = any_town.app.reveal_person(any_town.clerk(), person, ["phone", "address"], "上门核实")

    assert values == {"phone": "13812345678", "address": "中山路12号幸福小区3栋2单元501室"}
    assert ("population.person.reveal", person, '{"fields": ["", ["address", "phone"]]}') in any_town.audit()


def test_lists_can_be_narrowed_and_looked_at_on_any_day(any_town: Township) -> None:
    any_town.register("老人", any_town.dwelling("101"), born=date(1940, 2, 2))
    tenant = any_town.register(
        "租客",
        any_town.dwelling("102"),
        kind=ResidenceKind.INCOMING,
        reason=StayReason.WORK,
        from_day=date(2024, 1, 1),
    )
    any_town.app.move_out(any_town.clerk(), tenant, day=date(2025, 1, 1))
    call = any_town.clerk()

    def names(asked: AskedPeople) -> list[str]:
        lines = any_town.app.list_people(call, asked, None, 10)[0]
        return [line.dossier.person.name for line in lines]

    assert names(AskedPeople()) == ["老人"]
    assert names(AskedPeople(born_to=date(1950, 1, 1))) == ["老人"]
    assert names(AskedPeople(kind=ResidenceKind.INCOMING)) == []
    assert names(AskedPeople(on=date(2024, 6, 1))) == ["老人", "租客"]
    assert names(AskedPeople(path=NEXT_GRID)) == []


def test_a_move_to_the_same_household_is_refused(town: Township) -> None:
    household, head, *_ = town.family()

    with pytest.raises(AlreadyThere):
        town.app.move_in(town.clerk(), head, "", Wanted(ResidenceKind.PERMANENT, household_id=household))


def test_folded_counters_say_what_the_fresh_ones_said(any_town: Township) -> None:
    any_town.family()
    before = {path: any_town.counted("person", path) for path in ("", "4106", "410602", COMMUNITY, GRID)}
    years = SqlFigures(any_town.context.database).years(GRID, "")

    while any_town.app.folding.fold():
        pass

    assert {path: any_town.counted("person", path) for path in before} == before
    assert SqlFigures(any_town.context.database).years(GRID, "") == years
    assert sum(before[""].values()) == 3
    assert sum(years.values()) == 3
