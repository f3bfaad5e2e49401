"""A row of a table of units, checked against itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from services.population.domain import documents
from services.population.domain.families.grounds import TELEPHONE, Establishment
from services.population.domain.transfers import unit_words
from services.population.domain.transfers.checking import Cells, Rules
from services.population.domain.transfers.homes import building_of, grid_of

_MOST_STAFF = 1_000_000
_CODE = 18
_ROUNDED = re.compile(r"[0-9.]+E\+?[0-9]+|[0-9]{15}0{3}")
_LETTER = re.compile(r"[^\W\d_]")


def unit_of(cells: Cells, rules: Rules) -> Establishment:
    """What the row says; problems stand in ``cells``."""
    cells.look_over()
    name = _name(cells)
    kind = _kind(cells)
    longitude, latitude = cells.number("longitude", 73, 136), cells.number("latitude", 3, 54)
    if bool(cells.values.get("longitude")) != bool(cells.values.get("latitude")):
        missing = "latitude" if cells.values.get("longitude") else "longitude"
        cells.wrong(missing, "population.import_half_a_point")
    path, building_id, address = _where(cells, rules, longitude, latitude)
    if cells.day("closed_on", rules.today) is not None:
        cells.wrong("closed_on", "population.import_unit_closed")
    return Establishment(
        id="",
        path=path,
        name=name,
        kind=kind,
        address=address,
        credit_code=_credit_code(cells),
        representative=cells.text("representative"),
        representative_phone=_phone(cells),
        staff_count=_staff(cells),
        phone=_telephone(cells),
        safety_duty=cells.text("safety_duty"),
        building_id=building_id,
        longitude=longitude,
        latitude=latitude,
    )


def _name(cells: Cells) -> str:
    text = cells.text("name")
    if not text and not cells.bad("name"):
        cells.wrong("name", "population.import_unit_name_missing")
    elif text and not _LETTER.search(text):
        cells.wrong("name", "population.import_unit_name_shape", value=text[:20])
    return text


def _kind(cells: Cells) -> str:
    text = cells.text("kind")
    if not text:
        if not cells.bad("kind"):
            cells.wrong("kind", "population.import_unit_kind_missing")
        return ""
    found = unit_words.meant(text)
    if not found:
        cells.wrong("kind", "population.import_unit_kind_unknown", value=text[:20])
    return found


def _credit_code(cells: Cells) -> str:
    """By its length and its check character (GB 32100-2015); none for those that have none yet."""
    code = documents.normal(cells.text("credit_code"))
    if not code:
        return ""
    if _ROUNDED.fullmatch(code):
        cells.wrong("credit_code", "population.import_credit_code_rounded")
    elif len(code) != _CODE:
        cells.wrong("credit_code", "population.import_credit_code_length", length=str(len(code)))
    else:
        try:
            return str(uscc.validate(code))
        except ValidationError:
            cells.wrong("credit_code", "population.credit_code_wrong")
    return ""


def _where(
    cells: Cells, rules: Rules, longitude: float | None, latitude: float | None
) -> tuple[str, str, str]:
    """Path of the grid, id of the building, and the address."""
    path = grid_of(cells, rules)
    block = building_of(cells, rules, path)
    if not path and block is not None and not cells.bad("grid"):
        path = block.path if block.path in rules.ground.grids else ""
    if not path and longitude is not None and latitude is not None and not cells.bad("grid"):
        path = rules.ground.at(longitude, latitude)
    if not path and not cells.bad("grid") and not cells.bad("building"):
        cells.wrong("grid", "population.import_grid_missing")
    address = cells.text("address") or (block.name if block is not None else "")
    if not address and not cells.bad("address") and not cells.bad("building"):
        cells.wrong("address", "population.import_unit_address_missing")
    inside = block is not None and block.path == path
    return path, block.id if block is not None and inside else "", address


def _phone(cells: Cells) -> str:
    text = cells.text("representative_phone")
    problem = documents.phone_problem(text, "representative_phone")
    if problem is not None:
        cells.wrong("representative_phone", problem.code)
        return ""
    return documents.phone_of(text) if text else ""


def _telephone(cells: Cells) -> str:
    text = cells.text("phone")
    if text and not TELEPHONE.fullmatch(text):
        cells.wrong("phone", "population.value_not_phone")
    return text


def _staff(cells: Cells) -> int:
    number = cells.number("staff_count", 0, _MOST_STAFF, "人名")
    if number is not None and not number.is_integer():
        cells.wrong("staff_count", "population.import_not_whole", value=cells.text("staff_count")[:20])
    return int(number) if number is not None and number.is_integer() else 0


SAID = tuple(each.name for each in fields(Establishment) if each.name not in ("id", "version", "closed"))


def unit_data(said: Establishment) -> dict[str, Any]:
    """As JSON can hold it, without what is empty."""
    found = {name: getattr(said, name) for name in SAID}
    return {name: value for name, value in found.items() if value not in ("", None, 0)}


def unit_from(data: Mapping[str, Any]) -> Establishment:
    """The reverse of `unit_data`."""
    return Establishment(**{"id": "", "path": "", "name": "", "kind": "", "address": "", **data})


def says_nothing_new(said: Establishment, known: Establishment) -> bool:
    """Whether the unit on file says all of it already."""
    return all(getattr(known, name) == value for name, value in unit_data(said).items())
