"""A post is a way to give rights: nobody gives by it what one does not hold (DIR-13, DIR-25, DIR-26)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from services.directory.adapters.grants_repository import built_in_roles
from services.directory.domain.account_refusals import NotYoursToGive, RoleNotFound
from services.directory.domain.refusals import OwnAppointment
from services.kernel.call import Call, PermissionDenied
from services.kernel.persistence.tables import audit_entries
from services.kernel.testing.contexts import staff
from wangge.directory.v1 import organisations_pb2 as pb

from .conftest import COMMUNITY, OTHER, World

TOWNSHIP, COUNTY = "410611002", "410611"
POSTS, ORGANISATIONS = "directory.post.edit", "directory.organisation.edit"
WORKER = built_in_roles()["grid_worker"].permissions


def clerk(territory: str = TOWNSHIP, *more: str) -> Call:
    """May edit posts and has what a grid worker may do; ``more`` on top."""
    return staff("clerk", [POSTS, *WORKER, *more], territory)


def both(first: Call, second: Call) -> Call:
    """One person with the rights of two."""
    return replace(first, actor=replace(first.actor, grants=(*first.actor.grants, *second.actor.grants)))


def wanted(*roles: str, territory: str = COMMUNITY, **more: object) -> pb.Post:
    return pb.Post(title="岗位", kind="grid_worker", territory_code=territory, roles=roles, **more)  # type: ignore[arg-type]


def department(world: World, kind: int = 2, territory: str = "410611000000") -> pb.Organisation:
    record = pb.Organisation(code="police", name="公安分局", kind=kind, territory_code=territory)  # type: ignore[arg-type]
    return world.places.create_organisation(world.system, record)


def appoint(world: World, call: Call, post: pb.Post, account: str = "a1") -> pb.Post:
    request = pb.AppointHolderRequest(id=post.id, etag=post.etag, account_id=account)
    return world.places.appoint_holder(call, request)


def test_a_township_clerk_makes_posts_with_rights_of_one_s_own(world: World) -> None:
    post = world.places.create_post(clerk(), wanted("grid_worker"))
    assert appoint(world, clerk(), post).holders[0].account_id == "a1"


def test_a_township_clerk_cannot_make_an_administrator(world: World) -> None:
    with pytest.raises(NotYoursToGive):
        world.places.create_post(clerk(), wanted("grid_worker", "system_admin"))
    with pytest.raises(RoleNotFound):
        world.places.create_post(world.system, wanted("no_such_role"))


def test_a_post_cannot_get_a_role_its_editor_does_not_hold(world: World) -> None:
    post = world.places.create_post(world.system, wanted("grid_worker"))
    post.roles.append("system_admin")
    with pytest.raises(NotYoursToGive):
        world.places.update_post(clerk(), post)


def test_a_post_cannot_be_widened_beyond_the_editor_s_subtree(world: World) -> None:
    post = world.places.create_post(world.system, wanted("grid_worker"))
    post.also_territories.append("410611000000")
    with pytest.raises(PermissionDenied):
        world.places.update_post(clerk(), post)
    # To edit posts in the whole county is not to hold a worker's rights there.
    with pytest.raises(NotYoursToGive):
        world.places.update_post(both(clerk(), staff("clerk", [POSTS], COUNTY)), post)
    post.also_territories[:] = [OTHER]
    assert list(world.places.update_post(clerk(), post).also_territories) == [OTHER]


def test_nobody_is_appointed_to_a_post_richer_than_the_one_who_appoints(world: World) -> None:
    post = world.places.create_post(world.system, wanted("system_admin"))
    with pytest.raises(NotYoursToGive):
        appoint(world, clerk(), post)
    assert not world.places.get_post(world.system, post.id).holders


def test_a_rich_post_may_be_renamed_and_made_poorer(world: World) -> None:
    post = world.places.create_post(world.system, wanted("grid_worker", "system_admin"))
    post.title = "更名"
    post = world.places.update_post(clerk(), post)
    del post.roles[:]
    assert not world.places.update_post(clerk(), post).roles


def test_borrowed_rights_are_not_given_on_by_posts(world: World) -> None:
    lent = clerk()
    grants = tuple(replace(grant, delegated_from="lender") for grant in lent.actor.grants)
    with pytest.raises(NotYoursToGive):
        world.places.create_post(
            replace(lent, actor=replace(lent.actor, grants=grants)), wanted("grid_worker")
        )


def test_posts_of_an_organisation_are_made_and_filled_by_those_in_charge_of_its_place(world: World) -> None:
    police = department(world)
    with pytest.raises(PermissionDenied):
        world.places.create_post(clerk(), wanted(organisation_id=police.id))
    moved = world.places.create_post(world.system, wanted())
    moved.organisation_id = police.id
    with pytest.raises(PermissionDenied):
        world.places.update_post(clerk(), moved)
    filled = world.places.create_post(world.system, wanted(organisation_id=police.id))
    with pytest.raises(PermissionDenied):
        appoint(world, clerk(), filled)
    assert appoint(world, clerk(COUNTY), filled).holders


def test_rights_limited_to_an_organisation_are_given_within_it_alone(world: World) -> None:
    police = department(world)
    limited = staff("chief", WORKER, COUNTY, unit=police.id)
    chief = both(limited, staff("chief", [POSTS], COUNTY))
    assert world.places.create_post(chief, wanted("grid_worker", organisation_id=police.id)).id
    with pytest.raises(NotYoursToGive):
        world.places.create_post(chief, wanted("grid_worker"))
    post = world.places.create_post(chief, wanted("grid_worker", organisation_id=police.id))
    post.organisation_id = ""
    with pytest.raises(NotYoursToGive):
        world.places.update_post(chief, post)


def test_a_kind_of_organisation_that_lifts_the_limit_needs_the_rights_it_gives(world: World) -> None:
    police = department(world)
    world.places.create_post(world.system, wanted("system_admin", organisation_id=police.id))
    police.kind = pb.ORGANISATION_KIND_CENTRE
    with pytest.raises(NotYoursToGive):
        world.places.update_organisation(staff("clerk", [ORGANISATIONS], COUNTY), police)
    assert world.places.update_organisation(world.system, police).kind == pb.ORGANISATION_KIND_CENTRE


def test_nobody_moves_the_own_post_into_another_organisation(world: World) -> None:
    post = appoint(world, world.system, world.places.create_post(world.system, wanted()))
    post.organisation_id = department(world).id
    with pytest.raises(OwnAppointment):
        world.places.update_post(staff("a1", [POSTS], COUNTY), post)


def test_the_audit_names_the_roles_given_by_an_appointment(world: World) -> None:
    appoint(world, clerk(), world.places.create_post(clerk(), wanted("grid_worker")))
    with world.context.database.read() as connection:
        found = sa.select(audit_entries.c.changes).where(audit_entries.c.action == "directory.post.appoint")
        changes = json.loads(connection.scalars(found).one())
    assert changes["roles"] == [[], ["grid_worker"]]
