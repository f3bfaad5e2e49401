"""Serves the files that pages are made of: the gateway's own and those of every enabled service.

``/static/console.css`` is ``gateway/static/console.css``; ``/static/cases/board.js`` is
``edge/static/board.js`` in the package of the service ``cases``. Templates name them by
``asset("cases/board.js")``, which adds the beginning of the content's hash as ``?v=``: that answer may be
kept for a year. Without a version, browsers ask each time whether the file has changed, and mostly hear that
it has not.

The second way is that of ES modules that import each other (``import './outbox.js'``), where no version can
stand. The same module named once with and once without a version would run twice, so ``asset`` is for the
module that a page itself starts, never for one that others import.

Texts go out in Brotli or gzip. Of vendored files the Brotli form lies beside them (``echarts.min.js.br``),
made once with more patience than a server has; of the others it is made at first use.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

import brotli

from gateway.compression import takes
from gateway.exchange import Exchange
from gateway.problems import Problem
from gateway.settings_port import ServiceManifest

PREFIX = "/static/"
_OWN = Path(__file__).parent / "static"
_MEDIA_TYPES = {
    ".css": b"text/css; charset=utf-8",
    ".geojson": b"application/geo+json",
    ".gif": b"image/gif",
    ".html": b"text/html; charset=utf-8",
    ".ico": b"image/x-icon",
    ".jpg": b"image/jpeg",
    ".js": b"text/javascript; charset=utf-8",
    ".json": b"application/json",
    ".mjs": b"text/javascript; charset=utf-8",
    ".pbf": b"application/x-protobuf",
    ".png": b"image/png",
    ".svg": b"image/svg+xml; charset=utf-8",
    ".txt": b"text/plain; charset=utf-8",
    ".webmanifest": b"application/manifest+json",
    ".webp": b"image/webp",
    ".woff2": b"font/woff2",
}
_ALREADY_SMALL = frozenset({".gif", ".jpg", ".png", ".webp", ".woff2"})
_SEGMENT = re.compile(r"[A-Za-z0-9_@][A-Za-z0-9_@.-]*")
_TRUSTED_SECONDS = 1.0
"""A page asks for the same address dozens of times; a changed file is noticed after this long."""
_YEAR = b"public, max-age=31536000, immutable"
_ASK = b"no-cache"
_VERSION = 12  # digits of the hash
_BROTLI_QUALITY = 9
MADE = ".br"
"""What the Brotli form of a file is called besides its name."""


class AssetMissing(LookupError):
    """A page names a file that is not there."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent: as it is, by gzip, by Brotli; these are empty where they gain nothing."""

    media_type: bytes
    body: bytes
    zipped: bytes
    brotli: bytes
    digest: str
    stamp: tuple[int, int]

    @property
    def version(self) -> str:
        """The beginning of the SHA-256 of the content."""
        return self.digest[:_VERSION]


class Assets:
    """The static files; read and compressed at first use, and again when a file has changed."""

    def __init__(
        self,
        folders: Mapping[str, Path],
        own: Path = _OWN,
        *,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """``folders``: of services, by name. A file of the gateway itself wins over one of a service."""
        self._ticks = ticks
        self._own = own.resolve()
        self._folders = {name: folder.resolve() for name, folder in folders.items()}
        self._known: dict[Path, Asset] = {}
        self._urls: dict[str, tuple[float, str]] = {}

    @classmethod
    def of(cls, manifests: Iterable[ServiceManifest]) -> Assets:
        """The files of the gateway and of these services, from whatever distribution they come."""
        folders: dict[str, Path] = {}
        for each in manifests:
            folder = getattr(each, "folder", None)
            if folder is not None:
                folders[each.name] = Path(folder) / "edge" / "static"
        return cls(folders)

    def url(self, path: str) -> str:
        """The address of a file, with its version; templates know this as ``asset``.

        Raises:
            AssetMissing: there is no such file.
        """
        now = self._ticks()
        known = self._urls.get(path)
        if known is not None and now < known[0]:
            return known[1]
        found = self.find(path)
        if found is None:
            raise AssetMissing(path)
        url = f"{PREFIX}{path}?v={found.version}"
        self._urls[path] = (now + _TRUSTED_SECONDS, url)
        return url

    def find(self, path: str) -> Asset | None:
        """The file at a path below ``/static/``; None when there is none that may be served."""
        segments = path.split("/")
        suffix = Path(segments[-1]).suffix.lower()
        if suffix not in _MEDIA_TYPES or not all(map(_SEGMENT.fullmatch, segments)):
            return None
        places = [(self._own, segments)]
        if segments[0] in self._folders:
            places.append((self._folders[segments[0]], segments[1:]))
        for folder, below in places:
            file = folder.joinpath(*below)
            try:
                status = file.stat()
                # A link may lead out of the folder; what lies there is not ours to give.
                if not file.is_file() or not file.resolve().is_relative_to(folder):
                    continue
                stamp = (status.st_mtime_ns, status.st_size)
                known = self._known.get(file)
                if known is None or known.stamp != stamp:
                    known = self._known[file] = _read(file, suffix, stamp)
            except OSError:
                continue
            return known
        return None

    async def handle(self, exchange: Exchange) -> None:
        """Answer a request below ``/static/``; raises a 404 or 405 Problem."""
        exchange.route = f"{PREFIX}*"
        if exchange.method not in ("GET", "HEAD"):
            allow = "GET, HEAD"
            raise Problem(405, "gateway.method_not_allowed", {"allow": allow}, headers={"allow": allow})
        asset = await asyncio.to_thread(self.find, exchange.scope["path"].removeprefix(PREFIX))
        if asset is None:
            raise Problem(404, "gateway.no_such_path")
        accepted = exchange.headers.get("accept-encoding", "")
        coding, body = "", asset.body
        for name, form in (("br", asset.brotli), ("gzip", asset.zipped)):
            if form and takes(accepted, name):
                coding, body = name, form
                break
        tag = f'"{asset.digest[:32]}{f"-{coding}" if coding else ""}"'
        query = parse_qs(exchange.scope.get("query_string", b"").decode("latin-1"))
        headers = [
            (b"cache-control", _YEAR if query.get("v") == [asset.version] else _ASK),
            (b"etag", tag.encode("ascii")),
        ]
        if asset.zipped:
            headers.append((b"vary", b"accept-encoding"))
        if _has(exchange.headers.get("if-none-match", ""), tag):
            await exchange.start(304, headers)
            await exchange.write(b"", more=False)
            return
        if coding:
            headers.append((b"content-encoding", coding.encode("ascii")))
        await exchange.respond(200, asset.media_type, body, headers)


def _read(file: Path, suffix: str, stamp: tuple[int, int]) -> Asset:
    body = file.read_bytes()
    zipped = small = b""
    if suffix not in _ALREADY_SMALL:
        zipped = gzip.compress(body, 9, mtime=0)
        made = file.with_name(file.name + MADE)
        if made.is_file():
            small = made.read_bytes()
        else:
            small = brotli.compress(body, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)
    if len(zipped) + 100 > len(body):
        zipped = small = b""
    return Asset(_MEDIA_TYPES[suffix], body, zipped, small, hashlib.sha256(body).hexdigest(), stamp)


def _has(header: str, tag: str) -> bool:
    """Whether If-None-Match names this tag; nobody needs the difference between weak and strong here."""
    stated = [each.strip().removeprefix("W/") for each in header.split(",")]
    return tag in stated or stated == ["*"]
