"""What docs/integrate.md names is there: paths, calls, files, settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gateway.bindings import rpcs
from gateway.operations import path_of
from gateway.routes import Router
from services.kernel.runtime.discovery import discover
from services.kernel.settings import Settings

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "integrate.md").read_text("utf-8")
_STANDARD = {"grpc.health.v1.Health/Check"}


def _methods() -> set[str]:
    found = set()
    for rpc in rpcs(list(discover().values())):
        service, _, method = rpc.descriptor.full_name.rpartition(".")
        found.add(f"{service}/{method}")
    return found


def _unknown_calls(text: str) -> set[str]:
    named = set(re.findall(r"\b((?:wangge|grpc)\.[\w.]+Service/\w+|grpc\.[\w.]+/\w+)", text))
    return named - _methods() - _STANDARD


def _unknown_paths(text: str) -> set[str]:
    router = Router(rpcs(list(discover().values())))
    patterns = [
        re.compile(re.sub(r"\\\{[^}]*\\\}", "[^/:]+", re.escape(path_of(route))) + "$")
        for route in router.routes
    ]
    named = {f"/api/v1{each}" for each in re.findall(r"\$BASE(/[\w/:$]+)", text)}
    named |= set(re.findall(r"`(?:GET|POST) (/api/v1/[\w/:{}]+)`", text))
    return {each for each in named if not any(p.match(each.replace("$", "")) for p in patterns)}


def test_every_call_it_names_exists() -> None:
    assert _unknown_calls(GUIDE) == set()
    assert _unknown_calls("wangge.cases.v1.CaseService/SignOff") == {"wangge.cases.v1.CaseService/SignOff"}


def test_every_path_it_names_exists() -> None:
    assert _unknown_paths(GUIDE) == set()
    assert _unknown_paths("curl $BASE/cases/CASE:signOff") == {"/api/v1/cases/CASE:signOff"}


def test_every_file_and_setting_it_names_exists() -> None:
    files = [each for each in re.findall(r"\]\((\.\./[^)]+)\)", GUIDE)]
    settings = set(re.findall(r"WANGGE_(TLS_\w+|MUTUAL_TLS)", GUIDE))

    assert files
    assert [each for each in files if not (ROOT / "docs" / each).exists()] == []
    assert {each.lower() for each in settings} <= Settings.model_fields.keys()
    assert (ROOT / "tests/scenarios/test_third_party.py").exists()


@pytest.mark.parametrize("words", ["webhooks are not offered", "etag", "request_id", "x-overflow"])
def test_it_says_what_integrators_ask_about(words: str) -> None:
    assert words in GUIDE.lower()
