"""Imports point inward and never sideways; each rule is proved able to fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from services.kernel.runtime.discovery import discover
from tests.architecture.imports import services, violations

ROOT = Path(__file__).resolve().parents[2]


def test_the_repository_keeps_the_rules() -> None:
    assert violations(ROOT) == []


@pytest.mark.parametrize(
    ("path", "line", "said"),
    [
        (
            "services/cases/domain/case.py",
            "from services.cases.application import x",
            "domain imports application",
        ),
        ("services/cases/domain/case.py", "import sqlalchemy as sa", "touches the outside"),
        (
            "services/cases/domain/case.py",
            "from services.kernel.persistence import tables",
            "touches the outside",
        ),
        (
            "services/cases/application/a.py",
            "from services.cases.adapters import tables",
            "application imports adapters",
        ),
        ("services/cases/application/a.py", "from ..adapters import tables", "application imports adapters"),
        ("services/cases/adapters/a.py", "import services.cases.bootstrap", "adapters imports bootstrap"),
        (
            "services/cases/bootstrap.py",
            "from services.cases.entrypoints import rpc",
            "bootstrap imports entrypoints",
        ),
        (
            "services/cases/edge/pages.py",
            "from services.cases.application import a",
            "edge imports application",
        ),
        (
            "services/cases/entrypoints/rpc.py",
            "from services.cases.edge import pages",
            "entrypoints imports edge",
        ),
        ("services/cases/adapters/a.py", "from services.party.domain import x", "imports another service"),
        (
            "services/cases/adapters/a.py",
            "def f():\n    from services.party import x",
            "imports another service",
        ),
        ("services/cases/adapters/a.py", "import gateway.app", "imports the gateway"),
        ("services/cases/adapters/a.py", "import grpc", "gRPC must not be"),
        ("services/cases/bootstrap.py", "from wangge.party.v1 import party_pb2_grpc", "gRPC must not be"),
        (
            "services/cases/entrypoints/events.py",
            "from services.kernel.rpc.server import call_of",
            "gRPC must not be",
        ),
        ("services/kernel/call.py", "from services.cases.domain import case", "the kernel imports"),
        ("services/kernel/call.py", "import gateway", "the kernel imports"),
        ("services/kernel/call.py", "from wangge.cases.v1 import cases_pb2", "knows a service's contract"),
        ("gateway/app.py", "from services.cases.application import a", "the gateway imports"),
        (
            "services/kernel/messaging/relay.py",
            "import pika",
            "only services/kernel/messaging/broker_pika.py may",
        ),
        ("services/cases/adapters/a.py", "from nameko.rpc import rpc", "worker_nameko.py may"),
        ("services/cases/adapters/a.py", "from opentelemetry import trace", "telemetry.py may"),
        ("services/cases/adapters/a.py", "import os\nos.environ['X']", "reads the environment"),
        ("gateway/app.py", "from os import getenv", "reads the environment"),
    ],
)
def test_a_seeded_violation_is_found(tmp_path: Path, path: str, line: str, said: str) -> None:
    for name in ("cases", "party"):
        (tmp_path / "services" / name).mkdir(parents=True)
        (tmp_path / "services" / name / "service.toml").touch()
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(f"{line}\n")

    found = violations(tmp_path)

    assert len(found) == 1
    assert said in found[0]
    assert found[0].startswith(path)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("services/cases/entrypoints/rpc.py", "import grpc\nfrom services.cases.bootstrap import build"),
        ("services/cases/adapters/peer.py", "def f():\n    from wangge.party.v1 import party_pb2_grpc"),
        ("services/cases/adapters/a.py", "from services.cases.application import ports\nimport sqlalchemy"),
        ("services/cases/edge/pages.py", "from wangge.cases.v1 import cases_pb2_grpc\nimport gateway.pages"),
        ("services/kernel/settings.py", "import os\nos.environ"),
    ],
)
def test_what_is_allowed_is_not_found(tmp_path: Path, path: str, line: str) -> None:
    (tmp_path / "services" / "cases").mkdir(parents=True)
    (tmp_path / "services" / "cases" / "service.toml").touch()
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(f"{line}\n")

    assert violations(tmp_path) == []


def test_what_a_worker_imports_does_not_bring_grpc() -> None:
    parts = ("bootstrap", "metadata", "subscriptions", "jobs")
    targets = [
        each.parts[p].partition(":")[0] for each in discover().values() for p in parts if p in each.parts
    ]
    program = (
        "import sys, importlib\n"
        "for name in sys.argv[1:]:\n"
        "    importlib.import_module(name)\n"
        "    assert 'grpc' not in sys.modules, name\n"
    )
    kernel = [
        "services.kernel.runtime.distributed",
        "services.kernel.runtime.cli_root",
        "services.kernel.messaging.inbox",
    ]

    done = subprocess.run(
        [sys.executable, "-c", program, *kernel, *targets],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'services' / 'contracts'}"},
    )

    assert done.returncode == 0, done.stderr


def test_services_are_derived_from_their_manifests() -> None:
    assert services(ROOT) == {path.parent.name for path in (ROOT / "services").glob("*/service.toml")}
