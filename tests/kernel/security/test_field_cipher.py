"""Sealed fields open only in their place; blind indexes find equal values across spellings and rotations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kernel.errors import Refusal
from services.kernel.security.fields import BrokenSeal, FieldCipher, NothingToIndex, UnknownKey
from services.kernel.security.keys import KeyRing

RING = KeyRing.generate("k1")
PLACE = "cases.reporter.phone/0191"
BOTH = [FieldCipher(RING), FieldCipher(RING.rotated("sm", "sm4gcm"))]


@pytest.mark.parametrize("cipher", BOTH, ids=["aes256gcm", "sm4gcm"])
@pytest.mark.parametrize("text", ["", "13812345678", "安徽省合肥市", "𠮷", "x" * 1_000_000, "\0"])
def test_what_was_sealed_opens_in_its_place(cipher: FieldCipher, text: str) -> None:
    assert cipher.open(cipher.seal(text, place=PLACE), place=PLACE) == text


@pytest.mark.parametrize("cipher", BOTH, ids=["aes256gcm", "sm4gcm"])
def test_a_value_copied_elsewhere_does_not_open(cipher: FieldCipher) -> None:
    sealed = cipher.seal("13812345678", place=PLACE)
    with pytest.raises(BrokenSeal):
        cipher.open(sealed, place="cases.reporter.phone/0192")


@pytest.mark.parametrize("cipher", BOTH, ids=["aes256gcm", "sm4gcm"])
def test_no_byte_can_be_altered(cipher: FieldCipher) -> None:
    sealed = cipher.seal("张三", place=PLACE)
    for position in range(len(sealed)):
        altered = bytearray(sealed)
        altered[position] ^= 1
        with pytest.raises(BrokenSeal):
            cipher.open(bytes(altered), place=PLACE)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80))
def test_arbitrary_bytes_are_a_broken_seal_and_nothing_else(raw: bytes) -> None:
    with pytest.raises(BrokenSeal):
        BOTH[1].open(raw, place=PLACE)


def test_every_beginning_of_a_sealed_value_is_broken() -> None:
    sealed = BOTH[0].seal("1", place=PLACE)
    for length in range(len(sealed)):
        with pytest.raises(BrokenSeal):
            BOTH[0].open(sealed[:length], place=PLACE)


def test_a_broken_seal_is_a_bug_and_no_refusal() -> None:
    assert not issubclass(BrokenSeal, Refusal)


def test_sealing_twice_gives_different_bytes() -> None:
    assert BOTH[0].seal("1", place=PLACE) != BOTH[0].seal("1", place=PLACE)


def test_the_sealed_bytes_do_not_hold_the_text() -> None:
    assert b"13812345678" not in BOTH[0].seal("13812345678", place=PLACE)


def test_after_rotation_old_values_open_and_ask_to_be_resealed() -> None:
    old, new = FieldCipher(RING), FieldCipher(RING.rotated("k2"))
    sealed = old.seal("张三", place=PLACE)
    assert (old.needs_reseal(sealed), new.needs_reseal(sealed)) == (False, True)
    resealed = new.reseal(sealed, place=PLACE)
    assert new.key_of(sealed) == "k1"
    assert new.key_of(resealed) == "k2"
    assert not new.needs_reseal(resealed)
    assert FieldCipher(RING.rotated("k2")).key_of(resealed) == "k2"
    assert new.open(resealed, place=PLACE) == "张三"


def test_a_forgotten_key_is_told_by_name() -> None:
    sealed = FieldCipher(RING).seal("张三", place=PLACE)
    with pytest.raises(UnknownKey, match="k1"):
        FieldCipher(RING.rotated("k2").without("k1")).open(sealed, place=PLACE)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("identity", "34010219900101123x", " 340102 19900101 123X "),
        ("identity", "34010219900101123X", "３４０１０２１９９００１０１１２３Ｘ"),
        ("phone", "13812345678", "+86 138-1234-5678"),
        ("phone", "13812345678", "0086 13812345678"),
        ("phone", "13812345678", "(86)13812345678"),
        ("phone", "13812345678", "１３８１２３４５６７８"),
        ("phone", "0551-86123456", "+86 0551 8612 3456"),
        ("text", "Zhang San", "  ＺＨＡＮＧ San "),
    ],
)
def test_spellings_of_one_value_share_an_index(kind: str, one: str, other: str) -> None:
    cipher = FieldCipher(RING)
    assert cipher.blind(one, kind=kind) == cipher.blind(other, kind=kind)


def test_a_landline_that_begins_with_86_keeps_it() -> None:
    cipher = FieldCipher(RING)
    assert cipher.blind("86123456", kind="phone") != cipher.blind("123456", kind="phone")


def test_the_index_is_32_hex_digits_and_differs_by_kind_and_installation() -> None:
    cipher = FieldCipher(RING)
    indexes = {cipher.blind("13812345678", kind=kind) for kind in ("identity", "phone", "text")}
    indexes.add(FieldCipher(KeyRing.generate("k1")).blind("13812345678", kind="phone"))
    assert len(indexes) == 4
    assert all(len(index) == 32 and int(index, 16) >= 0 for index in indexes)


def test_the_index_survives_rotation_to_another_algorithm() -> None:
    assert len({cipher.blind("13812345678", kind="phone") for cipher in BOTH}) == 1


@pytest.mark.parametrize(
    ("kind", "text"), [("phone", "none"), ("phone", ""), ("text", " \t"), ("identity", "")]
)
def test_values_with_nothing_in_them_are_not_indexed(kind: str, text: str) -> None:
    with pytest.raises(NothingToIndex):
        BOTH[0].blind(text, kind=kind)


def test_an_unknown_kind_is_a_bug() -> None:
    with pytest.raises(KeyError):
        BOTH[0].blind("1", kind="email")


def test_secrets_for_one_purpose_are_the_same_everywhere_and_after_a_rotation() -> None:
    ring = KeyRing.generate("2026-11")
    cipher, rotated = FieldCipher(ring), FieldCipher(ring.rotated("2026-12"))

    assert cipher.derived("field.push", 48) == rotated.derived("field.push", 48)
    assert len(cipher.derived("field.push", 48)) == 48
    assert cipher.derived("field.push") != cipher.derived("other")
    assert cipher.derived("field.push") != FieldCipher(KeyRing.generate("2026-11")).derived("field.push")
