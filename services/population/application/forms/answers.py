"""Answers to what a form asks: of the right kind, and those that are facts by the record they are of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.security.masks import mask_address, mask_identity, mask_name, mask_phone
from services.population.domain.forms.forms import Content, FilledForm, Template, fact_key
from services.population.domain.forms.layout import Kind

_LONGEST = 400
_MASKS = {
    "phone": mask_phone,
    "owner_phone": mask_phone,
    "document_number": mask_identity,
    "registered_address": mask_address,
    "owner_name": mask_name,
}


def checked_answers(template: Template, form: FilledForm, given: Mapping[str, str]) -> dict[str, str]:
    """What was answered, tidied. Raises Invalid by field ``answers.<key>``."""
    kinds = {item.key: item.what for item in template.items if item.kind is Kind.ASK}
    facts = {
        fact_key(row.record_id, name)
        for rows in form.content.lists.values()
        for row in rows
        for name in row.missing
    }
    found: dict[str, str] = {}
    problems: list[FieldProblem] = []
    for key, said in given.items():
        value = " ".join(said.split())
        kind = kinds.get(key, "text" if key in facts else "")
        code = _problem(kind, value)
        if code:
            problems.append(FieldProblem(f"answers.{key[:120]}", code, {"most": str(_LONGEST)}))
        else:
            found[key] = value
    if problems:
        raise Invalid(*problems)
    return found


def facts_of(template: Template, form: FilledForm) -> dict[tuple[str, str], dict[str, tuple[str, str]]]:
    """Answers that are facts and not handed on yet: by record, field to key and value."""
    found: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    whats = {item.key: item.what for item in template.items if item.kind is Kind.LIST}
    for list_key, rows in form.content.lists.items():
        for row in rows:
            for name in row.missing:
                key = fact_key(row.record_id, name)
                value = form.content.answers.get(key, "")
                if value and key not in form.content.proposed:
                    of = (whats.get(list_key, "person"), row.record_id)
                    found.setdefault(of, {})[name] = (key, value)
    return found


def hide(content: Content, proposed: Mapping[str, str]) -> Content:
    """Facts that went to review stand in the form masked from then on."""
    answers = {
        key: _MASKS[name](value) if key in proposed and (name := key.rpartition(".")[2]) in _MASKS else value
        for key, value in content.answers.items()
    }
    return replace(content, answers=answers, proposed={**content.proposed, **proposed})


def _problem(kind: str, value: str) -> str:
    """A code; empty when nothing is wrong."""
    if not kind:
        return "kernel.value_unknown"
    if len(value) > _LONGEST:
        return "population.value_too_long"
    if value and kind == "number" and not _is_number(value):
        return "kernel.value_unknown"
    if value and kind == "day" and not _is_day(value):
        return "kernel.date_unreadable"
    return ""


def _is_number(value: str) -> bool:
    plain = value.removeprefix("-").replace(".", "", 1)
    return plain.isascii() and plain.isdigit() and len(plain) <= 18


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
