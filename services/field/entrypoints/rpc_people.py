"""Messages in, commands out, replies back: bound phones and badges."""

from __future__ import annotations

from typing import Any

from services.field.bootstrap import Application
from services.field.entrypoints import messages
from services.kernel.rpc.server import call_of
from wangge.field.v1 import field_pb2 as pb
from wangge.field.v1 import field_pb2_grpc as pb_grpc


class DeviceServicer(pb_grpc.DeviceServiceServicer):
    """DeviceService of wangge/field/v1/field.proto."""

    def __init__(self, application: Application) -> None:
        self._app = application

    def RegisterDevice(self, request: pb.RegisterDeviceRequest, context: Any) -> pb.Device:
        return messages.device(self._app.register_device(call_of(context), request.id, request.name))

    def ListDevices(self, request: pb.ListDevicesRequest, context: Any) -> pb.ListDevicesResponse:
        found = self._app.list_devices(call_of(context), request.territory_code)
        return pb.ListDevicesResponse(devices=[messages.device(*each) for each in found])

    def RemoveDevice(self, request: pb.RemoveDeviceRequest, context: Any) -> pb.Device:
        return messages.device(self._app.remove_device(call_of(context), request.id, request.account_id))

    def ConfirmWipe(self, request: pb.ConfirmWipeRequest, context: Any) -> pb.Device:
        return messages.device(self._app.confirm_wipe(call_of(context), request.id))


class BadgeServicer(pb_grpc.BadgeServiceServicer):
    """BadgeService of wangge/field/v1/field.proto."""

    def __init__(self, application: Application) -> None:
        self._app = application

    def GetBadge(self, request: pb.GetBadgeRequest, context: Any) -> pb.Badge:
        return messages.badge(self._app.get_badge(call_of(context)))

    def VerifyBadge(self, request: pb.VerifyBadgeRequest, context: Any) -> pb.BadgeCheck:
        return messages.badge_check(self._app.verify_badge(request.code))
