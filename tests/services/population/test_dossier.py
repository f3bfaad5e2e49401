"""What may happen to somebody: in whatever order, the register stays what it promises (POP-03, 04)."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kernel.errors import Invalid, Refusal
from services.population.domain.changes import Effect, effects_between, from_data, taken_back, to_data
from services.population.domain.dossier import Dossier
from services.population.domain.figures import cells_of, deltas
from services.population.domain.kinds import ResidenceKind, Sex, StayReason
from services.population.domain.records import Person, PersonState, Residence
from services.population.domain.refusals import AlreadyThere, NotAlive, ResidenceNotFound, Restricted

BORN = date(1980, 5, 3)
DAY = date(2020, 1, 1)


def somebody(**more: object) -> Dossier:
    values: dict[str, object] = {"id": "p", "name": "王建国", "sex": Sex.MALE, "born_on": BORN}
    return Dossier(Person(**(values | more)))  # type: ignore[arg-type]


def place(
    number: int, kind: ResidenceKind = ResidenceKind.PERMANENT, day: date = DAY, path: str = ""
) -> Residence:
    return Residence(
        id=f"r{number}-{day}",
        person_id="p",
        household_id=f"h{number}",
        dwelling_id=f"d{number}",
        path=path or f"41060200100100{number}",
        kind=kind,
        from_day=day,
        reason=StayReason.WORK if kind is ResidenceKind.INCOMING else StayReason.NONE,
    )


def test_moving_ends_where_one_lived_before_on_the_same_day() -> None:
    found = somebody().move_in(place(1)).move_in(place(2, day=DAY + timedelta(days=40)))

    assert [(each.household_id, each.to_day) for each in found.residences] == [
        ("h1", DAY + timedelta(days=40)),
        ("h2", None),
    ]
    assert found.person.path == "410602001001002"


def test_who_lives_elsewhere_stays_registered_and_both_are_shown() -> None:
    found = (
        somebody().move_in(place(1, ResidenceKind.REGISTERED_ONLY)).move_in(place(2, ResidenceKind.INCOMING))
    )

    assert found.lives is not None
    assert found.lives.household_id == "h2"
    assert found.registered is not None
    assert found.registered.household_id == "h1"
    assert found.main == found.lives


@pytest.mark.parametrize("days", [-1, -400])
def test_nobody_moves_before_the_last_move_or_before_birth(days: int) -> None:
    settled = somebody().move_in(place(1))

    with pytest.raises(Invalid):
        settled.move_in(place(2, day=DAY + timedelta(days=days)))
    with pytest.raises(Invalid):
        somebody().move_in(place(1, day=BORN - timedelta(days=1)))


def test_nobody_moves_to_where_he_is() -> None:
    with pytest.raises(AlreadyThere):
        somebody().move_in(place(1)).move_in(place(1, day=DAY + timedelta(days=3)))


def test_only_the_incoming_are_asked_why() -> None:
    with pytest.raises(Invalid) as refused:
        somebody().move_in(replace(place(1, ResidenceKind.INCOMING), reason=StayReason.NONE))
    assert refused.value.problems[0].field == "residence.reason"
    with pytest.raises(Invalid):
        somebody().move_in(replace(place(1), reason=StayReason.WORK))


def test_nothing_happens_any_more_to_the_dead_and_the_restricted() -> None:
    dead = somebody().move_in(place(1)).die(DAY + timedelta(days=9))

    assert (dead.person.state, dead.main) == (PersonState.DECEASED, None)
    verbs: list[Callable[[Dossier], Dossier]] = [
        lambda d: d.move_in(place(2)),
        lambda d: d.move_out("", DAY),
        lambda d: d.die(DAY),
    ]
    for verb in verbs:
        with pytest.raises((NotAlive, ResidenceNotFound)):
            verb(dead)
    with pytest.raises(Restricted):
        somebody(restricted=True).move_in(place(1))


_VERB = st.one_of(
    st.tuples(st.just("in"), st.integers(1, 4), st.sampled_from(list(ResidenceKind)), st.integers(0, 900)),
    st.tuples(st.just("out"), st.integers(1, 4), st.sampled_from(list(ResidenceKind)), st.integers(0, 900)),
    st.tuples(st.just("kind"), st.integers(1, 4), st.sampled_from(list(ResidenceKind)), st.integers(0, 900)),
    st.tuples(st.just("die"), st.just(0), st.just(ResidenceKind.PERMANENT), st.integers(0, 900)),
)


def happened(dossier: Dossier, verbs: list[tuple[str, int, ResidenceKind, int]]) -> list[Dossier]:
    """Every dossier on the way; what is refused changes nothing."""
    way = [dossier]
    for step, (verb, where, kind, days) in enumerate(verbs):
        day = DAY + timedelta(days=days)
        reason = StayReason.WORK if kind is ResidenceKind.INCOMING else StayReason.NONE
        try:
            match verb:
                case "in":
                    way.append(way[-1].move_in(replace(place(where, kind, day), id=f"r{step}")))
                case "out":
                    way.append(way[-1].move_out("", day))
                case "kind":
                    way.append(way[-1].change_category("", kind, reason, day, f"r{step}"))
                case _:
                    way.append(way[-1].die(day))
        except Refusal:
            continue
    return way


@settings(max_examples=300)
@given(st.lists(_VERB, max_size=12))
def test_whatever_happens_nobody_lives_in_two_places_or_before_time(
    verbs: list[tuple[str, int, ResidenceKind, int]],
) -> None:
    for found in happened(somebody(), verbs):
        lives = [each for each in found.residences if each.open and each.kind.lives]
        registered = [each for each in found.residences if each.open and not each.kind.lives]
        assert len(lives) <= 1
        assert len(registered) <= 1
        assert all(each.to_day is None or each.to_day >= each.from_day for each in found.residences)
        assert found.person.state is PersonState.ACTIVE or not lives + registered
        for day in (DAY + timedelta(days=each) for each in (0, 300, 899)):
            assert sum(1 for each in found.on(day).residences if each.kind.lives) <= 1


@settings(max_examples=200)
@given(st.lists(_VERB, max_size=10))
def test_counters_are_the_sum_of_their_changes(verbs: list[tuple[str, int, ResidenceKind, int]]) -> None:
    way = happened(somebody(), verbs)
    total: dict[object, int] = {}
    for before, after in zip([None, *way], way, strict=False):
        for cell, count in deltas([(before, after)], []):
            total[cell] = total.get(cell, 0) + count

    assert {cell: n for cell, n in total.items() if n} == dict.fromkeys(cells_of(way[-1]), 1)


@settings(max_examples=200)
@given(st.lists(_VERB, min_size=1, max_size=10))
def test_each_change_can_be_taken_back_and_stored(verbs: list[tuple[str, int, ResidenceKind, int]]) -> None:
    way = happened(somebody(), verbs)
    for before, after in itertools.pairwise(way):
        effects = effects_between((before.person, *before.residences), (after.person, *after.residences))
        for effect in effects:
            kind = effect.record_type
            assert from_data(kind, to_data(effect.after)) == effect.after
            undone = taken_back(effect, effect.after).after
            if effect.before is None:
                assert isinstance(undone, Residence)
                assert undone.void
            else:
                assert replace(undone, version=effect.before.version) == effect.before
            assert Effect(effect.before, effect.after) in effects
