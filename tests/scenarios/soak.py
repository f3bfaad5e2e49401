"""Faults at random for as long as one likes: python -m tests.scenarios.soak --minutes 10 --mode distributed.

Prints each fault as it happens, and at the end what was acknowledged and proved. The seed makes the order of
faults repeatable, not their moments.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from services.kernel.testing.servers import PrivatePostgres, PrivateRabbit
from tests.scenarios.county import County
from tests.scenarios.processes import Processes
from tests.scenarios.proof import case_ids, prove
from tests.scenarios.stream import Stream
from tests.scenarios.waiting import until

_BETWEEN = (10, 60)  # acknowledged steps


def main(arguments: list[str]) -> int:
    """Returns the exit code; an assertion that fails ends it with a traceback and the processes' logs."""
    parser = argparse.ArgumentParser(prog="python -m tests.scenarios.soak")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--mode", choices=("all-in-one", "distributed"), default="distributed")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wangge-soak-")))
        postgres = rabbit = None
        if given.mode == "distributed":
            postgres = stack.enter_context(PrivatePostgres(durable=True))
            rabbit = stack.enter_context(PrivateRabbit())
        processes = stack.enter_context(Processes(folder, postgres=postgres, rabbit=rabbit))
        county = County(processes).build()
        try:
            _soak(processes, county, given.minutes * 60, given.clients, random.Random(given.seed))
        except BaseException:
            sys.stderr.write(processes.tails() + "\n")
            raise
    return 0


def _soak(processes: Processes, county: County, seconds: float, clients: int, chance: random.Random) -> None:
    already, ends, count = frozenset(case_ids(processes)), time.monotonic() + seconds, 0
    with Stream(county, clients=clients) as stream:
        faults = _faults(processes, stream)
        while time.monotonic() < ends:
            stream.wait_for(chance.randint(*_BETWEEN), within=120)
            name = chance.choice(sorted(faults))
            _say(f"{stream.steps:7d} steps  {name}")
            faults[name]()
            count += 1
        stream.wait_for(_BETWEEN[0], within=120)
    processes.revive()
    prove(processes, stream, already)
    _say(
        f"{count} faults, {len(stream.acknowledged)} cases, {stream.steps} steps acknowledged, "
        f"{stream.repeated} requests repeated: nothing lost, nothing twice"
    )


def _faults(processes: Processes, stream: Stream) -> dict[str, Callable[[], None]]:
    def killing(name: str) -> Callable[[], None]:
        return lambda: processes.kill_and_restart(name)

    found = {f"kill {name}": killing(name) for name in processes.commands}
    if processes.rabbit is not None:
        found["kill broker"] = lambda: _broker(processes, stream)
        found["kill database"] = lambda: _database(processes, stream)
    return found


def _broker(processes: Processes, stream: Stream) -> None:
    assert processes.rabbit is not None
    processes.rabbit.kill()
    stream.wait_for(_BETWEEN[0])
    processes.rabbit.start()


def _database(processes: Processes, stream: Stream) -> None:
    before = stream.repeated
    processes.kill_database()
    until(lambda: stream.repeated > before, within=60, what="a client that notices")
    processes.start_database()
    processes.revive()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
