"""Splitting and merging grids, and checking a division (DIR-05 to DIR-07)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.directory.edge import place_words as words
from services.directory.edge.asking import ETAG, REASON
from services.directory.edge.cutting import MOST_PARTS, Cut, cut_area, read_cut
from services.directory.edge.dictionary_titles import title
from services.directory.edge.registers import (
    get_territory,
    place_names,
    put_refusal,
    superiors,
    territories,
)
from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import territories_pb2 as pb
from wangge.types.v1 import types_pb2

VIEW, EDIT = "directory.territory.view", "directory.territory.edit"
_MOST_CUTS = 10
_NAMED = 300


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    for name, view in (("split", split_grid), ("merge", merge_grids)):
        blueprint.add_url_rule(f"/territories/<code>/{name}", view_func=view, methods=["GET", "POST"])
    blueprint.add_url_rule("/territories/<code>/check", view_func=check_division)


@needs(EDIT)
def split_grid(code: str) -> Any:
    """Cut a grid by straight lines, name the parts, say why."""
    grid = get_territory(code)
    cuts = _cuts()
    borders = cut_area(grid.boundary, cuts) if grid.boundary else []
    form = Form(pb.SplitGridRequest(), [ETAG, REASON], {"etag": grid.etag})
    form.message.code = code
    parts = _parts(grid, borders)
    if request.method == "POST" and form.read() and _read_parts(form, parts):
        try:
            answer = territories().SplitGrid(form.message)
            names = t("、", ", ").join(each.name for each in answer.created)
            told = t("{n}已拆分为：{names}", "{n} was split into {names}", n=grid.name, names=names)
            return done(url_for(".show_territory", code=grid.parent_code), told)
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    page = render_template(
        "directory/grid_split.html",
        form=form,
        chosen=grid,
        above=superiors(grid),
        cuts=cuts,
        parts=parts,
        can_cut=bool(grid.boundary),
        ready=len(parts) > 1 or not grid.boundary,
        most=MOST_PARTS,
    )
    return page, 422 if request.method == "POST" else 200


@needs(EDIT)
def merge_grids(code: str) -> Any:
    """Choose grids of one community, name what they become, say why."""
    parent = get_territory(code)
    answer = territories().ListTerritories(
        pb.ListTerritoriesRequest(parent_code=code, level=types_pb2.LEVEL_GRID, page_size=_NAMED)
    )
    options = [
        (
            each.code,
            t("{n}（{h} 户）", "{n} ({h} households)", n=each.name, h=each.households)
            if each.households
            else each.name,
        )
        for each in answer.territories
    ]
    fields = [
        Field("codes", Text("要合并的网格", "Grids to merge"), "choices", options, required=True),
        Field("name", Text("合并后的名称", "Name of the new grid")),
        REASON,
    ]
    form = Form(pb.MergeGridsRequest(), fields)
    if request.method == "POST" and form.read():
        try:
            made = territories().MergeGrids(form.message).created[0]
            return done(
                url_for(".show_territory", code=made.code), t("已合并为{n}", "Merged into {n}", n=made.name)
            )
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            put_refusal(form, refusal, directory_not_one_community="codes")
    page = render_template(
        "directory/grid_merge.html", form=form, chosen=parent, above=superiors(parent), grids=len(options)
    )
    return page, 422 if request.method == "POST" else 200


@needs(VIEW)
def check_division(code: str) -> str:
    """What is open before a division can go live, and what should be looked at."""
    chosen = get_territory(code)
    found = territories().CheckDivision(pb.CheckDivisionRequest(code=code))
    named = [
        *found.grids_without_head,
        *found.grids_without_boundary,
        *found.communities_without_grids,
        *(each.code for each in found.size_warnings),
        *(each.code for each in found.staff_warnings),
        *(code for each in found.overlaps for code in (each.first_code, each.second_code)),
    ]
    return render_template(
        "directory/division_check.html",
        chosen=chosen,
        above=superiors(chosen),
        found=found,
        names=place_names(list(dict.fromkeys(named))[:_NAMED]),
        words=words,
        title=title,
    )


def _cuts() -> list[Cut]:
    """The cuts that the address has, as two points each; unreadable ones are left out."""
    pairs = zip(request.args.getlist("from"), request.args.getlist("to"), strict=False)
    return [cut for first, second in pairs if (cut := read_cut(first[:60], second[:60]))][:_MOST_CUTS]


def _parts(grid: pb.Territory, borders: list[str]) -> list[dict[str, str]]:
    """The parts as drawn, with what was sent about them."""
    count = len(borders) if grid.boundary else max(2, min(MOST_PARTS, len(request.form.getlist("part_name"))))
    names, households = request.form.getlist("part_name"), request.form.getlist("part_households")
    return [
        {
            "name": names[number].strip() if number < len(names) else f"{grid.name}-{number + 1}",
            "households": households[number].strip() if number < len(households) else "",
            "boundary": borders[number] if borders else "",
            "problem": "",
        }
        for number in range(count)
    ]


def _read_parts(form: Form[pb.SplitGridRequest], parts: list[dict[str, str]]) -> bool:
    for part in parts:
        if not part["name"]:
            part["problem"] = t("请填写名称", "Give a name")
        elif part["households"] and not (part["households"].isascii() and part["households"].isdigit()):
            part["problem"] = t("户数请填写整数", "Give the households as a whole number")
        else:
            form.message.parts.add(
                name=part["name"], households=int(part["households"][:7] or 0), boundary=part["boundary"]
            )
    return not any(part["problem"] for part in parts)
