"""A private RabbitMQ from Debian's binaries; never one that already runs on the machine."""

from __future__ import annotations

import shutil
import signal
import socket
from pathlib import Path

from services.kernel.testing.private_process import (
    PrivateProcess,
    ServerUnavailable,
    first_of,
    free_port,
    own_folder,
)
from services.kernel.testing.private_server import PrivateServer

_RABBIT_CONFIGURATION = """\
disk_free_limit.absolute = 50MB
vm_memory_high_watermark.absolute = 512MB
log.file = false
log.console = true
log.console.level = info
"""


class PrivateRabbit(PrivateServer):
    """A RabbitMQ node of its own, with an epmd of its own.

    Args:
        folder: where queues and log live; kept on leaving and used again by the next start. Without one a
            temporary folder is made and removed.
        port: the loopback port; a free one when None.

    Raises:
        ServerUnavailable: from ``start``, when binaries are missing or the node does not come up.
    """

    def __init__(self, folder: Path | None = None, *, port: int | None = None) -> None:
        self._given_folder = folder
        self.port = port if port is not None else free_port()
        self._distribution_port = free_port()
        self.names_port = free_port()
        self._temporary = False
        self._node: PrivateProcess | None = None
        self._names: PrivateProcess | None = None

    @property
    def running(self) -> bool:
        """Whether the node's process is alive."""
        return self._node is not None and self._node.running

    @property
    def folder(self) -> Path:
        """The folder with ``mnesia/``, ``log/`` and ``rabbit.log``; known once started."""
        return self._started().log.parent

    @property
    def url(self) -> str:
        """AMQP URL of the default virtual host."""
        return f"amqp://guest:guest@127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Start the node and wait until it takes connections (4 to 8 s). Nothing if it runs."""
        if self.running:
            return
        server = first_of(Path("/usr/lib/rabbitmq/bin/rabbitmq-server"), package="rabbitmq-server")
        epmd = first_of(
            Path("/usr/bin/epmd"),
            *sorted(Path("/usr/lib/erlang").glob("erts-*/bin/epmd")),
            package="erlang-base",
        )
        if self._node is None or self._names is None:
            folder, self._temporary = own_folder(self._given_folder, "rabbitmq")
            self._node = PrivateProcess("rabbit", "rabbitmq", folder)
            self._names = PrivateProcess("epmd", "rabbitmq", folder)
            (folder / "enabled_plugins").write_text("[].\n", "ascii")
            (folder / "rabbitmq.conf").write_text(_RABBIT_CONFIGURATION, "ascii")
            (folder / "advanced.config").write_text("[].\n", "ascii")
            (folder / "rabbitmq-env.conf").write_text("", "ascii")
            own_folder(folder, "rabbitmq")
        if not self._names.running:
            # Ours and in the foreground: the one Erlang starts by itself stays behind as a daemon.
            names = [str(epmd), "-port", str(self.names_port), "-address", "127.0.0.1"]
            self._names.start(names, {})
            self._names.wait_until(lambda: _accepts(self.names_port), within=20)
        self._node.start([str(server)], self._environment())
        try:
            self._node.wait_until(self._answers, within=90)
        except ServerUnavailable:
            self._names.kill()
            raise

    def stop(self) -> None:
        """Stop in good order; durable queues and messages are there at the next start."""
        if self._node is not None and self._names is not None:
            self._node.stop(signal.SIGTERM, within=30)
            self._names.kill()

    def kill(self) -> None:
        """SIGKILL to the node, as a power cut would."""
        self._started().kill()
        if self._names is not None:
            self._names.kill()

    def close(self) -> None:
        """Stop and, when the folder was temporary, remove it."""
        if self._node is not None:
            if self._temporary:
                self.kill()
                shutil.rmtree(self.folder, ignore_errors=True)
                self._node = self._names = None
            else:
                self.stop()

    def _started(self) -> PrivateProcess:
        if self._node is None:
            raise ServerUnavailable("the private RabbitMQ was not started")
        return self._node

    def _environment(self) -> dict[str, str]:
        folder = self.folder
        return {
            "ERL_CRASH_DUMP_BYTES": "0",
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_EPMD_PORT": str(self.names_port),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "advanced.config"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(folder / "rabbitmq-env.conf"),
            "RABBITMQ_DIST_PORT": str(self._distribution_port),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            # Part of the data's folder name: it may not change with the port.
            "RABBITMQ_NODENAME": "wangge@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_PID_FILE": str(folder / "rabbit.pid"),
            # Schedulers that find no work sleep instead of spinning: two cores are shared with the tests.
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": (
                "+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}"
            ),
            # Makes the Erlang machine take the place of the start script, so that our signals reach it.
            "RUNNING_UNDER_SYSTEMD": "true",
        }

    def _answers(self) -> bool:
        """Whether the node greets: a Connection.Start method frame begins with octet 1."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as probe:
                probe.sendall(b"AMQP\x00\x00\x09\x01")
                return probe.recv(1) == b"\x01"
        except OSError:
            return False


def _accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
