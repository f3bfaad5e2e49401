"""The gateway's cookies: their names, their attributes, and tokens that are too long for one of them."""

from __future__ import annotations

from gateway.exchange import Exchange

ACCESS, REFRESH, CSRF = "wangge_access", "wangge_refresh", "wangge_csrf"
# Browsers silently drop a cookie of more than 4,096 bytes, and an administrator's token can be longer.
_PIECE, _MOST_PIECES = 3600, 5


class CookieJar:
    """Reads and writes the cookies of one exchange; over HTTPS their names keep other hosts out."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._prefix = "__Host-" if exchange.client.secure else ""

    def read(self, name: str) -> str:
        """The value, put together from its pieces; empty when there is none."""
        cookies, base = self._exchange.cookies, self._prefix + name
        pieces = [cookies.get(base, "")]
        for number in range(1, _MOST_PIECES):
            piece = cookies.get(f"{base}_{number}")
            if piece is None:
                break
            pieces.append(piece)
        return "".join(pieces)

    def write(self, name: str, value: str, seconds: int, *, readable: bool = False) -> None:
        """Set a cookie for so many seconds. ``readable``: scripts of our pages may read it."""
        pieces = [value[at : at + _PIECE] for at in range(0, len(value), _PIECE)] or [""]
        for number, piece in enumerate(pieces[:_MOST_PIECES]):
            self._set(self._named(name, number), piece, max(seconds, 0), readable)
        for number in range(len(pieces), _MOST_PIECES):
            if self._prefix + self._bare(name, number) in self._exchange.cookies:
                self._set(self._named(name, number), "", 0, readable)

    def clear(self) -> None:
        """Make the browser forget them all."""
        for name in (ACCESS, REFRESH, CSRF):
            self.write(name, "", 0, readable=name == CSRF)

    def _named(self, name: str, number: int) -> str:
        return self._prefix + self._bare(name, number)

    @staticmethod
    def _bare(name: str, number: int) -> str:
        return f"{name}_{number}" if number else name

    def _set(self, name: str, value: str, seconds: int, readable: bool) -> None:
        text = f"{name}={value}; Path=/; Max-Age={seconds}; SameSite=Lax"
        if not readable:
            text += "; HttpOnly"
        if self._exchange.client.secure:
            text += "; Secure"
        self._exchange.extra_headers.append((b"set-cookie", text.encode("latin-1")))
