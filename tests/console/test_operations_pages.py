"""Pages for those who run the platform."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from services.kernel.persistence.tables import parked
from services.kernel.types import utc_now
from tests.console.browsing import Office, words

PARKED = "01900000-0000-7000-8000-00000000d1d1"


def test_the_state_of_every_service_is_told(office: Office) -> None:
    text = office.browser("admin").text("/operations/services")

    assert "系统管理" in text
    assert "案件" in text
    assert "SQLite" in text
    assert "directory:" in text
    assert "Events to send" in office.browser("admin", "en").text("/operations/services")


def test_the_pages_of_operations_are_for_those_who_run_the_platform(office: Office) -> None:
    for address in ("/operations/services", "/operations/parked", "/operations/audit", "/operations/log"):
        assert office.browser("worker").get(address).status_code == 403
        assert office.browser().get(address).status_code == 303
    menu = office.browser("admin").text("/status")
    assert "服务状态" in menu
    assert "积压事件" in menu
    assert "审计验证" in menu
    assert "审计验证" not in office.browser("worker").text("/status")


def test_the_audit_of_one_or_all_services_is_verified(office: Office) -> None:
    browser = office.browser("admin")
    assert "开始验证" in browser.text("/operations/audit")

    every = words(browser.post("/operations/audit", {"service": ""}))
    one = words(browser.post("/operations/audit", {"service": "cases"}))

    assert every.count("完整：没有被改动或删除") >= 2
    assert "链尾校验值" in every
    assert one.count("完整：没有被改动或删除") == 1


def test_the_audit_of_each_service_is_searched(office: Office) -> None:
    browser, refused = office.browser("admin"), office.browser("worker")
    refused.get("/cases/case/no-such-case")

    cases = browser.text("/operations/log?service=cases&action_prefix=cases.access.refused")
    filed = browser.text("/operations/log?service=cases&action_prefix=cases.case.file")
    none = browser.text("/operations/log?service=cases&record_id=nothing-of-that-name")
    own = browser.text("/operations/log?service=directory&action_prefix=directory.audit")
    browser.text("/operations/log?service=directory")
    noted = browser.text("/operations/log?service=directory&action_prefix=directory.audit.search")

    assert "cases.access.refused" in cases
    assert "cases.case.file" in filed
    assert "没有符合条件的记录" in none
    assert "directory.audit.search" in own + noted


def test_a_search_that_cannot_be_read_says_so_at_its_field(office: Office) -> None:
    answer = office.browser("admin").get("/operations/log?service=cases&since=someday")

    assert answer.status_code == 422
    assert 'id="f-since-error"' in answer.text
    assert office.browser("admin").get("/operations/log?service=nowhere").status_code == 404


def test_parked_events_are_listed_and_discarded_with_a_reason(office: Office) -> None:
    _park(office)
    browser = office.browser("admin")
    address = f"/operations/parked/cases/{PARKED}"

    listed = browser.text("/operations/parked?service=cases")
    assert "TerritoryChanged" in listed
    assert "现在重试" in listed
    assert "测试造成的失败" in listed
    assert browser.post(f"{address}/discard", {}).status_code == 422
    assert browser.post(f"{address}/discard", {"reason": "测试"}).status_code == 303
    assert "TerritoryChanged" in browser.text("/operations/parked?service=cases&state=discarded")
    gone = browser.post(f"{address}/retry")
    assert gone.status_code == 409
    assert browser.post("/operations/parked/nothing/x/retry").status_code == 404


def test_an_empty_list_says_that_nothing_is_parked(office: Office) -> None:
    assert "没有积压" in office.browser("admin").text("/operations/parked?service=directory&state=strange")


def _park(office: Office) -> None:
    now = utc_now()
    row = {column.name: _filler(column) for column in parked.columns if not column.nullable}
    row |= {
        "id": PARKED,
        "handler": "cases.test",
        "event_id": PARKED,
        "event_type": "TerritoryChanged",
        "reason": "测试造成的失败",
        "attempts": 3,
        "parked_at": now,
        "next_try_at": now + timedelta(days=365),
        "state": "waiting",
    }
    database = office.platform.contexts["cases"].database
    with database.transaction() as connection:
        connection.execute(sa.insert(parked).values(**row))
        connection.commit()


def _filler(column: sa.Column[object]) -> object:
    return 0 if isinstance(column.type, sa.Integer) else {} if "JSON" in repr(column.type) else ""
