"""What is to be reached, and whether it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# For scale: the fastest of six ticket and registry systems on such a machine, per second (REST, 100,000 rows,
# 8 clients), and how many times that is asked of us.
PEERS: Mapping[str, tuple[float, float]] = {
    "create": (104, 2),
    "get": (123, 3),
    "list_admin": (27, 5),
    "search_admin": (12, 5),
    "change": (115, 1.5),
    "page_list": (28, 5),
}
# eGov DIGIT's own report of March 2026: lifecycles per second on 16 vCPU and 32 GB, four calls each.
DIGIT: Mapping[str, float] = {"small": 37.09, "large": 6.3}
LIFECYCLE_KEPT = 0.9
SCOPED_AT_MOST = 1.0
EVENT_P95_MS = 250.0
ALL_IN_ONE_MIB = 400.0
PAGE_P95_MS = 150.0
PLACES_P95_MS: Mapping[str, float] = {"page": 150.0, "rpc": 50.0}
PEOPLE_P95_MS = 50.0
IMPORT_SHARE = 0.1
"""Of the rate of COPY of the same rows: reading, checks, encryption, history and figures cost nine tenths."""
IMPORT_MIB = 60.0
NOISE = 0.05
"""Two runs of the same thing differ by that much; a comparison of two rates allows for it."""


@dataclass(frozen=True, slots=True)
class Target:
    """One line of the table of targets. ``better`` is ``more`` or ``less``."""

    name: str
    wanted: float
    reached: float
    unit: str
    better: str = "more"

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        return self.reached >= self.wanted if self.better == "more" else self.reached <= self.wanted


def targets(values: Mapping[str, float]) -> list[Target]:
    """Every target whose measurement is there; ``values`` by the names of results.json."""
    found: list[Target] = []

    def add(name: str, wanted: float, measured: float | None, unit: str, better: str = "more") -> None:
        if measured is not None:
            found.append(Target(name, wanted, measured, unit, better))

    for operation, (peer, times) in PEERS.items():
        name = f"rest.{operation}.small"
        add(f"{name}: {times:g} times the fastest peer ({peer:g}/s)", peer * times, values.get(name), "1/s")
    for size, rate in DIGIT.items():
        add(
            f"rest.lifecycle.{size}: more than DIGIT on 16 vCPU",
            rate,
            values.get(f"rest.lifecycle.{size}"),
            "1/s",
        )
    for road in ("grpc", "rest"):
        kept = values.get(f"{road}.lifecycle.large_to_small")
        add(f"{road}.lifecycle: large / small", LIFECYCLE_KEPT, kept, "ratio")
        for operation in ("list", "search"):
            for size in DIGIT:
                kept = values.get(f"{road}.{operation}.{size}.clerk_to_admin")
                wanted = SCOPED_AT_MOST - NOISE
                add(f"{road}.{operation}.{size}: clerk / administrator", wanted, kept, "ratio")
    for name, value in values.items():
        if name.startswith("page.") and name.endswith(".large.p95"):
            add(f"{name.removesuffix('.p95')}: the server's time, p95", PAGE_P95_MS, value, "ms", "less")
    for kind, most in PLACES_P95_MS.items():
        for name, value in values.items():
            if name.startswith(f"places.{kind}.") and name.endswith(".p95"):
                add(f"{name.removesuffix('.p95')}: 100 thousand places, p95", most, value, "ms", "less")
    for name, value in values.items():
        if name.startswith("population.") and name.endswith(".p95"):
            add(f"{name.removesuffix('.p95')}: at the service, p95", PEOPLE_P95_MS, value, "ms", "less")
        if name.startswith("population.") and name.endswith("_to_admin"):
            search, _, who = name.removesuffix("_to_admin").rpartition(".")
            add(f"{search}: {who} / administrator", SCOPED_AT_MOST - NOISE, value, "ratio")
    for road, rows in (("share_of_copy", "COPY of the same rows"), ("share_of_bare_copy", "bare COPY")):
        share = values.get(f"population.import.{road}")
        add(f"population.import: rate / {rows}", IMPORT_SHARE, share, "ratio")
    memory = values.get("population.import.memory")
    add("population.import: memory beyond the start", IMPORT_MIB, memory, "MiB", "less")
    add("commit to handled, p95", EVENT_P95_MS, values.get("events.p95"), "ms", "less")
    add("all-in-one, resident", ALL_IN_ONE_MIB, values.get("all_in_one.resident"), "MiB", "less")
    add("errors in all runs", 0, values.get("errors"), "", "less")
    return found
