"""What every store of uploaded files promises, and how it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from services.kernel.errors import Conflict, FieldProblem, Invalid, NotFound, Unavailable

_PART = re.compile(r"[A-Za-z0-9_=-][A-Za-z0-9._=-]{0,199}")
_LONGEST_NAME = 512


class FileMissing(NotFound):
    """No file has this name."""

    code = "kernel.file_not_found"


class FileNameRefused(Invalid):
    """Such a name could mean something else to one of the stores, or leave its folder."""

    code = "kernel.file_name_refused"


class FileNameTaken(Conflict):
    """The name is, or leads through, the name of another file."""

    code = "kernel.file_name_taken"


class FileStoreUnavailable(Unavailable):
    """The store does not answer, has no room or does not let us in; the log says which."""

    code = "kernel.file_store_unavailable"


class FileStore(Protocol):
    """Bytes under opaque names such as ``cases/2026/11/<id>``.

    Names are made by services from ids, never by people; no name is the beginning of another up to a
    slash. All methods raise FileNameRefused for a bad name and FileStoreUnavailable when the store fails.
    Safe to share between threads.
    """

    def put(self, name: str, data: bytes, content_type: str) -> None:
        """Keep ``data``, replacing what was there; returns when it would survive a power cut."""

    def put_pieces(self, name: str, pieces: Iterable[bytes], content_type: str) -> None:
        """As ``put``, for what is too large to hold; what ``pieces`` raises leaves the old file as it was."""

    def get(self, name: str) -> bytes:
        """The bytes; FileMissing if there are none."""

    def get_piece(self, name: str, offset: int, length: int) -> bytes:
        """At most ``length`` bytes from ``offset``, none beyond the end; FileMissing if there is no file."""

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""

    def delete(self, name: str) -> None:
        """Forget the file; nothing happens if it is already gone."""

    def list(self, prefix: str) -> Iterator[str]:
        """Every name in the folder ``prefix`` and below, all for ``""``; in no particular order."""

    def check(self) -> None:
        """Raise FileStoreUnavailable unless the store can be reached; for health checks and at start."""


def checked_name(name: str) -> str:
    """``name`` itself if every store takes it literally; else FileNameRefused.

    Allowed are parts of letters, digits and ``._=-`` between single slashes, no part beginning with a dot.
    """
    if len(name) > _LONGEST_NAME or not all(_PART.fullmatch(part) for part in name.split("/")):
        raise FileNameRefused(FieldProblem("name", FileNameRefused.code))
    return name


def checked_prefix(prefix: str) -> str:
    """A folder name without its trailing slash, or nothing; else FileNameRefused."""
    folder = prefix.removesuffix("/")
    return checked_name(folder) if folder else ""
