"""Supervision orders on pages: issued, signed, replied, decided, urged, ended (CASE-33)."""

from __future__ import annotations

import re

from tests.console.browsing import Office, words
from tests.console.case_steps import unit_of, values
from tests.console.oversight_steps import an_order, fill, filled, rows_of
from tests.console.waiting_cases import assigned

HOME = "/cases/orders"


def test_an_order_goes_from_issue_to_its_end_with_numbered_replies(office: Office) -> None:
    boss, unit = office.browser("supervisor"), office.browser("chengguan")
    address = an_order(office, "三日内修复并书面回复")

    assert "三日内修复并书面回复" in boss.text(address)
    assert "签收" not in boss.get(address).text.partition("page-actions")[2].partition("</div>")[0]
    assert any("三日内修复并书面回复" in row and "待签收" in row for row in rows_of(unit, HOME))
    filled(unit, f"{address}/sign", {"text": "已安排"})
    filled(unit, f"{address}/reply", {"text": "已修复一半"})
    assert any("三日内修复" in row for row in rows_of(boss, f"{HOME}?show=replied"))
    filled(boss, f"{address}/decide", {"accept": "false", "opinion": "请全部修复"})
    filled(boss, f"{address}/urge", {"text": "抓紧"})
    filled(unit, f"{address}/reply", {"text": "已全部修复"})
    filled(boss, f"{address}/decide", {"accept": "true", "opinion": "认可"})
    filled(boss, f"{address}/end", {"text": "归档"})

    page = unit.text(address)
    assert "第 1 次回复" in page
    assert "第 2 次回复" in page
    assert "请全部修复" in page
    assert "2 级督办" in page
    assert "已办结" in page
    assert not any("三日内修复" in row for row in rows_of(boss, HOME))
    assert any("三日内修复" in row for row in rows_of(boss, f"{HOME}?show=ended"))


def test_an_order_on_a_case_goes_to_whoever_has_it(office: Office) -> None:
    case = assigned(office, "督办的井盖")
    boss = office.browser("supervisor")
    new = f"{HOME}/new?case={case.id}"

    assert case.number in boss.text(new)
    address = filled(boss, new, {"requirement": "立即处置", "limit": "4wh"})

    page = boss.get(address).get_data(as_text=True)
    assert f"/cases/case/{case.id}" in page
    assert case.number in page
    assert "立即处置" in boss.text(f"/cases/case/{case.id}")
    assert f"{HOME}/new?case={case.id}" in boss.get(f"/cases/case/{case.id}").get_data(as_text=True)


def test_what_is_missing_is_told_at_the_field(office: Office) -> None:
    boss = office.browser("supervisor")
    answer = fill(boss, f"{HOME}/new", {"requirement": "", "limit": "2wd"})
    assert answer.status_code == 422
    assert 'id="f-unit-id-error"' in answer.text
    unit = {"unit_id": unit_of(office, "chengguan"), "limit": "2wd"}
    answer = fill(boss, f"{HOME}/new", unit)
    assert answer.status_code == 422
    assert 'id="f-requirement-error"' in answer.text
    address = an_order(office, "请说明")
    filled(office.browser("chengguan"), f"{address}/sign", {})
    answer = fill(office.browser("chengguan"), f"{address}/reply", {"text": " "})
    assert answer.status_code == 422
    assert 'id="f-text-error"' in answer.text
    filled(office.browser("chengguan"), f"{address}/reply", {"text": "好"})
    answer = fill(boss, f"{address}/decide", {"opinion": "?"})
    assert answer.status_code == 422
    assert "请选择" in words(answer)


def test_only_the_right_people_get_the_steps(office: Office) -> None:
    address = an_order(office, "只有该办的人能办")

    for login in ("worker", "gongan"):
        assert office.browser(login).get(address).status_code == 404
    assert office.browser("worker").get(f"{HOME}/new").status_code == 403
    assert office.browser("head").get(f"{HOME}/new").status_code == 403
    assert office.browser("resident01").get(HOME).status_code == 403
    early = office.browser("supervisor").get(f"{address}/decide")
    assert early.status_code == 409
    assert "这一步现在不能办理" in words(early)
    assert office.browser("supervisor").get(f"{address}/fly").status_code == 404


def test_who_comes_second_is_told(office: Office) -> None:
    address = an_order(office, "有人更快")
    unit = office.browser("chengguan")
    before = values(unit.get(f"{address}/sign"))
    filled(unit, f"{address}/sign", {})

    answer = unit.post(f"{address}/sign", before)

    assert answer.status_code == 422
    assert "已被他人修改" in words(answer)


def test_it_is_there_in_english_and_in_the_dialog(office: Office) -> None:
    address = an_order(office, "english")
    boss = office.browser("supervisor", "en")

    assert "Supervision orders" in boss.text(HOME)
    assert "What is required" in boss.text(address)
    part = boss.get(f"{address}/urge", target="dialog-body")
    assert "<html" not in part.text
    assert "Each urge raises the level" in words(part)
    done = boss.post(f"{address}/urge", values_of(part.text), part=True, target="dialog-body")
    assert done.status_code == 204
    assert done.headers["HX-Redirect"] == address


def values_of(part: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="((?!csrf)[^"]+)" value="([^"]*)"', part))
