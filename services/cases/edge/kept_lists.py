"""Lists that somebody keeps under a name, and the columns this browser shows (CASE-02)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from services.cases.edge.criteria import ORDERS, VIEWS, Criteria
from services.cases.edge.criteria_words import chips_of
from services.kernel.errors import NotFound, Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc

COOKIE = "wangge_case_columns"
COLUMNS: Mapping[str, Text] = {
    "number": Text("编号", "Number"),
    "category_title": Text("类别", "Category"),
    "state": Text("状态", "State"),
    "light": Text("时限", "Limit"),
    "grid_name": Text("地点", "Place"),
    "holder_name": Text("办理单位", "Held by"),
    "level": Text("层级", "Level"),
    "channel": Text("来源", "Channel"),
    "urgency": Text("紧急程度", "Urgency"),
    "create_time": Text("上报时间", "Reported"),
    "update_time": Text("更新时间", "Changed"),
    "due_time": Text("期限", "Due"),
    "reworks": Text("返工次数", "Redone"),
}
"""Fields of CaseSummary that may be shown beside the title."""
USUAL = ("number", "category_title", "state", "light", "grid_name", "holder_name", "create_time")
_SAVE = (
    Field(
        "saved_filter.name",
        Text("名称", "Name"),
        placeholder=Text("例如：本街道超时案件", "Such as: overdue here"),
    ),
    Field("replace", Text("用现在的条件替换原来的列表", "Replace the kept list"), "check", apart=True),
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""

    @blueprint.route("/list/save", methods=["GET", "POST"])
    @needs()
    def save_filter() -> Any:
        asked = Criteria.of_request(request.args)
        before = next((each for each in _filters() if each.id == request.args.get("saved")), None)
        message = pb.SaveFilterRequest(saved_filter=_filter_of(asked))
        specs = _SAVE if before is not None else _SAVE[:1]
        form = Form(message, specs, {"saved_filter.name": before.name if before is not None else ""})
        if request.method == "POST" and form.read():
            if before is not None and form.value("replace"):
                message.saved_filter.id, message.saved_filter.etag = before.id, before.etag
            try:
                kept = peer(cases_pb2_grpc.CaseServiceStub, "cases").SaveFilter(message)
                return done(asked.address(saved=kept.id), t("列表已保存", "The list is kept"))
            except Refusal as refusal:
                form.refused(refusal)
        page = render_template("cases/list_save.html", form=form, back=asked.address(), chips=chips_of(asked))
        return page, 422 if request.method == "POST" else 200

    @blueprint.get("/list/filters")
    @needs()
    def kept_filters() -> str:
        return render_template("cases/list_filters.html", saved=kept_lists())

    @blueprint.post("/list/filters/<id>/delete")
    @needs()
    def delete_filter(id: str) -> Response:
        try:
            peer(cases_pb2_grpc.CaseServiceStub, "cases").DeleteFilter(pb.DeleteFilterRequest(id=id))
        except NotFound:
            return done("/cases/list", t("这个列表已经删除", "The list was removed already"))
        return done("/cases/list", t("列表已删除", "The list was removed"))


def chosen_columns() -> list[str]:
    """What is shown: as just chosen, as this browser remembers, or the usual."""
    chosen = request.args.getlist("columns") or request.cookies.get(COOKIE, "").split(".")
    known = [each for each in COLUMNS if each in chosen]
    return known or list(USUAL)


def _filters() -> Sequence[pb.SavedFilter]:
    stub = peer(cases_pb2_grpc.CaseServiceStub, "cases")
    return stub.ListFilters(pb.ListFiltersRequest()).saved_filters


def kept_lists(known: Sequence[pb.SavedFilter] | None = None) -> list[tuple[pb.SavedFilter, str]]:
    """The reader's kept lists with their addresses; ``known`` where an answer brought them already."""
    found = []
    for each in _filters() if known is None else known:
        asked = replace(
            Criteria.of_filter(each.filter),
            q=each.query,
            order=each.order_by if each.order_by in ORDERS else "",
            view=each.view if each.view in VIEWS[1:] else "",
        )
        address = asked.address(saved=each.id)
        columns = urlencode([("columns", column) for column in each.columns if column in COLUMNS])
        found.append((each, f"{address}&{columns}" if columns else address))
    return found


def _filter_of(asked: Criteria) -> pb.SavedFilter:
    return pb.SavedFilter(
        filter=asked.filter(), query=asked.q, order_by=asked.order, view=asked.view, columns=chosen_columns()
    )
