"""storeys, units, year and footprint of buildings, and their own code"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NUMBERS = ("storeys", "basements", "units", "dwellings_per_storey", "year_built")
_CODED = sa.text("code != ''")


def upgrade() -> None:
    op.add_column("building", sa.Column("code", sa.String(length=40), nullable=False, server_default=""))
    for name in _NUMBERS:
        op.add_column("building", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("building", sa.Column("footprint", sa.Text(), nullable=False, server_default=""))
    op.create_index("building_by_name", "building", ["community_code", "name"])
    op.create_index(
        "building_by_code",
        "building",
        ["code"],
        unique=True,
        sqlite_where=_CODED,
        postgresql_where=_CODED,
    )


def downgrade() -> None:
    op.drop_index("building_by_code", "building")
    op.drop_index("building_by_name", "building")
    for name in ("footprint", *reversed(_NUMBERS), "code"):
        op.drop_column("building", name)
