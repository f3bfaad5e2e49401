"""Messages in, commands out, replies back: guides and campaign checklists."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from services.field.adapters.checklists import NEWEST_FIRST
from services.field.adapters.guides import IN_ORDER
from services.field.adapters.sheets import NEWEST_FIRST as NEWEST_SHEETS
from services.field.application.sheets import Filled
from services.field.application.standing import FilledList, actions_of
from services.field.bootstrap import Application
from services.field.entrypoints import help_messages as messages
from services.field.entrypoints.messages import moment_of
from services.field.entrypoints.standing_messages import attainment
from services.kernel.call import Call
from services.kernel.persistence.paging import Order, Value, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from wangge.field.v1 import fieldhelp_pb2 as pb
from wangge.field.v1 import fieldhelp_pb2_grpc as pb_grpc

_GUIDES = Order(tuple((column.key, column, descending) for column, descending in IN_ORDER))
_CHECKLISTS = Order(tuple((column.key, column, descending) for column, descending in NEWEST_FIRST))
_SHEETS = Order(tuple((column.key, column, descending) for column, descending in NEWEST_SHEETS))
_After = tuple[datetime, str] | None


class GuideServicer(pb_grpc.GuideServiceServicer):
    """GuideService of wangge/field/v1/fieldhelp.proto."""

    def __init__(self, application: Application) -> None:
        self._app = application

    def ListGuides(self, request: pb.ListGuidesRequest, context: Any) -> pb.ListGuidesResponse:
        size = clamp(request.page_size, 200, 200)
        query = f"{request.query} {request.category} {request.all}"
        after = decode_token(request.page_token, _GUIDES, query)
        found = self._app.list_guides(
            call_of(context),
            request.query,
            messages.CATEGORY_OF.get(request.category),
            all_of_them=request.all,
            after=cast("tuple[int, str, str] | None", after),
            limit=size + 1,
        )
        response = pb.ListGuidesResponse(guides=[messages.guide(each) for each in found[:size]])
        if len(found) > size:
            last = found[size - 1].guide
            values: list[Value] = [last.category.rank, last.zh.title, last.id]
            response.next_page_token = encode_token(_GUIDES, query, values)
        return response

    def GetGuide(self, request: pb.GetGuideRequest, context: Any) -> pb.Guide:
        return messages.guide(self._app.get_guide(call_of(context), request.id, request.version))

    def PutGuide(self, request: pb.PutGuideRequest, context: Any) -> pb.Guide:
        wanted = messages.guide_of(request.guide)
        return messages.guide(self._app.put_guide(call_of(context), wanted, request.guide.etag))


class ChecklistServicer(pb_grpc.ChecklistServiceServicer):
    """ChecklistService of wangge/field/v1/fieldhelp.proto."""

    def __init__(self, application: Application) -> None:
        self._app = application

    def ListChecklists(self, request: pb.ListChecklistsRequest, context: Any) -> pb.ListChecklistsResponse:
        size = clamp(request.page_size, 50, 100)
        query = f"{request.view} {request.state} {request.standing}"
        after = cast("_After", decode_token(request.page_token, _CHECKLISTS, query))
        found = self._app.list_checklists(
            call_of(context),
            mine=request.view != "territory",
            state=messages.STATE_OF.get(request.state),
            standing=request.standing,
            after=after,
            limit=size + 1,
        )
        response = pb.ListChecklistsResponse(checklists=[messages.checklist(each) for each in found[:size]])
        if len(found) > size:
            last = found[size - 1].checklist
            response.next_page_token = encode_token(_CHECKLISTS, query, [last.created_at, last.id])
        return response

    def GetChecklist(self, request: pb.GetChecklistRequest, context: Any) -> pb.Checklist:
        return self._checklist(call_of(context), request.id)

    def PutChecklist(self, request: pb.PutChecklistRequest, context: Any) -> pb.Checklist:
        call, given = call_of(context), request.checklist
        return self._checklist(
            call, self._app.put_checklist(call, given.id, messages.plan_of(given), given.etag)
        )

    def StartChecklist(self, request: pb.ChecklistVerbRequest, context: Any) -> pb.Checklist:
        call = call_of(context)
        self._app.move_checklist.start(call, request.id, request.etag)
        return self._checklist(call, request.id)

    def CloseChecklist(self, request: pb.ChecklistVerbRequest, context: Any) -> pb.Checklist:
        call = call_of(context)
        self._app.move_checklist.close(call, request.id, request.etag)
        return self._checklist(call, request.id)

    def GetChecklistProgress(
        self, request: pb.GetChecklistProgressRequest, context: Any
    ) -> pb.ChecklistProgress:
        return messages.progress(self._app.get_progress(call_of(context), request.id))

    def AddChecklistResult(self, request: pb.AddChecklistResultRequest, context: Any) -> pb.ChecklistResult:
        call = call_of(context)
        filled = Filled(
            id=request.id,
            checklist_id=request.checklist_id,
            object=request.object.strip(),
            answers=[messages.answer_of(each) for each in request.answers],
            territory_code=request.territory_code,
            at=moment_of(request, "at"),
            building_id=request.building_id,
            room=request.room.strip(),
        )
        return self._sheet(call, self._app.add_sheet(call, filled))

    def FillChecklist(self, request: pb.FillChecklistRequest, context: Any) -> pb.ChecklistResult:
        call = call_of(context)
        filled = FilledList(
            id=request.id,
            checklist_id=request.checklist_id,
            answers=[messages.answer_of(each) for each in request.answers],
            territory_code=request.territory_code,
            period=request.period,
            at=moment_of(request, "at"),
        )
        return self._sheet(call, self._app.standing.fill(call, filled))

    def ReviewChecklistResult(
        self, request: pb.ReviewChecklistResultRequest, context: Any
    ) -> pb.ChecklistResult:
        call = call_of(context)
        note = request.note.strip()
        self._app.standing.review(call, request.id, confirmed=request.confirmed, note=note)
        return self._sheet(call, request.id)

    def NewChecklistVersion(self, request: pb.ChecklistVerbRequest, context: Any) -> pb.Checklist:
        call = call_of(context)
        return self._checklist(call, self._app.standing.new_version(call, request.id))

    def GetChecklistAttainment(
        self, request: pb.GetChecklistAttainmentRequest, context: Any
    ) -> pb.ChecklistAttainment:
        call = call_of(context)
        found = self._app.standing.attainment(call, request.id, request.period, export=request.export)
        return attainment(found)

    def LinkChecklistCase(self, request: pb.LinkChecklistCaseRequest, context: Any) -> pb.ChecklistResult:
        call = call_of(context)
        self._app.link_sheet_case(call, request.result_id, request.item_id, request.case_id)
        return self._sheet(call, request.result_id)

    def ListChecklistResults(
        self, request: pb.ListChecklistResultsRequest, context: Any
    ) -> pb.ListChecklistResultsResponse:
        size = clamp(request.page_size, 50, 500)
        query = f"{request.checklist_id} {request.territory_code} {request.only_alarms} {request.building_id}"
        after = cast("_After", decode_token(request.page_token, _SHEETS, query))
        found = self._app.list_sheets(
            call_of(context),
            request.checklist_id,
            territory_code=request.territory_code,
            only_alarms=request.only_alarms,
            building_id=request.building_id,
            export=request.export,
            after=after,
            limit=size + 1,
        )
        response = pb.ListChecklistResultsResponse(results=[messages.sheet(each) for each in found[:size]])
        if len(found) > size:
            last = found[size - 1].sheet
            response.next_page_token = encode_token(_SHEETS, query, [last.at, last.id])
        return response

    def GetChecklistResult(self, request: pb.GetChecklistResultRequest, context: Any) -> pb.ChecklistResult:
        return self._sheet(call_of(context), request.id)

    def GetChecklistPhotoData(
        self, request: pb.GetChecklistPhotoDataRequest, context: Any
    ) -> pb.ChecklistPhotoData:
        content_type, file_name, data = self._app.get_sheet.photo(
            call_of(context), request.result_id, request.photo_id, small=request.thumbnail
        )
        return pb.ChecklistPhotoData(content_type=content_type, file_name=file_name, data=data)

    def _checklist(self, call: Call, checklist_id: str) -> pb.Checklist:
        return messages.checklist(self._app.get_checklist(call, checklist_id))

    def _sheet(self, call: Call, sheet_id: str) -> pb.ChecklistResult:
        found = self._app.get_sheet(call, sheet_id)
        message = messages.sheet(found)
        message.actions.extend(actions_of(call, found.sheet))
        return message
