"""Every published event has a message and an example, every subscription a publisher and its id."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from services.kernel.messaging.catalogue import handler_ids
from services.kernel.runtime.assembly import NoPeers, assemble, surroundings
from services.kernel.runtime.context import Subscription
from services.kernel.runtime.discovery import discover
from services.kernel.runtime.keys import ensure_keys
from services.kernel.runtime.manifest import Manifest
from services.kernel.settings import Settings
from services.kernel.types import utc_now
from tests.architecture.events import unfounded

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "tests" / "services"
IDS = Path(__file__).with_name("handler_ids.txt")


def subscriptions_of(manifest: Manifest, folder: Path) -> list[Subscription]:
    settings = Settings(demo=True, data_dir=folder, database_url=None)
    ensure_keys(settings, utc_now(), has_data=lambda: False)
    (folder / "databases").mkdir(exist_ok=True)
    context = surroundings(settings, [manifest.name], NoPeers()).context_of(manifest.name)
    try:
        return list(assemble(manifest, context, with_servicers=False).subscriptions)
    finally:
        context.database.dispose()


def test_manifests_contracts_and_examples_agree() -> None:
    assert unfounded(discover(installed=False), EXAMPLES) == []


def test_a_missing_message_example_or_publisher_is_found(tmp_path: Path) -> None:
    cases = Manifest("cases", "案件", "Cases", tmp_path, publishes=("CaseReported", "CaseEaten"))
    party = Manifest("party", "党建", "Party", tmp_path, subscribes=("cases.CaseReported", "cases.CaseLost"))
    both = {"cases": cases, "party": party}

    found = unfounded(both, tmp_path)
    assert found == [
        "cases.CaseReported: CaseReported.json is missing",
        "cases.CaseEaten: no such message in events.proto",
        "party subscribes to cases.CaseLost, which nobody publishes",
    ]

    example = tmp_path / "cases" / "events" / "CaseReported.json"
    example.parent.mkdir(parents=True)
    body = {"id": "1", "type": "wangge.cases.v1.CaseReported", "source": "/wangge/cases"}
    good = {"time": "2026-11-23T00:00:00+00:00", "data": {}}
    for content in ({}, body, {**body, **good, "data": {"noSuchField": 1}}, {**body, **good, "type": "x.Y"}):
        example.write_text(json.dumps(content))
        assert any("CaseReported.json" in each for each in unfounded({"cases": cases}, tmp_path))
    example.write_text(json.dumps({**body, **good}))
    assert unfounded({"cases": replace(cases, publishes=("CaseReported",))}, tmp_path) == []


def test_handler_ids_are_those_of_the_checked_in_list(tmp_path: Path) -> None:
    found: list[Subscription] = []
    for name, manifest in discover(installed=False).items():
        (tmp_path / name).mkdir()
        found += subscriptions_of(manifest, tmp_path / name)
    listed = [line for line in IDS.read_text("utf-8").splitlines() if line and not line.startswith("#")]

    assert handler_ids(found) == sorted(listed)


def test_manifests_name_the_events_that_the_code_subscribes_to(tmp_path: Path) -> None:
    for name, manifest in discover(installed=False).items():
        (tmp_path / name).mkdir()
        subscriptions = subscriptions_of(manifest, tmp_path / name)

        heard = {f"{each.publisher}.{each.event.DESCRIPTOR.name}" for each in subscriptions}
        assert heard == set(manifest.subscribes), name
        assert all(each.id.startswith(f"{name}.") for each in subscriptions)
