"""Joint checks: planned, carried out, defects put right (POP-20)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from services.kernel.errors import Forbidden, Invalid, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import Text, t
from services.population.edge import acts, coordination_words, families, register, words
from services.population.edge.coordination import CHECK, boxes
from services.population.edge.people import address_of, places
from services.population.edge.register import asked_code, place_name
from wangge.population.v1 import joint_checks_pb2 as pb
from wangge.population.v1 import joint_checks_pb2_grpc as pb_grpc

HOME = "/population/coordination/checks"
_SIZE = 50


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/coordination/checks", view_func=joint_checks)
    blueprint.add_url_rule("/coordination/checks/new", view_func=plan_joint_check, methods=both)
    blueprint.add_url_rule("/coordination/checks/<check>", view_func=joint_check)
    blueprint.add_url_rule("/coordination/checks/<check>/record", view_func=record_findings, methods=both)
    blueprint.add_url_rule("/coordination/checks/<check>/step", view_func=joint_check_step, methods=["POST"])


def stub() -> Any:
    """Joint checks with the reader's rights."""
    return peer(pb_grpc.JointCheckServiceStub, "population")


@needs(CHECK)
def joint_checks() -> str:
    """Of a place by state."""
    code, sent = asked_code(), request.args.get("state", "")
    state = int(sent) if sent.isdecimal() and int(sent) in coordination_words.CHECK_STATES else 0
    token = request.args.get("page_token", "")[:1000]
    asked = pb.ListJointChecksRequest(
        territory_code=code,
        state=state,  # type: ignore[arg-type]
        page_size=_SIZE,
        page_token=token,
    )
    try:
        found = stub().ListJointChecks(asked)
    except Invalid:
        asked.page_token = token = ""
        found = stub().ListJointChecks(asked)
    fields = {"territory": code, "state": str(state or "")}
    following = found.next_page_token
    return render_template(
        "population/joint_checks.html",
        checks=found.checks,
        code=code,
        state=state,
        boxes=boxes(),
        places=places(code, CHECK),
        titles=coordination_words,
        words=words,
        next_address=address_of("coordination/checks", fields, following) if following else "",
        first_address=address_of("coordination/checks", fields) if token else "",
    )


@needs(CHECK)
def plan_joint_check() -> Any:
    """Where, when, what, and which posts."""
    own = [each for each in register.own_codes(CHECK) if each]
    code = request.values.get("place", "")[:24] or (own[0] if own else "")
    known = stub().ListPremises(pb.ListPremisesRequest(territory_code=code)).premises if code else ()
    options = [
        (f"{each.kind}:{each.id}", f"{coordination_words.PREMISES[each.kind]} · {each.title}")
        for each in known
    ]
    fields = [
        Field("place", Text("", ""), "hidden", apart=True),
        Field("check.title", Text("检查名称", "What it is called")),
        Field("check.planned_on", Text("检查日期", "On which day"), "date"),
        Field(
            "check.participants",
            Text("参加单位和岗位（每行一个）", "Bodies and posts that take part (one a line)"),
            "lines",
            placeholder=Text("派出所 社区民警\n市场监管所 执法岗", "Police station, community officer"),
            help=Text("写岗位，不写姓名。", "Posts, not names."),
        ),
        Field(
            "check.partner", Text("共同检查的地方（可不填）", "Together with which place (may stay empty)")
        ),
        Field("premises", Text("检查哪些场所", "Which premises"), "choices", options, True, apart=True),
    ]

    def check(form: Form[Any]) -> None:
        form.message.check.territory_code = code
        for each in request.form.getlist("premises")[:50]:
            kind, _, id = each.partition(":")
            form.message.check.premises.add(kind=kind, id=id)

    return acts.answered(
        Form(pb.PlanJointCheckRequest(), fields, {"place": code}),
        stub().PlanJointCheck,
        lambda made: f"{HOME}/{made.id}",
        title=t("安排联合检查", "Plan a joint check"),
        said=t("已安排", "Planned"),
        told=t(
            "{place}：检查的是场所和服务，不检查人。查出的隐患自动转为案件。",
            "{place}: premises and services are checked, never people. Each defect becomes a case.",
            place=place_name(code),
        ),
        back=HOME,
        check=check,
    )


@needs(CHECK)
def joint_check(check: str) -> str:
    """One with its premises and findings."""
    found = stub().GetJointCheck(pb.GetJointCheckRequest(id=check))
    return render_template(
        "population/joint_check.html",
        check=found,
        names={each.id: each for each in found.premises},
        items=_items(found.territory_code),
        titles=coordination_words,
        words=words,
    )


@needs(CHECK)
def record_findings(check: str) -> Any:
    """For each of the premises what was not in order."""
    found = stub().GetJointCheck(pb.GetJointCheckRequest(id=check))
    answer = stub().ListPremises(pb.ListPremisesRequest(territory_code=found.territory_code))
    form = Form(pb.RecordFindingsRequest(id=check), [acts.ETAG], {"etag": found.etag})
    if request.method == "POST":
        form.read()
        for at, each in enumerate(found.premises):
            note = request.form.get(f"note-{at}", "").strip()[:200]
            failed = [code for code in request.form.getlist(f"failed-{at}") if code]
            for code in failed or [""]:
                form.message.findings.add(premises_id=each.id, defect=code[:40], note=note)
        try:
            stub().RecordFindings(form.message)
            return done(f"{HOME}/{check}", t("检查结果已记录", "The findings were recorded"))
        except (Unauthenticated, Forbidden, NotFound, Unavailable):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    rows = [(each, _of_kind(answer.items, each.kind)) for each in found.premises]
    page = render_template(
        "population/joint_check_record.html",
        check=found,
        form=form,
        rows=rows,
        sent=request.form,
        titles=coordination_words,
    )
    return page, 422 if request.method == "POST" else 200


@needs(CHECK)
def joint_check_step(check: str) -> Any:
    """One button: a defect put right, or the check cancelled."""
    etag, known = request.form.get("etag", "")[:40], request.form.get("request_id", "")[:64]
    if finding := request.form.get("finding", "")[:40]:
        stub().RectifyFinding(
            pb.RectifyFindingRequest(id=check, etag=etag, finding_id=finding, request_id=known)
        )
        return done(f"{HOME}/{check}", t("已整改", "Put right"))
    stub().CancelJointCheck(pb.CancelJointCheckRequest(id=check, etag=etag, request_id=known))
    return done(f"{HOME}/{check}", t("已取消", "Cancelled"))


def _items(code: str) -> dict[str, str]:
    found = stub().ListPremises(pb.ListPremisesRequest(territory_code=code)).items
    return {each.code: families.titled(each) for each in found}


def _of_kind(items: Any, kind: str) -> list[tuple[str, str]]:
    return [(each.code, families.titled(each)) for each in items if kind in each.kinds]
