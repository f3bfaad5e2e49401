"""Registering organisations, their elections and their recurring duties (DIR-11, DIR-12, DIR-17, DIR-36)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.directory.edge import lookups
from services.directory.edge import place_words as words
from services.directory.edge.dictionary_titles import options
from services.directory.edge.lines import line_title, offered
from services.directory.edge.registers import (
    get_organisation,
    organisation_name,
    organisations,
    place_name,
    put_refusal,
    renewed,
)
from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.showing import day
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import organisations_pb2 as pb

EDIT, COMPLETE = "directory.organisation.edit", "directory.duty.complete"
_KINDS = [(pb.OrganisationKind.Name(each), name) for each, name in words.ORGANISATION_KINDS.items()]
_POST_FORM = ["GET", "POST"]
_ABOUT = Text(
    "机构资料用于派遣案件和查找负责单位。“负责的案件类别”中，勾选上级类别就包含其下全部类别。",
    "Organisations are what cases are assigned to. Among the lines of work, a category holds all below it.",
)
_ABOUT_ELECTION = Text(
    "登记换届选举的日期、当选人和任期。", "Note when somebody was elected, who, and for how long."
)
_LINES = Field("organisation.lines", Text("负责的案件类别", "Lines of work"), "choices")
_MORE = Field(
    "one_more",
    Text("再加一个具体类别", "One more, in detail"),
    "lookup",
    source=lookups.LINES,
    titled=line_title,
    apart=True,
    placeholder=Text("输入类别名称", "Name of the category"),
    help=Text(
        "上级类别包含其下全部类别；只负责其中一种的在这里查找添加",
        "A category holds all below it; look up a single kind here",
    ),
)
_FIELDS = [
    Field("organisation.etag", Text("", ""), "hidden"),
    Field("organisation.name", Text("名称", "Name"), required=True),
    Field("organisation.code", Text("机构代码", "Code"), "code", required=True),
    Field("organisation.kind", Text("类别", "Kind"), "choice", _KINDS, required=True),
    Field(
        "organisation.territory_code",
        Text("所在区域", "Territory"),
        "lookup",
        required=True,
        source=lookups.TERRITORIES,
        titled=place_name,
        placeholder=Text("输入名称或代码", "Name or code"),
    ),
    Field(
        "organisation.parent_id",
        Text("上级机构", "Above it"),
        "lookup",
        source=lookups.ORGANISATIONS,
        titled=organisation_name,
        placeholder=Text("输入名称", "Name"),
    ),
    Field("organisation.duties", Text("职责", "Duties"), "area"),
    Field("organisation.contact", Text("联系方式", "Contact")),
    _LINES,
    Field(
        "organisation.body_layer",
        Text("自治层次", "Layer"),
        "choice",
        list(words.BODY_LAYERS.items()),
        help=Text("仅社区自治机构需要选择", "Only for bodies of a community"),
    ),
    Field(
        "organisation.governance_mode",
        Text("治理模式", "Governance mode"),
        "choice",
        options("governance_mode"),
    ),
    Field("organisation.term_from", Text("任期开始", "Term from"), "date"),
    Field("organisation.term_to", Text("任期结束", "Term to"), "date"),
]
_ACTIVE = Field("organisation.active", Text("在用", "Active"), "check")


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    for rule, view in (
        ("/organisations/create", create_organisation),
        ("/organisations/<id>/edit", edit_organisation),
        ("/organisations/<id>/elections", record_election),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=_POST_FORM)


@needs(EDIT)
def create_organisation() -> Any:
    """A new organisation; ``territory`` of the address is put in."""
    place = request.args.get("territory", "")[:24]
    form = Form(pb.CreateOrganisationRequest(), _fields(()), {"organisation.territory_code": place})
    if request.method == "POST" and _read(form):
        try:
            made = organisations().CreateOrganisation(form.message)
            return done(
                url_for(".show_organisation", id=made.id), t("已登记{n}", "{n} was registered", n=made.name)
            )
        except Refusal as refusal:
            _put(form, refusal)
    return _shown(form, t("登记机构", "Register an organisation"), url_for(".list_organisations"), _ABOUT)


@needs(EDIT)
def edit_organisation(id: str) -> Any:
    """Change an organisation."""
    body = get_organisation(id)
    form = Form(pb.UpdateOrganisationRequest(), [*_fields(body.lines), _ACTIVE], _given(body))
    renewed(form, body, "organisation")
    if request.method == "POST" and _read(form):
        try:
            organisations().UpdateOrganisation(form.message)
            return done(url_for(".show_organisation", id=id), t("已保存", "Saved"))
        except Refusal as refusal:
            _put(form, refusal)
    return _shown(form, t("修改{n}", "Edit {n}", n=body.name), url_for(".show_organisation", id=id), _ABOUT)


@needs(EDIT)
def record_election(id: str) -> Any:
    """Note an election."""
    body = get_organisation(id)
    fields = [
        Field("election.held_on", Text("选举日期", "Held on"), "date", required=True),
        Field(
            "election.elected",
            Text("当选人", "Elected"),
            "lines",
            required=True,
            help=Text("每行一人", "One name a line"),
        ),
        Field("election.term_to", Text("任期至", "Term until"), "date"),
    ]
    form = Form(pb.RecordElectionRequest(), fields)
    form.message.organisation_id = id
    if request.method == "POST" and form.read():
        try:
            organisations().RecordElection(form.message)
            return done(url_for(".show_organisation", id=id), t("选举已登记", "The election was noted"))
        except Refusal as refusal:
            _put(form, refusal)
    heading = t("登记{n}的选举", "Election of {n}", n=body.name)
    return _shown(form, heading, url_for(".show_organisation", id=id), _ABOUT_ELECTION)


def _fields(chosen: Iterable[str]) -> list[Field]:
    """The fields, with the categories to choose from and those chosen already."""
    lines = replace(_LINES, options=offered([*chosen, *request.form.getlist("organisation.lines")]))
    at = _FIELDS.index(_LINES)
    return [*_FIELDS[:at], lines, _MORE, *_FIELDS[at + 1 :]]


def _read(form: Form[Any]) -> bool:
    form.read()
    more = form.value("one_more")
    if more and more not in form.message.organisation.lines:
        form.message.organisation.lines.append(more)
    return form.ok


def _given(body: pb.Organisation) -> dict[str, Any]:
    names = (
        "etag",
        "name",
        "code",
        "territory_code",
        "parent_id",
        "duties",
        "contact",
        "body_layer",
        "governance_mode",
    )
    return {
        **{f"organisation.{each}": getattr(body, each) for each in names},
        "organisation.kind": pb.OrganisationKind.Name(body.kind),
        "organisation.lines": list(body.lines),
        "organisation.term_from": day(body.term_from),
        "organisation.term_to": day(body.term_to),
        "organisation.active": "1" if body.active else "",
    }


def _put(form: Form[Any], refusal: Refusal) -> None:
    if isinstance(refusal, Forbidden | NotFound):
        raise refusal
    put_refusal(
        form,
        refusal,
        directory_organisation_exists="organisation.code",
        directory_organisation_cycle="organisation.parent_id",
    )


def _shown(form: Form[Any], heading: str, cancel: str, about: Text) -> tuple[str, int]:
    page = render_template(
        "directory/record_form.html", form=form, heading=heading, cancel=cancel, about=about
    )
    return page, 422 if request.method == "POST" else 200
