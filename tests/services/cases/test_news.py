"""The bell: what came last, what of it is new to whom, and seeing it is kept with the account (CASE-03)."""

from __future__ import annotations

from datetime import timedelta

from services.cases.application.news import COUNTED
from services.kernel.testing.contexts import staff
from tests.services.cases.county import COUNTY, Town


def test_the_newest_stands_first_and_is_new_until_it_is_seen(any_town: Town) -> None:
    loop, clerk = any_town.loop, any_town.community
    first = any_town.report(submit=True).case.id
    any_town.clock.advance(minutes=10)
    second = any_town.report(submit=True).case.id

    before = loop.newest(clerk, 5)
    loop.see_newest(clerk, before.now)
    any_town.clock.advance(minutes=10)
    third = any_town.report(submit=True).case.id
    after = loop.newest(clerk, 5)

    assert ([row.id for row in before.rows], before.unseen, before.seen_at) == ([second, first], 2, None)
    assert ([row.id for row in after.rows], after.unseen) == ([third, second, first], 1)
    assert after.seen_at == before.now


def test_seeing_is_of_one_account_and_never_goes_back_nor_ahead_of_now(any_town: Town) -> None:
    loop, clerk, now = any_town.loop, any_town.community, any_town.clock()
    any_town.report(submit=True)
    other = staff("other-clerk", sorted(clerk.actor.grants[0].permissions), clerk.actor.grants[0].territory)

    loop.see_newest(clerk, now + timedelta(days=400))
    loop.see_newest(clerk, now - timedelta(days=3))

    assert loop.newest(clerk, 0).seen_at == now
    assert (loop.newest(clerk, 0).unseen, loop.newest(other, 0).unseen) == (0, 1)


def test_who_is_asked_nothing_has_no_news_and_the_count_ends_at_a_hundred(town: Town) -> None:
    for _ in range(COUNTED + 2):
        town.report(submit=True)

    assert town.loop.newest(staff("nobody", ["cases.case.view"], COUNTY), 5).unseen == 0
    assert town.loop.newest(town.community, 0).unseen == COUNTED
