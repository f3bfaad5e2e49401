"""From the address of the case list to the service's filter and back."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from werkzeug.datastructures import MultiDict

from services.cases.edge.criteria import Criteria, quoted
from services.kernel.persistence.filters import Term, parse

WHOLE = Criteria(
    area="410611002000",
    category="component.road",
    states=("FILED", "ASSIGNED"),
    channel="PHONE",
    urgency="URGENT",
    level="TOWNSHIP",
    unit="u-1",
    open="true",
    late="false",
    first="2026-11-01",
    last="2026-11-30",
)


def test_a_filter_made_of_criteria_is_taken_apart_into_the_same_criteria() -> None:
    assert Criteria.of_filter(WHOLE.filter()) == WHOLE


def test_an_area_is_asked_for_by_its_path_so_that_everything_below_is_found() -> None:
    assert Criteria(area="410611002000").filter() == 'territory_code:"410611002"'
    assert Criteria(area="410611002001001").filter() == 'territory_code:"410611002001001"'


def test_a_branch_of_the_catalogue_is_not_mistaken_for_one_that_begins_alike() -> None:
    assert Criteria(category="component.road").filter() == (
        '(category = "component.road" OR category:"component.road.")'
    )


def test_a_light_is_asked_of_open_cases_alone_and_read_back_without_it() -> None:
    asked = Criteria(light="RED")

    assert asked.filter() == "light = RED AND open = true"
    assert Criteria.of_filter(asked.filter()) == asked


@pytest.mark.parametrize("text", ['a"b', "a\\", '" OR open = true OR number = "', "井盖", 'a\\"b'])
def test_nothing_in_a_value_ends_it_early(text: str) -> None:
    node = parse(f"unit_id = {quoted(text)}")

    assert isinstance(node, Term)
    assert node.text == text


@pytest.mark.parametrize(
    "text",
    [
        'territory_code:410611 AND (score > 3 OR reworks > 0) AND NOT safety = true AND state = "FILED"',
        "(territory_code:410611 OR territory_code:410602) AND external_number:*",
        'state = FILED AND state = ASSIGNED AND number:"HB \\" 2026"',
    ],
)
def test_terms_without_a_field_in_the_form_are_kept_with_their_meaning(text: str) -> None:
    once = Criteria.of_filter(text)
    again = Criteria.of_filter(once.filter())

    assert once.rest
    assert again == once
    assert parse(once.filter()) is not None


def test_the_filters_that_statistics_make_become_fields_of_the_form() -> None:
    found = Criteria.of_filter(
        'territory_code:410611002 AND category = "component.road.curb" AND state = FILED'
    )

    assert found == Criteria(area="410611002000", category="component.road.curb", states=("FILED",))


def test_a_filter_that_cannot_be_read_is_passed_on_for_the_service_to_refuse() -> None:
    assert Criteria.of_filter("state = = x").filter() == "state = = x"


def test_values_that_cannot_be_are_left_out_and_named() -> None:
    asked = Criteria.of_request(
        MultiDict(
            [
                ("area", "41x"), ("first", "2026-02-30"), ("light", "BLUE"), ("state", "NONE"),
                ("state", "FILED"), ("order", "drop table"), ("view", "theirs"), ("open", "perhaps"),
                ("q", "  井盖   丢失 "),
            ]
        )
    )  # fmt: skip

    assert asked == Criteria(q="井盖 丢失", states=("FILED",))
    assert set(asked.problems) == {"area", "first", "light", "open"}


def test_an_address_leads_back_to_the_same_criteria() -> None:
    asked = Criteria(
        q="井盖 & 盖", states=("FILED", "CLOSED"), rest='reworks > "0"', view="mine", order="due_time"
    )
    pairs = parse_qsl(asked.address().partition("?")[2])

    assert Criteria.of_request(MultiDict(pairs)) == asked
