"""Dispute screening on pages: who owes a report, nil reports, the check; and the dossier (CASE-31, 36)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from services.cases.edge.screenings import periods
from tests.console.browsing import Browser, Office, words
from tests.console.case_steps import values
from tests.console.oversight_steps import begin_screenings, fill, filled, rows_of
from tests.console.waiting_cases import screening

HOME = "/cases/screenings"


@pytest.fixture
def community(office: Office) -> tuple[Browser, str]:
    """The community's screener, and the address of its report of this week."""
    begin_screenings(office)
    browser = office.browser("screener")
    found = re.findall(rf'data-href="({HOME}/[^"]+)"', browser.get(HOME).text)
    assert len(found) == 1
    return browser, found[0]


def test_a_report_goes_up_is_returned_and_accepted(office: Office, community: tuple[Browser, str]) -> None:
    own, address = community
    above = office.browser("dispatcher")
    assert any("未报送" in row for row in rows_of(above, f"{HOME}?show=waiting"))

    assert own.post(f"{address}/start", {"etag": "1"}).status_code == 303
    assert "排查中" in own.text(address)
    stale = own.post(f"{address}/start", {"etag": "1"})
    assert stale.status_code == 409
    assert "已被他人修改" in words(stale)
    data = {"nil": "false", "places": "120", "found": "2", "settled": "3", "text": "两起邻里纠纷"}
    answer = fill(own, f"{address}/report", data)
    assert answer.status_code == 422
    assert 'id="f-settled-error"' in answer.text
    answer = fill(own, f"{address}/report", {"places": "", "found": "1"})
    assert answer.status_code == 422
    assert 'id="f-nil-error"' in answer.text or "请选择" in words(answer)
    assert 'id="f-places-error"' in answer.text
    answer = fill(own, f"{address}/report", {"nil": "true", "places": "9", "found": "1"})
    assert 'id="f-found-error"' in answer.text
    filled(own, f"{address}/report", {**data, "settled": "1"})
    assert "发现矛盾纠纷" in own.text(address)
    assert own.get(f"{address}/decide").status_code in (403, 409)

    filled(above, f"{address}/decide", {"accept": "false", "opinion": "请写明化解措施"})
    assert "请写明化解措施" in own.text(address)
    assert values(own.get(f"{address}/report"))["places"] == "120"
    filled(
        own, f"{address}/report", {"nil": "true", "places": "120", "found": "", "settled": "", "text": "无"}
    )
    assert "零报告" in own.text(address)
    assert any("零报告" in row for row in rows_of(above, f"{HOME}?show=reported"))
    filled(above, f"{address}/decide", {"accept": "true"})
    assert "审核通过" in own.text(address)
    assert own.get(f"{address}/report").status_code == 409


def test_only_those_with_the_right_see_it(office: Office, community: tuple[Browser, str]) -> None:
    _, address = community

    assert office.browser("chengguan").get(HOME).status_code == 403
    assert office.browser("chengguan").get(address).status_code == 403
    assert office.browser("worker").get(HOME).status_code == 403
    assert office.browser("screener").get(f"{HOME}/019aaaaa-0000-7000-8000-00000000dead").status_code == 404


def test_the_figures_and_periods_are_told(office: Office, community: tuple[Browser, str]) -> None:
    above = office.browser("dispatcher", "en")

    page = above.text(HOME)
    assert "to report" in page
    assert "not reported" in page
    assert "All periods" in page
    assert rows_of(above, f"{HOME}?period=all")
    assert "week" in page


def test_periods_run_back_over_the_new_year() -> None:
    assert periods(date(2026, 1, 5))[:4] == ["2026-W02", "2026-01-A", "2026-W01", "2025-W52"]
    assert periods(date(2026, 3, 31))[-3:] == ["2026-03-A", "2026-02-B", "2026-02-A"]


def test_a_dossier_is_compiled_where_allowed(office: Office) -> None:
    case = screening(office, "推诿的案件")
    boss = office.browser("supervisor")
    address = f"/cases/case/{case.id}/accountability"

    assert address in boss.get(f"/cases/case/{case.id}").text
    answer = fill(boss, address, {"to_body": "", "reason": ""})
    assert answer.status_code == 422
    assert 'id="f-to-body-error"' in answer.text
    answer = fill(boss, address, {"to_body": "纪检监察机关", "reason": "两次推诿"})
    assert answer.status_code == 200
    assert case.number in words(answer)
    assert "不作处理结论" in words(answer)
    assert office.browser("worker").get(address).status_code == 403
