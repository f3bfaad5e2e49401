"""Supervision orders (督办): the list, one order with its replies, and what may be done (CASE-33)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, render_template, request

from services.cases.edge import lookups, oversight_words
from services.cases.edge.action_form import yes_or_no
from services.cases.edge.oversight_forms import answered, shown_at
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2, cases_pb2_grpc, supervision_pb2_grpc
from wangge.cases.v1 import supervision_pb2 as pb

HOME = "/cases/orders"
_STATES: Mapping[str, pb.SupervisionState] = {
    "issued": pb.SUPERVISION_STATE_ISSUED,
    "signed": pb.SUPERVISION_STATE_SIGNED,
    "replied": pb.SUPERVISION_STATE_REPLIED,
    "returned": pb.SUPERVISION_STATE_RETURNED,
    "accepted": pb.SUPERVISION_STATE_ACCEPTED,
    "ended": pb.SUPERVISION_STATE_ENDED,
}
SHOWS: Mapping[str, Text] = {
    "": Text("未办结", "Open"),
    "issued": oversight_words.ORDER_STATES[pb.SUPERVISION_STATE_ISSUED],
    "signed": oversight_words.ORDER_STATES[pb.SUPERVISION_STATE_SIGNED],
    "replied": oversight_words.ORDER_STATES[pb.SUPERVISION_STATE_REPLIED],
    "returned": oversight_words.ORDER_STATES[pb.SUPERVISION_STATE_RETURNED],
    "overdue": Text("逾期未复", "Reply missed"),
    "accepted": oversight_words.ORDER_STATES[pb.SUPERVISION_STATE_ACCEPTED],
    "ended": oversight_words.ORDER_STATES[pb.SUPERVISION_STATE_ENDED],
    "all": Text("全部", "All"),
}
LIMITS: Sequence[tuple[str, Text]] = (
    ("4wh", Text("4 工作小时", "4 working hours")),
    ("1wd", Text("1 个工作日", "1 working day")),
    ("2wd", Text("2 个工作日", "2 working days")),
    ("3wd", Text("3 个工作日", "3 working days")),
    ("5wd", Text("5 个工作日", "5 working days")),
    ("10wd", Text("10 个工作日", "10 working days")),
    ("30d", Text("30 天", "30 days")),
)
_REQUIREMENT = Field(
    "requirement",
    Text("督办要求", "What is required"),
    "area",
    rows=4,
    placeholder=Text("写明要办成什么、怎样回复", "What has to be achieved, and what the reply shall say"),
)
_LIMIT = Field("limit", Text("回复期限", "Reply within"), "choice", LIMITS, initial="2wd")
_ETAG = Field("etag", Text("", ""), "hidden")
_TEXT = Text("说明", "Words")
VERBS: Mapping[str, tuple[str, Text, Text, tuple[Field, ...]]] = {
    "sign": (
        "SignOrder",
        Text("签收", "Sign for it"),
        Text(
            "签收后由本单位负责办理并在期限内书面回复。",
            "Your unit takes it on and replies in writing in time.",
        ),
        (Field("text", _TEXT, "area", rows=2),),
    ),
    "reply": (
        "ReplyOrder",
        Text("回复督办", "Reply"),
        Text(
            "回复后停止计时，由督办人审核：认可即结束督办，退回则重新计时。",
            "The clock stops and the authority decides: accepted, it ends; returned, the limit starts anew.",
        ),
        (Field("text", Text("办理情况", "What was done"), "area", rows=6, required=True),),
    ),
    "decide": (
        "DecideReply",
        Text("审核回复", "Decide the reply"),
        Text(
            "认可后督办结束；退回后由原单位在同样的期限内重新回复。",
            "Accepted, the order is settled; returned, the unit replies anew within the same limit.",
        ),
        (
            yes_or_no(
                "accept",
                Text("审核结果", "Decision"),
                Text("认可，结束督办", "Accept it"),
                Text("退回，重新办理", "Return it"),
            ),
            Field("opinion", Text("审核意见", "Opinion"), "area", rows=3),
        ),
    ),
    "urge": (
        "UrgeOrder",
        Text("催办", "Urge"),
        Text(
            "每催办一次，督办级别提高一级（最高三级），被督办单位会收到提醒。",
            "Each urge raises the level by one (three at most), and the unit is told.",
        ),
        (Field("text", Text("催办要求", "Words"), "area", rows=3),),
    ),
    "end": (
        "EndOrder",
        Text("结束督办", "End it"),
        Text(
            "督办结束后不再计时，也不能再回复。",
            "The clock stops for good and no reply can follow.",
        ),
        (Field("text", Text("结束原因", "Why"), "area", rows=3),),
    ),
}
"""Verb -> RPC, title, what comes of it, fields."""
ICONS = {"sign": "signature", "reply": "send", "decide": "gavel", "urge": "speakerphone", "end": "archive"}


def stub() -> supervision_pb2_grpc.SupervisionServiceStub:
    """The supervision service."""
    return peer(supervision_pb2_grpc.SupervisionServiceStub, "cases")


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    oversight_words.add(blueprint)
    blueprint.add_url_rule("/orders", view_func=orders)
    blueprint.add_url_rule("/orders/new", view_func=new_order, methods=["GET", "POST"])
    blueprint.add_url_rule("/orders/<order>", view_func=order)
    blueprint.add_url_rule("/orders/<order>/<verb>", view_func=order_verb, methods=["GET", "POST"])


@needs("cases.case.supervise", "cases.task.handle", "cases.case.assign")
def orders() -> str:
    """Orders of one's places, to one's units, or by oneself."""
    show = request.args.get("show", "")
    show = show if show in SHOWS else ""
    token = request.args.get("page_token", "")
    asked = pb.ListOrdersRequest(page_size=50, page_token=token)
    if show in _STATES:
        asked.state = _STATES[show]
    asked.only_open, asked.only_overdue = not show, show == "overdue"
    found = stub().ListOrders(asked)
    return render_template(
        "cases/orders.html",
        orders=found.orders,
        show=show,
        shows=SHOWS,
        next_address=shown_at(HOME, show, found.next_page_token) if found.next_page_token else "",
        first_address=shown_at(HOME, show) if token else "",
    )


@needs()
def order(order: str) -> str:
    """One order, with numbered replies and its clock."""
    found = stub().GetOrder(pb.GetOrderRequest(id=order))
    return render_template(
        "cases/order.html",
        order=found,
        verbs=[(verb, VERBS[verb][1], ICONS[verb]) for verb in found.actions if verb in VERBS],
    )


@needs("cases.case.supervise")
def new_order() -> Any:
    """An order on a case, or on an organisation without one."""
    case_id = request.values.get("case", "")[:40]
    case = None
    if case_id:
        case = peer(cases_pb2_grpc.CaseServiceStub, "cases").GetCase(cases_pb2.GetCaseRequest(id=case_id))
    unit = Field(
        "unit_id",
        Text("被督办单位", "Unit under supervision"),
        "lookup",
        source=lookups.UNITS,
        titled=lookups.unit_title,
        required=case is None,
        placeholder=Text("输入单位名称", "Type a name"),
        help=Text("不填则督办目前负责这件案件的单位。", "Left empty: the unit that has the case now.")
        if case is not None
        else None,
    )
    form = Form(
        pb.IssueOrderRequest(case_id=case_id),
        (unit, _REQUIREMENT, _LIMIT),
        {"unit_id": request.args.get("unit", "")[:40]},
    )
    return answered(
        form,
        stub().IssueOrder,
        lambda made: f"{HOME}/{made.id}",
        title=t("发督办单", "Issue an order"),
        told=t(
            "督办单自动编号，被督办单位须先签收、再在期限内书面回复；逾期未复会记录在案。",
            "It gets a number; the unit signs and replies in writing in time. A missed reply is on record.",
        ),
        said=t("督办单已发出", "The order was issued"),
        back=f"/cases/case/{case_id}" if case_id else HOME,
        about=f"{case.number} {case.title or case.category_title}" if case else "",
        check=_has_unit if case is None else lambda form: None,
    )


def _has_unit(form: Form[Any]) -> None:
    if not form.value("unit_id"):
        form.wrong("unit_id", t("请从列表中选择一个单位", "Choose a unit from the list"))


@needs()
def order_verb(order: str, verb: str) -> Any:
    """Sign, reply, decide, urge, end."""
    found = stub().GetOrder(pb.GetOrderRequest(id=order))
    if verb not in VERBS or (request.method == "GET" and verb not in found.actions):
        page = render_template("cases/order.html", order=found, verbs=(), over=True)
        return page, 404 if verb not in VERBS else 409
    rpc, title, told, fields = VERBS[verb]
    message = pb.DecideReplyRequest(id=order) if verb == "decide" else pb.OrderVerbRequest(id=order)
    form: Form[Any] = Form(message, (*fields, _ETAG), {"etag": found.etag})
    return answered(
        form,
        getattr(stub(), rpc),
        lambda made: f"{HOME}/{made.id}",
        title=str(title),
        told=str(told),
        said=t("“{verb}”已完成", "Done: {verb}", verb=str(title)),
        back=f"{HOME}/{order}",
        about=f"{found.number} {found.unit_name}",
        danger=verb == "end",
    )
