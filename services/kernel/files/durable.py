"""Writes that survive a power cut: data, rename and folder entry are all flushed before returning."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path


def write_durably(
    target: Path, data: bytes | Iterable[bytes], *, mode: int = 0o600, via: Path | None = None
) -> None:
    """Replace ``target`` with ``data`` in one step; a reader sees the old bytes or the new, never a mixture.

    Args:
        data: all of it, or its pieces.
        mode: permission bits of the new file.
        via: folder on the same file system for the unfinished file; beside the target unless given.

    Raises:
        OSError: nothing was replaced, except when flushing the folder itself failed.
    """
    unfinished = (via or target.parent) / f".{secrets.token_hex(8)}.part"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            os.fchmod(stream.fileno(), mode)  # the umask must not decide
            for piece in (data,) if isinstance(data, bytes) else data:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Make the entries of ``folder`` (created, renamed, removed) survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
