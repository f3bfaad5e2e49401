"""Finds the services that are installed and chooses those that run here."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

from services.kernel.runtime.manifest import Manifest, ManifestWrong, read_manifest

ENTRY_POINTS = "wangge.services"
FILE = "service.toml"
_HERE = Path(__file__).resolve().parents[2]


class SelectionWrong(ValueError):
    """The services asked for cannot run together; the text says what is missing."""


def discover(root: Path = _HERE, *, installed: bool = True) -> dict[str, Manifest]:
    """Manifests by name: every ``<root>/*/service.toml``, and packages of the entry-point group.

    No service is imported.

    Raises:
        ManifestWrong: naming every broken manifest, and names that two services claim.
    """
    paths = sorted(root.glob(f"*/{FILE}"))
    problems: list[str] = []
    if installed:
        for point in entry_points(group=ENTRY_POINTS):
            folder = _folder_of(point.value.partition(":")[0])
            if folder is None or not (folder / FILE).is_file():
                problems.append(f"entry point {point.name} = {point.value}: no {FILE} there")
            elif folder / FILE not in paths:
                paths.append(folder / FILE)
    found: dict[str, Manifest] = {}
    for path in paths:
        try:
            manifest = read_manifest(path)
        except ManifestWrong as problem:
            problems.append(str(problem))
            continue
        if manifest.name in found:
            problems.append(f"{path}: {found[manifest.name].folder} is also named {manifest.name}")
        found[manifest.name] = manifest
    if problems:
        raise ManifestWrong("\n".join(problems))
    return found


def select(wanted: Iterable[str], manifests: Mapping[str, Manifest]) -> tuple[Manifest, ...]:
    """The services wanted and all that they require, required ones first; nothing wanted means all.

    Without a wish, a service whose requirement is not installed is left out: deleting a folder must leave
    a platform that starts. A service asked for by name must be startable.

    Raises:
        SelectionWrong: an unknown name, something required that is not installed, or a circle.
    """
    asked = tuple(dict.fromkeys(wanted))
    missing = sorted(set(asked) - manifests.keys())
    if missing:
        raise SelectionWrong(
            f"no such service: {', '.join(missing)}; installed are {', '.join(sorted(manifests)) or 'none'}"
        )
    chosen: dict[str, Manifest] = {}
    problems: list[str] = []
    for name in asked or sorted(manifests):
        lacking = _lacking(name, manifests)
        if not lacking:
            _add(name, manifests, chosen, ())
        elif asked:
            problems += lacking
    if problems:
        raise SelectionWrong("\n".join(dict.fromkeys(problems)))
    if not chosen and manifests:
        raise SelectionWrong(
            "\n".join(dict.fromkeys(p for n in sorted(manifests) for p in _lacking(n, manifests)))
        )
    return tuple(chosen.values())


@dataclass(frozen=True, slots=True)
class Standing:
    """How a service stands in a selection, for the listing of ``wangge services``."""

    manifest: Manifest
    enabled: bool
    missing: tuple[str, ...]
    uses_present: tuple[str, ...]
    uses_absent: tuple[str, ...]


def standings(manifests: Mapping[str, Manifest], chosen: Iterable[Manifest]) -> list[Standing]:
    """Every installed service: enabled or not, what it lacks, which optional peers it has."""
    enabled = {manifest.name for manifest in chosen}
    return [
        Standing(
            manifest=manifest,
            enabled=name in enabled,
            missing=tuple(each for each in manifest.requires if each not in manifests),
            uses_present=tuple(each for each in manifest.uses if each in enabled),
            uses_absent=tuple(each for each in manifest.uses if each not in enabled),
        )
        for name, manifest in sorted(manifests.items())
    ]


def _lacking(name: str, manifests: Mapping[str, Manifest]) -> list[str]:
    """What ``name`` needs, directly or not, and is not installed."""
    lacking: list[str] = []
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        for needed in manifests[current].requires:
            if needed not in manifests:
                lacking.append(f"{current} requires {needed}, which is not installed")
            elif needed not in seen:
                seen.add(needed)
                waiting.append(needed)
    return lacking


def _add(
    name: str, manifests: Mapping[str, Manifest], chosen: dict[str, Manifest], above: tuple[str, ...]
) -> None:
    if name in above:
        raise SelectionWrong(f"services require each other in a circle: {' -> '.join((*above, name))}")
    if name in chosen:
        return
    for needed in manifests[name].requires:
        _add(needed, manifests, chosen, (*above, name))
    chosen[name] = manifests[name]


def _folder_of(package: str) -> Path | None:
    """The folder of a package without importing it (its parents are)."""
    try:
        spec = importlib.util.find_spec(package)
    except ModuleNotFoundError:
        return None
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))
