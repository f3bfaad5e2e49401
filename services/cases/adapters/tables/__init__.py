"""Tables of the service, gathered in one metadata."""

from __future__ import annotations

import importlib
import pkgutil

from services.cases.adapters.tables.base import metadata

__all__ = ["metadata"]

for _found in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_found.name}")
