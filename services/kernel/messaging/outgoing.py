"""What the relay takes from the outbox, and the port through which it leaves the service."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OutgoingEvent:
    """One outbox row. ``type`` is the full message name; ``aggregate`` names whose order must be kept."""

    position: int
    id: str
    type: str
    aggregate: str
    envelope: str

    @property
    def name(self) -> str:
        """The bare event name, also its routing key."""
        return self.type.rpartition(".")[2]


class Publisher(Protocol):
    """Takes events out of the service."""

    def publish(self, batch: Sequence[OutgoingEvent]) -> AbstractSet[str]:
        """Send in order and return the ids that are safe elsewhere now.

        After an event that failed, later ones of the same aggregate must not be sent. Sending one twice is
        allowed. An error raised counts as "nothing confirmed".
        """

    def close(self) -> None:
        """Give connections and threads back."""
