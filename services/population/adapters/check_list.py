"""What is looked at for safety, and what is signed: data that ships with the service."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from services.population.domain.commitments import LetterText
from services.population.domain.safety import Item, Subject

_SEED = Path(__file__).parent / "seed"


class ShippedCheckList:
    """See the port `CheckList`."""

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        return tuple(
            Item(
                each["code"],
                each["zh"],
                each["en"],
                int(each["limit_days"]),
                bool(each["opens_case"]),
                frozenset(map(Subject, each["subjects"])),
            )
            for each in _read("safety_check.toml")["item"]
        )

    def items(self, subject: Subject) -> Sequence[Item]:
        """See the port."""
        return [each for each in self._items if subject in each.subjects]


class ShippedLetters:
    """See the port `Letters`."""

    @cached_property
    def _letters(self) -> dict[Subject, list[LetterText]]:
        found: dict[Subject, list[LetterText]] = {}
        for each in _read("safety_letters.toml")["letter"]:
            subject = Subject(each["subject"])
            text = LetterText(
                subject,
                each["version"],
                each["title_zh"],
                each["title_en"],
                tuple(each["duties_zh"]),
                tuple(each["duties_en"]),
            )
            found.setdefault(subject, []).append(text)
        return found

    def in_force(self, subject: Subject) -> LetterText:
        """See the port."""
        return self._letters[subject][-1]

    def version(self, subject: Subject, version: str) -> LetterText | None:
        """See the port."""
        return next((each for each in self._letters[subject] if each.version == version), None)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_SEED / name).read_text(encoding="utf-8"))
