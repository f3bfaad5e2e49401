"""The case catalogue as a spreadsheet: down for editing, up again, compared before anything is published."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template, request

from services.directory.edge.catalogue import EDIT, HOME, faults, publish, read
from services.directory.edge.catalogue_words import KINDS, STAGES, URGENCIES, title_of
from services.directory.edge.registers import for_staff
from services.kernel.errors import Conflict, Invalid
from services.kernel.tabular.export import Column
from services.kernel.tabular.reading import open_table
from services.kernel.web.asked import whole
from services.kernel.web.pages import done, needs
from services.kernel.web.saving import workbook
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import reference_pb2 as pb

MOST_BYTES = 5_000_000
YES, SHEET = Text("是", "yes").zh, Text("案件目录", "Catalogue").zh
_YES = frozenset({YES, "y", "yes", "true", "1", "√"})
_SUFFIXES = (".xlsx", ".xls", ".ods", ".csv")


class SheetWrong(Exception):
    """The sheet cannot be used; the text says why, in the reader's language."""


@dataclass(frozen=True)
class Cell:
    """A column: its title in the sheet, how an item's value is written there and read back."""

    title: Text
    write: Callable[[pb.CatalogueItem], str]
    read: Callable[[pb.CatalogueItem, str], None]


@dataclass(frozen=True)
class Difference:
    """What an uploaded sheet changes about one category. ``fields`` are (title, before, after)."""

    item: pb.CatalogueItem
    new: bool
    fields: tuple[tuple[str, str, str], ...]


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/catalogue.xlsx", view_func=download)
    blueprint.add_url_rule("/catalogue/upload", view_func=upload, methods=["GET", "POST"])


@for_staff
def download() -> Response:
    """A version as a sheet with the titles that `upload` reads."""
    catalogue = read(whole(request.args.get("version", "")))
    columns = [Column(key, cell.title.zh, 18) for key, cell in CELLS.items()]
    rows = [{key: cell.write(item) for key, cell in CELLS.items()} for item in catalogue.items]
    return workbook(f"catalogue-{catalogue.version}.xlsx", columns, rows, sheet=SHEET)


@needs(EDIT)
def upload() -> Any:
    """Compare a sheet with the newest version; publish when told to. What it leaves out stays as it is."""
    now = read()
    differences: list[Difference] = []
    problems: list[tuple[str, str]] = []
    checked = False
    unreadable = t(
        "无法读取该文件，请另存为 xlsx 后重试", "The file cannot be read; save it as xlsx and try again"
    )
    if request.method == "POST":
        try:
            items, differences = _merged(now, _sent())
            checked = True
            note = request.form.get("note", "").strip()[:400]
            if request.form.get("step") == "publish" and differences:
                if not note:
                    raise SheetWrong(t("请填写修改说明", "Say what is changed, and why"))
                published = publish(items, note, now.version)
                said = t(
                    "已发布第 {v} 版目录", "Version {v} of the catalogue is published", v=published.version
                )
                return done(HOME, said)
        except SheetWrong as wrong:
            problems = [("", str(wrong))]
        except Invalid as refusal:
            problems = [
                (title, each.details.get("description") or unreadable)
                for title, each in faults(refusal, items if checked else ())
            ]
        except Conflict as refusal:
            problems = [("", refusal.said or refusal.code)]
    page = render_template(
        "directory/catalogue_upload.html",
        catalogue=now,
        differences=differences,
        problems=problems,
        checked=checked,
        title_of=title_of,
        note=request.form.get("note", ""),
    )
    return page, 422 if problems else 200


def _sent() -> list[tuple[int, dict[str, str]]]:
    """Rows of the sheet, by line number; raises SheetWrong, or Invalid on ``file``."""
    sent = request.files.get("file")
    suffix = Path(sent.filename or "").suffix.lower() if sent else ""
    if sent is None or suffix not in _SUFFIXES:
        raise SheetWrong(t("请选择 Excel 或 CSV 文件", "Choose an Excel or CSV file"))
    content = sent.stream.read(MOST_BYTES + 1)
    with tempfile.NamedTemporaryFile(suffix=suffix) as kept:
        kept.write(content)
        kept.flush()
        titles = [cell.title.zh for cell in CELLS.values()]
        table = open_table(Path(kept.name), known=titles, most_bytes=MOST_BYTES)
        if CELLS["code"].title.zh not in table.header:
            raise SheetWrong(
                t(
                    "表中没有“代码”列，请用下载的表格修改",
                    'The sheet has no column "代码"; edit the downloaded one',
                )
            )
        return [(row.number, row.cells) for row in table.rows()]


def _merged(
    now: pb.Catalogue, rows: Sequence[tuple[int, dict[str, str]]]
) -> tuple[list[pb.CatalogueItem], list[Difference]]:
    before = {each.code: each for each in now.items}
    after = {code: pb.CatalogueItem.FromString(each.SerializeToString()) for code, each in before.items()}
    differences = []
    for number, cells in rows:
        code = cells.get(CELLS["code"].title.zh, "").strip()
        if not code:
            raise SheetWrong(t("第 {n} 行没有代码", "Line {n} has no code", n=number))
        item = after.setdefault(code, pb.CatalogueItem(code=code, local=True))
        old = before.get(code, pb.CatalogueItem())
        try:
            for cell in CELLS.values():
                if cell.title.zh in cells:
                    cell.read(item, cells[cell.title.zh].strip())
        except ValueError as wrong:
            raise SheetWrong(t("第 {n} 行：{why}", "Line {n}: {why}", n=number, why=wrong)) from None
        changed = tuple(
            (str(cell.title), cell.write(old), cell.write(item))
            for cell in CELLS.values()
            if cell.write(old) != cell.write(item)
        )
        if changed:
            differences.append(Difference(item, code not in before, changed))
    return [after[code] for code in sorted(after)], differences


def _text(name: str) -> tuple[Callable[[pb.CatalogueItem], str], Callable[[pb.CatalogueItem, str], None]]:
    return lambda item: str(getattr(item, name)), lambda item, text: setattr(item, name, text)


def _flag(name: str) -> tuple[Callable[[pb.CatalogueItem], str], Callable[[pb.CatalogueItem, str], None]]:
    return (
        lambda item: YES if getattr(item, name) else "",
        lambda item, text: setattr(item, name, text.lower() in _YES),
    )


def _number(name: str) -> tuple[Callable[[pb.CatalogueItem], str], Callable[[pb.CatalogueItem, str], None]]:
    def take(item: pb.CatalogueItem, text: str) -> None:
        if text and whole(text.removesuffix(".0"), -1) < 0:
            raise ValueError(t("“{x}”不是整数", '"{x}" is not a whole number', x=text[:20]))
        setattr(item, name, whole(text.removesuffix(".0")))

    return lambda item: str(getattr(item, name) or ""), take


def _limit(
    urgency: str, stage: str
) -> tuple[Callable[[pb.CatalogueItem], str], Callable[[pb.CatalogueItem, str], None]]:
    def take(item: pb.CatalogueItem, text: str) -> None:
        if text or item.HasField(urgency):
            setattr(getattr(item, urgency), stage, text)

    return lambda item: str(getattr(getattr(item, urgency), stage)), take


def _take_kind(item: pb.CatalogueItem, text: str) -> None:
    for value, title in KINDS.items():
        if text in (title.zh, title.en):
            item.kind = value  # type: ignore[assignment]
            return
    if text:
        raise ValueError(
            t("“{x}”不是部件、事件、服务咨询或矛盾纠纷", '"{x}" is no kind of category', x=text[:20])
        )


def _take_words(item: pb.CatalogueItem, text: str) -> None:
    words = text.replace("，", ",").replace("、", ",").split(",")
    item.keywords[:] = [each.strip() for each in words if each.strip()]


def _kind_title(item: pb.CatalogueItem) -> str:
    return KINDS[item.kind].zh if item.kind in KINDS else ""


CELLS: dict[str, Cell] = {
    "code": Cell(Text("代码", "Code"), *_text("code")),
    "title_zh": Cell(Text("名称", "Title in Chinese"), *_text("title_zh")),
    "title_en": Cell(Text("英文名称", "Title in English"), *_text("title_en")),
    "kind": Cell(Text("性质", "Kind"), _kind_title, _take_kind),
    "leaf": Cell(Text("小类", "Leaf"), *_flag("leaf")),
    "standard_code": Cell(Text("国标代码", "National standard"), *_text("standard_code")),
    "line": Cell(Text("工作条线", "Line of work"), *_text("line")),
    **{
        f"{urgency}.{stage}": Cell(
            Text(f"{by.zh}{title.zh}时限", f"{by.en}: {title.en.lower()}"), *_limit(urgency, stage)
        )
        for urgency, by in URGENCIES.items()
        for stage, title in STAGES.items()
    },
    "legal_limit": Cell(Text("法定时限", "Legal limit"), *_text("legal_limit")),
    "paperwork_only": Cell(Text("仅材料", "Paperwork"), *_flag("paperwork_only")),
    "safety": Cell(Text("安全类", "Safety"), *_flag("safety")),
    "duplicate_metres": Cell(Text("重复距离米", "Same within metres"), *_number("duplicate_metres")),
    "duplicate_days": Cell(Text("重复天数", "Same within days"), *_number("duplicate_days")),
    "keywords": Cell(Text("推荐用词", "Suggested by"), lambda item: "、".join(item.keywords), _take_words),
    "retired": Cell(Text("停用", "Retired"), *_flag("retired")),
}
"""The sheet's columns; titles are Chinese in every language, since a sheet comes back as it went out."""
