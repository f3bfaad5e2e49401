"""Figures of a reader with several places: sums, and nothing that a part of them hides (POP-04)."""

from __future__ import annotations

from services.population.edge.several_places import together
from wangge.population.v1 import register_pb2
from wangge.population.v1 import statistics_pb2 as pb

INCOMING = register_pb2.RESIDENCE_KIND_INCOMING


def summary(people: int, fresh: float = 50.0) -> pb.PopulationSummary:
    found = pb.PopulationSummary(
        people=shown(people),
        households=shown(people // 2),
        buildings=shown(2),
        quality=pb.Quality(people=people, fresh_percent=fresh, completeness_percent=80.0),
    )
    found.categories.add(kind=INCOMING, people=shown(people // 10))
    return found


def shown(value: int) -> pb.Figure:
    return pb.Figure(value=value, text=str(value))


def test_figures_of_several_places_are_added_up() -> None:
    found = together([summary(100, 50.0), summary(300, 90.0)])

    assert (found.people.text, found.households.text, found.buildings.text) == ("400", "200", "4")
    assert [(each.kind, each.people.value) for each in found.categories] == [(INCOMING, 40)]
    assert found.quality.fresh_percent == 80.0
    assert not found.protected


def test_a_sum_is_hidden_where_a_part_of_it_is() -> None:
    part = summary(100)
    part.protected = True
    part.people.CopyFrom(pb.Figure(hidden=True, text="<10"))
    part.quality.hidden = True

    found = together([part, summary(300)])

    assert (found.people.text, found.people.value) == ("*", 0)
    assert found.households.text == "200"
    assert found.quality.hidden
    assert found.protected


def test_places_without_anybody_have_no_share_of_verified_records() -> None:
    assert together([summary(0), summary(0)]).quality.hidden
