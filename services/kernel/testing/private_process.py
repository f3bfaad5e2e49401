"""One server process of our own: its user, its port, its log, and nothing of it left behind."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import SystemRandom

# The watcher holds the read end of our pipe. When this process closes it, or dies of anything at all,
# the watcher kills the server's process group. It is started twice removed, so that the server, which
# takes over the shell's process, does not find a child it never made.
_WATCHED = """
exec 3<&0
( { read -r _ <&3; kill -KILL -$$; } >/dev/null 2>&1 & )
exec 3<&- "$@" </dev/null
"""
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# Below the range from which the kernel hands out ports for outgoing connections: the port of a server
# that is down for a moment stays free until it is back.
_PORTS = range(15000, 32000)


class ServerUnavailable(RuntimeError):
    """The private server cannot be started; the text says what the operator can do about it."""


def free_port() -> int:
    """A loopback TCP port that nothing listens on now."""
    chance = SystemRandom()
    for _ in range(200):
        port = chance.choice(_PORTS)
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise ServerUnavailable("no free port found between 15000 and 32000 on 127.0.0.1")


def run_as(user: str) -> list[str]:
    """The command prefix that changes from root to ``user``; empty when we are not root."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam(user)
    except KeyError:
        raise ServerUnavailable(
            f"the system user {user} does not exist; its Debian package makes it"
        ) from None
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"]


def own_folder(folder: Path | None, user: str) -> tuple[Path, bool]:
    """Make or take a folder and give it to ``user`` when we are root.

    Returns the folder and whether it is temporary (made here, to be removed by the owner).
    Raises ServerUnavailable when ``user`` cannot enter it, as under a closed home folder.
    """
    temporary = folder is None
    path = Path(tempfile.mkdtemp(prefix=f"wangge-{user}-")) if folder is None else folder.resolve()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.geteuid() == 0:
        for inside in (path, *path.rglob("*")):
            shutil.chown(inside, user, user)
        if subprocess.run([*run_as(user), "test", "-w", str(path)], check=False).returncode != 0:
            raise ServerUnavailable(
                f"the system user {user} cannot enter {path}; choose a folder whose parents it may enter"
            )
    return path, temporary


def first_of(*candidates: Path, package: str) -> Path:
    """The first path that exists; raises ServerUnavailable naming the Debian package that brings it."""
    for candidate in candidates:
        if candidate.exists():
            return candidate
    raise ServerUnavailable(f"{candidates[0]} is missing; install the Debian package {package}")


class PrivateProcess:
    """A server process in its own process group, which never outlives this one."""

    def __init__(self, name: str, user: str, folder: Path) -> None:
        self.name = name
        self.log = folder / f"{name}.log"
        self._user = user
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether the process has been started and has not ended."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process id; raises ServerUnavailable when it was never started."""
        if self._process is None:
            raise ServerUnavailable(f"{self.name} was not started")
        return self._process.pid

    def start(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start the command with exactly this environment (and PATH, HOME, LANG); output goes to the log."""
        base = {"PATH": _PATH, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "HOME": str(self._folder)}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*run_as(self._user), "sh", "-c", _WATCHED, "sh", *command],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env={**base, **environment},
                cwd=self._folder,
                start_new_session=True,
            )

    def wait_until(self, ready: Callable[[], bool], within: float) -> None:
        """Ask ``ready`` until it says yes, for ``within`` seconds at most.

        Raises ServerUnavailable with the end of the log when the process ended or the time is over.
        """
        deadline = time.monotonic() + within
        while not ready():
            ended = not self.running
            if ended or time.monotonic() > deadline:
                what = "ended at once" if ended else f"was not ready within {within:.0f} s"
                self.kill()
                raise ServerUnavailable(f"{self.name} {what}; the end of {self.log}:\n{self.tail()}")
            time.sleep(0.05)

    def stop(self, sign: signal.Signals, within: float) -> None:
        """Ask to end with ``sign``; what has not ended after ``within`` seconds is killed."""
        if self._process is not None and self.running:
            self._process.send_signal(sign)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(within)
        self.kill()

    def kill(self) -> None:
        """SIGKILL to the process and everything it started; returns when all of it is gone."""
        if self._process is None:
            return
        family = [self._process.pid, *_descendants(self._process.pid)]
        for pid in family:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait()
        if self._process.stdin is not None:
            self._process.stdin.close()
        deadline = time.monotonic() + 10
        while any(_alive(pid) for pid in family) and time.monotonic() < deadline:
            time.sleep(0.01)
        self._process = None

    def tail(self, lines: int = 15) -> str:
        """The last lines of the log."""
        if not self.log.exists():
            return "(no log)"
        return "\n".join(self.log.read_text("utf-8", errors="replace").splitlines()[-lines:])


def _status(pid: int) -> tuple[str, int] | None:
    """State letter and parent of a process, None when it is gone."""
    try:
        # The name in parentheses may itself hold spaces and parentheses.
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return fields[0], int(fields[1])


def _alive(pid: int) -> bool:
    status = _status(pid)
    return status is not None and status[0] not in "ZX"


def _descendants(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (status := _status(int(entry.name))) is not None:
            parents.setdefault(status[1], []).append(int(entry.name))
    found: list[int] = []
    waiting = [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found
