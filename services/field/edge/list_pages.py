"""One checklist of a county's own: its items, what the places attained, and that as a workbook (POP-33)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request

from services.field.edge import help_words as words
from services.field.edge import list_words
from services.field.edge.checklists import EDIT, VIEW, get, home_of, stub
from services.field.edge.lists import FILL
from services.kernel.tabular.export import Column, Kind
from services.kernel.web.pages import needs
from services.kernel.web.saving import workbook
from services.kernel.web.showing import as_moment
from services.kernel.web.texts import t
from wangge.field.v1 import fieldhelp_pb2 as pb


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/lists/<id>", view_func=one_list)
    blueprint.add_url_rule("/lists/<id>/attainment.xlsx", view_func=attainment_book)


@needs(FILL, VIEW, EDIT)
def one_list(id: str) -> Any:
    """Its items, and the places of the period that was asked for."""
    found = get(id)
    if not found.HasField("standing"):
        return redirect(home_of(found), 303)
    attained = None
    if found.state != pb.CHECKLIST_STATE_DRAFT:
        asked = pb.GetChecklistAttainmentRequest(id=id, period=request.args.get("period", "")[:10])
        attained = stub().GetChecklistAttainment(asked)
    ticks = sum(each.kind == pb.ITEM_KIND_TICK for each in found.items)
    return render_template(
        "field/list.html",
        checklist=found,
        words=words,
        titles=list_words,
        attained=attained,
        ticks=ticks,
    )


@needs(VIEW)
def attainment_book(id: str) -> Response:
    """What every place attained in a period, one line each; leaves an audit entry."""
    found = get(id)
    asked = pb.GetChecklistAttainmentRequest(id=id, period=request.args.get("period", "")[:10], export=True)
    attained = stub().GetChecklistAttainment(asked)
    columns = [
        Column("above", t("上级", "Above"), 24),
        Column("place", t("区域", "Place"), 24),
        Column("period", t("周期", "Period"), 16),
        Column("state", t("状态", "State"), 12),
        Column("ticked", t("打勾项数", "Ticked"), 10, Kind.NUMBER),
        *(Column(each.id, each.text, 18, _kind(each)) for each in found.items),
        Column("by", t("填报人", "By"), 12),
        Column("at", t("填报时间", "Time"), 18, Kind.DATETIME),
    ]
    name = f"{found.title}-{attained.period}.xlsx"
    return workbook(name, columns, _rows(found, attained), sheet=t("达标情况", "Attainment"))


def _rows(found: pb.Checklist, attained: pb.ChecklistAttainment) -> Iterator[dict[str, object]]:
    kinds = {each.id: each.kind for each in found.items}
    period = list_words.period(attained.period)
    for each in attained.rows:
        row: dict[str, object] = {"above": each.above_name, "place": each.name, "period": period}
        row["state"] = state_of(each)
        if each.result_id:
            row |= {"ticked": each.ticked, "by": each.filled_by_name, "at": as_moment(each.fill_time)}
        for answer in each.answers:
            number = kinds.get(answer.item_id) == pb.ITEM_KIND_NUMBER
            said = words.answer(kinds.get(answer.item_id, 0), answer.value)
            row[answer.item_id] = float(answer.value) if number and answer.value else said
        yield row


def state_of(place: pb.ChecklistAttainment.Place) -> str:
    """In words."""
    if place.result_id:
        return str(list_words.REVIEWS[place.review][0])
    return t("已退回，待重填", "returned") if place.returned else t("未填报", "not filled in")


def _kind(item: pb.ChecklistItem) -> Kind:
    return Kind.NUMBER if item.kind == pb.ITEM_KIND_NUMBER else Kind.TEXT
