"""Messages in, commands out, replies back: notices to phones."""

from __future__ import annotations

from typing import Any

from services.field.application.push_ports import Address
from services.field.bootstrap import Application
from services.kernel.call import Call
from services.kernel.rpc.server import call_of
from wangge.field.v1 import push_pb2 as pb
from wangge.field.v1 import push_pb2_grpc as pb_grpc


class PushServicer(pb_grpc.PushServiceServicer):
    """PushService of wangge/field/v1/push.proto."""

    def __init__(self, application: Application) -> None:
        self._push = application.push

    def GetPush(self, request: pb.GetPushRequest, context: Any) -> pb.PushState:
        return self._state(call_of(context), request.device_id)

    def RegisterPush(self, request: pb.RegisterPushRequest, context: Any) -> pb.PushState:
        call = call_of(context)
        address = Address(request.endpoint, request.key, request.secret)
        self._push.register(call, request.device_id, address, quiet=request.quiet, language=request.language)
        return self._state(call, request.device_id)

    def RemovePush(self, request: pb.RemovePushRequest, context: Any) -> pb.PushState:
        call = call_of(context)
        self._push.remove(call, request.device_id)
        return self._state(call, request.device_id)

    def _state(self, call: Call, device_id: str) -> pb.PushState:
        state = self._push.get(call, device_id)
        return pb.PushState(
            enabled=state.enabled,
            public_key=state.public_key,
            registered=state.registered,
            quiet=state.quiet,
        )
