"""Lists, pending lists, search and neighbours."""

from __future__ import annotations

import pytest

from services.cases.adapters import finding
from services.cases.application.access import sight_of
from services.cases.application.desk import Ref
from services.cases.domain.overruns import Overrun, OverrunCause
from services.cases.domain.states import Level, Urgency
from services.cases.entrypoints.messages import Around, case_message, overrun_of, summary_message
from services.kernel.call import Call
from services.kernel.errors import Invalid
from tests.services.cases.county import COMMUNITY, HERE, TOWNSHIP, Town
from wangge.cases.v1 import cases_pb2 as pb


def test_pages_follow_each_other_without_gap_or_repetition(any_town: Town) -> None:
    made = [any_town.report().case.id for _ in range(7)]

    found, token = [], ""
    while True:
        page, _ = any_town.loop.list(any_town.community, size=3, token=token)
        found += [row.id for row in page.rows]
        token = page.next_token
        if not token:
            break

    assert found == made[::-1]


def test_every_order_pages_for_a_caller_with_several_branches(any_town: Town) -> None:
    for _ in range(5):
        any_town.report()
    any_town.filed()

    for order in ("create_time", "due_time desc", "update_time", "due_time"):
        found, token = [], ""
        while True:
            page, _ = any_town.loop.list(any_town.community, size=2, token=token, order_by=order)
            found += [row.id for row in page.rows]
            token = page.next_token
            if not token:
                break
        assert len(found) == len(set(found)) == 6, order


@pytest.mark.parametrize("few", [1000, 1])
def test_own_cases_come_in_any_order_however_many_they_are(
    any_town: Town, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", few)
    made = [any_town.report(any_town.resident).case.id for _ in range(3)]
    any_town.report()

    def listed(call: Call, view: str) -> list[str]:
        page, _ = any_town.loop.list(call, view=view, order_by="update_time desc")
        return [row.id for row in page.rows]

    assert sorted(listed(any_town.resident, "mine")) == made
    assert sorted(listed(any_town.resident, "reported_by_me")) == made
    assert listed(any_town.water, "mine") == []


def test_filters_select_by_state_light_and_place(any_town: Town) -> None:
    any_town.report()
    filed = any_town.filed()

    page, _ = any_town.loop.list(any_town.community, filter="state = FILED")
    assert [row.id for row in page.rows] == [filed]
    any_town.clock.advance(days=3)
    page, _ = any_town.loop.list(any_town.community, filter=f'light = RED AND territory_code : "{TOWNSHIP}"')
    assert len(page.rows) == 2
    with pytest.raises(Invalid):
        any_town.loop.list(any_town.community, filter='content = "x"')


def test_two_chinese_characters_an_address_and_a_number_find_the_case(any_town: Town) -> None:
    case = any_town.report(content="东街路灯不亮", address="东街 12 号 Building7").case
    any_town.report(content="小区积水")

    for query in ("路灯", "灯", "东街路灯", "build", "building7", case.number, "HB2026 路灯", "1"):
        page, _ = any_town.loop.list(any_town.community, query=query)
        assert case.id in [row.id for row in page.rows], query
    assert not any_town.loop.list(any_town.community, query="下水道")[0].rows
    assert not any_town.loop.list(any_town.other_township, query="路灯")[0].rows
    assert not any_town.loop.list(any_town.community, query="!!!")[0].rows


def test_the_pending_list_holds_what_each_party_must_do_and_true_counts(any_town: Town) -> None:
    town = any_town
    town.report()
    town.report(submit=True)
    town.filed()
    town.assigned()
    town.in_work()
    town.verifying()

    def asked(call: object) -> dict[str, int]:
        return dict(town.loop.pending(call)[0].by_ask)

    assert asked(town.head) == {"settle": 1, "verify": 1}
    assert asked(town.community) == {"screen": 1, "assign": 1}
    assert asked(town.roads) == {"sign": 1, "handle": 1}
    assert asked(town.county) == {}
    town.clock.advance(days=5)
    pending, _ = town.loop.pending(town.community)
    assert (pending.total, pending.overdue) == (2, 2)


def test_pending_pages_least_time_first(town: Town) -> None:
    slow, quick = town.filed(), town.filed(urgency=Urgency.URGENT)

    first, _ = town.loop.pending(town.community, size=1)
    second, _ = town.loop.pending(town.community, size=1, token=first.next_token)

    assert [first.rows[0].id, second.rows[0].id] == [quick, slow]
    assert second.next_token == ""


def test_neighbours_are_open_cases_of_the_leaf_near_by_and_recent(any_town: Town) -> None:
    town = any_town
    near = town.report(point=HERE).case.id
    town.report(point=(HERE[0] + 0.003, HERE[1]))
    town.report(point=HERE, category="event.rubbish")

    found, _ = town.loop.similar(town.head, "component.road.manhole", (HERE[0] + 0.0003, HERE[1]))
    assert [row.id for row, _ in found] == [near]
    town.clock.advance(days=8)
    assert town.loop.similar(town.head, "component.road.manhole", HERE)[0] == []


def test_views_show_what_is_mine(town: Town) -> None:
    mine = town.report(town.resident).case.id
    received = town.report().case.id
    town.loop.follow(town.person("other"), Ref(mine))

    def ids(call: object, view: str) -> list[str]:
        return [row.id for row in town.loop.list(call, view=view)[0].rows]

    assert ids(town.resident, "reported_by_me") == [mine]
    assert ids(town.head, "first_receipts") == [received]
    assert ids(town.person("other"), "followed") == [mine]
    assert ids(town.resident, "mine") == [mine]


def test_words_suggest_a_category_and_a_place_a_route(town: Town) -> None:
    assert town.loop.suggest_category(town.head, "窨井的井盖坏了")[0][0] == "component.road.manhole"

    route = town.loop.suggest_route(town.head, "component.road.manhole", "", HERE, Level.COMMUNITY)

    assert route.rule == "component"
    assert [(c.unit.id, c.principle) for c in route.candidates] == [
        ("roads", "owner"),
        (f"unit-{COMMUNITY}", "territory"),
    ]


def test_watchers_are_told_what_is_in_their_sight(any_town: Town) -> None:
    town = any_town
    turns = iter([True, True, False])
    first = town.report().case.id

    told = list(town.loop.watcher.watch(sight_of(town.community), "0", "", lambda: next(turns), wait=0.01))
    hidden = list(town.loop.watcher.watch(sight_of(town.other_township), "0", "", lambda: False, wait=0.01))

    assert [(notice.action, row.id) for notice, row in told] == [("report", first)]
    assert hidden == []


def test_the_cause_of_an_overrun_is_kept_shown_and_found(any_town: Town) -> None:
    any_town.in_work()
    late = any_town.in_work()
    any_town.clock.advance(days=30)
    with pytest.raises(Invalid) as refused:
        any_town.loop.feed_back(any_town.roads, Ref(late), result="已更换")
    assert refused.value.problems[0].code == "cases.overrun_cause_needed"
    said = Overrun(OverrunCause.MATERIALS, "井盖缺货")
    any_town.loop.feed_back(any_town.roads, Ref(late, overrun=said), result="已更换")

    page, _ = any_town.loop.list(any_town.community, filter="overrun_cause = MATERIALS")
    rows, _ = any_town.loop.timeline(any_town.community, late)
    shown = case_message(any_town.loop.get(any_town.community, late))

    assert [row.id for row in page.rows] == [late]
    assert rows[-1].details == {"overrun_cause": "MATERIALS", "overrun_words": "井盖缺货"}
    handling = next(clock for clock in shown.clocks if clock.stage == "handling")
    assert (handling.overrun_cause, handling.overrun_words) == (pb.OVERRUN_CAUSE_MATERIALS, "井盖缺货")


def test_a_request_says_why_it_comes_late() -> None:
    said = overrun_of(pb.FeedBackRequest(overrun_cause=pb.OVERRUN_CAUSE_OTHER, overrun_words="业主不在家"))

    assert said == Overrun(OverrunCause.OTHER, "业主不在家")
    assert overrun_of(pb.CheckFeedbackRequest()) is None
    with pytest.raises(Invalid):
        overrun_of(pb.CheckFeedbackRequest(overrun_cause=pb.OVERRUN_CAUSE_OTHER))


def test_pending_pages_of_one_ask_are_full_and_the_counts_stay_those_of_everything(any_town: Town) -> None:
    town = any_town
    screening = [town.report(submit=True).case.id for _ in range(3)]
    for _ in range(3):
        town.filed()

    found, token = [], ""
    while True:
        page, _ = town.loop.pending(town.community, size=2, token=token, ask="screen")
        found += [row.case_id for row in page.rows]
        assert (page.by_ask["screen"], page.total) == (3, 6)
        token = page.next_token
        if not token:
            break

    assert sorted(found) == sorted(screening)
    first, _ = town.loop.pending(town.community, size=2, ask="screen")
    with pytest.raises(Invalid):
        town.loop.pending(town.community, size=2, ask="assign", token=first.next_token)


def test_pending_shows_what_is_overdue_alone(any_town: Town) -> None:
    late = any_town.report(submit=True).case.id
    any_town.clock.advance(days=8)
    any_town.report(submit=True)

    page, _ = any_town.loop.pending(any_town.community, overdue_only=True)

    assert [row.case_id for row in page.rows] == [late]
    assert (page.overdue, page.total) == (1, 2)


def test_a_list_row_has_its_community_and_the_time_left_until_it_is_due(town: Town) -> None:
    case_id = town.in_work()
    page, now = town.loop.list(town.community)
    around = Around(town.loop.directory.community_of, town.loop.time_left.at(now))

    row = summary_message(page.rows[0], now, around)

    clock = town.loop.get(town.community, case_id).case.limit_clock()
    assert (row.community_name, row.grid_name) == ("东街社区", "第一网格")
    assert row.minutes_left == clock.minutes_left(now, town.loop.directory.calendar_at("")) > 0
    town.clock.advance(days=10)
    page, now = town.loop.list(town.community)
    late = summary_message(page.rows[0], now, Around(around.community_of, town.loop.time_left.at(now)))
    assert late.minutes_left == clock.minutes_left(now, town.loop.directory.calendar_at("")) < 0


def test_no_grid_has_no_community_beside_its_name(town: Town) -> None:
    assert town.loop.directory.community_of(COMMUNITY) == ""
    assert town.loop.directory.community_of("410699999999999") == ""


def test_a_list_is_limited_to_the_days_on_which_cases_ended(any_town: Town) -> None:
    closed = any_town.closed()
    any_town.filed()
    today = any_town.clock().date().isoformat()

    page, _ = any_town.loop.list(any_town.community, filter=f"close_time >= {today}")

    assert [row.id for row in page.rows] == [closed]
