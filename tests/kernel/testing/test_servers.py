"""The private servers start, survive what tests do to them, and leave nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pika
import psycopg2
import pytest

from services.kernel.testing import postgres as postgres_module
from services.kernel.testing.private_process import PrivateProcess, ServerUnavailable, first_of, free_port
from services.kernel.testing.servers import PrivatePostgres, PrivateRabbit

ROOT = Path(__file__).resolve().parents[3]


def _dsn(url: str) -> str:
    return url.replace("postgresql+psycopg2://", "postgresql://")


def _query(url: str, statement: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(_dsn(url))
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def _mentioning(word: str) -> list[str]:
    """Command lines of the processes that mention a word, this one left out."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            if word in line:
                found.append(line)
    return found


def _eventually(holds: Callable[[], bool], within: float = 15) -> bool:
    deadline = time.monotonic() + within
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_a_database_is_utf8_and_sorts_by_code_point(postgres_url: str) -> None:
    rows = _query(
        postgres_url,
        "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database"
        " WHERE datname = current_database()",
    )

    assert rows == [("UTF8", "C.UTF-8")]


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_has_an_empty_database(postgres_url: str, turn: int) -> None:
    _query(postgres_url, "CREATE TABLE leftover (id int)")

    assert _query(postgres_url, "SELECT count(*) FROM leftover") == [(0,)]


def test_a_database_can_be_a_copy_of_another(postgres: PrivatePostgres, postgres_url: str) -> None:
    _query(postgres_url, "CREATE TABLE place (name text)")
    _query(postgres_url, "INSERT INTO place VALUES ('幸福社区')")

    copy = postgres.create_database("copy", template=postgres_url.rpartition("/")[2])

    assert _query(copy, "SELECT name FROM place") == [("幸福社区",)]
    postgres.drop_database("copy")


def test_committed_rows_survive_a_restart_and_a_kill_of_postgres(
    postgres: PrivatePostgres, postgres_url: str
) -> None:
    _query(postgres_url, "CREATE TABLE kept (id int)")
    _query(postgres_url, "INSERT INTO kept VALUES (1)")
    session = psycopg2.connect(_dsn(postgres_url))

    postgres.restart()
    _query(postgres_url, "INSERT INTO kept VALUES (2)")
    postgres.kill()
    dead = postgres.running
    postgres.start()

    assert not dead
    assert _query(postgres_url, "SELECT id FROM kept ORDER BY id") == [(1,), (2,)]
    session.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder whose parents every user may enter, which pytest's own are not."""
    folder = Path(tempfile.gettempdir()) / f"wangge-kept-{free_port()}"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.distributed
def test_a_durable_server_keeps_fsync_and_its_folder(open_folder: Path) -> None:
    with PrivatePostgres(open_folder, durable=True) as first:
        _query(first.url, "CREATE TABLE kept (id int)")
        fsync = _query(first.url, "SHOW fsync")
    with PrivatePostgres(open_folder, durable=True) as second:
        rows = _query(second.url, "SELECT count(*) FROM kept")

    assert fsync == [("on",)]
    assert rows == [(0,)]


def test_a_durable_message_survives_a_restart_and_a_kill_of_rabbit(rabbit: PrivateRabbit) -> None:
    parameters = pika.URLParameters(rabbit.url)
    with pika.BlockingConnection(parameters) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.queue_declare("survivors", durable=True)
        channel.basic_publish("", "survivors", "在".encode(), pika.BasicProperties(delivery_mode=2))

    rabbit.restart()
    rabbit.kill()
    dead = rabbit.running
    rabbit.start()

    assert not dead
    with pika.BlockingConnection(parameters) as connection:
        channel = connection.channel()
        _, _, body = channel.basic_get("survivors", auto_ack=True)
        channel.queue_delete("survivors")
    assert body == "在".encode()


def test_two_nodes_live_beside_each_other_and_leave_nothing(rabbit: PrivateRabbit) -> None:
    with PrivateRabbit() as other:
        folder = other.folder
        assert other.port != rabbit.port
        pika.BlockingConnection(pika.URLParameters(other.url)).close()
        assert _mentioning(str(folder)) != []
        names_port = f"-port {other.names_port}"
        assert _mentioning(names_port) != []

    # Whoever watches over a process ends a moment after it.
    assert _eventually(lambda: _mentioning(str(folder)) == [])
    assert _eventually(lambda: _mentioning(names_port) == [])
    assert not folder.exists()


@pytest.mark.distributed
def test_postgres_leaves_nothing() -> None:
    with PrivatePostgres() as server:
        folder = server.folder
        assert _mentioning(str(folder)) != []

    assert _eventually(lambda: _mentioning(str(folder)) == [])
    assert not folder.exists()


@pytest.mark.distributed
def test_a_server_ends_with_the_process_that_started_it() -> None:
    program = (
        "from services.kernel.testing.servers import PrivatePostgres\n"
        "import signal\n"
        "server = PrivatePostgres(); server.start(); print(server.folder, flush=True); signal.pause()\n"
    )
    owner = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    folder = owner.stdout.readline().strip()
    assert _mentioning(folder) != []

    owner.send_signal(signal.SIGKILL)
    owner.wait()
    owner.stdout.close()

    assert _eventually(lambda: _mentioning(folder) == [])
    shutil.rmtree(folder)


def test_starting_twice_is_the_same_as_once(postgres: PrivatePostgres) -> None:
    before = postgres.url

    postgres.start()

    assert postgres.url == before


def test_a_missing_binary_names_the_debian_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Path:
        return first_of(Path("/nowhere/postgres"), package="postgresql")

    monkeypatch.setattr(postgres_module, "_postgres_binaries", missing)

    with pytest.raises(ServerUnavailable, match="install the Debian package postgresql"):
        PrivatePostgres().start()


def test_a_process_that_ends_at_once_shows_the_end_of_its_log(tmp_path: Path) -> None:
    process = PrivateProcess("brief", "root", tmp_path)
    process.start(["sh", "-c", "echo the disk is full; exit 3"], {})

    with pytest.raises(ServerUnavailable, match="the disk is full"):
        process.wait_until(lambda: False, within=10)


def test_a_process_that_ignores_the_request_to_stop_is_killed(tmp_path: Path) -> None:
    process = PrivateProcess("stubborn", "root", tmp_path)
    process.start(["sh", "-c", "trap '' TERM; echo up; while :; do sleep 60; done"], {})
    process.wait_until(lambda: "up" in process.tail(), within=10)

    process.stop(signal.SIGTERM, within=0.1)

    assert not process.running


@pytest.mark.distributed
@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes to the servers' users")
def test_a_folder_the_server_cannot_enter_is_refused(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    with pytest.raises(ServerUnavailable, match="cannot enter"):
        PrivatePostgres(closed / "data").start()
