"""Files with personal data in the file store: sealed piece by piece, so that none is ever held whole."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from services.kernel.files.port import FileMissing, FileStore
from services.kernel.security.fields import FieldCipher

PIECE = 512 * 1024
_LENGTH = 4
_TYPE = "application/octet-stream"


class SealedFiles:
    """A file is a row of pieces, each with its length before it, sealed to its name and number."""

    def __init__(self, files: FileStore, cipher: FieldCipher, folder: str) -> None:
        self._files, self._cipher, self._folder = files, cipher, folder

    def keep(self, file_id: str, path: Path) -> None:
        """Store what ``path`` holds."""

        def pieces() -> Iterator[bytes]:
            with path.open("rb") as file:
                number = 0
                while data := file.read(PIECE):
                    text = base64.b64encode(data).decode("ascii")
                    sealed = self._cipher.seal(text, place=self._place(file_id, number))
                    yield len(sealed).to_bytes(_LENGTH, "big") + sealed
                    number += 1

        self._files.put_pieces(self._name(file_id), pieces(), _TYPE)

    def pieces(self, file_id: str) -> Iterator[bytes]:
        """What was stored. Raises FileMissing, BrokenSeal."""
        name, offset, number = self._name(file_id), 0, 0
        while head := self._files.get_piece(name, offset, _LENGTH):
            length = int.from_bytes(head, "big")
            sealed = self._files.get_piece(name, offset + _LENGTH, length)
            yield base64.b64decode(self._cipher.open(sealed, place=self._place(file_id, number)))
            offset, number = offset + _LENGTH + length, number + 1

    def fetch(self, file_id: str, path: Path) -> None:
        """Write it to ``path``. Raises FileMissing, BrokenSeal."""
        with path.open("wb") as file:
            for piece in self.pieces(file_id):
                file.write(piece)

    def forget(self, file_id: str) -> None:
        """Nothing happens if it is gone already."""
        try:
            self._files.delete(self._name(file_id))
        except FileMissing:
            return

    def _name(self, file_id: str) -> str:
        return f"population/{self._folder}/{file_id}"

    def _place(self, file_id: str, number: int) -> str:
        return f"population.{self._folder}/{file_id}/{number}"
