"""Comments of leaders on a case, and the answers of those who handle it (CASE-34)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request

from services.kernel.errors import Forbidden, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import supervision_pb2 as pb
from wangge.cases.v1 import supervision_pb2_grpc

TYPES: Mapping[str, Text] = {
    "praise": Text("表扬", "Praise"),
    "advice": Text("建议", "Advice"),
    "criticism": Text("批评", "Criticism"),
}
_COMMENT = (
    Field("type", Text("点评类型", "Kind"), "radios", tuple(TYPES.items()), initial="advice"),
    Field("text", Text("点评内容", "Comment"), "area", rows=4),
    Field("answer_required", Text("要求承办人书面回复", "Those who handle it must answer"), "check"),
)
_ANSWER = (Field("text", Text("回复内容", "Answer"), "area", rows=4),)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_app_template_filter(lambda kind: str(TYPES.get(kind, kind)), "comment_type")

    @blueprint.route("/case/<case>/comment", methods=["GET", "POST"])
    @needs("cases.case.comment")
    def comment(case: str) -> Any:
        form = Form(pb.AddCommentRequest(case_id=case), _COMMENT)
        return _answered(form, "AddComment", case, t("点评已发出", "The comment was added"))

    @blueprint.route("/case/<case>/comment/<comment>/answer", methods=["GET", "POST"])
    @needs()
    def answer_comment(case: str, comment: str) -> Any:
        form = Form(pb.AnswerCommentRequest(case_id=case, id=comment), _ANSWER)
        return _answered(form, "AnswerComment", case, t("回复已发出", "The answer was sent"))


def _answered(form: Form[Any], rpc: str, case: str, message: str) -> Any:
    if request.method == "POST" and form.read():
        try:
            getattr(peer(supervision_pb2_grpc.SupervisionServiceStub, "cases"), rpc)(form.message)
            return done(f"/cases/case/{case}#comments", message)
        except (Unauthenticated, Forbidden, NotFound, Unavailable):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    title = (
        t("点评案件", "Comment on the case") if rpc == "AddComment" else t("回复点评", "Answer the comment")
    )
    page = render_template("cases/comment.html", form=form, title=title, case_id=case)
    return page, 422 if request.method == "POST" else 200
