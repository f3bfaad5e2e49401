"""Personal values at rest: one sealed value per record, and the fingerprints it is found by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from services.kernel.security.fields import FieldCipher
from services.population.domain import documents
from services.population.domain.addresses import numbers_of


class Sealing:
    """Seals what is personal to its row; safe to share between threads."""

    def __init__(self, cipher: FieldCipher) -> None:
        self._cipher = cipher
        # A row of a person is followed by one of a residence that is found by the same numbers.
        self._last_document = self._last_phone = ("", "")
        self._blinded = lru_cache(maxsize=1024)(self._blind)

    def seal(self, table: str, row_id: str, values: Mapping[str, Any]) -> bytes:
        """Without what is empty."""
        kept = {key: value for key, value in values.items() if value not in ("", None)}
        text = orjson.dumps(kept).decode()
        return self._cipher.seal(text, place=f"{table}.sealed/{row_id}")

    def open(self, table: str, row_id: str, sealed: bytes) -> dict[str, Any]:
        """What `seal` was given, without what was empty."""
        text = self._cipher.open(bytes(sealed), place=f"{table}.sealed/{row_id}")
        found: dict[str, Any] = orjson.loads(text)
        return found

    def document(self, number: str) -> str:
        """Fingerprint of a document number; empty for none."""
        known, blind = self._last_document
        if number != known:
            blind = self._cipher.blind(number, kind="identity") if number.strip() else ""
            self._last_document = (number, blind)
        return blind

    def phone(self, number: str) -> str:
        """Fingerprint of a phone number; empty for none."""
        known, blind = self._last_phone
        if number != known:
            blind = self._cipher.blind(number, kind="phone") if documents.phone_of(number) else ""
            self._last_phone = (number, blind)
        return blind

    def numbers(self, address: str, room: str = "") -> tuple[str, str, str]:
        """Fingerprints of the house number of an address, of all its numbers with the room's, of the last."""
        found = numbers_of(address)
        found += [each for each in numbers_of(room) or [room] if each and each not in found]
        if not found:
            return "", "", ""
        return self.number(found[0]), self.door(found), self.number(found[-1])

    def number(self, number: str) -> str:
        """Fingerprint of one house number; every building has the same ones."""
        return self._blinded(number)

    def _blind(self, number: str) -> str:
        return self._cipher.blind("number " + number, kind="text")

    def door(self, numbers: list[str]) -> str:
        """Fingerprint of all numbers of an address."""
        return self._cipher.blind("door " + "-".join(numbers), kind="text")
