"""Roles as a matrix and of one's own; grants with the second pair of eyes."""

from __future__ import annotations

import re
from datetime import timedelta

from services.kernel.types import utc_now
from services.kernel.worktime import SHANGHAI
from tests.console.browsing import Office, words
from tests.console.staff import account_of, as_admin, home_of, new_account
from wangge.directory.v1 import accounts_pb2 as pb


def test_the_matrix_has_every_role_and_permission_with_marks_for_readers(office: Office) -> None:
    page = office.browser("admin").get("/directory/roles").get_data(as_text=True)

    assert "网格员" in page
    assert "派遣案件" in page
    assert "案件" in page
    assert "运行维护" in page
    assert 'aria-label="可以"' in page
    assert "不可以" in page
    assert "决策" in page
    english = office.browser("admin", "en").text("/directory/roles")
    assert "Grid worker" in english
    assert "Assign cases" in english
    assert office.browser("worker").get("/directory/roles").status_code == 403


def test_a_role_says_who_has_it_by_post_and_by_grant(office: Office) -> None:
    text = office.browser("admin").text("/directory/roles/system_admin")

    assert "单独授权" in text
    assert "系统管理员（复核）" in text
    assert "岗位：" in text
    assert office.browser("admin").get("/directory/roles/nothing_like_it").status_code == 404
    assert office.browser("admin").get("/directory/roles/No%20Name").status_code == 404


def test_a_shipped_role_is_copied_and_the_copy_changed(office: Office) -> None:
    browser = office.browser("admin")
    copy = browser.get("/directory/roles/new?copy=grid_worker").get_data(as_text=True)
    assert "网格员（副本）" in copy
    assert copy.count("checked") >= 5
    chosen = re.findall(r'value="([a-z_.]+)" checked', copy)

    assert browser.post("/directory/roles/new", {"role.title_zh": "空角色"}).status_code == 422
    assert browser.post("/directory/roles/new", {"permission": chosen}).status_code == 422
    made = browser.post("/directory/roles/new", {"role.title_zh": "见习网格员", "permission": chosen[:2]})
    assert made.status_code == 303
    address = made.headers["Location"]
    assert "见习网格员" in browser.text(address)
    assert "自建角色" in browser.text(address)
    form = browser.get(address + "/edit").get_data(as_text=True)
    etag = re.search(r'name="role.etag" value="(\d+)"', form)
    assert etag is not None
    sent = {"role.title_zh": "实习网格员", "role.etag": etag[1], "permission": chosen[:3]}
    assert browser.post(address + "/edit", sent).status_code == 303
    stale = browser.post(address + "/edit", sent)
    assert stale.status_code == 422
    assert "alert-danger" in stale.get_data(as_text=True)


def test_shipped_roles_are_not_edited_nor_roles_by_those_who_may_only_look(office: Office) -> None:
    assert office.browser("admin").get("/directory/roles/grid_worker/edit").status_code == 404
    assert office.browser("supervisor").get("/directory/roles/new").status_code == 403
    assert "复制为新角色" not in office.browser("supervisor").text("/directory/roles/grid_worker")


def test_a_grant_is_proposed_by_one_and_approved_by_another(office: Office) -> None:
    account, _ = new_account(office, "grant-one", "何授权")
    first, second = office.browser("admin"), office.browser("admin2")
    until = (utc_now() + timedelta(days=5)).astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
    sent = {
        "grant.account_id": account.id,
        "grant.role": "grid_worker",
        "grant.territory_code": home_of(office),
        "grant.valid_until": until,
        "grant.reason": "临时顶岗",
    }

    made = first.post("/directory/grants/new", sent)
    assert made.status_code == 303
    address = made.headers["Location"]
    assert "要由另一位" in first.text(address)
    assert "审批" in second.text(address)
    assert first.get(address + "/decide").status_code == 403
    own = first.post(address + "/decide", {"approve": "true"})
    assert own.status_code == 422
    waiting = first.text("/directory/grants?tab=waiting")
    assert "何授权" in waiting
    assert "等待他人审批" in waiting

    assert second.post(address + "/decide", {}).status_code == 422
    assert second.post(address + "/decide", {"approve": "false"}).status_code == 422
    assert second.post(address + "/decide", {"approve": "true", "reason": "同意"}).status_code == 303
    active = second.text("/directory/grants?tab=active")
    assert "何授权" in active
    assert "还有 4 天" in active
    assert active.index("何授权") < active.index("长期")
    twice = second.post(address + "/decide", {"approve": "true"})
    assert twice.status_code == 422

    assert first.post(address + "/revoke", {}).status_code == 422
    assert first.post(address + "/revoke", {"reason": "已返岗"}).status_code == 303
    assert "已收回" in first.text(address)
    assert "何授权" in first.text("/directory/grants?tab=past&state=4")


def test_a_refused_grant_needs_a_reason_and_gives_nothing(office: Office) -> None:
    account, _ = new_account(office, "grant-two", "许不准")
    proposed = as_admin(office).ProposeGrant(
        pb.ProposeGrantRequest(
            grant=pb.Grant(
                account_id=account.id, role="screener", territory_code=home_of(office), reason="试"
            )
        )
    )
    browser = office.browser("admin2", "en")

    answer = browser.post(f"/directory/grants/{proposed.id}/decide", {"approve": "false"})
    assert answer.status_code == 422
    assert "Say why" in words(answer)
    sent = {"approve": "false", "reason": "not needed"}
    assert browser.post(f"/directory/grants/{proposed.id}/decide", sent).status_code == 303
    assert "Refused" in browser.text(f"/directory/grants/{proposed.id}")


def test_what_is_missing_in_a_proposal_stands_at_its_field(office: Office) -> None:
    page = office.browser("admin").post("/directory/grants/new", {})

    text = page.get_data(as_text=True)
    assert page.status_code == 422
    for field in ("account-id", "role", "territory-code", "reason"):
        assert f'id="f-grant-{field}-error"' in text
    me = account_of(office, "admin").id
    sent = {
        "grant.account_id": me,
        "grant.role": "grid_worker",
        "everywhere": "true",
        "grant.reason": "给自己",
    }
    assert office.browser("admin").post("/directory/grants/new", sent).status_code == 422


def test_those_without_rights_over_grants_see_none_but_their_own(office: Office) -> None:
    found = as_admin(office).ListGrants(pb.ListGrantsRequest(role="system_admin")).grants

    assert office.browser("worker").get("/directory/grants").status_code == 403
    assert office.browser("worker").get(f"/directory/grants/{found[0].id}").status_code == 404
    assert office.browser("worker").get("/directory/grants/new").status_code == 403
    assert office.browser("worker").get("/directory/lookup/accounts?q=a").status_code == 403


def test_the_names_in_a_grant_are_those_of_people(office: Office) -> None:
    found = as_admin(office).ListGrants(pb.ListGrantsRequest(role="system_admin")).grants

    assert {each.role for each in found} == {"system_admin"}
    assert "系统管理员（复核）" in {each.account_name for each in found}
    assert found[0].role_title_zh == "系统管理员"
    assert found[0].role_title_en
