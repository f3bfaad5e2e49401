"""What a service says about itself in service.toml, as frozen data."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
_EVENT = re.compile(r"[A-Z][A-Za-z0-9]+")
_DOTTED = re.compile(r"[A-Za-z_][\w.]*(:[A-Za-z_]\w*)?")
_PERMISSION = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){2}")
_RESERVED = frozenset({"kernel", "contracts", "public", "gateway"})
PARTS = (
    "bootstrap",
    "metadata",
    "sealed_files",
    "migrations",
    "servicers",
    "subscriptions",
    "jobs",
    "commands",
    "announce",
    "seed",
    "demo",
    "story",
    "edge",
)


class ManifestWrong(ValueError):
    """A service.toml cannot be used; the text names the file and every defect."""


@dataclass(frozen=True, slots=True)
class Permission:
    """A right that roles may hold. ``decision`` marks those given one by one and reviewed (DIR-26)."""

    name: str
    zh: str
    en: str
    decision: bool = False


KERNEL_PERMISSIONS = (
    Permission("operations.parked.decide", "处置积压事件", "Decide on parked events", True),
    Permission("operations.audit.verify", "验证审计链", "Verify the audit"),
    Permission("operations.audit.search", "查询审计日志", "Search the audit"),
    Permission("operations.status.view", "查看服务状态", "See the state of services"),
)
"""Rights over what every service answers about itself (wangge.operations.v1)."""


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A page of the console as its menu shows it; ``extra`` holds what else the manifest says of it."""

    zh: str
    en: str
    path: str
    permission: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """One service, read without importing it. ``folder`` holds its service.toml and messages.toml."""

    name: str
    title_zh: str
    title_en: str
    folder: Path
    requires: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    publishes: tuple[str, ...] = ()
    subscribes: tuple[str, ...] = ()
    protos: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    permissions: tuple[Permission, ...] = ()
    navigation: tuple[NavigationEntry, ...] = ()

    def load(self, part: str) -> Any:
        """Import a part: the object after the colon, or the module; None when the service has no such part.

        Raises:
            ManifestWrong: the manifest names something that is not there.
        """
        dotted = self.parts.get(part)
        if dotted is None:
            return None
        module_name, _, attribute = dotted.partition(":")
        try:
            module = importlib.import_module(module_name)
        except ModuleNotFoundError as missing:
            if missing.name is None or not module_name.startswith(missing.name):
                raise
            raise ManifestWrong(f"{self.folder}: part {part}: there is no module {missing.name}") from None
        if not attribute:
            return module
        if not hasattr(module, attribute):
            raise ManifestWrong(f"{self.folder}: part {part}: {module_name} has no {attribute}")
        return getattr(module, attribute)


def read_manifest(path: Path) -> Manifest:
    """Raises ManifestWrong naming every defect of the file."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise ManifestWrong(f"{path}: {problem}") from problem
    return manifest_from(content, path)


def manifest_from(content: Mapping[str, Any], path: Path) -> Manifest:
    """The manifest in parsed TOML; ``path`` is named in errors and its folder kept."""
    reader = _Reader(content)
    name = reader.text("name", _NAME)
    if name in _RESERVED:
        reader.problems.append(f"name: {name} is reserved")
    parts = reader.parts()
    manifest = Manifest(
        name=name,
        title_zh=reader.text("title_zh"),
        title_en=reader.text("title_en"),
        folder=path.parent,
        requires=reader.texts("requires", _NAME),
        uses=reader.texts("uses", _NAME),
        publishes=reader.texts("publishes", _EVENT),
        subscribes=reader.texts("subscribes", re.compile(f"{_NAME.pattern}[.]{_EVENT.pattern}")),
        protos=reader.texts("protos", _DOTTED),
        parts=parts,
        permissions=reader.permissions(name),
        navigation=reader.navigation(),
    )
    if name in manifest.requires or name in manifest.uses:
        reader.problems.append("requires, uses: a service cannot need itself")
    if manifest.protos and "servicers" not in parts:
        reader.problems.append("protos: needs the part servicers")
    if reader.problems:
        raise ManifestWrong("\n".join(f"{path}: {problem}" for problem in reader.problems))
    return manifest


class _Reader:
    """Takes values out of parsed TOML and notes what is wrong instead of stopping at it."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content
        known = {*Manifest.__dataclass_fields__} - {"folder"}
        self.problems = [f"{key}: unknown, perhaps misspelt" for key in content if key not in known]

    def text(self, key: str, form: re.Pattern[str] | None = None) -> str:
        value = self._content.get(key)
        if not isinstance(value, str) or not value:
            self.problems.append(f"{key}: a text is required")
            return ""
        if form is not None and not form.fullmatch(value):
            self.problems.append(f"{key}: {value!r} does not have the form {form.pattern}")
        return value

    def texts(self, key: str, form: re.Pattern[str]) -> tuple[str, ...]:
        value = self._content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.problems.append(f"{key}: a list of texts is required")
            return ()
        for each in value:
            if not form.fullmatch(each):
                self.problems.append(f"{key}: {each!r} does not have the form {form.pattern}")
        if len(set(value)) != len(value):
            self.problems.append(f"{key}: something is listed twice")
        return tuple(value)

    def parts(self) -> Mapping[str, str]:
        value = self._content.get("parts", {})
        if not isinstance(value, dict):
            self.problems.append("parts: a table is required")
            return {}
        for key, dotted in value.items():
            if key not in PARTS:
                self.problems.append(f"parts.{key}: unknown; known are {', '.join(PARTS)}")
            elif not isinstance(dotted, str) or not _DOTTED.fullmatch(dotted):
                self.problems.append(f"parts.{key}: write package.module:name")
        return value

    def permissions(self, service: str) -> tuple[Permission, ...]:
        found: list[Permission] = []
        for entry in self._tables("permissions"):
            name = str(entry.get("name", ""))
            if not _PERMISSION.fullmatch(name):
                self.problems.append(f"permissions: {name!r} does not have the form service.thing.verb")
            if not entry.get("zh") or not entry.get("en"):
                self.problems.append(f"permissions: {name} needs zh and en")
            if name in {each.name for each in found}:
                self.problems.append(f"permissions: {name} is listed twice")
            decision = entry.get("decision", False) is True
            found.append(Permission(name, str(entry.get("zh", "")), str(entry.get("en", "")), decision))
        return tuple(found)

    def navigation(self) -> tuple[NavigationEntry, ...]:
        found: list[NavigationEntry] = []
        own = ("zh", "en", "path", "permission")
        for entry in self._tables("navigation"):
            if not all(isinstance(entry.get(key), str) for key in own[:3]):
                self.problems.append("navigation: every entry needs zh, en and path")
                continue
            rest = {key: value for key, value in entry.items() if key not in own}
            found.append(
                NavigationEntry(
                    entry["zh"], entry["en"], entry["path"], str(entry.get("permission", "")), rest
                )
            )
        return tuple(found)

    def _tables(self, key: str) -> list[dict[str, Any]]:
        value = self._content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.problems.append(f"{key}: a list of tables is required ([[{key}]])")
            return []
        return value
