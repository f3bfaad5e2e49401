"""Pictures: safe to show, cleared before the public sees them (DIR-28)."""

from __future__ import annotations

import io
import random
from typing import Any

import pytest
from PIL import Image

from services.directory.adapters.picture_blur import blurred
from services.directory.application.accounts_write import AccountFields
from services.directory.application.picture_ports import Box
from services.directory.domain.account_refusals import PictureNotFound, PictureStale, PictureSubjectUnknown
from services.kernel.call import PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import staff

EDITOR = staff("editor", ["directory.picture.edit"], "410602")
NEIGHBOUR = staff("neighbour", ["cases.case.view"], "410603")


def photo(seed: int = 1, size: tuple[int, int] = (400, 300)) -> bytes:
    image = Image.frombytes("RGB", size, random.Random(seed).randbytes(size[0] * size[1] * 3))
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (35.0, 44.0, 0.0), 3: "E", 4: (114.0, 17.0, 0.0)}
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def added(world: Any) -> Any:
    account = world.account("worker", home="410602001")
    return world.parts.add_picture(EDITOR, "account", account, "me.jpg", photo(), "工作照")


def test_the_place_is_kept_in_the_record_and_taken_out_of_the_file(world: Any) -> None:
    picture = added(world)
    assert (round(picture.longitude, 2), round(picture.latitude, 2)) == (114.28, 35.73)
    data = world.parts.get_picture_data(EDITOR, picture.id, small=False)
    assert not Image.open(io.BytesIO(data)).getexif()
    assert (
        max(Image.open(io.BytesIO(world.parts.get_picture_data(EDITOR, picture.id, small=True))).size) <= 320
    )


def test_only_staff_of_the_place_and_the_pictured_see_it_before_it_is_cleared(world: Any) -> None:
    picture = added(world)
    with pytest.raises(PictureNotFound):
        world.parts.get_picture_data(NEIGHBOUR, picture.id, small=False)
    assert world.parts.list_pictures(NEIGHBOUR, "account", picture.record_id) == []
    assert world.parts.get_picture_data(staff("c", ["cases.case.view"], "410602001"), picture.id, small=False)
    assert world.parts.get_picture_data(staff(picture.record_id, [], "410603"), picture.id, small=False)
    department = staff("d", ["cases.case.view"], "410602", unit="org-1")
    with pytest.raises(PictureNotFound):
        world.parts.get_picture_data(department, picture.id, small=False)


def test_the_public_gets_the_blurred_copy_and_staff_the_original(world: Any) -> None:
    picture = added(world)
    cleared = world.parts.clear_picture(EDITOR, picture.id, "1", [Box(10, 10, 100, 80)], False)
    assert cleared.public
    shown = world.parts.get_picture_data(NEIGHBOUR, picture.id, small=False)
    original = world.parts.get_picture_data(EDITOR, picture.id, small=False)
    assert shown != original


def test_a_blurred_box_is_smooth_and_the_rest_is_as_before() -> None:
    data = photo()
    before, after = (
        Image.open(io.BytesIO(each)).convert("L") for each in (data, blurred(data, [Box(0, 0, 200, 150)]))
    )

    def spread(image: Image.Image, area: tuple[int, int, int, int]) -> int:
        low, high = image.crop(area).getextrema()
        return int(high) - int(low)

    assert spread(after, (10, 10, 190, 140)) < spread(before, (10, 10, 190, 140)) / 3
    assert spread(after, (220, 170, 390, 290)) > spread(before, (220, 170, 390, 290)) / 2


@pytest.mark.parametrize(
    ("boxes", "nothing"),
    [([], False), ([Box(0, 0, 5, 5)], True), ([Box(390, 0, 20, 5)], False), ([Box(-1, 0, 5, 5)], False)],
)
def test_clearing_needs_boxes_inside_or_a_word_that_none_are_needed(
    world: Any, boxes: Any, nothing: bool
) -> None:
    picture = added(world)
    with pytest.raises(Invalid):
        world.parts.clear_picture(EDITOR, picture.id, "1", boxes, nothing)


def test_a_replacement_is_no_longer_public_and_a_stale_one_is_refused(world: Any) -> None:
    picture = added(world)
    world.parts.clear_picture(EDITOR, picture.id, "1", [], True)
    new = world.parts.replace_picture(EDITOR, picture.id, "2", "new.jpg", photo(2), "new photo")
    assert (new.public, new.version) == (False, 3)
    with pytest.raises(PictureNotFound):
        world.parts.get_picture_data(NEIGHBOUR, picture.id, small=False)
    with pytest.raises(PictureStale):
        world.parts.replace_picture(EDITOR, picture.id, "2", "new.jpg", photo(3), "again")


def test_a_deleted_picture_is_gone_for_everybody(world: Any) -> None:
    picture = added(world)
    world.parts.clear_picture(EDITOR, picture.id, "1", [], True)
    world.parts.delete_picture(EDITOR, picture.id, "2", "consent withdrawn")
    for call in (EDITOR, NEIGHBOUR):
        with pytest.raises(PictureNotFound):
            world.parts.get_picture_data(call, picture.id, small=True)
    assert world.parts.list_pictures(EDITOR, "account", picture.record_id) == []


def test_pictures_belong_to_records_in_the_editors_territory(world: Any) -> None:
    account = world.account("worker", home="410603")
    with pytest.raises(PermissionDenied):
        world.parts.add_picture(EDITOR, "account", account, "me.jpg", photo(), "")
    with pytest.raises(PictureSubjectUnknown):
        world.parts.add_picture(EDITOR, "account", "nobody", "me.jpg", photo(), "")
    with pytest.raises(PictureSubjectUnknown):
        world.parts.add_picture(EDITOR, "household", "1", "me.jpg", photo(), "")


@pytest.mark.parametrize("data", [b"%PDF-1.4 no picture", b"<svg/>", photo()[:200]])
def test_what_is_no_picture_is_refused(world: Any, data: bytes) -> None:
    account = world.account("worker", home="410602001")
    with pytest.raises(Invalid):
        world.parts.add_picture(EDITOR, "account", account, "me.jpg", data, "")


def test_a_work_photo_counts_only_once_it_is_cleared(world: Any) -> None:
    picture = added(world)
    fields = AccountFields(login="worker", name="工人", home_code="410602001000", photo=picture.id)
    with pytest.raises(Invalid):
        world.parts.update_account(world.everybody, picture.record_id, "1", fields)
    world.parts.clear_picture(EDITOR, picture.id, "1", [], True)
    assert (
        world.parts.update_account(world.everybody, picture.record_id, "1", fields).account.photo
        == picture.id
    )
