"""Lists kept under a name (CASE-02)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from services.cases.domain.refusals import FilterNameTaken, FilterNotFound, FilterStale, TooManyFilters
from services.cases.domain.saved_filter import MOST, SavedFilter
from services.kernel.errors import Invalid
from tests.services.cases.county import Town, with_request

OPEN = SavedFilter("待办超时", filter='light = RED AND category : "event"', order_by="due_time", query="井盖")


def test_a_kept_list_is_its_owners_alone_and_names_are_taken_once(any_town: Town) -> None:
    loop = any_town.loop
    kept = loop.save_filter(any_town.community, replace(OPEN, name=" 待办超时 ", columns=("number", "title")))

    assert loop.list_filters(any_town.community) == [kept]
    assert (kept.name, kept.columns, kept.version) == ("待办超时", ("number", "title"), 1)
    assert loop.list_filters(any_town.head) == []
    with pytest.raises(FilterNameTaken):
        loop.save_filter(any_town.community, OPEN)
    loop.save_filter(any_town.head, OPEN)
    with pytest.raises(FilterNotFound):
        loop.delete_filter(any_town.head, kept.id)
    with pytest.raises(FilterNotFound):
        loop.save_filter(any_town.head, replace(OPEN, id=kept.id), "1")
    loop.delete_filter(any_town.community, kept.id)
    assert loop.list_filters(any_town.community) == []
    assert any_town.audits().count("cases.filter.delete") == 1


def test_a_kept_list_changes_under_its_version(any_town: Town) -> None:
    loop = any_town.loop
    kept = loop.save_filter(any_town.community, OPEN)

    changed = loop.save_filter(any_town.community, replace(kept, filter="state = FILED"), "1")

    assert (changed.id, changed.version) == (kept.id, 2)
    assert loop.list_filters(any_town.community) == [changed]
    with pytest.raises(FilterStale):
        loop.save_filter(any_town.community, replace(kept, name="旧"), "1")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"filter": 'content = "x"'}, "saved_filter.filter"),
        ({"filter": "state = "}, "saved_filter.filter"),
        ({"order_by": "content"}, "saved_filter.order_by"),
        ({"columns": ("secret",)}, "saved_filter.columns"),
        ({"name": "  "}, "saved_filter.name"),
    ],
)
def test_what_the_list_would_refuse_is_not_kept(town: Town, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        town.loop.save_filter(town.community, replace(OPEN, **wrong))

    assert [problem.field for problem in refused.value.problems] == [field]
    assert town.loop.list_filters(town.community) == []


def test_an_account_keeps_fifty_and_the_same_request_keeps_one(town: Town) -> None:
    first = town.loop.save_filter(with_request(town.community, "k1"), OPEN)
    assert town.loop.save_filter(with_request(town.community, "k1"), OPEN) == first

    for number in range(1, MOST):
        town.loop.save_filter(town.community, replace(OPEN, name=str(number)))

    with pytest.raises(TooManyFilters):
        town.loop.save_filter(town.community, replace(OPEN, name="又一个"))
    assert len(town.loop.list_filters(town.community)) == MOST
