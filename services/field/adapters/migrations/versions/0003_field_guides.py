"""Guides for residents, campaign checklists with their places and sheets."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "guide",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("territory_path", sa.String(24), nullable=False),
        sa.Column("category", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("content", _JSON, nullable=False),
        sa.Column("effective_from", sa.String(10), nullable=False),
        sa.Column("effective_to", sa.String(10), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("guide_by_place", "guide", ["territory_path"])
    op.create_index("guide_in_order", "guide", ["category", "title", "id"])
    op.create_table(
        "guide_version",
        sa.Column("guide_id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.String(40), nullable=False),
        sa.Column("by_name", sa.String(120), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("content", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("guide_id", "version"),
    )
    op.create_table(
        "checklist",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("territory_path", sa.String(24), nullable=False),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("mechanism", sa.String(20), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("first_day", sa.String(10), nullable=False),
        sa.Column("last_day", sa.String(10), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("items", _JSON, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("checklist_newest", "checklist", ["created_at", "id"])
    op.create_index("checklist_running", "checklist", ["state", "last_day"])
    op.create_table(
        "checklist_place",
        sa.Column("checklist_id", sa.String(36), nullable=False),
        sa.Column("path", sa.String(24), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("checklist_id", "path"),
    )
    op.create_index("checklist_place_by_path", "checklist_place", ["path"])
    op.create_table(
        "checklist_result",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("checklist_id", sa.String(36), nullable=False),
        sa.Column("territory_path", sa.String(24), nullable=False),
        sa.Column("object", sa.String(100), nullable=False),
        sa.Column("building_id", sa.String(40), nullable=False),
        sa.Column("room", sa.String(20), nullable=False),
        sa.Column("by_id", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", _JSON, nullable=False),
        sa.Column("alarms", sa.Integer(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("checklist_result_by_building", "checklist_result", ["checklist_id", "building_id"])
    op.create_index("checklist_result_by_place", "checklist_result", ["checklist_id", "territory_path"])
    op.create_index("checklist_result_newest", "checklist_result", ["checklist_id", "at", "id"])


def downgrade() -> None:
    op.drop_table("checklist_result")
    op.drop_table("checklist_place")
    op.drop_table("checklist")
    op.drop_table("guide_version")
    op.drop_table("guide")
