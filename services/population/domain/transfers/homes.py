"""Where a row says somebody lives: grid, building, unit, storey, room or address."""

from __future__ import annotations

import re
import unicodedata

from services.population.domain import documents
from services.population.domain.kinds import DwellingUse, Occupancy
from services.population.domain.transfers.checking import Cells, Rules
from services.population.domain.transfers.drafts import Home
from services.population.domain.transfers.gazetteer import Block, plain

_TALLEST, _DEEPEST, _LARGEST = 200, -9, 100_000
_UNIT = re.compile(r"(单元|门|梯)$")
_ROOM = re.compile(r"(室|号房|房|号)$")
_DOOR = re.compile(r"(?:([0-9a-z一二三四五六七八九]{1,2})单元)?([0-9]{2,4})(?:室|号)?")
_CODE = re.compile(r"[0-9A-Za-z-]*")
_SAID = (
    *("grid", "building", "unit", "storey", "room", "address", "longitude", "latitude"),
    *("use", "occupancy", "area", "owner_name", "owner_phone", "address_code"),
)
_REMEMBERED = 256


def home_of(cells: Cells, rules: Rules) -> Home:
    """What the row says, checked; problems stand in ``cells``.

    The rows of a household say the same of its home, which is made out once.
    """
    said = tuple([cells.values.get(name, "") for name in _SAID])
    home = rules.homes.get(said) if not cells.problems else None
    if home is None:
        home = _made_out(cells, rules)
        if not cells.problems:
            if len(rules.homes) >= _REMEMBERED:
                rules.homes.clear()
            rules.homes[said] = home
    return home


def _made_out(cells: Cells, rules: Rules) -> Home:
    longitude = cells.number("longitude", 73, 136)
    latitude = cells.number("latitude", 3, 54)
    if bool(cells.values.get("longitude")) != bool(cells.values.get("latitude")):
        missing = "latitude" if cells.values.get("longitude") else "longitude"
        cells.wrong(missing, "population.import_half_a_point")
    point = (longitude, latitude) if longitude is not None and latitude is not None else None
    path = grid_of(cells, rules)
    block = building_of(cells, rules, path)
    unit, room = _UNIT.sub("", _short(cells.text("unit"))), _ROOM.sub("", _short(cells.text("room")))
    if not cells.values.get("building"):
        block, unit, room = _by_address(cells, rules, path, unit, room)
    if not path and block is not None and not cells.bad("grid"):
        path = block.path if block.path in rules.ground.grids else ""
    if not path and point is not None and not cells.bad("grid"):
        path = rules.ground.at(*point)
    if not path and not cells.bad("grid") and not cells.bad("building"):
        cells.wrong("grid", "population.import_grid_missing")
    address = _address(cells, block, unit, room)
    if not address and not cells.bad("address") and not cells.bad("building"):
        cells.wrong("address", "population.import_address_missing")
    if block is not None and not room and not cells.bad("room"):
        cells.wrong("room", "population.import_room_missing")
    phone = documents.phone_problem(cells.text("owner_phone"), "owner_phone")
    if phone is not None:
        cells.wrong("owner_phone", phone.code)
    code = cells.text("address_code")
    if not _CODE.fullmatch(code):
        cells.wrong("address_code", "population.import_address_code")
    return Home(
        path=path,
        building_id=block.id if block is not None else "",
        unit=unit,
        storey=_storey(cells, block, room),
        room=room,
        address=address,
        address_code=code,
        longitude=longitude,
        latitude=latitude,
        area=cells.number("area", 1, _LARGEST) or 0.0,
        use=cells.word(DwellingUse, "use", "population.import_use_unknown") or DwellingUse.UNKNOWN,
        occupancy=cells.word(Occupancy, "occupancy", "population.import_occupancy_unknown")
        or Occupancy.UNKNOWN,
        owner_name=cells.text("owner_name"),
        owner_phone=documents.phone_of(cells.text("owner_phone")) if cells.text("owner_phone") else "",
    )


def grid_of(cells: Cells, rules: Rules) -> str:
    """Path of the grid a row names, or of the whole file; empty for none, after saying what is wrong."""
    text = cells.text("grid")
    if not text:
        return rules.grid
    found = rules.ground.grid(unicodedata.normalize("NFKC", text))
    if len(found) == 1:
        return next(iter(found))
    # Grids elsewhere are as unknown as those there are none of: nobody learns what lies outside his ground.
    code = "population.import_grid_ambiguous" if found else "population.import_grid_unknown"
    cells.wrong("grid", code, value=text[:40])
    return ""


def building_of(cells: Cells, rules: Rules, path: str) -> Block | None:
    """The building a row names; None for none, after saying so for a wrong one."""
    text = cells.text("building")
    if not text:
        return None
    found = rules.ground.building(text, path)
    if len(found) == 1:
        return next(iter(found))
    if found:
        cells.wrong("building", "population.import_building_ambiguous", value=text[:40])
    elif path and rules.ground.building(text):
        cells.wrong("building", "population.import_building_elsewhere", value=text[:40])
    else:
        cells.wrong("building", "population.import_building_unknown", value=text[:40])
    return None


def _by_address(cells: Cells, rules: Rules, path: str, unit: str, room: str) -> tuple[Block | None, str, str]:
    """The building an address names, with unit and room where the rest of it says them (3栋2单元501室)."""
    address = cells.text("address")
    block = rules.ground.by_address(address, path) if address else None
    if block is None:
        return None, unit, room
    rest = plain(address).partition(plain(block.name))[2]
    found = _DOOR.fullmatch(rest)
    if found is not None:
        unit, room = unit or found[1] or "", room or found[2]
    # Without a room it is one dwelling among many of the building: the address alone says more.
    return (block if room else None), unit, room


def _address(cells: Cells, block: Block | None, unit: str, room: str) -> str:
    text = cells.text("address")
    if text or block is None:
        return text
    return block.name + (f"{unit}单元" if unit else "") + (f"{room}室" if room else "")


def _storey(cells: Cells, block: Block | None, room: str) -> int:
    said = cells.number("storey", _DEEPEST, _TALLEST)
    if said is not None and not said.is_integer():
        cells.wrong("storey", "population.import_not_a_number", value=cells.text("storey")[:20])
        return 0
    storey = int(said) if said is not None else _storey_of(room, block)
    if said is not None and block is not None and block.storeys and storey > block.storeys:
        cells.wrong("storey", "population.import_storey_too_high", storeys=str(block.storeys))
    return storey


def _storey_of(room: str, block: Block | None) -> int:
    """Room 1203 is on the twelfth storey, where the building is that high."""
    if not room.isdigit() or len(room) not in (3, 4):
        return 0
    storey = int(room[:-2])
    return storey if not block or not block.storeys or storey <= block.storeys else 0


def _short(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "").removeprefix("第")
