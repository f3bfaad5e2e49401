"""Commands of population for operators: figures made anew, and compared with the records."""

from __future__ import annotations

import sys

import click
from rich.console import Console

from services.kernel.runtime.offline import open_service

_DIFFERENT, _SHOWN = 3, 20


@click.command("rebuild-population")
def rebuild_population() -> None:
    """从人口房屋登记重算统计计数 / make the counters anew from the register."""
    with open_service("population") as parts, Console(stderr=True).status("重算 / rebuilding counters"):
        count = parts.application.statistics.recounting.rebuild()
    click.echo(f"{count} counters")


@click.command("check-population")
def check_population() -> None:
    """核对统计计数与登记是否一致，不一致时退出码为 3 / compare the counters with the register."""
    with open_service("population") as parts, Console(stderr=True).status("核对 / comparing counters"):
        found = parts.application.statistics.recounting.differences()
    for each in found[:_SHOWN]:
        click.echo(each)
    click.echo(f"{len(found)} differences")
    if found:
        sys.exit(_DIFFERENT)
