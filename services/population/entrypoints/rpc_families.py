"""RecordTypeService, ServiceRecordService and LedgerService of population."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from services.kernel.errors import FieldProblem, Invalid
from services.kernel.files.content import XLSX
from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import path_of
from services.kernel.types import Clock
from services.population.application.families.ledgers import LedgerRow
from services.population.application.families.ports import AskedRecords
from services.population.application.families.records import WantedRecord
from services.population.application.room import today_in_china
from services.population.entrypoints.families_messages import (
    consent_said,
    record_message,
    revealed,
    type_message,
    type_said,
)
from services.population.entrypoints.messages import day_of
from services.population.entrypoints.transfers_messages import chunks
from services.population.families_parts import Families
from wangge.population.v1 import families_pb2 as pb
from wangge.population.v1 import families_pb2_grpc as pb_grpc
from wangge.population.v1 import ledgers_pb2 as ledgers_pb
from wangge.population.v1 import ledgers_pb2_grpc as ledgers_grpc
from wangge.population.v1 import register_pb2, transfers_pb2

_BY_PLACE = Order((("path", sa.column("path", sa.String), False), ("id", sa.column("id", sa.String), False)))


class RecordTypeServicer(pb_grpc.RecordTypeServiceServicer):
    """Declared types."""

    def __init__(self, parts: Families) -> None:
        self._do = parts

    def ListRecordTypes(self, request: pb.ListRecordTypesRequest, context: Any) -> pb.ListRecordTypesResponse:
        found = self._do.types(request.subject, with_retired=request.with_retired)
        return pb.ListRecordTypesResponse(types=[type_message(each) for each in found])

    def GetRecordType(self, request: pb.GetRecordTypeRequest, context: Any) -> pb.RecordType:
        return type_message(self._do.types.one(request.code, request.version))

    def PutRecordType(self, request: pb.PutRecordTypeRequest, context: Any) -> pb.RecordType:
        said = type_said(request.type)
        return type_message(self._do.put_type(call_of(context), said, request.type.etag))


class ServiceRecordServicer(pb_grpc.ServiceRecordServiceServicer):
    """Records."""

    def __init__(self, parts: Families, clock: Clock) -> None:
        self._do = parts
        self._clock = clock

    def ListServiceRecords(
        self, request: pb.ListServiceRecordsRequest, context: Any
    ) -> pb.ListServiceRecordsResponse:
        call, size, today = call_of(context), clamp(request.page_size), today_in_china(self._clock())
        asked = AskedRecords(
            path=path_of(request.territory_code),
            type_code=request.type_code,
            subject_id=request.subject_id,
            with_closed=request.with_closed,
            review_before=today if request.review_due else None,
            mine=request.mine,
        )
        query = repr(asked)
        after = _after(request.page_token, query)
        lines, found = self._do.list(call, asked, after, size + 1)
        shown = {each.id for each in lines[:size]}
        response = pb.ListServiceRecordsResponse(
            records=[record_message(call, each, today) for each in found if each.record.id in shown]
        )
        if len(lines) > size:
            last = lines[size - 1]
            response.next_page_token = encode_token(_BY_PLACE, query, (last.path, last.id))
        return response

    def GetServiceRecord(self, request: pb.GetServiceRecordRequest, context: Any) -> pb.ServiceRecord:
        return self._shown(context, request.id)

    def OpenServiceRecord(self, request: pb.OpenServiceRecordRequest, context: Any) -> pb.ServiceRecord:
        wanted = WantedRecord(
            type_code=request.type_code,
            subject_id=request.subject_id,
            values=dict(request.values),
            from_day=day_of(request.from_day, "from_day"),
            to_day=day_of(request.to_day, "to_day"),
            carer_id=request.carer_id,
            consent=consent_said(request.consent),
        )
        return self._shown(context, self._do.open(call_of(context), wanted))

    def ChangeServiceRecord(self, request: pb.ChangeServiceRecordRequest, context: Any) -> pb.ServiceRecord:
        call, note = call_of(context), request.note.strip()
        done = self._do.change(call, request.id, request.etag, dict(request.values), request.carer_id, note)
        return self._shown(context, done)

    def ReviewServiceRecord(self, request: pb.ReviewServiceRecordRequest, context: Any) -> pb.ServiceRecord:
        note = request.note.strip()
        return self._shown(context, self._do.review(call_of(context), request.id, request.etag, note))

    def CloseServiceRecord(self, request: pb.CloseServiceRecordRequest, context: Any) -> pb.ServiceRecord:
        note = request.note.strip()
        done = self._do.close(call_of(context), request.id, request.etag, request.reason, note)
        return self._shown(context, done)

    def RevealServiceRecord(self, request: pb.RevealServiceRecordRequest, context: Any) -> pb.RevealedValues:
        call = call_of(context)
        return revealed(self._do.reveal(call, request.id, list(request.fields), request.purpose))

    def GetConsentFile(self, request: pb.GetConsentFileRequest, context: Any) -> register_pb2.EvidenceData:
        filed, data = self._do.get.consent_file(call_of(context), request.id)
        return register_pb2.EvidenceData(
            file_name=filed.file_name, content_type=filed.content_type, data=data
        )

    def _shown(self, context: Any, record_id: str) -> pb.ServiceRecord:
        call = call_of(context)
        return record_message(call, self._do.get(call, record_id), today_in_china(self._clock()))


class LedgerServicer(ledgers_grpc.LedgerServiceServicer):
    """Ledgers and look-ups."""

    def __init__(self, parts: Families) -> None:
        self._do = parts

    def ListLedger(
        self, request: ledgers_pb.ListLedgerRequest, context: Any
    ) -> ledgers_pb.ListLedgerResponse:
        call, size, path = call_of(context), clamp(request.page_size), path_of(request.territory_code)
        query = f"{request.kind} {path} {request.type_code}"
        after = _after(request.page_token, query)
        found = self._do.ledger(call, request.kind, path, request.type_code, after, size + 1)
        response = self._page(request.kind, query, found, size)
        if after is None:
            for each in self._do.ledger.counts(call, request.kind, path):
                response.counts.add(
                    type_code=each.type_code,
                    title_zh=each.zh,
                    title_en=each.en,
                    count=each.count,
                    suppressed=each.suppressed,
                )
        return response

    def LookUpContacts(
        self, request: ledgers_pb.LookUpContactsRequest, context: Any
    ) -> ledgers_pb.ListLedgerResponse:
        purpose = request.purpose.strip()
        if not purpose:
            raise Invalid(FieldProblem("purpose", "kernel.required"))
        size, path = clamp(request.page_size), path_of(request.territory_code)
        query = f"look up {request.kind} {path} {request.type_code}"
        after = _after(request.page_token, query)
        found = self._do.look_up(
            call_of(context), request.kind, path, request.type_code, purpose, after, size + 1
        )
        return self._page(request.kind, query, found, size)

    def ExportLedger(
        self, request: ledgers_pb.ExportLedgerRequest, context: Any
    ) -> Iterator[transfers_pb2.TransferChunk]:
        purpose = request.purpose.strip()
        if not purpose:
            raise Invalid(FieldProblem("purpose", "kernel.required"))
        name, pieces = self._do.export_ledger(
            call_of(context), request.kind, path_of(request.territory_code), purpose
        )
        return chunks(name, XLSX.content_type, pieces)

    def _page(
        self, kind: str, query: str, found: Sequence[LedgerRow], size: int
    ) -> ledgers_pb.ListLedgerResponse:
        response = ledgers_pb.ListLedgerResponse()
        for key, zh, en in self._do.ledger.columns(kind):
            response.columns.add(key=key, title_zh=zh, title_en=en)
        for each in found[:size]:
            response.rows.add(
                values=each.values,
                subject=each.subject,
                subject_id=each.subject_id,
                record_id=each.record_id,
            )
        if len(found) > size:
            response.next_page_token = encode_token(_BY_PLACE, query, found[size - 1].position)
        return response


def _after(token: str, query: str) -> list[str] | None:
    after = decode_token(token, _BY_PLACE, query)
    return [str(each) for each in after] if after is not None else None
