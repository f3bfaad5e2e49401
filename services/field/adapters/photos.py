"""Pictures of check-ins: bytes in the file store, the rest in a row; their place is sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from services.field.adapters.sealing import Sealing
from services.field.adapters.tables import photo
from services.field.application.ports import Photo
from services.field.domain.positions import Position
from services.field.domain.refusals import NotAPicture, PhotoUnknown
from services.kernel.errors import FieldProblem
from services.kernel.files.content import Category, inspect
from services.kernel.files.pictures import prepare, thumbnail
from services.kernel.files.port import FileMissing, FileStore
from services.kernel.persistence.database import Database
from services.kernel.persistence.moments import aware
from services.kernel.persistence.unit_of_work import UnitOfWork

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class FiledPhotos:
    """See the port."""

    def __init__(self, database: Database, files: FileStore, sealing: Sealing) -> None:
        self._database = database
        self._files = files
        self._sealing = sealing

    def prepared(self, data: bytes, file_name: str, photo_id: str) -> tuple[Photo, Position | None]:
        """See the port; the kernel's refusals of files pass through."""
        if inspect(data, file_name).category is not Category.PICTURE:
            raise NotAPicture(FieldProblem("data", NotAPicture.code))
        drawn = prepare(data)
        self._files.put(_name(photo_id), drawn.data, drawn.content_type)
        self._files.put(_name(photo_id) + ".small", thumbnail(drawn.data), "image/jpeg")
        place = None
        if drawn.longitude is not None and drawn.latitude is not None:
            place = Position(drawn.longitude, drawn.latitude)
        row = Photo(
            id=photo_id,
            file_name=file_name,
            content_type=drawn.content_type,
            size_bytes=len(drawn.data),
            digest=hashlib.sha256(drawn.data).hexdigest(),
            uploaded_at=_NEVER,
            uploaded_by="",
            taken_at=drawn.taken_at,
        )
        return row, place

    def keep(self, uow: UnitOfWork, new: Photo) -> None:
        """A new row."""
        values = {
            "id": new.id,
            "check_in_id": None,
            "file_name": new.file_name,
            "content_type": new.content_type,
            "size_bytes": new.size_bytes,
            "digest": new.digest,
            "taken_at": new.taken_at,
            "place": self._sealing.position(new.place, _sealed_to(new.id)),
            "uploaded_at": new.uploaded_at,
            "uploaded_by": new.uploaded_by,
        }
        uow.connection.execute(sa.insert(photo).values(values))

    def row(self, uow: UnitOfWork, photo_id: str) -> Photo:
        """One that is there."""
        return self._photo(uow.connection.execute(sa.select(photo).where(photo.c.id == photo_id)).one())

    def attach(self, uow: UnitOfWork, photo_ids: Sequence[str], check_in_id: str, by: str) -> None:
        """See the port."""
        wanted = set(photo_ids)
        if not wanted:
            return
        free = sa.and_(photo.c.id.in_(wanted), photo.c.uploaded_by == by, photo.c.check_in_id.is_(None))
        done = uow.connection.execute(sa.update(photo).where(free).values(check_in_id=check_in_id))
        if done.rowcount != len(wanted):
            raise PhotoUnknown(FieldProblem("photo_ids", PhotoUnknown.code))

    def of_check_ins(self, ids: Sequence[str]) -> Sequence[Photo]:
        """In the order of their uploading."""
        if not ids:
            return []
        query = sa.select(photo).where(photo.c.check_in_id.in_(ids)).order_by(photo.c.id)
        with self._database.read() as connection:
            return [self._photo(row) for row in connection.execute(query)]

    def bytes_of(self, photo_id: str, *, small: bool) -> bytes:
        """See the port."""
        return self._files.get(_name(photo_id) + (".small" if small else ""))

    def drop_unused(self, uow: UnitOfWork, before: datetime) -> Sequence[str]:
        """See the port."""
        unused = sa.and_(photo.c.check_in_id.is_(None), photo.c.uploaded_at < before)
        ids = list(uow.connection.execute(sa.select(photo.c.id).where(unused).limit(500)).scalars())
        uow.connection.execute(sa.delete(photo).where(photo.c.id.in_(ids), photo.c.check_in_id.is_(None)))
        return ids

    def delete_bytes(self, photo_id: str) -> None:
        """After its row is gone; bytes that are gone already are no matter."""
        for name in (_name(photo_id), _name(photo_id) + ".small"):
            try:
                self._files.delete(name)
            except FileMissing:
                continue

    def _photo(self, row: Any) -> Photo:
        return Photo(
            id=row.id,
            file_name=row.file_name,
            content_type=row.content_type,
            size_bytes=row.size_bytes,
            digest=row.digest,
            uploaded_at=aware(row.uploaded_at),
            uploaded_by=row.uploaded_by,
            check_in_id=row.check_in_id or "",
            taken_at=aware(row.taken_at),
            place=self._sealing.opened(row.place, _sealed_to(row.id)),
        )


def _name(photo_id: str) -> str:
    return f"field/{photo_id[:8]}/{photo_id}"


def _sealed_to(photo_id: str) -> str:
    return f"field.photo.place/{photo_id}"
