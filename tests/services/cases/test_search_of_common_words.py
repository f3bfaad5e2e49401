"""A search looks at the newest cases first where its words are common, and finds what the index finds."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from services.cases.adapters.search import wanted
from services.cases.adapters.word_counts import MOST_WALKED, WordCounts
from tests.services.cases.county import Town

pytestmark = pytest.mark.distributed


def town_with_statistics(town: Town) -> dict[str, list[str]]:
    """Twenty-four cases, and which of them hold which words, the newest first."""
    held: dict[str, list[str]] = {"井盖": [], "路灯": [], "井盖破损": []}
    for number in range(24):
        words = "路灯不亮，旁边的井盖破损" if number % 3 == 0 else "井盖丢失"
        case_id = town.report(content=words, submit=number % 2 == 0).case.id
        for word, ids in held.items():
            if word in words:
                ids.insert(0, case_id)
    with town.context.database.transaction() as connection:
        connection.execute(sa.text("ANALYZE case_search"))
        connection.commit()
    return held


def pages(town: Town, size: int, **asked: str) -> list[str]:
    found: list[str] = []
    token = ""
    while True:
        page, _ = town.loop.list(town.community, size=size, token=token, **asked)
        found += [row.id for row in page.rows]
        token = page.next_token
        if not token:
            return found


def test_the_newest_are_looked_at_only_where_the_words_are_common(postgres_town: Town) -> None:
    town_with_statistics(postgres_town)
    counts = WordCounts()

    with postgres_town.context.database.read() as connection:
        assert 0 < counts.worth_walking(connection, wanted("井盖"), 3) < 24
        assert counts.worth_walking(connection, wanted("下水道"), 3) == 0
        assert counts.worth_walking(connection, [], 3) == 0
        assert counts.worth_walking(connection, wanted("井盖"), 10_000) <= MOST_WALKED


@pytest.mark.parametrize("size", [1, 2, 5, 50])
def test_every_page_of_a_search_is_what_the_cases_hold(postgres_town: Town, size: int) -> None:
    held = town_with_statistics(postgres_town)

    for words, expected in held.items():
        assert pages(postgres_town, size, query=words) == expected, words


def test_a_filter_narrows_a_search_of_common_words(postgres_town: Town) -> None:
    held = town_with_statistics(postgres_town)
    screening = set(pages(postgres_town, 50, filter='state="SCREENING"'))

    found = pages(postgres_town, 2, query="井盖", filter='state="SCREENING"')

    assert found == [each for each in held["井盖"] if each in screening]
    assert 0 < len(found) < len(held["井盖"])
