"""``wangge demo``: fills an empty data folder with the demo county and tells its story, without serving."""

from __future__ import annotations

import click

from services.kernel.runtime import demonstration
from services.kernel.runtime.data_lock import locked
from services.kernel.runtime.keys import ensure_keys
from services.kernel.runtime.offline import CANNOT_START, chosen_services, chosen_settings
from services.kernel.runtime.platform import Platform
from services.kernel.runtime.preparing import databases_exist
from services.kernel.settings import Settings
from services.kernel.types import utc_now


@click.command()
@click.option("--services", help="启用的服务，逗号分隔 / services to enable, with commas; all unless given")
def demo(services: str | None) -> None:
    """生成示例县并演示七步闭环，不启动服务 / build the demo county and lead a case through it.

    Run again, it tells the story with one more case. A data folder with other data is left alone.
    """
    settings = chosen_settings(demo=True, services=services or None)
    if settings.mode == "distributed":
        raise click.ClickException("分布式请用 / distributed: wangge up --distributed --demo")
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(settings.data_dir):
            _run(settings)
    except CANNOT_START as problem:
        raise click.ClickException(str(problem)) from None


def _run(settings: Settings) -> None:
    demonstration.clear_unfinished(settings)
    known = databases_exist(settings)
    if known and not demonstration.sign_in_lines(settings):
        raise click.ClickException(f"{settings.data_dir} 中已有其他数据 / holds other data")
    ensure_keys(settings, utc_now(), has_data=lambda: known)
    if not known:
        demonstration.begin(settings)
    platform = Platform(settings, tuple(chosen_services(settings).values()), listen=False)
    try:
        platform.start()
        if known:
            demonstration.tell_again(platform, click.echo)
        else:
            demonstration.fill(platform, click.echo)
    finally:
        platform.stop()
    for line in demonstration.sign_in_lines(settings):
        click.echo(line)
