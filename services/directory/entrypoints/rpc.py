"""The directory's gRPC services."""

from __future__ import annotations

from services.directory.bootstrap import Application
from services.directory.entrypoints import (
    rpc_accounts,
    rpc_organisations,
    rpc_records,
    rpc_reference,
    rpc_territories,
)
from services.kernel.runtime.context import ServiceContext, Servicer


def servicers(application: Application, context: ServiceContext) -> list[Servicer]:
    """All servicers of the directory."""
    return [
        *rpc_territories.servicers(application.places),
        *rpc_organisations.servicers(application.places),
        *rpc_reference.servicers(application.places),
        *rpc_accounts.servicers(application, context),
        *rpc_records.servicers(application, context),
    ]
