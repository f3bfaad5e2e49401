"""ReferenceService: message in, command out, answer back."""

from __future__ import annotations

from typing import Any

from services.directory.places_parts import Places
from services.kernel.rpc.server import call_of
from services.kernel.runtime.context import Servicer
from wangge.directory.v1 import reference_pb2 as pb
from wangge.directory.v1 import reference_pb2_grpc


class ReferenceServicer(reference_pb2_grpc.ReferenceServiceServicer):
    """Serves wangge.directory.v1.ReferenceService."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def ListDictionaries(
        self, request: pb.ListDictionariesRequest, context: Any
    ) -> pb.ListDictionariesResponse:
        return pb.ListDictionariesResponse(dictionaries=self._places.list_dictionaries(call_of(context)))

    def GetDictionary(self, request: pb.GetDictionaryRequest, context: Any) -> pb.Dictionary:
        return self._places.get_dictionary(call_of(context), request.name, request.version)

    def PublishDictionary(self, request: pb.PublishDictionaryRequest, context: Any) -> pb.Dictionary:
        return self._places.publish_dictionary(call_of(context), request.dictionary)

    def GetCatalogue(self, request: pb.GetCatalogueRequest, context: Any) -> pb.Catalogue:
        return self._places.get_catalogue(call_of(context), request.version)

    def PublishCatalogue(self, request: pb.PublishCatalogueRequest, context: Any) -> pb.Catalogue:
        return self._places.publish_catalogue(call_of(context), request)

    def GetWorkingCalendar(self, request: pb.GetWorkingCalendarRequest, context: Any) -> pb.WorkingCalendar:
        return self._places.get_working_calendar(call_of(context), request.name)

    def SetWorkingCalendar(self, request: pb.SetWorkingCalendarRequest, context: Any) -> pb.WorkingCalendar:
        return self._places.set_working_calendar(call_of(context), request)

    def PutDeductionRule(self, request: pb.PutDeductionRuleRequest, context: Any) -> pb.DeductionRule:
        return self._places.put_deduction_rule(call_of(context), request.rule)

    def ListDeductionRules(
        self, request: pb.ListDeductionRulesRequest, context: Any
    ) -> pb.ListDeductionRulesResponse:
        return pb.ListDeductionRulesResponse(rules=self._places.list_deduction_rules(call_of(context)))

    def PutDocument(self, request: pb.PutDocumentRequest, context: Any) -> pb.Document:
        return self._places.put_document(call_of(context), request.document)

    def ListDocuments(self, request: pb.ListDocumentsRequest, context: Any) -> pb.ListDocumentsResponse:
        return self._places.list_documents(call_of(context), request)


def servicers(places: Places) -> list[Servicer]:
    """The one servicer of this contract."""
    return [
        Servicer(
            "wangge.directory.v1.ReferenceService",
            reference_pb2_grpc.add_ReferenceServiceServicer_to_server,
            ReferenceServicer(places),
        )
    ]
