"""What a new directory starts with."""

from __future__ import annotations

from services.directory.bootstrap import Application
from services.kernel.call import system_call
from services.kernel.runtime.context import ServiceContext


def seed(application: Application, context: ServiceContext) -> None:
    """Load reference data that is not there yet; running it again changes nothing."""
    application.places.seed_reference(system_call("seed"))
