"""A table of residents into the register: read, checked, sealed, written, beside plain COPY of the same rows.

``python -m benchmarks.population_import [--people 100000] [--processes 0]`` runs it alone.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.population_names import invented_name
from benchmarks.report import Findings
from services.kernel.call import system_call
from services.kernel.persistence.database import Database
from services.kernel.persistence.tables import outbox
from services.kernel.runtime.context import ServiceContext
from services.kernel.testing.contexts import SetClock, context_for
from services.kernel.testing.servers import PrivatePostgres
from services.population.adapters.tables import metadata
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.changes import about, change
from services.population.adapters.tables.statistics import deltas
from services.population.application.ports import KnownBuilding
from services.population.bootstrap import Application, build
from services.population.domain.documents import check_digit
from services.population.domain.kinds import Sex
from wangge.types.v1 import types_pb2

COMMUNITY = "410602001001"
_HEADER = (
    *("户号", "姓名", "身份证号", "性别", "出生日期", "联系电话", "与户主关系", "人口类别", "流入原因"),
    *("入住日期", "所属网格", "楼栋", "单元", "楼层", "房号", "户籍地址", "房屋使用情况"),
)
_RELATIONS = ("户主", "配偶", "子", "母亲")
_PER_GRID, _PER_BUILDING = 1200, 240
_TABLES = (t.dwelling, t.household, t.person, t.residence, change, about, deltas, outbox)
"""What an import writes; the rows of the table themselves are not counted, they are gone afterwards."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each part, and most memory of the process in MiB before and afterwards."""

    people: int
    read: float
    write: float
    copy: float
    copy_bare: float
    memory_before: float
    memory: float
    effort: float
    """Processor seconds of this process from the file to the register."""

    @property
    def rate(self) -> float:
        """People per second from the file to the register."""
        return self.people / (self.read + self.write)

    @property
    def share(self) -> float:
        """Of the rate of COPY of the same rows into the same tables with their indexes."""
        return self.copy / (self.read + self.write)


def lines(people: int, chance: random.Random) -> Iterator[list[str]]:
    """Rows of invented people, households of one to four, in flats."""
    made = household = 0
    while made < people:
        grid, inside = divmod(made, _PER_GRID)
        building = grid * 5 + inside // _PER_BUILDING
        household += 1
        flat = household % 96
        for relation in _RELATIONS[: chance.randint(1, 4)]:
            born = date(1935, 1, 1) + timedelta(days=chance.randrange(31_000))
            digits = f"41{made // 1000 % 10_000:04d}{born:%Y%m%d}{made % 1000:03d}"
            number = digits + check_digit(digits)
            sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
            kind = chance.choice(("常住", "常住", "流入", "挂户"))
            yield [
                f"{household:07d}",
                invented_name(chance, "", male=sex is Sex.MALE),
                number,
                "男" if sex is Sex.MALE else "女",
                f"{born:%Y/%m/%d}",
                f"13{made:09d}",
                relation,
                kind,
                "务工" if kind == "流入" else "",
                "2020-03-01",
                path_of(grid),
                f"B{building}",
                str(flat // 48 + 1),
                "",
                f"{flat % 24 + 1:02d}0{flat // 24 % 2 + 1}",
                "河南省某市某区某路1号",
                "自住",
            ]
            made += 1
            if made == people:
                return


def path_of(grid: int) -> str:
    """Path of the grid of that number."""
    return f"410602{grid // 100_000:03d}{grid // 900:03d}{grid % 900:03d}"


def table(path: Path, people: int) -> None:
    """The file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(_HEADER)
        out.writerows(lines(people, random.Random(7)))


def county(context: ServiceContext, app: Application, people: int) -> None:
    """Grids and buildings that the file names."""
    with context.new_uow(system_call("benchmark")) as uow:
        for grid in range(people // _PER_GRID + 1):
            path = path_of(grid)
            app.places.keep_place(uow, path, f"第{grid}网格", types_pb2.LEVEL_GRID, 1, ended=False)
            for building in range(grid * 5, grid * 5 + 5):
                known = KnownBuilding(f"b-{building}", f"B{building}", f"{building}栋", path, 30, 2, 2)
                app.places.keep_building(uow, known, 1, ended=False)
        uow.commit()


def measure(url: str, folder: Path, people: int, say: Callable[[str], None] = lambda text: None) -> Measured:
    """Import a table of that many people on an empty database."""
    context = context_for("population", metadata, url, clock=SetClock())
    app = build(context)
    county(context, app, people)
    path = folder / "people.csv"
    table(path, people)
    say(f"{people:,} rows, {path.stat().st_size / 1e6:.0f} MB")
    call, before, spent = system_call("benchmark"), _memory(), time.process_time()
    began = time.perf_counter()
    staged = app.transfers.stage_import(call, path, path.name, seconds=1e9)
    read = time.perf_counter() - began
    assert staged.found is not None
    assert staged.found.rows_accepted == people, app.transfers.get_import(call, staged.found.id).problems[:5]
    say(f"read and checked in {read:.1f} s")
    began = time.perf_counter()
    done = app.transfers.accept_import(call, staged.found.id, 1e9)
    write = time.perf_counter() - began
    assert done.rows_applied == people
    say(f"written in {write:.1f} s")
    memory, spent = _memory(), time.process_time() - spent
    copy, bare = _copies(context.database, folder) if not context.database.is_sqlite else (0.0, 0.0)
    context.database.dispose()
    return Measured(people, read, write, copy, bare, before, memory, spent)


def _copies(database: Database, folder: Path) -> tuple[float, float]:
    """Seconds of COPY of the same rows into empty tables with indexes, and without."""
    seconds = []
    files = {}
    with database.transaction() as connection:
        raw = connection.connection.cursor()
        for each in _TABLES:
            files[each.name] = folder / f"{each.name}.copy"
            with files[each.name].open("wb") as file:
                raw.copy_expert(f"COPY {each.name} TO STDOUT (FORMAT binary)", file)
        for including in ("ALL", "DEFAULTS"):
            spent = 0.0
            for each in _TABLES:
                raw.execute(f"CREATE TABLE plain_{each.name} (LIKE {each.name} INCLUDING {including})")
                began = time.perf_counter()
                with files[each.name].open("rb") as file:
                    raw.copy_expert(f"COPY plain_{each.name} FROM STDIN (FORMAT binary)", file)
                spent += time.perf_counter() - began
                raw.execute(f"DROP TABLE plain_{each.name}")
            seconds.append(spent)
    return seconds[0], seconds[1]


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def import_bench(findings: Findings, say: Callable[[str], None], folder: Path) -> None:
    """Its part of the whole run: 10 thousand people in the quick form, 100 thousand in the full one."""
    people = 10_000 if findings.quick else 100_000
    with PrivatePostgres() as server:
        found = measure(server.create_database("population"), folder, people, say)
    findings.add("population.import", found.rate, "1/s")
    findings.add("population.import.share_of_copy", found.share, "")
    findings.add("population.import.memory", found.memory, "MiB")


def main() -> int:
    """Alone, with what is asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks.population_import")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--sqlite", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wangge-import-bench-") as name:
        folder = Path(name)
        if options.sqlite:
            found = measure(f"sqlite:///{folder}/population.sqlite3", folder, options.people, print)
        else:
            with PrivatePostgres() as server:
                found = measure(server.create_database("population"), folder, options.people, print)
    print(f"{found.rate:,.0f} people/s, {found.effort / found.people * 1e6:.0f} µs of processor each")
    print(f"COPY with indexes {found.copy:.1f} s ({found.share:.1%}), without {found.copy_bare:.1f} s")
    print(f"memory {found.memory_before:.0f} -> {found.memory:.0f} MiB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
