"""Declared types: those shipped with the platform, and every version that was put since."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from services.kernel.persistence.database import Database
from services.population.adapters.declarations import Declarations
from services.population.adapters.tables.families import record_type
from services.population.domain.families.declaration import (
    Basis,
    Choice,
    FieldKind,
    FieldSpec,
    RecordType,
    Subject,
    checked,
)


class SqlTypes(Declarations[RecordType]):
    """See the port."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, record_type, shipped, type_of, data_of)

    def all(self) -> Sequence[RecordType]:
        """The newest version of each, by category and code."""
        return sorted(super().all(), key=lambda each: each.category)


@cache
def shipped() -> Mapping[str, RecordType]:
    """The types of the platform; each is checked like anybody's."""
    text = files("services.population.adapters.seed").joinpath("record_types.toml").read_text("utf-8")
    found = (
        type_of({"code": code, **said}, said.get("version", 1)) for code, said in tomllib.loads(text).items()
    )
    return {each.code: checked(each) for each in found}


def type_of(data: Mapping[str, Any], version: int) -> RecordType:
    """From what `data_of` made, or a table of the seed."""
    return RecordType(
        code=data["code"],
        version=version,
        zh=data["zh"],
        en=data.get("en", ""),
        category=data["category"],
        subject=Subject(data["subject"]),
        fields=fields_of(data.get("fields", ())),
        care=data.get("care", False),
        basis=Basis(data["basis"]),
        legal_basis=data.get("legal_basis", ""),
        purpose_zh=data["purpose_zh"],
        purpose_en=data.get("purpose_en", ""),
        retention_days=data["retention_days"],
        review_days=data["review_days"],
        valid_days=data.get("valid_days", 0),
        ledger=data.get("ledger", ""),
        retired=data.get("retired", False),
    )


def data_of(declared: RecordType) -> dict[str, Any]:
    """As it is kept."""
    plain: tuple[str, ...] = (
        "code",
        "zh",
        "en",
        "category",
        "care",
        "legal_basis",
        "purpose_zh",
        "purpose_en",
    )
    plain += ("retention_days", "review_days", "valid_days", "ledger", "retired")
    data: dict[str, Any] = {name: getattr(declared, name) for name in plain}
    data["subject"], data["basis"] = declared.subject.value, declared.basis.value
    data["fields"] = fields_data(declared.fields)
    return data


def fields_of(data: Iterable[Mapping[str, Any]]) -> tuple[FieldSpec, ...]:
    """From what `fields_data` made, or a list of the seed."""
    return tuple(_field(each) for each in data)


def fields_data(fields: Iterable[FieldSpec]) -> list[dict[str, Any]]:
    """As they are kept."""
    return [
        {
            "name": each.name,
            "zh": each.zh,
            "en": each.en,
            "kind": each.kind.value,
            "required": each.required,
            "pattern": each.pattern,
            "least": each.least,
            "most": each.most,
            "personal": each.personal,
            "choices": [[one.value, one.zh, one.en] for one in each.choices],
        }
        for each in fields
    ]


def _field(data: Mapping[str, Any]) -> FieldSpec:
    return FieldSpec(
        name=data["name"],
        zh=data["zh"],
        en=data.get("en", ""),
        kind=FieldKind(data["kind"]),
        required=data.get("required", False),
        pattern=data.get("pattern", ""),
        least=data.get("least"),
        most=data.get("most"),
        personal=data.get("personal", False),
        choices=tuple(Choice(*each) for each in data.get("choices", ())),
    )
