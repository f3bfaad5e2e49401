"""A service is removed by deleting its folders, and switched on later on the same data."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from services.kernel.runtime.discovery import discover
from services.kernel.testing.contexts import SetClock
from services.kernel.testing.platform import TestPlatform
from services.kernel.testing.private_process import free_port
from services.kernel.testing.servers import PrivateRabbit
from tests.scenarios.conftest import MONDAY_MORNING
from tests.scenarios.county import County
from wangge.cases.v1 import cases_pb2

ROOT = Path(__file__).resolve().parents[2]
REQUIRED = "directory"
CLI = (sys.executable, "-m", "services.kernel.runtime.cli")

pytestmark = pytest.mark.slow


def optional() -> list[str]:
    """Every service of this repository but the one that all need."""
    return sorted(each.name for each in discover(installed=False).values() if each.name != REQUIRED)


def copy_without(service: str, folder: Path) -> Path:
    """The repository as it is after the service's folder was deleted; what stays is linked, not copied."""
    (folder / "services").mkdir(parents=True)
    for path in (ROOT / "services").iterdir():
        if path.name == "kernel":
            # The kernel finds its services beside itself: it must lie here and not behind a link.
            shutil.copytree(
                path, folder / "services" / "kernel", ignore=shutil.ignore_patterns("__pycache__")
            )
        elif path.name not in (service, "__pycache__"):
            (folder / "services" / path.name).symlink_to(path)
    (folder / "gateway").symlink_to(ROOT / "gateway")
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return folder


def surroundings(repository: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WANGGE_")}
    paths = f"{repository}{os.pathsep}{repository / 'services' / 'contracts'}"
    return {**kept, "PYTHONPATH": paths, "WANGGE_DATA_DIR": str(repository / "data"), "COLUMNS": "200"}


def run(repository: Path, *arguments: str) -> str:
    done = subprocess.run(
        [*CLI, *arguments],
        cwd=repository,
        env=surroundings(repository),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def started(repository: Path) -> Iterator[str]:
    """The platform of that repository in a process; the address of its pages."""
    port = free_port()
    command = [*CLI, "up", "--no-demo", "--port", str(port), "--grpc-port", str(free_port())]
    with subprocess.Popen(
        command,
        cwd=repository,
        env=surroundings(repository),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        alarm = threading.Timer(120, process.kill)
        alarm.start()
        try:
            assert process.stdout is not None
            said: list[str] = []
            for line in process.stdout:
                said.append(line)
                if "admin create" in line:
                    break
            assert process.poll() is None, "".join(said)
            yield f"http://127.0.0.1:{port}"
            process.send_signal(signal.SIGTERM)
            rest = process.stdout.read()
            assert process.wait(60) == 0, rest
        finally:
            alarm.cancel()
            process.kill()


def ask(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


@pytest.mark.parametrize("service", optional())
def test_without_any_one_service_the_platform_starts(tmp_path: Path, service: str) -> None:
    repository = copy_without(service, tmp_path / "repository")

    listed = run(repository, "services")
    with started(repository) as address:
        ready = ask(f"{address}/readyz")
        paths = ask(f"{address}/api/openapi.json")["paths"]

    assert service not in {line.split()[1] for line in listed.splitlines() if line.startswith("│")}
    assert ready["ready"]
    assert service not in ready["services"]
    assert REQUIRED in ready["services"]
    assert any("/territories" in path for path in paths)


def test_a_service_switched_on_later_works_with_what_was_there_before(tmp_path: Path) -> None:
    clock = SetClock(MONDAY_MORNING)
    with TestPlatform(tmp_path, [REQUIRED], clock) as platform:
        county = County(platform).build()

    with TestPlatform(tmp_path, [REQUIRED, "cases"], clock) as platform:
        platform.settle()
        county.platform = platform

        reported = county.report(submit=True)
        filed = county.cases("screener").FileCase(cases_pb2.FileCaseRequest(id=reported.id))

    assert reported.grid_name == "第一网格"
    assert filed.state != reported.state


@pytest.mark.distributed
def test_in_processes_it_works_too(tmp_path: Path, postgres_url: str, rabbit: PrivateRabbit) -> None:
    servers = {"database_url": postgres_url, "broker_url": rabbit.url}
    with TestPlatform(tmp_path, [REQUIRED], distributed=True, **servers) as platform:
        county = County(platform).build()

    with TestPlatform(tmp_path, [REQUIRED, "cases"], distributed=True, **servers) as platform:
        platform.settle()
        county.platform = platform

        assert county.report(submit=True).grid_name == "第一网格"
