"""Pages of visits, incoming residents and rented dwellings: who sees them, and what comes of it."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest

from services.kernel.types import utc_now
from services.kernel.worktime import SHANGHAI
from services.population.domain.documents import check_digit
from tests.console.browsing import Browser, Office, words
from tests.console.test_population_pages import PNG, a_name, hidden, vacant

VISITS, INCOMERS, RENTALS = "/population/visits", "/population/incomers", "/population/rentals"


def number() -> str:
    digits = f"4199981990{1 + uuid4().int % 12:02d}{1 + uuid4().int % 28:02d}{uuid4().int % 1000:03d}"
    return digits + check_digit(digits)


def signed_in(browser: Browser, office: Office) -> str:
    """The address of a new card."""
    answer = browser.post(
        f"{INCOMERS}/new",
        {
            "details.name": a_name(),
            "details.document_kind": "DOCUMENT_KIND_IDENTITY_CARD",
            "details.document_number": number(),
            "dwelling_id": vacant(office),
            "channel": "SIGN_IN_CHANNEL_LANDLORD",
            "reason": "STAY_REASON_WORK",
            "services": "SERVICE_KIND_SCHOOL",
            "request_id": str(uuid4()),
        },
    )
    assert answer.status_code == 303, words(answer)
    return str(answer.headers["Location"])


def press(browser: Browser, page: str, **values: str) -> str:
    """One of the page's buttons; what the page says afterwards."""
    etag = hidden(browser.get(page).text, "etag")
    answer = browser.post(f"{page}/step", {"etag": etag, **values})
    assert answer.status_code == 303, words(answer)
    return browser.text(page)


@pytest.fixture
def worker(office: Office) -> Browser:
    return office.browser("worker")


def test_a_week_of_visits_is_shown_by_grid_and_worker(office: Office) -> None:
    today = utc_now().astimezone(SHANGHAI).date()
    monday = today - timedelta(days=today.weekday() + 7)
    for locale, said in (("zh", ("走访进度", "14", "最久没有走访的住户")), ("en", ("Visits", "Attainment"))):
        head = office.browser("head", locale=locale)
        week = head.text(VISITS)
        before = head.text(f"{VISITS}?day={monday}")
        assert all(each in week for each in said)
        assert re.search("张|王|李|worker|网格", before)


def test_pages_are_for_those_who_may(office: Office, worker: Browser) -> None:
    assert worker.get(VISITS).status_code == 403
    for page in (INCOMERS, RENTALS):
        assert worker.get(page).status_code == 200
        assert office.browser("leader").get(page).status_code == 403
    assert office.browser("resident01").get(INCOMERS).status_code == 403


def test_somebody_is_signed_in_given_a_card_and_signed_out(office: Office, worker: Browser) -> None:
    page = signed_in(worker, office)
    assert "已登记" in worker.text(page)
    assert "待办" in worker.text(page)

    assert "已发证" in press(worker, page, verb="issue")
    assert "已提供" in press(worker, page, verb="given", kind="2")
    printed = worker.get(f"{page}/print").text
    assert "<svg" in printed
    press(worker, page, verb="missed")
    assert "待核实" in press(worker, page, verb="missed")
    press(worker, page, verb="found")

    answer = worker.post(f"{page}/sign-out", {"etag": "", "request_id": str(uuid4())})
    assert answer.status_code == 303
    assert "已离开" in worker.text(page)
    assert worker.post(f"{page}/step", {"verb": "renew", "etag": ""}).status_code == 409


def test_a_scanned_card_tells_valid_or_not_and_nothing_else(office: Office, worker: Browser) -> None:
    page = signed_in(worker, office)
    press(worker, page, verb="issue")
    app = office.platform.parts["population"].application
    code = ""
    for card in app.incomers.show_cards._cards.page([""], None, None, 500):
        if card.id == page.rsplit("/", 1)[1]:
            code, person = card.code, card.person_id

    shown = worker.text(f"/population/card/{code}")

    assert "有效" in shown
    assert person not in shown

    assert worker.get("/population/card/nothing").status_code == 404


def test_signing_in_without_what_is_needed_says_so(worker: Browser) -> None:
    answer = worker.post(f"{INCOMERS}/new", {"details.name": "", "request_id": str(uuid4())})

    assert answer.status_code == 422
    assert "invalid-feedback" in answer.text


def test_a_dwelling_is_let_plated_checked_and_put_right(office: Office, worker: Browser) -> None:
    answer = worker.post(
        f"{RENTALS}/new",
        {"dwelling_id": vacant(office), "landlord_name": "吴房东", "landlord_phone": "13812345678",
         "request_id": str(uuid4())},
    )  # fmt: skip
    assert answer.status_code == 303, words(answer)
    page = str(answer.headers["Location"])
    assert "13812345678" not in worker.text(page)
    press(worker, page, verb="verify")

    without = worker.post(f"{page}/plate", {"plate": "HS-9", "request_id": str(uuid4())})
    assert without.status_code == 422
    letter = (io.BytesIO(PNG), "letter.png")
    hung = worker.post(f"{page}/plate", {"plate": "HS-9", "letter": letter, "request_id": str(uuid4())})
    assert hung.status_code == 303, words(hung)
    assert f"{page}/letter" in worker.get(page).text
    saved = worker.get(f"{page}/letter")
    assert (saved.status_code, saved.headers["Content-Type"]) == (200, "image/jpeg")
    assert saved.headers["Content-Disposition"].endswith(".jpg")
    assert saved.get_data()[:3] == b"\xff\xd8\xff"
    assert office.browser("screener2").get(f"{page}/letter").status_code == 404
    assert office.browser("leader").get(f"{page}/letter").status_code == 403

    check = {"check_id": str(uuid4()), "failed": "fire_exit", "request_id": str(uuid4())}
    assert worker.post(f"{page}/check", check).status_code == 303
    shown = worker.get(page).text
    assert "有隐患待整改" in shown
    assert "疏散通道、安全出口畅通" in shown
    assert "隐患已整改" in press(worker, page, verb="rectify", defect=hidden(shown, "defect"))
    assert "已停租" in press(worker, page, verb="end")


def test_a_stale_button_says_that_somebody_was_quicker(office: Office, worker: Browser) -> None:
    page = signed_in(worker, office)
    etag = hidden(worker.get(page).text, "etag")
    press(worker, page, verb="issue")

    answer = worker.post(f"{page}/step", {"verb": "renew", "etag": etag})

    assert answer.status_code == 409


def test_lists_speak_both_languages(office: Office) -> None:
    browser = office.browser("worker", locale="en")

    assert "Incoming residents" in browser.text(INCOMERS)
    assert "Rented dwellings" in browser.text(RENTALS)
    assert "Defects open" in browser.text(f"{RENTALS}?state=4")
