"""An announcement for the toy service: every pipe is laid once more, as far as others hear."""

from __future__ import annotations

import sqlalchemy as sa

from services.kernel.call import system_call
from services.kernel.runtime.context import ServiceContext


class Unready(RuntimeError):
    """The announcement ended before it was complete."""


broken = False


def announce(application, context: ServiceContext, wanted) -> None:
    """Ends halfway when told to."""
    from toywater.parts import pipes
    from toywater.v1 import water_pb2

    with context.new_uow(system_call("announce")) as uow:
        for row in uow.connection.execute(sa.select(pipes)).all():
            uow.record(water_pb2.PipeLaid(pipe_id=row.id, name=row.name), aggregate=row.id)
        if broken:
            raise Unready
        uow.audit("toywater.announce", "announcement", ",".join(sorted(wanted)), changes=_plain(wanted))
        uow.commit()


def _plain(wanted):
    return {service: ["", sorted(events)] for service, events in wanted.items()}
