"""Forms about who takes part: followers, and the duty of whoever received the report first (CASE-18)."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, g, render_template, request

from services.cases.edge.action_form import Action, words
from services.cases.edge.detail import stub
from services.cases.edge.lookups import Suggestion
from services.kernel.errors import Refusal
from services.kernel.web.forms import Field
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb
from wangge.directory.v1 import organisations_pb2, organisations_pb2_grpc

_MOST = 20


def add(blueprint: Blueprint) -> None:
    """Add the suggestions of colleagues."""

    @blueprint.get("/case/<case>/colleagues")
    @needs()
    def colleagues(case: str) -> str:
        asked = " ".join(request.args.get("q", "").split()).casefold()[:60]
        found = [
            Suggestion(account, name, post)
            for account, (name, post) in _around(case).items()
            if asked in f"{name} {post}".casefold() and account != g.actor.id
        ]
        return render_template("cases/lookup.html", found=found[:_MOST])


def _around(case: str) -> Mapping[str, tuple[str, str]]:
    """Holders of posts in the reader's units and where the case lies: name and post by account."""
    known: dict[str, tuple[str, str]] = {}
    holder = stub().GetCase(pb.GetCaseRequest(id=case)).holder_territory_code
    units = list(dict.fromkeys(g.actor.units))[:5]
    asked = [organisations_pb2.ListPostsRequest(organisation_id=each, page_size=200) for each in units]
    if holder:
        asked.append(organisations_pb2.ListPostsRequest(territory_code=holder, deep=True, page_size=500))
    for each in asked:
        try:
            posts = peer(organisations_pb2_grpc.OrganisationServiceStub, "directory").ListPosts(each).posts
        except Refusal:
            continue
        for post in posts:
            for person in post.holders:
                known.setdefault(person.account_id, (person.name, post.title))
    return known


def _handed(case: pb.Case) -> tuple[Field, ...]:
    return (
        Field(
            "to_account_id",
            Text("移交给", "Hand over to"),
            "lookup",
            source=f"/cases/case/{case.id}/colleagues",
            titled=lambda account: _around(case.id).get(account, (account, ""))[0],
            placeholder=Text("输入姓名或岗位查找", "type a name or post"),
        ),
        words("reason", Text("移交理由", "Reason")),
    )


ACTIONS = (
    Action(
        "follow",
        "FollowCase",
        pb.FollowCaseRequest,
        lambda case: t(
            "登记后，办理结果会同样答复这位群众；也可以不填姓名，只由您自己关注。",
            "They then get every answer as well; left empty, you alone follow the case.",
        ),
        (
            Field("reporter_name", Text("群众姓名", "Name")),
            Field("reporter_phone", Text("联系电话", "Phone"), "phone"),
            words("words", Text("补充说明", "What they add")),
        ),
    ),
    Action(
        "hand_over",
        "HandOverFirstReceipt",
        pb.HandOverFirstReceiptRequest,
        lambda case: t(
            "对方确认接收之前，首接责任仍在{who}。",
            "Until the other accepts, the duty of the first receiver stays with {who}.",
            who=case.first_receiver or t("原首接人", "the present one"),
        ),
        _handed,
    ),
    Action(
        "acknowledge",
        "AcknowledgeFirstReceipt",
        pb.AcknowledgeFirstReceiptRequest,
        lambda case: t(
            "确认后由您负责跟进受理并向反映人答复。",
            "From then on it is yours to see the case accepted and to inform the reporter.",
        ),
    ),
)
