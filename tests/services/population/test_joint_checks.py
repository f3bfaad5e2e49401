"""Several bodies check premises together; what is wrong becomes cases; nobody is named (POP-20)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.call import Call, PermissionDenied
from services.kernel.errors import Invalid
from services.population.domain.coordination.joint_check import (
    Finding,
    JointCheck,
    JointCheckState,
    Premises,
)
from services.population.domain.coordination.refusals import (
    FindingNotFound,
    JointCheckNotFound,
    JointCheckNotInState,
)
from services.population.domain.families.grounds import Establishment
from services.population.domain.refusals import Stale
from services.population.domain.renting import Rental
from services.population.domain.safety import Subject
from tests.services.population.county import ALL, COMMUNITY, FAR_GRID, GRID, Township

RIGHTS = (
    *ALL,
    "population.jointcheck.do",
    "population.rental.edit",
    "population.establishments.edit",
)
DAY = date(2026, 12, 1)
SHOP = Premises(Subject.EMPLOYER, "e")
PLAN = JointCheck(
    id="",
    title="冬季消防联合检查",
    path=GRID,
    planned_on=DAY,
    participants=("派出所 社区民警", "消防救援站 监督岗"),
    premises=(SHOP,),
    made_by="",
    made_by_name="",
)
VERBS: dict[str, tuple[Callable[[JointCheck], JointCheck], set[JointCheckState]]] = {
    "record": (lambda c: c.record([Finding("f", "e", "wiring")], DAY), {JointCheckState.PLANNED}),
    "in_order": (lambda c: c.record([Finding("f", "e")], DAY), {JointCheckState.PLANNED}),
    "rectify": (lambda c: c.rectify("f", DAY), {JointCheckState.DONE}),
    "cancel": (lambda c: c.cancel(), {JointCheckState.PLANNED}),
}


@given(st.lists(st.sampled_from(sorted(VERBS)), max_size=8))
def test_a_joint_check_does_what_its_state_allows_and_nothing_else(verbs: list[str]) -> None:
    check = replace(PLAN, id="c")
    for verb in verbs:
        do, states = VERBS[verb]
        if check.state in states:
            check = do(check)
        else:
            with pytest.raises((JointCheckNotInState, FindingNotFound)):
                do(check)
        assert any(each.open for each in check.findings) == (check.state is JointCheckState.DONE)


def leader(town: Township, path: str = COMMUNITY) -> Call:
    return town.clerk(path, RIGHTS)


def let(town: Township, path: str = GRID) -> str:
    said = Rental("", town.dwelling("3", path), "", landlord_name="王建国", landlord_phone="13812345678")
    return town.app.incomers.report_rental(town.clerk("410602", RIGHTS), said)


def shop(town: Township, path: str = GRID) -> str:
    unit = Establishment(id="", path=path, name="惠民超市", kind="enterprise", address="临街1号")
    return town.app.families.put_establishment(town.clerk("410602", RIGHTS), unit, "")


def planned(town: Township) -> tuple[str, str, str]:
    rental, unit = let(town), shop(town)
    premises = (Premises(Subject.RENTAL, rental), Premises(Subject.EMPLOYER, unit))
    return town.app.coordination.plan_check(leader(town), replace(PLAN, premises=premises)), rental, unit


def test_defects_are_told_once_each_with_a_limit_and_the_check_closes_when_all_is_right(
    any_town: Township,
) -> None:
    do = any_town.app.coordination
    check, rental, unit = planned(any_town)
    said = [Finding("", rental, "fire_exit", "楼道堆放杂物"), Finding("", rental, "gas"), Finding("", unit)]

    do.record_findings(leader(any_town), check, "1", said)

    found = do.look_at_checks.one(leader(any_town), check)
    assert found.check.state is JointCheckState.DONE
    assert found.titles[unit] == "惠民超市"
    assert all(each.due_on for each in found.check.findings if each.defect)
    told = [json.loads(text)["data"] for name, text in any_town.events() if name == "JointCheckDefectFound"]
    assert [(each["kind"], each["premises"], each["territoryPath"]) for each in told] == [
        ("fire_exit", "rental", GRID),
        ("gas", "rental", GRID),
    ]
    assert "楼道堆放杂物" not in json.dumps(told, ensure_ascii=False)
    with pytest.raises(Stale):
        do.change_check.rectify(leader(any_town), check, "1", found.check.findings[0].id)
    for each in found.check.findings[:2]:
        do.change_check.rectify(leader(any_town), check, "", each.id)
    assert do.look_at_checks.one(leader(any_town), check).check.state is JointCheckState.CLOSED


def test_premises_elsewhere_and_words_about_people_are_refused(any_town: Township) -> None:
    plan, far = any_town.app.coordination.plan_check, shop(any_town, FAR_GRID)

    for wrong in (
        {"premises": (Premises(Subject.EMPLOYER, far),)},
        {"premises": (Premises(Subject.EMPLOYER, "nothing"),)},
        {"title": "重点人员清查"},
        {"participants": ("民警 13812345678",)},
    ):
        with pytest.raises(Invalid):
            plan(leader(any_town), replace(PLAN, **{"premises": (), **wrong}))  # type: ignore[arg-type]
    with pytest.raises(PermissionDenied):
        plan(leader(any_town, FAR_GRID), replace(PLAN, premises=()))


def test_what_is_not_looked_at_there_is_no_finding(any_town: Township) -> None:
    check, _, unit = planned(any_town)

    for wrong in (
        Finding("", unit, "window_bars"),
        Finding("", "other", "gas"),
        Finding("", unit, "gas", "嫌疑人"),
    ):
        with pytest.raises(Invalid):
            any_town.app.coordination.record_findings(leader(any_town), check, "", [wrong])


def test_nobody_elsewhere_sees_a_check(any_town: Township) -> None:
    do = any_town.app.coordination
    check, *_ = planned(any_town)
    stranger = any_town.worker(FAR_GRID, RIGHTS)

    assert do.look_at_checks.page(stranger, "", None, None, 9) == []
    assert len(do.look_at_checks.page(leader(any_town), "", None, None, 9)) == 1
    with pytest.raises(JointCheckNotFound):
        do.look_at_checks.one(stranger, check)
    with pytest.raises(JointCheckNotFound):
        do.change_check.cancel(stranger, check, "")
    with pytest.raises(PermissionDenied):
        do.look_at_checks.premises(stranger, GRID)
    do.change_check.cancel(leader(any_town), check, "")
