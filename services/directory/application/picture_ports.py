"""What the commands about pictures need from outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.engine import Connection

from services.directory.application.account_ports import AccountRegistry
from services.kernel.files.port import FileStore


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a picture in pixels."""

    left: int
    top: int
    width: int
    height: int


Blur = Callable[[bytes, Sequence[Box]], bytes]
"""A copy of a JPEG in which the boxes can no longer be made out."""


@dataclass
class Picture:
    """A picture of a record. The place it was taken is kept here and nowhere in the file (DIR-28).

    ``stored`` and ``public_stored`` are names in the file store; a small copy lies beside each.
    """

    id: str
    record_type: str
    record_id: str
    path: str
    caption: str
    file_name: str
    stored: str
    size: int
    digest: str
    width: int
    height: int
    uploaded_at: datetime
    uploaded_by: str
    taken_at: datetime | None = None
    longitude: float | None = None
    latitude: float | None = None
    public: bool = False
    public_stored: str = ""
    deleted: bool = False
    version: int = 1


class Pictures(Protocol):
    """Pictures by id and by record."""

    def find(self, connection: Connection, id: str, *, lock: bool = False) -> Picture | None: ...
    def of(self, connection: Connection, record_type: str, record_id: str) -> list[Picture]: ...
    def add(self, connection: Connection, picture: Picture) -> None: ...
    def save(self, connection: Connection, picture: Picture) -> None: ...
    def keep_past(
        self, connection: Connection, picture: Picture, until: datetime, by: str, reason: str
    ) -> None: ...


class Subjects(Protocol):
    """Where the record a picture belongs to lies; None when there is no such record."""

    def path_of(self, connection: Connection, record_type: str, record_id: str) -> str | None: ...


class Boards(Protocol):
    """Whether a public notice board shows an account now (DIR-19)."""

    def shows(self, connection: Connection, account_id: str, at: datetime) -> bool: ...


@dataclass(frozen=True)
class PictureDesk:
    """Everything the commands about pictures work with."""

    registry: AccountRegistry
    files: FileStore
    pictures: Pictures
    subjects: Subjects
    boards: Boards
    blur: Blur
