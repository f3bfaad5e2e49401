"""Organisations, posts, rosters, rules and rights, as the requirements say (DIR-11 to DIR-29, 32, 36)."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services.directory.application.accounts_write import AccountFields
from services.directory.application.messages import stamp
from services.directory.application.systemlog import LogQuery
from services.directory.domain.account_refusals import SignInRefused
from services.directory.domain.rights import HeldPost
from services.kernel.testing.contexts import staff
from tests.services.directory.places.conftest import COMMUNITY, World
from wangge.directory.v1 import organisations_pb2 as pb
from wangge.directory.v1 import reference_pb2

REPOSITORY = Path(__file__).resolve().parents[2]


def organisation(world: World, code: str, **fields: Any) -> pb.Organisation:
    wanted = pb.Organisation(**{"code": code, "name": code, "territory_code": COMMUNITY, **fields})
    return world.places.create_organisation(world.system, wanted)


def titles(world: World, dictionary: str) -> set[str]:
    return {each.code for each in world.places.get_dictionary(world.system, dictionary).entries}


def test_an_organisation_of_every_kind_keeps_its_fields_and_departments_are_listed(world: World) -> None:
    above = organisation(world, "above", kind=pb.ORGANISATION_KIND_CENTRE)
    for kind in pb.OrganisationKind.values()[1:]:
        made = organisation(
            world,
            f"o{kind}",
            kind=kind,
            parent_id=above.id,
            duties="职责",
            contact="0392-1",
            lines=["event.noise"],
            calendar="common",
            active=True,
            body_layer="executing" if kind == pb.ORGANISATION_KIND_BODY else "",
        )
        got = world.places.get_organisation(world.system, made.id)
        assert (got.kind, got.parent_id, got.duties, got.contact) == (kind, above.id, "职责", "0392-1")
        assert (list(got.lines), got.calendar, got.active) == (["event.noise"], "common", True)
    assert titles(world, "department") >= {
        "civil_affairs", "human_resources", "housing", "land", "agriculture", "forestry", "water",
        "livestock",
        "work_safety", "market", "health", "education", "justice", "police", "petitions", "urban_management",
        "construction", "finance",
    }  # fmt: skip


def test_a_community_has_bodies_of_four_layers_and_a_governance_mode(world: World) -> None:
    for layer in ("leading", "deciding", "executing", "deliberating"):
        organisation(
            world,
            layer,
            kind=pb.ORGANISATION_KIND_BODY,
            body_layer=layer,
            governance_mode="five_in_one",
            term_from=stamp(world.clock()),
            term_to=stamp(world.clock() + timedelta(days=3 * 365)),
        )

    listed = world.places.list_organisations(
        world.system, pb.ListOrganisationsRequest(territory_code=COMMUNITY)
    ).organisations

    assert {each.body_layer for each in listed} == {"leading", "deciding", "executing", "deliberating"}
    assert all(each.HasField("term_to") for each in listed)
    assert titles(world, "governance_mode") >= {
        "owners_and_committee",
        "company_and_committee",
        "five_in_one",
    }


def test_one_person_holds_several_posts_and_each_gives_its_rights_in_its_place(office: Any) -> None:
    person = office.account("both")
    office.posts.held[person] = [
        HeldPost("p1", "网格员", ("grid_worker",), "410602001001001"),
        HeldPost("p2", "受理员", ("screener",), "410602001002"),
    ]

    call = office.call("both")

    assert call.may("cases.case.settle", "410602001001001")
    assert call.may("cases.case.screen", "410602001002001")
    assert not call.may("cases.case.screen", "410602001001001")
    assert {"post:p1", "post:p2"} <= set(call.actor.parties)


def test_six_heads_lead_fourteen_grids_and_each_grid_has_exactly_one(world: World) -> None:
    grids = [world.grid().code for _ in range(14)]
    for number in range(6):
        world.appoint(world.head(*grids[number::6], title=f"网格长{number + 1}"), "a1")

    check = world.places.check_division(world.system, COMMUNITY)
    for code in grids:
        listed = world.places.list_posts(world.system, pb.ListPostsRequest(territory_code=code)).posts
        assert len([post for post in listed if post.accountable]) == 1
    assert not check.grids_without_head


def test_the_three_roster_templates_have_their_slots_and_say_who_is_eligible(world: World) -> None:
    expected = {"six_staff": 6, "eight_teams": 8, "service_team": 10}
    for template, count in expected.items():
        slots = world.places.get_roster(world.system, COMMUNITY, template).slots
        assert len(slots) == count
        assert all(slot.title and slot.eligible and not slot.filled for slot in slots)
    team = {slot.code for slot in world.places.get_roster(world.system, COMMUNITY, "service_team").slots}
    assert team >= {"judge", "prosecutor", "lawyer", "water", "power", "health", "telecom", "home_service"}


def test_the_duties_of_a_grid_are_data_that_an_administrator_extends(world: World) -> None:
    dictionary = world.places.get_dictionary(world.system, "grid_duty")
    assert {"publicise", "organise", "economy", "civil_affairs", "work_safety", "youth"} <= titles(
        world, "grid_duty"
    )
    dictionary.entries.add(code="heating", title_zh="供暖巡查", title_en="Heating rounds")

    assert world.places.publish_dictionary(world.system, dictionary).version == 2

    wanted = pb.Post(title="网格员", kind="grid_worker", territory_code=COMMUNITY, duties=["供暖巡查"])
    post = world.places.create_post(world.system, wanted)
    assert list(world.places.get_post(world.system, post.id).duties) == ["供暖巡查"]


def test_when_a_grid_head_changes_then_the_board_changes_the_same_day(world: World) -> None:
    grid = world.grid()
    post = world.appoint(world.head(grid.code), "a1")
    before = world.places.get_notice_board(world.system, grid.code)

    world.clock.advance(minutes=1)
    post = world.places.vacate_post(
        world.system, pb.VacatePostRequest(id=post.id, etag=post.etag, account_id="a1", reason="轮岗")
    )
    world.appoint(post, "a2")
    after = world.places.get_notice_board(world.system, grid.code)

    assert [each.work_name for each in before.staff] == ["王建国"]
    assert [(each.work_name, each.work_number, each.work_phone) for each in after.staff] == [
        ("李秀英", "N-a2", "0392-1")
    ]
    assert list(after.staff[0].service_items) == ["采集信息"]
    assert after.as_of.ToDatetime().date() == before.as_of.ToDatetime().date()


def test_decisions_are_distinct_permissions_of_their_own() -> None:
    found: dict[str, bool] = {}
    for name in ("directory", "cases"):
        manifest = tomllib.loads((REPOSITORY / f"services/{name}/service.toml").read_text("utf-8"))
        found |= {each["name"]: each.get("decision", False) for each in manifest["permissions"]}

    for decision in (
        "cases.case.screen", "cases.case.escalate", "cases.case.assign", "cases.case.extend",
        "cases.case.check",
        "cases.case.verify", "cases.case.supervise", "cases.board.list", "cases.export.decide",
        "directory.grant.decide", "directory.role.edit",
    ):  # fmt: skip
        assert found[decision], decision
    assert "cases.case.comment" in found
    assert "cases.case.settle" in found


def test_the_log_holds_logins_failures_reads_writes_and_changes_of_rights_with_before_and_after(
    office: Any,
) -> None:
    admin = ["directory.account.view", "directory.account.edit", "directory.account.reveal"]
    call = staff("a", admin, "410602")
    fields = AccountFields(login="zhao", name="赵六", home_code="410602001000", phone="13812345678")
    account = office.parts.create_account(call, fields, initial_password="Liu-yi-2026-wangge").account
    with pytest.raises(SignInRefused):
        office.parts.sign_in(office.anonymous(), "zhao", "wrong")
    office.account("qian")
    office.parts.sign_in(office.anonymous(), "qian", "Liu-yi-2026-wangge")
    office.parts.reveal_account(call, account.id, "回访")
    office.parts.change_account_state(call, "disable", account.id, "1", "离岗")

    entries, _ = office.parts.list_log_entries(office.everybody, LogQuery(), 100, "")
    actions = {each.action for each in entries}

    assert actions >= {
        "directory.account.create",
        "directory.session.sign_in",
        "directory.session.refused",
        "directory.account.reveal",
        "directory.account.disable",
    }
    assert all(each.at and each.actor_id for each in entries)
    assert "13812345678" not in "".join(str(each.changes) for each in entries)
    mine, _ = office.parts.list_log_entries(office.everybody, LogQuery(actor="a"), 100, "")
    assert {each.actor_id for each in mine} == {"a"}


def test_a_deduction_rule_has_target_points_cap_appeal_and_dates(world: World) -> None:
    rules = world.places.list_deduction_rules(world.system)
    assert {(each.trigger, each.target) for each in rules} >= {
        ("case.overdue", "department"),
        ("case.overdue", "post"),
        ("card.red", "organisation"),
    }
    wanted = reference_pb2.DeductionRule(
        trigger="case.reworked", target="department", points=4, cap_per_period=12, appealable=False,
        valid_from=stamp(world.clock()), valid_to=stamp(world.clock() + timedelta(days=365)),
    )  # fmt: skip

    made = world.places.put_deduction_rule(world.system, wanted)

    assert (made.points, made.cap_per_period, made.appealable) == (4, 12, False)
    assert made.HasField("valid_to")


def test_a_leading_group_has_head_first_head_deputies_members_and_a_term(world: World) -> None:
    group = organisation(
        world,
        "group",
        kind=pb.ORGANISATION_KIND_LEADING_GROUP,
        territory_code="410611000000",
        term_from=stamp(world.clock()),
        term_to=stamp(world.clock() + timedelta(days=365)),
    )
    office = organisation(
        world, "group-office", kind=pb.ORGANISATION_KIND_LEADING_GROUP, parent_id=group.id,
        territory_code="410611000000",
    )  # fmt: skip
    for title, body in (
        ("组长", group), ("第一组长", group), ("副组长", group), ("成员", group), ("办公室主任", office)
    ):  # fmt: skip
        wanted = pb.Post(title=title, kind="leader", territory_code="410611000000", organisation_id=body.id)
        world.appoint(world.places.create_post(world.system, wanted), "a1")

    posts = world.places.list_posts(world.system, pb.ListPostsRequest(territory_code="410611000000")).posts

    assert {each.title: [h.name for h in each.holders] for each in posts}["第一组长"] == ["王建国"]
    assert len(posts) == 5
    assert titles(world, "leading_group_role") == {
        "head",
        "first_head",
        "deputy",
        "member",
        "office_director",
    }
    assert world.places.get_organisation(world.system, group.id).HasField("term_to")
