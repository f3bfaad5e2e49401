"""Processor time of each process while something is measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psutil

from benchmarks.platform import Distributed


class Effort:
    """Seconds of processor time by process name; ``postgres`` is the server with all its sessions."""

    def __init__(self, platform: Distributed) -> None:
        self._platform = platform
        self.seconds: dict[str, float] = {}

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Fill ``seconds`` with what was spent inside."""
        before = self._now()
        yield
        after = self._now()
        self.seconds = {name: max(0.0, after[name] - before.get(name, 0.0)) for name in after}

    def per_call(self, calls: float) -> Mapping[str, float]:
        """Milliseconds by process for each of that many calls."""
        return {name: spent * 1000 / max(calls, 1) for name, spent in self.seconds.items()}

    def _now(self) -> dict[str, float]:
        found = {name: _spent(process) for name, process in self._platform.processes.items()}
        found["postgres"] = server_seconds(str(self._platform.postgres.folder))
        return found


def server_seconds(folder: str) -> float:
    """Of processor time that the server with its data below that folder spent so far, in all sessions."""
    return sum(_spent(each, and_gone=number == 0) for number, each in enumerate(_postgres(folder)))


def _postgres(data: str) -> Iterator[psutil.Process]:
    """The server's first process, then all that it has now."""
    for process in psutil.process_iter(["cmdline"]):
        line = process.info["cmdline"] or []
        if any(data in part for part in line) and "postgres" in line[0]:
            yield process
            yield from process.children(recursive=True)
            return


def _spent(process: psutil.Process, *, and_gone: bool = False) -> float:
    """``and_gone``: with what children spent that have ended, as sessions do when a pool lets go of them."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(
        times.user + times.system + (times.children_user + times.children_system if and_gone else 0.0)
    )
