"""The filter language: what it means, what it refuses, and that it never breaks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    create_engine,
    insert,
    select,
)

from services.kernel.errors import Invalid
from services.kernel.persistence import filters
from services.kernel.persistence.filters import FieldSpec

CASES = Table(
    "cases",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("title", String),
    Column("state", Integer),
    Column("points", Numeric(10, 2)),
    Column("create_time", DateTime(timezone=True)),
    Column("urgent", Boolean),
    Column("territory", String),
)
ALLOWED = {
    "id": FieldSpec(CASES.c.id, "number"),
    "title": FieldSpec(CASES.c.title, "text"),
    "state": FieldSpec(CASES.c.state, "enum", {"OPEN": 1, "CLOSED": 2}),
    "points": FieldSpec(CASES.c.points, "number"),
    "create_time": FieldSpec(CASES.c.create_time, "time"),
    "urgent": FieldSpec(CASES.c.urgent, "bool"),
    "place.territory": FieldSpec(CASES.c.territory, "prefix"),
}


def row(
    identity: int, title: str | None, state: int, hour: int, urgent: bool, territory: str | None
) -> dict[str, object]:
    return {
        "id": identity, "title": title, "state": state, "points": identity / 2, "urgent": urgent,
        "create_time": datetime(2026, 5, 1, hour, tzinfo=UTC), "territory": territory,
    }  # fmt: skip


@pytest.fixture(scope="module")
def connection() -> Connection:
    connection = create_engine("sqlite://").connect()
    CASES.create(connection)
    rows = [
        row(1, "井盖破损", 1, 2, True, "410602001"),
        row(2, "Manhole 50% (broken)", 2, 15, False, "410602"),
        row(3, "路灯_不亮", 1, 17, False, "410611"),
        row(4, None, 2, 20, True, None),
        row(5, 'say "hi"', 1, 23, False, "410699"),
    ]
    connection.execute(insert(CASES), rows)
    return connection


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("title:井盖", [1]),
        ("title:manhole", [2]),
        ("title:%", [2]),
        ("title:_", [3]),
        ('title = "say \\"hi\\""', [5]),
        ("title = 'say \"hi\"'", [5]),
        ('title = "x\' OR 1=1 --"', []),
        ("title:*", [1, 2, 3, 5]),
        ('title:"*"', []),
        ("title != 井盖破损", [2, 3, 4, 5]),
        ("NOT title = 井盖破损", [2, 3, 4, 5]),
        ("NOT title:*", [4]),
        ("state = OPEN", [1, 3, 5]),
        ("state != OPEN AND urgent = true", [4]),
        ("urgent=true AND id=1 OR id=4", [1, 4]),  # OR binds more tightly, as AIP-160 says
        ("(urgent=true AND id=1) OR id=3", [1, 3]),
        ("NOT(id=1 OR id=2)AND NOT NOT id<=3", [3]),
        ("points >= 1.5 AND points<2.5", [3, 4]),
        ("id > -1 AND id != 2", [1, 3, 4, 5]),
        ("place.territory:410602", [1, 2]),
        ("place.territory:41069", [5]),
        ("place.territory=410602", [2]),
        ("create_time = 2026-05-01", [1, 2]),  # the first of May ends at 16:00 UTC in China
        ("create_time != 2026-05-01", [3, 4, 5]),
        ("create_time <= 2026-05-01", [1, 2]),
        ("create_time > 2026-05-01", [3, 4, 5]),
        ("create_time >= 2026-05-02", [3, 4, 5]),
        ("create_time < 2026-05-01T17:00:00Z", [1, 2]),
        ("create_time >= 2026-05-02T04:00:00", [4, 5]),
        ('create_time = "2026-05-02T01:00:00+08:00"', [3]),
    ],
)
def test_filters_find_what_they_say(connection: Connection, text: str, ids: list[int]) -> None:
    condition = filters.where(text, ALLOWED)
    query = select(CASES.c.id).order_by(CASES.c.id)
    found = connection.scalars(query if condition is None else query.where(condition)).all()
    assert list(found) == ids


@pytest.mark.parametrize(
    ("text", "code", "position", "word"),
    [
        ("secret = 1", "filter_unknown_field", "1", "secret"),
        ("id = 1 AND secret = 1", "filter_unknown_field", "12", "secret"),
        ("title < a", "filter_operator", "1", "title <"),
        ("id : 1", "filter_operator", "1", "id :"),
        ("urgent > true", "filter_operator", "1", "urgent >"),
        ("state = GONE", "filter_bad_value", "1", "state = GONE"),
        ("id = one", "filter_bad_value", "1", "id = one"),
        ("id = NaN", "filter_bad_value", "1", "id = NaN"),
        ("id = 99999999999999999999", "filter_bad_value", "1", "id = 99999999999999999999"),
        ("create_time > soon", "filter_bad_value", "1", "create_time > soon"),
        ("create_time > 9999-12-31", "filter_bad_value", "1", "create_time > 9999-12-31"),
        ("create_time > 0001-01-01", "filter_bad_value", "1", "create_time > 0001-01-01"),
        ("urgent = yes", "filter_bad_value", "1", "urgent = yes"),
        ("id", "filter_syntax", "3", ""),
        ("id = 1 id = 2", "filter_syntax", "8", "id"),
        ("id = 1 AND", "filter_syntax", "11", ""),
        ("AND id = 1", "filter_syntax", "1", "AND"),
        ("(id = 1", "filter_syntax", "8", ""),
        ("id = 1)", "filter_syntax", "7", ")"),
        ("id == 1", "filter_syntax", "5", "="),
        ('title = "open', "filter_syntax", "9", '"open'),
        ("标题 = 1", "filter_syntax", "1", "标题"),
        ("title = a\0", "filter_syntax", "10", "U+0000"),
    ],
)
def test_a_wrong_filter_is_refused_with_position_and_word(
    text: str, code: str, position: str, word: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        filters.where(text, ALLOWED)
    (problem,) = refusal.value.problems
    assert (problem.field, problem.code) == ("filter", f"kernel.{code}")
    assert (problem.details["position"], problem.details["word"]) == (position, word)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title:" + "x" * 2_000, "filter_too_long"),
        (" AND ".join(["id=1"] * 21), "filter_too_many_terms"),
        ("(" * 11 + "id=1" + ")" * 11, "filter_too_deep"),
        ("NOT " * 400 + "id=1", "filter_too_deep"),
        ("(" * 2_000, "filter_too_deep"),
    ],
)
def test_excess_is_refused(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        filters.where(text, ALLOWED)
    assert refusal.value.problems[0].code == f"kernel.{code}"


def test_the_limits_themselves_are_allowed() -> None:
    assert filters.where(" AND ".join(["id=1"] * 20), ALLOWED) is not None
    assert filters.where("(" * 10 + "id=1" + ")" * 10, ALLOWED) is not None


def test_literals_reach_sql_only_as_bind_parameters() -> None:
    condition = filters.where(
        'title = "Robert\'); DROP" OR title:"Robert\'" OR place.territory:Robert', ALLOWED
    )
    assert condition is not None
    assert "Robert" not in str(condition.compile())


words = st.sampled_from(
    [
        "AND",
        "OR",
        "NOT",
        "(",
        ")",
        "=",
        "!=",
        ":",
        "<",
        "id",
        "title",
        "state",
        '"',
        "'",
        "\\",
        "*",
        "1",
        "OPEN",
        " ",
    ]
)


@given(
    st.one_of(st.text(max_size=60), st.lists(words, max_size=25).map(" ".join), st.lists(words).map("".join))
)
def test_any_text_is_a_filter_or_is_refused(connection: Connection, text: str) -> None:
    try:
        condition = filters.where(text, ALLOWED)
    except Invalid as refusal:
        assert refusal.problems[0].field == "filter"  # noqa: PT017 - refusing is one of two right answers
    else:
        query = select(CASES.c.id)
        connection.execute(query if condition is None else query.where(condition)).all()


@given(st.sampled_from(sorted(ALLOWED)), st.sampled_from(["=", "!=", "<", ">=", ":"]), st.text(max_size=30))
def test_any_quoted_literal_is_used_or_refused(
    connection: Connection, field: str, operator: str, literal: str
) -> None:
    quoted = literal.replace("\\", "\\\\").replace('"', '\\"')
    try:
        condition = filters.where(f'{field} {operator} "{quoted}"', ALLOWED)
    except Invalid as refusal:
        assert refusal.problems[0].field == "filter"  # noqa: PT017 - refusing is one of two right answers
    else:
        assert condition is not None
        connection.execute(select(CASES.c.id).where(condition)).all()
