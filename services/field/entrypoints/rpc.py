"""Messages in, commands out, replies back: duty and patrols."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from services.field.adapters.checkpoints import ROUTE
from services.field.adapters.reading import NEWEST_FIRST
from services.field.application.patrolling import Called
from services.field.bootstrap import Application
from services.field.entrypoints import messages
from services.field.entrypoints.rpc_help import ChecklistServicer, GuideServicer
from services.field.entrypoints.rpc_people import BadgeServicer, DeviceServicer
from services.field.entrypoints.rpc_push import PushServicer
from services.field.entrypoints.rpc_work_logs import WorkLogServicer
from services.kernel.call import Call
from services.kernel.persistence.paging import Order, Value, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.runtime.context import ServiceContext, Servicer
from wangge.field.v1 import field_pb2 as pb
from wangge.field.v1 import field_pb2_grpc as pb_grpc
from wangge.field.v1 import fieldhelp_pb2_grpc as help_grpc
from wangge.field.v1 import push_pb2_grpc as push_grpc
from wangge.field.v1 import worklog_pb2_grpc as logs_grpc
from wangge.types.v1 import types_pb2 as types

_NEWEST = Order(tuple((column.key, column, descending) for column, descending in NEWEST_FIRST))
_ROUTE = Order(tuple((column.key, column, descending) for column, descending in ROUTE))


class PatrolServicer(pb_grpc.PatrolServiceServicer):
    """PatrolService of wangge/field/v1/field.proto."""

    def __init__(self, application: Application) -> None:
        self._app = application

    def StartDuty(self, request: pb.StartDutyRequest, context: Any) -> pb.Duty:
        call = call_of(context)
        self._app.start_duty(call, request.territory_code, messages.moment_of(request, "at"))
        return self._duty(call)

    def EndDuty(self, request: pb.EndDutyRequest, context: Any) -> pb.Duty:
        call = call_of(context)
        self._app.end_duty(call, messages.moment_of(request, "at"))
        return self._duty(call)

    def GetDuty(self, request: pb.GetDutyRequest, context: Any) -> pb.Duty:
        return self._duty(call_of(context))

    def StartPatrol(self, request: pb.StartPatrolRequest, context: Any) -> pb.Patrol:
        call = call_of(context)
        at = messages.moment_of(request, "at")
        return self._patrol(call, self._app.start_patrol(call, request.id, request.territory_code, at))

    def CheckIn(self, request: pb.CheckInRequest, context: Any) -> pb.Patrol:
        call = call_of(context)
        called = Called(
            id=request.id,
            at=messages.moment_of(request, "at"),
            checkpoint_code=request.checkpoint_code,
            position=messages.position_of(request, "where", request.accuracy),
            finding=request.finding,
            case_id=request.case_id,
            photo_ids=tuple(request.photo_ids),
        )
        self._app.check_in(call, request.patrol_id, called)
        return self._patrol(call, request.patrol_id)

    def LinkCase(self, request: pb.LinkCaseRequest, context: Any) -> pb.Patrol:
        call = call_of(context)
        self._app.link_case(call, request.patrol_id, request.check_in_id, request.case_id)
        return self._patrol(call, request.patrol_id)

    def AddTrack(self, request: pb.AddTrackRequest, context: Any) -> pb.AddTrackResponse:
        fixes = [messages.fix_of(each) for each in request.points]
        accepted, over = self._app.add_track(call_of(context), request.patrol_id, request.batch_id, fixes)
        return pb.AddTrackResponse(accepted=accepted, passed_over=over)

    def FinishPatrol(self, request: pb.FinishPatrolRequest, context: Any) -> pb.Patrol:
        call = call_of(context)
        at = messages.moment_of(request, "at")
        self._app.finish_patrol(call, request.patrol_id, at, request.note, request.etag)
        return self._patrol(call, request.patrol_id)

    def GetPatrol(self, request: pb.GetPatrolRequest, context: Any) -> pb.Patrol:
        return self._patrol(call_of(context), request.id)

    def ListPatrols(self, request: pb.ListPatrolsRequest, context: Any) -> pb.ListPatrolsResponse:
        size = clamp(request.page_size)
        query = f"{request.view} {request.territory_code} {request.day} {request.state}"
        after = decode_token(request.page_token, _NEWEST, query)
        found = self._app.list_patrols(
            call_of(context),
            mine=request.view != "territory",
            under=request.territory_code,
            day=request.day,
            state=messages.STATE_OF.get(request.state),
            after=cast("tuple[datetime, str] | None", after),
            limit=size + 1,
        )
        response = pb.ListPatrolsResponse(patrols=[messages.patrol(each) for each in found[:size]])
        if len(found) > size:
            last = found[size - 1].patrol
            response.next_page_token = encode_token(_NEWEST, query, [last.started_at, last.id])
        return response

    def GetTrack(self, request: pb.GetTrackRequest, context: Any) -> pb.Track:
        fixes, coarse = self._app.get_track(call_of(context), request.id, request.purpose)
        return pb.Track(points=[messages.track_point(each) for each in fixes], coarse=coarse)

    def GetPatrolDay(self, request: pb.GetPatrolDayRequest, context: Any) -> pb.PatrolDay:
        found = self._app.get_patrol_day(call_of(context), request.territory_code, request.day)
        return messages.day(found)

    def AddPhoto(self, request: pb.AddPhotoRequest, context: Any) -> types.Attachment:
        photo = self._app.add_photo(
            call_of(context),
            request.data,
            request.file_name,
            messages.moment_of(request, "taken_at"),
            messages.position_of(request, "taken_where"),
        )
        return messages.attachment(photo)

    def GetPhotoData(self, request: pb.GetPhotoDataRequest, context: Any) -> pb.PhotoData:
        content_type, file_name, data = self._app.get_photo_data(
            call_of(context), request.patrol_id, request.photo_id, small=request.thumbnail
        )
        return pb.PhotoData(content_type=content_type, file_name=file_name, data=data)

    def PutCheckpoint(self, request: pb.PutCheckpointRequest, context: Any) -> pb.Checkpoint:
        wanted = messages.checkpoint_of(request.checkpoint)
        return messages.checkpoint(
            self._app.put_checkpoint(call_of(context), wanted, request.checkpoint.etag)
        )

    def GetCheckpoint(self, request: pb.GetCheckpointRequest, context: Any) -> pb.Checkpoint:
        return messages.checkpoint(self._app.get_checkpoint(call_of(context), request.id))

    def ListCheckpoints(self, request: pb.ListCheckpointsRequest, context: Any) -> pb.ListCheckpointsResponse:
        size = clamp(request.page_size, 200, 1000)
        query = f"{request.territory_code} {request.with_retired}"
        after = decode_token(request.page_token, _ROUTE, query)
        found = self._app.list_checkpoints(
            call_of(context),
            request.territory_code,
            request.with_retired,
            cast("tuple[str, int, str] | None", after),
            size + 1,
        )
        response = pb.ListCheckpointsResponse(
            checkpoints=[messages.checkpoint(each) for each in found[:size]]
        )
        if len(found) > size:
            last = found[size - 1]
            values: list[Value] = [last.territory_path, last.position, last.id]
            response.next_page_token = encode_token(_ROUTE, query, values)
        return response

    def _duty(self, call: Call) -> pb.Duty:
        return messages.duty(*self._app.get_duty(call))

    def _patrol(self, call: Call, patrol_id: str) -> pb.Patrol:
        return messages.whole_patrol(self._app.get_patrol(call, patrol_id))


def servicers(application: Application, context: ServiceContext) -> list[Servicer]:
    """The gRPC servicers of field; one for each service of its contract."""
    return [
        Servicer(
            full_name="wangge.field.v1.PatrolService",
            add_to_server=pb_grpc.add_PatrolServiceServicer_to_server,
            implementation=PatrolServicer(application),
        ),
        Servicer(
            full_name="wangge.field.v1.DeviceService",
            add_to_server=pb_grpc.add_DeviceServiceServicer_to_server,
            implementation=DeviceServicer(application),
        ),
        Servicer(
            full_name="wangge.field.v1.BadgeService",
            add_to_server=pb_grpc.add_BadgeServiceServicer_to_server,
            implementation=BadgeServicer(application),
        ),
        Servicer(
            full_name="wangge.field.v1.PushService",
            add_to_server=push_grpc.add_PushServiceServicer_to_server,
            implementation=PushServicer(application),
        ),
        Servicer(
            full_name="wangge.field.v1.WorkLogService",
            add_to_server=logs_grpc.add_WorkLogServiceServicer_to_server,
            implementation=WorkLogServicer(application.logs),
        ),
        Servicer(
            full_name="wangge.field.v1.GuideService",
            add_to_server=help_grpc.add_GuideServiceServicer_to_server,
            implementation=GuideServicer(application),
        ),
        Servicer(
            full_name="wangge.field.v1.ChecklistService",
            add_to_server=help_grpc.add_ChecklistServiceServicer_to_server,
            implementation=ChecklistServicer(application),
        ),
    ]
