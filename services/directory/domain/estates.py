"""The "ten haves" of enclosed estates and the "four haves" of open ones (DIR-08)."""

from __future__ import annotations

from collections.abc import Iterable

from services.kernel.errors import Invalid

TEN_HAVES = (
    "council",
    "building_heads",
    "guards",
    "cleaners",
    "duty_room",
    "street_lights",
    "monitoring",
    "greenery",
    "notice_board",
    "rules",
)
FOUR_HAVES = ("council", "building_heads", "patrollers", "cleaners")


def expected_haves(enclosable: bool) -> tuple[str, ...]:
    """十有 for an estate that can be enclosed, 四有 for one that cannot."""
    return TEN_HAVES if enclosable else FOUR_HAVES


def check_haves(enclosable: bool, haves: Iterable[str]) -> None:
    """Raises Invalid on "estate.haves" for an item that is not on the estate's list."""
    for item in haves:
        if item not in expected_haves(enclosable):
            raise Invalid.one("estate.haves", "directory.have_unknown", item=item[:40])
