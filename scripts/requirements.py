"""Makes docs/requirements.md from docs/requirements.toml: `python -m scripts.requirements`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCE, PAGE = "docs/requirements.toml", "docs/requirements.md"

_HEAD = """\
# Requirements and their tests

What each requirement asks of this version, where it is done, and the tests that prove it. Made from
[requirements.toml](requirements.toml) by `.venv/bin/python -m scripts.requirements`; a test keeps all three
together.

CASE-01 to CASE-07 describe screens: the pages are named beside what they call. Numbers that the sources leave
open are defaults that an administrator can change. What a requirement asks beyond this version is said in
italics.

"Where" names RPCs of the contracts in `protos/`, or modules below `services/`.
"""
_TITLES = {
    "DIR": "Directory",
    "POP": "Population",
    "CASE": "Cases",
    "FLD": "Handheld",
    "ALL": "Common to every service",
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement; ``proof`` are ids of tests: path of the file, ``::``, name."""

    id: str
    what: str
    where: str
    proof: tuple[str, ...]
    limits: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything in the source file."""

    requirements: tuple[Requirement, ...]
    excluded: tuple[str, ...]


def read(text: str) -> Catalogue:
    """The catalogue in the TOML text; KeyError names what an entry lacks."""
    data = tomllib.loads(text)
    excluded, folders = data.pop("excluded"), data.pop("folders")
    found = [
        Requirement(
            name,
            entry["what"],
            entry["where"],
            tuple(_whole(each, folders) for each in entry["proof"]),
            entry.get("limits", ""),
        )
        for name, entry in data.items()
    ]
    return Catalogue(tuple(sorted(found, key=lambda each: order(each.id))), tuple(excluded))


def order(identifier: str) -> tuple[int, int]:
    """In the order of the sections, then by number."""
    kind, _, number = identifier.partition("-")
    return list(_TITLES).index(kind), int(number)


def page(catalogue: Catalogue) -> str:
    """The whole text of docs/requirements.md."""
    return "\n".join([_HEAD, *_sections(catalogue)])


def main() -> None:
    """Write the page."""
    catalogue = read((REPOSITORY / SOURCE).read_text("utf-8"))
    (REPOSITORY / PAGE).write_text(page(catalogue), "utf-8")


def _whole(proof: str, folders: Mapping[str, str]) -> str:
    prefix, _, rest = proof.partition(":")
    return folders[prefix] + rest


def _sections(catalogue: Catalogue) -> Iterator[str]:
    for kind, title in _TITLES.items():
        yield f"## {title}\n"
        yield "| id | what | where | proof |"
        yield "|---|---|---|---|"
        for each in catalogue.requirements:
            if each.id.startswith(f"{kind}-"):
                what = f"{each.what}. *{each.limits}*" if each.limits else f"{each.what}."
                yield f"| {each.id} | {what} | {each.where} | {'<br>'.join(f'`{t}`' for t in each.proof)} |"
        yield ""
    yield "## Not in this version\n"
    yield ", ".join(catalogue.excluded) + ".\n"


if __name__ == "__main__":
    main()
