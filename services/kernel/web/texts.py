"""Texts of pages in both languages side by side, so that none can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.rpc.current import travelling


def in_chinese() -> bool:
    """Whether the page at hand is read in Chinese; outside of a request it is."""
    return travelling.get().locale != "en"


def t(zh: str, en: str, **values: object) -> str:
    """The text in the reader's language, its ``{blanks}`` filled with ``values``."""
    text = zh if in_chinese() else en
    return text.format(**values) if values else text


def titled(zh: str, en: str) -> str:
    """A title that somebody entered, in the reader's language; the Chinese one where there is no other."""
    return zh if in_chinese() else en or zh


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is chosen when it is shown; for constants, made before any reader is known."""

    zh: str
    en: str

    def __str__(self) -> str:
        return t(self.zh, self.en)
