"""Exports with four eyes, and imports of another system's cases (DIR-26, DIR-30)."""

from __future__ import annotations

import io
import re
import uuid
from typing import Any
from urllib.parse import quote

from tests.console.browsing import Browser, Office, words
from tests.console.oversight_steps import build_exports, fill, filled, rows_of

EXPORTS, NEW = "/cases/exports", "/cases/imports/new"
HEAD = "编号,上报时间,类别,状态,标题,内容,地址"
COLUMNS = {
    "external_number": "编号",
    "created": "上报时间",
    "category": "类别",
    "state": "状态",
    "title": "标题",
    "content": "内容",
    "address": "地址",
}


def table(*rows: str) -> bytes:
    return "\n".join((HEAD, *rows)).encode("utf-8-sig")


def good(start: str, count: int) -> bytes:
    category = "component.utility.water_manhole"
    return table(
        *(f"{start}{n},2026-11-01 09:00:00,{category},SCREENING,井盖{n},破损,某路{n}号" for n in range(count))
    )


def send(browser: Browser, data: bytes, name: str = "热线.csv", **more: Any) -> Any:
    part = bool(more.pop("part", False))
    form = {"step": "file", "file": (io.BytesIO(data), name), "request_id": str(uuid.uuid4()), **more}
    return browser.post(NEW, form, part=part)


def staged(browser: Browser, data: bytes) -> str:
    fields = {f"column.{name}": column for name, column in COLUMNS.items()}
    answer = send(browser, data, **fields, step="columns")
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["Location"])


def test_an_export_needs_a_purpose_another_person_and_is_fetched_by_the_asker(office: Office) -> None:
    asker, judge = office.browser("supervisor"), office.browser("qu_leader")
    new = f"{EXPORTS}/new?filter={quote('urgency = MAJOR')}"

    assert "重大" in asker.text(new)
    answer = fill(asker, new, {"purpose": ""})
    assert answer.status_code == 422
    assert 'id="f-purpose-error"' in answer.text
    purpose = f"季度汇报{uuid.uuid4().hex[:6]}"
    filled(asker, new, {"purpose": purpose})
    assert any(purpose in row and "待审批" in row and "重大" in row for row in rows_of(asker, EXPORTS))
    page = judge.get(EXPORTS).text
    decide = re.findall(rf'href="({EXPORTS}/[^"]+/decide)"', page)[0]
    assert purpose in judge.text(decide)
    assert asker.get(decide).status_code == 403
    answer = fill(judge, decide, {"opinion": "好"})
    assert answer.status_code == 422
    filled(judge, decide, {"approve": "true", "opinion": "同意"})
    assert any("正在生成文件" in row for row in rows_of(asker, EXPORTS) if purpose in row)
    file = decide.replace("/decide", "/file")
    assert asker.get(file).status_code >= 400
    build_exports(office)

    row = next(row for row in rows_of(asker, EXPORTS) if purpose in row)
    assert "可以下载" in row
    assert "同意" in row
    answer = asker.get(file)
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert judge.get(file).status_code in (403, 404)
    assert judge.get(decide).status_code == 303


def test_an_export_is_refused_and_the_list_renews_itself(office: Office) -> None:
    asker, judge = office.browser("supervisor"), office.browser("qu_leader")
    purpose = f"不必要{uuid.uuid4().hex[:6]}"
    filled(asker, f"{EXPORTS}/new", {"purpose": purpose})
    decide = re.findall(rf'href="({EXPORTS}/[^"]+/decide)"', judge.get(EXPORTS).text)[0]

    filled(judge, decide, {"approve": "false", "opinion": "用途不明"})

    part = asker.get(EXPORTS, part=True).text
    assert "<html" not in part
    assert "用途不明" in part
    assert "未批准" in part


def test_only_the_right_people_get_to_exports_and_imports(office: Office) -> None:
    assert office.browser("worker").get(EXPORTS).status_code == 403
    assert office.browser("qu_leader").get(f"{EXPORTS}/new").status_code == 403
    assert office.browser("supervisor").get("/cases/imports").status_code == 403
    assert office.browser("resident01").get("/cases/imports").status_code == 403
    assert "Exports" in office.browser("supervisor", "en").text(EXPORTS)
    assert "Imports of cases" in office.browser("admin", "en").text("/cases/imports")


def test_a_list_of_cases_leads_to_its_export(office: Office) -> None:
    page = office.browser("supervisor").get("/cases/list?urgency=MAJOR").text

    assert f"{EXPORTS}/new?filter=urgency+%3D+MAJOR" in page


def test_what_is_wrong_with_a_file_is_told_at_once(office: Office) -> None:
    admin = office.browser("admin")

    assert "请选择要导入的文件" in words(admin.post(NEW, {}))
    assert "不支持这种文件" in words(send(admin, b"MZ", "案件.exe"))
    assert "文件是空的" in words(send(admin, b""))
    assert send(admin, b"not a workbook", "案件.xlsx").status_code == 422


def test_the_template_reads_back_with_every_column_known(office: Office) -> None:
    admin = office.browser("admin")

    sheet = admin.get("/cases/imports/template")
    assert sheet.data[:2] == b"PK"
    answer = send(admin, sheet.data, "模板.xlsx", part=True)
    assert answer.status_code == 200
    assert answer.text.count("请核对") <= 1
    assert "请选择<" not in answer.text


def test_columns_are_suggested_and_nothing_is_staged(office: Office) -> None:
    admin = office.browser("admin")

    answer = send(admin, good("CS", 2), part=True)

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert re.search(r'<option value="编号" selected>', answer.text)
    missing = send(admin, good("CS", 2), **{"step": "columns", "column.external_number": "编号"})
    assert missing.status_code == 422
    assert "-error" in missing.text
    nothing = send(admin, good("CS", 2), step="columns")
    assert nothing.status_code == 422


def test_rows_are_checked_accepted_and_taken_back(office: Office) -> None:
    admin, start = office.browser("admin"), f"A{uuid.uuid4().hex[:5]}"
    address = staged(admin, good(start, 3) + "\nB1,昨天,没有这种,什么,x,x,x".encode())

    page = admin.text(address)
    assert "待审核" in page
    assert f"{start}0" in page
    assert "有问题的行" in page
    rejects = admin.get(f"{address}/rejects")
    assert rejects.status_code == 200
    assert "昨天" in rejects.data.decode("utf-8-sig", "replace")
    assert admin.post(f"{address}/accept").status_code == 303
    page = admin.text(address)
    assert "已生效" in page
    assert "已写入 3 行" in page
    assert re.search("审核人 李", page)
    assert "热线.csv" in admin.text("/cases/imports")
    assert admin.get(f"{address}/progress", part=True).headers["HX-Refresh"] == "true"
    assert admin.post(f"{address}/undo").status_code == 303
    assert "已全部撤销" in admin.text(address)
    assert admin.post(f"{address}/accept").status_code == 409


def test_a_staged_import_is_discarded(office: Office) -> None:
    admin = office.browser("admin")
    address = staged(admin, good(f"D{uuid.uuid4().hex[:5]}", 1))

    assert admin.post(f"{address}/discard").status_code == 303
    assert "已放弃" in admin.text(address)
    assert "审核通过并写入" not in admin.text(address)
