"""Videos that arrive in pieces, go on after a cut, and are read in pieces (FLD-02)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from services.cases.application.commands.evidence import Files, require_sight
from services.cases.application.desk import Desk
from services.cases.application.queries import Query, Room
from services.cases.domain.refusals import PieceBroken, UploadTooLarge, UploadUnfinished
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.files.content import FileTypeRefused
from services.kernel.files.footage import Source
from services.kernel.files.video import is_video

PIECE = 512 << 10
"""Bytes: what a phone with a bad signal gets through, and what is lost when it does not."""
MOST_AT_ONCE = 10
"""Unfinished uploads of an account; one more makes the oldest be forgotten."""
KEPT = timedelta(days=7)
READ = 2 << 20


@dataclass(frozen=True, slots=True)
class Announced:
    """What is to arrive."""

    case_id: str
    file_name: str
    size: int
    digest: str = ""
    taken_at: datetime | None = None
    taken_where: tuple[float, float] | None = None
    moment: str = ""


class Whole(Source, Protocol):
    """A file of pieces that may be gone through from its beginning."""

    def __iter__(self) -> Iterator[bytes]: ...


class Arriving(Protocol):
    """Where pieces wait for the rest."""

    def announce(self, account: str, upload_id: str, about: Announced) -> None: ...

    def get(self, account: str, upload_id: str) -> Announced:
        """Raises UploadNotFound."""

    def received(self, account: str, upload_id: str, size: int) -> int:
        """Bytes that are here without a gap."""

    def keep(self, account: str, upload_id: str, offset: int, data: bytes) -> None: ...
    def opened(self, account: str, upload_id: str, size: int) -> Whole: ...
    def forget(self, account: str, upload_id: str) -> None: ...

    def of_account(self, account: str) -> Sequence[str]:
        """Ids, the oldest first."""

    def forget_older(self, before: datetime) -> int:
        """How many were forgotten."""


class Videos(Files, Protocol):
    """Files that also takes videos from their pieces, and gives pieces of them."""

    def prepared_video(
        self, whole: Whole, file_name: str, taken_at: datetime | None, taken_where: tuple[float, float] | None
    ) -> dict[str, Any]:
        """Stores the video without its place; the row to keep."""

    def piece_of(self, row: Any, offset: int, length: int) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an upload came."""

    id: str
    size: int
    received: int


class StartUpload:
    """Announces a video; the same request again gives the same upload."""

    def __init__(self, desk: Desk, arriving: Arriving, most: int) -> None:
        self._desk = desk
        self._arriving = arriving
        self.most = most

    def __call__(self, call: Call, about: Announced) -> Progress:
        """Raises UploadTooLarge, CaseNotFound."""
        if about.size > self.most:
            raise UploadTooLarge(FieldProblem("size_bytes", UploadTooLarge.code), most=self.most >> 20)
        account = call.actor.id
        with self._desk.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                known = self._arriving.get(account, first)
                return Progress(first, known.size, self._arriving.received(account, first, known.size))
            if about.case_id:
                require_sight(self._desk, uow.connection, call, about.case_id, uow.now)
            upload_id = self._desk.new_id()
            for oldest in self._arriving.of_account(account)[: 1 - MOST_AT_ONCE]:
                self._arriving.forget(account, oldest)
            self._arriving.announce(account, upload_id, about)
            uow.commit(result=upload_id)
        return Progress(upload_id, about.size, 0)


class GetUpload:
    """Where to go on."""

    def __init__(self, arriving: Arriving) -> None:
        self._arriving = arriving

    def __call__(self, call: Call, upload_id: str) -> Progress:
        """One's own; raises UploadNotFound."""
        about = self._arriving.get(call.actor.id, upload_id)
        return Progress(upload_id, about.size, self._arriving.received(call.actor.id, upload_id, about.size))


class AddPiece:
    """One piece, whole or not at all."""

    def __init__(self, arriving: Arriving) -> None:
        self._arriving = arriving
        self._progress = GetUpload(arriving)

    def __call__(self, call: Call, upload_id: str, offset: int, data: bytes, digest: str) -> Progress:
        """Raises UploadNotFound, PieceBroken; FileTypeRefused at once for what begins like no video."""
        about = self._arriving.get(call.actor.id, upload_id)
        fits = offset % PIECE == 0 and offset < about.size and len(data) == min(PIECE, about.size - offset)
        if not fits or hashlib.sha256(data).hexdigest() != digest:
            raise PieceBroken(FieldProblem("data", PieceBroken.code))
        if offset == 0 and not is_video(data):
            raise FileTypeRefused(FieldProblem("data", FileTypeRefused.code, {"type": "?"}), type="?")
        self._arriving.keep(call.actor.id, upload_id, offset, data)
        return self._progress(call, upload_id)


class FinishUpload:
    """All is here: it becomes evidence, without the place in it."""

    def __init__(self, desk: Desk, arriving: Arriving, files: Videos) -> None:
        self._desk = desk
        self._arriving = arriving
        self._files = files

    def __call__(self, call: Call, upload_id: str) -> Any:
        """The row of the upload; a repeated request gets the first one.

        Raises UploadNotFound, UploadUnfinished, PieceBroken, and what the kernel says of broken videos.
        """
        account = call.actor.id
        with self._desk.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self._files.row(uow.connection, first)
            about = self._arriving.get(account, upload_id)
            if about.case_id:
                require_sight(self._desk, uow.connection, call, about.case_id, uow.now)
        received = self._arriving.received(account, upload_id, about.size)
        if received < about.size:
            raise UploadUnfinished(received=received, size=about.size)
        whole = self._arriving.opened(account, upload_id, about.size)
        self._check(whole, about)
        row = self._files.prepared_video(whole, about.file_name, about.taken_at, about.taken_where)
        with self._desk.new_uow(call) as uow:
            self._files.keep(uow, row, about.case_id or None, about.moment)
            if about.case_id:
                changes = {"digest": ["", row["digest"]]}
                uow.audit("cases.attachment.add", "case", about.case_id, changes=changes)
            kept = self._files.row(uow.connection, row["id"])
            uow.commit(result=row["id"])
        self._arriving.forget(account, upload_id)
        return kept

    @staticmethod
    def _check(whole: Whole, about: Announced) -> None:
        if not about.digest:
            return
        digest = hashlib.sha256()
        for piece in whole:
            digest.update(piece)
        if digest.hexdigest() != about.digest:
            raise PieceBroken(FieldProblem("digest", PieceBroken.code))


class ForgetUploads:
    """By the clock: what nobody finished."""

    def __init__(self, arriving: Arriving) -> None:
        self._arriving = arriving

    def __call__(self, now: datetime) -> int:
        """How many were forgotten."""
        return self._arriving.forget_older(now - KEPT)


class ReadAttachment(Query):
    """A piece of a file of a case in sight."""

    def __init__(self, room: Room, files: Videos) -> None:
        super().__init__(room)
        self._files = files

    def row(self, call: Call, case_id: str, attachment_id: str) -> Any:
        """What is known of it. Raises CaseNotFound, AttachmentNotFound."""
        with self._room.read() as connection:
            require_sight(self._room, connection, call, case_id, self._room.clock())
            return self._files.row(connection, attachment_id, case_id)

    def __call__(self, call: Call, case_id: str, attachment_id: str, offset: int, length: int) -> Any:
        """The row and the bytes, none beyond the end."""
        row = self.row(call, case_id, attachment_id)
        return row, self._files.piece_of(row, offset, min(length, READ)) if length else b""

    def pieces(self, row: Any) -> Iterator[bytes]:
        """The whole file, piece by piece."""
        for offset in range(0, row.size_bytes, PIECE):
            piece = self._files.piece_of(row, offset, PIECE)
            if not piece:
                raise Invalid.one("attachment_id", "cases.attachment_not_found")
            yield piece
