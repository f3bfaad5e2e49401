"""Which columns a table may have: fixed ones, or those a type of records declares."""

from __future__ import annotations

from services.kernel.errors import Invalid
from services.population.application.families.ports import Types
from services.population.application.transfers.model import Import
from services.population.domain.transfers.sheets import KINDS, Sheet, sheet_of


class Sheets:
    """Sheets by kind of rows."""

    def __init__(self, types: Types) -> None:
        self._types = types

    def of(self, kind: str, type_code: str = "", version: int = 0) -> Sheet:
        """Raises Invalid for no such kind, no such type, and records of care."""
        if kind not in KINDS:
            raise Invalid.one("kind", "population.import_kind_of_rows", known=", ".join(KINDS))
        declared = self._types.get(type_code, version) if kind == "records" and type_code else None
        if kind == "records" and not type_code:
            raise Invalid.one("type_code", "population.import_type_missing")
        if kind == "records" and (declared is None or (declared.retired and not version)):
            raise Invalid.one("type_code", "population.import_type_unknown")
        found = sheet_of(kind, declared)
        if found is None:
            raise Invalid.one("type_code", "population.import_no_care")
        return found

    def of_import(self, found: Import) -> Sheet:
        """In the version it was read under."""
        return self.of(found.kind, found.type_code, found.type_version)

    def titles(self, type_code: str) -> tuple[str, str]:
        """Of a type, in Chinese and in English; empty ones for none."""
        declared = self._types.get(type_code) if type_code else None
        return (declared.zh, declared.en or declared.zh) if declared is not None else ("", "")
