"""A place in the tree: what it is, and how it may change (DIR-01, DIR-05, DIR-07)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.directory.domain.levels import Level
from services.directory.domain.refusals import Stale, TerritoryEnded
from services.directory.domain.size_rules import SizeRule
from services.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Details:
    """What an administrator may change about a place without moving its border."""

    name: str
    type: str = ""
    settlement: int = 0
    households: int = 0
    size_rule: str = ""
    size_reason: str = ""
    post_in_charge: str = ""
    head_title: str = ""
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, slots=True)
class Territory:
    """``path`` is the prefix of everything below; ``parent_path`` is empty for the root.

    ``version`` counts changes and is the etag. An ended territory stays readable with ``valid_to``.
    """

    code: str
    path: str
    level: Level
    parent_code: str
    parent_path: str
    details: Details
    valid_from: datetime
    valid_to: datetime | None = None
    version: int = 1

    @property
    def name(self) -> str:
        return self.details.name

    @property
    def ended(self) -> bool:
        return self.valid_to is not None

    def revised(self, details: Details) -> Territory:
        """With other details, one version on. Raises TerritoryEnded."""
        self._must_be_valid()
        return replace(self, details=details, version=self.version + 1)

    def redrawn(self, longitude: float | None, latitude: float | None) -> Territory:
        """With another border and the centre that follows from it, unless one was set before."""
        self._must_be_valid()
        details = self.details
        if details.longitude is None:
            details = replace(details, longitude=longitude, latitude=latitude)
        return replace(self, details=details, version=self.version + 1)

    def end(self, at: datetime) -> Territory:
        """No longer valid from ``at`` on. Raises TerritoryEnded when it ended before."""
        self._must_be_valid()
        return replace(self, valid_to=at, version=self.version + 1)

    def must_be_version(self, etag: str) -> None:
        """Raises Stale unless ``etag`` is the present version."""
        if etag != str(self.version):
            raise Stale(record=self.name)

    def _must_be_valid(self) -> None:
        if self.ended:
            raise TerritoryEnded(name=self.name)


def rule_in_force(details: Details, level: Level, rules: dict[str, SizeRule]) -> SizeRule | None:
    """The rule named for the place, else the one its level and settlement call for (DIR-05)."""
    if details.size_rule:
        if details.size_rule not in rules:
            raise Invalid.one("size_rule", "directory.size_rule_unknown", rule=details.size_rule)
        return rules[details.size_rule]
    return next((rule for rule in rules.values() if rule.applies_to(level, details.settlement)), None)


def check_size(details: Details, level: Level, rules: dict[str, SizeRule]) -> None:
    """A size outside its rule needs a reason (DIR-05). Raises Invalid on "size_reason"."""
    rule = rule_in_force(details, level, rules)
    if rule and not rule.fits(details.households) and not details.size_reason.strip():
        raise Invalid.one(
            "size_reason", "directory.size_reason_required", rule=rule.code, least=rule.least, most=rule.most
        )
