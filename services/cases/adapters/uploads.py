"""Evidence as files: recognised by content, pictures drawn anew, videos without their place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.cases.adapters.tables.cases import attachments
from services.cases.application.commands.uploading import Whole
from services.cases.domain.refusals import AttachmentUnknown
from services.kernel.errors import FieldProblem, NotFound
from services.kernel.files.content import Category, inspect
from services.kernel.files.footage import Held, edited
from services.kernel.files.pictures import prepare, thumbnail
from services.kernel.files.port import FileStore
from services.kernel.files.video import examine
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId


class AttachmentNotFound(NotFound):
    """No such attachment of this case."""

    code = "cases.attachment_not_found"


class Uploads:
    """Keeps bytes in the file store and what is known of them in a row."""

    def __init__(self, files: FileStore, new_id: NewId) -> None:
        self._files = files
        self._new_id = new_id

    def prepared(
        self,
        data: bytes,
        file_name: str,
        taken_at: datetime | None,
        taken_where: tuple[float, float] | None,
    ) -> dict[str, Any]:
        """Stores the bytes and returns the row to keep; what the picture itself says of time and place wins.

        Runs before the transaction: drawing and storing take their time.
        """
        kind = inspect(data, file_name)
        upload_id = self._new_id()
        content_type, small = kind.content_type, b""
        if kind.category is Category.PICTURE:
            picture = prepare(data)
            small = thumbnail(picture.data)
            data, content_type = picture.data, picture.content_type
            taken_at = picture.taken_at or taken_at
            if picture.longitude is not None and picture.latitude is not None:
                taken_where = picture.longitude, picture.latitude
        elif kind.category is Category.VIDEO:
            video = examine(Held(data))
            data, content_type = edited(data, 0, video.edits), video.kind.content_type
            taken_at, taken_where = video.taken_at or taken_at, video.place or taken_where
        self._files.put(_name(upload_id), data, content_type)
        if small:
            self._files.put(_name(upload_id) + ".small", small, "image/jpeg")
        return {
            "id": upload_id,
            "file_name": file_name,
            "content_type": content_type,
            "category": kind.category.value,
            "size_bytes": len(data),
            "digest": hashlib.sha256(data).hexdigest(),
            "taken_at": taken_at,
            "longitude": taken_where[0] if taken_where else None,
            "latitude": taken_where[1] if taken_where else None,
            "thumbnail": bool(small),
        }

    def prepared_video(
        self, whole: Whole, file_name: str, taken_at: datetime | None, taken_where: tuple[float, float] | None
    ) -> dict[str, Any]:
        """As ``prepared``, for a video never held in memory; what it says of its place goes (DIR-28)."""
        video = examine(whole)
        upload_id, digest = self._new_id(), hashlib.sha256()

        def cleaned() -> Iterator[bytes]:
            offset = 0
            for piece in whole:
                changed = edited(piece, offset, video.edits)
                digest.update(changed)
                offset += len(piece)
                yield changed

        self._files.put_pieces(_name(upload_id), cleaned(), video.kind.content_type)
        where = video.place or taken_where
        return {
            "id": upload_id,
            "file_name": file_name,
            "content_type": video.kind.content_type,
            "category": video.kind.category.value,
            "size_bytes": whole.size,
            "digest": digest.hexdigest(),
            "taken_at": video.taken_at or taken_at,
            "longitude": where[0] if where else None,
            "latitude": where[1] if where else None,
            "thumbnail": False,
        }

    def piece_of(self, row: Any, offset: int, length: int) -> bytes:
        """Bytes from an offset; none beyond the end."""
        return self._files.get_piece(_name(row.id), offset, length)

    def keep(self, uow: UnitOfWork, row: dict[str, Any], case_id: str | None, moment: str) -> None:
        """The row of an upload; ``case_id`` None before the case exists."""
        uow.connection.execute(
            sa.insert(attachments).values(
                **row,
                case_id=case_id,
                moment=moment or "other",
                uploaded_at=uow.now,
                uploaded_by=uow.call.actor.id,
            )
        )

    def row(self, connection: Connection, upload_id: str, case_id: str | None = None) -> Any:
        """The row of an upload; AttachmentNotFound."""
        query = sa.select(attachments).where(attachments.c.id == upload_id)
        if case_id is not None:
            query = query.where(attachments.c.case_id == case_id)
        row = connection.execute(query).first()
        if row is None:
            raise AttachmentNotFound()
        return row

    def bytes_of(self, row: Any, *, small: bool) -> tuple[str, bytes]:
        """Content type and bytes; the thumbnail where there is one and it is asked for."""
        if small and row.thumbnail:
            return "image/jpeg", self._files.get(_name(row.id) + ".small")
        return row.content_type, self._files.get(_name(row.id))

    @staticmethod
    def unknown() -> AttachmentUnknown:
        """The refusal for ids that may not be used."""
        return AttachmentUnknown(FieldProblem("attachment_ids", AttachmentUnknown.code))


def _name(upload_id: str) -> str:
    return f"cases/{upload_id[:8]}/{upload_id}"
