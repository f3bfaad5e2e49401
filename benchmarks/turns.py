"""Lifecycles on few and on many cases in turns.

In the rest of a run one size is measured a quarter of an hour after the other, and a shared machine is up to
a third slower or faster by then. In turns, what the machine does meanwhile meets both sizes alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import mean
from typing import TypeVar

from benchmarks.load import Measured, measure
from benchmarks.report import Findings
from benchmarks.runs import LIFECYCLE, Bench

TURNS, TURNS_QUICK = 6, 2
T = TypeVar("T")


def lifecycles_in_turns(small: Bench, large: Bench, findings: Findings, tell: Callable[[str], None]) -> None:
    """Adds ``<road>.lifecycle.large_to_small`` and the rates it comes from."""
    times = TURNS_QUICK if findings.quick else TURNS
    for road in ("grpc", "rest"):
        taken: dict[Bench, list[Measured]] = {small: [], large: []}
        for bench in order(small, large, times):
            bench.rest()
            taken[bench].append(measure(bench.order(road, LIFECYCLE, bench.seconds / 2)))
        rates = {}
        for size, bench in (("small", small), ("large", large)):
            name = f"{road}.{LIFECYCLE}.{size}.in_turns"
            findings.loads[name] = joined(taken[bench])
            rates[size] = findings.loads[name].rate
            findings.add(name, rates[size], "1/s")
        ratio = rates["large"] / rates["small"] if rates["small"] else 0.0
        findings.add(f"{road}.{LIFECYCLE}.large_to_small", ratio, "ratio")
        tell(f"  {road}.{LIFECYCLE} in turns: {rates['large']:.1f}/s beside {rates['small']:.1f}/s")


def order(first: T, second: T, times: int) -> list[T]:
    """Each that many times, now one first and now the other: a machine that slows down favours neither."""
    return [each for turn in range(times) for each in ((first, second) if turn % 2 == 0 else (second, first))]


def joined(turns: Sequence[Measured]) -> Measured:
    """Turns of the same length as one measurement; percentiles are means of theirs."""
    names = {name for each in turns for name in each.by_call}
    return Measured(
        rate=mean(each.rate for each in turns),
        p50=mean(each.p50 for each in turns),
        p95=mean(each.p95 for each in turns),
        p99=mean(each.p99 for each in turns),
        count=sum(each.count for each in turns),
        calls=sum(each.calls for each in turns),
        calls_rate=mean(each.calls_rate for each in turns),
        errors=sum(each.errors for each in turns),
        first_error=next((each.first_error for each in turns if each.errors), ""),
        by_call={name: mean(each.by_call.get(name, 0.0) for each in turns) for name in names},
        cpu=mean(each.cpu for each in turns),
        bytes=mean(each.bytes for each in turns),
    )
