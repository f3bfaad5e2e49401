"""What the street sees of staff: the photos on notice boards and nothing else (DIR-19); posts by name."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from services.directory.application.accounts_write import AccountFields
from services.kernel.errors import Unauthenticated
from services.kernel.testing.contexts import staff
from wangge.directory.v1 import organisations_pb2, territories_pb2
from wangge.types.v1 import types_pb2

GRID = "410602001001001"
EDITOR = staff("editor", ["directory.picture.edit"], "410602")


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "navy").save(out, "JPEG")
    return out.getvalue()


def grid(world: Any) -> None:
    world.places.seed_reference(world.everybody)
    for code, level, parent in (
        ("410600000000", types_pb2.LEVEL_PREFECTURE, ""),
        ("410602000000", types_pb2.LEVEL_COUNTY, "410600000000"),
        ("410602001000", types_pb2.LEVEL_TOWNSHIP, "410602000000"),
        ("410602001001", types_pb2.LEVEL_COMMUNITY, "410602001000"),
        (GRID, types_pb2.LEVEL_GRID, "410602001001"),
    ):
        wanted = territories_pb2.Territory(code=code, name=f"区域{code}", level=level, parent_code=parent)
        world.places.create_territory(world.everybody, wanted)


def headed(world: Any, *, shown: bool = True) -> str:
    """A grid with a head; the account of the head."""
    grid(world)
    id = world.account("head", home="410602001", name="王Ming")
    wanted = organisations_pb2.Post(
        title="第一网格长", kind="grid_head", territory_code=GRID, accountable=True, on_notice_board=shown
    )
    post = world.places.create_post(world.everybody, wanted)
    request = organisations_pb2.AppointHolderRequest(id=post.id, etag=post.etag, account_id=id)
    world.places.appoint_holder(world.everybody, request)
    return id


def pictured(world: Any, id: str, *, approved: bool = True) -> str:
    """The id of a picture of the account, cleared and made its work photo."""
    picture = world.parts.add_picture(EDITOR, "account", id, "me.jpg", photo(), "工作照")
    if approved:
        world.parts.clear_picture(EDITOR, picture.id, "1", [], True)
        worn(world, id, picture.id)
    return picture.id


def worn(world: Any, id: str, picture: str) -> None:
    account = world.parts.get_account(world.everybody, id).account
    fields = AccountFields(login=account.login, name=account.name, home_code="410602001000", photo=picture)
    world.parts.update_account(world.everybody, id, str(account.version), fields)


def test_the_photo_on_a_board_is_shown_without_signing_in(real_world: Any) -> None:
    picture = pictured(real_world, headed(real_world))

    for small in (False, True):
        assert real_world.parts.get_picture_data(real_world.anonymous(), picture, small=small)
    board = real_world.places.get_notice_board(real_world.anonymous(), GRID)
    assert [each.photo for each in board.staff] == [f"/api/v1/pictures/{picture}/data"]


def test_every_other_picture_stays_closed_to_the_street(real_world: Any) -> None:
    id = headed(real_world)
    raw = pictured(real_world, id, approved=False)
    elsewhere = pictured(real_world, real_world.account("nobody", home="410602001"))
    place = real_world.parts.add_picture(EDITOR, "grid", GRID, "grid.jpg", photo(), "网格").id
    real_world.parts.clear_picture(EDITOR, place, "1", [], True)
    earlier = pictured(real_world, id)
    worn(real_world, id, pictured(real_world, id))

    for closed in (raw, elsewhere, place, earlier, "0193574a-6f00-7000-8000-000000000000"):
        with pytest.raises(Unauthenticated):
            real_world.parts.get_picture_data(real_world.anonymous(), closed, small=True)


def test_a_photo_leaves_the_street_with_the_post_the_approval_or_the_account(real_world: Any) -> None:
    id = headed(real_world)
    picture = pictured(real_world, id)
    street = real_world.anonymous()
    post = real_world.places.list_posts(
        real_world.everybody, organisations_pb2.ListPostsRequest(holder_id=id)
    ).posts[0]

    real_world.parts.replace_picture(EDITOR, picture, "2", "new.jpg", photo(), "newer")
    with pytest.raises(Unauthenticated):
        real_world.parts.get_picture_data(street, picture, small=True)
    assert not real_world.places.get_notice_board(street, GRID).staff[0].photo

    real_world.parts.clear_picture(EDITOR, picture, "3", [], True)
    assert real_world.parts.get_picture_data(street, picture, small=True)
    vacate = organisations_pb2.VacatePostRequest(id=post.id, etag=post.etag, account_id=id, reason="调离")
    real_world.places.vacate_post(real_world.everybody, vacate)
    with pytest.raises(Unauthenticated):
        real_world.parts.get_picture_data(street, picture, small=True)


def test_a_post_that_no_board_shows_opens_no_photo(real_world: Any) -> None:
    picture = pictured(real_world, headed(real_world, shown=False))

    with pytest.raises(Unauthenticated):
        real_world.parts.get_picture_data(real_world.anonymous(), picture, small=True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("一网格", True), ("王ming", True), (" 王M ", True), ("李", False), ("%", False), ("", True)],
)
def test_posts_are_found_by_title_and_holder(real_world: Any, asked: str, found: bool) -> None:
    headed(real_world)

    request = organisations_pb2.ListPostsRequest(name_contains=asked)
    answer = real_world.places.list_posts(real_world.everybody, request)

    assert bool(answer.posts) is found


def test_who_held_a_post_before_does_not_find_it(real_world: Any) -> None:
    id = headed(real_world)
    listed = organisations_pb2.ListPostsRequest(name_contains="王Ming")
    post = real_world.places.list_posts(real_world.everybody, listed).posts[0]
    vacate = organisations_pb2.VacatePostRequest(id=post.id, etag=post.etag, account_id=id, reason="调离")
    real_world.places.vacate_post(real_world.everybody, vacate)

    assert not real_world.places.list_posts(real_world.everybody, listed).posts
