"""The listed-and-cancelled board (挂牌销号): list a difficult issue, treat it, strike it off (CASE-35)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, g, render_template, request

from services.cases.edge import lookups, oversight_words
from services.cases.edge.action_form import in_days
from services.cases.edge.orders import stub
from services.cases.edge.oversight_forms import answered, shown_at
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2, cases_pb2_grpc
from wangge.cases.v1 import supervision_pb2 as pb

HOME = "/cases/listed"
_STATES: Mapping[str, pb.BoardState] = {
    "listed": pb.BOARD_STATE_LISTED,
    "in_treatment": pb.BOARD_STATE_IN_TREATMENT,
    "strike_off_requested": pb.BOARD_STATE_STRIKE_OFF_REQUESTED,
    "checked": pb.BOARD_STATE_CHECKED,
    "returned": pb.BOARD_STATE_RETURNED,
    "struck_off": pb.BOARD_STATE_STRUCK_OFF,
}
SHOWS: Mapping[str, Text] = {
    "": Text("未销号", "On the board"),
    "listed": oversight_words.BOARD_STATES[pb.BOARD_STATE_LISTED],
    "in_treatment": oversight_words.BOARD_STATES[pb.BOARD_STATE_IN_TREATMENT],
    "strike_off_requested": oversight_words.BOARD_STATES[pb.BOARD_STATE_STRIKE_OFF_REQUESTED],
    "checked": oversight_words.BOARD_STATES[pb.BOARD_STATE_CHECKED],
    "returned": oversight_words.BOARD_STATES[pb.BOARD_STATE_RETURNED],
    "overdue": Text("已超期", "Overdue"),
    "struck_off": oversight_words.BOARD_STATES[pb.BOARD_STATE_STRUCK_OFF],
    "all": Text("全部", "All"),
}
WAY = (
    pb.BOARD_STATE_LISTED,
    pb.BOARD_STATE_IN_TREATMENT,
    pb.BOARD_STATE_STRIKE_OFF_REQUESTED,
    pb.BOARD_STATE_CHECKED,
    pb.BOARD_STATE_STRUCK_OFF,
)
"""The way of a matter that goes well."""
MOVES: Mapping[str, tuple[str, Text, Text, Text, bool]] = {
    "treat": (
        "player-play",
        Text("开始整改", "Start treatment"),
        Text("责任单位开始整改，挂牌单位能看到进展。", "The owner starts; the listing unit sees it."),
        Text("整改安排", "Plan"),
        False,
    ),
    "request_strike_off": (
        "flag",
        Text("申请销号", "Ask to strike off"),
        Text(
            "由挂牌单位核查后销号，责任单位不能自行销号。",
            "The listing unit checks and strikes off; the owner cannot.",
        ),
        Text("整改结果和依据", "Result and evidence"),
        True,
    ),
    "check": (
        "checks",
        Text("核查通过", "Check passed"),
        Text("核查通过后，还须再点“销号”才从牌上去掉。", "It leaves the board once struck off afterwards."),
        Text("核查情况", "What was checked"),
        True,
    ),
    "strike_off": (
        "circle-check",
        Text("销号", "Strike off"),
        Text("销号后事项从牌上去掉，记录保留。", "The matter leaves the board; its record stays."),
        Text("销号意见", "Opinion"),
        False,
    ),
    "return": (
        "arrow-back-up",
        Text("退回整改", "Return"),
        Text("退回责任单位继续整改，期限不变。", "Back to the owner; the deadline stays."),
        Text("退回原因", "Why"),
        True,
    ),
}
"""Move -> icon, title, what comes of it, what the words are, whether they are needed."""


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/listed", view_func=listed)
    blueprint.add_url_rule("/listed/new", view_func=new_listed, methods=["GET", "POST"])
    blueprint.add_url_rule("/listed/<item>", view_func=listed_item)
    blueprint.add_url_rule("/listed/<item>/<move>", view_func=move_listed, methods=["GET", "POST"])


@needs("cases.board.list", "cases.case.supervise", "cases.case.view")
def listed() -> str:
    """The board as the reader may see it."""
    show = request.args.get("show", "")
    show = show if show in SHOWS else ""
    token = request.args.get("page_token", "")
    asked = pb.ListBoardRequest(page_size=50, page_token=token)
    if show in _STATES:
        asked.state = _STATES[show]
    asked.only_open, asked.only_overdue = not show, show == "overdue"
    found = stub().ListBoard(asked)
    return render_template(
        "cases/listed.html",
        items=found.items,
        show=show,
        shows=SHOWS,
        next_address=shown_at(HOME, show, found.next_page_token) if found.next_page_token else "",
        first_address=shown_at(HOME, show) if token else "",
    )


@needs()
def listed_item(item: str) -> str:
    """One matter: measures, evidence, what may be done."""
    found = stub().GetBoardItem(pb.GetBoardItemRequest(id=item))
    return _page(found)


def _page(found: pb.BoardItem, *, over: bool = False) -> str:
    return render_template(
        "cases/listed_item.html",
        item=found,
        way=WAY,
        # A returned matter is under treatment again.
        at=pb.BOARD_STATE_IN_TREATMENT if found.state == pb.BOARD_STATE_RETURNED else found.state,
        moves=()
        if over
        else [(move, MOVES[move][1], MOVES[move][0]) for move in found.actions if move in MOVES],
        over=over,
    )


@needs("cases.board.list")
def new_listed() -> Any:
    """Put a difficult issue, often a case, on the board."""
    case_id = request.values.get("case", "")[:40]
    case = None
    given: dict[str, Any] = {"due_time": in_days(30)}
    if case_id:
        case = peer(cases_pb2_grpc.CaseServiceStub, "cases").GetCase(cases_pb2.GetCaseRequest(id=case_id))
        given |= {
            "title": case.title or case.category_title,
            "territory_code": case.place.grid_code or case.holder_territory_code,
            "owner_unit_id": next(
                (each.unit_id for each in case.tasks if each.lead and each.state != "sent_back"), ""
            ),
        }
    own = [(unit, lookups.unit_title(unit)) for unit in g.actor.units]
    fields = (
        Field("title", Text("事项名称", "Title")),
        Field(
            "territory_code",
            Text("所在区域", "Place"),
            "lookup",
            source=lookups.TERRITORIES,
            titled=lookups.territory_title,
            placeholder=Text("输入名称，如：庞村", "Type a name"),
        ),
        Field("listing_unit_id", Text("挂牌单位", "Listing unit"), "choice", own)
        if own
        else Field(
            "listing_unit_id",
            Text("挂牌单位", "Listing unit"),
            "lookup",
            source=lookups.UNITS,
            titled=lookups.unit_title,
        ),
        Field(
            "owner_unit_id",
            Text("责任单位", "Owner"),
            "lookup",
            source=lookups.UNITS,
            titled=lookups.unit_title,
            placeholder=Text("输入单位名称", "Type a name"),
            help=Text(
                "不能与挂牌单位相同：整改由责任单位做，销号由挂牌单位定。",
                "Not the listing unit: the owner treats it, the listing unit strikes it off.",
            ),
        ),
        Field("measures", Text("整改措施和要求", "Measures"), "area", rows=4),
        Field("due_time", Text("整改期限", "Deadline"), "moment"),
        Field(
            "public",
            Text(
                "公开挂牌（全体工作人员可见，请勿写个人信息）", "Public: all staff see it; no personal data"
            ),
            "check",
        ),
    )
    if len(own) == 1:
        given["listing_unit_id"] = own[0][0]
    return answered(
        Form(pb.PutOnBoardRequest(case_id=case_id), fields, given),
        stub().PutOnBoard,
        lambda made: f"{HOME}/{made.id}",
        title=t("挂牌", "Put on the board"),
        told=t(
            "事项自动编号，挂牌后由责任单位限期整改，核查后由挂牌单位销号；超期仍留在牌上并标红。",
            "It gets a number; the owner treats it, the listing unit strikes it off. Overdue, it turns red.",
        ),
        said=t("已挂牌", "It is on the board"),
        back=f"/cases/case/{case_id}" if case_id else HOME,
        about=f"{case.number} {case.title or case.category_title}" if case else "",
        check=_looked_up,
    )


def _looked_up(form: Form[Any]) -> None:
    for name in ("territory_code", "owner_unit_id", "listing_unit_id"):
        if not form.value(name):
            form.wrong(name, t("请从列表中选择", "Choose from the list"))
    due = form.message.due_time
    if due.seconds and due.ToDatetime(UTC) <= datetime.now(UTC):
        form.wrong("due_time", t("期限应在现在之后", "The deadline must lie ahead"))


@needs()
def move_listed(item: str, move: str) -> Any:
    """Treat, ask to strike off; check, strike off, return."""
    found = stub().GetBoardItem(pb.GetBoardItemRequest(id=item))
    if move not in MOVES or (request.method == "GET" and move not in found.actions):
        return _page(found, over=True), 404 if move not in MOVES else 409
    _, title, told, words, required = MOVES[move]
    fields = (
        Field("text", words, "area", rows=4, required=required),
        Field("etag", Text("", ""), "hidden"),
    )
    form = Form(pb.MoveBoardItemRequest(id=item, move=move), fields, {"etag": found.etag})

    def check(filled: Form[Any]) -> None:
        if required and not filled.value("text"):
            filled.wrong("text", t("请填写", "Please fill this in"))

    return answered(
        form,
        stub().MoveBoardItem,
        lambda moved: f"{HOME}/{moved.id}",
        title=str(title),
        told=str(told),
        said=t("“{move}”已完成", "Done: {move}", move=str(title)),
        back=f"{HOME}/{item}",
        about=f"{found.number} {found.title}",
        check=check,
    )
