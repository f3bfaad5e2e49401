"""What manifests say of events, against contracts, example files and each other."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path

from google.protobuf import json_format

from services.kernel.messaging.envelope import read_envelope
from services.kernel.runtime.manifest import Manifest


def unfounded(manifests: Mapping[str, Manifest], examples: Path) -> list[str]:
    """Published events without a message or a good example file, subscriptions without a publisher."""
    wrong: list[str] = []
    for name, manifest in manifests.items():
        for event in manifest.publishes:
            wrong += [f"{name}.{event}: {problem}" for problem in _problems(name, event, examples)]
        for subscription in manifest.subscribes:
            publisher, _, event = subscription.partition(".")
            if publisher not in manifests or event not in manifests[publisher].publishes:
                wrong.append(f"{name} subscribes to {subscription}, which nobody publishes")
    return wrong


def _problems(service: str, event: str, examples: Path) -> list[str]:
    try:
        contract = importlib.import_module(f"wangge.{service}.v1.events_pb2")
    except ModuleNotFoundError:
        return [f"there is no wangge.{service}.v1.events_pb2"]
    message = getattr(contract, event, None)
    if message is None:
        return ["no such message in events.proto"]
    path = examples / service / "events" / f"{event}.json"
    if not path.exists():
        return [f"{path.name} is missing"]
    try:
        envelope = read_envelope(path.read_text("utf-8"))
        json_format.ParseDict(dict(envelope.data), message())
    except (ValueError, json_format.ParseError) as problem:
        return [f"{path.name}: {problem}"]
    if envelope.type != message.DESCRIPTOR.full_name:
        return [f"{path.name} is of type {envelope.type}"]
    return []
