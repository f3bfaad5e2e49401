"""Rules about the service as a whole."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from services.cases.domain import loop
from services.kernel.runtime.manifest import read_manifest
from wangge.cases.v1 import cases_pb2, events_pb2, records_pb2, replies_pb2, supervision_pb2
from wangge.options.v1 import options_pb2

ROOT = Path(__file__).parents[3] / "services/cases"
MANIFEST = read_manifest(ROOT / "service.toml")


def test_what_runs_in_workers_never_imports_grpc() -> None:
    code = (
        "import sys; import services.cases.bootstrap, services.cases.entrypoints.events,"
        " services.cases.entrypoints.schedule; sys.exit('grpc' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT.parents[1],
        check=False,
        env={"PYTHONPATH": f"{ROOT.parents[1]}:{ROOT.parents[1]}/services/contracts"},
    )

    assert done.returncode == 0


def test_every_code_of_the_service_has_a_text_in_both_languages() -> None:
    texts = tomllib.loads((ROOT / "messages.toml").read_text("utf-8"))
    codes = {
        code
        for path in ROOT.rglob("*.py")
        for code in re.findall(r'^\s+code = "(cases\.[a-z_]+)"', path.read_text("utf-8"), re.MULTILINE)
    }

    assert {code for code in codes if not {"zh", "en"} <= set(texts.get(code, {}))} == set()


def test_every_event_of_the_contract_is_published_and_every_row_announces_one() -> None:
    events = {name for name in events_pb2.DESCRIPTOR.message_types_by_name if name != "CaseHead"}

    assert set(MANIFEST.publishes) == events
    assert {row.event for row in loop.TABLE} <= events


def test_every_permission_the_contract_names_is_declared() -> None:
    needed = set()
    for module in (cases_pb2, supervision_pb2, records_pb2, replies_pb2):
        for service in module.DESCRIPTOR.services_by_name.values():
            for method in service.methods:
                needed.add(method.GetOptions().Extensions[options_pb2.access].permission)
    needed |= {row.permission for row in loop.TABLE}

    assert needed - {""} <= {permission.name for permission in MANIFEST.permissions}
