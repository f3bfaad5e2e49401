"""Timed work on cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from services.kernel.runtime.context import Job, ServiceContext


def jobs(application: Any, context: ServiceContext) -> Sequence[Job]:
    """Every job is safe to run twice and goes on where it stopped."""
    found = [
        Job("cases.tick", timedelta(minutes=1), application.loop.tick),
        Job("cases.receipts", timedelta(hours=1), application.loop.forget_wrong_secrets),
        Job("cases.refresh", timedelta(minutes=1), application.loop.refresh),
        Job("cases.forget_uploads", timedelta(hours=6), application.loop.forget_uploads),
    ]
    oversight = getattr(application, "oversight", None)
    if oversight is not None and hasattr(oversight, "jobs"):
        found.extend(oversight.jobs(context))
    return found
