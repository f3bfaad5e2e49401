"""Timed jobs of the directory."""

from __future__ import annotations

from datetime import timedelta

from services.directory.bootstrap import Application
from services.directory.entrypoints import schedule_accounts
from services.kernel.runtime.context import Job, ServiceContext


def jobs(application: Application, context: ServiceContext) -> list[Job]:
    """All timed jobs of the directory."""
    return [
        Job("directory.ended_terms", timedelta(minutes=5), application.places.announce_ended_terms),
        Job("directory.overdue_duties", timedelta(minutes=30), application.places.tell_overdue_duties),
        *schedule_accounts.jobs(application, context),
    ]
