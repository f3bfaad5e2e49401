"""The installation's key for personal data: one active, older ones readable, one for the blind index."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from services.kernel.files.durable import write_durably
from services.kernel.security.keyfiles import (
    BrokenKeyFile,
    checked_key_id,
    encoded,
    read_key_file,
    secret_of,
    table_of,
    text_of,
)
from services.kernel.security.signing import SigningKeys

__all__ = ["ALGORITHMS", "BrokenKeyFile", "DataKey", "KeyRing", "SigningKeys"]

ALGORITHMS = ("aes256gcm", "sm4gcm")
SECRET_BYTES = 32

Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class DataKey:
    """One data-encryption key. ``secret`` is 32 bytes for every algorithm (SM4 derives its 16)."""

    algorithm: str
    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if self.algorithm not in ALGORITHMS:
            raise ValueError(f"unknown algorithm {self.algorithm!r}, known are {', '.join(ALGORITHMS)}")
        if len(self.secret) != SECRET_BYTES:
            raise ValueError(f"a data key has {SECRET_BYTES} bytes, not {len(self.secret)}")


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Symmetric key material of one installation. Immutable: rotation returns a new ring.

    The index key never rotates: the blind indexes of every stored row were made with it.
    """

    active: str
    keys: Mapping[str, DataKey] = field(repr=False)
    index: bytes = field(repr=False)

    def __post_init__(self) -> None:
        for key_id in self.keys:
            checked_key_id(key_id)
        if self.active not in self.keys:
            raise ValueError(f"the active key {self.active!r} is not in the ring")
        if len(self.index) != SECRET_BYTES:
            raise ValueError(f"the index key has {SECRET_BYTES} bytes, not {len(self.index)}")
        object.__setattr__(self, "keys", MappingProxyType(dict(self.keys)))

    @classmethod
    def generate(
        cls, now_label: str, *, algorithm: str = "aes256gcm", entropy: Entropy = secrets.token_bytes
    ) -> KeyRing:
        """A fresh ring whose only key is called ``now_label`` (a date such as ``2026-11`` reads well)."""
        key = DataKey(algorithm, entropy(SECRET_BYTES))
        return cls(now_label, {now_label: key}, entropy(SECRET_BYTES))

    @classmethod
    def load(cls, path: Path) -> KeyRing:
        """Read a ring written by ``save``.

        Raises:
            FileNotFoundError: there is no such file.
            BrokenKeyFile: it is there and cannot be used; says why, without any secret.
        """
        content = read_key_file(path)
        try:
            tables = {key_id: table_of(entry) for key_id, entry in table_of(content["keys"]).items()}
            keys = {
                key_id: DataKey(text_of(entry, "algorithm"), secret_of(entry, "secret"))
                for key_id, entry in tables.items()
            }
            return cls(text_of(content, "active"), keys, secret_of(content, "index"))
        except KeyError as missing:
            raise BrokenKeyFile(f"{path}: {missing.args[0]!r} is missing") from None
        except ValueError as problem:
            raise BrokenKeyFile(f"{path}: {problem}") from None

    def save(self, path: Path) -> None:
        """Write the ring readable by its owner alone; the old file stays whole until the new one is safe."""
        content = {
            "active": self.active,
            "keys": {
                key_id: {"algorithm": key.algorithm, "secret": encoded(key.secret)}
                for key_id, key in self.keys.items()
            },
            "index": encoded(self.index),
        }
        write_durably(path, (json.dumps(content, indent=2) + "\n").encode())

    def rotated(
        self, new_id: str, algorithm: str = "aes256gcm", *, entropy: Entropy = secrets.token_bytes
    ) -> KeyRing:
        """A ring that seals with a new key and still opens what the older keys sealed.

        Raises:
            ValueError: the id is taken; replacing its key would make sealed values unreadable.
        """
        if new_id in self.keys:
            raise ValueError(f"the ring already has a key {new_id!r}")
        keys = {**self.keys, new_id: DataKey(algorithm, entropy(SECRET_BYTES))}
        return replace(self, active=new_id, keys=keys)

    def without(self, key_id: str) -> KeyRing:
        """A ring that forgot a key, to be used once nothing sealed with it is left.

        Raises:
            ValueError: it is the active key, or not in the ring.
        """
        if key_id == self.active:
            raise ValueError(f"{key_id!r} is the active key; rotate first")
        if key_id not in self.keys:
            raise ValueError(f"the ring has no key {key_id!r}")
        return replace(self, keys={name: key for name, key in self.keys.items() if name != key_id})
