"""Which dwellings somebody meant: by the names of buildings, estates and streets, and by numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.kernel.call import Scope
from services.population.adapters.reading import under
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.projections import known_street, seen_building
from services.population.adapters.tables.registers import STANDING
from services.population.adapters.tables.registers import dwelling as d
from services.population.domain.addresses import building_key
from services.population.domain.asked import Numbers

Condition = sa.ColumnElement[bool]
MOST_BUILDINGS = 1500
MOST_STREETS = 300


@dataclass(frozen=True, slots=True)
class Meant:
    """Dwellings, in one of several ways; ``by_number`` says that their number or room tells them."""

    ways: Sequence[Condition]
    besides: Condition
    by_number: bool

    @property
    def dwellings(self) -> Condition:
        """To be asked of a dwelling."""
        return sa.and_(sa.or_(*self.ways), self.besides)

    @property
    def ids(self) -> sa.CompoundSelect[str]:
        """All of them, each way along its own index."""
        return sa.union_all(*(sa.select(d.c.id).where(each, self.besides) for each in self.ways))


class FindingPlaces:
    """Makes a condition on dwellings of what was said."""

    def __init__(self, sealing: Sealing) -> None:
        self._sealing = sealing

    def meant(
        self, connection: Connection, scope: Scope, path: str, places: Sequence[str], numbers: Numbers
    ) -> Meant | None:
        """None when a word names no place that is known, or nothing was said."""
        besides = [under(d.c.path, scope, path), STANDING, *self._inside(numbers)]
        ways: list[Condition] = []
        for word in places:
            found = self._of_word(connection, scope, path, word, numbers)
            if found is None:
                return None
            besides.append(found)
        if not places and (numbers.house or numbers.either):
            ways = self._numbered(connection, scope, path, numbers)
        elif not places and not (numbers.room or numbers.unit):
            return None
        by_number = not places and bool(numbers.room or numbers.either)
        return Meant(ways or [sa.true()], sa.and_(*besides), by_number)

    def _of_word(
        self, connection: Connection, scope: Scope, path: str, word: str, numbers: Numbers
    ) -> Condition | None:
        """Dwellings of a building or a street called so; with a house number, of that one."""
        buildings = self._buildings(connection, scope, path, word)
        streets = self._streets(connection, word)
        if not buildings and not streets:
            return None
        called = sa.or_(
            *([d.c.building_id.in_(list(buildings))] if buildings else []),
            *([d.c.street.in_(streets)] if streets else []),
        )
        wanted = numbers.house or numbers.either
        if not wanted:
            return called
        exact = [key for key, said in buildings.items() if said and said[-1] == wanted]
        ways = [sa.and_(called, d.c.number_blind == self._sealing.number(wanted))]
        if exact:
            ways.append(d.c.building_id.in_(exact))
        if numbers.either:
            ways.append(sa.and_(called, d.c.room_blind == self._sealing.number(wanted)))
        return sa.or_(*ways)

    def _numbered(self, connection: Connection, scope: Scope, path: str, numbers: Numbers) -> list[Condition]:
        """A number alone: of a house, or, where nobody said what it counts, of a room."""
        wanted = self._sealing.number(numbers.house or numbers.either)
        ways = [d.c.number_blind == wanted]
        if numbers.either:
            ways.append(d.c.room_blind == wanted)
        else:
            near = self._buildings(connection, scope, path, "")
            exact = [key for key, said in near.items() if said and said[-1] == numbers.house]
            if exact and len(near) < MOST_BUILDINGS:
                ways.append(d.c.building_id.in_(exact))
        return ways

    def _inside(self, numbers: Numbers) -> list[Condition]:
        found: list[Condition] = []
        if numbers.room:
            found.append(d.c.room_blind == self._sealing.number(numbers.room))
        if numbers.unit:
            # Where the unit was never written down it may be this one.
            found.append(d.c.unit.in_([numbers.unit, f"{numbers.unit}单元", ""]))
        return found

    @staticmethod
    def _buildings(connection: Connection, scope: Scope, path: str, word: str) -> dict[str, tuple[str, ...]]:
        """Numbers of the buildings whose name has the word, by id."""
        b = seen_building
        query = sa.select(b.c.id, b.c.name).where(b.c.ended.is_(sa.false()), under(b.c.path, scope, path))
        if word:
            query = query.where(b.c.name.contains(word, autoescape=True))
        rows = connection.execute(query.limit(MOST_BUILDINGS)).all()
        return {row.id: building_key(row.name)[1] for row in rows}

    @staticmethod
    def _streets(connection: Connection, word: str) -> list[str]:
        street = known_street.c.street
        query = sa.select(street).where(street.contains(word, autoescape=True)).limit(MOST_STREETS)
        return list(connection.execute(query).scalars())
