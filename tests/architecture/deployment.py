"""What the Kubernetes files must have for every service: read from the files alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

GRPC, HTTP = 50051, 8080
NOT_SETTINGS = {"WANGGE_CONFIG", "WANGGE_SECRETS_DIR"}
Text = Mapping[str, str]
"""Relative path of a file -> its text."""


def read_all(folder: Path) -> dict[str, str]:
    """Every YAML file below the folder."""
    found = sorted(folder.rglob("*.yaml"))
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in found}


def violations(files: Text, services: Sequence[str], settings: Sequence[str]) -> Iterator[str]:
    """``services`` have a manifest; ``settings`` are the variables that processes know."""
    folders = {path.partition("/")[0] for path in files} - {"base", "overlays", "gateway"}
    for stray in sorted(folders - set(services)):
        yield f"{stray}: there is no such service"
    for name in services:
        yield from _deployment(files, f"{name}/serve.yaml", f"{name}-serve", ["serve", name], GRPC)
        yield from _deployment(files, f"{name}/work.yaml", f"{name}-work", ["work", name], None)
        yield from _service(files, name, f"{name}-serve", GRPC)
        yield from _resources(
            files, f"{name}/kustomization.yaml", ["serve.yaml", "work.yaml", "service.yaml"]
        )
    yield from _deployment(files, "gateway/serve.yaml", "gateway", ["gateway"], HTTP)
    yield from _service(files, "gateway", "gateway", HTTP)
    yield from _resources(files, "gateway/kustomization.yaml", ["serve.yaml", "service.yaml"])
    yield from _configuration(files)
    yield from _overlays(files, services)
    for path, text in files.items():
        for variable in sorted(set(re.findall(r"\bWANGGE_[A-Z0-9_]+", text))):
            known = variable in settings or variable in NOT_SETTINGS or variable.startswith("WANGGE_ADDRESS_")
            if not known:
                yield f"{path}: there is no setting {variable}"


def _configuration(files: Text) -> Iterator[str]:
    """Pods are reached from outside of themselves, and write to what is mounted alone."""
    path = "base/config.yaml"
    data: dict[str, str] = next((each["data"] for each in _documents(files, path)), {})
    for name, value in (
        ("WANGGE_MODE", "distributed"),
        ("WANGGE_HOST", "0.0.0.0"),
        ("WANGGE_GRPC_HOST", "0.0.0.0"),
        ("WANGGE_KEYS_DIR", "/etc/wangge/keys"),
        ("WANGGE_DATA_DIR", "/tmp/wangge"),
    ):
        if data.get(name) != value:
            yield f"{path}: {name} is {data.get(name)}, not {value}"


def _documents(files: Text, path: str) -> list[Any]:
    return [each for each in yaml.safe_load_all(files.get(path, "")) if each]


def _deployment(files: Text, path: str, name: str, args: list[str], port: int | None) -> Iterator[str]:
    found = [each for each in _documents(files, path) if each["kind"] == "Deployment"]
    if len(found) != 1:
        yield f"{path}: there is no deployment"
        return
    spec = found[0]["spec"]
    [container] = spec["template"]["spec"]["containers"]
    labels = spec["template"]["metadata"]["labels"]
    if found[0]["metadata"]["name"] != name:
        yield f"{path}: the deployment is not named {name}"
    if container.get("args") != args:
        yield f"{path}: args are {container.get('args')}, not {args}"
    if labels.items() < spec["selector"]["matchLabels"].items() or labels["app.kubernetes.io/name"] != name:
        yield f"{path}: the selector does not choose {name}"
    ports = [each["containerPort"] for each in container.get("ports", [])]
    if ports != ([port] if port else []):
        yield f"{path}: ports are {ports}"
    if port and not {"readinessProbe", "livenessProbe"} <= container.keys():
        yield f"{path}: a probe is missing"
    security = spec["template"]["spec"].get("securityContext", {})
    if not security.get("runAsNonRoot") or "fsGroup" not in security:
        yield f"{path}: without runAsNonRoot and fsGroup the keys are unreadable or too readable"
    yield from _keys(path, args, spec["template"]["spec"].get("volumes", []))
    sources = {next(iter(each.values()))["name"] for each in container.get("envFrom", [])}
    if sources != {"wangge-config", "wangge-secrets"}:
        yield f"{path}: the environment comes from {sorted(sources)}"


def _keys(path: str, args: list[str], volumes: list[Any]) -> Iterator[str]:
    """Only the directory signs tokens; the gateway, which faces everybody, holds no keys at all."""
    held: set[str] = set()
    for secret in [each["secret"] for each in volumes if "secret" in each]:
        held |= {item["path"] for item in secret.get("items", [])} or {"ring.json", "signing.json"}
    needed = {"ring.json"} if args[0] != "gateway" else set()
    if args[-1] == "directory":
        needed = {"ring.json", "signing.json"}
    if held != needed:
        yield f"{path}: it holds the keys {sorted(held)} and needs {sorted(needed)}"


def _service(files: Text, name: str, chosen: str, port: int) -> Iterator[str]:
    path = f"{name}/service.yaml"
    found = [each for each in _documents(files, path) if each["kind"] == "Service"]
    if len(found) != 1 or found[0]["metadata"]["name"] != name:
        yield f"{path}: there is no service {name}"
        return
    spec = found[0]["spec"]
    if spec["selector"] != {"app.kubernetes.io/name": chosen}:
        yield f"{path}: it does not choose {chosen}"
    if [each["port"] for each in spec["ports"]] != [port]:
        yield f"{path}: it is not on port {port}"


def _resources(files: Text, path: str, expected: list[str]) -> Iterator[str]:
    listed = [name for each in _documents(files, path) for name in each.get("resources", [])]
    if sorted(listed) != sorted(expected):
        yield f"{path}: resources are {listed}"


def _overlays(files: Text, services: Sequence[str]) -> Iterator[str]:
    overlays = [path for path in files if re.fullmatch(r"overlays/[^/]+/kustomization\.yaml", path)]
    if not overlays:
        yield "there is no overlay"
    whole: set[str] = set()
    for path in overlays:
        [overlay] = _documents(files, path)
        chosen = {each.rpartition("/")[2] for each in overlay["resources"]}
        whole |= chosen
        if not {"base", "gateway"} <= chosen:
            yield f"{path}: base or gateway is missing"
        literals = [
            text for each in overlay.get("configMapGenerator", []) for text in each.get("literals", [])
        ]
        enabled = f"WANGGE_SERVICES={','.join(each for each in services if each in chosen)}"
        if not any(set(_names(text)) == set(_names(enabled)) for text in literals):
            yield f"{path}: {enabled} does not follow from its resources"
    for name in sorted(set(services) - whole):
        yield f"{name}: no overlay lists it"


def _names(literal: str) -> list[str]:
    key, _, value = literal.partition("=")
    return [key, *value.split(",")]
