"""People are found by whatever is known of them, the best match first, and never outside one's own ground."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from services.kernel.call import Call
from services.population.adapters import finding
from services.population.adapters.tables import registers as t
from services.population.domain.kinds import Relation, ResidenceKind, StayReason
from tests.services.population.county import (
    BUILDING,
    COMMUNITY,
    FAR_GRID,
    GRID,
    NEXT_GRID,
    Township,
    identity,
)

PHONE = "13812345678"
NUMBER = identity(date(1980, 5, 3), 901)


@pytest.fixture
def peopled(any_town: Township) -> Township:
    """张伟 at 501 with his family, others of like names around, one far away."""
    home = any_town.dwelling("501")
    any_town.register("张伟", home, phone=PHONE, document_number=NUMBER)
    any_town.register("张伟强", any_town.dwelling("502"))
    any_town.register("章威", any_town.dwelling("503"))
    any_town.register("张小明", any_town.dwelling("601"))
    any_town.register("张晓明", any_town.dwelling("602"))
    any_town.register("章小明", any_town.dwelling("603"))
    any_town.register("张大明", any_town.dwelling("604"))
    any_town.register("张小亮", any_town.dwelling("605"))
    village = "鹤山区鹤壁集镇王家村12号"
    any_town.register("王芳", any_town.dwelling("", NEXT_GRID, address=village, unit=""))
    any_town.register("张伟", any_town.dwelling("501", FAR_GRID, address="红旗街9号枫岭花园4栋1单元501室"))
    any_town.app.search.streets.note_new()
    return any_town


def found(
    town: Township,
    query: str,
    call: Call | None = None,
    path: str = "",
    *,
    limit: int = 50,
    with_former: bool = False,
) -> list[tuple[str, str]]:
    hits, _ = town.app.search.people(call or town.clerk(), query, path, None, limit, with_former=with_former)
    return [(dossier.person.name, hit.found_by) for hit, dossier in hits]


def names(town: Township, query: str, call: Call | None = None) -> list[str]:
    return [name for name, _ in found(town, query, call)]


def test_a_name_finds_itself_first_then_what_begins_so_then_what_sounds_so(peopled: Township) -> None:
    assert found(peopled, "张伟") == [("张伟", "name"), ("张伟强", "name"), ("章威", "similar")]


@pytest.mark.parametrize("query", ["zhangwei", "ZhangWei", "zhang wei"])
def test_pinyin_finds_every_writing(peopled: Township, query: str) -> None:
    assert found(peopled, query) == [("张伟", "pinyin"), ("章威", "pinyin"), ("张伟强", "pinyin")]


def test_initials_and_a_surname_with_initials(peopled: Township) -> None:
    assert set(names(peopled, "zw")) == {"张伟", "章威", "张伟强"}
    assert {by for _, by in found(peopled, "zw")} == {"initials"}
    assert set(names(peopled, "zhangxm")) == {"张小明", "张晓明", "章小明"}


@pytest.mark.parametrize("slip", ["zhangwie", "zhagwei", "zhengwei", "zhangweii", "zahngwei", "zangwei"])
def test_one_slip_in_pinyin_still_finds(peopled: Township, slip: str) -> None:
    assert ("张伟", "similar") in found(peopled, slip)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("张小名", "张小明"),
        ("张小天", "张小明"),
        ("张天明", "张小明"),
        ("李小明", "张小明"),
        ("章小亮", "张小亮"),
    ],
)
def test_one_character_written_otherwise_still_finds(peopled: Township, query: str, wanted: str) -> None:
    assert (wanted, "similar") in found(peopled, query)


def test_numbers_find_whom_they_belong_to(peopled: Township) -> None:
    assert found(peopled, NUMBER) == [("张伟", "identity")]
    assert found(peopled, NUMBER.lower()) == [("张伟", "identity")]
    assert found(peopled, "138-1234-5678") == [("张伟", "phone")]
    assert found(peopled, f"张 {PHONE}") == [("张伟", "phone")]
    assert found(peopled, f"王 {PHONE}") == []


@pytest.mark.parametrize(
    "query",
    [
        "幸福小区3栋501",
        "幸福小区3号楼2单元501室",
        "幸福小区 501",
        "中山路12号501",
        "中山路 501",
        "幸福小区三栋501",
    ],
)
def test_an_address_finds_who_lives_there(peopled: Township, query: str) -> None:
    assert found(peopled, query) == [("张伟", "address")]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("张 幸福小区3栋", ["张伟", "张伟强", "张大明", "张小亮", "张小明", "张晓明"]),
        ("zhangw 501", ["张伟"]),
        ("张伟501", ["张伟"]),
        ("王 王家村", ["王芳"]),
        ("王家村12号", ["王芳"]),
        ("wf 王家村", ["王芳"]),
        ("张w 502", ["张伟强"]),
        ("张 伟", ["张伟", "张伟强", "章威"]),
    ],
)
def test_mixtures_narrow_each_other(peopled: Township, query: str, wanted: list[str]) -> None:
    assert sorted(names(peopled, query)) == sorted(wanted)


@pytest.mark.parametrize(
    "query", ["", "  ", "'", "%", "_", "\x00", "--", "幸福小区99栋", "无此人啊", "*" * 100]
)
def test_what_names_nobody_finds_nobody(peopled: Township, query: str) -> None:
    assert found(peopled, query) == []


def test_nobody_outside_the_own_ground_is_found_by_anything(peopled: Township) -> None:
    far, near = peopled.worker(FAR_GRID), peopled.worker(NEXT_GRID)
    for query in ("张伟", "zhangwei", "zw", "zhangwie", NUMBER, PHONE, "幸福小区3栋501", "zhangw 501"):
        for name, _ in found(peopled, query, far, with_former=True):
            assert name == "张伟"
        hits, _ = peopled.app.search.people(far, query, "", None, 50)
        assert all(dossier.main.path == FAR_GRID for _, dossier in hits)
        assert found(peopled, query, near, with_former=True) == []
    assert found(peopled, NUMBER, far) == []
    assert found(peopled, "张伟", far, path=GRID) == []
    assert found(peopled, "张伟", peopled.clerk("410602"), path=FAR_GRID) == [("张伟", "name")]


def test_without_the_permission_nobody_is_found(peopled: Township) -> None:
    assert found(peopled, "张伟", peopled.clerk(rights=["population.statistics.view"])) == []


@pytest.mark.parametrize(
    "query", ["张 501", "zhangw 501", "张 3栋501", "501", "张 幸福小区", "张 12号", "王 502"]
)
def test_among_more_dwellings_than_can_be_gone_through_the_same_are_found(
    peopled: Township, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_dwelling = {hit for hit, _ in found(peopled, query)}
    monkeypatch.setattr(finding, "FEW_DWELLINGS", 0)

    by_name = [hit for hit, _ in found(peopled, query)]

    assert (len(by_name), set(by_name)) == (len(set(by_name)), by_dwelling)
    assert set(names(peopled, query, peopled.worker(FAR_GRID))) <= {"张伟"}


@pytest.mark.parametrize(
    "query", ["张", "zhang", "z", "zw", "幸福小区", "501", "张小明", "zhangw 501", "张 3栋"]
)
def test_pages_show_everybody_once_whatever_their_size(peopled: Township, query: str) -> None:
    call = peopled.clerk("410602")
    whole, _ = peopled.app.search.people(call, query, "", None, 100)
    paged, after = [], None
    while True:
        hits, _ = peopled.app.search.people(call, query, "", after, 2)
        if not hits:
            break
        paged += [hit.person_id for hit, _ in hits]
        after = hits[-1][0].place
    assert paged == [hit.person_id for hit, _ in whole]
    assert len(paged) == len(set(paged)) > 0


def test_who_lives_here_and_is_registered_there_is_found_once(any_town: Township) -> None:
    made = any_town.register("赵敏", any_town.dwelling("101"), kind=ResidenceKind.REGISTERED_ONLY)
    other = any_town.dwelling("102", NEXT_GRID)
    wanted = any_town.register("赵母", other)
    from services.population.application.commands.people import Wanted

    any_town.app.move_in(
        any_town.clerk(),
        made,
        "",
        Wanted(
            ResidenceKind.INCOMING,
            household_id=any_town.household_of(wanted),
            relation=Relation.CHILD,
            reason=StayReason.WORK,
        ),
    )
    for query in ("赵敏", "zhaomin", "zm", "赵"):
        assert names(any_town, query).count("赵敏") == 1
    # A worker of the place where somebody is only registered finds the record too.
    assert names(any_town, "赵敏", any_town.worker(GRID)) == ["赵敏"]


def test_who_restricted_processing_is_found_by_name_alone(peopled: Township) -> None:
    database, rows = peopled.context.database, peopled.app.bulk._rows
    dossier = next(each for hit, each in peopled.app.search.people(peopled.clerk(), NUMBER, "", None, 1)[0])
    person = replace(dossier.person, restricted=True)
    with database.transaction() as connection:
        connection.execute(sa.update(t.person).where(t.person.c.id == person.id).values(restricted=True))
        for each in dossier.residences:
            values = rows.found_by(each, person)
            connection.execute(sa.update(t.residence).where(t.residence.c.id == each.id).values(values))
        connection.commit()
    assert ("张伟", "name") in found(peopled, "张伟")
    for query in (NUMBER, PHONE, "zhangwei", "zw"):
        assert "张伟" not in names(peopled, query)


def test_those_who_left_are_found_by_number_when_asked_for(peopled: Township) -> None:
    hits, _ = peopled.app.search.people(peopled.clerk(), NUMBER, "", None, 1)
    peopled.app.move_out(peopled.clerk(), hits[0][0].person_id, day=date(2024, 1, 1))
    assert found(peopled, NUMBER) == []
    assert found(peopled, NUMBER, with_former=True) == [("张伟", "identity")]
    assert found(peopled, PHONE, with_former=True) == [("张伟", "phone")]
    assert found(peopled, NUMBER, peopled.worker(NEXT_GRID), with_former=True) == []


def test_a_search_is_written_down_without_what_was_typed(peopled: Township) -> None:
    found(peopled, "张伟", peopled.clerk().for_purpose("核对信息"))
    action, _, changes = peopled.audit()[-1]
    assert action == "population.people.search"
    assert "张伟" not in str(changes)
    assert "\\u5f20" not in str(changes)
    said = json.loads(changes) if isinstance(changes, str) else changes
    assert said["query"][1].startswith("hash:")
    assert said["found"] == ["", 3]


def test_a_building_renamed_is_found_by_its_new_name(peopled: Township) -> None:
    from services.population.application.ports import KnownBuilding

    with peopled.context.new_uow(peopled.clerk()) as uow:
        known = KnownBuilding(BUILDING, "B1", "桂花苑7号楼", GRID)
        peopled.app.places.keep_building(uow, known, 2, ended=False)
        uow.commit()
    assert found(peopled, "桂花苑7栋501") == [("张伟", "address")]
    assert COMMUNITY in GRID
