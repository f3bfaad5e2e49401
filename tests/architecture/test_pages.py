"""Pages: no text in one language only, nothing inline that the content policy would refuse."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path
    for top in ("gateway", "services", "scripts")
    for path in (ROOT / top).rglob("templates/**/*.html")
    if "node_modules" not in path.parts
)
CODE = sorted(
    path
    for pattern in ("gateway/**/*.py", "services/*/edge/**/*.py", "services/kernel/web/*.py")
    for path in ROOT.glob(pattern)
    if path != ROOT / "gateway" / "openapi.py"  # one document for both
)
SCRIPTS = sorted(
    path
    for pattern in ("gateway/static/*.js", "services/*/edge/static/**/*.js")
    for path in ROOT.glob(pattern)
)
CHOOSING = ("t", "Text", "NavigationEntry")
READING = ("compile", "replace", "removesuffix", "removeprefix", "index", "startswith", "endswith")
"""What is done with text that people wrote; nothing of it is shown."""
PRINTED = ("board_poster.html", "dossier.html", "exchange_paper.html", "table_print.html")
"""Made into a PDF by the server; no browser sees them."""
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


def one_sided_code(source: str) -> list[str]:
    """Chinese string literals that stand in no pair: not in t(...), Text(...), nor beside an English text."""
    tree = ast.parse(source)
    paired: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in (*CHOOSING, *READING):
            paired.update(ast.walk(node))
        if isinstance(node, ast.Tuple) and _in_both(node):
            paired.update(ast.walk(node))
        # A table in each language side by side, as _ZH and _EN or {"zh": ..., "en": ...}.
        if isinstance(node, ast.Dict) and {"zh", "en"} <= {
            str(key.value)[-2:] for key in node.keys if isinstance(key, ast.Constant)
        }:
            paired.update(ast.walk(node))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _HAN.search(node.value)
        if node not in paired and node not in set(_docstrings(tree))
    ]


def one_sided_script(source: str) -> list[str]:
    """Lines of a script with Chinese that is not in say(zh, en) or t(zh, en)."""
    bare = re.sub(r"(?s)/\*.*?\*/|(?m:^\s*//.*$)", "", source)
    for _ in range(3):
        bare = re.sub(r"(?s)\b(?:say|t)\((?:[^()]|\([^()]*\))*\)", "", bare)
    return [line.strip() for line in bare.splitlines() if _HAN.search(line)]


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _in_both(node: ast.Tuple) -> bool:
    texts = [
        each.value for each in node.elts if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    return any(_HAN.search(each) for each in texts) and any(re.search("[A-Za-z]", each) for each in texts)


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _pairs(expression: str) -> bool:
    """Whether Chinese in an expression is within t(...), or in a list of (value, zh, en)."""
    return bool(re.search(r"\bt\(", expression)) or bool(
        re.search(r"\('[^']*', '[^']*', '[^']*'\)", expression)
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_says_everything_in_both_languages(path: Path) -> None:
    assert one_sided(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if path.name not in PRINTED],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_template_has_nothing_inline(path: Path) -> None:
    assert inline(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_code_of_pages_says_everything_in_both_languages(path: Path) -> None:
    assert one_sided_code(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_script_says_everything_in_both_languages(path: Path) -> None:
    assert one_sided_script(path.read_text("utf-8")) == []


def test_the_rules_can_fail() -> None:
    assert one_sided_code('x = "案件"') == ["案件"]
    assert one_sided_code('x = t("案件", "Case"); y = ("案件", "Case")') == []
    assert one_sided_script('x = "案件";') == ['x = "案件";']
    assert one_sided_script('x = say("案件", "Case"); // 案件') == ["x = ; // 案件"]
    assert one_sided("<p>案件</p>") == ["<p>案件</p>"]
    assert one_sided("{{ '案件' }}") == ["{{ '案件' }}"]
    assert one_sided("{{ t('案件', 'Case') }}") == []
    assert len(inline('<p style="x" onclick="y"><script>z</script>')) == 3
    assert inline('<script src="/a.js"></script>') == []
