"""Files that prove a change: bytes in the file store, the rest in a row; their names are sealed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from services.kernel.files.content import Category, inspect
from services.kernel.files.pictures import prepare
from services.kernel.files.port import FileMissing, FileStore
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.changes import evidence
from services.population.application.ports import FiledEvidence
from services.population.domain.refusals import EvidenceNotFound


class FiledEvidences:
    """See the port."""

    def __init__(self, database: Database, files: FileStore, sealing: Sealing) -> None:
        self._database = database
        self._files = files
        self._sealing = sealing

    def type_of(self, data: bytes, file_name: str) -> str:
        """See the port."""
        return inspect(data, file_name).content_type

    def add(self, uow: UnitOfWork, file_id: str, data: bytes, file_name: str) -> FiledEvidence:
        """See the port. Pictures are drawn anew, without what a camera adds."""
        found = inspect(data, file_name)
        content_type = found.content_type
        if found.category is Category.PICTURE:
            drawn = prepare(data)
            data, content_type = drawn.data, drawn.content_type
        filed = FiledEvidence(
            id=file_id,
            change_id="",
            file_name=file_name,
            content_type=content_type,
            size_bytes=len(data),
            digest=hashlib.sha256(data).hexdigest(),
            uploaded_at=uow.now,
            uploaded_by=uow.call.actor.id,
        )
        self._files.put(_key(file_id), data, content_type)
        values = {
            "id": file_id,
            "change_id": "",
            "file_key": _key(file_id),
            "content_type": content_type,
            "size_bytes": filed.size_bytes,
            "digest": filed.digest,
            "uploaded_at": filed.uploaded_at,
            "uploaded_by": filed.uploaded_by,
            "sealed": self._sealing.seal("evidence", file_id, {"n": file_name}),
        }
        uow.connection.execute(sa.insert(evidence).values(values))
        return filed

    def of(self, change_ids: Sequence[str]) -> dict[str, list[FiledEvidence]]:
        """See the port."""
        if not change_ids:
            return {}
        query = sa.select(evidence).where(evidence.c.change_id.in_(set(change_ids)))
        found: dict[str, list[FiledEvidence]] = defaultdict(list)
        with self._database.read() as connection:
            for row in connection.execute(query.order_by(evidence.c.id)):
                found[row.change_id].append(self._filed(row))
        return found

    def one(self, uow: UnitOfWork, file_id: str) -> FiledEvidence:
        """One that is there."""
        return self._filed(uow.connection.execute(sa.select(evidence).where(evidence.c.id == file_id)).one())

    def data(self, change_id: str, file_id: str) -> tuple[FiledEvidence, bytes]:
        """See the port."""
        query = sa.select(evidence).where(evidence.c.id == file_id, evidence.c.change_id == change_id)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        if row is None or not change_id:
            raise EvidenceNotFound()
        try:
            return self._filed(row), self._files.get(row.file_key)
        except FileMissing:
            raise EvidenceNotFound() from None

    def unbind(self, uow: UnitOfWork, change_ids: Sequence[str]) -> None:
        """What they proved is gone: nobody can name them any more; they are dropped with the unused ones."""
        freed = sa.update(evidence).where(evidence.c.change_id.in_(set(change_ids) - {""}))
        uow.connection.execute(freed.values(change_id="", uploaded_by=""))

    def drop_unused(self, uow: UnitOfWork, before: datetime) -> Sequence[str]:
        """Forget files that no change named; returns where their bytes are."""
        unused = sa.and_(evidence.c.change_id == "", evidence.c.uploaded_at < before)
        rows = uow.connection.execute(
            sa.select(evidence.c.id, evidence.c.file_key).where(unused).limit(500)
        ).all()
        ids = [row.id for row in rows]
        uow.connection.execute(sa.delete(evidence).where(evidence.c.id.in_(ids), evidence.c.change_id == ""))
        return [row.file_key for row in rows]

    def delete_bytes(self, file_key: str) -> None:
        """After its row is gone; bytes that are gone already are no matter."""
        try:
            self._files.delete(file_key)
        except FileMissing:
            return

    def _filed(self, row: Any) -> FiledEvidence:
        filed = FiledEvidence(
            id=row.id,
            change_id=row.change_id,
            file_name="",
            content_type=row.content_type,
            size_bytes=row.size_bytes,
            digest=row.digest,
            uploaded_at=aware(row.uploaded_at),
            uploaded_by=row.uploaded_by,
        )
        return replace(filed, file_name=self._sealing.open("evidence", row.id, row.sealed).get("n", ""))


def _key(file_id: str) -> str:
    return f"population/{file_id[:8]}/{file_id}"
