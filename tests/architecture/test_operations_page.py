"""docs/operate.md names every setting with its default, and only commands, links and variables that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from pydantic_core import PydanticUndefined

from services.kernel.runtime.cli_root import root
from services.kernel.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "operate.md"
# Computed from other settings or given one by one; the table says so in words.
IN_WORDS = {"addresses", "file_store_url", "keys_dir", "cookie_secret", "services"}
_ROW = re.compile(r"^\| `(WANGGE_\w+)` \|([^|]*)\|", re.MULTILINE)
_COMMAND = re.compile(r"(?:\.venv/bin/|`)wangge (?:--data \S+ )?([a-z]+)(?: ([a-z]+))?")
_LINK = re.compile(r"\]\(([^)#]+)\)")


def violations(text: str) -> Iterator[str]:
    """What the page leaves out or invents."""
    rows = {name: default.strip() for name, default in _ROW.findall(text)}
    for name, field in Settings.model_fields.items():
        variable = f"{PREFIX}{name.upper()}"
        if variable not in rows:
            yield f"{variable} is not documented"
        elif name not in IN_WORDS and rows[variable] != _shown(field.default):
            yield f"the default of {variable} is {_shown(field.default) or 'none'}, not {rows[variable]}"
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | {
        "WANGGE_CONFIG",
        "WANGGE_SECRETS_DIR",
    }
    for variable in sorted(set(re.findall(r"\bWANGGE_[A-Z_]+[A-Z]\b", text)) - known):
        if not variable.startswith("WANGGE_ADDRESS_"):
            yield f"there is no setting {variable}"
    for group, member in sorted(set(_COMMAND.findall(text))):
        if not _exists(group, member):
            yield f"there is no command {group} {member}".rstrip()
    for link in _LINK.findall(text):
        made_later = link == "../benchmarks/RESULTS.md"  # by `make bench`
        if not made_later and not (ROOT / "docs" / link).exists():
            yield f"there is no {link}"


def _shown(default: Any) -> str:
    if default in (None, PydanticUndefined, ()):
        return ""
    return str(default).lower() if isinstance(default, bool) else str(default)


def _exists(group: str, member: str) -> bool:
    context = click.Context(root)
    command = root.get_command(context, group)
    if isinstance(command, click.Group) and member:
        return command.get_command(context, member) is not None
    return command is not None


def test_the_page_tells_of_every_setting_and_of_commands_that_exist() -> None:
    assert list(violations(PAGE.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("| `WANGGE_LOCALE`", "| `WANGGE_LOCALES`", "WANGGE_LOCALE is not documented"),
        ("| `WANGGE_PORT` | 8080", "| `WANGGE_PORT` | 80", "the default of WANGGE_PORT is 8080, not 80"),
        ("wangge key rotate", "wangge key create", "there is no command key create"),
        ("wangge doctor", "wangge nurse", "there is no command nurse"),
        ("(../CHANGELOG.md)", "(CHANGES.md)", "there is no CHANGES.md"),
    ],
)
def test_a_seeded_lie_is_found(before: str, after: str, said: str) -> None:
    text = PAGE.read_text("utf-8")
    assert before in text

    assert said in list(violations(text.replace(before, after, 1)))
