"""Organisations, posts, rosters (DIR-11 to DIR-18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.directory.application.messages import stamp
from services.directory.domain.refusals import (
    AccountNotUsable,
    AlreadyHolder,
    BoardsForResidents,
    GridHasHead,
    OrganisationCycle,
    OrganisationExists,
    OwnAppointment,
    PostTaken,
    Stale,
)
from services.kernel.call import PermissionDenied, Realm
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import staff
from wangge.directory.v1 import organisations_pb2 as pb

from .conftest import COMMUNITY, World


def organisation(world: World, code: str, territory: str, *lines: str, **more: object) -> pb.Organisation:
    wanted = pb.Organisation(code=code, name=code, kind=2, territory_code=territory, lines=lines, **more)  # type: ignore[arg-type]
    return world.places.create_organisation(world.system, wanted)


def test_the_nearest_level_answers_first_and_the_most_specific_line_before_the_general(world: World) -> None:
    organisation(world, "city", "410600000000", "event.noise.street")
    organisation(world, "county", "410611000000", "event", "component")
    organisation(world, "county-noise", "410611000000", "event.noise")
    organisation(world, "elsewhere", COMMUNITY, "event.noisy")

    found = world.places.find_responsible(world.system, "event.noise.street", COMMUNITY)

    assert [each.code for each in found] == ["county-noise", "county", "city"]


def test_organisations_have_unique_codes_and_no_circles(world: World) -> None:
    above = organisation(world, "above", "410611000000")
    below = organisation(world, "below", "410611000000", parent_id=above.id)
    with pytest.raises(OrganisationExists):
        organisation(world, "above", "410611000000")
    above.parent_id = below.id
    with pytest.raises(OrganisationCycle):
        world.places.update_organisation(world.system, above)


def test_an_inactive_organisation_answers_for_nothing(world: World) -> None:
    one = organisation(world, "one", COMMUNITY, "event")
    one.active = False
    world.places.update_organisation(world.system, one)
    assert world.places.find_responsible(world.system, "event.noise", COMMUNITY) == []
    with pytest.raises(Stale):
        world.places.update_organisation(world.system, one)


def test_a_grid_has_exactly_one_accountable_head(world: World) -> None:
    first, second = world.grid(), world.grid()
    world.head(first.code, second.code)
    with pytest.raises(GridHasHead):
        world.head(second.code)
    assert (
        len(world.places.list_posts(world.system, pb.ListPostsRequest(territory_code=second.code)).posts) == 1
    )


def test_an_accountable_post_has_one_holder_and_keeps_its_history(world: World) -> None:
    post = world.appoint(world.head(world.grid().code), "a1")
    with pytest.raises(PostTaken):
        world.appoint(post, "a2")
    with pytest.raises(AlreadyHolder):
        world.appoint(post, "a1")
    world.clock.advance(days=1)
    post = world.places.vacate_post(
        world.system, pb.VacatePostRequest(id=post.id, etag=post.etag, account_id="a1", reason="轮岗")
    )
    post = world.appoint(post, "a2")

    assert [holder.name for holder in post.holders] == ["李秀英"]
    history = world.places.get_post(world.system, post.id).holders
    assert [holder.account_id for holder in history] == ["a1", "a2"]


def test_nobody_appoints_himself_and_disabled_accounts_hold_nothing(world: World) -> None:
    post = world.head(world.grid().code)
    request = pb.AppointHolderRequest(id=post.id, etag=post.etag, account_id="a1")
    with pytest.raises(OwnAppointment):
        world.places.appoint_holder(staff("a1", ["directory.post.edit"], "4106"), request)
    with pytest.raises(PermissionDenied):
        world.places.appoint_holder(staff("a2", ["directory.post.edit"], "410602"), request)
    with pytest.raises(AccountNotUsable):
        world.appoint(post, "gone")


def test_a_term_that_runs_out_is_announced_once(world: World) -> None:
    post = world.head(world.grid().code)
    until = stamp(world.clock() + timedelta(days=2))
    world.appoint(post, "a1", until=until)
    world.clock.advance(days=3)

    assert world.places.announce_ended_terms(world.clock()) == 1
    assert world.places.announce_ended_terms(world.clock()) == 0
    name, data = world.events()[-1]
    assert name == "PostChanged"
    assert "holders" not in data["post"]
    vacant = world.places.list_posts(world.system, pb.ListPostsRequest(only_vacant=True)).posts
    assert [each.id for each in vacant] == [post.id]


def test_a_roster_shows_who_fills_which_slot_and_asks_for_the_basis(world: World) -> None:
    wanted = pb.Post(
        title="督导员", kind="six_staff", territory_code=COMMUNITY, roster_slot="six_staff.supervisor"
    )
    post = world.places.create_post(world.system, wanted)
    with pytest.raises(Invalid):
        world.appoint(post, "a1")
    world.appoint(post, "a1", basis="街道包联干部")
    roster = world.places.get_roster(world.system, COMMUNITY, "six_staff")

    assert len(roster.slots) == 6
    assert [slot.code for slot in roster.slots if slot.filled] == ["supervisor"]
    assert roster.slots[0].eligible
    wanted.roster_slot = "six_staff.king"
    with pytest.raises(Invalid):
        world.places.create_post(world.system, wanted)


def test_posts_are_found_by_skill(world: World) -> None:
    wanted = pb.Post(title="调解员", kind="volunteer", territory_code=COMMUNITY, skills=["mediation", "law"])
    world.places.create_post(world.system, wanted)
    found = world.places.list_posts(
        world.system, pb.ListPostsRequest(territory_code="410611000000", deep=True, skill="law")
    )
    assert [each.title for each in found.posts] == ["调解员"]


def test_elections_are_kept_latest_first(world: World) -> None:
    council = organisation(world, "council", COMMUNITY)
    for day in (1, 2):
        held = stamp(world.clock() + timedelta(days=day))
        election = pb.Election(held_on=held, elected=[f"当选人{day}"])
        world.places.record_election(world.system, council.id, election)
    found = world.places.list_elections(world.system, council.id)
    assert [list(each.elected) for each in found] == [["当选人2"], ["当选人1"]]


def test_residents_read_the_boards_and_not_the_posts(world: World) -> None:
    nobody = staff("r1", [], "")
    resident = replace(nobody, actor=replace(nobody.actor, realm=Realm.RESIDENT))

    with pytest.raises(BoardsForResidents):
        world.places.list_posts(resident, pb.ListPostsRequest())
    with pytest.raises(BoardsForResidents):
        world.places.get_post(resident, "any")
    with pytest.raises(BoardsForResidents):
        world.places.get_roster(resident, COMMUNITY, "service_team")
