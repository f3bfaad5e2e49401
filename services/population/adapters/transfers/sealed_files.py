"""Files with personal data in the file store: sealed piece by piece, so that none is ever held whole."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from itertools import islice
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
                while data := file.read(PIECE):
                    yield data

        self._put(file_id, pieces())

    def pieces(self, file_id: str) -> Iterator[bytes]:
        """What was stored. Raises FileMissing, BrokenSeal."""
        for number, sealed in enumerate(self._sealed(file_id)):
            yield base64.b64decode(self._cipher.open(sealed, place=self._place(file_id, number)))

    def needs_reseal(self, file_id: str) -> bool:
        """Whether another key than the active one sealed it; a file that is gone needs nothing.

        A file is put whole, so that its pieces have one key.
        """
        try:
            return any(self._cipher.needs_reseal(sealed) for sealed in islice(self._sealed(file_id), 1))
        except FileMissing:
            return False

    def reseal(self, file_id: str) -> None:
        """Under the active key; the old file stays until the new one is whole. Raises FileMissing."""
        self._put(file_id, self.pieces(file_id))

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

    def _put(self, file_id: str, pieces: Iterator[bytes]) -> None:
        def sealed() -> Iterator[bytes]:
            for number, data in enumerate(pieces):
                text = base64.b64encode(data).decode("ascii")
                piece = self._cipher.seal(text, place=self._place(file_id, number))
                yield len(piece).to_bytes(_LENGTH, "big") + piece

        self._files.put_pieces(self._name(file_id), sealed(), _TYPE)

    def _sealed(self, file_id: str) -> Iterator[bytes]:
        name, offset = self._name(file_id), 0
        while head := self._files.get_piece(name, offset, _LENGTH):
            length = int.from_bytes(head, "big")
            yield self._files.get_piece(name, offset + _LENGTH, length)
            offset += _LENGTH + length

    def _name(self, file_id: str) -> str:
        return f"population/{self._folder}/{file_id}"

    def _place(self, file_id: str, number: int) -> str:
        return f"population.{self._folder}/{file_id}/{number}"
