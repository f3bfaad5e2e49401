"""The titles that are shipped as empty drafts (seed/slogans.toml)."""

from __future__ import annotations

import tomllib
from importlib.resources import files


def shipped_slogans() -> list[tuple[str, str]]:
    """Key and title of each."""
    text = files("services.field.adapters.seed").joinpath("slogans.toml").read_text("utf-8")
    return [(key, str(each["zh"])) for key, each in tomllib.loads(text).items()]
