"""Forms that register service items, brands and what they did, and needs of units (POP-31)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request
from markupsafe import Markup

from services.kernel.territory_codes import path_of
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text, t
from services.population.edge import acts
from services.population.edge import need_words as titles
from services.population.edge.demand import BRANDS, EDIT, ITEMS, own_code, stub
from services.population.edge.families import GROUNDS, grounds
from services.population.edge.people import single_places
from services.population.edge.register import children
from wangge.population.v1 import demand_pb2 as pb
from wangge.population.v1 import establishments_pb2

_COMMUNITY = 12


def add(blueprint: Blueprint) -> None:
    """Add the forms."""
    for path, view in (
        ("/statistics/items/new", new_item),
        ("/statistics/item/<item>/change", change_item),
        ("/statistics/brands/new", new_brand),
        ("/statistics/brand/<brand>/change", change_brand),
        ("/statistics/brand/<brand>/activity", note_activity),
        ("/establishment/<unit>/need", state_need),
        ("/establishment/<unit>/need/<need>/meet", meet_need),
    ):
        blueprint.add_url_rule(path, view_func=view, methods=["GET", "POST"])


@needs(EDIT)
def new_item() -> Any:
    """A service item."""
    given = {"item.territory_code": own_code(), "item.kind": request.args.get("kind", "")}
    return _item(
        Form(pb.PutServiceItemRequest(), _item_fields(), given), t("登记服务项目", "Register a service item")
    )


@needs(EDIT)
def change_item(item: str) -> Any:
    """What is said of an item; it ends by its last day."""
    found = stub().GetServiceItem(pb.GetServiceItemRequest(id=item[:41]))
    message = pb.PutServiceItemRequest()
    message.item.id = item
    given = {
        "item.etag": found.etag,
        "item.territory_code": found.territory_code,
        "item.name": found.name,
        "item.kind": pb.NeedKind.Name(found.kind),
        "item.offered_by": found.offered_by,
        "item.capacity": found.capacity or "",
        "item.from_day": found.from_day,
        "item.to_day": found.to_day,
    }
    form = Form(message, _item_fields(found.territory_code), given)
    return _item(form, t("变更服务项目", "Change the service item"))


@needs(EDIT)
def new_brand() -> Any:
    """A community's brand."""
    code = own_code()
    form = Form(pb.PutVolunteerBrandRequest(), _brand_fields(), {"brand.territory_code": code})
    return _brand(form, t("登记志愿服务品牌", "Register a volunteer brand"), BRANDS)


@needs(EDIT)
def change_brand(brand: str) -> Any:
    """What is said of a brand; ticked it is kept no more."""
    found = stub().GetVolunteerBrand(pb.GetVolunteerBrandRequest(id=brand[:41]))
    message = pb.PutVolunteerBrandRequest()
    message.brand.id = brand
    names = ("etag", "territory_code", "name", "what", "since", "contact_post")
    given = {f"brand.{name}": getattr(found, name) for name in names}
    ended = Field("brand.ended", Text("不再保留这个品牌", "It is kept no more"), "check")
    form = Form(message, [*_brand_fields(found.territory_code), ended], given)
    return _brand(form, t("变更志愿服务品牌", "Change the brand"), f"/population/statistics/brand/{brand}")


@needs(EDIT)
def note_activity(brand: str) -> Any:
    """Something the brand did."""
    found = stub().GetVolunteerBrand(pb.GetVolunteerBrandRequest(id=brand[:41]))
    fields = [
        Field("day", Text("日期", "Day"), "date", help=Text("不填为今天。", "Today when left empty.")),
        Field("what", Text("做了什么", "What was done"), "area", rows=2),
        Field("volunteers", Text("志愿者人数", "Volunteers"), "number"),
        Field("served", Text("服务人次", "People served"), "number"),
    ]
    return acts.answered(
        Form(pb.NoteBrandActivityRequest(id=brand), fields),
        stub().NoteBrandActivity,
        lambda made: f"/population/statistics/brand/{made.id}",
        title=t("记录活动", "Note an activity"),
        said=t("活动已记录", "The activity was noted"),
        told=t("只记人数，不记服务对象姓名。", "Numbers only: nobody who was served is named."),
        submit=t("保存", "Save"),
        back=f"/population/statistics/brand/{brand}",
        about=found.name,
    )


@needs(GROUNDS)
def state_need(unit: str) -> Any:
    """What a unit says it needs."""
    found = grounds().GetEstablishment(establishments_pb2.GetEstablishmentRequest(id=unit))
    fields = [
        Field("kind", Text("类型", "Kind"), "choice", titles.need_options(), True),
        Field("text", Text("需要什么", "What is needed"), "area", rows=3),
    ]
    return acts.answered(
        Form(pb.StateUnitNeedRequest(establishment_id=unit), fields),
        stub().StateUnitNeed,
        lambda made: f"/population/establishment/{unit}",
        title=t("登记单位需求", "Note what the unit needs"),
        said=t("单位需求已登记", "The need was noted"),
        told=t(
            "计入服务需求分析；办好后在单位页面标记办结。", "It counts in the service demand until it is met."
        ),
        submit=t("保存", "Save"),
        back=f"/population/establishment/{unit}",
        about=found.name,
    )


@needs(GROUNDS)
def meet_need(unit: str, need: str) -> Any:
    """It was met, or is needed no longer."""
    etag = request.args.get("etag", "")[:40]
    answer = Field("answer", Text("办理结果", "What came of it"), "area", rows=3)
    return acts.answered(
        Form(pb.MeetUnitNeedRequest(id=need), [acts.ETAG, answer], {"etag": etag}),
        stub().MeetUnitNeed,
        lambda made: f"/population/establishment/{unit}",
        title=t("办结单位需求", "The need was met"),
        said=t("已办结", "Met"),
        submit=t("保存", "Save"),
        back=f"/population/establishment/{unit}",
    )


def unit_part(unit: str) -> Markup:
    """A unit's needs, for its page."""
    found = stub().ListUnitNeeds(pb.ListUnitNeedsRequest(establishment_id=unit)).needs
    part = render_template(
        "population/unit_needs.html", needs=found, unit=unit, titles=titles, may_edit=g.may(GROUNDS)
    )
    return Markup(part)


def _item(form: Form[Any], title: str) -> Any:
    return acts.answered(
        form,
        stub().PutServiceItem,
        lambda made: ITEMS,
        title=title,
        said=t("服务项目已保存", "The service item was saved"),
        submit=t("保存", "Save"),
        back=ITEMS,
        help=t(
            "服务能力是同时能服务的人数（户数、单位数），不限就不填。填结束日期后不再计入。",
            "Capacity is how many it serves at a time, empty for no limit. It counts until its last day.",
        ),
    )


def _brand(form: Form[Any], title: str, back: str) -> Any:
    return acts.answered(
        form,
        stub().PutVolunteerBrand,
        lambda made: f"/population/statistics/brand/{made.id}",
        title=title,
        said=t("志愿服务品牌已保存", "The brand was saved"),
        submit=t("保存", "Save"),
        back=back,
    )


def _item_fields(known: str = "") -> list[Field]:
    return [
        Field("item.etag", Text("", ""), "hidden"),
        Field("item.territory_code", Text("服务范围", "For whom"), "choice", lambda: _where(known), True),
        Field("item.name", Text("项目名称", "Name")),
        Field("item.kind", Text("类型", "Kind"), "choice", titles.need_options(), True),
        Field("item.offered_by", Text("提供单位", "Offered by")),
        Field(
            "item.capacity",
            Text("服务能力", "Capacity"),
            "number",
            help=Text("同时能服务多少；不填为不限。", "How many at a time; empty for no limit."),
        ),
        Field("item.from_day", Text("开始日期", "From"), "date"),
        Field("item.to_day", Text("结束日期", "Until"), "date"),
    ]


def _brand_fields(known: str = "") -> list[Field]:
    return [
        Field("brand.etag", Text("", ""), "hidden"),
        Field(
            "brand.territory_code",
            Text("社区（村）", "Community"),
            "choice",
            lambda: _communities(known),
            True,
        ),
        Field("brand.name", Text("品牌名称", "Name")),
        Field("brand.what", Text("服务内容和对象", "What it does, and for whom"), "area", rows=3),
        Field("brand.since", Text("创立日期", "Since"), "date"),
        Field("brand.contact_post", Text("联系岗位", "Post to turn to")),
    ]


def _where(known: str) -> list[tuple[str, str]]:
    return single_places(known or own_code(), EDIT)


def _communities(known: str) -> list[tuple[str, str]]:
    """Of the place in the address, or directly below it."""
    code = known or own_code()
    found = single_places(code, EDIT)
    found += [(each.code, each.name) for each in children(code)]
    return [(each, name.strip()) for each, name in dict(found).items() if len(path_of(each)) == _COMMUNITY]
