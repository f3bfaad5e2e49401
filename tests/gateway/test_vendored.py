"""The vendored files are as `make vendor` wrote them and load nothing from elsewhere; versions are exact."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path

import brotli
import pytest

from scripts.stylesheets import left_out, trimmed

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = ROOT / "frontend"
SERVED = ROOT / "gateway" / "static" / "vendor"
LISTED = {
    path: digest
    for digest, path in (
        line.split("  ", 1) for line in (FRONTEND / "vendored.sha256").read_text("utf-8").splitlines()
    )
}
SCRIPTS_AND_STYLES = sorted(path for path in LISTED if path.endswith((".css", ".js", ".mjs")))
FETCHED_BY_STYLE = re.compile(r"@import|url\(\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE)
EXACT = re.compile(r"\d+\.\d+\.\d+")


def test_the_list_names_every_vendored_file() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in SERVED.rglob("*") if path.is_file()}

    assert set(LISTED) == files | {"tests/browser/axe.min.js"}


@pytest.mark.parametrize("path", LISTED)
def test_a_file_is_as_it_was_vendored(path: str) -> None:
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == LISTED[path]


@pytest.mark.parametrize("path", [path for path in LISTED if path.endswith(".br")])
def test_the_brotli_form_of_a_file_is_that_file(path: str) -> None:
    small = (ROOT / path).read_bytes()

    assert brotli.decompress(small) == (ROOT / path.removesuffix(".br")).read_bytes()


def test_every_served_text_has_its_brotli_form_and_the_charts_leave_room_on_their_page() -> None:
    texts = [
        each
        for each in LISTED
        if each.startswith("gateway/") and each.endswith((".css", ".js", ".mjs", ".svg"))
    ]
    sizes = {each: (ROOT / f"{each}.br").stat().st_size for each in texts}

    page = [size for path, size in sizes.items() if "/maplibre/" not in path]
    drawn = [size for path, size in sizes.items() if "/maplibre/" in path]

    # A page may weigh 300 kB without and a megabyte with a map; what it brings of its own needs some of that.
    assert sum(page) < 240_000
    assert sum(page) + sum(drawn) < 800_000
    # Browsers take Brotli over HTTPS alone.
    zipped = [gzip.compress((ROOT / path).read_bytes(), 9) for path in texts if "/maplibre/" not in path]
    assert sum(map(len, zipped)) < 270_000


def test_no_page_uses_a_class_that_the_served_stylesheet_leaves_out() -> None:
    unwanted = left_out(FRONTEND / "tabler-left-out.txt")
    pages = [*ROOT.glob("gateway/templates/**/*.html"), *ROOT.glob("services/*/edge/templates/**/*.html")]

    found = [(page.name, each) for page in pages for each in classes(page.read_text("utf-8"), unwanted)]

    assert len(pages) > 100
    assert found == [], "take it out of frontend/tabler-left-out.txt and run `make vendor`"


def test_a_page_that_uses_such_a_class_would_be_found() -> None:
    unwanted = left_out(FRONTEND / "tabler-left-out.txt")

    assert classes("""<p class="card {% if a %}carousel-item{% endif %}">""", unwanted) == ["carousel-item"]


def classes(template: str, unwanted: re.Pattern[str]) -> list[str]:
    """Unwanted classes in a template's class attributes."""
    given = " ".join(re.findall(r'class="([^"]*)"', template))
    # Of an expression its literals; names in it are not classes.
    given = re.sub(r"\{\{(.*?)\}\}", lambda found: " ".join(re.findall(r"'([^']*)'", found[1])), given)
    given = re.sub(r"\{%.*?%\}", " ", given)
    return [each for each in re.findall(r"[A-Za-z][\w-]*", given) if unwanted.fullmatch(each)]


def test_rules_for_unwanted_classes_are_taken_out_of_a_stylesheet() -> None:
    css = (
        '@charset "x";/*! {;} */.a,.b:not(.a-1){c:d}.b{e:f}@media (x){.b{g:h}}@media (y){.b .a,.a{i:j}}'
        "@keyframes b{to{k:l}}"
    )

    trim = trimmed(css, re.compile("b"))

    assert trim == '@charset "x";/*! {;} */.a{c:d}@media (y){.a{i:j}}@keyframes b{to{k:l}}'


@pytest.mark.parametrize("path", SCRIPTS_AND_STYLES)
def test_no_file_points_to_a_source_map(path: str) -> None:
    assert "sourceMappingURL" not in (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("path", [path for path in SCRIPTS_AND_STYLES if path.endswith(".css")])
def test_no_style_fetches_from_elsewhere(path: str) -> None:
    assert FETCHED_BY_STYLE.search((ROOT / path).read_text("utf-8")) is None


@pytest.mark.parametrize("style", ["@import 'x.css'", "a{b:url(//evil)}", 'a{b:url( "HTTPS://evil")}'])
def test_a_style_that_fetches_from_elsewhere_would_be_found(style: str) -> None:
    assert FETCHED_BY_STYLE.search(style)


def test_no_served_script_evaluates_text() -> None:
    # htmx can, and its own setting allowEval forbids it; the pages' policy would stop it as well.
    for path in SCRIPTS_AND_STYLES:
        if path.startswith("gateway/") and not path.endswith("htmx.min.js"):
            assert not re.search(r"\bnew Function\b|(?<![\w.$])eval\(", (ROOT / path).read_text("utf-8")), (
                path
            )


def test_versions_are_exact_and_the_lock_names_no_registry() -> None:
    package = json.loads((FRONTEND / "package.json").read_text("utf-8"))
    lock = json.loads((FRONTEND / "package-lock.json").read_text("utf-8"))["packages"]

    for name, version in {**package["dependencies"], **package["devDependencies"]}.items():
        assert EXACT.fullmatch(version), name
        assert lock[f"node_modules/{name}"]["version"] == version
    for path, entry in lock.items():
        assert "resolved" not in entry, path
        assert not path or "integrity" in entry, path


def test_every_icon_asked_for_is_in_the_sprite_once() -> None:
    lines = (FRONTEND / "icons.txt").read_text("utf-8").splitlines()
    asked = [line for line in lines if line and not line.startswith("#")]

    found = re.findall(r'<symbol id="([^"]+)"', (SERVED / "icons.svg").read_text("utf-8"))

    assert found == asked
    assert asked == sorted(set(asked))
