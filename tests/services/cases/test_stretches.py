"""A search walks through all of time, the newest first, each moment once."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from services.cases.adapters.stretches import SIZES, moment_of, size_for, tokens_in_sql, tokens_of, walk

NOW = 1_800_000_000_000
DECADES = 20 * 365 * 86_400_000
moments = st.integers(NOW - DECADES, NOW)
sizes = st.sampled_from(SIZES)


def born_at(moment: int) -> str:
    digits = f"{moment:012x}"
    return f"{digits[:8]}-{digits[8:]}-7abc-9def-0123456789ab"


@given(moments, moments, moments, sizes)
def test_every_id_between_is_in_one_stretch(one: int, two: int, three: int, size: int) -> None:
    oldest, moment, newest = sorted((one, two, three))

    walked = walk(newest, oldest, size)

    assert len(set(walked) & set(tokens_of(born_at(moment)))) == 1


@given(moments, moments, moments, moments, sizes)
def test_newer_ids_are_in_earlier_stretches(one: int, two: int, three: int, four: int, size: int) -> None:
    oldest, older, newer, newest = sorted((one, two, three, four))
    walked = walk(newest, oldest, size)

    def place_of(moment: int) -> int:
        return next(walked.index(each) for each in tokens_of(born_at(moment)) if each in walked)

    assert place_of(newer) <= place_of(older)


@given(moments, st.integers(0, DECADES), sizes)
def test_few_steps_reach_far_back(newest: int, span: int, size: int) -> None:
    assert len(walk(newest, newest - span, size)) <= 4 * len(SIZES) + span // (1 << SIZES[-1]) + 1


def test_an_id_says_when_it_was_born() -> None:
    assert moment_of(born_at(NOW)) == NOW
    assert len(set(tokens_of(born_at(NOW)))) == len(SIZES)


@pytest.mark.parametrize(
    ("span", "size"), [(0, SIZES[0]), ((1 << 24) - 1, 22), (1 << 24, 24), (DECADES, SIZES[-1])]
)
def test_the_first_stretch_is_no_longer_than_the_newest_cases_took(span: int, size: int) -> None:
    assert size_for(span) == size


@pytest.mark.distributed
def test_the_database_gives_ids_the_same_tokens(postgres_url: str) -> None:
    ids = [born_at(NOW - step * 977_777_777) for step in range(50)]
    query = sa.text(f"SELECT ARRAY[{', '.join(tokens_in_sql('CAST(:id AS text)'))}]")
    engine = sa.create_engine(postgres_url)

    with engine.connect() as connection:
        found = [connection.execute(query, {"id": each}).scalar_one() for each in ids]

    assert found == [tokens_of(each) for each in ids]
    engine.dispose()
