"""Units (单位) and places (地点) of a territory, and what is checked of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.security import masks
from services.population.domain import documents

TELEPHONE = re.compile(r"[0-9+() -]{3,30}")


@dataclass(frozen=True, slots=True)
class Establishment:
    """A unit: an agency, an enterprise, a shop, an association, a worksite."""

    id: str
    path: str
    name: str
    kind: str
    address: str
    credit_code: str = ""
    representative: str = ""
    representative_phone: str = ""
    staff_count: int = 0
    phone: str = ""
    safety_duty: str = ""
    dwelling_id: str = ""
    building_id: str = ""
    longitude: float | None = None
    latitude: float | None = None
    closed: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """A place: a school, a market, a square, a facility to look after."""

    id: str
    path: str
    name: str
    kind: str
    address_code: str = ""
    address: str = ""
    longitude: float | None = None
    latitude: float | None = None
    closed: bool = False
    version: int = 1


Ground = Establishment | PublicPlace


def credit_code(text: str) -> str:
    """Normalised; empty for none. Raises Invalid for one whose check digit is wrong (GB 32100)."""
    number = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if not number:
        return ""
    try:
        return str(uscc.validate(number))
    except ValidationError:
        raise Invalid(FieldProblem("establishment.credit_code", "population.credit_code_wrong")) from None


def must_be_reachable(said: Establishment) -> None:
    """Raises Invalid for numbers nobody can be called by."""
    if said.phone and not TELEPHONE.fullmatch(said.phone):
        raise Invalid(FieldProblem("establishment.phone", "population.value_not_phone"))
    number = said.representative_phone
    if number and (masks.is_masked(number) or documents.phone_problem(number, "") is not None):
        raise Invalid(FieldProblem("establishment.representative_phone", "population.value_not_phone"))
    if masks.is_masked(said.representative):
        raise Invalid(FieldProblem("establishment.representative", "population.value_masked"))
