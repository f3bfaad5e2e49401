"""What campaigns found: sheets as a list, as a workbook, and one by one (FLD-13)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request

from services.field.edge import help_words as words
from services.field.edge.checklists import EDIT, HOME, VIEW, get, stub
from services.field.edge.places import place_names
from services.kernel.tabular.export import Column, Kind
from services.kernel.web import saving
from services.kernel.web.pages import has_service, needs
from services.kernel.web.showing import as_moment
from services.kernel.web.texts import t
from wangge.field.v1 import fieldhelp_pb2 as pb

_PAGE, _WHOLE = 50, 500
_MOST = 20_000
"""Rows of one workbook: what a request may take to write."""


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/checklists/<id>/results", view_func=results)
    blueprint.add_url_rule("/checklists/<id>/results.xlsx", view_func=workbook)
    blueprint.add_url_rule("/checklists/results/<id>", view_func=result)


@needs(VIEW, EDIT)
def results(id: str) -> str:
    """Newest first."""
    found = get(id)
    asked = _asked(id, _PAGE)
    asked.page_token = request.args.get("page_token", "")[:1000]
    answer = stub().ListChecklistResults(asked)
    pairs = [each for each in _chosen() if each[1]]
    more = [*pairs, ("page_token", answer.next_page_token)]
    return render_template(
        "field/checklist_results.html",
        checklist=found,
        rows=answer.results,
        names=place_names(each.territory_code for each in answer.results),
        only_alarms=asked.only_alarms,
        territory=asked.territory_code,
        query=urlencode(pairs),
        next_address=f"{HOME}/{id}/results?{urlencode(more)}" if answer.next_page_token else "",
        first_address=f"{HOME}/{id}/results?{urlencode(pairs)}" if asked.page_token else "",
    )


@needs(VIEW, EDIT)
def result(id: str) -> Any:
    """One sheet with its answers and pictures."""
    found = stub().GetChecklistResult(pb.GetChecklistResultRequest(id=id))
    checklist = get(found.checklist_id)
    if checklist.HasField("standing"):
        return redirect(f"/field/lists/sheet/{id}", 303)
    answers = {each.item_id: each for each in found.answers}
    return render_template(
        "field/checklist_result.html",
        sheet=found,
        checklist=checklist,
        place=place_names([found.territory_code])[found.territory_code],
        lines=[(item, answers.get(item.id)) for item in checklist.items],
        words=words,
        with_cases=has_service("cases"),
    )


@needs(VIEW)
def workbook(id: str) -> Response:
    """All sheets, one line each; leaves an audit entry."""
    checklist = get(id)
    columns = [
        Column("at", t("时间", "Time"), 18, Kind.DATETIME),
        Column("place", t("网格", "Grid"), 24),
        Column("object", t("排查对象", "Object"), 30),
        Column("room", t("房号", "Room"), 10),
        *(Column(item.id, item.text, 16, _kind(item)) for item in checklist.items),
        Column("alarms", t("问题数", "Problems"), 10, Kind.NUMBER),
        Column("cases", t("已成案", "Cases"), 10, Kind.NUMBER),
        Column("by", t("填报人", "By"), 12),
    ]
    name = f"{checklist.title}-{checklist.first_day}.xlsx"
    return saving.workbook(name, columns, _rows(checklist), sheet=t("排查结果", "Results"))


def _rows(checklist: pb.Checklist) -> Iterator[dict[str, object]]:
    asked = _asked(checklist.id, _WHOLE)
    asked.export = True
    kinds = {item.id: item.kind for item in checklist.items}
    names: dict[str, str] = {}
    for _ in range(_MOST // _WHOLE):
        answer = stub().ListChecklistResults(asked)
        names |= place_names(
            each.territory_code for each in answer.results if each.territory_code not in names
        )
        for each in answer.results:
            row: dict[str, object] = {
                "at": as_moment(each.at),
                "place": names[each.territory_code],
                "object": each.object,
                "room": each.room,
                "alarms": each.alarms,
                "cases": each.cases,
                "by": each.by_name,
            }
            for found in each.answers:
                row[found.item_id] = _value(kinds.get(found.item_id, 0), found.value)
            yield row
        if not answer.next_page_token:
            return
        asked.page_token = answer.next_page_token


def _value(kind: int, value: str) -> object:
    if kind == pb.ITEM_KIND_NUMBER:
        return float(value) if value else None
    return words.answer(kind, value)


def _kind(item: pb.ChecklistItem) -> Kind:
    return Kind.NUMBER if item.kind == pb.ITEM_KIND_NUMBER else Kind.TEXT


def _asked(id: str, size: int) -> pb.ListChecklistResultsRequest:
    chosen: dict[str, Any] = dict(_chosen())
    return pb.ListChecklistResultsRequest(
        checklist_id=id,
        only_alarms=bool(chosen["alarms"]),
        territory_code=chosen["territory"],
        page_size=size,
    )


def _chosen() -> list[tuple[str, str]]:
    territory = request.args.get("territory", "")
    known = territory.isascii() and territory.isdigit() and len(territory) <= 24
    return [("territory", territory if known else ""), ("alarms", "1" if request.args.get("alarms") else "")]
