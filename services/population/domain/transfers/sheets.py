"""Which columns a table may have, by what its rows are: people, dwellings, units, records of a type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.kernel.tabular import TargetField
from services.population.domain.families.declaration import RecordType
from services.population.domain.transfers.fields import DWELLINGS, FIELDS, LONGEST, NEEDED, PLACED_BY
from services.population.domain.transfers.record_fields import fields_of, needed_of, whereabouts_of
from services.population.domain.transfers.unit_fields import ESTABLISHMENTS

KINDS = ("people", "dwellings", "establishments", "records")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of one kind of table.

    ``needed``: each of them has to be there. ``one_of``: of each group one at least. ``placed_by``: one of
    them says where a row lies, unless the whole file goes into one grid.
    """

    kind: str
    fields: tuple[TargetField, ...]
    needed: tuple[str, ...]
    placed_by: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    declared: RecordType | None = None

    @property
    def names(self) -> list[str]:
        """Everything its columns may be called."""
        return [name for target in self.fields for name in target.names]

    @property
    def titles(self) -> dict[str, str]:
        """Chinese titles by field."""
        return {target.name: target.zh for target in self.fields}

    @property
    def longest(self) -> Mapping[str, int]:
        """Characters a field may have."""
        long = {each.name: 400 for each in self.fields if each.name.startswith("say_")}
        return {**LONGEST, "name": 100, "phone": 30, "safety_duty": 400, **long} if self.open else LONGEST

    @property
    def open(self) -> bool:
        """Whether it tells of units or records, and not of who lives where."""
        return self.kind in ("establishments", "records")

    def missing(self, chosen: Mapping[str, str], grid: str) -> list[str]:
        """Fields without a column that are needed; of a group its first one."""
        found = [name for name in self.needed if name not in chosen]
        if self.placed_by and not grid and not any(name in chosen for name in self.placed_by):
            found.append(self.placed_by[0])
        return found + [group[0] for group in self.one_of if not any(name in chosen for name in group)]


_HOME = (("address", "building"),)
PEOPLE_SHEET = Sheet("people", FIELDS["people"], NEEDED["people"], (*PLACED_BY, "address"), _HOME)
DWELLING_SHEET = Sheet("dwellings", DWELLINGS, (), (*PLACED_BY, "address"), _HOME)
UNIT_SHEET = Sheet("establishments", ESTABLISHMENTS, ("name", "kind"), (*PLACED_BY, "address"), _HOME)
_FIXED = {each.kind: each for each in (PEOPLE_SHEET, DWELLING_SHEET, UNIT_SHEET)}


def sheet_of(kind: str, declared: RecordType | None = None) -> Sheet | None:
    """Of a kind of rows, for records of a type; None when there is none."""
    if kind != "records":
        return _FIXED.get(kind)
    if declared is None or declared.care:
        return None
    placed_by, one_of = whereabouts_of(declared.subject)
    return Sheet(kind, fields_of(declared), needed_of(declared), placed_by, one_of, declared)
