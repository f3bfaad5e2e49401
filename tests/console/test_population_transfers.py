"""Tables into the register and files out of it, on their pages (DIR-26, DIR-30)."""

from __future__ import annotations

import csv
import io
import re
import uuid
from typing import Any

import pytest

from services.kernel.types import utc_now
from services.population.bootstrap import Application
from tests.console.browsing import Browser, Office, words
from tests.services.population.county import identity
from tests.services.population.mistakes_30 import BORN, HEADER, person

GRID = "410611002001001"
NEW = "/population/imports/new"
COLUMNS = {
    "name": "姓名",
    "document_number": "居民身份证号码",
    "kind": "人口类别",
    "household_number": "户号",
    "relation": "与户主关系",
    "grid": "所属网格",
    "address": "现住址",
}


def table(*rows: dict[str, str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([list(HEADER), *(list(row.values()) for row in rows)])
    return text.getvalue().encode("utf-8-sig")


def somebody(order: int, **said: str) -> dict[str, str]:
    """In the worker's grid, with a number no other test has."""
    number = identity(BORN, order, f"41{uuid.uuid4().int % 9000 + 1000}")
    more = {"所属网格": GRID, "居民身份证号码": number, "性别": "", "户号": uuid.uuid4().hex[:12]}
    return person(order, **{**more, "现住址": f"测试路{uuid.uuid4().int % 10**9}号", **said})


def send(browser: Browser, data: bytes, *, columns: dict[str, str] | None = None, part: bool = False) -> Any:
    form: dict[str, Any] = {
        "kind": "people",
        "territory_code": "",
        "step": "columns" if columns else "file",
        "file": (io.BytesIO(data), "居民.csv"),
        "request_id": str(uuid.uuid4()),
        **{f"column.{name}": column for name, column in (columns or {}).items()},
    }
    return browser.post(NEW, form, part=part)


def staged(browser: Browser, data: bytes) -> str:
    answer = send(browser, data, columns=COLUMNS)
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["Location"]).partition("?")[0]


@pytest.fixture
def admin(office: Office) -> Browser:
    return office.browser("admin")


def test_columns_are_suggested_and_nothing_is_kept_before_they_are_confirmed(admin: Browser) -> None:
    answer = send(admin, table(somebody(1)), part=True)

    assert answer.status_code == 200
    assert "核对列" in answer.text
    assert "居民身份证号码（如：" in answer.text


def test_a_table_is_checked_accepted_and_undone(admin: Browser) -> None:
    page = staged(admin, table(somebody(1), somebody(2), somebody(3, 人口类别="游客")))
    text = words(admin.get(page))
    assert "人口类别“游客”无法识别" in text
    assert "待审核" in text

    accepted = admin.post(f"{page}/accept")
    after = words(admin.get(page))
    undone = admin.post(f"{page}/undo")

    assert (accepted.status_code, undone.status_code) == (303, 303)
    assert "已写入 2 行" in after
    assert "已全部撤销" in words(admin.get(page))


def test_duplicates_are_decided_on_the_page_before_anything_is_written(admin: Browser) -> None:
    known = somebody(5)
    page = staged(admin, table(known))
    admin.post(f"{page}/accept")
    again = staged(admin, table({**known, "现住址": "另一条路5号"}, somebody(6)))
    text = words(admin.get(again))
    assert "疑似重复" in text
    assert "证件号码已登记" in text
    assert "/accept" not in admin.get(again).text

    admin.post(f"{again}/decide", {"cause": "1", "decision": "keep"})
    admin.post(f"{again}/accept")

    assert "已写入 1 行" in words(admin.get(again))


def test_refused_rows_are_fetched_with_reasons(admin: Browser) -> None:
    page = staged(admin, table(somebody(7, 人口类别="游客")))

    answer = admin.get(f"{page}/rejects")

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "人口类别“游客”无法识别" in answer.data.decode("utf-8-sig")


def test_whole_numbers_never_stand_on_a_page(admin: Browser) -> None:
    row = somebody(8)
    page = staged(admin, table(row))

    text = admin.get(page).text

    assert row["居民身份证号码"] not in text
    assert row["手机"] not in text
    assert row["现住址"] not in text


def test_the_template_has_the_columns_in_the_readers_language(office: Office, admin: Browser) -> None:
    answer = admin.get("/population/imports/template/people")

    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"


def test_who_may_not_import_gets_no_page(office: Office) -> None:
    worker = office.browser("worker")
    for address in ("/population/imports", NEW, "/population/exports", "/population/exports/new"):
        assert worker.get(address).status_code == 403


def test_a_file_that_is_no_table_is_refused_at_the_field(admin: Browser) -> None:
    answer = send(admin, b"PK\x03\x04nothing")

    assert answer.status_code == 422


def test_an_import_of_others_is_not_to_be_found(office: Office, admin: Browser) -> None:
    page = staged(admin, table(somebody(9)))

    assert office.browser("screener").get(page).status_code in (403, 404)
    assert office.browser("screener").get(f"/population/imports/{uuid.uuid4()}").status_code == 404


def test_two_people_are_needed_to_take_a_file_out(office: Office, admin: Browser) -> None:
    purpose = f"核查 {uuid.uuid4().hex[:8]}"
    form = {"kind": "people", "territory_code": GRID, "purpose": purpose, "request_id": str(uuid.uuid4())}
    asked = admin.post("/population/exports/new", form)
    assert asked.status_code == 303, words(asked)
    assert purpose in admin.get("/population/exports").text
    other = office.browser("dispatcher")
    listed = other.get("/population/exports")
    assert purpose in listed.text, words(listed)
    row = listed.text.split(purpose)[1]
    address = re.search(r'href="(/population/exports/[0-9a-f-]+/decide)"', row)
    assert address is not None

    decided = other.post(address[1], {"approve": "true", "opinion": "同意", "request_id": str(uuid.uuid4())})
    app: Application = office.platform.parts["population"].application
    app.transfers.build_exports(utc_now())
    file = admin.get(address[1].replace("/decide", "/file"))

    assert decided.status_code == 303
    assert file.status_code == 200
    assert file.data[:2] == b"PK"
    assert other.get(address[1].replace("/decide", "/file")).status_code == 404


def test_an_export_without_a_purpose_is_refused_at_the_field(admin: Browser) -> None:
    answer = admin.post(
        "/population/exports/new", {"kind": "people", "purpose": "", "request_id": str(uuid.uuid4())}
    )

    assert answer.status_code == 422


def test_pages_speak_english_too(office: Office) -> None:
    reader = office.browser("admin", locale="en")

    assert "Import a table" in reader.get("/population/imports").text
    assert "Ask for an export" in reader.get("/population/exports").text
