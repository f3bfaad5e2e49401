"""Accounts: find, create, edit, reset, lock out, reveal, remove; systems; the log."""

from __future__ import annotations

import re

import pyotp
import pytest

from services.kernel.errors import Unauthenticated
from services.kernel.types import utc_now
from tests.console.browsing import Office, words
from tests.console.staff import account_of, as_admin, home_of, new_account, signed_in
from wangge.directory.v1 import accounts_pb2 as pb
from wangge.directory.v1 import accounts_pb2_grpc


def with_second_factor(office: Office, login: str, once: str) -> None:
    """A new account whose person chose a password and set up an authenticator."""
    chosen = "Feng-Diu-Ji-2026"
    signed_in(office, login, once).post(
        "/directory/me/password", {"old_password": once, "new_password": chosen, "again": chosen}
    )
    browser = signed_in(office, login, chosen)
    started = browser.post("/directory/me/totp", {"step": "start"}).get_data(as_text=True)
    address = re.search(r'name="address" value="([^"]+)"', started)
    assert address is not None
    uri = address[1].replace("&amp;", "&")
    code = pyotp.parse_uri(uri).at(utc_now())  # type: ignore[attr-defined]
    assert browser.post("/directory/me/totp", {"address": uri, "code": code}).status_code == 303


def test_administrators_find_accounts_by_name_kind_and_place(office: Office) -> None:
    browser = office.browser("admin")

    assert "王国庆" in browser.text("/directory/accounts?q=worker")
    assert "王国庆" not in browser.text("/directory/accounts?q=worker&realm=resident")
    assert "居民赵敏" in browser.text("/directory/accounts?realm=resident")
    here = browser.text(f"/directory/accounts?place={home_of(office)}")
    assert "王国庆" in here
    assert "刘国庆" not in here
    assert "没有找到账号" in browser.text("/directory/accounts?q=没有这个人")


def test_odd_filters_are_passed_over(office: Office) -> None:
    browser = office.browser("admin")

    assert browser.get("/directory/accounts?state=99&realm=martian&place=abc").status_code == 200
    assert browser.get("/directory/accounts?page=broken").status_code < 500


def test_those_without_the_right_see_no_accounts(office: Office) -> None:
    account = account_of(office, "worker")

    for address in ("/directory/accounts", f"/directory/accounts/{account.id}", "/directory/log"):
        assert office.browser("worker").get(address).status_code == 403


def test_an_account_shows_posts_rights_and_history(office: Office) -> None:
    account = account_of(office, "head")

    text = office.browser("admin").text(f"/directory/accounts/{account.id}")
    assert "王秀英" in text
    assert "岗位" in text
    assert "办理记录" in text
    assert "创建账号" in text
    english = office.browser("admin", "en").text(f"/directory/accounts/{account.id}")
    assert "What happened" in english
    assert "Account created" in english


def test_a_supervisor_who_may_only_look_gets_no_buttons(office: Office) -> None:
    account = account_of(office, "head")

    page = office.browser("supervisor").get(f"/directory/accounts/{account.id}").get_data(as_text=True)
    assert "王秀英" in page
    assert f"{account.id}/password" not in page
    assert f"{account.id}/remove" not in page
    assert office.browser("supervisor").get(f"/directory/accounts/{account.id}/disable").status_code == 403


def test_an_account_is_created_and_its_one_time_password_shown_once(office: Office) -> None:
    browser = office.browser("admin")
    sent = {
        "account.login": "acc-new",
        "account.name": "新网格员",
        "account.home_territory_code": home_of(office),
        "account.private_phone": "13912345678",
    }

    made = browser.post("/directory/accounts/new", sent)
    assert made.status_code == 303
    page = browser.text(made.headers["Location"])
    assert "新网格员" in page
    assert "13912345678" not in page
    assert "139****5678" in page

    reset = browser.post(made.headers["Location"] + "/password")
    found = re.search(r'<output class="once"[^>]*>([^<]+)</output>', reset.get_data(as_text=True))
    assert reset.status_code == 200
    assert found is not None
    assert reset.headers["Cache-Control"] == "no-store"
    assert found[1] not in browser.get(made.headers["Location"]).get_data(as_text=True)
    assert "本人还没有设置自己的密码" in browser.text(made.headers["Location"])


def test_what_is_wrong_with_a_new_account_stands_at_its_field(office: Office) -> None:
    browser = office.browser("admin")

    empty = browser.post("/directory/accounts/new", {})
    assert empty.status_code == 422
    page = empty.get_data(as_text=True)
    assert all(f'id="f-account-{each}-error"' in page for each in ("login", "name", "home-territory-code"))
    sent = {"account.login": "admin", "account.name": "张三", "account.home_territory_code": home_of(office)}
    taken = browser.post("/directory/accounts/new", sent)
    assert taken.status_code == 422
    assert 'id="f-account-login-error"' in taken.get_data(as_text=True)
    bad = browser.post("/directory/accounts/new", sent | {"account.login": "有中文"})
    assert bad.status_code == 422
    assert 'id="f-account-login-error"' in bad.get_data(as_text=True)


def test_an_edit_keeps_the_masked_phone_and_a_stale_one_is_told(office: Office) -> None:
    account, _ = new_account(office, "acc-edit", "原姓名")
    browser, address = office.browser("admin"), f"/directory/accounts/{account.id}/edit"
    sent = {
        "account.name": "新姓名",
        "account.home_territory_code": account.home_territory_code,
        "account.private_phone": "13800001111",
        "account.etag": account.etag,
    }

    assert browser.post(address, sent).status_code == 303
    fresh = as_admin(office).GetAccount(pb.GetAccountRequest(id=account.id))
    assert fresh.name == "新姓名"
    kept = sent | {
        "account.private_phone": fresh.private_phone,
        "account.etag": fresh.etag,
        "account.name": "再改",
    }
    assert browser.post(address, kept).status_code == 303
    revealed = as_admin(office).RevealAccount(pb.RevealAccountRequest(id=account.id, purpose="test"))
    assert revealed.private_phone == "13800001111"

    stale = browser.post(address, sent)
    assert stale.status_code == 422
    assert "修改" in words(stale)


def test_states_change_with_a_reason_only(office: Office) -> None:
    account, _ = new_account(office, "acc-state", "吴停用")
    browser, address = office.browser("admin"), f"/directory/accounts/{account.id}"

    assert browser.post(f"{address}/disable", {"etag": account.etag}).status_code == 422
    assert browser.post(f"{address}/disable", {"etag": account.etag, "reason": "调离"}).status_code == 303
    assert "已停用" in browser.text(address)
    assert "调离" in browser.text(address)
    fresh = as_admin(office).GetAccount(pb.GetAccountRequest(id=account.id))
    assert browser.post(f"{address}/enable", {"etag": fresh.etag, "reason": "返岗"}).status_code == 303
    fresh = as_admin(office).GetAccount(pb.GetAccountRequest(id=account.id))
    assert browser.post(f"{address}/remove", {"etag": fresh.etag, "reason": "离职"}).status_code == 303
    after = browser.text(address)
    assert "已注销" in after
    assert f"{account.id}/password" not in browser.get(address).get_data(as_text=True)


def test_a_locked_account_is_shown_and_unlocked(office: Office) -> None:
    account, _ = new_account(office, "acc-locked", "孙锁定")
    sessions = office.platform.peers.stub(accounts_pb2_grpc.SessionServiceStub, "directory")
    assert sessions is not None
    for _ in range(5):
        with pytest.raises(Unauthenticated):
            sessions.SignIn(pb.SignInRequest(login="acc-locked", password="Wrong-Password-1"))
    browser, address = office.browser("admin"), f"/directory/accounts/{account.id}"

    assert "已锁定到" in browser.text(address)
    answer = browser.post(f"{address}/unlock", {"etag": account.etag, "reason": "本人到场核实"})
    assert answer.status_code == 303
    assert "已锁定到" not in browser.text(address)


def test_the_private_phone_is_shown_for_a_purpose_that_is_logged(office: Office) -> None:
    account, _ = new_account(office, "acc-phone", "郑电话")
    fields = pb.Account()
    fields.CopyFrom(account)
    fields.private_phone = "13711112222"
    as_admin(office).UpdateAccount(pb.UpdateAccountRequest(account=fields))
    browser, address = office.browser("admin"), f"/directory/accounts/{account.id}"

    assert browser.post(f"{address}/phone", {}).status_code == 422
    shown = browser.post(f"{address}/phone", {"purpose": "防汛紧急联系"}, target="dialog-body")
    assert shown.status_code == 200
    assert "13711112222" in shown.get_data(as_text=True)
    assert shown.headers["Cache-Control"] == "no-store"
    assert "防汛紧急联系" in browser.text(address)
    assert office.browser("supervisor").get(f"{address}/phone").status_code == 403


def test_nobody_resets_the_own_password_this_way(office: Office) -> None:
    account = account_of(office, "admin")

    page = office.browser("admin").get(f"/directory/accounts/{account.id}").get_data(as_text=True)
    assert f"{account.id}/password" not in page
    assert office.browser("admin").post(f"/directory/accounts/{account.id}/password").status_code == 422


def test_a_lost_phone_is_forgiven_with_a_reason_and_never_ones_own(office: Office) -> None:
    account, once = new_account(office, "acc-lost-phone", "冯丢机")
    browser, page = office.browser("admin"), f"/directory/accounts/{account.id}"
    assert f"{page}/second-factor" not in browser.get(page).get_data(as_text=True)
    with_second_factor(office, "acc-lost-phone", once)

    assert f"{page}/second-factor" in browser.get(page).get_data(as_text=True)
    assert "本人手机丢失" in browser.text(f"{page}/second-factor")
    assert "One-time code" in office.browser("admin", "en").text(page)
    silent = browser.post(f"{page}/second-factor")
    assert silent.status_code == 422
    assert "f-reason-error" in silent.get_data(as_text=True)
    assert browser.post(f"{page}/second-factor", {"reason": "手机丢失，本人到场"}).status_code == 303
    text = browser.text(page)
    assert "解除他人动态验证码" in text
    assert "手机丢失，本人到场" in text
    again = browser.post(f"{page}/second-factor", {"reason": "再次"})
    assert again.status_code == 422
    assert "没有启用动态验证码" in words(again)

    me = account_of(office, "admin").id
    own = browser.post(f"/directory/accounts/{me}/second-factor", {"reason": "自己"})
    assert own.status_code == 422
    assert office.browser("worker").post(f"{page}/second-factor", {"reason": "x"}).status_code == 403


def test_a_system_gets_its_secret_once_and_a_new_one_later(office: Office) -> None:
    browser = office.browser("admin")
    found = browser.get("/directory/lookup/organisations?q=城市管理局", part=True).get_data(as_text=True)
    organisation = re.search(r'data-value="([0-9a-f-]{36})"', found)
    assert organisation is not None
    sent = {"name": "城管系统二", "login": "cg-two", "organisation_id": organisation[1]}

    assert browser.post("/directory/accounts/system", sent | {"organisation_id": ""}).status_code == 422
    made = browser.post("/directory/accounts/system", sent)
    page = made.get_data(as_text=True)
    secret = re.search(r'<output class="once"[^>]*>([^<]+)</output>', page)
    address = re.search(r'href="(/directory/accounts/[0-9a-f-]{36})"', page)
    assert made.status_code == 200
    assert secret is not None
    assert address is not None
    again = browser.post(address[1] + "/secret")
    other = re.search(r'<output class="once"[^>]*>([^<]+)</output>', again.get_data(as_text=True))
    assert other is not None
    assert other[1] != secret[1]
    assert browser.post("/directory/accounts/system", sent).status_code == 422


def test_the_log_is_filtered_by_person_action_record_and_day(office: Office) -> None:
    account, _ = new_account(office, "acc-log", "冯日志")
    browser = office.browser("admin")

    mine = browser.text(f"/directory/log?record_type=account&record={account.id}")
    assert "创建账号" in mine
    assert "发放一次性密码" in mine
    assert "只显示一条记录" in mine
    assert "创建账号" not in browser.text(f"/directory/log?record={account.id}&what=directory.account.reset")
    assert "没有符合条件的日志" in browser.text(f"/directory/log?record={account.id}&until=2020-01-01")
    who = account_of(office, "admin").id
    assert "冯日志" in browser.text(f"/directory/log?actor={who}&record={account.id}")
    assert browser.get("/directory/log?since=gestern&until=32").status_code == 200
    assert account.id not in words(browser.get("/directory/log"))


def test_pages_of_the_log_follow_each_other(office: Office) -> None:
    browser = office.browser("admin")
    first = browser.get("/directory/log").get_data(as_text=True)
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None

    second = browser.get("/directory/log" + following[1].replace("&amp;", "&"))
    assert second.status_code == 200
    assert "回到首页" in words(second)


def test_an_account_that_is_not_there_is_not_found(office: Office) -> None:
    assert (
        office.browser("admin").get("/directory/accounts/00000000-0000-7000-8000-000000000000").status_code
        == 404
    )
    assert office.browser("admin").get("/directory/accounts/nonsense").status_code == 404
