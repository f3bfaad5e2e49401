"""Commands of the cases for operators: importing another system's cases, exporting, making counters anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from services.cases.application.oversight.exports import COLUMNS
from services.cases.application.oversight.imports import Import, Staged
from services.kernel.call import system_call
from services.kernel.errors import Invalid, Refusal
from services.kernel.rpc.messages import Messages
from services.kernel.runtime.offline import open_service
from services.kernel.tabular import write_xlsx

PARTLY, UNUSABLE = 3, 2


def commands() -> dict[str, list[click.Command]]:
    """Commands by group."""
    return {"import": [import_cases], "export": [export_cases], "statistics": [rebuild]}


@click.command("cases")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--mapping", default="", help="列对应关系：名称或 TOML 文件 / a shipped name (nyc311) or a TOML file"
)
@click.option(
    "--territory", default="", help="落点不在本地网格时归入的区划代码 / where cases outside our grids land"
)
@click.option("--dry-run", is_flag=True, help="只检查，不写入 / check only")
@click.option("--yes", is_flag=True, help="不询问 / do not ask")
def import_cases(file: Path, mapping: str, territory: str, dry_run: bool, yes: bool) -> None:
    """导入其他系统的案件 / import another system's cases from a CSV or spreadsheet.

    Exit status: 0 everything accepted, 3 some rows refused (a copy with the reasons lies beside the file),
    2 the file cannot be used. Run again after an interruption: what is there already is left as it is.
    """
    with open_service("cases") as parts:
        oversight = parts.application.oversight
        try:
            if mapping and Path(mapping).is_file():
                mapping = Path(mapping).read_text("utf-8-sig")
            staged = _stage(oversight, file, mapping, territory)
            _show(oversight, staged)
            if staged.found is None:
                sys.exit(UNUSABLE)
            found = staged.found
            if dry_run or (not yes and not _agreed(found)):
                found = oversight.discard_import(_call(), found.id)
            elif found.rows_accepted:
                found = _accept(oversight, found)
        except Refusal as refusal:
            _explain(oversight.messages, refusal)
            sys.exit(UNUSABLE)
        except (OSError, UnicodeDecodeError) as problem:
            click.echo(str(problem), err=True)
            sys.exit(UNUSABLE)
        click.echo(
            f"接受 accepted {found.rows_accepted}  退回 rejected {found.rows_rejected}"
            f"  未变 unchanged {found.rows_unchanged}  生效 applied {found.rows_applied}"
        )
        if found.rejects_name:
            click.echo(f"退回行 / rejected rows: {file.with_name(found.rejects_name)}")
        sys.exit(PARTLY if found.rows_rejected else 0)


@click.command("cases")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--purpose", required=True, help="用途，记入日志 / stated purpose, kept in the audit")
@click.option(
    "--filter", "chosen", default="", help='如 / such as: state = FILED AND create_time >= "2026-11-01"'
)
def export_cases(out: Path, purpose: str, chosen: str) -> None:
    """导出案件为工作簿，反映人已脱敏 / write cases to a workbook, reporters masked.

    For operators, who have the database in their hands anyway; on the console it takes a second person.
    """
    with open_service("cases") as parts:
        oversight = parts.application.oversight
        call = _call().for_purpose(purpose)
        try:
            oversight.export_rows.check(chosen)
        except Refusal as refusal:
            _explain(oversight.messages, refusal)
            sys.exit(UNUSABLE)
        with _bar() as bar:
            task = bar.add_task("导出 / exporting", total=None)

            def watched() -> Any:
                for row in oversight.export_rows.rows(chosen, ("",), ()):
                    bar.advance(task)
                    yield row

            count = write_xlsx(out, COLUMNS, watched(), sheet="案件")
        with parts.context.new_uow(call) as uow:
            changes = {"rows": [0, count], "filter": ["", chosen[:400]]}
            uow.audit("cases.export.by_operator", "case_export", "", changes=changes)
            uow.commit()
        click.echo(f"{count} -> {out}")


@click.command("rebuild")
def rebuild() -> None:
    """从案件重算统计计数 / make the counters anew from the cases."""
    with open_service("cases") as parts, Console(stderr=True).status("重算统计 / rebuilding counters"):
        count = parts.application.oversight.rebuilding.rebuild()
    click.echo(f"{count} counters")


def _call() -> Any:
    return system_call("command line")


def _bar() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=Console(stderr=True))


def _stage(oversight: Any, file: Path, mapping: str, territory: str) -> Staged:
    with _bar() as bar:
        task = bar.add_task("检查 / checking", total=None)
        staged: Staged = oversight.stage_import(
            _call(),
            file,
            file.name,
            mapping,
            territory,
            progress=lambda rows: bar.update(task, completed=rows),
        )
    return staged


def _accept(oversight: Any, found: Import) -> Import:
    with _bar() as bar:
        task = bar.add_task("写入 / applying", total=found.rows_accepted)
        accepted: Import = oversight.accept_import(
            _call(), found.id, progress=lambda rows: bar.update(task, completed=rows)
        )
    return accepted


def _show(oversight: Any, staged: Staged) -> None:
    for suggestion in staged.suggestions:
        click.echo(
            f"{suggestion.column} -> {suggestion.field or '-'}"
            f" ({suggestion.score:.0f}, {suggestion.decision})"
        )
    for name in staged.missing:
        click.echo(f"{name}: {oversight.messages.text('cases.import_incomplete', {}, 'zh')}", err=True)
    for row, column, code, details in staged.problems[:20]:
        click.echo(f"{row}: {column}: {oversight.messages.text(code, details, 'zh')}", err=True)
    for draft in staged.preview[:5]:
        click.echo(
            f"{draft.external_number}  {draft.created}  {draft.category}  {draft.state}  {draft.title}"
        )


def _agreed(found: Import) -> bool:
    return click.confirm(
        f"写入 {found.rows_accepted} 行？ / apply {found.rows_accepted} rows?", default=False
    )


def _explain(messages: Messages, refusal: Refusal) -> None:
    if isinstance(refusal, Invalid) and refusal.problems:
        for problem in refusal.problems:
            click.echo(f"{problem.field}: {messages.text(problem.code, problem.details, 'zh')}", err=True)
        return
    click.echo(messages.text(refusal.code, refusal.details, "zh"), err=True)
