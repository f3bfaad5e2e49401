"""Whatever the published OpenAPI document allows, and some of what it forbids, against the real platform."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from gateway.channels import ServiceChannels
from gateway.serve import start_in_thread
from gateway.settings_port import GatewaySettings
from services.kernel.rpc.serving import verifier_of
from services.kernel.testing.contexts import PresentClock
from services.kernel.testing.platform import TestPlatform
from tests.scenarios.county import County

pytestmark = pytest.mark.slow
ROUNDS, SECONDS = 2, 80.0
POSITIVE = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
NEGATIVE = [not_a_server_error, status_code_conformance, content_type_conformance]
_UNLIMITED = "1000000/minute"


@dataclass
class Served:
    """The document, where it is served, and ids that exist."""

    base: str
    token: str
    document: dict[str, Any]
    known: dict[str, list[str]] = field(default_factory=dict)

    def operations(self) -> Iterator[Any]:
        """Every operation but endless streams."""
        schema = schemathesis.openapi.from_dict(self.document)
        schema.config.update(base_url=self.base)
        for result in schema.get_all_operations():
            operation = result.ok()  # type: ignore[union-attr]
            answers = operation.definition.raw["responses"].get("200", {}).get("content", {})
            if "text/event-stream" not in answers:
                yield operation


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The platform in one process with some cases, behind a gateway that limits nobody."""
    folder: Path = tmp_path_factory.mktemp("fuzzed")
    with TestPlatform(folder, ["cases"], PresentClock()) as platform:
        assert platform.peers is not None
        county = County(platform).build()
        cases = [county.report(submit=True), county.filed_at_township(), county.report()]
        gateway = start_in_thread(
            GatewaySettings(
                port=0, rate_account=_UNLIMITED, rate_address=_UNLIMITED, rate_sign_in=_UNLIMITED
            ),
            platform.manifests,
            ServiceChannels(dict.fromkeys((m.name for m in platform.manifests), platform.address)),
            verifier_of(platform.settings, platform.peers, platform.clock),
            platform.peers,
        )
        base = f"http://127.0.0.1:{gateway.port}"
        document = requests.get(f"{base}/api/openapi.json", timeout=10).json()
        known = {
            "cases": [case.id for case in cases],
            "accounts": [person.account for person in county.people.values()],
            "organisations": list(county.units.values()),
            "territories": [county.grid, county.second_grid, "410611000000"],
            "posts": [str(person.claims["posts"][0]) for person in county.people.values() if person.unit],
        }
        try:
            yield Served(base, _administrator(platform), document, known)
        finally:
            gateway.stop()


def _administrator(platform: TestPlatform) -> str:
    """Everything, everywhere."""
    permissions = [each.name for manifest in platform.manifests for each in manifest.permissions]
    operated = [
        "operations.parked.decide",
        "operations.audit.verify",
        "operations.audit.search",
        "operations.status.view",
    ]
    return platform.token_of("fuzzer", [*permissions, *operated], "")


def test_an_administrator_finds_no_server_error_and_no_undocumented_answer(served: Served) -> None:
    """At least one round over every operation; more as long as the time lasts."""
    ends, tried, problems = time.monotonic() + SECONDS, 0, list[str]()
    operations = list(served.operations())

    for round_ in range(ROUNDS):
        for operation in operations:
            if round_ and time.monotonic() > ends:
                break
            mode = GenerationMode.POSITIVE if round_ % 2 == 0 else GenerationMode.NEGATIVE
            checks = POSITIVE if round_ % 2 == 0 else NEGATIVE
            tried += _try(served, operation, mode, checks, round_, problems)

    assert tried >= len(operations)
    assert not problems, "\n\n".join(problems)


def test_nobody_finds_no_server_error_and_only_what_is_public(served: Served) -> None:
    opened = []
    for operation in served.operations():
        if operation.definition.raw.get("security") == []:
            continue
        path = operation.path.replace("{", "").replace("}", "")
        answer = requests.request(operation.method, f"{served.base}{path}", json={}, timeout=10)
        if answer.status_code != 401 or not answer.headers["content-type"].startswith(
            "application/problem+json"
        ):
            opened.append(f"{operation.label}: {answer.status_code}")

    assert opened == []


def _try(
    served: Served, operation: Any, mode: GenerationMode, checks: list[Any], round_: int, problems: list[str]
) -> int:
    tried, chance = itertools.count(), random.Random(f"{operation.label} {round_}")
    headers = {"Authorization": f"Bearer {served.token}"}

    @seeded(round_)
    @settings(
        max_examples=2,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def one(case: Any) -> None:
        if mode is GenerationMode.POSITIVE:
            _aim(served, case, chance)
        next(tried)
        response = case.call(headers=headers, timeout=20)
        try:
            case.validate_response(response, checks=checks, headers=headers)
        except BaseExceptionGroup as found:
            problems.append(f"{operation.label}: {found.exceptions}")
        except AssertionError as found:
            problems.append(f"{operation.label}: {found}")

    with suppress(Unsatisfiable):
        one()
    return next(tried)


def _aim(served: Served, case: Any, chance: random.Random) -> None:
    """Let paths name records that exist: what is unknown is refused before anything happens."""
    parts = case.operation.path.split("/")
    for name in case.path_parameters or {}:
        placed = next((i for i, part in enumerate(parts) if part.startswith("{" + name + "}")), 0)
        ids = served.known.get(parts[placed - 1], []) if placed else []
        if name == "service":
            ids = ["cases", "directory"]
        if ids:
            case.path_parameters[name] = chance.choice(ids)
