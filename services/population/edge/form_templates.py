"""Templates of reports: from an Excel file with placeholders, or typed as rows of cells."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from services.kernel.errors import Forbidden, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from services.population.edge.forms import EDIT, HOME, LEVELS, PERIODS, stub
from services.population.edge.register import own_codes, place_name
from wangge.population.v1 import forms_pb2 as pb


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/forms/templates", view_func=form_templates)
    blueprint.add_url_rule("/forms/templates/new", view_func=edit_template, methods=both)
    blueprint.add_url_rule(
        "/forms/template/<code>", view_func=edit_template, methods=both, endpoint="change_template"
    )
    blueprint.add_url_rule("/forms/template/<code>/retire", view_func=retire_template, methods=["POST"])


@needs(EDIT)
def form_templates() -> str:
    """Those asked for in the reader's ground."""
    found = stub().ListTemplates(pb.ListTemplatesRequest()).templates
    return render_template("population/form_templates.html", found=found, periods=PERIODS, levels=LEVELS)


@needs(EDIT)
def edit_template(code: str = "") -> Any:
    """A new template, or a new version of one."""
    found = stub().GetTemplate(pb.GetTemplateRequest(code=code)) if code else pb.FormTemplate()
    own = [each for each in own_codes(EDIT) if each]
    places = [(each, place_name(each)) for each in dict.fromkeys([*own, found.territory_code]) if each]
    given = {
        "code": found.code,
        "title": found.title,
        "period": found.period or "monthly",
        "level": found.level or "community",
        "due_day": str(found.due_day or 5),
        "territory_code": found.territory_code or (places[0][0] if places else ""),
        "cells": "\n".join("｜".join(row.cells) for row in found.layout),
    }
    form = Form(pb.SaveTemplateRequest(), _fields(places, new=not code), given)
    if request.method == "POST" and form.read():
        files = form.files("file")
        if files:
            form.message.file = files[0].read(2_000_001)
        else:
            for line in _lines():
                form.message.layout.add(cells=[each.strip() for each in line.replace("|", "｜").split("｜")])
        if code:
            form.message.code = code
        try:
            stub().SaveTemplate(form.message)
            return done(f"{HOME}/templates", t("模板已保存", "The template was saved"))
        except (Forbidden, NotFound, Unauthenticated, Unavailable):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    page = render_template("population/form_template.html", form=form, code=code, found=found)
    return page, 422 if request.method == "POST" else 200


@needs(EDIT)
def retire_template(code: str) -> Any:
    """Asked for no more."""
    stub().RetireTemplate(pb.RetireTemplateRequest(code=code))
    return done(f"{HOME}/templates", t("模板已停用", "The template was retired"))


def _lines() -> list[str]:
    return request.form.get("cells", "").replace("\r\n", "\n").split("\n")


def _fields(places: list[tuple[str, str]], *, new: bool) -> list[Field]:
    code = Field(
        "code",
        Text("编号", "Code"),
        "code",
        help=Text("小写字母、数字和短横线，如 monthly-people。", "Small letters, digits and hyphens."),
    )
    return [
        *([code] if new else []),
        Field("title", Text("报表名称", "Title")),
        Field("period", Text("周期", "How often"), "choice", list(PERIODS.items()), True),
        Field("level", Text("由谁填报", "Filled by"), "choice", list(LEVELS.items()), True),
        Field(
            "due_day",
            Text("期满后第几天截止", "Due so many days after the period"),
            "number",
        ),
        Field("territory_code", Text("适用辖区", "Where"), "choice", places, True),
        Field(
            "file",
            Text("Excel 模板（可选）", "Excel file (if any)"),
            "files",
            apart=True,
            accept=".xlsx,.xls,.ods",
        ),
        Field(
            "cells",
            Text("或直接填写表格", "Or type the table"),
            "area",
            rows=12,
            apart=True,
            help=Text(
                "每行一行，单元格之间用｜隔开；填充项写在双花括号里，写法见帮助。",
                "A line for each row, cells parted by |; placeholders stand in double braces, see the help.",
            ),
        ),
    ]
