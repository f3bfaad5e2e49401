"""Dictionaries, catalogue, calendar, rules, documents (DIR-04, DIR-29, DIR-32, CASE-10, CASE-23)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from services.directory.domain.refusals import CalendarMovedOn, CatalogueMovedOn, RecordUnknown
from services.kernel.call import PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.persistence.tables import audit_entries
from services.kernel.testing.contexts import staff
from wangge.directory.v1 import reference_pb2 as pb

from .conftest import COMMUNITY, World


def test_seeding_again_changes_nothing(world: World) -> None:
    assert world.places.seed_reference(world.system) == 0


def test_the_seeded_catalogue_is_large_and_bilingual(world: World) -> None:
    items = world.places.get_catalogue(world.system).items
    leaves = [item for item in items if item.leaf]
    building = next(item for item in items if item.code == "event.appearance.illegal_building")

    assert len(leaves) >= 120
    assert all(item.title_zh and item.title_en for item in items)
    assert [(step.name, step.limit) for step in building.normal.steps] == [
        ("stop", "4wh"),
        ("fine", "7wd"),
        ("demolish", "20wd"),
    ]
    assert all(item.outside_answer for item in items if item.outside_duty)


def publish(world: World, change: object = None, based_on: int = 1, **fields: object) -> pb.Catalogue:
    items = list(world.places.get_catalogue(world.system).items)
    items.append(
        pb.CatalogueItem(**{"code": "event.extra", "title_zh": "新", "kind": 2, "leaf": True, **fields})
    )
    request = pb.PublishCatalogueRequest(items=items, based_on=based_on)
    return world.places.publish_catalogue(world.system, request)


def test_a_new_catalogue_version_leaves_the_old_readable(world: World) -> None:
    assert publish(world).version == 2
    assert len(world.places.get_catalogue(world.system, 1).items) + 1 == len(
        world.places.get_catalogue(world.system).items
    )
    with pytest.raises(CatalogueMovedOn):
        publish(world, code="event.more")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"code": "event"}, "directory.catalogue_twice"),
        ({"code": "nothing.here"}, "directory.catalogue_no_parent"),
        ({"code": "event.noise.street.loud"}, "directory.catalogue_parent_leaf"),
        ({"kind": 1}, "directory.catalogue_kind"),
        ({"leaf": False}, "directory.catalogue_no_leaves"),
        ({"normal": pb.StageLimits(handling="soon")}, "kernel.limit_unreadable"),
        ({"normal": pb.StageLimits(handling="9wd"), "legal_limit": "7wd"}, "directory.promised_over_legal"),
        ({"normal": pb.StageLimits(handling="15wh"), "legal_limit": "2wd"}, "directory.promised_over_legal"),
        ({"outside_duty": True}, "directory.catalogue_no_answer"),
    ],
)
def test_a_catalogue_that_does_not_hold_together_is_refused(
    world: World, fields: dict[str, object], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        publish(world, **fields)
    assert code in [problem.code for problem in refused.value.problems]


def test_published_entries_are_retired_not_dropped(world: World) -> None:
    dictionary = world.places.get_dictionary(world.system, "territory_type")
    dictionary.entries[0].retired = True
    assert world.places.publish_dictionary(world.system, dictionary).version == 2
    dictionary.version = 2
    del dictionary.entries[0]
    with pytest.raises(Invalid):
        world.places.publish_dictionary(world.system, dictionary)
    clerk = staff("a1", ["directory.reference.edit"], "4106")
    with pytest.raises(PermissionDenied):
        world.places.publish_dictionary(clerk, dictionary)


def test_the_calendar_knows_its_years_and_refuses_impossible_days(world: World) -> None:
    calendar = world.places.get_working_calendar(world.system)
    assert 2026 in calendar.known_years
    assert calendar.hours[0] == "08:30-12:00"
    request = pb.SetWorkingCalendarRequest(hours=calendar.hours, days=calendar.days)
    assert world.places.set_working_calendar(world.system, request).version == 2
    for wrong in (
        pb.SetWorkingCalendarRequest(hours=["12:00-08:00"]),
        pb.SetWorkingCalendarRequest(hours=["25:00-26:00"]),
        pb.SetWorkingCalendarRequest(hours=[]),
        pb.SetWorkingCalendarRequest(hours=["08:00-12:00"], days=[pb.CalendarDay(date="2026-02-30")]),
    ):
        with pytest.raises(Invalid):
            world.places.set_working_calendar(world.system, wrong)


def test_a_change_of_the_calendar_keeps_its_reason_and_a_stale_one_is_refused(world: World) -> None:
    calendar = world.places.get_working_calendar(world.system)
    request = pb.SetWorkingCalendarRequest(
        hours=calendar.hours, days=calendar.days, reason="国庆节放假", based_on=calendar.version
    )

    changed = world.places.set_working_calendar(world.system, request)
    with pytest.raises(CalendarMovedOn) as refused:
        world.places.set_working_calendar(world.system, request)

    assert refused.value.details == {"latest": "2", "based_on": "1"}
    found = world.places.get_working_calendar(world.system)
    assert (found.version, found.reason) == (2, "国庆节放假")
    assert found.published_at == changed.published_at
    with world.context.database.read() as connection:
        entries = connection.execute(sa.select(audit_entries.c.changes)).scalars().all()
    assert any("国庆节放假" in str(entry) for entry in entries)


def test_documents_keep_their_versions_and_drafts_are_for_editors(world: World) -> None:
    wanted = pb.Document(kind="covenant", title="公约", text="第一版", territory_code=COMMUNITY)
    draft = world.places.put_document(world.system, wanted)
    reader = staff("a1", [], COMMUNITY)
    assert not world.places.list_documents(reader, pb.ListDocumentsRequest()).documents
    draft.text, draft.published = "第二版", True
    world.places.put_document(world.system, draft)
    latest = world.places.list_documents(reader, pb.ListDocumentsRequest()).documents
    every = world.places.list_documents(world.system, pb.ListDocumentsRequest(with_versions=True)).documents

    assert [each.text for each in latest] == ["第二版"]
    assert [each.version for each in every] == [1, 2]


def test_deduction_rules_are_changed_by_id(world: World) -> None:
    rule = world.places.list_deduction_rules(world.system)[0]
    rule.points = 1.5
    assert world.places.put_deduction_rule(world.system, rule).etag == "2"
    rule.id = "unknown"
    with pytest.raises(RecordUnknown):
        world.places.put_deduction_rule(world.system, rule)
