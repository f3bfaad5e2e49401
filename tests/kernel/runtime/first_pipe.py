"""A seed for the toy service: one pipe that a new platform has from the beginning."""

from __future__ import annotations

from services.kernel.call import system_call
from services.kernel.runtime.context import ServiceContext


def seed(application, context: ServiceContext) -> None:
    """Once; later starts find it there."""
    if not application.count():
        application.lay(system_call("seed"), "first")
