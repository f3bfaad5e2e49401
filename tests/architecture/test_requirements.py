"""Every requirement of this version has a place and tests that exist, and the page says the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from scripts.requirements import PAGE, SOURCE, Catalogue, Requirement, page, read

ROOT = Path(__file__).resolve().parents[2]
RANGE = [
    *(f"DIR-{n:02}" for n in (*range(1, 20), *range(24, 31), 32, 36)),
    *(f"POP-{n:02}" for n in range(1, 34)),
    *(f"CASE-{n:02}" for n in (*range(1, 19), 23, 26, 28, 29, *range(31, 38), 40)),
    *(f"FLD-{n:02}" for n in range(1, 14)),
    *(f"ALL-{n:02}" for n in range(1, 6)),
]
EXCLUDED = [
    *(f"DIR-{n}" for n in (*range(20, 24), 31, *range(33, 36))),
    *(f"CASE-{n}" for n in (*range(19, 23), 24, 25, 27, 30, 38, 39)),
]
_TWO_HUMPS = re.compile(r"\b(?:[A-Z][a-z]+){2,}\b")
_MODULE = re.compile(r"`([\w/]+(?:/|\.py))`")


@cache
def names_in(path: Path) -> frozenset[str]:
    """Names of the test functions of a file; those of classes as ``Class::test``."""

    def named(body: Iterable[ast.stmt], prefix: str = "") -> Iterator[str]:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
                yield prefix + node.name
            elif isinstance(node, ast.ClassDef):
                yield from named(node.body, f"{prefix}{node.name}::")

    return frozenset(named(ast.parse(path.read_text("utf-8")).body))


@cache
def words_of_contracts(root: Path) -> frozenset[str]:
    """Every word of every contract."""
    contracts = (root / "protos").rglob("*.proto")
    return frozenset(word for each in contracts for word in re.findall(r"\w+", each.read_text("utf-8")))


def violations(catalogue: Catalogue, root: Path) -> Iterator[str]:
    """What is missing, twice, unknown or unproved."""
    ids = [each.id for each in catalogue.requirements]
    for missing in sorted(set(RANGE) - set(ids)):
        yield f"{missing} is missing"
    for unknown in sorted(set(ids) - set(RANGE)):
        yield f"{unknown} is not of this version"
    if list(catalogue.excluded) != EXCLUDED:
        yield "the list of what is not in this version differs"
    known = words_of_contracts(root)
    for each in catalogue.requirements:
        if not each.proof:
            yield f"{each.id} has no proof"
        for proof in each.proof:
            file, _, name = proof.partition("::")
            if not (root / file).is_file():
                yield f"{each.id}: there is no {file}"
            elif name not in names_in(root / file):
                yield f"{each.id}: {file} has no test {name}"
        for word in _TWO_HUMPS.findall(each.where):
            if word not in known:
                yield f"{each.id}: no contract has {word}"
        for module in _MODULE.findall(each.where):
            if not (root / "services" / module).exists():
                yield f"{each.id}: there is no services/{module}"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read((ROOT / SOURCE).read_text("utf-8"))


def test_every_requirement_names_where_it_is_done_and_tests_that_exist(catalogue: Catalogue) -> None:
    assert list(violations(catalogue, ROOT)) == []


def test_the_page_is_the_one_the_file_makes(catalogue: Catalogue) -> None:
    assert (ROOT / PAGE).read_text("utf-8") == page(catalogue), "run: python -m scripts.requirements"


def test_no_requirement_test_is_left_out_of_the_page(catalogue: Catalogue) -> None:
    folder = ROOT / "tests" / "requirements"
    written = {
        f"{file.relative_to(ROOT)}::{name}" for file in folder.glob("test_*.py") for name in names_in(file)
    }

    assert written - {proof for each in catalogue.requirements for proof in each.proof} == set()


@pytest.mark.parametrize(
    ("seeded", "said"),
    [
        (Requirement("DIR-01", "w", "TerritoryService", ()), "DIR-01 has no proof"),
        (Requirement("DIR-01", "w", "x", ("tests/none.py::test_x",)), "DIR-01: there is no tests/none.py"),
        (
            Requirement("DIR-01", "w", "x", ("tests/architecture/test_requirements.py::test_gone",)),
            "DIR-01: tests/architecture/test_requirements.py has no test test_gone",
        ),
        (Requirement("DIR-01", "w", "FlyingService", ()), "DIR-01: no contract has FlyingService"),
        (Requirement("DIR-01", "w", "`cases/gone.py`", ()), "DIR-01: there is no services/cases/gone.py"),
        (Requirement("DIR-99", "w", "x", ()), "DIR-99 is not of this version"),
        (Requirement("DIR-99", "w", "x", ()), "DIR-01 is missing"),
    ],
)
def test_a_seeded_hole_is_found(catalogue: Catalogue, seeded: Requirement, said: str) -> None:
    rest = tuple(each for each in catalogue.requirements if each.id != "DIR-01")

    assert said in list(violations(Catalogue((*rest, seeded), catalogue.excluded), ROOT))


def test_tests_of_classes_are_found_and_helpers_are_not(tmp_path: Path) -> None:
    file = tmp_path / "test_x.py"
    file.write_text("class A:\n    def test_b(self): ...\n    def help(self): ...\ndef test_c(): ...\n")

    assert names_in(file) == {"A::test_b", "test_c"}
