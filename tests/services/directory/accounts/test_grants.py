"""Rights: four eyes, giving no more than one has, lending for a time (DIR-25, DIR-26)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.directory.application.account_ports import GrantQuery
from services.directory.domain.account_refusals import (
    FourEyes,
    GrantDecided,
    GrantNotFound,
    NothingToLend,
    NotYoursToGive,
    RoleBuiltIn,
    RoleStale,
)
from services.directory.domain.grants import GrantState, Reach
from services.directory.domain.rights import HeldPost
from services.directory.domain.roles import Role
from services.kernel.call import system_call
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import staff

GIVER = (
    "directory.grant.propose",
    "directory.grant.decide",
    "directory.role.view",
    "cases.case.view",
    "cases.case.assign",
    "cases.case.report",
    "cases.case.settle",
    "cases.task.handle",
)
HANDLER = ("cases.case.view", "cases.task.handle", "cases.case.comment")
EVERYTHING = (*GIVER, *HANDLER)


def test_a_proposed_grant_counts_only_after_another_person_decided(world: Any) -> None:
    worker = world.account("worker")
    grant = world.parts.propose_grant(
        staff("a", EVERYTHING, "410602"), worker, "department_handler", Reach("410602001")
    )
    assert not world.call("worker").may("cases.task.handle")
    world.parts.decide_grant(staff("b", EVERYTHING, "410602"), grant.id, True, "")
    assert world.call("worker").may("cases.task.handle", "410602001001")
    assert not world.call("worker").may("cases.task.handle", "410602002")


def test_neither_proposer_nor_beneficiary_decides(world: Any) -> None:
    worker = world.account("worker")
    grant = world.parts.propose_grant(
        staff("a", EVERYTHING, "410602"), worker, "department_handler", Reach("410602001")
    )
    for decider in ("a", worker):
        with pytest.raises(FourEyes):
            world.parts.decide_grant(staff(decider, EVERYTHING, "410602"), grant.id, True, "")


def test_nobody_proposes_for_oneself(world: Any) -> None:
    me = world.account("me")
    with pytest.raises(FourEyes):
        world.parts.propose_grant(staff(me, EVERYTHING, "410602"), me, "department_handler", Reach("410602"))


@pytest.mark.parametrize(
    ("call", "reach"),
    [
        (staff("a", EVERYTHING, "410602001"), Reach("410602")),
        (staff("a", EVERYTHING, "410603"), Reach("410602")),
        (staff("a", GIVER, "410602"), Reach("410602")),
        (staff("a", EVERYTHING, "410602", line="facility.road"), Reach("410602")),
        (staff("a", EVERYTHING, "410602", line="facility.road"), Reach("410602", line="facility.roadside")),
        (staff("a", EVERYTHING, "410602", unit="org-1"), Reach("410602")),
        (staff("a", EVERYTHING, "410602", unit="org-1"), Reach("410602", unit="org-2")),
    ],
)
def test_one_gives_only_what_one_holds_over_all_of_the_reach(world: Any, call: Any, reach: Reach) -> None:
    worker = world.account("worker")
    with pytest.raises(NotYoursToGive):
        world.parts.propose_grant(call, worker, "department_handler", reach)


def test_the_decider_must_hold_it_too(world: Any) -> None:
    worker = world.account("worker")
    grant = world.parts.propose_grant(
        staff("a", EVERYTHING, "410602"), worker, "department_handler", Reach("410602")
    )
    with pytest.raises(NotYoursToGive):
        world.parts.decide_grant(staff("b", GIVER, "410602"), grant.id, True, "")
    with pytest.raises(GrantNotFound):
        world.parts.decide_grant(staff("c", EVERYTHING, "410603"), grant.id, True, "")


def test_a_grant_is_decided_once(world: Any) -> None:
    worker = world.account("worker")
    grant = world.parts.propose_grant(
        staff("a", EVERYTHING, "410602"), worker, "department_handler", Reach("410602")
    )
    world.parts.decide_grant(staff("b", EVERYTHING, "410602"), grant.id, False, "not needed")
    with pytest.raises(GrantDecided):
        world.parts.decide_grant(staff("c", EVERYTHING, "410602"), grant.id, True, "")


def test_a_grant_begins_and_ends_at_its_dates(world: Any) -> None:
    worker, now = world.account("worker"), world.clock()
    grant = world.parts.propose_grant(
        staff("a", EVERYTHING, "410602"),
        worker,
        "department_handler",
        Reach("410602"),
        since=now + timedelta(days=1),
        until=now + timedelta(days=2),
    )
    world.parts.decide_grant(staff("b", EVERYTHING, "410602"), grant.id, True, "")
    assert not world.call("worker").may("cases.task.handle")
    world.clock.advance(days=1)
    assert world.call("worker").may("cases.task.handle")
    world.clock.advance(days=1)
    assert not world.call("worker").may("cases.task.handle")
    assert world.parts.expire_grants(system_call("timer")) == 1
    found, _ = world.parts.list_grants(world.everybody, GrantQuery(worker), 10, "")
    assert found[0].state is GrantState.EXPIRED
    assert world.parts.expire_grants(system_call("timer")) == 0


def test_an_end_before_the_start_is_refused(world: Any) -> None:
    worker, now = world.account("worker"), world.clock()
    with pytest.raises(Invalid):
        world.parts.propose_grant(
            staff("a", EVERYTHING, "410602"), worker, "department_handler", Reach("410602"), until=now
        )


def test_a_revoked_grant_stops_with_the_next_token(world: Any) -> None:
    worker = world.account("worker")
    grant = world.parts.propose_grant(
        staff("a", EVERYTHING, "410602"), worker, "department_handler", Reach("410602")
    )
    world.parts.decide_grant(staff("b", EVERYTHING, "410602"), grant.id, True, "")
    world.parts.revoke_grant(staff("c", EVERYTHING, "410602"), grant.id, "moved")
    assert not world.call("worker").may("cases.task.handle")
    with pytest.raises(GrantDecided):
        world.parts.revoke_grant(staff("c", EVERYTHING, "410602"), grant.id, "again")


def test_posts_give_their_roles_over_all_their_grids(world: Any) -> None:
    head = world.account("head")
    world.posts.held[head] = [
        HeldPost("p1", "网格长", ("grid_head",), "410602001001001", "", ("410602001001002",))
    ]
    call = world.call("head")
    assert call.may("cases.case.view", "410602001001002")
    assert not call.may("cases.case.view", "410602001001003")
    assert "post:p1" in call.actor.parties
    world.posts.held[head] = []
    assert not world.call("head").may("cases.case.view")


def test_a_department_post_sees_only_what_is_routed_to_it(world: Any) -> None:
    officer = world.account("officer")
    world.posts.held[officer] = [
        HeldPost(
            "p2",
            "城管处置",
            ("department_handler",),
            "410602",
            organisation="org-1",
            organisation_kind="department",
        )
    ]
    call = world.call("officer")
    assert call.may("cases.task.handle", "410602001", unit="org-1")
    assert not call.may("cases.task.handle", "410602001", unit="org-2")
    assert call.scope("cases.case.view").paths == ()
    assert "unit:org-1" in call.actor.parties


def test_a_loan_gives_what_the_lender_has_and_says_so(world: Any) -> None:
    lender, colleague = world.account("lender"), world.account("colleague")
    world.posts.held[lender] = [HeldPost("p1", "派遣员", ("dispatcher",), "410602")]
    loan = world.parts.delegate(
        world.call("lender"), colleague, world.clock() + timedelta(days=7), reason="leave"
    )
    call = world.call("colleague")
    assert call.may("cases.case.assign", "410602001")
    assert {grant.delegated_from for grant in call.actor.grants} == {lender}
    world.posts.held[lender] = []
    assert not world.call("colleague").may("cases.case.assign")
    world.parts.revoke_grant(world.call("lender"), loan.id, "back early")


def test_a_loan_of_one_post_lends_no_other(world: Any) -> None:
    lender, colleague = world.account("lender"), world.account("colleague")
    world.posts.held[lender] = [
        HeldPost("p1", "派遣员", ("dispatcher",), "410602001"),
        HeldPost("p2", "网格员", ("grid_worker",), "410602002"),
    ]
    world.parts.delegate(
        world.call("lender"), colleague, world.clock() + timedelta(days=7), reason="x", post="p1"
    )
    call = world.call("colleague")
    assert call.may("cases.case.assign", "410602001")
    assert not call.may("cases.case.settle", "410602002")
    with pytest.raises(NothingToLend):
        world.parts.delegate(
            world.call("lender"), colleague, world.clock() + timedelta(days=7), reason="x", post="unknown"
        )


def test_what_was_lent_is_not_lent_on(world: Any) -> None:
    lender, colleague, third = world.account("lender"), world.account("colleague"), world.account("third")
    world.posts.held[lender] = [HeldPost("p1", "派遣员", ("dispatcher",), "410602")]
    until = world.clock() + timedelta(days=7)
    world.parts.delegate(world.call("lender"), colleague, until, reason="leave")
    with pytest.raises(NothingToLend):
        world.parts.delegate(world.call("colleague"), third, until, reason="x")


def test_borrowed_rights_do_not_open_a_way_around_four_eyes(world: Any) -> None:
    lender, colleague, worker = world.account("lender"), world.account("colleague"), world.account("worker")
    world.grant(lender, "system_admin", "410602")
    grant = world.parts.propose_grant(world.call("lender"), worker, "grid_worker", Reach("410602001"))
    world.parts.delegate(world.call("lender"), colleague, world.clock() + timedelta(days=7), reason="x")
    with pytest.raises(FourEyes):
        world.parts.decide_grant(world.call("colleague"), grant.id, True, "")


def test_a_loan_is_limited_to_three_months_and_not_to_oneself(world: Any) -> None:
    lender, colleague = world.account("lender"), world.account("colleague")
    world.grant(lender, "dispatcher", "410602")
    with pytest.raises(Invalid):
        world.parts.delegate(world.call("lender"), colleague, world.clock() + timedelta(days=93), reason="x")
    with pytest.raises(FourEyes):
        world.parts.delegate(world.call("lender"), lender, world.clock() + timedelta(days=3), reason="x")


def test_a_disabled_lender_lends_nothing(world: Any) -> None:
    lender, colleague = world.account("lender"), world.account("colleague")
    world.grant(lender, "dispatcher", "410602")
    world.parts.delegate(world.call("lender"), colleague, world.clock() + timedelta(days=7), reason="x")
    version = world.parts.get_account(world.everybody, lender).account.version
    world.parts.change_account_state(world.everybody, "disable", lender, str(version), "left")
    assert not world.call("colleague").may("cases.case.assign")


def test_shipped_roles_are_copied_and_own_roles_are_edited(world: Any) -> None:
    copy = Role("night_shift", "夜班", "Night shift", frozenset({"cases.case.view"}))
    stored = world.parts.put_role(world.everybody, copy, "")
    with pytest.raises(RoleBuiltIn):
        world.parts.put_role(world.everybody, Role("leader", "领导", "", frozenset({"cases.case.view"})), "1")
    with pytest.raises(RoleStale):
        world.parts.put_role(world.everybody, copy, "9")
    assert world.parts.put_role(world.everybody, copy, str(stored.version)).version == 2
    assert "night_shift" in {role.name for role in world.parts.list_roles(world.everybody)}


def test_nobody_makes_a_role_mightier_than_oneself(world: Any) -> None:
    mine = staff("a", ["directory.role.edit"], "")
    with pytest.raises(NotYoursToGive):
        world.parts.put_role(mine, Role("own", "自制", "", frozenset({"directory.grant.decide"})), "")
    with pytest.raises(Invalid):
        world.parts.put_role(world.everybody, Role("Own role", "", "", frozenset({"no.such.thing"})), "")


def test_me_shows_rights_posts_and_account(world: Any) -> None:
    lender = world.account("lender")
    world.posts.held[lender] = [HeldPost("p1", "派遣员", ("dispatcher",), "410602")]
    me = world.parts.get_me(world.call("lender"))
    assert (me.view.account.login, me.posts[0].title) == ("lender", "派遣员")
    assert "cases.case.assign" in me.permissions


def test_a_post_gives_no_more_than_its_maker_holds(world: Any) -> None:
    clerk = staff("clerk", ["directory.post.edit", *EVERYTHING], "410602001")
    with world.context.database.read() as connection:
        world.parts.role_giving(connection, clerk, ["department_handler"], ["410602001001001"])
        for roles, paths in ((["system_admin"], ["410602001"]), (["department_handler"], ["410602"])):
            with pytest.raises(NotYoursToGive):
                world.parts.role_giving(connection, clerk, roles, paths)
