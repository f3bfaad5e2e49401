"""Whoever reported the same thing is named in events of its answers and takes no part thereby (CASE-11)."""

from __future__ import annotations

import sqlalchemy as sa

from services.cases.adapters.tables.cases import parties
from services.cases.application.desk import Ref
from services.kernel.call import Call
from tests.services.cases.county import HERE, Town


def told(town: Town, case_id: str) -> dict[str, list[str]]:
    """Parties of the last event of each type of a case."""
    heads = {
        each["type"].rpartition(".")[2]: each["data"]["head"]
        for each in town.envelopes()
        if each["data"].get("head", {}).get("caseId") == case_id
    }
    return {name: head.get("parties", []) for name, head in heads.items()}


def follow(town: Town, call: Call, case_id: str) -> None:
    town.loop.follow(call, Ref(case_id), name="李四", phone="13900000000", words="我也看到了")


def test_followers_are_told_of_the_answer_and_see_no_more_than_before(any_town: Town) -> None:
    town = any_town
    case_id = town.report(town.resident, submit=False).case.id
    follower = town.person("resident-9")
    follow(town, follower, case_id)
    town.loop.submit(town.head, Ref(case_id), reason="上报")
    town.loop.return_case(town.community, Ref(case_id), missing="具体位置")
    town.loop.resubmit(town.resident, Ref(case_id), additions="在路口")
    town.loop.file(town.community, Ref(case_id))
    town.loop.assign(town.community, Ref(case_id), lead_unit_id="roads", requirement="修好")
    town.loop.sign(town.roads, Ref(case_id))
    town.loop.feed_back(town.roads, Ref(case_id), result="已更换")
    town.loop.check(town.community, Ref(case_id), accept=True)
    photo = town.photo(town.head, case_id)
    town.loop.verify(town.head, Ref(case_id), passed=True, attachment_ids=[photo], place=HERE)

    heard = told(town, case_id)
    name = f"account:{follower.actor.id}"

    assert {event for event, names in heard.items() if name in names} == {"CaseFiled", "CaseVerified"}
    assert f"account:{town.resident.actor.id}" in heard["CaseReturned"], "asked to complete it, alone"
    assert (case_id, name) not in {tuple(row) for row in town.rows(sa.select(parties))}


def test_followers_of_a_case_that_is_merged_are_told_of_the_merging_and_of_the_other_ones_answer(
    any_town: Town,
) -> None:
    town = any_town
    first = town.report(submit=True).case.id
    second = town.report(town.resident).case.id
    follower, stranger = town.person("resident-9"), town.person("resident-8")
    follow(town, follower, second)
    follow(town, stranger, first)
    town.loop.submit(town.head, Ref(second), reason="上报")

    town.loop.merge(town.community, Ref(second), into_id=first, reason="同一井盖")
    town.loop.file(town.community, Ref(first))

    merged, filed = told(town, second)["CaseMerged"], told(town, first)["CaseFiled"]
    assert f"account:{follower.actor.id}" in merged
    assert f"account:{stranger.actor.id}" not in merged
    assert {f"account:{each.actor.id}" for each in (follower, stranger, town.resident)} <= set(filed)
