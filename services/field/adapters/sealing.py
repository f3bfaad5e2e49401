"""Positions as they are written: sealed to their row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from services.field.domain.positions import Fix, Position
from services.kernel.security.fields import FieldCipher


class Sealing:
    """Positions to sealed bytes and back; ``row`` is what they are bound to."""

    def __init__(self, cipher: FieldCipher) -> None:
        self._cipher = cipher

    def position(self, position: Position | None, row: str) -> bytes | None:
        """None for no position."""
        return self._cipher.seal(json.dumps(_packed(position)), place=row) if position else None

    def opened(self, sealed: bytes | None, row: str) -> Position | None:
        """What `position` sealed."""
        return Position(*json.loads(self._cipher.open(sealed, place=row))) if sealed else None

    def fixes(self, fixes: Sequence[Fix], row: str) -> bytes:
        """Positions with their moments."""
        packed = [[each.at.timestamp(), *_packed(each.position)] for each in fixes]
        return self._cipher.seal(json.dumps(packed), place=row)

    def opened_fixes(self, sealed: bytes, row: str) -> list[Fix]:
        """What `fixes` sealed."""
        return [
            Fix(datetime.fromtimestamp(at, UTC), Position(*rest))
            for at, *rest in json.loads(self._cipher.open(sealed, place=row))
        ]


def _packed(position: Position) -> list[float]:
    return [position.longitude, position.latitude, position.accuracy]
