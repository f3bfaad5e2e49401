"""Where a client is: its address, scheme and host as seen behind proxies that are trusted to say so."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.rpc.addresses import Networks, networks


@dataclass(frozen=True, slots=True)
class Client:
    """``host`` is the name by which the client knows us, with its port unless it is the scheme's own."""

    address: str
    secure: bool
    host: str


class Clients:
    """Believes X-Forwarded-For, -Proto and -Host from trusted proxies alone.

    Unlike between services, the machine's own address is no proxy unless it is listed.
    """

    def __init__(self, trusted_proxies: Iterable[str]) -> None:
        self._trusted: Networks = networks(trusted_proxies)

    def seen(self, scope: Mapping[str, Any]) -> Client:
        """The client of an ASGI request."""
        peer = scope.get("client")
        address = str(peer[0]) if peer else ""
        secure, host = scope.get("scheme") == "https", ""
        forwarded: dict[bytes, str] = {}
        for name, value in scope["headers"]:
            if name == b"host":
                host = value.decode("latin-1").lower()
            elif self._trusted and name.startswith(b"x-forwarded-"):
                joined = forwarded.get(name)
                text = value.decode("latin-1")
                forwarded[name] = f"{joined},{text}" if joined else text
        if forwarded and self._is_proxy(address):
            secure = forwarded.get(b"x-forwarded-proto", "").split(",")[-1].strip().lower() == "https" or (
                secure and b"x-forwarded-proto" not in forwarded
            )
            host = forwarded.get(b"x-forwarded-host", host).split(",")[-1].strip().lower() or host
            address = self._original(forwarded.get(b"x-forwarded-for", ""), address)
        return Client(address or "local", secure, host)

    def _original(self, chain: str, address: str) -> str:
        """The last address in the chain that is no proxy of ours; what stands before it anybody can write."""
        for part in reversed(chain.split(",")):
            stated = _address(part)
            if stated is None:
                return address
            address = stated
            if not self._is_proxy(address):
                return address
        return address

    def _is_proxy(self, address: str) -> bool:
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._trusted)


def _address(text: str) -> str | None:
    stripped = text.strip()
    if stripped.startswith("["):
        stripped = stripped[1:].partition("]")[0]
    elif stripped.count(":") == 1:
        stripped = stripped.partition(":")[0]
    try:
        return str(ipaddress.ip_address(stripped))
    except ValueError:
        return None
