"""Dictionaries: the list, one version's entries, and publishing the next version (DIR-04, DIR-16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from services.directory.edge.registers import for_staff, references
from services.kernel.errors import Forbidden, Invalid, NotFound, Refusal
from services.kernel.web.asked import whole
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t, titled
from wangge.directory.v1 import reference_pb2 as pb

EDIT = "directory.reference.edit"
_EMPTY_ROWS = 3
_VERSIONS = 20
_ENTRY = re.compile(r"dictionary\.entries\[(\d+)\]")
_TITLES = [
    Field("dictionary.title_zh", Text("名称", "Name in Chinese"), required=True),
    Field("dictionary.title_en", Text("英文名称", "Name in English")),
    Field("dictionary.version", Text("", ""), "hidden"),
    Field(
        "more",
        Text("成批添加", "Add many"),
        "area",
        apart=True,
        help=Text("每行一条：代码,中文名称,英文名称", "One a line: code,name in Chinese,name in English"),
    ),
]


@dataclass
class Row:
    """An entry being edited; ``kept`` ones were published and can only be retired."""

    code: str = ""
    title_zh: str = ""
    title_en: str = ""
    parent_code: str = ""
    attributes: str = ""
    retired: bool = False
    kept: bool = False
    problems: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing was written in it."""
        return not (self.code or self.title_zh or self.title_en or self.attributes)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/dictionaries", view_func=list_dictionaries)
    blueprint.add_url_rule("/dictionaries/create", view_func=create_dictionary, methods=["GET", "POST"])
    blueprint.add_url_rule("/dictionaries/<name>", view_func=show_dictionary)
    blueprint.add_url_rule("/dictionaries/<name>/edit", view_func=edit_dictionary, methods=["GET", "POST"])


@for_staff
def list_dictionaries() -> str:
    """All dictionaries."""
    answer = references().ListDictionaries(pb.ListDictionariesRequest())
    return render_template(
        "directory/dictionaries.html",
        dictionaries=answer.dictionaries,
        name_of=name_of,
        may_edit=g.may(EDIT),
    )


@for_staff
def show_dictionary(name: str) -> str:
    """The entries of a dictionary in its latest version, or in the one asked for."""
    asked = request.args.get("version", "0")
    shown = _get(name, whole(asked))
    latest = _get(name) if asked != "0" else shown
    versions = range(latest.version, max(0, latest.version - _VERSIONS), -1)
    return render_template(
        "directory/dictionary.html",
        shown=shown,
        latest=latest,
        versions=versions,
        title=name_of(shown),
        titles={each.code: each.title_zh for each in shown.entries},
        may_edit=g.may(EDIT),
    )


@needs(EDIT)
def create_dictionary() -> Any:
    """The first version of a new dictionary."""
    fields = [
        Field(
            "dictionary.name",
            Text("代码", "Code"),
            "code",
            help=Text("小写英文、数字和下划线，发布后不能改", "Small letters, digits, underscores; it stays"),
        ),
        *_TITLES,
    ]
    form = Form(pb.PublishDictionaryRequest(), fields)
    rows = _sent_rows() if request.method == "POST" else [Row() for _ in range(_EMPTY_ROWS)]
    if request.method == "POST" and form.read() and _publish(form, rows):
        name = form.message.dictionary.name
        return done(url_for(".show_dictionary", name=name), t("字典已发布", "The dictionary was published"))
    return _shown(form, rows, t("新建字典", "New dictionary"), url_for(".list_dictionaries"))


@needs(EDIT)
def edit_dictionary(name: str) -> Any:
    """Edit the entries; saving publishes the next version."""
    latest = _get(name)
    given = {
        "dictionary.title_zh": latest.title_zh,
        "dictionary.title_en": latest.title_en,
        "dictionary.version": str(latest.version),
    }
    form = Form(pb.PublishDictionaryRequest(), _TITLES, given)
    form.message.dictionary.name = name
    kept = {each.code for each in latest.entries}
    if request.method == "POST":
        rows = _sent_rows()
        for row in rows:
            row.kept = row.code in kept
        if form.read() and _publish(form, rows):
            told = t("已发布第 {v} 版", "Version {v} was published", v=form.message.dictionary.version + 1)
            return done(url_for(".show_dictionary", name=name), told)
    else:
        rows = [_row(each) for each in latest.entries] + [Row() for _ in range(_EMPTY_ROWS)]
    heading = t("修改字典：{n}", "Edit the dictionary: {n}", n=name_of(latest))
    return _shown(form, rows, heading, url_for(".show_dictionary", name=name))


def name_of(dictionary: pb.Dictionary) -> str:
    """A dictionary in the reader's language."""
    return titled(dictionary.title_zh, dictionary.title_en) or dictionary.name


def _get(name: str, version: int = 0) -> pb.Dictionary:
    try:
        return references().GetDictionary(pb.GetDictionaryRequest(name=name, version=version))  # type: ignore[no-any-return]
    except Invalid as refusal:
        raise NotFound() from refusal


def _row(entry: pb.DictionaryEntry) -> Row:
    return Row(
        entry.code, entry.title_zh, entry.title_en, entry.parent_code, entry.attributes, entry.retired, True
    )


def _sent_rows() -> list[Row]:
    """The rows as sent, those without any text left out; then the lines of the text for many."""
    names = ("code", "title_zh", "title_en", "parent_code", "attributes")
    columns = [[each.strip() for each in request.form.getlist(name)] for name in names]
    retired = set(request.form.getlist("retired"))
    rows = [Row(*cells) for cells in zip(*columns, strict=False)]
    for line in request.form.get("more", "").splitlines():
        cells = [each.strip() for each in line.replace("，", ",").split(",", 2)]
        code, zh, en = (*cells, "", "")[:3]
        rows.append(Row(code, zh, en))
    rows = [row for row in rows if not row.empty]
    for row in rows:
        row.retired = row.code in retired
    return rows


def _publish(form: Form[pb.PublishDictionaryRequest], rows: list[Row]) -> bool:
    wanted = form.message.dictionary
    for row in rows:
        wanted.entries.add(
            code=row.code,
            title_zh=row.title_zh,
            title_en=row.title_en,
            parent_code=row.parent_code,
            attributes=row.attributes,
            retired=row.retired,
        )
    try:
        references().PublishDictionary(form.message)
        return True
    except (Forbidden, NotFound):
        raise
    except Refusal as refusal:
        _put(form, rows, refusal)
        return False


def _put(form: Form[Any], rows: list[Row], refusal: Refusal) -> None:
    """What is wrong with an entry stands in its row, the rest at the fields or above the form."""
    left = []
    for each in getattr(refusal, "problems", ()):
        found = _ENTRY.match(each.field)
        if found and int(found[1]) < len(rows):
            rows[int(found[1])].problems.append(each.details.get("description") or each.code)
        else:
            left.append(each)
    if left or not getattr(refusal, "problems", ()):
        form.refused(Invalid(*left) if left else refusal)
    else:
        form.problem = t("有条目需要修改，见红字", "Some entries need mending: see the red text")


def _shown(form: Form[Any], rows: list[Row], heading: str, cancel: str) -> tuple[str, int]:
    if request.method == "POST":
        rows = [*rows, *(Row() for _ in range(_EMPTY_ROWS))]
        form._values["more"] = []  # its lines are rows now
    page = render_template(
        "directory/dictionary_edit.html", form=form, rows=rows, heading=heading, cancel=cancel
    )
    return page, 422 if request.method == "POST" else 200
