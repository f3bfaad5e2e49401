"""Texts of codes in Chinese and English, read from the messages.toml files of the kernel and the services."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

LOCALES = ("zh", "en")
_KERNEL = Path(__file__).resolve().parent.parent
FILE = "messages.toml"


class MessageFileBroken(ValueError):
    """A messages.toml cannot be read or lacks a language; a defect of the build, found at start."""


class _Blanks(dict[str, str]):
    """Values for a text; what is missing stays visible as a dash and never raises in an error path."""

    def __missing__(self, key: str) -> str:
        return "-"


class Messages:
    """Code and details in, text out."""

    def __init__(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        self._texts = texts

    @classmethod
    def load(cls, folders: Iterable[Path] = ()) -> Messages:
        """The kernel's texts and those in the ``messages.toml`` of each folder that has one.

        Raises:
            MessageFileBroken: not TOML, a code without one of the languages, or a code defined twice.
        """
        texts: dict[str, Mapping[str, str]] = {}
        for folder in dict.fromkeys((_KERNEL, *folders)):
            path = folder / FILE
            if not path.exists():
                continue
            for code, entry in _read(path).items():
                if code in texts:
                    raise MessageFileBroken(f"{path}: {code} already has a text elsewhere")
                texts[code] = entry
        return cls(texts)

    def has(self, code: str) -> bool:
        """Whether the code has texts."""
        return code in self._texts

    def text(self, code: str, details: Mapping[str, str], locale: str) -> str:
        """The text in ``locale`` (``zh`` or ``en``); the code itself where there is none."""
        entry = self._texts.get(code)
        if entry is None:
            return code
        template = entry.get(locale) or entry["zh"]
        try:
            return template.format_map(_Blanks(details))
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


def _read(path: Path) -> Mapping[str, Mapping[str, str]]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise MessageFileBroken(f"{path}: {problem}") from problem
    for code, entry in content.items():
        if not isinstance(entry, dict) or not all(isinstance(entry.get(each), str) for each in LOCALES):
            raise MessageFileBroken(f"{path}: {code} needs a zh and an en text")
    return content
