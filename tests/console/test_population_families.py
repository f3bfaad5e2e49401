"""Pages of service records, units, ledgers and types: who sees what, what comes of it (POP-01, 09, 10)."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook

from tests.console.browsing import Browser, Office, words
from tests.console.test_population_pages import GRID, hidden, households, person_of


@pytest.fixture
def worker(office: Office) -> Browser:
    return office.browser("worker")


def record_ids(page: str) -> list[str]:
    return re.findall(r'href="/population/record/([0-9a-f-]{36})"', page)


def opened(browser: Browser, person: str, code: str, said: dict[str, str]) -> str:
    address = f"/population/record/new/person/{person}?type={code}"
    form = browser.get(address).text
    data = {"type": code, "request_id": hidden(form, "request_id"), **said}
    answer = browser.post(address, data)
    assert answer.status_code == 303, words(answer)
    return answer.headers["Location"].rsplit("/", 1)[-1]


PAGES = (
    "/population/records",
    "/population/ledgers",
    "/population/ledgers?kind=units",
    "/population/ledgers?kind=care",
    "/population/ledgers?kind=assistance",
    "/population/contacts",
    "/population/establishments",
    "/population/places",
    "/population/establishments/new",
    "/population/places/new",
)


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_shown_in_both_languages(office: Office, address: str) -> None:
    for locale in ("zh", "en"):
        answer = office.browser("worker", locale).get(address)
        assert answer.status_code == 200, words(answer)


def test_types_are_for_whoever_declares_them(office: Office, worker: Browser) -> None:
    admin = office.browser("admin")

    assert worker.get("/population/types").status_code == 403
    assert "独居老人关爱" in admin.text("/population/types")
    assert admin.get("/population/type/volunteer").status_code == 200


def test_a_type_is_added_and_its_form_follows(office: Office, worker: Browser) -> None:
    admin, code = office.browser("admin"), f"loan_{uuid4().hex[:8]}"
    said = {
        "type.code": code,
        "type.title_zh": "工具借用",
        "type.category": "1",
        "type.subject": "person",
        "type.sensitive": "register",
        "type.basis": "consent",
        "type.purpose_zh": "登记借用的工具",
        "type.review_days": "30",
        "type.valid_days": "90",
        "type.retention_days": "30",
        "f0-name": "tool",
        "f0-zh": "工具名称",
        "f0-kind": "choice",
        "f0-required": "1",
        "f0-choices": "saw=锯 drill=电钻",
    }

    refused = admin.post("/population/types/new", said | {"f0-zh": "宗教信仰"})
    made = admin.post("/population/types/new", said)
    person = person_of(worker, households(office)[40])
    form = worker.text(f"/population/record/new/person/{person}?type={code}")

    assert refused.status_code == 422
    assert "宗教信仰" in words(refused)
    assert "不登记" in words(refused)
    assert made.status_code == 303
    assert "工具名称" in form
    assert "电钻" in form


def test_a_record_is_opened_changed_reviewed_and_closed(office: Office, worker: Browser) -> None:
    person = person_of(worker, households(office)[41])
    empty = worker.post(f"/population/record/new/person/{person}?type=disabled", {"type": "disabled"})
    record = opened(
        worker, person, "disabled", {"values.need": "aids", "values.contact_phone": "13812345678"}
    )
    page = worker.get(f"/population/record/{record}").text

    assert empty.status_code == 422
    assert "辅助器具" in page
    assert "138****5678" in page
    assert record in worker.get(f"/population/person/{person}").text

    change = worker.get(f"/population/record/{record}/change").text
    data = {
        "etag": hidden(change, "etag"),
        "values.need": "care",
        "values.contact_phone": "138****5678",
        "request_id": hidden(change, "request_id"),
    }
    assert worker.post(f"/population/record/{record}/change", data).status_code == 303
    stale = worker.post(f"/population/record/{record}/change", data | {"request_id": str(uuid4())})
    assert stale.status_code == 422
    page = worker.text(f"/population/record/{record}")
    assert "照料托养" in page
    assert "138****5678" in page
    review = worker.get(f"/population/record/{record}/review").text
    data = {"etag": hidden(review, "etag"), "request_id": hidden(review, "request_id")}
    assert worker.post(f"/population/record/{record}/review", data).status_code == 303
    close = worker.get(f"/population/record/{record}/close").text
    data = {"etag": hidden(close, "etag"), "request_id": hidden(close, "request_id")}
    assert worker.post(f"/population/record/{record}/close", data).status_code == 422
    assert (
        worker.post(f"/population/record/{record}/close", data | {"reason": "need_over"}).status_code == 303
    )
    assert "已结束" in worker.text(f"/population/record/{record}")


def test_a_record_in_care_is_nobody_elses(office: Office, worker: Browser) -> None:
    person = person_of(worker, households(office)[42])
    record = opened(worker, person, "disabled", {"values.need": "aids"})
    head, screener = office.browser("head"), office.browser("screener")

    assert head.get(f"/population/record/{record}").status_code == 404
    assert record not in head.get("/population/records").text
    assert record not in head.get(f"/population/person/{person}").text
    assert record not in head.get("/population/ledgers?kind=care").text
    assert screener.get(f"/population/record/{record}").status_code == 200


def test_a_unit_is_registered_and_its_code_checked(worker: Browser) -> None:
    form, name = worker.get("/population/establishments/new").text, f"小店{uuid4().hex[:6]}"
    data = {
        "request_id": hidden(form, "request_id"),
        "establishment.territory_code": GRID,
        "establishment.name": name,
        "establishment.kind": "self_employed",
        "establishment.address": "中心街1号",
        "establishment.representative": "李大成",
    }

    wrong = worker.post("/population/establishments/new", data | {"establishment.credit_code": "123"})
    made = worker.post("/population/establishments/new", data | {"request_id": str(uuid4())})
    page = worker.text(made.headers["Location"])

    assert wrong.status_code == 422
    assert "校验码" in words(wrong)
    assert name in page
    assert "李**" in page
    assert "李大成" not in page
    change = worker.get(made.headers["Location"] + "/change").text
    again = data | {
        "request_id": hidden(change, "request_id"),
        "establishment.etag": hidden(change, "establishment.etag"),
        "establishment.staff_count": "7",
    }
    assert worker.post(made.headers["Location"] + "/change", again).status_code == 303
    closing = worker.get(made.headers["Location"] + "/close").text
    data = {"etag": hidden(closing, "etag"), "request_id": hidden(closing, "request_id"), "reason": "停业"}
    assert worker.post(made.headers["Location"] + "/close", data).status_code == 303
    assert "已注销" in worker.text(made.headers["Location"])


def test_a_place_is_registered_with_a_check(worker: Browser) -> None:
    form = worker.get("/population/places/new").text
    data = {
        "request_id": hidden(form, "request_id"),
        "place.territory_code": GRID,
        "place.name": f"小广场{uuid4().hex[:6]}",
        "place.kind": "square",
    }
    made = worker.post("/population/places/new", data)
    place = made.headers["Location"].rsplit("/", 1)[-1]
    address = f"/population/record/new/place/{place}?type=place_patrol"
    form = worker.get(address).text

    assert "登记服务记录" in worker.text(made.headers["Location"])
    said = {"type": "place_patrol", "values.why": "lighting", "request_id": hidden(form, "request_id")}
    assert worker.post(address, said).status_code == 303
    assert "巡查点" in worker.text(made.headers["Location"])


def test_the_ledgers_are_live_and_tell_strangers_few(office: Office, worker: Browser) -> None:
    residents = worker.text("/population/ledgers?kind=residents")
    units = worker.text("/population/ledgers?kind=units")
    care = worker.text("/population/ledgers?kind=care")
    head = office.browser("head").text("/population/ledgers?kind=care")

    assert "居住人员" in residents
    assert "惠民超市" in units
    assert "每月探访次数" in care
    assert "少于 10，不显示" in head
    assert "每月探访次数" not in head


def test_a_ledger_is_taken_out_with_a_purpose(office: Office, worker: Browser) -> None:
    clerk = office.browser("screener")
    address = "/population/ledgers/export?kind=units"

    assert worker.get(address).status_code == 403
    assert clerk.post("/population/ledgers/export", {"kind": "units"}).status_code == 422
    answer = clerk.post("/population/ledgers/export", {"kind": "units", "purpose": "季度核对"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))

    assert answer.status_code == 200
    assert "惠民超市" in str(book.get_sheet_by_name("台账").to_python())
    assert "季度核对" in str(book.get_sheet_by_name("用途说明").to_python())


def test_helpers_are_looked_up_for_a_purpose_alone(worker: Browser) -> None:
    without = worker.post("/population/contacts", {"kind": "backbone", "territory": GRID})
    found = worker.post("/population/contacts", {"kind": "backbone", "territory": GRID, "purpose": "service"})

    assert without.status_code == 422
    assert "请选择用途" in words(without)
    assert "水电维修" in words(found)
    assert "139****0000" in words(found)


def test_the_demo_worker_cares_for_some(worker: Browser) -> None:
    page = worker.text("/population/records?mine=1")

    assert "独居老人关爱" in page
    assert record_ids(worker.get("/population/records?mine=1").text)
