"""Seeded people are stored as the service stores them, and the figures agree."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import sqlalchemy as sa

from benchmarks.population_families import Families
from benchmarks.population_seed import seed
from services.kernel.testing.contexts import context_for
from services.population.adapters.loading import Loading
from services.population.adapters.rows import Rows
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables import metadata
from services.population.adapters.tables import registers as t
from services.population.bootstrap import build


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.distributed)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/people.sqlite3"
    found: str = request.getfixturevalue("postgres_url")
    return found


def test_what_is_seeded_reads_back_as_it_was_drawn(url: str) -> None:
    context = context_for("population", metadata, url)
    seeded = seed(context.database, context.cipher, 2500, chance=random.Random(3))
    sealing = Sealing(context.cipher)
    load, rows = Loading(sealing), Rows(sealing)
    families = list(Families(random.Random(3), 2500))
    assert sum(len(people) for _, _, people, _ in families) == seeded.people == 2500
    with context.database.read() as connection:
        for dwelling, household, people, residences in families[:: len(families) // 20]:
            found = load.family(connection, household.id)
            assert found is not None
            assert found.household == household
            assert {each.person for each in found.members} == set(people)
            assert {r for each in found.members for r in each.residences} == set(residences)
            assert load.dwellings(connection, [dwelling.id]) == {dwelling.id: dwelling}
        stored = connection.execute(sa.select(t.residence).limit(50)).all()
        for row in stored:
            person = load.dossiers(connection, [row.person_id])[row.person_id]
            wanted = rows.residence_row(next(r for r in person.residences if r.id == row.id), person.person)
            assert {key: getattr(row, key) for key in wanted if key != "verified_at"} == {
                key: value for key, value in wanted.items() if key != "verified_at"
            }
        kept = {index["name"] for index in sa.inspect(connection).get_indexes("residence")}
    assert {each.name for each in t.residence.indexes} <= kept
    app = build(context)
    assert app.statistics.recounting.differences() == []
    context.database.dispose()
