"""The floor: the very statements of a call, replayed by plain psycopg2, a thread for each client.

They are taken from the server's own log while the platform carries out the calls, values and all. A replay
keeps every statement, ``BEGIN`` and ``COMMIT`` in order and puts fresh ids in the place of those that the
calls had made, so that it writes new rows as the platform would. What the platform has prepared, a replay
prepares as well, before it begins.
"""

from __future__ import annotations

import itertools
import random
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
import uuid_utils.compat

from benchmarks.load import CLIENTS, percentile
from benchmarks.platform import Distributed

_HEAD = re.compile(r"^@@(?P<application>[^|]*)\|(?P<pid>\d+)@@ (?P<level>\w+):  (?P<text>.*)$")
_UUID7 = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
_MADE = re.compile(rf"{_UUID7}|(?<=')[0-9a-f]{{64}}(?=')|(?<=')[A-Z]{{1,6}}\d{{4}}-\d{{5,9}}(?=')")
_TOLD = re.compile(r"(?:DEALLOCATE ALL;\n)?(?=PREPARE (\w+))(PREPARE .*?);\n", re.DOTALL)
_CALLED = re.compile(r"^EXECUTE (\w+)", re.MULTILINE)
_IDLE_WITHIN, _RESTED = 10.0, 0.5  # seconds
# The relay, the sealer and the timers share the process and its connections with the calls.
_OTHERS = re.compile(
    r"SET LOCAL synchronous_commit|UPDATE kernel_outbox|FROM kernel_outbox|kernel_audit_seal|kernel_lease"
    r"|kernel_parked|case_count\b"
)


@dataclass(frozen=True)
class Round:
    """The statements of one round of a scenario; ``made`` are the ids that came into being in it.

    ``prepared`` is what a session must have been told before.
    """

    statements: tuple[str, ...]
    made: frozenset[str] = frozenset()
    prepared: tuple[str, ...] = ()

    @classmethod
    def joined(cls, rounds: Sequence[Round]) -> Round:
        """Several as one, which keeps the ids they share."""
        statements = tuple(statement for each in rounds for statement in each.statements)
        prepared = dict.fromkeys(text for each in rounds for text in each.prepared)
        return cls(statements, frozenset().union(*(each.made for each in rounds)), tuple(prepared))

    def fresh(self) -> Iterator[str]:
        """The statements with new ids in place of those made; the same old id becomes the same new one."""
        names: dict[str, str] = {}

        def renamed(found: re.Match[str]) -> str:
            text = found[0]
            if text not in self.made:
                return text
            if text not in names:
                names[text] = _like(text)
            return names[text]

        for statement in self.statements:
            yield _MADE.sub(renamed, statement) if self.made else statement


def _like(text: str) -> str:
    if len(text) == 64:
        return f"{random.getrandbits(256):064x}"
    if "-7" in text and len(text) == 36:
        return str(uuid_utils.compat.uuid7())
    head, _, digits = text.partition("-")
    return f"X{head[-4:]}-{random.randrange(10**8, 10**9)}" if digits else text


@dataclass
class Replayed:
    """How fast the floor is, in rounds per second, and milliseconds."""

    rate: float = 0.0
    p50: float = 0.0
    p95: float = 0.0
    errors: int = 0
    first_error: str = ""
    statements: float = 0.0
    times: list[float] = field(default_factory=list, repr=False)

    def without(self, part: Replayed, rest: int) -> Replayed:
        """What is left for each of ``rest`` equal parts once ``part`` is taken off."""
        if not self.rate or not part.rate:
            return self
        each = max(1 / self.rate - 1 / part.rate, 1e-9) / rest
        shares = (max(self.p50 - part.p50, 0.0) / rest, max(self.p95 - part.p95, 0.0) / rest)
        errors = self.errors + part.errors
        return Replayed(1 / each, *shares, errors, self.first_error or part.first_error)


class Recorder:
    """Reads the statements that calls cause from the server's log."""

    def __init__(self, platform: Distributed) -> None:
        self._platform = platform
        self._log = Path(platform.postgres.folder) / "postgres.log"
        self.told: dict[str, str] = {}

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Every statement is logged meanwhile, which is slow: nothing is measured in it."""
        self._set("all")
        try:
            self._renew_sessions()
            yield
        finally:
            self._set("none")

    def _renew_sessions(self) -> None:
        """End every session of the cases as soon as it is idle: new ones are told everything anew, on record.

        Raises TimeoutError when one of them is busy for ten seconds.
        """
        theirs = "application_name = 'wangge-cases'"
        before = [pid for (pid,) in self._platform.sql(f"SELECT pid FROM pg_stat_activity WHERE {theirs}")]
        ends = time.monotonic() + _IDLE_WITHIN
        while before:
            if time.monotonic() > ends:
                raise TimeoutError(f"sessions {before} of the cases are never idle")
            listed = ", ".join(str(pid) for pid in before)
            known = f"pid IN ({listed}) AND {theirs}"
            self._platform.sql(
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {known} AND state = 'idle'"
            )
            time.sleep(0.02)
            before = [pid for (pid,) in self._platform.sql(f"SELECT pid FROM pg_stat_activity WHERE {known}")]
        time.sleep(_RESTED)  # a pool tries a connection before it uses it again once it has rested

    def rounds(self, acts: Sequence[Callable[[], object]]) -> list[Round]:
        """Run each act by itself and note what it had the database do."""
        born = _millisecond(time.time())
        found = []
        for act in acts:
            begins = self._log.stat().st_size
            act()
            found.append(self._round(begins, born))
        return [each for each in found if each.statements]

    def _round(self, begins: int, born: str) -> Round:
        pids = self._backends()
        with self._log.open("rb") as log:
            log.seek(begins)
            text = log.read().decode("utf-8", errors="replace")
        groups: dict[str, list[str]] = {}
        order: list[list[str]] = []
        last: list[str] | None = None
        for line in text.splitlines():
            head = _HEAD.match(line)
            if head is None:
                if last is not None and line.startswith("\t"):
                    last[-1] += "\n" + line[1:]
                continue
            last = None
            statement = head["text"].removeprefix("statement: ")
            if head["level"] != "LOG" or statement == head["text"] or head["pid"] not in pids:
                continue
            group = groups.get(head["pid"])
            if group is None or _over(group):
                group = groups[head["pid"]] = []
                order.append(group)
            group.append(statement)
            last = group
        order = [[self._told(statement) for statement in each] for each in order]
        kept = [each for each in order if not any(_OTHERS.search(statement) for statement in each)]
        statements = tuple(itertools.chain.from_iterable(kept))
        called = {name for statement in statements for name in _CALLED.findall(statement)}
        prepared = tuple(self.told[name] for name in sorted(called & self.told.keys()))
        return Round(statements, _made(statements, born), prepared)

    def _told(self, statement: str) -> str:
        """The statement without what it prepares, which is noted."""
        for found in _TOLD.finditer(statement):
            self.told[found[1]] = found[2]
        return _TOLD.sub("", statement)

    def _backends(self) -> set[str]:
        """Backends that serve the process which answers the calls."""
        ports = {each.laddr.port for each in self._platform.process("serve-cases").net_connections("tcp")}
        rows = self._platform.sql(
            "SELECT pid, client_port FROM pg_stat_activity WHERE client_port IS NOT NULL"
        )
        return {str(pid) for pid, port in rows if port in ports}

    def _set(self, level: str) -> None:
        self._platform.sql(f"ALTER SYSTEM SET log_statement = '{level}'")
        self._platform.sql("SELECT pg_reload_conf()")
        time.sleep(0.5)  # the server says nothing when it has read its settings


def _over(group: Sequence[str]) -> bool:
    """Whether a transaction has ended, or was none."""
    return not group[0].startswith("BEGIN") or group[-1].endswith(("COMMIT", "ROLLBACK"))


def _millisecond(at: float) -> str:
    digits = f"{int(at * 1000):012x}"
    return f"{digits[:8]}-{digits[8:]}"


def _made(statements: Sequence[str], born: str) -> frozenset[str]:
    """Ids born since, and whatever else an INSERT brings that must be unique."""
    found = set()
    for statement in statements:
        for text in _MADE.findall(statement):
            if len(text) == 36:
                if text >= born:
                    found.add(text)
            elif statement.startswith(("INSERT", "UPDATE", "EXECUTE")):
                found.add(text)
    return frozenset(found)


def replay(
    platform: Distributed, rounds: Sequence[Round], seconds: float, threads: int = CLIENTS
) -> Replayed:
    """The rounds, over and over in every thread, for that long."""
    outcome = Replayed(statements=sum(len(each.statements) for each in rounds) / max(len(rounds), 1))
    if not rounds:
        return outcome
    ends = time.perf_counter() + seconds
    workers = [
        threading.Thread(target=_replay, args=(platform.dsn, rounds, ends, random.Random(n), outcome))
        for n in range(threads)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    times = sorted(outcome.times)
    outcome.rate = len(times) / seconds
    outcome.p50, outcome.p95 = percentile(times, 0.5), percentile(times, 0.95)
    return outcome


def _replay(dsn: str, rounds: Sequence[Round], ends: float, chance: random.Random, outcome: Replayed) -> None:
    options = "-csearch_path=cases,public -cplan_cache_mode=force_generic_plan -cjit=off"
    connection = psycopg2.connect(dsn, options=options, application_name="bench-floor")
    connection.autocommit = True  # BEGIN and COMMIT are among the statements
    try:
        with connection.cursor() as cursor:
            for telling in dict.fromkeys(text for each in rounds for text in each.prepared):
                cursor.execute(telling)
            while (began := time.perf_counter()) < ends:
                try:
                    for statement in chance.choice(rounds).fresh():
                        cursor.execute(statement)
                        if cursor.description is not None:
                            cursor.fetchall()
                except psycopg2.Error as error:
                    outcome.errors += 1
                    outcome.first_error = outcome.first_error or str(error)[:300]
                    cursor.execute("ROLLBACK")
                    continue
                outcome.times.append((time.perf_counter() - began) * 1000)
    finally:
        connection.close()
