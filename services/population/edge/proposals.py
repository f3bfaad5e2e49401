"""Change requests: the clerk's queue, side by side, together where nothing conflicts (POP-27)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request

from services.kernel.errors import Forbidden, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import Text, t
from services.population.edge import words
from services.population.edge.people import PURPOSES
from services.population.edge.register import asked_code
from wangge.population.v1 import proposals_pb2 as pb
from wangge.population.v1 import proposals_pb2_grpc as pb_grpc

HOME = "/population/proposals"
MAKE, DECIDE, REVEAL = "population.proposal.make", "population.proposal.decide", "population.person.reveal"
_SIZE = 50
KINDS: Mapping[str, Text] = {
    "register": Text("登记人员", "Register a person"),
    "correct_person": Text("更正人员信息", "Correct a person"),
    "correct_dwelling": Text("更正房屋信息", "Correct a dwelling"),
    "move_in": Text("迁入", "Move in"),
    "move_out": Text("迁出", "Move out"),
    "change_category": Text("变更类别", "Change of category"),
}
STATES: Mapping[str, Text] = {
    "collected": Text("已采集，待自查", "Collected, to be checked"),
    "self_checked": Text("待审核", "Waits for review"),
    "returned": Text("已退回", "Returned"),
    "published": Text("已入库", "Published"),
    "rejected": Text("未采纳", "Rejected"),
    "withdrawn": Text("已撤回", "Withdrawn"),
}
_TYPES = {"correct_dwelling": "dwelling", "correct_person": "person"}
_NAMES: Mapping[str, Text] = {
    "residence_id": Text("现居住处", "Where he lives now"),
    "day": Text("日期", "Day"),
    "stays_registered": Text("户口留在原处", "Stays registered"),
}


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/proposals", view_func=proposals)
    blueprint.add_url_rule("/proposals/count", view_func=proposals_waiting)
    blueprint.add_url_rule("/proposals/mine", view_func=my_proposals)
    blueprint.add_url_rule("/proposals/accept", view_func=accept_proposals, methods=["POST"])
    blueprint.add_url_rule("/proposal/<proposal>", view_func=show_proposal)
    blueprint.add_url_rule("/proposal/<proposal>/decide", view_func=decide_proposal, methods=both)
    blueprint.add_url_rule("/proposal/<proposal>/reveal", view_func=reveal_proposal, methods=both)
    blueprint.add_url_rule("/proposal/<proposal>/withdraw", view_func=withdraw_proposal, methods=["POST"])
    blueprint.add_url_rule("/proposal/<proposal>/check", view_func=check_proposal, methods=["POST"])


def stub() -> pb_grpc.ProposalServiceStub:
    """Proposals with the reader's rights."""
    return peer(pb_grpc.ProposalServiceStub, "population")


@needs(DECIDE)
def proposals() -> str:
    """The work queue of the clerk: the oldest first."""
    code, state = asked_code(), request.args.get("state", "")
    state = state if state in STATES else ""
    asked = pb.ListProposalsRequest(
        page_size=_SIZE,
        page_token=request.args.get("page_token", "")[:1000],
        state=state,
        territory_code=code,
    )
    answer = stub().ListProposals(asked)
    fields = {name: value for name, value in (("state", state), ("territory", code)) if value}
    return render_template(
        "population/proposals.html",
        found=answer.proposals,
        figures=stub().GetProposalFigures(pb.GetProposalFiguresRequest(territory_code=code)),
        state=state or "self_checked",
        code=code,
        kinds=KINDS,
        states=STATES,
        request_id=str(uuid.uuid4()),
        next_address=_address(HOME, {**fields, "page_token": answer.next_page_token})
        if answer.next_page_token
        else "",
        first_address=_address(HOME, fields) if asked.page_token else "",
    )


@needs(DECIDE)
def proposals_waiting() -> str:
    """How many wait, for the menu."""
    found = stub().GetProposalFigures(pb.GetProposalFiguresRequest(days=1))
    return render_template("population/proposals_count.html", total=found.waiting)


@needs(MAKE)
def my_proposals() -> str:
    """What became of the reader's own."""
    token = request.args.get("page_token", "")[:1000]
    answer = stub().ListProposals(pb.ListProposalsRequest(mine=True, page_size=_SIZE, page_token=token))
    address = f"{HOME}/mine"
    return render_template(
        "population/proposals_mine.html",
        found=answer.proposals,
        kinds=KINDS,
        states=STATES,
        next_address=_address(address, {"page_token": answer.next_page_token})
        if answer.next_page_token
        else "",
        first_address=address if token else "",
    )


@needs(DECIDE)
def accept_proposals() -> Any:
    """Those that were ticked, where nothing conflicts."""
    ids = [each[:40] for each in request.form.getlist("ids")][:100]
    if not ids:
        return done(HOME, t("没有选中任何申请", "Nothing was ticked"))
    asked = pb.PublishProposalsRequest(ids=ids, request_id=request.form.get("request_id", "")[:64])
    answer = stub().PublishProposals(asked)
    said = t("已采纳 {n} 条", "{n} accepted", n=len(answer.published))
    if answer.left:
        said += t("，{n} 条需逐条审核", ", {n} have to be reviewed one by one", n=len(answer.left))
    return done(HOME, said)


@needs(MAKE, DECIDE)
def show_proposal(proposal: str) -> str:
    """Side by side: what the register said, what it says, what is proposed."""
    return _page(stub().GetProposal(pb.GetProposalRequest(id=proposal)))


@needs(REVEAL)
def reveal_proposal(proposal: str) -> Any:
    """The same with whole values, for a purpose."""
    why = Field("purpose", Text("用途", "What for"), "choice", [(str(x), x) for x in PURPOSES.values()], True)
    form = Form(pb.RevealProposalRequest(id=proposal), [why])
    if request.method == "POST" and form.read():
        try:
            found = stub().RevealProposal(form.message)
            return _page(found, whole=True), 200, {"Cache-Control": "no-store"}
        except (Forbidden, NotFound, Unauthenticated, Unavailable):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    page = render_template(
        "population/proposal_reveal.html", form=form, back=f"/population/proposal/{proposal}"
    )
    return page, 422 if request.method == "POST" else 200


@needs(DECIDE)
def decide_proposal(proposal: str) -> Any:
    """Publish all or some fields, return or reject."""
    found = stub().GetProposal(pb.GetProposalRequest(id=proposal))
    corrects = found.kind.startswith("correct_")
    options = [(each.name, title_of(each.name)) for each in found.fields if not each.same]
    fields = [
        Field("etag", Text("", ""), "hidden"),
        Field(
            "decision",
            Text("审核意见", "Decision"),
            "radios",
            [
                ("publish", Text("采纳入库", "Publish")),
                ("return", Text("退回补正", "Return to be mended")),
                ("reject", Text("不采纳", "Reject")),
            ],
            True,
        ),
        *([Field("fields", Text("采纳哪些内容", "Which fields"), "choices", options)] if corrects else []),
        Field(
            "note",
            Text("说明", "Why"),
            "area",
            rows=2,
            help=Text("退回和不采纳必须填写，提出人会看到。", "Needed to return or reject."),
        ),
        *(
            [Field("not_a_duplicate", Text("已核对，不是同一人", "I compared: somebody else"), "check")]
            if found.kind == "register"
            else []
        ),
    ]
    given = {
        "etag": found.etag,
        "decision": "publish",
        "fields": [each.name for each in found.fields if not each.same and not each.conflict],
    }
    form = Form(pb.DecideProposalRequest(id=proposal), fields, given)
    if request.method == "POST" and form.read():
        if form.message.decision != "publish":
            del form.message.fields[:]
        elif corrects and not form.message.fields:
            form.wrong("fields", t("请至少选择一项", "Choose one at least"))
        if form.ok:
            try:
                stub().DecideProposal(form.message)
                return done(HOME, t("审核完成", "Decided"))
            except (Forbidden, NotFound, Unauthenticated, Unavailable):
                raise
            except Refusal as refusal:
                form.refused(refusal)
    page = render_template(
        "population/proposal_decide.html", form=form, found=found, sides=_sides(found), kinds=KINDS
    )
    return page, 422 if request.method == "POST" else 200


@needs(MAKE)
def withdraw_proposal(proposal: str) -> Any:
    """Taken back by its proposer."""
    stub().WithdrawProposal(pb.WithdrawProposalRequest(id=proposal, etag=request.form.get("etag", "")[:40]))
    return done(f"{HOME}/mine", t("已撤回", "Withdrawn"))


@needs(MAKE)
def check_proposal(proposal: str) -> Any:
    """Checked by its proposer."""
    stub().CheckProposal(pb.CheckProposalRequest(id=proposal, etag=request.form.get("etag", "")[:40]))
    return done(f"{HOME}/mine", t("已提交审核", "Handed on for review"))


def title_of(name: str) -> Text:
    """Of a field."""
    return _NAMES.get(name) or words.FIELDS.get(name) or Text(name, name)


def value_of(kind: str, name: str, text: str) -> str:
    """A value in words."""
    if name == "stays_registered":
        return t("是", "yes") if text == "1" else t("否", "no")
    if name in words.UNTOLD or name == "residence_id":
        return text
    return words.value_of(
        _TYPES.get(kind) or ("person" if name in ("sex", "document_kind") else "residence"), name, text
    )


def _sides(found: pb.Proposal) -> list[tuple[pb.ProposedField, Text, str, str, str]]:
    kind = found.kind
    return [
        (
            each,
            title_of(each.name),
            value_of(kind, each.name, each.then),
            value_of(kind, each.name, each.current),
            value_of(kind, each.name, each.proposed),
        )
        for each in found.fields
    ]


def _page(found: pb.Proposal, *, whole: bool = False) -> str:
    return render_template(
        "population/proposal.html",
        found=found,
        sides=_sides(found),
        kinds=KINDS,
        states=STATES,
        whole=whole,
        may_reveal=g.may(REVEAL) and not whole and (found.may_decide or found.mine),
    )


def _address(page: str, fields: Mapping[str, str]) -> str:
    return page + (f"?{urlencode(fields)}" if fields else "")
