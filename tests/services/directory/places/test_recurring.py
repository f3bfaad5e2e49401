"""The five recurring duties: turns, completion, what is missing, told once (DIR-36)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.directory.domain.recurring import Rhythm, next_due
from services.directory.domain.refusals import DutyEnded, RecordUnknown, Stale
from services.kernel.call import PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.testing.contexts import staff
from wangge.directory.v1 import organisations_pb2 as pb

from .conftest import World, make_world

HOME = "410611002000"


def group(world: World, code: str = "group") -> pb.Organisation:
    wanted = pb.Organisation(
        code=code, name="领导小组", kind=pb.ORGANISATION_KIND_LEADING_GROUP, territory_code=HOME
    )
    return world.places.create_organisation(world.system, wanted)


def arranged(world: World, organisation: pb.Organisation, **values: object) -> pb.RecurringDuty:
    fields: dict[str, object] = {
        "organisation_id": organisation.id,
        "duty": "meetings",
        "title": "领导小组例会",
        "rhythm": pb.RHYTHM_MONTHLY,
        "next_due": "2026-11-30",
        **values,
    }
    return world.places.put_recurring_duty(world.system, pb.RecurringDuty(**fields))  # type: ignore[arg-type]


def done(world: World, duty: pb.RecurringDuty, on: str = "", note: str = "") -> pb.RecurringDuty:
    request = pb.CompleteRecurringDutyRequest(id=duty.id, etag=duty.etag, done_on=on, note=note)
    return world.places.complete_recurring_duty(world.system, request)


@pytest.mark.parametrize(
    ("rhythm", "first", "after", "expected"),
    [
        (Rhythm.WEEKLY, "2026-11-23", "2026-11-23", "2026-11-30"),
        (Rhythm.WEEKLY, "2026-11-23", "2027-01-01", "2027-01-04"),
        (Rhythm.HALF_MONTHLY, "2026-11-01", "2026-11-01", "2026-11-16"),
        (Rhythm.HALF_MONTHLY, "2026-11-16", "2026-11-16", "2026-12-01"),
        (Rhythm.HALF_MONTHLY, "2027-01-30", "2027-02-15", "2027-02-28"),
        (Rhythm.MONTHLY, "2026-12-31", "2026-12-31", "2027-01-31"),
        (Rhythm.MONTHLY, "2026-12-31", "2027-01-31", "2027-02-28"),
        (Rhythm.MONTHLY, "2026-12-31", "2027-02-28", "2027-03-31"),
        (Rhythm.QUARTERLY, "2026-11-30", "2026-11-30", "2027-02-28"),
        (Rhythm.YEARLY, "2028-02-29", "2028-02-29", "2029-02-28"),
        (Rhythm.YEARLY, "2028-02-29", "2031-03-01", "2032-02-29"),
    ],
)
def test_turns_follow_their_rhythm_from_the_first_day(
    rhythm: Rhythm, first: str, after: str, expected: str
) -> None:
    assert next_due(rhythm, date.fromisoformat(first), date.fromisoformat(after)).isoformat() == expected


@given(
    rhythm=some.sampled_from(Rhythm),
    first=some.dates(date(2000, 1, 1), date(2030, 1, 1)),
    late=some.integers(0, 4000),
)
def test_the_next_turn_is_later_and_within_one_rhythm(rhythm: Rhythm, first: date, late: int) -> None:
    after = date.fromordinal(first.toordinal() + late)
    longest = {1: 7, 2: 17, 3: 31, 4: 92, 5: 366}[rhythm]

    assert 0 < (next_due(rhythm, first, after) - after).days <= longest


def test_a_completed_turn_is_kept_and_the_next_follows(world: World) -> None:
    duty = arranged(world, group(world))
    world.clock.set(datetime(2026, 11, 30, 17, 0, tzinfo=UTC))  # the first of December in China
    late = world.places.list_recurring_duties(world.system, pb.ListRecurringDutiesRequest(only_missing=True))

    after = done(world, duty, on="2026-11-30", note="研究冬季安全")

    assert [each.id for each in late.duties] == [duty.id]
    assert (after.next_due, after.overdue) == ("2026-12-30", False)
    assert [(c.due, c.done_on, c.note) for c in after.completions] == [
        ("2026-11-30", "2026-11-30", "研究冬季安全")
    ]
    missing = pb.ListRecurringDutiesRequest(only_missing=True)
    assert not world.places.list_recurring_duties(world.system, missing).duties
    with pytest.raises(Stale):
        done(world, duty)
    name, data = world.events()[-1]
    assert (name, data["doneOn"]) == ("RecurringDutyCompleted", "2026-11-30")
    assert "completions" not in data["duty"]  # type: ignore[operator]


def test_a_turn_that_passes_undone_is_told_once(world: World) -> None:
    duty = arranged(world, group(world), rhythm=pb.RHYTHM_WEEKLY, next_due="2026-11-23")
    tell = world.places.tell_overdue_duties
    assert tell(world.clock()) == 0  # the day itself is not late

    world.clock.advance(days=1)
    assert (tell(world.clock()), tell(world.clock())) == (1, 0)
    listed = world.places.list_recurring_duties(world.system, pb.ListRecurringDutiesRequest()).duties[0]
    assert listed.overdue
    after = done(world, listed)
    assert (after.id, after.next_due) == (duty.id, "2026-11-30")
    world.clock.advance(days=7)

    assert (tell(world.clock()), tell(world.clock())) == (1, 0)
    assert [name for name, _ in world.events()].count("RecurringDutyOverdue") == 2


def test_a_list_for_one_group_says_which_of_the_five_are_not_arranged(world: World) -> None:
    mine, other = group(world), group(world, "other")
    arranged(world, mine)
    arranged(world, mine, duty="rewards", title="年终评比", rhythm=pb.RHYTHM_YEARLY)
    arranged(world, other, duty="training", title="培训")

    found = world.places.list_recurring_duties(
        world.system, pb.ListRecurringDutiesRequest(organisation_id=mine.id, page_size=1)
    )

    assert list(found.not_arranged) == ["activities", "training", "inspection"]
    assert len(found.duties) == 1
    assert found.next_page_token


def test_what_does_not_hold_together_is_refused(world: World) -> None:
    mine = group(world)
    for wrong, field in (
        ({"duty": "dinners"}, "duty.duty"),
        ({"next_due": "2026-02-30"}, "duty.next_due"),
        ({"next_due": "2126-02-20"}, "duty.next_due"),
        ({"title": " "}, "duty.title"),
        ({"rhythm": 0}, "duty.rhythm"),
    ):
        with pytest.raises(Invalid) as refused:
            arranged(world, mine, **wrong)
        assert refused.value.problems[0].field == field
    duty = arranged(world, mine)
    with pytest.raises(Invalid):
        done(world, duty, on="2026-11-24")  # tomorrow
    changed = arranged(world, mine, id=duty.id, etag=duty.etag, ended=True)
    with pytest.raises(DutyEnded):
        done(world, changed)
    with pytest.raises(Stale):
        arranged(world, mine, id=duty.id, etag="1")
    with pytest.raises(RecordUnknown):
        arranged(world, mine, id="nobody")


def test_only_those_in_charge_there_arrange_complete_and_see_duties(world: World) -> None:
    duty = arranged(world, group(world))
    rights = ("directory.organisation.edit", "directory.duty.complete", "directory.territory.view")
    stranger = staff("u9", rights, "410622")
    near = staff("u1", rights[1:], "410611002")
    request = pb.CompleteRecurringDutyRequest(id=duty.id, etag=duty.etag)

    with pytest.raises(PermissionDenied):
        world.places.complete_recurring_duty(stranger, request)
    with pytest.raises(PermissionDenied):
        world.places.put_recurring_duty(near, duty)
    assert not world.places.list_recurring_duties(stranger, pb.ListRecurringDutiesRequest()).duties
    assert len(world.places.list_recurring_duties(near, pb.ListRecurringDutiesRequest()).duties) == 1
    assert world.places.complete_recurring_duty(near, request).completions[0].by == "u1"


def test_duties_work_on_postgresql_as_on_sqlite(postgres_url: str) -> None:
    world = make_world(postgres_url)
    duty = arranged(world, group(world), next_due="2026-11-20")

    assert world.places.tell_overdue_duties(world.clock()) == 1
    listed = world.places.list_recurring_duties(
        world.system, pb.ListRecurringDutiesRequest(only_missing=True)
    )
    assert done(world, listed.duties[0]).next_due == "2026-12-20"
    assert world.places.tell_overdue_duties(world.clock()) == 0
    assert duty.id


def test_who_belongs_to_a_group_sees_what_comes_next_soonest_first(world: World) -> None:
    own, other = group(world), group(world, "other")
    arranged(world, own, title="例会", next_due="2026-12-01")
    arranged(world, own, title="培训", duty="training", next_due="2026-11-24")
    arranged(world, own, title="表彰", duty="rewards", next_due="2027-01-24")
    arranged(world, own, title="停办", duty="activities", next_due="2026-11-24", ended=True)
    arranged(world, other, title="别组例会", next_due="2026-11-24")
    call = staff("member", [], "", units=[own.id])

    found = world.places.list_coming_duties(call, 0).duties

    assert [(each.duty.title, each.organisation_name) for each in found] == [
        ("培训", "领导小组"),
        ("例会", "领导小组"),
    ]
    assert [each.duty.title for each in world.places.list_coming_duties(call, 62).duties][-1] == "表彰"
    assert not world.places.list_coming_duties(staff("stranger", [], ""), 62).duties
