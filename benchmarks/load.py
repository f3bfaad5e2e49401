"""The load generator, a process of its own: an order as JSON on stdin, what was measured as JSON on stdout.

Closed loop: each client sends its next request when it has the answer to the last one.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import uvloop

from benchmarks.clients import CallFailed, Client, GrpcClient, RestClient, Tokens
from benchmarks.connection import HttpConnection
from benchmarks.machine import ROOT
from benchmarks.places_rounds import ROUNDS as PLACES
from benchmarks.scenarios import SCENARIOS

CLIENTS = 8


@dataclass(frozen=True)
class Order:
    """What to measure.

    Attributes:
        road: ``rest`` or ``grpc``.
        address: ``host:port`` of the gateway, or of the service.
        tokens: tokens by role.
        facts: ids and codes that scenarios draw from.
        warm_up, seconds: before and while counting.
    """

    road: str
    address: str
    scenario: str
    tokens: dict[str, list[str]]
    facts: dict[str, Any]
    seconds: float
    warm_up: float = 2.0
    clients: int = CLIENTS
    seed: int = 1


@dataclass
class Measured:
    """Times in milliseconds, ``rate`` per second; ``calls`` requests made up the ``count`` rounds.

    ``bytes`` is the mean size of an answer, as it came over the wire.
    """

    rate: float = 0.0
    p50: float = 0.0
    p95: float = 0.0
    p99: float = 0.0
    count: int = 0
    calls: int = 0
    calls_rate: float = 0.0
    errors: int = 0
    first_error: str = ""
    by_call: dict[str, float] = field(default_factory=dict)
    cpu: float = 0.0
    bytes: float = 0.0


def measure(order: Order) -> Measured:
    """Run the order in another process and wait for what it measured."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=json.dumps(asdict(order)),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=order.warm_up + order.seconds + 120,
    )
    if done.returncode != 0:
        raise RuntimeError(f"the load generator failed:\n{done.stderr[-2000:]}")
    return Measured(**json.loads(done.stdout))


def percentile(sorted_values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of them lie; 0 when there are none."""
    if not sorted_values:
        return 0.0
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


class _Timed:
    """A client whose calls are timed one by one."""

    def __init__(self, client: Client, roles: dict[str, Tokens], facts: Mapping[str, Any], run: _Run) -> None:
        self._client = client
        self._roles = roles
        self._run = run
        self.facts: Mapping[str, Any] = facts

    async def call(self, method: str, role: str, **fields: Any) -> str:
        """One call by an account of ``role``; the id of the answer."""
        began = time.perf_counter()
        answer = await self._client.call(method, fields, self._roles[role])
        self._run.note(method.rpartition(".")[2], time.perf_counter() - began, answer["bytes"])
        return str(answer["id"])

    async def page(self, path: str, role: str, *, part: bool = False) -> None:
        """One page of the console, or only the part of it that its scripts ask for."""
        assert isinstance(self._client, RestClient)
        began = time.perf_counter()
        size = await self._client.page(path, self._roles[role], part=part)
        self._run.note(path, time.perf_counter() - began, size)


class _Run:
    """What is counted once the warm-up is over."""

    def __init__(self, counting_from: float) -> None:
        self._from = counting_from
        self.times: list[float] = []
        self.by_call: dict[str, list[float]] = {}
        self.errors: Counter[str] = Counter()
        self.uncounted = 0.0
        self.bytes = 0

    def note(self, name: str, seconds: float, size: int) -> None:
        if time.perf_counter() - seconds >= self._from:
            self.by_call.setdefault(name, []).append(seconds * 1000)
            self.bytes += size


async def _client(order: Order) -> Client:
    if order.road == "grpc":
        return GrpcClient(order.address)
    host, _, port = order.address.rpartition(":")
    return RestClient(await HttpConnection.open(host, int(port)), order.address)


async def _loop(order: Order, number: int, run: _Run, starts: float, ends: float) -> None:
    scenario: Any = SCENARIOS.get(order.scenario) or PLACES[order.scenario]
    roles = {role: Tokens(tokens[number:] + tokens[:number]) for role, tokens in order.tokens.items()}
    client = await _client(order)
    timed = _Timed(client, roles, order.facts, run)
    rounds = scenario(timed, order.seed * 1000 + number)
    retries = 0
    try:
        while (began := time.perf_counter()) < ends:
            try:
                counts = await anext(rounds)
            except (CallFailed, ConnectionError) as problem:
                run.errors[str(problem)] += 1
                if isinstance(problem, ConnectionError):
                    await client.close()
                    client = await _client(order)
                    timed = _Timed(client, roles, order.facts, run)
                retries += 1  # a generator that raised is over
                rounds = scenario(timed, order.seed * 1000 + number + 100 * retries)
                continue
            ended = time.perf_counter()
            run.uncounted += 0.0 if counts else ended - max(began, starts) if ended > starts else 0.0
            if counts and began >= starts and ended <= ends:
                run.times.append((ended - began) * 1000)
    finally:
        await client.close()


async def _measure(order: Order) -> Measured:
    starts = time.perf_counter() + order.warm_up
    ends = starts + order.seconds
    run = _Run(starts)
    busy = time.process_time()
    await asyncio.gather(*(_loop(order, number, run, starts, ends) for number in range(order.clients)))
    busy = time.process_time() - busy
    times = sorted(run.times)
    return Measured(
        rate=len(times) / max(order.seconds - run.uncounted / order.clients, 1e-9),
        p50=percentile(times, 0.50),
        p95=percentile(times, 0.95),
        p99=percentile(times, 0.99),
        count=len(times),
        calls=(calls := sum(map(len, run.by_call.values()))),
        calls_rate=calls / order.seconds,
        errors=run.errors.total(),
        first_error=next(iter(run.errors), ""),
        by_call={name: sum(values) / len(values) for name, values in run.by_call.items()},
        cpu=busy / (order.warm_up + order.seconds),
        bytes=run.bytes / max(calls, 1),
    )


def main() -> None:
    """Read the order, measure, answer."""
    order = Order(**json.load(sys.stdin))
    for module in order.facts.get("contracts", ()):
        importlib.import_module(module)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        json.dump(asdict(runner.run(_measure(order))), sys.stdout)


if __name__ == "__main__":
    main()
