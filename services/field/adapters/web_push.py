"""Messages that the browser alone reads, and who sends them: RFC 8291 (aes128gcm) and RFC 8292 (VAPID)."""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_RECORD = 4096
_PADDED = 256
"""Bytes that every text is filled up to, so that its length says nothing."""
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_LASTS = timedelta(hours=12)

Entropy = Callable[[int], bytes]


def encrypted(
    text: bytes, key: str, secret: str, *, salt: bytes, own: ec.EllipticCurvePrivateKey, padded: int = _PADDED
) -> bytes:
    """One record for the browser with this key and secret; ValueError when they are none.

    Args:
        salt: 16 random bytes. ``own``: a fresh key for this message alone.
    """
    receiver, authority = decoded(key), decoded(secret)
    if len(authority) != 16:
        raise ValueError("the secret has 16 bytes")
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), receiver)
    sender = point_of(own)
    shared = own.exchange(ec.ECDH(), public)
    material = _derived(shared, authority, b"WebPush: info\0" + receiver + sender, 32)
    content_key = _derived(material, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(material, salt, b"Content-Encoding: nonce\0", 12)
    plain = text + b"\x02" + bytes(max(0, padded - len(text) - 1))
    head = salt + struct.pack(">IB", _RECORD, len(sender)) + sender
    return head + AESGCM(content_key).encrypt(nonce, plain, None)


def fresh_key() -> ec.EllipticCurvePrivateKey:
    """For one message."""
    return ec.generate_private_key(ec.SECP256R1())


def platform_key(secret: bytes) -> ec.EllipticCurvePrivateKey:
    """The platform's key, always the same for the same 48 bytes: browsers are bound to it."""
    return ec.derive_private_key(int.from_bytes(secret, "big") % (_ORDER - 1) + 1, ec.SECP256R1())


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public point, uncompressed."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def authorization(key: ec.EllipticCurvePrivateKey, endpoint: str, contact: str, now: datetime) -> str:
    """The header that says who sends: a token for the service behind the endpoint."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + _LASTS).timestamp()),
        "sub": contact,
    }
    head = encoded(json.dumps({"typ": "JWT", "alg": "ES256"}).encode())
    signed = f"{head}.{encoded(json.dumps(claims).encode())}"
    r, s = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(SHA256())))
    token = f"{signed}.{encoded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
    return f"vapid t={token}, k={encoded(point_of(key))}"


def encoded(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decoded(text: str) -> bytes:
    """Base64url with or without padding; ValueError."""
    return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), b"-_", validate=True)


def _derived(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length=length, salt=salt, info=info).derive(material)
