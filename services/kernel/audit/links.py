"""The arithmetic of the audit's hash chain, the same for who seals and who verifies."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from services.kernel.persistence.moments import aware
from services.kernel.persistence.tables import audit_entries

_NAMES = tuple(column.name for column in audit_entries.columns)


def genesis(service: str) -> str:
    """What the first entry's hash follows on: chains of two services cannot be exchanged."""
    return hashlib.sha256(f"wangge.audit.1\0{service}".encode()).hexdigest()


def linked(previous: str, entry: Any) -> str:
    """SHA-256 over the previous hash and the entry's row as canonical JSON."""
    values = {name: getattr(entry, name) for name in _NAMES}
    values["at"] = aware(entry.at).isoformat(timespec="microseconds")
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(bytes.fromhex(previous) + text.encode("utf-8", errors="surrogatepass")).hexdigest()
