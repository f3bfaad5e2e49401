"""What can be told from an identity number, a document or a phone number alone (POP-01, GB 11643)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.population.domain import documents
from services.population.domain.kinds import DocumentKind, Sex
from tests.services.population.county import identity

TODAY = date(2026, 11, 23)
_DIVISIONS = ["110101", "659012", "810000", "330113"]
GOOD = identity(date(1987, 5, 3), 12)


@given(
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(1, 999),
    st.sampled_from(["110101", "659012", "810000", "330113"]),
)
def test_a_number_with_its_check_digit_is_accepted_whatever_the_division(
    born: date, order: int, division: str
) -> None:
    number = identity(born, order, division)

    assert documents.identity_problem(number, TODAY) == ""
    assert documents.birthday_of(number) == born
    assert documents.sex_of(number) is (Sex.MALE if order % 2 else Sex.FEMALE)


@given(st.integers(0, 16), st.integers(1, 9))
def test_a_single_wrong_digit_is_never_accepted(place: int, more: int) -> None:
    wrong = GOOD[:place] + str((int(GOOD[place]) + more) % 10) + GOOD[place + 1 :]

    assert documents.identity_problem(wrong, TODAY) != ""


@given(st.integers(0, 15))
def test_two_neighbours_exchanged_are_never_accepted(place: int) -> None:
    swapped = GOOD[:place] + GOOD[place + 1] + GOOD[place] + GOOD[place + 2 :]

    assert swapped == GOOD or documents.identity_problem(swapped, TODAY) != ""


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "population.identity_length"),
        ("41060219870503", "population.identity_length"),
        ("410602870503123", "population.identity_old"),
        ("4106021987050301A2", "population.identity_characters"),
        ("4106021987050３0123", ""),
        (identity(date(1987, 5, 3), 1, "990101"), "population.identity_province"),
        ("41060219871303012" + documents.check_digit("41060219871303012"), "population.identity_birthday"),
        (identity(date(2027, 1, 1), 1), "population.identity_birthday"),
    ],
)
def test_every_other_mistake_is_named(number: str, code: str) -> None:
    found = documents.identity_problem(documents.normal(number), TODAY)

    assert found == code or (not code and found == "population.identity_check_digit")


@pytest.mark.parametrize(
    ("text", "digits"),
    [("138 1234 5678", "13812345678"), ("+86-138-1234-5678", "13812345678"), ("0392-3312345", "03923312345")],
)
def test_phone_numbers_are_read_as_people_write_them(text: str, digits: str) -> None:
    assert documents.phone_of(text) == digits
    assert documents.phone_problem(text, "phone") is None


@pytest.mark.parametrize("text", ["12345", "138123456789", "一三八", "1381234567a", "2381234567890"])
def test_what_is_no_phone_number_is_refused(text: str) -> None:
    found = documents.phone_problem(text, "phone")

    assert found is not None
    assert found.field == "phone"


def test_a_number_needs_its_kind_and_a_kind_its_number() -> None:
    without = documents.document_problem(DocumentKind.UNKNOWN, "E12345678", TODAY, "n")
    empty = documents.document_problem(DocumentKind.PASSPORT, "", TODAY, "n")

    assert without is not None
    assert without.code == "population.document_without_kind"
    assert empty is not None
    assert empty.code == "kernel.required"
    assert documents.document_problem(DocumentKind.NONE_YET, "", TODAY, "n") is None
    assert documents.document_problem(DocumentKind.PASSPORT, "E12345678", TODAY, "n") is None
