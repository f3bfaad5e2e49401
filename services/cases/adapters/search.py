"""Search terms made by the application: 1- and 2-grams of Chinese, words and their beginnings of the rest.

PostgreSQL finds them in a GIN index over an array (see `finding`), SQLite in FTS5; both know the same terms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from services.cases.adapters.tables.cases import cases, terms
from services.kernel.persistence.unit_of_work import UnitOfWork

MOST_CHARACTERS = 1500
"""Of the content; title, address and number are indexed whole."""
_LONGEST_PREFIX = 14
_RUN = re.compile(r"[a-z0-9]+|[\u3400-\u9fff\U00020000-\U0003ffff]+")


def terms_of(*texts: str) -> list[str]:
    """Every term a case can be found by."""
    found: dict[str, None] = {}
    for run in _runs(*texts):
        if run.isascii():
            found[run] = None
            for size in range(2, min(len(run), _LONGEST_PREFIX)):
                found[run[:size]] = None
            if run.isdigit() and run.lstrip("0"):
                found[run.lstrip("0")] = None
        else:
            for index, character in enumerate(run):
                found[character] = None
                if index + 1 < len(run):
                    found[run[index : index + 2]] = None
    return list(found)


def wanted(query: str) -> list[str]:
    """The terms that all must be there for a query; empty when it holds nothing to search by."""
    found: dict[str, None] = {}
    for run in _runs(query):
        if run.isascii():
            found[run[:_LONGEST_PREFIX] if len(run) > _LONGEST_PREFIX else run] = None
        elif len(run) == 1:
            found[run] = None
        else:
            for index in range(len(run) - 1):
                found[run[index : index + 2]] = None
    return list(found)


def _runs(*texts: str) -> list[str]:
    return [run for text in texts for run in _RUN.findall(unicodedata.normalize("NFKC", text).casefold())]


def insert_terms(uow: UnitOfWork, case_id: str, words: list[str], place: str) -> None:
    """Index a new case, which lies in the territory ``place``."""
    if uow.dialect == "sqlite":
        connection = uow.connection
        row = {"case_id": case_id, "terms": "", "place": place}
        position = connection.execute(sa.insert(terms).values(row).returning(terms.c.position)).scalar_one()
        connection.execute(_FTS_INSERT, {"position": position, "terms": " ".join(words)})
        return
    uow.write(_INSERT, {"case_id": case_id, "terms": words, "place": place})


def move(uow: UnitOfWork, case_id: str, place: str) -> None:
    """Note that a case lies elsewhere from now on."""
    uow.write(_MOVE, {"moved": case_id, "new_place": place})


def replace_terms(connection: Connection, case_id: str, words: list[str]) -> None:
    """Index a case again after its address was completed."""
    if connection.dialect.name == "sqlite":
        connection.execute(_FTS_UPDATE, {"case_id": case_id, "terms": " ".join(words)})
        return
    connection.execute(sa.update(terms).where(terms.c.case_id == case_id).values(terms=words))


def matching(words: Sequence[str], sqlite: bool) -> ColumnElement[bool]:
    """Condition on the case table, for any order: the case holds all these terms."""
    if sqlite:
        phrase = " AND ".join(f'"{word}"' for word in words)
        found = sa.select(terms.c.case_id).where(
            terms.c.position.in_(sa.select(_FTS.c.rowid).where(_MATCH.bindparams(phrase=phrase)))
        )
        return cases.c.id.in_(found)
    return sa.exists().where(terms.c.case_id == cases.c.id, terms.c.terms.contains(_array(words)))


def _array(words: Sequence[str]) -> ColumnElement[Any]:
    return sa.cast(postgresql.array(list(words)), postgresql.ARRAY(sa.Text))


_INSERT = sa.insert(terms).inline()
_MOVE = (
    sa.update(terms)
    .where(terms.c.case_id == sa.bindparam("moved"))
    .values(place=sa.bindparam("new_place", type_=terms.c.place.type))
)
_FTS = sa.table("case_fts", sa.column("rowid", sa.Integer), sa.column("terms", sa.Text))
_MATCH = sa.text("case_fts MATCH :phrase")
_FTS_INSERT = sa.text("INSERT INTO case_fts (rowid, terms) VALUES (:position, :terms)")
_FTS_UPDATE = sa.text(
    "UPDATE case_fts SET terms = :terms"
    " WHERE rowid = (SELECT position FROM case_search WHERE case_id = :case_id)"
)
