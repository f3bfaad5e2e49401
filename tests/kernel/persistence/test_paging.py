"""Keyset paging: every row once, whatever the order, the page size and the traffic."""

# ruff: noqa: E501

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, create_engine, func, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from services.kernel.errors import Invalid
from services.kernel.persistence.paging import (
    Order,
    clamp,
    decode_token,
    encode_token,
    keyset,
    parse_order,
)

ROWS = Table(
    "rows",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("grade", Integer, nullable=False),
    Column("name", String, nullable=True),
    Column("create_time", DateTime(timezone=True), nullable=False),
    Column("due_time", DateTime(timezone=True), nullable=True),
)
ALLOWED = {column.name: column for column in ROWS.c}

moments = st.integers(1, 5).map(lambda day: datetime(2026, 1, day, tzinfo=UTC))
records = st.fixed_dictionaries(
    {
        "grade": st.integers(0, 2),
        "name": st.none() | st.sampled_from(["a", "B", "井"]),
        "create_time": moments,
        "due_time": st.none() | moments,
    }
)
orders = st.lists(
    st.tuples(
        st.sampled_from(["grade", "name", "create_time", "due_time"]), st.sampled_from(["", " asc", " desc"])
    ),
    unique_by=lambda term: term[0],
    max_size=4,
).map(lambda terms: ", ".join(name + direction for name, direction in terms))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(records, max_size=25),
    orders,
    st.sampled_from(["", ", id", ", id desc"]),
    st.integers(1, 9),
    st.data(),
)
def test_paging_visits_each_row_once_while_rows_are_inserted(
    rows: list[dict[str, object]], text: str, tail: str, size: int, data: st.DataObject
) -> None:
    order = parse_order((text + tail).strip(", "), ALLOWED)
    with create_engine("sqlite://").connect() as connection:
        ROWS.create(connection)
        if rows:
            connection.execute(insert(ROWS), rows)
        before = set(connection.scalars(select(ROWS.c.id)))
        seen: list[int] = []
        keys: list[object] = []
        token = ""
        while True:
            page = connection.execute(
                keyset(select(ROWS), order.directions, decode_token(token, order, "q")).limit(size)
            ).all()
            if not page:
                break
            seen += [row.id for row in page]
            last = page[-1]
            keys.append(last)
            token = encode_token(order, "q", [last._mapping[name] for name, _, _ in order.terms])
            if len(keys) < 6:
                connection.execute(insert(ROWS), [data.draw(records)])
        assert len(seen) == len(set(seen))
        assert before <= set(seen)


def test_empty_values_come_last_in_both_directions() -> None:
    with create_engine("sqlite://").connect() as connection:
        ROWS.create(connection)
        at = datetime(2026, 1, 1, tzinfo=UTC)
        names = [None, "b", "a"]
        connection.execute(insert(ROWS), [{"grade": 0, "name": name, "create_time": at} for name in names])
        for text, expected in (("name", [3, 2, 1]), ("name desc", [2, 3, 1])):
            order = parse_order(text, ALLOWED)
            assert connection.scalars(keyset(select(ROWS.c.id), order.directions)).all() == expected


def test_one_direction_over_full_columns_is_a_row_value_comparison() -> None:
    order = parse_order("create_time desc, id desc", ALLOWED)
    after = (datetime(2026, 1, 1, tzinfo=UTC), 5)
    text = str(keyset(select(ROWS.c.id), order.directions, after))
    assert "(rows.create_time, rows.id) < (" in text
    assert " OR " not in text


def test_mapped_attributes_page_like_columns() -> None:
    class Base(DeclarativeBase):
        pass

    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str]

    order = parse_order("name", {"id": Thing.id, "name": Thing.name})
    assert "(things.name, things.id) > (" in str(keyset(select(Thing), order.directions, ("a", 1)))
    with create_engine("sqlite://").connect() as connection:
        Base.metadata.create_all(connection)
        connection.execute(insert(Thing), [{"name": "a"}, {"name": "a"}, {"name": "b"}])
        counted = select(func.count()).select_from(
            keyset(select(Thing), order.directions, ("a", 1)).subquery()
        )
        assert connection.scalar(counted) == 2


def test_orders_are_read_against_the_allow_list() -> None:
    order = parse_order("create_time desc,grade asc", ALLOWED)
    assert order.text == "create_time desc, grade, id"
    assert parse_order("", ALLOWED, default="grade desc").text == "grade desc, id"
    assert parse_order("", ALLOWED).text == "id"


@pytest.mark.parametrize(
    "text", ["secret", "id sideways", "id,", "grade, grade desc", "id; drop", "grade desc asc", ",", "a" * 5000,
             "id,grade,name,create_time,due_time,id"],
)  # fmt: skip
def test_a_wrong_order_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_order(text, ALLOWED)
    assert (refusal.value.problems[0].field, refusal.value.problems[0].code) == (
        "order_by",
        "kernel.order_invalid",
    )


def test_page_sizes_are_clamped() -> None:
    assert (clamp(0), clamp(7), clamp(9_999), clamp(0, 20), clamp(300, most=1_000)) == (50, 7, 200, 20, 300)
    with pytest.raises(Invalid):
        clamp(-1)


def test_a_token_of_another_query_or_order_is_refused() -> None:
    order, other = parse_order("grade", ALLOWED), parse_order("grade desc", ALLOWED)
    token = encode_token(order, "state = OPEN", (1, 2))
    assert decode_token(token, order, "state = OPEN") == (1, 2)
    for wrong_order, wrong_query in ((order, ""), (other, "state = OPEN")):
        with pytest.raises(Invalid) as refusal:
            decode_token(token, wrong_order, wrong_query)
        assert refusal.value.problems[0].code == "kernel.page_token_invalid"


@pytest.mark.parametrize(
    "values", [["x", 2], [1], [1, None], [1, 10**30], [1, True], [1, {"t": "soon"}], [[], 1], 5]
)
def test_a_forged_token_is_refused_before_the_database_sees_it(values: object) -> None:
    order = parse_order("grade", ALLOWED)
    digest = json.loads(base64.urlsafe_b64decode(encode_token(order, "", (1, 2)) + "=="))[0]
    token = base64.urlsafe_b64encode(json.dumps([digest, values]).encode()).decode().rstrip("=")
    with pytest.raises(Invalid):
        decode_token(token, order, "")


@given(st.text(max_size=80) | st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_any_token_is_used_or_refused(token: str) -> None:
    try:
        assert decode_token(token, parse_order("", ALLOWED), "") is None or token
    except Invalid as refusal:
        assert refusal.problems[0].code == "kernel.page_token_invalid"  # noqa: PT017 - refusing is one of two right answers


def test_every_kind_of_key_survives_the_token() -> None:
    names = ("a", "b", "c", "d", "e", "f", "g")
    order = Order(tuple((name, func.coalesce(ROWS.c.name), False) for name in names))
    loose = Order(tuple((name, func.whatever(), False) for name in names))
    values = (
        "井\"'", 1.1, None, Decimal("1.10"), date(2026, 1, 2), datetime(2026, 1, 2, 3, tzinfo=UTC), UUID(int=7),
    )  # fmt: skip
    assert decode_token(encode_token(loose, "", values), loose, "") == values
    assert set(encode_token(order, "", values)) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    )
