"""Weekly summaries of the register, their meetings, service items and volunteer brands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incomer_card", sa.Column("wants", sa.String(length=60), nullable=False, server_default=""))
    _note_wants()
    op.create_table(
        "summary_meeting",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=24), nullable=False),
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("huddle", sa.Boolean(), nullable=False),
        sa.Column("once", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("prepared_by", sa.String(length=120), nullable=False),
        sa.Column("prepared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by", sa.String(length=120), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("week", "once", name="summary_meeting_once"),
    )
    op.create_index("summary_meeting_by_place", "summary_meeting", ["path", "week"], unique=False)
    op.create_index("summary_meeting_newest", "summary_meeting", ["huddle", "id"], unique=False)
    op.create_table(
        "heard_need",
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("path", sa.String(length=24), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id", "number"),
    )
    op.create_index(
        "heard_need_by_case",
        "heard_need",
        ["case_id"],
        unique=False,
        postgresql_where=sa.text("case_id != ''"),
        sqlite_where=sa.text("case_id != ''"),
    )
    op.create_index(
        "heard_need_by_day", "heard_need", ["day", "path", "kind", "case_id", "settled"], unique=False
    )
    op.create_index("heard_need_by_place", "heard_need", ["path", "day"], unique=False)
    op.create_table(
        "register_quality_week",
        sa.Column("week", sa.String(length=8), nullable=False),
        sa.Column("path", sa.String(length=24), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("fresh", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", "path"),
    )
    op.create_table(
        "service_item",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("offered_by", sa.String(length=100), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("service_item_by_place", "service_item", ["path", "id"], unique=False)
    op.create_table(
        "unit_need",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("establishment_id", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("stated_to", sa.String(length=120), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("unit_need_by_unit", "unit_need", ["establishment_id", "id"], unique=False)
    op.create_index(
        "unit_need_open",
        "unit_need",
        ["path", "kind"],
        unique=False,
        postgresql_where=sa.text("met_on IS NULL"),
        sqlite_where=sa.text("met_on IS NULL"),
    )
    op.create_table(
        "volunteer_brand",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("what", sa.String(length=500), nullable=False),
        sa.Column("contact_post", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("activities", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("volunteer_brand_by_place", "volunteer_brand", ["path", "id"], unique=False)
    op.create_table(
        "brand_activity",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("brand_id", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("volunteers", sa.Integer(), nullable=False),
        sa.Column("served", sa.Integer(), nullable=False),
        sa.Column("noted_by", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("brand_activity_by_brand", "brand_activity", ["brand_id", "day"], unique=False)
    op.create_index("proposal_by_making", "proposal", ["made_at", "path"], unique=False)
    op.create_index("proposal_by_decision", "proposal", ["decided_at", "path", "state"], unique=False)
    op.create_index(
        "incomer_card_by_wants",
        "incomer_card",
        ["path", "wants"],
        unique=False,
        postgresql_where=sa.text("wants != ''"),
        sqlite_where=sa.text("wants != ''"),
    )


def _note_wants() -> None:
    """Services that wait, of cards that are there already."""
    card = sa.table(
        "incomer_card",
        sa.column("id"),
        sa.column("state"),
        sa.column("services", sa.JSON),
        sa.column("wants"),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(card).where(card.c.state != "left")).all():
        wants = ",".join(sorted(kind for kind, (_, given) in (row.services or {}).items() if not given))
        if wants:
            connection.execute(sa.update(card).where(card.c.id == row.id).values(wants=wants))


def downgrade() -> None:
    op.drop_index("incomer_card_by_wants", table_name="incomer_card")
    with op.batch_alter_table("incomer_card") as batch:
        batch.drop_column("wants")
    op.drop_index("proposal_by_decision", table_name="proposal")
    op.drop_index("proposal_by_making", table_name="proposal")
    for name in (
        "brand_activity",
        "volunteer_brand",
        "unit_need",
        "service_item",
        "register_quality_week",
        "heard_need",
        "summary_meeting",
    ):
        op.drop_table(name)
