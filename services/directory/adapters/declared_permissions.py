"""Permissions as the manifests of the installed services declare them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

from services.directory.application.account_ports import DeclaredPermission
from services.kernel.runtime.discovery import discover
from services.kernel.runtime.manifest import KERNEL_PERMISSIONS, Manifest

# The kernel serves these in every process; it has no manifest of its own.
_OPERATIONS = tuple(
    DeclaredPermission(each.name, each.zh, each.en, "operations", each.decision)
    for each in KERNEL_PERMISSIONS
)


class ManifestPermissions:
    """Read once per process: services are installed before it starts."""

    def __init__(self, read: Callable[[], Mapping[str, Manifest]] = discover) -> None:
        self._read = read
        self._lock = threading.Lock()
        self._all: tuple[DeclaredPermission, ...] | None = None

    def all(self) -> Sequence[DeclaredPermission]:
        """In the order of services and of their manifests."""
        with self._lock:
            if self._all is None:
                declared = [
                    DeclaredPermission(each.name, each.zh, each.en, name, each.decision)
                    for name, manifest in sorted(self._read().items())
                    for each in manifest.permissions
                ]
                known = {each.name for each in declared}
                self._all = (*declared, *(each for each in _OPERATIONS if each.name not in known))
            return self._all
