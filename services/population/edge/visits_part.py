"""Visits of a household on its page and on its people's, and asking for one (POP-24, POP-25)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template
from markupsafe import Markup

from services.kernel.errors import Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text, t
from services.population.edge import acts, person_tabs, register, words
from services.population.edge.homes import household_line
from wangge.population.v1 import register_pb2, visits_pb2_grpc
from wangge.population.v1 import visits_pb2 as pb

DO = "population.visit.do"
OUTCOMES: words.Titles = {
    pb.VISIT_OUTCOME_MET: Text("已见面", "Met"),
    pb.VISIT_OUTCOME_REFUSED: Text("谢绝", "Refused"),
    pb.VISIT_OUTCOME_ABSENT: Text("无人在家", "Nobody at home"),
}
PURPOSES: words.Titles = {
    pb.VISIT_PURPOSE_COLLECT: Text("核实登记", "Keeping the register true"),
    pb.VISIT_PURPOSE_CARE: Text("关爱走访", "Care visit"),
    pb.VISIT_PURPOSE_REQUESTED: Text("居民预约", "Asked for"),
    pb.VISIT_PURPOSE_RENTAL: Text("出租房屋检查", "Check of a rented dwelling"),
    pb.VISIT_PURPOSE_OTHER: Text("其他", "Other"),
}
SLOTS: words.Titles = {
    pb.VISIT_SLOT_MORNING: Text("上午", "Morning"),
    pb.VISIT_SLOT_AFTERNOON: Text("下午", "Afternoon"),
    pb.VISIT_SLOT_EVENING: Text("晚上或周末", "Evening or weekend"),
}
MET = {
    "head": Text("户主", "the head"),
    "member": Text("家人", "a member"),
    "neighbour": Text("邻居", "a neighbour"),
    "other": Text("其他人", "somebody else"),
}
CHANGED = {
    "moved_in": Text("有人搬入", "somebody moved in"),
    "moved_out": Text("有人搬走", "somebody moved out"),
    "birth": Text("有新生儿", "a birth"),
    "death": Text("有人去世", "a death"),
    "phone": Text("电话变了", "phone"),
    "dwelling": Text("房屋情况变了", "the dwelling"),
    "other": Text("其他", "other"),
}


def add(blueprint: Blueprint) -> None:
    """Add the form."""
    rule = "/household/<household>/request-visit"
    blueprint.add_url_rule(rule, view_func=request_visit, methods=["GET", "POST"])


def stub() -> Any:
    """Visits with the reader's rights."""
    return peer(visits_pb2_grpc.VisitServiceStub, "population")


@needs(DO)
def request_visit(household: str) -> Any:
    """Somebody of the household asked for a visit."""
    found = register.stub().GetHousehold(register_pb2.GetHouseholdRequest(id=household))
    fields = [
        Field(
            "due_on", Text("从哪天起", "From which day"), "date", help=Text("不填为今天。", "Empty: today.")
        ),
        Field("slot", Text("什么时候合适", "When it suits"), "choice", words.options(pb.VisitSlot, SLOTS)),
        Field("note", Text("说明（可不填）", "Note (may stay empty)"), "area", rows=2),
    ]
    message = pb.RequestVisitRequest(household_id=household, cause=pb.VISIT_CAUSE_REQUESTED)
    address = f"/population/household/{household}?tab=visits#more"
    return acts.answered(
        Form(message, fields),
        stub().RequestVisit,
        lambda _: address,
        title=t("预约走访", "Ask for a visit"),
        said=t("已预约，排入走访计划", "Asked for; it stands on the plan"),
        told=t(
            "到日子后排在走访计划最前面，走访后自动销号。",
            "From that day on it comes first, until somebody called.",
        ),
        about=household_line(found),
        back=address,
    )


def of_household(household_id: str, *, may_ask: bool) -> Markup | str:
    """The last visits, newest first."""
    if not household_id:
        return ""
    try:
        found = stub().ListVisits(pb.ListVisitsRequest(household_id=household_id)).visits
    except Refusal:
        return ""
    shown = render_template(
        "population/visits_part.html",
        visits=found,
        household_id=household_id,
        may_ask=may_ask,
        words=words,
        outcomes=OUTCOMES,
        purposes=PURPOSES,
        slots=SLOTS,
        met=MET,
        changed=CHANGED,
    )
    return Markup(shown)


def _household(household: Any) -> Markup | str:
    return of_household(household.id, may_ask=not household.to_day)


def _person(person: Any) -> Markup | str:
    """Of the household the person belongs to now: visits are paid to households."""
    return of_household(person.residence.household_id, may_ask=False)


_TITLE = Text("走访", "Visits")
person_tabs.register_tab("household", "visits", _TITLE, _household, order=100, permissions=(DO,))
person_tabs.register_tab("person", "visits", _TITLE, _person, order=200, permissions=(DO,))
