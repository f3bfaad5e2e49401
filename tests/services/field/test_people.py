"""Phones and badges, and what is heard of the directory."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.field.bootstrap import Application
from services.field.domain.device import MOST_DEVICES, DeviceState
from services.field.domain.refusals import DeviceNotFound, TooManyDevices
from services.kernel.call import PermissionDenied
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, staff
from tests.services.field.people import (
    COMMUNITY,
    GRID,
    OTHER_GRID,
    account,
    leader,
    post,
    tell,
    territory,
    worker,
)
from wangge.directory.v1 import events_pb2, organisations_pb2, territories_pb2
from wangge.types.v1 import types_pb2

PHONE = "44444444-4444-4444-8444-444444444444"
REMOVE = "field.device.remove"


def test_a_phone_is_bound_at_its_first_contact_and_seen_at_each(
    application: Application, clock: SetClock
) -> None:
    application.register_device(worker(), PHONE, "红米")
    clock.advance(hours=1)
    seen = application.register_device(worker(), PHONE, "红米 13")

    assert (seen.state, seen.name, seen.last_seen_at) == (DeviceState.ACTIVE, "红米 13", clock())
    assert [each.id for each, _ in application.list_devices(worker())] == [PHONE]


def test_a_lost_phone_is_told_to_wipe_itself_and_says_when_it_did(application: Application) -> None:
    application.register_device(worker(), PHONE, "红米")

    application.remove_device(worker(), PHONE)
    application.remove_device(worker(), PHONE)

    assert application.register_device(worker(), PHONE, "红米").state is DeviceState.REMOVED
    assert application.confirm_wipe(worker(), PHONE).state is DeviceState.WIPED
    assert application.confirm_wipe(worker(), PHONE).state is DeviceState.WIPED


def test_phones_of_others_need_the_right_there(application: Application, context: ServiceContext) -> None:
    tell(application, context, account("worker", "王芳"))
    application.register_device(worker(), PHONE, "红米")
    remover = staff("admin", [REMOVE], COMMUNITY)

    assert [name for _, name in application.list_devices(remover, COMMUNITY)] == ["王芳"]
    with pytest.raises(PermissionDenied):
        application.list_devices(leader(), COMMUNITY)
    with pytest.raises(DeviceNotFound):
        application.remove_device(staff("admin", [REMOVE], OTHER_GRID), PHONE, "worker")
    with pytest.raises(DeviceNotFound):
        application.remove_device(worker("other"), PHONE, "worker")
    with pytest.raises(DeviceNotFound):
        application.confirm_wipe(worker("other"), PHONE)
    assert application.remove_device(remover, PHONE, "worker").removed_by == "admin"


def test_the_same_phone_is_another_device_for_another_account(application: Application) -> None:
    application.register_device(worker(), PHONE, "红米")
    application.remove_device(worker(), PHONE)

    assert application.register_device(worker("other"), PHONE, "红米").state is DeviceState.ACTIVE


def test_an_account_has_no_more_phones_than_may_be(application: Application) -> None:
    for each in range(MOST_DEVICES):
        application.register_device(worker(), f"{each:08}-4444-4444-8444-444444444444", "手机")

    with pytest.raises(TooManyDevices):
        application.register_device(worker(), PHONE, "再一台")
    assert application.register_device(worker("other"), PHONE, "别人的").state is DeviceState.ACTIVE
    application.remove_device(worker(), "00000000-4444-4444-8444-444444444444")
    assert application.register_device(worker(), PHONE, "再一台").state is DeviceState.ACTIVE


def test_a_badge_is_valid_for_an_active_account_that_holds_a_post(
    application: Application, context: ServiceContext
) -> None:
    assert application.get_badge(worker()).valid is False
    tell(application, context, territory(GRID, "第一网格"), account("worker", "王芳"))
    without_post = application.get_badge(worker())
    tell(application, context, post("p1", "网格员", GRID, ["worker"]))

    badge = application.get_badge(worker())
    seen = application.verify_badge(badge.code)

    assert (without_post.valid, without_post.name) == (False, "王芳")
    assert (seen.valid, seen.name, seen.posts) == (True, "王芳", ("第一网格 网格员",))
    assert len(badge.code) >= 32
    tell(application, context, account("worker", "王芳", 2, active=False))
    expired = application.verify_badge(badge.code)
    assert (expired.valid, expired.name, expired.posts) == (False, "", ())
    assert expired.code == badge.code
    assert application.verify_badge("nonsense").name == ""


def test_a_post_is_held_from_and_until(
    application: Application, context: ServiceContext, clock: SetClock
) -> None:
    holder = organisations_pb2.Holder(account_id="worker")
    holder.since.FromDatetime(clock() + timedelta(days=1))
    holder.until.FromDatetime(clock() + timedelta(days=3))
    held = events_pb2.PostChanged(
        post=organisations_pb2.Post(id="p1", title="网格员", holders=[holder], etag="1"), territory_path=GRID
    )
    tell(application, context, account("worker", "王芳"), held)

    states = []
    for _ in range(3):
        states.append(application.get_badge(worker()).valid)
        clock.advance(days=2)

    assert states == [False, True, False]


def test_what_is_older_or_told_again_changes_nothing(
    application: Application, context: ServiceContext
) -> None:
    tell(
        application,
        context,
        account("worker", "王芳芳", 3),
        account("worker", "王芳", 2),
        territory(GRID, "新网格", 5),
        territory(GRID, "旧网格", 4),
        post("p1", "网格长", GRID, ["worker"], 7),
        post("p1", "网格员", GRID, [], 6),
        post("p1", "网格长", GRID, ["worker"], 7),
    )

    badge = application.get_badge(worker())

    assert (badge.name, badge.posts) == ("王芳芳", ("新网格 网格长",))


def test_grids_that_were_replaced_are_no_longer_counted(
    application: Application, context: ServiceContext
) -> None:
    tell(application, context, territory(GRID, "第一网格"), territory(OTHER_GRID, "第二网格"))
    ended = territories_pb2.Territory(path=GRID, name="第一网格", level=types_pb2.LEVEL_GRID, etag="2")
    created = territories_pb2.Territory(
        path=GRID[:-1] + "9", name="第九网格", level=types_pb2.LEVEL_GRID, etag="1"
    )
    tell(application, context, events_pb2.GridsReplaced(ended=[ended], created=[created], reason="调整"))

    day = application.get_patrol_day(leader(), COMMUNITY, "")

    assert sorted(each.name for each in day.rows) == ["第九网格", "第二网格"]
