"""Fetch what the console's pages are shown with into gateway/static/vendor, as frontend/ pins it.

Needs Node and the npm registry; its output is in the repository, so that running and testing need neither.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
import textwrap
from pathlib import Path
from typing import Any

import brotli

from scripts.stylesheets import left_out, trimmed

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
SERVED = ROOT / "gateway" / "static" / "vendor"
TESTS = ROOT / "tests" / "browser"
LIST = FRONTEND / "vendored.sha256"

COPIED = {
    "htmx.org/dist/htmx.min.js": SERVED / "htmx.min.js",
    "htmx-ext-sse/dist/sse.min.js": SERVED / "sse.js",
    "maplibre-gl/dist/maplibre-gl.mjs": SERVED / "maplibre" / "maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": SERVED / "maplibre" / "maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl.css": SERVED / "maplibre" / "maplibre-gl.css",
    "axe-core/axe.min.js": TESTS / "axe.min.js",
}
_STYLES = "@tabler/core/dist/css/tabler.min.css"
_COMPRESSED = frozenset({".css", ".js", ".mjs", ".svg"})
_MAP_LINE = re.compile(r"\s*(//[#@] sourceMappingURL=\S*|/\*[#@] sourceMappingURL=\S* ?\*/)\s*$")
_SVG = re.compile(r"<svg\b[^>]*>(.*)</svg>", re.DOTALL)
_FRAME = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>')
_LINES = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
_MIT = """\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction, including
without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the
following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO
EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR
THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
# Packages that ship without a file of their licence; what they say elsewhere.
_STATED = {
    "@tabler/core": f"MIT License\n\nCopyright 2018-2026 The Tabler Authors, Paweł Kuna\n\n{_MIT}",
    "murmurhash-js": f"MIT License\n\nCopyright 2011 Gary Court, Derek Perez\n\n{_MIT}",
}
# What the packages above need to be built, or for their JavaScript, which is not served.
_NOT_SERVED = frozenset({"@popperjs/core", "@types/geojson", "minimist"})


def main() -> None:
    """Build everything anew; files that are wanted no longer disappear."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json", ".npmrc", "echarts.js"):
            shutil.copy(FRONTEND / name, work)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=work, check=True)
        modules = work / "node_modules"
        shutil.rmtree(SERVED, ignore_errors=True)
        for source, target in COPIED.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_MAP_LINE.sub("\n", (modules / source).read_text("utf-8")), "utf-8")
        styles = _MAP_LINE.sub("\n", (modules / _STYLES).read_text("utf-8"))
        unwanted = left_out(FRONTEND / "tabler-left-out.txt")
        (SERVED / "tabler.min.css").write_text(trimmed(styles, unwanted), "utf-8")
        _charts(work, SERVED / "echarts.min.js")
        (SERVED / "icons.svg").write_text(sprite(icon_names(), modules / "@tabler/icons/icons"), "utf-8")
        (SERVED / "LICENSES.txt").write_text(licences(modules), "utf-8")
    compress()
    take_stock()


def compress() -> None:
    """Lay the Brotli form beside every file that is served as text and is worth it."""
    for path in sorted(SERVED.rglob("*")):
        if path.suffix in _COMPRESSED:
            small = brotli.compress(path.read_bytes(), mode=brotli.MODE_TEXT, quality=11, lgwin=24)
            path.with_name(path.name + ".br").write_bytes(small)


def take_stock() -> None:
    """Write the list of vendored files with their hashes."""
    made = sorted([*(path for path in SERVED.rglob("*") if path.is_file()), TESTS / "axe.min.js"])
    LIST.write_text(
        "".join(f"{sha256(path)}  {path.relative_to(ROOT).as_posix()}\n" for path in made), "utf-8"
    )


def _charts(work: Path, target: Path) -> None:
    command = [
        "node_modules/.bin/esbuild",
        "echarts.js",
        "--bundle",
        "--minify",
        "--format=iife",
        "--global-name=echarts",
        "--target=es2020",
        "--legal-comments=none",
        "--log-level=warning",
        f"--outfile={target}",
    ]
    subprocess.run(command, cwd=work, check=True)


def icon_names() -> list[str]:
    """The icons that frontend/icons.txt asks for."""
    lines = (FRONTEND / "icons.txt").read_text("utf-8").splitlines()
    return [line for line in map(str.strip, lines) if line and not line.startswith("#")]


def sprite(names: list[str], folder: Path) -> str:
    """One SVG with a symbol per icon, whose id is the icon's name.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    symbols = []
    for name in names:
        filled = name.endswith("-filled")
        file = folder / ("filled" if filled else "outline") / f"{name.removesuffix('-filled')}.svg"
        found = _SVG.search(file.read_text("utf-8"))
        assert found is not None, file
        inner = re.sub(r"\s*\n\s*", "", _FRAME.sub("", found[1])).replace(" />", "/>")
        look = 'fill="currentColor"' if filled else _LINES
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24" {look}>{inner}</symbol>\n')
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(symbols)}</svg>\n'


def licences(modules: Path) -> str:
    """Notices of everything served, each text once."""
    by_text: dict[str, list[str]] = {}
    lock: dict[str, Any] = json.loads((FRONTEND / "package-lock.json").read_text("utf-8"))
    for path, package in sorted(lock["packages"].items()):
        name = path.removeprefix("node_modules/")
        if not path or package.get("dev") or name in _NOT_SERVED:
            continue
        text = _STATED.get(name) or _notices(modules / name)
        by_text.setdefault(text, []).append(f"{name} {package['version']}")
    parts = [f"{', '.join(names)}\n\n{textwrap.indent(text, '    ')}" for text, names in by_text.items()]
    return "\n\n".join(["What this folder holds comes from the following packages.", *parts]) + "\n"


def _notices(folder: Path) -> str:
    pattern = re.compile(r"licen[sc]e|notice|copyright", re.IGNORECASE)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and pattern.match(path.name))
    files = [path for path in files if path.suffix not in (".js", ".mjs", ".ts", ".map")]
    texts = [path.read_text("utf-8").strip().replace("\r\n", "\n") for path in files]
    if not texts:
        raise SystemExit(
            f"vendor: {folder.name} says nothing of its licence; look it up and add it to _STATED"
        )
    return "\n\n".join("\n".join(map(str.rstrip, text.splitlines())) for text in texts)


def sha256(path: Path) -> str:
    """The hash of a file's content, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
