"""The audit's chain: seals everything once, and notices every way of touching it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.kernel.audit import anchors
from services.kernel.audit.chain import AuditIsKept, Sealer, purge, unsealed
from services.kernel.audit.verify import Verdict, verify
from services.kernel.call import system_call
from services.kernel.persistence.tables import audit_entries
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, context_for


@dataclass
class Book:
    context: ServiceContext
    clock: SetClock
    anchors: Path

    def write(self, count: int = 1) -> None:
        with self.context.new_uow(system_call("test")) as uow:
            for number in range(count):
                uow.audit("cases.case.close", "case", f"c{number}", changes={"状态": ["open", "closed"]})
            uow.commit()

    def sealer(self) -> Sealer:
        return Sealer(self.context.database, clock=self.clock, anchors_file=self.anchors, holder="s")

    def seal(self) -> int:
        return self.sealer().run(self.clock.at)

    def tamper(self, *statements: str) -> None:
        with self.context.database.writer.begin() as connection:
            for statement in statements:
                connection.execute(sa.text(statement))

    def verdict(self) -> Verdict:
        return verify(self.context.database, anchors_file=self.anchors)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    clock = SetClock()
    context = context_for("cases", sa.MetaData(), f"sqlite:///{tmp_path}/cases.db", clock=clock)
    yield Book(context, clock, tmp_path / "anchors.jsonl")
    context.database.dispose()


@pytest.fixture
def sealed(book: Book) -> Book:
    book.write(10)
    book.seal()
    return book


def test_an_empty_chain_is_intact(book):
    assert book.verdict().intact


def test_everything_is_sealed_once_and_holds(sealed):
    sealed.write(3)
    before = sealed.verdict()
    assert (before.intact, before.entries, before.unsealed) == (True, 13, 3)
    assert unsealed(sealed.context.database) == 3
    assert (sealed.seal(), sealed.seal()) == (3, 0)

    after = sealed.verdict()
    assert (after.intact, after.entries, after.unsealed, after.problem) == (True, 13, 0, "")
    assert after.head != before.head


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (["UPDATE kernel_audit SET actor_id = 'other' WHERE position = 4"], "link 4 does not fit"),
        (["UPDATE kernel_audit SET at = '2020-01-01 00:00:00.000000' WHERE position = 4"], "link 4 does not"),
        (["DELETE FROM kernel_audit WHERE position = 4"], "entry of link 4 was removed"),
        (["DELETE FROM kernel_audit_seal WHERE sequence = 4"], "link 4 is missing"),
        (
            [
                "DELETE FROM kernel_audit_seal WHERE sequence = 4",
                "DELETE FROM kernel_audit WHERE position = 4",
                "UPDATE kernel_audit_seal SET sequence = sequence - 1 WHERE sequence > 4",
            ],
            "link 4 does not fit",
        ),
        (
            [
                "UPDATE kernel_audit SET position = 99 WHERE position = 4",
                "UPDATE kernel_audit SET position = 4 WHERE position = 5",
                "UPDATE kernel_audit SET position = 5 WHERE position = 99",
            ],
            "link 4 does not fit",
        ),
        (
            [
                "UPDATE kernel_audit_seal SET entry_id = 'x' WHERE sequence = 4",
                "UPDATE kernel_audit_seal SET entry_id = (SELECT id FROM kernel_audit WHERE position = 4)"
                " WHERE sequence = 5",
                "UPDATE kernel_audit_seal SET entry_id = (SELECT id FROM kernel_audit WHERE position = 5)"
                " WHERE sequence = 4",
            ],
            "link 4 does not fit",
        ),
        (
            ["UPDATE kernel_audit_seal SET hash = substr(hash, 2) || '0' WHERE sequence = 10"],
            "link 10 does not",
        ),
        (
            [
                "DELETE FROM kernel_audit_seal WHERE sequence > 7",
                "DELETE FROM kernel_audit WHERE position > 7",
            ],
            "links 8 to 10 were cut off",
        ),
        (["DELETE FROM kernel_audit_seal", "DELETE FROM kernel_audit"], "links 1 to 10 were cut off"),
    ],
)
def test_whatever_is_touched_is_noticed(sealed, statements, problem):
    sealed.tamper(*statements)

    verdict = sealed.verdict()

    assert not verdict.intact
    assert problem in verdict.problem


def test_a_chain_sealed_anew_after_a_cut_is_noticed_by_its_anchor(sealed):
    sealed.tamper(
        "DELETE FROM kernel_audit_seal WHERE sequence > 7", "DELETE FROM kernel_audit WHERE position > 7"
    )
    sealed.write(5)
    sealed.seal()

    assert sealed.verdict().problem == "link 10 is not the one that was anchored"


@pytest.mark.parametrize("sealed_too", [False, True])
def test_an_entry_inserted_among_older_ones_is_noticed(sealed, sealed_too):
    columns = ", ".join(c.name for c in audit_entries.columns if c.name not in ("position", "id"))
    sealed.tamper(
        f"INSERT INTO kernel_audit (position, id, {columns}) "
        f"SELECT -5, 'forged', {columns} FROM kernel_audit WHERE position = 1"
    )
    if sealed_too:
        sealed.seal()

    verdict = sealed.verdict()

    assert not verdict.intact
    assert "inserted at position -5" in verdict.problem


def test_what_becomes_visible_late_is_sealed_too(sealed):
    sealer = sealed.sealer()
    sealer.run(sealed.clock.at)
    sealed.tamper("UPDATE kernel_audit SET position = -7 WHERE position = 10")
    sealed.tamper("DELETE FROM kernel_audit_seal WHERE sequence = 10")

    assert sealer.run(sealed.clock.at + timedelta(minutes=10)) == 1


def test_sealers_at_once_make_one_chain(book):
    book.write(5000)
    with ThreadPoolExecutor(4) as pool:
        total = sum(
            pool.map(
                lambda n: Sealer(book.context.database, clock=book.clock, holder="same").run(book.clock.at),
                range(4),
            )
        )
    assert total == 5000
    assert book.verdict().intact


def test_anchors_are_written_once_a_minute_and_only_when_something_came(book):
    sealer = book.sealer()
    for _ in range(4):
        book.write()
        sealer.run(book.clock.at)
        book.clock.advance(seconds=30)
    sealer.run(book.clock.at + timedelta(minutes=5))
    sealer.run(book.clock.at + timedelta(minutes=9))

    assert [a.sequence for a in anchors.read(book.anchors, "cases")] == [1, 3, 4]


def test_a_torn_line_is_passed_over_and_a_forged_one_is_not(sealed):
    with sealed.anchors.open("a") as file:
        file.write('{"service": "ca')
    assert sealed.verdict().intact
    sealed.write()
    sealed.seal()
    assert sealed.verdict().intact
    with sealed.anchors.open("a") as file:
        file.write("nonsense\n")
    assert "anchors file was altered" in sealed.verdict().problem


def test_another_service_s_chain_does_not_fit(sealed):
    sealed.context.database.service = "population"
    assert not verify(sealed.context.database).intact


def test_the_audit_is_never_purged(sealed):
    with pytest.raises(AuditIsKept):
        purge(sealed.context.database, sealed.clock.at)


def test_sealing_keeps_up_with_five_thousand_entries_a_second(book):
    book.write(10_000)
    began = time.process_time()
    assert book.seal() == 10_000
    assert time.process_time() - began < 2.0
