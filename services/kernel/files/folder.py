"""Files in a local folder, each flushed to the disk before it is acknowledged."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from services.kernel.files.durable import flush_folder, write_durably
from services.kernel.files.port import (
    FileMissing,
    FileNameTaken,
    FileStoreUnavailable,
    checked_name,
    checked_prefix,
)

_UNFINISHED = ".unfinished"
_ABANDONED_AFTER = 86_400  # seconds
_FOLDERS_REMEMBERED = 10_000

log = logging.getLogger(__name__)


class FolderStore:
    """A FileStore on a local file system. The type of the content is not kept; records hold it.

    Written by hand because obstore's LocalStore renames without flushing: a file acknowledged before
    a power cut could be empty or gone after it.
    """

    def __init__(self, root: Path) -> None:
        """Create ``root`` if needed, clear what crashed writers left; may raise FileStoreUnavailable."""
        self._root = root.absolute()
        self._unfinished = self._root / _UNFINISHED
        self._known: set[Path] = set()
        self._lock = threading.Lock()
        try:
            self._unfinished.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._clear_abandoned()
        except OSError as problem:
            log.error("file store cannot be opened: %s", problem)
            raise FileStoreUnavailable() from problem

    def put(self, name: str, data: bytes, content_type: str) -> None:
        """See FileStore; FileNameTaken if a part of the name is a file or the name is a folder."""
        target = self._path(name)
        with _failures():
            try:
                self._make_folder(target.parent)
                write_durably(target, data, via=self._unfinished)
            except FileNotFoundError:
                # Somebody tidied empty folders away since we made this one.
                self._known.clear()
                self._make_folder(target.parent)
                write_durably(target, data, via=self._unfinished)

    def put_pieces(self, name: str, pieces: Iterable[bytes], content_type: str) -> None:
        """See FileStore; FileNameTaken as of ``put``."""
        target = self._path(name)
        with _failures():
            self._make_folder(target.parent)
            write_durably(target, pieces, via=self._unfinished)

    def get(self, name: str) -> bytes:
        """See FileStore."""
        path = self._path(name)
        try:
            with _failures():
                return path.read_bytes()
        except (FileNotFoundError, FileNameTaken):
            raise FileMissing() from None

    def get_piece(self, name: str, offset: int, length: int) -> bytes:
        """See FileStore."""
        path = self._path(name)
        try:
            with _failures(), path.open("rb") as stream:
                stream.seek(offset)
                return stream.read(length)
        except (FileNotFoundError, FileNameTaken):
            raise FileMissing() from None

    def exists(self, name: str) -> bool:
        """See FileStore."""
        with _failures():
            return self._path(name).is_file()

    def delete(self, name: str) -> None:
        """See FileStore."""
        path = self._path(name)
        try:
            with _failures():
                path.unlink()
                flush_folder(path.parent)
        except (FileNotFoundError, FileNameTaken):
            return

    def list(self, prefix: str) -> Iterator[str]:
        """See FileStore."""
        start = self._root / checked_prefix(prefix)
        return self._walk(start)

    def check(self) -> None:
        """See FileStore."""
        with _failures():
            if not os.access(self._unfinished, os.W_OK | os.X_OK):
                raise PermissionError(f"{self._unfinished} is not writable")

    def _path(self, name: str) -> Path:
        return self._root / checked_name(name)

    def _walk(self, start: Path) -> Iterator[str]:
        for folder, folders, names in os.walk(start, onerror=_unless_gone):
            folders[:] = [each for each in folders if not each.startswith(".")]
            for name in names:
                if not name.startswith("."):
                    yield (Path(folder) / name).relative_to(self._root).as_posix()

    def _make_folder(self, folder: Path) -> None:
        """Make the folder and flush each entry on the way: once per process, since only that is sure."""
        missing: list[Path] = []
        with self._lock:
            while folder != self._root and folder not in self._known:
                missing.append(folder)
                folder = folder.parent
        for each in reversed(missing):
            each.mkdir(mode=0o700, exist_ok=True)
            flush_folder(each.parent)
        with self._lock:
            if len(self._known) > _FOLDERS_REMEMBERED:
                self._known.clear()
            self._known.update(missing)

    def _clear_abandoned(self) -> None:
        # Both times come from the file system, so a wrong clock here removes nobody's running upload.
        os.utime(self._unfinished)
        now = self._unfinished.stat().st_mtime
        for leftover in self._unfinished.iterdir():
            try:
                if now - leftover.stat().st_mtime > _ABANDONED_AFTER:
                    leftover.unlink()
            except FileNotFoundError:
                continue  # another process clears, too


def _unless_gone(problem: OSError) -> None:
    # os.walk would pass over a folder it may not read, and a sweep would take its files for missing.
    if not isinstance(problem, FileNotFoundError | NotADirectoryError):
        log.error("file store failed: %s", problem)
        raise FileStoreUnavailable() from problem


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except (IsADirectoryError, NotADirectoryError, FileExistsError) as problem:
        raise FileNameTaken() from problem
    except OSError as problem:
        log.error("file store failed: %s", problem)
        raise FileStoreUnavailable() from problem
