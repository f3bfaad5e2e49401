"""Guides with all their versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from services.field.adapters.help_tables import guide, guide_version
from services.field.adapters.reaching import within
from services.field.application.help_ports import KeptVersion, WantedGuides
from services.field.domain.guide import Category, Guide, words_from
from services.field.domain.refusals import Stale
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.paging import keyset
from services.kernel.persistence.unit_of_work import UnitOfWork

IN_ORDER = ((guide.c.category, False), (guide.c.title, False), (guide.c.id, False))
_MOST_VERSIONS = 100


class SqlGuides:
    """See the port."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, guide_id: str, version: int = 0) -> Guide | None:
        """See the port."""
        with self._database.read() as connection:
            if not version:
                return _newest(connection, guide_id)
            asked = sa.and_(guide_version.c.guide_id == guide_id, guide_version.c.version == version)
            row = connection.execute(sa.select(guide_version).where(asked)).first()
            return _guide(guide_id, row.content, row.version, row.at) if row is not None else None

    def in_uow(self, uow: UnitOfWork, guide_id: str) -> Guide | None:
        """The newest."""
        return _newest(uow.connection, guide_id)

    def put(self, uow: UnitOfWork, new: Guide, by_id: str, by_name: str) -> None:
        """See the port."""
        assert new.updated_at is not None
        row = {
            "id": new.id,
            "territory_path": new.territory_path,
            "category": new.category.rank,
            "title": new.zh.title,
            "words": f"{new.zh.searched} {new.en.searched}",
            "content": new.content,
            "effective_from": new.effective_from,
            "effective_to": new.effective_to,
            "published": new.published,
            "version": new.version,
            "updated_at": new.updated_at,
        }
        kept = {
            "guide_id": new.id,
            "version": new.version,
            "at": new.updated_at,
            "by_id": by_id,
            "by_name": by_name,
            "published": new.published,
            "content": new.content,
        }
        older = sa.and_(guide.c.id == new.id, guide.c.version == new.version - 1)
        if new.version == 1:
            uow.connection.execute(sa.insert(guide).values(row))
        elif uow.connection.execute(sa.update(guide).where(older).values(row)).rowcount != 1:
            raise Stale()
        try:
            uow.connection.execute(sa.insert(guide_version).values(kept))
        except IntegrityError:
            raise Stale() from None

    def page(self, wanted: WantedGuides, after: tuple[int, str, str] | None, limit: int) -> Sequence[Guide]:
        """See the port."""
        query = sa.select(guide).where(within(guide.c.territory_path, wanted.reach))
        if wanted.on:
            query = query.where(
                guide.c.published.is_(True),
                guide.c.effective_from <= wanted.on,
                sa.or_(guide.c.effective_to == "", guide.c.effective_to >= wanted.on),
            )
        for word in wanted.words.split():
            query = query.where(guide.c.words.contains(word, autoescape=True))
        if wanted.category is not None:
            query = query.where(guide.c.category == wanted.category.rank)
        with self._database.read() as connection:
            rows = connection.execute(keyset(query, IN_ORDER, after).limit(limit)).all()
        return [_guide(row.id, row.content, row.version, row.updated_at) for row in rows]

    def versions(self, guide_id: str) -> Sequence[KeptVersion]:
        """See the port."""
        query = (
            sa.select(
                guide_version.c.version,
                guide_version.c.at,
                guide_version.c.by_name,
                guide_version.c.published,
            )
            .where(guide_version.c.guide_id == guide_id)
            .order_by(guide_version.c.version.desc())
            .limit(_MOST_VERSIONS)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [KeptVersion(row.version, aware(row.at), row.by_name, bool(row.published)) for row in rows]


def _newest(connection: Connection, guide_id: str) -> Guide | None:
    row = connection.execute(sa.select(guide).where(guide.c.id == guide_id)).first()
    return _guide(row.id, row.content, row.version, row.updated_at) if row is not None else None


def _guide(guide_id: str, content: dict[str, Any], version: int, at: datetime) -> Guide:
    return Guide(
        id=guide_id,
        territory_path=content["territory_path"],
        category=Category(content["category"]),
        zh=words_from(content["zh"]),
        en=words_from(content["en"]),
        phone=content["phone"],
        effective_from=content["effective_from"],
        effective_to=content["effective_to"],
        published=content["published"],
        version=version,
        updated_at=aware(at),
    )
