"""What is asked before whole values are shown: which, and what for (FLD-07)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.kernel.web.forms import Field, Form
from services.kernel.web.texts import Text
from services.population.edge.people import PURPOSES


def fields_for(titles: Mapping[str, Text], help_: Text) -> tuple[Field, ...]:
    """Which values, and what for: chosen, and in words if need be."""
    purposes = [(str(text), text) for text in PURPOSES.values()]
    return (
        Field("fields", Text("查看哪些内容", "Which values"), "choices", list(titles.items()), True),
        Field("why", Text("用途", "What for"), "choice", purposes, apart=True),
        Field("purpose", Text("具体说明", "In words"), help=help_, required=False),
    )


def purpose_said(form: Form[Any]) -> str:
    """The purpose as it is kept with the audit entry."""
    said = [each for each in (form.value("why"), form.value("purpose")) if each]
    return "：".join(said)[:200]
