"""handling time and satisfaction among the counters, days of townships

What waits in ``case_count_delta`` is folded into the new counters, too, and therefore left out of them here.
Handling times of old cases need the calendar and are filled in by a job.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_UNTIMED = sa.text("state IN ('CLOSED', 'EVALUATED', 'ARCHIVED') AND handling_minutes IS NULL")
_NEW = ("satisfied", "timed", "minutes")
_MEASURES = ("reported", "closed", "overdue", "on_time", "reworked", "rated")
_DONE = "state IN ('CLOSED', 'EVALUATED', 'ARCHIVED')"
_AMOUNTS = (
    "1",
    f"CASE WHEN {_DONE} THEN 1 ELSE 0 END",
    "CASE WHEN was_overdue THEN 1 ELSE 0 END",
    f"CASE WHEN {_DONE} AND NOT was_overdue THEN 1 ELSE 0 END",
    "CASE WHEN reworks > 0 THEN 1 ELSE 0 END",
    "CASE WHEN {score} > 0 THEN 1 ELSE 0 END",
)


def upgrade() -> None:
    op.add_column("case_record", sa.Column("handling_minutes", sa.Integer))
    op.create_index("case_untimed", "case_record", ["id"], sqlite_where=_UNTIMED, postgresql_where=_UNTIMED)
    op.create_index("case_by_report", "case_record", ["created_at"], postgresql_using="brin")
    for table, kind in (("case_count", sa.BigInteger), ("case_count_delta", sa.Integer)):
        for name in _NEW:
            op.add_column(table, sa.Column(name, kind, nullable=False, server_default="0"))
    _count_days_of_townships()
    _count_the_satisfied()


def downgrade() -> None:
    op.execute("DELETE FROM case_count WHERE period = 'day' AND width > 6")
    for table in ("case_count", "case_count_delta"):
        for name in _NEW:
            op.drop_column(table, name)
    op.drop_index("case_by_report", "case_record")
    op.drop_index("case_untimed", "case_record")
    op.drop_column("case_record", "handling_minutes")


def _count_days_of_townships() -> None:
    day, score = _spelt()
    amounts = ", ".join(
        f"{each.format(score=score)} AS {name}" for each, name in zip(_AMOUNTS, _MEASURES, strict=True)
    )
    taken = ", ".join(f"-{name}" for name in _MEASURES)
    sums = ", ".join(f"sum({name})" for name in _MEASURES)
    keys = {"category": "category", "state": "state", "channel": "channel", "urgency": "urgency"}
    for kind, column in {**keys, "unit": "owner_unit_id"}.items():
        for width in (9, 12) if kind == "urgency" else (9,):
            op.execute(
                f"INSERT INTO case_count (kind, width, period, node, at, x, y, {', '.join(_MEASURES)})"
                f" SELECT '{kind}', {width}, 'day', node, at, x, '', {sums} FROM ("
                f"SELECT substr(grid_path, 1, {width}) AS node, {day} AS at, {column} AS x, {amounts}"
                " FROM case_record UNION ALL"
                f" SELECT substr(path, 1, {width}), day, {kind}, {taken} FROM case_count_delta"
                ") AS every GROUP BY node, at, x"
            )


def _count_the_satisfied() -> None:
    day, score = _spelt()
    keys = "grid_path, category, state, channel, urgency, owner_unit_id"
    noughts = ", ".join("0" for _ in _MEASURES)
    op.execute(
        "INSERT INTO case_count_delta (path, category, state, channel, urgency, unit, day,"
        f" {', '.join(_MEASURES)}, satisfied)"
        f" SELECT {keys}, {day}, {noughts}, count(*) FROM case_record WHERE {score} >= 4"
        f" GROUP BY {keys}, {day}"
    )


def _spelt() -> tuple[str, str]:
    """Day of the report in China and points of a case, as the database at hand spells them."""
    if op.get_bind().dialect.name == "sqlite":
        return "date(created_at, '+8 hours')", "coalesce(json_extract(evaluation, '$.score'), 0)"
    return (
        "to_char(timezone('Asia/Shanghai', created_at), 'YYYY-MM-DD')",
        "coalesce((evaluation ->> 'score')::integer, 0)",
    )
