"""reply templates, names of who decided and reported"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.kernel.persistence.tables import Moment

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_NAMES = (("dispute_screening", "reported_by_name"), ("case_export", "decided_by_name"))
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

# What a new platform starts with; of the whole platform, to be changed or copied like any other.
_TEMPLATES = (
    ("受理告知", ["file"], "您反映的“{标题}”（编号 {编号}）已受理，我们将按规定时限办理，请保持电话畅通。"),
    (
        "补充材料",
        ["return"],
        "案件 {编号} 所报情况不够清楚，请补充具体位置、现场照片和联系方式后重新上报。",
    ),
    (
        "不属受理范围",
        ["reject"],
        "您反映的“{标题}”不属于本平台受理范围，建议向有权处理的部门反映；需要帮助可联系网格员。",
    ),
    ("派遣要求", ["assign"], "请及时到现场核实处置，按时限反馈，并上传处置前后照片；遇有困难及时说明。"),
    ("退件说明", ["send_back"], "经核实，案件 {编号} 不属于我单位职责范围，建议派遣至有权处理的单位。依据："),
    ("处置反馈", ["feed_back"], "已到现场处置完毕：\n1. 处置措施：\n2. 处置结果：现场已恢复正常，照片附后。"),
    (
        "申请延期",
        ["request_extension"],
        "因天气、材料或手续限制，案件 {编号} 无法于 {期限} 前办结，现已采取临时防护措施，申请延期。",
    ),
    (
        "核查通过",
        ["check", "verify"],
        "经核查，{单位}已将“{标题}”处置到位，现场与反馈照片一致，同意结案。",
    ),
)


def upgrade() -> None:
    table = op.create_table(
        "reply_template",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("path", sa.String(24), nullable=False),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("verbs", _JSON, nullable=False),
        sa.Column("category", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.Column("updated_by", sa.String(120), nullable=False),
    )
    op.create_index("reply_template_title", "reply_template", ["owner", "path", "title"], unique=True)
    op.bulk_insert(
        table,
        [
            {
                "id": f"019aae00-0000-7000-8000-{number:012x}",
                "owner": "",
                "path": "",
                "title": title,
                "text": text,
                "verbs": verbs,
                "category": "",
                "version": 1,
                "updated_at": datetime(2026, 11, 23, tzinfo=UTC),
                "updated_by": "系统",
            }
            for number, (title, verbs, text) in enumerate(_TEMPLATES, 1)
        ],
    )
    for name, column in _NAMES:
        with op.batch_alter_table(name, schema=None) as batch:
            batch.add_column(sa.Column(column, sa.String(120), nullable=False, server_default=""))


def downgrade() -> None:
    for name, column in _NAMES:
        with op.batch_alter_table(name, schema=None) as batch:
            batch.drop_column(column)
    op.drop_index("reply_template_title", "reply_template")
    op.drop_table("reply_template")
