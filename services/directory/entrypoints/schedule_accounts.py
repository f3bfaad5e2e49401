"""Timed jobs of the account part."""

from __future__ import annotations

from services.directory.bootstrap import Application
from services.kernel.runtime.context import Job, ServiceContext


def jobs(application: Application, context: ServiceContext) -> list[Job]:
    """Grants expire, imports go on, old sessions are forgotten."""
    return list(application.accounts.jobs)
