"""Two toy services in a distribution of their own, for tests of pipeline, platform and command line."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOY = Path(__file__).parent / "toy"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def toy_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as pip would have filled it: both packages, their contracts, their entry points."""
    site = tmp_path_factory.mktemp("toy") / "site"
    shutil.copytree(TOY, site, ignore=shutil.ignore_patterns("__pycache__", "protos"))
    (site / "toywater" / "v1").mkdir()
    (site / "toywater" / "v1" / "__init__.py").write_text("")
    subprocess.run(
        [
            *(sys.executable, "-m", "grpc_tools.protoc", f"-I{TOY / 'protos'}", f"-I{ROOT / 'protos'}"),
            *(
                f"--python_out={site}",
                f"--grpc_python_out={site}",
                "toywater/v1/water.proto",
                "toywater/v1/careless.proto",
            ),
        ],
        check=True,
    )
    info = site / "toy-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: toy\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[wangge.services]\nwater = toywater\nfire = toyfire\n")
    return site


@pytest.fixture
def toys(toy_site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The toy services installed, for this process and its children; their folder."""
    monkeypatch.setenv("PYTHONPATH", f"{toy_site}:{ROOT}:{ROOT / 'services' / 'contracts'}")
    if str(toy_site) not in sys.path:
        monkeypatch.syspath_prepend(str(toy_site))
    return toy_site
