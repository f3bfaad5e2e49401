"""A phone bound to an account: ACTIVE -remove-> REMOVED -wiped-> WIPED (FLD-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST_DEVICES = 100
"""Phones of one account in use. A browser whose data was cleared comes as another, hence so many."""
IN_USE = timedelta(days=30)
"""A phone not seen for longer no longer counts."""


class DeviceState(StrEnum):
    """What the phone is to do."""

    ACTIVE = "ACTIVE"
    REMOVED = "REMOVED"
    WIPED = "WIPED"


@dataclass(eq=False)
class Device:
    """The same phone is another device for each account that uses it. Its id is made on the phone."""

    id: str
    account_id: str
    territory_path: str
    name: str
    registered_at: datetime
    last_seen_at: datetime
    state: DeviceState = DeviceState.ACTIVE
    removed_at: datetime | None = None
    removed_by: str = ""

    def seen(self, at: datetime, name: str) -> None:
        """It made contact. One that was removed stays so: it makes a new id after it was wiped."""
        self.last_seen_at = at
        if self.state is DeviceState.ACTIVE:
            self.name = name

    def remove(self, by: str, at: datetime) -> bool:
        """To be wiped at its next contact; False when that was said before."""
        if self.state is not DeviceState.ACTIVE:
            return False
        self.state, self.removed_by, self.removed_at = DeviceState.REMOVED, by, at
        return True

    def wiped(self, at: datetime) -> bool:
        """It has deleted what it kept, asked to or of its worker's own will; False when told before."""
        if self.state is DeviceState.WIPED:
            return False
        self.state, self.removed_at = DeviceState.WIPED, self.removed_at or at
        return True
