"""Masks hide enough, keep what staff need, and are recognised when they come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.security.masks import (
    is_masked,
    mask_address,
    mask_identity,
    mask_name,
    mask_numbers_in,
    mask_phone,
)

MASKS = [mask_identity, mask_phone, mask_name, mask_address]


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("34010219900101123X", "340***********123X"),
        (" 34010219900101123x", "340***********123x"),
        ("340102900101123", "340********1123"),
        ("E12345678", "E******78"),
        ("123456", "******"),
        ("", ""),
    ],
)
def test_identity_numbers(number: str, masked: str) -> None:
    assert mask_identity(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13812345678", "138****5678"),
        ("+86 138-1234-5678", "138****5678"),
        ("008613812345678", "138****5678"),
        ("0551-63501234", "0551-****1234"),
        ("01063501234", "010-****1234"),
        ("6350123", "****123"),
        ("+852 9123 4567", "********567"),
        ("12345", "*****"),
        ("ask my son", "**********"),
        ("", ""),
    ],
)
def test_phone_numbers(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳锋", "欧阳*"),
        ("欧阳", "欧*"),
        ("张", "*"),
        ("阿依古丽·买买提", "阿***·***"),
        ("𠮷野家", "𠮷**"),
        ("John Smith", "J*** S****"),
        ("J S", "J S*"),
        ("", ""),
    ],
)
def test_names(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("安徽省合肥市蜀山区长江西路123号2栋301室", "安徽省合肥市蜀山区长江西路***"),
        ("合肥市蜀山区三里庵街道五一路十二号", "合肥市蜀山区三里庵街道五一路***"),
        ("长江路阳光花园小区３栋３０１", "长江路***"),
        ("肥东县撮镇镇龙塘村李大郢组5号", "肥东县撮镇镇龙塘村***"),
        ("合肥市家乐福超市3楼", "合肥市***"),
        ("胜利路与和平路交口", "胜利路与和平路***"),
        ("长江路城市花园", "长江路***"),
        ("阳光花园3栋", "***"),
        ("12 High Street", "***"),
        ("", ""),
    ],
)
def test_addresses(address: str, masked: str) -> None:
    assert mask_address(address) == masked


@pytest.mark.parametrize(
    "real", ["张三", "13812345678", "34010219900101123X", "安徽省合肥市长江西路1号", "John Smith", ""]
)
def test_real_values_are_not_taken_for_masked_ones(real: str) -> None:
    assert not is_masked(real)


@given(st.text(min_size=1, max_size=40))
def test_whatever_is_masked_shows_it_and_masking_again_changes_nothing(text: str) -> None:
    for mask in MASKS:
        once = mask(text)
        assert is_masked(once) or not text.strip()
        assert mask(once) == once


def test_numbers_among_words_are_masked_and_nothing_else() -> None:
    said = "身份证 410602199102030415，电话13811110001 或 +8613811110002，共 12 人，单号 20261123000112345678"

    shown = mask_numbers_in(said)

    assert (
        shown
        == "身份证 410***********0415，电话138****0001 或 138****0002，共 12 人，单号 20261123000112345678"
    )
