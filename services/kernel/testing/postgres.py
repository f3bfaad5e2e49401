"""A private PostgreSQL from Debian's binaries; never one that already runs on the machine."""

from __future__ import annotations

import secrets
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg2
from psycopg2 import sql

from services.kernel.testing.private_process import (
    PrivateProcess,
    ServerUnavailable,
    first_of,
    free_port,
    own_folder,
    run_as,
)
from services.kernel.testing.private_server import PrivateServer


class PrivatePostgres(PrivateServer):
    """A PostgreSQL cluster of its own.

    Args:
        folder: where data and log live; kept on leaving and used again by the next start. Without one a
            temporary folder is made and removed.
        durable: False trades the safety of committed data against a crash of the machine for speed
            (``fsync = off``); it still survives the death of the server process.
        port: the loopback port; a free one when None.

    Raises:
        ServerUnavailable: from ``start``, when binaries are missing or the server does not come up.
    """

    USER = "wangge"
    DATABASE = "wangge"

    def __init__(self, folder: Path | None = None, *, durable: bool = False, port: int | None = None) -> None:
        self._given_folder = folder
        self._durable = durable
        self.port = port if port is not None else free_port()
        self._temporary = False
        self._process: PrivateProcess | None = None
        self._password = ""

    @property
    def running(self) -> bool:
        """Whether the server process is alive."""
        return self._process is not None and self._process.running

    @property
    def folder(self) -> Path:
        """The folder with ``data/`` and ``postgres.log``; known once started."""
        return self._started().log.parent

    @property
    def url(self) -> str:
        """SQLAlchemy URL of the database ``wangge``."""
        return self.url_of(self.DATABASE)

    def url_of(self, database: str) -> str:
        """SQLAlchemy URL of a database of this server."""
        return f"postgresql+psycopg2://{self.USER}:{self._password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Make the cluster if there is none, start it and wait until it answers. Nothing if it runs."""
        if self.running:
            return
        binaries = _postgres_binaries()
        if self._process is None:
            folder, self._temporary = own_folder(self._given_folder, "postgres")
            self._process = PrivateProcess("postgres", "postgres", folder)
        data = self.folder / "data"
        self._create_cluster(binaries, data)
        # synchronous_commit stays on: a committed row must outlive the death of the server process.
        fast = {"fsync": "off", "full_page_writes": "off"}
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "200",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "lc_messages": "C",
            **({} if self._durable else fast),
        }
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        self._process.start([str(binaries / "postgres"), "-D", str(data), *settings], {})
        self._process.wait_until(self._answers, within=60)
        if not self._exists(self.DATABASE):
            self.create_database(self.DATABASE)

    def stop(self) -> None:
        """Stop in good order (fast shutdown: open sessions are rolled back)."""
        if self._process is not None:
            self._process.stop(signal.SIGINT, within=30)

    def kill(self) -> None:
        """SIGKILL to the server and all its sessions, as a power cut would."""
        self._started().kill()

    def close(self) -> None:
        """Stop and, when the folder was temporary, remove it."""
        if self._process is not None:
            if self._temporary:
                self._process.kill()
                shutil.rmtree(self.folder, ignore_errors=True)
                self._process = None
            else:
                self.stop()

    def create_database(self, name: str, template: str = "template0") -> str:
        """Create a UTF-8 database, a copy of ``template`` (to which nobody may be connected); its URL."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        self._administer(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return self.url_of(name)

    def drop_database(self, name: str) -> None:
        """Drop a database if it is there, ending the sessions that use it."""
        self._administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _started(self) -> PrivateProcess:
        if self._process is None:
            raise ServerUnavailable("the private PostgreSQL was not started")
        return self._process

    def _create_cluster(self, binaries: Path, data: Path) -> None:
        password_file = self.folder / "password"
        if not (data / "PG_VERSION").exists():
            shutil.rmtree(data, ignore_errors=True)  # what an interrupted first start left
            password_file.write_text(secrets.token_urlsafe(24), "ascii")
            password_file.chmod(0o600)
            own_folder(self.folder, "postgres")
            made = subprocess.run(
                [
                    *run_as("postgres"),
                    *(str(binaries / "initdb"), "-D", str(data), "-U", self.USER, "-E", "UTF8"),
                    *(
                        "--locale=C.UTF-8",
                        "--auth=scram-sha-256",
                        f"--pwfile={password_file}",
                        "--no-instructions",
                    ),
                    *(() if self._durable else ("--no-sync",)),
                ],
                cwd=self.folder,
                capture_output=True,
                text=True,
                check=False,
            )
            if made.returncode != 0:
                shutil.rmtree(data, ignore_errors=True)
                raise ServerUnavailable(f"initdb could not make {data}: {made.stderr.strip()}")
        self._password = password_file.read_text("ascii").strip()

    def _connect(self) -> psycopg2.extensions.connection:
        return psycopg2.connect(
            host="127.0.0.1",
            port=self.port,
            user=self.USER,
            password=self._password,
            dbname="postgres",
            connect_timeout=5,
        )

    def _answers(self) -> bool:
        try:
            self._connect().close()
        except psycopg2.OperationalError:
            return False
        return True

    def _exists(self, database: str) -> bool:
        connection = self._connect()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,))
                return cursor.fetchone() is not None
        finally:
            connection.close()

    def _administer(self, statement: sql.Composable) -> None:
        connection = self._connect()
        try:
            connection.autocommit = True  # databases cannot be created or dropped in a transaction
            with connection.cursor() as cursor:
                cursor.execute(statement)
        finally:
            connection.close()


def _postgres_binaries() -> Path:
    """The folder with the newest PostgreSQL's ``initdb`` and ``postgres``."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]), reverse=True
    )
    return first_of(*found, Path("/usr/lib/postgresql/15/bin/postgres"), package="postgresql").parent
