"""Creating territories and changing what is known about one (DIR-01 to DIR-05)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.directory.edge import place_words as words
from services.directory.edge.dictionary_titles import options
from services.directory.edge.registers import get_territory, organisations, territories
from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.web.forms import Field, Form, Options
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import organisations_pb2
from wangge.directory.v1 import territories_pb2 as pb

EDIT = "directory.territory.edit"
_SETTLEMENTS = [(pb.Settlement.Name(each), title) for each, title in words.SETTLEMENTS.items()]
_POSTS = 200
HELP = Text(
    "带 * 的必须填写。户数超出规模规则时不会被拦下，但要写明原因。保存后立即生效，"
    "并通知使用该区域的各项业务。",
    "Fields with * are needed. Households outside the size rule do not stop you, but need a reason. "
    "What you save "
    "counts at once, and everything that uses the place hears of it.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    for rule in ("/territories/create", "/territories/<code>/create"):
        blueprint.add_url_rule(rule, view_func=create_territory, methods=["GET", "POST"])
    blueprint.add_url_rule("/territories/<code>/edit", view_func=edit_territory, methods=["GET", "POST"])


def details(prefix: str) -> list[Field]:
    """Fields that a place has when it is created and later alike."""
    return [
        Field(f"{prefix}type", Text("类型", "Type"), "choice", options("territory_type")),
        Field(f"{prefix}settlement", Text("城乡", "Urban or rural"), "choice", _SETTLEMENTS),
        Field(
            f"{prefix}households",
            Text("户数", "Households"),
            "number",
            help=Text("尚未统计的留空", "Leave empty while not counted"),
        ),
        Field(
            f"{prefix}size_rule",
            Text("规模规则", "Size rule"),
            "choice",
            options("size_rule"),
            help=Text("不选时按层级和城乡自动适用", "Chosen by level and settlement when left empty"),
        ),
        Field(
            f"{prefix}size_reason",
            Text("规模说明", "Reason for its size"),
            "area",
            help=Text("户数超出规则时必须说明", "Needed when the households lie outside the rule"),
        ),
        Field(
            f"{prefix}head_title",
            Text("负责人称谓", "Title of its head"),
            placeholder=Text("如：楼栋长", "Building head"),
        ),
    ]


@needs(EDIT)
def create_territory(code: str = "") -> Any:
    """A form for a place below ``code``, or for the prefecture itself."""
    parent = get_territory(code) if code else pb.Territory()
    levels = words.level_names(words.BELOW.get(parent.level, ()))
    below = parent.level not in (0, *list(words.LEVELS)[:3])
    code_help = Text("留空则自动编号", "Left empty, the next free one is taken") if below else None
    fields = [
        Field("territory.name", Text("名称", "Name"), required=True),
        Field("territory.level", Text("层级", "Level"), "radios", levels, required=True),
        Field(
            "territory.code",
            Text("代码", "Code"),
            "code",
            required=not below,
            help=code_help or Text("12 位行政区划代码", "The 12-digit division code"),
        ),
        *details("territory."),
        Field(
            "territory.centre",
            Text("中心位置", "Centre"),
            "point",
            placeholder=Text("经度,纬度", "longitude,latitude"),
        ),
    ]
    given = {"territory.level": levels[0][0] if levels else ""}
    if parent.settlement:
        given["territory.settlement"] = pb.Settlement.Name(parent.settlement)
    form = Form(pb.CreateTerritoryRequest(), fields, given)
    form.message.territory.parent_code = parent.code
    if request.method == "POST" and form.read():
        try:
            made = territories().CreateTerritory(form.message)
            return done(
                url_for(".show_territory", code=made.code), t("已新建{n}", "{n} was created", n=made.name)
            )
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    return _shown(
        form,
        t("在{n}下新建区域", "New place below {n}", n=parent.name)
        if code
        else t("新建区域", "New territory"),
        url_for(".show_territory", code=code) if code else url_for(".list_territories"),
    )


@needs(EDIT)
def edit_territory(code: str) -> Any:
    """A form with what is known about a place; its border has a page of its own."""
    place = get_territory(code)
    fields = [
        Field("etag", Text("", ""), "hidden"),
        Field("name", Text("名称", "Name"), required=True),
        *details(""),
        Field("post_in_charge", Text("负责岗位", "Post in charge"), "choice", _posts_of(code)),
        Field(
            "centre", Text("中心位置", "Centre"), "point", placeholder=Text("经度,纬度", "longitude,latitude")
        ),
    ]
    form = Form(pb.UpdateTerritoryRequest(), fields, _given(place))
    form.message.code = code
    if request.method == "POST" and form.read():
        for name in ("name", "type", "size_rule", "size_reason", "post_in_charge", "head_title"):
            setattr(form.message, name, form.value(name))
        for name in ("settlement", "households"):
            setattr(form.message, name, getattr(form.message, name))
        try:
            territories().UpdateTerritory(form.message)
            return done(url_for(".show_territory", code=code), t("已保存", "Saved"))
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    return _shown(form, t("修改{n}", "Edit {n}", n=place.name), url_for(".show_territory", code=code))


def _given(place: pb.Territory) -> dict[str, str]:
    centre = f"{place.centre.longitude:.7f},{place.centre.latitude:.7f}" if place.HasField("centre") else ""
    return {
        "etag": place.etag,
        "name": place.name,
        "type": place.type,
        "settlement": pb.Settlement.Name(place.settlement) if place.settlement else "",
        "households": str(place.households or ""),
        "size_rule": place.size_rule,
        "size_reason": place.size_reason,
        "head_title": place.head_title,
        "post_in_charge": place.post_in_charge,
        "centre": centre,
    }


def _posts_of(code: str) -> Options:
    answer = organisations().ListPosts(
        organisations_pb2.ListPostsRequest(territory_code=code, page_size=_POSTS)
    )
    return [
        (each.id, f"{each.title} {t('、', ', ').join(holder.name for holder in each.holders)}".strip())
        for each in answer.posts
    ]


def _shown(form: Form[Any], heading: str, cancel: str) -> tuple[str, int]:
    page = render_template(
        "directory/record_form.html", form=form, heading=heading, cancel=cancel, about=HELP
    )
    return page, 422 if request.method == "POST" else 200
