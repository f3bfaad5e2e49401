"""ReplyTemplateService: message in, command out, reply back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from services.cases.application.reply_templates import Offered
from services.cases.domain.reply_template import ReplyTemplate
from services.cases.entrypoints.messages import stamp
from services.kernel.rpc.server import call_of
from services.kernel.runtime.context import ServiceContext, Servicer
from services.kernel.territory_codes import code_of, path_of
from wangge.cases.v1 import replies_pb2 as pb
from wangge.cases.v1 import replies_pb2_grpc


def servicers(application: Any, context: ServiceContext) -> Sequence[Servicer]:
    """The one servicer of this module."""
    return [
        Servicer(
            "wangge.cases.v1.ReplyTemplateService",
            replies_pb2_grpc.add_ReplyTemplateServiceServicer_to_server,
            ReplyServicer(application.oversight),
        )
    ]


class ReplyServicer(replies_pb2_grpc.ReplyTemplateServiceServicer):
    """Every RPC of reply templates."""

    def __init__(self, oversight: Any) -> None:
        self._do = oversight

    def PutReplyTemplate(self, request: pb.PutReplyTemplateRequest, context: Any) -> pb.ReplyTemplate:
        asked = request.reply_template
        wanted = ReplyTemplate(
            id=asked.id,
            title=asked.title,
            text=asked.text,
            verbs=tuple(asked.verbs),
            category=asked.category,
            path=path_of(asked.territory_code),
        )
        found = self._do.put_reply_template(call_of(context), wanted, asked.etag, personal=asked.personal)
        return _message(found)

    def GetReplyTemplate(self, request: pb.GetReplyTemplateRequest, context: Any) -> pb.ReplyTemplate:
        return _message(self._do.get_reply_template(call_of(context), request.id))

    def ListReplyTemplates(
        self, request: pb.ListReplyTemplatesRequest, context: Any
    ) -> pb.ListReplyTemplatesResponse:
        found = self._do.list_reply_templates(
            call_of(context), verb=request.verb, category=request.category, case_id=request.case_id
        )
        return pb.ListReplyTemplatesResponse(reply_templates=[_message(each) for each in found])

    def DeleteReplyTemplate(
        self, request: pb.DeleteReplyTemplateRequest, context: Any
    ) -> pb.DeleteReplyTemplateResponse:
        self._do.delete_reply_template(call_of(context), request.id)
        return pb.DeleteReplyTemplateResponse()


def _message(offered: Offered) -> pb.ReplyTemplate:
    found = offered.template
    message = pb.ReplyTemplate(
        id=found.id,
        title=found.title,
        text=found.text,
        verbs=found.verbs,
        category=found.category,
        personal=found.personal,
        territory_code=code_of(found.path),
        etag=str(found.version),
        updated_by=found.updated_by,
        actions=["edit", "delete"] if offered.editable else [],
        filled=offered.filled,
    )
    stamp(message.update_time, found.updated_at)
    return message
