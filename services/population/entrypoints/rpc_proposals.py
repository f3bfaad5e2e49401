"""ProposalService of wangge/population/v1/proposals.proto."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Any

import sqlalchemy as sa

from services.kernel.call import Call
from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.security.masks import mask_address, mask_identity, mask_name, mask_phone
from services.kernel.territory_codes import code_of, path_of
from services.population.application.evidence import AddEvidence
from services.population.application.proposals.making import Collected
from services.population.application.proposals.views import ShownProposal
from services.population.domain.proposals import WHERE, ProposalKind, ProposalState
from services.population.entrypoints.messages import attachment, stamp
from services.population.proposals_parts import ProposalParts
from wangge.population.v1 import proposals_pb2 as pb
from wangge.population.v1 import proposals_pb2_grpc as pb_grpc
from wangge.population.v1 import register_pb2
from wangge.types.v1 import types_pb2

_BY_ID = Order((("id", sa.column("id"), True),))
_DAYS = 30
_DECISIONS = {
    "publish": ProposalState.PUBLISHED,
    "return": ProposalState.RETURNED,
    "reject": ProposalState.REJECTED,
}
_MASKS: dict[str, Callable[[str], str]] = {
    "document_number": mask_identity,
    "phone": mask_phone,
    "owner_phone": mask_phone,
    "owner_name": mask_name,
    "registered_address": mask_address,
}
_PLACES = (WHERE, "dwelling_id", "household_id")


class ProposalServicer(pb_grpc.ProposalServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: ProposalParts, add_file: AddEvidence) -> None:
        self._app = parts
        self._add_file = add_file

    def AddProposalFile(self, request: pb.AddProposalFileRequest, context: Any) -> types_pb2.Attachment:
        call = call_of(context)
        return attachment(
            self._add_file(call, request.data, request.file_name, ("image/", "application/pdf"))
        )

    def GetProposalFile(self, request: pb.GetProposalFileRequest, context: Any) -> register_pb2.EvidenceData:
        filed, data = self._app.see.file(call_of(context), request.id, request.file_id)
        return register_pb2.EvidenceData(
            file_name=filed.file_name, content_type=filed.content_type, data=data
        )

    def MakeProposal(self, request: pb.MakeProposalRequest, context: Any) -> pb.Proposal:
        call = call_of(context)
        collected = Collected(
            kind=ProposalKind(request.kind),
            values=dict(request.values),
            id=request.id,
            person_id=request.person_id,
            dwelling_id=request.dwelling_id,
            reason=request.reason.strip(),
            etag=request.etag,
            collected_at=request.collect_time.ToDatetime(tzinfo=UTC)
            if request.HasField("collect_time")
            else None,
            checked=request.checked,
            evidence_ids=tuple(request.evidence_ids),
        )
        return self._one(call, self._app.make(call, collected))

    def CheckProposal(self, request: pb.CheckProposalRequest, context: Any) -> pb.Proposal:
        call = call_of(context)
        return self._one(call, self._app.change.check(call, request.id, request.etag))

    def ReviseProposal(self, request: pb.ReviseProposalRequest, context: Any) -> pb.Proposal:
        call = call_of(context)
        values, reason, files = dict(request.values), request.reason.strip(), list(request.evidence_ids)
        done = self._app.change.revise(call, request.id, request.etag, values, reason, files)
        return self._one(call, done)

    def WithdrawProposal(self, request: pb.WithdrawProposalRequest, context: Any) -> pb.Proposal:
        call = call_of(context)
        return self._one(call, self._app.change.withdraw(call, request.id, request.etag))

    def GetProposal(self, request: pb.GetProposalRequest, context: Any) -> pb.Proposal:
        return self._one(call_of(context), request.id)

    def RevealProposal(self, request: pb.RevealProposalRequest, context: Any) -> pb.Proposal:
        found = self._app.see.one(call_of(context), request.id, purpose=request.purpose.strip(), whole=True)
        return shown(found, whole=True)

    def ListProposals(self, request: pb.ListProposalsRequest, context: Any) -> pb.ListProposalsResponse:
        call, size = call_of(context), clamp(request.page_size)
        state = ProposalState(request.state) if request.state else None
        query = f"{request.mine} {request.state} {request.territory_code}"
        token = decode_token(request.page_token, _BY_ID, query)
        after = str(token[0]) if token else ""
        if request.mine:
            found = self._app.see.own(call, state, after, size + 1)
        else:
            path = path_of(request.territory_code)
            found = self._app.see.listed(call, state, path, after, size + 1)
        response = pb.ListProposalsResponse(proposals=[shown(each, fields=False) for each in found[:size]])
        if len(found) > size:
            response.next_page_token = encode_token(_BY_ID, query, [found[size - 1].proposal.id])
        return response

    def DecideProposal(self, request: pb.DecideProposalRequest, context: Any) -> pb.Proposal:
        call = call_of(context)
        made = self._app.decide(
            call,
            request.id,
            request.etag,
            _DECISIONS[request.decision],
            request.note.strip(),
            list(request.fields),
            sure=request.not_a_duplicate,
        )
        return self._one(call, made)

    def PublishProposals(
        self, request: pb.PublishProposalsRequest, context: Any
    ) -> pb.PublishProposalsResponse:
        done, kept = self._app.decide.in_bulk(call_of(context), list(request.ids))
        left = [pb.PublishProposalsResponse.Left(id=each, code=code) for each, code in kept]
        return pb.PublishProposalsResponse(published=done, left=left)

    def GetProposalFigures(self, request: pb.GetProposalFiguresRequest, context: Any) -> pb.ProposalFigures:
        path = path_of(request.territory_code)
        return pb.ProposalFigures(**self._app.see.figures(call_of(context), path, request.days or _DAYS))

    def _one(self, call: Call, proposal_id: str) -> pb.Proposal:
        return shown(self._app.see.one(call, proposal_id))


def shown(found: ShownProposal, *, whole: bool = False, fields: bool = True) -> pb.Proposal:
    """Masked, unless ``whole``."""
    proposal = found.proposal
    message = pb.Proposal(
        id=proposal.id,
        kind=proposal.kind.value,
        state=proposal.state.value,
        person_id=proposal.person_id,
        person_name=found.name,
        dwelling_id=proposal.dwelling_id or proposal.values.get("dwelling_id", ""),
        address=found.address
        if proposal.kind is ProposalKind.CORRECT_DWELLING
        else mask_address(found.address),
        territory_code=code_of(proposal.path),
        territory_name=found.place,
        proposer_id=proposal.proposer_id,
        proposer_name=proposal.proposer_name,
        mine=found.mine,
        same_day=proposal.same_day,
        decided_by=proposal.decided_by_name,
        stale=found.stale,
        conflict=found.conflict,
        may_decide=found.may_decide,
        etag=str(proposal.version),
    )
    stamp(message, "collect_time", proposal.collected_at)
    stamp(message, "make_time", proposal.made_at)
    stamp(message, "check_time", proposal.checked_at)
    stamp(message, "decide_time", proposal.decided_at)
    if not fields:
        return message
    message.reason, message.note = proposal.reason, proposal.note
    message.evidence.extend(attachment(each) for each in found.evidence)
    for each in found.sides:
        values = [
            _value(proposal.kind, each.name, value, found, whole)
            for value in (each.then, each.current, each.proposed)
        ]
        message.fields.add(
            name=each.name,
            then=values[0],
            current=values[1],
            proposed=values[2],
            conflict=each.conflict,
            same=each.same,
        )
    return message


def _value(kind: ProposalKind, name: str, value: str, found: ShownProposal, whole: bool) -> str:
    """Ids of homes as their addresses; numbers and where people live masked."""
    if name in _PLACES:
        address = found.addresses.get(value, "")
        return address if whole else mask_address(address)
    if whole or (name == "address" and kind is ProposalKind.CORRECT_DWELLING):
        return value
    return _MASKS[name](value) if name in _MASKS else value
