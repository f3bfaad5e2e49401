"""Pages of checklists of a county's own: written, published, filled in, reviewed, exported (POP-33)."""

from __future__ import annotations

import io
import re
from uuid import uuid4

from python_calamine import CalamineWorkbook

from tests.console.browsing import Browser, Office, words
from tests.console.test_population_pages import GRID, hidden

LISTS = "/field/lists"


def send(browser: Browser, address: str, **values: str) -> str:
    """A form sent; where it leads."""
    answer = browser.post(address, {"request_id": str(uuid4()), **values})
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["Location"])


def made(browser: Browser) -> str:
    """A draft with three items; its page."""
    data = {
        "checklist.title": f"清单{uuid4().hex[:6]}",
        "checklist.territory_code": GRID[:12],
        "checklist.standing.level": "CHECKLIST_LEVEL_GRID",
        "checklist.standing.period": "CHECKLIST_PERIOD_MONTH",
        "checklist.first_day": "2026-01-01",
    }
    address = send(browser, f"{LISTS}/new", **data)
    items = address.replace(LISTS, "/field/checklists") + "/items/new?kind=ITEM_KIND_"
    for kind, said in (
        ("TICK", {"text": "公示栏已更新", "guidance": "逐项核对"}),
        ("NUMBER", {"text": "走访户数", "required": "true"}),
        ("TEXT", {"text": "备注"}),
    ):
        etag = hidden(browser.get(f"{items}{kind}").text, "etag")
        assert send(browser, f"{items}{kind}", etag=etag, **said) == address
    return address


def test_slogans_are_empty_drafts(office: Office) -> None:
    page = office.browser("admin").text(f"{LISTS}?show=draft")

    for title in ("三知三清三掌握", "四知四清四掌握", "“五百”活动", "四类工作巧处理", "四类管理法"):
        assert title in page
    assert "只有名称，内容待本县填写" in page


def test_a_list_is_written_published_filled_in_and_reviewed(office: Office) -> None:
    clerk, worker = office.browser("screener"), office.browser("worker")
    address = made(clerk)
    assert worker.get(address).status_code == 404
    send(clerk, f"{address}/start", etag=hidden(clerk.get(address).text, "etag"))

    page = worker.get(address).text
    form = re.findall(rf'href="({address}/fill\?[^"]+)"', page)[0].replace("&amp;", "&")
    items = re.findall(r'name="([0-9a-f-]{36})"', worker.get(form).text)
    missing = worker.post(form, {"request_id": str(uuid4()), items[0]: "true"})
    assert missing.status_code == 422
    wrong = worker.post(form, {"request_id": str(uuid4()), items[1]: "许多"})
    assert wrong.status_code == 422
    sheet = send(worker, form, **{items[0]: "true", items[1]: "12"})
    assert "待审核" in worker.text(sheet)
    assert worker.get(f"{sheet}/review").status_code == 403

    assert clerk.post(f"{sheet}/review", {"verdict": "return", "note": ""}).status_code == 422
    send(clerk, f"{sheet}/review", verdict="return", note="数字不对")
    assert "数字不对" in worker.text(sheet)
    again = send(worker, form, **{items[0]: "true", items[1]: "13"})
    send(clerk, f"{again}/review", verdict="confirm")
    assert "已确认" in clerk.text(address)

    file = clerk.get(f"{address}/attainment.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.data)).get_sheet_by_index(0).to_python()
    assert rows[0][:5] == ["上级", "区域", "周期", "状态", "打勾项数"]
    assert ["✓", 13] in [row[5:7] for row in rows[1:]]
    assert worker.get(f"{address}/attainment.xlsx").status_code == 403


def test_a_published_list_is_changed_by_a_new_version(office: Office) -> None:
    clerk = office.browser("screener")
    address = made(clerk)
    send(clerk, f"{address}/start", etag=hidden(clerk.get(address).text, "etag"))
    assert "添加一项" not in clerk.text(address)

    second = send(clerk, f"{address}/version")
    send(clerk, f"{second}/edit", **shown(clerk, f"{second}/edit") | {"checklist.note": "新版"})
    send(clerk, f"{second}/start", etag=hidden(clerk.get(second).text, "etag"))

    assert "第 2 版" in clerk.text(second)
    assert "已结束" in clerk.text(address)


def test_pages_are_shown_in_both_languages(office: Office) -> None:
    for locale in ("zh", "en"):
        reader = office.browser("screener", locale)
        found = re.findall(rf'data-href="({LISTS}/[0-9a-f-]+)"', reader.get(LISTS).text)
        assert found
        for address in (LISTS, f"{LISTS}/new", *found[:3]):
            assert reader.get(address).status_code == 200
    assert office.browser("chengguan").get(LISTS).status_code == 403


def shown(browser: Browser, address: str) -> dict[str, str]:
    """What a form shows of a list that runs on."""
    page = browser.get(address).text
    names = ("checklist.title", "checklist.etag", "checklist.first_day")
    found = {name: hidden(page, name) for name in names}
    return found | {
        "checklist.standing.level": "CHECKLIST_LEVEL_GRID",
        "checklist.standing.period": "CHECKLIST_PERIOD_MONTH",
    }
