"""Codes of refusals and permissions as they stand in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.imports import modules

_CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_PERMISSION = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){2}")
_ASKING = ("require", "may", "scope")


def codes(root: Path) -> Iterator[tuple[str, Path]]:
    """Every code of a refusal or field problem, and where it is."""
    for module in modules(root):
        for node in ast.walk(module.tree):
            for text in _codes_in(node):
                if _CODE.fullmatch(text):
                    yield text, module.path


def permissions(root: Path) -> Iterator[tuple[str, Path]]:
    """Every permission that code asks for by name, and where."""
    for module in modules(root):
        for node in ast.walk(module.tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in _ASKING
            ):
                for text in _texts(node.args[:1]):
                    if _PERMISSION.fullmatch(text):
                        yield text, module.path


def without(found: Iterable[tuple[str, Path]], known: Iterable[str]) -> list[str]:
    """What is used and not known."""
    there = set(known)
    return sorted({f"{path}: {text}" for text, path in found if text not in there})


def _codes_in(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ClassDef):
        values = [
            each.value for each in node.body if isinstance(each, ast.Assign) and _names(each) == ["code"]
        ]
        return _texts(values)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "FieldProblem":
            return _texts(node.args[1:2])
        if name == "one":
            return _texts(node.args[1:2])
    return []


def _names(assign: ast.Assign) -> list[str]:
    return [target.id for target in assign.targets if isinstance(target, ast.Name)]


def _texts(nodes: Iterable[ast.expr]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
