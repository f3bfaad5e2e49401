"""What a platform says while a test drives it, and how texts hide in other writings."""

from __future__ import annotations

import json
import logging


class Everything(logging.Handler):
    """Every record of every logger, with its stack."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = logging.Formatter("%(name)s %(message)s").format(record)
        self.texts.append(f"{text} {record.__dict__}")


def escaped(text: str) -> str:
    """As the text format of protobuf writes it."""
    return "".join(f"\\{byte:03o}" if byte > 126 else chr(byte) for byte in text.encode())


def in_json(text: str) -> bytes:
    """As JSON writes it when it keeps to ASCII."""
    return json.dumps(text).strip('"').encode() if not text.isascii() else text.encode()


def around(text: str, marked: str) -> str:
    """Where it stands, for the message of a failed test."""
    at = text.find(marked)
    return text[max(0, at - 300) : at + 120]
