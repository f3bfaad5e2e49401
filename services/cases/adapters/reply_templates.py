"""Reply templates in the database; see the port `ReplyTemplates`."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from services.cases.adapters.oversight.sight import under
from services.cases.adapters.tables.reply_templates import reply_templates as table
from services.cases.domain.refusals import TemplateStale, TemplateTitleTaken
from services.cases.domain.reply_template import ReplyTemplate
from services.kernel.persistence.moments import aware

_PLAIN = ("id", "owner", "path", "title", "text", "category", "version", "updated_by")


class ReplyTemplateStore:
    """One row per text."""

    def find(self, connection: Connection, id: str) -> ReplyTemplate | None:
        """By id."""
        row = connection.execute(sa.select(table).where(table.c.id == id)).first()
        return _template(row._mapping) if row else None

    def own(self, connection: Connection, account_id: str) -> list[ReplyTemplate]:
        """One account's own, by title."""
        return self._listed(connection, table.c.owner == account_id)

    def shared(
        self, connection: Connection, above: Collection[str], below: Collection[str]
    ) -> list[ReplyTemplate]:
        """Those of the territories ``above``, and of all subtrees ``below``; by title."""
        places = sa.or_(table.c.path.in_(list(above)), *(under(table.c.path, path) for path in below))
        return self._listed(connection, sa.and_(table.c.owner == "", places))

    def count(self, connection: Connection, owner: str, path: str) -> int:
        """How many one account keeps, or one territory shares."""
        where = (table.c.owner == owner, table.c.path == path)
        return int(
            connection.execute(sa.select(sa.func.count()).select_from(table).where(*where)).scalar_one()
        )

    def put(self, connection: Connection, template: ReplyTemplate, *, fresh: bool) -> None:
        """Insert, or replace the version before. Raises TemplateTitleTaken, TemplateStale."""
        row: dict[str, Any] = {name: getattr(template, name) for name in _PLAIN}
        row |= {"verbs": list(template.verbs), "updated_at": template.updated_at}
        before = (table.c.id == template.id, table.c.version == template.version - 1)
        statement = sa.insert(table) if fresh else sa.update(table).where(*before)
        try:
            done = connection.execute(statement.values(**row))
        except IntegrityError as error:
            raise TemplateTitleTaken(title=template.title) from error
        if done.rowcount != 1:
            raise TemplateStale(title=template.title)

    def drop(self, connection: Connection, id: str) -> bool:
        """Whether it was there."""
        return connection.execute(sa.delete(table).where(table.c.id == id)).rowcount == 1

    def _listed(self, connection: Connection, where: sa.ColumnElement[bool]) -> list[ReplyTemplate]:
        query = sa.select(table).where(where).order_by(table.c.title, table.c.id).limit(2000)
        return [_template(row._mapping) for row in connection.execute(query)]


def _template(row: Any) -> ReplyTemplate:
    return ReplyTemplate(
        **{name: row[name] for name in _PLAIN},
        verbs=tuple(row["verbs"]),
        updated_at=aware(row["updated_at"]),
    )
