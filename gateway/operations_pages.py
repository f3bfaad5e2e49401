"""Pages for those who run the platform: state of the services, parked events, the audit chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask, abort, render_template, request

from gateway.settings_port import ServiceManifest
from services.kernel.errors import Invalid, Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.texts import Text, t
from wangge.operations.v1 import operations_pb2 as pb
from wangge.operations.v1 import operations_pb2_grpc as stubs

STATUS, PARKED, AUDIT = "operations.status.view", "operations.parked.decide", "operations.audit.verify"
SEARCH = "operations.audit.search"
STATES = {
    "waiting": Text("等待重试", "Waiting"),
    "handled": Text("已处理", "Handled"),
    "discarded": Text("已放弃", "Discarded"),
}
_SEARCHED = (
    Field("actor_id", Text("账号编号", "Id of the account")),
    Field("action_prefix", Text("操作（开头几个字母）", "Action (its beginning)"), "code"),
    Field("record_type", Text("记录类型", "Kind of record"), "code"),
    Field("record_id", Text("记录编号", "Id of the record"), "code"),
    Field("since", Text("从", "From"), "date"),
    Field("until", Text("到", "To"), "date"),
)
_ALL_AT_ONCE, _OF_ONE = 20, 50
_SECONDS = 120.0
_REASON = (Field("reason", Text("放弃的原因", "Why it is discarded"), "area"),)


@dataclass(frozen=True)
class Told:
    """What one service answered, or why it did not."""

    service: ServiceManifest
    answer: Any = None
    refused: str = ""

    @property
    def title(self) -> str:
        """The service as readers call it."""
        return t(self.service.title_zh, self.service.title_en)


def add(app: Flask, manifests: Sequence[ServiceManifest]) -> None:
    """Add the pages; each asks the services with the reader's own rights."""
    known = {each.name: each for each in manifests}

    @app.get("/operations/services")
    @needs(STATUS)
    def operations_services() -> str:
        told = [_asked(each, "GetStatus", pb.GetStatusRequest(service=each.name)) for each in manifests]
        return render_template("operations_services.html", told=told)

    @app.get("/operations/parked")
    @needs(PARKED)
    def operations_parked() -> str:
        service, state = request.args.get("service", ""), request.args.get("state", "waiting")
        state = state if state in STATES else "waiting"
        chosen = [known[service]] if service in known else list(manifests)
        token = request.args.get("page", "") if service in known else ""
        size = _OF_ONE if service in known else _ALL_AT_ONCE
        told = []
        for each in chosen:
            asked = pb.ListParkedEventsRequest(
                service=each.name, state=state, page_size=size, page_token=token
            )
            told.append(_asked(each, "ListParkedEvents", asked))
        return render_template(
            "operations_parked.html",
            told=told,
            manifests=manifests,
            service=service if service in known else "",
            state=state,
            states=STATES,
            paged=bool(token),
        )

    @app.post("/operations/parked/<service>/<id>/retry")
    @needs(PARKED)
    def operations_retry(service: str, id: str) -> Any:
        event = _stub(known, service).RetryParkedEvent(pb.RetryParkedEventRequest(service=service, id=id))
        message = t("已重新处理", "It was handled now")
        if event.state != "handled":
            message = t("重试后仍未成功：{reason}", "It failed again: {reason}", reason=event.reason[:200])
        return done(f"/operations/parked?service={service}", message)

    @app.route("/operations/parked/<service>/<id>/discard", methods=["GET", "POST"])
    @needs(PARKED)
    def operations_discard(service: str, id: str) -> Any:
        stub = _stub(known, service)
        form = Form(pb.DiscardParkedEventRequest(service=service, id=id), _REASON)
        if request.method == "POST" and form.read():
            try:
                stub.DiscardParkedEvent(form.message)
                return done(
                    f"/operations/parked?service={service}", t("已放弃该事件", "The event was discarded")
                )
            except Refusal as refusal:
                form.refused(refusal)
        page = render_template("operations_discard.html", form=form, service=known[service])
        return page, 422 if request.method == "POST" else 200

    @app.get("/operations/log")
    @needs(SEARCH)
    def operations_log() -> Any:
        service = request.args.get("service", "") or next(iter(known))
        form = Form(pb.SearchAuditRequest(service=service, page_size=_OF_ONE), _SEARCHED, _asked_for())
        entries: Any = None
        if form.read(request.args):
            if form.message.HasField("until"):  # the day named is meant whole
                form.message.until.FromDatetime(form.message.until.ToDatetime() + timedelta(days=1))
            form.message.page_token = request.args.get("page", "")
            try:
                entries = _stub(known, service).SearchAudit(form.message)
            except Invalid as refusal:
                form.refused(refusal)
        kept = {name: value for name, value in _asked_for().items() if value}
        page = render_template(
            "operations_log.html", form=form, found=entries, manifests=manifests, service=service, kept=kept
        )
        return page, 200 if form.ok else 422

    @app.route("/operations/audit", methods=["GET", "POST"])
    @needs(AUDIT)
    def operations_audit() -> str:
        wanted = request.form.get("service", "")
        chosen = [each for each in manifests if wanted in ("", each.name)]
        told = []
        if request.method == "POST":
            told = [_asked(each, "VerifyAudit", pb.VerifyAuditRequest(service=each.name)) for each in chosen]
        return render_template("operations_audit.html", told=told, manifests=manifests)


def _asked_for() -> dict[str, str]:
    """The conditions in the address."""
    return {each.name: request.args.get(each.name, "")[:80] for each in _SEARCHED}


def _stub(known: dict[str, ServiceManifest], service: str) -> stubs.OperationsServiceStub:
    if service not in known:
        abort(404)
    return peer(stubs.OperationsServiceStub, service)


def _asked(service: ServiceManifest, method: str, message: Any) -> Told:
    """One service's answer; one that is away does not spoil the page of the others."""
    try:
        call = getattr(peer(stubs.OperationsServiceStub, service.name), method)
        return Told(service, answer=call(message, timeout=_SECONDS if method == "VerifyAudit" else None))
    except Refusal as refusal:
        return Told(service, refused=refusal.said or t("无法连接", "It cannot be reached"))
