"""``wangge up``: the whole platform on this machine."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from services.kernel import telemetry
from services.kernel.rpc.server import CannotListen
from services.kernel.runtime import demonstration, web
from services.kernel.runtime.cli_up_distributed import run_distributed
from services.kernel.runtime.data_lock import locked
from services.kernel.runtime.distributed import stop_on_signals
from services.kernel.runtime.keys import ensure_keys
from services.kernel.runtime.offline import CANNOT_START, chosen_services, chosen_settings
from services.kernel.runtime.platform import Platform
from services.kernel.runtime.preparing import databases_exist
from services.kernel.runtime.welcome import waiting, welcome
from services.kernel.settings import Settings
from services.kernel.types import utc_now


@click.command()
@click.option("--port", type=int, help="HTTP 端口 / port of console and REST")
@click.option("--grpc-port", type=int, help="gRPC 端口 / port")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="数据目录 / data directory")
@click.option("--demo/--no-demo", default=None, help="示例县 / fill an empty platform with a demo county")
@click.option("--services", help="启用的服务，逗号分隔 / services to enable, with commas; all unless given")
@click.option(
    "--distributed", is_flag=True, help="每个服务单独进程 / a process per service, with real servers"
)
def up(
    port: int | None,
    grpc_port: int | None,
    data: Path | None,
    demo: bool | None,
    services: str | None,
    distributed: bool,
) -> None:
    """启动平台 / start the platform; stops cleanly on SIGTERM or Ctrl-C."""
    given: dict[str, Any] = {"port": port, "grpc_port": grpc_port, "data_dir": data, "demo": demo}
    given["services"] = services or None
    settings = chosen_settings(**given)
    telemetry.configure_logging(settings.log_level, json=settings.log_format == "json")
    telemetry.configure("wangge", endpoint=settings.otlp_endpoint)
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(settings.data_dir):
            if distributed:
                # The servers run as users of their own and must pass through; what is inside stays closed.
                settings.data_dir.chmod(0o711)
                run_distributed(settings)
            else:
                _run(settings)
    except (*CANNOT_START, CannotListen) as problem:
        raise click.ClickException(str(problem)) from None
    finally:
        telemetry.shutdown()


def _run(settings: Settings) -> None:
    stop = stop_on_signals()
    if settings.demo and demonstration.clear_unfinished(settings):
        click.echo("上次示例数据未生成完，重新开始 / the demo was interrupted last time and begins anew")
    first = not databases_exist(settings)
    made = ensure_keys(settings, utc_now(), has_data=lambda: databases_exist(settings))
    for path in made:
        click.echo(f"已生成密钥 / made {path}")
    enabled = chosen_services(settings)
    if first and settings.demo:
        demonstration.begin(settings)
    platform = Platform(settings, tuple(enabled.values()))
    stop_web = None
    port = None
    try:
        with waiting(Console()) as doing:
            platform.migrate(lambda name: doing(f"数据库 / database: {name}"))
            doing("基础数据 / first data")
            platform.start()
        if first and settings.demo:
            demonstration.fill(platform, click.echo)
        if web.installed():
            port, stop_web = _start_web(platform, dict.fromkeys(enabled, platform.address))
        lines = welcome(
            settings,
            web_port=port,
            grpc={"": f"{settings.grpc_host}:{platform.grpc_port}"},
            sign_in=demonstration.sign_in_lines(settings),
            empty=first and not settings.demo,
            told_before=settings.demo and not first,
        )
        for line in lines:
            click.echo(line)
        while not stop.wait(3600):
            continue
        click.echo("正在停止 / stopping")
    finally:
        # Whoever takes requests goes first; a second signal does not cut the rest short.
        if stop_web is not None:
            with suppress(Exception):
                stop_web()
        platform.stop()


def _start_web(platform: Platform, addresses: dict[str, str]) -> tuple[int, Callable[[], None]]:
    try:
        return web.start_gateway(
            platform.settings, platform.manifests, addresses, platform.verifier, platform.peers
        )
    except RuntimeError as problem:
        raise click.ClickException(f"{problem}: {problem.__cause__ or ''}") from problem
