"""Who is on duty when (CASE-06)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.directory.application.messages import stamp
from services.kernel.errors import Invalid
from wangge.directory.v1 import organisations_pb2 as pb

from .conftest import COMMUNITY, World, make_world

CHINA = ZoneInfo("Asia/Shanghai")
MONDAY, FRIDAY, SATURDAY = "2026-11-23", "2026-11-27", "2026-11-28"
NATIONAL_DAY = "2026-10-01"  # a Thursday


def slot(weekday: int, begin: str, end: str, working: bool = False) -> pb.DutySlot:
    return pb.DutySlot(weekday=weekday, begin=begin, end=end, working_days_only=working)


def post(world: World, *slots: pb.DutySlot, title: str = "服务队员", account: str = "a1") -> pb.Post:
    wanted = pb.Post(
        title=title,
        kind="service_contact",
        territory_code=COMMUNITY,
        duty_hours=slots,
    )
    made = world.places.create_post(world.system, wanted)
    return world.appoint(made, account) if account else made


def at(day: str, time: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{time}:00").replace(tzinfo=CHINA).astimezone(UTC)


def on_duty(world: World, day: str, time: str) -> list[str]:
    request = pb.ListPostsRequest(territory_code=COMMUNITY, on_duty_at=stamp(at(day, time)))
    found = world.places.list_posts(world.system, request).posts
    assert all(each.on_duty for each in found)
    return [each.title for each in found]


def service_slot(world: World) -> str:
    entries = world.places.get_dictionary(world.system, "roster_slot").entries
    return next(each.code for each in entries if each.parent_code == "service_team")


def check_hours(world: World) -> None:
    world.clock.set(at("2026-09-01", "08:00"))
    post(world, slot(1, "08:30", "17:30"))
    post(world, slot(5, "22:00", "06:00"), title="夜班")
    post(world, slot(7, "00:00", "24:00"), title="周日")
    post(world, slot(4, "08:00", "12:00", True), slot(4, "14:00", "18:00"), title="周四")
    post(world, slot(1, "00:00", "00:00"), title="空缺", account="")

    assert on_duty(world, MONDAY, "08:29") == []
    assert on_duty(world, MONDAY, "08:30") == ["服务队员"]
    assert on_duty(world, MONDAY, "17:30") == []
    assert on_duty(world, FRIDAY, "23:00") == on_duty(world, SATURDAY, "05:59") == ["夜班"]
    assert on_duty(world, FRIDAY, "05:00") == on_duty(world, SATURDAY, "06:00") == []
    assert on_duty(world, "2026-11-29", "23:59") == ["周日"]
    assert on_duty(world, NATIONAL_DAY, "09:00") == []
    assert on_duty(world, NATIONAL_DAY, "15:00") == ["周四"]
    assert on_duty(world, "2026-11-26", "09:00") == ["周四"]


def test_hours_hold_on_clocks_in_china_past_midnight_and_by_the_calendar_only_where_told(
    world: World,
) -> None:
    check_hours(world)


def test_hours_hold_on_postgresql_as_on_sqlite(postgres_url: str) -> None:
    check_hours(make_world(postgres_url))


def test_the_roster_and_the_list_say_who_is_on_duty_now(world: World) -> None:
    code = service_slot(world)
    made = pb.Post(
        title="调解员", kind="service_contact", territory_code=COMMUNITY, roster_slot=code,
        duty_hours=[slot(1, "08:30", "17:30")],
    )  # fmt: skip
    made = world.places.create_post(world.system, made)
    world.appoint(made, "a1", basis="社区推荐")

    def filled() -> list[tuple[bool, bool, bool]]:
        roster = world.places.get_roster(world.system, COMMUNITY, "service_team")
        return [(s.filled, s.on_duty, s.posts[0].on_duty) for s in roster.slots if s.posts]

    assert filled() == [(True, True, True)]  # Monday, nine o'clock
    assert world.places.get_post(world.system, made.id).on_duty
    world.clock.advance(hours=12)
    assert filled() == [(True, False, False)]
    assert not world.places.list_posts(world.system, pb.ListPostsRequest(skill="")).posts[0].on_duty


def test_hours_are_read_back_changed_and_told_without_the_moment(world: World) -> None:
    made = world.places.create_post(
        world.system,
        pb.Post(
            title="值班员", kind="volunteer", territory_code=COMMUNITY, duty_hours=[slot(5, "20:00", "24:00")]
        ),
    )
    made = world.appoint(made, "a1")
    made.duty_hours.add(weekday=6, begin="22:00", end="06:00", working_days_only=True)
    changed = world.places.update_post(world.system, made)

    assert [(s.weekday, s.begin, s.end, s.working_days_only) for s in changed.duty_hours] == [
        (5, "20:00", "24:00", False),
        (6, "22:00", "06:00", True),
    ]
    name, data = world.events()[-1]
    assert name == "PostChanged"
    assert "onDuty" not in data["post"]  # type: ignore[operator]
    del changed.duty_hours[:]
    world.places.update_post(world.system, changed)
    assert on_duty(world, FRIDAY, "21:00") == []


@pytest.mark.parametrize(
    "wrong", [slot(0, "08:00", "09:00"), slot(8, "08:00", "09:00"), slot(1, "24:00", "09:00"),
              slot(1, "24:30", "09:00"), slot(1, "8:00", "09:00"), slot(1, "08:00", "")],
)  # fmt: skip
def test_hours_that_do_not_exist_are_refused(world: World, wrong: pb.DutySlot) -> None:
    wanted = pb.Post(title="值班员", kind="volunteer", territory_code=COMMUNITY, duty_hours=[wrong])
    with pytest.raises(Invalid) as refused:
        world.places.create_post(world.system, wanted)
    assert refused.value.problems[0].field == "post.duty_hours[0]"


def test_a_term_that_ended_is_not_on_duty(world: World) -> None:
    made = world.places.create_post(
        world.system,
        pb.Post(
            title="值班员", kind="volunteer", territory_code=COMMUNITY, duty_hours=[slot(1, "00:00", "24:00")]
        ),
    )
    world.appoint(made, "a1", until=stamp(world.clock() + timedelta(hours=1)))

    assert on_duty(world, MONDAY, "09:30") == ["值班员"]
    assert on_duty(world, MONDAY, "10:30") == []
