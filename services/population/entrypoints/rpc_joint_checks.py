"""JointCheckService of wangge/population/v1/joint_checks.proto."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import code_of, path_of
from services.population.adapters.coordination.joint_checks import CHECKS
from services.population.application.coordination.joint_checks import ShownCheck
from services.population.coordination_parts import CoordinationParts
from services.population.domain.coordination.joint_check import Finding, JointCheck, JointCheckState, Premises
from services.population.domain.safety import Subject
from services.population.entrypoints.messages import day_of
from services.population.entrypoints.words import number, optional
from wangge.population.v1 import joint_checks_pb2 as pb
from wangge.population.v1 import joint_checks_pb2_grpc as pb_grpc

_ORDER = Order(tuple((f"{column.key}", column, descending) for column, descending in CHECKS))


class JointCheckServicer(pb_grpc.JointCheckServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: CoordinationParts) -> None:
        self._do = parts

    def ListPremises(self, request: pb.ListPremisesRequest, context: Any) -> pb.ListPremisesResponse:
        path = path_of(request.territory_code)
        found, items = self._do.look_at_checks.premises(call_of(context), path)
        return pb.ListPremisesResponse(
            premises=[
                pb.CheckedPremises(kind=each.kind.value, id=each.id, title=title) for each, title in found
            ],
            items=[
                pb.JointCheckItem(
                    code=each.code,
                    title_zh=each.title_zh,
                    title_en=each.title_en,
                    kinds=sorted(each.subjects),
                )
                for each in items
            ],
        )

    def PlanJointCheck(self, request: pb.PlanJointCheckRequest, context: Any) -> pb.JointCheck:
        call, said = call_of(context), request.check
        planned_on = day_of(said.planned_on, "check.planned_on")
        if planned_on is None:
            raise Invalid(FieldProblem("check.planned_on", "kernel.required"))
        wanted = JointCheck(
            id="",
            title=said.title,
            path=path_of(said.territory_code),
            planned_on=planned_on,
            partner=" ".join(said.partner.split()),
            participants=tuple(dict.fromkeys(said.participants)),
            premises=tuple(dict.fromkeys(Premises(Subject(each.kind), each.id) for each in said.premises)),
            made_by="",
            made_by_name="",
        )
        return self._one(call, self._do.plan_check(call, wanted))

    def RecordFindings(self, request: pb.RecordFindingsRequest, context: Any) -> pb.JointCheck:
        call = call_of(context)
        found = [Finding("", each.premises_id, each.defect, each.note) for each in request.findings]
        return self._one(call, self._do.record_findings(call, request.id, request.etag, found))

    def RectifyFinding(self, request: pb.RectifyFindingRequest, context: Any) -> pb.JointCheck:
        call = call_of(context)
        done = self._do.change_check.rectify(call, request.id, request.etag, request.finding_id)
        return self._one(call, done)

    def CancelJointCheck(self, request: pb.CancelJointCheckRequest, context: Any) -> pb.JointCheck:
        call = call_of(context)
        return self._one(call, self._do.change_check.cancel(call, request.id, request.etag))

    def GetJointCheck(self, request: pb.GetJointCheckRequest, context: Any) -> pb.JointCheck:
        return self._one(call_of(context), request.id)

    def ListJointChecks(self, request: pb.ListJointChecksRequest, context: Any) -> pb.ListJointChecksResponse:
        size = clamp(request.page_size)
        state = optional(JointCheckState, request.state, "state")
        query = f"{request.territory_code} {request.state}"
        after = decode_token(request.page_token, _ORDER, query)
        path = path_of(request.territory_code) if request.territory_code else ""
        texts = None if after is None else [str(each) for each in after]
        found = self._do.look_at_checks.page(call_of(context), path, state, texts, size + 1)
        response = pb.ListJointChecksResponse(checks=[_message(each) for each in found[:size]])
        if len(found) > size:
            response.next_page_token = encode_token(_ORDER, query, [found[size - 1].check.id])
        return response

    def _one(self, call: Call, check_id: str) -> pb.JointCheck:
        return _message(self._do.look_at_checks.one(call, check_id))


def _message(found: ShownCheck) -> pb.JointCheck:
    check = found.check
    return pb.JointCheck(
        id=check.id,
        title=check.title,
        territory_code=code_of(check.path),
        territory_name=found.place,
        partner=check.partner,
        planned_on=check.planned_on.isoformat(),
        participants=check.participants,
        premises=[
            pb.CheckedPremises(kind=each.kind.value, id=each.id, title=found.titles.get(each.id, ""))
            for each in check.premises
        ],
        findings=[
            pb.CheckFinding(
                id=each.id,
                premises_id=each.premises_id,
                defect=each.defect,
                note=each.note,
                due_on=_text(each.due_on),
                rectified_on=_text(each.rectified_on),
            )
            for each in check.findings
        ],
        state=number(check.state),
        done_on=_text(check.done_on),
        made_by_name=check.made_by_name,
        etag=str(check.version),
    )


def _text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
