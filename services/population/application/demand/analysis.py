"""What residents and units of a territory need, beside what is offered there (POP-31)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from services.kernel.call import Call
from services.kernel.types import Clock
from services.population.application import sight
from services.population.application.demand.ports import Items, Needed, Needs, Territories
from services.population.application.room import today_in_china
from services.population.domain.disclosure import Equation, hidden_of
from services.population.domain.needs import COUNTED_FOR, SAID, NeedKind, Offered, Supply, supply_of

SEE = "population.demand.view"
Key = tuple[str, str]
HEARD, INCOMERS, RESIDENTS = "heard", "incomers", "residents"


@dataclass(frozen=True, slots=True)
class Line:
    """One kind. ``hidden`` names the figures of residents that are not shown."""

    kind: NeedKind
    needed: Needed
    offered: Offered
    supply: Supply
    hidden: frozenset[str] = frozenset()

    @property
    def residents(self) -> int:
        """Needs of residents together."""
        return self.needed.heard + self.needed.incomers


@dataclass(frozen=True, slots=True)
class Demand:
    """Of one territory."""

    path: str
    name: str
    since: date
    protected: bool
    lines: tuple[Line, ...]


class GetDemand:
    """Needs that are open against the items that are offered today."""

    def __init__(self, needs: Needs, items: Items, territories: Territories, clock: Clock) -> None:
        self._needs = needs
        self._items = items
        self._territories = territories
        self._clock = clock

    def __call__(self, call: Call, path: str) -> Demand:
        """Of the caller's own territory when ``path`` is empty. Raises PermissionDenied."""
        own = call.scope(SEE).paths
        path = path or next(iter(own), "")
        call.require(SEE, path)
        today = today_in_china(self._clock())
        since = today - COUNTED_FOR
        needed = self._needs.open_below(path, since)
        offered: dict[NeedKind, Offered] = {}
        for item in self._items.around(path, today):
            offered[item.kind] = offered.get(item.kind, Offered()).with_item(item.capacity)
        # What nobody said the kind of is counted as another need.
        if NeedKind.UNSAID in needed:
            needed = {**needed, NeedKind.OTHER: _both(needed, NeedKind.UNSAID, NeedKind.OTHER)}
        lines = [_line(kind, needed.get(kind, Needed()), offered.get(kind, Offered())) for kind in SAID]
        protected = not sight.sees(call, sight.VIEW, path)
        if protected:
            lines = _protected(lines, whole=path in own)
        return Demand(path, self._territories.place_name(path), since, protected, tuple(lines))


def _line(kind: NeedKind, needed: Needed, offered: Offered) -> Line:
    return Line(kind, needed, offered, supply_of(needed.heard + needed.incomers + needed.units, offered))


def _both(needed: Mapping[NeedKind, Needed], one: NeedKind, other: NeedKind) -> Needed:
    first, second = needed[one], needed.get(other, Needed())
    return Needed(first.heard + second.heard, first.incomers + second.incomers, first.units + second.units)


def _protected(lines: list[Line], *, whole: bool) -> list[Line]:
    """Counts of 1 to 9 are hidden, with what they follow from.

    Of a territory below the largest the reader may see every count is: what is hidden in one would follow
    from the others and their sum.
    """
    values: dict[Key, int] = {}
    sums: list[Equation[Key]] = []
    for line in lines:
        parts = [(HEARD, line.kind.value), (INCOMERS, line.kind.value)]
        total = (RESIDENTS, line.kind.value)
        values |= {parts[0]: line.needed.heard, parts[1]: line.needed.incomers, total: line.residents}
        sums.append((total, parts))
    hidden = hidden_of(values, sums) if whole else {key for key, value in values.items() if value}
    return [_hiding(line, frozenset(what for what, kind in hidden if kind == line.kind)) for line in lines]


def _hiding(line: Line, hidden: frozenset[str]) -> Line:
    told = RESIDENTS not in hidden
    need = line.residents + line.needed.units
    return replace(line, hidden=hidden, supply=supply_of(need, line.offered, told=told))
