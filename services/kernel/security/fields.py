"""Personal data at rest: sealed to its place, found again through a keyed blind index."""

from __future__ import annotations

import hmac
import re
import secrets
import unicodedata
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from services.kernel.errors import Invalid
from services.kernel.security.keys import DataKey, KeyRing

_VERSION = 1
_NONCE_BYTES = 12
_TAG_BYTES = 16
_BLIND_CHARACTERS = 32


class BrokenSeal(Exception):
    """A sealed value was altered or moved, or never was one: a bug or an attack, not a refusal."""


class UnknownKey(BrokenSeal):
    """The value was sealed with a key that this installation's ring does not hold."""


class NothingToIndex(Invalid):
    """There is nothing left of the text after normalising; indexing it would make all such values equal."""

    code = "kernel.nothing_to_index"


class FieldCipher:
    """Seals and opens single values; safe to share between threads.

    A sealed value is ``version | length of key id | key id | nonce (12) | ciphertext and tag (16)``.
    Header and place are authenticated: a value copied into another row or column does not open.
    """

    def __init__(self, ring: KeyRing, *, entropy: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._active = ring.active
        key_id = ring.active.encode("ascii")
        self._header = bytes((_VERSION, len(key_id))) + key_id
        self._index = ring.index
        # Copied in a fraction of the time that making it of the key takes.
        self._keyed = hmac.new(ring.index, digestmod="sha256")
        self._entropy = entropy
        self._ciphers = {key_id: _cipher(key) for key_id, key in ring.keys.items()}

    def seal(self, text: str, *, place: str) -> bytes:
        """Encrypt with the active key, for one place only (``cases.reporter.phone/<row id>``)."""
        nonce = self._entropy(_NONCE_BYTES)
        bound_to = _bound_to(self._header, place)
        sealed = self._ciphers[self._active].encrypt(nonce, text.encode("utf-8"), bound_to)
        return self._header + nonce + sealed

    def open(self, sealed: bytes, *, place: str) -> str:
        """The text sealed for exactly this place.

        Raises:
            BrokenSeal: other place, altered bytes, or no sealed value at all.
            UnknownKey: its key is not in the ring.
        """
        key_id, header, body = _parts(sealed)
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise UnknownKey(f"sealed with the key {key_id!r}, which is not in the ring")
        try:
            text = cipher.decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], _bound_to(header, place))
        except InvalidTag:
            # The place may hold an id, never the value: safe to log, and what is needed to find the row.
            raise BrokenSeal(f"the value at {place!r} does not open there") from None
        return text.decode("utf-8")

    def key_of(self, sealed: bytes) -> str:
        """Id of the key a value was sealed with; BrokenSeal if it is no sealed value."""
        return _parts(sealed)[0]

    def needs_reseal(self, sealed: bytes) -> bool:
        """Whether a value was sealed with another key than the active one."""
        return self.key_of(sealed) != self._active

    def reseal(self, sealed: bytes, *, place: str) -> bytes:
        """The same value under the active key; raises as ``open`` does."""
        return self.seal(self.open(sealed, place=place), place=place)

    def blind(self, text: str, *, kind: str) -> str:
        """A keyed fingerprint (32 hex digits) equal for equal values of one kind; survives key rotation.

        Args:
            kind: ``identity``, ``phone`` or ``text``; says which spellings count as equal.

        Raises:
            NothingToIndex: blank, or a phone number without digits.
        """
        normalised = _NORMALISERS[kind](text)
        if not normalised:
            raise NothingToIndex()
        fingerprint = self._keyed.copy()
        fingerprint.update(f"wangge.blind.1\0{kind}\0{normalised}".encode())
        return fingerprint.hexdigest()[:_BLIND_CHARACTERS]

    def derived(self, purpose: str, length: int = 32) -> bytes:
        """A secret of the installation for one purpose, the same on every process; survives key rotation.

        It is kept with ``ring.json`` and tells nothing about other secrets made of it.
        """
        info = f"wangge.derived.1\0{purpose}".encode()
        return HKDF(SHA256(), length=length, salt=None, info=info).derive(self._index)


class _Aes:
    def __init__(self, secret: bytes) -> None:
        self._gcm = AESGCM(secret)

    def encrypt(self, nonce: bytes, text: bytes, bound_to: bytes) -> bytes:
        return self._gcm.encrypt(nonce, text, bound_to)

    def decrypt(self, nonce: bytes, sealed: bytes, bound_to: bytes) -> bytes:
        return self._gcm.decrypt(nonce, sealed, bound_to)


class _Sm4:
    """SM4 (GB/T 32907) in GCM, for installations that must use the national algorithms."""

    def __init__(self, secret: bytes) -> None:
        self._key = HKDF(SHA256(), length=16, salt=None, info=b"wangge.field.sm4gcm").derive(secret)

    def encrypt(self, nonce: bytes, text: bytes, bound_to: bytes) -> bytes:
        encryptor = Cipher(algorithms.SM4(self._key), modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(bound_to)
        return encryptor.update(text) + encryptor.finalize() + encryptor.tag

    def decrypt(self, nonce: bytes, sealed: bytes, bound_to: bytes) -> bytes:
        tag = sealed[-_TAG_BYTES:]
        decryptor = Cipher(algorithms.SM4(self._key), modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(bound_to)
        return decryptor.update(sealed[:-_TAG_BYTES]) + decryptor.finalize()


def _cipher(key: DataKey) -> _Aes | _Sm4:
    return _Sm4(key.secret) if key.algorithm == "sm4gcm" else _Aes(key.secret)


def _parts(sealed: bytes) -> tuple[str, bytes, bytes]:
    """Key id, header, and nonce with ciphertext."""
    if len(sealed) < 2 or sealed[0] != _VERSION:
        raise BrokenSeal("not a sealed value")
    end = 2 + sealed[1]
    if len(sealed) < end + _NONCE_BYTES + _TAG_BYTES or not sealed[2:end].isascii():
        raise BrokenSeal("not a sealed value")
    return sealed[2:end].decode("ascii"), sealed[:end], sealed[end:]


def _bound_to(header: bytes, place: str) -> bytes:
    return header + b"\0" + place.encode("utf-8")


def _identity(text: str) -> str:
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return "".join(plain.split()).upper()


def _phone(text: str) -> str:
    if len(text) == 11 and text[0] == "1" and text.isascii() and text.isdigit():
        return text  # a mobile number as it is dialled
    dialled = re.sub(r"[^0-9+]", "", unicodedata.normalize("NFKC", text))
    # A bare 86 is the country code only before a mobile number; landlines start with 86, too.
    return re.sub(r"[^0-9]", "", re.sub(r"^(\+86|0086|86(?=1[0-9]{10}$))", "", dialled))


def _text(text: str) -> str:
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return plain.strip().casefold()


_NORMALISERS: dict[str, Callable[[str], str]] = {"identity": _identity, "phone": _phone, "text": _text}
