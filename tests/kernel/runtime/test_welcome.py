"""What a newcomer reads after a start."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from services.kernel.runtime.welcome import waiting, welcome
from services.kernel.settings import Settings

DEMO = ["密码 / password: secret-2026", "  admin   系统管理员  李雪梅", "  worker  网格员"]


def text(settings: Settings, **more: object) -> str:
    given: dict[str, object] = {
        "web_port": 8123,
        "grpc": {"": "127.0.0.1:50051"},
        "sign_in": [],
        "empty": False,
        "told_before": False,
    }
    return "\n".join(welcome(settings, **{**given, **more}))  # type: ignore[arg-type]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "my data")


def test_it_says_where_everything_is_and_how_to_stop(settings: Settings) -> None:
    found = text(settings)

    for part in ("http://127.0.0.1:8123/auth/sign-in", "/api/docs", "127.0.0.1:50051", "my data", "Ctrl-C"):
        assert part in found
    assert "password" not in found


def test_a_demo_shows_its_accounts_a_call_to_copy_and_a_warning(settings: Settings) -> None:
    found = text(settings, sign_in=DEMO)

    assert """-d '{"login": "admin", "password": "secret-2026"}'""" in found
    assert "/api/v1/sessions:signIn" in found
    assert "仅供演示" in found
    assert "for the demo only" in found
    assert " demo\n" not in found


def test_a_demo_that_is_there_already_can_be_told_again(settings: Settings) -> None:
    found = text(settings, sign_in=DEMO, told_before=True)

    assert f"WANGGE_DATA_DIR='{settings.data_dir}'" in found
    assert "wangge demo" in found


def test_an_empty_platform_says_how_to_make_the_first_administrator(settings: Settings) -> None:
    assert "wangge admin create --login" in text(settings, empty=True)


def test_addresses_are_ones_a_browser_can_open(tmp_path: Path) -> None:
    for host, shown in (("0.0.0.0", "127.0.0.1"), ("::", "[::1]"), ("fe80::1", "[fe80::1]"), ("gw", "gw")):
        assert f"http://{shown}:8123/" in text(Settings(data_dir=tmp_path, host=host))


def test_without_a_gateway_no_page_is_promised(settings: Settings) -> None:
    found = text(settings, web_port=None, sign_in=DEMO, grpc={"cases": "a:1", "directory": "b:2"})

    assert "http" not in found
    assert "gRPC cases:" in found


def test_a_spinner_leaves_nothing_behind() -> None:
    for terminal in (True, False):
        out = io.StringIO()
        with waiting(Console(file=out, force_terminal=terminal, width=80)) as doing:
            doing("数据库 / database: cases")
        last = out.getvalue().rpartition("\n")[2]
        assert "database" not in last.rpartition("\x1b[2K")[2]
        assert terminal or out.getvalue() == ""
