"""A household as a picture: the dwelling above, its members by generation, on any day (POP-03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Blueprint, g, redirect, render_template, request

from services.kernel.errors import Refusal
from services.kernel.web.pages import by_htmx, needs
from services.kernel.web.texts import Text
from services.population.edge import history, person_tabs, register, words
from services.population.edge.register import EDIT, VIEW, day_asked, stub
from wangge.population.v1 import register_pb2 as pb

_ROWS: tuple[tuple[Text, frozenset[int]], ...] = (
    (Text("祖辈", "Grandparents"), frozenset({pb.RELATION_GRANDPARENT})),
    (Text("父辈", "Parents"), frozenset({pb.RELATION_PARENT})),
    (
        Text("户主和同辈", "Head and same generation"),
        frozenset({pb.RELATION_HEAD, pb.RELATION_SPOUSE, pb.RELATION_SIBLING}),
    ),
    (Text("子辈", "Children"), frozenset({pb.RELATION_CHILD, pb.RELATION_CHILD_IN_LAW})),
    (Text("孙辈", "Grandchildren"), frozenset({pb.RELATION_GRANDCHILD})),
    (
        Text("其他成员", "Others"),
        frozenset({pb.RELATION_UNSPECIFIED, pb.RELATION_OTHER_RELATIVE, pb.RELATION_NOT_RELATED}),
    ),
)
_ACTS: tuple[tuple[str, Text, str], ...] = (
    ("birth", Text("出生登记", "Record a birth"), "baby-carriage"),
    ("head", Text("变更户主", "Change the head"), "user-check"),
    ("split", Text("分户", "Split"), "git-branch"),
    ("merge", Text("并户", "Join households"), "git-merge"),
    ("move", Text("整户搬迁", "Move"), "truck"),
    ("correct", Text("更正户信息", "Correct"), "pencil"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One generation."""

    title: Text
    members: tuple[pb.Member, ...]
    kin: bool


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/household/<household>", view_func=household)
    blueprint.add_url_rule("/household/<household>/tab/<key>", view_func=household_tab)


@needs(VIEW)
def household(household: str) -> str:
    """Now, or as of a day."""
    on = day_asked()
    found = stub().GetHousehold(pb.GetHouseholdRequest(id=household, as_of=on))
    changes, more = history.of("household", household, request.args.get("changes", "")[:1000])
    return render_template(
        "population/household.html",
        household=found,
        dwelling=_dwelling(found, on),
        rows=rows(found.members),
        on=on,
        today=register.today(),
        words=words,
        register=register,
        actions=_ACTS if g.may(EDIT) and not found.to_day and not on else (),
        changes=changes,
        more=more,
        parts=person_tabs.parts("household", found),
        tabs=person_tabs.tabs("household", found, request.args.get("tab", "")),
    )


@needs(VIEW)
def household_tab(household: str, key: str) -> Any:
    """One tab alone, for the page that is open; the whole page without a script."""
    address = f"/population/household/{household}"
    if not by_htmx():
        return redirect(f"{address}?tab={quote(key)}#more")
    found = stub().GetHousehold(pb.GetHouseholdRequest(id=household))
    tabs = person_tabs.tabs("household", found, key)
    return render_template("population/tabs.html", tabs=tabs, address=address)


def rows(members: Sequence[pb.Member]) -> list[Row]:
    """The generations that there are, oldest first; the head before the spouse."""
    found = []
    for title, relations in _ROWS:
        those = [each for each in members if each.residence.relation in relations]
        if those:
            ordered = sorted(those, key=lambda each: (each.residence.relation, each.person.born_on or "9"))
            found.append(Row(title, tuple(ordered), pb.RELATION_NOT_RELATED not in relations))
    return found


def _dwelling(found: pb.Household, on: str) -> pb.Dwelling | None:
    """Where it was on that day: where its members lived then."""
    wanted = next((each.residence.dwelling_id for each in found.members if on), "") or found.dwelling_id
    try:
        dwelling: pb.Dwelling = stub().GetDwelling(pb.GetDwellingRequest(id=wanted))
    except Refusal:
        return None
    return dwelling
