"""The manifest of population names parts that exist, and every refusal has its texts."""

from __future__ import annotations

from pathlib import Path

import pytest

import services.population.domain.refusals as refusals
from services.kernel.errors import Refusal
from services.kernel.rpc.messages import Messages
from services.kernel.runtime.manifest import read_manifest

MANIFEST = read_manifest(Path(refusals.__file__).parents[1] / "service.toml")


@pytest.mark.parametrize("part", MANIFEST.parts)
def test_every_part_can_be_loaded(part: str) -> None:
    assert MANIFEST.load(part) is not None


def test_every_refusal_has_its_texts() -> None:
    messages = Messages.load([MANIFEST.folder])
    kinds = [each for each in vars(refusals).values() if isinstance(each, type) and issubclass(each, Refusal)]

    missing = [each.code for each in kinds if not messages.has(each.code)]

    assert missing == []
