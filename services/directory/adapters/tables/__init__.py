"""Tables of the directory, one module per subject, all in one `metadata`."""

from __future__ import annotations

import importlib
import pkgutil

from services.directory.adapters.tables.base import metadata

# Each module registers its tables with `metadata` when it is imported.
for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["metadata"]
