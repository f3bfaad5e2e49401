"""Declared purposes: those shipped with the platform, and every version that was put since."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from services.kernel.persistence.database import Database
from services.population.adapters.declarations import Declarations
from services.population.adapters.families.types import fields_data, fields_of
from services.population.adapters.tables.coordination import coordination_purpose
from services.population.domain.coordination.purpose import Purpose

_PLAIN = ("code", "zh", "en", "legal_basis", "limit_days", "keep_days", "retired")


class SqlPurposes(Declarations[Purpose]):
    """See the port `Purposes`."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, coordination_purpose, shipped, _purpose, _data)


@cache
def shipped() -> Mapping[str, Purpose]:
    """The purposes of the platform; each is checked like anybody's."""
    text = files("services.population.adapters.seed").joinpath("purposes.toml").read_text("utf-8")
    found = (_purpose({"code": code, **said}, said["version"]) for code, said in tomllib.loads(text).items())
    return {each.code: each.declared() for each in found}


def _purpose(data: Mapping[str, Any], version: int) -> Purpose:
    plain = {name: data[name] for name in _PLAIN if name in data}
    return Purpose(**plain, version=version, fields=fields_of(data["fields"]))


def _data(declared: Purpose) -> dict[str, Any]:
    return {name: getattr(declared, name) for name in _PLAIN} | {"fields": fields_data(declared.fields)}
