"""Reads multipart/form-data piece by piece into a request: one part is the file, the others are fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from gateway import query
from services.kernel.errors import FieldProblem, Invalid

FIELD_LIMIT = 256 * 1024
MOST_PARTS = 64


class MalformedForm(Invalid):
    """The body is not the multipart form that its header announces."""

    code = "gateway.malformed_form"


@dataclass(slots=True)
class _Part:
    headers: dict[str, bytes] = field(default_factory=dict)
    name: str = ""
    file_name: str | None = None
    content: bytearray = field(default_factory=bytearray)


class FormReader:
    """Feed it the body with ``write``, then ``finish`` into a request.

    The file is the part with a file name, or one called ``data`` or ``file``. Other parts are texts, named
    as query parameters; a field that holds a message or a map takes JSON.
    """

    def __init__(self, content_type: str) -> None:
        _, options = parse_options_header(content_type.encode("latin-1", "replace"))
        boundary = options.get(b"boundary", b"")
        if not boundary:
            raise MalformedForm()
        self._parts: list[_Part] = []
        self._header = (bytearray(), bytearray())
        self._ended = False
        callbacks: Any = {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_end": self._end,
        }
        try:
            self._parser = MultipartParser(boundary, callbacks)
        except (FormParserError, ValueError):
            raise MalformedForm() from None

    def write(self, chunk: bytes) -> None:
        """Raises MalformedForm, or Invalid for a text part that is too long."""
        try:
            self._parser.write(chunk)
        except FormParserError:
            raise MalformedForm() from None

    def finish(self, request: Message, upload: FieldDescriptor) -> None:
        """Fill the request. Raises MalformedForm for a form cut short, Invalid for fields that are wrong."""
        if not self._ended:
            raise MalformedForm()
        texts: list[tuple[str, str]] = []
        seen_file = False
        for part in self._parts:
            if not _is_file(part):
                texts.extend(self._text(part, request))
                continue
            if seen_file:
                raise Invalid.one(part.name, "gateway.one_file_only")
            seen_file = True
            setattr(request, upload.name, bytes(part.content))
            part.content.clear()
            if part.file_name and "file_name" in request.DESCRIPTOR.fields_by_name:
                request.file_name = part.file_name  # type: ignore[attr-defined]
        query.fill(request, texts)

    def _text(self, part: _Part, request: Message) -> list[tuple[str, str]]:
        known = query.field_of(request.DESCRIPTOR, part.name)
        structured = known is not None and query.setter_for(known.containing_type, part.name) is None
        if known is not None and structured:
            query.put_json(request, known, part.name, bytes(part.content))
            return []
        try:
            return [(part.name, part.content.decode("utf-8"))]
        except UnicodeDecodeError:
            raise Invalid.one(part.name, "gateway.malformed_value") from None

    def _begin(self) -> None:
        if len(self._parts) >= MOST_PARTS:
            raise MalformedForm()
        self._parts.append(_Part())

    def _header_end(self) -> None:
        name, value = self._header
        self._parts[-1].headers[bytes(name).decode("latin-1").lower()] = bytes(value)
        name.clear()
        value.clear()

    def _headers_finished(self) -> None:
        part = self._parts[-1]
        kind, options = parse_options_header(part.headers.get("content-disposition", b""))
        if kind != b"form-data" or b"name" not in options:
            raise MalformedForm()
        part.name = _decoded(options[b"name"])
        if b"filename" in options:
            part.file_name = _decoded(options[b"filename"])

    def _data(self, data: bytes, start: int, end: int) -> None:
        part = self._parts[-1]
        part.content.extend(data[start:end])
        if len(part.content) > FIELD_LIMIT and not _is_file(part):
            raise Invalid(FieldProblem(part.name, "gateway.field_too_long"))

    def _end(self) -> None:
        self._ended = True


def _is_file(part: _Part) -> bool:
    return part.file_name is not None or part.name in ("data", "file")


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1").replace("\0", "")
