"""What is looked at in a rented dwelling: data that ships with the service."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from services.population.domain.renting import Item

_FILE = Path(__file__).parent / "seed" / "rental_check.toml"


class ShippedCheckList:
    """See the port `CheckList`."""

    @cached_property
    def _items(self) -> tuple[Item, ...]:
        document = tomllib.loads(_FILE.read_text(encoding="utf-8"))
        return tuple(
            Item(each["code"], each["zh"], each["en"], int(each["limit_days"]), bool(each["opens_case"]))
            for each in document["item"]
        )

    def items(self) -> Sequence[Item]:
        """See the port."""
        return self._items
