"""``python -m benchmarks [--quick]``: one run of everything; writes RESULTS.md and results.json."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import report
from benchmarks.events import event_latency
from benchmarks.facts import Facts, facts_of
from benchmarks.machine import this_machine
from benchmarks.memory import all_in_one
from benchmarks.places import places_bench
from benchmarks.platform import Distributed
from benchmarks.population import population_bench, population_on_file
from benchmarks.population_import import import_bench
from benchmarks.runs import LIFECYCLE, OPERATIONS, READS, Bench
from benchmarks.seed import grow, make_templates

FULL = {"small": 100_000, "large": 1_000_000}
QUICK = {"small": 10_000, "large": 50_000}


def say(text: str) -> None:
    """To whoever watches."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


PARTS = ("cases", "events", "places", "people", "import", "memory")


def run(findings: report.Findings, folder: Path, seconds: float, parts: Collection[str] = PARTS) -> None:
    """Measure these parts into ``findings``."""
    say("starting PostgreSQL, RabbitMQ and the platform with its demo county")
    with Distributed(folder) as platform:
        facts = facts_of(platform)
        bench = Bench(platform, facts, findings, seconds, say)
        if "cases" in parts:
            _cases(bench, platform, facts, findings)
        if "events" in parts:
            say("events")
            count, rate = (60, 10.0) if findings.quick else (300, 10.0)
            latency = event_latency(platform, bench.tokens["admin"][0], count, rate)
            for name in ("p50", "p95", "worst"):
                findings.add(f"events.{name}", getattr(latency, name), "ms")
        if "places" in parts:
            say("places")
            places_bench(platform, findings, min(seconds, 4.0), say)
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


def _cases(bench: Bench, platform: Distributed, facts: Facts, findings: report.Findings) -> None:
    """Cases of both sizes, over every road."""
    make_templates(platform, facts, bench.tokens)
    for size, cases in findings.sizes.items():
        say(f"{cases:,} cases")
        seeded = grow(platform, facts, cases, say)
        findings.add(f"seed.{size}", seeded.seconds, "s")
        bench.look_around()
        if size == "small":
            for operation in OPERATIONS:
                bench.both_roads(operation, size)
            bench.rest()
            bench.load("rest", "page_list", size)
            if not findings.quick:
                bench.hops()
        else:
            for operation in READS:
                bench.both_roads(operation, size)
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
