"""Commands of population for operators: importing tables of people, dwellings, units and service records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from services.kernel.call import Call, system_call
from services.kernel.errors import Invalid, Refusal
from services.kernel.rpc.messages import Messages
from services.kernel.runtime.offline import open_service
from services.population.application.transfers.model import Import, Staged
from services.population.entrypoints.cli_figures import check_population, rebuild_population
from services.population.transfers_parts import Transfers

PARTLY, UNUSABLE = 3, 2
_FOREVER = float("inf")


def commands() -> dict[str, list[click.Command]]:
    """Commands by group."""
    return {
        "import": [import_people, import_dwellings, import_establishments, import_records],
        "statistics": [rebuild_population, check_population],
    }


def _options(command: Any) -> Any:
    for add in (
        click.argument("file", type=click.Path(path_type=Path)),
        click.option(
            "--columns",
            multiple=True,
            metavar="FIELD=COLUMN",
            help="项目=列名，可多次 / which column fills a field; others by their names",
        ),
        click.option("--territory", default="", help="区划或网格代码 / code of the territory or grid"),
        click.option(
            "--duplicates",
            type=click.Choice(["keep", "take", "skip"]),
            default="keep",
            help="疑似重复的行：保留系统数据、采用表中数据、跳过 / rows the register may have already",
        ),
        click.option("--dry-run", is_flag=True, help="只检查，不写入 / check only"),
        click.option("--yes", is_flag=True, help="不询问 / do not ask"),
    ):
        command = add(command)
    return command


@click.command("people")
@_options
def import_people(**given: Any) -> None:
    """导入人员（含户和房屋） / import people with their households and dwellings.

    Exit status: 0 everything accepted, 3 some rows refused (a copy with the reasons lies beside the file),
    2 the file cannot be used. Run again after an interruption: what is there already is left as it is.
    """
    _import("people", **given)


@click.command("dwellings")
@_options
def import_dwellings(**given: Any) -> None:
    """导入房屋 / import dwellings. Exit status as of people."""
    _import("dwellings", **given)


@click.command("establishments")
@_options
def import_establishments(**given: Any) -> None:
    """导入单位 / import units. Exit status as of people."""
    _import("establishments", **given)


@click.command("records")
@click.argument("type_code", metavar="TYPE")
@_options
def import_records(**given: Any) -> None:
    """导入服务记录 / import service records of a type, such as facility. Exit status as of people."""
    _import("records", **given)


def _import(
    kind: str,
    file: Path,
    columns: tuple[str, ...],
    territory: str,
    duplicates: str,
    dry_run: bool,
    yes: bool,
    type_code: str = "",
) -> None:
    with open_service("population") as parts:
        transfers: Transfers = parts.application.transfers
        try:
            staged = _staged(transfers, kind, file, columns, territory, type_code)
            _show(transfers, staged)
            found = staged.found
            if found is None or found.failure:
                sys.exit(UNUSABLE)
            refused = found.rows_rejected
            if refused:
                name, pieces = transfers.import_rejects(_call(), found.id)
                with file.with_name(name).open("wb") as copy:
                    copy.writelines(pieces)
                click.echo(f"退回行 / rejected rows: {file.with_name(name)}")
            if dry_run or (not yes and not _agreed(found)):
                found = transfers.discard_import(_call(), found.id)
            elif found.rows_accepted or found.rows_undecided:
                found = _accepted(transfers, found, duplicates)
        except Refusal as refusal:
            _explain(transfers.messages, refusal)
            sys.exit(UNUSABLE)
        except OSError as problem:
            click.echo(str(problem), err=True)
            sys.exit(UNUSABLE)
        click.echo(
            f"接受 accepted {found.rows_accepted}  退回 rejected {found.rows_rejected}"
            f"  未变 unchanged {found.rows_unchanged}  生效 applied {found.rows_applied}"
        )
        sys.exit(PARTLY if found.rows_rejected else 0)


def _staged(
    transfers: Transfers, kind: str, file: Path, columns: tuple[str, ...], territory: str, type_code: str
) -> Staged:
    chosen = dict(each.split("=", 1) for each in columns if "=" in each)
    if chosen:
        looked = transfers.stage_import(
            _call(), file, file.name, kind, type_code=type_code, only_columns=True
        )
        sure = {str(each.field): each.column for each in looked.suggestions if each.decision == "auto"}
        taken = set(chosen.values())
        chosen = {name: column for name, column in sure.items() if column not in taken} | chosen
    staged = transfers.stage_import(_call(), file, file.name, kind, chosen, territory, type_code, seconds=0)
    if staged.found is None:
        return staged
    with _bar() as bar:
        task = bar.add_task("检查 / checking", total=None)
        transfers.work(staged.found.id, _FOREVER, lambda found: bar.update(task, completed=found.rows_total))
    return transfers.get_import(_call(), staged.found.id)


def _accepted(transfers: Transfers, found: Import, duplicates: str) -> Import:
    with _bar() as bar:
        task = bar.add_task("写入 / applying", total=found.rows_accepted + found.rows_undecided)
        while True:
            if found.rows_undecided:
                transfers.decide_duplicates(_call(), found.id, duplicates)
            found = transfers.accept_import(
                _call(),
                found.id,
                _FOREVER,
                lambda now: bar.update(task, completed=now.rows_applied),
            )
            # Whoever was registered by somebody else meanwhile is decided like the others.
            if not found.rows_undecided:
                return found


def _call() -> Call:
    return system_call("command line")


def _bar() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=Console(stderr=True))


def _show(transfers: Transfers, staged: Staged) -> None:
    text = transfers.messages.text
    if staged.found is None:
        for each in staged.suggestions:
            click.echo(f"{each.column} -> {each.field or '-'} ({each.score:.0f}, {each.decision})", err=True)
        needed = [target for target in (staged.sheet.fields if staged.sheet else ()) if target.required]
        for target in needed:
            if all(each.field != target.name or each.decision != "auto" for each in staged.suggestions):
                click.echo(f"{target.zh}: {text('population.import_column_missing', {}, 'zh')}", err=True)
        return
    if staged.found.failure:
        click.echo(text(staged.found.failure, {}, "zh"), err=True)
    for row, (column, code, details) in staged.problems[:20]:
        click.echo(f"{row}: {column}: {text(code, details, 'zh')}", err=True)
    for cause, rows in staged.undecided.items():
        click.echo(f"疑似重复 / may be duplicates ({cause}): {rows}", err=True)


def _agreed(found: Import) -> bool:
    rows = found.rows_accepted + found.rows_undecided
    return click.confirm(f"写入 {rows} 行？ / apply {rows} rows?", default=False)


def _explain(messages: Messages, refusal: Refusal) -> None:
    if isinstance(refusal, Invalid) and refusal.problems:
        for problem in refusal.problems:
            click.echo(f"{problem.field}: {messages.text(problem.code, problem.details, 'zh')}", err=True)
        return
    click.echo(messages.text(refusal.code, refusal.details, "zh"), err=True)
