"""The toy's servicer."""

from __future__ import annotations

import threading

import sqlalchemy as sa

from services.kernel.rpc.server import call_of
from services.kernel.runtime.context import Servicer
from toywater.parts import pipes
from toywater.v1 import water_pb2, water_pb2_grpc

WAITING = threading.Event()


class WaterServicer(water_pb2_grpc.WaterServiceServicer):
    def __init__(self, application):
        self.application = application

    def LayPipe(self, request, context):
        pipe_id = self.application.lay(call_of(context), request.name)
        return self.GetPipe(water_pb2.GetPipeRequest(id=pipe_id), context)

    def GetPipe(self, request, context):
        row = self.application.get(request.id)
        return water_pb2.Pipe(id=row.id, name=row.name, laid_by=row.laid_by)

    def CountPipes(self, request, context):
        return water_pb2.CountPipesResponse(count=self.application.count())

    def Echo(self, request, context):
        call = call_of(context)
        return water_pb2.EchoResponse(
            actor=call.actor.id,
            origin=call.origin,
            purpose=call.purpose,
            locale=call.locale,
            trace_id=call.trace_id,
            on_behalf_of=call.on_behalf_of,
            has_deadline=call.deadline is not None,
        )

    def WatchPipes(self, request, context):
        with self.application.context.database.read() as connection:
            rows = connection.execute(sa.select(pipes).order_by(pipes.c.id)).all()
        for row in rows:
            yield water_pb2.Pipe(id=row.id, name=row.name)
        if any(row.name == "open end" for row in rows):
            while context.is_active():
                WAITING.wait(0.02)  # silent until the call ends
            return
        self.application.get("the end")

    def Break(self, request, context):
        raise RuntimeError(f"a bug that quotes {request.text}")


def servicers(application, context):
    return [
        Servicer(
            "toywater.v1.WaterService",
            water_pb2_grpc.add_WaterServiceServicer_to_server,
            WaterServicer(application),
        )
    ]
