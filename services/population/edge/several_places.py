"""The figures of several places as one: for readers with more than one place of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wangge.population.v1 import statistics_pb2 as pb


def together(found: Sequence[pb.PopulationSummary]) -> pb.PopulationSummary:
    """Sums of what the overview shows; a sum of which a part is hidden is hidden as well."""
    whole = pb.PopulationSummary(
        protected=any(each.protected for each in found),
        people=_sum(each.people for each in found),
        households=_sum(each.households for each in found),
        dwellings=_sum(each.dwellings for each in found),
        buildings=_sum(each.buildings for each in found),
        quality=_quality([each.quality for each in found]),
    )
    whole.categories_reconciled.difference = sum(each.categories_reconciled.difference for each in found)
    for kind in dict.fromkeys(each.kind for one in found for each in one.categories):
        parts = [each.people for one in found for each in one.categories if each.kind == kind]
        whole.categories.add(kind=kind, people=_sum(parts))
    return whole


def _sum(parts: Iterable[pb.Figure]) -> pb.Figure:
    known = list(parts)
    if any(each.hidden for each in known):
        return pb.Figure(hidden=True, text="*")
    value = sum(each.value for each in known)
    return pb.Figure(value=value, text=str(value))


def _quality(parts: Sequence[pb.Quality]) -> pb.Quality:
    people = sum(each.people for each in parts)
    if not people or any(each.hidden for each in parts):
        return pb.Quality(hidden=True)
    return pb.Quality(
        people=people,
        fresh_percent=sum(each.fresh_percent * each.people for each in parts) / people,
        completeness_percent=sum(each.completeness_percent * each.people for each in parts) / people,
    )
