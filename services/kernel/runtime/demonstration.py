"""Fills an empty platform with the demo county, once, and tells its story."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from pathlib import Path

from services.kernel.runtime.context import Peers, ServiceParts
from services.kernel.runtime.keys import SIGNING
from services.kernel.runtime.manifest import Manifest
from services.kernel.runtime.platform import Platform
from services.kernel.security.signing import SigningKeys
from services.kernel.security.tokens import TokenIssuer
from services.kernel.settings import Settings
from services.kernel.types import Clock, utc_now

_UNFINISHED = "demo.unfinished"
_SIGN_IN = "demo-sign-in.txt"
_TOKEN = timedelta(hours=1)

Tell = Callable[[str], None]


def clear_unfinished(settings: Settings) -> bool:
    """Remove what an interrupted demo left, so that it begins anew; whether there was any.

    Touches nothing unless the marker is there, and that is gone as soon as the demo is complete.
    """
    marker = settings.data_dir / _UNFINISHED
    if not marker.exists():
        return False
    for folder in ("databases", "files"):
        shutil.rmtree(settings.data_dir / folder, ignore_errors=True)
    (settings.data_dir / "audit-anchors.jsonl").unlink(missing_ok=True)
    marker.unlink()
    return True


def begin(settings: Settings) -> None:
    """Mark the demo as unfinished; before the first row is written."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    (settings.data_dir / _UNFINISHED).touch()


def fill(platform: Platform, tell: Tell) -> None:
    """Fill an empty platform with the demo county and lead a case through it; complete when this returns."""
    lines = build(platform.manifests, platform.parts, platform.settle, tell)
    tell_again(platform, tell)
    finish(platform.settings, lines)


def tell_again(platform: Platform, tell: Tell) -> None:
    """Lead one more case through a county that is there."""
    tell_story(platform.settings, platform.manifests, platform.peers, utc_now, tell)
    platform.settle()


def build(
    manifests: Mapping[str, Manifest],
    parts: Mapping[str, ServiceParts],
    settle: Callable[[], None],
    tell: Tell,
) -> list[str]:
    """Run every service's demo hook in the order of requirement; returns lines about signing in.

    A hook is called with (application, context, progress) and may return such lines.
    """
    lines: list[str] = []
    for name, manifest in manifests.items():
        hook = manifest.load("demo")
        if hook is None:
            continue
        tell(f"{manifest.title_zh} / {manifest.title_en}")
        said: Iterable[str] | None = hook(parts[name].application, parts[name].context, tell)
        lines += said or ()
        settle()
    return lines


def tell_story(
    settings: Settings, manifests: Mapping[str, Manifest], peers: Peers, clock: Clock, tell: Tell
) -> None:
    """Run the services' stories: each is called with (peers, token_for, printer, locale).

    ``token_for`` takes claims and returns a token good for an hour.
    """
    for manifest in manifests.values():
        story = manifest.load("story")
        if story is not None:
            story(peers, token_source(settings, clock), tell, settings.locale)


def token_source(settings: Settings, clock: Clock) -> Callable[[Mapping[str, object]], str]:
    """Signs claims with this installation's key; for the demo alone."""
    issuer = TokenIssuer(SigningKeys.load(settings.keys / SIGNING), settings.issuer)
    return lambda claims: issuer.issue(claims, now=clock(), lifetime=_TOKEN)


def finish(settings: Settings, lines: Iterable[str]) -> None:
    """The demo is complete; keep what people need for signing in."""
    path = settings.data_dir / _SIGN_IN
    path.touch(mode=0o600)
    path.write_text("\n".join(lines), "utf-8")
    (settings.data_dir / _UNFINISHED).unlink(missing_ok=True)


def sign_in_lines(settings: Settings) -> list[str]:
    """What a finished demo said about signing in."""
    path: Path = settings.data_dir / _SIGN_IN
    return path.read_text("utf-8").splitlines() if path.exists() else []
