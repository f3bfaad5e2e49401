"""A guide to tell residents (办事指南): what papers are needed, where and when, what it costs (FLD-12)."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.field.domain.help_refusals import PeriodReversed, PhoneNotOfficial
from services.kernel.errors import FieldProblem, Invalid

_OFFICIAL = re.compile(r"(?:\d{3,6}|(?:0\d{2,3}-?)?[2-8]\d{6,7}(?:-\d{1,5})?|[48]00-?\d{3}-?\d{4})", re.ASCII)
"""Hotlines, lines of an office with or without area code and extension, service numbers. No mobile phones."""


class Category(StrEnum):
    """What it is about, in the order of lists."""

    RESIDENCE = "RESIDENCE"
    ELDERLY = "ELDERLY"
    ASSISTANCE = "ASSISTANCE"
    FAMILY = "FAMILY"
    DISABILITY = "DISABILITY"
    HEALTH = "HEALTH"
    EMPLOYMENT = "EMPLOYMENT"
    HOUSING = "HOUSING"
    EDUCATION = "EDUCATION"
    VETERANS = "VETERANS"
    OTHER = "OTHER"

    @property
    def rank(self) -> int:
        """Its place in lists."""
        return list(Category).index(self)


@dataclass(frozen=True, slots=True)
class Words:
    """A guide in one language; ``papers`` has one paper each."""

    title: str = ""
    audience: str = ""
    papers: tuple[str, ...] = ()
    place: str = ""
    hours: str = ""
    fee: str = ""
    duration: str = ""
    text: str = ""

    @property
    def searched(self) -> str:
        """Everything that a search looks at."""
        return " ".join((self.title, self.audience, *self.papers, self.place, self.text)).lower()


@dataclass(frozen=True, slots=True)
class Guide:
    """It holds in its territory and below, between two days in China where they are given."""

    id: str
    territory_path: str
    category: Category
    zh: Words
    en: Words = Words()
    phone: str = ""
    effective_from: str = ""
    effective_to: str = ""
    published: bool = False
    version: int = 1
    updated_at: datetime | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is in effect on a day."""
        iso = day.isoformat()
        return self.effective_from <= iso and (not self.effective_to or iso <= self.effective_to)

    def check(self) -> None:
        """Raises Invalid: no title, a phone that is no office's (Sens-9), days that are none or reversed."""
        if not self.zh.title:
            raise Invalid.one("guide.zh.title", "kernel.required")
        if self.phone and not _OFFICIAL.fullmatch(self.phone):
            raise PhoneNotOfficial(FieldProblem("guide.phone", PhoneNotOfficial.code))
        check_days("guide.effective", self.effective_from, self.effective_to)

    @property
    def content(self) -> dict[str, Any]:
        """What a version keeps."""
        return {
            "territory_path": self.territory_path,
            "category": self.category.value,
            "zh": asdict(self.zh),
            "en": asdict(self.en),
            "phone": self.phone,
            "effective_from": self.effective_from,
            "effective_to": self.effective_to,
            "published": self.published,
        }


def words_from(kept: dict[str, Any]) -> Words:
    """Words as a version keeps them."""
    return Words(**{**kept, "papers": tuple(kept.get("papers", ()))})


def check_days(field: str, first: str, last: str) -> None:
    """Two days, either empty. Raises Invalid at ``<field>_from`` or ``<field>_to``, PeriodReversed."""
    for name, text in (("from", first), ("to", last)):
        try:
            date.fromisoformat(text or "2000-01-01")
        except ValueError:
            raise Invalid.one(f"{field}_{name}", "kernel.date_unreadable", value=text) from None
    if first and last and last < first:
        raise PeriodReversed(FieldProblem(f"{field}_to", PeriodReversed.code))
