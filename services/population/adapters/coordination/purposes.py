"""Declared purposes: those shipped with the platform, and every version that was put since."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.families.types import fields_data, fields_of
from services.population.adapters.tables.coordination import coordination_purpose as t
from services.population.domain.coordination.purpose import Purpose

_PLAIN = ("code", "zh", "en", "legal_basis", "limit_days", "keep_days", "retired")


class SqlPurposes:
    """See the port `Purposes`. What was kept comes before what is shipped."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Sequence[Purpose]:
        """See the port."""
        newest = dict(shipped())
        with self._database.read() as connection:
            for row in connection.execute(sa.select(t.c.declaration, t.c.version).order_by(t.c.version)):
                kept = _purpose(row.declaration, row.version)
                if kept.code not in newest or newest[kept.code].version <= kept.version:
                    newest[kept.code] = kept
        return sorted(newest.values(), key=lambda each: each.code)

    def get(self, code: str, version: int = 0) -> Purpose | None:
        """See the port."""
        query = sa.select(t.c.declaration, t.c.version).where(t.c.code == code)
        query = query.where(t.c.version == version) if version else query.order_by(t.c.version.desc())
        with self._database.read() as connection:
            row = connection.execute(query.limit(1)).first()
        kept = _purpose(row.declaration, row.version) if row is not None else None
        ready = shipped().get(code)
        if version:
            return kept or (ready if ready is not None and ready.version == version else None)
        if kept is None or (ready is not None and ready.version > kept.version):
            return ready
        return kept

    def put(self, uow: UnitOfWork, declared: Purpose) -> None:
        """See the port. A version that is kept already stays as it is."""
        same = sa.and_(t.c.code == declared.code, t.c.version == declared.version)
        if uow.connection.execute(sa.select(t.c.code).where(same)).first() is not None:
            return
        declaration = {name: getattr(declared, name) for name in _PLAIN}
        values = {
            "code": declared.code,
            "version": declared.version,
            "declaration": declaration | {"fields": fields_data(declared.fields)},
            "at": uow.now,
            "actor_name": uow.call.actor.name,
        }
        uow.connection.execute(sa.insert(t).values(values))


@cache
def shipped() -> Mapping[str, Purpose]:
    """The purposes of the platform; each is checked like anybody's."""
    text = files("services.population.adapters.seed").joinpath("purposes.toml").read_text("utf-8")
    found = (_purpose({"code": code, **said}, said["version"]) for code, said in tomllib.loads(text).items())
    return {each.code: each.declared() for each in found}


def _purpose(data: Mapping[str, Any], version: int) -> Purpose:
    plain = {name: data[name] for name in _PLAIN if name in data}
    return Purpose(**plain, version=version, fields=fields_of(data["fields"]))
