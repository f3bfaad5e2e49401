"""Who calls: actors from token claims, and what the metadata of a call says about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast
from urllib.parse import unquote

from services.kernel.call import PASSWORD_CHANGE, Actor, Grant, Realm
from services.kernel.errors import Unauthenticated
from services.kernel.rpc.addresses import Networks, is_trusted
from services.kernel.security.tokens import TokenInvalid

ORIGIN, PURPOSE, TRACE = "x-wangge-origin", "x-wangge-purpose", "traceparent"
ANONYMOUS = Actor(id="anonymous", name="", realm=Realm.ANONYMOUS)
_REALMS = {realm.value: realm for realm in (Realm.STAFF, Realm.SERVICE, Realm.RESIDENT)}
_LONGEST_ORIGIN, _LONGEST_PURPOSE = 80, 400


def actor_from(claims: Mapping[str, object]) -> Actor:
    """The actor a verified token speaks of; TokenInvalid when its claims are not of our form."""
    try:
        roles = {
            name: frozenset(permissions)
            for name, permissions in cast("Mapping[str, Iterable[str]]", claims.get("roles") or {}).items()
        }
        grants = tuple(
            Grant(
                role=role,
                permissions=roles.get(role, frozenset()),
                territory=territory,
                line=line or "",
                unit=unit or "",
                delegated_from=delegated or "",
            )
            for role, territory, line, unit, delegated in cast("Iterable[Any]", claims.get("grants") or ())
        )
        return Actor(
            id=_text(claims["sub"]),
            name=_text(claims.get("name") or claims["sub"]),
            realm=_REALMS[_text(claims["realm"])],
            grants=grants,
            posts=tuple(map(_text, cast("Iterable[object]", claims.get("posts") or ()))),
            units=tuple(map(_text, cast("Iterable[object]", claims.get("units") or ()))),
            password_due=PASSWORD_CHANGE in roles,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise TokenInvalid() from problem


def lender(actor: Actor, permission: str) -> str:
    """The account on whose behalf ``permission`` is used: set when every grant giving it is lent (DIR-26)."""
    lent = [g.delegated_from for g in actor.grants if permission in g.permissions or "*" in g.permissions]
    return lent[0] if lent and all(lent) else ""


def bearer(metadata: Mapping[str, str | bytes]) -> str:
    """The token of the authorization header, empty without one; Unauthenticated for another scheme."""
    header = metadata.get("authorization", "")
    if not header or isinstance(header, bytes):
        return ""
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthenticated()
    return token.strip()


def origin_of(peer: str, metadata: Mapping[str, str | bytes], trusted: Networks) -> str:
    """The caller's address: what the gateway states if the peer is trusted to state it, else the peer's."""
    address = peer_address(peer)
    stated = metadata.get(ORIGIN, "")
    if stated and isinstance(stated, str) and (not address or is_trusted(address, trusted)):
        return unquote(stated)[:_LONGEST_ORIGIN]
    return (address or "local")[:_LONGEST_ORIGIN]


def purpose_of(metadata: Mapping[str, str | bytes]) -> str:
    """The stated purpose: percent-encoded UTF-8, since metadata is ASCII."""
    stated = metadata.get(PURPOSE, "")
    return unquote(stated)[:_LONGEST_PURPOSE].replace("\0", "") if isinstance(stated, str) else ""


def peer_address(peer: str) -> str:
    """The network address in gRPC's name of a peer, empty for a Unix socket."""
    kind, _, rest = unquote(peer).partition(":")
    if kind not in ("ipv4", "ipv6"):
        return ""
    return rest.rpartition(":")[0].strip("[]")


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a text was expected")
    return value
