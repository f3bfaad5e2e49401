"""Static files: where they are found, how long they may be kept; and pages compressed on their way."""

from __future__ import annotations

import asyncio
import gzip
import os
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import brotli
import pytest

from gateway.assets import Asset, AssetMissing, Assets
from gateway.compression import compressing, takes, takes_gzip
from gateway.exchange import Exchange
from gateway.problems import Problem
from gateway.security.addresses import Client as Visitor
from gateway.security.csrf_mask import masked, unmasked
from tests.gateway.fake import Client, FakeManifest, Platform, session_of

LONG = "/* 网格 */ body { margin: 0 }\n" * 100


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    own, service = tmp_path / "own", tmp_path / "cases" / "edge" / "static"
    for file, text in {
        own / "console.css": LONG,
        own / "vendor" / "tiny.js": "1",
        own / "page.py": "secret",
        own / ".hidden.css": "secret",
        service / "board.mjs": "export {}",
        service / "sw.webmanifest": "{}",
        tmp_path / "outside.css": "secret",
    }.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (own / "led-out.css").symlink_to(tmp_path / "outside.css")
    return Assets({"cases": service}, own)


class Heard(list[MutableMapping[str, Any]]):
    """What was sent to a client."""

    @property
    def status(self) -> int:
        return int(self[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self[0]["headers"]}

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self[1:])


def exchange_of(path: str, method: str = "GET", **headers: str) -> tuple[Exchange, Heard]:
    heard = Heard()

    async def send(message: MutableMapping[str, Any]) -> None:
        heard.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    path, _, query = path.partition("?")
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"method": method, "path": path, "query_string": query.encode(), "headers": pairs}
    return Exchange(scope, receive, send, Visitor("127.0.0.1", False, "localhost"), "zh"), heard


def asked(assets: Assets, path: str, method: str = "GET", **headers: str) -> Heard:
    exchange, heard = exchange_of(path, method, **headers)
    asyncio.run(assets.handle(exchange))
    return heard


def found(assets: Assets, path: str) -> Asset:
    asset = assets.find(path)
    assert asset is not None
    return asset


def test_an_address_with_the_right_version_may_be_kept_for_a_year(assets: Assets) -> None:
    address = assets.url("console.css")

    answer = asked(assets, address)

    assert address == f"/static/console.css?v={found(assets, 'console.css').digest[:12]}"
    assert answer.status == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.body.decode() == LONG


@pytest.mark.parametrize("query", ["", "?v=", "?v=000000000000", "?v=1&v=2"])
def test_any_other_version_is_asked_for_again(assets: Assets, query: str) -> None:
    first = asked(assets, f"/static/console.css{query}")
    again = asked(assets, f"/static/console.css{query}", if_none_match=f'W/{first.headers["etag"]}, "x"')
    other = asked(assets, f"/static/console.css{query}", if_none_match='"x"')

    assert first.headers["cache-control"] == "no-cache"
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert other.status == 200


def test_a_file_is_compressed_for_clients_that_take_it(assets: Assets) -> None:
    plain = asked(assets, "/static/console.css")
    zipped = asked(assets, "/static/console.css", accept_encoding="br;q=0, gzip;q=0.5")
    tiny = asked(assets, "/static/vendor/tiny.js", accept_encoding="gzip")

    assert gzip.decompress(zipped.body).decode() == LONG
    assert int(zipped.headers["content-length"]) == len(zipped.body) < len(plain.body)
    assert zipped.headers["etag"] != plain.headers["etag"]
    assert plain.headers["vary"] == zipped.headers["vary"] == "accept-encoding"
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in tiny.headers


def test_brotli_goes_before_gzip_and_the_form_beside_a_file_before_one_made_now(
    assets: Assets, tmp_path: Path
) -> None:
    plain = asked(assets, "/static/console.css")
    made = asked(assets, "/static/console.css", accept_encoding="gzip, deflate, br")
    zipped = asked(assets, "/static/console.css", accept_encoding="gzip")
    vendored = tmp_path / "own" / "vendor" / "lib.mjs"
    vendored.write_text(LONG, "utf-8")
    beside = brotli.compress(LONG.encode(), quality=2)
    vendored.with_name("lib.mjs.br").write_bytes(beside)

    kept = asked(assets, "/static/vendor/lib.mjs", accept_encoding="br")

    assert brotli.decompress(made.body).decode() == LONG
    assert made.headers["content-encoding"] == "br"
    assert len({plain.headers["etag"], made.headers["etag"], zipped.headers["etag"]}) == 3
    assert kept.body == beside
    assert assets.find("vendor/lib.mjs.br") is None


def test_a_head_request_gets_the_headers_alone(assets: Assets) -> None:
    answer = asked(assets, "/static/console.css", "HEAD")

    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) == len(LONG.encode())


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("cases/board.mjs", "text/javascript; charset=utf-8"),
        ("cases/sw.webmanifest", "application/manifest+json"),
        ("console.css", "text/css; charset=utf-8"),
    ],
)
def test_a_file_of_a_service_is_below_its_name_and_has_its_type(assets: Assets, path: str, kind: str) -> None:
    assert asked(assets, f"/static/{path}").headers["content-type"] == kind


@pytest.mark.parametrize(
    "path",
    [
        "",
        "vendor",
        "vendor/",
        "cases",
        "cases/",
        "nothing.css",
        "nothing/console.css",
        "page.py",
        ".hidden.css",
        "led-out.css",
        "../outside.css",
        "vendor/../console.css",
        "cases/../../../outside.css",
        "/console.css",
        "vendor//tiny.js",
        "vendor\\tiny.js",
        "console.css\0.js",
        "con sole.css",
        "a" * 5000 + ".css",
    ],
)
def test_nothing_else_is_given(assets: Assets, path: str) -> None:
    assert assets.find(path) is None
    with pytest.raises(AssetMissing):
        assets.url(path)
    with pytest.raises(Problem) as refused:
        asked(assets, f"/static/{path}")
    assert refused.value.status == 404


def test_files_are_only_read(assets: Assets) -> None:
    with pytest.raises(Problem) as refused:
        asked(assets, "/static/console.css", "POST")

    assert (refused.value.status, refused.value.headers) == (405, {"allow": "GET, HEAD"})


def test_a_changed_file_has_another_version_after_a_moment(assets: Assets, tmp_path: Path) -> None:
    ticks = iter((0.0, 0.5, 2.0))
    assets = Assets({}, tmp_path / "own", ticks=lambda: next(ticks))
    before = assets.url("console.css")

    file = tmp_path / "own" / "console.css"
    file.write_text("body {}", "utf-8")
    os.utime(file, ns=(1, 1))

    assert assets.url("console.css") == before
    assert assets.url("console.css") != before
    assert asked(assets, before).headers["cache-control"] == "no-cache"
    assert asked(assets, before).body == b"body {}"


def test_the_folders_are_those_of_the_manifests(tmp_path: Path) -> None:
    (tmp_path / "edge" / "static").mkdir(parents=True)
    (tmp_path / "edge" / "static" / "pump.js").write_text("1")

    assets = Assets.of(
        [FakeManifest("water", "水务", "Water", (), tmp_path), FakeManifest("a", "甲", "A", ())]
    )

    assert assets.find("water/pump.js") is not None
    assert assets.find("vendor/htmx.min.js") is not None
    assert assets.find("pump.js") is None


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("", False),
        ("gzip", True),
        ("deflate, gzip;q=1.0, *;q=0.5", True),
        ("GZIP", True),
        ("*", True),
        ("gzip;q=0", False),
        ("*;q=0", False),
        ("identity", False),
        ("gzip;q=x", False),
    ],
)
def test_what_a_client_takes(header: str, taken: bool) -> None:
    assert takes_gzip(header) is taken


@pytest.mark.parametrize(
    ("header", "taken"),
    [("gzip, br", True), ("gzip", False), ("br;q=0, *", False), ("*", True), ("BR;q=0.1", True)],
)
def test_whether_a_client_takes_brotli(header: str, taken: bool) -> None:
    assert takes(header, "br") is taken


def passed(kind: str, *pieces: bytes, length: bool = True, method: str = "GET", **headers: str) -> Heard:
    exchange, heard = exchange_of("/", method, accept_encoding="gzip", **headers)

    async def play() -> None:
        send = compressing(exchange)
        given = [(b"Content-Type", kind.encode())]
        if length:
            given.append((b"Content-Length", str(sum(map(len, pieces))).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": given})
        for piece in pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    asyncio.run(play())
    return heard


@pytest.mark.parametrize("size", [700, 50_000])
def test_a_page_is_compressed_whole(size: int) -> None:
    answer = passed("text/html; charset=utf-8", b"a" * size, b"b" * size)

    assert gzip.decompress(answer.body) == b"a" * size + b"b" * size
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert "Content-Length" not in answer.headers


def test_streams_small_pages_and_other_things_pass_as_they_are() -> None:
    small = passed("text/html", b"a" * 1000)
    streamed = passed("text/html", b"a" * 2000, b"b" * 2000, length=False)
    other = passed("application/json", b"a" * 2000)

    for answer in (small, streamed, other):
        assert "content-encoding" not in answer.headers
    assert len(streamed) == 4
    assert "vary" in small.headers
    assert "vary" not in other.headers


def test_a_masked_token_never_looks_the_same_and_is_still_the_token() -> None:
    once, twice = masked("tok-en_1"), masked("tok-en_1")

    assert once != twice
    assert "tok" not in once
    assert unmasked(once) == unmasked(twice) == unmasked("tok-en_1") == "tok-en_1"
    assert masked("") == ""


@pytest.mark.parametrize("broken", ["m.", "m.a", "m.!!!!", "m.YWJj", "m._w==", "m.中文", "m.gICAAA=="])
def test_a_broken_mask_is_no_token(broken: str) -> None:
    assert unmasked(broken) == ""


def test_the_gateway_serves_them_and_pages_take_the_masked_token(fake: Platform) -> None:
    fake.services.answers["SignIn"] = lambda request, context: session_of(fake.issuer)
    visitor: Client = fake.client("")

    script = visitor("GET", "/static/vendor/htmx.min.js", accept_encoding="gzip")
    page = visitor("GET", "/auth/sign-in", accept_encoding="gzip")
    visitor("POST", "/auth/sign-in", {"login": "wang", "password": "x"})
    token = masked(visitor.cookies["wangge_csrf"])
    refused = visitor("POST", "/auth/sign-out", x_csrf_token=masked("guess"))
    left = visitor("POST", "/auth/sign-out", x_csrf_token=token)

    assert script.headers["cache-control"] == "no-cache"
    assert b"htmx" in gzip.decompress(script.body)
    assert script.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in script.headers
    if page.headers.get("content-encoding"):
        assert b"<html" in gzip.decompress(page.body)
    assert page.headers["vary"] == "accept-encoding"
    assert visitor("GET", "/static/../gateway.css").status == 404
    assert (refused.status, left.status) == (403, 200)
