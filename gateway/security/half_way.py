"""What somebody half signed in has shown already, sealed in a cookie: no page and no address carries it.

After the password was right and a one-time code is due, the page asks for the code alone; after a wrong
password it keeps the login. Both live for five minutes and can be read by the gateway only.
"""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable, Mapping

import orjson
from cryptography.fernet import Fernet, InvalidToken

COOKIE = "wangge_entry"
SECONDS = 300


class HalfWay:
    """Seals and opens. ``secret`` is the gateway's own; replicas share it, so any of them may go on."""

    def __init__(self, secret: str, *, clock: Callable[[], float] = time.time) -> None:
        key = hashlib.sha256(b"wangge sign-in half way\0" + secret.encode()).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(key))
        self._clock = clock

    def seal(self, login: str, password: str = "") -> str:
        """For the cookie."""
        content = orjson.dumps({"login": login, "password": password})
        return self._fernet.encrypt_at_time(content, int(self._clock())).decode("ascii")

    def open(self, sealed: str) -> Mapping[str, str]:
        """``login`` and ``password``; empty ones when there is nothing, or it is too old or not ours."""
        try:
            content = self._fernet.decrypt_at_time(sealed.encode(), SECONDS, int(self._clock()))
            return {str(name): str(value) for name, value in orjson.loads(content).items()}
        except (InvalidToken, ValueError):
            return {"login": "", "password": ""}
