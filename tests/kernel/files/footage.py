"""Videos made byte by byte: as phones and browsers write them, and as nobody should."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

PLACE = (114.29853, 35.74846)
TAKEN = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
SECRET = b"+35.74846+114.29853+070.500/"


def box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def full(kind: bytes, *inside: bytes) -> bytes:
    return box(kind, bytes(4), *inside)


def movie_header(seconds: float = 12.5) -> bytes:
    created = int((TAKEN - datetime(1904, 1, 1, tzinfo=UTC)).total_seconds())
    return full(b"mvhd", struct.pack(">IIII", created, created, 600, int(seconds * 600)), bytes(80))


def track(handler: bytes, offset: int = 0, size: int = 0, *more: bytes) -> bytes:
    """One chunk with one sample of ``size`` bytes at ``offset``."""
    table = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 0)),
        full(b"stsz", struct.pack(">II", size, 1 if size else 0)),
        full(b"stsc", struct.pack(">IIII", 1, 1, 1, 1)),
        full(b"stco", struct.pack(">II", 1, offset)),
    )
    media = box(b"mdia", full(b"hdlr", bytes(4), handler, bytes(13)), box(b"minf", table))
    return box(b"trak", full(b"tkhd", bytes(80)), media, *more)


def xyz() -> bytes:
    return box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(SECRET), 0x15C7), SECRET))


def apple() -> bytes:
    key = b"com.apple.quicktime.location.ISO6709"
    keys = full(b"keys", struct.pack(">I", 1), struct.pack(">I4s", 8 + len(key), b"mdta"), key)
    value = box(b"ilst", struct.pack(">II", 24 + len(SECRET), 1), box(b"data", bytes(8), SECRET))
    return box(b"meta", keys, value)


def loci() -> bytes:
    longitude, latitude = (int(each * 65536) for each in PLACE)
    name = "东门".encode() + b"\0"
    return box(b"udta", full(b"loci", b"\x15\xc7", name, b"\0", struct.pack(">iii", longitude, latitude, 0)))


def mp4(*told: bytes, brand: bytes = b"mp42", after: bytes = b"", tracks: bytes | None = None) -> bytes:
    """A phone's: its data first, then what describes it."""
    data = b"picture-and-sound" * 40
    head = box(b"ftyp", brand, bytes(4), b"isom")
    moov = box(b"moov", movie_header(), track(b"vide") if tracks is None else tracks, *told)
    return head + box(b"mdat", data) + moov + after


def element(id: int, *inside: bytes, unknown: bool = False) -> bytes:
    body = b"".join(inside)
    size = b"\x01" + b"\xff" * 7 if unknown else struct.pack(">Q", len(body) | 1 << 56)
    return id.to_bytes((id.bit_length() + 7) // 8, "big") + size + body


def webm(*more: bytes, unknown: bool = False, doc_type: bytes = b"webm", kind: int = 1) -> bytes:
    """A browser's: neither the segment nor its clusters know how long they are when ``unknown``."""
    nanoseconds = int((TAKEN - datetime(2001, 1, 1, tzinfo=UTC)).total_seconds() * 1e9)
    info = element(
        0x1549A966,
        element(0x2AD7B1, (1_000_000).to_bytes(3, "big")),
        element(0x4489, struct.pack(">d", 4000.0)),
        element(0x4461, nanoseconds.to_bytes(8, "big")),
        element(0x7BA9, b"the east gate"),
    )
    tracks = element(0x1654AE6B, element(0xAE, element(0x83, bytes((kind,)))))
    cluster = element(0x1F43B675, element(0xE7, b"\0"), element(0xA3, b"frame" * 50), unknown=unknown)
    segment = element(0x18538067, info, tracks, cluster, *more, cluster, unknown=unknown)
    return element(0x1A45DFA3, element(0x4282, doc_type)) + segment
