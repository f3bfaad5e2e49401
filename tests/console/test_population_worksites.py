"""Pages of worksites, safety commitments and stations: who sees them, what comes of it (POP-16, 17, 19)."""

from __future__ import annotations

import io
import re
from uuid import uuid4

import pytest

from services.kernel.territory_codes import code_of
from tests.console.browsing import Browser, Office, words
from tests.console.test_population_incomers import INCOMERS, number, signed_in
from tests.console.test_population_pages import GRID, PNG, a_name, hidden

WORKSITES, EMPLOYERS, STATIONS = "/population/worksites", "/population/employers", "/population/stations"


@pytest.fixture
def worker(office: Office) -> Browser:
    return office.browser("worker")


def registered(browser: Browser) -> str:
    """The address of a new worksite."""
    answer = browser.post(
        f"{WORKSITES}/new",
        {
            "worksite.name": f"测试工地{uuid4().hex[:4]}",
            "worksite.kind": "WORKSITE_KIND_SITE",
            "worksite.territory_code": GRID,
            "worksite.contact_name": "吴经理",
            "worksite.contact_phone": "13812345678",
            "worksite.housed": "12",
            "add_dwelling": "true",
            "request_id": str(uuid4()),
        },
    )
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["Location"])


def test_pages_are_for_those_who_may_in_both_languages(office: Office, worker: Browser) -> None:
    for page, zh, en in (
        (WORKSITES, "工地工棚", "Worksites"),
        (EMPLOYERS, "用人单位安全承诺", "Safety commitments of employers"),
        (STATIONS, "流动人口服务站点", "Stations for incoming residents"),
    ):
        assert zh in worker.text(page)
        assert en in office.browser("worker", locale="en").text(page)
        assert office.browser("resident01").get(page).status_code == 403
    for page in (WORKSITES, EMPLOYERS):
        assert office.browser("leader").get(page).status_code == 403
    assert worker.get(f"{STATIONS}/new").status_code == 403


def test_the_demo_county_shows_the_network_and_worksites(worker: Browser) -> None:
    shown = worker.text(STATIONS)
    assert "总站" in shown
    assert "分站" in shown
    sites = worker.text(WORKSITES)
    assert "有隐患待整改" in sites
    assert "未签承诺书" in sites
    assert "已签承诺书" in worker.text(EMPLOYERS)
    assert "以证：办证时登记" in worker.text(INCOMERS)


def test_a_worksite_is_registered_signed_for_checked_and_ended(office: Office, worker: Browser) -> None:
    page = registered(worker)
    shown = worker.text(page)
    assert "13812345678" not in shown
    assert "未签承诺书" in shown
    bound = page.rsplit("/", 1)[1]
    act = f"/population/commitments/{bound}"

    letter = worker.get(f"{act}/sign").text
    said = {
        "etag": hidden(letter, "etag"),
        "text_version": hidden(letter, "text_version"),
        "signed_by": "吴经理",
        "request_id": str(uuid4()),
    }
    assert worker.post(f"{act}/sign", said).status_code == 422
    signed = worker.post(f"{act}/sign", {**said, "letter": (io.BytesIO(PNG), "letter.png")})
    assert signed.status_code == 303, words(signed)
    assert "已签承诺书" in worker.text(page)
    assert "承诺书" in worker.text(f"{act}/letter")
    link = re.search(rf'"({act}/letters/[^"]+)"', worker.get(page).text)
    assert link is not None
    saved = worker.get(link[1])
    assert (saved.status_code, saved.headers["Content-Type"]) == (200, "image/jpeg")
    assert (
        "safety-commitment.jpg" in office.browser("worker", "en").get(link[1]).headers["Content-Disposition"]
    )
    assert saved.get_data()[:3] == b"\xff\xd8\xff"
    assert worker.get(f"{act}/letters/{uuid4()}").status_code == 404
    assert office.browser("screener2").get(link[1]).status_code == 404
    assert office.browser("leader").get(link[1]).status_code == 403

    check = {"check_id": str(uuid4()), "failed": "fire_exit", "request_id": str(uuid4())}
    assert worker.post(f"{act}/check", check).status_code == 303
    found = worker.get(page).text
    assert "有隐患待整改" in found
    put = {"etag": hidden(found, "etag"), "defect": hidden(found, "defect")}
    assert worker.post(f"{act}/rectify", put).status_code == 303
    assert "有隐患待整改" not in worker.text(page)

    changed = worker.get(f"{page}/change").text
    assert "13812345678" not in changed
    wrong = worker.post(
        f"{page}/change",
        {
            "worksite.etag": "1",
            "worksite.name": "",
            "worksite.kind": "WORKSITE_KIND_SITE",
            "worksite.territory_code": GRID,
            "request_id": str(uuid4()),
        },
    )
    assert wrong.status_code == 422
    assert worker.post(f"{page}/end", {"etag": "", "request_id": str(uuid4())}).status_code == 303
    assert "已结束" in worker.text(page)
    assert worker.post(f"{act}/check", {**check, "check_id": str(uuid4())}).status_code == 422


def test_somebody_is_signed_in_at_a_worksite_by_a_channel_and_sees_the_station(
    office: Office, worker: Browser
) -> None:
    page = registered(worker)
    site = page.rsplit("/", 1)[1]
    answer = worker.post(
        f"{INCOMERS}/new",
        {
            "details.name": a_name(),
            "details.document_kind": "DOCUMENT_KIND_IDENTITY_CARD",
            "details.document_number": number(),
            "worksite_id": site,
            "channel": "SIGN_IN_CHANNEL_PERMIT",
            "reason": "STAY_REASON_WORK",
            "request_id": str(uuid4()),
        },
    )
    assert answer.status_code == 303, words(answer)
    card = str(answer.headers["Location"])
    shown = worker.text(card)
    assert "以证：办证时登记" in shown
    assert "测试工地" in shown
    assert "流动人口服务分站" in shown
    assert "登记在这里的 1 人" in worker.text(page)
    assert (
        len(re.findall(r'data-href="/population/incomers/', worker.get(f"{INCOMERS}?worksite={site}").text))
        == 1
    )

    other = signed_in(worker, office)
    etag = hidden(worker.get(other).text, "etag")
    named = worker.post(f"{other}/worksite", {"etag": etag, "worksite_id": site, "request_id": str(uuid4())})
    assert named.status_code == 303
    worker.post(f"{other}/step", {"verb": "issue", "etag": ""})
    assert "流动人口服务分站" in worker.text(f"{other}/print")


def test_a_station_is_opened_staffed_and_closed(office: Office) -> None:
    dispatcher = office.browser("dispatcher")
    assert "流动人口服务站点" in dispatcher.text("/population")
    app = office.platform.parts["population"].application
    communities = [path for path, _ in app.places.below("410611002", 12)]
    assert dispatcher.get(f"{STATIONS}/new").status_code == 200
    said = {
        "station.kind": "STATION_KIND_SUB",
        "station.territory_code": code_of(communities[-1]),
        "station.name": "测试分站",
        "station.address": "一楼",
        "station.hours": "9:00—17:00",
        "station.services": "SERVICE_KIND_JOB",
        "request_id": str(uuid4()),
    }
    answer = dispatcher.post(f"{STATIONS}/new", said)
    assert answer.status_code == 303, words(answer)
    page = str(answer.headers["Location"])
    again = dispatcher.post(f"{STATIONS}/new", {**said, "request_id": str(uuid4())})
    assert again.status_code == 422
    assert "测试分站" in words(again)

    staff = {
        "etag": "",
        "coordinator.work_name": "赵协管",
        "coordinator.post": "协管员",
        "request_id": str(uuid4()),
    }
    assert dispatcher.post(f"{page}/appoint", staff).status_code == 303
    shown = dispatcher.get(page).text
    assert "赵协管" in shown
    relieve = re.search(rf'href="({page}/relieve/[^"]+)"', shown)
    assert relieve is not None
    assert dispatcher.post(relieve[1], {"etag": "", "request_id": str(uuid4())}).status_code == 303

    changed = dispatcher.get(f"{page}/change")
    assert changed.status_code == 200
    assert dispatcher.post(f"{page}/close", {"etag": "", "request_id": str(uuid4())}).status_code == 303
    assert "已撤销" in dispatcher.text(page)
    assert office.browser("worker").post(f"{page}/close", {"etag": ""}).status_code == 403


def test_an_employer_signs_on_its_page(worker: Browser) -> None:
    listed = worker.get(EMPLOYERS).text
    found = re.search(r'data-href="(/population/establishment/[^"]+)"', listed)
    assert found is not None

    shown = worker.text(found[1])

    assert "安全承诺" in shown
    bound = found[1].rsplit("/", 1)[1]
    assert worker.get(f"/population/commitments/{bound}/check").status_code == 200
    assert "惠民" in worker.text("/population/lookup/units?q=惠民", part=True)
