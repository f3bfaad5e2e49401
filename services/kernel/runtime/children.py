"""Child processes of one platform on one machine: started in order, watched, stopped in the reverse order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.kernel.settings import inherited_environment

_COMMAND = "services.kernel.runtime.cli"
_FROM_PARENT = "--parent"


@dataclass(frozen=True)
class Child:
    """A running command. ``log`` holds what it said."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def tail(self, lines: int = 20) -> str:
        """The last lines of its log."""
        return "\n".join(self.log.read_text("utf-8", errors="replace").splitlines()[-lines:])


class Children:
    """The children of this process. Each ends by itself when this process is gone."""

    def __init__(self, logs: Path, environment: Mapping[str, str]) -> None:
        logs.mkdir(parents=True, exist_ok=True)
        self._logs = logs
        self._environment = {**inherited_environment(), **environment}
        self._children: list[Child] = []

    def start(self, name: str, arguments: Sequence[str]) -> Child:
        """Start ``wangge`` with these arguments; its output goes to ``<logs>/<name>.log``."""
        log = self._logs / f"{name}.log"
        command = [sys.executable, "-m", _COMMAND, *arguments, _FROM_PARENT, str(os.getpid())]
        with log.open("ab") as output:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=self._environment
            )
        child = Child(name, process, log)
        self._children.append(child)
        return child

    def ended(self) -> list[Child]:
        """Those that have ended though nobody stopped them."""
        return [child for child in self._children if child.process.poll() is not None]

    def forget(self, child: Child) -> None:
        """Watch it no longer; for one that is started anew."""
        self._children.remove(child)

    def stop(self, child: Child, within: float = 40.0) -> None:
        """Ask it to end, wait, and kill it if it does not."""
        if child.process.poll() is None:
            child.process.send_signal(signal.SIGTERM)
            try:
                child.process.wait(within)
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
        if child in self._children:
            self._children.remove(child)

    def stop_all(self) -> None:
        """The last started first, so that whoever takes calls goes before whoever answers them."""
        for child in reversed(list(self._children)):
            self.stop(child)


def parent_gone(parent: int | None) -> bool:
    """Whether the process that started this one has ended; never when it was started by hand."""
    return parent is not None and os.getppid() != parent
