"""Incoming residents are signed in and out, move, and take what they are offered (POP-13, 17, 21)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, request

from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from services.population.edge import acts, incomer_words, register, words, worksites
from services.population.edge.incomers import EDIT, HOME, stub
from services.population.edge.lookups import dwelling_title, dwellings_address
from wangge.population.v1 import incomers_pb2 as pb
from wangge.population.v1 import register_pb2


def add(blueprint: Blueprint) -> None:
    """Add the forms and buttons."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/incomers/new", view_func=sign_in_incomer, methods=both)
    blueprint.add_url_rule("/incomers/<card>/sign-out", view_func=sign_out_incomer, methods=both)
    blueprint.add_url_rule("/incomers/<card>/move", view_func=move_incomer, methods=both)
    blueprint.add_url_rule("/incomers/<card>/worksite", view_func=name_worksite, methods=both)
    blueprint.add_url_rule("/incomers/<card>/step", view_func=incomer_step, methods=["POST"])


@needs(EDIT)
def sign_in_incomer() -> Any:
    """Somebody arrived."""
    fields = [
        *acts.person_fields(),
        *_worksite_fields(),
        _dwelling("dwelling_id", Text("住在哪里", "Where he lives"), needed=False),
        _choice("channel", Text("登记渠道", "Signed in by"), pb.SignInChannel, incomer_words.CHANNELS),
        _choice("reason", Text("来此事由", "Reason"), register_pb2.StayReason, words.REASONS),
        Field("origin", Text("从哪里来（可不填）", "From where (may stay empty)")),
        Field("arrived_on", Text("到达日期（不填为今天）", "Arrived on (today when empty)"), "date"),
        Field("expected_until", Text("预计住到", "Expected until"), "date"),
        Field("employer", Text("用人单位（可不填）", "Employer (may stay empty)")),
        Field(
            "services",
            Text("需要的服务", "Services wanted"),
            "choices",
            words.options(pb.ServiceKind, incomer_words.SERVICES),
        ),
        Field(
            "sure",
            Text("已核对，确认不是同一个人", "I checked: this is another person"),
            "check",
            help=Text("仅在提示同名同生日时勾选。", "Only when told of the same name and birthday."),
        ),
    ]
    given = {
        "channel": "SIGN_IN_CHANNEL_WORKER",
        "details.document_kind": "DOCUMENT_KIND_IDENTITY_CARD",
        "worksite_id": request.args.get("worksite", "")[:40],
    }
    return acts.answered(
        Form(pb.SignInRequest(), fields, given),
        stub().SignIn,
        lambda made: f"{HOME}/{made.id}",
        title=t("居住登记", "Sign somebody in"),
        said=t("已登记", "Signed in"),
        told=t(
            "登记后居民与本地居民同等享受服务，可以发居住登记卡。",
            "The person is offered services like everybody else, and can be given a card.",
        ),
        back=HOME,
    )


@needs(EDIT)
def sign_out_incomer(card: str) -> Any:
    """Somebody left."""
    found = stub().GetCard(pb.GetCardRequest(id=card))
    fields = [
        acts.ETAG,
        Field("day", Text("离开日期", "Left on"), "date", help=Text("不填为今天。", "Empty: today.")),
        Field("destination", Text("去往（可不填）", "Where to (may stay empty)")),
    ]
    return acts.answered(
        Form(pb.SignOutRequest(id=card), fields, {"etag": found.etag}),
        stub().SignOut,
        lambda made: f"{HOME}/{made.id}",
        title=t("离开注销", "Sign out"),
        said=t("已注销", "Signed out"),
        told=t("居住记录同时结束，居住登记卡失效。", "The residence ends, and the card is no longer valid."),
        about=found.person_name,
        back=f"{HOME}/{card}",
    )


@needs(EDIT)
def move_incomer(card: str) -> Any:
    """Another dwelling."""
    found = stub().GetCard(pb.GetCardRequest(id=card))
    fields = [
        acts.ETAG,
        _dwelling("dwelling_id", Text("搬到哪里", "To which dwelling"), found.territory_code[:12]),
        acts.DAY,
    ]
    return acts.answered(
        Form(pb.MoveIncomerRequest(id=card), fields, {"etag": found.etag}),
        stub().MoveIncomer,
        lambda made: f"{HOME}/{made.id}",
        title=t("变更住址", "Change the address"),
        said=t("已变更住址", "The address was changed"),
        about=found.person_name,
        back=f"{HOME}/{card}",
    )


@needs(EDIT)
def name_worksite(card: str) -> Any:
    """Where somebody works."""
    found = stub().GetCard(pb.GetCardRequest(id=card))
    given = {"etag": found.etag, "worksite_id": found.worksite_id}
    return acts.answered(
        Form(pb.NameWorksiteRequest(id=card), [acts.ETAG, *_worksite_fields()], given),
        stub().NameWorksite,
        lambda made: f"{HOME}/{made.id}",
        title=t("所在工地", "Worksite"),
        said=t("已记录", "Recorded"),
        told=t("不在工地做工的，不选即可。", "Choose none for whoever works at none."),
        about=found.person_name,
        back=f"{HOME}/{card}",
    )


@needs(EDIT)
def incomer_step(card: str) -> Any:
    """One button: issue, renew, found, missed, a service."""
    verb, etag = request.form.get("verb", ""), request.form.get("etag", "")[:40]
    sent = request.form.get("kind", "")
    kind = int(sent) if sent.isdecimal() and int(sent) in incomer_words.SERVICES else 0
    if verb == "issue":
        stub().IssueCard(pb.IssueCardRequest(id=card, etag=etag))
    elif verb == "renew":
        stub().RenewCard(pb.RenewCardRequest(id=card, etag=etag))
    elif verb in ("given", "asked"):
        asked = pb.NoteServiceRequest(id=card, etag=etag, kind=kind, given=verb == "given")  # type: ignore[arg-type]
        stub().NoteService(asked)
    else:
        stub().NoteCardVisit(pb.NoteCardVisitRequest(id=card, etag=etag, found=verb[:10]))
    return done(f"{HOME}/{card}", t("已记录", "Recorded"))


def _dwelling(name: str, label: Text, code: str = "", *, needed: bool = True) -> Field:
    own = [each[:12] for each in register.own_codes(EDIT) if each]
    source = dwellings_address(code or next(iter(own), ""))
    told = (
        None
        if needed
        else Text(
            "选了工地又不填的，登记在工地宿舍。", "With a worksite and none chosen: where its workers live."
        )
    )
    return Field(name, label, "lookup", required=needed, source=source, titled=dwelling_title, help=told)


def _worksite_fields() -> list[Field]:
    """A choice of worksites, where there are any."""
    found = worksites.choices() if g.may(worksites.EDIT) else []
    return [Field("worksite_id", Text("所在工地", "Worksite"), "choice", found)] if found else []


def _choice(name: str, label: Text, kind: Any, titles: words.Titles) -> Field:
    return Field(name, label, "radios", words.options(kind, titles), required=True)
