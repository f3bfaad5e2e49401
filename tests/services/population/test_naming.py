"""Names are found as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.population.domain.naming import keys_of, typed, written


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("张伟", "zhangwei", "zw"),
        ("曾小贤", "zengxiaoxian", "zxx"),
        ("单雄信", "shanxiongxin", "sxx"),
        ("上官婉儿", "shangguanwaner", "sgwe"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("吕布", "lubu", "lb"),
        ("买买提·艾力", "maimaitiaili", "mmtal"),
        ("John Smith", "johnsmith", "j"),
    ],
)
def test_a_name_is_spelled_as_its_bearer_says_it(name: str, pinyin: str, initials: str) -> None:
    found = keys_of(name)

    assert (found.pinyin, found.initials) == (pinyin, initials)


def test_blanks_dots_and_width_make_no_difference() -> None:
    assert written("买买提·艾力") == written("买买提•艾力") == written("买买提 艾力")
    assert typed("Lǚ Bù") == typed("lvbu") == "lubu"


@given(st.text(max_size=80))
def test_any_text_has_keys_of_bounded_length(text: str) -> None:
    found = keys_of(text)

    assert len(found.name) <= 60
    assert len(found.pinyin) <= 60
    assert len(found.initials) <= 20
