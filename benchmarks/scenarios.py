"""What one client does, round after round.

A scenario is an endless generator: each ``yield`` ends a round and says whether the round counts.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, Protocol

CASES = "wangge.cases.v1.CaseService"
PAGES = {"work": "clerk", "list": "clerk", "case": "admin", "dashboard": "admin"}
"""Pages that are measured, and who opens them."""


class Caller(Protocol):
    """A client with roles to act in and facts to draw from."""

    facts: Mapping[str, Any]

    async def call(self, method: str, role: str, **fields: Any) -> str: ...

    async def page(self, path: str, role: str, *, part: bool = False) -> None: ...


Scenario = Callable[[Caller, int], AsyncIterator[bool]]


async def create(caller: Caller, seed: int) -> AsyncIterator[bool]:
    """A case is reported and submitted."""
    chance = random.Random(seed)
    while True:
        await _report(caller, chance)
        yield True


async def get(caller: Caller, seed: int) -> AsyncIterator[bool]:
    """A case, any of those sampled, is read whole."""
    chance = random.Random(seed)
    while True:
        await caller.call(f"{CASES}.GetCase", "admin", id=chance.choice(caller.facts["ids"]))
        yield True


async def list_admin(caller: Caller, seed: int) -> AsyncIterator[bool]:
    """The newest fifty, as the administrator sees them."""
    while True:
        await caller.call(f"{CASES}.ListCases", "admin", page_size=50)
        yield True


async def list_clerk(caller: Caller, seed: int) -> AsyncIterator[bool]:
    """The newest fifty, as township clerks see them."""
    while True:
        await caller.call(f"{CASES}.ListCases", "clerk", page_size=50)
        yield True


async def search_admin(caller: Caller, seed: int) -> AsyncIterator[bool]:
    """Words that some cases hold, over everything."""
    chance = random.Random(seed)
    while True:
        word = chance.choice(caller.facts["words"])
        await caller.call(f"{CASES}.ListCases", "admin", page_size=20, query=word)
        yield True


async def search_clerk(caller: Caller, seed: int) -> AsyncIterator[bool]:
    """The same words, within the clerk's township."""
    chance = random.Random(seed)
    while True:
        word = chance.choice(caller.facts["words"])
        await caller.call(f"{CASES}.ListCases", "clerk", page_size=20, query=word)
        yield True


async def change(caller: Caller, seed: int) -> AsyncIterator[bool]:
    """One change of state a round: filed, assigned, signed for, and so on. Reporting does not count."""
    chance = random.Random(seed)
    while True:
        case = await _report(caller, chance)
        yield False
        for method, role, fields in steps_of(caller.facts, case):
            await caller.call(method, role, **fields)
            yield True


async def lifecycle(caller: Caller, seed: int) -> AsyncIterator[bool]:
    """Reported, filed, assigned, signed for, fed back, checked and closed, found again: seven calls."""
    chance = random.Random(seed)
    while True:
        case = await _report(caller, chance)
        for method, role, fields in steps_of(caller.facts, case):
            await caller.call(method, role, **fields)
        word = chance.choice(caller.facts["words"])
        await caller.call(f"{CASES}.ListCases", "clerk", page_size=20, query=word)
        yield True


def _page(name: str, role: str) -> Scenario:
    async def open_page(caller: Caller, seed: int) -> AsyncIterator[bool]:
        chance = random.Random(seed)
        while True:
            await caller.page(caller.facts["pages"][name].format(id=chance.choice(caller.facts["ids"])), role)
            yield True

    open_page.__name__ = f"page_{name}"
    open_page.__doc__ = f"The page {name} of the console, whole, as a browser asks for it."
    return open_page


Step = tuple[str, str, dict[str, Any]]
"""Method, role and fields of a call."""


def report_fields(facts: Mapping[str, Any], chance: random.Random) -> Step:
    """A report by a grid worker, sent on to the community at once."""
    place = chance.choice(facts["places"])
    words = chance.sample(facts["sentences"], 3)
    fields = {
        "request_id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "title": words[0][:30],
        "content": "，".join(words),
        "category": facts["category"],
        "channel": "CHANNEL_PATROL",
        "urgency": "URGENCY_NORMAL",
        "place": {"grid_code": place[0], "address": place[1]},
        "submit": True,
    }
    return f"{CASES}.ReportCase", "grid", fields


def steps_of(facts: Mapping[str, Any], case: str) -> list[Step]:
    """From screening to closed; the leaf is paperwork, which needs no verification on the spot."""
    unit = facts["unit"]
    return [
        (f"{CASES}.FileCase", "centre", {"id": case, "category": facts["category"]}),
        (f"{CASES}.AssignCase", "centre", {"id": case, "lead_unit_id": unit, "requirement": "按时办理"}),
        (f"{CASES}.SignForCase", "unit", {"id": case, "officer": "李明"}),
        (f"{CASES}.FeedBack", "unit", {"id": case, "result": "已现场处置，问题消除"}),
        (f"{CASES}.CheckFeedback", "centre", {"id": case, "accept": True}),
    ]


async def _report(caller: Caller, chance: random.Random) -> str:
    method, role, fields = report_fields(caller.facts, chance)
    return await caller.call(method, role, **fields)


SCENARIOS: Mapping[str, Scenario] = {
    each.__name__: each
    for each in (
        create,
        get,
        list_admin,
        list_clerk,
        search_admin,
        search_clerk,
        change,
        lifecycle,
        *(_page(name, role) for name, role in PAGES.items()),
    )
}
