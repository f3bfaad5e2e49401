"""Opens the file store that the settings name."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from services.kernel.files.folder import FolderStore
from services.kernel.files.objects import memory_files, s3_files
from services.kernel.files.port import (
    FileMissing,
    FileNameRefused,
    FileNameTaken,
    FileStore,
    FileStoreUnavailable,
    checked_prefix,
)

__all__ = [
    "FileMissing",
    "FileNameRefused",
    "FileNameTaken",
    "FileStore",
    "FileStoreUnavailable",
    "open_store",
]

_S3_OPTIONS = frozenset({"endpoint", "access_key", "secret_key", "region"})


def open_store(url: str) -> FileStore:
    """The store at ``file:///folder``, ``s3://bucket[/folder]?access_key=..&secret_key=..`` or ``memory:``.

    S3 takes ``endpoint=http://host:9000`` for compatible servers and ``region`` (``us-east-1``);
    percent-encode ``+``, ``&`` and ``%`` in the secret.

    Raises:
        ValueError: the address cannot be used; says why, without the secret.
        FileStoreUnavailable: the local folder cannot be made.
    """
    parts = urlsplit(url)
    if parts.scheme == "memory":
        return memory_files()
    if parts.scheme == "file":
        return _folder(parts)
    if parts.scheme == "s3":
        return _s3(parts)
    raise ValueError(f"a file store is file:, s3: or memory:, not {parts.scheme!r}")


def _folder(parts: SplitResult) -> FileStore:
    if parts.netloc not in ("", "localhost") or not parts.path.startswith("/") or parts.query:
        raise ValueError("a local file store is written file:///absolute/folder")
    return FolderStore(Path(unquote(parts.path)))


def _s3(parts: SplitResult) -> FileStore:
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = options.keys() - _S3_OPTIONS
    missing = [name for name in ("access_key", "secret_key") if not options.get(name)]
    if not parts.netloc or "@" in parts.netloc or unknown or missing:
        wrong = [
            *(f"unknown {name}" for name in sorted(unknown)),
            *(f"{name} is missing" for name in missing),
        ]
        raise ValueError(f"an S3 file store is written s3://bucket?options: {', '.join(wrong) or 'bucket?'}")
    endpoint = options.get("endpoint") or None
    if endpoint and urlsplit(endpoint).scheme not in ("http", "https"):
        raise ValueError("the endpoint of an S3 file store begins with http:// or https://")
    return s3_files(
        parts.netloc,
        endpoint=endpoint,
        access_key=options["access_key"],
        secret_key=options["secret_key"],
        region=options.get("region") or "us-east-1",
        folder=checked_prefix(parts.path.strip("/")),
    )
