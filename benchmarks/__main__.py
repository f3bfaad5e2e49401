"""``python -m benchmarks [--quick]``: one run of everything; writes RESULTS.md and results.json."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Collection
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import report
from benchmarks.events import event_latency
from benchmarks.facts import facts_of
from benchmarks.machine import this_machine
from benchmarks.memory import all_in_one
from benchmarks.places import places_bench
from benchmarks.platform import Distributed
from benchmarks.population import population_bench, population_on_file
from benchmarks.population_import import import_bench
from benchmarks.runs import LIFECYCLE, OPERATIONS, READS, Bench
from benchmarks.seed import grow, make_templates
from benchmarks.turns import lifecycles_in_turns

FULL = {"small": 100_000, "large": 1_000_000}
QUICK = {"small": 10_000, "large": 50_000}


def say(text: str) -> None:
    """To whoever watches."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


PARTS = ("cases", "events", "places", "people", "import", "memory")


def run(findings: report.Findings, folder: Path, seconds: float, parts: Collection[str] = PARTS) -> None:
    """Measure these parts into ``findings``."""
    with ExitStack() as stack:
        if "cases" in parts:
            bench = _cases(stack, findings, folder, seconds)
        else:
            bench = _started(stack, findings, folder / "platform", seconds)
        platform = bench.platform
        if "events" in parts:
            say("events")
            count, rate = (60, 10.0) if findings.quick else (300, 10.0)
            latency = event_latency(platform, bench.tokens["admin"][0], count, rate)
            for name in ("p50", "p95", "worst"):
                findings.add(f"events.{name}", getattr(latency, name), "ms")
        if "places" in parts:
            say("places")
            places_bench(platform, findings, seconds / 2 if findings.quick else min(seconds, 4.0), say)
        if "people" in parts:
            say("people")
            population_bench(platform.postgres.create_database("bench_people"), findings, say)
            population_on_file(folder, findings, say)
        bench.memory_of_processes()
        claims = bench.claims
    if "import" in parts:
        say("import of residents")
        import_bench(findings, say, folder)
    if "memory" in parts:
        say("all in one")
        resident = all_in_one(folder, claims, say)
        findings.add("all_in_one.resident", resident.mib, "MiB")
        findings.add("all_in_one.first_start", resident.starts_in, "s")
    measured = (*findings.loads.values(), *findings.pages.values(), *findings.places.values())
    findings.add("errors", sum(each.errors for each in measured), "")


def _started(stack: ExitStack, findings: report.Findings, folder: Path, seconds: float) -> Bench:
    """A platform of its own, which ends with ``stack``."""
    say("starting PostgreSQL, RabbitMQ and the platform with its demo county")
    folder.mkdir()
    platform = stack.enter_context(Distributed(folder))
    return Bench(platform, facts_of(platform), findings, seconds, say)


def _cases(stack: ExitStack, findings: report.Findings, folder: Path, seconds: float) -> Bench:
    """Cases of both sizes, over every road; returns the larger, the smaller has ended."""
    with ExitStack() as meanwhile:
        small = _started(meanwhile, findings, folder / "small", seconds)
        _filled(small, findings, "small")
        for operation in OPERATIONS:
            small.both_roads(operation, "small")
        small.rest()
        small.load("rest", "page_list", "small")
        if not findings.quick:
            small.hops()
        _readers_and_lifecycles(small, "small")
        large = _started(stack, findings, folder / "large", seconds)
        _filled(large, findings, "large")
        for operation in () if findings.quick else READS:
            large.both_roads(operation, "large")
        _readers_and_lifecycles(large, "large")
        lifecycles_in_turns(small, large, findings, say)
    return large


def _filled(bench: Bench, findings: report.Findings, size: str) -> None:
    cases = findings.sizes[size]
    say(f"{cases:,} cases")
    make_templates(bench.platform, bench.facts, bench.tokens)
    seeded = grow(bench.platform, bench.facts, cases, say)
    findings.add(f"seed.{size}", seeded.seconds, "s")
    bench.look_around()


def _readers_and_lifecycles(bench: Bench, size: str) -> None:
    for kind in ("list", "search"):
        bench.scoped_beside_whole(kind, size)
    bench.pages(size)
    bench.both_roads(LIFECYCLE, size)


def main() -> int:
    """Returns 1 when a call failed under load: rates of a platform that refuses calls mean nothing."""
    parser = argparse.ArgumentParser(
        prog="benchmarks", description="measure the platform against its own floor"
    )
    parser.add_argument(
        "--quick", action="store_true", help="smaller tables and shorter runs, within 5 minutes"
    )
    parser.add_argument("--seconds", type=float, help="how long each rate is measured")
    parser.add_argument("--small", type=int, help="cases in the smaller size")
    parser.add_argument("--large", type=int, help="cases in the larger size")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what is measured")
    parser.add_argument("--into", type=Path, default=report.HERE, help="folder for the results")
    options = parser.parse_args()
    sizes = dict(QUICK if options.quick else FULL)
    sizes.update({name: chosen for name in sizes if (chosen := getattr(options, name))})
    findings = report.Findings(this_machine(), datetime.now(UTC), options.quick, sizes)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="wangge-bench-", ignore_cleanup_errors=True) as folder:
        run(findings, Path(folder), options.seconds or (1.2 if options.quick else 10.0), options.parts)
    findings.notes.append(f"The whole run took {(time.monotonic() - began) / 60:.1f} minutes.")
    report.write(findings, options.into)
    say(f"written to {options.into / 'RESULTS.md'}")
    return 1 if findings.results["errors"].value else 0


if __name__ == "__main__":
    raise SystemExit(main())
