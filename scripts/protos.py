"""Generate services/contracts from protos/: messages, gRPC stubs and type stubs.

python scripts/protos.py              generate, remove what is no longer wanted
python scripts/protos.py --check      generate elsewhere and compare; exit 1 on a difference
python scripts/protos.py --fresh      only say whether a .proto changed since; exit 1 if so, needs no tools
"""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROTOS = ROOT / "protos"
CONTRACTS = ROOT / "services" / "contracts"
PACKAGE = "wangge"
DESCRIPTORS = "descriptors.binpb"
# A checkout gives every file the same age, so staleness is told by content.
DIGEST = "protos.sha256"
EMPTY = '"""Generated contracts; see protos/."""\n'


def sources(protos: Path) -> list[Path]:
    """Our own .proto files; those of google/ are only imported (googleapis-common-protos has their code)."""
    return sorted((protos / PACKAGE).rglob("*.proto"))


def digest(protos: Path) -> str:
    """One hash over the names and contents of all .proto files."""
    whole = hashlib.sha256()
    for path in sorted(protos.rglob("*.proto")):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(protos).as_posix()} {content}\n".encode())
    return whole.hexdigest()


def generate(protos: Path, target: Path) -> None:
    """Write the generated package and the digest into ``target``, which must be empty of it.

    Raises SystemExit with protoc's own message when a file does not compile.
    """
    package = target / PACKAGE
    package.mkdir(parents=True)
    found = sources(protos)
    if found:
        _protoc(protos, target, [str(path.relative_to(protos)) for path in found])
    for folder in (package, *(path for path in package.rglob("*") if path.is_dir())):
        (folder / "__init__.py").write_text(EMPTY, "utf-8")
    (package / "py.typed").write_text("", "ascii")
    (target / DIGEST).write_text(digest(protos) + "\n", "ascii")


def _protoc(protos: Path, target: Path, names: list[str]) -> None:
    try:
        import grpc_tools
    except ImportError:
        raise SystemExit("protos: grpcio-tools is missing; run `make protos`, which installs it") from None
    wellknown = Path(grpc_tools.__file__).parent / "_proto"
    # The plugin stands beside the interpreter, which need not be on PATH.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    command = [
        *(sys.executable, "-m", "grpc_tools.protoc", f"-I{protos}", f"-I{wellknown}"),
        *(f"--python_out={target}", f"--pyi_out={target}"),
        *(f"--grpc_python_out={target}", f"--mypy_grpc_out=quiet:{target}"),
        # The comments, which generated code leaves out; the gateway publishes them in its OpenAPI document.
        *(f"--descriptor_set_out={target / PACKAGE / DESCRIPTORS}", "--include_source_info"),
        *names,
    ]
    done = subprocess.run(
        command, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    sys.stderr.write(done.stderr)
    if done.returncode != 0:
        raise SystemExit("protos: protoc refused the files above")


def differences(left: Path, right: Path) -> list[str]:
    """Relative names of files that are in one tree only or differ, sorted."""

    def files(tree: Path) -> set[str]:
        # The __init__.py above the package belongs to nobody here.
        found = (path for path in tree.rglob("*") if path.is_file() and path.suffix != ".pyc")
        return {path.relative_to(tree).as_posix() for path in found if path != tree / "__init__.py"}

    ours, theirs = files(left), files(right)
    changed = {n for n in ours & theirs if not filecmp.cmp(left / n, right / n, shallow=False)}
    return sorted((ours ^ theirs) | changed)


def install(made: Path, contracts: Path) -> None:
    """Put the freshly generated tree in the place of the old one; unchanged files keep their age."""
    contracts.mkdir(parents=True, exist_ok=True)
    for name in differences(made, contracts):
        if not name.startswith((f"{PACKAGE}/", DIGEST)):
            continue
        new, old = made / name, contracts / name
        if new.exists():
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(new, old)
        else:
            old.unlink()
    for folder in sorted((contracts / PACKAGE).rglob("*"), reverse=True):
        if folder.is_dir() and not (made / folder.relative_to(contracts)).is_dir():
            shutil.rmtree(folder)


@contextlib.contextmanager
def generated(protos: Path) -> Iterator[Path]:
    """A temporary folder holding what the .proto files generate now."""
    with tempfile.TemporaryDirectory(prefix="protos-") as temporary:
        target = Path(temporary)
        generate(protos, target)
        yield target


def stale(protos: Path, contracts: Path) -> bool:
    """Whether a .proto changed since services/contracts was generated."""
    recorded = contracts / DIGEST
    return not recorded.exists() or recorded.read_text("ascii").strip() != digest(protos)


def main(arguments: list[str] | None = None) -> int:
    """Returns the exit code: 1 when ``--check`` or ``--fresh`` finds a difference."""
    parser = argparse.ArgumentParser(description="generate services/contracts from protos/")
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 on a difference")
    parser.add_argument("--fresh", action="store_true", help="exit 0 when no .proto changed since, else 1")
    parser.add_argument("--protos", type=Path, default=PROTOS)
    parser.add_argument("--contracts", type=Path, default=CONTRACTS)
    options = parser.parse_args(arguments)
    if options.fresh:
        return 1 if stale(options.protos, options.contracts) else 0
    with generated(options.protos) as made:
        if options.check:
            wrong = [n for n in differences(made, options.contracts) if n.startswith((f"{PACKAGE}/", DIGEST))]
            for name in wrong:
                print(f"protos: {options.contracts / name} is not what protos/ generates; run `make protos`")
            return 1 if wrong else 0
        install(made, options.contracts)
    print(f"protos: {len(sources(options.protos))} files -> {options.contracts}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
