"""The demo county as `make run` starts it: a process of its own with gateway, services and the told story."""

from __future__ import annotations

import getpass
import signal
import sys
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

from services.kernel.testing.private_process import PrivateProcess, free_port

STARTED_WITHIN = 240.0  # seconds; the demo takes about 20 of them on a quiet machine
_STOPPED_WITHIN = 20.0


class DemoCounty:
    """Begins with an empty data folder, answers when all of the demo is there, leaves nothing running."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._process = PrivateProcess("county", getpass.getuser(), folder)

    @property
    def address(self) -> str:
        """Scheme, host and port; no slash at the end."""
        return f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "services.kernel.runtime.cli", "up", "--demo"]
        command += ["--port", str(self._port), "--grpc-port", str(free_port())]
        self._process.start([*command, "--data", str(self._folder / "data")], {"TZ": "Asia/Shanghai"})
        self._process.wait_until(self._answers, within=STARTED_WITHIN)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.stop(signal.SIGTERM, within=_STOPPED_WITHIN)

    def _answers(self) -> bool:
        # The gateway comes last, when the story is told.
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False
