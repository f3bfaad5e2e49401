"""The command line over the toy services: schemas, audit, keys, backup, and a whole start and stop."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from services.kernel.runtime import cli_keys
from services.kernel.runtime.cli_root import root
from services.kernel.runtime.discovery import discover, select
from services.kernel.runtime.keys import load_ring
from services.kernel.security.fields import FieldCipher
from services.kernel.settings import read_settings
from services.kernel.testing.platform import TestPlatform
from services.kernel.testing.private_process import free_port

Run = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path, toys: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WANGGE_SERVICES", "toyfire")
    monkeypatch.setenv("WANGGE_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def run(data: Path) -> Run:
    return lambda *arguments: CliRunner().invoke(root, [str(each) for each in arguments])


@pytest.fixture
def filled(data: Path, toys: Path) -> Path:
    """A data directory with three pipes, their hydrants and a file."""
    from toywater.v1 import water_pb2, water_pb2_grpc  # type: ignore[import-not-found]

    with TestPlatform(data.parent, select(["toyfire"], discover())) as platform:
        stub = platform.stub(water_pb2_grpc.WaterServiceStub, platform.token_of("ann", ["toywater.pipe.lay"]))
        for name in ("one", "two", "three"):
            stub.LayPipe(water_pb2.LayPipeRequest(name=name))
        platform.contexts["toywater"].files.put("toywater/plan", b"a plan", "text/plain")
        platform.settle()
    return data


def pipes(data: Path) -> list[Any]:
    import sqlite3

    with sqlite3.connect(data / "databases" / "toywater.sqlite3") as connection:
        return connection.execute("SELECT id, name, owner_sealed FROM pipe ORDER BY id").fetchall()


def test_migrate_makes_keys_and_schemas_once(run: Run, data: Path) -> None:
    first, second = run("migrate"), run("migrate")

    assert "toywater:0001" in first.output
    assert "up to date" in second.output
    assert run("migrate", "--check").exit_code == 0
    assert (data / "keys" / "ring.json").stat().st_mode & 0o777 == 0o600


def test_services_lists_what_is_enabled(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")

    output = run("services").output

    assert "toyfire" in output
    assert "toyweather" in output


def test_an_unknown_service_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANGGE_SERVICES", "nothing")

    result = run("migrate")

    assert result.exit_code == 1
    assert "no such service: nothing" in result.output


def test_commands_of_services_appear_at_the_top_and_in_groups(run: Run) -> None:
    assert run("pipes").stdout == "pipes here\n"
    assert run("export", "pipes").stdout == "pipes here\n"
    assert "pipes" in run("--help").output


def test_the_audit_is_proven_whole_or_broken(run: Run, filled: Path) -> None:
    import sqlite3

    assert run("audit", "verify").exit_code == 0
    with sqlite3.connect(filled / "databases" / "toywater.sqlite3") as connection:
        connection.execute("UPDATE kernel_audit SET actor_id = 'bob' WHERE position = 2")

    result = run("audit", "verify", "toywater")

    assert result.exit_code == 1
    assert "BROKEN" in result.output


def test_rotating_the_key_reseals_everything_and_old_keys_can_go(run: Run, filled: Path) -> None:
    before = load_ring(read_settings()).active

    result = run("key", "rotate", "--algorithm", "sm4gcm", "--forget-old")

    assert result.exit_code == 0, result.output
    ring = load_ring(read_settings())
    assert before not in ring.keys
    cipher = FieldCipher(ring)
    opened = {cipher.open(value, place=f"pipe.owner_sealed/{key}") for key, _, value in pipes(filled)}
    assert opened == {"owner of one", "owner of two", "owner of three"}


def test_an_interrupted_rotation_goes_on(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(cli_keys, "reseal", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        assert run("key", "rotate").exit_code != 0
    count = len(load_ring(read_settings()).keys)

    assert run("key", "rotate", "--resume").exit_code == 0

    ring = load_ring(read_settings())
    assert len(ring.keys) == count == 2
    assert {FieldCipher(ring).key_of(value) for _, _, value in pipes(filled)} == {ring.active}


def test_a_backup_restores_rows_files_and_keys(run: Run, filled: Path, tmp_path: Path) -> None:
    archive = tmp_path / "all.tar.gz"
    before = pipes(filled)
    assert run("backup", archive).exit_code == 0
    assert archive.stat().st_mode & 0o777 == 0o600

    refused = run("restore", archive)
    assert refused.exit_code == 1
    assert "--force" in refused.output

    result = run("--data", tmp_path / "elsewhere", "restore", archive)
    assert result.exit_code == 0, result.output
    assert pipes(tmp_path / "elsewhere") == before
    assert (tmp_path / "elsewhere" / "files" / "toywater" / "plan").read_bytes() == b"a plan"
    assert run("restore", archive, "--force").exit_code == 0
    assert pipes(filled) == before
    assert run("audit", "verify").exit_code == 0


def test_a_damaged_backup_changes_nothing(run: Run, filled: Path, tmp_path: Path) -> None:
    archive = tmp_path / "all.tar.gz"
    run("backup", archive)
    data = bytearray(archive.read_bytes())
    cut, flipped = tmp_path / "cut.tar.gz", tmp_path / "flipped.tar.gz"
    cut.write_bytes(data[: len(data) // 2])
    data[len(data) // 2] ^= 0xFF
    flipped.write_bytes(data)
    before = pipes(filled)

    for broken in (cut, flipped):
        assert run("restore", broken, "--force").exit_code == 1
    assert pipes(filled) == before


def test_a_missing_key_ring_beside_data_is_never_replaced(run: Run, filled: Path) -> None:
    (filled / "keys" / "ring.json").unlink()

    result = CliRunner().invoke(root, ["up", "--port", "0", "--grpc-port", "0"])

    assert result.exit_code == 1
    assert "ring.json" in result.output
    assert not (filled / "keys" / "ring.json").exists()


def test_doctor_says_how_to_mend_what_is_wrong(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WANGGE_GRPC_PORT", str(free_port()))
    (filled / "keys" / "ring.json").chmod(0o644)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("WANGGE_PORT", str(taken.getsockname()[1]))

        result = run("doctor")

    assert result.exit_code == 1
    assert "chmod 600" in result.output
    assert "WANGGE_PORT" in result.output
    assert "ok  database toywater: SQLite, kernel:0002 toywater:0001" in result.output


def test_up_starts_says_where_it_is_refuses_a_second_one_and_stops_cleanly(data: Path) -> None:
    command = [sys.executable, "-m", "services.kernel.runtime.cli", "up", "--no-demo", "--port", "0"]
    command += ["--grpc-port", str(free_port())]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    alarm = threading.Timer(60, process.kill)
    alarm.start()
    try:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if "wangge admin create" in line:
                break
        assert any("gRPC:" in line for line in lines), lines
        second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert second.returncode == 1
        assert "another process is using it" in second.stderr
        process.send_signal(signal.SIGTERM)
        rest = process.stdout.read()
        assert process.wait(40) == 0, rest
    finally:
        alarm.cancel()
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
