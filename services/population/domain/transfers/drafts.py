"""What a sound row of a table says, as it waits under seal until it is accepted."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import Any

from services.population.domain.details import Details
from services.population.domain.kinds import (
    DocumentKind,
    DwellingUse,
    Occupancy,
    Relation,
    ResidenceKind,
    Sex,
    StayReason,
)


@dataclass(frozen=True, slots=True)
class Home:
    """A dwelling as a row says where it is and what is known of it."""

    path: str = ""
    building_id: str = ""
    unit: str = ""
    storey: int = 0
    room: str = ""
    address: str = ""
    address_code: str = ""
    longitude: float | None = None
    latitude: float | None = None
    area: float = 0.0
    use: DwellingUse = DwellingUse.UNKNOWN
    occupancy: Occupancy = Occupancy.UNKNOWN
    owner_name: str = ""
    owner_phone: str = ""

    @property
    def place(self) -> str:
        """Grid and building: rows of one building are written together."""
        return f"{self.path}/{self.building_id}"

    @property
    def door(self) -> str:
        """Equal for rows of one dwelling, whatever else they say."""
        if self.building_id:
            return f"{self.building_id}|{self.unit}|{self.room.casefold()}"
        return f"{self.path}|{spelled(self.address)}|{self.unit}|{self.room.casefold()}"


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """A person with the residence and the household that a row tells of."""

    name: str = ""
    sex: Sex = Sex.UNKNOWN
    born_on: date | None = None
    document_kind: DocumentKind = DocumentKind.UNKNOWN
    document_number: str = ""
    phone: str = ""
    registered_address: str = ""
    registered_division: str = ""
    kind: ResidenceKind = ResidenceKind.PERMANENT
    reason: StayReason = StayReason.NONE
    relation: Relation = Relation.UNKNOWN
    from_day: date | None = None
    origin: str = ""
    household_number: str = ""
    home: Home = Home()

    @property
    def details(self) -> Details:
        """What is said of the person alone."""
        return Details(
            self.name,
            self.sex,
            self.born_on,
            self.document_kind,
            self.document_number,
            self.phone,
            self.registered_address,
            self.registered_division,
        )


@lru_cache(maxsize=1024)
def spelled(address: str) -> str:
    """An address as it is compared: one width, no blanks and marks, numbers in digits."""
    plain = re.sub(r"[\s·.．・]", "", unicodedata.normalize("NFKC", address)).casefold()
    return plain.translate(_COUNTED).translate(_MARKS)


def to_data(draft: PersonDraft | Home) -> dict[str, Any]:
    """As JSON can hold it, without what is empty."""
    names, values = _FIELDS[type(draft)]
    found = {name: value for name, value in zip(names, values(draft), strict=True) if value}
    if isinstance(draft, PersonDraft):
        for name in _DAYS:
            if name in found:
                found[name] = found[name].isoformat()
        found["home"] = to_data(draft.home)
    return found


def person_from(data: Mapping[str, Any]) -> PersonDraft:
    """The reverse of `to_data`."""
    values = _typed(data, _PERSON_TYPES)
    values["home"] = home_from(data.get("home", {}))
    return PersonDraft(**values)


def home_from(data: Mapping[str, Any]) -> Home:
    """The reverse of `to_data`."""
    return Home(**_typed(data, _HOME_TYPES))


def _typed(data: Mapping[str, Any], types: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(data)
    for name, kind in types.items():
        if name in values:
            values[name] = kind(values[name])
    return values


def _words(kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    """Sooner than the class itself finds them."""
    return {each.value: each for each in kind}.__getitem__


_NAMES = {each: tuple(f.name for f in dataclasses.fields(each)) for each in (PersonDraft, Home)}
_FIELDS = {each: (names, attrgetter(*names)) for each, names in _NAMES.items()}
_PERSON_TYPES: dict[str, Any] = {
    "sex": _words(Sex),
    "born_on": date.fromisoformat,
    "document_kind": _words(DocumentKind),
    "kind": _words(ResidenceKind),
    "reason": _words(StayReason),
    "relation": _words(Relation),
    "from_day": date.fromisoformat,
}
_HOME_TYPES: dict[str, Any] = {"use": _words(DwellingUse), "occupancy": _words(Occupancy)}
_DAYS = ("born_on", "from_day")
_COUNTED = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MARKS = str.maketrans("", "", "-_—、，,()#")
