"""Public boards: nothing small is told, nor follows; published, replaced, taken off (POP-29)."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kernel.call import Call, PermissionDenied
from services.kernel.testing.contexts import SetClock
from services.population.application.boards import PUBLISH
from services.population.domain.board_refusals import (
    BoardChanged,
    BoardNotFound,
    BoardNotPublished,
    NotACommunity,
)
from services.population.domain.boards import BoardState, Cell, etag_of, shown_of
from tests.services.population.county import COMMUNITY, FAR_GRID, GRID, NEXT_GRID, TOWNSHIP, Township

GRIDS = ("g1", "g2", "g3")
KINDS = ("permanent", "incoming")
CHARACTERS = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"


def counts(*grids: tuple[int, int]) -> dict[Cell, int]:
    """Of a community ``c`` by its grids: permanent and incoming residents."""
    found: dict[Cell, int] = {}
    for name, (permanent, incoming) in zip(GRIDS, grids, strict=False):
        found |= {(name, "permanent"): permanent, (name, "incoming"): incoming}
        found[name, "people"] = permanent + incoming
    for measure in ("people", *KINDS):
        found["c", measure] = sum(n for (_, each), n in found.items() if each == measure)
    return found


def candidates(shown: Mapping[str, Mapping[str, str]], most: int, wanted: set[Cell]) -> dict[Cell, set[int]]:
    """What these cells can be: all tables that are written like this one, until each can be two."""
    grids = [each for each in GRIDS if each in shown]
    alone = [
        [pair for pair in itertools.product(range(most), repeat=2) if _fits_alone(pair, shown[grid])]
        for grid in grids
    ]
    possible: dict[Cell, set[int]] = {each: set() for each in wanted}
    for pairs in itertools.product(*alone):
        tried = counts(*pairs)
        if all(fits(tried["c", measure], shown["c"][measure]) for measure in ("people", *KINDS)):
            for cell in wanted:
                possible[cell].add(tried[cell])
            if all(len(each) > 1 for each in possible.values()):
                break
    return possible


def _fits_alone(pair: tuple[int, ...], cells: Mapping[str, str]) -> bool:
    said = (*pair, sum(pair))
    return all(fits(n, cells[each]) for n, each in zip(said, (*KINDS, "people"), strict=True))


def fits(n: int, text: str) -> bool:
    return n > 0 if text == "*" else n == int(text)


def written(grids: Sequence[tuple[int, int]]) -> dict[str, dict[str, str]]:
    return shown_of("c", GRIDS[: len(grids)], counts(*grids))


def office(town: Township, path: str = COMMUNITY) -> Call:
    return town.clerk(path, (PUBLISH,))


def test_small_counts_are_not_written() -> None:
    shown = written([(40, 3), (50, 12)])

    assert shown["g1"]["incoming"] == "*"
    assert all(not text.isdecimal() or int(text) >= 10 for cells in shown.values() for text in cells.values())


def test_a_nought_is_written_and_hides_nothing() -> None:
    assert written([(40, 0), (50, 12)])["g1"]["incoming"] == "0"


def test_large_counts_are_all_written() -> None:
    shown = written([(40, 13), (50, 12)])

    assert {text for cells in shown.values() for text in cells.values() if not text.isdecimal()} == set()


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), min_size=2, max_size=2))
def test_no_small_count_follows_from_what_the_pages_show_together(grids: list[tuple[int, int]]) -> None:
    """All tables that read the same are tried: no small count is the same in all of them."""
    true, shown = counts(*grids), written(grids)

    small = {cell for cell, n in true.items() if 0 < n < 10}

    possible = candidates(shown, 20, small)

    assert all(len(each) > 1 for each in possible.values()), (grids, shown)


def test_what_protects_another_stays_hidden_in_the_next_board() -> None:
    before = written([(40, 3), (50, 12), (60, 30)])
    hidden = {path for path, cells in before.items() if cells["incoming"] == "*" and path != "c"}

    after = shown_of("c", GRIDS, counts((40, 3), (50, 30), (60, 12)), before)

    assert hidden
    assert all(after[path]["incoming"] == "*" for path in hidden)


def test_once_nothing_is_small_everything_is_written_again() -> None:
    before = written([(40, 3), (50, 12)])

    after = shown_of("c", GRIDS[:2], counts((40, 13), (50, 12)), before)

    assert all(text.isdecimal() for cells in after.values() for text in cells.values())


def people(town: Township, number: int, path: str, room: str) -> None:
    home = town.dwelling(room, path)
    first = town.register("赵一", home, call=town.clerk("410602"))
    household = town.household_of(first)
    for each in range(number - 1):
        town.register(
            f"赵{CHARACTERS[each]}", household_id=household, born=date(1981, 1, 1) + timedelta(days=each)
        )


def test_a_board_has_the_counts_of_the_register_and_names_nobody(any_town: Township) -> None:
    people(any_town, 12, GRID, "501")
    people(any_town, 3, NEXT_GRID, "101")

    draft = any_town.app.boards.preview(office(any_town), COMMUNITY)

    assert set(draft.shown) == {COMMUNITY, GRID, NEXT_GRID}
    assert draft.shown[NEXT_GRID]["people"] == "*"
    assert draft.shown[GRID]["people"] == "*"  # with the total it would tell the other one
    assert draft.shown[COMMUNITY]["people"] == "15"
    assert "赵" not in str(draft)


def test_everybody_reads_what_was_published_until_it_is_taken_off(any_town: Township) -> None:
    boards, call = any_town.app.boards, office(any_town)
    people(any_town, 12, GRID, "501")
    with pytest.raises(BoardNotFound):
        boards.look.public(COMMUNITY)

    made = boards.publish(call, COMMUNITY, "")
    people(any_town, 20, GRID, "502")

    assert boards.look.public(COMMUNITY).shown[COMMUNITY]["people"] == "12"
    assert boards.look.public(GRID).id == made
    boards.withdraw(call, made, "数字有误")
    with pytest.raises(BoardNotFound):
        boards.look.public(GRID)
    with pytest.raises(BoardNotPublished):
        boards.withdraw(call, made, "再撤一次")


def test_a_newer_board_takes_the_place_of_the_older(any_town: Township) -> None:
    boards, call = any_town.app.boards, office(any_town)
    first = boards.publish(call, COMMUNITY, "")
    second = boards.publish(call, COMMUNITY, "")

    found = boards.look.page(call, COMMUNITY, "", 10)

    assert [(each.id, each.state) for each in found] == [
        (second, BoardState.PUBLISHED),
        (first, BoardState.REPLACED),
    ]
    assert [action for action, _, _ in any_town.audit()].count("population.board.publish") == 2


def test_what_was_previewed_is_what_is_published(town: Township) -> None:
    boards, call = town.app.boards, office(town)
    etag = etag_of(boards.preview(call, COMMUNITY).shown)
    people(town, 12, GRID, "501")

    with pytest.raises(BoardChanged):
        boards.publish(call, COMMUNITY, etag)


def test_boards_are_published_by_their_own_office_alone(town: Township) -> None:
    boards = town.app.boards
    made = boards.publish(office(town), COMMUNITY, "")

    with pytest.raises(PermissionDenied):
        boards.publish(office(town, GRID), COMMUNITY, "")
    with pytest.raises(PermissionDenied):
        boards.preview(town.clerk(COMMUNITY, ()), COMMUNITY)
    with pytest.raises(BoardNotFound):
        boards.withdraw(office(town, FAR_GRID), made, "不是我的")
    with pytest.raises(NotACommunity):
        boards.publish(office(town, "410602"), TOWNSHIP, "")


def test_an_old_board_is_to_be_published_anew(town: Township, clock: SetClock) -> None:
    boards, call = town.app.boards, office(town)
    boards.publish(call, COMMUNITY, "")
    assert not boards.look.outdated(boards.look.newest(call, COMMUNITY))

    clock.advance(days=91)

    assert boards.look.outdated(boards.look.newest(call, COMMUNITY))
