"""Cases on the map, gathered where they lie close together (CASE-05, GEO-06)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as made_of
from datetime import UTC, datetime, timedelta
from typing import Protocol

from services.cases.application.access import Sight, sight_of, units_of
from services.cases.domain.map_sections import Mesh, Section
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.worktime import SHANGHAI


@dataclass(frozen=True, slots=True)
class MappedCase:
    """One case as the map shows it: nothing of a person, no words of the report."""

    id: str
    number: str
    title: str
    state: str
    light: str
    longitude: float
    latitude: float


@dataclass(slots=True)
class Cluster:
    """Cases close together: the middle of their places, how many, of which states and lights.

    ``lights`` counts open cases alone. ``cases`` are given where there are few.
    """

    longitude: float
    latitude: float
    count: int
    states: dict[str, int]
    lights: dict[str, int]
    cases: list[MappedCase] = made_of(default_factory=list)


@dataclass(frozen=True, slots=True)
class Clusters:
    """What a section holds, the largest cluster first. ``limited``: only the newest were counted."""

    found: list[Cluster]
    total: int
    limited: bool


class MappedCases(Protocol):
    """Cases by their places."""

    def clusters(
        self,
        me: str,
        units: tuple[str, ...],
        sight: Sight,
        section: Section,
        mesh: Mesh,
        *,
        filter: str,
        open_only: bool,
        span: tuple[datetime | None, datetime | None],
        now: datetime,
    ) -> Clusters: ...


class ClusterCases:
    """Counts within sight; cases that the caller merely follows are left out, for their place is not told."""

    def __init__(self, mapped: MappedCases, clock: Callable[[], datetime]) -> None:
        self._mapped = mapped
        self._clock = clock

    def __call__(
        self,
        call: Call,
        section: Section,
        zoom: int,
        *,
        filter: str = "",
        open_only: bool = False,
        from_day: str = "",
        to_day: str = "",
    ) -> Clusters:
        """Clusters of a section at a zoom.

        ``filter`` as of lists; days of reporting in China, inclusive. Raises Invalid for what cannot be read.
        """
        first = start_of("from_day", from_day)
        last = start_of("to_day", to_day)
        return self._mapped.clusters(
            call.actor.id,
            units_of(call),
            sight_of(call),
            section,
            section.mesh(zoom),
            filter=filter,
            open_only=open_only,
            span=(first, last + timedelta(days=1) if last else None),
            now=self._clock(),
        )


def start_of(field: str, day: str) -> datetime | None:
    """Midnight in China; None for an empty text. Raises Invalid for what is no day."""
    if not day:
        return None
    try:
        return datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=SHANGHAI).astimezone(UTC)
    except (ValueError, OverflowError):  # the calendar's first midnight in China lies before it in UTC
        raise Invalid.one(field, "kernel.date_unreadable", value=day) from None
