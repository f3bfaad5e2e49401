"""The register at its size: what the service takes to find people, sum up a territory and fill a report."""

from __future__ import annotations

import random
import statistics as means
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from benchmarks.population_families import COUNTY, Families
from benchmarks.population_seed import seed
from benchmarks.report import Findings
from services.kernel.call import Actor, Call, Grant, Realm
from services.kernel.persistence.database import Database
from services.kernel.testing.contexts import context_for
from services.population.adapters.tables import metadata
from services.population.bootstrap import Application, build
from services.population.domain.documents import check_digit
from services.population.domain.forms.periods import Level, Period

FULL, QUICK = 1_000_000, 20_000
FULL_ON_FILE, QUICK_ON_FILE = 100_000, 5_000
SAMPLES = 40
FIGURES = frozenset({"population.statistics.view"})
RIGHTS = FIGURES | {"population.register.view"}
FORMS = frozenset({"population.register.view", "population.form.edit", "population.form.fill"})
MONTHLY = (
    ("{{place}} {{period}}", ""),
    ("常住", "{{count.permanent}}"),
    ("流入", "{{count.incoming}}"),
    ("六十岁以上女性", "{{count.people where age>=60 and sex=f}}"),
    ("出租房", "{{count.dwellings where occupancy=let}}"),
    ("户数", "{{count.households}}"),
)


def population_bench(url: str, findings: Findings, tell: Callable[[str], None]) -> None:
    """Fill an empty database, then search it as an administrator, a township's clerk and a grid's worker."""
    _register(url, "population", QUICK if findings.quick else FULL, findings, tell)


def population_on_file(folder: Path, findings: Findings, tell: Callable[[str], None]) -> None:
    """The same of a county that keeps its register in a file of SQLite."""
    url = f"sqlite:///{folder}/people.sqlite3"
    _register(url, "population.sqlite", QUICK_ON_FILE if findings.quick else FULL_ON_FILE, findings, tell)


def _register(url: str, name: str, people: int, findings: Findings, tell: Callable[[str], None]) -> None:
    context = context_for("population", metadata, url)
    try:
        seeded = seed(context.database, context.cipher, people, tell=tell)
        findings.add(f"{name}.seed", seeded.seconds, "s")
        app = build(context)
        app.statistics.keeping.count_quality(context.clock())
        grid = seeded.grids[len(seeded.grids) // 2]
        callers = {"admin": _caller(""), "clerk": _caller(grid[:9]), "worker": _caller(grid)}
        told = _Told(findings, tell, name)
        spent = _searches(app, callers, _queries(people), told)
        rate = {who: 1 / means.mean(each) for who, each in spent.items()}
        for who in ("clerk", "worker"):
            findings.add(f"{name}.search.{who}_to_admin", rate[who] / rate["admin"], "ratio")
        # A leader may not see the people: what small figures follow from is withheld from him.
        for whose, call in (("", callers["admin"]), ("leader.", _caller(COUNTY, FIGURES))):
            _figures(app, call, whose, grid, told)
        _report(app, grid[:12], told)
        findings.add(f"{name}.size", _size(context.database), "MiB")
    finally:
        context.database.dispose()


@dataclass(frozen=True, slots=True)
class _Told:
    """Where what was measured goes, and under which name."""

    findings: Findings
    tell: Callable[[str], None]
    name: str

    def p95(self, of: str, milliseconds: float) -> None:
        self.findings.add(f"{self.name}.{of}.p95", milliseconds, "ms")
        self.tell(f"  {self.name}.{of}: p95 {milliseconds:.1f} ms")


def _size(database: Database) -> float:
    """MiB on disk."""
    with database.read() as connection:
        if database.is_sqlite:
            pages, each = (
                int(connection.execute(sa.text(f"PRAGMA {what}")).scalar_one())
                for what in ("page_count", "page_size")
            )
            return pages * each / 2**20
        told = connection.execute(sa.text("SELECT pg_database_size(current_database())")).scalar_one()
        return float(told) / 2**20


def _caller(path: str, rights: frozenset[str] = RIGHTS) -> Call:
    """A system with that grant: it promised nothing and needs to promise nothing."""
    grant = Grant(role="bench", permissions=rights, territory=path)
    return Call(actor=Actor(id="bench", name="bench", realm=Realm.SERVICE, grants=(grant,)), origin="bench")


def _queries(people: int) -> Mapping[str, Sequence[str]]:
    """What is typed, of people of whom some are there."""
    chance = random.Random(11)
    drawn = [person for _, _, each, _ in Families(random.Random(7), min(people, 4000)) for person in each]
    chosen = chance.sample(drawn, SAMPLES)
    rooms = [f"{chance.randrange(1, 7)}0{chance.randrange(1, 5)}" for _ in range(SAMPLES)]
    estates = [
        f"{name}{chance.randrange(1, 7)}栋" for name in ("幸福小区", "阳光花园", "桂花小区", "翠湖家园")
    ]
    return {
        "name": [each.name for each in chosen],
        "surname": [each.name[0] for each in chosen],
        "pinyin": ["zhangwei", "wangxiaoming", "liujianguo", "chenmei", "zhaohong"] * (SAMPLES // 5),
        "initials": ["zw", "wxm", "lj", "cm", "zhangxm"] * (SAMPLES // 5),
        "slip": ["zhangwie", "wangxiaomng", "liujiangou", "chenmie"] * (SAMPLES // 4),
        "wrong_character": [f"{each.name[0]}奭{each.name[2:]}" for each in chosen],
        "identity": [each.document_number for each in chosen],
        "phone": [each.phone or f"1380000{check_digit(each.document_number)}0" for each in chosen],
        "address": [f"{estate}{room}" for estate in estates for room in rooms[:10]],
        "estate_and_name": [f"张 {estate}" for estate in estates * 10],
        "room_and_name": [f"{each.name[0]} {room}" for each, room in zip(chosen, rooms, strict=True)],
    }


def _searches(
    app: Application,
    callers: Mapping[str, Call],
    queries: Mapping[str, Sequence[str]],
    told: _Told,
) -> dict[str, list[float]]:
    """Seconds of every search by caller; they take turns, so that what disturbs one disturbs all.

    The first round of each kind is not counted.
    """
    every: dict[str, list[float]] = {who: [] for who in callers}
    for kind, texts in queries.items():
        taken: dict[str, list[float]] = {who: [] for who in callers}
        for text in (texts[0], *texts):
            for who, call in callers.items():
                began = time.perf_counter()
                app.search.people(call, text, "", None, 21)
                taken[who].append(time.perf_counter() - began)
        for who, seconds in taken.items():
            every[who] += seconds[1:]
            p95 = sorted(seconds[1:])[int(len(texts) * 0.95) - 1] * 1000
            told.p95(f"search.{kind}.{who}", p95)
    return every


def _figures(app: Application, call: Call, whose: str, grid: str, told: _Told) -> None:
    for name, path in (
        ("county", COUNTY), ("township", grid[:9]), ("community", grid[:12]), ("grid", grid)
    ):  # fmt: skip
        p95 = _p95(partial(app.statistics.summary, call, path, with_children=True))
        told.p95(f"statistics.{whose}{name}", p95)


def _report(app: Application, community: str, told: _Told) -> None:
    """The monthly report of a community, filled anew each time."""
    call = _caller("", FORMS)
    app.forms.templates.save(
        call, "monthly", "人口月报", Period.MONTHLY, Level.COMMUNITY, 5, "", [list(row) for row in MONTHLY]
    )
    told.p95("report", _p95(lambda: app.forms.fill.fill(call, code="monthly", path=community)))


def _p95(round_: Callable[[], object]) -> float:
    """Milliseconds; the first round is not counted."""
    taken = []
    for _ in range(SAMPLES + 1):
        began = time.perf_counter()
        round_()
        taken.append(time.perf_counter() - began)
    return sorted(taken[1:])[int(SAMPLES * 0.95) - 1] * 1000
