"""What field does by the clock."""

from __future__ import annotations

from datetime import timedelta

from services.field.bootstrap import Application
from services.kernel.runtime.context import Job, ServiceContext


def jobs(application: Application, context: ServiceContext) -> list[Job]:
    """The timed jobs of field, each run by one replica at a time."""
    return [
        Job(name="end_forgotten", every=timedelta(minutes=15), run=application.end_forgotten),
        Job(name="purge_positions", every=timedelta(hours=6), run=application.purge_positions),
        Job(name="send_notices", every=timedelta(seconds=15), run=application.push.send),
        Job(name="ship_slogans", every=timedelta(hours=1), run=application.standing.ship),
        Job(name="purge_logs", every=timedelta(hours=24), run=application.logs.purge_logs),
    ]
