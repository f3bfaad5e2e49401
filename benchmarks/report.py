"""results.json for programs, RESULTS.md for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from benchmarks.load import Measured
from benchmarks.machine import Machine
from benchmarks.targets import targets

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Result:
    """One number; ``floor`` is the same SQL by plain psycopg2 and ``ratio`` ours by it, 0 without one."""

    name: str
    value: float
    unit: str
    floor: float = 0.0
    ratio: float = 0.0


@dataclass
class Findings:
    """All that a run found out.

    Attributes:
        loads: what the load generator measured, by name (``rest.get.small``).
        effort: milliseconds of processor time for each call, by name and process.
        hops: milliseconds of one call without queueing, by operation: whole, gateway, service, SQL.
        pages: the console's pages opened one after the other, by name and size.
        places: pages and calls of a directory of 100 thousand places, by name.
        sizes: numbers of cases by ``small`` and ``large``.
    """

    machine: Machine
    at: datetime
    quick: bool
    sizes: dict[str, int] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    loads: dict[str, Measured] = field(default_factory=dict)
    effort: dict[str, Mapping[str, float]] = field(default_factory=dict)
    hops: dict[str, Mapping[str, float]] = field(default_factory=dict)
    pages: dict[str, Measured] = field(default_factory=dict)
    places: dict[str, Measured] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, value: float, unit: str, floor: float = 0.0) -> None:
        """One number more."""
        self.results[name] = Result(name, value, unit, floor, value / floor if floor else 0.0)


def write(findings: Findings, folder: Path = HERE) -> None:
    """Both files, anew."""
    stamp = {"commit": findings.machine.commit, "at": findings.at.isoformat(timespec="seconds")}
    rows = [{**asdict(each), **stamp} for each in findings.results.values()]
    (folder / "results.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (folder / "RESULTS.md").write_text(markdown(findings, _own_words(folder)), "utf-8")


def markdown(findings: Findings, notes: str = "") -> str:
    """The page; ``notes`` are kept by hand in notes.md and put at its end."""
    machine = findings.machine
    command = "make bench QUICK=1" if findings.quick else "make bench"
    sizes = " and ".join(f"{count:,} ({name})" for name, count in findings.sizes.items())
    parts = [
        "# Results",
        f"Written by `{command}` on {findings.at:%Y-%m-%d %H:%M} UTC; what is "
        "measured and how is in [README.md](README.md).",
        f"{machine.processor}, {machine.cores} cores shared with PostgreSQL, RabbitMQ and the load, "
        f"{machine.memory_mib / 1024:.0f} GiB, {machine.system}, Python {machine.python}, "
        f"commit {machine.commit}. Sizes: {sizes} cases. 8 clients.",
    ]
    if findings.quick:
        parts.append(
            "This is the quick form: short runs on smaller tables. The targets are meant for the full one."
        )
    parts += ["## Targets", _targets(findings)]
    parts += ["## Rates", _rates(findings)]
    if findings.pages:
        parts += ["## Pages", "One reader after the other; the whole page from the server, compressed."]
        parts.append(_pages(findings))
    if findings.places:
        parts += ["## Places", "A directory of 100 thousand places; one reader after the other."]
        parts.append(_places(findings))
    parts += ["## Where the time goes", *_explained(findings)]
    parts += [f"- {note}" for note in findings.notes]
    return "\n\n".join([*(part for part in parts if part), notes]).rstrip() + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join(" --- " for _ in head) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _targets(findings: Findings) -> str:
    values = {name: each.value for name, each in findings.results.items()}
    rows = [
        (each.name, f"{'≥' if each.better == 'more' else '≤'} {_number(each.wanted)} {each.unit}".strip(),
         f"{_number(each.reached)} {each.unit}".strip(), "pass" if each.met else "**miss**")
        for each in targets(values)
    ]  # fmt: skip
    return _table(("what", "target", "reached", ""), rows)


def _rates(findings: Findings) -> str:
    rows = []
    for name, load in findings.loads.items():
        result = findings.results[name]
        floor = f"{_number(result.floor)}" if result.floor else ""
        ratio = f"{result.ratio:.2f}" if result.ratio else ""
        calls = f"{load.calls_rate:,.0f}"
        times = [f"{value:.1f}" for value in (load.p50, load.p95, load.p99)]
        rows.append([name, _number(load.rate), calls, *times, floor, ratio, str(load.errors)])
    head = ("name", "rounds/s", "calls/s", "p50 ms", "p95 ms", "p99 ms", "floor/s", "ours / floor", "errors")
    return _table(head, rows)


def _pages(findings: Findings) -> str:
    rows = [
        (name, *(f"{value:.0f}" for value in (each.p50, each.p95, each.p99)), str(each.errors))
        for name, each in findings.pages.items()
    ]
    return _table(("page", "p50 ms", "p95 ms", "p99 ms", "errors"), rows)


def _places(findings: Findings) -> str:
    rows = [
        (
            name,
            *(f"{value:.1f}" for value in (each.p50, each.p95, each.p99, each.bytes / 1024)),
            str(each.errors),
        )
        for name, each in findings.places.items()
    ]
    return _table(("what", "p50 ms", "p95 ms", "p99 ms", "KiB", "errors"), rows)


def _explained(findings: Findings) -> list[str]:
    parts: list[str] = []
    if findings.hops:
        head: tuple[str, ...] = ("one call alone, ms", "REST", "of it gateway", "of it service", "of it SQL")
        rows = [
            (name, *(f"{hop[part]:.1f}" for part in ("whole", "gateway", "service", "sql")))
            for name, hop in findings.hops.items()
        ]
        parts.append(
            "One client, nothing waiting: the gateway is what REST takes longer than gRPC, the service what "
            "gRPC takes longer than its SQL alone, SQL the replayed statements."
        )
        parts.append(_table(head, rows))
        parts.append(_words_on_hops(findings))
    if findings.effort:
        names = sorted({name for spent in findings.effort.values() for name in spent})
        head = ("processor time of a call, ms", *names, "all")
        rows = [
            (name, *(f"{spent.get(each, 0.0):.2f}" for each in names), f"{sum(spent.values()):.2f}")
            for name, spent in findings.effort.items()
        ]
        parts.append("Under load, by process (two cores give 2,000 ms a second to all of them together):")
        parts.append(_table(head, rows))
        parts.append(_words_on_effort(findings))
    return parts


def _words_on_hops(findings: Findings) -> str:
    said = []
    for name, hop in findings.hops.items():
        whole = max(sum(hop[each] for each in ("gateway", "service", "sql")), 1e-9)
        part = max(("gateway", "service", "sql"), key=lambda each: hop[each])
        said.append(f"{name}: {hop[part] / whole:.0%} in the {'database' if part == 'sql' else part}")
    return "Most of a call is spent: " + "; ".join(said) + "." if said else ""


def _words_on_effort(findings: Findings) -> str:
    spent: dict[str, float] = {}
    for shares in findings.effort.values():
        for name, value in shares.items():
            spent[name] = spent.get(name, 0.0) + value
    whole = sum(spent.values()) or 1.0
    order = sorted(spent.items(), key=lambda each: -each[1])
    return "Over all of these: " + ", ".join(f"{name} {value / whole:.0%}" for name, value in order) + "."


def _own_words(folder: Path) -> str:
    path = folder / "notes.md"
    return path.read_text("utf-8") if path.exists() else ""
