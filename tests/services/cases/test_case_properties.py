"""Whatever is tried in whatever order, a case stays on the state table."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.cases.domain import loop
from services.cases.domain.clocks import SECONDARY
from services.cases.domain.states import State
from services.kernel.errors import Refusal
from tests.services.cases.builders import COMMUNITY, LEAF, MONDAY, POLICE, ROADS, WATER, photo, reported, turn

HERE = (114.1, 35.7)
OTHER = reported()
OTHER.id = "other"
UNITS = ["roads", "water", "police"]

MOVES = {
    "settle": lambda c, t: c.settle(t, "m", [photo(t.now)], HERE),
    "confirm": lambda c, t: c.confirm(t, "", []),
    "submit": lambda c, t: c.submit(t, "r"),
    "submit_direct": lambda c, t: c.submit_direct(t, "r"),
    "file": lambda c, t: c.file(t, "F", ""),
    "return": lambda c, t: c.return_for_data(t, "m"),
    "resubmit": lambda c, t: c.resubmit(t, "a", []),
    "reject": lambda c, t: c.reject(t, "r", "a"),
    "merge": lambda c, t: c.merge(t, OTHER, "r"),
    "take": lambda c, t: c.take(t, ""),
    "assign": lambda c, t: c.assign(t, ROADS, [WATER], ""),
    "transfer": lambda c, t: c.transfer(t, POLICE, ""),
    "escalate": lambda c, t: c.escalate(t, "r", ""),
    "push_down": lambda c, t: c.push_down(t, COMMUNITY, "r"),
    "sign": lambda c, t: c.sign(t, ""),
    "send_back": lambda c, t: c.send_back(t, "g", None),
    "progress": lambda c, t: c.progress(t, "n", [], ""),
    "extension": lambda c, t: c.request_extension(t, "r", "1wd"),
    "suspension": lambda c, t: c.request_suspension(t, "r", t.now + timedelta(days=3)),
    "approve": lambda c, t: c.decide_request(t, c.requests[-1].id if c.requests else "", True, ""),
    "refuse": lambda c, t: c.decide_request(t, c.requests[-1].id if c.requests else "", False, ""),
    "suspend": lambda c, t: c.suspend(t, "g", t.now + timedelta(days=3)),
    "resume": lambda c, t: c.resume(t, ""),
    "feed_back": lambda c, t: c.feed_back(t, "r", [], "", None),
    "check": lambda c, t: c.check(t, True, ""),
    "uncheck": lambda c, t: c.check(t, False, ""),
    "verify": lambda c, t: c.verify(t, True, "", [photo(t.now)], HERE),
    "unverify": lambda c, t: c.verify(t, False, "d", [photo(t.now)], HERE),
    "rate": lambda c, t: c.rate(t, 4, "", "reporter"),
    "reopen": lambda c, t: c.reopen(t, "g", by_reporter=False),
    "withdraw": lambda c, t: c.withdraw(t, "r"),
    "archive": lambda c, t: c.archive(t, "d"),
    "category": lambda c, t: c.change_category(t, LEAF, c.urgency, 1, "r"),
    "move": lambda c, t: c.move(t, "410602001001002", "拆分"),
    "tick": lambda c, t: c.tick(t),
}
ARROWS = {(s, row.target or s, row.verb) for row in loop.TABLE for s in row.sources}


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 3000), st.sampled_from(["a", "b", "c"])),
        max_size=40,
    )
)
def test_random_verbs_never_leave_the_table(moves: list[tuple[str, int, str]]) -> None:
    case, now = reported(), MONDAY
    for name, minutes, who in moves:
        now += timedelta(minutes=minutes)
        before, noted = case.state, len(case.happenings)
        try:
            MOVES[name](case, turn(who, now, units=UNITS))
        except Refusal:
            assert case.state is before, f"{name} was refused and moved the case all the same"
            assert len(case.happenings) == noted
            continue
        new = case.happenings[noted:]
        if name != "tick":
            assert len(new) == 1, f"{name} left {len(new)} happenings"
        for each in new:
            assert (each.before, each.after, each.action) in ARROWS
        assert case.happenings[-1].after is case.state
        _clocks_agree(case)


def _clocks_agree(case: object) -> None:
    live = [c for c in case.clocks if c.stopped_at is None]  # type: ignore[attr-defined]
    stages = [c.stage for c in live]
    assert len(stages) == len(set(stages)), "two clocks of one stage run at once"
    for clock in live:
        assert clock.amber_at <= clock.due_at
        assert clock.started_at <= clock.due_at
    state = case.state  # type: ignore[attr-defined]
    if state in loop.STAGE:
        assert loop.STAGE[state] in stages
    if not state.open and state not in (State.CLOSED, State.EVALUATED):
        assert live == []
    if state is State.SUSPENDED:
        assert all(c.paused_at for c in live)
    elif state.open:
        assert not any(c.paused_at for c in live if c.stage not in SECONDARY)
