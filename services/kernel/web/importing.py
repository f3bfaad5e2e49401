"""What the import wizards of all services share: file, choice of columns, states in words (DIR-30)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from flask import request

from services.kernel.errors import Invalid, Refusal
from services.kernel.web.forms import Form
from services.kernel.web.showing import size
from services.kernel.web.texts import Text, t
from wangge.imports.v1 import imports_pb2 as pb

ACCEPTED = (".xlsx", ".xls", ".ods", ".csv", ".txt", ".tsv", ".xlsm")
MOST_BYTES = 30_000_000
AT_ONCE = 500
"""Rows applied before a page answers; the others follow in the background while the page counts them."""
PATIENCE = 120.0
"""Seconds that checking a large file may take."""
NAMED = "column."
STEPS = (
    Text("选择文件", "Choose the file"),
    Text("核对列", "Match the columns"),
    Text("检查结果", "See what was found"),
    Text("审核生效", "Accept"),
)
STATES: Mapping[int, Text] = {
    pb.IMPORT_STATE_STAGED: Text("待审核", "Waiting to be accepted"),
    pb.IMPORT_STATE_APPLYING: Text("正在写入", "Being written"),
    pb.IMPORT_STATE_APPLIED: Text("已生效", "In force"),
    pb.IMPORT_STATE_UNDONE: Text("已撤销", "Undone"),
    pb.IMPORT_STATE_DISCARDED: Text("已放弃", "Discarded"),
}
COLOURS: Mapping[int, str] = {
    pb.IMPORT_STATE_STAGED: "orange",
    pb.IMPORT_STATE_APPLYING: "azure",
    pb.IMPORT_STATE_APPLIED: "green",
    pb.IMPORT_STATE_UNDONE: "secondary",
    pb.IMPORT_STATE_DISCARDED: "secondary",
}


@dataclass
class Choice:
    """One field of ours and the column of the file that fills it, as the page of columns shows it."""

    name: str
    title: str
    required: bool
    format: str
    column: str
    sure: bool
    errors: list[str] = field(default_factory=list)


@dataclass
class Columns:
    """The page of columns: a choice for each field, and what may be chosen."""

    choices: list[Choice]
    options: Sequence[tuple[str, str]]
    unused: Sequence[str]
    problem: str = ""

    def refused(self, refusal: Refusal) -> None:
        """Put a refusal to the fields it names; the rest stands above."""
        problems = refusal.problems if isinstance(refusal, Invalid) else ()
        for each in problems:
            text = each.details.get("description") or each.code
            name = each.field.removeprefix("columns.").removeprefix("mapping.fields.")
            found = next((choice for choice in self.choices if choice.name == name), None)
            if found is None:
                self.problem = f"{self.problem} {text}".strip()
            else:
                found.errors.append(text)
        if not problems:
            self.problem = refusal.said or refusal.code


def file_sent(form: Form[Any], name: str = "file") -> tuple[str, bytes] | None:
    """Name and content of the one file of a form; None after saying at the field what is wrong with it."""
    found = form.files(name)
    if not found:
        form.wrong(name, t("请选择要导入的文件", "Choose the file to import"))
        return None
    file_name = PurePath((found[0].filename or "").replace("\\", "/")).name[-200:]
    if not file_name.lower().endswith(ACCEPTED):
        form.wrong(
            name,
            t(
                "不支持这种文件，请使用 Excel（xlsx、xls）或 CSV 文件",
                "This kind of file cannot be read; use Excel (xlsx, xls) or CSV",
            ),
        )
        return None
    data = found[0].stream.read(MOST_BYTES + 1)
    if not data:
        form.wrong(name, t("文件是空的", "The file is empty"))
        return None
    if len(data) > MOST_BYTES:
        text = t(
            "文件不能超过 {most}，请拆分后分次导入",
            "A file may have up to {most}; split it",
            most=size(MOST_BYTES),
        )
        form.wrong(name, text)
        return None
    return file_name, data


def columns_of(
    fields: Iterable[pb.TargetField],
    suggestions: Sequence[pb.ColumnSuggestion],
    chosen: Mapping[str, str] | None = None,
) -> Columns:
    """The page of columns: what was chosen, or else the best guess for each field."""
    guesses: dict[str, pb.ColumnSuggestion] = {}
    for each in suggestions:
        best = guesses.get(each.field)
        if each.field and (best is None or each.score > best.score):
            guesses[each.field] = each
    choices = []
    for target in fields:
        guess = guesses.get(target.name)
        column = guess.column if guess else ""
        if chosen is not None:
            column = chosen.get(target.name, "")
        sure = bool(guess and guess.sure) if chosen is None else True
        title = t(target.title_zh, target.title_en)
        choices.append(Choice(target.name, title, target.required, target.format, column, sure))
    used = {each.column for each in choices}
    return Columns(
        choices,
        [(each.column, _described(each)) for each in suggestions],
        [each.column for each in suggestions if each.column not in used],
    )


def columns_sent() -> dict[str, str]:
    """Field -> column as the page of columns sent it; fields left out are not in it."""
    return {
        name.removeprefix(NAMED): column
        for name, column in request.form.items()
        if name.startswith(NAMED) and column
    }


def twice(columns: Columns) -> bool:
    """Say at the choices where one column was given to several fields; False when none was."""
    seen: dict[str, Choice] = {}
    found = False
    for each in columns.choices:
        if each.column and each.column in seen:
            text = t(
                "这一列已用于“{other}”", 'This column already fills "{other}"', other=seen[each.column].title
            )
            each.errors.append(text)
            found = True
        seen.setdefault(each.column, each)
    return found


def step_of(state: int) -> int:
    """Which of the steps an import stands at, counted from 1."""
    return 3 if state == pb.IMPORT_STATE_STAGED else 4


def _described(column: pb.ColumnSuggestion) -> str:
    if not column.samples:
        return t("{column}（空列）", "{column} (empty)", column=column.column)
    values = t("、", ", ").join(column.samples)
    return t("{column}（如：{values}）", "{column} (e.g. {values})", column=column.column, values=values)
