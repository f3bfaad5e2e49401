"""Files in an S3-compatible store, or in memory through the same code."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import MemoryStore, S3Store

from services.kernel.files.port import FileMissing, FileStoreUnavailable, checked_name, checked_prefix

log = logging.getLogger(__name__)
_PIECE = 5 << 20  # the least that a part of an upload to S3 has
_SPOOLED = 8 << 20  # bytes held in memory before they go to a temporary file


class ObjectFiles:
    """A FileStore on obstore. An acknowledged put is as durable as the store behind makes it."""

    def __init__(self, store: S3Store | MemoryStore) -> None:
        self._store = store

    def put(self, name: str, data: bytes, content_type: str) -> None:
        """See FileStore."""
        with _failures():
            attributes = {"Content-Type": content_type}
            obstore.put(self._store, checked_name(name), data, attributes=attributes)

    def put_pieces(self, name: str, pieces: Iterable[bytes], content_type: str) -> None:
        """See FileStore."""
        attributes = {"Content-Type": content_type}
        # Not handed over as they come: obstore would turn what ``pieces`` raises into a failure of the store.
        with tempfile.SpooledTemporaryFile(_SPOOLED) as spool:
            for piece in pieces:
                spool.write(piece)
            spool.seek(0)
            with _failures():
                obstore.put(
                    self._store,
                    checked_name(name),
                    iter(lambda: spool.read(_PIECE), b""),
                    attributes=attributes,
                )

    def get(self, name: str) -> bytes:
        """See FileStore."""
        with _failures():
            return obstore.get(self._store, checked_name(name)).bytes().to_bytes()

    def get_piece(self, name: str, offset: int, length: int) -> bytes:
        """See FileStore."""
        with _failures():
            end = min(offset + length, obstore.head(self._store, checked_name(name))["size"])
            if end <= offset:
                return b""
            return obstore.get_range(self._store, checked_name(name), start=offset, end=end).to_bytes()

    def exists(self, name: str) -> bool:
        """See FileStore."""
        try:
            with _failures():
                obstore.head(self._store, checked_name(name))
        except FileMissing:
            return False
        return True

    def delete(self, name: str) -> None:
        """See FileStore."""
        try:
            with _failures():
                obstore.delete(self._store, checked_name(name))
        except FileMissing:
            return

    def list(self, prefix: str) -> Iterator[str]:
        """See FileStore."""
        return self._pages(checked_prefix(prefix))

    def check(self) -> None:
        """See FileStore; tells a missing bucket, too."""
        try:
            with _failures():
                next(iter(obstore.list(self._store, chunk_size=1)), None)
        except FileMissing as problem:
            raise FileStoreUnavailable() from problem

    def _pages(self, folder: str) -> Iterator[str]:
        with _failures():
            for page in obstore.list(self._store, folder or None):
                yield from (entry["path"] for entry in page)


def s3_files(
    bucket: str, *, endpoint: str | None, access_key: str, secret_key: str, region: str, folder: str = ""
) -> ObjectFiles:
    """Files in a bucket, under ``folder`` if given. Connects at first use; gives up after about 30 s.

    Args:
        endpoint: ``http(s)://host:port`` of a compatible server; Amazon's own if None.
    """
    store = S3Store(
        bucket,
        prefix=folder or None,
        endpoint=endpoint,
        access_key_id=access_key,
        secret_access_key=secret_key,
        region=region,
        virtual_hosted_style_request=endpoint is None,
        client_options={
            "allow_http": bool(endpoint and endpoint.startswith("http://")),
            "connect_timeout": timedelta(seconds=5),
            "timeout": timedelta(seconds=60),
        },
        retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=30)},
    )
    return ObjectFiles(store)


def memory_files() -> ObjectFiles:
    """Files that live as long as the process."""
    return ObjectFiles(MemoryStore())


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except (NotFoundError, FileNotFoundError) as problem:
        raise FileMissing() from problem
    except (BaseError, OSError) as problem:
        log.error("file store failed: %s", problem)
        raise FileStoreUnavailable() from problem
