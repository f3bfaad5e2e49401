"""A table of residents into the register: read, checked, sealed, written, beside plain COPY of the same rows.

``python -m benchmarks.population_import [--people 100000] [--xlsx] [--sqlite]`` runs it alone.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.effort import server_seconds
from benchmarks.population_table import PER_GRID, path_of, table
from benchmarks.report import Findings
from services.kernel.call import system_call
from services.kernel.files.store import open_store
from services.kernel.persistence.database import Database
from services.kernel.persistence.tables import outbox
from services.kernel.runtime.context import ServiceContext
from services.kernel.runtime.garbage import settle
from services.kernel.testing.contexts import SetClock, context_for
from services.kernel.testing.servers import PrivatePostgres
from services.population.adapters.tables import metadata
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.changes import about, change
from services.population.adapters.tables.statistics import deltas
from services.population.application.ports import KnownBuilding
from services.population.bootstrap import Application, build
from wangge.types.v1 import types_pb2

_TABLES = (t.dwelling, t.household, t.person, t.residence, change, about, deltas, outbox)
"""What an import writes; the rows of the table themselves are not counted, they are gone afterwards."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, of this process's processor time, and of the database's."""

    wall: float
    own: float
    server: float

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.wall + other.wall, self.own + other.own, self.server + other.server)

    def told(self, people: int) -> str:
        """For people to read."""
        own, server = (seconds / people * 1e6 for seconds in (self.own, self.server))
        effort = f"processor time of each {own:.0f} µs, of the database {server:.0f} µs"
        return f"{self.wall:.1f} s, {people / self.wall:,.0f} people/s; {effort}"


@dataclass(frozen=True, slots=True)
class Measured:
    """What each part took, COPY of the very same rows, and most memory in MiB before and afterwards."""

    people: int
    read: Spent
    write: Spent
    copy: float
    copy_bare: float
    memory_before: float
    memory: float

    @property
    def whole(self) -> Spent:
        """From the file to the register."""
        return self.read + self.write

    @property
    def rate(self) -> float:
        """People per second from the file to the register."""
        return self.people / self.whole.wall

    @property
    def share(self) -> float:
        """Of the rate of COPY of the same rows into the same tables with their indexes."""
        return self.copy / self.whole.wall

    @property
    def share_of_bare(self) -> float:
        """Of the rate of COPY of the same rows into tables without any index."""
        return self.copy_bare / self.whole.wall


def county(context: ServiceContext, app: Application, people: int) -> None:
    """Grids and buildings that the file names."""
    with context.new_uow(system_call("benchmark")) as uow:
        for grid in range(people // PER_GRID + 1):
            path = path_of(grid)
            app.places.keep_place(uow, path, f"第{grid}网格", types_pb2.LEVEL_GRID, 1, ended=False)
            for building in range(grid * 5, grid * 5 + 5):
                known = KnownBuilding(f"b-{building}", f"B{building}", f"{building}栋", path, 30, 2, 2)
                app.places.keep_building(uow, known, 1, ended=False)
        uow.commit()


def measure(
    url: str,
    folder: Path,
    people: int,
    say: Callable[[str], None] = lambda text: None,
    *,
    kind: str = "csv",
    server: str = "",
) -> Measured:
    """Import a table of that many people on an empty database; ``server``: the folder of its data."""
    # The file that comes in is kept as where it is at work: not in the memory that is measured.
    files = open_store(f"file://{folder.resolve()}/files")
    context = replace(context_for("population", metadata, url, clock=SetClock()), files=files)
    app = build(context)
    county(context, app, people)
    path = folder / f"people.{kind}"
    table(path, people)
    say(f"{people:,} rows, {path.stat().st_size / 1e6:.0f} MB")
    call = system_call("benchmark")
    settle()  # as every process of the platform does when it begins to serve
    before, watch = _memory(from_now=True), _Watch(server)
    staged = app.transfers.stage_import(call, path, path.name, seconds=1e9)
    read = watch.lap()
    assert staged.found is not None
    assert staged.found.rows_accepted == people, app.transfers.get_import(call, staged.found.id).problems[:5]
    say(f"read and checked in {read.told(people)}")
    watch.lap()
    done = app.transfers.accept_import(call, staged.found.id, 1e9)
    write = watch.lap()
    assert done.rows_applied == people
    say(f"written in {write.told(people)}")
    memory = _memory()
    copy, bare = _copies(context.database, folder) if not context.database.is_sqlite else (0.0, 0.0)
    context.database.dispose()
    return Measured(people, read, write, copy, bare, before, memory)


class _Watch:
    """Clocks that are read together."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._last = self._now()

    def lap(self) -> Spent:
        """What was spent since the last time."""
        before, self._last = self._last, self._now()
        return Spent(*(after - since for after, since in zip(self._last, before, strict=True)))

    def _now(self) -> tuple[float, float, float]:
        server = server_seconds(self._server) if self._server else 0.0
        return time.perf_counter(), time.process_time(), server


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


def _memory(*, from_now: bool = False) -> float:
    """Most MiB that were held; ``from_now``: since this moment, not since the process began.

    The kernel's own figure of a process never falls and is inherited from whoever began it. Where its peak
    cannot be set back (other systems than Linux) that figure has to do.
    """
    try:
        if from_now:
            Path("/proc/self/clear_refs").write_text("5")
        told = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
        return int(told.split()[0]) / 1024
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def import_bench(findings: Findings, say: Callable[[str], None], folder: Path) -> None:
    """Its part of the whole run: 10 thousand people in the quick form, 100 thousand in the full one."""
    people = 10_000 if findings.quick else 100_000
    with PrivatePostgres() as server:
        url = server.create_database("population")
        found = measure(url, folder, people, say, server=str(server.folder))
    findings.add("population.import", found.rate, "1/s")
    findings.add("population.import.share_of_copy", found.share, "")
    findings.add("population.import.share_of_bare_copy", found.share_of_bare, "")
    findings.add("population.import.effort", found.whole.own / people * 1e6, "µs")
    findings.add("population.import.memory", found.memory - found.memory_before, "MiB")


def main() -> int:
    """Alone, with what is asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks.population_import")
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--xlsx", action="store_true")
    parser.add_argument("--sqlite", action="store_true")
    options = parser.parse_args()
    people, kind = options.people, "xlsx" if options.xlsx else "csv"
    with tempfile.TemporaryDirectory(prefix="wangge-import-bench-") as name:
        folder = Path(name)
        if options.sqlite:
            found = measure(f"sqlite:///{folder}/population.sqlite3", folder, people, print, kind=kind)
        else:
            with PrivatePostgres() as server:
                url = server.create_database("population")
                found = measure(url, folder, people, print, kind=kind, server=str(server.folder))
    print(f"together {found.whole.told(people)}")
    if found.copy:
        print(f"COPY of the same rows: bare {found.copy_bare:.1f} s ({found.share_of_bare:.1%} of its rate)")
        print(f"COPY with the indexes: {found.copy:.1f} s ({found.share:.1%} of its rate)")
    print(f"most memory {found.memory_before:.0f} -> {found.memory:.0f} MiB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
