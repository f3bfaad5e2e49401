"""Add, replace, delete and clear pictures (DIR-28)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from services.directory.application.picture_ports import Box, Picture, PictureDesk
from services.directory.domain.account_refusals import PictureNotFound, PictureStale, PictureSubjectUnknown
from services.kernel.call import Call
from services.kernel.errors import Invalid
from services.kernel.files.content import Category, FileTypeRefused, inspect
from services.kernel.files.pictures import prepare, thumbnail
from services.kernel.persistence.unit_of_work import UnitOfWork

EDIT = "directory.picture.edit"
SMALL = "-small"


class AddPicture:
    """A new picture of a record: recognised by its bytes, drawn anew, without anything hidden inside."""

    def __init__(self, desk: PictureDesk) -> None:
        self._desk = desk

    def __call__(
        self, call: Call, record_type: str, record_id: str, file_name: str, data: bytes, caption: str
    ) -> Picture:
        """Raises PictureSubjectUnknown, PermissionDenied, and what the kernel refuses of files."""
        desk, registry = self._desk, self._desk.registry
        with registry.read() as connection:
            path = desk.subjects.path_of(connection, record_type, record_id)
        if path is None:
            raise PictureSubjectUnknown()
        call.require(EDIT, path)
        id, now = registry.new_id(), registry.clock()
        picture = _drawn(desk, id, 1, record_type, record_id, path, file_name, data, now, call)
        picture.caption = caption
        with registry.new_uow(call) as uow:
            first = uow.replayed()
            if first is not None:
                _forget(desk, picture)
                return _present(desk, uow, first)
            desk.pictures.add(uow.connection, picture)
            uow.audit(
                "directory.picture.add", record_type, record_id, territory=path, changes={"picture": ["", id]}
            )
            uow.commit(result=id)
        return picture


class ReplacePicture:
    """Other bytes under the same id; what was there is kept as evidence and no longer shown."""

    def __init__(self, desk: PictureDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, id: str, etag: str, file_name: str, data: bytes, reason: str) -> Picture:
        """Raises PictureNotFound, PictureStale, PermissionDenied, FileTypeRefused and others."""
        desk, registry = self._desk, self._desk.registry
        with registry.read() as connection:
            old = desk.pictures.find(connection, id)
        _check(call, old, etag)
        assert old is not None
        new = _drawn(
            desk,
            id,
            old.version + 1,
            old.record_type,
            old.record_id,
            old.path,
            file_name,
            data,
            registry.clock(),
            call,
        )
        new.caption, new.version = old.caption, old.version + 1
        try:
            with registry.new_uow(call) as uow:
                present = desk.pictures.find(uow.connection, id, lock=True)
                _check(call, present, etag)
                desk.pictures.keep_past(uow.connection, old, uow.now, call.actor.id, reason)
                desk.pictures.save(uow.connection, new)
                changes = {"digest": [old.digest, new.digest], "reason": ["", reason]}
                uow.audit(
                    "directory.picture.replace",
                    old.record_type,
                    old.record_id,
                    territory=old.path,
                    changes=changes,
                )
                uow.commit()
        except PictureStale:
            _forget(desk, new)
            raise
        return new


class DeletePicture:
    """Out of sight for everybody; the record of it stays."""

    def __init__(self, desk: PictureDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, id: str, etag: str, reason: str) -> Picture:
        """Raises PictureNotFound, PictureStale, PermissionDenied."""
        desk = self._desk
        with desk.registry.new_uow(call) as uow:
            picture = desk.pictures.find(uow.connection, id, lock=True)
            _check(call, picture, etag)
            assert picture is not None
            public, picture.public_stored = picture.public_stored, ""
            picture.deleted, picture.public, picture.version = True, False, picture.version + 1
            desk.pictures.save(uow.connection, picture)
            changes = {"picture": [id, ""], "reason": ["", reason]}
            uow.audit(
                "directory.picture.delete",
                picture.record_type,
                picture.record_id,
                territory=picture.path,
                changes=changes,
            )
            uow.commit()
        if public:
            desk.files.delete(public)
            desk.files.delete(public + SMALL)
        return picture


class ClearPicture:
    """Make a copy for the public in which faces and plates cannot be made out."""

    def __init__(self, desk: PictureDesk) -> None:
        self._desk = desk

    def __call__(
        self, call: Call, id: str, etag: str, boxes: Sequence[Box], nothing_to_blur: bool
    ) -> Picture:
        """Raises Invalid unless there are boxes inside the picture or somebody says that none are needed."""
        desk = self._desk
        with desk.registry.read() as connection:
            seen = desk.pictures.find(connection, id)
        _check(call, seen, etag)
        assert seen is not None
        if bool(boxes) == nothing_to_blur:
            raise Invalid.one("blur", "directory.blur_or_nothing")
        for box in boxes:
            inside = box.left >= 0 and box.top >= 0 and box.width > 0 and box.height > 0
            if not inside or box.left + box.width > seen.width or box.top + box.height > seen.height:
                raise Invalid.one("blur", "directory.blur_outside", width=seen.width, height=seen.height)
        data = desk.files.get(seen.stored)
        public = desk.blur(data, boxes) if boxes else data
        name = f"{seen.stored}-public{seen.version}"
        _put(desk, name, public)
        with desk.registry.new_uow(call) as uow:
            picture = desk.pictures.find(uow.connection, id, lock=True)
            _check(call, picture, etag)
            assert picture is not None
            picture.public, picture.public_stored, picture.version = True, name, picture.version + 1
            desk.pictures.save(uow.connection, picture)
            uow.audit(
                "directory.picture.clear",
                picture.record_type,
                picture.record_id,
                territory=picture.path,
                changes={"blurred": [0, len(boxes)]},
            )
            uow.commit()
        return picture


def _drawn(
    desk: PictureDesk,
    id: str,
    version: int,
    record_type: str,
    record_id: str,
    path: str,
    file_name: str,
    data: bytes,
    now: datetime,
    call: Call,
) -> Picture:
    if inspect(data, file_name).category is not Category.PICTURE:
        raise FileTypeRefused()
    made = prepare(data)
    # The version alone would let two replacements at once write the same file.
    stored = f"directory/pictures/{now:%Y/%m}/{id}-{version}-{desk.registry.new_id()[-12:]}"
    _put(desk, stored, made.data)
    return Picture(
        id=id,
        record_type=record_type,
        record_id=record_id,
        path=path,
        caption="",
        file_name=file_name,
        stored=stored,
        size=len(made.data),
        digest=hashlib.sha256(made.data).hexdigest(),
        width=made.width,
        height=made.height,
        uploaded_at=now,
        uploaded_by=call.actor.id,
        taken_at=made.taken_at,
        longitude=made.longitude,
        latitude=made.latitude,
    )


def _put(desk: PictureDesk, name: str, data: bytes) -> None:
    desk.files.put(name, data, "image/jpeg")
    desk.files.put(name + SMALL, thumbnail(data), "image/jpeg")


def _forget(desk: PictureDesk, picture: Picture) -> None:
    desk.files.delete(picture.stored)
    desk.files.delete(picture.stored + SMALL)


def _check(call: Call, picture: Picture | None, etag: str) -> None:
    if picture is None or picture.deleted:
        raise PictureNotFound()
    call.require(EDIT, picture.path)
    if etag != str(picture.version):
        raise PictureStale()


def _present(desk: PictureDesk, uow: UnitOfWork, id: str) -> Picture:
    picture = desk.pictures.find(uow.connection, id)
    if picture is None:
        raise PictureNotFound()
    return picture
