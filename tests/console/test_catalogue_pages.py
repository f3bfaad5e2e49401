"""The case catalogue's pages: looked at, changed one by one and by sheet; limits run ahead."""

from __future__ import annotations

import io
import re

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from tests.console.browsing import Office, words
from wangge.directory.v1 import reference_pb2

HOME = "/directory/catalogue"


def a_leaf(office: Office) -> tuple[str, str]:
    """Code and address of the first leaf shown."""
    page = office.browser("admin").get(f"{HOME}?kind={reference_pb2.CATALOGUE_KIND_EVENT}").text
    codes = re.findall(r'href="/directory/catalogue/item/([^"]+)"', page)
    code = max(codes, key=lambda each: each.count("."))
    return code, f"{HOME}/item/{code}"


def edited(office: Office, address: str, **changes: str) -> dict[str, str]:
    """What the edit form holds, with changes."""
    page = office.browser("admin").get(f"{address}/edit").text
    sent = dict(re.findall(r'<input(?![^>]*checkbox)[^>]*? name="([^"]+)" value="([^"]*)"', page))
    for name in re.findall(r'type="checkbox"[^>]*? name="([^"]+)" value="true" checked', page):
        sent[name] = "true"
    for name, inside in re.findall(r'(?s)<select[^>]*? name="([^"]+)".*?</option>(.*?)</select>', page):
        chosen = re.search(r'value="([^"]+)" selected', inside)
        if chosen:
            sent[name] = chosen[1]
    sent.pop("csrf_token", None)
    return {name: value for name, value in {**sent, **changes}.items() if value}


def sheet(rows: list[list[str]]) -> io.BytesIO:
    book = io.BytesIO()
    with Workbook(book) as workbook:
        page = workbook.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.seek(0)
    return book


def test_everybody_on_the_staff_reads_the_catalogue_and_few_change_it(office: Office) -> None:
    text = office.browser("worker").text(HOME)

    assert "案件目录" in text
    assert "新增类别" not in text
    assert office.browser("worker").get(f"{HOME}/new").status_code == 403
    assert "Case catalogue" in office.browser("worker", "en").text(HOME)


def test_a_change_publishes_a_version_with_its_reason(office: Office) -> None:
    _, address = a_leaf(office)
    sent = edited(office, address, note="按新规缩短处置时限")
    sent["normal.handling"] = "3wh"

    answer = office.browser("admin").post(f"{address}/edit", sent)

    assert answer.status_code == 303, words(answer)
    assert "3 工作小时" in office.browser("admin").text(address)
    assert "按新规缩短处置时限" in office.browser("admin").text(HOME)


def test_a_wrong_limit_is_told_at_its_field_and_nothing_is_published(office: Office) -> None:
    _, address = a_leaf(office)
    sent = edited(office, address, note="试改")
    sent["urgent.handling"] = "很快"

    answer = office.browser("admin").post(f"{address}/edit", sent)

    assert answer.status_code == 422
    assert 'id="f-urgent-handling-error"' in answer.text
    assert "试改" not in office.browser("admin").text(HOME)


def test_a_change_needs_a_reason(office: Office) -> None:
    _, address = a_leaf(office)

    answer = office.browser("admin").post(f"{address}/edit", edited(office, address))

    assert answer.status_code == 422
    assert "请写明修改原因" in answer.text


def test_a_change_of_an_older_version_is_refused(office: Office) -> None:
    _, address = a_leaf(office)
    old = edited(office, address, note="先来的")
    assert office.browser("admin").post(f"{address}/edit", old).status_code == 303

    answer = office.browser("admin2").post(f"{address}/edit", {**old, "note": "后到的"})

    assert answer.status_code == 422
    assert "后到的" not in office.browser("admin").text(HOME)


def test_a_category_of_the_countys_own_is_added_below_a_class(office: Office) -> None:
    code, _ = a_leaf(office)
    above = code.rpartition(".")[0]
    page = office.browser("admin").get(f"{HOME}/new?above={above}").text
    version = re.findall(r'name="based_on" value="(\d+)"', page)[0]
    sent = {
        "code": f"{above}.dance",
        "title_zh": "广场舞扰民",
        "kind": "CATALOGUE_KIND_EVENT",
        "leaf": "true",
        "note": "群众反映较多",
        "based_on": version,
    }

    answer = office.browser("admin").post(f"{HOME}/new", sent)

    assert answer.status_code == 303, words(answer)
    assert "广场舞扰民" in office.browser("admin").text(HOME + "?q=广场舞")


def test_the_sheet_that_was_downloaded_changes_nothing(office: Office) -> None:
    book = office.browser("admin").get(f"{HOME}.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.data)).get_sheet_by_index(0).to_python()

    answer = office.browser("admin").post(
        f"{HOME}/upload", {"step": "compare", "file": (io.BytesIO(book.data), "目录.xlsx")}
    )

    assert len(rows) > 50
    assert answer.status_code == 200
    assert "没有需要发布的修改" in words(answer)


def test_a_sheet_is_compared_and_then_published(office: Office) -> None:
    code, address = a_leaf(office)
    rows = [["代码", "一般处置时限"], [code, "5wd"]]
    browser = office.browser("admin")

    compared = browser.post(f"{HOME}/upload", {"step": "compare", "file": (sheet(rows), "a.xlsx")})
    kept = browser.text(address)
    published = browser.post(
        f"{HOME}/upload", {"step": "publish", "note": "按表修改", "file": (sheet(rows), "a.xlsx")}
    )

    assert "5wd" in words(compared)
    assert "5 个工作日" not in kept
    assert published.status_code == 303
    assert "5 个工作日" in browser.text(address)


@pytest.mark.parametrize(
    ("rows", "name", "said"),
    [
        ([["名称"], ["x"]], "a.xlsx", "没有“代码”列"),
        ([["代码", "名称"], ["", "无代码"]], "a.xlsx", "没有代码"),
        ([["代码", "重复距离米"], ["event.x", "十米"]], "a.xlsx", "不是整数"),
        ([["代码", "性质"], ["event.x", "怪事"]], "a.xlsx", "不是部件"),
        ([["代码"], ["x"]], "a.pdf", "请选择 Excel"),
        ([["代码", "名称", "性质", "小类"], ["nowhere.x.y", "孤儿", "事件", "是"]], "a.xlsx", "孤儿"),
    ],
)
def test_a_sheet_that_cannot_be_used_says_why(
    office: Office, rows: list[list[str]], name: str, said: str
) -> None:
    sent = {"step": "publish", "note": "试", "file": (sheet(rows), name)}

    answer = office.browser("admin").post(f"{HOME}/upload", sent)

    assert answer.status_code == 422
    assert said in words(answer)


def test_a_case_left_alone_is_run_ahead(office: Office) -> None:
    code, _ = a_leaf(office)
    address = f"/cases/simulate?category={code}&urgency=URGENCY_NORMAL&grid_code=410611"
    page = office.browser("admin").text("/cases/simulate")

    answer = office.browser("admin").get(address)

    assert "时限推演" in page
    assert answer.status_code == 200
    assert "自动升级" in words(answer) or "到期" in words(answer) or 'role="alert"' in answer.text
