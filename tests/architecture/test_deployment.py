"""Kubernetes files and manifests agree."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from services.kernel.settings import PREFIX, Settings
from tests.architecture.deployment import read_all, violations

ROOT = Path(__file__).resolve().parents[2]
FILES = read_all(ROOT / "deploy" / "k8s")
SERVICES = sorted(
    tomllib.loads(path.read_text("utf-8"))["name"] for path in (ROOT / "services").glob("*/service.toml")
)
SETTINGS = [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]


def test_every_service_has_its_deployments_and_every_variable_is_a_setting() -> None:
    assert list(violations(FILES, SERVICES, SETTINGS)) == []


def test_a_service_without_kubernetes_files_is_found() -> None:
    found = list(violations(FILES, [*SERVICES, "water"], SETTINGS))

    assert "water/serve.yaml: there is no deployment" in found
    assert "water/work.yaml: there is no deployment" in found
    assert "water/service.yaml: there is no service water" in found
    assert "water: no overlay lists it" in found


def test_files_of_a_removed_service_are_found() -> None:
    assert "cases: there is no such service" in list(violations(FILES, ["directory"], SETTINGS))


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        ("cases/serve.yaml", '["serve", "cases"]', '["serve", "directory"]', "cases/serve.yaml: args are"),
        ("cases/work.yaml", '["work", "cases"]', '["work"]', "cases/work.yaml: args are"),
        ("cases/serve.yaml", "readinessProbe", "startupProbe", "cases/serve.yaml: a probe is missing"),
        ("cases/service.yaml", "port: 50051", "port: 50052", "cases/service.yaml: it is not on port"),
        ("cases/service.yaml", "name: cases-serve", "name: cases", "cases/service.yaml: it does not choose"),
        ("cases/kustomization.yaml", "  - work.yaml\n", "", "cases/kustomization.yaml: resources are"),
        ("gateway/serve.yaml", '["gateway"]', '["serve"]', "gateway/serve.yaml: args are"),
        ("gateway/serve.yaml", "name: wangge-secrets", "name: other", "gateway/serve.yaml: the environment"),
        ("overlays/core/kustomization.yaml", "  - ../../cases\n", "", "cases: no overlay lists it"),
        ("overlays/core/kustomization.yaml", "=directory,cases", "=directory", "overlays/core/kustomization"),
        (
            "base/config.yaml",
            "WANGGE_MODE",
            "WANGGE_MOOD",
            "base/config.yaml: there is no setting WANGGE_MOOD",
        ),
    ],
)
def test_a_seeded_violation_is_found(path: str, before: str, after: str, said: str) -> None:
    assert before in FILES[path]
    seeded = {**FILES, path: FILES[path].replace(before, after, 1)}

    assert [line for line in violations(seeded, SERVICES, SETTINGS) if line.startswith(said)]
