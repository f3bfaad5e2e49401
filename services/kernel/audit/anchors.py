"""Heads of the chain written beside the database, so that a chain cut off at its end is noticed."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


class BrokenAnchors(Exception):
    """The anchors file was altered or is not one."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """At ``at`` the chain had ``sequence`` links and ended in ``hash``."""

    sequence: int
    hash: str
    at: datetime


def append(path: Path, service: str, anchor: Anchor) -> None:
    """Write one line durably; several services and processes may share the file."""
    line = json.dumps(
        {"service": service, "sequence": anchor.sequence, "hash": anchor.hash, "at": anchor.at.isoformat()}
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":  # a crash tore the last line
                line = f"\n{line}"
        file.write(f"{line}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def read(path: Path, service: str) -> list[Anchor]:
    """The service's anchors in the order of writing; none without a file.

    Raises:
        BrokenAnchors: a line that is no anchor, beside one torn by a crash.
    """
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1):
        try:
            entry = json.loads(line)
            anchor = Anchor(int(entry["sequence"]), str(entry["hash"]), datetime.fromisoformat(entry["at"]))
            owner = entry["service"]
        except (ValueError, KeyError, TypeError) as error:
            if line.startswith('{"service"') and not line.endswith("}"):
                continue
            raise BrokenAnchors(f"line {number}") from error
        if owner == service:
            found.append(anchor)
    return found
