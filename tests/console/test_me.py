"""The reader's own account: password, second factor, lending rights; and what a one-time password allows."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest

from services.kernel.types import utc_now
from services.kernel.worktime import SHANGHAI
from tests.console.browsing import PASSWORD, Browser, Office
from tests.console.staff import account_of, new_account, signed_in

NEW = "Qibin-Grid-8829"


def test_my_page_says_posts_roles_and_where_they_hold(office: Office) -> None:
    text = office.browser("worker").text("/directory/me")

    assert "王国庆" in text
    assert "worker" in text
    assert "网格员" in text
    assert "第一网格" in text


def test_my_page_is_there_in_english(office: Office) -> None:
    text = office.browser("worker", "en").text("/directory/me")

    assert "My posts" in text
    assert "Grid worker" in text
    assert "Turn on" in text


def test_the_rules_of_passwords_are_told_beforehand(office: Office) -> None:
    text = office.browser("worker").text("/directory/me/password")

    assert "至少 10 个字符" in text
    assert "最近 5 次" in text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"old_password": PASSWORD, "new_password": "short", "again": "short"}, "10"),
        ({"old_password": PASSWORD, "new_password": NEW, "again": NEW + "x"}, "两次输入的新密码不一致"),
        ({"old_password": "Wrong-Password-1", "new_password": NEW, "again": NEW}, "当前密码不正确"),
    ],
)
def test_a_refused_password_is_told_at_its_field(office: Office, sent: dict[str, str], said: str) -> None:
    answer = office.browser("head2").post("/directory/me/password", sent)
    page = answer.get_data(as_text=True)

    assert answer.status_code == 422
    assert said in re.sub(r"<[^>]+>", "", page)
    assert 'aria-invalid="true"' in page
    assert PASSWORD not in page
    assert NEW not in page


def test_a_changed_password_ends_the_session_and_leads_to_signing_in(office: Office) -> None:
    account, once = new_account(office, "me-changer", "周改密")
    browser = signed_in(office, "me-changer", once)

    answer = browser.post("/directory/me/password", {"old_password": once, "new_password": NEW, "again": NEW})

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/auth/sign-in")
    assert "密码已修改" in browser.get("/auth/sign-in").get_data(as_text=True)
    fresh = signed_in(office, "me-changer", NEW)
    assert "周改密" in fresh.text("/directory/me")
    assert account.id


def test_with_a_one_time_password_nothing_but_choosing_ones_own_is_possible(office: Office) -> None:
    _, once = new_account(office, "me-new", "新来者")
    browser = signed_in(office, "me-new", once)

    for address in ("/", "/directory/me", "/directory/accounts", "/status", "/search?q=x"):
        answer = browser.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/directory/me/password"), address
    assert browser.get("/directory/me", part=True).headers["HX-Redirect"] == "/directory/me/password"
    page = browser.text("/directory/me/password")
    assert "一次性密码" in page
    assert "案件列表" not in page


def test_the_second_factor_is_started_confirmed_and_turned_off(office: Office) -> None:
    browser = _ready(office, "me-totp", "钱双因")
    page = browser.post("/directory/me/totp", {"step": "start"}).get_data(as_text=True)
    address = re.search(r'name="address" value="([^"]+)"', page)
    assert address is not None
    assert "<svg" in page
    assert 'style="' not in page
    uri = address[1].replace("&amp;", "&")
    secret = re.search(r"secret=([A-Z2-7]+)", uri)
    assert secret is not None

    wrong = browser.post("/directory/me/totp", {"address": uri, "code": "000000"})
    assert wrong.status_code == 422
    assert uri.split("&")[0] in wrong.get_data(as_text=True).replace("&amp;", "&")
    done = browser.post("/directory/me/totp", {"address": uri, "code": pyotp.TOTP(secret[1]).at(utc_now())})
    assert done.status_code == 303
    assert "已启用" in browser.text("/directory/me")
    assert browser.post("/directory/me/totp", {"step": "start"}).status_code == 422

    assert browser.post("/directory/me/totp/off", {"password": "Wrong-Password-1"}).status_code == 422
    assert browser.post("/directory/me/totp/off", {"password": NEW}).status_code == 303
    assert "未启用" in browser.text("/directory/me")


def test_rights_are_lent_to_a_colleague_and_taken_back(office: Office) -> None:
    # Nobody whom other tests know: what is lent stays in the token that was made meanwhile.
    colleague = account_of(office, "huanbao")
    found = (
        office.browser("screener")
        .get(f"/directory/lookup/colleagues?q={colleague.name}", part=True)
        .get_data(as_text=True)
    )
    assert colleague.id in found
    until = (utc_now() + timedelta(days=3)).astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    browser = office.browser("screener")

    empty = browser.post("/directory/me/lend", {"reason": "休假"})
    assert empty.status_code == 422
    sent = {"to_account_id": colleague.id, "valid_until": until, "reason": "外出培训"}
    assert browser.post("/directory/me/lend", sent).status_code == 303
    page = browser.get("/directory/me").get_data(as_text=True)
    assert "外出培训" in page
    assert "王雪梅委托的权限" in office.browser("huanbao").text("/directory/me")

    loan = re.search(r"/directory/me/lent/([0-9a-f-]{36})/end", page)
    assert loan is not None
    assert browser.post(f"/directory/me/lent/{loan[1]}/end", {"reason": "提前返岗"}).status_code == 303
    assert "外出培训" not in browser.text("/directory/me")


def test_rights_are_not_lent_for_longer_than_92_days(office: Office) -> None:
    until = (utc_now() + timedelta(days=200)).astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    sent = {"to_account_id": account_of(office, "gongan").id, "valid_until": until, "reason": "长假"}

    answer = office.browser("screener").post("/directory/me/lend", sent)

    assert answer.status_code == 422
    assert 'id="f-valid-until-error"' in answer.get_data(as_text=True)


def test_residents_lend_nothing(office: Office) -> None:
    assert office.browser("resident01").get("/directory/me/lend").status_code == 403
    assert "/directory/me/lend" not in office.browser("resident01").get("/directory/me").get_data(
        as_text=True
    )


def test_somebody_whose_session_ended_while_filling_a_form_comes_back_to_it(office: Office) -> None:
    answer = office.browser()._client.post(
        "/directory/me/password",
        headers={"Referer": "http://localhost/directory/me/password"},
        **office.browser()._surroundings(),
    )

    assert answer.headers["Location"] == "/auth/sign-in?next=%2Fdirectory%2Fme%2Fpassword"


def _ready(office: Office, login: str, name: str) -> Browser:
    """A browser of a new account that chose its own password."""
    _, once = new_account(office, login, name)
    first = signed_in(office, login, once)
    assert first.post(
        "/directory/me/password", {"old_password": once, "new_password": NEW, "again": NEW}
    ).status_code == 303  # fmt: skip
    return signed_in(office, login, NEW)
