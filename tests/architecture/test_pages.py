"""Pages: no text in one language only, nothing inline that the content policy would refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path
    for top in ("gateway", "services", "scripts")
    for path in (ROOT / top).rglob("templates/**/*.html")
    if "node_modules" not in path.parts
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_EXPRESSION = re.compile(r"(?s)\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
# The name of the other language stands in that language, marked as such.
_NAMED = re.compile(r'lang="zh-CN"[^>]*>(?:\{\{[^}]*\}\})?中文')


def one_sided(text: str) -> list[str]:
    """Chinese text outside of any expression, and Chinese in expressions that do not choose a language."""
    bare = _EXPRESSION.sub("", _NAMED.sub("", text))
    found = [line.strip() for line in bare.splitlines() if _HAN.search(line)]
    for expression in _EXPRESSION.findall(text):
        if not expression.startswith("{#") and _HAN.search(expression) and not _pairs(expression):
            found.append(expression)
    return found


def inline(text: str) -> list[str]:
    """What ``default-src 'self'`` refuses: style attributes, event attributes, scripts in the page."""
    return re.findall(r'\sstyle="|\son[a-z]+="|<style|<script(?![^>]*\ssrc=)|javascript:|hx-on', text)


def _pairs(expression: str) -> bool:
    """Whether Chinese in an expression is within t(...), or in a list of (value, zh, en)."""
    return bool(re.search(r"\bt\(", expression)) or bool(
        re.search(r"\('[^']*', '[^']*', '[^']*'\)", expression)
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_says_everything_in_both_languages(path: Path) -> None:
    assert one_sided(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_nothing_inline(path: Path) -> None:
    assert inline(path.read_text("utf-8")) == []


def test_the_rules_can_fail() -> None:
    assert one_sided("<p>案件</p>") == ["<p>案件</p>"]
    assert one_sided("{{ '案件' }}") == ["{{ '案件' }}"]
    assert one_sided("{{ t('案件', 'Case') }}") == []
    assert len(inline('<p style="x" onclick="y"><script>z</script>')) == 3
    assert inline('<script src="/a.js"></script>') == []
