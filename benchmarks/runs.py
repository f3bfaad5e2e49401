"""One measurement after the other, each beside its floor."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.clients import GrpcClient, Tokens
from benchmarks.effort import Effort
from benchmarks.facts import Facts
from benchmarks.floor import Recorder, Replayed, Round, replay
from benchmarks.load import CLIENTS, Measured, Order, measure
from benchmarks.platform import Distributed
from benchmarks.report import Findings
from benchmarks.scenarios import PAGES, SCENARIOS

OPERATIONS = ("create", "get", "list_admin", "list_clerk", "search_admin", "search_clerk", "change")
READS = ("get", "list_admin", "list_clerk", "search_admin", "search_clerk")
HOPS = ("create", "get", "list_admin", "search_admin", "change")
LIFECYCLE = "lifecycle"
_CHANGES = 5
_SAMPLES = {"lifecycle": 6, "change": 6 * (1 + _CHANGES)}
_READS, _READS_QUICK = 30, 10
_REST = 5.0  # seconds


class Bench:
    """What all measurements of a platform share; each rate is measured for ``seconds``."""

    def __init__(
        self,
        platform: Distributed,
        facts: Facts,
        findings: Findings,
        seconds: float,
        tell: Callable[[str], None],
    ) -> None:
        self.platform = platform
        self.facts = facts
        self._findings = findings
        self.seconds = seconds
        self._tell = tell
        self._seeds = itertools.count(1)
        self._drawn: dict[str, Any] = {}
        self._floors: dict[str, Replayed] = {}
        prefecture = facts.county[:4]
        self.tokens = {
            "admin": platform.tokens("admin", prefecture),
            "clerk": platform.tokens("clerk", facts.township),
            "grid": platform.tokens("grid", facts.county),
            "centre": platform.tokens("centre", facts.county),
            "unit": platform.tokens("unit", facts.county, unit=facts.unit),
        }

    @property
    def claims(self) -> dict[str, object]:
        """Claims of an administrator, for another installation's key."""
        return {
            "sub": "bench",
            "name": "bench",
            "realm": "staff",
            "roles": {"admin": self.platform.permissions},
            "grants": [["admin", self.facts.county[:4], "", "", ""]],
            "posts": [],
            "units": [],
        }

    def look_around(self) -> None:
        """Draw samples anew; after the tables grew."""
        self._drawn = self.facts.drawn(self.platform)
        self._floors = {}

    def both_roads(self, operation: str, size: str) -> None:
        """gRPC, REST and the floor of one operation, each by a machine that has rested."""
        self.rest()
        self._floors[operation] = self._floor(operation)
        for road in ("grpc", "rest"):
            self.rest()
            self.load(road, operation, size)

    def rest(self) -> None:
        """A pause: minutes of full load make a virtual machine up to a third slower, and it recovers.

        Short runs do without, since single rates say little in them anyway.
        """
        if not self._findings.quick:
            time.sleep(_REST)

    def load(self, road: str, operation: str, size: str) -> Measured:
        """One rate under load, with the processor time it cost."""
        name = f"{road}.{operation}.{size}"
        effort = Effort(self.platform)
        with effort.watching():
            measured = measure(self.order(road, operation, self.seconds))
        floor = self._floors.get(operation)
        self._findings.loads[name] = measured
        self._findings.add(name, measured.rate, "1/s", floor.rate if floor else 0.0)
        self._findings.add(f"{name}.p95", measured.p95, "ms", floor.p95 if floor else 0.0)
        whole = measured.calls * (self.seconds + _warm_up(self.seconds)) / self.seconds
        self._findings.effort[name] = effort.per_call(whole)
        self._tell(
            f"  {name}: {measured.rate:.1f}/s, p95 {measured.p95:.0f} ms"
            + (f", floor {floor.rate:.0f}/s" if floor else "")
            + (f", {measured.errors} ERRORS: {measured.first_error}" if measured.errors else "")
        )
        self.platform.watch()
        return measured

    def scoped_beside_whole(self, kind: str, size: str) -> None:
        """A clerk's ``kind`` of reading beside the administrator's, half the clients each, at the same time.

        One after the other they would be compared across what the machine does meanwhile.
        """
        for road in ("grpc", "rest"):
            self.rest()
            orders = [
                self.order(road, f"{kind}_{who}", self.seconds / 2, clients=CLIENTS // 2)
                for who in ("clerk", "admin")
            ]
            with ThreadPoolExecutor(max_workers=len(orders)) as both:
                clerk, admin = both.map(measure, orders)
            name = f"{road}.{kind}.{size}.clerk_to_admin"
            self._findings.add(name, clerk.rate / admin.rate if admin.rate else 0.0, "ratio")
            self._tell(f"  {name}: {clerk.rate:.0f}/s beside {admin.rate:.0f}/s")

    def hops(self) -> None:
        """One client alone, over every road: the difference is what each hop takes."""
        for operation in HOPS:
            alone = min(self.seconds / 2, 3.0)
            rest = measure(self.order("rest", operation, alone, clients=1)).p50
            grpc = measure(self.order("grpc", operation, alone, clients=1)).p50
            sql = self._replay(operation, alone, threads=1).p50
            self._findings.hops[operation] = {
                "whole": rest,
                "gateway": max(0.0, rest - grpc),
                "service": max(0.0, grpc - sql),
                "sql": sql,
            }

    def pages(self, size: str) -> None:
        """The console's main pages, opened by one reader after the other: what the server takes for each."""
        for name in PAGES:
            alone = measure(self.order("rest", f"page_{name}", min(self.seconds, 4.0), clients=1))
            self._findings.add(f"page.{name}.{size}.p95", alone.p95, "ms")
            self._findings.add(f"page.{name}.{size}.p50", alone.p50, "ms")
            self._findings.pages[f"{name}.{size}"] = alone
            self._tell(
                f"  page {name}: p50 {alone.p50:.0f} ms, p95 {alone.p95:.0f} ms"
                + (f", {alone.errors} ERRORS: {alone.first_error}" if alone.errors else "")
            )

    def memory_of_processes(self) -> None:
        """What each process of the distributed platform holds after the load."""
        for name, process in self.platform.processes.items():
            self._findings.add(f"resident.{name}", process.memory_info().rss / 2**20, "MiB")

    def order(self, road: str, operation: str, seconds: float, clients: int = CLIENTS) -> Order:
        """What the load generator is told."""
        return Order(
            road=road,
            address=self.platform.grpc("cases") if road == "grpc" else self.platform.rest,
            scenario=operation,
            tokens=self.tokens,
            facts=self._drawn,
            seconds=seconds,
            warm_up=_warm_up(seconds),
            clients=clients,
            # Never the same requests again: a request id that was seen is answered from memory.
            seed=next(self._seeds),
        )

    def _floor(self, operation: str) -> Replayed:
        outcome = self._replay(operation, self.seconds / 2, CLIENTS)
        if outcome.errors:
            self._tell(f"  floor of {operation}: {outcome.errors} errors: {outcome.first_error}")
        return outcome

    def _replay(self, operation: str, seconds: float, threads: int) -> Replayed:
        rounds = self._rounds(operation)
        if operation != "change":
            return replay(self.platform, rounds, seconds, threads)
        # A change needs its case: both are replayed together, and the report is taken off again.
        whole = [Round.joined(rounds[n : n + 1 + _CHANGES]) for n in range(0, len(rounds), 1 + _CHANGES)]
        together = replay(self.platform, whole, seconds, threads)
        report = replay(self.platform, rounds[:: 1 + _CHANGES], min(seconds, 2.0), threads)
        return together.without(report, _CHANGES)

    def _rounds(self, operation: str) -> list[Round]:
        """Statements of some rounds, as the platform sends them."""
        recorder = Recorder(self.platform)
        seed = next(self._seeds)
        with asyncio.Runner() as runner:
            caller = _Direct(self.platform.grpc("cases"), self.tokens, self._drawn)
            rounds = SCENARIOS[operation](caller, seed)

            def act() -> bool:
                return bool(runner.run(anext(rounds)))  # type: ignore[arg-type]

            for _ in range(1 + _CHANGES):
                act()  # what the service remembers after the first call belongs to no floor
            reads = _READS_QUICK if self._findings.quick else _READS
            with recorder.recording():
                found = recorder.rounds([act] * _SAMPLES.get(operation, reads))
            runner.run(caller.close())
        return found


class _Direct:
    """A caller that measures nothing."""

    def __init__(self, address: str, tokens: dict[str, list[str]], facts: dict[str, Any]) -> None:
        self._address = address
        self._roles = {role: Tokens(some) for role, some in tokens.items()}
        self._client: GrpcClient | None = None
        self.facts: Mapping[str, Any] = facts

    async def call(self, method: str, role: str, **fields: Any) -> str:
        """See scenarios.Caller."""
        if self._client is None:
            self._client = GrpcClient(self._address)
        answer = await self._client.call(method, fields, self._roles[role])
        return str(answer["id"])

    async def page(self, path: str, role: str, *, part: bool = False) -> None:
        """See scenarios.Caller."""
        raise NotImplementedError("pages have no floor")

    async def close(self) -> None:
        """Hang up."""
        if self._client is not None:
            await self._client.close()


def _warm_up(seconds: float) -> float:
    return min(2.0, seconds / 4)
