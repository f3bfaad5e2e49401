"""Uploading and fetching evidence, and revealing who reported."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.engine import Connection

from services.cases.application import access
from services.cases.application.desk import Desk
from services.cases.application.queries import Query, Room
from services.cases.domain.refusals import AttachmentLarge, CaseNotFound
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.persistence.unit_of_work import UnitOfWork

LARGEST_AT_ONCE = 30_000_000
"""Bytes of a file that goes out in one answer; larger ones are read in pieces."""


class Files(Protocol):
    """Bytes of evidence and what is known of them."""

    def prepared(
        self, data: bytes, file_name: str, taken_at: datetime | None, taken_where: tuple[float, float] | None
    ) -> dict[str, Any]:
        """Stores the bytes; the row to keep."""

    def keep(self, uow: UnitOfWork, row: dict[str, Any], case_id: str | None, moment: str) -> None:
        """Keeps the row."""

    def row(self, connection: Connection, upload_id: str, case_id: str | None = None) -> Any:
        """The row."""

    def bytes_of(self, row: Any, *, small: bool) -> tuple[str, bytes]:
        """Content type and bytes."""


def require_sight(
    place: Desk | Room, connection: Connection, call: Call, case_id: str, now: datetime
) -> None:
    """Raise CaseNotFound unless the caller sees the whole case; followers see its progress alone."""
    case = place.cases.load(connection, case_id, access.sight_of(call)).case
    if place.view(connection, case, call, now).reduced:
        raise CaseNotFound()


class AddAttachment:
    """Evidence before or after the case exists."""

    def __init__(self, desk: Desk, files: Files) -> None:
        self._desk = desk
        self._files = files

    def __call__(
        self,
        call: Call,
        *,
        case_id: str,
        file_name: str,
        data: bytes,
        taken_at: datetime | None = None,
        taken_where: tuple[float, float] | None = None,
        moment: str = "",
    ) -> Any:
        """The row of the upload; a repeated request gets the first one."""
        with self._desk.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self._files.row(uow.connection, first)
            if case_id:
                require_sight(self._desk, uow.connection, call, case_id, uow.now)
        row = self._files.prepared(data, file_name, taken_at, taken_where)
        with self._desk.new_uow(call) as uow:
            self._files.keep(uow, row, case_id or None, moment)
            if case_id:
                uow.audit("cases.attachment.add", "case", case_id, changes={"digest": ["", row["digest"]]})
            kept = self._files.row(uow.connection, row["id"])
            uow.commit(result=row["id"])
            return kept


class GetAttachmentData(Query):
    """Bytes of an attachment of a case in sight, or of one's own upload."""

    def __init__(self, room: Room, files: Files) -> None:
        super().__init__(room)
        self._files = files

    def __call__(
        self, call: Call, case_id: str, attachment_id: str, *, thumbnail: bool
    ) -> tuple[str, str, bytes]:
        """Content type, file name and bytes."""
        with self._room.read() as connection:
            require_sight(self._room, connection, call, case_id, self._room.clock())
            row = self._files.row(connection, attachment_id, case_id)
        if not thumbnail and row.size_bytes > LARGEST_AT_ONCE:
            raise AttachmentLarge(FieldProblem("attachment_id", AttachmentLarge.code))
        content_type, data = self._files.bytes_of(row, small=thumbnail)
        return content_type, row.file_name, data


class RevealReporter:
    """The reporter's whole name and phone, for a stated purpose; leaves an audit entry."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def __call__(self, call: Call, case_id: str, purpose: str) -> tuple[str, str, Any]:
        """Name, phone and the reporter's further wishes."""
        with self._desk.new_uow(call.for_purpose(purpose)) as uow:
            case = self._desk.cases.load(uow.connection, case_id, access.sight_of(call)).case
            call.require("cases.reporter.reveal", case.grid_path, line=case.category)
            name, phone = self._desk.people.open(case)
            uow.audit("cases.reporter.reveal", "case", case.id, territory=case.grid_path)
            uow.commit()
            return name, phone, case.reporter
