"""Files that arrive in pieces: each piece a file of its own until all are there (FLD-02).

No row is kept of them: what is here says how far it came, and a crash between two writes cannot make it lie.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.cases.application.commands.uploading import PIECE, Announced
from services.cases.domain.refusals import UploadNotFound
from services.kernel.files.port import FileMissing, FileStore

_FOLDER = "cases-arriving"
_ABOUT = "about"
_ID = re.compile(r"[0-9a-f-]{36}")


class ArrivingFiles:
    """See the port."""

    def __init__(self, files: FileStore) -> None:
        self._files = files

    def announce(self, account: str, upload_id: str, about: Announced) -> None:
        """See the port."""
        text = json.dumps(_plain(about), ensure_ascii=False)
        self._files.put(_name(account, upload_id, _ABOUT), text.encode(), "application/json")

    def get(self, account: str, upload_id: str) -> Announced:
        """See the port. Somebody else's is as unknown as one that never was."""
        if not _ID.fullmatch(upload_id):
            raise UploadNotFound()
        try:
            return _announced(json.loads(self._files.get(_name(account, upload_id, _ABOUT))))
        except FileMissing:
            raise UploadNotFound() from None

    def received(self, account: str, upload_id: str, size: int) -> int:
        """See the port."""
        prefix = _name(account, upload_id)
        here = {name.rpartition("/")[2] for name in self._files.list(prefix)}
        number = 0
        while _piece(number) in here:
            number += 1
        return min(size, number * PIECE)

    def keep(self, account: str, upload_id: str, offset: int, data: bytes) -> None:
        """See the port."""
        self._files.put(_name(account, upload_id, _piece(offset // PIECE)), data, "application/octet-stream")

    def opened(self, account: str, upload_id: str, size: int) -> Pieces:
        """See the port."""
        return Pieces(self._files, _name(account, upload_id), size)

    def forget(self, account: str, upload_id: str) -> None:
        """See the port."""
        self._delete(_name(account, upload_id))

    def of_account(self, account: str) -> Sequence[str]:
        """See the port."""
        folder = f"{_FOLDER}/{_holder(account)}"
        return sorted({name.split("/")[2] for name in self._files.list(folder)})

    def forget_older(self, before: datetime) -> int:
        """See the port; ids tell when they were made."""
        old = {
            name.rpartition("/")[0]
            for name in self._files.list(_FOLDER)
            if _made_at(name.split("/")[2]) < before
        }
        for each in old:
            self._delete(each)
        return len(old)

    def _delete(self, folder: str) -> None:
        names = sorted(self._files.list(folder), key=lambda name: not name.endswith(_ABOUT))
        for name in names:
            with suppress(FileMissing):
                self._files.delete(name)


class Pieces:
    """The pieces as one file; holds one of them at a time."""

    def __init__(self, files: FileStore, folder: str, size: int) -> None:
        self._files = files
        self._folder = folder
        self._size = size
        self._number = -1
        self._held = b""

    @property
    def size(self) -> int:
        """Bytes in all."""
        return self._size

    def read(self, offset: int, length: int) -> bytes:
        """Across pieces; fewer only at the end."""
        found = bytearray()
        while length > 0 and offset < self._size:
            begin = offset % PIECE
            part = self._piece(offset // PIECE)[begin : begin + length]
            if not part:
                break
            found += part
            offset, length = offset + len(part), length - len(part)
        return bytes(found)

    def __iter__(self) -> Iterator[bytes]:
        for number in range(-(-self._size // PIECE)):
            yield self._piece(number)

    def _piece(self, number: int) -> bytes:
        if number != self._number:
            self._held = self._files.get(f"{self._folder}/{_piece(number)}")
            self._number = number
        return self._held


def _name(account: str, upload_id: str, *rest: str) -> str:
    return "/".join((_FOLDER, _holder(account), upload_id, *rest))


def _holder(account: str) -> str:
    return hashlib.sha256(account.encode()).hexdigest()[:32]


def _piece(number: int) -> str:
    return f"{number:05}"


def _made_at(upload_id: str) -> datetime:
    try:
        return datetime.fromtimestamp((UUID(upload_id).int >> 80) / 1000, UTC)
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(0, UTC)


def _plain(about: Announced) -> dict[str, Any]:
    return {
        "case_id": about.case_id,
        "file_name": about.file_name,
        "size": about.size,
        "digest": about.digest,
        "taken_at": about.taken_at.isoformat() if about.taken_at else "",
        "taken_where": list(about.taken_where or ()),
        "moment": about.moment,
    }


def _announced(plain: dict[str, Any]) -> Announced:
    where = plain["taken_where"]
    return Announced(
        case_id=plain["case_id"],
        file_name=plain["file_name"],
        size=plain["size"],
        digest=plain["digest"],
        taken_at=datetime.fromisoformat(plain["taken_at"]) if plain["taken_at"] else None,
        taken_where=(where[0], where[1]) if where else None,
        moment=plain["moment"],
    )
