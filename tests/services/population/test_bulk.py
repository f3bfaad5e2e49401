"""Many families at once: the same rows, counters and events as one by one; and the demo made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa

from services.kernel.persistence.tables import audit_entries, outbox
from services.kernel.testing.contexts import SetClock
from services.kernel.types import new_id
from services.population.adapters.bulk import Known
from services.population.adapters.changes import SqlChanges
from services.population.adapters.counters import SqlCounters
from services.population.adapters.register import SqlRegister
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.changes import about, change
from services.population.adapters.tables.statistics import deltas
from services.population.application.ledger import Entry, Ledger
from services.population.domain.documents import identity_problem
from services.population.domain.kinds import Relation, ResidenceKind, Sex
from services.population.entrypoints.demo_grid import DemoGrid, settle
from services.population.entrypoints.demo_names import NOWHERE, Crowd
from tests.services.population.county import GRID, Township

TODAY = date(2026, 11, 23)
_TABLES = (t.dwelling, t.household, t.person, t.residence)


def some_families(town: Township, count: int = 12) -> DemoGrid:
    crowd = Crowd(Random("families"), TODAY)
    buildings = town.app.places.buildings_under(GRID)
    return settle(GRID, "中山社区", buildings, count, crowd, new_id, town.worker(), town.clock())


def ledger_of(town: Township) -> Ledger:
    sealing = Sealing(town.context.cipher)
    changes = SqlChanges(town.context.database, sealing)
    return Ledger(SqlRegister(sealing), changes, SqlCounters(), new_id)


def rows_of(connection: sa.Connection, sealing: Sealing) -> dict[str, list[dict[str, Any]]]:
    """Everything of the register, sealed values opened; changes without their own ids."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in _TABLES:
        lines = [dict(row._mapping) for row in connection.execute(sa.select(table).order_by(table.c.id))]
        for line in lines:
            if "sealed" in line:
                line["sealed"] = sealing.open(table.name, line["id"], line["sealed"])
        found[table.name] = lines
    changes = [dict(row._mapping) for row in connection.execute(sa.select(change))]
    for line in changes:
        line["sealed"] = sealing.open("register_change", line["id"], line["sealed"])
    found["change"] = sorted(
        ({key: value for key, value in line.items() if key not in ("id", "at")} for line in changes), key=repr
    )
    query = sa.select(about.c.record_id).order_by(about.c.record_id)
    found["about"] = [{"id": each} for each in connection.execute(query).scalars()]
    cell = [deltas.c[name] for name in ("path", "what", "a", "b", "c", "born")]
    sums = sa.select(*cell, sa.func.sum(deltas.c.n).label("n")).group_by(*cell).order_by(*cell)
    found["deltas"] = [dict(row._mapping) for row in connection.execute(sums)]
    return found


def test_the_rows_are_those_of_the_ledger(any_town: Township) -> None:
    families = some_families(any_town)
    sealing, ledger = Sealing(any_town.context.cipher), ledger_of(any_town)

    with any_town.context.new_uow(any_town.worker()) as uow:
        for entry in families.entries:
            ledger.write(uow, entry)
        one_by_one = rows_of(uow.connection, sealing)
    with any_town.context.new_uow(any_town.worker()) as uow:
        people = any_town.app.bulk.add(uow, families.entries)
        together = rows_of(uow.connection, sealing)

    assert people == len(one_by_one["person"]) > 20
    assert together == one_by_one


def test_the_events_are_those_of_the_ledger_and_the_audit_is_one_entry(town: Township) -> None:
    families, ledger = some_families(town), ledger_of(town)
    half = len(families.entries) // 2
    sizes = []
    for writes, entries in ((False, families.entries[:half]), (True, families.entries[:half])):
        with town.context.new_uow(town.worker()) as uow:
            if writes:
                town.app.bulk.add(uow, entries)
            else:
                for entry in entries:
                    ledger.write(uow, _copied(entry))
            uow.commit()
        with town.context.database.read() as connection:
            query = sa.select(outbox.c.type, sa.func.count()).group_by(outbox.c.type).order_by(outbox.c.type)
            sizes.append({row[0]: row[1] for row in connection.execute(query)})

    assert sizes[1] == {name: 2 * count for name, count in sizes[0].items()}
    with town.context.database.read() as connection:
        bulk = connection.execute(sa.select(audit_entries).where(audit_entries.c.record_id == "bulk")).all()
    assert len(bulk) == 1


def test_something_known_is_not_written_in_bulk(town: Township) -> None:
    dossier = some_families(town, 4).dossiers[0][0]
    entry = Entry("register", ((dossier, replace(dossier)),))

    with town.context.new_uow(town.worker()) as uow, pytest.raises(Known):
        town.app.bulk.add(uow, [entry])


def test_invented_people_have_numbers_of_nowhere_that_fit_and_families_that_hold(clock: SetClock) -> None:
    crowd = Crowd(Random("x"), TODAY)

    people = [crowd.one(sex, age) for sex in (Sex.MALE, Sex.FEMALE) for age in range(90) for _ in range(3)]

    numbers = [each.document_number for each in people]
    assert len(set(numbers)) == len(numbers)
    assert all(each.startswith(NOWHERE) and not identity_problem(each, TODAY) for each in numbers)
    assert all(each.born_on <= TODAY for each in people)


def test_a_demo_grid_has_every_kind_of_home(town: Township) -> None:
    made = some_families(town, 120)

    everybody = [each for family in made.dossiers for each in family]
    kinds = {each.residences[-1].kind for each in everybody}
    relations = {each.residences[-1].relation for each in everybody}
    assert kinds == set(ResidenceKind)
    assert {Relation.HEAD, Relation.SPOUSE, Relation.CHILD, Relation.GRANDCHILD, Relation.PARENT} <= relations
    assert any(len(each.residences) > 1 for each in everybody)
    assert all(
        sum(1 for each in family if each.residences[-1].relation is Relation.HEAD) == 1
        for family in made.dossiers
    )
    assert made.vacant


def _copied(entry: Entry) -> Entry:
    """The same family under other ids."""
    ids: dict[str, str] = {}

    def anew(old: str) -> str:
        return ids.setdefault(old, new_id()) if old else ""

    people = []
    for _, dossier in entry.people:
        person = replace(dossier.person, id=anew(dossier.person.id))
        residences = tuple(
            replace(
                each,
                id=anew(each.id),
                person_id=person.id,
                household_id=anew(each.household_id),
                dwelling_id=anew(each.dwelling_id),
            )
            for each in dossier.residences
        )
        people.append((None, replace(dossier, person=person, residences=residences)))
    records = tuple((None, replace(record, id=anew(record.id))) for _, record in entry.records)
    return replace(entry, people=tuple(people), records=records)
