"""Every code has a text in both languages, every permission asked for is declared."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from services.kernel.rpc.messages import MessageFileBroken, Messages
from services.kernel.runtime.discovery import discover
from services.kernel.runtime.manifest import KERNEL_PERMISSIONS
from tests.architecture.codes import codes, permissions, without
from tests.architecture.imports import services

ROOT = Path(__file__).resolve().parents[2]


def installed(path: Path) -> bool:
    """Whether a file belongs to the kernel, the gateway or a service with a manifest."""
    return path.parts[0] == "gateway" or path.parts[1] in services(ROOT) | {"kernel"}


def test_every_code_has_a_chinese_and_an_english_text() -> None:
    folders = [*(ROOT / "services" / name for name in sorted(services(ROOT))), ROOT / "gateway"]
    Messages.load(folders)  # raises for a missing language and for a code defined twice
    known = [
        code
        for folder in [ROOT / "services" / "kernel", *folders]
        if (folder / "messages.toml").exists()
        for code in tomllib.loads((folder / "messages.toml").read_text("utf-8"))
    ]

    assert without(((code, path) for code, path in codes(ROOT) if installed(path)), known) == []


def test_every_permission_that_code_asks_for_is_declared() -> None:
    known = [each.name for manifest in discover().values() for each in manifest.permissions]
    asked = ((name, path) for name, path in permissions(ROOT) if installed(path))

    assert without(asked, [*known, *(each.name for each in KERNEL_PERMISSIONS)]) == []


def test_seeded_codes_and_permissions_are_found(tmp_path: Path) -> None:
    (tmp_path / "services" / "cases").mkdir(parents=True)
    (tmp_path / "services" / "cases" / "a.py").write_text(
        "class A(Conflict):\n    code = 'cases.unheard'\n"
        "Invalid.one('name', 'cases.bad_name')\nFieldProblem('name', 'cases.worse')\n"
        "call.require('cases.case.burn', path)\nuow.replayed('cases.case.x')\n"
    )

    assert [code.rpartition(" ")[2] for code in without(codes(tmp_path), ["cases.worse"])] == [
        "cases.bad_name",
        "cases.unheard",
    ]
    assert [each.rpartition(" ")[2] for each in without(permissions(tmp_path), [])] == ["cases.case.burn"]


def test_a_text_without_one_of_the_languages_is_found(tmp_path: Path) -> None:
    (tmp_path / "messages.toml").write_text('["cases.x"]\nzh = "x"\n')
    with pytest.raises(MessageFileBroken, match=r"cases\.x"):
        Messages.load([tmp_path])

    (tmp_path / "messages.toml").write_text('["kernel.internal"]\nzh = "x"\nen = "x"\n')
    with pytest.raises(MessageFileBroken, match="elsewhere"):
        Messages.load([tmp_path])
