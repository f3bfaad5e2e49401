"""Telling everything once more: to services switched on later, and on an operator's word after a restore."""

from __future__ import annotations

from collections.abc import Mapping

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from services.directory.bootstrap import Application
from services.kernel.call import system_call
from services.kernel.runtime.context import ServiceContext
from services.kernel.runtime.newcomers import wanted_from
from services.kernel.runtime.offline import chosen_services, chosen_settings, open_service


def announce(application: Application, context: ServiceContext, wanted: Mapping[str, frozenset[str]]) -> None:
    """Fill the projections of services that did not listen so far; the events wait in the outbox."""
    application.announce(system_call("announce"), wanted)


@click.command(name="announce")
@click.option("--service", help="只为该服务 / the events of this service alone; of all services unless given")
@click.option("--anew", is_flag=True, help="从头开始 / begin anew even if the last time was interrupted")
def announcement(service: str | None, anew: bool) -> None:
    """重新通告目录的全部现状 / tell other services everything that the directory holds.

    For a service whose database was restored from an older backup. Hearers keep what they know newer, so it
    may be repeated at any time; interrupted, it goes on where it stopped.
    """
    wanted = wanted_from("directory", chosen_services(chosen_settings()))
    if service is not None:
        if service not in wanted:
            raise click.ClickException(
                f"{service}: 未启用或不订阅目录事件 / is not enabled or hears nothing of the directory; "
                f"hearing are {', '.join(sorted(wanted)) or 'none'}"
            )
        wanted = {service: wanted[service]}
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with (
        open_service("directory") as parts,
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("announce", total=None)
        told = parts.application.announce(
            system_call("wangge announce"),
            wanted,
            anew=anew,
            progress=lambda event, count: progress.update(task, description=f"{event}: {count}"),
        )
    for event, count in told.items():
        click.echo(f"{event}: {count}")
    click.echo(
        f"已写入发件箱 {sum(told.values())} 条，随即送达 / {sum(told.values())} events are in the outbox "
        "and reach the services while the platform runs"
    )
