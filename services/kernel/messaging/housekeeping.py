"""The timed jobs that every service has: retrying parked events, sealing the audit, forgetting old rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from services.kernel.messaging.parking import Parking
from services.kernel.messaging.retention import forget

if TYPE_CHECKING:
    from services.kernel.audit.chain import Sealer
    from services.kernel.persistence.database import Database
    from services.kernel.runtime.context import Job

PARKED_EVERY = timedelta(seconds=1)
SEAL_EVERY = timedelta(seconds=1)
FORGET_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """Jobs for `Scheduler`: those that guard themselves, and those that need a lease."""

    everywhere: tuple[Job, ...]
    guarded: tuple[Job, ...]


def housekeeping(database: Database, parking: Parking | None, sealer: Sealer | None) -> Housekeeping:
    """The kernel's jobs for one service; leave out what another process of the service does."""
    from services.kernel.runtime.context import Job

    everywhere = []
    if parking is not None:
        everywhere.append(Job("kernel.retry_parked", PARKED_EVERY, parking.retry_due))
    if sealer is not None:
        everywhere.append(Job("kernel.seal_audit", SEAL_EVERY, sealer.run))
    guarded = (Job("kernel.forget", FORGET_EVERY, lambda now: forget(database, now)),)
    return Housekeeping(tuple(everywhere), guarded)
