"""Takes notices to push services: only to hosts that were allowed, never into the private network."""

from __future__ import annotations

import http.client
import ipaddress
import json
import logging
import socket
import ssl
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from urllib.parse import SplitResult, urlsplit

from cryptography.exceptions import InvalidKey

from services.field.adapters import web_push
from services.field.application.push_ports import Address, Outcome

log = logging.getLogger(__name__)
_SECONDS = 10.0
_KEPT_FOR = timedelta(hours=12)
_LONGEST_ANSWER = 4096
_LATER = frozenset({408, 425, 429})
_GONE = frozenset({404, 410})

Resolve = Callable[[str, int], Sequence[str]]


def addresses_of(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


class PushCarrier:
    """See the port. ``hosts`` are names, ``*.`` before a name for all below, or ``http://127.0.0.1:port``."""

    def __init__(
        self,
        hosts: Sequence[str],
        contact: str,
        secret: bytes,
        entropy: web_push.Entropy,
        resolve: Resolve = addresses_of,
    ) -> None:
        self._hosts = tuple(hosts)
        self._contact = contact
        self._key = web_push.platform_key(secret)
        self._entropy = entropy
        self._resolve = resolve

    @property
    def enabled(self) -> bool:
        """Whether any host is allowed."""
        return bool(self._hosts)

    @property
    def public_key(self) -> str:
        """Base64url."""
        return web_push.encoded(web_push.point_of(self._key))

    def host_of(self, address: Address) -> str:
        """See the port; a key or secret that is none is refused with it."""
        parts = self._allowed(address.endpoint)
        try:
            web_push.encrypted(b"", address.key, address.secret, salt=bytes(16), own=web_push.fresh_key())
        except InvalidKey:
            raise ValueError("no key") from None
        return parts.netloc

    def send(self, address: Address, content: dict[str, object], *, urgent: bool, now: datetime) -> Outcome:
        """See the port."""
        try:
            parts = self._allowed(address.endpoint)
        except ValueError:
            return Outcome("gone")  # its host was taken off the list
        body = web_push.encrypted(
            json.dumps(content).encode(),
            address.key,
            address.secret,
            salt=self._entropy(16),
            own=web_push.fresh_key(),
        )
        headers = {
            "Authorization": web_push.authorization(self._key, address.endpoint, self._contact, now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(int(_KEPT_FOR.total_seconds())),
            "Urgency": "high" if urgent else "normal",
            "Content-Length": str(len(body)),
        }
        try:
            status, pause = self._post(parts, body, headers)
        except (OSError, http.client.HTTPException, ValueError) as problem:
            log.warning("push service cannot be reached", extra={"problem": type(problem).__name__})
            return Outcome("later")
        if 200 <= status < 300:
            return Outcome("given")
        if status in _GONE:
            return Outcome("gone")
        log.warning("push service refused", extra={"host": parts.hostname, "http_status": status})
        if status in _LATER or status >= 500:
            return Outcome("later", pause)
        return Outcome("refused")  # redirects among them: nobody is followed anywhere

    def _allowed(self, endpoint: str) -> SplitResult:
        parts = urlsplit(endpoint)
        if f"{parts.scheme}://{parts.netloc}" in self._hosts:
            return parts  # a loopback address that was named as such
        name = parts.netloc.lower()
        fits = any(name.endswith(each[1:]) if each.startswith("*.") else name == each for each in self._hosts)
        if parts.scheme != "https" or not fits or "@" in name or parts.fragment or not parts.hostname:
            raise ValueError("not an address of an allowed push service")
        return parts

    def _post(self, parts: SplitResult, body: bytes, headers: dict[str, str]) -> tuple[int, timedelta]:
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        connection = _Connection(host, port, self._address(parts, host, port), tls=parts.scheme == "https")
        try:
            target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            connection.request("POST", target, body, headers)
            answer = connection.getresponse()
            answer.read(_LONGEST_ANSWER)
            after = answer.getheader("Retry-After", "")
            seconds = min(int(after), 3600) if after.isascii() and after.isdigit() else 0
            return answer.status, timedelta(seconds=seconds)
        finally:
            connection.close()

    def _address(self, parts: SplitResult, host: str, port: int) -> str:
        """Looked up once and then connected to: an answer that changes in between leads nowhere else."""
        if parts.scheme == "http":
            return host
        found = self._resolve(host, port)
        if not found or not all(ipaddress.ip_address(each.partition("%")[0]).is_global for each in found):
            raise ValueError("not a public address")
        return found[0]


class _Connection(http.client.HTTPConnection):
    """To one address, under the host's name."""

    def __init__(self, host: str, port: int, address: str, *, tls: bool) -> None:
        super().__init__(host, port, timeout=_SECONDS)
        self._address = address
        self._tls = tls

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), _SECONDS)
        if self._tls:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
        else:
            self.sock = plain
