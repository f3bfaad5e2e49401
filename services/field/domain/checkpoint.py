"""A place that patrols call at; its code stands on a sign there."""

from __future__ import annotations

from dataclasses import dataclass

from services.field.domain.positions import Position


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """``position`` is its turn in the route, smallest first; codes are upper case and unique."""

    id: str
    code: str
    name: str
    territory_path: str
    place: Position | None = None
    position: int = 0
    retired: bool = False
    version: int = 1
