"""Commands of the directory for operators: importing the official divisions."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from services.directory.application.divisions import DivisionRow, DivisionsImported
from services.directory.entrypoints import cli_accounts
from services.directory.entrypoints.announce import announcement
from services.kernel.call import system_call
from services.kernel.errors import Invalid
from services.kernel.rpc.messages import Messages
from services.kernel.runtime.context import ServiceParts
from services.kernel.runtime.offline import open_service
from services.kernel.tabular import Mapping, RejectWriter, Row, Table, TargetField, open_table, suggest

FOLDER = Path(__file__).resolve().parent.parent
PARTLY, UNUSABLE = 3, 2
FIELDS = (
    TargetField("code", "代码", "Code", ("区划代码", "行政区划代码"), required=True),
    TargetField("level", "级别", "Level", ("层级",), required=True),
    TargetField("name", "名称", "Name", ("区划名称",), required=True),
    TargetField("parent_code", "上级代码", "Parent code", ("上级区划代码", "父级代码"), required=True),
)


def commands() -> dict[str, list[click.Command]]:
    """Commands by group; the group "" is the top level."""
    found: dict[str, list[click.Command]] = {"": [announcement], "import": [divisions]}
    for group, members in cli_accounts.commands().items():
        found.setdefault(group, []).extend(members)
    return found


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def divisions(file: Path) -> None:
    """导入行政区划（地市到社区、村）/ import divisions, prefecture to community, from a CSV or XLSX file.

    Columns: code, level, name, parent_code. Exit status: 0 everything accepted, 3 some rows refused (a copy
    with the reasons lies beside the file), 2 the file cannot be used.
    """
    messages = Messages.load([FOLDER])
    try:
        table = open_table(file, known=[name for field in FIELDS for name in field.names])
        mapping = _mapping(table)
    except Invalid as refusal:
        for problem in refusal.problems:
            for locale in ("zh", "en"):
                click.echo(messages.text(problem.code, problem.details, locale), err=True)
        sys.exit(UNUSABLE)
    with open_service("directory") as parts:
        result, refused = import_table(parts, table, mapping, messages)
    click.echo(
        f"接受 {result.accepted} 行（新增 {result.created}，更新 {result.updated}，"
        f"未变 {result.unchanged}），拒绝 {len(result.rejected)} 行"
    )
    click.echo(
        f"accepted {result.accepted} rows (new {result.created}, updated {result.updated}, "
        f"unchanged {result.unchanged}), rejected {len(result.rejected)}"
    )
    if refused is not None:
        click.echo(f"被拒绝的行及原因 / rejected rows with reasons: {refused}")
        sys.exit(PARTLY)


def _mapping(table: Table) -> Mapping:
    """Which column is which; Invalid names the columns that are missing."""
    guesses = suggest(table.header, FIELDS)
    mapping = Mapping.from_suggestions(guesses)
    for field in FIELDS:
        if field.name not in mapping.fields:
            raise Invalid.one("file", "directory.column_missing", column=f"{field.name} / {field.zh}")
    return mapping


def import_table(
    parts: ServiceParts, table: Table, mapping: Mapping, messages: Messages
) -> tuple[DivisionsImported, Path | None]:
    """Import what is right; the path of the table of refused rows, None when there are none."""
    rows: dict[int, Row] = {}
    wanted: list[DivisionRow] = []
    for row in table.rows():
        values, _ = mapping.apply(row.cells)
        rows[row.number] = row
        wanted.append(DivisionRow(number=row.number, **values))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("divisions", total=len(wanted))
        result = parts.application.places.import_divisions(
            system_call("import divisions"), wanted, lambda done: progress.update(task, completed=done)
        )
    with RejectWriter(table.path, table) as writer:
        for number, problems in sorted(result.rejected.items()):
            for problem in problems:
                texts = [messages.text(problem.code, problem.details, locale) for locale in ("zh", "en")]
                writer.reject(rows[number], " / ".join(texts))
    return result, writer.path if result.rejected else None
