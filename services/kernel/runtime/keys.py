"""The key files of an installation: made on the first start, loaded ever after, never silently replaced."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from services.kernel.files.durable import write_durably
from services.kernel.security.keys import KeyRing
from services.kernel.security.signing import SigningKeys
from services.kernel.settings import Settings

RING, SIGNING, COOKIE = "ring.json", "signing.json", "cookie.secret"


class KeysMissing(RuntimeError):
    """There is data but no key for it, or no key may be made here; the text says what to do."""


def ensure_keys(settings: Settings, now: datetime, *, has_data: Callable[[], bool]) -> list[Path]:
    """Make the missing key files (mode 0600); returns those made.

    Raises:
        KeysMissing: databases exist, so the key ring existed, too: a new one could not open what is sealed.
    """
    made: list[Path] = []
    ring, signing, cookie = (settings.keys / name for name in (RING, SIGNING, COOKIE))
    if not ring.exists():
        if has_data():
            raise KeysMissing(
                f"{ring} 不存在，但数据已存在：请从备份恢复密钥文件 / is missing although there is data: "
                "restore the key file from a backup; a new one could not open the personal data"
            )
        settings.keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        KeyRing.generate(f"{now:%Y-%m-%d}").save(ring)
        made.append(ring)
    if not signing.exists():
        SigningKeys.generate(f"{now:%Y-%m-%d}").save(signing)
        made.append(signing)
    if settings.cookie_secret is None and not cookie.exists():
        write_durably(cookie, secrets.token_urlsafe(48).encode())
        made.append(cookie)
    return made


def load_ring(settings: Settings) -> KeyRing:
    """The key ring for personal data; KeysMissing naming the file, BrokenKeyFile when it is damaged."""
    path = settings.keys / RING
    try:
        return KeyRing.load(path)
    except FileNotFoundError:
        raise KeysMissing(
            f"{path} 不存在，请设置 WANGGE_KEYS_DIR / is missing: set WANGGE_KEYS_DIR to the folder with it"
        ) from None


def public_keys(settings: Settings) -> Mapping[str, object] | None:
    """The public signing keys when the key file is here (all in one, or in directory), else None."""
    path = settings.keys / SIGNING
    if not path.exists():
        return None
    return {**SigningKeys.load(path).public_jwks()}


def cookie_secret(settings: Settings) -> str:
    """What signs the console's cookies; KeysMissing when neither set nor made."""
    if settings.cookie_secret is not None:
        return settings.cookie_secret
    try:
        return (settings.keys / COOKIE).read_text("ascii")
    except FileNotFoundError:
        raise KeysMissing("WANGGE_COOKIE_SECRET 未设置 / is not set") from None
