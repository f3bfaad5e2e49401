"""The listed-and-cancelled board on pages (CASE-35)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from services.kernel.types import utc_now
from tests.console.browsing import Office, words
from tests.console.case_steps import unit_of, values
from tests.console.oversight_steps import fill, filled, rows_of
from tests.console.waiting_cases import assigned

HOME = "/cases/listed"


def matter(office: Office, title: str, **more: Any) -> dict[str, Any]:
    return {
        "title": title,
        "territory_code": "410611002000",
        "listing_unit_id": unit_of(office, "supervisor"),
        "owner_unit_id": unit_of(office, "chengguan"),
        "measures": "拆除违建，恢复路面",
        "due_time": (utc_now() + timedelta(days=20)).strftime("%Y-%m-%dT18:00"),
        **more,
    }


def test_a_matter_is_treated_by_its_owner_and_struck_off_by_the_authority(office: Office) -> None:
    boss, owner = office.browser("supervisor"), office.browser("chengguan")
    address = filled(boss, f"{HOME}/new", matter(office, "占道经营难点"))

    assert any("占道经营难点" in row and "已挂牌" in row for row in rows_of(boss, HOME))
    assert any("占道经营难点" in row for row in rows_of(owner, HOME))
    assert f"{address}/treat" not in boss.get(address).text
    assert f"{address}/strike_off" not in owner.get(address).text
    filled(owner, f"{address}/treat", {"text": "分三步"})
    filled(owner, f"{address}/request_strike_off", {"text": "已全部拆除"})
    filled(boss, f"{address}/return", {"text": "还有一处"})
    assert "退回" in owner.text(address)
    filled(owner, f"{address}/request_strike_off", {"text": "已拆完"})
    filled(boss, f"{address}/check", {"text": "现场核查属实"})
    filled(boss, f"{address}/strike_off", {})

    assert not any("占道经营难点" in row for row in rows_of(boss, HOME))
    assert any("占道经营难点" in row for row in rows_of(boss, f"{HOME}?show=struck_off"))
    assert "已拆完" in boss.text(address)


def test_a_case_is_put_on_the_board_from_its_page(office: Office) -> None:
    case = assigned(office, "反复出现的井盖")
    boss = office.browser("supervisor")
    link = f"{HOME}/new?case={case.id}"

    assert link in boss.get(f"/cases/case/{case.id}").text
    before = values(boss.get(link))
    assert before["title"] == "反复出现的井盖"
    assert before["owner_unit_id"] == unit_of(office, "chengguan")
    address = filled(boss, link, {"measures": "查清原因", "listing_unit_id": unit_of(office, "supervisor")})

    assert f"/cases/case/{case.id}" in boss.get(address).text


def test_what_is_wrong_is_told_at_the_field(office: Office) -> None:
    boss = office.browser("supervisor")
    own = unit_of(office, "supervisor")

    answer = fill(boss, f"{HOME}/new", matter(office, "", owner_unit_id=""))
    assert answer.status_code == 422
    assert 'id="f-owner-unit-id-error"' in answer.text
    answer = fill(boss, f"{HOME}/new", matter(office, "自己管自己", owner_unit_id=own))
    assert answer.status_code == 422
    assert 'id="f-owner-unit-id-error"' in answer.text
    answer = fill(boss, f"{HOME}/new", matter(office, "过去", due_time="2020-01-01T08:00"))
    assert answer.status_code == 422
    assert 'id="f-due-time-error"' in answer.text
    address = filled(boss, f"{HOME}/new", matter(office, "要说依据"))
    owner = office.browser("chengguan")
    filled(owner, f"{address}/treat", {})
    answer = fill(owner, f"{address}/request_strike_off", {"text": ""})
    assert answer.status_code == 422
    assert 'id="f-text-error"' in answer.text


def test_only_the_right_people_list_and_move(office: Office) -> None:
    address = filled(office.browser("supervisor"), f"{HOME}/new", matter(office, "内部事项"))

    assert office.browser("dispatcher").get(f"{HOME}/new").status_code == 403
    assert office.browser("gongan").get(address).status_code == 404
    assert office.browser("supervisor").get(f"{address}/treat").status_code == 409
    assert office.browser("supervisor").get(f"{address}/fly").status_code == 404
    assert office.browser("resident01").get(HOME).status_code == 403


def test_a_public_matter_is_seen_by_all_staff_and_a_second_move_is_told(office: Office) -> None:
    address = filled(office.browser("supervisor"), f"{HOME}/new", matter(office, "公开事项", public="true"))
    owner = office.browser("chengguan")

    assert "公开事项" in office.browser("gongan").text(address)
    before = values(owner.get(f"{address}/treat"))
    filled(owner, f"{address}/treat", {})
    answer = owner.post(f"{address}/treat", before)
    assert answer.status_code == 422
    assert "已被他人修改" in words(answer)


def test_the_board_reads_in_english(office: Office) -> None:
    boss = office.browser("supervisor", "en")

    assert "Listed matters" in boss.text(HOME)
    assert "Put on the board" in boss.text(f"{HOME}/new")
    assert boss.text(f"{HOME}?show=overdue")
