"""One process per data directory: two would each believe that the other's unfinished work was theirs."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class DataInUse(RuntimeError):
    """Another process works on this data directory."""


@contextmanager
def locked(data_dir: Path) -> Iterator[None]:
    """Hold the directory's lock; it ends with the process, however that ends. Raises DataInUse."""
    folder = data_dir / "run"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DataInUse(f"{data_dir}: 已有进程在使用 / another process is using it") from None
        yield
