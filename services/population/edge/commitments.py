"""Safety commitments of worksites and employers: the letter, the check, what is to be put right (POP-19)."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from services.kernel.errors import Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import Text, t
from services.population.edge import acts, incomer_words, register, rentals, words
from services.population.edge.paged import paged
from services.population.edge.people import places
from services.population.edge.register import asked_code
from services.population.edge.saving import saved
from wangge.population.v1 import worksites_pb2 as pb
from wangge.population.v1 import worksites_pb2_grpc

HOME = "/population/commitments"
EDIT = "population.worksite.edit"


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/employers", view_func=employers)
    blueprint.add_url_rule("/commitments/<bound>/letter", view_func=print_letter)
    blueprint.add_url_rule("/commitments/<bound>/letters/<letter>", view_func=signed_letter)
    blueprint.add_url_rule("/commitments/<bound>/sign", view_func=sign_commitment, methods=both)
    blueprint.add_url_rule("/commitments/<bound>/check", view_func=check_commitment, methods=both)
    blueprint.add_url_rule("/commitments/<bound>/rectify", view_func=rectify_commitment, methods=["POST"])


def stub() -> Any:
    """Commitments with the reader's rights."""
    return peer(worksites_pb2_grpc.CommitmentServiceStub, "population")


def part_of(bound: str) -> Markup:
    """The commitment on the page of a worksite or a unit; empty where the reader may not see it."""
    try:
        found = stub().GetCommitment(pb.GetCommitmentRequest(id=bound))
    except Refusal:
        return Markup("")
    items = {each.code: Text(each.title_zh, each.title_en) for each in found.items}
    return Markup(
        render_template(
            "population/commitment_part.html",
            commitment=found,
            items=items,
            titles=incomer_words,
            words=words,
            today=register.today().isoformat(),
        )
    )


@needs(EDIT)
def employers() -> str:
    """Units of a place that employ somebody, and how their commitment stands."""
    code = asked_code()
    asked = pb.ListEmployersRequest(territory_code=code)
    found, addresses = paged(asked, stub().ListEmployers, "employers", {"territory": code})
    return render_template(
        "population/employers.html",
        employers=found.employers,
        code=code,
        places=places(code, EDIT),
        titles=incomer_words,
        words=words,
        today=register.today().isoformat(),
        **addresses,
    )


@needs(EDIT)
def print_letter(bound: str) -> str:
    """The letter in force, to be signed on paper."""
    found = stub().GetCommitment(pb.GetCommitmentRequest(id=bound))
    return render_template("population/commitment_letter.html", commitment=found, back=_page_of(found))


@needs(EDIT)
def sign_commitment(bound: str) -> Any:
    """The letter was signed on paper; its scan is added."""
    found = stub().GetCommitment(pb.GetCommitmentRequest(id=bound))
    fields = [
        acts.ETAG,
        Field("text_version", Text("", ""), "hidden"),
        Field("signed_by", Text("签字人", "Signed by"), required=True),
        Field(
            "valid_until",
            Text("有效期至", "Valid until"),
            "date",
            help=Text("不填为一年；到期续签。", "Empty: a year; then it is signed anew."),
        ),
        Field(
            "letter",
            Text("签字的承诺书", "The signed letter"),
            "files",
            apart=True,
            accept=acts.FILES,
            help=Text(
                "照片或扫描件；在手机上可以当面屏幕签字。",
                "Picture or scan; on the handheld it can be signed on the screen.",
            ),
        ),
    ]
    given = {"etag": found.etag, "text_version": found.text.version}
    form = Form(pb.SignCommitmentRequest(id=bound, form=pb.LETTER_FORM_SCAN), fields, given)
    return acts.answered(
        form,
        stub().SignCommitment,
        _page_of,
        title=t("续签安全承诺书", "Sign the letter anew")
        if found.letters
        else t("签订安全承诺书", "Sign the safety letter"),
        said=t("承诺书已登记", "The letter was recorded"),
        about=found.name,
        back=_page_of(found),
        check=_put_letter,
        template="population/commitment_sign.html",
        letter=found.text,
    )


@needs(EDIT)
def signed_letter(bound: str, letter: str) -> Response:
    """A signed letter, as it was added."""
    found = stub().GetCommitmentLetter(pb.GetCommitmentLetterRequest(id=bound, letter_id=letter))
    return saved(found.data, found.content_type, t("安全承诺书", "safety-commitment"))


@needs(EDIT)
def check_commitment(bound: str) -> Any:
    """Tick what is not in order."""
    found = stub().GetCommitment(pb.GetCommitmentRequest(id=bound))
    fields = [
        acts.ETAG,
        Field("check_id", Text("", ""), "hidden", initial=str(uuid.uuid4())),
        Field(
            "failed",
            Text("哪些不合格", "What is not in order"),
            "choices",
            [(each.code, Text(each.title_zh, each.title_en)) for each in found.items],
            help=Text("全部合格就都不勾。", "Tick nothing when all is well."),
        ),
    ]
    return acts.answered(
        Form(pb.CheckCommitmentRequest(id=bound), fields, {"etag": found.etag}),
        stub().CheckCommitment,
        _page_of,
        title=t("安全检查", "Safety check"),
        said=t("检查已记录", "The check was recorded"),
        told=t(
            "勾选的成为隐患，按期限整改；消防隐患逾期会自动生成案件。",
            "What is ticked is to be put right in time; a fire-safety defect that is not becomes a case.",
        ),
        about=found.name,
        back=_page_of(found),
    )


@needs(EDIT)
def rectify_commitment(bound: str) -> Any:
    """Looked at again: put right."""
    asked = pb.RectifyCommitmentRequest(
        id=bound, etag=request.form.get("etag", "")[:40], defect_id=request.form.get("defect", "")[:40]
    )
    return done(_page_of(stub().RectifyCommitment(asked)), t("已记录", "Recorded"))


def _page_of(found: pb.Commitment) -> str:
    if found.subject == pb.COMMITMENT_SUBJECT_WORKSITE:
        return f"/population/worksites/{found.id}"
    return f"/population/establishment/{found.id}"


def _put_letter(form: Form[Any]) -> None:
    rentals.put_letter(form, "file_id")
