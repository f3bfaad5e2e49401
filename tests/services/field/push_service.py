"""A push service on loopback, and browsers that read what it was given."""

from __future__ import annotations

import json
import secrets
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from services.field.adapters.web_push import decoded, encoded, point_of
from services.field.application.push_ports import Address


class FakeBrowser:
    """Has a key, a secret, and reads what was meant for it."""

    def __init__(self, endpoint: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = secrets.token_bytes(16)
        self.address = Address(endpoint, encoded(point_of(self.key)), encoded(self.secret))

    def read(self, body: bytes) -> bytes:
        """As RFC 8291 has it; raises when the message is for somebody else."""
        salt, (size, length) = body[:16], struct.unpack(">IB", body[16:21])
        sender = body[21 : 21 + length]
        assert size == 4096
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        info = b"WebPush: info\0" + point_of(self.key) + sender
        material = derived(self.key.exchange(ec.ECDH(), public), self.secret, info, 32)
        content_key = derived(material, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derived(material, salt, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(content_key).decrypt(nonce, body[21 + length :], None).rstrip(b"\0")
        assert plain.endswith(b"\x02")
        return plain[:-1]


class FakePushService:
    """Keeps what is posted to it; ``answers`` are given in turn, then 201."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                service.posts.append((self.path, dict(self.headers.items()), body))
                status, headers = service.answers.pop(0) if service.answers else (201, {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def origin(self) -> str:
        """As it stands in the list of allowed hosts."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def browser(self, name: str = "1") -> FakeBrowser:
        """A browser that takes its messages here."""
        return FakeBrowser(f"{self.origin}/push/{name}")

    def read(self, browser: FakeBrowser) -> list[dict[str, Any]]:
        """What was posted for a browser."""
        path = browser.address.endpoint.removeprefix(self.origin)
        return [json.loads(browser.read(body)) for where, _, body in self.posts if where == path]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def derived(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length=length, salt=salt, info=info).derive(material)


__all__ = ["FakeBrowser", "FakePushService", "decoded"]
