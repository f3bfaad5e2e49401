"""Parties of a dispute: sealed at rest beside the document of the rest, whole in the domain."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from services.cases.domain.case import Case
from services.kernel.security.fields import FieldCipher


class SealedDisputes:
    """Splits the extras of a dispute into a document and a sealed list of parties, and joins them again."""

    def __init__(self, cipher: FieldCipher) -> None:
        self._cipher = cipher

    def columns_of(self, case: Case, stored: Mapping[str, Any] | None) -> dict[str, Any]:
        """``dispute`` and ``dispute_parties`` of the row; parties that did not change stay as sealed."""
        rest = {name: value for name, value in case.dispute.items() if name != "parties"}
        parties = case.dispute.get("parties")
        if not parties:
            return {"dispute": rest, "dispute_parties": None}
        kept = stored["dispute_parties"] if stored is not None else None
        if kept is not None and self._open(case.id, kept) == parties:
            return {"dispute": rest, "dispute_parties": kept}
        sealed = self._cipher.seal(json.dumps(parties, ensure_ascii=False), place=_place(case.id))
        return {"dispute": rest, "dispute_parties": sealed}

    def whole(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The extras behind a row, with their parties."""
        if row["dispute_parties"] is None:
            return dict(row["dispute"])
        return {**row["dispute"], "parties": self._open(row["id"], row["dispute_parties"])}

    def _open(self, case_id: str, sealed: bytes) -> Any:
        return json.loads(self._cipher.open(bytes(sealed), place=_place(case_id)))


def _place(case_id: str) -> str:
    return f"case.dispute_party/{case_id}"
