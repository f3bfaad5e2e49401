"""Parties of a dispute at rest: sealed, bound to their case, re-sealed when the key is rotated (CASE-32)."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from services.cases.adapters.tables import metadata
from services.cases.adapters.tables.cases import cases
from services.cases.application.desk import Ref
from services.kernel.security.fields import BrokenSeal, FieldCipher
from services.kernel.security.resealing import left_over, reseal, sealed_columns
from services.kernel.testing.contexts import key_ring
from tests.services.cases.county import Town

PARTIES = [{"name": "张三丰", "role": "甲方"}, {"name": "李四光", "role": "乙方"}]


def disputed(town: Town) -> str:
    case_id = town.filed(category="dispute.neighbour")
    town.loop.put_dispute(town.community, Ref(case_id), dispute={"mediator": "王", "parties": PARTIES})
    return case_id


def kept(town: Town, case_id: str) -> Any:
    [row] = town.rows(sa.select(cases.c.dispute, cases.c.dispute_parties).where(cases.c.id == case_id))
    return row


def test_parties_are_sealed_at_rest_and_whole_in_the_case(any_town: Town) -> None:
    case_id = disputed(any_town)

    row = kept(any_town, case_id)
    assert row.dispute == {"mediator": "王", "sessions": []}
    assert "张三丰".encode() not in bytes(row.dispute_parties)
    assert any_town.loop.get(any_town.community, case_id).case.dispute["parties"] == PARTIES


def test_parties_that_did_not_change_stay_as_sealed(town: Town) -> None:
    case_id = disputed(town)
    before = kept(town, case_id).dispute_parties

    town.loop.add_mediation(town.community, Ref(case_id), session={"outcome": "和解"})

    assert kept(town, case_id).dispute_parties == before
    assert town.loop.get(town.community, case_id).case.dispute["parties"] == PARTIES


def test_parties_taken_out_leave_nothing_behind(town: Town) -> None:
    case_id = disputed(town)

    town.loop.put_dispute(town.community, Ref(case_id), dispute={"mediator": "王"})

    assert kept(town, case_id).dispute_parties is None
    assert "parties" not in town.loop.get(town.community, case_id).case.dispute


def test_parties_copied_to_another_case_do_not_open(town: Town) -> None:
    first, second = disputed(town), disputed(town)
    stolen = kept(town, first).dispute_parties
    with town.context.database.transaction() as connection:
        connection.execute(sa.update(cases).where(cases.c.id == second).values(dispute_parties=stolen))
        connection.commit()

    with pytest.raises(BrokenSeal):
        town.loop.get(town.community, second)


def test_a_rotated_key_seals_the_parties_anew(town: Town) -> None:
    case_id = disputed(town)
    rotated = FieldCipher(key_ring().rotated("new", "aes256gcm"))
    [column] = [each for each in sealed_columns(metadata) if each.column.name == "dispute_parties"]

    assert reseal(town.context.database, column, rotated, lambda done: None) == 1

    assert left_over(town.context.database, column, rotated) == 0
    sealed = kept(town, case_id).dispute_parties
    assert "张三丰" in rotated.open(bytes(sealed), place=f"case.dispute_party/{case_id}")
