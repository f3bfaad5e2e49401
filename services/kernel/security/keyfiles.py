"""How key files are read: JSON text with base64 secrets, every defect named, no secret ever shown."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

_KEY_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")


class BrokenKeyFile(ValueError):
    """A key file exists and cannot be used. Starting without its keys would lose data: stop instead."""


def checked_key_id(key_id: str) -> str:
    """``key_id`` itself if it may name a key: 1-32 letters, digits, ``.``, ``_``, ``-``; else ValueError."""
    if not _KEY_ID.fullmatch(key_id):
        raise ValueError(f"{key_id!r} cannot name a key: 1 to 32 letters, digits, '.', '_' or '-'")
    return key_id


def read_key_file(path: Path) -> Mapping[str, object]:
    """The top-level table of a key file; BrokenKeyFile if it is not JSON."""
    try:
        return table_of(json.loads(path.read_bytes()))
    except ValueError:
        # The parser's own message may quote the file.
        raise BrokenKeyFile(f"{path}: is not a JSON key file") from None


def table_of(value: object) -> Mapping[str, object]:
    """``value`` as a JSON object, else ValueError."""
    if not isinstance(value, dict):
        raise ValueError("an object was expected")
    return cast("dict[str, object]", value)


def text_of(table: Mapping[str, object], name: str) -> str:
    """The text under ``name``; KeyError if missing, ValueError if it is no text."""
    value = table[name]
    if not isinstance(value, str):
        raise ValueError(f"{name!r} is not text")
    return value


def secret_of(table: Mapping[str, object], name: str) -> bytes:
    """The bytes under ``name``; KeyError if missing, ValueError if it is not base64."""
    try:
        return base64.b64decode(text_of(table, name), validate=True)
    except binascii.Error:
        raise ValueError(f"{name!r} is not base64") from None


def encoded(secret: bytes) -> str:
    """Base64 text of ``secret``."""
    return base64.b64encode(secret).decode("ascii")
