"""Files of proposals, carers by name, whole values, tables of units and records (POP-01, POP-27)."""

from __future__ import annotations

import csv
import io
import re
import uuid
from typing import Any

import pytest
from PIL import Image
from stdnum.cn import uscc

from tests.console.browsing import Browser, Office, words
from tests.console.test_population_families import opened
from tests.console.test_population_forms import MINE, first, hidden
from tests.console.test_population_pages import GRID, households, person_of

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
UNITS = ("单位名称", "单位类型", "统一社会信用代码", "所属网格", "单位地址", "法定代表人", "负责人电话")
COLUMNS = {
    "name": "单位名称",
    "kind": "单位类型",
    "credit_code": "统一社会信用代码",
    "grid": "所属网格",
    "address": "单位地址",
    "representative": "法定代表人",
    "representative_phone": "负责人电话",
}
NEW = "/population/imports/new"


@pytest.fixture
def worker(office: Office) -> Browser:
    return office.browser("worker")


@pytest.fixture
def clerk(office: Office) -> Browser:
    return office.browser("screener")


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "JPEG")
    return file.getvalue()


def somebody(worker: Browser) -> str:
    found = re.search(r'href="/population/person/([0-9a-f-]{36})"', worker.get("/population/people").text)
    assert found is not None
    return found[1]


def test_pictures_and_papers_stand_beside_the_change_they_show(
    office: Office, worker: Browser, clerk: Browser
) -> None:
    form: dict[str, Any] = {
        "values.phone": "13900007777",
        "reason": "本人出示户口簿",
        "request_id": str(uuid.uuid4()),
        "evidence": [(io.BytesIO(picture()), "户口簿.jpg"), (io.BytesIO(PDF), "合同.pdf")],
    }
    assert worker.post(f"/population/person/{somebody(worker)}/propose", form).status_code == 303
    address = first(worker, MINE, r'href="(/population/proposal/[0-9a-f-]{36})"')

    page = clerk.get(address)
    files = list(dict.fromkeys(re.findall(rf"{address}/file/[0-9a-f-]{{36}}", page.text)))
    shown, paper = clerk.get(files[0]), clerk.get(files[1])

    assert "户口簿.jpg" in page.text
    assert len(files) == 2
    assert (shown.status_code, shown.headers["Content-Disposition"]) == (200, "inline")
    assert "no-store" in shown.headers["Cache-Control"]
    assert paper.headers["Content-Disposition"] == "attachment"
    assert "户口簿.jpg" in clerk.get(f"{address}/decide").text
    assert office.browser("leader").get(files[0]).status_code in (403, 404)


def test_a_file_that_is_no_picture_is_refused_at_its_field(worker: Browser) -> None:
    form = {
        "values.phone": "13900008888",
        "reason": "本人说明",
        "request_id": str(uuid.uuid4()),
        "evidence": (io.BytesIO(b"MZ\x90\x00 no picture at all"), "照片.exe"),
    }

    answer = worker.post(f"/population/person/{somebody(worker)}/propose", form)

    assert answer.status_code == 422
    assert "照片.exe" in answer.text


def test_whole_values_of_a_record_hide_themselves(office: Office, worker: Browser) -> None:
    said = {
        "values.role": "helper",
        "values.skills": "理发",
        "values.call_phone": "13912345678",
        "consent.given_on": "2026-01-10",
        "consent.by": "self",
    }
    record = opened(worker, person_of(worker, households(office)[-7]), "volunteer", said)
    page = f"/population/record/{record}"
    assert "13912345678" not in worker.get(page).text

    nothing = worker.post(f"{page}/reveal", {"fields": "", "why": "上门走访"})
    shown = worker.post(f"{page}/reveal", {"fields": "call_phone", "why": "上门走访"})

    assert nothing.status_code == 422
    assert shown.status_code == 200
    assert "13912345678" in shown.text
    assert 'data-hide-after="300"' in shown.text
    assert shown.headers["Cache-Control"] == "no-store"


def test_who_represents_a_unit_is_shown_for_a_purpose(office: Office, worker: Browser) -> None:
    form = worker.get(f"/population/establishments/new?territory={GRID}").text
    data = {
        "establishment.territory_code": GRID,
        "establishment.name": f"店铺{uuid.uuid4().hex[:6]}",
        "establishment.kind": "self_employed",
        "establishment.address": "测试路1号",
        "establishment.representative": "尹国庆",
        "establishment.representative_phone": "13812340000",
        "request_id": hidden(form, "request_id"),
    }
    page = worker.post("/population/establishments/new", data).headers["Location"].partition("?")[0]
    assert "13812340000" not in worker.get(page).text

    shown = worker.post(
        f"{page}/reveal", {"fields": ["representative", "representative_phone"], "why": "上门走访"}
    )

    assert "13812340000" in shown.text
    assert "尹国庆" in shown.text
    assert office.browser("leader").get(f"{page}/reveal").status_code in (403, 404)


def test_a_carer_is_chosen_by_name_and_again_when_given_to_another(
    office: Office, worker: Browser, clerk: Browser
) -> None:
    person = person_of(worker, households(office)[-8])
    form = clerk.get(f"/population/record/new/person/{person}?type=elderly_alone").text
    source = re.search(r'data-lookup="(/population/lookup/carers[^"]*)"', form)
    assert source is not None
    address = source[1].replace("&amp;", "&")
    found = re.findall(r'data-value="([^"]+)" data-title="([^"]+)"', clerk.get(f"{address}&q=").text)
    assert len(found) > 1
    assert worker.get(address).status_code == 403

    record = opened(clerk, person, "elderly_alone", {"values.need": "meals", "carer_id": found[0][0]})
    page = f"/population/record/{record}"
    change = clerk.get(f"{page}/change").text
    data = {
        "etag": hidden(change, "etag"),
        "request_id": hidden(change, "request_id"),
        "values.need": "meals",
        "carer_id": found[-1][0],
    }
    done = clerk.post(f"{page}/change", data)

    assert found[0][1].partition(" · ")[0] in change
    assert done.status_code == 303, words(done)
    assert found[-1][1].partition(" · ")[0] in clerk.get(page).text
    more = {"etag": "2", "request_id": str(uuid.uuid4()), "carer_id": str(uuid.uuid4())}
    assert clerk.post(f"{page}/change", {**data, **more}).status_code == 422


def test_whoever_manages_no_care_is_not_asked_for_a_carer(office: Office, worker: Browser) -> None:
    person = person_of(worker, households(office)[-8])

    form = worker.get(f"/population/record/new/person/{person}?type=elderly_alone").text

    assert "lookup/carers" not in form


def table(*rows: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([UNITS, *rows])
    return text.getvalue().encode("utf-8-sig")


def send(browser: Browser, data: bytes, **said: str) -> Any:
    form: dict[str, Any] = {
        "kind": "establishments",
        "territory_code": "",
        "step": "columns",
        "file": (io.BytesIO(data), "单位.csv"),
        "request_id": str(uuid.uuid4()),
        **{f"column.{name}": column for name, column in COLUMNS.items()},
        **said,
    }
    return browser.post(NEW, form)


def test_units_come_in_by_a_table_on_the_pages(office: Office) -> None:
    admin, name = office.browser("admin"), f"第{uuid.uuid4().hex[:6]}号店"
    body = f"92410611MA{uuid.uuid4().int % 10**7:07d}"
    code = body + str(uscc.calc_check_digit(body))
    good = (name, "个体户", code, GRID, "测试路9号", "尹国庆", "13812340001")
    data = table(good, (f"{name}二", "理发馆", "", GRID, "测试路10号", "", ""))

    answer = send(admin, data)
    assert answer.status_code == 303, words(answer)
    page = str(answer.headers["Location"]).partition("?")[0]
    staged = admin.get(page)
    accepted = admin.post(f"{page}/accept")
    again = str(send(admin, table((*good[:4], "测试路11号", *good[5:]))).headers["Location"]).partition("?")[
        0
    ]
    waiting = admin.get(again)

    assert "单位类型“理发馆”不认识" in words(staged)
    assert "13812340001" not in staged.text
    assert accepted.status_code == 303
    assert "已写入 1 行" in words(admin.get(page))
    assert name in admin.get(f"/population/establishments?territory={GRID}").text
    assert "统一社会信用代码已登记" in words(waiting)
    assert re.search(r'href="/population/establishment/[0-9a-f-]{36}"', waiting.text)


def test_templates_and_choices_follow_the_kind(office: Office, worker: Browser) -> None:
    admin = office.browser("admin")

    page = admin.get(f"{NEW}?kind=records&type=facility").text
    english = office.browser("admin", "en").get(NEW).text

    assert re.search(r'value="records"[^>]*checked', page)
    assert "独居老人关爱" not in page
    assert "Service records" in english
    for address in ("establishments", "records?type=facility"):
        assert admin.get(f"/population/imports/template/{address}").data[:2] == b"PK"
    assert admin.get("/population/imports/template/records?type=elderly_alone").status_code in (400, 422)
    assert worker.get(NEW).status_code == 403
    wrong = send(admin, table(), kind="records")
    assert wrong.status_code == 422
    assert "请选择服务记录的类别" in words(wrong)
