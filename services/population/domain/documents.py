"""Identity documents and phone numbers: what can be told from the number alone.

The check of resident identity cards is our own: libraries demand that the division existed in the year of
birth, which refuses thousands of genuine numbers (a card keeps the code of the first registration).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from operator import mul

from services.kernel.errors import FieldProblem
from services.population.domain.kinds import DocumentKind, Sex

# Provinces 11 to 65, Taiwan, Hong Kong, Macao; 83 are residence permits of Taiwan (GB 11643, GA/T 2000.33).
_PROVINCES = frozenset(
    [
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        81,
        82,
        83,
    ]
)
_WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
_ZEROS = sum(_WEIGHTS) * ord("0")
_CHECK = "10X98765432"
_PATTERNS = {
    DocumentKind.PASSPORT: re.compile(r"[A-Z0-9]{5,20}"),
    DocumentKind.TRAVEL_PERMIT: re.compile(r"[A-Z]?[0-9]{8,11}|[A-Z0-9]{8,18}"),
    DocumentKind.FOREIGN_PERMIT: re.compile(r"[A-Z0-9]{10,20}"),
}
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0[0-9]{2,3}[0-9]{7,8}(?:[0-9]{1,6})?|[0-9]{7,8}")
_MOBILE_DIGITS = 11
_EARLIEST = 1880


def normal(text: str) -> str:
    """Full-width characters and blanks as they are meant, letters capital."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(plain.split()).upper()


def check_digit(number: str) -> str:
    """The 18th character to the first 17 digits (GB 11643, ISO 7064 MOD 11-2)."""
    total = sum(map(mul, _WEIGHTS, number.encode("ascii"))) - _ZEROS
    return _CHECK[total % 11]


def identity_problem(number: str, today: date) -> str:
    """What is wrong with a normalised identity card number: a message code, empty when it may be genuine."""
    if len(number) == 15 and number.isdigit():
        return "population.identity_old"
    if len(number) != 18:
        return "population.identity_length"
    if not number[:17].isascii() or not number[:17].isdigit() or number[17] not in _CHECK:
        return "population.identity_characters"
    if int(number[:2]) not in _PROVINCES:
        return "population.identity_province"
    born = birthday_of(number)
    if born is None or born > today or born.year < _EARLIEST:
        return "population.identity_birthday"
    if check_digit(number) != number[17]:
        return "population.identity_check_digit"
    return ""


@lru_cache(maxsize=64)
def birthday_of(number: str) -> date | None:
    """The birthday inside an identity card number; None when that is no day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_of(number: str) -> Sex:
    """Odd order numbers are men's (GB 11643)."""
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def document_problem(kind: DocumentKind, number: str, today: date, field: str) -> FieldProblem | None:
    """What is wrong with a normalised document number of this kind."""
    if kind is DocumentKind.NONE_YET or kind is DocumentKind.UNKNOWN:
        return FieldProblem(field, "population.document_without_kind") if number else None
    if not number:
        return FieldProblem(field, "kernel.required")
    if kind is DocumentKind.IDENTITY_CARD:
        code = identity_problem(number, today)
        return FieldProblem(field, code) if code else None
    if not _PATTERNS[kind].fullmatch(number):
        return FieldProblem(field, "population.document_shape")
    return None


def phone_of(text: str) -> str:
    """A phone number in digits alone, without the country code."""
    if len(text) == _MOBILE_DIGITS and text[0] == "1" and text.isascii() and text.isdigit():
        return text
    dialled = re.sub(r"[^0-9+]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[^0-9]", "", re.sub(r"^(\+86|0086|86(?=1[0-9]{10}$))", "", dialled))


def phone_problem(text: str, field: str) -> FieldProblem | None:
    """What is wrong with a phone number as it was written; an empty one is not wrong."""
    if not text.strip():
        return None
    digits = phone_of(text)
    if digits == text and _MOBILE.fullmatch(digits):
        return None
    if not digits or re.search(r"[A-Za-z\u4e00-\u9fff]", text):
        return FieldProblem(field, "population.phone_characters")
    if not _MOBILE.fullmatch(digits) and not _LANDLINE.fullmatch(digits):
        return FieldProblem(field, "population.phone_shape")
    return None
