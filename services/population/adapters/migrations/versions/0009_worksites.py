"""Stations for incomers, worksites, safety commitments of employers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text  # variants are rendered with the bare name
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_JSON = sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql")


def upgrade() -> None:
    op.add_column(
        "incomer_card", sa.Column("worksite_id", sa.String(length=36), nullable=False, server_default="")
    )
    op.create_index("incomer_card_by_worksite", "incomer_card", ["worksite_id", "path"])
    op.create_table(
        "worksite",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("path", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("employer_id", sa.String(length=36), nullable=False),
        sa.Column("employer_name", sa.String(length=100), nullable=False),
        sa.Column("housed", sa.Integer(), nullable=False),
        sa.Column("dwelling_id", sa.String(length=36), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("expected_end", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("phone_blind", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("worksite_by_place", "worksite", ["path", "id"])
    op.create_index("worksite_by_phone", "worksite", ["phone_blind"])
    _commitments()
    _stations()


def _commitments() -> None:
    op.create_table(
        "commitment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("subject", sa.String(length=12), nullable=False),
        sa.Column("next_check_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "commitment_letter",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("commitment_id", sa.String(length=36), nullable=False),
        sa.Column("text_version", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("file_id", sa.String(length=36), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("commitment_letter_by_commitment", "commitment_letter", ["commitment_id", "id"])
    op.create_table(
        "commitment_check",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("commitment_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("worker_id", sa.String(length=40), nullable=False),
        sa.Column("worker_name", sa.String(length=120), nullable=False),
        sa.Column("failed", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("commitment_check_by_commitment", "commitment_check", ["commitment_id", "at"])
    op.create_table(
        "commitment_defect",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("commitment_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rectified_on", sa.Date(), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("commitment_defect_by_commitment", "commitment_defect", ["commitment_id"])
    op.create_index("commitment_defect_due", "commitment_defect", ["told", "due_on"])


def _stations() -> None:
    op.create_table(
        "station",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("path", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("hours", sa.String(length=200), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("services", _JSON, nullable=False),
        sa.Column("serves", _JSON, nullable=False),
        sa.Column("needed_from", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("station_by_place", "station", ["path", "id"])
    op.create_table(
        "station_coordinator",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("station_id", sa.String(length=36), nullable=False),
        sa.Column("work_name", sa.String(length=60), nullable=False),
        sa.Column("work_number", sa.String(length=30), nullable=False),
        sa.Column("account_id", sa.String(length=40), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("station_coordinator_by_station", "station_coordinator", ["station_id", "from_day"])


def downgrade() -> None:
    for table in (
        "station_coordinator",
        "station",
        "commitment_defect",
        "commitment_check",
        "commitment_letter",
        "commitment",
        "worksite",
    ):
        op.drop_table(table)
    op.drop_index("incomer_card_by_worksite", table_name="incomer_card")
    with op.batch_alter_table("incomer_card") as batch:
        batch.drop_column("worksite_id")
