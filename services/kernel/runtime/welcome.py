"""What a start shows at the terminal: progress while one waits, then where to go and how to get in."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from services.kernel.settings import Settings

_ANY = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}


@contextmanager
def waiting(console: Console) -> Iterator[Callable[[str], None]]:
    """A spinner with what is being done, gone afterwards; in a file or a pipe nothing at all."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        yield lambda text: progress.update(task, description=text)


def welcome(
    settings: Settings,
    *,
    web_port: int | None,
    grpc: Mapping[str, str],
    sign_in: list[str],
    empty: bool,
    told_before: bool,
) -> list[str]:
    """The lines after a start, Chinese and English.

    Args:
        web_port: where pages and REST answer; None without a gateway.
        grpc: address by service, or one under the empty name.
        sign_in: what a finished demo said about its accounts; none without a demo.
        empty: whether nobody can sign in yet.
        told_before: whether the data folder held the demo already, so that no story was told this time.
    """
    lines = ["", "网格平台已启动，按 Ctrl-C 停止 / Wangge is running; Ctrl-C stops it", ""]
    base = f"{'https' if settings.tls_certificate else 'http'}://{_host(settings.host)}:{web_port}"
    if web_port is not None:
        lines += [
            f"  网页 / pages:    {base}/",
            f"  登录 / sign in:  {base}/auth/sign-in",
            f"  REST:            {base}/api/v1/  说明 / reference: {base}/api/docs",
        ]
    for name, address in grpc.items():
        lines.append(f"  {f'gRPC {name}'.strip() + ':':<16} {address}")
    lines += [f"  数据 / data:     {settings.data_dir.absolute()}", ""]
    if sign_in:
        lines += _accounts(sign_in, base if web_port is not None else "")
    if told_before:
        lines += [
            "数据目录中已有示例县，未重复生成。停止平台后可再演示一个案件：",
            "The demo county is there already. To lead one more case through its steps, stop and run:",
            f"  {_command(settings)} demo",
            "",
        ]
    if empty:
        lines += [
            "尚无账号，请创建首个管理员 / Nobody can sign in yet: make the first administrator",
            f"  {_command(settings)} admin create --login admin --name 管理员",
            "",
        ]
    return lines


def _accounts(sign_in: list[str], base: str) -> list[str]:
    lines = [
        "示例账号如下。密码公开，仅供演示，切勿用于真实数据",
        "Accounts of the demo. The password is public and for the demo only: never keep real data in it",
        "",
        *sign_in,
        "",
    ]
    login = sign_in[1].split()[0] if len(sign_in) > 1 else ""
    password = sign_in[0].rpartition(": ")[2]
    if base and login and password:
        lines += [
            "用浏览器登录，或用 REST 取得令牌 / Sign in with a browser, or ask for a token by REST:",
            f"  curl -s {base}/api/v1/sessions:signIn -H 'content-type: application/json' \\",
            f"""       -d '{{"login": "{login}", "password": "{password}"}}'""",
            "令牌放入请求头 / and send its accessToken along:  authorization: Bearer ...",
            "",
        ]
    return lines


def _command(settings: Settings) -> str:
    """How to call the command line for this data folder, from where the platform was started."""
    local = Path(".venv", "bin", "wangge")
    program = str(local) if local.exists() else "wangge"
    usual = settings.data_dir.absolute() == Path("data").absolute()
    return program if usual else f"WANGGE_DATA_DIR={shlex.quote(str(settings.data_dir))} {program}"


def _host(host: str) -> str:
    """An address that a browser on this machine can open."""
    return _ANY.get(host, f"[{host}]" if ":" in host else host)
