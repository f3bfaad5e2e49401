"""The case catalogue: what cases can be about, with limits; each change publishes a version (CASE-10)."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, render_template, request

from services.directory.edge.catalogue_words import KINDS, STAGES, URGENCIES, title_of
from services.directory.edge.registers import for_staff
from services.kernel.errors import Conflict, FieldProblem, Invalid
from services.kernel.web.asked import whole
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, has_service, needs, peer
from services.kernel.web.showing import limit
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import reference_pb2 as pb
from wangge.directory.v1 import reference_pb2_grpc

HOME = "/directory/catalogue"
EDIT = "directory.reference.edit"
_LIMIT_HELP = Text(
    "数字加单位：30m 分钟，4wh 工作小时，2wd 工作日，7d 自然日；空着沿用上级或“一般”。",
    "A number with its unit: 30m minutes, 4wh working hours, 2wd working days, 7d days; empty takes the "
    'value of the level above or of "normal".',
)
_KIND_OPTIONS = tuple((pb.CatalogueKind.Name(value), title) for value, title in KINDS.items())
_ABOUT = (
    Field("title_zh", Text("名称", "Title in Chinese")),
    Field("title_en", Text("英文名称", "Title in English")),
    Field("kind", Text("性质", "Kind"), "choice", options=_KIND_OPTIONS, required=True),
    Field("leaf", Text("可直接选用的小类（不再细分）", "A leaf: cases are of this category itself"), "check"),
    Field("standard_code", Text("国标代码", "Number in the national standard")),
    Field(
        "line",
        Text("工作条线", "Line of work"),
        help=Text(
            "哪条线的单位负责；空着用本类代码。", "Whose organisations answer; empty: the code itself."
        ),
    ),
)
_LIMITS = tuple(
    Field(f"{urgency}.{stage}", Text(f"{by.zh}·{title.zh}时限", f"{by.en}: {title.en.lower()}"), help=help_)
    for urgency, by in URGENCIES.items()
    for stage, title in STAGES.items()
    for help_ in [_LIMIT_HELP if (urgency, stage) == ("normal", "screening") else None]
)
_RULES = (
    Field(
        "legal_limit", Text("法定处置时限（承诺时限不得超过）", "Legal limit of handling (never exceeded)")
    ),
    Field("paperwork_only", Text("只需审核材料，不用现场核查", "Paperwork: no check on site"), "check"),
    Field("safety", Text("涉及人身或公共安全", "A matter of safety"), "check"),
    Field(
        "duplicate_metres",
        Text("重复判定距离（米）", "Metres within which reports may be the same"),
        "number",
    ),
    Field("duplicate_days", Text("重复判定天数", "Days within which reports may be the same"), "number"),
    Field("keywords", Text("推荐用词（每行一个）", "Words it is suggested by (one a line)"), "lines", rows=4),
    Field("outside_duty", Text("不属于政府职责", "Outside of government duty"), "check"),
    Field("outside_answer", Text("对群众的答复", "The answer people get"), "area"),
    Field("retired", Text("停用（不再受理新案件）", "Retired: no new cases"), "check"),
)
_NOTE = Field("note", Text("修改说明", "What is changed, and why"), apart=True, required=True)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/catalogue", view_func=catalogue)
    blueprint.add_url_rule("/catalogue/new", view_func=new_item, methods=["GET", "POST"])
    blueprint.add_url_rule("/catalogue/item/<code>", view_func=item)
    blueprint.add_url_rule("/catalogue/item/<code>/edit", view_func=edit_item, methods=["GET", "POST"])


def read(version: int = 0) -> pb.Catalogue:
    """A version of the catalogue; the newest unless told otherwise."""
    stub = peer(reference_pb2_grpc.ReferenceServiceStub, "directory")
    return stub.GetCatalogue(pb.GetCatalogueRequest(version=version))


def publish(items: Sequence[pb.CatalogueItem], note: str, based_on: int) -> pb.Catalogue:
    """A new version. Raises what the directory refuses: faults by item, or somebody else's newer version."""
    stub = peer(reference_pb2_grpc.ReferenceServiceStub, "directory")
    return stub.PublishCatalogue(pb.PublishCatalogueRequest(items=items, note=note, based_on=based_on))


@for_staff
def catalogue() -> str:
    """The tree, or what a search finds in it."""
    asked = " ".join(request.args.get("q", "").split())[:60]
    shown = read(whole(request.args.get("version", "")))
    kind = whole(request.args.get("kind", ""))
    found = [each for each in shown.items if (not kind or each.kind == kind) and _matches(each, asked)]
    return render_template(
        "directory/catalogue.html",
        catalogue=shown,
        lines=[_line(each) for each in sorted(found, key=lambda each: each.code)],
        asked=asked,
        kind=kind,
        kinds=KINDS,
        newest=not whole(request.args.get("version", "")),
        has_cases=has_service("cases"),
    )


@for_staff
def item(code: str) -> str:
    """One category with all its limits."""
    shown = read()
    return render_template(
        "directory/catalogue_item.html",
        item=_found(shown, code),
        above=[_found(shown, each) for each in _ways_up(code)],
        below=[each for each in shown.items if each.code.rpartition(".")[0] == code],
        stages=STAGES,
        urgencies=URGENCIES,
        kinds=KINDS,
        title_of=title_of,
        has_cases=has_service("cases"),
    )


@needs(EDIT)
def edit_item(code: str) -> Any:
    """Change a category; publishes."""
    now = read()
    before = _found(now, code)
    form = Form(pb.CatalogueItem(code=code, local=before.local), _fields(now.version), _values(before))
    heading = t("修改“{title}”", 'Change "{title}"', title=title_of(before))
    return _change(form, now, heading, f"{HOME}/item/{code}")


@needs(EDIT)
def new_item() -> Any:
    """A category of the county's own; publishes."""
    now = read()
    above = request.args.get("above", "")
    code = Field(
        "code",
        Text("代码", "Code"),
        "code",
        help=Text(
            "上级代码加点再加本级英文小写，如 event.noise.dance", "The code above, a dot, small letters"
        ),
    )
    given = {"code": f"{above}." if above else "", "leaf": "true"}
    parent = next((each for each in now.items if each.code == above), None)
    if parent is not None:
        given["kind"] = pb.CatalogueKind.Name(parent.kind)
    form = Form(pb.CatalogueItem(local=True), (code, *_fields(now.version)), given)
    return _change(form, now, t("新增类别", "A new category"), HOME)


def _change(form: Form[pb.CatalogueItem], now: pb.Catalogue, heading: str, back: str) -> Any:
    if request.method == "POST" and form.read():
        changed = form.message
        based_on = whole(form.value("based_on"))
        items = [each for each in now.items if each.code != changed.code]
        items.append(changed)
        items.sort(key=lambda each: each.code)
        if not form.value("note"):
            form.wrong("note", t("请写明修改原因", "Say why it is changed"))
        else:
            try:
                published = publish(items, form.value("note")[:400], based_on)
            except Invalid as refusal:
                form.refused(_of_item(refusal, items.index(changed)))
            except Conflict as refusal:
                form.refused(refusal)
            else:
                said = t(
                    "已发布第 {v} 版目录", "Version {v} of the catalogue is published", v=published.version
                )
                return done(f"{HOME}/item/{changed.code}", said)
    status = 422 if request.method == "POST" else 200
    about = t(
        "保存后立即发布新版目录：新案件按新版办理，在办案件仍按立案时的版本。",
        "Saving publishes a new version at once: new cases follow it, cases under way keep theirs.",
    )
    page = render_template(
        "directory/record_form.html",
        form=form,
        heading=heading,
        lead=about,
        about=about,
        submit=t("发布", "Publish"),
        cancel=back,
    )
    return page, status


def _of_item(refusal: Invalid, position: int) -> Invalid:
    """The faults of the changed item under its own field names; those of others as they are."""
    prefix = f"items[{position}]."
    mine = [dataclasses.replace(each, field=each.field.removeprefix(prefix)) for each in refusal.problems]
    kept = Invalid(*mine)
    kept.said = refusal.said
    return kept


def _fields(version: int) -> tuple[Field, ...]:
    hidden = Field("based_on", Text("", ""), "hidden", apart=True, initial=str(version))
    return (*_ABOUT, *_LIMITS, *_RULES, _NOTE, hidden)


def _values(shown: pb.CatalogueItem) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in (*_ABOUT, *_LIMITS, *_RULES):
        holder: Any = shown
        *way, last = field.name.split(".")
        for part in way:
            holder = getattr(holder, part)
        value = getattr(holder, last)
        if field.name == "kind":
            value = pb.CatalogueKind.Name(value)
        elif field.kind == "check":
            value = "true" if value else ""
        elif field.kind == "lines":
            value = list(value)
        values[field.name] = value or ""
    return values


def _found(shown: pb.Catalogue, code: str) -> pb.CatalogueItem:
    found = next((each for each in shown.items if each.code == code), None)
    if found is None:
        abort(404)
    return found


def _ways_up(code: str) -> list[str]:
    parts = code.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts))]


def _matches(each: pb.CatalogueItem, asked: str) -> bool:
    low = asked.lower()
    texts = (each.code, each.title_zh, each.title_en, each.standard_code, *each.keywords)
    return not low or any(low in text.lower() for text in texts)


def _line(each: pb.CatalogueItem) -> dict[str, Any]:
    return {
        "item": each,
        "title": title_of(each),
        "depth": each.code.count("."),
        "limits": [(title, limit(getattr(each, name).handling)) for name, title in URGENCIES.items()],
    }


def faults(refusal: Invalid, items: Sequence[pb.CatalogueItem]) -> list[tuple[str, FieldProblem]]:
    """Title of the item and its fault, for lists of many."""
    found = []
    for each in refusal.problems:
        number = each.field.partition("[")[2].partition("]")[0]
        title = title_of(items[int(number)]) if number.isdigit() and int(number) < len(items) else ""
        found.append((title, each))
    return found
