"""The command line: the platform's own commands, and those that the services contribute."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import click

from services.kernel.runtime.discovery import discover
from services.kernel.runtime.manifest import ManifestWrong
from services.kernel.settings import SettingsWrong

# Where each of our own commands is; imported when it is asked for, because `work` may not import gRPC.
_OWN = {
    "up": "cli_up:up",
    "demo": "cli_demo:demo",
    "serve": "cli_processes:serve",
    "work": "cli_processes:work",
    "gateway": "cli_processes:gateway",
    "migrate": "cli_data:migrate",
    "services": "cli_data:services",
    "audit": "cli_data:audit",
    "doctor": "cli_doctor:doctor",
    "key": "cli_keys:key",
    "backup": "cli_backup:backup",
    "restore": "cli_backup:restore",
}


class Commands(click.Group):
    """Finds commands when they are called for; a broken service breaks its own commands alone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Our own first, then the services'."""
        return [*_OWN, *sorted(self._contributed().keys() - _OWN.keys())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported."""
        if cmd_name in _OWN:
            module, _, name = _OWN[cmd_name].partition(":")
            command: click.Command = getattr(importlib.import_module(f"{__package__}.{module}"), name)
            return command
        return self._contributed().get(cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Settings and manifests that cannot be used are the operator's to mend: no stack trace."""
        try:
            return super().invoke(ctx)
        except (SettingsWrong, ManifestWrong) as wrong:
            raise click.ClickException(str(wrong)) from None

    def _contributed(self) -> dict[str, click.Command]:
        found: dict[str, click.Command] = {}
        for manifest in discover().values():
            try:
                commands = manifest.load("commands")
                groups = commands() if commands is not None else {}
            except Exception as problem:
                click.echo(f"{manifest.name}: {type(problem).__name__}: {problem}", err=True)
                continue
            for group, members in groups.items():
                for command in members:
                    if not group:
                        found[str(command.name)] = command
                        continue
                    above = found.setdefault(group, click.Group(group, help=f"{group} ..."))
                    if isinstance(above, click.Group):
                        above.add_command(command)
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wangge", prog_name="wangge")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="数据目录 / data directory (WANGGE_DATA_DIR)",
)
@click.pass_context
def root(ctx: click.Context, data: Path | None) -> None:
    """网格化治理平台 / platform of community grid services."""
    ctx.obj = {"data_dir": data}
