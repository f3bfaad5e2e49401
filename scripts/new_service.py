"""Lay out a new service in the shape that all services have: ``make new-service NAME=water``.

What it writes works as it is, in both ways of running: a contract, commands, queries, an event, a handler,
a timed job, a page and their tests, from the templates in new_service_templates/. Nothing that is there is
changed but the list of handler ids, which is added to.
"""

from __future__ import annotations

import argparse
import keyword
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from string import Template

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = Path(__file__).resolve().parent / "new_service_templates"
SUFFIX = ".tmpl"
PLACEHOLDER = "__name__"
HANDLER_IDS = Path("tests/architecture/handler_ids.txt")
OVERLAY = Path("deploy/k8s/overlays/core/kustomization.yaml")
# Folders of services/ that are no services, and names the generated package uses itself.
RESERVED = {"kernel", "contracts", "options", "types", "operations", "imports", "gateway", "public", "events"}


def lay_out(root: Path, name: str, title_zh: str, title_en: str) -> list[Path]:
    """Write the files of a new service below ``root`` and return them.

    Raises ValueError when the name cannot be a package or the service exists.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]{1,19}", name) or keyword.iskeyword(name) or name in RESERVED:
        raise ValueError(
            f"{name!r} cannot be a service: 2 to 20 small letters and digits, none of {sorted(RESERVED)}"
        )
    for text in (title_zh, title_en):
        if not text.strip() or not text.isprintable() or set(text) & set("\"\\<>&{}'"):
            raise ValueError(f"{text!r} cannot be a title: one line of words")
    values = {"name": name, "camel": name.capitalize(), "title_zh": title_zh, "title_en": title_en}
    written = {root / path: Template(text).substitute(values) for path, text in _templates(name)}
    folders = [
        root / "services" / name,
        root / "protos" / "wangge" / name,
        root / "tests" / "services" / name,
    ]
    if taken := [path for path in (*folders, *written) if path.exists()]:
        raise ValueError(f"{taken[0]} exists already")
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    tidy(path for path in written if path.suffix == ".py")
    _remember_handlers(root / HANDLER_IDS, name)
    _enable(root / OVERLAY, name)
    return list(written)


def tidy(paths: Iterable[Path]) -> None:
    """Sort imports and wrap lines, both of which depend on the service's name."""
    names = [str(path) for path in paths]
    for command in (["check", "--quiet", "--fix-only", "--select", "I"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, *names], check=True)


def _templates(name: str) -> Iterable[tuple[Path, str]]:
    for path in sorted(TEMPLATES.rglob(f"*{SUFFIX}")):
        relative = path.relative_to(TEMPLATES).as_posix().removesuffix(SUFFIX)
        yield Path(relative.replace(PLACEHOLDER, name)), path.read_text("utf-8")


def _remember_handlers(path: Path, name: str) -> None:
    """Handler ids are contracts and kept in a list; a new service adds its own."""
    if not path.exists():
        return
    lines = path.read_text("utf-8").splitlines()
    head = [line for line in lines if not line.strip() or line.startswith("#")]
    ids = sorted({*(line for line in lines if line not in head), f"{name}.keep_places"})
    path.write_text("\n".join([*head, *ids]) + "\n", "utf-8")


def _enable(path: Path, name: str) -> None:
    """The overlay with every service has the new one, too."""
    if not path.exists():
        return
    text = path.read_text("utf-8")
    text = re.sub(r"((?:  - \.\./\.\./\w+\n)+)", rf"\g<1>  - ../../{name}\n", text, count=1)
    path.write_text(re.sub(r"(WANGGE_SERVICES=[\w,]+)", rf"\g<1>,{name}", text), "utf-8")


def main() -> int:
    """Returns 2 for a name or title that cannot be used."""
    parser = argparse.ArgumentParser(description="lay out a new service")
    parser.add_argument("name")
    parser.add_argument("--title-zh", help="the name people read in the console")
    parser.add_argument("--title-en")
    options = parser.parse_args()
    title_en = options.title_en or options.name.capitalize()
    try:
        written = lay_out(ROOT, options.name, options.title_zh or title_en, title_en)
    except ValueError as problem:
        print(f"new-service: {problem}")
        return 2
    for path in written:
        print(path.relative_to(ROOT))
    print(f"\nIt works as it is: `make check`, `make test ARGS='-k {options.name}'`. Then make it yours.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
