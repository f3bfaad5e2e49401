"""Tables and application of the toy service."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from services.kernel.call import Call
from services.kernel.errors import NotFound
from services.kernel.runtime.context import ServiceContext
from toywater.v1 import water_pb2

metadata = sa.MetaData()
pipes = sa.Table(
    "pipe",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("name", sa.String(40), nullable=False),
    sa.Column("laid_by", sa.String(36), nullable=False),
    sa.Column("owner_sealed", sa.LargeBinary, info={"sealed": "pipe.owner_sealed"}),
)


class NoSuchPipe(NotFound):
    code = "toywater.no_such_pipe"


@dataclass(frozen=True)
class Water:
    context: ServiceContext

    def lay(self, call: Call, name: str) -> str:
        with self.context.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            pipe_id = self.context.new_id()
            sealed = self.context.cipher.seal(f"owner of {name}", place=f"pipe.owner_sealed/{pipe_id}")
            uow.connection.execute(
                sa.insert(pipes).values(id=pipe_id, name=name, laid_by=call.actor.id, owner_sealed=sealed)
            )
            uow.record(water_pb2.PipeLaid(pipe_id=pipe_id, name=name), aggregate=pipe_id)
            uow.audit("toywater.pipe.lay", "pipe", pipe_id)
            uow.commit(result=pipe_id)
        return pipe_id

    def get(self, pipe_id: str) -> sa.Row[tuple[str, str, str]]:
        with self.context.database.read() as connection:
            row = connection.execute(sa.select(pipes).where(pipes.c.id == pipe_id)).first()
        if row is None:
            raise NoSuchPipe(id=pipe_id)
        return row

    def count(self) -> int:
        with self.context.database.read() as connection:
            return connection.execute(sa.select(sa.func.count()).select_from(pipes)).scalar_one()


def build(context: ServiceContext) -> Water:
    return Water(context)
