"""What is withheld of figures does not follow from all those that are shown (Sens-8, Sens-13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from random import Random

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kernel.call import Actor, Call, Grant, Realm
from services.population.adapters.counters import row_of
from services.population.adapters.tables.statistics import deltas
from services.population.application.statistics import STATISTICS, Summary
from services.population.domain.disclosure import SMALLEST_SHOWN
from services.population.domain.figures import Cell
from services.population.domain.summing import Key
from services.population.domain.withholding import TABLES, withheld_alone, withheld_below
from tests.services.population.county import COMMUNITY, FAR_GRID, GRID, NEXT_GRID, TOWNSHIP, Township

COUNTY = "410602"
VIEW = "population.register.view"
Tree = Mapping[str, Counter[Key]]
"""Figures by path; each digit is a level."""
Figure = tuple[str, Key]
MUCH = 10**6
PRIME = 2**61 - 1


def a_person(chance: Random, *, mixed: bool) -> list[Key]:
    kind = chance.choices(("permanent", "incoming", "registered_only"), (1, 1, 1) if mixed else (7, 2, 1))[0]
    keys: list[Key] = [
        ("people",),
        ("kind", kind),
        ("sex", chance.choice("mf")),
        ("age", chance.choice("048")),
    ]
    return [*keys, ("reason", chance.choice(("work", "study")))] if kind == "incoming" else keys


def a_county(chance: Random) -> Tree:
    """Townships, communities and grids with few people and many; some stand in no grid of their community."""
    grids = [
        f"c{township}{community}{grid}"
        for township in range(chance.randint(1, 3))
        for community in range(chance.randint(1, 3))
        for grid in range(chance.randint(1, 3))
    ]
    found = {grid[:width]: Counter[Key]() for grid in grids for width in range(1, 5)}
    for path in [*grids, *([chance.choice(grids)[:-1]] if chance.random() < 0.3 else [])]:
        mixed = chance.random() < 0.5
        for _ in range(chance.choice((0, 1, 2, 5, 9, 10, 12, 20, 40, 80))):
            person = a_person(chance, mixed=mixed)
            for width in range(1, len(path) + 1):
                found[path[:width]].update(person)
    return found


def below(tree: Tree, path: str) -> list[str]:
    return [each for each in tree if len(each) == len(path) + 1 and each.startswith(path)]


def withheld_of(tree: Tree) -> dict[str, set[Key]]:
    found = {"c": withheld_alone(tree["c"])}
    for path in sorted(tree, key=len):
        found |= withheld_below(tree[path], found[path], {each: tree[each] for each in below(tree, path)})
    return found


class Attacker:
    """Knows every figure that is shown, what adds up to what, and that none is less than nought."""

    def __init__(self, tree: Tree, withheld: Mapping[str, set[Key]]) -> None:
        keys = {key for each in tree.values() for key in each}
        figures = dict(tree)
        hidden = {(path, key) for path, each in withheld.items() for key in each & keys}
        sums: list[tuple[Figure, list[Figure]]] = []
        for path in tree:
            parts = below(tree, path)
            rest = Counter({key: tree[path][key] - sum(tree[each][key] for each in parts) for key in keys})
            if parts and any(rest.values()):
                parts.append(f"{path} elsewhere")
                figures[parts[-1]] = rest
                hidden |= {(parts[-1], key) for key in keys}
            if parts:
                sums += [((path, key), [(each, key) for each in parts]) for key in keys]
        for path in figures:
            for name, total in TABLES:
                sums.append(((path, total), [(path, key) for key in keys if key[0] == name]))
        self.hidden = {each: figures[each[0]][each[1]] for each in hidden}
        self.equations = [
            found for total, parts in sums if (found := self._unknown(figures, total, parts))[0]
        ]

    def _unknown(self, figures: Tree, total: Figure, parts: list[Figure]) -> tuple[dict[Figure, int], int]:
        terms: Counter[Figure] = Counter()
        known = 0
        for (path, key), sign in ((total, -1), *((each, 1) for each in parts if parts)):
            if (path, key) in self.hidden:
                terms[path, key] += sign
            elif parts:
                known += sign * figures[path][key]
        return {each: n for each, n in terms.items() if n and parts}, known

    def pinned(self) -> set[Figure]:
        """What can have one value only."""
        return self._by_bounds() | self._by_equations()

    def _by_bounds(self) -> set[Figure]:
        low, high = dict.fromkeys(self.hidden, 0), dict.fromkeys(self.hidden, MUCH)
        closer = True
        while closer:
            closer = False
            for terms, known in self.equations:
                least = known + sum(n * (low if n > 0 else high)[each] for each, n in terms.items())
                most = known + sum(n * (high if n > 0 else low)[each] for each, n in terms.items())
                for each, n in terms.items():
                    others = (
                        least - n * (low if n > 0 else high)[each],
                        most - n * (high if n > 0 else low)[each],
                    )
                    bounds = (-others[1], -others[0]) if n > 0 else others
                    if bounds[0] > low[each] or bounds[1] < high[each]:
                        low[each], high[each] = max(low[each], bounds[0]), min(high[each], bounds[1])
                        closer = True
        return {each for each in self.hidden if low[each] == high[each]}

    def _by_equations(self) -> set[Figure]:
        """Elimination; modulo a large prime, which is as good and has no fractions."""
        solved: dict[Figure, dict[Figure, int]] = {}
        for terms, _ in self.equations:
            row = self._without(dict(terms), solved)
            if row:
                lead = min(row)
                factor = pow(row[lead], PRIME - 2, PRIME)
                row = {each: n * factor % PRIME for each, n in row.items()}
                for other, known in solved.items():
                    if lead in known:
                        solved[other] = self._without(known, {lead: row}, keep=other)
                solved[lead] = row
        return {lead for lead, row in solved.items() if len(row) == 1}

    @staticmethod
    def _without(
        row: dict[Figure, int], solved: Mapping[Figure, dict[Figure, int]], keep: Figure | None = None
    ) -> dict[Figure, int]:
        row = dict(row)
        for each in [each for each in row if each in solved and each != keep]:
            factor = row.get(each, 0)
            for term, n in solved[each].items():
                if left := (row.get(term, 0) - factor * n) % PRIME:
                    row[term] = left
                else:
                    row.pop(term, None)
        return row


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_no_small_figure_follows_from_all_that_are_shown_of_a_county(seed: int) -> None:
    tree = a_county(Random(seed))
    withheld = withheld_of(tree)
    small = {(path, key) for path, each in tree.items() for key, n in each.items() if 0 < n < SMALLEST_SHOWN}

    assert all(key in withheld[path] for path, key in small)
    assert not Attacker(tree, withheld).pinned() & small


@pytest.mark.parametrize("seed", [0, 1, 3])
def test_the_attacker_finds_what_is_hidden_by_itself_alone(seed: int) -> None:
    """Proves that the test above can fail: small figures hidden and nothing with them."""
    tree = a_county(Random(seed))
    small = {path: {key for key, n in each.items() if 0 < n < SMALLEST_SHOWN} for path, each in tree.items()}
    hidden = {(path, key) for path, keys in small.items() for key in keys}

    assert Attacker(tree, small).pinned() & hidden


def test_a_county_without_small_figures_shows_all_of_them() -> None:
    grid = Counter[Key]({("people",): 60, ("kind", "permanent"): 40, ("kind", "incoming"): 20})
    whole = Counter({key: 2 * n for key, n in grid.items()})

    assert withheld_alone(whole) == set()
    assert withheld_below(whole, (), {"1": grid, "2": grid}) == {"1": set(), "2": set()}


def test_a_small_category_takes_the_next_smallest_of_its_row_and_column_with_it() -> None:
    def place(permanent: int, incoming: int, registered: int) -> Counter[Key]:
        kinds = zip(
            ("permanent", "incoming", "registered_only"), (permanent, incoming, registered), strict=True
        )
        total = permanent + incoming + registered
        return Counter({("people",): total} | {("kind", kind): n for kind, n in kinds})

    parts = {"1": place(500, 4, 30), "2": place(700, 90, 50), "3": place(600, 20, 40)}
    whole = Counter[Key]()
    for each in parts.values():
        whole.update(each)

    found = withheld_below(whole, (), parts)

    ring = {("kind", "incoming"), ("kind", "registered_only")}
    assert found == {"1": ring, "2": set(), "3": ring}


def count(town: Township, *cells: tuple[Cell, int]) -> None:
    with town.context.database.transaction() as connection:
        connection.execute(sa.insert(deltas), [row_of(cell, n) for cell, n in cells])
        connection.commit()


def people(path: str, permanent: int, incoming: int) -> Iterator[tuple[Cell, int]]:
    yield Cell(path, "person", "permanent", "m", "", 1980), permanent
    yield Cell(path, "person", "incoming", "f", "work", 1990), incoming


def asked(town: Township, path: str, view: str = "") -> Summary:
    """As somebody who sees the county's figures, and the people of one place."""
    grants = [Grant(role="leader", permissions=frozenset({STATISTICS}), territory=COUNTY)]
    if view:
        grants.append(Grant(role="clerk", permissions=frozenset({VIEW}), territory=view))
    actor = Actor(id="clerk", name="领导", realm=Realm.STAFF, grants=tuple(grants))
    return town.app.statistics.summary(Call(actor=actor, origin="test"), path, with_children=True)


def test_what_a_small_category_follows_from_is_hidden_in_the_places_beside_it(any_town: Township) -> None:
    count(any_town, *people(GRID, 300, 4), *people(NEXT_GRID, 400, 60), *people(FAR_GRID, 500, 90))
    kinds = {("kind", "permanent"), ("kind", "incoming")}

    assert kinds <= asked(any_town, GRID).hidden
    assert kinds <= asked(any_town, NEXT_GRID).hidden
    assert not kinds & asked(any_town, FAR_GRID).hidden
    assert not kinds & asked(any_town, COMMUNITY).hidden
    assert asked(any_town, GRID).values["kind", "permanent"] == 300
    assert ("people",) not in asked(any_town, GRID).hidden


def test_a_total_hidden_in_the_table_above_is_hidden_in_the_places_own(any_town: Township) -> None:
    count(any_town, *people(GRID, 300, 40), *people(NEXT_GRID, 3, 1), *people(FAR_GRID, 500, 90))
    above = asked(any_town, COMMUNITY).hidden

    for grid in (GRID, NEXT_GRID):
        assert ("child", grid, "people") in above
        own = asked(any_town, grid)
        assert {("people",), ("kind", "permanent"), ("sex", "m"), ("age", "35")} <= own.hidden


def test_places_whose_people_one_may_see_hide_nothing_from_him(any_town: Township) -> None:
    """What he knows is taken off: it protects no other, and what is left is the small one alone."""
    count(any_town, *people(GRID, 300, 40), *people(NEXT_GRID, 300, 4), *people(FAR_GRID, 500, 90))
    kind = ("kind", "incoming")

    assert kind not in asked(any_town, COMMUNITY).hidden
    assert kind in asked(any_town, COMMUNITY, view=GRID).hidden
    assert kind in asked(any_town, NEXT_GRID, view=GRID).hidden
    assert not asked(any_town, GRID, view=GRID).hidden


def test_asking_again_or_elsewhere_first_hides_the_same(any_town: Township) -> None:
    count(any_town, *people(GRID, 12, 4), *people(NEXT_GRID, 9, 60), *people(FAR_GRID, 11, 8))
    places = (COUNTY, TOWNSHIP, COMMUNITY, GRID, NEXT_GRID, FAR_GRID)

    first = {path: asked(any_town, path).hidden for path in places}
    while any_town.app.folding.fold():
        pass

    assert {path: asked(any_town, path).hidden for path in reversed(places)} == first
