"""Files as answers: what a browser calls what it saves, and tables as workbooks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol
from urllib.parse import quote

from flask import Response

from services.kernel.files.content import XLSX
from services.kernel.tabular.export import Column, write_xlsx


def disposition(name: str, *, save: bool) -> str:
    """The Content-Disposition of a file: its own name by RFC 5987, a plain one for the rest."""
    clean = re.sub(r"[\x00-\x1f\x7f/\\]+", "_", name).strip() or "file"
    suffix = re.search(r"\.[A-Za-z0-9]{1,8}$", clean)
    plain = "file" + (suffix[0] if suffix else "")
    kind = "attachment" if save else "inline"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}"


def saved(data: bytes | Iterable[bytes], content_type: str, name: str) -> Response:
    """A file to be saved as ``name`` (with its suffix); the browser keeps no other copy."""
    answer = Response(data, content_type=content_type or "application/octet-stream")
    answer.headers["Content-Disposition"] = disposition(name, save=True)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


class Chunk(Protocol):
    """A piece of a file in a stream; the first says what it is."""

    file_name: str
    content_type: str
    data: bytes


def passed_on(stream: Iterable[Chunk]) -> Response:
    """A file to be saved, as it comes; what a peer refuses is raised before anything is answered."""
    chunks = iter(stream)
    first = next(chunks)

    def data() -> Iterator[bytes]:
        yield first.data
        for chunk in chunks:
            yield chunk.data

    return saved(data(), first.content_type, first.file_name)


def workbook(
    name: str, columns: Sequence[Column], rows: Iterable[Mapping[str, object]], *, sheet: str
) -> Response:
    """A table to be saved as ``name`` (with its suffix)."""
    book = io.BytesIO()
    write_xlsx(book, columns, rows, sheet=sheet)
    return saved(book.getvalue(), XLSX.content_type, name)
