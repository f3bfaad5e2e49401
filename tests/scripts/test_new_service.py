"""``make new-service`` lays down a service that passes every check and its own tests as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.new_service import lay_out

ROOT = Path(__file__).resolve().parents[2]
COPIED = (
    "protos",
    "services",
    "gateway",
    "scripts",
    "deploy",
    "tests/architecture",
    "tests/console",
    "tests/services",
)
FILES = ("pyproject.toml", "buf.yaml", "tests/conftest.py")
LONGEST = "watersupplyandsewage"
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-m")
NEW = (f"services/{LONGEST}", f"tests/services/{LONGEST}")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with a new service in it; the name is as long as one may be."""
    copy = tmp_path_factory.mktemp("repository")
    for name in COPIED:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        (copy / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, copy / name)
    lay_out(copy, LONGEST, "供水排水", "Water supply")
    run(copy, "scripts/protos.py")
    return copy


def run(repository: Path, *arguments: str) -> None:
    """Run Python there; what it says is shown when it fails."""
    # Before what the environment has installed, for the processes that these start, too.
    path = f"{repository}{os.pathsep}{repository / 'services' / 'contracts'}"
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_a_new_service_passes_its_own_tests(repository: Path) -> None:
    run(repository, *PYTEST, "not distributed", f"tests/services/{LONGEST}")


@pytest.mark.slow
@pytest.mark.distributed
def test_a_new_service_runs_as_processes_too(repository: Path) -> None:
    run(repository, *PYTEST, "distributed", f"tests/services/{LONGEST}")


@pytest.mark.slow
def test_a_new_service_is_formatted_and_clean(repository: Path) -> None:
    run(repository, "-m", "ruff", "check", "--no-cache", *NEW)
    run(repository, "-m", "ruff", "format", "--no-cache", "--check", *NEW)


@pytest.mark.slow
def test_a_new_service_is_typed(repository: Path) -> None:
    run(repository, "-m", "mypy", "--strict", "--follow-imports=silent", *NEW)


@pytest.mark.slow
def test_the_contract_of_a_new_service_is_well_formed(repository: Path) -> None:
    buf = Path(sys.executable).parent / "buf"
    done = subprocess.run([buf, "lint"], cwd=repository, capture_output=True, text=True, check=False)
    mentioned = [line for line in done.stdout.splitlines() if f"/{LONGEST}/" in line]
    assert mentioned == []


@pytest.mark.slow
def test_the_rules_about_the_whole_repository_hold_with_a_new_service(repository: Path) -> None:
    # What is about pages and tests that were not copied stays out.
    pages = ("test_requirements.py", "test_operations_page.py")
    ignored = [f"--ignore=tests/architecture/{name}" for name in pages]
    run(repository, *PYTEST, "not distributed", "tests/architecture", *ignored)


@pytest.mark.parametrize("name", ["", "x", "Water", "water_supply", "class", "kernel", "a" * 21, "../etc"])
def test_a_name_that_cannot_be_a_package_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="cannot be a service"):
        lay_out(tmp_path, name, "水务", "Water")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("title", ["", " ", 'a"b', "a\nb", "<b>", "{x}"])
def test_a_title_that_would_break_a_file_is_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(ValueError, match="cannot be a title"):
        lay_out(tmp_path, "water", title, "Water")
    assert list(tmp_path.iterdir()) == []


def test_a_service_that_exists_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "services" / "water").mkdir(parents=True)

    with pytest.raises(ValueError, match="exists already"):
        lay_out(tmp_path, "water", "水务", "Water")

    assert [path.name for path in tmp_path.rglob("*")] == ["services", "water"]


def test_the_handler_ids_are_added_to_in_order(tmp_path: Path) -> None:
    ids = tmp_path / "tests" / "architecture" / "handler_ids.txt"
    ids.parent.mkdir(parents=True)
    ids.write_text("# Contracts.\ncases.keep_posts\nzoo.feed\n", "utf-8")

    lay_out(tmp_path, "water", "水务", "Water")

    assert ids.read_text("utf-8") == "# Contracts.\ncases.keep_posts\nwater.keep_places\nzoo.feed\n"
