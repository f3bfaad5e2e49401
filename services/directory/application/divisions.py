"""Importing the official divisions, prefecture to community, from a table (DIR-01, DIR-30)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.directory.application.ports import Registry
from services.directory.application.territory_lookups import EDIT, announce
from services.directory.domain.levels import Level, may_contain, path_of_division
from services.directory.domain.territory import Details, Territory
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid

LEVELS = {
    "prefecture": Level.PREFECTURE,
    "county": Level.COUNTY,
    "township": Level.TOWNSHIP,
    "community": Level.COMMUNITY,
    # What the statistics office's lists call it.
    "village": Level.COMMUNITY,
    "地级": Level.PREFECTURE,
    "市": Level.PREFECTURE,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "乡镇": Level.TOWNSHIP,
    "街道": Level.TOWNSHIP,
    "村": Level.COMMUNITY,
    "社区": Level.COMMUNITY,
}


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One row of the table as written; ``number`` is the row people see."""

    number: int
    code: str
    level: str
    name: str
    parent_code: str


@dataclass
class DivisionsImported:
    """What became of the rows; ``rejected`` holds the problems by row number."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: dict[int, list[FieldProblem]] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        return self.created + self.updated + self.unchanged


@dataclass(frozen=True)
class ImportDivisions:
    """Takes what is right and names what is wrong, row by row; the same table twice changes nothing."""

    registry: Registry

    def __call__(
        self, call: Call, rows: Sequence[DivisionRow], advance: Callable[[int], None] = lambda done: None
    ) -> DivisionsImported:
        """Needs the right to edit territories for the whole platform. ``advance`` hears of rows done."""
        call.require(EDIT, "")
        result = DivisionsImported()
        levels = [LEVELS.get(row.level.strip().lower()) for row in rows]
        present = [level for level in levels if level]
        top = min(present, default=Level.PREFECTURE)
        # Superiors first, whatever the order of the file.
        order = sorted(range(len(rows)), key=lambda index: levels[index] or Level.COMMUNITY)
        with self.registry.new_uow(call) as uow:
            known = self.registry.territories.all_by_code(uow.connection)
            seen: dict[str, int] = {}
            fresh: list[Territory] = []
            changed: list[tuple[Territory, Territory]] = []
            for done, index in enumerate(order):
                row, level = rows[index], levels[index]
                problems = list(_problems(row, level, known, seen, top))
                seen.setdefault(row.code, row.number)
                if problems or level is None:
                    result.rejected[row.number] = problems
                elif (before := known.get(row.code)) is None:
                    territory = _territory(row, level, known.get(row.parent_code), uow.now)
                    known[row.code] = territory
                    fresh.append(territory)
                elif before.name != row.name.strip():
                    after = before.revised(replace(before.details, name=row.name.strip()))
                    known[row.code] = after
                    changed.append((before, after))
                else:
                    result.unchanged += 1
                advance(done + 1)
            self.registry.territories.add(uow.connection, fresh)
            for territory in fresh:
                if territory.level is not Level.COMMUNITY:
                    self.registry.territories.adopt(uow.connection, territory)
                announce(self.registry, uow, territory, border="")
            for before, after in changed:
                self.registry.territories.save(uow.connection, before, after, uow.now, "import")
                announce(self.registry, uow, after)
            result.created, result.updated = len(fresh), len(changed)
            if fresh or changed:
                counts = {"created": [0, len(fresh)], "updated": [0, len(changed)]}
                uow.audit("directory.divisions.import", "territory", "divisions", changes=counts)
                uow.commit()
        return result


def _problems(
    row: DivisionRow, level: Level | None, known: dict[str, Territory], seen: dict[str, int], top: Level
) -> list[FieldProblem]:
    if level is None:
        return [FieldProblem("level", "directory.level_unknown", {"level": row.level[:40]})]
    if row.code in seen:
        return [FieldProblem("code", "directory.code_twice", {"code": row.code, "row": str(seen[row.code])})]
    if not row.name.strip() or len(row.name.strip()) > 60:
        return [FieldProblem("name", "directory.name_needed", {"most": "60"})]
    try:
        path = path_of_division(row.code, level)
    except Invalid as refusal:
        return list(refusal.problems)
    before = known.get(row.code)
    if before is not None and (
        before.ended or before.level is not level or before.parent_code != row.parent_code
    ):
        return [FieldProblem("code", "directory.division_differs", {"code": row.code, "name": before.name})]
    parent = known.get(row.parent_code)
    if parent is None:
        # The root's superior, a province, is never in the table.
        if level is top and (before is None or not before.parent_path):
            return []
        return [FieldProblem("parent_code", "directory.parent_missing", {"parent": row.parent_code[:24]})]
    if not may_contain(parent.level, level) or not path.startswith(parent.path):
        details = {"level": level.name.lower(), "parent": parent.level.name.lower()}
        return [FieldProblem("parent_code", "directory.wrong_parent", details)]
    return []


def _territory(row: DivisionRow, level: Level, parent: Territory | None, now: datetime) -> Territory:
    # The statistics office's urban-rural class is not in the list; the names of the two kinds differ.
    urban = row.name.endswith(("居委会", "社区", "街道", "街道办事处", "居民委员会"))
    rural = row.name.endswith(("村委会", "村", "乡", "村民委员会"))
    settlement = 1 if urban else 2 if rural else 0
    return Territory(
        code=row.code,
        path=path_of_division(row.code, level),
        level=level,
        parent_code=row.parent_code,
        parent_path=parent.path if parent else "",
        details=Details(name=row.name.strip(), settlement=settlement),
        valid_from=now,
    )
