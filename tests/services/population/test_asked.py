"""What is typed into the search is understood, whatever it is; and pinyin with a slip in it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.population_families import Families
from services.population.domain.addresses import building_key, numbers_of, places_of
from services.population.domain.asked import Numbers, Reading, asked_of
from services.population.domain.documents import check_digit
from services.population.domain.naming import keys_of
from services.population.domain.spelling import fewest_syllables, first_syllable, near


@pytest.mark.parametrize(
    ("query", "reading", "numbers"),
    [
        ("张 幸福小区3栋", Reading("张", "", ("幸福小区",)), Numbers(house="3")),
        ("幸福小区3栋501 张", Reading("张", "", ("幸福小区",)), Numbers(house="3", room="501")),
        ("zhangw 501", Reading("", "zhangw"), Numbers(either="501")),
        ("张 伟", Reading("张伟"), Numbers()),
        ("张wei", Reading("张", "wei"), Numbers()),
        ("Lǚ Bù", Reading("", "lubu"), Numbers()),
        ("解放路12号2单元301室", Reading(places=("解放路",)), Numbers("12", "2", "301")),
        ("十二号院二单元 王", Reading("王"), Numbers(house="12", unit="2")),
        ("3-2-501", None, Numbers("3", "2", "501")),
        ("二十一栋", None, Numbers(house="21")),
        ("阿卜杜拉·买买提", Reading("阿卜杜拉买买提"), Numbers()),
        ("幸福小区", Reading(places=("幸福小区",)), Numbers()),
    ],
)
def test_names_places_and_numbers_are_told_apart(
    query: str, reading: Reading | None, numbers: Numbers
) -> None:
    asked = asked_of(query)
    assert asked.numbers == numbers
    assert (asked.readings[0] if asked.readings else None) == reading


def test_a_long_word_that_is_no_place_may_be_a_name() -> None:
    assert asked_of("迪丽热巴古丽").readings == (
        Reading(places=("迪丽热巴古丽",)),
        Reading("迪丽热巴古丽"),
    )
    assert asked_of("迪丽热巴古丽 幸福小区").readings[-1] == Reading("迪丽热巴古丽", places=("幸福小区",))


@pytest.mark.parametrize(
    ("query", "document", "phone"),
    [
        ("41999919800503123x", "41999919800503123X", ""),
        ("４１９９９９１９８００５０３１２３Ｘ", "41999919800503123X", ""),
        ("王13812345678", "", "13812345678"),
        ("+86 138 1234 5678", "", "13812345678"),
        ("0392-3312345 李", "", "03923312345"),
        ("G12345678", "G12345678", ""),
    ],
)
def test_numbers_of_papers_and_phones_are_known_by_their_shape(query: str, document: str, phone: str) -> None:
    asked = asked_of(query)
    assert (asked.document, asked.phone, bool(asked.numbers)) == (document, phone, False)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=200))
def test_whatever_is_typed_is_understood_or_left_alone(text: str) -> None:
    asked = asked_of(text)
    assert len(asked.readings) < 110
    assert asked.empty == (not any((asked.document, asked.phone, asked.numbers, asked.readings)))


@settings(deadline=None, max_examples=100)
@given(st.integers(min_value=0, max_value=10**17 - 1))
def test_every_identity_number_is_recognised(number: int) -> None:
    digits = f"{number:017d}"
    assert asked_of(f"王 {digits}{check_digit(digits)}").document == digits + check_digit(digits)


def test_the_pinyin_of_names_falls_into_syllables_and_slips_lead_back() -> None:
    chance = random.Random(5)
    names = {person.name for _, _, people, _ in Families(chance, 3000) for person in people}
    for name in sorted(names)[:400]:
        pinyin = keys_of(name).pinyin
        assert fewest_syllables(pinyin) in (2, 3, 1)
        assert first_syllable(pinyin + "x")
        at = chance.randrange(1, len(pinyin))
        slip = pinyin[:at] + pinyin[at + 1 :]
        if len(slip) >= 4 and fewest_syllables(pinyin) > 1:
            assert pinyin == slip or pinyin in near(slip)


def test_an_address_keeps_its_places_and_loses_its_numbers() -> None:
    assert places_of("鹤壁市淇滨区黎阳路128号幸福小区3栋2单元501室") == "鹤壁市淇滨区黎阳路幸福小区"
    assert places_of("王家村五组12号张三家") == "王家村"
    assert places_of("") == places_of("501") == ""
    assert numbers_of("12号03栋二单元501") == ["12", "3", "2", "501"]
    assert building_key("幸福小区3号楼") == building_key("幸福小区 03栋") == ("幸福小区", ("3",))
