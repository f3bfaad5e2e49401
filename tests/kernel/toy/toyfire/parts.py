"""A projection of the pipes."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from toywater.v1 import water_pb2

from services.kernel.runtime.context import Job, Subscription

metadata = sa.MetaData()
hydrants = sa.Table(
    "hydrant",
    metadata,
    sa.Column("pipe_id", sa.String(36), primary_key=True),
    sa.Column("name", sa.String(40), nullable=False),
)
ticks = sa.Table("tick", metadata, sa.Column("at", sa.String(40), primary_key=True))


def build(context):
    return context


def project(event, envelope, uow):
    uow.connection.execute(sa.insert(hydrants).values(pipe_id=event.pipe_id, name=event.name))


def subscriptions(application, context):
    return [Subscription("toyfire.project_pipes", "toywater", water_pb2.PipeLaid, project)]


def jobs(application, context):
    def tick(now):
        with context.database.transaction() as connection:
            connection.execute(sa.insert(ticks).values(at=now.isoformat()))
            connection.commit()
        return 1

    return [Job("toyfire.tick", timedelta(minutes=10), tick)]
