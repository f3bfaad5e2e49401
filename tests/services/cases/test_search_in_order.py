"""What a search finds, page by page, is what looking at every case finds, whoever asks."""

from __future__ import annotations

import base64
import json
import random
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.cases.adapters import finding, search
from services.cases.adapters.branches import Branch, taking_part
from services.cases.adapters.search import terms_of, wanted
from services.cases.adapters.tables.cases import cases, parties, scoped_cases, terms
from services.cases.application.desk import Ref
from services.kernel.call import Call, system_call
from services.kernel.testing.contexts import staff
from tests.services.cases.county import (
    CENTRE_RIGHTS,
    COMMUNITY,
    COUNTY,
    GRID,
    GRID2,
    OTHER_TOWNSHIP,
    PREFECTURE,
    Town,
)
from wangge.directory.v1 import territories_pb2

WORDS = ("井盖", "路灯", "积水", "东门12号", "丢失")
QUERIES = ("井盖", "井", "路灯 积水", "盖丢失", "丢失井盖", "12", "门1", "下水道", "东门12号丢失")
PLACES = (GRID, GRID2, COMMUNITY, f"{OTHER_TOWNSHIP}001001", COUNTY)
STATES = ("SCREENING", "FILED", "CLOSED")
MINE, MANY = "account:mine", "unit:many"
MINUTE, DAY = 60_000, 86_400_000


@dataclass(frozen=True)
class Made:
    """A case as the oracle knows it."""

    id: str
    terms: frozenset[str]
    place: str
    state: str
    parties: frozenset[str]


def spread(town: Town, count: int, chance: random.Random) -> list[Made]:
    """Cases of three years, most of them of the last hours, copies of one in other places and words."""
    first = town.report(content="样例").case.id
    now = int(first[:8] + first[9:13], 16)
    with town.context.database.read() as connection:
        row = dict(connection.execute(sa.select(cases).where(cases.c.id == first)).mappings().one())
    made: list[Made] = []
    with town.context.new_uow(system_call("test")) as uow:
        for number in range(count):
            away = chance.choice((MINUTE, 5 * MINUTE, DAY, 30 * DAY, 1000 * DAY))
            digits = f"{now - chance.randrange(away):012x}"
            case_id = f"{digits[:8]}-{digits[8:]}-7{number:03x}-a000-{chance.getrandbits(48):012x}"
            held = terms_of("，".join(chance.sample(WORDS, chance.randrange(1, 4))))
            taking = {party for party, share in ((MINE, 0.1), (MANY, 0.5)) if chance.random() < share}
            case = Made(
                case_id, frozenset(held), chance.choice(PLACES), chance.choice(STATES), frozenset(taking)
            )
            changed = {"id": case_id, "number": f"N{number}", "grid_path": case.place, "state": case.state}
            uow.connection.execute(sa.insert(cases).values(row | changed))
            search.insert_terms(uow, case_id, held, case.place)
            for party in taking:
                uow.connection.execute(sa.insert(parties).values(case_id=case_id, party=party))
            made.append(case)
        uow.commit()
    return sorted(made, key=lambda each: each.id, reverse=True)


def pages(town: Town, call: Call, size: int, **asked: str) -> list[str]:
    found: list[str] = []
    token = ""
    while True:
        page, _ = town.loop.list(call, size=size, token=token, **asked)
        found += [row.id for row in page.rows]
        token = page.next_token
        if not token:
            return found


def callers(path: str, unit: bool) -> tuple[Call, frozenset[str]]:
    """Somebody of that place who also takes part in cases elsewhere, as `mine` or as a big organisation."""
    units = ["many"] if unit else []
    call = staff("mine", CENTRE_RIGHTS, path, units=units)
    return call, frozenset({MINE, *([MANY] if unit else [])})


@pytest.mark.parametrize("few", [0, 5, finding.FEW])
def test_every_page_holds_what_looking_at_all_cases_finds(
    any_town: Town, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", few)
    monkeypatch.setattr(finding, "_AT_FIRST", 20)
    everything = spread(any_town, 160, random.Random(few))

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        query=st.sampled_from(QUERIES),
        path=st.sampled_from((PREFECTURE, COUNTY, COMMUNITY, GRID2, OTHER_TOWNSHIP)),
        unit=st.booleans(),
        size=st.sampled_from((1, 3, 20, 200)),
        state=st.sampled_from(("", *STATES)),
        oldest_first=st.booleans(),
    )
    def check(query: str, path: str, unit: bool, size: int, state: str, oldest_first: bool) -> None:
        call, mine = callers(path, unit)
        asked = {"query": query, "filter": f'state="{state}"' if state else ""}
        expected = [
            each.id
            for each in everything
            if each.terms.issuperset(wanted(query))
            and (each.place.startswith(path) or each.parties & mine)
            and state in ("", each.state)
        ]

        found = pages(any_town, call, size, order_by="create_time" if oldest_first else "", **asked)

        assert found == (expected[::-1] if oldest_first else expected)

    check()


@pytest.mark.parametrize("unit", [False, True])
@pytest.mark.parametrize("state", ["", "FILED"])
def test_a_list_holds_the_place_and_what_one_takes_part_in(any_town: Town, unit: bool, state: str) -> None:
    everything = spread(any_town, 120, random.Random(4))
    call, mine = callers(GRID2, unit)

    found = pages(any_town, call, 7, filter=f'state="{state}"' if state else "")

    assert found == [
        each.id
        for each in everything
        if (each.place.startswith(GRID2) or each.parties & mine) and state in ("", each.state)
    ]


def test_a_new_case_is_found_at_once(any_town: Town) -> None:
    for number in range(3):
        case_id = any_town.report(content="桥洞积水").case.id
        found = pages(any_town, any_town.community, 20, query="桥洞")
        assert found[0] == case_id
        assert len(found) == number + 1


@pytest.mark.parametrize("view", ["mine", "followed", "first_receipts", "reported_by_me"])
def test_a_search_narrows_every_view(any_town: Town, view: str) -> None:
    mine = any_town.report(content="桥洞积水").case.id
    any_town.report(any_town.worker, content="桥洞积水")
    any_town.report(content="路灯不亮")
    any_town.loop.follow(any_town.head, Ref(mine))

    assert pages(any_town, any_town.head, 1, query="桥洞", view=view) == [mine]


@pytest.mark.parametrize("last", ["", "~", "zzzzzzzz-zzzz", "00000000-0000-7000"])
def test_a_forged_page_token_breaks_nothing(any_town: Town, last: str) -> None:
    any_town.report(content="桥洞积水")
    any_town.report(content="桥洞积水")
    page, _ = any_town.loop.list(any_town.community, size=1, query="桥洞")
    digest = json.loads(base64.urlsafe_b64decode(page.next_token + "=="))[0]
    forged = base64.urlsafe_b64encode(json.dumps([digest, [last, last]]).encode()).decode().rstrip("=")

    found, _ = any_town.loop.list(any_town.community, size=5, query="桥洞", token=forged)

    assert len(found.rows) == (2 if last > "0000" and last[0] in "~z" else 0)


@pytest.mark.distributed
def test_a_case_without_a_noted_place_is_found_where_it_lies(postgres_town: Town) -> None:
    case_id = postgres_town.report(content="桥洞积水").case.id
    with postgres_town.context.database.transaction() as connection:
        connection.execute(sa.update(terms).values(place=""))
        connection.commit()

    assert pages(postgres_town, postgres_town.community, 20, query="桥洞") == [case_id]
    assert pages(postgres_town, postgres_town.other_township, 20, query="桥洞") == []


def test_a_case_that_moved_is_found_in_its_new_place_alone(any_town: Town) -> None:
    case_id = any_town.report(content="桥洞积水").case.id
    worker = staff("other", CENTRE_RIGHTS, GRID2)
    assert pages(any_town, worker, 20, query="桥洞") == []

    move(any_town, case_id, GRID2)

    assert pages(any_town, worker, 20, query="桥洞") == [case_id]


def move(town: Town, case_id: str, grid: str) -> None:
    """As when grids are merged: the case moves with the ground."""
    ended = territories_pb2.Territory(path=GRID, name="第一网格")
    created = territories_pb2.Territory(path=grid, name="第二网格")
    town.hear(lambda heard, uow: heard.grids([ended], [created], "合并", uow))


@pytest.mark.parametrize(
    ("branch", "table", "looked_up_by"),
    [
        (Branch(scoped_cases.under(COUNTY), COUNTY, kept=True), "case_record_1", "case_search.case_id"),
        (taking_part((MINE, MANY)), "case_party", "anon_2.party"),
    ],
)
def test_a_plan_kept_for_all_words_looks_each_case_up(
    postgres_town: Town, branch: Branch, table: str, looked_up_by: str
) -> None:
    """Anything else reads all cases of a place or all parties: it does not know how few the words leave."""
    few = bool(branch.parties)
    query = finding._statement((cases.c.id,), (branch,), (few,), (), False, 20)
    asked = query.compile(dialect=postgres_town.context.database.reader.dialect)
    values = {**asked.params, "words": ["井盖"], "stretches": ["01a2"]}
    with postgres_town.context.database.transaction() as connection:
        for way in ("nestloop", "seqscan", "bitmapscan"):
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        plan = connection.exec_driver_sql(f"EXPLAIN {asked}", values).scalars().all()
    scans = [number for number, line in enumerate(plan) if f"on {table} " in line or f" {table} " in line]
    assert scans, plan
    assert all("Index" in plan[each] and looked_up_by in plan[each + 1] for each in scans), plan
