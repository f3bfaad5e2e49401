"""Mass imports: template, columns, rows with reasons, acceptance, undo (DIR-30)."""

from __future__ import annotations

import io
import re
from typing import Any

from services.kernel.tabular import open_table
from tests.console.browsing import Browser, Office, words
from tests.console.staff import home_of

NEW = "/directory/imports/new"
HEAD = ("登录名", "人员姓名", "所属网格", "工号")


def table(rows: list[tuple[str, ...]], head: tuple[str, ...] = HEAD) -> bytes:
    return "\n".join(",".join(row) for row in [head, *rows]).encode("utf-8-sig")


def people(office: Office, start: str, count: int) -> list[tuple[str, ...]]:
    home = home_of(office)
    return [(f"{start}{number:03}", f"人员{number}", home, f"W{number}") for number in range(count)]


def send(browser: Browser, data: bytes, name: str = "人员.csv", **more: Any) -> Any:
    part = bool(more.pop("part", False))
    return browser.post(
        NEW, {"kind": "accounts", "step": "file", "file": (io.BytesIO(data), name), **more}, part=part
    )


def checked(browser: Browser, data: bytes, **columns: str) -> str:
    chosen = columns or {"login": HEAD[0], "name": HEAD[1], "home": HEAD[2], "work_number": HEAD[3]}
    fields = {f"column.{name}": column for name, column in chosen.items()}
    answer = send(browser, data, **fields, step="columns")
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["Location"])


def test_there_is_a_template_for_every_kind_of_table(office: Office, tmp_path: Any) -> None:
    page = office.browser("admin").get(NEW).get_data(as_text=True)
    kinds = re.findall(r"/directory/imports/template/([a-z]+)", page)

    assert len(kinds) == 5
    for kind in kinds:
        answer = office.browser("admin").get(f"/directory/imports/template/{kind}")
        path = tmp_path / f"{kind}.xlsx"
        path.write_bytes(answer.data)
        assert answer.status_code == 200
        assert open_table(path).header
    assert office.browser("admin").get("/directory/imports/template/nonsense").status_code in (400, 404)


def test_what_is_wrong_with_a_file_is_told_at_once(office: Office) -> None:
    browser = office.browser("admin")

    assert "请选择要导入的文件" in words(browser.post(NEW, {"kind": "accounts"}))
    assert "请选择要导入什么" in words(send(browser, table([]), kind=""))
    assert "不支持这种文件" in words(send(browser, b"MZ", "人员.exe"))
    assert "文件是空的" in words(send(browser, b"", "人员.csv"))
    broken = send(browser, b"not a workbook at all", "人员.xlsx")
    assert broken.status_code == 422
    assert "is-invalid" in broken.get_data(as_text=True)


def test_columns_are_suggested_with_samples_and_nothing_is_staged(office: Office) -> None:
    browser = office.browser("admin")
    before = browser.text("/directory/imports").count("甲.csv")

    answer = send(browser, table(people(office, "sg", 3)), "甲.csv", part=True)
    page = answer.get_data(as_text=True)

    assert answer.status_code == 200
    assert "<html" not in page
    assert re.search(r'<option value="登录名" selected>登录名（如：sg000、', page)
    assert "已匹配" in page
    assert "人员0" in page
    assert "检查全部行" in page
    assert browser.text("/directory/imports").count("甲.csv") == before
    whole = send(browser, table(people(office, "sg", 3)), "甲.csv")
    assert "请在上面再选择一次同一个文件" in words(whole)


def test_columns_that_do_not_fit_are_told_at_their_choice(office: Office) -> None:
    browser, data = office.browser("admin"), table(people(office, "cf", 2))

    missing = send(browser, data, **{"step": "columns", "column.login": HEAD[0], "column.name": HEAD[1]})
    assert missing.status_code == 422
    assert 'id="column-home-error"' in missing.get_data(as_text=True)
    twice = {"column.login": HEAD[0], "column.name": HEAD[0], "column.home": HEAD[2]}
    answer = send(browser, data, step="columns", part=True, **twice)
    assert answer.status_code == 422
    assert "这一列已用于" in words(answer)


def test_good_rows_wait_and_bad_ones_come_back_with_reasons(office: Office, tmp_path: Any) -> None:
    browser = office.browser("admin")
    rows = [*people(office, "gb", 5), ("gb999", "", "410611", ""), ("有中文", "某人", "999999", "")]

    address = checked(browser, table(rows))
    text = browser.text(address)

    assert "待审核" in text
    assert "数据还没有改变" in text
    assert "人员4" in text
    assert "有问题的行" in text
    assert "登录名" in text
    rejects = browser.get(address + "/rejects")
    path = tmp_path / "rejects.csv"
    path.write_bytes(rejects.data)
    found = open_table(path)
    assert len(list(found.rows())) == 2
    assert found.header[-1].startswith("原因")
    assert "gb000" not in browser.text("/directory/accounts?q=gb000").replace("gb000 清除", "")
    english = office.browser("admin", "en").text(address)
    assert "Rows with problems" in english
    assert "Waiting to be accepted" in english


def test_an_accepted_import_counts_and_is_undone(office: Office) -> None:
    browser = office.browser("admin")
    address = checked(browser, table(people(office, "ac", 4)))

    assert office.browser("worker").get(address).status_code == 403
    assert office.browser("worker").post(address + "/accept").status_code == 403
    assert browser.post(address + "/accept").status_code == 303
    page = browser.text(address)
    assert "已生效" in page
    assert "已写入 4 行" in page
    assert "人员3" in browser.text("/directory/accounts?q=ac003")
    again = browser.post(address + "/accept")
    assert again.status_code == 409
    assert browser.post(address + "/undo").status_code == 303
    assert "已全部撤销" in browser.text(address)
    assert browser.post(address + "/nonsense").status_code == 404


def test_a_discarded_import_says_so(office: Office) -> None:
    browser = office.browser("admin")
    address = checked(browser, table(people(office, "di", 2)))

    assert browser.post(address + "/discard").status_code == 303
    page = browser.get(address).get_data(as_text=True)
    assert "已放弃" in page
    assert address + "/accept" not in page


def test_the_list_has_the_newest_first_and_the_progress_is_a_part(office: Office) -> None:
    browser = office.browser("admin")
    first = checked(browser, table(people(office, "na", 1)))
    second = checked(browser, table(people(office, "nb", 1)))

    page = browser.get("/directory/imports").get_data(as_text=True)
    assert page.index(second) < page.index(first)
    part = browser.get(first + "/progress", part=True)
    assert "<html" not in part.get_data(as_text=True)
    assert part.headers["HX-Refresh"] == "true"
    assert browser.get("/directory/imports/00000000-0000-7000-8000-000000000000").status_code == 404


def test_private_phones_are_masked_in_the_preview(office: Office) -> None:
    browser, home = office.browser("admin"), home_of(office)
    data = table([("mp001", "保密", home, "13912340000")], ("账号", "姓名", "所属网格", "手机号码（私人）"))
    columns = {"login": "账号", "name": "姓名", "home": "所属网格", "phone": "手机号码（私人）"}

    page = browser.get(checked(browser, data, **columns)).get_data(as_text=True)

    assert "13912340000" not in page
    assert "139****0000" in page
