"""The cases of one reporter, found by the whole phone number alone (CASE-02)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from services.cases.application.desk import Ref
from services.cases.domain.refusals import PhoneNeeded
from services.kernel.persistence.tables import audit_entries
from services.kernel.testing.contexts import staff
from tests.services.cases.county import CENTRE_RIGHTS, COUNTY, Town

PHONE = "13812345678"


def found(town: Town, phone: str = PHONE, **more: object) -> list[str]:
    page, _ = town.loop.find_by_reporter(town.community, phone=phone, purpose="电话回访", **more)
    return [row.id for row in page.rows]


def test_a_phone_finds_what_it_reported_and_what_it_joined_the_newest_first(any_town: Town) -> None:
    own = any_town.report(reporter_name="张三", reporter_phone=PHONE).case.id
    any_town.report(reporter_name="李四", reporter_phone="13912345678")
    joined = any_town.report().case.id
    any_town.loop.follow(
        any_town.community, Ref(joined), name="张三", phone="138 1234 5678", words="我也看到了"
    )

    assert found(any_town) == [joined, own]
    assert found(any_town, "138-1234-5678") == [joined, own]
    assert found(any_town, "13812345679") == []


def test_pages_of_a_frequent_caller_follow_each_other(any_town: Town) -> None:
    made = [any_town.report(reporter_phone=PHONE).case.id for _ in range(5)]

    seen, token = [], ""
    while True:
        page, _ = any_town.loop.find_by_reporter(
            any_town.community, phone=PHONE, purpose="回访", size=2, token=token
        )
        seen += [row.id for row in page.rows]
        token = page.next_token
        if not token:
            break

    assert seen == made[::-1]


def test_only_where_the_reporter_may_be_known_is_anything_found(town: Town) -> None:
    town.report(reporter_phone=PHONE)
    viewer = staff("viewer", ["cases.case.view"], COUNTY)
    of_water = staff("line", CENTRE_RIGHTS, COUNTY, line="component.water")

    for call in (town.other_township, viewer, of_water):
        page, _ = town.loop.find_by_reporter(call, phone=PHONE, purpose="回访")
        assert not page.rows
    of_roads = staff("line", CENTRE_RIGHTS, COUNTY, line="component.road")
    assert town.loop.find_by_reporter(of_roads, phone=PHONE, purpose="回访")[0].rows


def test_looking_is_recorded_with_its_purpose_and_without_the_number(town: Town) -> None:
    town.report(reporter_phone=PHONE)

    found(town)

    entry = town.rows(sa.select(audit_entries).where(audit_entries.c.action == "cases.reporter.find"))[0]
    assert PHONE not in str(tuple(entry))
    assert "电话回访" in str(tuple(entry))


@pytest.mark.parametrize("phone", ["138****5678", "没有", " "])
def test_what_is_no_whole_number_is_refused(town: Town, phone: str) -> None:
    with pytest.raises(PhoneNeeded):
        found(town, phone)
