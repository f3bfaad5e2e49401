"""Take rules for classes that no page uses out of a stylesheet that is served."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_NESTED = ("@media", "@supports", "@container", "@layer")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_BEFORE = re.compile(r"(?:\s|/\*.*?\*/|@(?:charset|import)[^;]*;)*", re.DOTALL)
_NOT = re.compile(r":not\([^()]*\)")
_COMMA = re.compile(r",(?![^(]*\))")


def left_out(path: Path) -> re.Pattern[str]:
    """One pattern of the lines of a list; blank ones and those that begin with ``#`` say nothing."""
    lines = [line for line in map(str.strip, path.read_text("utf-8").splitlines()) if line]
    return re.compile("|".join(f"(?:{line})" for line in lines if not line.startswith("#")))


def trimmed(css: str, unwanted: re.Pattern[str]) -> str:
    """The minified stylesheet without selectors that ask for an unwanted class and rules left without any."""
    kept = []
    for rule in _rules(css):
        before = _BEFORE.match(rule)
        begin = before.end() if before else 0
        kept.append(rule[:begin])
        head, _, body = rule[begin:].partition("{")
        if head.startswith(_NESTED):
            inside = trimmed(body[:-1], unwanted)
            kept += [f"{head}{{{inside}}}"] if inside else []
        elif head.startswith("@"):
            kept.append(rule[begin:])
        else:
            selectors = [each for each in _COMMA.split(head) if not _asks_for(each, unwanted)]
            kept += [f"{','.join(selectors)}{{{body}"] if selectors else []
    return "".join(kept)


def _asks_for(selector: str, unwanted: re.Pattern[str]) -> bool:
    return any(unwanted.fullmatch(name) for name in _CLASS.findall(_NOT.sub("", selector)))


def _rules(css: str) -> Iterator[str]:
    depth = start = 0
    for found in re.finditer(r"[{}]", css):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            yield css[start : found.end()]
            start = found.end()
    yield from [css[start:]] if css[start:].strip() else []
