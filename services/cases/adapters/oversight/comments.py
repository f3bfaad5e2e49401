"""Comments and dossiers in the database; see the port `Comments`."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.cases.adapters.tables.supervision import comments, dossiers
from services.cases.domain.comment import Comment
from services.cases.domain.dossier import Dossier
from services.cases.domain.oversight_refusals import CommentAnswered
from services.kernel.persistence.moments import aware


class CommentStore:
    """Comments and dossiers as rows."""

    def find(self, connection: Connection, case_id: str, comment_id: str) -> Comment | None:
        """A comment of this case."""
        where = (comments.c.id == comment_id, comments.c.case_id == case_id)
        row = connection.execute(sa.select(comments).where(*where)).first()
        return _comment(row) if row else None

    def of_case(self, connection: Connection, case_id: str) -> list[Comment]:
        """The oldest first."""
        query = sa.select(comments).where(comments.c.case_id == case_id).order_by(comments.c.id)
        return [_comment(row) for row in connection.execute(query)]

    def add(self, connection: Connection, comment: Comment) -> None:
        """A new comment."""
        connection.execute(sa.insert(comments).values(**vars(comment)))

    def answer(self, connection: Connection, comment: Comment) -> None:
        """Keep the answer; CommentAnswered when somebody was quicker."""
        statement = sa.update(comments).where(comments.c.id == comment.id, comments.c.answered_at.is_(None))
        done = connection.execute(
            statement.values(
                answer=comment.answer, answered_by=comment.answered_by, answered_at=comment.answered_at
            )
        )
        if done.rowcount != 1:
            raise CommentAnswered()

    def add_dossier(self, connection: Connection, dossier: Dossier) -> None:
        """A compiled document, kept as it was handed over."""
        connection.execute(
            sa.insert(dossiers).values(**{c.name: getattr(dossier, c.name) for c in dossiers.c})
        )

    def dossier(self, connection: Connection, dossier_id: str) -> Dossier | None:
        """A document by id."""
        row = connection.execute(sa.select(dossiers).where(dossiers.c.id == dossier_id)).first()
        if row is None:
            return None
        return Dossier(**{**row._mapping, "compiled_at": aware(row.compiled_at)})


def _comment(row: Any) -> Comment:
    return Comment(**{**row._mapping, "at": aware(row.at), "answered_at": aware(row.answered_at)})
