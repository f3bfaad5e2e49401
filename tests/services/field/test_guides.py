"""Guides to tell residents: who sees which, versions, phones of offices alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from services.field.bootstrap import Application
from services.field.domain.guide import Category, Words
from services.field.domain.help_refusals import GuideNotFound, PeriodReversed, PhoneNotOfficial
from services.field.domain.refusals import Stale
from services.kernel.call import Grant, PermissionDenied
from services.kernel.errors import Invalid
from services.kernel.persistence.tables import audit_entries, outbox
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, staff
from tests.services.field.campaigns import COUNTY, EDIT_GUIDES, TOWNSHIP, editor, guide
from tests.services.field.people import COMMUNITY, GRID, worker

ELSEWHERE = "410611001001001"


def titles(application: Application, call: object, **asked: object) -> list[str]:
    return [each.guide.zh.title for each in application.list_guides(call, **asked)]  # type: ignore[arg-type]


def test_what_holds_above_is_read_in_the_grid_and_nowhere_else(application: Application) -> None:
    application.put_guide(editor(COUNTY), guide(), "")
    application.put_guide(editor(), guide(territory_path=COMMUNITY, zh=Words(title="社区老年食堂")), "")

    assert titles(application, worker()) == ["居住证办理", "社区老年食堂"]
    assert titles(application, worker("other", "410602001002001")) == ["居住证办理"]
    assert titles(application, worker("other", ELSEWHERE)) == []
    assert titles(application, staff("nobody", [], COUNTY)) == []


def test_a_unit_in_the_county_reads_what_holds_there_and_nothing_below(application: Application) -> None:
    application.put_guide(editor(COUNTY), guide(), "")
    application.put_guide(editor(), guide(territory_path=COMMUNITY, zh=Words(title="社区的")), "")
    call = staff("handler", ["cases.task.handle"], COUNTY)
    grant = Grant("handler", frozenset({"cases.task.handle"}), COUNTY, unit="u1")
    limited = replace(call, actor=replace(call.actor, grants=(grant,)))

    assert titles(application, limited) == ["居住证办理"]


def test_drafts_and_what_is_not_in_effect_are_for_editors_alone(
    application: Application, clock: SetClock
) -> None:
    draft = application.put_guide(editor(COUNTY), guide(published=False), "").guide
    later = application.put_guide(
        editor(COUNTY), guide(zh=Words(title="明年起"), effective_from="2099-01-01"), ""
    ).guide
    application.put_guide(editor(COUNTY), guide(zh=Words(title="过去的"), effective_to="2020-01-01"), "")

    assert titles(application, worker()) == []
    assert len(titles(application, editor(COUNTY), all_of_them=True)) == 3
    assert titles(application, editor("410611"), all_of_them=True) == []
    with pytest.raises(PermissionDenied):
        titles(application, worker(), all_of_them=True)
    for each in (draft, later):
        with pytest.raises(GuideNotFound):
            application.get_guide(worker(), each.id)
        assert application.get_guide(editor(COUNTY), each.id).guide == each


def test_every_change_is_a_version_that_editors_read(
    application: Application, context: ServiceContext, clock: SetClock
) -> None:
    first = application.put_guide(editor(COUNTY), guide(), "").guide
    clock.advance(days=1)
    application.put_guide(editor(COUNTY), replace(first, phone="12345"), "1")
    with pytest.raises(Stale):
        application.put_guide(editor(COUNTY), replace(first, phone="110"), "1")

    now = application.get_guide(editor(COUNTY), first.id)
    before = application.get_guide(editor(COUNTY), first.id, 1)
    assert (now.guide.phone, before.guide.phone) == ("12345", "0392-3310000")
    assert [each.version for each in now.versions] == [2, 1]
    assert application.get_guide(worker(), first.id).versions == ()
    with pytest.raises(GuideNotFound):
        application.get_guide(worker(), first.id, 1)
    with pytest.raises(GuideNotFound):
        application.get_guide(editor(COUNTY), first.id, 9)
    with context.database.read() as connection:
        actions = connection.execute(sa.select(audit_entries.c.action)).scalars().all()
        told = connection.execute(sa.select(outbox.c.type)).scalars().all()
    assert actions.count("field.guide.put") == 2
    assert told.count("wangge.field.v1.GuideChanged") == 2


def test_words_and_category_narrow_the_list(application: Application) -> None:
    application.put_guide(editor(COUNTY), guide(en=Words(title="Residence permit")), "")
    other = guide(zh=Words(title="老年人优待证", papers=("身份证",)), category=Category.ELDERLY)
    application.put_guide(editor(COUNTY), other, "")

    assert titles(application, worker(), words="租赁 身份证") == ["居住证办理"]
    assert titles(application, worker(), words="PERMIT") == ["居住证办理"]
    assert titles(application, worker(), words="100%_") == []
    assert titles(application, worker(), category=Category.ELDERLY) == ["老年人优待证"]
    assert titles(application, worker(), limit=1) == ["居住证办理"]
    first = application.list_guides(worker(), limit=1)[0].guide
    after = (first.category.rank, first.zh.title, first.id)
    assert titles(application, worker(), after=after) == ["老年人优待证"]


@pytest.mark.parametrize("phone", ["13812345678", "+8613812345678", "abc", "12", "0392-3310000x"])
def test_a_phone_that_is_no_offices_is_refused(application: Application, phone: str) -> None:
    with pytest.raises(PhoneNotOfficial):
        application.put_guide(editor(COUNTY), guide(phone=phone), "")


@pytest.mark.parametrize(
    "phone", ["", "110", "12345", "0392-3310000", "3310000", "400-123-4567", "010-88888888-601"]
)
def test_lines_of_offices_are_taken(application: Application, phone: str) -> None:
    assert application.put_guide(editor(COUNTY), guide(phone=phone), "").guide.phone == phone


def test_what_cannot_be_is_named(application: Application) -> None:
    with pytest.raises(Invalid) as untitled:
        application.put_guide(editor(COUNTY), guide(zh=Words()), "")
    with pytest.raises(Invalid):
        application.put_guide(editor(COUNTY), guide(effective_from="2026-02-30"), "")
    with pytest.raises(PeriodReversed):
        application.put_guide(
            editor(COUNTY), guide(effective_from="2026-03-01", effective_to="2026-02-01"), ""
        )

    assert [each.field for each in untitled.value.problems] == ["guide.zh.title"]


def test_nobody_edits_outside_of_their_territory(application: Application) -> None:
    made = application.put_guide(editor(COUNTY), guide(), "").guide

    with pytest.raises(PermissionDenied):
        application.put_guide(editor(), guide(), "")
    with pytest.raises(GuideNotFound):
        application.put_guide(editor(), replace(made, territory_path=TOWNSHIP), "1")
    with pytest.raises(PermissionDenied):
        application.put_guide(staff("w", ["field.patrol.do"], GRID), guide(territory_path=GRID), "")
    assert EDIT_GUIDES == "field.guide.edit"
