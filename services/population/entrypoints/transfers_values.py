"""What rows of an import say, before they are written: personal values masked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.kernel.security import masks
from services.population.application.transfers.model import StagedRow
from services.population.domain.families.declaration import FieldKind, RecordType
from services.population.domain.families.values import shown_value
from services.population.domain.transfers import unit_words, words
from services.population.domain.transfers.record_fields import SAY, personal_of
from services.population.domain.transfers.sheets import Sheet
from services.population.domain.transfers.unit_fields import UNIT_PERSONAL

NOT_SHOWN = frozenset({"head_name", "head_document", "died_on", "closed_on", "grid", "building"})
_MASKS: Mapping[str, Any] = {
    "name": masks.mask_name,
    "owner_name": masks.mask_name,
    "document_number": masks.mask_identity,
    "phone": masks.mask_phone,
    "owner_phone": masks.mask_phone,
    "address": masks.mask_address,
    "registered_address": masks.mask_address,
    "room": lambda text: "*" * len(text),
    "born_on": lambda text: text[:4] + "-**-**",
    "representative": masks.mask_name,
    "representative_phone": masks.mask_phone,
    "person_document": masks.mask_identity,
    "person_name": masks.mask_name,
    "consent_name": masks.mask_name,
}
_WORDS: Mapping[str, Mapping[Any, str]] = {
    "sex": words.SEXES,
    "document_kind": words.DOCUMENTS,
    "kind": words.KINDS,
    "reason": words.REASONS,
    "relation": words.RELATIONS,
    "use": words.USES,
    "occupancy": words.OCCUPANCIES,
}
_TITLES = {
    kind: {str(word): texts.split()[0] for word, texts in table.items()} for kind, table in _WORDS.items()
}


def values_of(sheet: Sheet, each: StagedRow) -> list[str]:
    """In the order of the sheet's fields that are shown; empty for a row whose content is gone."""
    if not each.draft:
        return []
    names = [target.name for target in sheet.fields if target.name not in NOT_SHOWN]
    if sheet.kind == "establishments":
        return [_of_unit(name, each.draft.get(name)) for name in names]
    if sheet.declared is not None:
        said = each.draft.get("said", {})
        return [_of_record(sheet.declared, name, said.get(name, "")) for name in names]
    said = {**each.draft.get("home", {}), **each.draft} if sheet.kind == "people" else dict(each.draft)
    return [_shown(name, said.get(name)) for name in names]


def _of_unit(name: str, value: Any) -> str:
    if name == "kind":
        return unit_words.first(str(value or ""))
    text = _text(value)
    return str(_MASKS[name](text)) if name in UNIT_PERSONAL and text else text


def _of_record(declared: RecordType, name: str, text: str) -> str:
    field = declared.field(name.removeprefix(SAY)) if name.startswith(SAY) else None
    if not text or field is None:
        return str(_MASKS[name](text)) if text and name in personal_of(declared) else text
    if field.kind is FieldKind.CHOICE:
        text = next((each.zh for each in field.choices if each.value == text), text)
    elif field.kind is FieldKind.YES_NO:
        text = {"yes": "是", "no": "否"}.get(text, text)
    return shown_value(field, text)


def _shown(name: str, value: Any) -> str:
    text = _text(value)
    if not text:
        return ""
    if name in _TITLES:
        return _TITLES[name].get(text, text)
    return str(_MASKS[name](text)) if name in _MASKS else text


def _text(value: Any) -> str:
    if value in (None, ""):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
