"""Texts of codes in Chinese and English, read from the messages.toml files of the kernel and the services.

A code may declare details that are coded values, and the table of their words:

    ["cases.not_allowed"]
    zh = "案件当前状态为{state}，不能执行此操作"
    en = "The case is {state}; this is not possible now"
    values = { state = "cases.case_state" }

    ["value.cases.case_state"]
    FILED = { zh = "已立案", en = "filed" }

The table ``permission`` holds the titles of all permissions in the manifests beside those files. Programs get
the details as they were raised; only the text is put into words.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.kernel.runtime.manifest import KERNEL_PERMISSIONS, Permission, read_manifest

LOCALES = ("zh", "en")
_KERNEL = Path(__file__).resolve().parent.parent
FILE = "messages.toml"
_MANIFEST = "service.toml"
_WORDS = "value."
PERMISSION = "permission"
"""The table of words that the manifests fill."""

Words = Mapping[str, Mapping[str, str]]
"""Value -> language -> word."""


class MessageFileBroken(ValueError):
    """A messages.toml cannot be read or lacks a language; a defect of the build, found at start."""


class _Blanks(dict[str, str]):
    """Values for a text; what is missing stays visible as a dash and never raises in an error path."""

    def __missing__(self, key: str) -> str:
        return "-"


@dataclass
class _Read:
    """What the files said so far."""

    texts: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    words: dict[str, dict[str, Mapping[str, str]]] = field(default_factory=dict)

    def add(self, path: Path) -> None:
        for key, entry in _content(path).items():
            if key.startswith(_WORDS):
                self._add_words(path, key.removeprefix(_WORDS), entry)
                continue
            if not _in_both(entry):
                raise MessageFileBroken(f"{path}: {key} needs a zh and an en text")
            if key in self.texts:
                raise MessageFileBroken(f"{path}: {key} already has a text elsewhere")
            self.texts[key] = entry

    def add_permissions(self, permissions: Iterable[Permission]) -> None:
        known = self.words.setdefault(PERMISSION, {})
        known.update({each.name: {"zh": each.zh, "en": each.en} for each in permissions})

    def check(self) -> None:
        """Every table of words that a code names must be there."""
        for code, entry in self.texts.items():
            for table in _tables(code, entry).values():
                if table not in self.words:
                    raise MessageFileBroken(f"{code}: there are no words {_WORDS}{table}")

    def _add_words(self, path: Path, table: str, entry: Any) -> None:
        if table in self.words:
            raise MessageFileBroken(f"{path}: {_WORDS}{table} is already somewhere else")
        if not isinstance(entry, dict) or not all(_in_both(word) for word in entry.values()):
            raise MessageFileBroken(f"{path}: {_WORDS}{table} needs a zh and an en word for each value")
        self.words[table] = entry


class Messages:
    """Code and details in, text out."""

    def __init__(
        self, texts: Mapping[str, Mapping[str, Any]], words: Mapping[str, Words] | None = None
    ) -> None:
        self._texts = texts
        self._words = words or {}

    @classmethod
    def load(cls, folders: Iterable[Path] = ()) -> Messages:
        """The kernel's texts and those in the ``messages.toml`` of each folder that has one.

        Raises:
            MessageFileBroken: not TOML, a code or value without one of the languages, a code defined twice,
                coded details without a table of words.
            ManifestWrong: a folder's service.toml cannot be used.
        """
        found = _Read()
        found.add_permissions(KERNEL_PERMISSIONS)
        for folder in dict.fromkeys((_KERNEL, *folders)):
            if (folder / FILE).exists():
                found.add(folder / FILE)
            if (folder / _MANIFEST).exists():
                found.add_permissions(_permissions(folder / _MANIFEST))
        found.check()
        return cls(found.texts, found.words)

    def has(self, code: str) -> bool:
        """Whether the code has texts."""
        return code in self._texts

    def text(self, code: str, details: Mapping[str, str], locale: str) -> str:
        """The text in ``locale`` (``zh`` or ``en``); the code itself where there is none."""
        entry = self._texts.get(code)
        if entry is None:
            return code
        template: str = entry.get(locale) or entry["zh"]
        filled = _Blanks(details)
        for name, table in _tables(code, entry).items():
            word = self._words.get(table, {}).get(filled[name])
            if word is not None:
                filled[name] = word.get(locale) or word["zh"]
        try:
            return template.format_map(filled)
        except (ValueError, IndexError, AttributeError, KeyError):
            return template


@functools.cache
def kernel_messages() -> Messages:
    """The kernel's own texts."""
    return Messages.load()


def preferred_locale(accepted: str, default: str = "zh") -> str:
    """The first of our languages in an Accept-Language header, by its weights."""
    ranked: list[tuple[float, str]] = []
    for part in accepted.split(",")[:20]:
        tag, _, weight = part.partition(";q=")
        language = tag.strip().lower().partition("-")[0]
        if language in LOCALES:
            try:
                ranked.append((-float(weight) if weight else -1.0, language))
            except ValueError:
                continue
    return min(ranked, key=lambda each: each[0])[1] if ranked else default


# Every service of a process reads the kernel's files, and some read their own several times.
def _content(path: Path) -> Mapping[str, Any]:
    return _parsed(path, *_version(path))


def _permissions(path: Path) -> tuple[Permission, ...]:
    return _listed(path, *_version(path))


def _version(path: Path) -> tuple[int, int]:
    known = path.stat()
    return known.st_mtime_ns, known.st_size


@functools.lru_cache(maxsize=32)
def _listed(path: Path, _changed: int, _size: int) -> tuple[Permission, ...]:
    return read_manifest(path).permissions


@functools.lru_cache(maxsize=32)
def _parsed(path: Path, _changed: int, _size: int) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise MessageFileBroken(f"{path}: {problem}") from problem


def _in_both(entry: Any) -> bool:
    return isinstance(entry, dict) and all(isinstance(entry.get(each), str) for each in LOCALES)


def _tables(code: str, entry: Mapping[str, Any]) -> Mapping[str, str]:
    """Detail -> table of words."""
    tables = entry.get("values", {})
    if not isinstance(tables, dict) or not all(isinstance(each, str) for each in tables.values()):
        raise MessageFileBroken(f"{code}: values must name a table of words for each detail")
    return tables
