"""Tables of notices to phones. Where a browser takes them is sealed: who has it can send there."""

from __future__ import annotations

import sqlalchemy as sa

from services.field.adapters.schema import metadata
from services.kernel.persistence.tables import Moment

subscription = sa.Table(
    "push_subscription",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("account_id", sa.String(40), nullable=False),
    sa.Column("device_id", sa.String(36), nullable=False),
    sa.Column("address", sa.LargeBinary, nullable=False, info={"sealed": "field.push.address"}),
    sa.Column("host", sa.String(260), nullable=False),
    sa.Column("quiet", sa.Boolean, nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("renewed_at", Moment, nullable=False),
    sa.UniqueConstraint("account_id", "device_id"),
)
sa.Index("push_subscription_by_age", subscription.c.renewed_at)

hearing = sa.Table(
    "push_hearing",
    metadata,
    sa.Column("account_id", sa.String(40), primary_key=True),
    sa.Column("key", sa.String(120), primary_key=True),
    sa.Column("line", sa.String(60), primary_key=True),
)
sa.Index("push_hearing_by_key", hearing.c.key)

notice = sa.Table(
    "push_notice",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("subscription_id", sa.String(36), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("number", sa.String(40), nullable=False),
    sa.Column("urgent", sa.Boolean, nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("next_at", Moment, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
)
sa.Index("push_notice_due", notice.c.next_at)
sa.Index("push_notice_of_subscription", notice.c.subscription_id)
